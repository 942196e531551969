"""Candidates: what a passage holds that may be a name, each place told once and by its longest likely name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from ...types import EntityType
from ..names import LOWER, QUOTED, UPPER, Chunk, chunks, is_acronym, sentence_start
from ..names.extents import OPENERS, OWNER, extents, is_adjective
from ..organizations.shapes import institutions
from ..passages import Passage
from ..programs.shapes import events
from ..words import words as known_words


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a passage that may be a name: characters ``start:end``, and what its own shape says of its type."""

    start: int
    end: int
    text: str
    type: EntityType | None = None
    weight: float = 0.0
    quoted: bool = False


class Lexicon:
    """Names known by their words, found in one pass over a text: a name is looked for only where its first word stands."""

    _FIRST = re.compile(r"\w+")

    def __init__(self, names: Iterable[str]) -> None:
        self._by_word: dict[str, list[str]] = {}
        for name in sorted(set(names), key=lambda n: (-len(n), n)):
            first = self._FIRST.search(name)
            if first:
                self._by_word.setdefault(first[0].casefold(), []).append(name)

    def places(self, text: str) -> Iterator[Chunk]:
        """Where known names stand in a text, the longest at each place; small letters only stand for small letters."""
        end = 0
        for word in self._FIRST.finditer(text):
            for name in self._by_word.get(word[0].casefold(), ()):
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


def candidates(passage: Passage, doc: Doc, lexicon: Lexicon) -> list[Candidate]:
    """What may be a name in a passage, in order, none overlapping another."""
    text = passage.text
    found: list[Candidate] = []
    taken: list[tuple[int, int]] = []

    def add(candidate: Candidate) -> None:
        if all(candidate.end <= start or end <= candidate.start for start, end in taken):
            taken.append((candidate.start, candidate.end))
            found.append(candidate)

    shaped = [Candidate(c.start, c.end, c.text, "Organization", w) for c, w in institutions(text, doc)]
    shaped += [Candidate(c.start, c.end, c.text, "Program", w) for c, w in events(text, doc)]
    known = [Candidate(c.start, c.end, c.text) for c in lexicon.places(text)]
    for candidate in sorted((_owned(text, c) for c in shaped + known), key=lambda c: (c.start - c.end, c.start)):
        add(candidate)
    for quote in QUOTED.finditer(text):
        group = next(i for i in (1, 2, 3) if quote[i])
        inner = quote[group]
        if inner[:1].isupper() and len(inner.split()) <= 8 and not inner.endswith((".", ",", "…")):
            add(Candidate(quote.start(group), quote.end(group), inner, quoted=True))
    for chunk in chunks(text):
        trimmed = _trimmed(text, chunk)
        if trimmed is not None:
            add(_owned(text, _with_adjective(text, trimmed, doc)))
    return sorted(found, key=lambda c: c.start)


_NOT_FIRST = frozenset(known_words("names", "not_first"))


def _trimmed(text: str, chunk: Chunk) -> Chunk | None:
    """A run of capitals without the word that only opens its sentence; None where nothing is left."""
    start = chunk.start
    words = chunk.text.split(" ")
    while len(words) > 1 and words[0] in _NOT_FIRST:
        start += len(words[0]) + 1
        words = words[1:]
    while words and sentence_start(text, start) and (words[0] in OPENERS or words[0].rstrip("'") in OPENERS):
        start += len(words[0]) + 1
        words = words[1:]
        while words and not re.match(rf"[{UPPER}\d]", words[0]):
            start += len(words[0]) + 1
            words = words[1:]
        if words:
            return Chunk(start, chunk.end, text[start : chunk.end])
    return Chunk(start, chunk.end, text[start : chunk.end]) if words else None


def grown(text: str, chunk: Chunk, doc: Doc) -> tuple[list[int], bool]:
    """Where a run of one to three capitals may end if the lower-case words behind it are of the name («Livres sans bagages»);
    and whether that is but a guess («MTL connecte»)."""
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


_NEXT = re.compile(rf"[ ][{LOWER}]{{4,}}(?![\w'-])")
_ENDS = re.compile(r"$|[ ]?[,.;:)»\n]|[ ](?:a|ont|est|sont|s'|se|et|du|de|qui|vise|permet|\()")


def closed(text: str, end: int, doc: Doc) -> bool:
    """Whether what follows shows that a name ends here: a mark, a verb."""
    if _ENDS.match(text, end):
        return True
    token = next((t for t in doc if t.idx == end + 1), None)
    return token is not None and token.pos_ in ("VERB", "AUX")


def _with_adjective(text: str, chunk: Chunk, doc: Doc) -> Candidate:
    """A capital with the lower-case adjective that ends its name («Siestes sonores»), where the name ends behind it."""
    end = chunk.end
    more = re.compile(r"[ ]([^\W\d_][\w-]+)").match(text, end)
    if (
        more
        and len(chunk.text.split()) <= 2
        and more[1].islower()
        and not is_acronym(chunk.text)
        and closed(text, more.end(), doc)
    ):
        token = next((t for t in doc if t.idx == more.start(1)), None)
        if is_adjective(more[1], token) and token is not None and token.pos_ == "ADJ":
            end = more.end(1)
    return Candidate(chunk.start, end, text[chunk.start : end])


_OWNED_BY = re.compile(rf"[ ](?:de[ ]la[ ]|de[ ]l'|du[ ]|de[ ]|d')(?=(?:{OWNER.pattern})$)")


def _owned(text: str, candidate: Candidate) -> Candidate:
    """A name without the acronym behind its last «de», which says whose it is («le programme Passerelle de la DRAV»)."""
    owner = _OWNED_BY.search(candidate.text)
    if owner is None or candidate.type == "Organization":
        return candidate
    return replace(candidate, end=candidate.start + owner.start(), text=candidate.text[: owner.start()])
