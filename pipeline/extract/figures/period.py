"""Periods: the year that a document is of, and the one that a figure speaks of.

What is stated wins over what is understood: a year in the figure's own clause, then one that opens its sentence («En 2010, …»)
or one before it and still holds («Elle compte alors …»), then a heading or the head of a column, then the report's own year.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..facts import Facts
from ..passages import Passage
from .lists import before, option, shape
from .numbers import YEAR
from .quantities import Quantity

_SPAN = re.compile(
    rf"(?P<first>{YEAR.pattern})(?:\s?(?:[-–/]|à|et|,)\s?(?:(?P<last>(?:19|20)\d\d)|(?P<short>\d\d))(?!\d|[.,]\d|\s?%|\s\d{{3}}(?!\d)))?"
)
_COVER = 120
_HEAD = 5
"""How many passages may say of which year a report is that no title tells."""
"""A title is no longer than this."""
_FRAME_WITHIN = 30


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or the year in which a longer period ends, with that period as written («2023-2024»)."""

    year: int | None
    written: str | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """The period of a figure, and whether the text states it."""

    period: Period
    source: Literal["stated", "document"] | None


NEVER = Period(None)
_UNDATED = Dated(NEVER, None)


@dataclass(frozen=True, slots=True)
class Told:
    """A year or span of years in a text: characters ``start:end``."""

    start: int
    end: int
    period: Period


def told(text: str, start: int = 0, end: int | None = None) -> Iterator[Told]:
    """The years of a text. A season or financial year («2023-2024») goes by the year in which it ends; a longer span has none.

    >>> [t.period for t in told("la saison 2021-2022")]
    [Period(year=2022, written='2021-2022')]
    """
    for found in _SPAN.finditer(text, start, len(text) if end is None else end):
        first = int(found["first"])
        last = int(found["last"]) if found["last"] else first // 100 * 100 + int(found["short"]) if found["short"] else first
        joined = text[found.start() + 4 : found.end()]
        if last <= first or (found["short"] and last != first + 1):
            yield Told(found.start(), found.start() + 4, Period(first))
        elif re.match(r"\s?[,e]", joined):
            yield Told(found.start(), found.start() + 4, Period(first))
            yield Told(found.end() - 4, found.end(), Period(last))
        else:
            yield Told(found.start(), found.end(), Period(last if last == first + 1 else None, f"{first}-{last}"))


def only(text: str) -> Period | None:
    """The one period that a title names; NEVER where it names several, None where it names none."""
    periods = {t.period for t in told(text)}
    if len(periods) > 1:
        return NEVER
    return next(iter(periods), None)


def document_period(facts: Facts) -> Period:
    """The period that a report says it is of: by its title or cover, else its running heads, else the year of the file where
    the text speaks of that year. NEVER where it covers several years or does not say."""
    pages = facts.document.pages
    cover = [p.text for p in facts.passages if p.page <= 2 and len(p.text) < _COVER]
    running = Counter(
        page.text[b.start : b.end]
        for page in pages
        for b in page.blocks
        if b.kind in ("header", "footer") and b.end - b.start < _COVER
    )
    for text in (
        facts.document.title or "",
        *cover,
        *(line for line, _ in sorted(running.items(), key=lambda kv: (-kv[1], kv[0]))),
    ):
        period = only(text) if shape("report").search(text) else None
        if period is not None:
            return period
    head = (
        only("\n".join(p.text for p in facts.passages[:_HEAD] if p.page == 1 and len(p.text) < _COVER))
        if facts.publisher
        else None
    )
    if head is not None and head is not NEVER:
        return head
    alone = [p.text.strip() for p in facts.passages if p.page == 1 and _SPAN.fullmatch(p.text.strip())]
    if len(set(alone)) == 1:
        return only(alone[0]) or NEVER
    return _of_the_file(facts)


def _of_the_file(facts: Facts) -> Period:
    """The year in which the file was made, where the text speaks of it as of its present."""
    made = re.match(r"\d{4}", facts.document.created or "")
    if not made:
        return NEVER
    named = Counter(t.period.year for p in facts.passages for t in told(p.text) if before("dated", p.text, t.start))
    year = int(made[0])
    return Period(year) if named[year] >= 2 and not any(y and y > year + 1 for y in named) else NEVER


def writing_period(facts: Facts) -> Period | None:
    """When the document was written, as a line of its own on the first or the last page says («Juin 2018»)."""
    last = facts.document.pages[-1].number if facts.document.pages else 1
    lines = [p.text for p in facts.passages if p.page in (1, last)]
    dates = [only(line) for line in lines if shape("mois", r"^\s*(?:\d{1,2}\s+)?{}\s+\d{4}\s*$").match(line)]
    return dates[-1] if dates else None


@dataclass(slots=True)
class Clock:
    """What time it is in the text: kept while passages are read in order."""

    document: Period
    writing: Period | None = None
    frame: Period | None = None
    """Set by a line that is but a year, until the next heading."""
    sentence: Period | None = None
    """Set by a year that opens a sentence, until the passage ends."""
    founded: bool = False

    def enter(self, passage: Passage) -> None:
        """Begins a passage."""
        self.sentence, self.founded = None, False
        line = passage.text.strip(" :.-–•\n")
        if passage.kind == "heading":
            self.frame = None
        if (
            passage.kind != "cell"
            and len(line) < 30
            and shape("report", r"^(?:(?:en|l'|{})\s*)?(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?$").match(line)
        ):
            self.frame = only(line)

    def hear(self, text: str, start: int, end: int) -> None:
        """Takes note of a sentence once its figures are dated."""
        opening = opens(text, start, end)
        if opening is not None:
            self.sentence = opening
            self.founded = shape("founding").search(text, start, end) is not None

    def year_of(
        self, text: str, quantity: Quantity, others: Sequence[Quantity], start: int, end: int, titles: Sequence[str]
    ) -> Dated:
        """The period of a quantity in its sentence ``start:end``; ``titles`` are the headings over it, outermost first."""
        stated = self._stated(text, quantity, others, start, end)
        if stated:
            return stated
        if quantity.number.rising:
            return _UNDATED
        present = shape("now").search(text, start, end) is not None
        kept = self.sentence if not present and (not self.founded or shape("then").search(text, start, end)) else None
        for period in (kept, self.frame, *(only(title) for title in reversed(titles))):
            if period is not None and (
                period.year is None or self.document.year is None or period.year <= self.document.year + 1
            ):
                return self._default() if period in (NEVER, self.document) else Dated(period, "stated")
        return self._default()

    def _default(self) -> Dated:
        return Dated(self.document, "document") if self.document != NEVER else _UNDATED

    def _stated(self, text: str, quantity: Quantity, others: Sequence[Quantity], start: int, end: int) -> Dated | None:
        following = min((o.start for o in others if o.start >= quantity.end), default=end)
        first = min((o.start for o in others), default=quantity.start)
        due = re.compile(
            rf"(?<!\w)(?:{option('due')})(?!\w)[^.;:!?\d]{{0,30}}(?:1er\s+\w+\s+|\d\w{{0,2}}\s+\w+\s+)?({YEAR.pattern})", re.I
        ).search(text, start, end)
        after = [t for t in told(text, quantity.end, end) if self._dates(text, t, start, quantity)]
        if due and (self.document.year is None or int(due[1]) >= self.document.year):
            return Dated(Period(int(due[1])), "stated")
        own = [t for t in after if t.end <= following or t.start < following]
        own = [t for t in own if not re.search(r"[;:.](?=\s)", text[quantity.end : t.start])]
        if own:
            return Dated(own[0].period, "stated")
        moved = self._moved(
            text, quantity.start if quantity.number.rising else max(start, quantity.start - 60), min(following, end), quantity
        )
        if moved:
            return moved
        prior = [t for t in told(text, start, quantity.start) if self._dates(text, t, start, quantity)]
        prior = [t for t in prior if t.end <= first or self._opens_clause(text, t, start)]
        if prior:
            return Dated(prior[-1].period, "stated")
        if self.writing and shape("writing").search(text, quantity.end, min(following, end)):
            return Dated(self.writing, "stated")
        # one year at the end of an enumeration holds for all of it: «96 ateliers et 22 spectacles en 2021»
        if (
            len({t.period for t in after}) == 1
            and not any(t.start < o.start for t in after for o in others)
            and first == quantity.start
        ):
            return Dated(after[0].period, "stated")
        return None

    def _moved(self, text: str, start: int, end: int, quantity: Quantity) -> Dated | None:
        """«L'an dernier», «contre 280 l'année précédente»: a year by its distance from the document's."""
        if self.document.year is None:
            return None
        for key, step in (("previous_year", -1), ("next_year", 1)):
            found = shape(key).search(text, start, end)
            if found and found.start() >= quantity.end and shape("versus").search(text, quantity.end, found.start()):
                continue  # «58 candidatures, contre une quarantaine l'année précédente»
            if found and (found.start() >= quantity.end or not re.search(r"\d", text[found.end() : quantity.start])):
                return Dated(Period(self.document.year + step), "stated")
        return None

    def _dates(self, text: str, told_: Told, start: int, quantity: Quantity) -> bool:
        """Whether the words before a year make it date what the sentence tells."""
        at = told_.start
        aside = ("not_dated",) if at >= quantity.end else ("not_dated", "born")
        if any(before(key, text, at, reach=60, template=r"(?<!\w){}\s+(?:\w+\s+)?$") for key in aside):
            return False
        if at == start or re.match(r"^\s*$", text[start:at]):
            return True
        if re.search(r"\(\s*$", text[start:at]):
            return True
        return bool(
            before("dated", text, at, template=r"(?<!\w){}\s+(?:\w+\s+|du\s+|de\s+|d')?$")
            or before("dated_noun", text, at, reach=60, template=r"(?<!\w){}\s+(?:[\w'-]+\s+){0,4}?(?:de|d'|en)?\s*$")
        )

    def _opens_clause(self, text: str, told_: Told, start: int) -> bool:
        return (
            re.search(r"(?:^|[,;:(.]\s|\bet\s)\s*(?:en|fin|début|dès|pour)\s+(?:\w+\s+)?$", text[start : told_.start], re.I)
            is not None
        )


def opens(text: str, start: int, end: int) -> Period | None:
    """The period that opens a sentence («En 2010, …», «2022 : …»)."""
    first = next(told(text, start, min(end, start + _FRAME_WITHIN)), None)
    if first is None:
        return None
    lead = text[start : first.start].strip(" •-–\n")
    if lead and not shape("dated", r"^(?:l')?{}(?:\s+\w+)?$").match(lead.rstrip()):
        return None
    return first.period
