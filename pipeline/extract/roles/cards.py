"""Roles on cards, on a line of their own, and behind a name at the head of a line."""

from __future__ import annotations

import re

from ..facts import Facts, Found
from ..passages import Passage
from ..people import section_kind
from ..titles import starts_with_title
from ..words import any_of, words
from .held import COMPONENT, GOVERNS, hold
from .phrases import phrase, segment

_CONTACT = re.compile(r"[\s·|,]*(?:\S+@\S+|(?:\+|\b)\d[\d .()-]{6,})")
_OWN = re.compile(r"conseil d'administration|\bC\.\s?A\.|\bCA\b|du bureau|du conseil|du comité", re.I)
_SENTENCE = re.compile(rf"(?:,| qui)\s+{any_of(words(COMPONENT, 'becomes'))}\s")
_SPLIT = re.compile(r"\s*[|/•;]\s*|\s+·\s+|\n")


def carded(facts: Facts, understood: frozenset[int]) -> None:
    """A title under or after a name, on a card or a line of its own; ``understood`` passages are left out."""
    for passage in facts.passages:
        if passage.index in understood:
            continue
        first = next((f for f in facts.inside(passage, kind="Person") if not passage.text[: f.start].strip(" •–-")), None)
        if first is None or passage.kind not in ("card", "paragraph", "heading", "list_item", "cell", "caption"):
            continue
        rest, offset, where = passage.text[first.end :], first.end, passage
        beside = _BESIDE.match(rest)
        if beside:
            _belongs(facts, first, passage, first.end + beside.end(1))
        lead = re.match(rf"(?:{_BESIDE.pattern})?\s*(?:\n|,|:|–|-|\||\()\s*", rest)
        if not rest.strip() and passage.kind in ("heading", "paragraph") and passage.index + 1 < len(facts.passages):
            where, offset, rest = facts.passages[passage.index + 1], 0, facts.passages[passage.index + 1].text
            if len(rest) > 170 or where.kind not in ("paragraph", "heading"):
                continue
        elif lead and (passage.kind != "paragraph" or len(passage.text) < 160 and not passage.text.rstrip().endswith(".")):
            offset, rest = first.end + lead.end(), rest[lead.end() :]
        else:
            continue
        if passage.kind in ("list_item", "paragraph") and _SENTENCE.search(rest):
            continue  # read with the other sentences
        kind = section_kind(passage)
        if not starts_with_title(rest) and not (
            kind and where is passage and lead and len(rest) < 70 and not re.search(r"\d|@", rest)
        ):
            continue
        flat = where.text.replace("\n", " ")
        contact = _CONTACT.search(flat, offset)
        end = len(flat[: contact.start() if contact else None].rstrip(" ).,;·|"))
        if passage.kind == "heading" and where is passage:
            _titled_heading(facts, first, passage, offset)
            continue
        at = offset
        bounds = [
            m.span()
            for m in _SPLIT.finditer(where.text, offset, end)
            if m[0] != "\n" or starts_with_title(where.text[m.end() :])
        ]
        for s, e in [*bounds, (end, end)]:
            for title in segment(flat, at, s, outside=kind != "team"):
                shown = flat[title.start : title.end]
                own = kind == "team" or bool(_OWN.search(shown)) or bool(GOVERNS.match(shown))
                quote = (first.start, len(passage.text)) if where is passage else (0, len(where.text))
                hold(facts, first.mention, where, title, quote, facts.publisher if own and not title.org else None, 0.92)
            at = e
        if kind == "board" and facts.publisher:
            facts.claim(
                first.mention,
                "memberOf",
                facts.publisher,
                facts.evidence(passage, first.start, len(passage.text)),
                0.85,
                COMPONENT,
            )


_BESIDE = re.compile(r"\s*\(([^()]{3,60})\)(?=\s*[,:–-])")
"""«Maud Kerlévéo (Maison du récit), présidente»."""


def _belongs(facts: Facts, person: Found, passage: Passage, end: int) -> None:
    """Whom a body in brackets behind a name sends."""
    for body in facts.inside(passage, person.end, end, "Organization")[:1]:
        quote = facts.evidence(passage, person.start, end)
        facts.claim(person.mention, "memberOf", body.mention, quote, 0.8, COMPONENT)


def _titled_heading(facts: Facts, person: Found, passage: Passage, offset: int) -> None:
    """«P, directrice de X» as a heading."""
    title = phrase(facts, passage, offset)
    if title:
        hold(facts, person.mention, passage, title, (0, len(passage.text)), None, 0.9)
