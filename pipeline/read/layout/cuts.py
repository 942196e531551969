"""White space between lines: gutters from top to bottom, bands from side to side, and the rules drawn between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.read.layout.lines import Line
from pipeline.types import Rect


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known of the place that lines stand in. Lengths are in points."""

    body: float
    """The size of running text on the page."""
    rules: tuple[Rect, ...] = ()
    """Straight lines drawn on the page."""
    cell: bool = False
    """Whether it is one of a grid of cards."""
    right: float = 0.0
    """The right edge of the column."""


def gaps_of(ranges: Sequence[tuple[float, float]], least: float) -> list[tuple[float, float]]:
    """Intervals of at least ``least`` that no range covers, between the first and the last."""
    found: list[tuple[float, float]] = []
    reach: float | None = None
    for low, high in sorted(ranges):
        if reach is not None and low - reach >= least:
            found.append((reach, low))
        reach = high if reach is None else max(reach, high)
    return found


def usual_size(lines: Sequence[Line]) -> float:
    """The size of text in the middle of all, in points."""
    return sorted([line.size for line in lines])[len(lines) // 2]


def gutters_of(lines: Sequence[Line]) -> list[tuple[float, float]]:
    wide = max(0.9 * usual_size(lines), 7.0)
    return gaps_of([(line.x0, line.x1) for line in lines], wide)


def core_of(line: Line) -> tuple[float, float]:
    """The band of a line without the room above and below its letters; of a region, all of it."""
    if line.region:
        return line.top, line.bottom
    half = 0.36 * line.size
    return line.middle - half, line.middle + half


def split_at(lines: Sequence[Line], cuts: Sequence[float], place: Callable[[Line], float]) -> list[list[Line]]:
    """Lines parted at ``cuts``, which go up; parts without lines are left out."""
    if not cuts:
        return [list(lines)] if lines else []
    parts: list[list[Line]] = [[] for _ in range(len(cuts) + 1)]
    for line in lines:
        parts[bisect_left(cuts, place(line))].append(line)
    return [part for part in parts if part]


def columns_of(lines: Sequence[Line], gutters: Sequence[tuple[float, float]]) -> list[list[Line]]:
    return split_at(lines, [(a + b) / 2 for a, b in gutters], lambda line: (line.x0 + line.x1) / 2)


def bands_of(lines: Sequence[Line]) -> list[list[Line]]:
    cuts = [(a + b) / 2 for a, b in gaps_of([core_of(line) for line in lines], 0.3)]
    return split_at(lines, cuts, lambda line: line.middle)


def pitch_of(lines: Sequence[Line]) -> float:
    """Usual distance between the baselines of lines that follow each other in one column."""
    steps: list[float] = []
    ordered = sorted(lines, key=lambda line: line.middle)
    for i, line in enumerate(ordered, start=1):
        for other in ordered[i:]:
            step = other.middle - line.middle
            if step >= 2.2 * line.size:
                break
            if step > 2 and other.x0 < line.x1 and line.x0 < other.x1:
                steps.append(step)
                break
    return sorted(steps)[len(steps) // 3] if steps else 1.2 * usual_size(lines)


def parted_by_rules(lines: Sequence[Line], rules: Sequence[Rect], body: float) -> list[list[Line]]:
    """Lines parted at the rules that are drawn from side to side between them; over a heading that one underlines."""
    if not rules:
        return [list(lines)]
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    cores = [core_of(line) for line in lines]
    cuts = set()
    for x0, top, x1, bottom in rules:
        middle = (top + bottom) / 2
        wide = bottom - top < 3 and x1 - x0 > 0.8 * (right - left) and x0 < right and x1 > left
        if wide and not any(low < middle < high for low, high in cores):
            cuts.add(_over_underlined(lines, middle, body))
    return split_at(lines, sorted(cuts), lambda line: line.middle)


def _over_underlined(lines: Sequence[Line], rule: float, body: float) -> float:
    """Where to cut for a rule: over the heading right above it, where it underlines one."""
    above = sorted((line for line in lines if line.middle < rule), key=lambda line: line.middle)
    if len(above) < 2 or above[-1].region or above[-1].size < 1.12 * body:
        return rule
    heading = [line for line in above if above[-1].middle - line.middle < 0.3 * above[-1].size]
    rest = above[: -len(heading)]
    if len(heading) > 1 or not rest or rule - heading[0].bottom > heading[0].top - rest[-1].bottom:
        return rule
    return (heading[0].middle + rest[-1].middle) / 2
