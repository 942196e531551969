"""Images, rules and panels of a page, and the small shapes that may be bullets."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import repeat

import numpy as np
import pypdfium2.raw as raw

from pipeline.read.glyphs import pdfium_calls as calls
from pipeline.read.glyphs.characters import Frame
from pipeline.read.glyphs.pdfium_calls import Address
from pipeline.read.glyphs.sheet import BULLET_SIGN, PrintedWord
from pipeline.types import Rect

MOST_OBJECTS = 20_000
"""A page of more objects is a map or a plan; what follows is left out."""
_DEEPEST = 4
_MOST_DOTS = 400
_FORM, _IMAGE, _PATH = raw.FPDF_PAGEOBJ_FORM, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH

Matrix = tuple[float, float, float, float, float, float]


@dataclass(slots=True)
class Drawings:
    images: list[Rect] = field(default_factory=list)
    rules: list[Rect] = field(default_factory=list)
    panels: list[Rect] = field(default_factory=list)
    dots: list[Rect] = field(default_factory=list)

    def add(self, kind: int, box: Rect) -> None:
        x0, top, x1, bottom = box
        if kind == _IMAGE:
            self.images.append(box)
            return
        thin, long = sorted((x1 - x0, bottom - top))
        if thin < 2.5 and long > 15:
            self.rules.append(box)
        elif thin > 10 and long > 20:
            self.panels.append(box)
        if thin > 1.5 and long < 12:
            self.dots.append(box)


def _matrix(form: Address) -> Matrix:
    found = (ctypes.c_float * 6)(1, 0, 0, 1, 0, 0)
    calls.matrix_of_object(form, ctypes.addressof(found))
    a, b, c, d, e, f = found
    return a, b, c, d, e, f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(box: tuple[float, float, float, float], matrix: Matrix) -> tuple[float, float, float, float]:
    left, base, right, top = box
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (base, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def read_drawings(page: Address, frame: Frame) -> Drawings:
    """What is drawn on a page beside its text, each as its box on the page as shown."""
    found = Drawings()
    left = MOST_OBJECTS
    box = (ctypes.c_float * 4)()
    at = ctypes.addressof(box)
    places = (at, at + 4, at + 8, at + 12)

    def walk(holder: Address, count: int, get: Callable[..., int], matrix: Matrix | None, depth: int) -> None:
        nonlocal left
        count = min(max(count, 0), left)
        left -= count
        things = list(map(get, repeat(holder), range(count)))
        kinds = np.fromiter(map(calls.object_type, things), np.intp, count)
        for i in np.flatnonzero(kinds != raw.FPDF_PAGEOBJ_TEXT).tolist():
            thing, kind = things[i], int(kinds[i])
            if kind == _FORM:
                if depth < _DEEPEST:
                    inner = _matrix(thing)
                    whole = _times(inner, matrix) if matrix else inner
                    walk(thing, calls.count_in_form(thing), calls.object_in_form, whole, depth + 1)
            elif kind in (_IMAGE, _PATH) and calls.object_bounds(thing, *places):
                bounds = (box[0], box[1], box[2], box[3])
                found.add(kind, frame.shown(*(_moved(bounds, matrix) if matrix else bounds)))

    walk(page, raw.FPDFPage_CountObjects(ctypes.cast(page, raw.FPDF_PAGE)), calls.object_on_page, None, 1)
    return found


def drawn_bullets(dots: list[Rect], words: list[PrintedWord]) -> list[PrintedWord]:
    """Small shapes before a line of text, as the bullets that they are."""
    level = [word for word in words if not word.turn]
    if not dots or not level or len(dots) > _MOST_DOTS:
        return []
    x0s, tops, x1s, bottoms, sizes = np.array([(w.x0, w.top, w.x1, w.bottom, w.size) for w in level]).T
    found: dict[int, PrintedWord] = {}
    for x0, top, x1, bottom in dots:
        middle = (top + bottom) / 2
        beside = (tops < middle) & (middle < bottoms) & (max(x1 - x0, bottom - top) < np.maximum(7, sizes))
        right = np.flatnonzero(beside & (x0s - x1 > -1) & (x0s - x1 < 2.5 * sizes))
        if not len(right) or (beside & (x0 - x1s >= 0) & (x0 - x1s < 1.5 * sizes)).any():
            continue
        nearest = int(right[np.argmin(x0s[right])])
        word = level[nearest]
        if nearest not in found:  # a tick or an arrow may be made of several strokes
            found[nearest] = PrintedWord(BULLET_SIGN, x0, word.top, x1, word.bottom, word.size, False, False, word.color)
    return list(found.values())
