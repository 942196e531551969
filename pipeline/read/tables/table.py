"""Tables: ruled ones through pdfplumber, the others from words that align; each word in one cell at most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.read.glyphs import PrintedWord
from pipeline.read.layout.lines import Line
from pipeline.types import Rect


@dataclass(frozen=True, slots=True, eq=False)
class TableCell:
    """A cell that holds words. Rows and columns count from 0; ``rows`` and ``columns`` are how many it covers."""

    row: int
    column: int
    lines: tuple[Line, ...]
    rows: int = 1
    columns: int = 1

    @property
    def words(self) -> tuple[PrintedWord, ...]:
        return tuple(word for line in self.lines for word in line.words)

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def color(self) -> str:
        return self.lines[0].color

    def covers(self, row: int, column: int) -> bool:
        return self.row <= row < self.row + self.rows and self.column <= column < self.column + self.columns


@dataclass(frozen=True, slots=True)
class Table:
    """Filled cells, row by row. ``cards`` where they are no data but people or things side by side, each read for itself."""

    cells: tuple[TableCell, ...]
    cards: bool = False

    @property
    def words(self) -> tuple[PrintedWord, ...]:
        return tuple(word for cell in self.cells for word in cell.words)

    @property
    def box(self) -> Rect:
        words = self.words
        return (
            min(w.x0 for w in words),
            min(w.top for w in words),
            max(w.x1 for w in words),
            max(w.bottom for w in words),
        )

    @property
    def height(self) -> int:
        return max(cell.row + cell.rows for cell in self.cells)

    @property
    def width(self) -> int:
        return max(cell.column + cell.columns for cell in self.cells)


def cell_lines(words: Iterable[PrintedWord]) -> tuple[Line, ...]:
    """The words of one cell line by line, whatever white is between them; those that are turned as they are read."""
    words = list(words)
    turned = [w for w in words if w.turn in (90, 270)]
    if turned and len(turned) == len(words):
        ahead = 1 if turned[0].turn == 90 else -1  # 90 reads downward, its lines from right to left
        return (Line(tuple(sorted(turned, key=lambda w: (-ahead * round(w.x0 / w.size), ahead * w.top)))),)
    rows: list[list[PrintedWord]] = []
    for word in sorted(words, key=lambda w: (w.middle, w.x0, w.text)):
        if rows and abs(rows[-1][0].middle - word.middle) < 0.5 * min(rows[-1][0].size, word.size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return tuple(Line(tuple(sorted(row, key=lambda w: (w.x0, w.text)))) for row in rows)


def table_of(cells: Iterable[TableCell]) -> Table:
    """Cells as a table, in order and without the rows and columns in which nothing begins."""
    filled = [cell for cell in cells if cell.lines]
    rows = {row: i for i, row in enumerate(sorted({cell.row for cell in filled}))}
    columns = {column: i for i, column in enumerate(sorted({cell.column for cell in filled}))}

    def spanned(first: int, count: int, kept: dict[int, int]) -> int:
        return sum(first <= index < first + count for index in kept)

    return Table(
        tuple(
            sorted(
                (
                    replace(
                        cell,
                        row=rows[cell.row],
                        column=columns[cell.column],
                        rows=spanned(cell.row, cell.rows, rows),
                        columns=spanned(cell.column, cell.columns, columns),
                    )
                    for cell in filled
                ),
                key=lambda cell: (cell.row, cell.column),
            )
        )
    )


def without(words: Iterable[PrintedWord], tables: Iterable[Table]) -> list[PrintedWord]:
    """The words that stand in none of these tables."""
    taken = {id(word) for table in tables for word in table.words}
    return [word for word in words if id(word) not in taken]
