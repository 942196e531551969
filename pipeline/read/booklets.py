"""Booklets: sheets that hold two printed pages each, in the order in which they are folded and not read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.types import Page

Leaves = tuple[int | None, int | None]
"""The numbers printed at the left and at the right of a sheet."""


def mark_leaves(pages: Sequence[Page]) -> list[Page]:
    """Pages with the printed page of each block, where sheets do not follow each other; else as they are."""
    leaves = _completed([_leaves(page) for page in pages])
    if leaves is None:
        return list(pages)
    return [_with_leaves(page, numbers) for page, numbers in zip(pages, leaves, strict=True)]


def _leaves(page: Page) -> Leaves:
    found: list[int | None] = [None, None]
    for block in page.blocks:
        text = page.text[block.start : block.end].strip(" -–—|")
        if block.kind == "page_number" and block.box and text.isdigit():
            found[(block.box[0] + block.box[2]) / 2 > page.width / 2] = int(text)
    return found[0], found[1]


def _completed(leaves: Sequence[Leaves]) -> list[tuple[int, int]] | None:
    """The numbers of all halves, or None where this is no booklet.

    The two numbers of a folded sheet make one more than all its pages: what is not printed, as on a cover, is what lacks to it.
    """
    total = 2 * len(leaves) + 1
    if {a + b for a, b in leaves if a is not None and b is not None} != {total}:
        return None
    made: list[tuple[int, int]] = []
    for a, b in leaves:
        if a is not None:
            made.append((a, total - a if b is None else b))
        elif b is not None:
            made.append((total - b, b))
        else:
            return None
    numbers = [number for pair in made for number in pair]
    return made if len(set(numbers)) == len(numbers) and numbers != sorted(numbers) else None


def _with_leaves(page: Page, numbers: tuple[int, int]) -> Page:
    def leaf(box: tuple[float, float, float, float] | None) -> int:
        return numbers[box is not None and (box[0] + box[2]) / 2 > page.width / 2]

    return replace(page, blocks=tuple(replace(block, leaf=leaf(block.box)) for block in page.blocks))
