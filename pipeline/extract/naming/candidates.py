"""Candidates: what a passage holds that may be a name, each place told once and by its longest likely name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from ..names import QUOTED, Chunk, is_acronym
from ..names.extents import OWNER, closed, is_adjective
from ..names.tokens import token_at
from ..organizations.shapes import institutions
from ..passages import Passage
from ..programs.shapes import events
from .cues import Kind
from .lexicon import Lexicon
from .trimmed import runs

_WORD = re.compile(r"[ ]([^\W\d_][\w-]+)")
_OWNED_BY = re.compile(rf"[ ](?:de[ ]la[ ]|de[ ]l'|du[ ]|de[ ]|d')(?=(?:{OWNER.pattern})(?![\w-]))")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a passage that may be a name: characters ``start:end``, and what its own shape says of its type."""

    start: int
    end: int
    text: str
    type: Kind | None = None
    weight: float = 0.0
    quoted: bool = False


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
    shapes = {c.start: (c.type, c.weight) for c in shaped}
    known = [Candidate(c.start, c.end, c.text, *shapes.get(c.start, (None, 0.0))) for c in lexicon.places(text)]
    told = [part for candidate in shaped + known for part in _owned(candidate)]
    for candidate in sorted((*told, *_quoted(text)), key=lambda c: (c.start - c.end, c.start)):
        add(candidate)
    for chunk in runs(text):
        for part in _owned(_with_adjective(text, chunk, doc)):
            add(part)
    return sorted(found, key=lambda c: c.start)


def _quoted(text: str) -> Iterator[Candidate]:
    """What stands between quotes and looks like a name."""
    for quote in QUOTED.finditer(text):
        group = next(i for i in (1, 2, 3) if quote[i])
        inner = quote[group]
        if inner[:1].isupper() and len(inner.split()) <= 8 and not inner.endswith((".", ",", "…")):
            yield Candidate(quote.start(group), quote.end(group), inner, quoted=True)


def _with_adjective(text: str, chunk: Chunk, doc: Doc) -> Candidate:
    """A capital with the lower-case adjective that ends its name («Siestes sonores»), where the name ends behind it."""
    end = chunk.end
    more = _WORD.match(text, end)
    if (
        more
        and len(chunk.text.split()) <= 2
        and more[1].islower()
        and not is_acronym(chunk.text)
        and closed(text, more.end(), doc)
    ):
        token = token_at(doc, more.start(1))
        if is_adjective(more[1], token) and token is not None and (token.pos_ == "ADJ" or token.text != more[1]):
            end = more.end(1)
    return Candidate(chunk.start, end, text[chunk.start : end])


def _owned(candidate: Candidate) -> list[Candidate]:
    """A name without the acronym behind its «de», which says whose it is («le programme Passerelle de la DRAV»), and that
    acronym."""
    owner = _OWNED_BY.search(candidate.text)
    if owner is None or candidate.type == "Organization":
        return [candidate]
    start = candidate.start + owner.end()
    whose = OWNER.match(candidate.text, owner.end())
    end = candidate.start + (whose.end() if whose else owner.end())
    name = replace(candidate, end=candidate.start + owner.start(), text=candidate.text[: owner.start()])
    return [name, Candidate(start, end, candidate.text[owner.end() : end - candidate.start])]
