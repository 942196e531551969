"""A folder of immutable versions and a pointer to the one in force.

    folder/versions/<hash>/   the exported files, named by what they hold
    folder/CURRENT            the name of the version in force, replaced in one step
    folder/HISTORY            the names of the versions in the order in which they came into force, the last one last
    folder/cache/             what can be rebuilt
    folder/judgements.jsonl   what people decided, written by them

A version is written beside, under a name that begins with a dot, flushed to the disk and renamed, so a reader of ``CURRENT``
meets a whole version or the one before, whenever the writer is stopped.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

KEPT = 5
"""How many versions stay: the one in force and those before it, by the order of HISTORY. No clock is asked."""

_OURS = {"CURRENT", "HISTORY", "versions", "cache", "judgements.jsonl"}
_ABANDONED = 24 * 3600.0  # seconds after which a version that was never finished is taken for a leftover


class NotAResultFolder(Exception):
    """The folder holds something else than results. The message is for people, in French."""


def check_result_folder(folder: Path) -> None:
    """Raise :class:`NotAResultFolder` unless ``folder`` is absent, empty, or a result folder."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise NotAResultFolder(f"{folder} : ce n’est pas un dossier ; choisissez un autre dossier de résultat avec -o.")
    names = {path.name for path in folder.iterdir() if not path.name.startswith(".")}
    if "CURRENT" not in names and not names <= _OURS:
        raise NotAResultFolder(
            f"{folder} : ce dossier contient autre chose qu’un résultat de maillage ; "
            "choisissez avec -o un dossier vide ou qui n’existe pas encore."
        )


def write_version(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Put ``files`` (contents by relative path with «/») in force in ``folder`` and return the version's folder.

    Equal files give the same version, of which nothing is written again. Raises :class:`NotAResultFolder` and ``OSError``.
    """
    check_result_folder(folder)
    version = version_of(files)
    versions = folder / "versions"
    versions.mkdir(parents=True, exist_ok=True)
    target = versions / version
    if not target.exists():
        _write_whole(target, files)
    if current(folder) != version:
        history = [name for name in _history(folder) if name != version] + [version]
        _replace(folder / "HISTORY", "".join(f"{name}\n" for name in history[-KEPT:]))
        _replace(folder / "CURRENT", f"{version}\n")
        _prune(versions, keep=set(history[-KEPT:]), seen=set(history))
    return target


def version_of(files: Mapping[str, bytes]) -> str:
    """The name of a version: a hash of its files' names and contents."""
    parts = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
    return hashlib.sha256("".join(parts).encode()).hexdigest()[:16]


def current(folder: Path) -> str | None:
    """The name of the version in force, or None where there is none."""
    try:
        version = _patiently(lambda: (folder / "CURRENT").read_text(encoding="utf-8")).strip()
    except (OSError, UnicodeDecodeError):
        return None
    whole = version and Path(version).name == version and (folder / "versions" / version).is_dir()
    return version if whole else None


def latest(folder: Path) -> str | None:
    """The version in force or, where ``CURRENT`` was lost, the last of HISTORY: what the next run goes on from."""
    names = _history(folder)
    return current(folder) or (names[-1] if names else None)


def _history(folder: Path) -> list[str]:
    """Versions in the order in which they came into force, those that are gone left out."""
    try:
        names = (folder / "HISTORY").read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError):
        names = []
    in_force = current(folder)
    if in_force and in_force not in names:
        names.append(in_force)
    return [name for name in names if (folder / "versions" / name).is_dir()]


def _write_whole(target: Path, files: Mapping[str, bytes]) -> None:
    beside = Path(tempfile.mkdtemp(prefix=".", suffix=".part", dir=target.parent))
    try:
        for name, data in sorted(files.items()):
            path = beside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, data)
        for path in (beside, *(child for child in beside.rglob("*") if child.is_dir())):
            _sync_folder(path)
        beside.chmod(0o755)  # mkdtemp lets nobody else in
        try:
            _patiently(lambda: beside.rename(target))
        except OSError:
            if not target.is_dir():  # else somebody published the same content meanwhile
                raise
        _sync_folder(target.parent)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _replace(path: Path, text: str) -> None:
    """Write a small file in one step."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    os.close(descriptor)
    beside = Path(name)
    try:
        _write(beside, text.encode())
        beside.chmod(0o644)
        _patiently(lambda: beside.replace(path))
        _sync_folder(path.parent)
    finally:
        beside.unlink(missing_ok=True)


def _prune(versions: Path, keep: set[str], seen: set[str]) -> None:
    """Remove the versions of the history that are not to be kept, and what a stopped writer left; fail at nothing."""
    for path in versions.iterdir():
        leftover = path.name.startswith(".") and path.name.endswith(".part") and _age(path) > _ABANDONED
        if leftover or path.name in seen - keep:
            shutil.rmtree(path, ignore_errors=True)


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Flush a folder's entries, where the system knows how to (not on Windows)."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _patiently(action: Callable[[], T]) -> T:
    """Do it again for a moment: on Windows a file that somebody else has open can neither be replaced nor read."""
    for _ in range(20):
        try:
            return action()
        except PermissionError:
            if os.name == "posix":
                raise
            time.sleep(0.05)
    return action()
