"""Labels that say who speaks («Q :», «M. D. —», a name alone on its line): where they may stand, and blocks cut there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from statistics import fmean

from pipeline.read.dialogue.person_names import HONORIFIC, INITIALS, NAME, UPPER, any_of, fold, is_initials, person, words
from pipeline.types import Block, Page, Word

_MARK = r"[*_]{0,3}"
_OPEN = rf"\s*(?:>\s*)?(?:[—–•-]\s*)?{_MARK}"
_GENERIC = rf"(?i:{any_of('asks')}|{any_of('answers')})(?:\s*(?:n[°o]\s*)?\d{{1,2}})?"
_ROLE = r"(?:\s*\([^)\n]{1,60}\)|\s*,\s[^:;?!.\n]{1,60})?"
_PHRASE = rf"[{UPPER}][^:?!;,«»()\n\d]{{0,48}}?"
_COLON = re.compile(rf"{_OPEN}(?P<name>{INITIALS}|{_PHRASE}|{_GENERIC}){_ROLE}\s*{_MARK}\s*:{_MARK}(?=\s|$)")
_DASH = re.compile(rf"{_OPEN}(?P<name>{INITIALS}|{NAME}|{_GENERIC})\s*{_MARK}(?:\s?\.?\s*[–—-]|\.){_MARK}(?=\s)")
_BARE = re.compile(rf"{_OPEN}(?P<name>{INITIALS}|{HONORIFIC}?{NAME}|{_GENERIC}){_ROLE}\s*[.:]?{_MARK}\s*")
_ENOUGH_WORDS = 6


@dataclass(frozen=True, slots=True)
class Label:
    """A label that characters ``start:end`` of a page's text may be, as printed and without its marks."""

    start: int
    end: int
    name: str
    alone: bool
    """Whether nothing else stands on its line."""

    @property
    def key(self) -> str:
        """The same for all that is printed for one speaker."""
        return re.sub(r"[\W_]", "", self.name).upper() if is_initials(self.name) else fold(_unnumbered(self.name))


def _unnumbered(name: str) -> str:
    return re.sub(r"\s*(n[°o]\s*)?\d+$", "", name)


def generic(key: str) -> str | None:
    """``asks`` or ``answers`` for a label that names nobody."""
    return _generic().get(key)


@cache
def _generic() -> dict[str, str]:
    return {fold(word): kind for kind in ("asks", "answers") for word in words(kind)}


def words_in(page: Page, start: int, end: int) -> tuple[Word, ...]:
    """The words that stand in characters ``start:end``."""
    first = bisect_left(page.words, start, key=_start)
    return page.words[first : bisect_left(page.words, end, lo=first, key=_start)]


def _start(word: Word) -> int:
    return word.start


def lines_of(page: Page, block: Block) -> list[tuple[int, int]]:
    """Start and end of each printed line of a block."""
    if not page.words:
        ends = (m.end() for m in re.finditer("\n", page.text[block.start : block.end]))
        cuts = [block.start, *(block.start + end for end in ends), block.end]
    else:
        inside = words_in(page, block.start, block.end)
        starts = [b.start for a, b in pairwise(inside) if _below(a, b)]
        cuts = [block.start, *starts, block.end]
    return [(a, b) for a, b in pairwise(cuts) if page.text[a:b].strip()]


def _below(before: Word, word: Word) -> bool:
    (_, _, x1, bottom), (x0, top, _, _) = before.boxes[-1], word.boxes[0]
    return top > bottom - 0.4 * (bottom - before.boxes[-1][1]) or x0 < x1 - 2 * word.size


def labels_in(page: Page, block: Block) -> list[Label]:
    """Whatever looks like a label at the beginning of a block's lines."""
    found = []
    for start, end in lines_of(page, block):
        label = _label_at(page, start, end, block.end)
        if label:
            found.append(label)
    return found


def _label_at(page: Page, start: int, end: int, block_end: int) -> Label | None:
    line = page.text[start:end]
    bare = _BARE.fullmatch(line.rstrip())
    if bare:
        return _made(bare, start, start + len(line.rstrip()), True)
    match = _COLON.match(page.text[start:block_end]) or _DASH.match(line)
    if match and len(match["name"].split()) <= _ENOUGH_WORDS:
        stop = start + match.end()
        return _made(match, start, stop, not page.text[stop:end].strip())
    inside = words_in(page, start, end)
    bold = next((i for i, w in enumerate(inside) if not w.bold), 0)
    if bold:  # set apart by its weight alone
        stop = inside[bold - 1].end
        bare = _BARE.fullmatch(page.text[start:stop])
        return _made(bare, start, stop, False) if bare else None
    return None


def _made(match: re.Match[str], start: int, end: int, alone: bool) -> Label | None:
    name = " ".join(match["name"].split()).strip(" *_")
    if is_initials(name) or generic(fold(_unnumbered(name))) or person(name):
        return Label(start, end, name, alone)
    return Label(start, end, name, alone) if ":" in match[0] else None


def cut(page: Page, block: Block, places: Sequence[int]) -> list[Block]:
    """A block cut before these characters; each piece has the look of its own words."""
    cuts = sorted({block.start, *(p for p in places if block.start < p < block.end), block.end})
    if len(cuts) == 2:
        return [block]
    pieces = []
    for start, end in pairwise(cuts):
        end = start + len(page.text[start:end].rstrip())
        piece = replace(block, start=start, end=end, continues=block.continues if start == block.start else None)
        pieces.append(_restyled(page, piece))
    return pieces


def _restyled(page: Page, piece: Block) -> Block:
    inside = words_in(page, piece.start, piece.end)
    if not inside:
        return replace(piece, kind="paragraph" if piece.kind != "list_item" else piece.kind, level=0)
    boxes = [box for w in inside for box in w.boxes]
    sizes, colors = Counter[float](), Counter[str]()
    for w in inside:
        sizes[w.size] += w.end - w.start
        colors[w.color] += w.end - w.start
    bold = all(w.bold for w in inside)
    return replace(
        piece,
        kind="heading" if piece.kind == "heading" and bold else "paragraph",
        level=piece.level if piece.kind == "heading" and bold else 0,
        box=(min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)),
        size=max(sizes, key=lambda s: (sizes[s], s)),
        bold=bold,
        color=max(colors, key=lambda c: (colors[c], c)),
        confidence=round(fmean(w.confidence for w in inside), 3),
    )
