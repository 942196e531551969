"""Places: cities, provinces, states and regions, told by the words before them, by gazetteers and by the country beside them.

They are looked for last and take nothing from others: «la Ville de Lyon» is a body, «à Lyon» a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..facts import Facts
from ..names import LOWER, UPPER
from ..names.extents import within_run
from ..passages import Passage
from ..people import first_names
from ..words import any_of, fold, words
from .gazetteer import COMPONENT, country_of, knows

__all__ = ["country_of", "find"]

KNOWN, TOLD, SAID = 0.9, 0.8, 0.7
"""How sure a place is that a gazetteer knows, that stands beside its country, that words alone tell."""

_WORD = rf"[{UPPER}](?:[{LOWER}][\w–-]*|-[\w-]+)"
_SMALL = r"(?:de[ ]la[ ]|de[ ]l'|de[ ]|du[ ]|des[ ]|d'|la[ ]|le[ ]|les[ ]|l'|sur[ ]|en[ ])"
_NAME = re.compile(rf"{_WORD}(?:[ ]{_SMALL}?{_WORD}|[ ](?=[{LOWER}])[{LOWER}]+(?!\w))*")
"""A run of capitals, the lower-case words beside it too («Région wallonne»)."""
_CAPITALS = re.compile(rf"{_WORD}(?:[ ]{_SMALL}?{_WORD})*")
_BEFORE = re.compile(rf"(?<![\w'-]){any_of(words(COMPONENT, 'before'))}(?=[{UPPER}])")
_WEAK = re.compile(rf"(?<![\w'-]){any_of(words(COMPONENT, 'weak'))}(?=[{UPPER}])")
_NOT_BEFORE = re.compile(rf"(?<![\w-])(?i:{any_of(words(COMPONENT, 'not_before'))})[ ](?:{any_of(words(COMPONENT, 'weak'))})?$")
_WITHIN = re.compile(rf"([{UPPER}][\w'-]+)[ ](?:à|en|aux?)[ ]$")
_COMMON = frozenset(fold(word) for word in words(COMPONENT, "not_places"))
_TOWN = re.compile(rf"{any_of(words(COMPONENT, 'towns'))}(?![\w'-])")
_BESIDE = re.compile(rf"\((?=[{UPPER}])|(?<=[\w)]),[ ](?=[{UPPER}])")
_AND = re.compile(rf"(?:,|[ ]et|[ ]ou|,[ ]et)[ ](?:à[ ]|en[ ]|aux?[ ])?(?=[{UPPER}])")
_GOES_ON = re.compile(rf"[ ][{UPPER}]|[-–'][\w]")
_COUNTRY = re.compile(any_of(words(COMPONENT, "country_after")))

Place = tuple[int, int, float]
"""Start, end, how sure it is."""


def find(facts: Facts) -> None:
    """Adds the places that the document names, and the countries that it says they are in."""
    others = {fold(f.mention.name) for f in facts.found if f.mention.type != "Role"}
    known: dict[str, float] = {}
    for passage in facts.passages:
        for start, end, sure in _places(facts, passage):
            name = passage.text[start:end]
            if fold(name) not in others and not facts.at(passage, start, end):
                known[name] = max(known.get(name, 0.0), sure)
    for passage, start, end in facts.localities:
        name = passage.text[start:end]
        if fold(name) not in others | _COMMON and not _names_else(passage.text, start) and not _ends_a_name(facts, name):
            known.setdefault(passage.text[start:end], SAID)
    for name, sure in sorted(known.items(), key=lambda kv: (-len(kv[0]), kv[0])):
        for passage, start, end in facts.occurrences.of(name):
            longer = _GOES_ON.match(passage.text, end) or passage.text[start - 1 : start] in ("@", "/", ".", "-")
            if passage.text[start:end] == name and not longer and not facts.at(passage, start, end):
                facts.mention("Place", passage, start, end, sure, COMPONENT)
    _locate(facts)


def _places(facts: Facts, passage: Passage) -> Iterator[Place]:
    """Where places stand in a passage: behind words that lead to one, and those joined to it."""
    text = passage.text
    for lead in _BEFORE.finditer(text):
        at: int | None = lead.end()
        while at is not None:
            town = _TOWN.match(text, at)
            end = _known_at(text, at)
            if end is not None:
                yield at, end, KNOWN
            elif town and not _GOES_ON.match(text, town.end()):
                end = town.end()
                yield at, end, TOLD
            elif (end := _abroad_at(facts, passage, at)) is not None:
                yield at, end, TOLD
            joined = _AND.match(text, end) if end is not None else None
            at = joined.end() if joined else None
    for lead in _WEAK.finditer(text):
        end = _known_at(text, lead.end())
        if end is None or not _tells_by_itself(text[lead.end() : end]):
            end = _abroad_at(facts, passage, lead.end())
        if end is not None and not _names_else(text, lead.end()) and not within_run(text, lead.start()):
            yield lead.end(), end, TOLD
    for lead in _BESIDE.finditer(text):
        end = _known_at(text, lead.end())
        if end is not None and text[end : end + 1] in (")", ",", ".", "\n", ""):
            yield lead.end(), end, TOLD


def _known_at(text: str, at: int) -> int | None:
    """Where the longest name known to gazetteers ends that begins at a character, unless a longer one goes on there."""
    run = _NAME.match(text, at)
    end = run.end() if run else at
    while end > at:
        if knows(text[at:end]):
            return None if _GOES_ON.match(text, end) else end
        end = text.rfind(" ", at, end)
    return None


def _names_else(text: str, start: int) -> bool:
    """Whether what stands before a name says that it names a street, a station, a prize, not the place itself."""
    return _NOT_BEFORE.search(text, max(0, start - 30), start) is not None


def _ends_a_name(facts: Facts, name: str) -> bool:
    """Whether a name only stands where another one ends: «Halle à Cordes», everywhere behind the same capital."""
    befores = [_WITHIN.search(p.text, max(0, start - 40), start) for p, start, _ in facts.occurrences.of(name)]
    words_before = {before[1] if before else None for before in befores}
    return len(befores) > 1 and len(words_before) == 1 and None not in words_before


def _tells_by_itself(name: str) -> bool:
    """Whether a name is known in one country only, and nobody's first name: «Bruxelles», not «Florence»."""
    return country_of(name) is not None and name not in first_names()


def _abroad_at(facts: Facts, passage: Passage, at: int) -> int | None:
    """Where capitals that begin at a character end, where the country that they are in stands behind them."""
    name = _CAPITALS.match(passage.text, at)
    link = _COUNTRY.match(passage.text, name.end()) if name else None
    if name and link and any(f.start == link.end() for f in facts.inside(passage, link.end(), kind="Country")):
        return name.end()
    return None


def _locate(facts: Facts) -> None:
    """«Ouidah, au Bénin», «Brumal (Belgique)»: the country that stands behind a place is where it is."""
    for found in [f for f in facts.found if f.mention.type == "Place"]:
        passage = facts.passages[found.passage]
        link = _COUNTRY.match(passage.text, found.end)
        for state in facts.inside(passage, link.end(), kind="Country") if link else ():
            if link and state.start == link.end():
                quote = facts.evidence(passage, found.start, state.end)
                facts.claim(found.mention, "locatedIn", state.mention, quote, 0.85, COMPONENT)
