"""The characters of one page: what pdfium takes each glyph to mean, and where it stands.

Places are in points from the top left of the page as shown. Along with its box every character has its run along the line
(``start`` to ``end``) and across it (``upper`` to ``lower``), which for turned text are not left, right, top and bottom.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from itertools import count, repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as raw

from pipeline.read.glyphs import pdfium_calls as calls
from pipeline.read.glyphs.pdfium_calls import Address

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

_LINE_ENDS = [*range(0x09, 0x0E), 0x85, 0x2028, 0x2029]
_SPACE_CODES = [*_LINE_ENDS, 0x20, 0xA0, 0x1680, *range(0x2000, 0x200C), 0x202F, 0x205F, 0x3000, 0xFEFF]
_IS_SPACE = np.zeros(0x10000, dtype=np.bool_)
_IS_SPACE[_SPACE_CODES] = True
_HYPHEN_SIGNS = (0x02, 0xFFFE)
"""How pdfium marks a hyphen at a line's end."""
ASCENT, DESCENT = 1.0, 0.25
"""Shares of the size by which a character's box is above and below its baseline, whatever the font says and the ink does:
so words of one line are level."""
HEIGHT = ASCENT + DESCENT
_STEP = 8


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
class TextObjects:
    """What pdfium draws at once."""

    things: list[Address]
    firsts: list[int]
    """Where the first character of each is in pdfium's text page."""
    matrices: Floats
    sizes: Floats
    """Of the font, before the matrix makes it larger or smaller."""
    origins: Floats
    """Of the first character, in the file's coordinates."""


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
    of: Ints
    """Which of the text objects the character is of."""
    objects: TextObjects


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


def _objects(textpage: Address, index: Ints) -> Ints:
    """The text object of each character. Those of one object follow each other, so that not every one needs to be asked."""

    def asked(which: Ints) -> list[Address]:
        return [thing or 0 for thing in map(calls.text_object, repeat(textpage), index[which].tolist())]

    probes = np.append(np.arange(0, len(index) - 1, _STEP), len(index) - 1)
    known = np.array(asked(probes), np.intp)
    stretch = np.searchsorted(probes, np.arange(len(index)), side="right") - 1
    found = known[stretch]
    mixed = np.append(known[1:] != known[:-1], False)[stretch]
    found[mixed] = asked(np.flatnonzero(mixed))
    return found


def _text_objects(textpage: Address, index: Ints) -> tuple[TextObjects, Ints]:
    """The text objects of these characters in drawing order, and which of them each character is of."""
    things = _objects(textpage, index)
    begins = np.append(True, things[1:] != things[:-1])
    firsts, of = np.flatnonzero(begins), np.cumsum(begins) - 1
    at = index[firsts].tolist()
    matrices = np.zeros((len(at), 6), np.float32)
    origins = np.zeros((len(at), 2), np.float64)
    place, point = matrices.ctypes.data, origins.ctypes.data
    for _ in map(calls.matrix_of_character, repeat(textpage), at, count(place, 24)):
        pass
    for _ in map(calls.origin, repeat(textpage), at, count(point, 16), count(point + 8, 16)):
        pass
    sizes = np.fromiter(map(calls.font_size, repeat(textpage), at), np.float64, len(at))
    return TextObjects(things[firsts].tolist(), at, matrices.astype(np.float64), sizes, origins), of


def _leveled(index: Ints, boxes: Floats, objects: TextObjects, of: Ints) -> Flags:
    """Gives characters the height of their size about their baseline; which could be, the rest being turned or mirrored.

    A glyph that stands for another text than its own (small capitals, ligatures) has a box as wide as its ink: it is one of
    the rest as well.
    """
    a, b, _, d = objects.matrices[:, :4].T
    em = d * objects.sizes
    stands_in = boxes[np.searchsorted(index, objects.firsts), 0] > objects.origins[:, 0] + 0.005 * em
    level = (np.abs(b) < 0.001 * np.abs(a)) & (a * objects.sizes > 0) & (em > 0) & ~stands_in
    level &= np.array(objects.things) != 0
    base = objects.origins[:, 1]
    done = level[of]
    boxes[:, 1] = np.where(done, (base + ASCENT * em)[of], boxes[:, 1])
    boxes[:, 3] = np.where(done, (base - DESCENT * em)[of], boxes[:, 3])
    whole: Flags = done & (boxes[:, 2] >= boxes[:, 0])
    return whole


def _true_boxes(textpage: Address, index: Ints, boxes: Floats, positions: list[int]) -> dict[int, int]:
    """Puts right the boxes at these positions; the degrees (90, 180, 270) by which their text is turned clockwise.

    Along the line a box reaches as far before its ink, from the character's origin, as after it, but not over the next origin.
    """
    place = (ctypes.c_double * 6)()
    at = ctypes.addressof(place)
    matrix = (ctypes.c_float * 6)()
    turned: dict[int, int] = {}
    before = -2
    reach = (0, 0.0, 0.0, 0.0, 0.0)  # of the character before: its turn, its line, its origin, its end and that of its ink
    for position in positions:
        i = int(index[position])
        calls.matrix_of_character(textpage, i, ctypes.addressof(matrix))
        calls.tight_box(textpage, i, at, at + 8, at + 16, at + 24)
        calls.origin(textpage, i, at + 32, at + 40)
        left, right, base, top, x, y = place
        a, b, c, d = matrix[:4]
        size = calls.font_size(textpage, i)
        upright = abs(a) >= abs(b)
        turn = 0
        if not upright:
            turn = 270 if b * size > 0 else 90
        elif a * size < 0 and d * size < 0:
            turn = 180
        if turn:
            turned[position] = turn
        scale, origin = (d, y) if upright else (c, x)
        low, high = sorted((origin - scale * size * DESCENT, origin + scale * size * ASCENT))
        boxes[position] = (left, high, right, low) if upright else (low, top, high, base)
        first, last, forward = _SIDES[turn]
        start, line = (x, y) if upright else (y, x)
        follows = before == position - 1 and reach[:2] == (turn, line)
        ends, ink_ends = ((end - start) * forward for end in reach[3:])
        if follows and ends > 0 > ink_ends:
            boxes[before, last] = start
        bearing = (boxes[position, first] - start) * forward
        ink = float(boxes[position, last])
        inside = follows and start == reach[2]  # a part of what its glyph stands for, and not the first
        if inside and ink == reach[4]:
            boxes[position] = boxes[before]
        elif not inside and 0 < bearing < _SIDE_BEARING * abs(size) * max(abs(a), abs(b)):
            boxes[position, first] = start
            boxes[position, last] = ink + bearing * forward
        before, reach = position, (turn, line, start, float(boxes[position, last]), ink)
    return turned


_SIDE_BEARING = 0.2
"""Most white between the origin of a character and its ink, in sizes."""
_SIDES = {0: (0, 2, 1), 90: (1, 3, -1), 180: (2, 0, -1), 270: (3, 1, 1)}
"""By turn: which sides of a box (of left, top, right, base) begin and end a character, and whether coordinates grow there."""


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
    most = max(0, raw.FPDFText_CountChars(ctypes.cast(textpage, raw.FPDF_TEXTPAGE)))
    codes = _codes(textpage, most) if most else np.zeros(0, np.uint16)
    space = _IS_SPACE[codes]
    index = np.flatnonzero(~space)
    if not len(index):
        return None
    gaps = np.flatnonzero(space)
    made_up = np.ones(len(gaps), np.bool_)  # line ends are; of spaces only pdfium knows
    spaces = np.flatnonzero(codes[gaps] >= 0x20)
    made_up[spaces] = np.fromiter(map(calls.is_generated, repeat(textpage), gaps[spaces].tolist()), np.intp, len(spaces)) == 1
    drawn_before = np.zeros(most + 1, np.intp)
    guessed_before = np.zeros(most + 1, np.intp)
    drawn_before[gaps[~made_up] + 1] = 1
    guessed_before[gaps[made_up] + 1] = 1
    drawn_before, guessed_before = np.cumsum(drawn_before), np.cumsum(guessed_before)

    signs, kept = _signs(codes, index)
    if kept is not None:
        index = index[kept]
    boxes = _loose_boxes(textpage, index)
    objects, of = _text_objects(textpage, index)
    odd = np.flatnonzero(~_leveled(index, boxes, objects, of)).tolist()
    turned = _true_boxes(textpage, index, boxes, odd) if odd else {}
    x0, top, x1, bottom = frame.shown(boxes[:, 0], boxes[:, 3], boxes[:, 2], boxes[:, 1])
    turn = np.full(len(index), frame.rotation, np.intp)
    for position, degrees in turned.items():
        turn[position] = (degrees + frame.rotation) % 360
    start, end, upper, lower = _along(turn, x0, top, x1, bottom) if turn.any() else (x0, x1, top, bottom)
    spaced = np.diff(drawn_before[index], prepend=0) > 0
    guessed = np.diff(guessed_before[index], prepend=0) > 0
    return Characters(index, signs, x0, top, x1, bottom, start, end, upper, lower, turn, spaced, guessed, of, objects)
