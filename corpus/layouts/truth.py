"""What a careful reader finds in a source of the corpus: its blocks in reading order.

They come from the very sources that the PDFs are typeset from, under the style ``truth.typ``, which gives HTML; so a text and
its truth can never drift apart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

from corpus.layouts.typesetting import compiled
from pipeline.types import BlockKind

KINDS = frozenset(get_args(BlockKind))
_PARAGRAPH: frozenset[str] = frozenset({"paragraph"})
_CARD_WITHOUT_FRAME = frozenset({"card", "paragraph", "list_item"})
_LINES = frozenset({"paragraph", "list_item"})
_BLOCKS = {"p", "div", "li", "ul", "ol", "table", "tr", "th", "td", "hr", "aside", "section", "figure", "figcaption", "body"}
_HEADINGS = {f"h{level}": level - 1 for level in range(2, 7)}


@dataclass(frozen=True, slots=True)
class TrueBlock:
    """A block as a careful reader sees it. ``kinds`` are the names that good readers may give it."""

    text: str
    kinds: frozenset[str]
    path: tuple[str, ...] = ()
    """The headings that it stands under, outermost first."""
    level: int = 0
    """Of headings and list items, from 1; 0 for what is neither."""
    head: bool = False
    """Whether it is the head of a row or column."""
    row_heads: tuple[str, ...] = ()
    column_heads: tuple[str, ...] = ()
    speaker: str | None = None
    pieces: tuple[TrueBlock, ...] = ()
    """Smaller blocks that are as good as the whole: lines of an address, a title and its page, who speaks and what is said."""
    also: tuple[str, ...] = ()
    """Other texts that are as good, as that of a word without the mark of its note."""

    @property
    def optional_heading(self) -> bool:
        """Whether good readers differ on it being a heading."""
        return "heading" in self.kinds and len(self.kinds) > 1


@cache
def true_blocks(source: Path, layout: str) -> tuple[TrueBlock, ...]:
    """The blocks of a source in reading order. Only few things, as labels over their numbers, depend on the layout."""
    reader = _Reader()
    reader.feed(compiled(source, "truth", "html", layout).decode())
    reader.close()
    return tuple(reader.found)


class _Reader(HTMLParser):
    """Blocks of the HTML that ``truth.typ`` gives."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[TrueBlock] = []
        self.open: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.strong = False  # whether the open block began in bold type
        self.pieces: list[TrueBlock] = []
        self.piece_from: int | None = None
        self.path: list[str] = []
        self.row: list[tuple[str, str]] = []  # the cells of a table's row: scope and text
        self.column_heads: list[list[str]] = []

    # ── events ──

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS and not self._inside_marked():
            self._end_block()
        elif tag == "p" and self.text:
            self.text += "\n"
        if tag in _HEADINGS:
            self._end_block()
        if tag == "br":
            self.text += "\n"
        if tag == "strong" and not self.text.strip():
            self.strong = True
        if tag == "table":
            self.column_heads = []
        if tag == "span" and "data-kinds" in values:
            self.piece_from = len(self.text)
        if tag not in ("br", "hr", "meta", "img"):
            self.open.append((tag, values))

    def handle_endtag(self, tag: str) -> None:
        if tag == "span" and self.piece_from is not None:
            kinds = frozenset(self.open[-1][1].get("data-kinds", "").split())
            self.pieces.append(TrueBlock(self.text[self.piece_from :].strip(), kinds))
            self.piece_from = None
        elif tag in ("th", "td"):
            self.row.append((self.open[-1][1].get("scope", ""), self._take()))
        elif tag == "tr":
            self._end_row()
        elif tag in _HEADINGS or "data-kinds" in self.open[-1][1] or tag in _BLOCKS and not self._inside_marked():
            self._end_block()
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if any(tag == "body" for tag, _ in self.open):
            self.text += " ".join(data.split(" ")) if self.text else data.lstrip()

    # ── blocks ──

    def _inside_marked(self) -> bool:
        return any("data-kinds" in values and tag != "span" for tag, values in self.open)

    def _take(self) -> str:
        text, self.text = self.text.strip(), ""
        return text

    def _end_block(self) -> None:
        text, strong, pieces = self._take(), self.strong, tuple(self.pieces)
        self.strong, self.pieces = False, []
        if not text or any(tag in ("th", "td") for tag, _ in self.open):
            return
        heading = next((_HEADINGS[tag] for tag, _ in self.open if tag in _HEADINGS), 0)
        named = next((values["data-kinds"] for _, values in reversed(self.open) if "data-kinds" in values), "")
        lines = text.split("\n")
        kinds, level = _PARAGRAPH, 0
        if heading:
            kinds, level = frozenset({"heading"}), heading
            del self.path[heading - 1 :]
        elif named:
            kinds = frozenset(named.split())
        elif any(tag == "li" for tag, _ in self.open):
            kinds, level = frozenset({"list_item"}), sum(tag in ("ul", "ol") for tag, _ in self.open)
        elif len(lines) > 1 and strong:
            kinds = _CARD_WITHOUT_FRAME
        elif len(lines) > 1:
            pieces = tuple(TrueBlock(line.strip(), _LINES) for line in lines)
        assert kinds <= KINDS, kinds
        speaker = pieces[0].text if any("data-spoken" in values for _, values in self.open) else None
        path = tuple(self.path)
        pieces = tuple(replace(p, path=path, speaker=speaker) for p in pieces)
        self.found.append(TrueBlock(text, kinds, path, level, speaker=speaker, pieces=pieces))
        if heading:
            self.path.append(text)

    def _end_row(self) -> None:
        """Column heads may stand in several rows, of which the last ones add to the first; row heads in several columns."""
        if all(scope == "col" for scope, _ in self.row):
            self.column_heads.append([text for _, text in self.row])
        row_heads: list[str] = []
        for column, (scope, text) in enumerate(self.row):
            column_heads = tuple(row[column] for row in self.column_heads if row[column]) if scope != "col" else ()
            if text:
                self.found.append(
                    TrueBlock(
                        text,
                        frozenset({"cell"}),
                        tuple(self.path),
                        head=bool(scope),
                        row_heads=tuple(row_heads),
                        column_heads=column_heads,
                    )
                )
            if scope == "row":
                row_heads.append(text)
        self.row = []
