"""Cues: what the words around a name say of its type, each with a weight that stands in the data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from ..names import UPPER
from ..titles import starts_with_title
from ..words import any_of, pattern, rows, words

COMPONENT = "naming"

Kind = Literal["Organization", "Person", "Place", "Program"]

_ARTICLE = r"(?:[Ll]a[ ]|[Ll]es?[ ]|[Ll]'|[Uu]ne?[ ]|[Nn]otre[ ]|[Nn]os[ ])?"
_COMPLEMENT = _ARTICLE.replace(")?", r"|de[ ]l'|de[ ]la[ ]|du[ ]|des[ ]|d')?")
DEFINED = 3.0
"""The weight of words that say what a name is, whatever its capital («X est un programme de …»)."""
_AWAY_BEFORE, _AWAY_AFTER = 70, 110
"""How far, in characters, a cue may reach."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that speak for a type where they stand beside a name."""

    type: Kind
    weight: float
    shape: re.Pattern[str]


@cache
def _cues(where: str, template: str) -> tuple[Cue, ...]:
    return tuple(
        Cue(
            row["says"],
            float(row["weight"]),
            re.compile(
                template.replace("{}", any_of(row["words"])).replace(
                    "{article}", _COMPLEMENT if row.get("complement", True) else _ARTICLE
                )
            ),
        )
        for row in rows(COMPONENT, where)
    )


def before(text: str, start: int) -> list[tuple[Kind, float]]:
    """What the words before a name say: «l'association X», «participé à X»."""
    return list(_before(text[max(0, start - _AWAY_BEFORE) : start]))


@lru_cache(maxsize=4096)
def _before(near: str) -> tuple[tuple[Kind, float], ...]:
    cues = _cues("before", r"(?<![\w-])(?i:{})(?:\s+|(?<=')|$){article}[«“\"]?\s*$")
    told = [(cue.type, cue.weight) for cue in cues if cue.shape.search(near)]
    elsewhere = any(kind != "Place" for kind, _ in told)  # «participé à X» says more than «à X»
    return tuple((kind, weight) for kind, weight in told if kind != "Place" or not elsewhere)


def after(text: str, end: int) -> Iterator[tuple[Kind, float]]:
    """What the words after a name say: «X organise», «X a réuni»."""
    near = text[end : end + _AWAY_AFTER]
    for cue in _cues("after", r"(?: ?[»”\"])?(?: \([\w&.-]+\))?{}"):
        if cue.shape.match(near):
            yield cue.type, cue.weight


def within(name: str) -> Iterator[tuple[Kind, float]]:
    """What the shape of a name says."""
    for cue in _cues("shapes", "{}"):
        if cue.shape.fullmatch(name) and re.search(rf"[{UPPER}\d]", name):
            yield cue.type, cue.weight


SOLEMN = re.compile(rf"{any_of(words(COMPONENT, 'solemn'))}(?!\w)")
"""How a name begins that is one even where it stands alone on a line."""
_SAID_OF = pattern(COMPONENT, "said_of", r"{}(?:[ ]|(?<='))", 0)


def titled(text: str, end: int) -> bool:
    """Whether a role is said of the name that ends at ``end``: «X a été directeur général»."""
    said = _SAID_OF.match(text, end)
    return said is not None and starts_with_title(text[said.end() : said.end() + 60])
