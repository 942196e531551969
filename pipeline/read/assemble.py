"""Pages to a document: what shows only when they are seen together (running headers, heading levels, continued paragraphs)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ..types import Block, Document, Page, Status
from . import language

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
    if block.box[3] < _EDGE * page.height:
        return "header"
    return "footer" if block.box[1] > (1 - _EDGE) * page.height else None


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
    for block in page.blocks:
        edge, text = _at_edge(page, block), _text(page, block).strip()
        number = _PAGE_NUMBER.fullmatch(text)
        lowest = block.box is not None and block.box[1] > 0.94 * page.height
        if edge and number and block.size <= 1.5 * body:
            labels.append(number[1] or number[2])
            block = replace(block, kind="page_number")
        elif edge and (edge, _pattern(text)) in running:
            block = replace(block, kind="header" if edge == "header" else "footer")
        elif lowest and alone and block.size <= body and len(text) < 60 and not text.endswith("."):
            block = replace(block, kind="footer")
        blocks.append(block)
    return replace(page, blocks=tuple(blocks), label="–".join(labels) or None)


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


def _heading_rank(block: Block, text: str, body: float, color: str) -> float:
    """How much a block stands out as a heading; 0 where it does not."""
    if block.kind not in ("paragraph", "list_item") or not any(c.isalpha() for c in text) or text.endswith((".", ";", ",")):
        return 0.0
    if len(text) > 180 or (block.kind == "list_item" and not re.match(r"\(?(\d|[A-Za-z]\b|[ivxIVX]+\b)", text)):
        return 0.0
    if re.fullmatch(r"(\w{3,9}\.?\s)?\d{4}", text):
        return 0.0
    letters = [c for c in text if c.isalpha()]
    capitals = len(letters) > 3 and sum(c.isupper() for c in letters) > 0.8 * len(letters)
    rank = 0.0
    if block.size > 1.12 * body or block.bold and block.size >= 0.97 * body and len(text) < 120:
        rank = block.size
    if rank:
        rank += 0.3 * block.bold + 0.2 * capitals + 0.1 * (block.color != color)
    return round(rank, 1)


def _mark_headings(pages: Sequence[Page]) -> list[Page]:
    body, color = _body(pages)
    ranks: dict[tuple[int, int], float] = {}
    for page in pages:
        for block in page.blocks:
            rank = _heading_rank(block, _text(page, block).strip(), body, color)
            if rank:
                ranks[page.number, block.start] = rank
    order = sorted(set(ranks.values()), reverse=True)
    levels: dict[float, int] = {}
    level, last = 0, 0.0
    for rank in order:
        if not level or last - rank >= 0.4:
            level += 1
        levels[rank], last = level, rank
    return [
        replace(
            page,
            blocks=tuple(
                replace(b, kind="heading", level=levels[ranks[page.number, b.start]]) if (page.number, b.start) in ranks else b
                for b in page.blocks
            ),
        )
        for page in pages
    ]


def same_size(a: Block, b: Block) -> bool:
    """Whether two blocks may be parts of one paragraph; a caption between them may not."""
    return abs(a.size - b.size) < 0.08 * b.size


_SENTENCE_END = re.compile(r"(?<!\bM)(?<!\bMM)(?<!\bDr)(?<!\bMme)[.!?:;…»]$")


def _runs_full(page: Page, block: Block) -> bool:
    """Whether the last line of a block of running text reaches the right edge: nothing says that it ends there."""
    inside = [w for w in page.words if block.start <= w.start < block.end]
    if (
        block.box is None
        or block.kind == "list_item"
        and block.end - block.start < 80
        or len({round(w.boxes[0][1]) for w in inside}) < 2
    ):
        return False
    return inside[-1].boxes[-1][2] > block.box[2] - 0.15 * (block.box[2] - block.box[0])


def _mark_continued(pages: Sequence[Page]) -> list[Page]:
    """Paragraphs and items that go on in the next column or on the next page."""
    earlier: list[tuple[Page, Block]] = []
    made: list[Page] = []
    for page in pages:
        blocks: list[Block] = []
        for block in page.blocks:
            if block.kind in ("header", "footer", "page_number"):
                blocks.append(block)
                continue
            near = [p for p in earlier[-3:] if same_size(p[1], block)]
            previous = near[-1] if near else None
            if previous and block.kind == "paragraph" and previous[1].kind in ("paragraph", "list_item"):
                before, text = _text(*previous).rstrip(), _text(page, block)
                apart = previous[0] is not page or previous[1].box is None or block.box is None
                moved = apart or (
                    previous[1].box is not None and block.box is not None and block.box[1] < previous[1].box[3] - 2
                )
                open_end = not _SENTENCE_END.search(before) and len(before) > 25
                if moved and open_end and (text[:1].islower() or before.endswith(("-", "‐", ",")) or _runs_full(*previous)):
                    block = replace(block, continues=(previous[0].number, previous[1].start))
            blocks.append(block)
            earlier.append((page, block))
        made.append(replace(page, blocks=tuple(blocks)))
    return made


def _mark_languages(pages: Sequence[Page]) -> tuple[list[Page], str]:
    texts = [_text(page, b) for page in pages for b in page.blocks]
    whole = language.detect(" ".join(texts)) or "fr"
    codes = iter(language.passages(texts, whole))
    return [replace(page, blocks=tuple(replace(b, language=next(codes)) for b in page.blocks)) for page in pages], whole


def _title(pages: Sequence[Page], stated: str | None) -> str | None:
    if stated and not re.search(r"\.(html?|docx?|indd|pptx?|pdf|odt)$|^Microsoft|^untitled|^sans titre", stated.strip(), re.I):
        return stated.strip() or None
    for page in pages[:3]:
        headings = [b for b in page.blocks if b.kind == "heading"]
        if headings:
            top = max(headings, key=lambda b: (b.size, -b.start))
            return _text(page, top).replace("\n", " ").strip()
    return None


def assemble(pages: Sequence[Page], *, id: str, name: str, path: str, sha256: str, stated_title: str | None) -> Document:
    """Pages of one file, in order, to the document that the other stages take."""
    body, _ = _body(pages)
    running = _running(pages)
    marked: Sequence[Page] = [_mark_edges(page, running, body, len(pages) < 3) for page in pages]
    marked, code = _mark_languages(_mark_continued(_mark_headings(marked)))
    problems = [page for page in marked if page.problem]
    status: Status = "unread" if len(problems) == len(marked) else "partly" if problems else "read"
    reason = _reason(problems) or None
    return Document(id, name, path, sha256, tuple(marked), code, _title(marked, stated_title), status, reason, _notes(marked))


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
    return (f"{count} image{several} non lue{several}, p. {_listed([page.number for page in unread])}",) if count else ()


def _listed(numbers: Sequence[int]) -> str:
    """Page numbers, runs of three and more as one («2, 5–8»)."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
