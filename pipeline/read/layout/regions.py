"""A page to its blocks in reading order: tables and boxes are read in themselves, where they stand among the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from pipeline.read.glyphs import PrintedWord, Sheet
from pipeline.read.layout.blocks import Place, RawBlock, RawCell, blocks_of
from pipeline.read.layout.callouts import Callout, callouts_in
from pipeline.read.layout.captions import with_captions
from pipeline.read.layout.contents import with_entries
from pipeline.read.layout.cuts import Frame
from pipeline.read.layout.lines import STAND_IN, Line, body_size, lines_of, pitches_of
from pipeline.read.layout.lists import with_depths
from pipeline.read.layout.order import Leaf, order
from pipeline.read.layout.panels import alike, panels_around
from pipeline.read.layout.paragraphs import Pitches
from pipeline.read.layout.spreads import halves_of
from pipeline.read.layout.turning import as_printed, turned_back, turns_of, upright
from pipeline.read.tables.table import Table, TableCell
from pipeline.read.tables.table_heads import heads_of
from pipeline.types import Rect


@dataclass(frozen=True, slots=True)
class Region:
    """Words that are read together: a table, callouts side by side, or else what stands in a box."""

    box: Rect
    words: tuple[PrintedWord, ...]
    table: Table | None = None
    callouts: tuple[Callout, ...] = ()


@dataclass(frozen=True, slots=True)
class Style:
    """What text looks like on a page: the size of running text, in points, and how far apart lines usually are."""

    body: float
    pitches: Pitches


def page_blocks(sheet: Sheet, tables: Sequence[Table]) -> list[RawBlock]:
    """Blocks of a page in reading order: most of its text, then what is turned another way."""
    found: list[RawBlock] = []
    for turn in turns_of(sheet.words):
        if turn:
            words = turned_back(sheet.words, turn, sheet.width, sheet.height)
            boxes = [tuple(upright(box, turn, sheet.width, sheet.height) for box in b) for b in (sheet.rules, sheet.panels)]
            blocks = _blocks(list(words), (), replace(sheet, rules=boxes[0], panels=boxes[1], images=()))
            found += [as_printed(block, words) for block in blocks]
        else:
            found += _blocks([word for word in sheet.words if not word.turn], tables, sheet)
    return found


def _blocks(upright_words: list[PrintedWord], tables: Sequence[Table], sheet: Sheet) -> list[RawBlock]:
    body = body_size(upright_words)
    held: dict[PrintedWord, Region] = {}
    words = upright_words
    for table in tables:
        words = _put_aside(words, Region(table.box, table.words, table=table), body, held)
    lines = lines_of(words)
    style = Style(body, pitches_of(lines))
    page = _Page(sheet.panels, held, count(1))
    blocks: list[RawBlock] = []
    for half in halves_of(sheet, words, lines):
        own = lines if len(half) == len(words) else lines_of(half)
        blocks += _read(half, own, page, sheet.width * sheet.height, style, Frame(body, sheet.rules))
    return with_captions(with_depths(blocks), sheet.images, body)


@dataclass(frozen=True, slots=True)
class _Page:
    """What the regions of a page share: boxes drawn on it, regions by the words that stand for them, and a count of tables."""

    panels: tuple[Rect, ...]
    held: dict[PrintedWord, Region]
    numbers: Iterator[int]


def _read(words: list[PrintedWord], lines: list[Line], page: _Page, area: float, style: Style, frame: Frame) -> list[RawBlock]:
    """Blocks of a region. One large word keeps the place of each region within it while the rest is put in order."""
    held = page.held
    boxes = panels_around(words, page.panels, area)
    for panel in boxes:
        words = _put_aside(words, Region(panel, tuple(w for w in words if _holds(panel, w))), style.body, held)
    if boxes:
        lines = lines_of(words)
    rows = callouts_in(lines)
    for row in rows:
        parts = [line for callout in row for line in callout.lines]
        inside = tuple(word for line in parts for word in line.words)
        words = _put_aside(words, Region(_around(parts), inside, callouts=tuple(row)), style.body, held)
    if rows:
        lines = lines_of(words)
    found: list[RawBlock] = []
    for leaf in order(with_entries(lines), frame):
        run: list[Line] = []
        for line in leaf.lines:
            if not line.region:
                run.append(line)
                continue
            found += _blocks_of(run, leaf, style)
            run = []
            region = held[line.words[0]]
            if region.table and region.table.cards:
                for cell in region.table.cells:
                    found += _blocks_of(cell.lines, Leaf(cell.lines, cell=True), style)
            elif region.table:
                found += _table_blocks(region.table, next(page.numbers))
            elif region.callouts:
                found += [RawBlock(callout.lines, "callout", frozenset({callout.parts})) for callout in region.callouts]
            else:
                inner = replace(page, panels=tuple(p for p in page.panels if p != region.box and _within(p, region.box)))
                within = replace(style, body=min(style.body, body_size(region.words)))
                card = leaf.cell or sum(alike(region.box, box) for box in boxes) > 2  # one of many
                enclosed = list(region.words)
                frame_within = Frame(within.body, frame.rules, card)
                found += _read(enclosed, lines_of(enclosed), inner, _area(region.box), within, frame_within)
        found += _blocks_of(run, leaf, style)
    return found


def _put_aside(words: Sequence[PrintedWord], region: Region, body: float, held: dict[PrintedWord, Region]) -> list[PrintedWord]:
    """The words without those of a region, and with one that stands for them."""
    stand_in = PrintedWord(STAND_IN, *region.box, body, False, False, "000000")
    held[stand_in] = region
    chosen = set(region.words)
    return [*(word for word in words if word not in chosen), stand_in]


def _blocks_of(run: Sequence[Line], leaf: Leaf, style: Style) -> list[RawBlock]:
    return blocks_of(replace(leaf, lines=tuple(run)), style.body, style.pitches) if run else []


def _table_blocks(table: Table, number: int) -> list[RawBlock]:
    """The cells of table ``number`` (from 1), row by row."""

    def place(cell: TableCell) -> Place:
        return number, cell.row + 1, cell.column + 1

    heads = heads_of(table)
    found: list[RawBlock] = []
    for cell in table.cells:
        known = heads[cell]
        raw = RawCell(place(cell), known.head, tuple(map(place, known.rows)), tuple(map(place, known.columns)))
        found.append(RawBlock(cell.lines, "cell", cell=raw))
    return found


def _around(lines: Sequence[Line]) -> Rect:
    return (
        min(line.x0 for line in lines),
        min(line.top for line in lines),
        max(line.x1 for line in lines),
        max(line.bottom for line in lines),
    )


def _holds(box: Rect, word: PrintedWord) -> bool:
    x0, top, x1, bottom = box
    return x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= word.middle <= bottom


def _within(inner: Rect, outer: Rect) -> bool:
    return outer[0] <= inner[0] + 1 and outer[1] <= inner[1] + 1 and inner[2] <= outer[2] + 1 and inner[3] <= outer[3] + 1


def _area(box: Rect) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
