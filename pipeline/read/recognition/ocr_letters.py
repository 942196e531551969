"""What Tesseract gets wrong in French print, word by word: accents that the picture shows, spaces within numbers, «|l»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.read.recognition.ocr import SeenWord
from pipeline.read.recognition.ocr_style import Style

_ACCENTED = str.maketrans("EAa", "ÉÀà")
_CAPITAL, _ALONE = re.compile(r"(?:E|A(?!\w))(?!\d)[\w'’-]*\W*"), re.compile(r"a")

_OVER_CAPITAL, _OVER_SMALL = (0.76, 1.0), (0.55, 0.8)
"""Between which heights over the baseline, in ems, an accent is all the ink there may be."""

_SOME_CAPITAL, _SOME_SMALL = 0.001, 0.004
"""How much ink an accent is, at least, in square ems: over letters without one there is none."""

_FIRST_LETTER = 0.5
"""Its width at most, in ems."""

_MUTE = re.compile(r"(?<=[^\W\d_]{2})é(?=(?:[bcdfgjlmnprstvz]|ch|gn|gu|qu|[bcdfgptv][lr])es?\b)")
"""Before a mute syllable French has «è», however an accent of three pixels looks («étagéres»)."""

_LETTER_BAR = re.compile(r"(?<![^\W\d_])\|(?=[^\W\d_])")
_ELIDED_BAR = re.compile(r"(?<![^\W\d_])\|(?=['’][^\W\d_])")
_ELIDED = re.compile(r"\W*(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’][^\W\d_]{2,}\W*", re.I)
_PRONOUN, _SENTENCE_END = re.compile(r"II(s?)"), re.compile(r".*[.!?:»]")

_THOUSANDS = re.compile(r"\d{4,6}(?=\W*$)")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_THIN_SPACE, _IN_YEAR = 0.09, 0.13
"""By how much the gap before three digits is wider than those between digits, in ems, where it is a space; and where the figure
would make a year, in which the narrow «1» stands."""


def in_lines(words: Sequence[SeenWord]) -> list[list[SeenWord]]:
    """Words by line, in the order in which the lines come up."""
    lines: dict[tuple[int, int, int], list[SeenWord]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    return list(lines.values())


def as_spelt(line: Sequence[SeenWord]) -> list[SeenWord]:
    """A line with «Il» for «|l», «l'» for «|'», and for «II» where a sentence begins and goes on with a small letter.

    Of a word with an elision («l'atelier») Tesseract is hardly ever sure, however well it reads it: it is as sure as its line.
    """
    made: list[SeenWord] = []
    usual = median([word.confidence for word in line if not _ELIDED.fullmatch(word.text)] or [0.5])
    for word, after in zip(line, [*line[1:], None], strict=True):
        text = _MUTE.sub("è", _LETTER_BAR.sub("I", _ELIDED_BAR.sub("l", word.text)))
        begins = not made or _SENTENCE_END.fullmatch(made[-1].text)
        if begins and after and after.text[0].islower() and (pronoun := _PRONOUN.fullmatch(text)):
            text = "Il" + pronoun[1]
        sure = max(word.confidence, usual) if _ELIDED.fullmatch(text) else word.confidence
        made.append(replace(word, text=text, confidence=sure))
    return made


def as_printed(words: Sequence[SeenWord], styles: Sequence[Style], image: Image.Image) -> tuple[list[SeenWord], list[Style]]:
    """Words, and their styles, with the accents and the spaces within numbers that the grey ``image`` shows."""
    pixels = np.asarray(image, dtype=np.int16)
    made = [
        (part, style)
        for word, style in zip(words, styles, strict=True)
        for part in _parted(replace(word, text=_with_accent(word, style, pixels)), style, pixels)
    ]
    return [word for word, _ in made], [style for _, style in made]


def _with_accent(word: SeenWord, style: Style, pixels: NDArray[Any]) -> str:
    small = _ALONE.fullmatch(word.text)
    if not small and not _CAPITAL.fullmatch(word.text):
        return word.text
    (low, high), least = (_OVER_SMALL, _SOME_SMALL) if small else (_OVER_CAPITAL, _SOME_CAPITAL)
    top, bottom = round(style.baseline - high * style.size), round(style.baseline - low * style.size)
    ink = _ink(pixels, top, bottom, word.left, round(word.left + _FIRST_LETTER * style.size))
    from_above = ink.size and ink[0].any()  # what reaches down from the line before
    if from_above or ink.sum() < least * style.size**2:
        return word.text
    return word.text[0].translate(_ACCENTED) + word.text[1:]


def _parted(word: SeenWord, style: Style, pixels: NDArray[Any]) -> list[SeenWord]:
    """The parts of a number that is printed with a space before its last three digits."""
    digits = _THOUSANDS.search(word.text)
    if not digits:
        return [word]
    # From a fifth of the size above the baseline on, where there are neither commas nor full stops.
    top, bottom = round(style.baseline - 0.7 * style.size), round(style.baseline - 0.2 * style.size)
    columns = _ink(pixels, top, bottom, word.left, word.right).any(axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], columns.astype(np.int8), [0]))))
    runs = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    count = len(digits[0])
    if len(runs) < count or len(runs) != count + sum(c.isalnum() for c in word.text[: digits.start()]):
        return [word]
    gaps = [after[0] - before[1] for before, after in pairwise(runs[-count:])]
    at = count - 4
    least = _IN_YEAR if _YEAR.fullmatch(digits[0]) else _THIN_SPACE
    if gaps[at] < median(gaps[:at] + gaps[at + 1 :]) + least * style.size:
        return [word]
    cut = digits.end() - 3
    end, start = runs[-4][1], runs[-3][0]
    return [
        replace(word, text=word.text[:cut], right=word.left + end),
        replace(word, text=word.text[cut:], left=word.left + start),
    ]


def _ink(pixels: NDArray[Any], top: int, bottom: int, left: int, right: int) -> NDArray[Any]:
    """Where a part of a page is dark, or light on a dark ground."""
    part = pixels[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]
    if not part.size:
        return np.zeros((1, 1), np.bool_)
    around = pixels[max(0, top - 4) : bottom + 4, max(0, left - 4) : right + 4]
    return np.asarray(np.abs(part - np.percentile(around, 75)) > 90)
