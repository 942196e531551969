"""Tables of words without a grid: a head row set apart, over rows that lines or grounds from edge to edge part."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, pairwise
from statistics import median

from pipeline.read.glyphs import PrintedWord
from pipeline.read.layout.lines import Line
from pipeline.read.tables.columns import NEAR, Range, bands_of, columns_of, fullest, joined
from pipeline.read.tables.table import Table, TableCell, cell_lines, table_of
from pipeline.read.tables.unruled import segments_of
from pipeline.types import Rect

_NARROWEST = 100.0
"""Points that a table is wide at least."""

_STRIPE = 80.0
"""Points from which on a ground is no row of a table."""

_FAR = 3.0
"""Usual heights of a row that two lines of one table are apart at most."""


def headed_tables(words: Sequence[PrintedWord], rules: Sequence[Rect], panels: Sequence[Rect]) -> list[Table]:
    """The tables of words between what is drawn on a page, its ``rules`` and ``panels``."""
    frames = _frames(rules, panels)
    segments = segments_of(words) if frames else []
    found: list[Table] = []
    for x0, x1, edges in frames:
        taken = {id(word) for table in found for word in table.words}
        free = [s for s in segments if id(s.words[0]) not in taken]
        tables = (_framed(x0, x1, edges[first:last], free) for first, last in _windows(len(edges)))
        found += islice((table for table in tables if table), 1)
    return found


def _frames(rules: Sequence[Rect], panels: Sequence[Rect]) -> list[tuple[float, float, list[float]]]:
    """Left end, right end and heights of lines and grounds that are as wide as each other."""
    level = [r for r in rules if r[2] - r[0] > r[3] - r[1]]
    strips = [*joined(level), *joined([p for p in panels if p[3] - p[1] < _STRIPE])]
    groups: list[list[Rect]] = []
    for strip in sorted((r for r in strips if r[2] - r[0] > _NARROWEST), key=lambda r: (r[1], r[0])):
        for group in groups:
            if abs(group[0][0] - strip[0]) < NEAR and abs(group[0][2] - strip[2]) < NEAR:
                group.append(strip)
                break
        else:
            groups.append([strip])
    found = []
    for group in groups:
        edges: list[float] = []
        for y in sorted(y for r in group for y in (r[1], r[3])):
            if not edges or y - edges[-1] > NEAR:
                edges.append(y)
        x0, x1 = min(r[0] for r in group), max(r[2] for r in group)
        found += [(x0, x1, near) for near in _apart(edges) if len(group) >= 2 and len(near) >= 3]
    return found


def _windows(count: int) -> list[tuple[int, int]]:
    """All edges, then those without one or two at either end: a line over or under a table may be the page's."""
    spare = range(3)
    windows = [(first, count - last) for first in spare for last in spare if count - first - last >= 3]
    return sorted(windows, key=lambda window: (window[0] - window[1], window))


def _apart(edges: Sequence[float]) -> list[list[float]]:
    """Heights parted where the white between two is far beyond the usual: the line under a page's head, as wide as a table
    further down, is none of its rows."""
    if len(edges) < 4:
        return [list(edges)]
    usual = median(b - a for a, b in pairwise(edges))
    parts = [[edges[0]]]
    for above, edge in pairwise(edges):
        if edge - above > max(_STRIPE, _FAR * usual):
            parts.append([])
        parts[-1].append(edge)
    return parts


def _framed(x0: float, x1: float, edges: Sequence[float], segments: Sequence[Line]) -> Table | None:
    across = [s for s in segments if s.x0 < x1 + NEAR and s.x1 > x0 - NEAR]
    inside = [s for s in across if edges[0] < s.middle < edges[-1]]
    if len(inside) < 6 or any(s.x0 < x0 - NEAR or s.x1 > x1 + NEAR for s in inside):
        return None
    size = median(s.size for s in inside)
    columns = columns_of([s for band in bands_of(inside, size) if len(band) > 1 for s in band])
    if len(columns) < 2:
        return None
    pitch = max(b - a for a, b in pairwise(edges))
    above = _fitting([s for s in across if edges[0] - 2.2 * size < s.middle < edges[0]], columns, size)
    below = _fitting([s for s in across if edges[-1] < s.middle < edges[-1] + min(pitch, 3 * size)], columns, size)
    rows = _rows([*above[-1:], *bands_of(inside, size), *below[:1]], edges, columns)
    if len(rows) < 3 or not any(max(s.middle for s in rows[0]) < y < min(s.middle for s in rows[1]) for y in edges):
        return None  # nothing parts the head from the rows: names over titles
    cells: list[TableCell] = []
    for number, row in enumerate(rows):
        held: dict[int, list[Line]] = {}
        for line in row:
            held.setdefault(fullest(line, columns), []).append(line)
        cells += [TableCell(number, c, cell_lines(w for line in ls for w in line.words)) for c, ls in held.items()]
    table = table_of(cells)
    return table if _is_table(table) else None


def _fitting(lines: Sequence[Line], columns: Sequence[Range], size: float) -> list[list[Line]]:
    """Bands whose every piece begins or ends with a column of its own."""

    def fits(line: Line) -> bool:
        low, high = columns[fullest(line, columns)]
        return min(abs(line.x0 - low), abs(line.x1 - high), abs((line.x0 + line.x1) / 2 - (low + high) / 2)) < 3

    found = [band for band in bands_of(lines, size) if len({fullest(s, columns) for s in band}) == len(band) > 1]
    return [band for band in found if all(map(fits, band))]


def _rows(bands: Sequence[list[Line]], edges: Sequence[float], columns: Sequence[Range]) -> list[list[Line]]:
    """Bands joined to rows: what stands between two edges, or what begins in the first column where few edges are drawn."""
    slices: list[list[list[Line]]] = []
    last = None
    for band in bands:
        at = sum(edge < median(line.middle for line in band) for edge in edges)
        if at != last:
            slices.append([])
        slices[-1].append(band)
        last = at
    if len(slices) >= 4:
        return [[line for band in part for line in band] for part in slices]
    rows: list[list[Line]] = []
    for part in slices:
        for i, band in enumerate(part):
            begins = any(fullest(line, columns) == 0 and not line.text[0].islower() for line in band)
            if i and not begins:
                rows[-1] += band
            else:
                rows.append(list(band))
    return rows


def _is_table(table: Table) -> bool:
    """Whether the first row is set apart and the rows below it hold short texts, each with something in its first column."""
    head = [cell for cell in table.cells if cell.row == 0]
    data = [[cell for cell in table.cells if cell.row == row] for row in range(1, table.height)]
    rest = [cell for row in data for cell in row]
    if len(head) < 2 or len(head) < table.width - 1 or any(len(cell.text) > 40 for cell in head):
        return False
    if any(len(row) > 1 and all(cell.bold for cell in row) for row in data[:-1]):
        return False  # more than one row is set apart: rows of cards
    bold = all(cell.bold for cell in head) and sum(cell.bold for cell in rest) < 0.5 * len(rest)
    colored = not {cell.color for cell in head} & {cell.color for cell in rest}
    full = sum(len(row) > 1 and row[0].column == 0 for row in data) >= 0.7 * len(data)
    short = median(len(row[0].text) for row in data) <= 60 and median(len(cell.text) for cell in rest) <= 90
    return (bold or colored) and full and short and all(len(cell.text) < 300 for cell in rest)
