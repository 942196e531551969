"""Names that begin as those of events and programs do: «Forum X», «Semaine africaine de la vaccination»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from ..countries import is_country
from ..names import BEGIN, UPPER, Chunk
from ..names.extents import extent, within_run
from ..organizations.shapes import is_addressed, is_dated
from ..places.gazetteer import country_of
from ..titles import starts_with_title
from ..words import any_of, fold, pattern, without_article, words

COMPONENT = "programs"

HEAD = re.compile(rf"{BEGIN}(?P<head>{any_of(words(COMPONENT, 'heads'))})(?![\w'-]|\.\w)")
_HELD = re.compile(rf"[ ](?:à|au|en)[ ](?P<where>[{UPPER}][\w'-]+(?:[ -][{UPPER}][\w-]+)*)$")
_PROPER = re.compile(rf"(?:^|[ '’(-])(?:[{UPPER}]|\d)")


def events(text: str, doc: Doc) -> Iterator[tuple[Chunk, float]]:
    """The names of a text that begin as events' and programs' do, each with the weight that its shape has, from 0 to 2."""
    end = 0
    for head in HEAD.finditer(text):
        if head.start() < end or within_run(text, head.start()):
            continue
        stop = extent(text, head.end(), doc, owner=False)
        held = _HELD.search(text, head.end(), stop)
        if held and (country_of(held["where"]) or is_country(held["where"])):
            stop = held.start()  # «Forum mondial de l'eau à Dakar»: where it is held
        rest = text[head.end() : stop]
        if not rest.strip():
            continue
        end = stop
        yield Chunk(head.start(), stop, text[head.start() : stop]), 2.0 if _PROPER.search(rest) else 1.6


_NOT_NAMES = frozenset(fold(w) for w in words(COMPONENT, "not_names"))
_NOT_ACRONYMS = frozenset(words("organizations", "not_acronyms"))
_MONTH = pattern(COMPONENT, "months", r"(?:{}|(?:19|20)\d\d)")


def plausible(name: str) -> bool:
    """Whether a string may name a program at all."""
    bare = without_article(name)
    folded = fold(bare)
    if folded in _NOT_NAMES or bare in _NOT_ACRONYMS or HEAD.fullmatch(bare):
        return False
    if len(folded) < 2 or len(bare) > 90 or is_country(bare) or starts_with_title(bare) or is_dated(bare) or is_addressed(bare):
        return False
    return not re.fullmatch(r"[\d\s]+", folded) and not _MONTH.fullmatch(folded)
