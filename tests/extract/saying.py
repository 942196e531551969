"""Annotated text: «<Person Maud Kerlévéo>» says that a person is to be found there, and what its name is.

Names are compared as in evaluation: case, accents, punctuation and leading articles apart.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract import extract
from pipeline.extract.words import fold, without_article
from pipeline.types import Claim, Document, EntityType, Extraction
from tests.building import written

_MARK = re.compile(r"<(Person|Role|Organization|Program|Country|Place) ([^<>]+)>")

Fact = tuple[str, str, str]
RoleHeld = tuple[str, str, str | None]
FigureTold = tuple[float, str, str, int | None, str | None]

REPORT = """# Rapport d’activité 2023

<Organization La Barque Lente> est une association de médiation culturelle. La Barque Lente accueille ses voisins toute l’année.
Les activités de La Barque Lente sont ouvertes à tous.

"""
"""How a report begins: it says who speaks and of which year."""

OURS = "La Barque Lente"


def plain(text: str) -> str:
    """A text without its marks."""
    return _MARK.sub(r"\2", text)


def same(name: str) -> str:
    """A name as it is compared."""
    return fold(without_article(name)) or fold(name)


@cache
def extracted(document: Document) -> Extraction:
    """What a document says; asked once."""
    return extract(document)


def marked(text: str, kind: EntityType) -> set[str]:
    """The names of a type that a text is marked with."""
    return {same(name) for marked_kind, name in _MARK.findall(text) if marked_kind == kind}


def named(document: Document, kind: EntityType) -> set[str]:
    """The names of a type that a document's extraction holds."""
    return {same(m.name) for m in extracted(document).mentions if m.type == kind}


def read_back(text: str, kind: EntityType, name: str = "document.md") -> tuple[set[str], set[str]]:
    """What is found of a type in a marked text, and what is marked."""
    return named(written(plain(text), name), kind), marked(text, kind)


def _claims(document: Document, *predicates: str) -> list[Claim]:
    return [c for c in extracted(document).claims if c.predicate in predicates and c.polarity == "asserted"]


def _names(document: Document) -> dict[str | None, str]:
    return {m.key: same(m.name) for m in extracted(document).mentions}


def facts(document: Document, *predicates: str) -> set[Fact]:
    """What a document asserts with these predicates."""
    names = _names(document)
    return {(names[c.subject], c.predicate, names[c.object]) for c in _claims(document, *predicates)}


def roles(document: Document) -> set[RoleHeld]:
    """Who holds which role where: person, title, organization."""
    names = _names(document)
    return {
        (names[c.subject], names[c.object], names.get(dict(c.qualifiers).get("organization")))
        for c in _claims(document, "holdsRole")
    }


def figures(document: Document) -> set[FigureTold]:
    """Value, unit, qualifier, year and what each figure is about."""
    names = _names(document)
    return {
        (c.value.value, c.value.unit, c.value.qualifier, c.value.year, names.get(c.subject))
        for c in _claims(document, "measures")
        if c.value
    }


def expected_facts(*told: Fact) -> set[Fact]:
    """Facts with their names as they are compared."""
    return {(same(subject), predicate, same(object_)) for subject, predicate, object_ in told}


def expected_roles(*told: RoleHeld) -> set[RoleHeld]:
    """Roles with their names as they are compared."""
    return {(same(person), same(title), same(organization) if organization else None) for person, title, organization in told}
