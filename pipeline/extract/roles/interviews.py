"""Roles that the person interviewed tells of themselves, and where they work."""

from __future__ import annotations

import re
from collections import Counter

from ...types import Mention
from ..facts import Facts
from ..passages import LIST_SIGN
from ..reference import portrayed
from ..words import any_of, fold, pattern, words
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
            here = orgs and not passage.text[orgs[-1].end : match.start()].strip()  # «j'ai rejoint X comme …»
            at_work = orgs and (here or "qualité" in match[0] or _AT.fullmatch(passage.text[sentence : orgs[-1].start]))
            org = orgs[-1].mention if at_work and title.org is None else None
            hold(facts, person, passage, title, (sentence, end), org, 0.7)


def briefed(facts: Facts) -> None:
    """Lines of a box «En bref» or «Parcours» of an interview or portrait: «1998-2003 : reporter à X»."""
    person = portrayed(facts)
    for passage in facts.passages if person else ():
        if (
            not passage.section
            or not _BRIEF.search(passage.section[-1])
            or passage.kind not in ("list_item", "card", "paragraph")
        ):
            continue
        mark = LIST_SIGN.match(passage.text)
        dated = _DATED.match(passage.text, mark.end() if mark else 0)
        at = dated.end() if dated else 0
        while person and (title := phrase(facts, passage, at)):
            end = title.org[1] if title.org else title.end
            hold(facts, person, passage, title, (0, len(passage.text)), None, 0.8)
            more = _THEN.match(passage.text, end)
            if more is None:
                break
            at = more.end()


_BRIEF = pattern(COMPONENT, "briefs", r"^\W*{}(?!\w)")
_DATED = re.compile(r"\W*(?:(?:19|20)\d\d(?:\s?[-–/à]\s?(?:(?:19|20)\d\d|aujourd'hui))?\s*[:–-]\s*)?")
_THEN = re.compile(r"\s*(?:,| et|,? puis)\s+")
_AT = re.compile(r"(?:À|Au|Aux|Chez|Dans)\s+(?:la |le |les |l')?")
"""«À X, j'étais responsable»."""
_LEADS = re.compile(
    rf"\b(?:Il|Elle)\s+{any_of(words(COMPONENT, 'leads'))}(?:,?\s+depuis\s+(?:\w+\s+)?\d{{4}},?)?\s+(?:la |le |les |l')?"
)
_OPENING = 8
"""How many passages may tell who is interviewed."""


def workplace(facts: Facts) -> Mention | None:
    """What the person interviewed leads, as the lines before the first question say («Elle dirige X»)."""
    if portrayed(facts) is None:
        return None
    for passage in facts.passages[:_OPENING]:
        for leads in _LEADS.finditer(passage.text):
            for found in facts.inside(passage, leads.end(), kind="Organization"):
                if found.start <= leads.end() + 1:
                    return found.mention
    return _most_told(facts)


def employer(facts: Facts) -> Mention | None:
    """The organization of the person interviewed, by the first role told of them."""
    person = interviewee(facts) or portrayed(facts)
    keys = {
        f.mention.key
        for f in facts.found
        if person and f.mention.type == "Person" and fold(f.mention.name) == fold(person.name)
    }
    mentions = {f.mention.key: f for f in facts.found}
    held = [
        dict(c.qualifiers).get("organization")
        for c in facts.claims.values()
        if c.predicate == "holdsRole" and c.subject in keys and "to" not in dict(c.qualifiers)
    ]
    orgs = sorted((mentions[k].passage, mentions[k].start, k) for k in held if k in mentions)
    return _most_told(facts) or (mentions[orgs[0][2]].mention if orgs else None) if person else None


_OFTEN = 4
"""How often a portrait names the organization that it is about as well."""


def _most_told(facts: Facts) -> Mention | None:
    """The organization of which a portrait speaks most: at least twice as often as of any other."""
    bodies = [f.mention for f in facts.found if f.mention.type == "Organization"]
    times = Counter(fold(mention.name) for mention in bodies).most_common(2)
    if facts.interview or not times or times[0][1] < _OFTEN or len(times) > 1 and times[0][1] < 2 * times[1][1]:
        return None
    return next(mention for mention in bodies if fold(mention.name) == times[0][0])


def interviewee(facts: Facts) -> Mention | None:
    """The person that an interview is with: who answers in it, else the first whom its opening names."""
    if not facts.interview:
        return None
    people = [found.mention for passage in facts.passages for found in facts.inside(passage, kind="Person")]
    answering = fold(facts.document.interviewee or "")
    named = next((mention for mention in people if fold(mention.name) == answering), None)
    first = (f.mention for passage in facts.passages[:_OPENING] for f in facts.inside(passage, kind="Person"))
    return named or next(first, None)
