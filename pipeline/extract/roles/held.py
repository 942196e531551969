"""Who holds a role: the claim, its organization, its years."""

from __future__ import annotations

import re

from ...types import Mention
from ..countries import NATIONAL
from ..facts import Facts
from ..passages import Passage
from ..titles import FORMER
from ..words import fold, pattern
from .phrases import Title

COMPONENT = "roles"


def hold(
    facts: Facts,
    person: Mention,
    passage: Passage,
    title: Title,
    quote: tuple[int, int],
    org: Mention | None,
    confidence: float,
) -> None:
    """Adds a role and that the person holds it, in the organization that the title names, else in ``org``."""
    aside = _ASIDE.search(passage.text, title.start, title.end) or _OPEN.search(passage.text, title.start, title.end)
    national = NATIONAL.search(passage.text, title.start, title.end) if aside is None and title.org is None else None
    aside = aside or national  # «compositrice islandaise»
    ours = _OURS.search(passage.text, title.start, title.end)
    if ours:  # «cofondateur de l'association en 1994»
        aside, org = ours, org or facts.publisher or facts.voice
    role = facts.mention("Role", passage, title.start, aside.start() if aside else title.end, confidence, COMPONENT)
    if title.org:
        org = facts.mention("Organization", passage, *title.org, 0.88, COMPONENT) or org
    if role is None:
        return
    evidence = facts.evidence(passage, *quote)
    if not any(set(s) & set(person.evidence.spans) for s in [evidence.spans]) and fold(person.name) not in fold(evidence.quote):
        pieces = [evidence, person.evidence]
    else:
        pieces = [evidence]
    years = _years(passage.text[quote[0] : min(len(passage.text), quote[1] + 24)])
    facts.claim(
        person, "holdsRole", role, pieces, confidence, COMPONENT, qualifiers={"organization": org.key if org else None, **years}
    )
    if org and re.search(r"\b(?:co-?)?fondat(?:eur|rice)", passage.text[title.start : title.end], re.I):
        facts.claim(person, "founded", org, pieces, confidence, COMPONENT)


_OPEN = re.compile(r"\s*\([^()]*$")
_OURS = pattern(COMPONENT, "ours", r"\s+(?:de (?:l'|la |notre )?|du |de l' ?){}(?![\w-])(?!\s+(?-i:[A-ZÀ-Ý])).*$")
_ASIDE = re.compile(r"\s*[(,–]\s*(?:depuis|jusqu|à partir d|de (?:\w+ )?\d{4}|en poste|arrivée?|entrée? en|du \d|\d{4})")
"""«directeur général (depuis septembre 2022)»: when it was held is no part of a title."""


_RANGE = re.compile(r"\W*((?:19|20)\d\d)\s?[-–]\s?((?:19|20)\d\d)\s*:")
"""«1998-2003 : reporter à X»."""


def _years(text: str) -> dict[str, str | None]:
    """Since when and until when, as qualifiers: «de 2015 à 2020», «depuis 2021»."""
    both = re.search(r"\bde ((?:19|20)\d\d) à ((?:19|20)\d\d)", text) or _RANGE.match(text)
    if both:
        return {"from": both[1], "to": both[2]}
    since = re.search(r"\bdepuis (?:\w+ )?((?:19|20)\d\d)", text)
    until = re.search(r"\bjusqu'(?:en|au|à)\s(?:[\w]+ ){0,3}?((?:19|20)\d\d)", text)
    return {"from": since[1] if since else None, "to": until[1] if until else None}


GOVERNS = re.compile(
    rf"(?:{FORMER}[\s-]+)?(?:(?:vice|co)[- ]?)?(?:présidente?s?|trésori(?:er|ère)s?|secrétaires?|administrat(?:eur|rice)s?"
    r"|fondat(?:eur|rice)s?)"
    r"(?: générale?s?| adjointe?s?| sortante?s?| d'honneur| honoraires?| par intérim)*"
    r"(?: (?:pour (?:la |le |les |l')|déléguée? (?:à la |à l'|aux? )|chargée? (?:de la |de l'|du |des |de |d'))[^,.;]{3,40})?$"
    rf"|(?:{FORMER}[\s-]+)?(?:co-?)?direct(?:eur|rice)s?(?: générale?s?| généraux| adjointe?s?| exécuti(?:f|ve)s?"
    r"| par intérim)*$",
    re.I,
)
"""Titles that, bare, are held in the organization that speaks."""
