"""Where lines stand: bands on one baseline, columns that white parts, and strips drawn piece by piece."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.layout.lines import Line
from pipeline.types import Rect

Range = tuple[float, float]

NEAR = 4.0
"""Points by which the ends of what is drawn for one table may differ."""


def bands_of(lines: Sequence[Line], size: float) -> list[list[Line]]:
    """Segments on one baseline, top to bottom."""
    bands: list[list[Line]] = []
    for line in sorted(lines, key=lambda s: (s.middle, s.x0)):
        if bands and line.middle - bands[-1][0].middle < 0.4 * size:
            bands[-1].append(line)
        else:
            bands.append([line])
    return bands


def columns_of(lines: Sequence[Line]) -> list[Range]:
    """Ranges that white parts from top to bottom."""
    found: list[Range] = []
    for low, high in sorted((line.x0, line.x1) for line in lines):
        if found and low < found[-1][1] + 1.5:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return found


def shared(line: Line, column: Range) -> float:
    return min(line.x1, column[1]) - max(line.x0, column[0])


def fullest(line: Line, columns: Sequence[Range]) -> int:
    """The column that a line shares most with."""
    return max(range(len(columns)), key=lambda i: (shared(line, columns[i]), -i))


def joined(strips: Sequence[Rect]) -> list[Rect]:
    """Pieces drawn cell by cell as one strip."""
    found: list[Rect] = []
    for x0, top, x1, bottom in sorted(strips, key=lambda r: (round(r[1]), round(r[3]), r[0])):
        last = found[-1] if found else None
        if last and abs(last[1] - top) < 1.5 and abs(last[3] - bottom) < 1.5 and -NEAR < x0 - last[2] < 2 * NEAR:
            found[-1] = (last[0], last[1], max(x1, last[2]), last[3])
        else:
            found.append((x0, top, x1, bottom))
    return found
