"""What a careful reader finds in a source of the corpus: its blocks in reading order.

They come from the very sources that the PDFs are typeset from, under the style ``truth.typ``, which gives HTML; so a text and
its truth can never drift apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import get_args

from corpus.layouts.htmltree import Element, parsed
from corpus.layouts.typesetting import compiled
from pipeline.types import BlockKind

KINDS = frozenset(get_args(BlockKind))
_PARAGRAPH = frozenset({"paragraph"})
_LINES = frozenset({"paragraph", "list_item"})
_UNFRAMED_CARD = frozenset({"card", "paragraph", "list_item"})
_NOTE = frozenset({"paragraph", "list_item", "caption"})

_HEADINGS = {f"h{level + 1}": level for level in range(1, 6)}
_BLOCKS = {"p", "div", "ul", "ol", "table", "hr", "aside", "section", *_HEADINGS}
_MARK = re.compile(r"\[\[(\d+)\]\]")


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
    """Other texts that are as good: without the number of an item, without the mark of a note."""

    @property
    def optional_heading(self) -> bool:
        """Whether good readers differ on it being a heading."""
        return "heading" in self.kinds and len(self.kinds) > 1


@cache
def true_blocks(source: Path, layout: str) -> tuple[TrueBlock, ...]:
    """The blocks of a source in reading order. Only few things, as labels over their numbers, depend on the layout."""
    reader = _Reader()
    reader.read(parsed(compiled(source, "truth", "html", layout).decode()).children)
    reader.end_page()
    assert all(block.kinds <= KINDS for block in reader.found)
    return tuple(reader.found)


class _Reader:
    """Walks the HTML that ``truth.typ`` gives; remembers under which headings it is and which notes the page still owes."""

    def __init__(self) -> None:
        self.found: list[TrueBlock] = []
        self.over: list[tuple[int, str]] = []
        self.notes: list[TrueBlock] = []

    def read(self, nodes: Iterable[Element | str]) -> None:
        run: list[Element | str] = []
        for node in nodes:
            if isinstance(node, str) or node.tag not in _BLOCKS:
                run.append(node)
                continue
            self.paragraph(run)
            run = []
            self.block(node)
        self.paragraph(run)

    def block(self, element: Element) -> None:
        if element.tag in _HEADINGS:
            level, text = _HEADINGS[element.tag], _text(element.children).strip()
            self.over = [(other, heading) for other, heading in self.over if other < level]
            self.add(TrueBlock(text, frozenset({"heading"}), level=level))
            self.over.append((level, text))
        elif "data-kinds" in element.attributes:
            self.marked(element)
        elif element.tag == "p":
            self.paragraph(element.children)
        elif element.tag in ("ul", "ol"):
            self.items(element, 1)
        elif element.tag == "table":
            self.table(element)
        elif element.tag == "hr":
            self.end_page()
        else:
            self.read(element.children)

    def add(self, block: TrueBlock) -> None:
        """The block under its headings; the other texts that it may have with the marks of notes."""
        path = tuple(text for _, text in self.over)
        also = block.also
        if _MARK.search(block.text):
            texts = [_MARK.sub(mark, block.text) for mark in (r"\1", r" \1", "")]
            block, also = replace(block, text=texts[0]), (*also, *texts[1:])
        pieces = tuple(replace(piece, path=path, speaker=block.speaker) for piece in block.pieces)
        self.found.append(replace(block, path=path, also=also, pieces=pieces))

    def marked(self, element: Element) -> None:
        pieces = tuple(
            TrueBlock(_text(piece.children).strip(), _kinds(piece)) for piece in element.elements("span") if _kinds(piece)
        )
        speaker = pieces[0].text if "data-spoken" in element.attributes else None
        self.add(TrueBlock(_text(element.children).strip(), _kinds(element), speaker=speaker, pieces=pieces))

    def paragraph(self, nodes: Sequence[Element | str]) -> None:
        text = _text(nodes).strip()
        if not text:
            return
        first = next(node for node in nodes if not isinstance(node, str) or node.strip())
        lines = text.split("\n")
        if len(lines) == 1:
            self.add(TrueBlock(text, _PARAGRAPH))
        elif isinstance(first, Element) and first.tag == "strong":
            self.add(TrueBlock(text, _UNFRAMED_CARD))
        else:
            self.add(TrueBlock(text, _PARAGRAPH, pieces=tuple(TrueBlock(line.strip(), _LINES) for line in lines)))
        for element in (element for node in nodes if isinstance(node, Element) for element in (node, *node.descendants())):
            if "data-note" in element.attributes:
                number, note = _note(element)
                self.notes.append(TrueBlock(f"{number} {note}", _NOTE, also=(note,)))

    def items(self, element: Element, level: int) -> None:
        for number, item in enumerate(element.elements("li"), start=1):
            nested = item.elements("ul", "ol")
            text = _text(node for node in item.children if node not in nested).strip()
            told = TrueBlock(text, frozenset({"list_item"}), level=level)
            self.add(replace(told, text=f"{number}. {text}", also=(text,)) if element.tag == "ol" else told)
            for more in nested:
                self.items(more, level + 1)

    def table(self, element: Element) -> None:
        """Each cell with the heads over it and before it, also those that span several rows or columns."""
        grid: dict[tuple[int, int], Element] = {}
        for row, line in enumerate(element.elements("tr")):
            column = 0
            for cell in line.elements("th", "td"):
                while (row, column) in grid:
                    column += 1
                rows, columns = (int(cell.attributes.get(span, 1)) for span in ("rowspan", "colspan"))
                grid.update({(row + i, column + j): cell for i in range(rows) for j in range(columns)})
                above = [grid[i, column] for i in range(row)]
                before = [grid[row, j] for j in range(column)]
                if text := _text(cell.children).strip():
                    self.add(
                        TrueBlock(
                            text,
                            frozenset({"cell"}),
                            head=cell.tag == "th",
                            row_heads=_heads(before, "row"),
                            column_heads=_heads(above, "col"),
                        )
                    )

    def end_page(self) -> None:
        """Notes stand at the foot of their page."""
        for note in self.notes:
            self.add(note)
        self.notes = []


def _heads(cells: Sequence[Element], scope: str) -> tuple[str, ...]:
    once = [cell for i, cell in enumerate(cells) if not any(cell is other for other in cells[:i])]
    return tuple(text for cell in once if cell.attributes.get("scope") == scope and (text := _text(cell.children).strip()))


def _kinds(element: Element) -> frozenset[str]:
    return frozenset(element.attributes.get("data-kinds", "").split())


def _note(element: Element) -> tuple[str, str]:
    number, note = _text(element.children).split(maxsplit=1)
    return number, note.strip()


def _text(nodes: Iterable[Element | str]) -> str:
    """What is read in these nodes; of a note, its mark."""
    text = ""
    for node in nodes:
        if isinstance(node, str):
            text += node
        elif "data-note" in node.attributes:
            text += f"[[{_note(node)[0]}]]"
        elif node.tag == "br" or node.tag == "p" and text:
            text += "\n" + _text(node.children)
        else:
            text += _text(node.children)
    return text
