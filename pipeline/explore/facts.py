"""What is known of an entity, and where it is said."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.explore.french import labels
from pipeline.publish.jsonl import Row
from pipeline.store import Result


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document says something. ``label`` is the number printed on the page."""

    document: str
    page: int
    label: str | None
    quote: str
    spans: tuple[tuple[int, int, int], ...]

    def __str__(self) -> str:
        printed = f" (imprimée {self.label})" if self.label and self.label != str(self.page) else ""
        return f"{self.document}, p. {self.page}{printed}"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing said: in French words, in those of the vocabulary, and where."""

    text: str
    predicate: str
    subject: str
    object: str
    organization: str | None
    status: str
    confidence: float
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """One figure with the name of what it is about."""

    value: float
    unit: str
    qualifier: str
    measure: str
    about: str | None
    year: int | None
    confidence: float
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Portrait:
    """An entity with all that is said of it."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    code: str | None
    documents: tuple[str, ...]
    facts: tuple[Fact, ...]
    figures: tuple[Number, ...]
    mentions: tuple[Place, ...]
    merges: tuple[str, ...]
    """Why each other form is taken for this entity."""


def folded(text: str) -> str:
    """Without case, accents, and what is neither letter nor digit: what people do not type twice alike."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())


class Facts:
    """The facts of a result, by the names of their entities."""

    def __init__(self, result: Result) -> None:
        self._result = result
        self._entities = {row["id"]: row for row in result.rows("entities")}
        self._documents = {row["id"]: row["name"] for row in result.rows("documents")}
        self._labels = {(row["document"], row["page"]): row["label"] for row in result.rows("pages")}

    def find(self, name: str) -> list[Row]:
        """The entities that have this name or alias: as typed, else without regard to case, accents and punctuation."""
        rows = list(self._entities.values())
        exact = [row for row in rows if name in (row["name"], *row["aliases"])]
        wanted = folded(name)
        return exact or [row for row in rows if wanted and wanted in {folded(form) for form in (row["name"], *row["aliases"])}]

    def near(self, name: str, limit: int = 5) -> list[str]:
        """Names that come near to one that is not known."""
        from rapidfuzz import fuzz, process

        names = {row["name"]: folded(row["name"]) for row in self._entities.values()}
        found = process.extract(folded(name), names, scorer=fuzz.WRatio, limit=limit, score_cutoff=60)
        return [key for _, _, key in sorted(found, key=lambda hit: (-hit[1], hit[2]))]

    def portrait(self, entity: Row) -> Portrait:
        """All that is said of an entity."""
        me = entity["id"]
        said = [*self._result.rows("relations"), *(row for row in self._result.rows("unasserted") if "predicate" in row)]
        mine = [row for row in said if me in (row["subject"], row["object"], row["organization"])]
        return Portrait(
            id=me,
            type=entity["type"],
            name=entity["name"],
            aliases=tuple(entity["aliases"]),
            code=entity["code"],
            documents=tuple(self._documents.get(document, document) for document in entity["documents"]),
            facts=tuple(self._fact(row, me) for row in mine),
            figures=tuple(self._number(row) for row in self._result.rows("figures") if row["about"] == me),
            mentions=tuple(self._place({**r, "quote": r["text"]}) for r in self._result.rows("mentions") if r["entity"] == me),
            merges=tuple(f"{r['a']} = {r['b']} : {r['reason']}" for r in self._result.rows("merges") if r["entity"] == me),
        )

    def figures(self, about: str | None = None, year: int | None = None) -> list[Number]:
        """The figures, those about an entity whose name or alias holds ``about``, of that year."""
        wanted = folded(about or "")
        rows = (row for row in self._result.rows("figures") if year is None or row["year"] == year)
        return [self._number(row) for row in rows if any(wanted in form for form in self._forms(row["about"]))]

    def _forms(self, entity: str | None) -> Iterable[str]:
        row = self._entities.get(entity or "")
        return [folded(form) for form in (row["name"], *row["aliases"])] if row else [""]

    def _name(self, entity: str | None) -> str | None:
        return self._entities[entity]["name"] if entity in self._entities else entity

    def _place(self, evidence: Row) -> Place:
        spans = tuple((page, start, end) for page, start, end in evidence["spans"])
        page = spans[0][0]
        name = str(self._documents.get(evidence["document"], evidence["document"]))
        return Place(name, page, self._labels.get((evidence["document"], page)), evidence["quote"], spans)

    def _places(self, evidence: Sequence[Row]) -> tuple[Place, ...]:
        return tuple(self._place(piece) for piece in evidence)

    def _fact(self, row: Row, me: str) -> Fact:
        return Fact(
            text=self._sentence(row, me),
            predicate=row["predicate"],
            subject=self._name(row["subject"]) or "",
            object=self._name(row["object"]) or "",
            organization=self._name(row["organization"]),
            status=row.get("status", "asserted"),
            confidence=row["confidence"],
            places=self._places(row["evidence"]),
        )

    def _sentence(self, row: Row, me: str) -> str:
        """The fact as seen from one of its ends."""
        words: dict[str, Any] = labels()
        forward, backward = words["relations"].get(row["predicate"], (row["predicate"], row["predicate"]))
        subject, object_, where = self._name(row["subject"]), self._name(row["object"]), self._name(row["organization"])
        if row["subject"] == me:
            text = f"{forward} {object_}" + (f" — {where}" if where else "")
        elif row["object"] == me:
            text = f"{backward} {subject}" + (f" — {where}" if where else "")
        else:
            text = f"{words['held_here']} {subject} — {object_}"
        when = " ".join(f"{word} {row[key]}" for key, word in (("from", "depuis"), ("to", "jusqu’à")) if row[key])
        more = (words["kinds"].get(row["kind"], row["kind"]), when, words["statuses"].get(row.get("status")))
        said = ", ".join(part for part in more if part)
        return f"{text} ({said})" if said else text

    def _number(self, row: Row) -> Number:
        return Number(
            value=row["value"],
            unit=row["unit"],
            qualifier=row["qualifier"],
            measure=row["measure"],
            about=self._name(row["about"]),
            year=row["year"],
            confidence=row["confidence"],
            places=self._places(row["evidence"]),
        )
