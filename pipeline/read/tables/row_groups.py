"""Names of groups of rows where no grid is drawn: beside the labels, each at the first or in the middle of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.layout.lines import Line
from pipeline.read.tables import numbers
from pipeline.read.tables.columns import NEAR, columns_of, joined
from pipeline.types import Rect


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Lines that name the rows from ``first`` to ``last``."""

    lines: tuple[Line, ...]
    first: int
    last: int


def row_groups(
    segments: Sequence[Line], rows: Sequence[Sequence[Line]], x0: float, size: float, drawn: Sequence[Rect]
) -> list[RowGroup]:
    """The groups that are named left of ``x0``, all rows together in some group; or none.

    Text beside a table may stand where such names do. They are names where one strip is ``drawn`` over or under both.
    """
    top, bottom = min(s.top for s in rows[0]), max(s.bottom for s in rows[-1])
    beside = [s for s in segments if x0 - 25 * size < s.x0 and s.x1 < x0 - 0.5 * size]
    beside = [s for s in beside if top - 0.5 * size < s.middle < bottom + 0.5 * size]
    if not beside:
        return []
    low, high = columns_of(beside)[-1]
    lines = sorted((s for s in beside if s.x1 > low and s.x0 < high), key=lambda s: s.middle)
    even = all(abs(s.x0 - lines[0].x0) < 2.5 for s in lines) or all(abs(s.x0 + s.x1 - low - high) < 5 for s in lines)
    if not even or not _reached(low, x0, top - 2 * size, bottom + 2 * size, drawn):
        return []
    for step in (0.0, 1.5):
        names = _names(lines, step)
        if len(names) < len(rows) and all(map(_is_name, names)):
            found = _in_the_middle(names, rows, size) or _at_the_first(names, rows, size)
            if found:
                return found
    return []


def _reached(low: float, x0: float, top: float, bottom: float, drawn: Sequence[Rect]) -> bool:
    """Whether a strip is drawn from the names to the rows, or grounds under both touch."""
    near = [r for r in drawn if top < r[3] and r[1] < bottom]
    strips = joined([r for r in near if r[2] - r[0] > r[3] - r[1]])
    if any(strip[0] < low + 1 and strip[2] > x0 + 10 for strip in strips):
        return True
    under = [r for r in near if r[0] < low + 1 and low < r[2] < x0]
    return any(abs(a[2] - b[0]) < NEAR and b[2] > x0 and a[1] < b[3] - 1 and b[1] < a[3] - 1 for a in under for b in near)


def _names(lines: Sequence[Line], step: float) -> list[list[Line]]:
    """Lines less than ``step`` sizes apart together."""
    found = [[lines[0]]]
    for above, line in pairwise(lines):
        if line.middle - above.middle < step * line.size:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _is_name(name: Sequence[Line]) -> bool:
    text = " ".join(line.text for line in name)
    return len(text) <= 60 and not name[0].text[0].islower() and (not numbers.is_value(text) or numbers.is_year(text))


def _in_the_middle(names: Sequence[Sequence[Line]], rows: Sequence[Sequence[Line]], size: float) -> list[RowGroup]:
    found: list[RowGroup] = []
    first = 0
    for name in names:
        middle = (name[0].top + name[-1].bottom) / 2
        top = min(line.top for line in rows[first]) if first < len(rows) else 0.0
        ends = [i for i in range(first, len(rows)) if abs((top + max(s.bottom for s in rows[i])) / 2 - middle) < 0.15 * size]
        if not ends:
            return []
        found.append(RowGroup(tuple(name), first, ends[0]))
        first = ends[0] + 1
    return found if first == len(rows) else []


def _at_the_first(names: Sequence[Sequence[Line]], rows: Sequence[Sequence[Line]], size: float) -> list[RowGroup]:
    tops = [min(line.top for line in row) for row in rows]
    firsts = [next((i for i, top in enumerate(tops) if abs(name[0].top - top) < 0.15 * size), -1) for name in names]
    if firsts[0] != 0 or len(names) < 2 or any(b <= a for a, b in pairwise(firsts)):
        return []
    lasts = [*(first - 1 for first in firsts[1:]), len(rows) - 1]
    return [RowGroup(tuple(name), a, b) for name, a, b in zip(names, firsts, lasts, strict=True)]
