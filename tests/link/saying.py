"""Extractions made by hand: which names a document holds and what it states with them, each name standing somewhere in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.link import link
from pipeline.types import (
    Claim,
    Entity,
    EntityType,
    Evidence,
    Extraction,
    FigureValue,
    Knowledge,
    Mention,
    content_key,
)

Name = tuple[EntityType, str]


@dataclass
class Telling:
    """One document as its extraction tells it. Names are found in the order in which they are given."""

    document: str
    mentions: list[Mention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    publisher: str | None = None

    def evidence(self, quote: str) -> Evidence:
        """A place of its own for these words."""
        start = 1000 * (len(self.mentions) + len(self.claims))
        return Evidence(self.document, ((1, start, start + len(quote)),), quote, ((1, 72.0, 72.0, 300.0, 84.0),))

    def name(self, kind: EntityType, name: str, times: int = 1) -> Mention:
        """Names something, so many times; the last mention."""
        for _ in range(times):
            evidence = self.evidence(name)
            key = content_key("m", self.document, kind, evidence.spans)
            self.mentions.append(Mention(key, kind, name, evidence, 0.9, "test", "1"))
        return self.mentions[-1]

    def say(self, subject: Mention, predicate: str, object_: Mention, quote: str = "", **qualifiers: Mention | str) -> None:
        """States something of two things."""
        evidence = (self.evidence(quote or f"{subject.name} … {object_.name}"),)
        pairs = tuple(sorted((k, v.key if isinstance(v, Mention) else v) for k, v in qualifiers.items()))
        key = content_key("c", self.document, subject.key, predicate, object_.key, pairs, len(self.claims))
        self.claims.append(Claim(key, subject.key, predicate, object_.key, None, pairs, evidence, 0.8, "asserted", "test", "1"))

    def measure(self, value: float, unit: str, about: Mention | None, year: int | None = 2023) -> None:
        """Gives a figure."""
        evidence = (self.evidence(f"{value:g} {unit}s"),)
        figure = FigureValue(value, unit, f"{unit}s", year, "document" if year else None)
        key = content_key("c", self.document, about and about.key, value, unit, year, len(self.claims))
        subject = about.key if about else None
        self.claims.append(Claim(key, subject, "measures", None, figure, (), evidence, 0.8, "asserted", "test", "1"))

    def extraction(self) -> Extraction:
        """What the document says, as the stage before gives it."""
        claims = tuple(sorted(self.claims, key=lambda claim: claim.key))
        return Extraction(self.document, tuple(self.mentions), claims, self.publisher)


def told(document: str, names: Iterable[Name | tuple[EntityType, str, int]]) -> Extraction:
    """A document that only names things: type, name and, where it is more than once, how often."""
    telling = Telling(document)
    for kind, name, *times in names:
        telling.name(kind, name, *times)
    return telling.extraction()


def things(knowledge: Knowledge, *kinds: EntityType) -> set[frozenset[str]]:
    """The names of each entity, of all types or of these."""
    return {frozenset({e.name, *e.aliases}) for e in knowledge.entities if not kinds or e.type in kinds}


def linked(*documents: Sequence[Name | tuple[EntityType, str, int]]) -> Knowledge:
    """What is known from documents that only name things."""
    return link([told(f"d{i}", names) for i, names in enumerate(documents)])[0]


def entity(knowledge: Knowledge, name: str) -> Entity:
    """The one entity that is called so."""
    (found,) = [e for e in knowledge.entities if name in (e.name, *e.aliases)]
    return found
