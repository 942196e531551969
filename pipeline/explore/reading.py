"""What was read of a document, in the order in which it is read: what the command ``read`` shows in its several forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from statistics import fmean

from pipeline.publish.jsonl import Row
from pipeline.publish.rows import block_rows
from pipeline.read.continued import Part, joined_text, whole_blocks
from pipeline.types import Block, Document, Page

SURE = 0.9
"""From this confidence on a recognized word needs no second look."""

RUNNING = ("header", "footer", "page_number")
"""What stands around the text and is not part of it."""

COLORS = {
    "heading": "#d62728",
    "paragraph": "#1f77b4",
    "list_item": "#2ca02c",
    "cell": "#8e44ad",
    "card": "#e67300",
    "callout": "#d6278f",
    "caption": "#8c564b",
    "footnote": "#a08000",
    "speaker": "#008b8b",
    "header": "#7f7f7f",
    "footer": "#7f7f7f",
    "page_number": "#7f7f7f",
}
"""One for each kind of block, on pictures and on a terminal."""

Ranges = tuple[tuple[int, int], ...]
"""Pages from … to, both included."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A whole block: its parts, its text, and the headings that it stands under, outermost first."""

    number: int
    parts: tuple[Part, ...]
    text: str
    section: tuple[str, ...]

    @property
    def block(self) -> Block:
        """Where it begins."""
        return self.parts[0][1]

    @property
    def page(self) -> Page:
        """The page where it begins."""
        return self.parts[0][0]

    @property
    def confidence(self) -> float:
        """The mean of its parts'."""
        return round(fmean(block.confidence for _, block in self.parts), 3)


def pieces_of(document: Document) -> list[Piece]:
    """Every block of a document in reading order, numbered from 1."""
    found: list[Piece] = []
    above: list[tuple[int, str]] = []
    for number, parts in enumerate(whole_blocks(document), start=1):
        text, block = joined_text(parts), parts[0][1]
        if block.kind == "heading":
            while above and above[-1][0] >= max(block.level, 1):
                above.pop()
        found.append(Piece(number, tuple(parts), text, tuple(title for _, title in above)))
        if block.kind == "heading":
            above.append((max(block.level, 1), " ".join(text.split())))
    return found


def chosen(pieces: Iterable[Piece], pages: Ranges | None) -> list[Piece]:
    """The pieces of which a part stands on one of these pages."""
    return [piece for piece in pieces if any(is_in(page.number, pages) for page, _ in piece.parts)]


def is_in(page: int, pages: Ranges | None) -> bool:
    """Whether a page was asked for; without ``pages`` all are."""
    return pages is None or any(first <= page <= last for first, last in pages)


def page_ranges(text: str) -> Ranges:
    """Pages as people write them. Raises ``ValueError`` where they are none.

    >>> page_ranges("3-5, 8")
    ((3, 5), (8, 8))
    """
    ranges = []
    for part in text.split(","):
        match = re.fullmatch(r"\s*(\d{1,6})\s*(?:[-–]\s*(\d{1,6})\s*)?", part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 0 < first <= last:
            raise ValueError(part)
        ranges.append((first, last))
    return tuple(ranges)


def runs(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The cells of a table together, every other piece alone."""

    def table(piece: Piece) -> tuple[int, int]:
        cell = piece.block.cell
        return (piece.page.number, cell.table) if cell else (0, -piece.number)

    for _, run in groupby(pieces, key=table):
        yield list(run)


def grid(cells: Sequence[Piece]) -> list[list[list[Piece]]]:
    """The pieces of a table by row and column; rows and columns without any are left out."""
    places = [(piece, piece.block.cell) for piece in cells]
    rows = sorted({cell.row for _, cell in places if cell})
    columns = sorted({cell.column for _, cell in places if cell})
    return [
        [[piece for piece, cell in places if cell and (cell.row, cell.column) == (row, column)] for column in columns]
        for row in rows
    ]


def is_head(pieces: Iterable[Piece]) -> bool:
    """Whether pieces of one place, or of one row, are head cells all."""
    cells = [piece.block.cell for piece in pieces]
    return bool(cells) and all(cell is not None and cell.head for cell in cells)


def remarks(page: Page) -> list[str]:
    """What a person should know of a page, in French."""
    found = [page.problem] if page.problem else []
    if page.unread_images:
        found.append("1 image non lue" if page.unread_images == 1 else f"{page.unread_images} images non lues")
    if page.recognized:
        found.append("texte reconnu sur l’image")
    return found


def page_name(document: Document, first: Page, last: Page | None = None) -> str:
    """«p. 3», «p. 3 (imprimée 2)», «p. 3-4»; nothing for plain text, which has no pages."""
    if is_plain(document):
        return ""
    if last is not None and last.number != first.number:
        return f"p. {first.number}-{last.number}"
    printed = f" (imprimée {first.label})" if first.label not in (None, str(first.number)) else ""
    return f"p. {first.number}{printed}"


def is_plain(document: Document) -> bool:
    """Whether it is a text without pages and places."""
    return document.path.lower().endswith((".txt", ".md"))


def json_rows(document: Document, pages: Ranges | None = None) -> list[Row]:
    """The rows of blocks.jsonl with what it leaves out: cell, speaker, section and confidence."""
    wanted = {piece.number for piece in chosen(pieces_of(document), pages)}
    return [
        {
            **row,
            "cell": asdict(piece.block.cell) if piece.block.cell else None,
            "speaker": piece.block.speaker,
            "section": list(piece.section),
            "confidence": piece.confidence,
        }
        for row, piece in zip(block_rows(document), pieces_of(document), strict=True)
        if piece.number in wanted
    ]
