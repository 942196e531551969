"""What the components of extraction write into: mentions and claims, each grounded, none twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc

from ..grounding import evidence_of
from ..types import Claim, Document, EntityType, Evidence, Extraction, FigureValue, Mention, Polarity, content_key
from .occurrences import Occurrences
from .passages import Passage, is_interview
from .words import fold, pattern, without_article

VERSION = "1"


def _addressed() -> re.Pattern[str]:
    """«Dr», «Mme»: how somebody is addressed is no part of the name."""
    return pattern("people", "honorifics", r"{}\s+(?=\S)")


_DATED = re.compile(r"\s+(?:jusqu'en|depuis|en|dès)\s+\d{4}$")


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A mention in its passage: characters ``start:end`` of the passage's text."""

    passage: int
    start: int
    end: int
    mention: Mention


Listed = tuple[Passage, int, int, str]
"""An item of a list of partners: passage, start, end, kind of partnership."""


@dataclass(slots=True)
class Facts:
    """Collects what one document says. Components add to it in turn and read what earlier ones found."""

    document: Document
    passages: list[Passage]
    docs: list[Doc] = field(default_factory=list)
    """What spaCy makes of each passage, in the same order."""
    claims: dict[str, Claim] = field(default_factory=dict)
    partners: list[Listed] = field(default_factory=list)
    """Who stands in lists of partners."""
    localities: list[tuple[Passage, int, int]] = field(default_factory=list)
    """Where names stand that the document as a whole speaks of as places."""
    publisher: Mention | None = None
    voice: Mention | None = None
    """Whose «nous» is heard: the publisher's, or that of the person interviewed."""
    interview: bool = field(init=False)
    """Whether the document is one."""
    occurrences: Occurrences = field(init=False)
    _found: dict[Found, None] = field(init=False, default_factory=dict)
    _here: dict[int, dict[Found, None]] = field(init=False, default_factory=lambda: defaultdict(dict))
    """What was found, by passage."""

    def __post_init__(self) -> None:
        self.interview = is_interview(self.passages)
        self.occurrences = Occurrences(self.passages)

    @property
    def found(self) -> list[Found]:
        """All mentions, in the order in which they were found."""
        return list(self._found)

    def add(self, found: Found) -> None:
        """Adds a mention, whatever else stands at its place."""
        self._found[found] = self._here[found.passage][found] = None

    def remove(self, found: Found) -> None:
        """Takes a mention out again."""
        del self._found[found], self._here[found.passage][found]

    def evidence(self, passage: Passage, start: int, end: int) -> Evidence:
        """Evidence for characters ``start:end`` of a passage."""
        while start < end and passage.text[start].isspace():
            start += 1
        while end > start and passage.text[end - 1].isspace():
            end -= 1
        return evidence_of(self.document, passage.spans(start, end))

    def at(self, passage: Passage, start: int, end: int) -> list[Found]:
        """Mentions that overlap ``start:end`` of a passage."""
        return [f for f in self._here[passage.index] if f.start < end and start < f.end]

    def inside(self, passage: Passage, start: int = 0, end: int | None = None, kind: EntityType | None = None) -> list[Found]:
        """Mentions within ``start:end`` of a passage, in order."""
        stop = len(passage.text) if end is None else end
        here = [f for f in self._here[passage.index] if start <= f.start and f.end <= stop]
        return sorted((f for f in here if kind in (None, f.mention.type)), key=lambda f: (f.start, f.end, f.mention.type))

    def mention(
        self,
        kind: EntityType,
        passage: Passage,
        start: int,
        end: int,
        confidence: float,
        component: str,
        *,
        name: str | None = None,
    ) -> Mention | None:
        """Adds a mention, unless another one holds that place (roles may stand beside others); returns the one there.
        ``name``: what it is called, where that is not what is written.
        """
        while (
            end > start
            and passage.text[end - 1] in " ,;:.\n"
            and not passage.text[start:end].endswith(("inc.", "Inc.", "ltée.", "ltd.", "Ltd.", "Corp."))
        ):
            end -= 1
        while start < end and passage.text[start] in " ,;:\n":
            start += 1
        addressed = _addressed().match(passage.text, start, end) if kind == "Person" else None
        start = addressed.end() if addressed else start
        dated = _DATED.search(passage.text[start:end])
        if dated and kind != "Role":
            end = start + dated.start()
        if end <= start or not any(c.isalnum() for c in passage.text[start:end]):
            return None
        for other in self.at(passage, start, end):
            if (other.mention.type == "Role") != (kind == "Role"):
                continue
            if (other.start, other.end, other.mention.type) == (start, end, kind):
                return other.mention
            if not _yields(other, kind, start, end, confidence):
                return other.mention if other.start <= start and end <= other.end and other.mention.type == kind else None
        for other in self.at(passage, start, end):
            if (other.mention.type == "Role") == (kind == "Role"):
                self.remove(other)
        evidence = self.evidence(passage, start, end)
        label = name or re.sub(r"\s+", " ", passage.raw[start:end]).strip(" ,;:")
        if kind != "Role":
            label = without_article(label.replace("’", "'")).replace("'", "’") if fold(without_article(label)) else label
        key = content_key("m", self.document.id, kind, evidence.spans)
        mention = Mention(key, kind, label, evidence, round(confidence, 2), component, VERSION)
        self.add(Found(passage.index, start, end, mention))
        return mention

    def claim(
        self,
        subject: Mention | None,
        predicate: str,
        object: Mention | None,
        evidence: Evidence | Iterable[Evidence],
        confidence: float,
        component: str,
        *,
        value: FigureValue | None = None,
        qualifiers: dict[str, str | None] | None = None,
        polarity: Polarity = "asserted",
    ) -> str | None:
        """Adds a statement and returns its key; the same one told twice keeps both pieces of evidence in linking. None, and
        nothing added, where a thing would be said of itself.
        """
        if subject is not None and object is not None and subject.key == object.key:
            return None
        pieces = (evidence,) if isinstance(evidence, Evidence) else tuple(evidence)
        pairs = tuple(sorted((k, v) for k, v in (qualifiers or {}).items() if v))
        places = [e.spans for e in pieces]
        amount = (value.value, value.unit, value.measure) if value else ()
        key = content_key(
            "c", self.document.id, subject and subject.key, predicate, object and object.key, pairs, places, *amount
        )
        self.claims.setdefault(
            key,
            Claim(
                key,
                subject.key if subject else None,
                predicate,
                object.key if object else None,
                value,
                pairs,
                pieces,
                round(confidence, 2),
                polarity,
                component,
                VERSION,
            ),
        )
        return key

    def extraction(self) -> Extraction:
        """Everything found, sorted by key."""
        mentions = tuple(sorted((f.mention for f in self._found), key=lambda m: (m.evidence.spans, m.type, m.key)))
        known = {m.key for m in mentions}
        claims = (c for c in self.claims.values() if {c.subject, c.object} - {None} <= known and _linked(c) <= known)
        publisher = self.publisher.key if self.publisher and self.publisher.key in known else None
        return Extraction(self.document.id, mentions, tuple(sorted(claims, key=lambda c: c.key)), publisher)


def _yields(other: Found, kind: EntityType, start: int, end: int, confidence: float) -> bool:
    """Whether a mention gives up its place to a new one: to a longer one of its type, to a surer one of another."""
    mine = other.mention.confidence
    if start <= other.start and other.end <= end and (start, end) != (other.start, other.end):
        return confidence >= 0.6 if other.mention.type == kind else confidence >= min(mine, 0.7)
    if other.start <= start and end <= other.end and (start, end) != (other.start, other.end):
        return other.mention.type != kind and confidence > mine + 0.15
    return confidence > mine


def _linked(claim: Claim) -> set[str]:
    return {value for name, value in claim.qualifiers if name == "organization"}
