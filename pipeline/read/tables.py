"""Ruled tables, through pdfplumber, on pages whose lines suggest one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..types import Rect

ENOUGH_RULES = 6
"""Lines and boxes on a page from which on it is worth looking for a table."""


@dataclass(frozen=True, slots=True)
class Table:
    """Boxes of the cells, row by row; None where a cell is covered by another."""

    box: Rect
    rows: tuple[tuple[Rect | None, ...], ...]


def find_tables(path: Path, page: int) -> list[Table]:
    """Tables of page ``page`` (from 1) that have at least two rows and two columns."""
    import logging

    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # broken fonts are common and harmless here

    with pdfplumber.open(path, pages=[page]) as pdf:
        found = []
        for table in pdf.pages[0].find_tables():
            rows = tuple(tuple(cell for cell in row.cells) for row in table.rows)
            if len(rows) >= 2 and max(len(row) for row in rows) >= 2:
                found.append(Table(table.bbox, rows))
        return found
