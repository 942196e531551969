"""Tables: a cell that is a number is a figure where the heads of its row and column say what it measures.

The unit stands in the cell, in a head («2023 (€)», «Participants 2022»), or in the heading over the table («en milliers
d'euros»); the year in a head; the program in a head or over the table. A cell without a unit is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from ...types import Mention, Span
from ..passages import Passage
from ..words import fold
from .discourse import Discourse
from .lists import pairs, shape
from .nouns import singular
from .numbers import Number, numbers
from .period import Period, only
from .quantities import MONEY, PERCENT, Quantity
from .units import money_at, percent_at

_NUMBER_ONLY = re.compile(r"[\s(]*(?:[+-]\s?)?$")
_NOUN = re.compile(r"[^\W\d_][\w'·•‧∙()-]*")
_CAPTION = 120
"""Characters of a line over a table that may be its title."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell read: its quantity, what it measures, and the heads that say so."""

    quantity: Quantity
    measure: str
    heads: tuple[Span, ...]
    period: Period | None
    about: Mention | None
    unnamed: bool
    """Whether its row is of a program that no component has recognized."""
    target: bool
    changes: bool
    total: bool


@dataclass(slots=True)
class Tables:
    """The passages of a document by where they begin: heads of cells are told by their place in the page's text."""

    discourse: Discourse
    at: dict[tuple[int, int], Passage]
    of_programs: frozenset[tuple[int, int]]
    """Page and number of the tables whose rows are programs."""

    @classmethod
    def of(cls, discourse: Discourse) -> Tables:
        at = {p.place: p for p in discourse.facts.passages if p.cell and p.origins}
        rows = Counter(
            (p.page, p.cell.table) for p in discourse.facts.passages if p.cell and p.cell.head and discourse.programs(p)
        )
        several = frozenset(table for table, count in rows.items() if count > 1)
        return cls(discourse, {origin: p for origin, p in at.items() if origin is not None}, several)

    def read(self, passage: Passage) -> Cell | None:
        """What a cell says, or None where it is no number or nothing says what it measures."""
        place = passage.cell
        if place is None or place.head or not (place.row_heads or place.column_heads):
            return None
        number = _alone(passage.text)
        if number is None:
            return None
        rows, columns = self._heads(place.row_heads), self._heads(place.column_heads)
        texts = [p.text.replace("\n", " ") for p in (*rows, *columns)]
        corner = [p.text for row in rows if row.cell for p in self._heads(row.cell.column_heads)]
        over = [*corner, *self._captions(passage)]
        named = {id(p) for p in (*rows, *columns) if self._is_named(p)}
        quantity = _unit(
            passage.text,
            number,
            [p.text for p in columns if id(p) not in named],
            [p.text for p in rows if id(p) not in named],
            over,
        )
        if quantity is None:
            return None
        periods = [
            period
            for text in (*(p.text for p in columns), *(p.text for p in rows), *over)
            if (period := only(text)) is not None
        ]
        total = any(shape("total", r"^\W*{}(?!\w)").match(p.text) for p in rows)
        programs = [f.mention for p in (*rows, *columns) for f in self.discourse.programs(p)]
        return Cell(
            quantity=quantity,
            measure=" – ".join(dict.fromkeys(text.strip() for text in texts if text.strip())),
            heads=(*place.row_heads, *place.column_heads),
            period=periods[0] if periods else None,
            about=programs[0] if programs else None if self._sums_programs(passage, total) else self.discourse.heading(passage),
            unnamed=not programs and any(shape("program_heads", r"^\W*{}\W*$").match(text) for text in corner),
            target=any(shape("target_heads").search(text) for text in texts),
            changes=any(shape("changes", r"^\W*{}(?!\w)").search(text) for text in texts),
            total=total,
        )

    def _sums_programs(self, passage: Passage, total: bool) -> bool:
        """Whether a cell is the sum of rows that are each of another program, and so is none's."""
        place = passage.cell
        return total and place is not None and (passage.page, place.table) in self.of_programs

    def _captions(self, passage: Passage) -> list[str]:
        """The line that stands over the table of a cell, and the heading over both."""
        passages = self.discourse.facts.passages
        index, place = passage.index, passage.cell
        while index and (before := passages[index]).cell and place and before.cell and before.cell.table == place.table:
            index -= 1
        line = passages[index]
        short = not line.cell and line.kind != "heading" and len(line.text) < _CAPTION and not line.text.rstrip().endswith(".")
        return [*([line.text] if short else []), *(passages[i].text for i in passage.heads[-1:])]

    def _is_named(self, head: Passage) -> bool:
        """Whether a head is the name of something, and so no noun that is counted."""
        return any(
            end - start > 0.6 * len(head.text.strip()) and self.discourse.named[head.index]
            for start, end in self.discourse.names(head)
        )

    def _heads(self, spans: tuple[Span, ...]) -> list[Passage]:
        return [self.at[page, start] for page, start, _ in spans if (page, start) in self.at]


def _alone(text: str) -> Number | None:
    """The number that a cell consists of, with its unit at most."""
    found = numbers(text)
    if len(found) != 1 or found[0].written != "digits" or not _NUMBER_ONLY.match(text, 0, found[0].start):
        return None
    lead = text[: found[0].start].strip(" +-(\n")
    rest = text[found[0].end :].strip(" )*\n")
    if lead and not any(fold(lead) == fold(word) for word in ("env.", "environ", "€", "$")):
        return None
    return found[0] if len(rest.split()) <= 3 else None


def _unit(text: str, number: Number, columns: list[str], rows: list[str], over: list[str]) -> Quantity | None:
    end = percent_at(text, number.end)
    if end is not None:
        return Quantity(number.start, end, number, PERCENT)
    money = money_at(text, number.end)
    if money:
        return Quantity(number.start, money[0], number, money[1])
    own = _NOUN.match(text, number.end + 1)
    if own and len(own[0]) > 2:
        return Quantity(number.start, own.end(), number, singular(own[0]).lower())
    for head in (*reversed(columns), *reversed(rows), *over):
        said = _head_unit(head)
        if said:
            unit, times = said
            return Quantity(number.start, number.end, replace(number, value=number.value * times), unit)
    for head in (*reversed(columns), *reversed(rows), *over):
        noun = _head_noun(head)
        if noun and number.whole:
            return Quantity(number.start, number.end, number, noun)
    return None


@cache
def _scaled() -> tuple[tuple[re.Pattern[str], str, float], ...]:
    rows = (row.rsplit("=", 2) for row in (f"{shape_}={rest}" for shape_, rest in pairs("money_units").items()))
    return tuple((re.compile(rf"(?<!\w){name}(?!\w)", re.I), unit, float(times)) for name, unit, times in rows)


def _head_unit(head: str) -> tuple[str, float] | None:
    """The currency or percent sign that a head names, and by what its numbers are to be multiplied."""
    for scale, unit, times in _scaled():
        if scale.search(head):
            return unit, times
    for found in re.finditer(r"(?:^|[\s(\[/,])(?=[^\s\d])", head):
        if percent_at(head, found.end()) is not None:
            return PERCENT, 1
        money = money_at(head, found.end())
        if money and (money[1] in MONEY):
            return money[1], 1
    return None


def _head_noun(head: str) -> str | None:
    """The noun that a head says is counted: «Participants 2022», «Nombre de séances»."""
    head = shape("numbered", r"^\W*{}\s*\d*\s*[.:–-]?\s*").sub("", head)
    said = shape("label_noun", r"^\W*{}").match(head)
    noun = _NOUN.search(head, said.end() if said else 0)
    if noun is None or shape("not_heads", r"^\W*{}\W*(?:\d{4})?\W*$").match(head):
        return None
    if said is None and (shape("not_heads", r"^{}$").match(noun[0]) or not noun[0].lower().endswith(("s", "x", "s)"))):
        return None
    if shape("durations", r"^{}$").match(noun[0]) and not shape("worked", r"^{}$").match(noun[0]):
        return None
    return singular(noun[0]).lower()


def totals(cells: Mapping[int, Cell], passages: list[Passage]) -> dict[int, int]:
    """For each cell with a total in its column, the passage of that total."""
    found: dict[tuple[int, int, int], int] = {}
    for index, cell in cells.items():
        place = passages[index].cell
        if place and cell.total:
            found.setdefault((passages[index].page, place.table, place.column), index)
    made: dict[int, int] = {}
    for index, cell in cells.items():
        place = passages[index].cell
        at = found.get((passages[index].page, place.table, place.column)) if place else None
        if at is not None and not cell.total and _sums(cells[at], cell):
            made[index] = at
    return made


def _sums(total: Cell, cell: Cell) -> bool:
    """Whether one cell may be the sum of which another is a part."""
    one, other = total.quantity, cell.quantity
    return one.unit == other.unit and one.value >= other.value and total.period == cell.period
