"""A row of heads alone before the end of a page or column, which reads as lines of text until its table is seen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.tables import numbers
from pipeline.types import Block, Cell, Page

_LONGEST = 60
"""Characters of a head."""


def lone_heads(page: Page, blocks: Sequence[Block], here: Sequence[tuple[Block, Cell]]) -> list[tuple[Block, Cell]]:
    """The last of ``blocks`` on a page as heads of the table ``here``, which follows them; or nothing.

    They stand on one line, one for each column or all but the first.
    """
    columns = sorted({cell.column for _, cell in here})
    row: list[Block] = []
    for block in reversed(blocks[-len(columns) :]):
        if not _is_head(page, block) or row and not _on_one_line(block, row[0]):
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


def _on_one_line(a: Block, b: Block) -> bool:
    return a.box is not None and b.box is not None and abs(a.box[1] + a.box[3] - b.box[1] - b.box[3]) < 0.8 * a.size


def _left(block: Block) -> float:
    return block.box[0] if block.box else 0.0


def _right(block: Block) -> float:
    return block.box[2] if block.box else 0.0
