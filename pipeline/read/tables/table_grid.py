"""Rows and columns where no grid is drawn: which lines are one row, where columns part, which cells reach over several."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipeline.read.layout.lines import Line
from pipeline.read.tables.columns import Range, bands_of, columns_of, fullest, shared
from pipeline.read.tables.heads_above import head_cells, heads_above
from pipeline.read.tables.row_groups import row_groups
from pipeline.read.tables.table import Table, TableCell, cell_lines, table_of
from pipeline.types import Rect


def grid_of(
    box: Rect, rows: Sequence[float], segments: Sequence[Line], edges: Sequence[float], drawn: Sequence[Rect]
) -> Table | None:
    """A table from the middles of its rows of numbers.

    ``box`` reaches from the first to the last of them, and as wide as the columns; ``edges`` are the heights at which something
    is ``drawn``. None where there are no two columns.
    """
    x0, _, x1, _ = box
    inside = [s for s in segments if x0 - 1 <= (s.x0 + s.x1) / 2 <= x1 + 1]
    size = median(s.size for s in inside)
    body = _body(inside, rows, edges, size)
    bands = bands_of(body, size)
    anchored = [any(abs(s.middle - row) < 0.4 * size for row in rows for s in band) for band in bands]
    grouped, sections = _rows(bands, anchored, edges, size)
    columns = columns_of([s for i, row in enumerate(grouped) if i not in sections for s in row])
    if len(columns) < 2:
        return None
    groups = [] if sections else row_groups(segments, grouped, columns[0][0], size, drawn)
    if groups:
        names = [line for group in groups for line in group.lines]
        columns.insert(0, (min(line.x0 for line in names), max(line.x1 for line in names)))
    title = [] if groups else _title_above(segments, grouped, columns, edges, size)
    if title:
        grouped.insert(0, title)
    heads = heads_above(segments, grouped[0], columns, edges, size)
    cells = head_cells(heads, grouped[1 if title else 0], columns, [r for r in drawn if r[3] - r[1] < 2.5])
    for group in groups:
        words = cell_lines(word for line in group.lines for word in line.words)
        cells.append(TableCell(len(heads) + group.first, 0, words, group.last - group.first + 1))
    for number, row in enumerate(grouped, start=len(heads)):
        cells += _cells(row, number, columns)
    return table_of(cells)


def _title_above(
    segments: Sequence[Line], rows: Sequence[Sequence[Line]], columns: Sequence[Range], edges: Sequence[float], size: float
) -> list[Line]:
    """The section that the first rows stand under: a line alone, set apart from labels, between them and the heads."""
    top = min(line.middle for line in rows[0])
    labels = [line for row in rows for line in row if fullest(line, columns) == 0]
    over = [s for s in segments if 0.5 * size < top - s.middle < 3.2 * size and s.x0 < columns[-1][1] and s.x1 > columns[0][0]]
    title = bands_of(over, size)[-1] if over and labels else []
    if len(title) != 1 or abs(title[0].x0 - columns[0][0]) > 2 * size or len(title[0].text) > 60:
        return []
    alike = sum(line.color == title[0].color and (line.bold or not title[0].bold) for line in labels)
    apart = alike < 0.5 * len(labels)  # some are titles, too
    heads = heads_above(segments, title, columns, edges, size) if apart else []
    return title if heads and len(heads[-1]) > 1 else []


def _body(inside: Sequence[Line], rows: Sequence[float], edges: Sequence[float], size: float) -> list[Line]:
    """From the first row of numbers to the last, with what their labels have over and under them."""
    body = [s for s in inside if rows[0] - 0.5 * size <= s.middle <= rows[-1] + 0.5 * size]
    left = min(s.x0 for s in body)
    for line in sorted(inside, key=lambda s: s.middle):
        if line in body or line.middle < rows[-1] or abs(line.x0 - left) > 1.5 * size:
            continue
        step = line.middle - max(s.middle for s in body)
        apart = any(max(s.middle for s in body) < edge < line.middle for edge in edges)
        framed = any(line.middle < edge < line.middle + 1.6 * size for edge in edges)
        if apart or step > 1.45 * size or not (framed or line.text[0].islower()):
            break
        body.append(line)
    above = [s for s in inside if rows[0] - 1.2 * size < s.middle < rows[0] - 0.4 * size and abs(s.x0 - left) < 2]
    first = [s for s in body if abs(s.middle - rows[0]) < 0.4 * size and abs(s.x0 - left) < 2]
    return body if first else [*above, *body]  # a label of two lines beside a number half-way between them


def _middle(band: Sequence[Line]) -> float:
    return median(line.middle for line in band)


def _rows(
    bands: Sequence[list[Line]], anchored: Sequence[bool], edges: Sequence[float], size: float
) -> tuple[list[list[Line]], frozenset[int]]:
    """Bands joined to rows, and which rows are sections: a line of its own between rows of numbers."""
    anchors = [i for i, known in enumerate(anchored) if known]
    steps = [_middle(bands[b]) - _middle(bands[a]) for a, b in pairwise(anchors) if b == a + 1]
    pitch = min(steps) if steps else 2 * size
    drawn = all(_edge_between(bands[a], bands[b], edges) for a, b in pairwise(anchors))
    home: dict[int, int] = {}
    for i, band in enumerate(bands):
        if anchored[i]:
            continue
        above, below = _nearest(i, anchors)
        if _is_section(bands, i, above, below, pitch, drawn, edges):
            continue
        joined = [a for a in (above, below) if a is not None and not (drawn and _edge_between(bands[a], band, edges))]
        if joined:
            step = {a: _step(bands, i, a) for a in joined}
            home[i] = joined[-1] if len(joined) > 1 and step[joined[-1]] < 0.85 * step[joined[0]] else joined[0]
    rows: list[list[Line]] = []
    sections: set[int] = set()
    place: dict[int, int] = {}
    for i in range(len(bands)):
        if anchored[i] or i not in home:
            place[i] = len(rows)
            rows.append([])
            if not anchored[i]:
                sections.add(place[i])
    for i, band in enumerate(bands):
        rows[place[home.get(i, i)]] += band
    return rows, frozenset(sections)


def _nearest(i: int, anchors: Sequence[int]) -> tuple[int | None, int | None]:
    return max((a for a in anchors if a < i), default=None), min((a for a in anchors if a > i), default=None)


def _step(bands: Sequence[list[Line]], i: int, anchor: int) -> float:
    """From a band to the row of an anchor, by the nearest line of it."""
    near = i - 1 if anchor < i else i + 1
    return abs(_middle(bands[near]) - _middle(bands[i]))


def _edge_between(a: Sequence[Line], b: Sequence[Line], edges: Sequence[float]) -> bool:
    low, high = sorted((_middle(a), _middle(b)))
    return any(low < edge < high for edge in edges)


def _is_section(
    bands: Sequence[list[Line]],
    i: int,
    above: int | None,
    below: int | None,
    pitch: float,
    drawn: bool,
    edges: Sequence[float],
) -> bool:
    if below is None or len(bands[i]) > 1:
        return False
    line = bands[i][0]
    if line.text[0].islower():
        return False
    labels = [bands[a][0] for a in (above, below) if a is not None]
    if not any(label.bold for label in labels) and line.bold or all(label.color != line.color for label in labels):
        return True
    around = [a for a in (above, below) if a is not None]
    if drawn:
        return all(_edge_between(bands[a], bands[i], edges) for a in around)
    return all(_step(bands, i, a) >= 0.9 * pitch for a in around) and above is not None


def _cells(row: Sequence[Line], number: int, columns: Sequence[Range]) -> list[TableCell]:
    held: dict[int, list[Line]] = {}
    for line in row:
        held.setdefault(fullest(line, columns), []).append(line)
    if len(held) == 1:  # alone in its row, it may reach over several columns
        (first,) = held
        over = [i for i, column in enumerate(columns) if any(shared(line, column) > 0 for line in held[first])]
        first, count = min(over, default=first), len(over) or 1
        return [TableCell(number, first, cell_lines(w for line in row for w in line.words), 1, count)]
    return [TableCell(number, c, cell_lines(w for line in lines for w in line.words)) for c, lines in held.items()]
