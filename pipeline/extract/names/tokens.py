"""spaCy's words by where they stand: found by halving, for each that is made costs as much as a pattern."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Doc, Token


@lru_cache(maxsize=4)
def _beginnings(doc: Doc) -> list[int]:
    return [int(at) for at in doc.to_array("IDX")]


def token_at(doc: Doc, start: int) -> Token | None:
    """The word of a passage that begins at character ``start``."""
    return next(tokens_within(doc, start, start + 1), None)


def tokens_within(doc: Doc, start: int, end: int) -> Iterator[Token]:
    """The words of a passage that begin at ``start`` or behind it, before ``end``."""
    beginnings = _beginnings(doc)
    for index in range(bisect_left(beginnings, start), len(beginnings)):
        if beginnings[index] >= end:
            return
        yield doc[index]
