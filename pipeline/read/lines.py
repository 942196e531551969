"""Words to lines: what stands on one baseline without a wide gap."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from .glyphs import PrintedWord

BULLET = re.compile(r"[•▪◦‣●○■□►▶➤➢✓✔❖·∙o⁃–—-]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)]|[ivxIVX]{1,4}[.)-]")

NUMBER = re.compile(
    r"(?:(?:plus de|près de|environ|\+ de)\s+)?(?:CHF|EUR|USD|[€$])?\s?[+×x~≈<>-]?\s?\d[\d\s.,’']*\d?"
    r"\s?(?:%|‰|€|\$|CHF|[kKM](?:€|\$)?|(?:mille|millions?|milliards?)(?:\s(?:d['’]euros|de dollars|€|\$))?|tonnes?|km|m²|h)?",
    re.I,
)
"""A number as large as life: with what bounds it before, and its unit after."""

STAND_IN = "\ufffc"
"""The text of a word that keeps the place of a region (a table, a box) while the page around it is put in order."""

_SLICE = 8.0
"""Points; lines are looked up by the horizontal slices of the page that they touch."""


@dataclass(frozen=True, slots=True, eq=False)
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
                if not -0.6 * last.size < gap < limit or best >= 0 and gap >= least or not _on_one_line(last, word):
                    continue
                if word.size > 0.72 * last.size or not NUMBER.fullmatch(" ".join(w.text for w in runs[index])):
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
    return _justified([Line(tuple(run)) for run in runs])


_WIDEST = 6.0
"""Em between two words of a justified line, at most."""


def _justified(lines: list[Line]) -> list[Line]:
    """Lines whose words were spread to reach both edges, in one piece again.

    A wide gap is no gutter where the line over or under it runs on across it.
    """
    rows: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if not line.region:
            for at in range(int(line.top / _SLICE), int(line.bottom / _SLICE) + 1):
                rows[at].append(line)
    mended: list[Line] = []
    taken: set[Line] = set()
    for line in sorted(lines, key=lambda line: (line.x0, line.middle)):
        if line in taken:
            continue
        while not line.region and (more := _next_piece(line, rows)) and _runs_across(line, more, rows):
            taken.add(more)
            line = Line((*line.words, *more.words))
        mended.append(line)
    return mended


def _around(line: Line, rows: dict[int, list[Line]], reach: float) -> Iterator[Line]:
    seen: set[Line] = set()
    for at in range(int((line.top - reach) / _SLICE), int((line.bottom + reach) / _SLICE) + 1):
        for other in rows[at]:
            if other not in seen:
                seen.add(other)
                yield other


def _next_piece(line: Line, rows: dict[int, list[Line]]) -> Line | None:
    """What follows on the same baseline, in the same size."""
    right = [
        other
        for other in _around(line, rows, 0.0)
        if abs(other.middle - line.middle) < 0.2 * line.size
        and abs(other.size - line.size) < 0.08 * line.size
        and 0 < other.x0 - line.x1 < _WIDEST * line.size
    ]
    return min(right, key=lambda other: other.x0, default=None)


def _runs_across(line: Line, more: Line, rows: dict[int, list[Line]]) -> bool:
    across = 0
    left, right = line.x1, more.x0
    for other in _around(line, rows, 1.2 * line.size):
        step = abs(other.middle - line.middle)
        if not 0.6 * line.size < step < 1.8 * line.size:
            continue
        if other.x0 < left and other.x1 > right and abs(other.size - line.size) < 0.08 * line.size:
            across += 1
        ends, starts = left - 1 <= other.x1 <= right + 1, left - 1 <= other.x0 <= right + 1
        if (ends and other.x0 < left or starts and other.x1 > right) and _has_neighbour(other, rows):
            return False  # the gap goes on: a gutter
    return across > 0


def _has_neighbour(line: Line, rows: dict[int, list[Line]]) -> bool:
    """Whether another piece stands beside a line, on its baseline."""
    return any(
        abs(other.middle - line.middle) < 0.2 * line.size and 0 < max(other.x0 - line.x1, line.x0 - other.x1) < 60
        for other in _around(line, rows, 0.0)
    )


@dataclass(frozen=True, slots=True)
class Pitch:
    """How far apart the baselines of text of one size usually are, in points, and by how much that varies."""

    step: float
    spread: float


def pitches_of(lines: Sequence[Line]) -> dict[float, Pitch]:
    """The usual pitch of each size of text of a page, where it has enough lines to tell."""
    steps: dict[float, list[float]] = defaultdict(list)
    ordered = sorted((line for line in lines if not line.region), key=lambda line: (line.middle, line.x0))
    for i, line in enumerate(ordered):
        for other in ordered[i + 1 :]:
            step = other.middle - line.middle
            if step > 2.2 * line.size:
                break
            if step > 0.5 * line.size and other.x0 < line.x1 and line.x0 < other.x1 and abs(other.size - line.size) < 0.3:
                steps[round(line.size * 2) / 2].append(step)
                break
    return {size: _pitch(found) for size, found in sorted(steps.items()) if len(found) > 2}


def _pitch(steps: Sequence[float]) -> Pitch:
    """The step that most are near to; the smaller where two are as frequent."""
    ordered = sorted(steps)
    step = max(ordered, key=lambda s: (sum(abs(s - other) < 0.6 for other in ordered), -s))
    near = sorted(abs(step - other) for other in ordered if abs(step - other) < 1.5)
    return Pitch(step, near[(3 * len(near)) // 4])


def body_size(words: Sequence[PrintedWord]) -> float:
    """The size that most characters of a page have."""
    weight: dict[float, int] = {}
    for word in words:
        weight[word.size] = weight.get(word.size, 0) + len(word.text)
    return max(sorted(weight), key=lambda size: weight[size]) if weight else 10.0
