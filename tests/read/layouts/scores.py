"""How well a document was read, against its truth: words, order, and blocks with what they are and where they belong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.layouts.truth import TrueBlock
from pipeline.read.continued import joined_text, whole_blocks
from pipeline.types import Document, Span
from tests.quality.reading import MARGINS, in_order, words_f1, words_of

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """A block as it was read, with the parts that continue it."""

    page: int
    text: str
    kind: str
    level: int = 0
    row_heads: tuple[str, ...] = ()
    column_heads: tuple[str, ...] = ()
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A block of the truth and the index of the block read that has its text, if there is one."""

    true: TrueBlock
    index: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, matched with the truth. A whole that was read in pieces as good stands here as its pieces."""

    read: tuple[ReadBlock, ...]
    matches: tuple[Match, ...]
    wanted: Words

    def of_right_kind(self, match: Match) -> bool:
        """Whether a block was found, and is called what it is."""
        return match.index is not None and self.read[match.index].kind in match.true.kinds

    def scores(self) -> dict[str, float]:
        """From 0 to 1, more is better; a score that the document has nothing for is left out.

        ``words`` and ``order``: of all words. ``blocks``: F1 of blocks with the right text and kind; ``groups``: with the right
        text. Then shares: ``sections``, of the blocks found, of those that stand under the right headings; ``depth``, of all
        list items, of those found as deep as they are; ``cells``, of all cells, of those found with all their heads;
        ``speakers``, of what is said, of what is found and told to be said by whom it is.
        """
        got = [word for block in self.read for word in words_of(block.text)]
        total = len(self.read) + len(self.matches)
        found = [(match.true, match.index) for match in self.matches if match.index is not None]
        scores = {
            "words": words_f1(got, self.wanted),
            "order": in_order(got, self.wanted),
            "blocks": 2 * sum(map(self.of_right_kind, self.matches)) / total if total else 1.0,
            "groups": 2 * len(found) / total if total else 1.0,
        }
        sections = _sections(self.read, self.matches)
        shares = {
            "sections": [folded(*true.path) == sections[index] for true, index in found if _in_section(true)],
            "depth": [self._as_deep(match) for match in self.matches if match.true.kinds == {"list_item"}],
            "cells": [self._with_heads(match) for match in self.matches if _tells(match.true)],
            "speakers": [self._said_by(match) for match in self.matches if _is_said(match.true)],
        }
        return scores | {name: sum(right) / len(right) for name, right in shares.items() if right}

    def _as_deep(self, match: Match) -> bool:
        return match.index is not None and self.of_right_kind(match) and self.read[match.index].level == match.true.level

    def _with_heads(self, match: Match) -> bool:
        return match.index is not None and self.of_right_kind(match) and _same_heads(match.true, self.read[match.index])

    def _said_by(self, match: Match) -> bool:
        said = self.read[match.index].speaker if match.index is not None else None
        return said is not None and folded(said) == folded(match.true.speaker or "")


def folded(*texts: str) -> tuple[Words, ...]:
    """Texts as they are compared."""
    return tuple(tuple(words_of(text)) for text in texts)


def compare(read: Iterable[ReadBlock], truth: Iterable[TrueBlock]) -> Reading:
    """Each block of the truth matched with one block read of the same words, of the right kind and heads where there is one."""
    blocks = tuple(block for block in read if block.kind not in MARGINS and words_of(block.text))
    unmatched: dict[Words, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        unmatched[folded(block.text)[0]].append(index)

    def take(true: TrueBlock) -> Match:
        candidates = [index for text in (true.text, *true.also) for index in unmatched[folded(text)[0]]]
        if not candidates:
            return Match(true, None)
        best = min(candidates, key=lambda i: (blocks[i].kind not in true.kinds, not _same_heads(true, blocks[i]), i))
        unmatched[folded(blocks[best].text)[0]].remove(best)
        return Match(true, best)

    matches: list[Match] = []
    wanted: list[str] = []
    for true in truth:
        wanted += words_of(true.text)
        whole = any(unmatched[text] for text in folded(true.text, *true.also))
        if true.pieces and not whole and all(unmatched[folded(piece.text)[0]] for piece in true.pieces):
            matches += map(take, true.pieces)
        else:
            matches.append(take(true))
    return Reading(blocks, tuple(matches), tuple(wanted))


def blocks_read(document: Document) -> list[ReadBlock]:
    """The blocks of a document, continued ones whole."""

    def texts(spans: Sequence[Span]) -> tuple[str, ...]:
        return tuple(document.pages[page - 1].text[start:end] for page, start, end in spans)

    found = []
    for parts in whole_blocks(document):
        page, block = parts[0]
        row_heads = texts(block.cell.row_heads) if block.cell else ()
        column_heads = texts(block.cell.column_heads) if block.cell else ()
        found.append(
            ReadBlock(page.number, joined_text(parts), block.kind, block.level, row_heads, column_heads, block.speaker)
        )
    return found


def blocks_exported(rows: Iterable[Mapping[str, Any]]) -> list[ReadBlock]:
    """The rows of ``blocks.jsonl`` of one document."""
    return [ReadBlock(row["page"], row["text"], row["kind"], row.get("level") or 0) for row in rows]


def _tells(true: TrueBlock) -> bool:
    """Whether it is a cell that its heads say the meaning of."""
    return true.kinds == {"cell"} and not true.head


def _in_section(true: TrueBlock) -> bool:
    """Whether it belongs where it stands; notes and captions may stand anywhere."""
    return "caption" not in true.kinds


def _is_said(true: TrueBlock) -> bool:
    return true.speaker is not None and "speaker" not in true.kinds


def _same_heads(true: TrueBlock, read: ReadBlock) -> bool:
    return folded(*true.row_heads) == folded(*read.row_heads) and folded(*true.column_heads) == folded(*read.column_heads)


def _sections(read: Sequence[ReadBlock], matches: Sequence[Match]) -> list[tuple[Words, ...]]:
    """The headings over each block read. What good readers may or may not call a heading is none here."""
    optional = {match.index for match in matches if match.true.optional_heading}
    over: list[tuple[int, Words]] = []
    found = []
    for index, block in enumerate(read):
        heading = block.kind == "heading" and index not in optional
        if heading:
            over = [(level, text) for level, text in over if level < block.level]
        found.append(tuple(text for _, text in over))
        if heading:
            over.append((block.level, folded(block.text)[0]))
    return found
