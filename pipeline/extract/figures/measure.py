"""Measures: the phrase that says what a figure measures, and whether it is a change or a target.

«24 % des participants venaient de l'étranger, contre 17 % en 2023» → «24 % des participants venaient de l'étranger»
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .lists import before, option, shape
from .quantities import Quantity

_LONGEST = 160
"""How many characters a measure spans at most."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Characters ``start:end`` of a text in which one quantity is told."""

    start: int
    end: int


def clause_of(text: str, quantity: Quantity, others: Sequence[Quantity], start: int, end: int) -> Clause:
    """The clause around a quantity in its sentence ``start:end``: up to punctuation, and no further than the ``others``."""
    left = max((o.end for o in others if o.end <= quantity.start), default=start)
    right = min((o.start for o in others if o.start >= quantity.end), default=end)
    left = max(left, start, quantity.start - _LONGEST)
    right = min(right, end, quantity.end + _LONGEST)
    ends = shape("clause_ends", "{}")
    first = left
    for found in ends.finditer(text, left, quantity.start):
        first = found.end()
    if first == left and any(o.end == left for o in others):  # no punctuation parts it from the number before
        joints = list(re.compile(rf"\s(?={option('between')}\s)", re.I).finditer(text, left, quantity.start))
        first = joints[-1].end() if joints else first
    stop = ends.search(text, quantity.end, right) if "\n" not in text[quantity.start : quantity.end] else None
    last = stop.start() if stop else right
    if last < end and any(o.start == right for o in others) and not stop:
        last = quantity.end + _without_joint(text[quantity.end : last])
    return Clause(first, last)


def _without_joint(text: str) -> int:
    """The length of a stretch between two numbers without what joins them («, dont plus de »)."""
    nuances = "|".join(option(key) for key in ("over", "about", "under"))
    text = re.compile(rf"(?:(?<!\w)(?:{nuances})\s*)?(?:(?<!\w)(?:un|une|de|des|les|à|d'))?\s*$", re.I).sub("", text)
    joint = re.compile(rf"(?:\s*,)?\s+(?:{option('between')})(?!\w)(?:\s+\w+){{0,3}}\s*$|[\s,(]+$", re.I).search(text)
    text = text[: joint.start()] if joint else text
    return len(re.compile(rf"(?:\s+(?:{option('trailing')}))+\s*$", re.I).sub("", text))


def measure_of(text: str, quantity: Quantity, clause: Clause) -> tuple[int, int]:
    """Where the phrase stands that says what is measured: from the number on for what is counted; with what comes before it
    for shares and money, whose unit alone says nothing («une subvention de 250 000 FCFA»)."""
    start = quantity.start if quantity.counts else clause.start
    if not quantity.counts and _says(text[quantity.end : clause.end]):
        start = quantity.start if quantity.unit == "%" else start
    joint = re.compile(rf"\s*(?:(?:{option('between')})\s+)?", re.I).match(text, start)
    start = min(joint.end() if joint else start, quantity.start)
    return start, max(quantity.end, min(clause.end, start + _LONGEST))


def _says(text: str) -> bool:
    """Whether words after a share say of what: «24 % des participants»."""
    return re.match(r"\s+(?:de |des |du |d'|de la |parmi |sur )", text) is not None


def change_of(text: str, quantity: Quantity, clause: Clause) -> Literal["rise", "fall"] | None:
    """Whether it measures growth or shrinking: «+ 12 %», «une hausse de 15 %», «38 de plus»."""
    if quantity.number.signed:
        return "fall" if quantity.number.signed == "-" else "rise"
    kinds: tuple[Literal["rise", "fall"], ...] = ("rise", "fall")
    for kind in kinds:
        if before(
            kind,
            text[clause.start : quantity.start],
            quantity.start - clause.start,
            template=r"(?<!\w){}(?:\s\w+){0,2}?\s(?:de|d')\s*(?:plus de |près de |environ )?$",
        ):
            return kind
        if quantity.unit == "%" and shape(kind, r"\s*(?:de\s|d')\s*{}(?!\w)").match(text, quantity.end):
            return kind
    return None


def is_target(text: str, start: int, end: int) -> bool:
    """Whether a sentence tells what is aimed at."""
    return shape("target").search(text, start, end) is not None
