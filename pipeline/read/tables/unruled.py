"""Tables without a grid: numbers that align under each other, beside labels that align too, whatever is drawn between them.

Precision comes first. Columns of text, cards, contents and dated lists align as well; they are no tables.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from operator import attrgetter
from statistics import median

from pipeline.read.glyphs import PrintedWord
from pipeline.read.layout.lines import Line, lines_of
from pipeline.read.tables import numbers
from pipeline.read.tables.table import Table
from pipeline.read.tables.table_grid import grid_of
from pipeline.types import Rect

_ROWS = 3
"""Fewest rows of numbers by which a table is known, and two where it is framed or has several columns of them."""

_GAP = 0.8
"""White, in sizes of the letters, that is too wide for a space between words."""

_ROW = 24.0
"""Twice the points of height within which words are looked up together."""

_DIGIT = re.compile(r"\d").search
_LEADER = re.compile(r"(?:\.\s?){4,}|…{2,}|_{4,}")


def unruled_tables(words: Sequence[PrintedWord], rules: Sequence[Rect], panels: Sequence[Rect]) -> list[Table]:
    """The tables among words that stand in no grid; ``rules`` and ``panels`` are what is drawn on the page."""
    if not _may_hold_numbers(words):
        return []
    segments = segments_of(words)
    found: list[Table] = []
    for columns in _groups(_numeric_columns(segments)):
        taken = {id(word) for table in found for word in table.words}
        free = [s for s in segments if not any(id(word) in taken for word in s.words)]
        if any(s not in free for column in columns for s in column):
            continue
        table = _around(columns, free, rules, panels)
        if table:
            found.append(table)
    return found


def _may_hold_numbers(words: Sequence[PrintedWord]) -> bool:
    """Whether numbers that stand for themselves align under each other: a look that costs next to nothing."""
    digits = [w for w in words if len(w.text) < 16 and _DIGIT(w.text)]
    if len(digits) < 2:
        return False
    digits.sort(key=attrgetter("top"))
    aligned: dict[int, PrintedWord] = {}
    for i, a in enumerate(digits):
        reach = 5.5 * a.size
        for b in digits[i + 1 :]:
            step = b.middle - a.middle
            if b.top - a.top > reach + a.size:
                break
            if 0.5 * a.size < step < reach and _aligned(a, b):
                aligned[id(a)], aligned[id(b)] = a, b
    return len(aligned) > 1 and _stand_alone(aligned.values(), words)


def _stand_alone(found: Collection[PrintedWord], words: Sequence[PrintedWord]) -> bool:
    """Whether at least two numbers have no word of running text right before or after them."""
    rows: dict[int, list[PrintedWord]] = {}
    for word in words:
        if len(word.text) > 4:
            rows.setdefault(int((word.top + word.bottom) / _ROW), []).append(word)
    left = len(found)
    for number in found:
        first, last = (int(2 * (number.middle + half) / _ROW) for half in (-0.5 * number.size, 0.5 * number.size))
        near = (word for row in range(first, last + 1) for word in rows.get(row, ()))
        left -= any(_reads_on(number, word) for word in near)
    return left > 1


def _reads_on(number: PrintedWord, word: PrintedWord) -> bool:
    """Whether a word of running text stands right before or after a number."""
    if abs(word.middle - number.middle) > 0.5 * number.size or word is number:
        return False
    return max(word.x0 - number.x1, number.x0 - word.x1) < 0.5 * number.size


def segments_of(words: Sequence[PrintedWord]) -> list[Line]:
    """Words on one baseline without a wide gap."""
    found: list[Line] = []
    for line in lines_of(words):
        run = [line.words[0]]
        for before, word in pairwise(line.words):
            if word.x0 - before.x1 > _GAP * max(before.size, word.size, 6.0):
                found.append(Line(tuple(run)))
                run = []
            run.append(word)
        found.append(Line(tuple(run)))
    return found


def _aligned(a: Line | PrintedWord, b: Line | PrintedWord) -> bool:
    edges = ((a.x0, b.x0), (a.x1, b.x1), ((a.x0 + a.x1) / 2, (b.x0 + b.x1) / 2))
    return any(abs(one - other) < 2.5 for one, other in edges)


def _overlap(a: Line, b: Line) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1


def _numeric_columns(segments: Sequence[Line]) -> list[list[Line]]:
    """Numbers under each other, their edges or their middles aligned, with no words between them."""
    columns: list[list[Line]] = []
    for line in sorted((s for s in segments if numbers.is_value(s.text)), key=lambda s: (s.middle, s.x0)):
        near = [c for c in columns if 0.5 * line.size < line.middle - c[-1].middle < 5.5 * line.size and _fits(c, line)]
        best = max(near, key=lambda c: c[-1].middle, default=None)
        if best is None or _between(best[-1], line, segments):
            columns.append([line])
        else:
            best.append(line)
    return [c for c in columns if len(c) >= 2 and not all(numbers.is_year(s.text) for s in c)]


def _fits(column: Sequence[Line], line: Line) -> bool:
    same = abs(column[-1].size - line.size) < 0.25 * line.size
    return same and _overlap(column[-1], line) and any(_aligned(other, line) for other in column[-3:])


def _between(above: Line, below: Line, segments: Sequence[Line]) -> bool:
    """Whether text stands between two numbers, unless it is a row over the whole width."""
    return any(
        above.middle + 1 < s.middle < below.middle - 1 and _overlap(s, below) and s.x0 > below.x0 - 12 * below.size
        for s in segments
    )


def _on_row(a: Line, b: Line) -> bool:
    return abs(a.middle - b.middle) < 0.4 * min(a.size, b.size)


def _groups(columns: Sequence[list[Line]]) -> list[list[list[Line]]]:
    """Columns that share rows."""
    groups: list[list[list[Line]]] = []
    for column in sorted(columns, key=lambda c: (c[0].top, c[0].x0)):
        for group in groups:
            shared = max(sum(any(_on_row(a, b) for b in other) for a in column) for other in group)
            if shared >= 2 and shared >= 0.5 * min(len(column), max(len(other) for other in group)):
                group.append(column)
                break
        else:
            groups.append([column])
    return groups


def _without_years_above(columns: list[list[Line]]) -> list[list[Line]]:
    """Columns without their first row where it is one of years over other numbers: they are heads."""
    top = min(c[0].middle for c in columns)
    first = [c for c in columns if c[0].middle < top + 0.4 * c[0].size]
    if not all(numbers.is_year(c[0].text) and len(c) > 2 and not numbers.is_year(c[1].text) for c in first):
        return columns
    return [c[1:] if c in first else c for c in columns]


def _middles(columns: Sequence[Sequence[Line]]) -> list[float]:
    """Where the rows are, by their numbers."""
    found: list[float] = []
    size = median(s.size for c in columns for s in c)
    for middle in sorted(s.middle for c in columns for s in c):
        if not found or middle - found[-1] > 0.4 * size:
            found.append(middle)
    return found


def _beside(rows: Sequence[float], edge: float, segments: Sequence[Line], left: bool) -> list[Line]:
    """The column of words next to ``edge``: what stands nearest in most rows, aligned, and not running text; or nothing."""
    nearest: list[Line] = []
    for middle in rows:
        here = [s for s in segments if abs(s.middle - middle) < 0.4 * s.size]
        here = [s for s in here if (s.x1 <= edge + 1 if left else s.x0 >= edge - 1)]
        if here:
            nearest.append(max(here, key=lambda s: s.x1) if left else min(here, key=lambda s: s.x0))
    if len(nearest) < max(2, 0.6 * len(rows)):
        return []
    aligned = max(sum(_aligned(a, b) for b in nearest) for a in nearest)
    return nearest if aligned >= 0.7 * len(nearest) and not _is_running(nearest, segments) else []


def _is_running(column: Sequence[Line], segments: Sequence[Line]) -> bool:
    """Whether lines under each other are running text and not labels."""
    x0, x1 = min(s.x0 for s in column), max(s.x1 for s in column)
    top, bottom = min(s.top for s in column), max(s.bottom for s in column)
    lines = [s for s in segments if top <= s.middle <= bottom and s.x0 < x1 and x0 < s.x1]
    widest = max(s.x1 - s.x0 for s in lines)
    full = sum(s.x1 - s.x0 > 0.8 * widest for s in lines)
    small = sum(s.text[0].islower() or s.text.endswith((",", "-")) for s in lines)
    long = median(len(s.text) for s in lines)
    return long > 60 or len(lines) > 4 * len(column) or full >= 0.5 * len(lines) and small > 0.35 * len(lines) and long > 18


def _around(columns: list[list[Line]], segments: Sequence[Line], rules: Sequence[Rect], panels: Sequence[Rect]) -> Table | None:
    """The table that these columns of numbers belong to, or None where they belong to none."""
    columns = _without_years_above(columns)
    rows = _middles(columns)
    x0, x1 = min(s.x0 for c in columns for s in c), max(s.x1 for c in columns for s in c)
    labels: list[Line] = []
    for left in (True, False):
        edge = x0 if left else x1
        while len(labels) < 4 * len(rows):
            found = _beside(rows, edge, segments, left)
            if not found:
                break
            edge = min(s.x0 for s in found) if left else max(s.x1 for s in found)
            labels += found
            x0, x1 = min(x0, edge), max(x1, edge)
            if left and max(len(s.text) for s in found) > 45:
                break  # what is farther than long labels is another column of the page
    if not any(s.x1 <= min(n.x0 for n in columns[0]) for s in labels) and len(columns) < 2:
        return None
    if not any(s.x0 < min(n.x0 for c in columns for n in c) for s in labels) and not _years_first(columns):
        return None
    box = (x0, rows[0], x1, rows[-1])
    drawn = (*rules, *panels)
    near = [r for r in drawn if min(r[2], x1) - max(r[0], x0) > 10 and r[2] - r[0] < 3 * (x1 - x0)]
    edges = sorted({round(y, 1) for r in near for y in (r[1], r[3])})
    table = grid_of(box, rows, segments, edges, drawn)
    if table is None:
        return None
    _, top, _, bottom = table.box
    framed = sum(top - 25 < y < bottom + 25 for y in edges) >= 3
    return table if _is_table(table, columns, rows, framed) else None


def _years_first(columns: Sequence[Sequence[Line]]) -> bool:
    first = min(columns, key=lambda c: min(s.x0 for s in c))
    return len(columns) > 1 and sum(numbers.is_year(s.text) for s in first) >= 0.8 * len(first)


def _is_table(table: Table, columns: Sequence[Sequence[Line]], rows: Sequence[float], framed: bool) -> bool:
    if table.width < 2 or len(rows) < (2 if framed or len(columns) > 1 and table.height > 2 else _ROWS):
        return False
    text = [cell for cell in table.cells if not numbers.is_value(cell.lines[0].text)]
    if any(_LEADER.search(cell.text) for cell in text):
        return False
    if sum(cell.text[0].islower() or cell.text.endswith((",", "-")) for cell in text) > 0.3 * len(text):
        return False  # pieces of sentences
    size = median(s.size for c in columns for s in c)
    if text and size > 1.3 * median(line.size for cell in text for line in cell.lines):
        return False  # large numbers beside what they count
    first_row = [cell for cell in table.cells if cell.row == 0]
    headed = not any(numbers.is_amount(cell.text) and not numbers.is_year(cell.text) for cell in first_row)
    if table.width == 2 and len(columns) == 1 and not (headed and len(first_row) > 1) and not framed:
        values = [s.text for s in columns[0]]
        whole = all(value.isdigit() and len(value) <= 3 for value in values)
        if whole and all(int(a) <= int(b) for a, b in pairwise(values)):
            return False  # titles with their pages
    return all(len(cell.text) < 200 for cell in table.cells)
