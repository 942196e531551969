"""Roles that the person interviewed tells of themselves, and where they work."""

from __future__ import annotations

import re

from ...types import Mention
from ..facts import Facts
from ..passages import is_interview
from ..words import any_of, fold, words
from .held import COMPONENT, hold
from .phrases import phrase

_I_AM = re.compile(
    rf"\b(?:{any_of(words(COMPONENT, 'i_am'))}\s+(?:{any_of(words(COMPONENT, 'when'))}\s+)?(?:le |la |l'|un |une )?"
    rf"|{any_of(words(COMPONENT, 'first_person'))}\s+)"
)


def interviewed(facts: Facts) -> None:
    """First-person titles of the person interviewed («en qualité de manager»)."""
    person = interviewee(facts)
    if person is None:
        return
    for passage in facts.passages:
        if passage.kind != "paragraph":
            continue
        for match in _I_AM.finditer(passage.text):
            if not re.search(r"\b(?:j'|je|m'|me|mon|ma)\b|\bj'", passage.text[max(0, match.start() - 120) : match.end()], re.I):
                continue
            title = phrase(facts, passage, match.end())
            if title is None:
                continue
            sentence = max(passage.text.rfind(". ", 0, match.start()) + 2, 0)
            end = title.org[1] if title.org else title.end
            orgs = facts.inside(passage, sentence, match.start(), "Organization")
            org = orgs[-1].mention if orgs and title.org is None and "qualité" in match[0] else None
            hold(facts, person, passage, title, (sentence, end), org, 0.7)


def employer(facts: Facts) -> Mention | None:
    """The organization of the person interviewed, by the first role told of them."""
    person = interviewee(facts)
    keys = {
        f.mention.key
        for f in facts.found
        if person and f.mention.type == "Person" and fold(f.mention.name) == fold(person.name)
    }
    mentions = {f.mention.key: f for f in facts.found}
    held = [
        dict(c.qualifiers).get("organization")
        for c in facts.claims.values()
        if c.predicate == "holdsRole" and c.subject in keys
    ]
    orgs = sorted((mentions[k].passage, mentions[k].start, k) for k in held if k in mentions)
    return mentions[orgs[0][2]].mention if orgs else None


def interviewee(facts: Facts) -> Mention | None:
    """The person that an interview is with: named in its first heading, with questions further on."""
    if not is_interview(facts.passages):
        return None
    for passage in facts.passages[:8]:
        for found in facts.inside(passage, kind="Person"):
            return found.mention
    return None
