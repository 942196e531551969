"""The corpus in its layouts, read and compared with its truth."""

from __future__ import annotations

from functools import cache

from corpus.layouts.truth import true_blocks
from corpus.layouts.typesetting import in_layout, texts
from pipeline.read import ReadError, read
from tests.read.layouts.scores import Reading, blocks_read, compare


@cache
def reading(text: str, layout: str) -> Reading:
    """A text of the corpus typeset in a layout, read, and compared with its truth."""
    source = texts()[text]
    try:
        blocks = blocks_read(read(in_layout(source, layout)))
    except ReadError:
        blocks = []
    return compare(blocks, true_blocks(source, layout))
