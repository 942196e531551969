"""Links of a PDF page, tied to the words that lead somewhere.

Annotations are rectangles; a broken or odd one is skipped, it never costs a page. Only web and mail addresses are kept.
"""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.read.glyphs import frame_of
from pipeline.read.glyphs.characters import Frame
from pipeline.types import Link, Page, Rect, Word

_KEPT = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+", re.I)
_MOST = 5000
"""Annotations of a page that are looked at."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where an annotation leads, and its rectangles in points from the top left of the page."""

    rects: tuple[Rect, ...]
    uri: str | None = None
    page: int | None = None


def read_targets(pdf: pdfium.PdfDocument, page: pdfium.PdfPage) -> list[Target]:
    """The links of a page, in the file's order; what cannot be read is left out."""
    frame = frame_of(page)
    targets = (_target(pdf, link, frame) for link in _annotations(page))
    return [target for target in targets if target]


def _annotations(page: pdfium.PdfPage) -> Iterator[object]:
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    for _ in range(_MOST):
        if not raw.FPDFLink_Enumerate(page, ctypes.byref(position), ctypes.byref(link)):
            return
        if link:
            yield link
        link = raw.FPDF_LINK()


def _target(pdf: pdfium.PdfDocument, link: object, frame: Frame) -> Target | None:
    rects = tuple(frame.shown(x0, y0, x1, y1) for x0, y0, x1, y1 in _rects(link) if x1 > x0 and y1 > y0)
    if not rects:
        return None
    action = raw.FPDFLink_GetAction(link)
    if action and raw.FPDFAction_GetType(action) == raw.PDFACTION_URI:
        uri = _uri(pdf, action)
        return Target(rects, uri=uri) if uri else None
    dest = raw.FPDFLink_GetDest(pdf, link)
    index = raw.FPDFDest_GetDestPageIndex(pdf, dest) if dest else -1
    return Target(rects, page=index + 1) if 0 <= index < len(pdf) else None


def _rects(link: object) -> Iterator[Rect]:
    """Its quadrilaterals (one a line), else its rectangle: left, bottom, right, top as the file counts."""
    quad, count = raw.FS_QUADPOINTSF(), raw.FPDFLink_CountQuadPoints(link)
    for i in range(min(count, _MOST)):
        if raw.FPDFLink_GetQuadPoints(link, i, ctypes.byref(quad)):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            yield min(xs), min(ys), max(xs), max(ys)
    rect = raw.FS_RECTF()
    if count <= 0 and raw.FPDFLink_GetAnnotRect(link, ctypes.byref(rect)):
        (x0, x1), (y0, y1) = sorted((rect.left, rect.right)), sorted((rect.bottom, rect.top))
        yield x0, y0, x1, y1


def _uri(pdf: pdfium.PdfDocument, action: object) -> str | None:
    length = raw.FPDFAction_GetURIPath(pdf, action, None, 0)
    if not 1 < length < 1 << 16:
        return None
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAction_GetURIPath(pdf, action, buffer, length)
    try:
        uri = buffer.value.decode("utf-8").strip()
    except UnicodeDecodeError:
        uri = buffer.value.decode("latin-1").strip()
    return uri if _KEPT.fullmatch(uri) else None


def links_of(page: Page, targets: Sequence[Target]) -> tuple[Link, ...]:
    """The words of a page under its links: one link for each stretch of a block that leads to one place, in text order."""
    starts = [block.start for block in page.blocks]
    led: dict[tuple[str | None, int | None], set[tuple[int, int]]] = {}
    for target in targets:
        for word in page.words:
            span = _covered(page, word, target.rects)
            if span:
                led.setdefault((target.uri, target.page), set()).add(span)
    found: list[Link] = []
    for (uri, number), spans in led.items():
        stretches: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            same_block = stretches and bisect_right(starts, stretches[-1][0]) == bisect_right(starts, start)
            if same_block and not page.text[stretches[-1][1] : start].strip():
                stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
            else:
                stretches.append((start, end))
        found += [Link(start, end, uri, number) for start, end in stretches]
    return tuple(sorted(found, key=lambda link: (link.start, link.end, link.uri or "", link.page or 0)))


def _covered(page: Page, word: Word, rects: Sequence[Rect]) -> tuple[int, int] | None:
    """The characters of a word that stand under rectangles; punctuation that a rectangle leaves out is none of them."""
    for x0, top, x1, bottom in word.boxes:
        for left, above, right, below in rects:
            if not above <= (top + bottom) / 2 <= below or min(x1, right) - max(x0, left) < 0.5 * (x1 - x0):
                continue
            text = page.text[word.start : word.end]
            cut = len(text) - len(text.rstrip(".,;:!?)»”")) if x1 - right > 0.08 * word.size else 0
            skipped = len(text) - len(text.lstrip("(«“")) if left - x0 > 0.08 * word.size else 0
            if skipped + cut < len(text):
                return word.start + skipped, word.end - cut
    return None
