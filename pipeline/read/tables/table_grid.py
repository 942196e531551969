"""Rows and columns where no grid is drawn: which lines are one row, where columns part, which cells reach over several."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipeline.read.layout.lines import Line
from pipeline.read.tables import numbers
from pipeline.read.tables.table import Table, TableCell, cell_lines, table_of
from pipeline.types import Rect

Range = tuple[float, float]

_HEAD_LINES = 6
"""Most lines of heads over the first row of numbers."""


def grid_of(
    box: Rect, rows: Sequence[float], segments: Sequence[Line], edges: Sequence[float], rules: Sequence[Rect]
) -> Table | None:
    """A table from the middles of its rows of numbers.

    ``box`` reaches from the first to the last of them, and as wide as the columns; ``edges`` are the heights at which something
    is drawn, ``rules`` the lines among it. None where there are no two columns.
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
    heads = _heads(segments, grouped[0], columns, edges, size)
    cells: list[TableCell] = []
    for number, head in enumerate(heads):
        years = [line.text for line in grouped[0] if numbers.is_amount(line.text)]
        over_heads = number + 1 < len(heads) or all(numbers.is_year(text) for text in years)
        cells += _head_cells(head, number, columns, rules, over_heads)
    for number, row in enumerate(grouped, start=len(heads)):
        cells += _cells(row, number, columns)
    return table_of(cells)


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


def bands_of(lines: Sequence[Line], size: float) -> list[list[Line]]:
    """Segments on one baseline, top to bottom."""
    bands: list[list[Line]] = []
    for line in sorted(lines, key=lambda s: (s.middle, s.x0)):
        if bands and line.middle - bands[-1][0].middle < 0.4 * size:
            bands[-1].append(line)
        else:
            bands.append([line])
    return bands


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


def columns_of(lines: Sequence[Line]) -> list[Range]:
    """Ranges that white parts from top to bottom."""
    found: list[Range] = []
    for low, high in sorted((line.x0, line.x1) for line in lines):
        if found and low < found[-1][1] + 1.5:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return found


def _shared(line: Line, column: Range) -> float:
    return min(line.x1, column[1]) - max(line.x0, column[0])


def fullest(line: Line, columns: Sequence[Range]) -> int:
    """The column that a line shares most with."""
    return max(range(len(columns)), key=lambda i: (_shared(line, columns[i]), -i))


def _cells(row: Sequence[Line], number: int, columns: Sequence[Range]) -> list[TableCell]:
    held: dict[int, list[Line]] = {}
    for line in row:
        held.setdefault(fullest(line, columns), []).append(line)
    if len(held) == 1:  # alone in its row, it may reach over several columns
        (first,) = held
        over = [i for i, column in enumerate(columns) if any(_shared(line, column) > 0 for line in held[first])]
        first, count = min(over, default=first), len(over) or 1
        return [TableCell(number, first, cell_lines(w for line in row for w in line.words), 1, count)]
    return [TableCell(number, c, cell_lines(w for line in lines for w in line.words)) for c, lines in held.items()]


def _heads(
    segments: Sequence[Line], first: Sequence[Line], columns: Sequence[Range], edges: Sequence[float], size: float
) -> list[list[Line]]:
    """Lines over the first row that stand over columns, as rows of heads."""
    x0, x1 = columns[0][0], columns[-1][1]
    top = min(line.middle for line in first)
    least = 0.5 * min(high - low for low, high in columns)  # a head may be wider than its numbers
    over = [s for s in segments if s.middle < top - 0.5 * size]
    over = [s for s in over if _shared(s, (x0 - 1, x1 + 1)) > min(least, 0.5 * (s.x1 - s.x0))]
    bands = bands_of([s for s in over if top - s.middle < 14 * size], size)
    found: list[list[Line]] = []
    for band in reversed(bands):
        step = top - max(line.middle for line in band)
        apart = step > (3.2 if any(max(b.middle for b in band) < e < top for e in edges) else 2.4) * size
        if apart or not _is_head(band, columns) or len(found) >= _HEAD_LINES:
            break
        found.insert(0, band)
        top = min(line.middle for line in band)
    rows: list[list[Line]] = []
    for band in found:
        near = bool(rows) and _middle(band) - max(line.middle for line in rows[-1]) < 1.4 * size
        parted = bool(rows) and (_edge_between(rows[-1], band, edges) or _spans(rows[-1], columns))
        if rows and near and not parted and _stacked(rows[-1], band):
            rows[-1] += band
        else:
            rows.append(list(band))
    return rows


def _stacked(above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether every line of one band stands under one of the other, or over it: heads of two lines."""
    return all(any(_shared(a, (b.x0, b.x1)) > 0 for b in below) for a in above) or all(
        any(_shared(b, (a.x0, a.x1)) > 0 for a in above) for b in below
    )


def _spans(band: Sequence[Line], columns: Sequence[Range]) -> bool:
    return any(sum(_shared(line, column) > 0 for column in columns) > 1 for line in band)


def _is_head(band: Sequence[Line], columns: Sequence[Range]) -> bool:
    if any(len(line.text) > 60 or line.text.endswith((".", ":", ";", ",")) and len(line.text) > 12 for line in band):
        return False
    if any(abs(a.middle - b.middle) < 1 and b.x0 - a.x1 < 2 for a, b in pairwise(sorted(band, key=lambda s: s.x0))):
        return False
    places = {fullest(line, columns) for line in band}
    if len(places) > 1:
        return len(places) == len(band)
    line = band[0]
    return line.x0 > columns[0][1] - 1 and any(_shared(line, column) > 0 for column in columns[1:])


def _head_cells(
    band: Sequence[Line], number: int, columns: Sequence[Range], rules: Sequence[Rect], over_heads: bool
) -> list[TableCell]:
    """Heads of one row. Over other heads, one reaches over what a line under it does, or over the columns nearest to it."""
    held: dict[int, list[Line]] = {}
    for line in band:
        held.setdefault(fullest(line, columns), []).append(line)
    centres = [(low + high) / 2 for low, high in columns]
    pitch = median(b - a for a, b in pairwise(centres))
    owner = {place: place for place in held}
    for column in range(1, len(columns)):
        words = {place: max(_shared(line, columns[column]) for line in lines) for place, lines in held.items() if place}
        drawn = {place: _drawn_under(lines, band, columns[column], rules) for place, lines in held.items() if place}
        away = {place: abs(sum(_extent(lines)) / 2 - centres[column]) for place, lines in held.items() if place}
        if column in owner or not words:
            continue
        if max(words.values()) > 0:
            owner[column] = max(words, key=lambda place: words[place])
        elif any(drawn.values()):
            owner[column] = next(place for place, under in drawn.items() if under)
        elif over_heads and min(away.values()) < 0.8 * pitch:
            owner[column] = min(away, key=lambda place: away[place])
    found: list[TableCell] = []
    for place, lines in held.items():
        reach = [column for column, name in owner.items() if name == place]
        words_here = cell_lines(w for line in lines for w in line.words)
        found.append(TableCell(number, min(reach), words_here, 1, max(reach) - min(reach) + 1))
    return found


def _extent(lines: Sequence[Line]) -> Range:
    return min(line.x0 for line in lines), max(line.x1 for line in lines)


def _drawn_under(lines: Sequence[Line], band: Sequence[Line], column: Range, rules: Sequence[Rect]) -> bool:
    """Whether a line is drawn from under a head, and under no other head, to over the column."""
    low, high = _extent(lines)
    under = max(line.bottom for line in lines)
    for x0, top, x1, _ in rules:
        alone = not any(x0 < line.x1 and line.x0 < x1 for line in band if line not in lines)
        if alone and -2 < top - under < 8 and x0 <= low + 2 and x1 >= high - 2 and x0 < column[1] and column[0] < x1:
            return True
    return False
