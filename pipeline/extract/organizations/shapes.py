"""Names that begin as those of institutions do: «Fondation X», «Agence nationale du sport», «CAF du Marbois»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from ..countries import is_country
from ..names import BEGIN, UPPER, Chunk
from ..names.extents import extent, within_run
from ..titles import starts_with_title
from ..words import any_of, fold, pattern, without_article, words

COMPONENT = "organizations"

_LOWER_HEADS = any_of([*words(COMPONENT, "lower_heads"), *words(COMPONENT, "territories")])
HEAD = re.compile(
    rf"{BEGIN}(?:(?P<acronym>{any_of(words(COMPONENT, 'head_acronyms'))})|(?P<capital>{any_of(words(COMPONENT, 'heads'))})"
    rf"|(?P<lower>(?<!-){_LOWER_HEADS}))(?![\w'-]|\.\w)"
)
_COORDINATING = frozenset(words(COMPONENT, "coordinating"))
_LISTING = re.compile(rf"(?i:{any_of(words(COMPONENT, 'listing'))})(?!\w)")
_TERRITORY = re.compile(rf"{any_of(words(COMPONENT, 'territories'))}\b")
_SENT = re.compile(rf"{any_of(words(COMPONENT, 'sent'))}(?!\w)")
_ABROAD = re.compile(rf"[ ](?:aux?|en|à(?: la)?)[ ][{UPPER}][\w'-]+(?:[ -][{UPPER}][\w-]+)*")
_STATE = re.compile(any_of(words(COMPONENT, "state")))
_SOMEWHERE = re.compile(rf"[ ](?:de[ ]la[ ]|de[ ]l'|du[ ]|de[ ]|d')[{UPPER}][\w'-]*")
"""«un centre culturel de Brumal» may but say where one is."""
_PROPER = re.compile(rf"(?:^|[ '’(-])(?:[{UPPER}]|\d)")


def institutions(text: str, doc: Doc) -> Iterator[tuple[Chunk, float]]:
    """The names of a text that begin as institutions' do, each with the weight that its shape has, from 0 to 2."""
    end = 0
    for head in HEAD.finditer(text):
        if head.start() < end or within_run(text, head.start()):
            continue
        coordinates = head[0].split()[0] in _COORDINATING or head["lower"] is not None
        lists = _LISTING.match(head[0]) is not None
        stop = extent(text, head.end(), doc, coordinates=coordinates, lists=lists, where=head["lower"] is None)
        abroad = _ABROAD.match(text, stop) if _SENT.match(head[0]) else None
        stop = abroad.end() if abroad else stop
        rest = text[head.end() : stop]
        proper = _PROPER.search(rest) is not None
        if not rest.strip() or (head["lower"] or head["acronym"]) and not proper:
            continue
        end = stop
        yield Chunk(head.start(), stop, text[head.start() : stop]), _weight(head, rest, proper)


def _weight(head: re.Match[str], rest: str, proper: bool) -> float:
    if head["lower"] and _TERRITORY.match(head["lower"]):
        return 0.4
    if head["lower"]:
        return 1.2 if _SOMEWHERE.fullmatch(rest) and not _STATE.match(head["lower"]) else 1.6
    return 2.0 if proper else 1.2


_TRADE = re.compile(rf"[{UPPER}][\w-]+s (?:(?i:sans|du|des|en|pour|aux?) |(?i:de) [{UPPER}])")
"""«Ingénieurs Sans Digues», «Artisans du Nord»: a trade in the plural is nobody's title."""
_NOT_ACRONYMS = frozenset(words(COMPONENT, "not_acronyms"))
_ADDRESS = pattern(COMPONENT, "addresses", r"(?<![\w]){}(?!\w)")
_NOT_NAMES = frozenset(fold(w) for w in words(COMPONENT, "not_names"))


def is_dated(name: str) -> bool:
    """Whether a string only says when: «Depuis 2023»."""
    return pattern(COMPONENT, "when", r"^{}\s+\d{4}$").match(name) is not None


def is_addressed(name: str) -> bool:
    """Whether a string names somebody by how they are addressed: «Dr X»."""
    return pattern("people", "honorifics", r"^{}\s").match(name) is not None


def plausible(name: str) -> bool:
    """Whether a string may name an organization at all."""
    bare = without_article(name)
    folded = fold(bare)
    if bare.split()[:1] and bare.split()[0] in _NOT_ACRONYMS:
        return False
    head = HEAD.fullmatch(bare)
    if _ADDRESS.search(bare) or head and not head["acronym"]:
        return False
    titled = starts_with_title(bare) and not _TRADE.match(bare)
    if is_addressed(bare) or is_dated(bare) or titled or re.match(r"Miss\b|Startups?\b", bare):
        return False
    if not folded or folded in _NOT_NAMES or folded.isdigit() or len(bare) > 150 or re.fullmatch(r"(?:[A-Z]\.?){1,2}", bare):
        return False
    return len(folded) > 1 and not is_country(bare)
