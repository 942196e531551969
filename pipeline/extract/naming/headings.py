"""Headings that show a name: the text says it again, or the heading over it announces names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..facts import Facts
from ..names import LOWER, UPPER
from ..organizations.partners import partner_kind
from ..passages import Passage
from ..people import section_kind
from ..programs.shapes import plausible
from ..titles import starts_with_title
from ..words import any_of, pattern, rows, without_article

COMPONENT = "naming"

ANNOUNCED, NAMED = 1.2, 2.2
"""Weights: under «Nos projets»; «Le projet X» itself in the heading."""

_NUMBERED = re.compile(r"^\s*(?:[IVX]+\s*[-.)]|\d+(?:\.\d+)*\s*[-.)]|[a-zA-Z]\s*[.)]|\d+(?=\s))\s*")
_NOT_HEADING = pattern("programs", "not_headings", r"^{}$")
_BODY = pattern("programs", "bodies", r"^{}\s")
_ANNOUNCING = pattern(
    COMPONENT,
    "announcing",
    rf"^(?:(?:nos|les|notre|quelques|autres|principaux|grands)\s+)?(?:[{LOWER}]+\s+)?{{}}(?:\s+[{LOWER}]+)?\b",
)
_COMMON_NOUNS = any_of(w for row in rows(COMPONENT, "before") if row.get("heads") for w in row["words"])
_ANNOUNCER = re.compile(
    rf"^(?:(?:[Ll]es?\s+|[Ll]a\s+|[Ll]'|[Nn]otre\s+)(?i:{_COMMON_NOUNS})\s+[«“\"]?|(?i:{_COMMON_NOUNS})\s+[«“\"])\s*(?=[{UPPER}\d])"
)
"""«Le projet X», «Campagne « X »»; but «Formation X» is a name."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A name that a heading shows: characters ``start:end`` of its passage, and how much the heading alone says."""

    passage: int
    start: int
    end: int
    name: str
    weight: float


def _whole(text: str) -> list[tuple[int, int]]:
    """Stretches of a heading that may be a name: all of it, what stands before «:» or a dash, both sides of «et la»."""
    number = _NUMBERED.match(text)
    start = number.end() if number else 0
    cut = re.compile(r"\s+:\s+|\s+[–—]\s+|\s*\(").search(text, start)
    end = cut.start() if cut else len(text)
    found = [(start, end)]
    for part in re.finditer(r"\s+et\s+(?=l[ae]s?\s|l')", text[start:end]):
        found += [(start, start + part.start()), (start + part.end(), end)]
    for part in re.finditer(rf"\s+et\s+(?=[{UPPER}])", text[start:end]):
        found += [(start, start + part.start()), (start + part.end(), end)]
    comma = re.search(r",\s+(?:le|la|les|l'|une?)\b", text[start:end])
    if comma:
        found.append((start, start + comma.start()))
    return found


def shown(facts: Facts) -> list[Shown]:
    """The names that headings and the first lines of cards may show."""
    found: list[Shown] = []
    for passage in facts.passages:
        card = passage.kind == "card" and "\n" in passage.text and not starts_with_title(passage.text.split("\n")[1])
        if passage.kind != "heading" and not card or section_kind(passage):
            continue
        first = passage.text.partition("\n")[0] if card else passage.text.replace("\n", " ")
        for start, end in _whole(first):
            one = _shown(passage, first, start, end)
            if one is not None:
                found.append(one)
    return found


def _shown(passage: Passage, text: str, start: int, end: int) -> Shown | None:
    name = text[start:end]
    announcer = _ANNOUNCER.match(name)
    weight = NAMED if announcer else 0.0
    if announcer:
        start += announcer.end()
    elif _NOT_HEADING.match(name) or partner_kind(name, heading=True) or _BODY.match(name):
        return None
    name = without_article(text[start:end].rstrip(' »”".:'))
    start += text[start:end].find(name)
    if not announcer and passage.section and _ANNOUNCING.match(passage.section[-1]):
        weight = ANNOUNCED
    if (
        not name
        or len(name.split()) > 7
        or name.endswith("?")
        or not plausible(name)
        or not re.match(rf"[{UPPER}\d]|[{LOWER}]*[{UPPER}]|.*\.", name)
    ):
        return None
    return Shown(passage.index, start, start + len(name), name, weight)


def stands(text: str, start: int, end: int, begins: bool) -> bool:
    """Whether a heading's words stand in a text as a name does: with a capital that no sentence asks for, or as its subject."""
    if not (text[start].isupper() or text[start].isdigit() or any(c.isupper() for c in text[start + 1 : end])):
        return False
    article = re.search(r"(?:^|[\s(«])(?:[Ll][ea]s?|[Ll]'|du|des|d'|de|aux?|à|et|une?|dans|projet)\s*$", text[:start])
    verb = re.match(r"\s+(?:est|sont|a|ont|se|s'|permet|vise|propose|compte|offre|accompagne|réunit)\b", text[end:])
    return not begins or article is not None or verb is not None
