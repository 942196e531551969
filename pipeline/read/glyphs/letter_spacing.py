"""Stretches of a line whose letters are set apart: many even gaps are the spacing, clearly wider ones part words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from pipeline.read.glyphs.characters import Flags, Floats

_LEAST, _MOST = 0.04, 0.6
"""Of the space between letters, in sizes."""
_FARTHEST = 1.6
"""Between words of one stretch, in sizes."""
_LIKE_A_SPACE = 0.19
"""What may also part words of a single letter, in sizes; so far apart it takes more letters to tell."""
_FEWEST, _FEWEST_FAR = 3, 4


def letter_spaced(signs: str, gaps: Floats, elsewhere: Flags, spaced: Flags) -> Iterator[tuple[int, int, float]]:
    """Such stretches: the first and last (exclusive) of their gaps, and the widest gap, in sizes, that parts no words.

    ``gaps`` are between each of the signs and the next, in sizes; ``elsewhere`` says where the next one begins another line,
    ``spaced`` where a space is drawn.
    """
    apart = elsewhere | (gaps > _FARTHEST)
    within = ~(apart | spaced)
    wide = within & (gaps > _LEAST)
    if np.count_nonzero(wide) < _FEWEST:
        return
    edges = np.flatnonzero(np.concatenate(([True], apart, [True])))
    starts, ends = edges[:-1], edges[1:] - 1  # gaps of one line: from an edge to the gap before the next edge
    counted = np.concatenate(([0], np.cumsum(within))), np.concatenate(([0], np.cumsum(wide)))
    known, far = (sums[ends] - sums[starts] for sums in counted)
    for k in np.flatnonzero((far >= _FEWEST) & (far >= 0.75 * known)).tolist():
        first, last = int(starts[k]), int(ends[k])
        usual = _usual(gaps[first:last][within[first:last]], signs[first : last + 1])
        if usual:
            yield first, last, 1.5 * usual + 0.1


def _usual(gaps: Floats, signs: str) -> float:
    """The space between the letters of a line, in sizes; 0 where they are not evenly spaced, or are no letters."""
    ordered = np.sort(gaps)
    usual = float(ordered[int(0.3 * len(ordered))])
    letters = sum(map(str.isalpha if usual > _LIKE_A_SPACE else str.isalnum, signs))
    fewest = _FEWEST_FAR if usual > _LIKE_A_SPACE else _FEWEST
    if usual > _LIKE_A_SPACE and is_alphabet(signs):
        return 0.0
    if not _LEAST < usual < _MOST or letters < max(fewest, 0.5 * len(signs)):
        return 0.0
    even = ordered[0] > 0.55 * usual - 0.1 and np.mean(ordered > 0.55 * usual - 0.02) > 0.9
    return usual if even else 0.0


def is_alphabet(text: str) -> bool:
    """Whether letters merely follow each other: «A B C D» names columns, or answers."""
    return all(ord(b) == ord(a) + 1 for a, b in pairwise(text.lower()))
