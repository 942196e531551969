"""Tables that go on over the end of a page or of a column: the cells there stand under the heads before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.read.tables import numbers
from pipeline.read.tables.lone_heads import Cells, box_of, lone_heads
from pipeline.types import Block, Cell, Page, Span

_AWAY = 12.0
"""Points by which columns of one table may differ from page to page."""

_HEAD_ROWS = 3
"""Most rows of heads."""

_FURNITURE = ("header", "footer", "page_number")


def mark_continued_tables(pages: Sequence[Page]) -> list[Page]:
    """Pages in order, running headers marked: a table without heads gets those of the one that it continues."""
    made = list(pages)
    for i in range(len(made)):
        for number in _numbers(made[i]):
            here = _table(made[i].blocks, number)
            if not any(cell.column_heads for _, cell in here):
                _continue(made, i, here)
    return made


def _continue(made: list[Page], i: int, here: Cells) -> None:
    """Puts the heads of what a table on page ``i`` continues in their place, where it continues something."""
    body = _body(made[i])
    begins = body[0] is here[0][0]
    for j in (i - 1, i) if begins and i else (i,):
        blocks = body if j == i else _body(made[j])
        before = lone_heads(made[j], blocks, here, j == i)
        before = before or (_column_before(blocks, here) if j == i else _table(blocks, _last_number(blocks)))
        columns = _same_columns(before, here, j == i)
        if not columns:
            continue
        lone = not all(block.cell for block, _ in before)
        if lone or _has_amounts(made[i], here) and not _has_amounts(made[j], before) and _height(before) <= _HEAD_ROWS:
            before = _as_heads(made[j], before)
            made[j] = _with_cells(made[j], before)
        made[i] = _with_heads(made[i], here, _heads(made[j], before, columns), _open_section(before), _depth(before))
        return


def _last_number(blocks: Sequence[Block]) -> int:
    """The table that ends a page, or 0."""
    last = blocks[-1].cell if blocks else None
    return last.table if last else 0


def _column_before(blocks: Sequence[Block], here: Cells) -> Cells:
    """The table at the end of the column left of the one that this table begins; or nothing."""
    x0, top, x1, end = box_of(here)
    white = 2.5 * here[0][0].size
    if any(b.box and b.box[0] < x1 and x0 < b.box[2] and 0 < top - b.box[3] < white for b in blocks):
        return []
    found: list[tuple[float, float, Cells]] = []
    for number in dict.fromkeys(block.cell.table for block in blocks if block.cell):
        cells = _table(blocks, number)
        left, _, right, bottom = box_of(cells)
        below = [b.box[1] for b in blocks if b.box and b.box[0] < right and left < b.box[2] and b.box[1] > bottom - 2]
        if right < x0 and top < bottom and all(y > max(bottom + white, end) for y in below):
            found.append((left, bottom, cells))
    return max(found, key=lambda table: table[:2])[2] if found else []


def _body(page: Page) -> list[Block]:
    return [block for block in page.blocks if block.kind not in _FURNITURE]


def _numbers(page: Page) -> list[int]:
    """The tables of a page in reading order."""
    return list(dict.fromkeys(block.cell.table for block in page.blocks if block.cell))


def _table(blocks: Sequence[Block], number: int) -> Cells:
    return [(block, block.cell) for block in blocks if block.cell and block.cell.table == number]


def _extents(cells: Cells, shift: float = 0.0) -> dict[int, tuple[float, float]]:
    found: dict[int, tuple[float, float]] = {}
    for block, cell in cells:
        if block.box:
            low, high = block.box[0] + shift, block.box[2] + shift
            least, most = found.get(cell.column, (low, high))
            found[cell.column] = min(low, least), max(high, most)
    return found


def _same_columns(before: Cells, here: Cells, on_one_page: bool) -> dict[int, int]:
    """For each column here the column of the table before that it goes on from; empty where the tables are not alike.

    In another column of a page it stands elsewhere, and begins higher than the table before ends.
    """
    old, new = _extents(before), _extents(here)
    if not old or not new:
        return {}
    shift = min(low for low, _ in new.values()) - min(low for low, _ in old.values())
    if not on_one_page:
        return _matched(old, new) or _matched(_extents(before, shift), new)
    return _matched(_extents(before, shift), new) if box_of(here)[1] < box_of(before)[3] else {}


def _matched(old: dict[int, tuple[float, float]], new: dict[int, tuple[float, float]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for column, (low, high) in new.items():
        shared = {o: min(high, x1) - max(low, x0) for o, (x0, x1) in old.items()}
        best = max(shared, key=lambda o: shared[o], default=None)
        if best is None or shared[best] < -_AWAY or best in found.values():
            return {}
        found[column] = best
    return found if len(found) > 1 and len(found) >= len(old) - 1 else {}


def _has_amounts(page: Page, cells: Cells) -> bool:
    """Whether there are numbers other than years: where there are none, a table of numbers has but its heads."""
    texts = [page.text[block.start : block.end] for block, _ in cells]
    return any(numbers.is_amount(text) and not numbers.is_year(text) for text in texts)


def _height(cells: Cells) -> int:
    return max(cell.row for _, cell in cells)


def _as_heads(page: Page, cells: Cells) -> Cells:
    """The cells as heads, each under those above it."""
    return [
        (block, replace(cell, head=True, row_heads=(), column_heads=_over(page, cells, cell.row, cell.column)))
        for block, cell in cells
    ]


def _over(page: Page, cells: Cells, row: int, column: int) -> tuple[Span, ...]:
    """The heads over a place, outermost first; one reaches to the right over heads that have no other above them."""
    found: list[Span] = []
    for upper in range(1, row):
        left = [(block, cell) for block, cell in cells if cell.row == upper and cell.column <= column]
        block, cell = max(left, key=lambda pair: pair[1].column, default=(None, None))
        below = any(c.row == upper + 1 and c.column == column for _, c in cells)
        if block and cell and (cell.column == column or below and cell.column > 1):
            found.append((page.number, block.start, block.end))
    return tuple(found)


def _heads(page: Page, before: Cells, columns: dict[int, int]) -> dict[int, tuple[Span, ...]]:
    """The heads of each column here, those of the fullest cell of it in the table before."""
    found: dict[int, tuple[Span, ...]] = {}
    for column, old in columns.items():
        if all(cell.head for _, cell in before):
            found[column] = _over(page, before, _height(before) + 1, old)
        else:
            found[column] = max((cell.column_heads for _, cell in before if cell.column == old), key=len, default=())
    return found


def _open_section(before: Cells) -> tuple[Span, ...]:
    """The outer row heads of the last label: what the rows that follow still stand under."""
    labels = [cell for _, cell in before if cell.head and cell.row == _height(before)]
    return labels[-1].row_heads if labels else ()


def _depth(before: Cells) -> int:
    """How many heads a row has."""
    return max((len(cell.row_heads) for _, cell in before if not cell.head), default=0)


def _with_heads(page: Page, here: Cells, heads: dict[int, tuple[Span, ...]], section: tuple[Span, ...], depth: int) -> Page:
    until = min((cell.row for _, cell in here if cell.head and not _has_values(cell, here)), default=len(here) + 1)
    changed: Cells = []
    for block, cell in here:
        missing = max(0, depth - cell.head - len(cell.row_heads)) if cell.row < until else 0
        changed.append(
            (block, replace(cell, column_heads=heads.get(cell.column, ()), row_heads=(*section[:missing], *cell.row_heads)))
        )
    return _with_cells(page, changed)


def _with_cells(page: Page, cells: Cells) -> Page:
    changed = {block.start: cell for block, cell in cells}

    def with_cell(block: Block) -> Block:
        return replace(block, kind="cell", cell=changed[block.start]) if block.start in changed else block

    return replace(page, blocks=tuple(map(with_cell, page.blocks)))


def _has_values(head: Cell, cells: Cells) -> bool:
    return any(cell.row == head.row and not cell.head for _, cell in cells)
