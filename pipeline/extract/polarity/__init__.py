"""Polarity: whether a sentence asserts what it says, denies it, plans it or reports it."""

from __future__ import annotations

import re

from ...types import Polarity
from ..sentences import sentence_around
from ..words import pattern

COMPONENT = "polarity"

_CLAUSE_END = re.compile(r"[,;:]\s")
_AFTER = 60
"""How many characters after a place still tell what is planned there."""


def _says(key: str, text: str) -> bool:
    return pattern(COMPONENT, key, r"(?<!\w){}(?!\w)").search(text) is not None


def polarity_at(text: str, at: int) -> Polarity:
    """Polarity of the clause that holds the character ``at``; targets of figures count as asserted elsewhere."""
    start, end = sentence_around(text, at)
    before = _CLAUSE_END.split(text[start:at])[-1]
    after = _CLAUSE_END.split(text[at:end])[0]
    if _says("refused", before) or _says("ended", after):
        return "negated"
    if _says("negated", before) and not _says("restricted", text[start:end]):
        return "negated"
    if _says("planned", before + text[at : min(end, at + _AFTER)]) and not _says("done", before):
        return "planned"
    if _says("reported", before):
        return "reported"
    return "asserted"
