"""What Tesseract does not say of its words: their size, weight and colour, measured on the image.

Measures of single words are noisy, and everything after reading compares them: so lines get one size, sizes that are nearly
the same become the same, and weight is relative to that of the page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.read.recognition.ocr import SeenWord

_Floats = NDArray[Any]
K = TypeVar("K", float, tuple[int, int, int])

# Heights above and below the baseline, in ems, as they are in most text faces.
_SMALL, _TALL, _CAPITAL, _ACCENTED, _TAIL, _COMMA = 0.47, 0.71, 0.68, 0.90, 0.21, 0.13
_TALL_LETTERS, _TAILED_LETTERS, _LOW_SIGNS = "bdfhklij", "gjpqyç", ",;Q"

_BOLD = 1.1
"""How much thicker than on the rest of the page strokes of bold letters are, at least."""

_FINE_PRINT = 0.85
"""Letters smaller than this share of the usual size are never taken for bold: blur alone makes their strokes look thick."""

_SAME_SIZE = 0.08
"""Sizes this near each other (as a share) are one."""

_GREY = 0x60
"""Darker than this in all of red, green and blue, ink counts as black."""


@dataclass(frozen=True, slots=True)
class Style:
    """Of one word. ``size`` and ``baseline`` in pixels."""

    size: float
    baseline: float
    bold: bool
    color: str


def _reach(text: str) -> tuple[float, float]:
    """How far a word rises above its baseline and falls below it, in ems."""
    above = below = 0.0
    for char in text:
        base = unicodedata.normalize("NFD", char)
        if char.isupper() and len(base) > 1 and base[0] != "C":
            above = max(above, _ACCENTED)
        elif char.isupper() or char.isdigit():
            above = max(above, _CAPITAL)
        elif char in _TALL_LETTERS or len(base) > 1 and char != "ç":
            above = max(above, _TALL)
        elif char == "t":
            above = max(above, 0.6)
        elif char.isalpha():
            above = max(above, _SMALL)
        if char in _TAILED_LETTERS:
            below = max(below, _TAIL)
        elif char in _LOW_SIGNS:
            below = max(below, _COMMA)
    return above, below


@dataclass(frozen=True, slots=True)
class _Measure:
    size: float | None
    """In pixels; None where the characters do not tell."""
    foot: float
    stroke: float
    """Thickness of strokes, in pixels."""
    color: str


def _measure(word: SeenWord, grey: _Floats, colors: _Floats) -> _Measure:
    rows, columns = slice(max(0, word.top - 1), word.bottom + 1), slice(max(0, word.left - 1), word.right + 1)
    part = grey[rows, columns]
    frame = np.concatenate((part[0], part[-1], part[:, 0], part[:, -1]))
    contrast = np.abs(part - np.median(frame))
    most = max(float(np.percentile(contrast, 98)), 1.0)
    ink = contrast > most / 2
    across = ink.sum(axis=1)
    capitals = sum(c.isupper() for c in word.text) > max(2, 0.6 * len(word.text))
    filled = np.flatnonzero(across > 0.25 * across.max() if capitals else across)  # of capitals without their accents
    top, bottom = (int(filled[0]), int(filled[-1]) + 1) if len(filled) else (0, part.shape[0])
    above, below = (_CAPITAL, 0.0) if capitals else _reach(word.text)
    size = (bottom - top) / (above + below) if above else None
    foot = word.top - 1 + bottom - (below * size if size else 0.0)
    edges = int((ink[1:] != ink[:-1]).sum()) + int((ink[:, 1:] != ink[:, :-1]).sum())
    stroke = 2 * float(np.minimum(contrast / most, 1).sum()) / max(edges, 1)
    full = contrast > 0.8 * most
    color = [round(float(c) / 0x11) * 0x11 for c in np.median(colors[rows, columns][full], axis=0)] if full.any() else [0, 0, 0]
    return _Measure(size, foot, stroke, "000000" if max(color) < _GREY else "".join(f"{c:02x}" for c in color))


def _weighted_median(pairs: Sequence[tuple[float, int]]) -> float:
    return median(sorted(value for value, weight in pairs for _ in range(weight)))


def common_sizes(sizes: Mapping[K, tuple[float, int]]) -> dict[K, float]:
    """One size for all whose sizes (with weights) are nearly the same: around that of most characters first, and so on."""
    left, made = dict(sizes), {}
    while left:
        weights = {key: sum(n for s, n in left.values() if abs(s - at) < _SAME_SIZE * at) for key, (at, _) in left.items()}
        size = left[max(sorted(left), key=lambda key: weights[key])][0]
        near = {key: pair for key, pair in left.items() if abs(pair[0] - size) < _SAME_SIZE * size}
        common = _weighted_median(sorted(near.values()))
        for key in near:
            made[key] = common
            del left[key]
    return made


def styles_of(words: Sequence[SeenWord], image: Image.Image) -> list[Style]:
    """The style of each word on a straight image in colour."""
    colors = np.asarray(image)
    grey = np.asarray(image.convert("L"), dtype=np.int16)
    measures = [_measure(word, grey, colors) for word in words]
    lines: dict[tuple[int, int, int], list[int]] = {}
    for i, word in enumerate(words):
        lines.setdefault(word.line, []).append(i)
    sizes: dict[tuple[int, int, int], tuple[float, int]] = {}
    for line, members in lines.items():
        told = [(size, len(words[i].text)) for i in members if (size := measures[i].size) is not None]
        told = told or [(float(words[i].bottom - words[i].top), 1) for i in members]
        sizes[line] = (_weighted_median(told), sum(weight for _, weight in told))
    common = common_sizes(sizes)
    strokes = [m.stroke / common[w.line] if m.size is not None else None for w, m in zip(words, measures, strict=True)]
    usual = _weighted_median([(s, len(w.text)) for w, s in zip(words, strokes, strict=True) if s is not None] or [(1.0, 1)])
    body = _weighted_median([(common[w.line], len(w.text)) for w in words] or [(0.0, 1)])
    bold = {
        i
        for line, members in lines.items()
        if common[line] > _FINE_PRINT * body
        for i in _bold(members, words, strokes, _BOLD * usual)
    }
    return [Style(common[w.line], m.foot, i in bold, m.color) for i, (w, m) in enumerate(zip(words, measures, strict=True))]


def _bold(members: Sequence[int], words: Sequence[SeenWord], strokes: Sequence[float | None], least: float) -> Sequence[int]:
    """Which words of a line are bold: all or none where the line as a whole is clear about it."""
    told = [(stroke, len(words[i].text), i) for i in members if (stroke := strokes[i]) is not None]
    heavy = [i for stroke, _, i in told if stroke > least]
    letters = sum(weight for _, weight, _ in told)
    share = sum(len(words[i].text) for i in heavy) / max(letters, 1)
    if share > 0.7:
        return members
    return heavy if share > 0.3 and len(told) > 2 else ()
