"""The words of one page: characters to pieces, pieces to words, and none of what nobody sees."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.glyphs.characters import Frame, read_characters
from pipeline.read.glyphs.initials import with_initials
from pipeline.read.glyphs.joining import joined
from pipeline.read.glyphs.legibility import legible
from pipeline.read.glyphs.pdfium_calls import Address
from pipeline.read.glyphs.pieces import Piece, pieces_of
from pipeline.read.glyphs.sheet import PrintedWord
from pipeline.read.glyphs.spacing import with_letter_spaced
from pipeline.types import Rect

_SMALLEST = 1.0
"""Points; what is smaller is not meant to be read."""
_TWICE = 0.12
"""Share of the size by which a word may be moved when it is printed once more."""


def _seen(pieces: list[Piece], images: Sequence[Rect]) -> list[Piece]:
    """The pieces that a reader sees, or that are the text of a scanned image."""
    styles = {piece.style for piece in pieces}
    if any(style.transparent or style.oblique or style.size < _SMALLEST for style in styles):
        pieces = [p for p in pieces if not (p.style.transparent or p.style.oblique) and p.size >= _SMALLEST]
    if not any(style.unseen for style in styles) or all(piece.style.unseen for piece in pieces):
        return pieces
    return [piece for piece in pieces if not piece.style.unseen or _on_image(piece, images)]


def _on_image(piece: Piece, images: Sequence[Rect]) -> bool:
    x, y = (piece.x0 + piece.x1) / 2, (piece.top + piece.bottom) / 2
    return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in images)


def _once(pieces: list[Piece]) -> list[Piece]:
    """Fake bold, shadows and layers print a word twice at nearly the same place: keep the first."""
    places: dict[str, list[Piece]] = {}
    kept = []
    for piece in pieces:
        before = places.get(piece.text)
        if before is None:
            places[piece.text] = [piece]
            kept.append(piece)
            continue
        near = max(1.2, _TWICE * piece.size)
        for twin in before:
            if abs(twin.x0 - piece.x0) < near and abs(twin.top - piece.top) < near and twin.turn == piece.turn:
                break
        else:
            before.append(piece)
            kept.append(piece)
    return kept


def words_of(textpage: Address, frame: Frame, images: Sequence[Rect]) -> tuple[list[PrintedWord], int]:
    """The words of a text page in drawing order, and how many characters of it are shown but have no meaning."""
    found = read_characters(textpage, frame)
    if found is None:
        return [], 0
    pieces, garbled = legible(_seen(pieces_of(textpage, found, frame), images))
    words = with_initials(with_letter_spaced(joined(_once(pieces))))
    fonts: dict[str, int] = {}
    return [
        PrintedWord(
            word.text,
            word.x0,
            word.top,
            word.x1,
            word.bottom,
            word.size,
            word.style.bold,
            word.style.italic,
            word.style.color,
            word.turn,
            1.0,
            word.raised,
            fonts.setdefault(word.style.font.name, len(fonts)),
        )
        for word in words
        if word.x1 > word.x0 and word.bottom > word.top
    ], garbled
