"""Cards: what a person is, under the name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.layout.lines import Line
from pipeline.read.layout.order import Leaf
from pipeline.read.layout.paragraphs import Column, is_listed

_NAME_WORD = re.compile(r"[^\W\d_a-zà-ÿ][\w’'.-]*|d[eiua]s?|l[ae]|el|al|van|von|der|den|ben|[dDlLO][’'][\w’'-]+|do|da|dos|e|y")
"""A word of a person's name."""


def is_card(leaf: Leaf, body: float) -> bool:
    """Few lines with a first line set apart (name over title), in a grid."""
    lines = leaf.lines
    if not 2 <= len(lines) <= 8 or any(b.middle - a.middle > 2.3 * max(a.size, b.size) for a, b in pairwise(lines)):
        return False
    first, rest = lines[0], lines[1:]
    told = " ".join(line.text for line in rest)
    if len(told) > 25 and told.endswith(".") and not (len(told) < 300 and _is_name(first)):
        return False  # a heading and what it says
    plain = [line.bold for line in rest].index(False) if not all(line.bold for line in rest) else len(rest)
    if any(line.bold and line.size > 0.95 * first.size for line in rest[plain:]):
        return False  # another heading or card follows
    if not leaf.cell and not _is_name(first):
        return False
    loose = len(lines) > 6 or any(len(line.text) > 45 for line in lines) or lines[-1].text.endswith((".", ":", ";"))
    if not leaf.cell and (loose or rest[0].size > 1.12 * body or first.size > 1.3 * rest[0].size or is_listed(rest[0].text)):
        return False
    return (
        (first.bold and not all(line.bold for line in rest))
        or first.size > 1.1 * rest[-1].size
        or leaf.cell
        and (first.color != rest[0].color or _italic(first) != _italic(rest[0]) or _faces(first).isdisjoint(_faces(rest[0])))
    )


def _faces(line: Line) -> set[int]:
    """The fonts of a line, for files that do not say which are bold."""
    return {word.font for word in line.words}


def _italic(line: Line) -> bool:
    return all(word.italic for word in line.words)


def is_name_over(above: Sequence[Line], part: Sequence[Line], column: Column) -> bool:
    """Whether a line is a name in bold right over a short text in plain."""
    name, first = above[-1], part[0]
    return (
        len(above) == 1
        and name.bold
        and 0.92 * first.size < name.size < 1.35 * first.size
        and _is_name(name)
        and is_title(name, part, column)
    )


def is_title(above: Line, part: Sequence[Line], column: Column) -> bool:
    """Whether a short text in plain stands right under a line, in step with it."""
    first = part[0]
    return (
        len(part) <= 2
        and not any(line.bold for line in part)
        and first.middle - above.middle < max(column.pitch.step, 1.3 * above.size) + 0.09 * first.size
        and min(abs(first.x0 - above.x0), abs(first.x1 - above.x1), _off_centre(first, above)) < 2 * first.size
        and sum(len(line.text) for line in part) < 90
        and not part[-1].text.endswith((".", ":", ";", "?", "!"))
    )


def _off_centre(a: Line, b: Line) -> float:
    return abs(a.x0 + a.x1 - b.x0 - b.x1) / 2


def _is_name(line: Line) -> bool:
    return 2 <= len(line.words) <= 5 and all(_NAME_WORD.fullmatch(word.text) for word in line.words)
