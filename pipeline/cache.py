"""Results of stages, kept by what they were made from: the same input, code and packages give the same file.

A result is ``<folder>/<key>.json``. The folder can be deleted at any time; a file that does not hold what it should is made
again.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import re
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from pipeline import __version__
from pipeline.types import content_key, from_json

T = TypeVar("T")

_PACKAGE = Path(__file__).parent
_FOLDERS = {"extract": ("extract", "read")}
"""Whose code decides what a stage gives, where it is more than its own: extraction joins lines as reading does."""


class Cache:
    """A folder of results. One that cannot be written is no error: results are then made again each time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_or_make(self, kind: type[T], stage: str, given: str, make: Callable[[], bytes]) -> tuple[T, str]:
        """What ``stage`` yields for an input whose hash is ``given``, and the hash of its JSON.

        Raises what ``make`` raises, and ``pydantic.ValidationError`` where it makes something of another kind.
        """
        path = self._folder / f"{content_key('', stage, given, fingerprint(stage))}.json"
        with contextlib.suppress(OSError, ValidationError):
            data = path.read_bytes()
            return from_json(kind, data), hashlib.sha256(data).hexdigest()
        data = make()
        value = from_json(kind, data)
        with contextlib.suppress(OSError):
            self._put(path, data)
        return value, hashlib.sha256(data).hexdigest()

    def _put(self, path: Path, data: bytes) -> None:
        """Writes beside and renames, so that nobody reads half a result."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(prefix=".", suffix=".part", dir=self._folder, delete=False) as file:
            beside = Path(file.name)
            file.write(data)
        try:
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


@cache
def fingerprint(stage: str) -> str:
    """A hash of all that decides what a stage makes of an input: its code and word lists, Python, and the packages it uses.

    Taken from the files, not from a number that somebody has to remember to raise. Modules at the top of the package count for
    every stage. What the system provides counts as well: with Tesseract installed, pages are read that were not before.
    """
    folders = [_PACKAGE / name for name in _FOLDERS.get(stage, (stage,))]
    files = [*_PACKAGE.glob("*.py"), *(path for folder in folders for path in folder.rglob("*") if path.is_file())]
    parts = {
        path.relative_to(_PACKAGE).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if "__pycache__" not in path.parts
    }
    return content_key("", __version__, sys.version_info[:2], parts, _packages(), _system() if stage == "read" else None)


def _system() -> tuple[str, ...]:
    """Tesseract's version and the languages it reads with; nothing without it."""
    from pipeline.read.recognition import ocr

    tesseract = ocr.installed()
    return (tesseract.version, *tesseract.languages) if tesseract else ()


def _packages() -> dict[str, str]:
    """The versions of the packages that the project asks for, and of pdfminer, which pdfplumber brings."""
    try:
        required = importlib.metadata.requires("maillage") or []
    except importlib.metadata.PackageNotFoundError:  # run from its folder, not installed
        return {}
    names = {re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in required if "extra ==" not in line} | {"pdfminer.six"}
    versions = {}
    for name in sorted(names):
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            versions[name] = importlib.metadata.version(name)
    return versions
