"""What stands beside a known program: another name of it, a longer name, the address of a digital service."""

from __future__ import annotations

import re

from ..facts import Facts
from ..names import BEGIN, DOMAIN, LOWER, UPPER, URL, sentence_start
from ..words import pattern, words

COMPONENT = "programs"

_SMALL = frozenset(words(COMPONENT, "not_prefixes"))
_NOT_SERVICE = pattern(COMPONENT, "before_addresses", r"(?:{})\s*:?\s*$")
_WORD_BEFORE = re.compile(rf"{BEGIN}([{UPPER}][{LOWER}-]+)[ ]$")


def appositions(facts: Facts) -> None:
    """«X : la Semaine …,» at the head of a sentence: two names of one thing."""
    link, stop = re.compile(r"\s+:\s+(?:la|le|les)\s+"), re.compile(r",|\.|$")
    for found in [f for f in facts.found if f.mention.type == "Program"]:
        passage = facts.passages[found.passage]
        joined = link.match(passage.text, found.end) if passage.kind == "paragraph" else None
        for other in facts.inside(passage, joined.end(), kind="Program") if joined else ():
            if joined and other.start == joined.end() and stop.match(passage.text, other.end):
                quote = facts.evidence(passage, found.start, other.end)
                facts.claim(found.mention, "sameAs", other.mention, quote, 0.8, COMPONENT)


def prefixed(facts: Facts) -> None:
    """Capitals right before a known program make a longer name («Vitrine X» beside «X»)."""
    for found in [f for f in facts.found if f.mention.type == "Program"]:
        passage = facts.passages[found.passage]
        before = _WORD_BEFORE.search(passage.text, max(0, found.start - 40), found.start)
        small = before is None or before[1].lower() in _SMALL or sentence_start(passage.text, before.start(1))
        if before and " " in found.mention.name and not small:
            facts.mention("Program", passage, before.start(1), found.end, 0.72, COMPONENT)


def addresses(facts: Facts) -> None:
    """Services known by their address («exemple.gouv.fr») in running text."""
    for passage in facts.passages:
        hidden = URL.sub(lambda m: " " * len(m[0]), passage.text)
        for match in DOMAIN.finditer(hidden):
            before = passage.text[max(0, match.start() - 25) : match.start()]
            if match[0].count(".") == 1 and match[0].startswith(("gouv.", "www.")) or before.endswith("("):
                continue
            if match[0].islower() and not _NOT_SERVICE.search(before):
                facts.mention("Program", passage, match.start(), match.end(), 0.62, COMPONENT)
