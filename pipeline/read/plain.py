"""Plain text and Markdown: one page without boxes."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.types import Block, BlockKind, Page

_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_ITEM = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s+")


def read_plain(text: str, markdown: bool) -> Page:
    """The text as it is, its blocks parted by blank lines; headings and items of Markdown recognized."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    blocks: list[Block] = []

    def add(start: int, end: int, kind: BlockKind, level: int = 0) -> None:
        if text[start:end].strip():
            blocks.append(Block(1, start, end, kind, None, 10.0, kind == "heading", "000000", level))

    for paragraph in re.finditer(r"(?:(?!\n[ \t]*\n).)+", text, re.S):
        start, lines = paragraph.start(), paragraph.group().split("\n")
        opened = start
        kind: BlockKind = "paragraph"
        for line in lines:
            heading = _HEADING.fullmatch(line) if markdown else None
            if heading or _ITEM.match(line):
                add(opened, start - 1 if start > opened else start, kind)
                if heading:
                    add(start + heading.start(2), start + len(line), "heading", len(heading[1]))
                    opened, kind = start + len(line) + 1, "paragraph"
                else:
                    opened, kind = start, "list_item"
            start += len(line) + 1
        add(min(opened, paragraph.end()), paragraph.end(), kind)
    return Page(1, 0.0, 0.0, text, (), tuple(_trimmed(text, b) for b in blocks))


def _trimmed(text: str, block: Block) -> Block:
    inner = text[block.start : block.end]
    start = block.start + len(inner) - len(inner.lstrip())
    return replace(block, start=start, end=start + len(inner.strip()))
