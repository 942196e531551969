"""Reading order from geometry: which lines make a column, which column comes first.

A page is cut again and again: at white gutters that run from top to bottom (columns, read one after the other), or into
bands one under the other (headings over columns). Grids of cards (aligned rows with wide gaps) are read row by row. What can
be cut no more is a leaf: lines of one column, top to bottom.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .lines import Line

_COUNT = re.compile(
    r"(?:(?:[Pp]lus de|[Pp]rès de|[Ee]nviron|\+ de)\s)?(?:CHF|EUR|USD|[€$])?\s?[+×≈~]?"
    r"\s?\d[\d\s.,’']*(\s?(%|\$|€)|\s[^\W\d]|$)"
)
_SHORT_NUMBER = re.compile(r"[\d\s.,%€$()–-]{1,12}|(\w{3,9}\.?\s)?\d{4}")


@dataclass(frozen=True, slots=True)
class Leaf:
    """Lines of one column, top to bottom. ``cell`` where they stand in a grid of cards."""

    lines: tuple[Line, ...]
    cell: bool = False


def _gaps(ranges: Sequence[tuple[float, float]], least: float) -> list[tuple[float, float]]:
    """Intervals of at least ``least`` that no range covers, between the first and the last."""
    found: list[tuple[float, float]] = []
    reach: float | None = None
    for low, high in sorted(ranges):
        if reach is not None and low - reach >= least:
            found.append((reach, low))
        reach = high if reach is None else max(reach, high)
    return found


def _gutters(lines: Sequence[Line]) -> list[tuple[float, float]]:
    wide = max(0.9 * median(line.size for line in lines), 7.0)
    return _gaps([(line.x0, line.x1) for line in lines], wide)


def _core(line: Line) -> tuple[float, float]:
    """The band of a line without the room above and below its letters; of a region, all of it."""
    if line.region:
        return line.top, line.bottom
    half = 0.36 * line.size
    return line.middle - half, line.middle + half


def _split(lines: Sequence[Line], cuts: Sequence[float], place: Callable[[Line], float]) -> list[list[Line]]:
    parts: list[list[Line]] = [[] for _ in range(len(cuts) + 1)]
    for line in lines:
        parts[sum(place(line) > cut for cut in cuts)].append(line)
    return [part for part in parts if part]


def _columns(lines: Sequence[Line], gutters: Sequence[tuple[float, float]]) -> list[list[Line]]:
    return _split(lines, [(a + b) / 2 for a, b in gutters], lambda line: (line.x0 + line.x1) / 2)


def _bands(lines: Sequence[Line]) -> list[list[Line]]:
    cuts = [(a + b) / 2 for a, b in _gaps([_core(line) for line in lines], 0.3)]
    return _split(lines, cuts, lambda line: line.middle)


def _pitch(lines: Sequence[Line]) -> float:
    """Usual distance between the baselines of lines that follow each other in one column."""
    steps: list[float] = []
    ordered = sorted(lines, key=lambda line: line.middle)
    for i, line in enumerate(ordered):
        below = [
            o.middle - line.middle for o in ordered[i + 1 :] if o.x0 < line.x1 and line.x0 < o.x1 and o.middle - line.middle > 2
        ]
        if below and min(below) < 2.2 * line.size:
            steps.append(min(below))
    return sorted(steps)[len(steps) // 3] if steps else 1.2 * median(line.size for line in lines)


def _is_number_over(row: Sequence[Line], band: Sequence[Line], step: float) -> bool:
    """Whether a row of large numbers stands over a band of labels."""
    low = max(line.middle for line in row)
    last = [line for line in row if low - line.middle < 0.5 * line.size]
    size = min(line.size for line in last)
    return (
        all(line.text[:1] in "+×≈~" or line.text[0].isdigit() for line in last)
        and size > 1.4 * band[0].size
        and step < 2.2 * size
    )


def _rows(lines: Sequence[Line], factor: float) -> list[list[Line]]:
    """Bands joined until the white between them is clearly wider than between lines."""
    pitch = _pitch(lines)
    rows: list[list[Line]] = []
    for band in _bands(lines):
        step = min(b.middle for b in band) - max(b.middle for b in rows[-1]) if rows else 0.0
        if rows and (step < factor * pitch or _is_number_over(rows[-1], band, step)):
            rows[-1].extend(band)
        else:
            rows.append(list(band))
    return rows


def _with_dates(columns: Sequence[list[Line]]) -> list[list[Line]]:
    """Columns, but one of nothing but dates or numbers together with the column that it is beside (a timeline)."""
    made: list[list[Line]] = []
    for i, column in enumerate(columns):
        before = columns[i - 1] if i else []
        if (
            len(columns) > 2
            and len(before) > 2
            and made
            and made[-1] is before
            and all(_SHORT_NUMBER.fullmatch(b.text) for b in before)
        ):
            made[-1] = [*before, *column]
        else:
            made.append(column)
    return made


def _as_grid(lines: Sequence[Line], columns: Sequence[Sequence[Line]], body: float) -> list[list[list[Line]]] | None:
    """Cells row by row where the columns are a grid of cards or a list with numbers beside it, else None."""
    middles = [{round(line.middle) for line in column} for column in columns]
    for column in columns:
        short = [line for line in column if _SHORT_NUMBER.fullmatch(line.text)]
        if len(short) == len(column) >= 2 and len(column) >= 0.5 * max(len(c) for c in columns):
            others = {m for other, ms in zip(columns, middles, strict=True) if other is not column for m in ms}
            if all(any(abs(line.middle - m) < 0.7 * line.size for m in others) for line in column):
                tops = sorted(line.middle - 0.7 * line.size for line in column)
                rows = _split(lines, tops[1:], lambda line: line.middle)
                return [[[x for x in row if x in set(c)] for c in columns] for row in rows]
    rows = _rows(lines, 1.5)
    if len(rows) < 2 or len(columns) < 2:
        return None
    members = [set(column) for column in columns]
    cells = [[[line for line in row if line in column] for column in members] for row in rows]
    full = [cell for row in cells for cell in row if cell]
    if len(full) < 0.6 * len(rows) * len(columns) or len(full) < 3:
        return None
    if any(len(cell) > 9 for cell in full) or median(sum(len(line.text) for line in cell) for cell in full) > 260:
        return None
    if all(_is_head(cell, body) for cell in cells[0] if cell) and not any(_is_head(c, body) for row in cells[1:] for c in row):
        return None  # columns, each under its own heading
    aligned = 0
    for row in cells:
        tops = [min(line.middle for line in cell) for cell in row if cell]
        aligned += max(tops) - min(tops) < 0.9 * median(line.size for line in lines)
    return cells if aligned >= 0.7 * len(rows) else None


def _is_head(cell: Sequence[Line], body: float) -> bool:
    """Whether a cell is nothing but a heading."""
    return bool(cell) and len(cell) < 3 and all(line.size > 1.12 * body or line.bold for line in cell)


def _is_heading(band: Sequence[Line], body: float) -> bool:
    if len(band) > 3 or any(line.region or _COUNT.match(line.text) for line in band):
        return False
    short = all(len(line.text) < 60 and not line.text[0].islower() and not line.text.endswith((".", ",")) for line in band)
    return all(line.size > 1.12 * body or (line.bold and line.size >= body and short) for line in band)


def _share_gutter(band: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether white runs on from one band to the next: two columns, not a line with wide spaces."""
    if not below:
        return False
    both = _gutters([*band, *below])
    return bool(both) and bool(_gutters(below))


def _is_justified(band: Sequence[Line], column: Sequence[Line]) -> bool:
    """Whether a band is one line of the column over it, its words spread to reach both edges."""
    band = sorted(band, key=lambda line: line.x0)
    one = max(line.middle for line in band) - min(line.middle for line in band) < 0.35 * band[0].size
    left = abs(min(line.x0 for line in band) - min(line.x0 for line in column)) < 1.5 * band[0].size
    right = abs(max(line.x1 for line in band) - max(line.x1 for line in column)) < 1.0 * band[0].size
    widest = max((b.x0 - a.x1 for a, b in pairwise(band)), default=0.0) / band[0].size
    return one and (left and right and widest < 5 or widest < 2.2)


def _groups(lines: Sequence[Line], body: float) -> list[list[Line]]:
    """Bands one under the other, joined as long as they share their gutters."""
    groups: list[list[Line]] = []
    shut = False  # whether the last group is a heading over what follows
    bands = _bands(lines)
    for band, below in zip(bands, [*bands[1:], []], strict=True):
        heading = len(_columns(band, _gutters(band))) == 1 and _is_heading(band, body)
        if groups and shut == heading:
            last = groups[-1]
            before, here, both = _gutters(last), _gutters(band), _gutters([*last, *band])
            if heading or both or not before and (not here or _is_justified(band, last) and not _share_gutter(band, below)):
                last.extend(band)
                continue
        groups.append(list(band))
        shut = heading
    return groups


def _title_over(lines: Sequence[Line], gutters: Sequence[tuple[float, float]], body: float) -> list[Line]:
    """A large line alone at the top left of columns: it stands over all of them though it is too short to show it."""
    bands = _bands(lines)
    first = bands[0]
    if not _is_heading(first, body) or first[0].size < 1.12 * body or max(line.x1 for line in first) > gutters[0][0] + 1:
        return []
    title = list(first)
    for band in bands[1:]:
        same = all(abs(line.size - first[0].size) < 0.5 for line in band) and max(line.x1 for line in band) <= gutters[0][0] + 1
        if not same or min(b.middle for b in band) - max(t.middle for t in title) > 2 * first[0].size:
            break
        title += band
    return title if len(title) < len(lines) else []


def _after_columns(lines: Sequence[Line], columns: Sequence[Sequence[Line]], body: float) -> list[Line]:
    """Lines under all of the columns that are of another style than what they stand under: credits, buttons, notes.

    They are read after the columns, whichever column they happen to stand under.
    """
    bands = _bands(lines)
    tail: list[Line] = []
    for start in range(len(bands) - 1, max(0, len(bands) - 7), -1):
        lower = [line for band in bands[start:] for line in band]
        if len(lower) > 8 or len(lower) > 0.34 * len(lines):
            break
        if all(_differs(above, first, body) for above, first in _seams(columns, lower)):
            tail = lower
    return tail


def _seams(columns: Sequence[Sequence[Line]], lower: Sequence[Line]) -> list[tuple[Line | None, Line]]:
    """For each column, the first of its lines in ``lower`` and the line over it."""
    chosen, found = set(lower), []
    for column in columns:
        under = [line for line in column if line in chosen]
        if under:
            first = min(under, key=lambda line: line.middle)
            over = [line for line in column if line not in chosen]
            found.append((max(over, key=lambda line: line.middle, default=None), first))
    return found


def _differs(above: Line | None, line: Line, body: float) -> bool:
    """Whether a line begins something else than the text that it stands under, and smaller: no heading, no next paragraph."""
    if above is None or above.region or line.region or above.size > 1.12 * body or above.bold and not line.bold:
        return False
    smaller, larger = line.size < 0.93 * above.size, line.size > 1.05 * above.size
    other = smaller or line.color != above.color and not larger and line.bold == above.bold
    return other and line.middle - above.middle > 1.45 * above.size


def order(lines: Sequence[Line], body: float, cell: bool = False) -> list[Leaf]:
    """Leaves in reading order. ``body`` is the size of running text on the page, in points."""
    if not lines:
        return []
    gutters = _gutters(lines)
    title = _title_over(lines, gutters, body) if gutters else []
    if title:
        rest = [line for line in lines if line not in set(title)]
        return [*order(title, body, cell), *order(rest, body, cell)]
    if gutters:
        columns = _columns(lines, gutters)
        grid = _as_grid(lines, columns, body)
        if grid:
            return [leaf for row in grid for part in row for leaf in order(part, body, cell=True)]
        tail = _after_columns(lines, columns, body)
        if tail:
            columns = [[line for line in column if line not in set(tail)] for column in columns]
        return [leaf for column in [*_with_dates(columns), tail] for leaf in order(column, body, cell)]
    groups = _groups(lines, body)
    if len(groups) > 1 and not (cell and len(lines) <= 9):
        return [leaf for group in groups for leaf in order(group, body, cell)]
    return [Leaf(tuple(_joined(lines)), cell)]


def _joined(lines: Sequence[Line]) -> list[Line]:
    """Lines of a leaf, with what stands on one baseline as one line."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.middle, line.x0)):
        apart = line.region or bool(rows) and rows[-1][0].region
        if rows and not apart and abs(rows[-1][0].middle - line.middle) < 0.35 * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [Line(tuple(w for part in sorted(row, key=lambda p: p.x0) for w in part.words)) for row in rows]
