"""Pages to a document: what shows only when they are seen together (running headers, heading levels, continued paragraphs)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.read.booklets import mark_leaves
from pipeline.read.continued import in_reading_order
from pipeline.read.dialogue.speakers import mark_speakers
from pipeline.read.headings import mark_headings
from pipeline.read.language.surroundings import Passage, passages
from pipeline.read.layout.contents import ENTRY
from pipeline.read.layout.paragraphs import is_tied
from pipeline.read.metadata import is_title
from pipeline.read.recognition import ocr
from pipeline.read.tables.continued_tables import mark_continued_tables
from pipeline.types import Block, Document, Page, Status

_PAGE_NUMBER = re.compile(
    r"(?:page|p\.)?\s*[-–—|]?\s*(\d{1,4})\s*(?:(?:/|sur|de|of)\s*\d{1,4})?\s*[-–—|]?|[-–—|]?\s*([ivxlc]{1,6})\s*[-–—|]?", re.I
)
_EDGE = 0.1
"""Share of a page's height, at the top and the bottom, where running headers and footers stand."""


def _text(page: Page, block: Block) -> str:
    return page.text[block.start : block.end]


def _at_edge(page: Page, block: Block) -> str | None:
    if block.box is None or not page.height:
        return None
    top, bottom = block.box[1], block.box[3]
    if block.box[2] < _EDGE / 2 * page.width or block.box[0] > (1 - _EDGE / 2) * page.width and bottom - top > 3 * block.size:
        return "header"  # a turned label at the side
    if block.cell:  # a table stands at an edge as a whole, or it goes on there from another page
        boxes = [b.box for b in page.blocks if b.box and b.cell and b.cell.table == block.cell.table]
        top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    if bottom < _EDGE * page.height:
        return "header"
    return "footer" if top > (1 - _EDGE) * page.height else None


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold()).strip()


def _running(pages: Sequence[Page]) -> set[tuple[str, str]]:
    """Texts (numbers apart) that stand at the same edge of several pages."""
    seen: Counter[tuple[str, str]] = Counter()
    for page in pages:
        here = {(edge, _pattern(_text(page, b))) for b in page.blocks if (edge := _at_edge(page, b)) and b.end - b.start < 160}
        seen.update(here)
    return {key for key, count in seen.items() if count >= 2 and count >= 0.25 * len(pages)}


def _mark_edges(page: Page, running: set[tuple[str, str]], body: float, alone: bool) -> Page:
    blocks: list[Block] = []
    labels: list[str] = []
    edges = [block for block in page.blocks if block.cell is None and _at_edge(page, block)]
    numbers = [block for block in edges if _PAGE_NUMBER.fullmatch(_text(page, block).strip())]
    for block in page.blocks:
        edge, text = _at_edge(page, block), _text(page, block).strip()
        number = _PAGE_NUMBER.fullmatch(text)
        first = page.number > 1 and block.box is not None and block.box[3] < 0.06 * page.height and block.size < 0.95 * body
        lowest = block.box is not None and block.box[1] > 0.94 * page.height and block.cell is None
        if edge and number and block.size <= 1.5 * body and block.cell is None:
            labels.append(number[1] or number[2])
            block = replace(block, kind="page_number")
        elif edge and ((edge, _pattern(text)) in running or block.size < 0.95 * body and _beside(block, numbers)):
            block = replace(block, kind="header" if edge == "header" else "footer")
        elif (lowest or first) and alone and block.size <= body and len(text) < 60 and not text.endswith("."):
            block = replace(block, kind="footer" if lowest else "header")
        blocks.append(block)
    if all(block.kind in ("header", "footer", "page_number") for block in blocks):  # what is all of a page is its text
        blocks = [b if b.kind == "page_number" else old for b, old in zip(blocks, page.blocks, strict=True)]
    return replace(page, blocks=tuple(blocks), label="–".join(labels) or None)


def _beside(block: Block, numbers: Sequence[Block]) -> bool:
    """Whether a block stands on the line of a page number."""
    middles = [number.box[1] + number.box[3] for number in numbers if number.box and number is not block]
    return block.box is not None and any(abs(block.box[1] + block.box[3] - middle) < block.size for middle in middles)


def _body(pages: Sequence[Page]) -> tuple[float, str]:
    """Size and colour of running text."""
    sizes: Counter[float] = Counter()
    colors: Counter[str] = Counter()
    for page in pages:
        for block in page.blocks:
            if block.kind in ("paragraph", "list_item"):
                sizes[round(block.size * 2) / 2] += block.end - block.start
                colors[block.color] += block.end - block.start
    size = max(sorted(sizes), key=lambda s: sizes[s]) if sizes else 10.0
    return size, max(sorted(colors), key=lambda c: colors[c]) if colors else "000000"


def same_size(a: Block, b: Block) -> bool:
    """Whether two blocks may be parts of one paragraph; a caption between them may not."""
    return abs(a.size - b.size) < 0.08 * b.size


_SENTENCE_END = re.compile(r"(?<!\bM)(?<!\bMM)(?<!\bDr)(?<!\bMme)[.!?:;…»]$")


def _column_of(page: Page, block: Block) -> list[Block]:
    """The paragraphs of the column that a block stands in."""
    if block.box is None:
        return []
    x0, reach = block.box[0], 2 * block.size
    widest = block.box[2] + 0.3 * (block.box[2] - x0)  # what runs over several columns is of none
    near = (b for b in page.blocks if b.kind == "paragraph" and b.box and abs(b.box[0] - x0) < reach and b.box[2] < widest)
    return [b for b in near if same_size(b, block)]


def _edge_of(column: Sequence[Block]) -> float:
    return max((block.box[2] for block in column if block.box), default=0.0)


def _has_no_room(page_before: Page, before: Block, page: Page, block: Block) -> bool:
    """Whether the first word of a block would not have fit at the end of another: nothing says that it ended there."""
    ends = _line_ends(page_before, before)
    words = [word for word in page.words if block.start <= word.start < block.end][:2]
    if len(ends) < 2 or not words:
        return False
    last = words[-1] if is_tied(page.text[words[0].start : words[0].end]) else words[0]
    width = last.boxes[0][2] - words[0].boxes[0][0]
    edge = _edge_of([*_column_of(page_before, before), before])
    return ends[-1] + 0.3 * before.size + width > edge - 0.5 * before.size


_HANGING = 2.5
"""Points by which hyphens and full stops may stand out at the edge of justified text."""


def _fills_last_line(page: Page, block: Block) -> bool:
    """Whether justified text ends right at the column's edge, as the last line of a paragraph hardly ever does."""
    column = _column_of(page, block)
    right = _edge_of(column)
    ends = [end for b in column for end in _line_ends(page, b)[: None if b is block else -1]]
    full = [abs(end - right) < _HANGING for end in ends]
    own = _line_ends(page, block)
    return len(full) > 2 and sum(full) > 0.6 * len(full) and len(own) > 1 and abs(own[-1] - right) < _HANGING


def _line_ends(page: Page, block: Block) -> list[float]:
    """The right edge of each printed line of a block."""
    ends: list[tuple[float, float]] = []  # middle and right edge
    for word in page.words:
        if block.start <= word.start < block.end:
            for _, top, x1, bottom in word.boxes:
                middle = (top + bottom) / 2
                if ends and abs(ends[-1][0] - middle) < 0.4 * word.size:
                    ends[-1] = (ends[-1][0], max(x1, ends[-1][1]))
                else:
                    ends.append((middle, x1))
    return [x1 for _, x1 in ends]


def _mark_continued(pages: Sequence[Page]) -> list[Page]:
    """Paragraphs and items that go on in the next column or on the next page."""
    earlier: list[tuple[Page, Block]] = []
    continued: dict[tuple[int, int], tuple[int, int]] = {}
    for page, block in in_reading_order(pages):
        if block.kind in ("header", "footer", "page_number"):
            continue
        near = [i for i, part in enumerate(earlier[-3:]) if same_size(part[1], block)]
        if near:
            before, between = earlier[-3:][near[-1]], earlier[-3:][near[-1] + 1 :]
            parted = any(b.kind == "heading" for _, b in between) and not _text(page, block)[:1].islower()
            if not parted and _continues(*before, page, block):
                continued[page.number, block.start] = (before[0].number, before[1].start)
        earlier.append((page, block))
    return [
        replace(page, blocks=tuple(replace(b, continues=continued.get((page.number, b.start))) for b in page.blocks))
        for page in pages
    ]


def _continues(page_before: Page, before: Block, page: Page, block: Block) -> bool:
    """Whether a paragraph goes on from another block, in the next column or on another page."""
    if block.kind != "paragraph" or before.kind not in ("paragraph", "list_item"):
        return False
    moved = page_before is not page or before.box is None or block.box is None or block.box[1] < before.box[3] - 2
    last, text = _text(page_before, before).rstrip(), _text(page, block)
    if ENTRY.search(last) and len(last) < 80:
        return False  # of a table of contents
    open_end = not _SENTENCE_END.search(last) and len(last) > 25
    if text[:1].islower() or last.endswith(("-", "‐", ",")):
        return moved and open_end
    runs = len(last) > 60 and open_end and _has_no_room(page_before, before, page, block)
    return moved and (runs or _fills_last_line(page_before, before))


def _mark_languages(pages: Sequence[Page]) -> tuple[list[Page], str]:
    found, whole = passages([Passage(_text(page, b), b.kind, page.number) for page in pages for b in page.blocks])
    codes = iter(found)
    return [replace(page, blocks=tuple(replace(b, language=next(codes)) for b in page.blocks)) for page in pages], whole


def _title(pages: Sequence[Page], stated: str | None) -> str | None:
    if stated and is_title(stated):
        return stated.strip()
    for page in pages[:3]:
        headings = [b for b in page.blocks if b.kind == "heading"]
        if headings:
            top = max(headings, key=lambda b: (b.size, -b.start))
            return _text(page, top).replace("\n", " ").strip()
    return None


def assemble(pages: Sequence[Page], *, id: str, name: str, path: str, sha256: str, stated_title: str | None) -> Document:
    """Pages of one file, in order, to the document that the other stages take."""
    body, color = _body(pages)
    running = _running(pages)
    marked: Sequence[Page] = [_mark_edges(page, running, body, len(pages) < 3) for page in pages]
    marked = mark_headings(mark_continued_tables(mark_leaves(marked)), body, color)
    marked = _mark_continued(marked)
    marked, interviewee = mark_speakers(marked, stated_title)
    marked, code = _mark_languages(marked)
    problems = [page for page in marked if page.problem]
    status: Status = "unread" if len(problems) == len(marked) else "partly" if problems else "read"
    title = _title(marked, stated_title)
    reason, notes = _reason(problems) or None, _notes(marked)
    return Document(id, name, path, sha256, tuple(marked), code, title, status, reason, notes, interviewee=interviewee)


def _reason(pages: Sequence[Page]) -> str:
    """The problems of pages, each said once."""
    by_problem: dict[str, list[int]] = {}
    for page in pages:
        by_problem.setdefault(page.problem or "", []).append(page.number)
    return " ; ".join(f"p. {_listed(numbers)} : {problem}" for problem, numbers in by_problem.items())


def _notes(pages: Sequence[Page]) -> tuple[str, ...]:
    """What a person should look at, though the document was read."""
    unread = [page for page in pages if page.unread_images]
    count = sum(page.unread_images for page in unread)
    several = "s" if count > 1 else ""
    where = f"{count} image{several} non lue{several}, p. {_listed([page.number for page in unread])}"
    counted = [where if ocr.installed() else f"{where} : {ocr.INSTALL}"] if count else []
    return (*counted, *(f"p. {page.number} : {note}" for page in pages for note in page.notes))


def _listed(numbers: Sequence[int]) -> str:
    """Page numbers, runs of three and more as one («2, 5–8»)."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
