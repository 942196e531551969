"""Runs of characters that were drawn one after the other without a gap: words, or pieces of words."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from itertools import compress

import numpy as np

from pipeline.read.glyphs import marks
from pipeline.read.glyphs import pdfium_calls as calls
from pipeline.read.glyphs.characters import DESCENT, HEIGHT, Characters, Flags, Frame
from pipeline.read.glyphs.clipping import clipped_away
from pipeline.read.glyphs.letter_spacing import letter_spaced
from pipeline.read.glyphs.pdfium_calls import Address
from pipeline.read.glyphs.repairs import SPECIAL, picture, repaired
from pipeline.read.glyphs.styles import Style, styles_of

GAP = 0.22
"""Share of the size from which on a gap parts words."""
SMALL_GAP = 0.07
"""The same between digits, and where pdfium takes the gap for a space."""
SMALLEST, SMALLER, HIGHER = 0.45, 0.87, 0.12
"""A raised sign is between so and so tall, beside its word, and at least so much above its baseline."""
_SAME_LINE = 0.4
_TWICE = 0.1
_LEADERS = re.compile(r"[.·…_․]{4,}")
_RAISED_INK = 0.2
"""Share of the size by which the ink of a raised figure is above the baseline."""


@dataclass(slots=True)
class Piece:
    """A run of characters; several may become one word. In points on the page as shown."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    turn: int
    style: Style
    spaced: bool
    """Whether a space was drawn before it."""
    raised: bool = False


def _doubles(textpage: Address, found: Characters) -> Flags:
    """Characters drawn once more at nearly the same place, as fake bold does; not the two letters of one ligature."""
    codes = np.frombuffer(found.signs.encode("utf-32-le"), np.uint32)
    near = _TWICE * (found.lower - found.upper)[1:] / HEIGHT
    again = np.zeros(len(codes), np.bool_)
    again[1:] = codes[1:] == codes[:-1]
    for place in (found.start, found.end, found.upper):
        again[1:] &= np.abs(np.diff(place)) < near
    for i in np.flatnonzero(again).tolist():
        one, other = (calls.text_object(textpage, int(found.index[k])) for k in (i - 1, i))
        again[i] = one != other or found.start[i] != found.start[i - 1]
    return again


def _kept(textpage: Address, found: Characters) -> Characters:
    """The characters without doubles and without the dots that lead to a page number, which are a space."""
    out = _doubles(textpage, found)
    spaced = found.spaced.copy()
    for leader in _LEADERS.finditer(found.signs):
        out[leader.start() : leader.end()] = True
        if leader.end() < len(out):
            spaced[leader.end()] = True
    if not out.any():
        return found
    keep = ~out
    return Characters(
        index=found.index[keep],
        signs="".join(compress(found.signs, keep.tolist())),
        x0=found.x0[keep],
        top=found.top[keep],
        x1=found.x1[keep],
        bottom=found.bottom[keep],
        start=found.start[keep],
        end=found.end[keep],
        upper=found.upper[keep],
        lower=found.lower[keep],
        turn=found.turn[keep],
        spaced=spaced[keep],
        guessed=found.guessed[keep],
        of=found.of[keep],
        objects=found.objects,
    )


def _breaks(found: Characters) -> Flags:
    """Before which characters a new piece begins, by their places."""
    start, end, upper, lower = found.start, found.end, found.upper, found.lower
    size = (lower - upper) / HEIGHT
    tall = np.maximum(np.maximum(size[1:], size[:-1]), 1.0)
    short = HEIGHT * np.minimum(size[1:], size[:-1])
    overlap = np.minimum(lower[1:], lower[:-1]) - np.maximum(upper[1:], upper[:-1])
    codes = np.frombuffer(found.signs.encode("utf-32-le"), np.uint32)
    digit = (codes >= 0x30) & (codes <= 0x39)
    small = found.guessed[1:] | digit[1:] & digit[:-1]
    gap = start[1:] - end[:-1]
    other_line = overlap < _SAME_LINE * short
    elsewhere = other_line | (start[1:] < start[:-1] - 0.5 * tall) | (found.turn[1:] != found.turn[:-1])
    parts = np.where(small, SMALL_GAP * tall, GAP * tall)
    for first, last, widest in letter_spaced(found.signs, gap / tall, elsewhere, found.spaced[1:]):
        parts[first:last] = widest * tall[first:last].max()
    begins = np.ones(len(codes), np.bool_)
    begins[1:] = found.spaced[1:] | elsewhere | (gap > parts)
    baseline = lower - DESCENT * size
    rise = baseline[:-1] - baseline[1:]
    raised = (size[1:] < SMALLER * size[:-1]) & (rise > HIGHER * tall)
    back = (size[:-1] < SMALLER * size[1:]) & (-rise > HIGHER * tall)
    begins[1:] |= raised | back
    return begins


class _Ink:
    """Where the ink of single characters is; asked for only where it matters."""

    def __init__(self, textpage: Address) -> None:
        self._textpage = textpage
        self._place = (ctypes.c_double * 6)()
        self._at = [ctypes.addressof(self._place) + 8 * i for i in range(6)]

    def rise(self, index: int) -> float:
        """How far above its baseline the ink of an upright character begins; a large negative number where it has none."""
        calls.tight_box(self._textpage, index, *self._at[:4])
        calls.origin(self._textpage, index, *self._at[4:])
        left, right, base, _, _, y = self._place
        return base - y if right > left else -1e9

    def is_hyphen(self, index: int, size: float) -> bool:
        """Whether the ink of a character is a short stroke, and not the letter that a soft hyphen shares a glyph with."""
        calls.tight_box(self._textpage, index, *self._at[:4])
        left, right, base, top, *_ = self._place
        return right > left and 0 < top - base < 0.2 * size


def _mark(text: str, indexes: list[int], size: float, ink: _Ink) -> tuple[int, int] | None:
    """From where to where the signs of a word are the number of a note, written as such or set from raised figures."""

    def raised(i: int) -> bool:
        return marks.is_written(text[i]) or ink.rise(indexes[i]) > _RAISED_INK * size

    at_end = marks.AT_END.fullmatch(text)
    if at_end:
        start, end = at_end.span("mark")
        first = end
        while first > start and raised(first - 1):
            first -= 1
        return (first, end) if first < end and (first or end == len(text)) else None
    at_start = marks.AT_START.match(text)
    if at_start and raised(0):
        return at_start.span()
    return None


def pieces_of(textpage: Address, found: Characters, frame: Frame) -> list[Piece]:
    """The pieces of a text page that are on the page, cut to it, in drawing order."""
    found = _kept(textpage, found)
    if not found.signs:
        return []
    width, height = frame.size
    starts = np.flatnonzero(_breaks(found))
    ends = np.append(starts[1:], len(found.signs))
    tall = (found.lower - found.upper) / HEIGHT
    tallest = np.maximum.reduceat(tall, starts)
    mixed = tallest - np.minimum.reduceat(tall, starts) > 0.05
    x0, x1 = np.minimum.reduceat(found.x0, starts), np.maximum.reduceat(found.x1, starts)
    top, bottom = np.minimum.reduceat(found.top, starts), np.maximum.reduceat(found.bottom, starts)
    edges = ((x0, width), (top, height), (x1, width), (bottom, height))
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    shown = (x1 > x0) & (bottom > top) & (x > 0) & (x < width) & (y > 0) & (y < height)
    starts, ends, mixed, tallest = starts[shown], ends[shown], mixed[shown], tallest[shown]
    leading = starts.copy()  # which character gives a piece its style: the first, or the tallest of several sizes
    for k in np.flatnonzero(mixed).tolist():
        leading[k] += int(np.argmax(tall[starts[k] : ends[k]]))
    leaders = found.of[leading]
    columns = (
        *(starts, ends, tallest, found.turn[starts], found.spaced[starts]),
        *(np.round(np.clip(edge[shown], 0, most), 2) for edge, most in edges),
    )
    rows = zip(*(column.tolist() for column in columns), leaders.tolist(), strict=True)
    chosen = np.flatnonzero(np.bincount(leaders)).tolist()
    styles = styles_of(textpage, found.objects, chosen)
    cut_off = clipped_away(found.objects, frame, chosen)
    signs, special = found.signs, SPECIAL.search(found.signs) is not None
    ink = _Ink(textpage)
    made: list[Piece] = []
    for i, j, most, turn, spaced, left, upper, right, lower, lead in rows:
        if lead in cut_off:
            continue
        style = styles[lead]
        size = style.size if style.size >= 1 else round(most, 1)
        text = signs[i:j]
        if special and SPECIAL.search(text):
            text = _repaired(found, i, j, style, ink)
            if not text:
                continue
        elif style.font.symbols and j - i == 1:
            text = picture(text, True) or text
        piece = Piece(text, left, upper, right, lower, size, turn, style, spaced)
        made.append(piece)
        if j - i > 1 and not turn and not frame.rotation and len(text) == j - i and not text.isalpha():
            span = _mark(text, found.index[i:j].tolist(), size, ink)
            if span:
                made += _parted(piece, span, found, i)
    return made


def _parted(piece: Piece, span: tuple[int, int], found: Characters, i: int) -> list[Piece]:
    """The number of a note, taken out of the piece that begins at ``i``; nothing where it is a power or the whole piece."""
    first, end = span
    head, mark, tail = piece.text[:first], marks.as_digits(piece.text[first:end]), piece.text[end:]
    whole = marks.with_raised(head, mark) if head else None
    if whole:
        piece.text = whole + tail
        return []
    if not head and not tail:
        piece.text, piece.raised = mark, True
        return []
    left, right = (round(float(edge), 2) for edge in (found.x0[i + first], found.x1[i + end - 1]))
    size = round(0.6 * piece.size, 1)
    number = Piece(mark, left, piece.top, right, piece.bottom, size, piece.turn, piece.style, False, raised=True)
    piece.text = head + tail
    if not head:
        piece.x0 = round(float(found.x0[i + end]), 2)
    elif not tail:
        piece.x1 = max(left, piece.x0 + 0.01)
    return [number] if right > left else []


def _repaired(found: Characters, i: int, j: int, style: Style, ink: _Ink) -> str:
    text = found.signs[i:j]
    lone = picture(text, style.font.symbols)
    if lone is not None:
        return lone
    start, end = found.start[i:j].tolist(), found.end[i:j].tolist()
    hyphens = [k for k, sign in enumerate(text) if sign == "\u00ad" and ink.is_hyphen(int(found.index[i + k]), style.size)]
    return repaired(text, start, end, hyphens)
