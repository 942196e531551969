"""Read: a file becomes a :class:`~pipeline.types.Document`, pages with their words, blocks and languages.

Each page is read knowing of the others only the table that the page before it ends with (glyphs → tables → layout → blocks →
compose); :mod:`assemble` then looks at all of them together. A page that is a picture of text is recognized first (scans →
ocr_page), and then laid out like any other.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.types import Document

VERSION = "1"


class ReadError(Exception):
    """A file that cannot be read; the message says why and what to do, in French."""


def document_id(sha256: str) -> str:
    """The identifier of a document, from nothing but its bytes."""
    return "d" + sha256[:16]


def read(path: Path, *, name: str | None = None, relative: str | None = None) -> Document:
    """Reads a ``.pdf``, ``.txt`` or ``.md`` file. Raises :class:`ReadError` where nothing of it can be read."""
    from pipeline.read.reader import read_file  # what parses PDFs is loaded only where one is read

    return read_file(path, name, relative)
