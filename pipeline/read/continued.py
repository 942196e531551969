"""Blocks that go on in another column or on a later page, together with the block that they continue."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.hyphenation import joins
from pipeline.types import Block, Document, Page

Part = tuple[Page, Block]


def in_reading_order(pages: Sequence[Page]) -> list[Part]:
    """All blocks, page by page; those of a booklet by the numbers printed on its pages."""
    blocks = [(page, block) for page in pages for block in page.blocks]
    if any(block.leaf is not None for _, block in blocks):
        blocks.sort(key=lambda part: (part[1].leaf is None, part[1].leaf or 0))
    return blocks


def whole_blocks(document: Document) -> list[list[Part]]:
    """The blocks of a document in reading order, each with the parts that continue it."""
    found: list[list[Part]] = []
    where: dict[tuple[int, int], list[Part]] = {}
    for page, block in in_reading_order(document.pages):
        parts = where.get(block.continues) if block.continues else None
        if parts is None:
            parts = []
            found.append(parts)
        parts.append((page, block))
        where[page.number, block.start] = parts
    return found


def joined_text(parts: Sequence[Part]) -> str:
    """The text of a block with its parts, words that were cut between two parts whole again."""
    text = ""
    for page, block in parts:
        more = page.text[block.start : block.end]
        if not text:
            text = more
            continue
        last, (first, *rest) = text.rsplit(maxsplit=1)[-1], more.split(maxsplit=1)
        whole = joins(last, first)
        text = text[: len(text) - len(last)] + whole + "".join(f" {r}" for r in rest) if whole else f"{text} {more}"
    return text
