"""Reading order from geometry: which lines make a column, which column comes first.

A page is cut again and again: at white gutters that run from top to bottom (columns, read one after the other), or into
bands one under the other (headings over columns). Grids of cards (aligned rows with wide gaps) are read row by row. What can
be cut no more is a leaf: lines of one column, top to bottom.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.read.glyphs import HYPHENS
from pipeline.read.layout.cuts import Frame, bands_of, columns_of, gutters_of, parted_by_rules, pitch_of
from pipeline.read.layout.grids import grid_of, with_dates
from pipeline.read.layout.lines import Line

_COUNT = re.compile(
    r"(?:(?:[Pp]lus de|[Pp]rès de|[Ee]nviron|\+ de)\s)?(?:CHF|EUR|USD|[€$])?\s?[+×≈~]?"
    r"\s?\d[\d\s.,’']*(\s?(%|\$|€)|\s[^\W\d]|$)"
)

_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s|\d{1,2}[.)]\s")


@dataclass(frozen=True, slots=True)
class Leaf:
    """Lines of one column, top to bottom; ``cell`` where they stand in a grid of cards, ``right`` the column's right edge."""

    lines: tuple[Line, ...]
    cell: bool = False
    right: float = 0.0


def _is_heading(band: Sequence[Line], body: float) -> bool:
    if any(line.text.endswith(tuple(HYPHENS)) for line in band):
        return False  # a word goes on
    if len(band) > 3 or any(line.region or _COUNT.match(line.text) and not _NUMBERED.match(line.text) for line in band):
        return False
    short = all(len(line.text) < 60 and not line.text[0].islower() and not line.text.endswith((".", ",")) for line in band)
    return all(line.size > 1.12 * body or (line.bold and line.size >= body and short) for line in band)


def _share_gutter(band: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether white runs on from one band to the next: two columns, not a line with wide spaces."""
    if not below:
        return False
    both = gutters_of([*band, *below])
    return bool(both) and bool(gutters_of(below))


def _is_justified(band: Sequence[Line], column: Sequence[Line]) -> bool:
    """Whether a band is one line of the column over it, its words spread to reach both edges."""
    band = sorted(band, key=lambda line: line.x0)
    one = max(line.middle for line in band) - min(line.middle for line in band) < 0.35 * band[0].size
    left = abs(min(line.x0 for line in band) - min(line.x0 for line in column)) < 1.5 * band[0].size
    right = abs(max(line.x1 for line in band) - max(line.x1 for line in column)) < 1.0 * band[0].size
    widest = max((b.x0 - a.x1 for a, b in pairwise(band)), default=0.0) / band[0].size
    return one and (left and right and widest < 5 or widest < 2.2)


def _groups(lines: Sequence[Line], body: float) -> list[list[Line]]:
    """Bands one under the other, joined as long as they share their gutters."""
    groups: list[list[Line]] = []
    shut = False  # whether the last group is a heading over what follows
    bands = bands_of(lines)
    for i, band in enumerate(bands):
        below = bands[i + 1] if i + 1 < len(bands) else []
        heading = len(columns_of(band, gutters_of(band))) == 1 and _is_heading(band, body)
        if heading and groups and not shut and _is_of_one_column(band, groups[-1], bands[i + 1 : i + 4]):
            heading = False
        opens = bool(groups) and not heading and not shut and _opens_columns(band, groups[-1], below)
        if groups and shut == heading and not opens:
            last = groups[-1]
            before, here, both = gutters_of(last), gutters_of(band), gutters_of([*last, *band])
            across = len(both) < len(before) and _is_alone(band, bands[i + 1 : i + 4])
            spread = _is_justified(band, last) and not _share_gutter(band, below)
            if heading or both and not across or not before and (not here or spread):
                last.extend(band)
                continue
        groups.append(list(band))
        shut = heading
    joined: list[list[Line]] = []
    for group in groups:
        if joined and not gutters_of(joined[-1]) and not gutters_of(group):
            joined[-1].extend(group)  # one column goes on
        else:
            joined.append(group)
    return joined


def _opens_columns(band: Sequence[Line], last: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether a line alone is the first of a column that begins a little higher than those beside it."""
    if len(band) != 1 or not below or gutters_of(last):
        return False
    columns = columns_of(below, gutters_of(below))
    if len(columns) < 2:
        return False
    line = band[0]
    own = next((c[0] for c in columns if abs(c[0].x0 - line.x0) < 2 and abs(c[0].size - line.size) < 0.08 * line.size), None)
    others = [column[0].x0 for column in columns if column[0] is not own]
    edge = min((x for x in others if x > line.x0), default=0.0)
    if own is None or line.x1 > edge or own.middle - line.middle > 1.7 * line.size:
        return False
    over = max(last, key=lambda other: other.middle)
    return over.x1 > edge or line.middle - over.middle > 1.3 * (own.middle - line.middle)


def _is_alone(band: Sequence[Line], below: Sequence[Sequence[Line]]) -> bool:
    """Whether nothing goes on to the right of a band, in the bands under it either."""
    right = max(line.x1 for line in band)
    return not any(line.x0 > right for under in below for line in under)


def _is_of_one_column(heading: Sequence[Line], above: Sequence[Line], below: Sequence[Sequence[Line]]) -> bool:
    """Whether a heading under columns stands in one of them: it fits there, and nothing follows in the others."""
    gutters = gutters_of(above)
    if not gutters or not gutters_of([*above, *heading]):
        return False
    middles = [(a + b) / 2 for a, b in gutters]
    own = {sum(line.x0 > middle for middle in middles) for line in heading}
    centre = min(line.x0 for line in above) + max(line.x1 for line in above)
    if min(own) > 0 and all(abs(line.x0 + line.x1 - centre) > 12 for line in heading):
        return True  # what stands over all columns begins at the left or is centred
    near = [line for band in below for line in band if line.middle - heading[0].middle < 4 * heading[0].size]
    if any(line.x0 < middle < line.x1 for line in near for middle in middles):
        return False
    return len(own) == 1 and {sum(line.x0 > middle for middle in middles) for line in near} <= own


def _title_over(lines: Sequence[Line], gutters: Sequence[tuple[float, float]], body: float) -> list[Line]:
    """A large line alone at the top left of columns: it stands over all of them though it is too short to show it."""
    bands = bands_of(lines)
    first = bands[0]
    if not _is_heading(first, body) or max(line.x1 for line in first) > gutters[0][0] + 1:
        return []
    below = columns_of(bands[1], gutters) if len(bands) > 1 else []
    if first[0].size < 1.12 * body and len(below) < 2:
        return []
    title = list(first)
    for band in bands[1:]:
        same = all(abs(line.size - first[0].size) < 0.5 for line in band) and max(line.x1 for line in band) <= gutters[0][0] + 1
        if not same or min(b.middle for b in band) - max(t.middle for t in title) > 2 * first[0].size:
            break
        title += band
    return title if len(title) < len(lines) else []


def _after_columns(lines: Sequence[Line], columns: Sequence[Sequence[Line]], body: float) -> list[Line]:
    """Lines under all of the columns that are of another style than what they stand under: credits, buttons, notes.

    They are read after the columns, whichever column they happen to stand under.
    """
    bands = bands_of(lines)
    tail: list[Line] = []
    for start in range(len(bands) - 1, max(0, len(bands) - 7), -1):
        lower = [line for band in bands[start:] for line in band]
        if len(lower) > 8 or len(lower) > 0.34 * len(lines):
            break
        if all(_differs(above, first, body) for above, first in _seams(columns, lower)):
            tail = lower
    return tail


def _seams(columns: Sequence[Sequence[Line]], lower: Sequence[Line]) -> list[tuple[Line | None, Line]]:
    """For each column, the first of its lines in ``lower`` and the line over it."""
    chosen, found = set(lower), []
    for column in columns:
        under = [line for line in column if line in chosen]
        if under:
            first = min(under, key=lambda line: line.middle)
            over = [line for line in column if line not in chosen]
            found.append((max(over, key=lambda line: line.middle, default=None), first))
    return found


def _differs(above: Line | None, line: Line, body: float) -> bool:
    """Whether a line begins something else than the text that it stands under, and smaller: no heading, no next paragraph."""
    if above is None or above.region or line.region or above.size > 1.12 * body or above.bold and not line.bold:
        return False
    smaller, larger = line.size < 0.93 * above.size, line.size > 1.05 * above.size
    other = smaller or line.color != above.color and not larger and line.bold == above.bold
    return other and line.middle - above.middle > 1.45 * above.size


def order(lines: Sequence[Line], frame: Frame) -> list[Leaf]:
    """Leaves in reading order."""
    if not lines:
        return []
    parts = parted_by_rules(lines, frame.rules, frame.body)
    if len(parts) > 1:
        return _one_after_the_other(parts, frame)
    gutters = gutters_of(lines)
    title = _title_over(lines, gutters, frame.body) if gutters else []
    if title:
        rest = [line for line in lines if line not in set(title)]
        return _one_after_the_other([title, rest], frame)
    if gutters:
        scattered = _never_beside(lines, gutters)
        if len(scattered) > 1:
            return _one_after_the_other(scattered, frame)
        for parts in (_over_a_wide_line(lines, gutters), _under_headings(lines, gutters, frame.body)):
            if len(parts) > 1:
                return _one_after_the_other(parts, frame)
        columns = columns_of(lines, gutters)
        grid = grid_of(lines, columns, frame.body)
        if grid:
            return _one_after_the_other([part for row in grid for part in row], replace(frame, cell=True))
        sections = _rows_of_sections(lines, columns, frame.body)
        if len(sections) > 1:
            return _one_after_the_other(sections, frame)
        tail = _after_columns(lines, columns, frame.body)
        if tail:
            columns = [[line for line in column if line not in set(tail)] for column in columns]
        found: list[Leaf] = []
        before: list[Line] = []
        for column in with_dates(columns):
            found += order(column, replace(frame, right=_edge(column, before, gutters)))
            before = column
        return [*found, *order(tail, replace(frame, right=0.0))]
    if not frame.right:
        frame = replace(frame, right=max(line.x1 for line in lines))
    groups = _groups(lines, frame.body)
    columns_within = any(gutters_of(group) for group in groups)
    if columns_within and len(groups) > 1 and not (frame.cell and len(lines) <= 9):
        return _one_after_the_other(groups, frame)
    return [Leaf(tuple(_joined(lines)), frame.cell, frame.right)]


def _edge(column: Sequence[Line], before: Sequence[Line], gutters: Sequence[tuple[float, float]]) -> float:
    """How far to the right a column may reach: nearly to the next one; the last as far as the one before it."""
    if not column:
        return 0.0
    right, room = max(line.x1 for line in column), 2 * max(line.size for line in column)
    edges = [max(a, b - room) for a, b in gutters if a >= right - 1]
    if not edges and before:
        left = min(line.x0 for line in column)
        edges = [2 * left - min(line.x0 for line in before) - room]
    return max(right, min(edges, default=right))


def _one_after_the_other(parts: Iterable[Sequence[Line]], frame: Frame) -> list[Leaf]:
    return [leaf for part in parts for leaf in order(part, frame)]


def _never_beside(lines: Sequence[Line], gutters: Sequence[tuple[float, float]]) -> list[list[Line]]:
    """Parts one under the other, where no two columns stand beside each other, a running foot apart."""
    bands = bands_of(lines)
    middles = [(a + b) / 2 for a, b in gutters]
    columns = [{sum(line.x0 > middle for middle in middles) for line in band} for band in bands]
    foot = len(bands) > 2 and len(bands[-1]) == 2 == len(columns[-1])
    if any(len(own) > 1 for own in columns[: -1 if foot else None]):
        return []
    parts: list[list[Line]] = []
    for i, band in enumerate(bands):
        if i and columns[i] == columns[i - 1]:
            parts[-1].extend(band)
        else:
            parts.append(list(band))
    return parts


def _over_a_wide_line(lines: Sequence[Line], gutters: Sequence[tuple[float, float]]) -> list[list[Line]]:
    """Columns parted over a line that reaches over some of them: it follows all of them, though it does not reach over all."""
    bands = bands_of(lines)
    for i, band in enumerate(bands):
        if i and len(band) == 1 and not band[0].region and _is_alone(band, bands[i + 1 : i + 4]):
            above = [line for over in bands[:i] for line in over]
            crossed = [a for a, b in gutters_of(above) if band[0].x0 < a and b < band[0].x1]
            if crossed and len(gutters_of(above)) > len(gutters):
                return [above, [line for under in bands[i:] for line in under]]
    return []


def _under_headings(lines: Sequence[Line], gutters: Sequence[tuple[float, float]], body: float) -> list[list[Line]]:
    """Columns parted where a heading at the left stands over all of them, too short to show it: they begin anew under it."""
    found: list[list[Line]] = []
    bands = bands_of(lines)
    wide = 2.2 * pitch_of(lines)
    for i, band in enumerate(bands):
        left = 0 < i < len(bands) - 1 and max(line.x1 for line in band) <= gutters[0][0] + 1
        if left and _is_heading(band, body) and _begin_anew(lines, band, gutters, wide):
            found.append([])
        if not found:
            found.append([])
        found[-1].extend(band)
    return found


def _begin_anew(lines: Sequence[Line], band: Sequence[Line], gutters: Sequence[tuple[float, float]], wide: float) -> bool:
    """Whether every column that goes on under a band has white beside it, and they begin at one height."""
    tops = []
    columns = columns_of(lines, gutters)
    for column in columns:
        over = [line.middle for line in column if line.middle < band[0].middle and line not in band]
        under = [line.middle for line in column if line.middle > band[0].middle and line not in band]
        if under:
            tops.append(min(under))
            if over and min(under) - max(over) < wide:
                return False
    first = min(tops, default=0.0)
    near = [top for top in tops if top - first < 0.6 * band[0].size]
    return len(near) == len(columns) > 1


def _rows_of_sections(lines: Sequence[Line], columns: Sequence[Sequence[Line]], body: float) -> list[list[Line]]:
    """Columns parted where all of them begin anew, each under a heading of its own, at the same height."""
    found: list[list[Line]] = []
    after_heads = False
    for band in bands_of(lines):
        heads = [line for line in band if _is_heading([line], body)]
        under = sum(any(line in set(column) for line in heads) for column in columns)
        top = min(line.middle for line in band)
        going_on = sum(any(line.middle >= top for line in column) for column in columns)
        new = bool(found) and not after_heads and len(heads) == len(band) == under == going_on and under > 1
        if new:
            gap = min(line.middle for line in band) - max(line.middle for line in found[-1])
            new = gap > 1.8 * pitch_of(lines) and gap > 1.6 * band[0].size
        if new or not found:
            found.append([])
        found[-1].extend(band)
        after_heads = bool(heads)
    return found


def _joined(lines: Sequence[Line]) -> list[Line]:
    """Lines of a leaf, with what stands on one baseline as one line."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.middle, line.x0)):
        apart = line.region or bool(rows) and rows[-1][0].region
        if rows and not apart and abs(rows[-1][0].middle - line.middle) < 0.35 * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [Line(tuple(w for part in sorted(row, key=lambda p: p.x0) for w in part.words)) for row in rows]
