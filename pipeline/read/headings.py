"""Headings and their levels: from size, weight, colour, capitals and numbering, over all pages of a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.read.layout.contents import ENTRY, FEWEST
from pipeline.types import Block, Page

_DATE = re.compile(r"(\w{3,9}\.?\s)?\d{4}")
_LABEL = re.compile(r"([^:?!.]{2,40}?)\s?[:–—]\s.*\?$")
"""«Qui parle : la question ?»."""
_POSTCODE = re.compile(r"(?:\w{1,2}-)?(?:\d{5}|(?!19|20)\d{4}|[A-Z]\d[A-Z]\s?\d[A-Z]\d)\s+[A-ZÀ-Ý]")
_ADDRESS = re.compile(r"\S+@\S+|https?://|www\.|\w+\.(?:fr|com|org|net|ca|be|ch|eu|quebec)\b")
_NUMBERING = re.compile(
    r"(?P<dotted>\d{1,2}(?:\.\d{1,2})+)\.?\s|(?P<roman>[IVX]{1,5})\s?[.)–-]|(?P<upper>[A-Z])\s?[.)–-]\s?"
    r"|(?P<digit>\d{1,2})\s?[.)–-]?\s|(?P<small>[ivx]{1,4})\s?[.)–-]|(?P<lower>[a-z])\s?[.)–-]"
)


def mark_headings(pages: Sequence[Page], body: float, color: str) -> list[Page]:
    """Pages with their headings marked. ``body`` and ``color`` are those of running text, sizes in points."""
    speakers = _asking(pages)
    often = {text for text, count in Counter(text for _, _, text in _texts(pages)).items() if count > 2}
    ranks: dict[tuple[int, int], float] = {}
    marks: dict[tuple[int, int], str] = {}
    contents = _contents(pages)
    for page, block, text in _texts(pages):
        if (page.number, block.start) in contents:
            continue
        asked = _LABEL.match(text)
        if asked and asked[1] in speakers or text in often and block.size <= 1.12 * body:
            continue  # who speaks, or what is said again and again
        rank = _rank(page, block, text, body, color)
        if rank:
            ranks[page.number, block.start] = rank
            marks[page.number, block.start] = _numbering(text)
    levels = _levels(ranks, marks)
    return [
        replace(
            page,
            blocks=tuple(
                replace(b, kind="heading", level=levels[page.number, b.start]) if (page.number, b.start) in levels else b
                for b in page.blocks
            ),
        )
        for page in pages
    ]


def _texts(pages: Sequence[Page]) -> Iterator[tuple[Page, Block, str]]:
    """Blocks that may be headings, with their texts on one line."""
    for page in pages:
        for block in page.blocks:
            if block.kind in ("paragraph", "list_item"):
                yield page, block, page.text[block.start : block.end].replace("\n", " ").strip()


def _contents(pages: Sequence[Page]) -> set[tuple[int, int]]:
    """The entries of tables of contents: titles that end in page numbers which do not go down."""
    found: dict[int, list[tuple[int, int]]] = {}
    for page, block, text in _texts(pages):
        if entry := ENTRY.search(text):
            found.setdefault(page.number, []).append((block.start, int(entry[1])))
    return {
        (page, start)
        for page, entries in found.items()
        if len(entries) >= FEWEST and [number for _, number in entries] == sorted(number for _, number in entries)
        for start, _ in entries
    }


def _asking(pages: Sequence[Page]) -> set[str]:
    """Who asks again and again («Le Journal : Pourquoi ?»): a label before a question, no heading."""
    labels = Counter(match[1] for _, _, text in _texts(pages) if (match := _LABEL.match(text)))
    return {label for label, count in labels.items() if count > 1}


def _rank(page: Page, block: Block, text: str, body: float, color: str) -> float:
    """How much a block stands out as a heading; 0 where it does not."""
    if not any(c.isalpha() for c in text) or text.endswith((".", ";", ",", "-")):
        return 0.0
    if len(text) > 180 or (block.kind == "list_item" and not re.match(r"\(?(\d|[A-Za-z]\b|[ivxIVX]+\b)", text)):
        return 0.0
    if _DATE.fullmatch(text) or _POSTCODE.match(text):
        return 0.0
    letters = [c for c in text if c.isalpha()]
    capitals = len(letters) > 3 and sum(c.isupper() for c in letters) > 0.8 * len(letters)
    larger = block.size > 1.12 * body
    bold = block.bold and block.size >= 0.97 * body and len(text) < 120
    alike = not larger and not bold
    if alike and not _is_coloured(page, block, text, body, color) and not _is_slanted(page, block, text, body):
        return 0.0
    return round(block.size + 0.3 * block.bold + 0.2 * capitals + 0.1 * (block.color != color), 1)


def _is_coloured(page: Page, block: Block, text: str, body: float, color: str) -> bool:
    """Whether a short line is set apart by a colour of its own, and by nothing else."""
    if block.color == color or not _has_hue(block.color) or block.kind != "paragraph":
        return False
    if block.size < 0.93 * body or len(text) > 60 or not text[0].isupper() or text.endswith(":") or _ADDRESS.search(text):
        return False
    inside = [word for word in page.words if block.start <= word.start < block.end]
    linked = any(link.start < block.end and block.start < link.end for link in page.links)
    return not linked and all(word.color == block.color for word in inside) and len({round(w.boxes[0][3]) for w in inside}) == 1


def _is_slanted(page: Page, block: Block, text: str, body: float) -> bool:
    """Whether a short line in italics stands over a paragraph that is not."""
    if block.kind != "paragraph" or block.size < 0.97 * body or len(text) > 50 or not text[0].isupper() or text.endswith(":"):
        return False
    after = next((b for b in page.blocks if b.start >= block.end), None)
    if after is None or after.kind not in ("paragraph", "list_item") or not after.box or not block.box:
        return False
    near = abs(after.box[0] - block.box[0]) < 2.5 * block.size and 0 <= after.box[1] - block.box[1] < 2.5 * block.size
    return near and after.end - after.start > 30 and _italic(page, block) and not _italic(page, after)


def _italic(page: Page, block: Block) -> bool:
    return all(word.italic for word in page.words if block.start <= word.start < block.end)


def _has_hue(color: str) -> bool:
    channels = [int(color[i : i + 2], 16) for i in (0, 2, 4)]
    return max(channels) - min(channels) > 40


def _numbering(text: str) -> str:
    """The kind of number before a heading: ``roman``, ``upper`` …, with its depth where it is dotted; nothing where none is."""
    match = _NUMBERING.match(text)
    if not match or match.lastgroup is None:
        return ""
    return f"dotted{match['dotted'].count('.')}" if match.lastgroup == "dotted" else match.lastgroup


def _levels(ranks: dict[tuple[int, int], float], marks: dict[tuple[int, int], str]) -> dict[tuple[int, int], int]:
    """Levels from 1: what stands out more is higher; of what looks alike, kinds of numbers in the order in which they come."""
    groups: list[list[tuple[int, int]]] = []
    last = 0.0
    for place in sorted(ranks, key=lambda place: (-ranks[place], place)):
        if not groups or last - ranks[place] >= 0.4:
            groups.append([])
        groups[-1].append(place)
        last = ranks[place]
    levels: dict[tuple[int, int], int] = {}
    level = 0
    for group in groups:
        kinds = list(dict.fromkeys(marks[place] for place in sorted(group)))
        numbered = [kind for kind in kinds if kind]
        several = len(numbered) > 1 or bool(numbered and kinds[0])
        kinds = [*numbered, *(kind for kind in kinds if not kind)] if several else [""]
        for place in group:
            levels[place] = level + 1 + (kinds.index(marks[place]) if marks[place] in kinds else 0)
        level += len(kinds)
    return levels
