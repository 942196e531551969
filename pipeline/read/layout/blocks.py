"""Leaves to blocks: paragraphs, items of lists, cards and callouts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.read.layout.cards import is_card, is_name_over, is_title
from pipeline.read.layout.lines import BULLET, Line
from pipeline.read.layout.order import Leaf
from pipeline.read.layout.paragraphs import (
    OPEN_END,
    Column,
    Pitches,
    column_of,
    is_listed,
    paragraphs_of,
    same_style,
    would_fit,
)
from pipeline.types import BlockKind

_CALLOUT = re.compile(r"(?:(?:plus de|près de|environ|\+ de)\s+)?(?:CHF|EUR|USD|[€$])?\s?[+×x~≈<>-]?\s?\d[\d\s.,]*", re.I)
_NUMBERED = re.compile(r"\d{1,2}[.)]?\s+[^\W\d_]|\d{1,2}\.(?:\d{1,2}\.?)*\s+[^\W\d_]")
_YEAR = re.compile(r"(19|20)\d\d(\s*[-–/]\s*\d+)?$")

Place = tuple[int, int, int]
"""A table of the page, a row and a column of it, from 1."""


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell of a table, its heads by their places: where they stand in the text is known only when it is composed."""

    place: Place
    head: bool = False
    row_heads: tuple[Place, ...] = ()
    column_heads: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class RawBlock:
    """Printed lines that belong together; ``breaks`` are the indexes of lines before which the text has a hard break."""

    lines: tuple[Line, ...]
    kind: BlockKind
    breaks: frozenset[int] = frozenset()
    cell: RawCell | None = None
    level: int = 0
    """How deep an item of a list is nested, from 1."""


def _callout(parts: list[list[Line]]) -> list[list[Line]]:
    """A large number and the labels under it are one block."""
    joined: list[list[Line]] = []
    for part in parts:
        last = joined[-1] if joined else None
        if (
            last
            and _is_large_number(last[0], part[0])
            and len(last) + len(part) <= 9
            and part[0].top - last[-1].bottom < (1.6 * last[0].size if len(last) == 1 else 0.9 * part[0].size)
        ):
            last.extend(part)
        else:
            joined.append(list(part))
    return joined


def _is_large_number(line: Line, below: Line) -> bool:
    numbered = _NUMBERED.match(line.text) and (below.text[:1].isupper() or "." in line.text[:3])
    bare = line.text.strip(" .)").isdigit() and len(line.text) < 3 and below.text[:1].isupper()  # of a chapter or step
    large = line.size >= 1.4 * below.size and len(line.text) < 40 and not bare
    return large and bool(_CALLOUT.match(line.text)) and not _YEAR.match(line.text) and not numbered


def _name_cards(parts: list[list[Line]], column: Column) -> list[RawBlock | list[Line]]:
    """A name in bold right over a short line or two in plain: a card, though it stands in no grid."""
    made: list[RawBlock | list[Line]] = []
    for part in parts:
        above = made[-1] if made else None
        if isinstance(above, list) and is_name_over(above, part, column):
            lines = (*above, *part)
            made[-1] = RawBlock(lines, "card", _changes(lines))
        elif isinstance(above, RawBlock) and above.kind == "card" and _goes_with(above, part, column):
            made[-1] = RawBlock((*above.lines, *part), "card", above.breaks | {len(above.lines)})
        else:
            made.append(part)
    return made


def _goes_with(card: RawBlock, part: Sequence[Line], column: Column) -> bool:
    """Whether a line says more of the person of a card: the organization under the title."""
    return len(card.lines) < 4 and len(part) == 1 and is_title(card.lines[-1], part, column)


def _breaks(lines: Sequence[Line]) -> frozenset[int]:
    """Lines that begin in another style than the line before."""
    return frozenset(i for i in range(1, len(lines)) if not same_style(lines[i - 1], lines[i]))


def _changes(lines: Sequence[Line]) -> frozenset[int]:
    """Lines of a card that begin in any other look: a name in blue, a title in italics under it."""
    looks = [(line.size, line.bold, line.words[0].italic, line.color, line.words[0].font) for line in lines]
    return _breaks(lines) | {i for i in range(1, len(lines)) if looks[i] != looks[i - 1] and looks[i - 1] == looks[0]}


def _short_lines(lines: Sequence[Line], column: Column) -> frozenset[int]:
    """Lines that stand for themselves: a name over a title, an address, one name a line."""
    if len(lines) > 6 or any(len(line.text) > 45 for line in lines) or lines[0].size > 13 and lines[0].bold:
        return frozenset()
    if all(line.bold for line in lines):
        return frozenset()  # a label that goes on
    own = replace(column, right=max(line.x1 for line in lines))
    bare = not any(re.search(r"[,.;(·]", line.text) for line in lines[:-1])
    pairs = enumerate(pairwise(lines), 1)
    return frozenset(
        i for i, (a, b) in pairs if b.text[:1].isupper() and not OPEN_END.search(a.text) and (bare or would_fit(a, b, own))
    )


def blocks_of(leaf: Leaf, body: float, pitches: Pitches) -> list[RawBlock]:
    """Blocks of one leaf, top to bottom; ``body`` is the size of running text, in points, ``pitches`` those of the page."""
    if is_card(leaf, body) and not _CALLOUT.match(leaf.lines[0].text):
        return [RawBlock(leaf.lines, "card", _changes(leaf.lines))]
    found: list[RawBlock] = []
    column = column_of(leaf.lines, leaf, body, pitches)
    for part in _name_cards(_callout(paragraphs_of(leaf, body, pitches)), column):
        if isinstance(part, RawBlock):
            found.append(part)
            continue
        first = part[0]
        if len(part) > 1 and _is_large_number(first, part[-1]):
            found.append(RawBlock(tuple(part), "callout", _breaks(part) | {1}))
        elif is_listed(first.text) and not BULLET.fullmatch(part[-1].text):
            found.append(RawBlock(tuple(part), "list_item"))
        else:
            found.append(RawBlock(tuple(part), "paragraph", _short_lines(part, column)))
    return found
