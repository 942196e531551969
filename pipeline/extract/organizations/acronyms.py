"""Names beside their acronyms, either way round: two mentions, and the claim that they are one."""

from __future__ import annotations

import re
from itertools import pairwise

from ...types import EntityType
from ..facts import Facts
from ..names import ACRONYM, BEGIN, UPPER, initials_fit, is_acronym
from ..passages import LIST_SIGN, Passage
from ..programs.shapes import events
from ..words import any_of, pattern, without_article, words
from .shapes import HEAD

COMPONENT = "organizations"

_NOT_ACRONYMS = frozenset(words(COMPONENT, "not_acronyms"))


_BRACKETED = re.compile(r"(?P<a>[^():]+?)\s*\(\s*(?P<b>[^()]+?)\s*\)")
_DASHED = re.compile(r"(?P<a>[\w.&-]{2,12})\s*(?:–|-|:|—)\s+(?P<b>.+)")
_NAME = re.compile(rf"(?:L[ae]s?\s+|L')?[{UPPER}]")


def with_acronym(facts: Facts, passage: Passage, start: int, end: int, confidence: float) -> bool:
    """A name with its acronym in an item of a list, either way round: two mentions and the claim that they are one.
    False where ``start:end`` holds no such pair."""
    text = passage.text[start:end]
    pair = _BRACKETED.fullmatch(text) or _DASHED.fullmatch(text)
    if pair is None:
        return False
    short, long = ("a", "b") if is_acronym(pair["a"].strip()) else ("b", "a")
    acronym, name = pair[short].strip(), without_article(pair[long])
    fits = is_acronym(acronym) and initials_fit(acronym, name)
    if not fits and not (short == "a" and is_acronym(acronym) and len(name.split()) > 2 and _NAME.match(pair["b"])):
        return False
    long_name, short_name = ((start + pair.start(part), start + pair.end(part)) for part in (long, short))
    _pair(facts, passage, long_name, short_name, "Organization", confidence, 0.95 if fits else 0.8)
    return True


def _pair(
    facts: Facts,
    passage: Passage,
    long: tuple[int, int],
    short: tuple[int, int],
    kind: EntityType,
    confidence: float,
    sure: float,
) -> None:
    """A name and its acronym at these places, and the claim that they are one."""
    one = facts.mention(kind, passage, *long, confidence, COMPONENT)
    two = facts.mention(kind, passage, *short, confidence, COMPONENT)
    if one and two:
        quote = facts.evidence(passage, min(long[0], short[0]), max(long[1], short[1]))
        facts.claim(one, "sameAs", two, quote, sure, COMPONENT)


_DEGREE = pattern(COMPONENT, "degrees", r"(?<!\w){}[^.;:]{0,60}$")
_PLANNED = re.compile(rf"{any_of(words('programs', 'heads'))}(?!\w)|{any_of(words(COMPONENT, 'planned'))}(?!\w)")
_GLOSSARY = pattern(COMPONENT, "glossaries", r"(?<!\w){}(?!\w)")
_AFTER = re.compile(rf"\(\s*(?:la |le |l'|les )?({ACRONYM.pattern})\s*\)")
_BEFORE = re.compile(rf"(?<![\w'])(?:L'|l')?({ACRONYM.pattern})\s*(?:,|\()\s*([{UPPER}][^,()]+?)\s*(?:,|\))")


def expansions(facts: Facts) -> None:
    """«Nom complet (SIGLE)» and «SIGLE (Nom complet)» in running text, and an acronym on a line above its name. What is an
    event's by its first word is a program."""
    for passage, doc in zip(facts.passages, facts.docs, strict=True):
        programs = {chunk.start for chunk, _ in events(passage.text, doc)} if _AFTER.search(passage.text) else set()
        for match in _AFTER.finditer(passage.text):
            name = _expansion_before(passage.text[: match.start()].rstrip(), match[1])
            if name is not None:
                known = [f.mention.type for f in facts.at(passage, *name) if f.mention.type in ("Organization", "Program")]
                kind: EntityType = "Program" if name[0] in programs and "Organization" not in known else "Organization"
                _pair(facts, passage, name, match.span(1), kind, 0.9, 0.95)
        for match in _BEFORE.finditer(passage.text):
            fits = initials_fit(match[1], match[2]) and len(match[2].split()) > 1
            if fits and match[1] not in _NOT_ACRONYMS and not _DEGREE.search(passage.text[: match.start()]):
                _pair(facts, passage, match.span(2), match.span(1), "Organization", 0.9, 0.95)
    _glossaries(facts)
    for above, below in pairwise(facts.passages):
        short, long = above.text.strip(), below.text.strip()
        listed = bool(above.section) and _GLOSSARY.search(above.section[-1]) is not None
        fits = listed or initials_fit(short, without_article(long))
        if is_acronym(short) and HEAD.match(without_article(long)) and len(long) < 90 and fits:
            one = facts.mention("Organization", below, 0, len(below.text), 0.9, COMPONENT)
            two = facts.mention("Organization", above, 0, len(above.text), 0.9, COMPONENT)
            if one and two:
                quotes = (facts.evidence(above, 0, len(above.text)), facts.evidence(below, 0, len(below.text)))
                facts.claim(one, "sameAs", two, quotes, 0.9, COMPONENT)


def _glossaries(facts: Facts) -> None:
    """Lines «SIGLE : Nom complet» under «Sigles et abréviations», where the name begins as a body's or a program's does."""
    for passage in facts.passages:
        if not passage.section or not _GLOSSARY.search(passage.section[-1]):
            continue
        mark = LIST_SIGN.match(passage.text)
        start = mark.end() if mark else 0
        pair = _DASHED.fullmatch(passage.text.rstrip(" ;.,"), start)
        if pair is None or not is_acronym(pair["a"]) or len(pair["b"]) > 90:
            continue
        name = without_article(pair["b"])
        kind: EntityType | None = "Organization" if HEAD.match(name) else "Program" if _PLANNED.match(name) else None
        if kind and pair["a"] not in _NOT_ACRONYMS:
            _pair(facts, passage, pair.span("b"), pair.span("a"), kind, 0.9, 0.9)


def _expansion_before(before: str, acronym: str) -> tuple[int, int] | None:
    """Where the name that ``acronym`` is made of ends the text ``before``, or None; the shortest one that fits."""
    for match in reversed(list(re.finditer(rf"{BEGIN}[{UPPER}][\w'-]*", before))):
        name = before[match.start() :]
        said = re.search(r"[.;:!?()]|\b(?:est|sont|a|ont|par|et le|et la|et les)\b", name)
        if len(name) < 90 and not said and len(name.split()) > 1 and initials_fit(acronym, name):
            return match.start(), len(before)
    return None
