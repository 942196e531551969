"""Nouns that are counted: their plural, their singular without inclusive endings, and symbols of measure."""

from __future__ import annotations

import re
from functools import cache

from ..names import LOWER, UPPER
from ..words import fold, words
from .lists import COMPONENT, option, pairs

NOUN = re.compile(rf"[{LOWER}{UPPER}][\w'·•‧∙()-]*(?:\.(?:e|ne|rice|trice|euse)s?(?:\.s)?(?!\w)|[\w)²³])?")
_NOT_NOUNS = frozenset(fold(word) for word in words(COMPONENT, "not_nouns"))
_INVARIABLE = frozenset(words(COMPONENT, "invariable"))
_UNMARKED = frozenset(words(COMPONENT, "unmarked"))
_INCLUSIVE = re.compile(
    r"[·•‧∙]\w{1,7}(?:[·•‧∙]s)?|\(\w{1,7}\)|-(?:rices?|euses?|trices?|e-s|ne-s|e|ne)(?:-s)?(?!\w)|\.\w{1,5}(?:\.s)?(?!\w)"
)


def small(word: str) -> bool:
    """Whether a word is one of those that follow a number without being counted."""
    return fold(word) in _NOT_NOUNS


def singular(noun: str) -> str:
    """A noun without inclusive endings and plural.

    >>> singular("participant·e·s")
    'participant'
    >>> singular("journaux")
    'journal'
    """
    noun = _INCLUSIVE.sub("", noun.replace("’", "'")).strip(".-'")
    if noun in _INVARIABLE:
        return noun
    irregular = pairs("irregular").get(noun.lower())
    if irregular:
        return irregular
    if len(noun) > 5 and noun.endswith("aux"):
        return noun[:-1] if noun.endswith("eaux") else noun[:-3] + "al"
    return noun[:-1] if len(noun) > 3 and noun.endswith(("s", "x")) else noun


@cache
def symbol() -> re.Pattern[str]:
    """Symbols of measure: m², kg, ETP."""
    return re.compile(rf"(?:{option('symbols')})(?!\w)", re.I)


def plural(word: str) -> bool:
    """Whether a word may be the plural that two or more of something take."""
    bare = _INCLUSIVE.sub("", word)
    return bool(
        bare.endswith(("s", "x", "z"))
        or word.endswith(("s", "s)"))
        or (len(bare) > 1 and bare.isupper())
        or bare.lower() in pairs("irregular")
        or bare.lower() in _UNMARKED
        or symbol().fullmatch(bare)
    )
