"""A row of heads alone before the end of a page or column, which reads as lines of text until its table is seen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.grounding import around
from pipeline.read.tables import numbers
from pipeline.types import Block, Cell, Page, Rect

Cells = list[tuple[Block, Cell]]

_LONGEST = 60
"""Characters of a head."""


def box_of(cells: Cells) -> Rect:
    """What is around the cells of a table on a page."""
    return around(block.box for block, _ in cells if block.box)


def lone_heads(page: Page, blocks: Sequence[Block], here: Cells, on_one_page: bool) -> Cells:
    """The last of ``blocks`` on a page as heads of the table ``here``, or nothing.

    They stand on one line, one for each column or all but the first: the last line of the page, or, where the table is
    ``on_one_page`` with them, of the column left of it.
    """
    columns = sorted({cell.column for _, cell in here})
    if on_one_page:
        x0, _, x1, _ = box_of(here)
        left = [b for b in blocks if b.box and x0 - 1.6 * (x1 - x0) < b.box[0] and b.box[2] < x0]
        blocks = sorted(left, key=lambda b: (round(_middle(b)), _left(b)))
    row: list[Block] = []
    for block in reversed(blocks[-len(columns) :]):
        if not _is_head(page, block) or row and abs(_middle(block) - _middle(row[0])) > 0.4 * block.size:
            break
        row.insert(0, block)
    row.sort(key=_left)
    if len(row) < 2 or len(row) < len(columns) - 1 or any(_right(a) > _left(b) for a, b in pairwise(row)):
        return []
    table = 1 + max((block.cell.table for block in page.blocks if block.cell), default=0)
    places = columns[-len(row) :]
    return [(block, Cell(table, 1, place, head=True)) for block, place in zip(row, places, strict=True)]


def _is_head(page: Page, block: Block) -> bool:
    text = page.text[block.start : block.end]
    if block.cell or block.kind not in ("paragraph", "heading", "card") or block.box is None or len(text) > _LONGEST:
        return False
    return not text.rstrip().endswith((".", ":", ",", ";")) and (not numbers.is_value(text) or numbers.is_year(text))


def _middle(block: Block) -> float:
    return (block.box[1] + block.box[3]) / 2 if block.box else 0.0


def _left(block: Block) -> float:
    return block.box[0] if block.box else 0.0


def _right(block: Block) -> float:
    return block.box[2] if block.box else 0.0
