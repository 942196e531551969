"""The lexicon of a document: names whose limits are known by how they recur, or by how they are announced."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from spacy.tokens import Doc

from ..facts import Facts
from ..names import LOWER, Chunk, is_acronym, sentence_start
from ..names.extents import closed, extents
from . import cues
from .trimmed import runs

LONGEST = 25
"""The most characters by which an announcement may lengthen a name."""
ANNOUNCED = 1.5
"""The weight of a cue that announces a name."""

_WITH_ARTICLE = re.compile(rf"[ ](?:la[ ]|le[ ]|les[ ]|l')[{LOWER}]{{3,}}(?![\w'-])")
_NEXT = re.compile(rf"[ ][{LOWER}]{{4,}}(?![\w'-])")


class Lexicon:
    """Names known by their words, found in one pass over a text: a name is looked for only where its first words stand."""

    _FIRST = re.compile(r"\w+")

    def __init__(self, names: Iterable[str]) -> None:
        self._by_word: dict[str, list[str]] = {}
        for name in sorted(set(names), key=lambda n: (-len(n), n)):
            if first := self._FIRST.findall(name):
                self._by_word.setdefault(" ".join(first[:2]).casefold(), []).append(name)

    def places(self, text: str) -> Iterator[Chunk]:
        """Where known names stand in a text, the longest at each place; small letters only stand for small letters."""
        end = 0
        words = list(self._FIRST.finditer(text))
        for word, after in zip_longest(words, words[1:]):
            pair = f"{word[0]} {after[0]}".casefold() if after else ""
            for name in (*self._by_word.get(pair, ()), *self._by_word.get(word[0].casefold(), ())):
                start = word.start() - self._FIRST.search(name).start()  # type: ignore[union-attr]
                stop = start + len(name)
                written = text[start:stop]
                if start < end or written.casefold() != name.casefold():
                    continue
                if text[stop : stop + 1].isalnum() or start and (text[start - 1].isalnum() or text[start - 1] in "@-/"):
                    continue
                if text[stop : stop + 1] == "-" and text[stop + 1 : stop + 2].isalnum():
                    continue
                if name[0].isupper() and not written[0].isupper():
                    continue
                end = stop
                yield Chunk(start, stop, written)
                break


def recurring(facts: Facts) -> list[str]:
    """Names with lower-case words that a document writes more than once, or announces and ends («le balado Voix basses,»)."""
    often: dict[str, int] = defaultdict(int)
    told: set[str] = set()
    free: set[str] = set()
    for passage, doc in zip(facts.passages, facts.docs, strict=True):
        for trimmed in runs(passage.text):
            announced = passage.kind != "heading" and any(w >= ANNOUNCED for _, w in cues.before(passage.text, trimmed.start))
            begins = sentence_start(passage.text, trimmed.start) and not announced
            ends, guessed = _ends(passage.text, trimmed, doc)
            for end in ends:
                name = passage.text[trimmed.start : end]
                if closed(passage.text, end, doc):
                    often[name] += 1
                    if not begins:
                        free.add(name)
                    defined = any(weight >= cues.DEFINED for _, weight in cues.after(passage.text, end))
                    if (announced or defined) and end - trimmed.end < LONGEST and not guessed:
                        told.add(name)
    return sorted(told | {name for name in free if often[name] > 1})


def with_articles(facts: Facts) -> Iterator[str]:
    """Names that go on with an article, told by the same words behind them everywhere («Dessine la dune»)."""
    behind: dict[str, list[str]] = defaultdict(list)
    for passage in facts.passages:
        for trimmed in runs(passage.text):
            if len(trimmed.text.split()) == 1:
                more = _WITH_ARTICLE.match(passage.text, trimmed.end)
                behind[trimmed.text].append(more[0] if more else "")
    for name, words in sorted(behind.items()):
        if len(words) > 1 and words[0] and len(set(words)) == 1:
            yield name + words[0]


def _ends(text: str, chunk: Chunk, doc: Doc) -> tuple[list[int], bool]:
    """Where a run of one to three capitals may end if the lower-case words behind it are of the name («Livres sans bagages»);
    and whether that is but a guess («RIV respire»)."""
    if len(chunk.text.split()) > 3 or is_acronym(chunk.text) and len(chunk.text) > 5:
        return [], False
    ends: list[int] = []
    for end in extents(text, chunk.end, doc):
        if text[end - 1].isdigit() or len(ends) == 3:
            break
        ends.append(end)
    if not ends and (verb := _NEXT.match(text, chunk.end)):
        return [verb.end()], True
    return ends, False
