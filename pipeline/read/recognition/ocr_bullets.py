"""Bullets of recognized pages: Tesseract drops them, or takes them for whatever is small and round.

Either way one alone may be anything; several that stand under each other before lines of text are a list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.read.glyphs import BULLET_SIGN, PrintedWord

_TAKEN_FOR = re.compile(r"[eoO0°*¢+»«·©®¥@.§><#=~]|[•●▪■◦○]")
"""What Tesseract makes of a bullet."""

_ROOM = 2.2
"""How far before its line a bullet stands at most, in ems."""

_LEAST, _MOST = 0.12, 0.6
"""Its width and height, in ems."""

_FULL = 0.6
"""Share of its box that its ink fills, at least: letters fill less."""


def with_bullets(words: Sequence[PrintedWord], image: Image.Image, scale: float) -> list[PrintedWord]:
    """Words of a straight page with bullets as «•». ``image`` is the page in grey, ``scale`` its pixels to a point."""
    firsts = [word for word in words if not any(_before(other, word) for other in words)]
    taken = [word for word in firsts if _TAKEN_FOR.fullmatch(word.text) and any(_before(word, other) for other in words)]
    pixels = np.asarray(image, dtype=np.int16)
    dots = [dot for word in firsts if word not in taken and (dot := _dot_before(word, pixels, scale))]
    marks = [*taken, *dots]
    listed = {mark for mark in marks if sum(abs(mark.x0 - other.x0) < 0.5 * mark.size for other in marks) >= 2}
    changed = [replace(word, text=BULLET_SIGN) if word in listed else word for word in words]
    return [*changed, *(dot for dot in dots if dot in listed)]


def _before(a: PrintedWord, b: PrintedWord) -> bool:
    """Whether ``a`` stands right before ``b`` on its line."""
    return a is not b and a.top < b.middle < a.bottom and -0.2 * b.size < b.x0 - a.x1 < _ROOM * b.size and a.x0 < b.x0


def _dot_before(word: PrintedWord, pixels: NDArray[Any], scale: float) -> PrintedWord | None:
    em = word.size * scale
    left, right = max(0, round(word.x0 * scale - _ROOM * em)), round(word.x0 * scale - 0.15 * em)
    top, bottom = max(0, round(word.top * scale + 0.1 * em)), round(word.bottom * scale - 0.2 * em)
    strip = pixels[top:bottom, max(left, 0) : max(right, 0)]
    if strip.size == 0:
        return None
    white = np.percentile(strip, 90)
    ink = strip < white - 60
    columns = np.flatnonzero(ink.any(axis=0))
    rows = np.flatnonzero(ink.any(axis=1))
    if not len(columns):
        return None
    width, height = columns[-1] - columns[0] + 1, rows[-1] - rows[0] + 1
    alone = columns[0] > 0.3 * em or left == 0
    small = _LEAST * em <= width <= _MOST * em and _LEAST * em <= height <= _MOST * em and 0.6 < width / height < 1.7
    inside = rows[0] > 0 and rows[-1] < len(ink) - 1
    if not (alone and small and inside) or ink.sum() < _FULL * width * height:
        return None
    x0 = round((left + int(columns[0])) / scale, 2)
    x1 = round((left + int(columns[-1]) + 1) / scale, 2)
    return replace(word, text=BULLET_SIGN, x0=x0, x1=x1, bold=False)
