"""The lists of ``words.yaml``: as patterns, as pairs, and with the words that they share («{mois}») put in."""

from __future__ import annotations

import re
from functools import cache

from ..words import any_of, words

COMPONENT = "figures"
NUMBER_WORD = any_of(words(COMPONENT, "number_words"))
_ANY_NUMBER = rf"(?:\d+(?:[.,]\d+)?|{NUMBER_WORD}(?:[\s-](?:et\s)?(?:{NUMBER_WORD}|une?))*)"


@cache
def pairs(key: str) -> dict[str, str]:
    """The entries ``pattern=value`` of a list."""
    return dict(row.split("=", 1) for row in words(COMPONENT, key))


@cache
def option(key: str) -> str:
    """A pattern that matches any entry of a list, shared words put in."""
    shared = {
        "{nombre}": _ANY_NUMBER,
        "{mois}": any_of(words(COMPONENT, "mois")),
        "{jour}": any_of(words(COMPONENT, "jour")),
        "{rue}": any_of(words(COMPONENT, "rue")),
    }
    entries = []
    for entry in words(COMPONENT, key):
        for name, shape in shared.items():
            entry = entry.replace(name, shape)
        entries.append(entry)
    return any_of(entries)


@cache
def shape(key: str, template: str = r"(?<!\w){}(?!\w)") -> re.Pattern[str]:
    """A compiled pattern over a list; ``{}`` in the template stands for any of its entries."""
    return re.compile(template.replace("{}", option(key)), re.I)


def before(key: str, text: str, at: int, *, reach: int = 40, template: str = r"(?<!\w){}\s*$") -> re.Match[str] | None:
    """What a list says right before a character, at most ``reach`` characters back."""
    return shape(key, template).search(text, max(0, at - reach), at)
