"""The languages of passages that stand together: a line that does not tell takes that of what it belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..types import BlockKind
from .language import Judgement, judge
from .language_clues import LANGUAGES

DEFAULT = "fr"
"""Of a document that tells nothing."""

_APART: frozenset[BlockKind] = frozenset({"header", "footer", "page_number"})
_LISTS: frozenset[BlockKind] = frozenset({"list_item", "cell", "card"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A block's text, its kind and the number of its page."""

    text: str
    kind: BlockKind = "paragraph"
    page: int = 1


def _vote(votes: Iterable[tuple[str | None, int]]) -> str | None:
    """The code that most letters speak for; at a tie the first in ``LANGUAGES``."""
    weights: dict[str, int] = defaultdict(int)
    for code, weight in votes:
        if code:
            weights[code] += weight
    return max(sorted(weights, key=LANGUAGES.index), key=lambda code: weights[code]) if weights else None


def _follows(at: int, items: Sequence[Passage], sure: Sequence[str | None]) -> str | None:
    """What the passages under a heading are in, up to the next heading."""
    under = False
    for i in range(at + 1, len(items)):
        if items[i].kind in _APART:
            continue
        if items[i].page > items[at].page + 1 or (under and items[i].kind == "heading"):
            return None
        under = under or items[i].kind != "heading"
        if sure[i]:
            return sure[i]
    return None


def _nearest(at: int, side: int, items: Sequence[Passage], sure: Sequence[str | None]) -> str | None:
    """The first passage that tells before (``side`` -1) or after it on the same page."""
    i = at + side
    while 0 <= i < len(items) and items[i].page == items[at].page:
        if sure[i] and items[i].kind not in _APART:
            return sure[i]
        i += side
    return None


def _run(at: int, items: Sequence[Passage]) -> range:
    """The list or table that an item stands in."""
    first = last = at
    while first > 0 and items[first - 1].kind == items[at].kind and items[first - 1].page == items[at].page:
        first -= 1
    while last + 1 < len(items) and items[last + 1].kind == items[at].kind and items[last + 1].page == items[at].page:
        last += 1
    return range(first, last + 1)


def _around(at: int, items: Sequence[Passage], sure: Sequence[str | None], page: str, whole: str) -> str:
    item = items[at]
    if item.kind in _APART:
        return whole
    if item.kind == "heading":
        return _follows(at, items, sure) or page
    before, after = _nearest(at, -1, items, sure), _nearest(at, 1, items, sure)
    if item.kind in _LISTS:
        run = _run(at, items)
        before, after = _nearest(run[0], -1, items, sure), _nearest(run[-1], 1, items, sure)
        return before or _vote((sure[i], 1) for i in run) or after or page
    if before and after and before != after:
        return page
    return before or after or page


def passages(items: Sequence[Passage]) -> tuple[list[str], str]:
    """A language for each passage of a document, in reading order, and the language of the whole.

    A passage that tells is in its own language. One that hardly tells is, where it agrees with its surroundings or these
    are not of one language; any other is in that of what it stands with: a heading in that of what follows, an item in that of
    its list and of what introduces it, the rest in that of the nearest passages on the page, of the page, of the whole.
    """
    read: dict[str, Judgement] = {text: judge(text) for text in dict.fromkeys(item.text for item in items)}
    judged = [read[item.text] for item in items]
    sure = [j.code if j.sure else None for j in judged]
    whole = _vote((j.code, len(item.text)) for j, item in zip(judged, items, strict=True)) or DEFAULT
    by_page: dict[int, list[tuple[str | None, int]]] = defaultdict(list)
    for item, code in zip(items, sure, strict=True):
        if item.kind not in _APART:
            by_page[item.page].append((code, len(item.text)))
    pages = {number: _vote(votes) or whole for number, votes in by_page.items()}
    found: list[str] = []
    for i, (item, judgement) in enumerate(zip(items, judged, strict=True)):
        around = judgement.code if judgement.sure else _around(i, items, sure, pages.get(item.page, whole), whole)
        found.append(around or whole)
    return found, whole
