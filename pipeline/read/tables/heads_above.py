"""Heads over the first row of numbers where no grid is drawn: which lines are heads, and which columns each is over."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from statistics import median

from pipeline.read.layout.lines import Line
from pipeline.read.tables import numbers
from pipeline.read.tables.columns import Range, bands_of, fullest, shared
from pipeline.read.tables.table import TableCell, cell_lines
from pipeline.types import Rect

_MOST = 6
"""Most lines of heads over the first row of numbers."""

Held = dict[int, list[Line]]
"""The lines of a row of heads by the columns that they belong to."""


def heads_above(
    segments: Sequence[Line], first: Sequence[Line], columns: Sequence[Range], edges: Sequence[float], size: float
) -> list[Held]:
    """Lines over the first row that stand over columns, as rows of heads."""
    x0, x1 = columns[0][0], columns[-1][1]
    top = min(line.middle for line in first)
    least = 0.5 * min(high - low for low, high in columns)  # a head may be wider than its numbers
    over = [s for s in segments if s.middle < top - 0.5 * size]
    over = [s for s in over if shared(s, (x0 - 1, x1 + 1)) > min(least, 0.5 * (s.x1 - s.x0))]
    bands = bands_of([s for s in over if top - s.middle < 14 * size], size)
    found: list[Held] = []
    for band in reversed(bands):
        step = top - max(line.middle for line in band)
        apart = step > (3.2 if any(max(b.middle for b in band) < e < top for e in edges) else 2.4) * size
        held = {} if apart or len(found) >= _MOST else _placed(band, columns)
        if not held:
            break
        found.insert(0, held)
        top = min(line.middle for line in band)
    rows: list[Held] = []
    for held in found:
        last, band = _lines(rows[-1]) if rows else [], _lines(held)
        near = bool(last) and _middle(band) - max(line.middle for line in last) < 1.4 * size
        if near and not _edge_between(last, band, edges) and not _spans(last, columns) and _stacked(last, band):
            for place, lines in held.items():
                rows[-1].setdefault(place, []).extend(lines)
        else:
            rows.append(held)
    return rows


def _lines(held: Held) -> list[Line]:
    return [line for lines in held.values() for line in lines]


def _middle(band: Sequence[Line]) -> float:
    return median(line.middle for line in band)


def _edge_between(a: Sequence[Line], b: Sequence[Line], edges: Sequence[float]) -> bool:
    return any(_middle(a) < edge < _middle(b) for edge in edges)


def _stacked(above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether every line of one band stands under one of the other, or over it: heads of two lines."""
    return all(any(shared(a, (b.x0, b.x1)) > 0 for b in below) for a in above) or all(
        any(shared(b, (a.x0, a.x1)) > 0 for a in above) for b in below
    )


def _spans(band: Sequence[Line], columns: Sequence[Range]) -> bool:
    return any(sum(shared(line, column) > 0 for column in columns) > 1 for line in band)


def _placed(band: Sequence[Line], columns: Sequence[Range]) -> Held:
    """A band of heads by their columns, or nothing where it is none."""
    band = sorted(band, key=lambda s: s.x0)
    if any(len(line.text) > 60 or line.text.endswith((".", ":", ";", ",")) and len(line.text) > 12 for line in band):
        return {}
    if any(b.x0 - a.x1 < 2 for a, b in pairwise(band)):
        return {}
    if len(band) == 1:
        line, place = band[0], fullest(band[0], columns)
        over = line.x0 > columns[0][1] - 1 and any(shared(line, column) > 0 for column in columns[1:])
        return {place: band} if over else {}
    places = [fullest(line, columns) for line in band]
    if len(set(places)) < len(band):
        places = _in_order(band, columns)
        strays = [line for line, place in zip(band, places, strict=True) if place != fullest(line, columns)]
        if any(shared(line, column) > 0 for line in strays for column in columns):
            return {}
    return {place: [line] for place, line in zip(places, band, strict=True)} if len(set(places)) == len(band) else {}


def _in_order(band: Sequence[Line], columns: Sequence[Range]) -> list[int]:
    """A column for each line, none twice, left to right and as near as can be; all the first if there are too few."""
    if len(band) > len(columns):
        return [0] * len(band)
    best: dict[int, tuple[float, list[int]]] = {-1: (0.0, [])}  # by the last column taken
    for number, line in enumerate(band):
        last = len(columns) - len(band) + number
        best = {
            place: min(
                (cost + max(0.0, -shared(line, columns[place])), [*places, place])
                for before, (cost, places) in best.items()
                if before < place
            )
            for place in range(number, last + 1)
        }
    return min(best.values())[1]


def head_cells(
    heads: Sequence[Held], first: Sequence[Line], columns: Sequence[Range], rules: Sequence[Rect]
) -> list[TableCell]:
    """The cells of rows of heads. Over other heads, one reaches over what a line under it does, or over those it belongs to."""
    values = {fullest(line, columns): [line] for line in first if numbers.is_value(line.text)}
    years = {place: lines for place, lines in values.items() if numbers.is_year(lines[0].text)}
    found: list[TableCell] = []
    for number, held in enumerate(heads):
        under: Held = years if len(years) == len(values) else {}
        for lower in reversed(heads[number + 1 :]):
            under = under | lower
        under = {place: lines for place, lines in under.items() if place in values}
        for place, reach in _reaches(held, under, columns, rules).items():
            words = cell_lines(word for line in held[place] for word in line.words)
            found.append(TableCell(number, min(reach), words, 1, max(reach) - min(reach) + 1))
    return found


def _reaches(
    held: Held, under: Mapping[int, Sequence[Line]], columns: Sequence[Range], rules: Sequence[Rect]
) -> dict[int, list[int]]:
    """The columns that each head of a row is over; ``under`` are the heads below it that numbers stand under."""
    centres = [(low + high) / 2 for low, high in columns]
    pitch = median(b - a for a, b in pairwise(centres))
    owner = {place: place for place in held}
    heads = {place: lines for place, lines in held.items() if place}
    for column in range(1, len(columns)):
        if column in owner or not heads:
            continue
        words = {place: max(shared(line, columns[column]) for line in lines) for place, lines in heads.items()}
        drawn = [place for place, lines in heads.items() if _drawn_under(lines, _lines(held), columns[column], rules)]
        away = {
            place: abs(sum(_extent(lines)) / 2 - centres[column])
            for place, lines in heads.items()
            if place in under and column in under
        }
        if max(words.values()) > 0:
            owner[column] = max(words, key=lambda place: words[place])
        elif drawn:
            owner[column] = drawn[0]
        elif away and min(away.values()) < 0.8 * pitch:
            owner[column] = min(away, key=lambda place: away[place])
    for place in heads:
        if place in under and list(owner.values()).count(place) == 1:
            owner.update(dict.fromkeys(_beside(held[place], place, under, columns[place], owner), place))
    return {place: [column for column, name in owner.items() if name == place] for place in held}


def _beside(
    lines: Sequence[Line], place: int, under: Mapping[int, Sequence[Line]], column: Range, owned: Collection[int]
) -> list[int]:
    """What a head over a single head below is over besides, as it stands at one end of all that it is over."""
    low, high = _extent(lines)
    below = _extent(under[place])
    ends_alike = abs(high - max(column[1], below[1])) < 3
    begins_alike = abs(low - min(column[0], below[0])) < 3
    step = (-1 if ends_alike else 1) if ends_alike != begins_alike else 0
    found: list[int] = []
    at = place + step
    while step and at in under and at not in owned and _alike(under[at], under[place]):
        found.append(at)
        at += step
    return found


def _alike(a: Sequence[Line], b: Sequence[Line]) -> bool:
    return numbers.is_year(a[0].text) == numbers.is_year(b[0].text)


def _extent(lines: Sequence[Line]) -> Range:
    return min(line.x0 for line in lines), max(line.x1 for line in lines)


def _drawn_under(lines: Sequence[Line], band: Sequence[Line], column: Range, rules: Sequence[Rect]) -> bool:
    """Whether a line is drawn from under a head, and under no other head, to over the column."""
    low, high = _extent(lines)
    under = max(line.bottom for line in lines)
    for x0, top, x1, _ in rules:
        alone = not any(x0 < line.x1 and line.x0 < x1 for line in band if line not in lines)
        if alone and -2 < top - under < 8 and x0 <= low + 2 and x1 >= high - 2 and x0 < column[1] and column[0] < x1:
            return True
    return False
