"""Blocks to a page: one canonical text, and the place of every word in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from statistics import fmean

from ..types import Block, Cell, Page, Rect, Span, Word
from .blocks import Place, RawBlock, RawCell
from .glyphs import HYPHENS, PrintedWord, Sheet


@cache
def _kept_prefixes() -> frozenset[str]:
    """First halves of French words that keep their hyphen at a line's end."""
    text = files(__package__).joinpath("hyphens.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def joins(before: str, after: str, hyphenated: bool = True) -> str | None:
    """How a word cut at a line's end reads: the two halves joined, or None where ``before`` is a word of its own.

    In a text that is not ``hyphenated`` by its typesetter a hyphen at a line's end is the word's own.

    >>> joins("transfor-", "mation")
    'transformation'
    >>> joins("sous-", "titre")
    'sous-titre'
    """
    if len(before) < 2 or before[-1] not in HYPHENS or not before[-2].isalpha() or not after[:1].isalpha():
        return None
    head = re.split(r"[’'\s-]", before[:-1])[-1].lower()
    capitals = len(head) > 1 and len(after) > 2 and before[:-1].isupper() and after.isupper()  # «MER-/CADIER»
    kept = not (after[0].islower() or capitals and hyphenated) or head in _kept_prefixes()
    kept = kept or not (hyphenated or before[-1] == "\u2010" or _FRAGMENT.match(after))
    return before[:-1] + ("-" if kept else "") + after


_FRAGMENT = re.compile(
    r"(ments?|[st]ions?|tés?|teurs?|trices?|[lrtn]?ité|[nt]?i?ques?|[nrtlbd]es?|[nt]aires?|nelles?|ables?|ibles?)(?!\w)"
)
"""Second halves that are no words."""


def _hyphenated(blocks: Sequence[RawBlock]) -> bool:
    """Whether the typesetter cut words: more than a stray line ends in a hyphen."""
    ends = [line.text[-1] in HYPHENS for raw in blocks for line in raw.lines[:-1] if len(line.text) > 20]
    return sum(ends) >= 2 and sum(ends) >= 0.03 * len(ends)


class _Composer:
    def __init__(self, hyphenated: bool) -> None:
        self.hyphenated = hyphenated
        self.text = ""
        self.words: list[Word] = []

    def add(self, printed: PrintedWord, glue: str) -> None:
        rect: Rect = (printed.x0, printed.top, printed.x1, printed.bottom)
        last = self.words[-1] if self.words else None
        joined = joins(self.text[last.start :], printed.text, self.hyphenated) if last and glue == " \n" else None
        if last and joined:
            self.text = self.text[: last.start] + joined
            end = last.start + len(joined)
            sure = min(last.confidence, printed.confidence)
            self.words[-1] = replace(last, end=end, boxes=(*last.boxes, rect), confidence=sure)
            return
        self.text += glue[:1] if glue and self.text else ""
        start = len(self.text)
        self.text += printed.text
        style = (printed.size, printed.bold, printed.italic, printed.color, printed.confidence)
        self.words.append(Word(start, len(self.text), (rect,), *style))


def _cell(raw: RawCell, places: Mapping[Place, Span]) -> Cell:
    def spans(heads: Sequence[Place]) -> tuple[Span, ...]:
        return tuple(places[head] for head in heads if head in places)

    return Cell(*raw.place, raw.head, spans(raw.row_heads), spans(raw.column_heads))


def compose(sheet: Sheet, blocks: Sequence[RawBlock]) -> Page:
    """A page whose text is that of its blocks in order, one block after the other, ``\\n`` between them."""
    composer = _Composer(_hyphenated(blocks))
    made: list[Block] = []
    places: dict[Place, Span] = {}
    cells: list[RawCell | None] = []
    for raw in blocks:
        glue, start = "\n", None
        for i, line in enumerate(raw.lines):
            for j, word in enumerate(line.words):
                if i and not j:
                    glue = "\n" if i in raw.breaks else " \n"  # a soft break, over which a word may go on
                composer.add(word, glue)
                start = composer.words[-1].start if start is None else start
                glue = " "
        if start is None:
            continue
        first = max(raw.lines, key=lambda line: len(line.text))
        box = (
            min(line.x0 for line in raw.lines),
            min(line.top for line in raw.lines),
            max(line.x1 for line in raw.lines),
            max(line.bottom for line in raw.lines),
        )
        bold = all(line.bold for line in raw.lines)
        sure = round(fmean(word.confidence for line in raw.lines for word in line.words), 3)
        cells.append(raw.cell)
        if raw.cell:
            places[raw.cell.place] = (sheet.number, start, len(composer.text))
        made.append(
            Block(sheet.number, start, len(composer.text), raw.kind, box, first.size, bold, first.color, confidence=sure)
        )
    return Page(
        number=sheet.number,
        width=round(sheet.width, 2),
        height=round(sheet.height, 2),
        text=composer.text,
        words=tuple(composer.words),
        blocks=tuple(
            replace(block, cell=_cell(cell, places)) if cell else block for block, cell in zip(made, cells, strict=True)
        ),
        images=len(sheet.images),
    )
