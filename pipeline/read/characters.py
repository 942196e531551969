"""The characters of one page: what pdfium takes each glyph to mean, and where it stands.

Places are in points from the top left of the page as shown. Along with its box every character has its run along the line
(``start`` to ``end``) and across it (``upper`` to ``lower``), which for turned text are not left, right, top and bottom.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as raw

from . import pdfium_calls as calls
from .pdfium_calls import Address

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

_LINE_ENDS = [*range(0x09, 0x0E), 0x85, 0x2028, 0x2029]
_SPACE_CODES = [*_LINE_ENDS, 0x20, 0xA0, 0x1680, *range(0x2000, 0x200C), 0x202F, 0x205F, 0x3000, 0xFEFF]
_IS_SPACE = np.zeros(0x10000, dtype=np.bool_)
_IS_SPACE[_SPACE_CODES] = True
_HYPHEN_SIGNS = (0x02, 0xFFFE)
"""How pdfium marks a hyphen at a line's end."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of a page that is shown, in the file's own coordinates, and by how much it is turned to be shown."""

    left: float
    base: float
    right: float
    top: float
    rotation: int

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.base
        return (height, width) if self.rotation in (90, 270) else (width, height)

    def shown(self, left: Any, base: Any, right: Any, top: Any) -> tuple[Any, Any, Any, Any]:
        """A box of the file (or many, as arrays) as left, top, right, bottom on the page as shown."""
        if self.rotation == 90:
            return base - self.base, left - self.left, top - self.base, right - self.left
        if self.rotation == 180:
            return self.right - right, base - self.base, self.right - left, top - self.base
        if self.rotation == 270:
            return self.top - top, self.right - right, self.top - base, self.right - left
        return left - self.left, self.top - top, right - self.left, self.top - base


@dataclass(frozen=True, slots=True)
class Characters:
    """Parallel arrays, one entry for each character that is drawn, in drawing order."""

    index: Ints
    """Where the character is in pdfium's text page."""
    signs: str
    """One sign for each."""
    x0: Floats
    top: Floats
    x1: Floats
    bottom: Floats
    start: Floats
    end: Floats
    upper: Floats
    lower: Floats
    turn: Ints
    spaced: Flags
    """Whether a space was drawn before the character."""
    guessed: Flags
    """Whether pdfium takes the gap before the character for a space."""


def _codes(textpage: Address, count: int) -> npt.NDArray[np.uint16]:
    """What every character means, in UTF-16; all at once where pdfium leaves none out, else one by one."""
    codes = np.zeros(2 * count + 2, np.uint16)
    if calls.text(textpage, 0, count, codes.ctypes.data) - 1 == count:
        codes = codes[:count]
    else:
        wide = np.fromiter(map(calls.unicode_of, repeat(textpage), range(count)), np.uint32, count)
        codes = np.where(wide > 0xFFFF, 0xFFFD, wide).astype(np.uint16)
    for sign in _HYPHEN_SIGNS:
        codes[codes == sign] = ord("-")
    return codes


def _loose_boxes(textpage: Address, index: Ints) -> Floats:
    """Left, top, right and bottom of characters: as wide as their advance, as high as their font."""
    boxes = np.zeros((len(index), 4), np.float32)
    at = boxes.ctypes.data
    for _ in map(calls.loose_box, repeat(textpage), index.tolist(), range(at, at + 16 * len(index), 16)):
        pass
    return boxes.astype(np.float64)


class _Metrics:
    """Ascent and descent of fonts, as shares of the size; none where a font does not tell."""

    def __init__(self, textpage: Address) -> None:
        self._textpage = textpage
        self._known: dict[Address, tuple[float, float] | None] = {}

    def of(self, index: int) -> tuple[float, float] | None:
        thing = calls.text_object(self._textpage, index)
        font = calls.font_of(thing) if thing else 0
        if font not in self._known:
            self._known[font] = self._read(font) if font else None
        return self._known[font]

    @staticmethod
    def _read(font: Address) -> tuple[float, float] | None:
        handle = ctypes.cast(font, raw.FPDF_FONT)
        ascent, descent = ctypes.c_float(), ctypes.c_float()
        raw.FPDFFont_GetAscent(handle, 1000, ctypes.byref(ascent))
        raw.FPDFFont_GetDescent(handle, 1000, ctypes.byref(descent))
        height = ascent.value - descent.value
        return (ascent.value / height, descent.value / height) if height > 1 else None


def _unlike(textpage: Address, index: Ints, boxes: Floats, metrics: _Metrics) -> list[int]:
    """Positions of characters whose box is not that of their font: turned or mirrored text, fonts that tell no height.

    What holds of one character holds of all that are as high.
    """
    matrix = (ctypes.c_float * 6)()
    _, firsts, group = np.unique(np.round(boxes[:, 1] - boxes[:, 3], 2), return_index=True, return_inverse=True)
    odd = np.zeros(len(firsts), np.bool_)
    for i, first in enumerate(firsts.tolist()):
        at = int(index[first])
        calls.matrix_of_character(textpage, at, ctypes.addressof(matrix))
        size = matrix[0] * calls.font_size(textpage, at)
        height = boxes[first, 1] - boxes[first, 3]
        odd[i] = size < 0.05 or not 0.4 * size < height < 3 * size or metrics.of(at) is None
    found: list[int] = np.flatnonzero(odd[group] | (boxes[:, 2] < boxes[:, 0])).tolist()
    return found


def _true_boxes(textpage: Address, index: Ints, boxes: Floats, positions: list[int], metrics: _Metrics) -> dict[int, int]:
    """Puts right the boxes at these positions; the degrees (90, 180, 270) by which their text is turned clockwise.

    Along the line a box reaches from the character's origin to the next one's, where that is about where its ink ends.
    """
    place = (ctypes.c_double * 6)()
    at = ctypes.addressof(place)
    matrix = (ctypes.c_float * 6)()
    turned: dict[int, int] = {}
    before, reach = -2, (0, 0.0, 0.0)  # of the character before: its turn, the end of its ink and its line, along and across
    for position in positions:
        i = int(index[position])
        calls.matrix_of_character(textpage, i, ctypes.addressof(matrix))
        calls.tight_box(textpage, i, at, at + 8, at + 16, at + 24)
        calls.origin(textpage, i, at + 32, at + 40)
        left, right, base, top, x, y = place
        a, b, c, d = matrix[:4]
        size = calls.font_size(textpage, i)
        ascent, descent = metrics.of(i) or (0.8, -0.2)
        upright = abs(a) >= abs(b)
        turn = 0
        if not upright:
            turn = 270 if b * size > 0 else 90
        elif a * size < 0 and d * size < 0:
            turn = 180
        if turn:
            turned[position] = turn
        scale, origin = (d, y) if upright else (c, x)
        low, high = sorted((origin + scale * size * descent, origin + scale * size * ascent))
        if upright:
            boxes[position] = (left, max(top, high), right, min(base, low))
        else:
            boxes[position] = (min(left, low), top, max(right, high), base)
        side, forward = _END_SIDES[turn]
        start, line = (x, y) if upright else (y, x)
        near = _SIDE_BEARING * abs(size) * max(abs(a), abs(b))
        if before == position - 1 and reach[::2] == (turn, line) and 0 < (start - reach[1]) * forward < near:
            boxes[before, side] = start
        before, reach = position, (turn, float(boxes[position, side]), line)
    return turned


_SIDE_BEARING = 0.2
"""Most white between the ink of a character and the origin of the next, in sizes."""
_END_SIDES = {0: (2, 1), 90: (3, -1), 180: (0, -1), 270: (1, 1)}
"""By turn: which side of a box (of left, top, right, base) ends a character, and whether coordinates grow there."""


def _along(turn: Ints, x0: Floats, top: Floats, x1: Floats, bottom: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Start, end, upper and lower of boxes whose text is turned."""
    cases = [turn == 90, turn == 180, turn == 270]
    return (
        np.select(cases, [top, -x1, -bottom], x0),
        np.select(cases, [bottom, -x0, -top], x1),
        np.select(cases, [-x1, -bottom, x0], top),
        np.select(cases, [-x0, -top, x1], bottom),
    )


def _signs(codes: npt.NDArray[np.uint16], index: Ints) -> tuple[str, Flags | None]:
    """The characters at ``index``; where some take two codes, also which entries are left once the pairs are one."""
    text = codes[index].tobytes().decode("utf-16-le", "replace")
    if len(text) == len(index):
        return text, None
    kept = np.ones(len(index), np.bool_)
    found = codes[index]
    second = (found >= 0xDC00) & (found < 0xE000)
    kept[1:] = ~(second[1:] & (found[:-1] >= 0xD800) & (found[:-1] < 0xDC00))
    return text, kept


def read_characters(textpage: Address, frame: Frame) -> Characters | None:
    """The characters of a text page, or None where it has none."""
    count = max(0, raw.FPDFText_CountChars(ctypes.cast(textpage, raw.FPDF_TEXTPAGE)))
    codes = _codes(textpage, count) if count else np.zeros(0, np.uint16)
    space = _IS_SPACE[codes]
    index = np.flatnonzero(~space)
    if not len(index):
        return None
    gaps = np.flatnonzero(space)
    made_up = np.ones(len(gaps), np.bool_)  # line ends are; of spaces only pdfium knows
    spaces = np.flatnonzero(codes[gaps] >= 0x20)
    made_up[spaces] = np.fromiter(map(calls.is_generated, repeat(textpage), gaps[spaces].tolist()), np.intp, len(spaces)) == 1
    drawn_before = np.zeros(count + 1, np.intp)
    guessed_before = np.zeros(count + 1, np.intp)
    drawn_before[gaps[~made_up] + 1] = 1
    guessed_before[gaps[made_up] + 1] = 1
    drawn_before, guessed_before = np.cumsum(drawn_before), np.cumsum(guessed_before)

    signs, kept = _signs(codes, index)
    if kept is not None:
        index = index[kept]
    boxes = _loose_boxes(textpage, index)
    metrics = _Metrics(textpage)
    odd = _unlike(textpage, index, boxes, metrics)
    turned = _true_boxes(textpage, index, boxes, odd, metrics) if odd else {}
    x0, top, x1, bottom = frame.shown(boxes[:, 0], boxes[:, 3], boxes[:, 2], boxes[:, 1])
    turn = np.full(len(index), frame.rotation, np.intp)
    for position, degrees in turned.items():
        turn[position] = (degrees + frame.rotation) % 360
    start, end, upper, lower = _along(turn, x0, top, x1, bottom) if turn.any() else (x0, x1, top, bottom)
    spaced = np.diff(drawn_before[index], prepend=0) > 0
    guessed = np.diff(guessed_before[index], prepend=0) > 0
    return Characters(index, signs, x0, top, x1, bottom, start, end, upper, lower, turn, spaced, guessed)
