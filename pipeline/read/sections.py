"""Sections: the headings that stand over each block."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.types import Block


def heads_of(blocks: Iterable[Block]) -> list[tuple[int, ...]]:
    """For each block, in reading order, the indexes of the headings over it, outermost first.

    A heading ends the sections of its level and of those below; it is not over itself.
    """
    stack: list[tuple[int, int]] = []  # level, index
    found: list[tuple[int, ...]] = []
    for index, block in enumerate(blocks):
        if block.kind == "heading":
            stack = [(level, i) for level, i in stack if level < block.level]
        found.append(tuple(i for _, i in stack))
        if block.kind == "heading":
            stack.append((block.level, index))
    return found
