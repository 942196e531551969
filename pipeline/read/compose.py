"""Blocks to a page: one canonical text, and the place of every word in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import fmean

from pipeline.read.glyphs import PrintedWord, Sheet
from pipeline.read.hyphenation import Hyphenation, joins
from pipeline.read.layout.blocks import Place, RawBlock, RawCell
from pipeline.read.layout.lines import BULLET
from pipeline.types import Block, Cell, Page, Rect, Span, Word

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""The mark of a note is no number of the text."""


class _Composer:
    def __init__(self, hyphenation: Hyphenation) -> None:
        self.hyphenation = hyphenation
        self.text = ""
        self.words: list[Word] = []

    def add(self, printed: PrintedWord, glue: str) -> None:
        rect: Rect = (printed.x0, printed.top, printed.x1, printed.bottom)
        last = self.words[-1] if self.words else None
        joined = joins(self.text[last.start :], printed.text, self.hyphenation) if last and glue == " \n" else None
        if last and joined:
            self.text = self.text[: last.start] + joined
            end = last.start + len(joined)
            sure = min(last.confidence, printed.confidence)
            self.words[-1] = replace(last, end=end, boxes=(*last.boxes, rect), confidence=sure)
            return
        self.text += glue[:1] if glue and self.text else ""
        start = len(self.text)
        self.text += printed.text.translate(_RAISED) if printed.raised else printed.text
        style = (printed.size, printed.bold, printed.italic, printed.color, printed.confidence)
        self.words.append(Word(start, len(self.text), (rect,), *style))


def _cell(raw: RawCell, places: Mapping[Place, Span]) -> Cell:
    def spans(heads: Sequence[Place]) -> tuple[Span, ...]:
        return tuple(places[head] for head in heads if head in places)

    return Cell(*raw.place, raw.head, spans(raw.row_heads), spans(raw.column_heads))


def compose(sheet: Sheet, blocks: Sequence[RawBlock], hyphenation: Hyphenation) -> Page:
    """A page whose text is that of its blocks in order, one block after the other, ``\\n`` between them."""
    composer = _Composer(hyphenation)
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
        words = [word for line in raw.lines for word in line.words]
        bold = all(word.bold for word in (words[1:] if len(words) > 1 and BULLET.fullmatch(words[0].text) else words))
        sure = round(fmean(word.confidence for word in words), 3)
        cells.append(raw.cell)
        if raw.cell:
            places[raw.cell.place] = (sheet.number, start, len(composer.text))
        made.append(
            Block(
                *(sheet.number, start, len(composer.text), raw.kind, box, first.size, bold, first.color),
                level=raw.level,
                confidence=sure,
            )
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
