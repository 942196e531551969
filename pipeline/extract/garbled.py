"""What cannot be read as text: characters of a broken font, letters set apart."""

from __future__ import annotations

import re

_ORDINARY = re.compile(
    r"[^\w\s]*(?:[^\W\d_]+(?:['’·.&/+@-][^\W\d_]+)*['’.]?|[\d.,:/+-]+[^\W\d_]{0,4}|https?://\S+|\S+@\S+)?[^\w\s]*"
)
"""A word, a number with its unit, an address or a mark, with the punctuation around it."""
_FEWEST = 8
"""How many words a block needs before it can be told."""
_STRANGE, _APART = 0.5, 0.6
"""The shares of strange words and of single letters from which a block is garbled."""
_LONGEST = 60
"""Characters of a word. Addresses apart, few French words have half as many."""


def is_garbled(text: str) -> bool:
    """Whether a block holds no words: most of its signs stand together as no text has them, or each letter by itself.

    >>> is_garbled("L a  F o n d a t i o n  a  s o u t e n u"), is_garbled("Nos ateliers ont accueilli 1 240 personnes.")
    (True, False)
    """
    parts = text.split()
    strange = sum(len(part) > _LONGEST and "/" not in part or _ORDINARY.fullmatch(part[:_LONGEST]) is None for part in parts)
    single = sum(len(part) == 1 and part.isalpha() for part in parts)
    long = len(text) > _LONGEST or len(parts) >= _FEWEST
    return long and strange > _STRANGE * len(parts) or len(parts) >= _FEWEST and single > _APART * len(parts)
