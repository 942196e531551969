"""Letter-spaced words: «M É T A» is one word where its gaps are even, and wider gaps part such words."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from pipeline.read.glyphs.letter_spacing import is_alphabet
from pipeline.read.glyphs.pieces import Piece

_LONGEST = 2
"""Letters of a token of a letter-spaced word: two where kerning has brought them together."""
_FEWEST = 4
"""Single letters, in capitals; one less where no spaces are drawn between them, one more for small letters."""
_WIDEST, _FARTHEST = 0.9, 3.0
"""Of gaps between letters and between words, in sizes."""


def _rows(pieces: list[Piece]) -> list[list[Piece]]:
    """Short tokens of one size that follow each other on a line, three of them at least."""
    lines: dict[tuple[int, float], list[Piece]] = {}
    for piece in pieces:
        if len(piece.text) <= _LONGEST and not piece.turn and not piece.raised:
            lines.setdefault((round(piece.top + piece.bottom), piece.size), []).append(piece)
    rows: list[list[Piece]] = []
    for line in lines.values():
        row: list[Piece] = []
        for piece in sorted(line, key=lambda p: p.x0) if len(line) >= _FEWEST - 1 else ():
            if row and not 0 <= piece.x0 - row[-1].x1 < _FARTHEST * piece.size:
                rows.append(row)
                row = []
            row.append(piece)
        rows.append(row)
    return [row for row in rows if len(row) >= _FEWEST - 1]


def _words(row: list[Piece]) -> list[list[Piece]]:
    """The tokens of a row, word by word; nothing where they are not letter-spaced."""
    letters = "".join(p.text for p in row)
    single = sum(len(p.text) == 1 for p in row)
    alone = sum(len(p.text) == 1 and p.text.isalpha() for p in row)
    spaced = any(p.spaced for p in row[1:])
    capitals = letters.isupper()
    fewest = _FEWEST + (not capitals) - (capitals and not spaced)
    most = 0.3 if capitals else 0.0
    if single < (1 - most) * len(row) or alone < max(fewest, 0.4 * len(row)) or is_alphabet(letters):
        return []
    gaps = [b.x0 - a.x1 for a, b in pairwise(row)]
    usual = median(sorted(gaps)[: max(1, round(0.6 * len(gaps)))])
    size = row[0].size
    if not 0.05 * size < usual < _WIDEST * size:
        return []
    words = [[row[0]]]
    for gap, piece in zip(gaps, row[1:], strict=True):
        if gap > 1.5 * usual + 0.05 * size:
            words.append([piece])
        elif gap < 0.55 * usual - 0.05 * size:
            return []  # uneven: these are words, not letters
        else:
            words[-1].append(piece)
    return words if max(len(word) for word in words) >= 3 else []


def with_letter_spaced(pieces: list[Piece]) -> list[Piece]:
    """The words, with the letters of letter-spaced ones put together."""
    gone: set[int] = set()
    for row in _rows(pieces):
        for word in _words(row):
            first = word[0]
            first.text = "".join(piece.text for piece in word)
            first.x1 = word[-1].x1
            gone.update(id(piece) for piece in word[1:])
    return [piece for piece in pieces if id(piece) not in gone] if gone else pieces
