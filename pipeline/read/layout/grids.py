"""Grids: cards, callouts and rows of a list with numbers beside it, which are read row by row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from pipeline.read.layout.cuts import bands_of, pitch_of, split_at
from pipeline.read.layout.lines import Line

_SHORT_NUMBER = re.compile(r"[\d\s.,%€$()–-]{1,12}|(\w{3,9}\.?\s)?\d{4}")


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
    pitch = pitch_of(lines)
    rows: list[list[Line]] = []
    for band in bands_of(lines):
        step = min(b.middle for b in band) - max(b.middle for b in rows[-1]) if rows else 0.0
        if rows and (step < factor * pitch or _is_number_over(rows[-1], band, step)):
            rows[-1].extend(band)
        else:
            rows.append(list(band))
    return rows


def with_dates(columns: Sequence[list[Line]]) -> list[list[Line]]:
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


def grid_of(lines: Sequence[Line], columns: Sequence[Sequence[Line]], body: float) -> list[list[list[Line]]] | None:
    """Cells row by row where the columns are a grid of cards or a list with numbers beside it, else None."""
    middles = [{round(line.middle) for line in column} for column in columns]
    for column in columns:
        short = [line for line in column if _SHORT_NUMBER.fullmatch(line.text)]
        if len(short) == len(column) >= 2 and len(column) >= 0.5 * max(len(c) for c in columns):
            others = {m for other, ms in zip(columns, middles, strict=True) if other is not column for m in ms}
            if all(any(abs(line.middle - m) < 0.7 * line.size for m in others) for line in column):
                tops = sorted(line.middle - 0.7 * line.size for line in column)
                rows = split_at(lines, tops[1:], lambda line: line.middle)
                return [[row] for row in rows]
    labelled = _under_labels(lines, columns)
    if labelled:
        return labelled
    rows = _rows(lines, 1.5)
    if len(columns) < 2 or len(rows) < 2 and not _is_row_of_cards(columns):
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
    first = [[min(cell, key=lambda line: line.middle) for cell in row if cell] for row in cells]
    if any(line.text[:1].islower() for row in first[1:] for line in row):
        return None  # text that runs on
    sizes = [{round(line.size, 1) for line in row} for row in first]
    alone = any(len(row) < 2 for row in first)
    if len(rows) > 1 and not alone and not any(a & b for i, a in enumerate(sizes) for b in sizes[i + 1 :]):
        return None  # each row is of another kind: what stands one under the other belongs together
    size = median(line.size for line in lines)
    beside = [row for row in first if len(row) > 1]
    aligned = [row for row in beside if max(x.middle for x in row) - min(x.middle for x in row) < 0.9 * size]
    alike = [row for row in aligned if max(x.size for x in row) < 1.08 * min(x.size for x in row)]
    return cells if len(alike) >= 0.7 * len(beside) and beside else None


def _under_labels(lines: Sequence[Line], columns: Sequence[Sequence[Line]]) -> list[list[list[Line]]] | None:
    """Rows of a label and the text beside it, where the first of two columns holds nothing but labels that stand out."""
    if len(columns) != 2 or len(columns[0]) < 3 or len(columns[1]) <= len(columns[0]):
        return None
    labels = sorted(columns[0], key=lambda line: line.middle)
    texts = {_looks(line)[1:] for line in columns[1]}
    for label in labels:
        level = any(abs(line.middle - label.middle) < 0.5 * label.size for line in columns[1])
        if len(label.text) > 45 or _looks(label)[1:] in texts or not level:
            return None
    cuts = [label.middle - 0.6 * label.size for label in labels[1:]]
    beside = set(columns[0])
    return [
        [[line for line in row if line in beside], [line for line in row if line not in beside]]
        for row in split_at(lines, cuts, lambda line: line.middle)
    ]


def _is_row_of_cards(columns: Sequence[Sequence[Line]]) -> bool:
    """Whether a single row is one of cards: few short lines each, the first of another look than those under it."""
    if len(columns) < 3 or not all(2 <= len(column) <= 7 for column in columns):
        return False
    ordered = [sorted(column, key=lambda line: line.middle) for column in columns]
    return all(sum(len(line.text) for line in column) < 200 and _looks(column[0]) != _looks(column[1]) for column in ordered)


def _looks(line: Line) -> tuple[float, bool, bool, str, int]:
    return line.size, line.bold, all(word.italic for word in line.words), line.color, line.words[0].font


def _is_head(cell: Sequence[Line], body: float) -> bool:
    """Whether a cell is nothing but a heading."""
    return bool(cell) and len(cell) < 3 and all(line.size > 1.12 * body or line.bold for line in cell)
