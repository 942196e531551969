"""What a comparison gives: statements found and missed, by layer, the errors among them, and the numbers made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from pipeline.publish.jsonl import Row

TYPES = ("Person", "Organization", "Program", "Country")
PREDICATES = ("holdsRole", "memberOf", "partnerOf", "organizes", "collaboratesOn", "participatesIn", "partOf", "founded")
LAYERS = (*TYPES, "roles", "relations", "figures", "indicators")

Fault = Literal["missing", "wrong", "confused"]


@dataclass(frozen=True, slots=True)
class Statement:
    """What gold asks for or, with the exported ``row`` that says it, what a result holds.

    ``kind`` is a type of entity, a predicate or «figure». ``parts`` are the name of an entity; the person, title and
    organization of a role; the subject, predicate and object of a relation; the value, unit, about and year of a figure; «»
    where none is given.
    """

    kind: str
    parts: tuple[str, ...]
    row: Row | None = None
    remark: str = ""
    """What is wrong with it where its name is right, in French."""

    def __str__(self) -> str:
        if self.kind == "figure":
            value, unit, *rest = self.parts
            text = " / ".join((f"{value} {unit}".strip(), *(part for part in rest if part)))
        else:
            text = " | ".join(self.parts)
        return f"{text} ({self.remark})" if self.remark else text


@dataclass(frozen=True, slots=True)
class Error:
    """Something missing (nothing was found for ``wanted``), wrong (nothing was wanted like ``found``), or one for the other."""

    layer: str
    wanted: Statement | None
    found: Statement | None

    @property
    def fault(self) -> Fault:
        if self.wanted is None:
            return "wrong"
        return "missing" if self.found is None else "confused"


@dataclass(frozen=True, slots=True)
class Tally:
    """What one layer found and missed."""

    right: tuple[Statement, ...] = ()
    wrong: tuple[Statement, ...] = ()
    missing: tuple[Statement, ...] = ()

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.wrong + other.wrong, self.missing + other.missing)

    @property
    def hits(self) -> int:
        """How many of those wanted were found."""
        return len(self.right)

    @property
    def empty(self) -> bool:
        """Nothing to find, nothing found."""
        return not (self.right or self.wrong or self.missing)

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right, from 0 to 1."""
        return None if self.empty else _share(self.hits, self.hits + len(self.wrong))

    @property
    def recall(self) -> float | None:
        """The share of what is right that was found, from 0 to 1."""
        return None if self.empty else _share(self.hits, self.hits + len(self.missing))

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both, rounded to four decimals."""
        return None if self.empty else _share(2 * self.hits, 2 * self.hits + len(self.wrong) + len(self.missing))


@dataclass(frozen=True)
class Score:
    """The layers of one document, or of all together. ``abouts`` and ``years``: right ones and all, of matched figures."""

    name: str
    layers: Mapping[str, Tally]
    abouts: tuple[int, int] = (0, 0)
    years: tuple[int, int] = (0, 0)
    errors: tuple[Error, ...] = field(default=(), repr=False)

    @property
    def all(self) -> Tally:
        """Everything that counts, together."""
        return sum((tally for layer, tally in self.layers.items() if layer != "figures"), Tally())

    @property
    def macro(self) -> float | None:
        """The mean F1 of the layers that hold something, figures left out."""
        some = [tally.f1 for layer, tally in self.layers.items() if layer != "figures" and tally.f1 is not None]
        return round(sum(some) / len(some), 4) if some else None


@dataclass(frozen=True)
class Evaluation:
    """Scores by document; ``same`` and ``apart``: things named in two documents, by whether they are one."""

    scores: tuple[Score, ...]
    same: int = 0
    apart: tuple[str, ...] = ()

    @cached_property
    def together(self) -> Score:
        """The layers of all documents; whether abouts and years are right is told by document."""
        layers = {layer: sum((score.layers[layer] for score in self.scores), Tally()) for layer in LAYERS}
        errors = tuple(error for score in self.scores for error in score.errors)
        return Score("ensemble des documents", layers, errors=errors)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
