"""The pages of a PDF, one after the other: glyphs (or recognition), tables, blocks, and the text that they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

import pypdfium2 as pdfium

from pipeline.read import glyphs, links
from pipeline.read.compose import compose
from pipeline.read.glyphs import Sheet
from pipeline.read.hyphenation import Hyphenation, hyphenation_of
from pipeline.read.layout.blocks import RawBlock
from pipeline.read.layout.regions import page_blocks
from pipeline.read.recognition import scans
from pipeline.read.recognition.deskew import Turn
from pipeline.read.recognition.logos import read_logos
from pipeline.read.recognition.ocr import OcrError
from pipeline.read.recognition.ocr_page import as_shown, recognize_page, with_even_sizes
from pipeline.read.tables.headed import headed_tables
from pipeline.read.tables.rows_below import at_foot, rows_below
from pipeline.read.tables.ruled import Grids, may_hold_grid, ruled_tables
from pipeline.read.tables.table import Table, without
from pipeline.read.tables.unruled import unruled_tables
from pipeline.types import Page

_ENOUGH = 30
"""Pages that show how a document hyphenates; no more are held at once before they are composed."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A page in blocks, before they are made one text; or why it could not be read, in French."""

    sheet: Sheet
    blocks: tuple[RawBlock, ...]
    targets: tuple[links.Target, ...] = ()
    problem: str | None = None
    turn: Turn | None = None
    """Of a recognized page: how the sheet, which is straight, is turned on the page as shown."""
    unread_images: int = 0
    notes: tuple[str, ...] = ()
    foot: Table | None = None
    """The table that the page ends with."""


def read_pages(pdf: pdfium.PdfDocument, path: Path) -> tuple[list[Page], dict[int, Turn]]:
    """All pages of a PDF. One that cannot be read is there with its problem.

    Recognized pages are set straight; how they are turned as shown, by their numbers, is for when they have been looked at
    together.
    """
    turns: dict[int, Turn] = {}

    def noted(draft: Draft) -> Draft:
        if draft.turn:
            turns[draft.sheet.number] = draft.turn
        return draft

    def drafted(grids: Grids) -> Iterator[Draft]:
        foot: Table | None = None
        for number in range(1, len(pdf) + 1):
            draft = draft_page(pdf, grids, number, foot)
            foot = draft.foot
            yield noted(draft)

    with Grids(path) as grids:
        drafts = drafted(grids)
        first = list(islice(drafts, _ENOUGH))
        hyphenation = hyphenation_of(block for draft in first for block in draft.blocks)
        return with_even_sizes(list(composed(chain(first, drafts), hyphenation))), turns


def draft_page(pdf: pdfium.PdfDocument, grids: Grids, number: int, above: Table | None = None) -> Draft:
    """Page ``number`` (from 1) in blocks; ``above`` is the table that the page before ends with."""
    try:
        page = pdf[number - 1]
        try:
            sheet, targets = glyphs.read_sheet(page, number), links.read_targets(pdf, page)
            sheet, turn, problem = _recognized(page, sheet)
            tables = _tables(sheet, grids, above)
            blocks = page_blocks(sheet, tables)
            found = read_logos(page, sheet, blocks)
        finally:
            page.close()
        return Draft(sheet, found.blocks, tuple(targets), problem, turn, found.unread, found.notes, at_foot(sheet, tables))
    except Exception as error:  # one bad page never costs a document: whatever a broken page raises is its reason
        return Draft(Sheet(number, 0.0, 0.0, ()), (), problem=f"page illisible ({type(error).__name__})")


def _recognized(page: pdfium.PdfPage, sheet: Sheet) -> tuple[Sheet, Turn | None, str | None]:
    """A sheet with the words that are seen on the page, where it needs that, and how it is turned; or why that failed."""
    need = scans.need(page, sheet)
    if need is None:
        return sheet, None, None
    try:
        return *recognize_page(page, sheet, need.around), None
    except OcrError as error:
        return sheet if need.otherwise else replace(sheet, words=()), None, f"{need.why} : {error}"


def composed(drafts: Iterable[Draft], hyphenation: Hyphenation) -> Iterator[Page]:
    """Pages with their texts."""
    for draft in drafts:
        page = replace(compose(draft.sheet, draft.blocks, hyphenation), recognized=draft.turn is not None)
        found = links.links_of(as_shown(page, draft.turn) if draft.turn else page, draft.targets)
        unread = draft.unread_images or int(page.recognized and not page.words)
        yield replace(page, links=found, problem=draft.problem, unread_images=unread, notes=draft.notes)


def _tables(sheet: Sheet, grids: Grids, above: Table | None) -> list[Table]:
    found = ruled_tables(grids.on_page(sheet.number), sheet.words) if may_hold_grid(sheet) else []
    words = [word for word in sheet.words if not word.turn]
    found += unruled_tables(without(words, found), sheet.rules, sheet.panels)
    found += headed_tables(without(words, found), sheet.rules, sheet.panels)
    return found + (rows_below(sheet, found, above) if above else [])
