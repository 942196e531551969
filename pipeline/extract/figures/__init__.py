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
from .about import CONFIDENCE, about
from .discourse import Discourse
from .lists import COMPONENT, shape
from .measure import change_of, clause_of, is_target, measure_of
from .numbers import NUMBER
from .parts import compared, in_turn, wholes
from .period import Clock, document_period, writing_period
from .quantities import Quantity
from .tables import Cell, Tables, totals
from .units import quantities

__all__ = ["find"]

_EVIDENCE = 500
"""A longer sentence is quoted in part: so many characters at most."""
_REACH = 600
"""How many characters of a sentence on either side of a number are read, and how many other numbers."""
_NEIGHBOURS = 8
_HEADED_BY_NUMBER = re.compile(rf"\s*\d[\d\s.,]*[{LOWER}%€$]")


def find(facts: Facts, docs: list[Doc]) -> None:
    """Adds the figures that the document gives, as ``measures`` claims."""
    discourse = Discourse.of(facts)
    clock = Clock(document_period(facts), writing_period(facts))
    tables = Tables.of(discourse)
    cells: dict[int, Cell] = {}
    for passage, doc in zip(facts.passages, docs, strict=True):
        clock.enter(passage)
        if _in_contents(passage) or _is_foreign(passage):
            continue
        if passage.kind == "cell":
            cell = tables.read(passage)
            if cell:
                cells[passage.index] = cell
        elif passage.kind != "heading" or _HEADED_BY_NUMBER.match(passage.text):
            _Telling(facts, discourse, clock, passage, doc).tell()
    _tell_cells(facts, clock, cells)


_TELLS_LANGUAGE = 60
"""Characters from which a passage's own language is sure."""


def _is_foreign(passage: Passage) -> bool:
    """Whether a passage is written in another language: its nouns would be taken for French ones."""
    return passage.language != "fr" and len(passage.text) >= _TELLS_LANGUAGE


def _in_contents(passage: Passage) -> bool:
    return bool(passage.section) and shape("contents", r"^\W*{}(?!\w)").match(passage.section[-1]) is not None


@dataclass(slots=True)
class _Telling:
    """One passage, whose figures are told."""

    facts: Facts
    discourse: Discourse
    clock: Clock
    passage: Passage
    doc: Doc

    def tell(self) -> None:
        """Adds the figures of the passage, sentence by sentence."""
        text = self.passage.text
        found = self._quantities() if NUMBER.search(text) else []
        for start, end in [(0, len(text))] if self.labelled else sentences(text):
            here = [q for q in found if start <= q.start < end]
            if here:
                self._sentence(here, start, end)
            self.clock.hear(text, start, end)

    def _quantities(self) -> list[Quantity]:
        tags = {token.idx: token.pos_ for token in self.doc}
        return quantities(self.passage.text, self.discourse.names(self.passage), tags, labelled=self.labelled)

    @property
    def labelled(self) -> bool:
        """Whether the passage is a number with its label rather than sentences."""
        return self.passage.kind in ("callout", "card")

    def _sentence(self, here: list[Quantity], start: int, end: int) -> None:
        text = self.passage.text
        whole, other = wholes(text, here), compared(text, here)
        keys: dict[int, str | None] = {}
        for index in in_turn(len(here), (whole, other)):
            near = slice(max(0, index - _NEIGHBOURS), index + _NEIGHBOURS + 1)
            part_of, compared_to = (keys.get(-1 if i is None else i) for i in (whole[index], other[index]))
            keys[index] = self._figure(here[index], here[near], start, end, part_of, compared_to)

    def _figure(
        self, quantity: Quantity, near: list[Quantity], start: int, end: int, part_of: str | None, compared_to: str | None
    ) -> str | None:
        text = self.passage.text
        start, end = max(start, quantity.start - _REACH), min(end, quantity.end + _REACH)
        others = [q for q in near if q is not quantity]
        dated = self.clock.year_of(text, quantity, others, start, end, self.passage.section)
        said = about(self.discourse, self.passage, quantity, others, start, end)
        if said.reason == "at large":
            return None  # a statistic of the country at large is nobody's here
        line = text.replace("\n", " ") if self.labelled else text  # the label under a number goes on with it
        clause = clause_of(line, quantity, others, start, end)
        first, last = measure_of(line, quantity, clause)
        target = is_target(text, start, end)
        return self.facts.claim(
            said.mention,
            "measures",
            None,
            self.facts.evidence(self.passage, *_quoted(quantity, start, end)),
            0.85 if self.passage.kind == "callout" else CONFIDENCE[said.reason] - (0.1 if quantity.inherited else 0.0),
            COMPONENT,
            value=FigureValue(
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
                part_of=part_of,
                compared_to=compared_to,
            ),
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


def _quoted(quantity: Quantity, start: int, end: int) -> tuple[int, int]:
    if end - start <= _EVIDENCE:
        return start, end
    return max(start, quantity.start - _EVIDENCE // 2), min(end, quantity.end + _EVIDENCE // 2)


def _tell_cells(facts: Facts, clock: Clock, cells: Mapping[int, Cell]) -> None:
    """Adds the figures of tables, totals first."""
    sums = totals(cells, facts.passages)
    keys: dict[int, str | None] = {}
    for index in sorted(cells, key=lambda i: (i in sums, i)):
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
                part_of=keys.get(sums[index]) if index in sums else None,
            ),
        )
