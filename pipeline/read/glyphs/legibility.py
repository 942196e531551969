"""Text whose font does not say what its glyphs mean: better no word than a false one."""

from __future__ import annotations

import unicodedata

from pipeline.read.glyphs.pieces import Piece
from pipeline.read.glyphs.repairs import UNREADABLE

_FREQUENT = "esaintrlou"
"""Letters of which two thirds of any text in a language of Western Europe consist."""
_ENOUGH = 60
_LEAST = 0.42
_MOST_UNREADABLE = 0.3


def _is_garbled(text: str) -> bool:
    """Whether the whole text of a font on a page makes no sense."""
    unreadable = len(UNREADABLE.findall(text))
    if unreadable > _MOST_UNREADABLE * len(text):
        return True
    if len(text) < _ENOUGH or _frequent(text.lower()) > _LEAST * len(text):
        return False
    low = unicodedata.normalize("NFD", text).lower()
    letters = sum(low.count(letter) for letter in "abcdefghijklmnopqrstuvwxyz")
    return letters >= _ENOUGH and _frequent(low) < _LEAST * letters


def _frequent(low: str) -> int:
    return sum(low.count(letter) for letter in _FREQUENT)


def legible(pieces: list[Piece]) -> tuple[list[Piece], int]:
    """The pieces that can be read, and how many characters the others have."""
    texts: dict[int, list[str]] = {}
    fonts = {}
    for piece in pieces:
        style = piece.style
        texts.setdefault(style.font_at, []).append(piece.text)
        fonts[style.font_at] = style.font
    whole = {font: "".join(written) for font, written in texts.items()}
    lost = {font for font, text in whole.items() if fonts[font].embedded and _is_garbled(text)}
    if not lost and not any(UNREADABLE.search(text) for text in whole.values()):
        return pieces, 0
    kept, garbled = [], 0
    for piece in pieces:
        if piece.style.font_at in lost:
            garbled += len(piece.text)
        elif not UNREADABLE.search(piece.text):
            kept.append(piece)
        else:
            bare = UNREADABLE.sub(" ", piece.text).strip()
            if " " in bare:
                garbled += len(piece.text)
            elif bare:  # an icon before or after a word
                piece.text = bare
                kept.append(piece)
    return kept, garbled
