"""Boxes with a ground or a frame: what stands in one is read together, apart from what surrounds it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.glyphs import PrintedWord
from pipeline.types import Rect

_LARGEST = 0.6
"""Share of the page from which on a box is its ground."""

_MOST = 0.85
"""Share of the words of a page from which on a box is their frame."""

_ROOM = 1.5
"""Points by which letters may stand out of their box."""


def panels_around(words: Sequence[PrintedWord], panels: Sequence[Rect], area: float) -> list[Rect]:
    """The outermost of ``panels`` that hold lines of their own. ``area`` is that of the page, in square points.

    A ground behind a part of a text that runs on outside of it, a highlighted word or a frame around everything is none.
    """
    chosen: list[Rect] = []
    bars: list[Rect] = []
    for panel in sorted(set(panels), key=lambda p: (-(p[2] - p[0]) * (p[3] - p[1]), p)):
        x0, top, x1, bottom = panel
        if any(c[0] - 1 <= x0 and c[1] - 1 <= top and x1 <= c[2] + 1 and bottom <= c[3] + 1 for c in chosen):
            continue
        if (x1 - x0) * (bottom - top) > _LARGEST * area or bottom - top < 20:
            continue
        inside = [w for w in words if top <= w.middle <= bottom and x0 <= (w.x0 + w.x1) / 2 <= x1]
        if not inside or len(inside) > _MOST * len(words) or not _stands_apart(panel, inside, words):
            continue
        if any(c[0] < x1 and x0 < c[2] and c[1] < bottom and top < c[3] for c in (*chosen, *bars)):
            continue
        (chosen if _has_lines(inside) else bars).append(panel)
    return [*chosen, *(bar for bar in bars if any(alike(bar, panel) for panel in chosen))]


def alike(a: Rect, b: Rect) -> bool:
    """Whether two boxes have about the same width and height."""
    return all(abs((a[i + 2] - a[i]) - (b[i + 2] - b[i])) < 0.15 * (a[i + 2] - a[i]) for i in (0, 1))


def _has_lines(inside: Sequence[PrintedWord]) -> bool:
    """Whether there is more than one line: else it is a heading on a bar, or a button."""
    first, last = min(inside, key=lambda w: w.middle), max(inside, key=lambda w: w.middle)
    return last.middle - first.middle >= 0.6 * first.size


def _stands_apart(panel: Rect, inside: Sequence[PrintedWord], words: Sequence[PrintedWord]) -> bool:
    x0, top, x1, bottom = panel
    for word in inside:
        core = 0.3 * word.size
        if word.x0 < x0 - _ROOM or word.x1 > x1 + _ROOM or word.middle - core < top or word.middle + core > bottom:
            return False
    first, last = min(inside, key=lambda w: w.middle), max(inside, key=lambda w: w.middle)
    held = set(inside)
    for word in words:
        if word in held:
            continue
        middle = (word.x0 + word.x1) / 2
        if x0 < middle < x1:
            for edge in (first, last):
                near = abs(word.middle - edge.middle) < 1.45 * edge.size
                if near and abs(word.size - edge.size) < 0.3 and word.bold == edge.bold and word.color == edge.color:
                    return False  # the text runs on over the border
        elif top < word.middle < bottom and (0 <= x0 - word.x1 < 0.3 * word.size or 0 <= word.x0 - x1 < 0.3 * word.size):
            return False
    return True
