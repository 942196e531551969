"""Documents made for one test: typeset by typst, drawn word by word, or written as plain text; each read as the real thing."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typst

from pipeline.read import read
from pipeline.types import Block, Document

WIDTH, HEIGHT = 595, 842
"""An A4 page, in points."""

PRELUDE = """
#set document(date: none)
#set page(paper: "a4", margin: 2cm)
#set text(font: "Libertinus Serif", size: 10pt, lang: "fr", hyphenate: false)
"""


@cache
def typeset(source: str) -> bytes:
    """The PDF of a typst source, with the fonts that typst brings and no date. The same source is typeset once."""
    pdf = typst.compile((PRELUDE + source).encode(), format="pdf", ignore_system_fonts=True, timestamp=0)
    assert isinstance(pdf, bytes)
    return pdf


@dataclass(frozen=True, slots=True)
class Print:
    """A piece of text on a page: its left edge and baseline in points from the top left."""

    text: str
    x: float
    y: float
    size: float = 10.0


def drawn(pages: Sequence[Iterable[Print]]) -> bytes:
    """A PDF in Courier that draws these pieces in this order, and nothing between them to say what belongs together."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>")
    for i, pieces in enumerate(pages):
        content = b"\n".join(_operators(piece) for piece in pieces)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {5 + 2 * i} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        *(size, table, size),
        len(out),
    )


def _operators(piece: Print) -> bytes:
    text = piece.text.encode("cp1252")
    for special in (b"\\", b"(", b")"):
        text = text.replace(special, b"\\" + special)
    return b"BT /F %.2f Tf %.2f %.2f Td (%s) Tj ET" % (piece.size, piece.x, HEIGHT - piece.y, text)


@cache
def document(data: bytes, name: str = "document.pdf") -> Document:
    """These bytes, read as a file of this name."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return read(path)


def printed(source: str) -> Document:
    """A typst source, typeset and read."""
    return document(typeset(source))


def written(text: str, name: str = "document.md") -> Document:
    """Plain text or Markdown, read."""
    return document(text.encode(), name)


def text_of(page_document: Document, block: Block) -> str:
    """The text of a block on one line."""
    return " ".join(page_document.pages[block.page - 1].text[block.start : block.end].split())


def blocks(page_document: Document, *kinds: str) -> list[str]:
    """The texts of the blocks of these kinds (of any, where none is named), in reading order."""
    return [text_of(page_document, b) for page in page_document.pages for b in page.blocks if not kinds or b.kind in kinds]


def examples(cases: Mapping[str, object], fails: Mapping[str, str] | None = None) -> list[Any]:
    """Cases by name, for ``pytest.mark.parametrize``. ``fails`` says why some of them do not hold yet."""
    fails = fails or {}
    assert fails.keys() <= cases.keys()
    return [
        pytest.param(
            *(case if isinstance(case, tuple) else (case,)),
            id=name,
            marks=pytest.mark.xfail(strict=True, reason=fails[name]) if name in fails else (),
        )
        for name, case in cases.items()
    ]
