"""How deep the items of a list are nested: by how far they are set in, and by their marks where the list goes on elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.read.layout.blocks import RawBlock

_KINDS = (("digit", r"\(?\d{1,2}[.)]"), ("letter", r"\(?[a-zA-Z][.)]"), ("roman", r"[ivxIVX]{2,4}[.)-]"))


def with_depths(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Blocks in reading order, items of lists with their depths."""
    made: list[RawBlock] = []
    edges: list[float] = []  # left edges of the open lists, outermost first
    marks: dict[str, int] = {}
    bottom = 0.0
    for block in blocks:
        if block.kind != "list_item":
            if block.kind in ("paragraph", "callout", "card", "cell"):
                edges, marks = [], {}
            made.append(block)
            continue
        first = block.lines[0]
        mark, step = _mark(first.words[0].text), 0.35 * first.size
        if edges and first.top < bottom - first.size:  # in the next column, where only the mark tells
            depth = marks.get(mark, 1)
            edges = [first.x0 - (depth - 1 - i) * 3 * step for i in range(depth)]
        while edges and first.x0 < edges[-1] - step:
            edges.pop()
        if not edges or first.x0 > edges[-1] + step:
            edges.append(first.x0)
        marks[mark] = len(edges)
        bottom = block.lines[-1].bottom
        made.append(replace(block, level=len(edges)))
    return made


def _mark(text: str) -> str:
    return next((kind for kind, pattern in _KINDS if re.match(pattern, text)), text[:1])
