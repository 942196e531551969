"""Tables that are drawn: pdfplumber makes cells of the lines on pages whose lines suggest a grid."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from types import TracebackType
from typing import TYPE_CHECKING, Any

from pipeline.read.glyphs import PrintedWord, Sheet
from pipeline.read.tables import numbers
from pipeline.read.tables.table import Table, TableCell, cell_lines, table_of
from pipeline.types import Rect

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF

_NEAR = 3.0
"""Points within which two edges are one, as pdfplumber joins them."""


class Grids:
    """The ruled grids of a file's pages; it is opened when the first is asked for. A context manager."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pdf: PDF | None = None

    def __enter__(self) -> Grids:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._pdf is not None:
            self._pdf.close()

    def on_page(self, number: int) -> list[list[Rect]]:
        """The cells of each grid on page ``number`` (from 1), in points from the top left of what is shown of it."""
        if self._pdf is None:
            import pdfplumber  # takes a while, and most files have no grid

            logging.getLogger("pdfminer").setLevel(logging.ERROR)  # broken fonts are common and harmless here
            self._pdf = pdfplumber.open(self._path)
        page = self._pdf.pages[number - 1]
        left, above = page.cropbox[0], page.cropbox[1]
        try:
            found = page.filter(_is_drawn).find_tables()
            return [[(x0 - left, top - above, x1 - left, end - above) for x0, top, x1, end in t.cells] for t in found]
        finally:
            page.close()


def _is_drawn(thing: dict[str, Any]) -> bool:
    """Lines and framed boxes; the edges of a mere ground are no lines, or every second row of a table would be one."""
    kind = thing.get("object_type")
    if kind not in ("rect", "curve"):
        return bool(kind == "line")
    return bool(thing.get("stroke")) or min(thing["width"], thing["height"]) < _NEAR


def may_hold_grid(sheet: Sheet) -> bool:
    """Whether the lines and boxes of a page may be those of a grid of at least two rows and two columns."""
    upright = [r for r in sheet.rules if r[3] - r[1] > r[2] - r[0]]
    if len(upright) >= 2 and len(sheet.rules) - len(upright) >= 2:
        return True
    boxes = [p for p in sheet.panels if p[2] - p[0] < 0.9 * sheet.width or p[3] - p[1] < 0.5 * sheet.height]
    return _touching(boxes, 0, 1) and _touching(boxes, 1, 0) or bool(upright and sheet.panels)


def _touching(boxes: Sequence[Rect], along: int, across: int) -> bool:
    """Whether at least two boxes begin where another in the same row (or column) ends."""
    begins = {(round(box[along] / _NEAR), round(box[across] / _NEAR)) for box in boxes}
    near = [(a, b) for a in (-1, 0, 1) for b in (-1, 0, 1)]
    ends = ((round(box[along + 2] / _NEAR), round(box[across] / _NEAR)) for box in boxes)
    return sum(any((end + a, row + b) in begins for a, b in near) for end, row in ends) >= 2


def ruled_tables(cells_of_grids: Sequence[Sequence[Rect]], words: Sequence[PrintedWord]) -> list[Table]:
    """Grids that are tables, with these words in their cells."""
    found: list[Table] = []
    free = list(words)
    for boxes in sorted(cells_of_grids, key=lambda boxes: (min(b[1] for b in boxes), min(b[0] for b in boxes))):
        table = _filled(boxes, free)
        if table and _is_table(table):
            found.append(replace(table, cards=_are_cards(table)))
            taken = {id(w) for w in table.words}
            free = [w for w in free if id(w) not in taken]
    return found


def _edges(values: Sequence[float]) -> list[float]:
    """Distinct edges, those within reach of each other as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))


def _filled(boxes: Sequence[Rect], words: Sequence[PrintedWord]) -> Table | None:
    rows, columns = _edges([b[1] for b in boxes] + [b[3] for b in boxes]), _edges([b[0] for b in boxes] + [b[2] for b in boxes])
    inside: dict[Rect, list[PrintedWord]] = {}
    for word in words:
        middle = (word.x0 + word.x1) / 2
        box = next((b for b in boxes if b[0] <= middle <= b[2] and b[1] <= word.middle <= b[3]), None)
        if box:
            inside.setdefault(box, []).append(word)
    if not inside:
        return None
    return table_of(
        TableCell(
            _index(rows, box[1]),
            _index(columns, box[0]),
            cell_lines(found),
            max(1, _index(rows, box[3]) - _index(rows, box[1])),
            max(1, _index(columns, box[2]) - _index(columns, box[0])),
        )
        for box, found in inside.items()
    )


def _is_table(table: Table) -> bool:
    """Whether a grid is read row by row, and is no frame around columns of text, cards or pictures."""
    rows = [[cell for cell in table.cells if cell.row == row] for row in range(table.height)]
    if table.width < 2 or sum(len(row) >= 2 for row in rows) < 2:
        return False
    lengths = sorted(len(cell.text) for cell in table.cells)
    return not (lengths[-1] > 300 and lengths[-1] > 0.5 * sum(lengths)) and median(lengths) <= 220


def _are_cards(table: Table) -> bool:
    """Whether most cells are a name set apart over a title."""

    def is_card(cell: TableCell) -> bool:
        first, last = cell.lines[0], cell.lines[-1]
        return len(cell.lines) > 1 and (first.bold and not last.bold or first.size > 1.15 * last.size)

    return not any(numbers.is_amount(c.text) for c in table.cells) and sum(map(is_card, table.cells)) >= 0.6 * len(table.cells)
