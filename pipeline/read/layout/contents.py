"""Tables of contents: a title and, at the right edge, its page. The two are one line, however wide the white between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pipeline.read.layout.lines import Line

_PAGE = re.compile(r"\d{1,3}|[ivxlc]{1,5}")
ENTRY = re.compile(r"\S\s(\d{1,3})$")
"""A title and its page, in one text."""
_NEAR = 2.5
"""Points between two edges that are taken for one."""
FEWEST = 3
"""Entries that make a table of contents."""


def with_entries(lines: Sequence[Line]) -> list[Line]:
    """Lines, the entries of a table of contents in one piece each."""
    pairs = [
        (title, number)
        for number in lines
        if not number.region and _PAGE.fullmatch(number.text) and (title := _title_of(number, lines))
    ]
    if len(pairs) < FEWEST:
        return list(lines)
    pages: dict[Line, Line] = {}
    for edge in (_left, _right):
        for column in _columns(pairs, edge):
            numbers = [int(number.text) for _, number in column if number.text.isdigit()]
            if len(column) >= FEWEST and numbers == sorted(numbers):
                pages |= dict(column)
    numbers_taken = set(pages.values())
    return [Line((*line.words, *pages[line].words)) if line in pages else line for line in lines if line not in numbers_taken]


def _left(line: Line) -> float:
    return line.x0


def _right(line: Line) -> float:
    return line.x1


def _columns(pairs: Sequence[tuple[Line, Line]], edge: Callable[[Line], float]) -> list[list[tuple[Line, Line]]]:
    """Pairs whose numbers have one edge in common, from top to bottom."""
    found: list[list[tuple[Line, Line]]] = []
    for pair in sorted(pairs, key=lambda pair: edge(pair[1])):
        if found and edge(pair[1]) - edge(found[-1][-1][1]) < _NEAR:
            found[-1].append(pair)
        else:
            found.append([pair])
    return [sorted(column, key=lambda pair: pair[1].middle) for column in found]


def _title_of(number: Line, lines: Sequence[Line]) -> Line | None:
    """What stands on the line of a number, to its left, nearest to it."""
    left = [
        line
        for line in lines
        if not line.region
        and line is not number
        and line.x1 < number.x0
        and abs(line.middle - number.middle) < 0.35 * number.size
        and re.search(r"[^\W\d_]{2}", line.text)
    ]
    return max(left, key=lambda line: line.x1, default=None)
