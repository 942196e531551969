"""Pieces to words: what touches on one line belongs together, whenever it was drawn.

Raised signs go to their word («6e», «m²») or stay marks of their own (the number of a note).
"""

from __future__ import annotations

import re

import numpy as np

from pipeline.read.glyphs.characters import DESCENT
from pipeline.read.glyphs.marks import with_raised
from pipeline.read.glyphs.pieces import HIGHER, SMALL_GAP, SMALLER, SMALLEST, Piece

_CLOSING = re.compile(r"[,.;:!?)\]»”]+")
_BESIDE = 0.25
"""Share of the size by which a raised sign may stand off from its word."""
_ALIKE = 1.8
"""Sizes of pieces of one word differ by less than this factor, unless they were drawn together."""
_MOST_BESIDE = 1000
"""Pieces that begin where one ends, anywhere on the page; more is no page of text."""
_OVER = 0.15
"""Share of the size by which pieces of one word may overlap."""


def _neighbours(pieces: list[Piece]) -> list[tuple[int, int]]:
    """Pairs of level pieces on one line, of which the second begins where the first ends, or is a sign of another size."""
    x0, top, x1, bottom, size = np.array([(p.x0, p.top, p.x1, p.bottom, p.size) for p in pieces]).T
    level = np.array([p.turn == 0 for p in pieces])
    order = np.argsort(x0, kind="stable")
    ordered = x0[order]
    reach = np.maximum(size, 1.0)
    low = np.searchsorted(ordered, x1 - _OVER * reach)
    high = np.searchsorted(ordered, x1 + _BESIDE * reach)
    count = np.where(level, np.minimum(high - low, _MOST_BESIDE), 0)
    first = np.repeat(np.arange(len(pieces)), count)
    inner = np.arange(len(first)) - np.repeat(np.cumsum(count) - count, count)
    second = order[np.repeat(low, count) + inner]
    height = bottom - top
    overlap = np.minimum(bottom[first], bottom[second]) - np.maximum(top[first], top[second])
    near = level[second] & (overlap > 0.4 * np.minimum(height[first], height[second])) & (x0[second] > x0[first])
    close = x0[second] - x1[first] < SMALL_GAP * np.maximum(reach[first], reach[second])
    near &= close | (size[second] < SMALLER * size[first])
    pairs = zip(first[near].tolist(), second[near].tolist(), strict=True)
    return sorted(pairs, key=lambda pair: (pieces[pair[1]].x0, pieces[pair[0]].x1))


def _is_raised(word: Piece, sign: Piece) -> bool:
    baselines = (piece.bottom - DESCENT * piece.size for piece in (word, sign))
    rise = next(baselines) - next(baselines)
    smaller = SMALLEST * word.size < sign.size < SMALLER * word.size
    return sign.raised or smaller and rise > HIGHER * word.size


def _join(word: Piece, other: Piece, text: str) -> None:
    word.text = text
    word.x0, word.x1 = min(word.x0, other.x0), max(word.x1, other.x1)
    if other.size > word.size:
        word.size, word.style, word.top, word.bottom = other.size, other.style, other.top, other.bottom


def _touches(word: Piece, other: Piece, gap: float, tall: float) -> bool:
    alike = max(word.size, other.size) < _ALIKE * min(word.size, other.size)
    return alike and -_OVER * tall < gap < SMALL_GAP * tall


def joined(pieces: list[Piece]) -> list[Piece]:
    """Words, in the order in which they begin to be drawn."""
    if len(pieces) < 2:
        return pieces
    whole = list(range(len(pieces)))  # the piece that each has become part of
    edges = [piece.x1 for piece in pieces]
    marked: dict[int, int] = {}  # raised marks, and the word that each stands after
    for a, b in _neighbours(pieces):
        if whole[b] != b or whole[a] == b:
            continue
        word, other = pieces[whole[a]], pieces[b]
        gap, tall = other.x0 - edges[a], max(word.size, other.size, 1.0)
        if _is_raised(word, other) and a not in marked:
            text = with_raised(word.text, other.text)
            if text is None:
                other.raised, marked[b] = True, whole[a]
                continue
        elif a in marked and word.raised != other.raised and _CLOSING.fullmatch(other.text) and gap < SMALL_GAP * tall:
            whole[b] = marked[a]  # «mot², puis»: the comma is the word's
            word = pieces[marked[a]]
            text = word.text + other.text
        elif word.text.isdigit() and _is_raised(other, word):
            word.raised = True  # the number of a note before its text
            continue
        elif a in marked or b == a + 1 and other.spaced or not _touches(word, other, gap, tall):
            continue
        else:
            text = word.text + other.text
        whole[b] = whole[b] if whole[b] != b else whole[a]
        _join(word, other, text)
    return [piece for i, piece in enumerate(pieces) if whole[i] == i]
