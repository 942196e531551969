"""What is printed on one PDF page, through pdfium: its words, pictures, rules and panels.

The order in which a file draws its words means nothing; only their places do.
"""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.read.glyphs.characters import Frame
from pipeline.read.glyphs.drawings import drawn_bullets, read_drawings
from pipeline.read.glyphs.pdfium_calls import address_of
from pipeline.read.glyphs.sheet import BULLET_SIGN, HYPHENS, PrintedWord, Sheet
from pipeline.read.glyphs.words import words_of

__all__ = ["BULLET_SIGN", "HYPHENS", "PrintedWord", "Sheet", "frame_of", "read_sheet"]


def frame_of(page: pdfium.PdfPage) -> Frame:
    """The part of a page that is shown."""
    left, base, right, top = page.get_bbox()
    return Frame(left, base, right, top, page.get_rotation())


def read_sheet(page: pdfium.PdfPage, number: int) -> Sheet:
    """What is printed on page ``number`` (from 1) of a file. Raises ``pdfium.PdfiumError`` where its text cannot be loaded."""
    frame = frame_of(page)
    drawings = read_drawings(address_of(page.raw), frame)
    textpage = raw.FPDFText_LoadPage(page.raw)
    if not textpage:
        raise pdfium.PdfiumError("no text page")
    try:
        words, garbled = words_of(address_of(textpage), frame, drawings.images)
    finally:
        raw.FPDFText_ClosePage(textpage)
    words += drawn_bullets(drawings.dots, words)
    width, height = frame.size
    images, rules, panels = tuple(drawings.images), tuple(drawings.rules), tuple(drawings.panels)
    return Sheet(number, width, height, tuple(words), images, rules, panels, garbled)
