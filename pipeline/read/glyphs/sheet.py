"""What is printed on one page, before anyone has read it: words, images, rules and panels.

Coordinates are points from the top left of the page as it is shown (rotation and crop applied).
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.types import Rect

BULLET_SIGN = "•"
"""Stands for a bullet that is drawn and not written."""

HYPHENS = "-\u2010\u2011"
"""Characters that may end a line in the middle of a word."""


@dataclass(frozen=True, slots=True, eq=False)
class PrintedWord:
    """A run of glyphs without a gap, as drawn."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    italic: bool
    color: str
    turn: int = 0
    """Degrees (0, 90, 180 or 270) by which the text is turned clockwise; its box is where it stands on the page."""
    confidence: float = 1.0
    """How sure character recognition is; 1 for text that the file holds."""
    raised: bool = False
    """Whether it is a mark set small and high after a word: the number of a note."""
    font: int = 0
    """Which font of the page it is set in, in the order in which they first appear, from 0."""

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn on one page."""

    number: int
    width: float
    height: float
    words: tuple[PrintedWord, ...]
    images: tuple[Rect, ...] = ()
    rules: tuple[Rect, ...] = ()
    """Thin straight lines, the sign that there may be a table."""
    panels: tuple[Rect, ...] = ()
    """Filled or framed rectangles: side boxes, the grounds of cards, the stripes of a table."""
    garbled: int = 0
    """Characters that are shown on the page but that the file does not name; they are in no word."""
