"""Pieces of pages as pictures. :func:`cut_out` belongs in a worker: it opens the file again."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2 as pdfium

from pipeline.grounding import around
from pipeline.types import Page, Rect

if TYPE_CHECKING:
    from pipeline.explore.evaluate.places import Place

SCALE = 1.6
"""Pixels for a point: small print can be read, and a piece as wide as a page takes some 100 kB."""

LONGEST = 2400
"""Pixels of the longer side of a page at most, whatever size it says that it has."""

QUALITY = 60
"""Of JPEG: below it, print begins to smear."""

_WIDTH, _HEIGHT, _MARGIN = 620.0, 150.0, 48.0


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece of a page, which counts from 1 and is so many points wide."""

    page: int
    width: float
    box: Rect


def window(page: Page, place: Place) -> Rect:
    """What is shown of a page, in points: the boxes of a place with what stands around, as wide as an upright page."""
    x0, top, x1, bottom = around(place.boxes)
    left, right = _stretched(x0 - _MARGIN, x1 + _MARGIN, _WIDTH, page.width)
    high, low = _stretched(top - _MARGIN, bottom + _MARGIN, _HEIGHT, page.height)
    return left, high, right, low


def cuts(pages: Iterable[tuple[Page, Rect]]) -> list[Cut]:
    """For each page, in order, the one piece that holds all windows on it, so that no page is shown twice."""
    windows: dict[int, tuple[Page, list[Rect]]] = {}
    for page, box in pages:
        windows.setdefault(page.number, (page, []))[1].append(box)
    return [Cut(number, page.width, around(boxes)) for number, (page, boxes) in sorted(windows.items())]


def cut_out(pdf: pdfium.PdfDocument, cut: Cut) -> bytes:
    """The piece as a JPEG file, the same bytes each time. Raises ``PdfiumError`` where the page cannot be shown."""
    sheet = pdf[cut.page - 1]
    picture = sheet.render(scale=min(SCALE, LONGEST / max(sheet.get_size()))).to_pil().convert("RGB")
    sheet.close()
    scale = picture.width / cut.width
    x0, top, x1, bottom = (round(side * scale) for side in cut.box)
    data = io.BytesIO()
    picture.crop((x0, top, max(x1, x0 + 1), max(bottom, top + 1))).save(data, "JPEG", quality=QUALITY, optimize=True)
    return data.getvalue()


def _stretched(start: float, end: float, least: float, limit: float) -> tuple[float, float]:
    """A stretch at least so long around its middle, moved and cut to lie between 0 and ``limit``."""
    length = min(max(end - start, least), limit)
    start = min(max((start + end - length) / 2, 0.0), limit - length)
    return round(start, 1), round(start + length, 1)
