"""The languages of passages that stand together: a line that does not tell takes that of what it belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.read.language.detection import Judgement, judge
from pipeline.read.language.language_clues import LANGUAGES
from pipeline.types import BlockKind

DEFAULT = "fr"
"""Of a document that tells nothing."""

_CARRIES = 30
"""Characters from which a passage speaks for its neighbours; an English title does not make a French page English."""

_APART: frozenset[BlockKind] = frozenset({"header", "footer", "page_number"})
_LISTS: frozenset[BlockKind] = frozenset({"list_item", "cell", "card"})

Codes = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Passage:
    """A block's text, its kind and the number of its page."""

    text: str
    kind: BlockKind = "paragraph"
    page: int = 1


def _vote(votes: Iterable[tuple[str | None, int]]) -> str | None:
    """The code that most speaks for; at a tie the first in ``LANGUAGES``."""
    weights: dict[str, int] = defaultdict(int)
    for code, weight in votes:
        if code:
            weights[code] += weight
    return max(sorted(weights, key=LANGUAGES.index), key=lambda code: weights[code]) if weights else None


def _nearest(items: Sequence[Passage], carriers: Codes, order: Iterable[int]) -> list[str | None]:
    """For each passage, the last that speaks for its neighbours before it, in this order, on its page."""
    found: list[str | None] = [None] * len(items)
    last, page = None, 0
    for i in order:
        if items[i].page != page:
            last, page = None, items[i].page
        found[i] = last
        last = carriers[i] or last
    return found


def _below(items: Sequence[Passage], carriers: Codes) -> list[str | None]:
    """For each heading, the first that speaks in the text under it, here or on the next page; headings in a row share it."""
    found: list[str | None] = [None] * len(items)
    code, page, heading = None, 0, True
    for i in reversed(range(len(items))):
        item = items[i]
        if item.kind == "heading":
            found[i] = code if page <= item.page + 1 else None
            heading = True
        elif item.kind not in _APART:
            if heading:
                code, heading = None, False
            if carriers[i]:
                code, page = carriers[i], item.page
    return found


def _lists(items: Sequence[Passage], judged: Sequence[Judgement], before: Codes, after: Codes) -> dict[int, Codes]:
    """For each item of a list or table: what introduces it, what most items are in, what follows it; their own word first
    where half of them or more agree and none differs."""
    found: dict[int, Codes] = {}
    for _, group in groupby(range(len(items)), key=lambda i: (items[i].page, items[i].kind)):
        run = list(group)
        if items[run[0]].kind in _LISTS:
            said = [judged[i].code for i in run if judged[i].sure]
            around = (before[run[0]], _vote((code, 1) for code in said), after[run[-1]])
            if len(said) > 1 and 2 * len(said) >= len(run) and len(set(said)) == 1:
                around = (said[0], around[0], around[2])
            found.update(dict.fromkeys(run, around))
    return found


def passages(items: Sequence[Passage]) -> tuple[list[str], str]:
    """A language for each passage of a document, in reading order, and the language of the whole.

    A passage that tells is in its own language. One that hardly tells is, too, where something that it stands with is in that
    language. Any other takes the language of what it stands with: a heading of the text under it, an item of what
    introduces its list and of the list, the rest of the nearest passages on the page; else of the page, else of the whole.
    The whole is in the language that most of its letters are in, whatever their order.
    """
    read = {text: judge(text) for text in dict.fromkeys(item.text for item in items)}
    judged = [read[item.text] for item in items]
    lengths = [len(item.text) for item in items]
    told = [own.code if own.sure and item.kind not in _APART else None for own, item in zip(judged, items, strict=True)]
    whole = _vote(zip((own.code for own in judged), lengths, strict=True)) or DEFAULT
    votes: dict[int, list[tuple[str | None, int]]] = defaultdict(list)
    for item, code, length in zip(items, told, lengths, strict=True):
        votes[item.page].append((code, length))
    pages = {number: _vote(said) or whole for number, said in votes.items()}
    carriers = [code if length >= _CARRIES else None for code, length in zip(told, lengths, strict=True)]
    before, after = (_nearest(items, carriers, order) for order in (range(len(items)), reversed(range(len(items)))))
    below, lists = _below(items, carriers), _lists(items, judged, before, after)
    found: list[str] = []
    for i, (item, own) in enumerate(zip(items, judged, strict=True)):
        page = pages[item.page]
        if item.kind in _APART:
            around: Codes = (whole,)
        elif item.kind == "heading":
            around = (below[i], page)
        elif item.kind in _LISTS:
            around = (*lists[i], page)
        elif before[i] and after[i] and before[i] != after[i]:
            around = (page, before[i], after[i])
        else:
            around = (before[i], after[i], page)
        keeps = own.code and (own.sure or own.code in around)
        found.append(own.code if own.code and keeps else next(code for code in around if code))
    return found, whole
