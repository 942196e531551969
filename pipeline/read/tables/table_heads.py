"""What a table's cells stand under and beside: head rows, head columns, and section rows among the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.read.tables import numbers
from pipeline.read.tables.table import Table, TableCell

_DEEPEST = 3
"""Most head rows that a table has."""


@dataclass(frozen=True, slots=True)
class Heads:
    """Whether a cell is a head, and the head cells of its row and of its column, outermost first."""

    head: bool
    rows: tuple[TableCell, ...]
    columns: tuple[TableCell, ...]


def heads_of(table: Table) -> dict[TableCell, Heads]:
    """The heads of every cell."""
    numeric = _numeric_columns(table)
    top = _head_rows(table, numeric)
    half = _second_half(table, top, numeric)
    if half:
        return _side_by_side(table, half)
    side = _head_columns(table, top, numeric)
    sections = _sections(table, top, side)
    beside = _row_heads(table, top, side, sections)
    found: dict[TableCell, Heads] = {}
    for cell in table.cells:
        above = () if cell in sections and cell.columns > 1 else _column_heads(table, cell, top)
        head = cell.row < top or cell.column < side
        found[cell] = Heads(head, beside.get(cell, ()), above)
    return found


def _side_by_side(table: Table, half: int) -> dict[TableCell, Heads]:
    """The heads of each half by itself; ``half`` is the column where the second begins."""
    left = replace(table, cells=tuple(cell for cell in table.cells if cell.column < half))
    cells = {replace(cell, column=cell.column - half): cell for cell in table.cells if cell.column >= half}

    def back(moved: tuple[TableCell, ...]) -> tuple[TableCell, ...]:
        return tuple(cells[cell] for cell in moved)

    right = heads_of(replace(table, cells=tuple(cells)))
    return heads_of(left) | {cells[cell]: Heads(h.head, back(h.rows), back(h.columns)) for cell, h in right.items()}


def _second_half(table: Table, top: int, numeric: frozenset[int]) -> int | None:
    """Where a second table begins beside the first, row for row («Produits 2023», «Charges 2023»), or None."""
    half, odd = divmod(table.width, 2)
    if odd or half < 2 or numeric != {c for c in range(table.width) if c % half}:
        return None
    over = [_covering(table, top - 1, column) for column in range(table.width)] if top else []
    texts = [cell.text if cell else "" for cell in over]
    across = any(cell.column < half < cell.column + cell.columns for cell in table.cells)
    return half if not across and texts[1:half] == texts[half + 1 :] else None


def _row(table: Table, row: int) -> list[TableCell]:
    return [cell for cell in table.cells if cell.row == row]


def _covering(table: Table, row: int, column: int) -> TableCell | None:
    return next((cell for cell in table.cells if cell.covers(row, column)), None)


def _numeric_columns(table: Table) -> frozenset[int]:
    """Columns mostly of numbers; one of years is none, unless beside nothing else."""
    found: set[int] = set()
    for column in range(table.width):
        texts = [cell.text for cell in table.cells if cell.column == column and cell.columns == 1]
        amounts = [text for text in texts if numbers.is_value(text)]
        values = [text for text in amounts if not numbers.is_year(text)]
        if values and len(amounts) >= 0.5 * len(texts) and len(values) >= 0.5 * len(amounts):
            found.add(column)
    return frozenset(found)


def _usual_color(table: Table) -> str:
    colors = Counter(cell.color for cell in table.cells for _ in range(cell.rows))
    return max(sorted(colors), key=lambda color: colors[color])


def _head_rows(table: Table, numeric: frozenset[int]) -> int:
    """How many rows at the top say what the columns hold: set apart, or words over numbers."""
    color = _usual_color(table)

    def apart(row: int) -> bool:
        cells = _row(table, row)
        below = [cell for cell in table.cells if cell.row > row]
        bold = all(cell.bold for cell in cells) and not all(cell.bold for cell in below if cell.column)
        return bool(cells) and (bold or all(cell.color != color for cell in cells))

    def over_numbers(row: int) -> bool:
        cells = [cell for cell in _row(table, row) if any(c in numeric for c in range(cell.column, cell.column + cell.columns))]
        return bool(cells) and all(not numbers.is_value(cell.text) or numbers.is_year(cell.text) for cell in cells)

    count = 0
    for row in range(min(_DEEPEST, table.height - 1)):
        cells = _row(table, row)
        if not (over_numbers(row) if numeric else apart(row)):
            break
        if len(cells) == 1 and not (count == 0 and cells[0].columns > 1 or cells[0].column > 0):
            break
        count = row + 1
    if count and len(_row(table, count - 1)) == 1 and _row(table, count - 1)[0].columns > 1 and table.width > 2:
        count -= 1  # a title or section over everything, with no heads under it
    ends = [cell.row + cell.rows for cell in table.cells if cell.row < count]
    return max((end for end in ends if end < table.height), default=0)


def _head_columns(table: Table, top: int, numeric: frozenset[int]) -> int:
    """How many columns at the left say what the rows hold: the first, and others while those before it only group rows."""
    count = 0
    for column in range(table.width - 1):
        if column in numeric:
            break
        count = column + 1
        cells = [cell for cell in table.cells if cell.column == column and cell.row >= top]
        if not any(cell.rows > 1 for cell in cells) and len(cells) > 0.7 * (table.height - top):
            break
    if count and not numeric:
        count = 1
    return count


def _sections(table: Table, top: int, side: int) -> frozenset[TableCell]:
    """Head cells that stand alone in their row, over the rows below them."""
    rows = range(top, table.height)
    alone = {row: cells[0] for row in rows if len(cells := [c for c in _row(table, row) if c.rows == 1]) == 1}
    alone = {row: c for row, c in alone.items() if c.column < side and not any(_beyond(table, row, side, c))}
    others = [cell for cell in table.cells if cell.row >= top and cell.column < side and cell not in alone.values()]
    plain = Counter(cell.bold for cell in others)
    wanted = (len(rows) - len(alone)) * (table.width - side)
    full = sum(cell.row >= top and cell.column >= side for cell in table.cells) >= 0.9 * wanted

    def is_section(row: int, cell: TableCell) -> bool:
        if row + 1 >= table.height:
            return False
        return cell.columns > 1 or full or cell.text.endswith(":") or cell.bold and plain[False] > plain[True]

    return frozenset(cell for row, cell in alone.items() if is_section(row, cell))


def _beyond(table: Table, row: int, side: int, cell: TableCell) -> list[TableCell]:
    """The cells of a row that stand past its head cells."""
    return [c for c in table.cells if c is not cell and c.column >= side and c.row <= row < c.row + c.rows]


def _row_heads(table: Table, top: int, side: int, sections: frozenset[TableCell]) -> dict[TableCell, tuple[TableCell, ...]]:
    found: dict[TableCell, tuple[TableCell, ...]] = {}
    open_sections: list[TableCell] = []
    last: dict[int, TableCell] = {}
    for row in range(top, table.height):
        here = _row(table, row)
        own = [cell for cell in here if cell.column < side]
        section = next((cell for cell in own if cell in sections), None)
        for cell in own:
            deepest = cell is own[-1]
            open_sections = [
                s
                for s in open_sections
                if s.column < cell.column
                or s.column == cell.column
                and cell is not section
                and not (deepest and cell.bold and s.bold)
            ]
            last = {column: head for column, head in last.items() if column < cell.column}
            if cell is not section:
                last[cell.column] = cell
        if section:
            last = {column: head for column, head in last.items() if column < section.column}
        chain = _chain(table, row, side, open_sections, last)
        for cell in here:
            outer = [head for head in chain if head is not cell and (cell.column >= side or head.column <= cell.column)]
            found[cell] = tuple(outer)
        if section:
            open_sections.append(section)
    return found


def _chain(
    table: Table, row: int, side: int, open_sections: Sequence[TableCell], last: dict[int, TableCell]
) -> list[TableCell]:
    """The heads of a row, outermost first: for each head column its open sections, then its own cell."""
    chain: list[TableCell] = []
    for column in range(side):
        chain += [s for s in open_sections if s.column == column]
        covering = _covering(table, row, column)
        head = covering if covering else last.get(column)
        if head and head not in chain and head.column < side:
            chain.append(head)
    return chain


def _column_heads(table: Table, cell: TableCell, top: int) -> tuple[TableCell, ...]:
    found: list[TableCell] = []
    for row in range(min(top, cell.row)):
        head = _covering(table, row, cell.column)
        if head and head is not cell and head not in found and head.row < top:
            found.append(head)
    return tuple(found)
