"""Sentences: where they begin and end, and whether a block holds any."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from ...types import BlockKind
from ..words import words

COMPONENT = "sentences"

# The marks come first, so that most of a text is passed over at the speed of a search for them.
_ABBREVIATED = "".join(rf"(?<!\b{abbreviation}\.)" for abbreviation in words(COMPONENT, "abbreviations"))
_STOP = re.compile(rf"[.!?…]{_ABBREVIATED}[.!?…]*(?:\s*[»\")])?\s+(?=[A-ZÀ-Ý«\"(“\d•–-])")
_ENDED = re.compile(r"[.!?…:;][\s\d»”\")\]]*$")
_PROSE = frozenset({"paragraph", "list_item", "callout", "caption"})


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence of a text."""
    cuts = [0, *(m.end() for m in _STOP.finditer(text)), len(text)]
    return tuple((a, b) for a, b in pairwise(cuts) if text[a:b].strip())


def sentence_around(text: str, at: int) -> tuple[int, int]:
    """The sentence that holds the character ``at``."""
    return next(((a, b) for a, b in sentences(text) if a <= at < b), (0, len(text)))


def is_sentence(text: str, kind: BlockKind) -> bool:
    """Whether a block says something rather than names it: it ends as sentences do, or is a stretch of prose mostly in small
    letters (items of lists often lack the full stop).

    >>> is_sentence("Les ateliers accueillent le bourg.", "card"), is_sentence("Trésorière du conseil", "card")
    (True, False)
    """
    parts = text.split()
    if len(parts) < 4:
        return False
    small = sum(part[0].islower() for part in parts)
    return bool(_ENDED.search(text[-20:])) and small > 1 or kind in _PROSE and len(parts) >= 8 and 2 * small >= len(parts)
