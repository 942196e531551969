"""Turned text: read as if the page were turned so that it stands upright."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.read.glyphs.sheet import PrintedWord
from pipeline.read.layout.blocks import RawBlock
from pipeline.read.layout.lines import Line
from pipeline.types import Rect


def turns_of(words: Sequence[PrintedWord]) -> list[int]:
    """The ways in which the text of a page is turned, that of most of it first."""
    letters: Counter[int] = Counter()
    for word in words:
        letters[word.turn] += len(word.text)
    return sorted(letters, key=lambda turn: (-letters[turn], turn)) or [0]


def upright(rect: Rect, turn: int, width: float, height: float) -> Rect:
    """Where a box stands once a page of this size is turned back by ``turn`` degrees."""
    x0, top, x1, bottom = rect
    if turn == 90:
        return top, width - x1, bottom, width - x0
    if turn == 180:
        return width - x1, height - bottom, width - x0, height - top
    if turn == 270:
        return height - bottom, x0, height - top, x1
    return rect


def turned_back(words: Sequence[PrintedWord], turn: int, width: float, height: float) -> dict[PrintedWord, PrintedWord]:
    """The words that are turned so, upright; by each the word as it is printed."""
    found: dict[PrintedWord, PrintedWord] = {}
    for word in words:
        if word.turn == turn:
            x0, top, x1, bottom = upright((word.x0, word.top, word.x1, word.bottom), turn, width, height)
            found[replace(word, x0=x0, top=top, x1=x1, bottom=bottom, turn=0)] = word
    return found


def as_printed(block: RawBlock, words: dict[PrintedWord, PrintedWord]) -> RawBlock:
    """A block of upright words with the words as they are printed."""
    return replace(block, lines=tuple(Line(tuple(words.get(word, word) for word in line.words)) for line in block.lines))
