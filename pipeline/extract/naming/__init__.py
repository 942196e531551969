"""Naming: which names are organizations and which programs, by the sum of what a whole document says of each.

Every place where a name may stand is a candidate; the words within, before and after it, the headings and lists that show it
and spaCy's guess speak for a type, with weights that stand in the data. Sums decide once for the whole document, so that a
name told clearly in one place is known in all others.
"""

from __future__ import annotations

from .. import organizations, programs
from ..facts import Facts
from ..passages import Passage
from ..words import fold, pattern, without_article
from . import cues
from .cases import Case, decide
from .gathered import Items, gather
from .headings import shown

COMPONENT = "naming"

_FOUNDING = pattern("names", "foundings", r"^{}[ ](?:de[ ]la[ ]|de[ ]l'|du[ ]|de[ ]|d')", 0)


def find(facts: Facts, items: Items) -> dict[int, tuple[int, int]]:
    """Adds the organizations and programs that the words around names tell of; gives, by passage, where a heading's name
    stands."""
    headings = shown(facts)
    cases = gather(facts, headings, items)
    for _, case in sorted(cases.items()):
        verdict = decide(case)
        if verdict is None or not case.stands_alone or _is_founding(case, cases):
            continue
        kind, weight = verdict
        if kind == "Place":
            places = [(facts.passages[index], place.start, place.end) for index, place in case.places]
            facts.localities += [place for place in places if _is_told_place(*place)]
        if kind == "Organization" or kind == "Program":
            plausible = organizations.plausible if kind == "Organization" else programs.plausible
            for index, candidate in case.places:
                if plausible(candidate.text):
                    confidence = min(0.92, 0.6 + 0.08 * weight)
                    facts.mention(kind, facts.passages[index], candidate.start, candidate.end, confidence, COMPONENT)
    return {one.passage: (one.start, one.end) for one in reversed(headings)}


def _is_told_place(passage: Passage, start: int, end: int) -> bool:
    """Whether words beside a name say that it is a place's, rather than spaCy alone."""
    said = (*cues.before(passage.text, start), *cues.after(passage.text, end))
    return any(kind == "Place" for kind, _ in said)


def _is_founding(case: Case, cases: dict[str, Case]) -> bool:
    """Whether «Fondation de X» tells when X was founded: it is written once, and X is known by itself."""
    if len(case.places) != 1:
        return False
    founded = _FOUNDING.match(case.places[0][1].text)
    other = cases.get(fold(without_article(case.places[0][1].text[founded.end() :]))) if founded else None
    return other is not None and bool(other.places) and decide(other) is not None
