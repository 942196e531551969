"""Tables that go on over a page's end: the cells there stand under the heads of the page before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.read.tables import numbers
from pipeline.types import Block, Cell, Page, Span

_AWAY = 12.0
"""Points by which columns of one table may differ from page to page."""

_HEAD_ROWS = 3
"""Most rows of heads."""

_FURNITURE = ("header", "footer", "page_number")


def mark_continued_tables(pages: Sequence[Page]) -> list[Page]:
    """Pages in order, running headers marked: a table without heads gets those of the one that it continues."""
    made: list[Page] = []
    for page in pages:
        before, here = _last_table(made[-1]) if made else [], _first_table(page)
        columns = _same_columns(before, here)
        if columns and not any(cell.column_heads for _, cell in here):
            if _only_heads(made[-1], before):
                before = _as_heads(made[-1], before)
                made[-1] = _with_cells(made[-1], before)
            page = _with_heads(page, here, _heads(made[-1], before, columns), _open_section(before))
        made.append(page)
    return made


_Cells = list[tuple[Block, Cell]]


def _first_table(page: Page) -> _Cells:
    """The cells of the table with which the page begins, or none where it begins otherwise."""
    body = [block for block in page.blocks if block.kind not in _FURNITURE]
    first = body[0].cell if body else None
    return _table(body, first.table) if first else []


def _last_table(page: Page) -> _Cells:
    body = [block for block in page.blocks if block.kind not in _FURNITURE]
    last = body[-1].cell if body else None
    return _table(body, last.table) if last else []


def _table(blocks: Sequence[Block], number: int) -> _Cells:
    return [(block, block.cell) for block in blocks if block.cell and block.cell.table == number]


def _extents(cells: _Cells) -> dict[int, tuple[float, float]]:
    found: dict[int, tuple[float, float]] = {}
    for block, cell in cells:
        if block.box:
            low, high = found.get(cell.column, (block.box[0], block.box[2]))
            found[cell.column] = min(low, block.box[0]), max(high, block.box[2])
    return found


def _same_columns(before: _Cells, here: _Cells) -> dict[int, int]:
    """For each column here the column of the table before that it goes on from; empty where the tables are not alike."""
    old, new = _extents(before), _extents(here)
    found: dict[int, int] = {}
    for column, (low, high) in new.items():
        shared = {o: min(high, x1) - max(low, x0) for o, (x0, x1) in old.items()}
        best = max(shared, key=lambda o: shared[o], default=None)
        if best is None or shared[best] < -_AWAY or best in found.values():
            return {}
        found[column] = best
    return found if len(found) > 1 and len(found) >= len(old) - 1 else {}


def _only_heads(page: Page, cells: _Cells) -> bool:
    """Whether nothing but the head rows of a table stood before the page's end."""
    texts = [page.text[block.start : block.end] for block, _ in cells]
    return not any(numbers.is_amount(text) and not numbers.is_year(text) for text in texts) and _height(cells) <= _HEAD_ROWS


def _height(cells: _Cells) -> int:
    return max(cell.row for _, cell in cells)


def _as_heads(page: Page, cells: _Cells) -> _Cells:
    """The cells as heads, each under those above it."""
    return [
        (block, replace(cell, head=True, row_heads=(), column_heads=_over(page, cells, cell.row, cell.column)))
        for block, cell in cells
    ]


def _over(page: Page, cells: _Cells, row: int, column: int) -> tuple[Span, ...]:
    """The heads over a place, outermost first; one reaches to the right over heads that have no other above them."""
    found: list[Span] = []
    for upper in range(1, row):
        left = [(block, cell) for block, cell in cells if cell.row == upper and cell.column <= column]
        block, cell = max(left, key=lambda pair: pair[1].column, default=(None, None))
        below = any(c.row == upper + 1 and c.column == column for _, c in cells)
        if block and cell and (cell.column == column or below and cell.column > 1):
            found.append((page.number, block.start, block.end))
    return tuple(found)


def _heads(page: Page, before: _Cells, columns: dict[int, int]) -> dict[int, tuple[Span, ...]]:
    """The heads of each column here, those of the fullest cell of it on the page before."""
    found: dict[int, tuple[Span, ...]] = {}
    for column, old in columns.items():
        if all(cell.head for _, cell in before):
            found[column] = _over(page, before, _height(before) + 1, old)
        else:
            found[column] = max((cell.column_heads for _, cell in before if cell.column == old), key=len, default=())
    return found


def _open_section(before: _Cells) -> tuple[Span, ...]:
    """The outer row heads of the last label: what the rows on the next page still stand under."""
    labels = [cell for _, cell in before if cell.head and cell.row == _height(before)]
    return labels[-1].row_heads if labels else ()


def _with_heads(page: Page, here: _Cells, heads: dict[int, tuple[Span, ...]], section: tuple[Span, ...]) -> Page:
    until = min((cell.row for _, cell in here if cell.head and not _has_values(cell, here)), default=len(here) + 1)
    changed: _Cells = []
    for block, cell in here:
        rows = (*section, *cell.row_heads) if cell.row < until else cell.row_heads
        changed.append((block, replace(cell, column_heads=heads.get(cell.column, ()), row_heads=rows)))
    return _with_cells(page, changed)


def _with_cells(page: Page, cells: _Cells) -> Page:
    changed = {block.start: cell for block, cell in cells}
    return replace(page, blocks=tuple(replace(b, cell=changed.get(b.start, b.cell)) for b in page.blocks))


def _has_values(head: Cell, cells: _Cells) -> bool:
    return any(cell.row == head.row and not cell.head for _, cell in cells)
