"""Passages: what extraction reads. A block with its continuations, and where in the document it stands.

``Passage.text`` has straight apostrophes and single spaces, so that patterns stay simple; every one of its characters knows
the page and offset that it comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.read.continued import whole_blocks
from pipeline.read.hyphenation import joins
from pipeline.read.layout.lines import BULLET_SIGNS
from pipeline.read.sections import heads_of

from ..grounding import words_between
from ..types import Block, BlockKind, Cell, Document, Page, Span
from .garbled import is_garbled
from .sentences import sentence_around as sentence_around
from .sentences import sentences as sentences

_PLAIN = str.maketrans(
    {"’": "'", "ʼ": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\u2011": "-", "\u2010": "-"}
)
_LONGEST = 4000
"""Characters of a passage. Few paragraphs of reports come near."""
LIST_SIGN = re.compile(rf"\s*(?:[{BULLET_SIGNS}*](?=\W*\w)|[o–—-](?=\s)|\(?\d{{1,2}}[.)](?=\s))\s*")
"""What may stand before the words of an item of a list."""
Origin = tuple[int, int, int, int]
"""Characters ``start:end`` of a passage stand on a page from an offset on: ``(start, end, page, offset)``."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Text with its origins. ``section``: the headings over it, outermost first; ``lead``: the passage that opens its list."""

    index: int
    text: str
    raw: str
    """The same characters as printed (typographic apostrophes)."""
    origins: tuple[Origin, ...]
    """Where its characters come from, in order; those that join two blocks come from nowhere."""
    kind: BlockKind
    page: int
    level: int
    size: float
    bold: bool
    language: str
    speaker: str | None = None
    """Who speaks, as the interview names them."""
    bolds: tuple[tuple[int, int], ...] = ()
    """Stretches in bold, in characters of ``text``."""
    section: tuple[str, ...] = field(default=())
    heads: tuple[int, ...] = field(default=())
    """Indexes of the passages that ``section`` quotes."""
    lead: int | None = None
    opening: str = ""
    """The sentence that opens the list in which the passage stands, or nothing."""
    cell: Cell | None = None
    """Where it stands in its table, and the heads of its row and column; of kind ``cell`` only."""

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The page spans of characters ``start:end``: one, or several where the text goes on in another column or page."""
        found: list[Span] = []
        for first, last, page, offset in _within(self.origins, start, end):
            if found and found[-1][0] == page and found[-1][2] == offset:
                found[-1] = (page, found[-1][1], offset + last - first)
            else:
                found.append((page, offset, offset + last - first))
        return tuple(found)

    @property
    def place(self) -> tuple[int, int]:
        """Page and offset of its first character."""
        return self.origins[0][2:]


_NUMBER = re.compile(r"\W*\d")
_RUNNING = ("header", "footer", "page_number")


def _within(origins: Iterable[Origin], start: int, end: int, by: int = 0) -> list[Origin]:
    """The origins of characters ``start:end``, counted from ``by`` on."""
    return [
        (max(start, first) + by, min(end, last) + by, page, offset + max(0, start - first))
        for first, last, page, offset in origins
        if first < end and start < last
    ]


def _characters(page: Page, block: Block) -> tuple[str, list[Origin]]:
    raw = page.text[block.start : block.end]
    if not page.words and block.kind in ("paragraph", "list_item"):
        raw = raw.replace("\n", " ")
    whole = len(raw)
    label, _, number = raw.rpartition("\n")
    if block.kind == "callout" and _NUMBER.match(number) and not _NUMBER.match(label):  # the number first, as in the others
        cut, behind = len(label), len(number)
        return f"{number}\n{label}", [
            (0, behind, page.number, block.start + cut + 1),
            (behind, behind + 1, page.number, block.start + cut),
            (behind + 1, whole, page.number, block.start),
        ]
    return raw, [(0, whole, page.number, block.start)]


def _bolds(page: Page, block: Block, offset: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for word in words_between(page, block.start, block.end):
        if word.bold and block.start <= word.start:
            start, end = word.start - block.start + offset, word.end - block.start + offset
            if found and start - found[-1][1] <= 1:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
    return found


@dataclass(slots=True)
class _Draft:
    page: Page
    block: Block
    raw: str
    origins: list[Origin]
    bolds: list[tuple[int, int]]

    def extend(self, page: Page, block: Block) -> None:
        raw, origins = _characters(page, block)
        last = self.raw.rsplit(" ", 1)[-1].translate(_PLAIN)
        first = raw.split(" ", 1)[0].translate(_PLAIN)
        joined = joins(last, first)
        if joined and not joined.startswith(last):
            self.raw = self.raw[:-1]
            self.origins = _within(self.origins, 0, len(self.raw))
        elif not joined:
            self.raw += " "
        self.bolds += _bolds(page, block, len(self.raw))
        self.origins += _within(origins, 0, len(raw), len(self.raw))
        self.raw += raw


def _drafts(document: Document) -> list[_Draft]:
    drafts: list[_Draft] = []
    for (page, block), *more in whole_blocks(document):
        if block.kind in _RUNNING:
            continue
        raw, origins = _characters(page, block)
        drafts.append(_Draft(page, block, raw, origins, _bolds(page, block, 0)))
        for part in more:
            drafts[-1].extend(*part)
    return drafts


def _cut(draft: _Draft) -> list[_Draft]:
    """A draft in pieces that are not too long, at the ends of sentences, else of words: no question asked of a passage may take
    a whole book that was written on one line."""
    pieces: list[_Draft] = []
    start = 0
    while len(draft.raw) - start > _LONGEST:
        ends = [end for _, end in sentences(draft.raw[start : start + _LONGEST].translate(_PLAIN))[:-1]]
        space = draft.raw.rfind(" ", start, start + _LONGEST) + 1 - start
        pieces.append(_piece(draft, start, start + (ends[-1] if ends else space if space > 0 else _LONGEST)))
        start += len(pieces[-1].raw)
    return [*pieces, _piece(draft, start, len(draft.raw))] if pieces else [draft]


def _piece(draft: _Draft, start: int, end: int) -> _Draft:
    bolds = [(max(a, start) - start, min(b, end) - start) for a, b in draft.bolds if a < end and start < b]
    return _Draft(draft.page, draft.block, draft.raw[start:end], _within(draft.origins, start, end, -start), bolds)


def passages_of(document: Document) -> list[Passage]:
    """Passages of a document in reading order, each with the headings over it; running headers, page numbers and what is
    garbled left out."""
    made: list[Passage] = []
    lead: int | None = None
    drafts = [piece for draft in _drafts(document) for piece in _cut(draft) if not is_garbled(piece.raw)]
    for draft, heads in zip(drafts, heads_of(draft.block for draft in drafts), strict=True):
        block, index = draft.block, len(made)
        passage = Passage(
            index=index,
            text=draft.raw.translate(_PLAIN),
            raw=draft.raw,
            origins=tuple(draft.origins),
            kind=block.kind,
            page=draft.page.number,
            level=block.level,
            size=block.size,
            bold=block.bold,
            language=block.language,
            speaker=block.speaker,
            bolds=tuple(draft.bolds),
            section=tuple(made[i].text.replace("\n", " ") for i in heads),
            heads=heads,
            lead=lead if block.kind == "list_item" else None,
            opening=_last_sentence(made[lead].text) if block.kind == "list_item" and lead is not None else "",
            cell=block.cell,
        )
        made.append(passage)
        if block.kind == "heading":
            lead = None
        elif block.kind == "paragraph" and not (lead is not None and block.size < 0.92 * made[lead].size):
            lead = index if passage.text.rstrip().endswith(":") or _short_opener(passage.text) else None
    return made


def _short_opener(text: str) -> bool:
    return len(text) < 60 and text.rstrip().endswith(("de", "à", "par", "avec"))


def is_interview(passages: list[Passage]) -> bool:
    """Whether questions make up a good part of a document."""
    asked = [p for p in passages if p.text.rstrip().endswith("?") and len(p.text) > 15]
    return sum(p.kind == "heading" for p in asked) >= 3 or len(asked) >= max(3, 0.12 * len(passages))


def list_lead(passage: Passage) -> str:
    """The words that say what a list is of: its opening sentence, else the heading over it."""
    return passage.opening or (passage.section[-1] if passage.section else "")


def _last_sentence(text: str) -> str:
    start, end = sentences(text)[-1]
    return text[start:end][-220:]
