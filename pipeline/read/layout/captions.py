"""Captions and credits: small text right under or over a picture, or that says whose a picture is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from pipeline.read.layout.blocks import RawBlock
from pipeline.types import Rect

_LONGEST = 240
"""Characters of a caption."""


@cache
def _credit() -> re.Pattern[str]:
    text = files(__package__).joinpath("credits.txt").read_text(encoding="utf-8")
    words = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?:\s*:|\s+(?=\S)|(?<=©))", re.I)


def with_captions(blocks: Sequence[RawBlock], pictures: Sequence[Rect], body: float) -> list[RawBlock]:
    """Blocks of a page, its captions told from its paragraphs. ``body`` is the size of running text, in points."""
    return [replace(block, kind="caption") if _is_caption(block, pictures, body) else block for block in blocks]


def _is_caption(block: RawBlock, pictures: Sequence[Rect], body: float) -> bool:
    if block.kind != "paragraph" or len(block.lines) > 4:
        return False
    text = " ".join(line.text for line in block.lines)
    if len(text) > _LONGEST:
        return False
    small = all(line.size < 0.95 * body for line in block.lines)
    slanted = all(word.italic for line in block.lines for word in line.words)
    if small and _credit().match(text):
        return True
    return (small or slanted) and any(_is_under(block, picture) for picture in pictures)


def _is_under(block: RawBlock, picture: Rect) -> bool:
    x0, x1 = min(line.x0 for line in block.lines), max(line.x1 for line in block.lines)
    gap = block.lines[0].top - picture[3]
    shared = min(x1, picture[2]) - max(x0, picture[0])
    return -3 < gap < 1.5 * block.lines[0].size and shared > 0.6 * (x1 - x0) and x1 - x0 < 1.2 * (picture[2] - picture[0])
