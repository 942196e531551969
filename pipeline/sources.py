"""Which files are to be read, from the paths that a person gave."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

SUFFIXES = frozenset({".pdf", ".txt", ".md"})

_KINDS = ".pdf, .txt ou .md"
_NO_RIGHT = "impossible à ouvrir : vérifiez vos droits"


@dataclass(frozen=True, slots=True)
class Found:
    """An input: a file with the SHA-256 of its bytes, or, where ``problem`` says why in French, nothing that can be read."""

    path: Path
    relative: str
    """Below the folder that was given, with «/», so that it does not depend on where the folder stands."""
    name: str
    sha256: str
    problem: str | None = None


def find(paths: Sequence[Path], leave_out: Path | None = None) -> tuple[tuple[Found, ...], tuple[str, ...]]:
    """Every document below ``paths``, sorted, and warnings in French. Hidden files and the folder ``leave_out`` are skipped.

    Files of equal bytes are one document: the first keeps its row, a warning names the others. Of different files with the same
    stem the first by its relative path is called by the stem, each other by the stem and the start of its hash.
    """
    found = sorted(
        (each for path in paths for each in _look_at(path, leave_out and leave_out.resolve())),
        key=lambda each: (each.relative, each.sha256, str(each.path)),
    )
    kept: list[Found] = []
    warnings: list[str] = []
    first: dict[str, Found] = {}
    stems: Counter[str] = Counter()
    for each in found:
        key = each.sha256 or str(each.path.absolute())
        if key not in first:
            again = stems[each.name]
            stems[each.name] += 1
            first[key] = replace(each, name=f"{each.name}-{each.sha256[:8] or again + 1}" if again else each.name)
            kept.append(first[key])
        elif first[key].path.absolute() != each.path.absolute():
            warnings.append(f"{each.relative} : même contenu que {first[key].relative} ; lu une seule fois")
    return tuple(kept), tuple(warnings)


def _look_at(path: Path, leave_out: Path | None) -> Iterator[Found]:
    try:
        if path.is_dir():
            below = sorted(_below(path, leave_out))
            for file in below:
                yield _file(file, file.relative_to(path).as_posix())
            if not below:
                yield _problem(path, f"aucun document dans ce dossier : mettez-y des fichiers {_KINDS}")
        elif not path.exists():
            yield _problem(path, "introuvable : vérifiez le chemin")
        elif not path.is_file():
            yield _problem(path, "ni un fichier ni un dossier : donnez le chemin d'un document")
        elif path.suffix.lower() not in SUFFIXES:
            yield replace(_file(path, path.name), problem=f"ce format n'est pas lu : convertissez-le en {_KINDS}")
        else:
            yield _file(path, path.name)
    except PermissionError:
        yield _problem(path, _NO_RIGHT)


def _below(folder: Path, leave_out: Path | None) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        here = Path(parent)
        folders[:] = [name for name in folders if not name.startswith(".") and (here / name).resolve() != leave_out]
        for name in files:
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES and (here / name).is_file():
                yield here / name


def _file(path: Path, relative: str) -> Found:
    relative = _printable(relative)
    name = PurePosixPath(relative).stem
    try:
        with path.open("rb") as file:
            return Found(path, relative, name, hashlib.file_digest(file, "sha256").hexdigest())
    except OSError:
        return Found(path, relative, name, "", _NO_RIGHT)


def _problem(path: Path, problem: str) -> Found:
    relative = _printable(path.name or str(path))
    return Found(path, relative, PurePosixPath(relative).stem, "", problem)


def _printable(name: str) -> str:
    """A file name as text: composed accents, as macOS does not give them; the replacement sign for bytes that are no UTF-8."""
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "replace"))
