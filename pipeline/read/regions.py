"""A page to its blocks in reading order: tables and boxes are read in themselves, where they stand among the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..types import Rect
from .blocks import Pitches, RawBlock, blocks_of
from .cuts import Frame
from .glyphs import PrintedWord, Sheet
from .layout import Leaf, order
from .lines import STAND_IN, Line, body_size, lines_of, pitches_of
from .panels import alike, panels_around
from .tables import Table

Callout = tuple[Line, ...]
Region = Table | Rect | Callout


@dataclass(frozen=True, slots=True)
class Style:
    """What text looks like on a page: the size of running text, in points, and how far apart lines usually are."""

    body: float
    pitches: Pitches


def page_blocks(sheet: Sheet, tables: Sequence[Table]) -> list[RawBlock]:
    """Blocks of a page in reading order."""
    words = [word for word in sheet.words if not word.turn]
    style = Style(body_size(words), pitches_of(lines_of(words)))
    frame = Frame(style.body, sheet.rules)
    return _read(words, list(tables), sheet.panels, sheet.width * sheet.height, style, frame)


def _read(
    words: Sequence[PrintedWord], tables: Sequence[Table], panels: Sequence[Rect], area: float, style: Style, frame: Frame
) -> list[RawBlock]:
    """Blocks of a region. One large word keeps the place of each region within it while the rest is put in order."""
    held: dict[PrintedWord, tuple[Region, list[PrintedWord]]] = {}
    for table in tables:
        words = _put_aside(words, table, table.box, [w for w in words if _holds(table.box, w)], style.body, held)
    for panel in panels_around(words, panels, area):
        words = _put_aside(words, panel, panel, [w for w in words if _holds(panel, w)], style.body, held)
    for callout in beside_labels(lines_of(words)):
        words = _put_aside(words, callout, around(callout), [w for line in callout for w in line.words], style.body, held)
    found: list[RawBlock] = []
    for leaf in order(lines_of(words), frame):
        run: list[Line] = []
        for line in leaf.lines:
            if not line.region:
                run.append(line)
                continue
            found += _blocks_of(run, leaf, style)
            run = []
            region, inside = held[line.words[0]]
            if isinstance(region, Table):
                found += _table_blocks(inside, region)
            elif isinstance(region[0], Line):
                found.append(RawBlock(region, "callout", frozenset({1})))
            else:
                inner = [panel for panel in panels if panel != region and _within(panel, region)]
                within = replace(style, body=min(style.body, body_size(inside)))
                card = leaf.cell or _is_one_of_many(region, held.values())
                found += _read(inside, (), inner, _area(region), within, Frame(within.body, frame.rules, card))
        found += _blocks_of(run, leaf, style)
    return found


def _is_one_of_many(box: Rect, regions: Iterable[tuple[Region, list[PrintedWord]]]) -> bool:
    """Whether a box stands among others of its size: cards."""
    return sum(not isinstance(other, Table) and alike(box, other) for other, _ in regions) > 2


def _put_aside(
    words: Sequence[PrintedWord],
    region: Region,
    box: Rect,
    inside: Sequence[PrintedWord],
    body: float,
    held: dict[PrintedWord, tuple[Region, list[PrintedWord]]],
) -> Sequence[PrintedWord]:
    """The words without those of a region, and with one that stands for them."""
    if not inside:
        return words
    stand_in = PrintedWord(STAND_IN, *box, body, False, False, "000000")
    held[stand_in] = region, list(inside)
    chosen = set(inside)
    return [*(word for word in words if word not in chosen), stand_in]


def _blocks_of(run: Sequence[Line], leaf: Leaf, style: Style) -> list[RawBlock]:
    return blocks_of(replace(leaf, lines=tuple(run)), style.body, style.pitches) if run else []


def _table_blocks(words: Sequence[PrintedWord], table: Table) -> list[RawBlock]:
    found: list[RawBlock] = []
    for row in table.rows:
        for cell in row:
            lines = lines_of([word for word in words if _holds(cell, word)]) if cell else []
            if lines:
                found.append(RawBlock(tuple(sorted(lines, key=lambda line: (line.middle, line.x0))), "cell"))
    return found


def _holds(box: Rect, word: PrintedWord) -> bool:
    x0, top, x1, bottom = box
    return x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= word.middle <= bottom


def _within(inner: Rect, outer: Rect) -> bool:
    return outer[0] <= inner[0] + 1 and outer[1] <= inner[1] + 1 and inner[2] <= outer[2] + 1 and inner[3] <= outer[3] + 1


def _area(box: Rect) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
