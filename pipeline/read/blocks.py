"""Leaves to blocks: where a paragraph, list item, card or callout begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ..types import BlockKind
from .layout import BULLET, Leaf, Line

_CALLOUT = re.compile(r"(?:(?:plus de|près de|environ|\+ de)\s+)?(?:CHF|EUR|USD|[€$])?\s?[+×x~≈<>-]?\s?\d[\d\s.,]*", re.I)
_NUMBERED = re.compile(r"\d{1,2}[.)]?\s+[^\W\d_]")
_YEAR = re.compile(r"(19|20)\d\d(\s*[-–/]\s*\d+)?$")
_OPEN_END = re.compile(
    r"(?:[,(&:-]|\b(?:de|du|des|d[’']|la|le|les|l[’']|et|ou|à|au|aux|en|pour|par|avec|sur|chez|of|the|and|for))$", re.I
)
_DATE_ENTRY = re.compile(r"(?:19|20)\d\d\s*[:–-]\s")
_ENTRY = re.compile(r"(?:[^\W\d_a-z][\w'’-]+\s+){1,3}[^\W\d_a-z][\w'’-]+\s*[,:]\s+\w")
"""«Prénom Nom, titre» or «Titre : Prénom Nom», one a line."""
_ENDS = re.compile(r"[.!?:;…»\")\]]$")
_LISTED = re.compile(r"^(?:[•▪◦‣●○■□►▶➤➢✓✔❖·∙⁃]|[o–—-](?=\s)|\(?\d{1,2}[.)](?=\s)|\(?[a-z][.)](?=\s))\s*")


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


def is_listed(text: str) -> bool:
    """Whether a line begins like an item of a list."""
    return _LISTED.match(text) is not None


def _same_style(a: Line, b: Line) -> bool:
    near = abs(a.size - b.size) <= 0.08 * max(a.size, b.size)
    return near and (a.bold == b.bold or not (a.bold and _all_of(a) and _all_of(b)))


def _all_of(line: Line) -> bool:
    return len({(w.bold, w.color) for w in line.words}) == 1


def _starts_block(before: Line, line: Line, right: float, left: float, pitch: float, usual: float) -> bool:
    step = line.middle - before.middle
    pitch *= max(1.0, line.size / usual)
    room = max(before.size, line.size)
    if step > 1.45 * pitch and step > 1.35 * room or step > 2.1 * room:
        return True
    if abs(before.size - line.size) > 0.12 * max(before.size, line.size):
        return True
    runs_on = len(before.text) > 40 and before.x1 > right - 0.08 * (right - left) and not _ENDS.search(before.text)
    if _all_of(before) and _all_of(line) and before.bold != line.bold and not runs_on:
        return True
    if is_listed(line.text):
        return True
    if _ENTRY.match(before.text) and _ENTRY.match(line.text):
        return True
    if (
        (line.text[:1].isupper() or _DATE_ENTRY.match(line.text))
        and _would_fit(before, line, right)
        and not _OPEN_END.search(before.text)
    ):
        return True
    short = before.x1 < right - 0.14 * (right - left)
    return short and bool(_ENDS.search(before.text)) and line.text[:1].isupper() and line.x0 <= left + 3 * line.size


def _would_fit(before: Line, line: Line, right: float) -> bool:
    """Whether the first word of a line had room at the end of the line before: the line was ended on purpose."""
    first = line.words[0]
    return before.x1 + 0.35 * before.size + (first.x1 - first.x0) < right - 1.5 * before.size


def _pitch(lines: Sequence[Line]) -> float:
    steps = sorted(b.middle - a.middle for a, b in pairwise(lines) if b.middle > a.middle)
    steps = [s for s in steps if s < 2.2 * lines[0].size] or [1.3 * lines[0].size]
    return steps[len(steps) // 4]


def _paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    pitch, usual = _pitch(lines), median(line.size for line in lines)
    full = [line.x1 > right - 0.2 * (right - left) for line in lines[:-1]]
    ragged = len(lines) >= 3 and sum(full) < 0.5 * len(full) and not any(is_listed(line.text) for line in lines)
    found: list[list[Line]] = []
    for line in lines:
        short = bool(found) and found[-1][-1].x1 < right - 0.1 * (right - left)
        ends = ragged and short and line.text[:1].isupper()  # one name a line, not running text
        if found and not ends and not _starts_block(found[-1][-1], line, right, left, pitch, usual):
            found[-1].append(line)
        else:
            found.append([line])
    return found


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
    numbered = _NUMBERED.match(line.text) and below.text[:1].isupper()
    large = line.size >= 1.4 * below.size and len(line.text) < 40
    return large and bool(_CALLOUT.match(line.text)) and not _YEAR.match(line.text) and not numbered


def _breaks(lines: Sequence[Line]) -> frozenset[int]:
    """Lines that begin in another style than the line before."""
    return frozenset(i for i in range(1, len(lines)) if not _same_style(lines[i - 1], lines[i]))


def _short_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Lines that stand for themselves: a name over a title, an address, one name a line."""
    if len(lines) > 6 or any(len(line.text) > 45 for line in lines) or lines[0].size > 13 and lines[0].bold:
        return frozenset()
    if all(line.bold for line in lines):
        return frozenset()  # a label that goes on
    right = max(line.x1 for line in lines)
    bare = not any(re.search(r"[,.;(]", line.text) for line in lines[:-1])
    pairs = enumerate(pairwise(lines), 1)
    return frozenset(
        i for i, (a, b) in pairs if b.text[:1].isupper() and not _OPEN_END.search(a.text) and (bare or _would_fit(a, b, right))
    )


def _is_card(leaf: Leaf, body: float) -> bool:
    """Few lines with a first line set apart (name over title), in a grid."""
    lines = leaf.lines
    if not 2 <= len(lines) <= 8:
        return False
    first, rest = lines[0], lines[1:]
    loose = len(lines) > 6 or any(len(line.text) > 45 for line in lines) or lines[-1].text.endswith((".", ":", ";"))
    if not leaf.cell and (loose or rest[0].size > 1.12 * body or first.size > 1.3 * rest[0].size or is_listed(rest[0].text)):
        return False
    return (first.bold and not all(line.bold for line in rest)) or first.size > 1.1 * rest[-1].size


def blocks_of(leaf: Leaf, body: float) -> list[RawBlock]:
    """Blocks of one leaf, top to bottom; ``body`` is the size of running text, in points."""
    if _is_card(leaf, body) and not _CALLOUT.match(leaf.lines[0].text):
        return [RawBlock(leaf.lines, "card", _breaks(leaf.lines))]
    found: list[RawBlock] = []
    for part in _callout(_paragraphs(leaf.lines)):
        first = part[0]
        if len(part) > 1 and _is_large_number(first, part[-1]):
            found.append(RawBlock(tuple(part), "callout", _breaks(part) | {1}))
        elif is_listed(first.text) and not BULLET.fullmatch(part[-1].text):
            found.append(RawBlock(tuple(part), "list_item"))
        else:
            found.append(RawBlock(tuple(part), "paragraph", _short_lines(part)))
    return found
