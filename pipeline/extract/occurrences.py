"""Where a name stands in a document: looked for only in the passages that hold its words, for names and text grow together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .passages import Passage

_WORD = re.compile(r"\w+")


class Occurrences:
    """An index of a document's words. Case does not count."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._texts = [_lowered(passage.text) for passage in passages]
        self._holding: dict[str, list[int]] = {}
        for index, text in enumerate(self._texts):
            for word in dict.fromkeys(_WORD.findall(text)):
                self._holding.setdefault(word, []).append(index)

    def of(self, name: str) -> Iterator[tuple[Passage, int, int]]:
        """Each place where ``name`` stands, within no longer word: passage, start, end; in reading order, none overlapping."""
        sought = _lowered(name)
        for index in self._rarest(sought):
            text = self._texts[index]
            start = text.find(sought)
            while start >= 0:
                end = start + len(sought)
                free = not _joins(text[start - 1 : start]) and not _joins(text[end : end + 1])
                if free:
                    yield self._passages[index], start, end
                start = text.find(sought, end if free else start + 1)

    def _rarest(self, sought: str) -> Sequence[int]:
        """The passages that hold the word of a name which the fewest hold."""
        holding: list[Sequence[int]] = [self._holding.get(word, ()) for word in _WORD.findall(sought)]
        return min(holding, key=len) if holding else ()


def _joins(character: str) -> bool:
    """Whether a character beside a name makes it part of a longer word."""
    return character.isalnum() or character in ("_", "-")


def _lowered(text: str) -> str:
    """A text in small letters, each of its characters at its place."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
