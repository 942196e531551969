"""Figures: numbers with what they count, of what or whom, and for which period.

    passage ──numbers──▶ numbers ──units──▶ quantities ──measure, parts, period, about──▶ ``measures`` claims

Cells of tables are read by :mod:`.tables`, from the heads of their row and column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from ...grounding import evidence_of
from ...types import FigureValue, Polarity
from ..facts import Facts
from ..names import LOWER
from ..passages import Passage, sentences
from ..polarity import polarity_at
from .about import CONFIDENCE, Discourse
from .lists import COMPONENT, shape
from .measure import change_of, clause_of, is_target, measure_of
from .numbers import numbers
from .parts import compared_with, whole_of
from .period import Clock, document_period, writing_period
from .tables import Cell, Tables, totals
from .units import Quantity, counted

__all__ = ["find"]

_EVIDENCE = 500
"""A longer sentence is quoted in part: so many characters at most."""
_HEADED_BY_NUMBER = re.compile(rf"\s*\d[\d\s.,]*[{LOWER}%€$]")


def find(facts: Facts, docs: list[Doc]) -> None:
    """Adds the figures that the document gives, as ``measures`` claims."""
    discourse = Discourse.of(facts)
    clock = Clock(document_period(facts), writing_period(facts))
    tables = Tables.of(discourse)
    cells: dict[int, Cell] = {}
    for passage, doc in zip(facts.passages, docs, strict=True):
        clock.enter(passage)
        if _in_contents(passage):
            continue
        if passage.kind == "cell":
            cell = tables.read(passage)
            if cell:
                cells[passage.index] = cell
        elif passage.kind != "heading" or _HEADED_BY_NUMBER.match(passage.text):
            _Telling(facts, discourse, clock, passage, {t.idx: t.pos_ for t in doc}).tell()
    _tell_cells(facts, clock, cells)


def _in_contents(passage: Passage) -> bool:
    return bool(passage.section) and shape("contents", r"^\W*{}(?!\w)").match(passage.section[-1]) is not None


@dataclass(slots=True)
class _Telling:
    """One passage, whose figures are told."""

    facts: Facts
    discourse: Discourse
    clock: Clock
    passage: Passage
    tags: Mapping[int, str]

    def tell(self) -> None:
        """Adds the figures of the passage, sentence by sentence."""
        text = self.passage.text
        found = self._quantities()
        for start, end in [(0, len(text))] if self.labelled else sentences(text):
            here = [q for q in found if start <= q.start < end]
            if here:
                self._sentence(here, start, end)
            self.clock.hear(text, start, end)

    @property
    def labelled(self) -> bool:
        """Whether the passage is a number with its label rather than sentences."""
        return self.passage.kind in ("callout", "card")

    def _quantities(self) -> list[Quantity]:
        text = self.passage.text
        names = [(f.start, f.end) for f in self.facts.inside(self.passage) if f.mention.type != "Role"]
        made: list[Quantity] = []
        waiting: list[int] = []
        read = numbers(text, names)
        for number in read:
            quantity = counted(text, number, made[-1] if made else None, self.tags, labelled=self.labelled)
            if quantity is None and number.rising:
                quantity = Quantity(number.start, number.end, number, "", True)
                waiting.append(len(made))
            if quantity is None:
                continue
            for index in waiting if quantity.unit else ():  # «de 280 à 412 adhérents»
                made[index] = Quantity(made[index].start, made[index].end, made[index].number, quantity.unit, True)
            waiting = [] if quantity.unit else waiting
            made.append(quantity)
        return [q for q in made if q.unit]

    def _sentence(self, here: list[Quantity], start: int, end: int) -> None:
        text = self.passage.text
        keys: dict[int, str | None] = {}
        target = is_target(text, start, end)
        # the wholes and what is compared with first, so that the others can point at them
        wholes = {i: whole_of(text, here, i) for i in range(len(here))}
        against = {i: compared_with(text, here, i) for i in range(len(here))}
        for index in sorted(range(len(here)), key=lambda i: (_depth(i, wholes, against), i)):
            quantity = here[index]
            others = [q for q in here if q is not quantity]
            dated = self.clock.year_of(text, quantity, others, start, end, self.passage.section)
            about = self.discourse.about(self.passage, quantity, others, start, end)
            if about.reason == "at large":
                continue  # a statistic of the country at large is nobody's here
            line = text.replace("\n", " ") if self.labelled else text  # the label under a number goes on with it
            clause = clause_of(line, quantity, others, start, end)
            first, last = measure_of(line, quantity, clause)
            whole, other = wholes[index], against[index]
            value = FigureValue(
                value=quantity.value,
                unit=quantity.unit,
                measure=" ".join(self.passage.raw[first:last].split()),
                year=dated.period.year,
                year_source=dated.source if dated.period.year else None,
                qualifier=quantity.qualifier,
                upper=quantity.number.upper,
                period=dated.period.written,
                target=target,
                change=change_of(line, quantity, clause),
                part_of=keys.get(whole) if whole is not None else None,
                compared_to=keys.get(other) if other is not None else None,
            )
            keys[index] = self.facts.claim(
                about.mention,
                "measures",
                None,
                self.facts.evidence(self.passage, *_quoted(quantity, start, end)),
                0.85 if self.passage.kind == "callout" else CONFIDENCE[about.reason] - (0.1 if quantity.inherited else 0.0),
                COMPONENT,
                value=value,
                polarity=self._polarity(quantity, start, end, target),
            )

    def _polarity(self, quantity: Quantity, start: int, end: int, target: bool) -> Polarity:
        sentence = self.passage.text[start:end]
        said = polarity_at(sentence, quantity.start - start)
        if said == "planned" and target:
            return "asserted"  # targets are figures
        if said == "reported" and shape("own_sources").search(sentence):
            return "asserted"
        return said


def _depth(index: int, wholes: Mapping[int, int | None], against: Mapping[int, int | None]) -> int:
    """How many others must be told before: a part after its whole, what is compared after what it is compared with."""
    depth, seen = 0, {index}
    waiting = [index]
    while waiting:
        at = waiting.pop()
        for needed in (wholes[at], against[at]):
            if needed is not None and needed not in seen:
                seen.add(needed)
                waiting.append(needed)
                depth += 1
    return depth


def _quoted(quantity: Quantity, start: int, end: int) -> tuple[int, int]:
    if end - start <= _EVIDENCE:
        return start, end
    return max(start, quantity.start - _EVIDENCE // 2), min(end, quantity.end + _EVIDENCE // 2)


def _tell_cells(facts: Facts, clock: Clock, cells: Mapping[int, Cell]) -> None:
    """Adds the figures of tables, totals first."""
    wholes = totals(cells, facts.passages)
    keys: dict[int, str | None] = {}
    for index in sorted(cells, key=lambda i: (i in wholes, i)):
        cell, passage = cells[index], facts.passages[index]
        period = cell.period if cell.period is not None else clock.document
        spans = passage.spans(0, len(passage.text))
        keys[index] = facts.claim(
            cell.about or (None if cell.unnamed else facts.voice),
            "measures",
            None,
            evidence_of(facts.document, tuple(sorted({*cell.heads, *spans}))),
            0.8,
            COMPONENT,
            value=FigureValue(
                value=cell.quantity.value,
                unit=cell.quantity.unit,
                measure=cell.measure,
                year=period.year,
                year_source=None if period.year is None else "document" if cell.period is None else "stated",
                qualifier=cell.quantity.qualifier,
                period=period.written,
                target=cell.target,
                change=("fall" if cell.quantity.number.signed == "-" else "rise") if cell.changes else None,
                part_of=keys.get(wholes[index]) if index in wholes else None,
            ),
        )
