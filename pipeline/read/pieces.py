"""Runs of characters that were drawn one after the other without a gap: words, or pieces of words."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from itertools import compress

import numpy as np

from . import pdfium_calls as calls
from .characters import Characters, Flags, Floats
from .pdfium_calls import Address
from .repairs import SPECIAL, picture, repaired
from .styles import Style, Styles

GAP = 0.22
"""Share of the height from which on a gap parts words."""
SMALL_GAP = 0.07
"""The same between digits, and where pdfium takes the gap for a space."""
SMALLER, HIGHER = 0.87, 0.12
"""A raised sign is at most so tall, beside its word, and at least so much above its baseline."""
_BELOW = 0.21
"""Share of the height that is below the baseline."""
_SAME_LINE = 0.4
_TWICE = 0.1
_LEADERS = re.compile(r"[.·…_․]{4,}")
_SUPERSCRIPTS = re.compile(r"(?<=.)[⁰¹²³⁴-⁹]+$")
_TO_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


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
    near = _TWICE * (found.lower - found.upper)[1:]
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
    )


def _breaks(found: Characters) -> Flags:
    """Before which characters a new piece begins, by their places."""
    start, end, upper, lower = found.start, found.end, found.upper, found.lower
    height = lower - upper
    tall = np.maximum(np.maximum(height[1:], height[:-1]), 1.0)
    short = np.minimum(height[1:], height[:-1])
    overlap = np.minimum(lower[1:], lower[:-1]) - np.maximum(upper[1:], upper[:-1])
    codes = np.frombuffer(found.signs.encode("utf-32-le"), np.uint32)
    digit = (codes >= 0x30) & (codes <= 0x39)
    small = found.guessed[1:] | digit[1:] & digit[:-1]
    begins = np.ones(len(codes), np.bool_)
    begins[1:] = (
        found.spaced[1:]
        | (overlap < _SAME_LINE * short)
        | (start[1:] - end[:-1] > np.where(small, SMALL_GAP, GAP) * tall)
        | (start[1:] < start[:-1] - 0.5 * tall)
        | (found.turn[1:] != found.turn[:-1])
    )
    baseline = lower - _BELOW * height
    rise = baseline[:-1] - baseline[1:]
    raised = (height[1:] < SMALLER * height[:-1]) & (rise > HIGHER * tall)
    back = (height[:-1] < SMALLER * height[1:]) & (-rise > HIGHER * tall)
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

    def seen(self, index: int) -> bool:
        calls.tight_box(self._textpage, index, *self._at[:4])
        left, right, base, top, *_ = self._place
        return right > left and top > base


def _marks(text: str, indexes: list[int], size: float, ink: _Ink) -> int:
    """How many of the last signs of a word are a raised number, written as such or set from a font's raised figures."""
    written = _SUPERSCRIPTS.search(text)
    if written:
        return len(written[0])
    count = 0
    while count < len(text) and "0" <= text[-1 - count] <= "9" and ink.rise(indexes[-1 - count]) > 0.2 * size:
        count += 1
    return count if count < len(text) else 0


def pieces_of(textpage: Address, found: Characters, width: float, height: float) -> list[Piece]:
    """The pieces of a text page that are on the page, cut to it, in drawing order."""
    found = _kept(textpage, found)
    if not found.signs:
        return []
    starts = np.flatnonzero(_breaks(found))
    ends = np.append(starts[1:], len(found.signs))
    tall = found.lower - found.upper
    tallest = np.maximum.reduceat(tall, starts)
    mixed = tallest - np.minimum.reduceat(tall, starts) > 0.05
    x0, x1 = np.minimum.reduceat(found.x0, starts), np.maximum.reduceat(found.x1, starts)
    top, bottom = np.minimum.reduceat(found.top, starts), np.maximum.reduceat(found.bottom, starts)
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    shown = (x1 > x0) & (bottom > top) & (x > 0) & (x < width) & (y > 0) & (y < height)
    columns = (
        *(starts, ends),
        *(np.round(np.clip(edge, 0, most), 2) for edge, most in ((x0, width), (top, height), (x1, width), (bottom, height))),
        *(found.index[starts], found.turn[starts], found.spaced[starts], mixed, tallest),
    )
    rows = zip(*(column[shown].tolist() for column in columns), strict=True)
    signs, special = found.signs, SPECIAL.search(found.signs) is not None
    style_of, ink = Styles(textpage).of, _Ink(textpage)
    made: list[Piece] = []
    for i, j, left, upper, right, lower, index, turn, spaced, uneven, most in rows:
        if uneven:
            index = int(found.index[i + int(np.argmax(tall[i:j]))])
        style = style_of(index)
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
        if j - i > 1 and len(text) == j - i and text[-1].isdigit() and not turn:
            count = _marks(text, found.index[i:j].tolist(), size, ink)
            if count:
                edge = round(float(found.x0[j - count]), 2)
                piece.text, piece.x1 = text[:-count], max(edge, left + 0.01)
                raised = text[-count:].translate(_TO_DIGITS)
                made.append(Piece(raised, edge, upper, right, lower, round(0.6 * size, 1), turn, style, False, raised=True))
    return made


def _repaired(found: Characters, i: int, j: int, style: Style, ink: _Ink) -> str:
    text = found.signs[i:j]
    lone = picture(text, style.font.symbols)
    if lone is not None:
        return lone
    hyphens = [k for k, sign in enumerate(text) if sign == "\u00ad" and ink.seen(int(found.index[i + k]))]
    start: Floats = found.start[i:j]
    return repaired(text, start.tolist(), found.end[i:j].tolist(), hyphens)
