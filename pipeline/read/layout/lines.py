"""Words to lines: what stands on one baseline without a wide gap."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from pipeline.read.glyphs import PrintedWord

BULLET_SIGNS = "•▪◦‣●○■□►▶▸▹→➔➜◆◇➤➢✓✔✗✘☑❖★☆·∙⁃"
"""Signs that open items of lists and nothing else."""
BULLET = re.compile(rf"[{BULLET_SIGNS}o‑–—-]|\(?\d{{1,2}}[.)]|\(?[a-zA-Z][.)]|[ivxIVX]{{1,4}}[.)-]")

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
        main = first = words[0]
        x0, x1, top, bottom = first.x0, first.x1, first.top, first.bottom
        even = True
        for word in words[1:]:
            x0, x1 = min(x0, word.x0), max(x1, word.x1)
            top, bottom = min(top, word.top), max(bottom, word.bottom)
            even = even and word.size == first.size
            if word.size > main.size or word.size == main.size and len(word.text) > len(main.text):
                main = word
        size = first.size if even else _size_of(words)
        place = object.__setattr__  # frozen for everybody else
        place(self, "x0", x0)
        place(self, "x1", x1)
        place(self, "top", top)
        place(self, "bottom", bottom)
        place(self, "size", size)
        place(self, "middle", main.middle)
        place(self, "text", " ".join([word.text for word in words]))
        place(self, "region", first.text == STAND_IN)

    @property
    def bold(self) -> bool:
        return all(w.bold for w in self.words)

    @property
    def color(self) -> str:
        return self.words[-1].color


def _size_of(words: Sequence[PrintedWord]) -> float:
    """The size of most letters; of small capitals that of the capitals between them."""
    sizes = sorted({word.size for word in words})
    small = len(sizes) == 2 and 0.6 < sizes[0] / sizes[1] < 0.87 and len({(w.bold, w.color, w.font) for w in words}) == 1
    if small and all(word.text[:1].isupper() == (word.size == sizes[1]) for word in words if word.text[:1].isalpha()):
        return sizes[1]
    return median(sorted(word.size for word in words for _ in word.text))


def _on_one_line(a: PrintedWord, b: PrintedWord) -> bool:
    low = a.bottom if a.bottom < b.bottom else b.bottom
    high = a.top if a.top > b.top else b.top
    return low - high > 0.5 * min(a.bottom - a.top, b.bottom - b.top)


def lines_of(words: Sequence[PrintedWord]) -> list[Line]:
    """Words to lines: each word goes on the line whose end is nearest to its left."""
    runs: list[list[PrintedWord]] = []
    near: dict[int, list[int]] = defaultdict(list)  # slice of the page → lines whose last word touches it
    for word in sorted(words, key=lambda w: (w.x0, w.top, w.text)):
        best, least = -1, 0.0
        slices = range(int(word.top / _SLICE), int(word.bottom / _SLICE) + 1)
        apart = word.text == STAND_IN
        if not apart:
            for at in slices:
                for index in near[at]:
                    run = runs[index]
                    gap = word.x0 - run[-1].x1
                    if (best < 0 or gap < least) and index != best and _goes_on(run, word, gap):
                        best, least = index, gap
        if best < 0:
            best = len(runs)
            runs.append([word])
        else:
            last = runs[best][-1]
            for at in range(int(last.top / _SLICE), int(last.bottom / _SLICE) + 1):
                near[at].remove(best)
            runs[best].append(word)
        if not apart:
            for at in slices:
                near[at].append(best)
    return _justified([Line(tuple(run)) for run in runs])


def _goes_on(run: Sequence[PrintedWord], word: PrintedWord, gap: float) -> bool:
    """Whether a word continues a line, ``gap`` points behind its end."""
    last = run[-1]
    size = max(last.size, word.size, 6.0)
    if max(last.size, word.size) > 1.4 * min(last.size, word.size):
        size = max(min(last.size, word.size), 6.0)  # a large number does not reach for the text beside it
    if not -0.6 * last.size < gap < 4.5 * size or not _on_one_line(last, word):
        return False
    if gap >= 0.85 * size and not (len(run) == 1 and BULLET.fullmatch(last.text)):
        return False
    return word.size > 0.72 * last.size or NUMBER.fullmatch(" ".join(w.text for w in run)) is None


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
