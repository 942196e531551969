"""Drop capitals: a large first letter that reaches down over several lines belongs to the word beside its top."""

from __future__ import annotations

from statistics import median

from pipeline.read.glyphs.pieces import Piece

_LARGE, _LARGEST = 2.1, 9.0
"""Size of the letter in sizes of the text beside it."""
_WORDS = ("À", "Ô")
"""Letters that are a word by themselves."""


def with_initials(pieces: list[Piece]) -> list[Piece]:
    """The words, large first letters joined to what they begin; the word stays where its line is."""
    candidates = [p for p in pieces if p.text[0].isupper() and len(p.text) == 1 and p.turn == 0 and p.text not in _WORDS]
    if not candidates:
        return pieces
    body = median(p.size for p in pieces)
    gone: set[int] = set()
    for letter in candidates:
        if letter.size < _LARGE * body:
            continue
        beside = [
            p
            for p in pieces
            if letter.x1 - 0.1 * letter.size < p.x0 < letter.x1 + 1.2 * p.size
            and letter.top < (p.top + p.bottom) / 2 < letter.bottom
            and p.size * _LARGE < letter.size < p.size * _LARGEST
            and p.turn == 0
        ]
        if not beside:
            continue
        first = min(beside, key=lambda p: (p.top, p.x0))
        under = [p for p in beside if p.top > first.top + 0.8 * first.size and abs(p.x0 - first.x0) < 1.5 * first.size]
        if not under or not (first.text[0].islower() or first.text[0] in "’'" or first.text[:2].isupper()):
            continue
        first.text = letter.text + first.text
        first.x0 = letter.x0
        gone.add(id(letter))
    return [piece for piece in pieces if id(piece) not in gone] if gone else pieces
