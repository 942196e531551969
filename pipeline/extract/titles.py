"""Titles: how they begin, how far they go, and the folded concept that «directrice générale» and «directeur général» share."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from .words import any_of, fold, words

COMPONENT = "roles"

TITLE = any_of(words(COMPONENT, "titles"))
ENGLISH = any_of(words(COMPONENT, "english"))
ADJECTIVE = any_of(words(COMPONENT, "adjectives"))
FORMER = any_of(words(COMPONENT, "former"))
_START = re.compile(rf"(?:{FORMER}[\s-]+)?(?:co-?)?(?:{TITLE}|{ENGLISH})(?![\w])", re.I)


@lru_cache(maxsize=16384)
def starts_with_title(text: str) -> bool:
    """Whether a text begins with a title («Directrice générale», «Senior Director»)."""
    return _START.match(text.strip()) is not None


def title_at(text: str, at: int) -> int | None:
    """The end of the head of a title that begins at ``at``, or None."""
    match = _START.match(text, at)
    return match.end() if match else None


@cache
def _endings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf"{feminine}$"), masculine)
        for feminine, masculine in (
            ("trices?", "teur"), ("teurs", "teur"), ("euses?", "eur"), ("eures?", "eur"), ("eurs", "eur"),
            ("ieres?", "ier"), ("iers", "ier"), ("iennes?", "ien"), ("iens", "ien"), ("elles?", "el"), ("ales?", "al"),
            ("aux", "al"), ("ives?", "if"), ("ifs", "if"), ("cheffes?", "chef"), ("chefs", "chef"),
            ("entes?", "ent"), ("ents", "ent"), ("antes?", "ant"), ("ants", "ant"),
            ("ees?", "e"), ("es", "e"), ("ointes?", "oint"), ("oints", "oint"),
        )
    )  # fmt: skip


def concept(role: str) -> str:
    """A role folded to one form for all genders and numbers.

    >>> concept("Directrices générales") == concept("directeur général")
    True
    """
    role = re.sub(r"\(\w{1,5}\)|[·•]\w{1,5}|\bdirecteur-trice\b", "", role)
    made = []
    for word in fold(role).split():
        for ending, masculine in _endings():
            if ending.search(word):
                word = ending.sub(masculine, word)
                break
        made.append(word)
    return " ".join(made)
