"""Pages written operator by operator, for what no typesetter will do: matrices, render modes, fonts that lie."""

from __future__ import annotations

import pypdfium2 as pdfium

from pipeline.read.glyphs import PrintedWord, Sheet, read_sheet

HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


A4 = "/MediaBox [0 0 595 842]"


def raw_page(content: str, *, entries: str = A4, font: str = HELVETICA, more: tuple[str, ...] = ()) -> bytes:
    """A PDF of one page with this content stream; ``/F`` is ``font``, and ``more`` are objects from number 6 on (``/X``: 6)."""
    resources = "/Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> /ExtGState << /G 7 0 R >> >>"
    stream = content.encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R {entries} /Contents 4 0 R {resources} >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        font.encode("cp1252"),
        *(thing.encode("cp1252") for thing in more),
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + end % (size, table, size, len(out))


def sheet(pdf: bytes, page: int = 1) -> Sheet:
    """What is printed on a page of a PDF."""
    document = pdfium.PdfDocument(pdf)
    try:
        return read_sheet(document[page - 1], page)
    finally:
        document.close()


def in_order(words: tuple[PrintedWord, ...]) -> list[PrintedWord]:
    """Words line by line, for pages of one column."""
    return sorted(words, key=lambda w: (round(w.bottom / 4), w.x0))


def texts(pdf: bytes, page: int = 1) -> list[str]:
    """The words of a page, line by line."""
    return [word.text for word in in_order(sheet(pdf, page).words)]
