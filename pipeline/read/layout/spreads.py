"""Spreads: two printed pages on one sheet, the left one read before the right one."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.glyphs.sheet import PrintedWord, Sheet
from pipeline.read.layout.lines import Line

_EDGE = 0.12
"""Share of the height, at the top and at the foot, where page numbers stand."""


def halves_of(sheet: Sheet, words: Sequence[PrintedWord], lines: Sequence[Line]) -> list[list[PrintedWord]]:
    """The words of each printed page, where the sheet shows two page numbers and nothing reaches over the fold; else all."""
    fold = sheet.width / 2
    if sheet.width < 1.1 * sheet.height or not _numbered(sheet, lines):
        return [list(words)]
    if any(line.x0 < fold - 2 and line.x1 > fold + 2 for line in lines):
        return [list(words)]
    left = [word for word in words if (word.x0 + word.x1) / 2 < fold]
    right = [word for word in words if (word.x0 + word.x1) / 2 >= fold]
    return [half for half in (left, right) if half]


def _numbered(sheet: Sheet, lines: Sequence[Line]) -> bool:
    """Whether two numbers that follow each other stand at the outer edges."""
    at_edge = [
        line for line in lines if line.text.isdigit() and not _EDGE * sheet.height < line.middle < (1 - _EDGE) * sheet.height
    ]
    left = {int(line.text) for line in at_edge if line.x1 < 0.3 * sheet.width}
    right = {int(line.text) for line in at_edge if line.x0 > 0.7 * sheet.width}
    return any(number + 1 in right for number in left)
