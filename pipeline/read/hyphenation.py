"""Words cut at a line's end: which hyphens the typesetter set, and which are the words' own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from pipeline.read.glyphs import HYPHENS
from pipeline.read.layout.blocks import RawBlock

_ENOUGH = 100
"""Lines from which on a single hyphen at a line's end shows that words are not cut."""
_FRAGMENT = re.compile(
    r"(ments?|[st]ions?|tés?|teurs?|trices?|[lrtn]?ité|[nt]?i?ques?|[nrtlbd]es?|[nt]aires?|nelles?|ables?|ibles?)(?!\w)"
)
"""Second halves that are no words."""
_LINKED = re.compile(r"(?:sur|sous|en|de|du|des|la|le|les|lès|lez|aux?|et|à|ci|là|même|t)[-\u2010\u2011]", re.I)
"""What is tied by hyphens on both sides («Bellerive-sur-Aire», «c’est-à-dire»)."""
_SMALL_LINK = re.compile(r"\w[-\u2010](?:à|en|de|du|des|la|le|les|sur|sous|l|d|et|au|aux|dans|par)$", re.I)
"""What comes before the last part of a compound («bouche-à-oreille»)."""
_INVERTED = re.compile(r"\w*[td]-(?:ils?|elles?|on)|\w*(?:z|ons)-(?:vous|nous|l[ae]s?|moi|leur|lui|y|en)")
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
    lines = ends = 0
    words: set[str] = set()
    pairs: list[tuple[str, str]] = []
    soft = False
    for raw in blocks:
        for line in raw.lines:
            words.update(word.text.strip(_PUNCTUATION).lower() for word in line.words[:-1])
        for line, after in pairwise(raw.lines):
            lines += len(line.text) > 20
            if line.text[-1] in HYPHENS and len(line.text) > 20 and after.text[:1].islower():
                ends += 1
                soft = soft or line.text[-1] == "\u2010"
                pairs.append((line.words[-1].text, after.words[0].text))
    heads = frozenset(word.split("-")[0] for word in words if "-" in word)
    if soft:  # the typesetter's own hyphen is another sign than the words'
        return Hyphenation(False, frozenset(words), heads)
    telling = [told for before, after in pairs if (told := _tells(before, after, words)) is not None]
    cuts = ends >= 2 and ends >= 0.012 * lines and 2 * sum(telling) >= len(telling)
    return Hyphenation(cuts or (None if ends and lines < _ENOUGH else False), frozenset(words), heads)


def _tells(before: str, after: str, words: set[str]) -> bool | None:
    """Whether a line's end shows that words are cut; None where it may be either."""
    head, tail = before[:-1].strip(_PUNCTUATION).lower(), after.strip(_PUNCTUATION).lower()
    if head + tail in words or _FRAGMENT.match(tail):
        return True
    if f"{head}-{tail}" in words or head in words and tail in words or _SMALL_LINK.search(head):
        return False
    return None


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
    if _SMALL_LINK.search(head):
        return True
    whole, linked = head + tail in hyphenation.words, f"{head}-{tail}" in hyphenation.words
    if whole != linked:
        return linked
    if len(head) > 4 and len(tail) > 3 and head in hyphenation.heads:
        return True
    head = re.split(r"[-\u2010\u2011]", head)[-1]
    capitals = len(head) > 1 and len(after) > 2 and before[:-1].isupper() and after.isupper()  # «MER-/CADIER»
    if not (after[0].islower() or capitals and hyphenation.cuts_words):
        return True
    if head in _first_halves("hyphens.txt") or _LINKED.match(after) or _INVERTED.fullmatch(f"{head}-{tail}"):
        return True
    if hyphenation.cuts_words is None:
        return head in hyphenation.words or head in _first_halves("compounds.txt")
    return not (hyphenation.cuts_words or before[-1] == "\u2010" or _FRAGMENT.match(after))
