"""Tables of contents: a title and, at the right edge, its page. The two are one line, however wide the white between them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from .lines import Line

_PAGE = re.compile(r"\d{1,3}|[ivxlc]{1,5}")
ENTRY = re.compile(r"\D\s(\d{1,3})$")
"""A title and its page, in one text."""
FEWEST = 3
"""Entries that make a table of contents."""


def with_entries(lines: Sequence[Line]) -> list[Line]:
    """Lines, the entries of a table of contents in one piece each."""
    columns: dict[int, list[tuple[Line, Line]]] = defaultdict(list)
    for number in lines:
        if not number.region and _PAGE.fullmatch(number.text):
            title = _title_of(number, lines)
            if title:
                columns[round(number.x1 / 4)].append((title, number))
    merged: dict[Line, Line] = {}
    for _, pairs in sorted(columns.items()):
        pairs.sort(key=lambda pair: pair[1].middle)
        pages = [int(number.text) for _, number in pairs if number.text.isdigit()]
        if len(pairs) >= FEWEST and pages == sorted(pages):
            merged |= {number: title for title, number in pairs}
    titles = {title: number for number, title in merged.items()}
    return [Line((*line.words, *titles[line].words)) if line in titles else line for line in lines if line not in merged]


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
