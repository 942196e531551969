"""Words to lines: what stands on one baseline without a wide gap."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from .glyphs import PrintedWord

BULLET = re.compile(r"[•▪◦‣●○■□►▶➤➢✓✔❖·∙o⁃–—-]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)]|[ivxIVX]{1,4}[.)-]")

STAND_IN = "\ufffc"
"""The text of a word that keeps the place of a region (a table, a box) while the page around it is put in order."""

_SLICE = 8.0
"""Points; lines are looked up by the horizontal slices of the page that they touch."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline, left to right, without a wide gap."""

    words: tuple[PrintedWord, ...]
    x0: float = field(init=False)
    x1: float = field(init=False)
    top: float = field(init=False)
    bottom: float = field(init=False)
    size: float = field(init=False)
    middle: float = field(init=False)
    text: str = field(init=False)
    region: bool = field(init=False)
    """Whether it keeps the place of a region."""

    def __post_init__(self) -> None:
        words = self.words
        if len(words) == 1:
            size, main = words[0].size, words[0]
        else:
            main = max(words, key=lambda w: (w.size, len(w.text)))
            size = main.size
            if any(w.size != size for w in words):
                size = median(sorted(w.size for w in words for _ in w.text))
        for name, value in (
            ("x0", min(w.x0 for w in words)),
            ("x1", max(w.x1 for w in words)),
            ("top", min(w.top for w in words)),
            ("bottom", max(w.bottom for w in words)),
            ("size", size),
            ("middle", main.middle),
            ("text", " ".join(w.text for w in words)),
            ("region", words[0].text == STAND_IN),
        ):
            object.__setattr__(self, name, value)

    @property
    def bold(self) -> bool:
        return all(w.bold for w in self.words)

    @property
    def color(self) -> str:
        return self.words[-1].color


def _on_one_line(a: PrintedWord, b: PrintedWord) -> bool:
    overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
    return overlap > 0.5 * min(a.bottom - a.top, b.bottom - b.top)


def _slices(word: PrintedWord) -> range:
    return range(int(word.top / _SLICE), int(word.bottom / _SLICE) + 1)


def lines_of(words: Sequence[PrintedWord]) -> list[Line]:
    """Words to lines: each word goes on the line whose end is nearest to its left."""
    runs: list[list[PrintedWord]] = []
    near: dict[int, set[int]] = defaultdict(set)
    for word in sorted(words, key=lambda w: (w.x0, w.top, w.text)):
        best, least = -1, 0.0
        if word.text != STAND_IN:
            for index in sorted({run for at in _slices(word) for run in near[at]}):
                last = runs[index][-1]
                gap = word.x0 - last.x1
                bullet = len(runs[index]) == 1 and BULLET.fullmatch(last.text) is not None
                limit = (4.5 if bullet else 0.85) * max(last.size, word.size, 6.0)
                if -0.6 * last.size < gap < limit and _on_one_line(last, word) and (best < 0 or gap < least):
                    best, least = index, gap
        if best < 0:
            best = len(runs)
            runs.append([word])
        else:
            for at in _slices(runs[best][-1]):
                near[at].discard(best)
            runs[best].append(word)
        if word.text != STAND_IN:
            for at in _slices(word):
                near[at].add(best)
    return [Line(tuple(run)) for run in runs]


def body_size(words: Sequence[PrintedWord]) -> float:
    """The size that most characters of a page have."""
    weight: dict[float, int] = {}
    for word in words:
        weight[word.size] = weight.get(word.size, 0) + len(word.text)
    return max(sorted(weight), key=lambda size: weight[size]) if weight else 10.0
