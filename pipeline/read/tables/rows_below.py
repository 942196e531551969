"""The last rows of a table at the top of a page, too few to be known as one, under the columns of the page before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.read.glyphs import Sheet
from pipeline.read.layout.lines import Line
from pipeline.read.tables import numbers
from pipeline.read.tables.columns import Range, bands_of, fullest, joined
from pipeline.read.tables.table import Table, without
from pipeline.read.tables.table_grid import grid_of
from pipeline.read.tables.unruled import segments_of

_EDGE = 0.12
"""Share of a page's height, at the top and the bottom, where no text stands but running headers and footers."""

_NEAR = 3.0
"""Points within which edges of cells in one column are one."""


def at_foot(sheet: Sheet, tables: Sequence[Table]) -> Table | None:
    """The table that a page ends with."""
    last = max(tables, key=lambda table: table.box[3], default=None)
    if last is None or last.cards:
        return None
    end = last.box[3]
    below = any(w.top > end and w.middle < (1 - _EDGE) * sheet.height for w in without(sheet.words, tables))
    return None if below else last


def rows_below(sheet: Sheet, found: Sequence[Table], before: Table) -> list[Table]:
    """The rows with which a page begins where they go on from the table ``before`` and are in none that is ``found``.

    One table or none.
    """
    columns = _columns(before)
    if not any(column.numeric for column in columns):
        return []
    size = median(line.size for cell in before.cells for line in cell.lines)
    words = sorted((w for w in without(sheet.words, found) if not w.turn), key=lambda w: w.top)
    top = next((word.top for word in words if word.middle > _EDGE * sheet.height), sheet.height)
    segments = segments_of([word for word in words if word.top < top + 12 * size])
    rows: list[list[Line]] = []
    last = -1
    for i, band in enumerate(bands_of(segments, size)):
        if _goes_on(band, columns, size):
            rows.append(band)
            last = i
        elif rows and (i > last + 1 or len(band) > 1) or not rows and band[0].middle > _EDGE * sheet.height:
            break  # one line alone may be the name of a group, or go on a label
    if not rows or any(table.box[1] < rows[-1][0].bottom for table in found):
        return []
    middles = [median(line.middle for line in row) for row in rows]
    lines = [line for row in rows for line in row]
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    drawn = (*sheet.rules, *sheet.panels)
    across = [r for r in drawn if min(r[2], x1) - max(r[0], x0) > 10]
    if len(columns) < 3 and not any(abs(y - m) < 1.5 * size for r in joined(across) for y in (r[1], r[3]) for m in middles):
        return []  # a title and a page number
    edges = sorted({y for r in across for y in (r[1], r[3])})
    here = [s for s in segments if s.middle > middles[0] - 1.4 * size]
    whole = (before.box[0], middles[0], before.box[2], middles[0])  # it reaches as far as the table before did
    table = grid_of((x0, middles[0], x1, middles[-1]), middles, here, edges, (*drawn, whole))
    return [table] if table else []


@dataclass(frozen=True, slots=True)
class _Column:
    """Where a column is, where lines in it begin, end or have their middles, and whether it is one of numbers."""

    extent: Range
    places: tuple[tuple[float, float, float], ...]
    numeric: bool


def _columns(table: Table) -> list[_Column]:
    found: list[_Column] = []
    for number in range(table.width):
        cells = [cell for cell in table.cells if cell.column == number and cell.columns == 1]
        lines = [line for cell in cells for line in cell.lines]
        if lines:
            values = [cell for cell in cells if numbers.is_value(cell.text) and not numbers.is_year(cell.text)]
            extent = min(line.x0 for line in lines), max(line.x1 for line in lines)
            found.append(_Column(extent, tuple(map(_places, lines)), len(values) >= 0.5 * len(cells)))
    return found


def _places(line: Line) -> tuple[float, float, float]:
    return line.x0, line.x1, (line.x0 + line.x1) / 2


def _goes_on(band: Sequence[Line], columns: Sequence[_Column], size: float) -> bool:
    """Whether the lines of a band stand each in a column of its own, numbers where numbers are, as the rows before do."""
    if any(abs(line.size - size) > 0.1 * size for line in band):
        return False
    held = {fullest(line, [column.extent for column in columns]): line for line in band}
    fit = len(held) == len(band) and all(_fits(line, columns[place]) for place, line in held.items())
    values = sum(columns[place].numeric for place in held)
    enough = len(held) >= min(3, len(columns)) and len(held) > values >= 0.5 * sum(column.numeric for column in columns)
    return fit and enough


def _fits(line: Line, column: _Column) -> bool:
    aligned = any(abs(a - b) < _NEAR for places in column.places for a, b in zip(places, _places(line), strict=True))
    return aligned and (numbers.is_value(line.text) or not column.numeric)
