"""How faithfully a text was read: the words that were got, against those that should be."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import Indel

MARGINS = frozenset({"header", "footer", "page_number"})
"""Kinds of blocks that are no part of the text."""

_MARKUP = re.compile(r"</?u>|\]\([^)]*\)|[*\\\[^]")


def words_of(text: str) -> list[str]:
    """Its words, folded: no case, no punctuation, no Markdown."""
    text = unicodedata.normalize("NFKC", _MARKUP.sub("", text)).replace("\u00ad", "")
    return re.findall(r"[^\W_]+", text.casefold())


def words_f1(got: Sequence[str], wanted: Sequence[str]) -> float:
    """Whether nothing is lost and nothing invented, whatever the order."""
    common = sum((Counter(got) & Counter(wanted)).values())
    return 2 * common / (len(got) + len(wanted)) if got or wanted else 1.0


def in_order(got: Sequence[str], wanted: Sequence[str]) -> float:
    """Likeness of two sequences of words."""
    return round(Indel.normalized_similarity(got, wanted), 4)
