"""Words cut at a line's end: which hyphens the typesetter set, and which are the words' own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .blocks import RawBlock
from .glyphs import HYPHENS

_ENOUGH = 100
"""Lines from which on a single hyphen at a line's end shows that words are not cut."""
_FRAGMENT = re.compile(
    r"(ments?|[st]ions?|tés?|teurs?|trices?|[lrtn]?ité|[nt]?i?ques?|[nrtlbd]es?|[nt]aires?|nelles?|ables?|ibles?)(?!\w)"
)
"""Second halves that are no words."""
_LINKED = re.compile(r"(?:sur|sous|en|de|du|des|la|le|les|lès|lez|aux?|et|à|ci|là|même|t)[-\u2010\u2011]", re.I)
"""What is tied by hyphens on both sides («Bellerive-sur-Aire», «c’est-à-dire»)."""
_INVERTED = re.compile(r"[td]-(?:ils?|elles?|on)$|(?:z|ons)-(?:vous|nous|l[ae]s?|moi|leur|lui|y|en)$")
"""Verb and pronoun («dit-elle»)."""
_PUNCTUATION = " .,;:!?…()[]«»\"“”’'"


@dataclass(frozen=True, slots=True)
class Hyphenation:
    """What a document shows of its hyphens."""

    cuts_words: bool | None = True
    """Whether its typesetter cut words; else a hyphen at a line's end is the word's own. None where too little tells."""
    words: frozenset[str] = frozenset()
    """Words that stand whole within its lines, in lower case."""
    heads: frozenset[str] = frozenset()
    """What stands before a hyphen within them («techno» of «techno-culturelle»)."""


def hyphenation_of(blocks: Iterable[RawBlock]) -> Hyphenation:
    """What these blocks show of the hyphens of their document."""
    ends = cut = 0
    words: set[str] = set()
    for raw in blocks:
        for line in raw.lines:
            words.update(word.text.strip(_PUNCTUATION).lower() for word in line.words[:-1])
        for line in raw.lines[:-1]:
            if len(line.text) > 20:
                ends += 1
                cut += line.text[-1] in HYPHENS
    heads = frozenset(word.split("-")[0] for word in words if "-" in word)
    cuts = cut >= 0.012 * ends if cut >= 2 else None if cut and ends < _ENOUGH else False
    return Hyphenation(cuts, frozenset(words), heads)


@cache
def _first_halves(name: str) -> frozenset[str]:
    """Words that a data file lists, one a line."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def joins(before: str, after: str, hyphenation: Hyphenation | None = None) -> str | None:
    """How a word cut at a line's end reads: the two halves joined, or None where ``before`` is a word of its own.

    >>> joins("transfor-", "mation")
    'transformation'
    >>> joins("sous-", "titre")
    'sous-titre'
    """
    if len(before) < 2 or before[-1] not in HYPHENS or not before[-2].isalpha() or not after[:1].isalpha():
        return None
    return before[:-1] + ("-" if _keeps(before, after, hyphenation or Hyphenation()) else "") + after


def _keeps(before: str, after: str, hyphenation: Hyphenation) -> bool:
    """Whether the hyphen is the word's own."""
    head = re.split(r"[’'\s]", before[:-1])[-1].lower().lstrip(_PUNCTUATION)
    tail = after.strip(_PUNCTUATION).lower()
    whole, linked = head + tail in hyphenation.words, f"{head}-{tail}" in hyphenation.words
    if whole != linked:
        return linked
    if len(head) > 4 and len(tail) > 3 and head in hyphenation.heads:
        return True
    head = re.split(r"[-\u2010\u2011]", head)[-1]
    capitals = len(head) > 1 and len(after) > 2 and before[:-1].isupper() and after.isupper()  # «MER-/CADIER»
    if not (after[0].islower() or capitals and hyphenation.cuts_words):
        return True
    if head in _first_halves("hyphens.txt") or _LINKED.match(after) or _INVERTED.search(f"{head}-{tail}"):
        return True
    if hyphenation.cuts_words is None:
        return head in hyphenation.words or head in _first_halves("compounds.txt")
    return not (hyphenation.cuts_words or before[-1] == "\u2010" or _FRAGMENT.match(after))
