"""Cues: what the words around a name say of its type, each with a weight that stands in the data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ...types import EntityType
from ..names import UPPER
from ..words import any_of, rows

COMPONENT = "naming"

_ARTICLE = r"(?:[Ll]a[ ]|[Ll]es?[ ]|[Ll]'|[Uu]ne?[ ]|[Nn]otre[ ]|[Nn]os[ ]|de[ ]l'|de[ ]la[ ]|du[ ]|des[ ]|d')?"
_AWAY_BEFORE, _AWAY_AFTER = 70, 110
"""How far, in characters, a cue may reach."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that speak for a type where they stand beside a name."""

    type: EntityType
    weight: float
    shape: re.Pattern[str]


@cache
def _cues(where: str, template: str, flags: int = 0) -> tuple[Cue, ...]:
    return tuple(
        Cue(row["says"], float(row["weight"]), re.compile(template.replace("{}", any_of(row["words"])), flags))
        for row in rows(COMPONENT, where)
    )


def before(text: str, start: int) -> Iterator[tuple[EntityType, float]]:
    """What the words before a name say: «l'association X», «participé à X»."""
    near = text[max(0, start - _AWAY_BEFORE) : start]
    for cue in _cues("before", rf"(?<![\w-])(?i:{{}})(?:\s+|(?<=')|$){_ARTICLE}[«“\"]?\s*$"):
        if cue.shape.search(near):
            yield cue.type, cue.weight


def after(text: str, end: int) -> Iterator[tuple[EntityType, float]]:
    """What the words after a name say: «X organise», «X a réuni»."""
    near = text[end : end + _AWAY_AFTER]
    for cue in _cues("after", r"(?: ?[»”\"])?(?: \([\w&.-]+\))?{}"):
        if cue.shape.match(near):
            yield cue.type, cue.weight


def within(name: str) -> Iterator[tuple[EntityType, float]]:
    """What the shape of a name says."""
    for cue in _cues("shapes", "{}"):
        if cue.shape.fullmatch(name) and re.search(rf"[{UPPER}\d]", name):
            yield cue.type, cue.weight
