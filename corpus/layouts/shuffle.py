"""Draw the words of a PDF in any order: the page looks the same, and nothing but places says what follows what.

Only for PDFs as typst writes them without tags: one stream for a page, a classic cross-reference table, horizontal text.
"""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFContentParser, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSEOF, PSKeyword

Fonts = Mapping[str, PDFFont]


def shuffled(pdf: bytes, seed: str) -> bytes:
    """The same pages, with the words of each in an order that only the seed decides, after all that is no text."""
    document = PDFDocument(PDFParser(io.BytesIO(pdf)))
    streams: dict[int, bytes] = {}
    for number, page in enumerate(PDFPage.create_pages(document)):
        (reference,) = page.contents
        stream = resolve1(reference)
        manager = PDFResourceManager()
        fonts = {
            name: manager.get_font(font.objid, resolve1(font))
            for name, font in resolve1(page.resources.get("Font", {})).items()
        }
        drawn, words = _parts(stream, fonts)
        random.Random(f"{seed} {number}").shuffle(words)
        streams[stream.objid] = b"\n".join((*drawn, *words))
    return _updated(pdf, streams)


@dataclass(frozen=True, slots=True)
class _Operation:
    name: str
    operands: tuple[Any, ...]
    raw: bytes


def _operations(stream: PDFStream) -> Iterator[_Operation]:
    parser, data = PDFContentParser([stream]), stream.get_data()
    operands: list[Any] = []
    start = 0
    while True:
        try:
            position, token = parser.nextobject()
        except PSEOF:
            return
        if isinstance(token, PSKeyword):
            end = position + len(token.name)
            yield _Operation(token.name.decode(), tuple(operands), data[start:end])
            operands, start = [], end
        else:
            operands.append(token)


def _parts(stream: PDFStream, fonts: Fonts) -> tuple[list[bytes], list[bytes]]:
    """What is drawn between each outermost ``q`` and ``Q``: what is no text as it is, text word by word."""
    drawn: list[bytes] = []
    words: list[bytes] = []
    group: list[_Operation] = []
    depth = 0
    for operation in _operations(stream):
        group.append(operation)
        depth += {"q": 1, "Q": -1}.get(operation.name, 0)
        if not depth:
            names = [one.name for one in group]
            if "BT" in names and names.count("q") == 1:
                words += _words(group, fonts)
            else:
                drawn.append(b"".join(one.raw for one in group))
            group = []
    return drawn, words


def _words(group: list[_Operation], fonts: Fonts) -> Iterator[bytes]:
    """Each word of a piece of text as a piece of its own: state before the text, font and place, and its glyphs."""
    begin = next(i for i, operation in enumerate(group) if operation.name == "BT")
    before = b"".join(operation.raw for operation in group[:begin])
    font, size, matrix, mark = "", 0.0, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), b""
    for name, operands, raw in ((one.name, one.operands, one.raw) for one in group[begin + 1 :]):
        if name == "Tf":
            font, size = operands[0].name, float(operands[1])
        elif name == "Tm":
            matrix = operands
        elif name == "BDC":
            mark = raw  # holds what a hyphen stands for
        elif name == "EMC":
            mark = b""
        elif name in ("Tj", "TJ"):
            shown = operands[0] if name == "TJ" else list(operands)
            for at, glyphs in _split(shown, fonts[font], size):
                a, b, c, d, x, y = matrix
                place = b" ".join(b"%.4f" % value for value in (a, b, c, d, x + a * at, y + b * at))
                text = b"BT\n/%s %.4f Tf %s Tm [%s] TJ\nET" % (font.encode(), size, place, glyphs)
                yield before + b"\n" + (mark + b"\n" + text + b"\nEMC" if mark else text) + b"\nQ"


def _split(shown: list[Any], font: PDFFont, size: float) -> Iterator[tuple[float, bytes]]:
    """The words of an array of glyphs and kerning: how far from its start, and the array's part."""
    at, start, part = 0.0, 0.0, b""
    for element in shown:
        if isinstance(element, int | float):
            at -= element / 1000 * size
            part += b" %.4f " % element if part else b""
            continue
        for code in font.decode(element):
            if font.to_unichr(code).isspace():
                if part:
                    yield start, part
                part = b""
            else:
                start = start if part else at
                part += b"<%04x>" % code
            at += font.char_width(code) * size
    if part:
        yield start, part


def _updated(pdf: bytes, streams: Mapping[int, bytes]) -> bytes:
    """The file with other contents of these objects, appended as an incremental update."""
    trailer = pdf[pdf.rindex(b"trailer") :]
    entries = trailer[trailer.index(b"<<") + 2 : trailer.rindex(b">>")]
    previous = int(trailer.split(b"startxref")[1].split()[0])
    out, table = pdf + b"\n", b""
    for number, content in sorted(streams.items()):
        table += b"%d 1\n%010d 00000 n\r\n" % (number, len(out))
        packed = zlib.compress(content)
        out += b"%d 0 obj\n<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream\nendobj\n" % (number, len(packed), packed)
    start = len(out)
    return out + b"xref\n%strailer\n<<%s/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (table, entries, previous, start)
