"""Runs of capitals without the words that only open their sentence or tell what happened to what is named."""

from __future__ import annotations

import re
from functools import lru_cache

from ..names import LOWER, UPPER, Chunk, chunks, sentence_start
from ..names.extents import OPENERS
from ..words import pattern, words

_ELIDED = re.compile(rf"[LD]'[{LOWER}]+$")
"""«L'entreprise Kanopé»."""
_ONE = pattern("names", "one", r"(?<![\w-]){}[ ][«“]?[ ]?$")
_PLURAL = re.compile(rf"[{UPPER}][{LOWER}-]+[sx]")
_NOT_FIRST = frozenset(words("names", "not_first"))
_BEGINNING = pattern("names", "beginnings", r"^{}[ ](?:de[ ]la[ ]|de[ ]l'|du[ ]|des[ ]|de[ ]|d')(?=\S)", 0)
"""«Lancement de X»: what happened to X, not its name."""
_CAPITAL = re.compile(rf"[{UPPER}\d]")


@lru_cache(maxsize=1024)
def runs(text: str) -> tuple[Chunk, ...]:
    """The runs of capitals of a text, each without the words that only open its sentence."""
    found: list[Chunk] = []
    for chunk in chunks(text):
        trimmed = _trim(text, chunk)
        before = found[-1] if found else None
        if trimmed and before and _is_pair(text, before, trimmed):
            found[-1] = Chunk(before.start, trimmed.end, text[before.start : trimmed.end])
        elif trimmed:
            found.append(trimmed)
    return tuple(found)


def _is_pair(text: str, first: Chunk, second: Chunk) -> bool:
    """Whether «et» joins the halves of one name that a noun in the singular announces: «le réseau Femmes et Terres»."""
    joined = text[first.end : second.start] == " et "
    return (
        joined
        and _PLURAL.fullmatch(first.text) is not None
        and _ONE.search(text, max(0, first.start - 30), first.start) is not None
    )


def _trim(text: str, chunk: Chunk) -> Chunk | None:
    """A run of capitals without the words that only open its sentence; None where nothing is left."""
    event = _BEGINNING.match(chunk.text)
    start = chunk.start + (event.end() if event else 0)
    words = text[start : chunk.end].split(" ")

    def drop() -> None:
        nonlocal start
        start += len(words.pop(0)) + 1

    if _ELIDED.match(words[0]) and len(words) > 1:
        drop()
        while words and not _CAPITAL.match(words[0]):
            drop()
    while words and words[0] in _NOT_FIRST:
        drop()
    while words and sentence_start(text, start) and (words[0] in OPENERS or words[0].rstrip("'") in OPENERS):
        drop()
        while words and not _CAPITAL.match(words[0]):
            drop()
    return Chunk(start, chunk.end, text[start : chunk.end]) if words and start < chunk.end else None
