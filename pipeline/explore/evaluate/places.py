"""Where on a document an error stands: by its evidence where something was found, else where the words of gold are printed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.explore.evaluate.folding import fold, folded_words, head
from pipeline.explore.evaluate.gold import Gold
from pipeline.explore.evaluate.scores import Error, Statement
from pipeline.extract.figures.numbers import NUMBER, value_of
from pipeline.extract.sentences import sentence_around
from pipeline.grounding import boxes_of
from pipeline.publish.jsonl import Row
from pipeline.types import Document, Page, Rect, Span

REACH = 400
"""Characters within which the parts of a statement are looked for together, and that are shown of a sentence at most."""

_BLOCK = 20  # characters that the border of a block counts for
_WORD = re.compile(r"\w+|[%$&]")


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a page, which counts from 1."""

    page: int
    boxes: tuple[Rect, ...]
    """What is printed there: a box for each line, in points. None on plain text."""
    passage: tuple[tuple[str, bool], ...]
    """The sentence in pieces, each with whether it is a name, title or number that the error is about."""


class Places:
    """The places of one document. ``mentions`` are the exported rows, of any document, in their order."""

    def __init__(self, document: Document, gold: Gold, mentions: Iterable[Row]) -> None:
        self._document, self._gold = document, gold
        self._pages = {page.number: page for page in document.pages}
        self._starts = {page.number: sorted(block.start for block in page.blocks) for page in document.pages}
        self._words = _Words(document)
        self._mentions: dict[str, Row] = {}
        for row in mentions:
            if row["document"] == document.id:
                self._mentions.setdefault(row["entity"], row)

    def of(self, error: Error) -> Place | None:
        """Where an error stands, or None where its words are not found."""
        if error.found and (place := self._where_found(error)):
            return place
        return self._where_written(error.wanted or error.found)

    def _where_found(self, error: Error) -> Place | None:
        """The place of the last span of the first evidence: in a list that is the item, after its heading."""
        row = (error.found and error.found.row) or {}
        pieces = row.get("evidence") or [self._mentions[row["id"]]] * (row.get("id") in self._mentions)
        piece = next((piece for piece in pieces if piece["document"] == self._document.id), None)
        number, start, end = piece["spans"][-1] if piece else (0, 0, 0)
        page = self._pages.get(number)
        if piece is None or page is None or page.text[start:end] not in piece.get("quote", piece.get("text")):
            return None  # the file is read otherwise by now
        boxes = tuple((x0, top, x1, bottom) for at, x0, top, x1, bottom in piece["boxes"] if at == number)
        named = [span for one in (error.wanted, error.found) if one for spans in self._written(one) for span in spans]
        return Place(number, boxes, _passage(page, start, end, named))

    def _where_written(self, statement: Statement | None) -> Place | None:
        """Where the parts of a statement stand nearest to each other, as many of them as there are within reach."""
        spans = _nearest([spans for spans in self._written(statement) if spans], self._distance) if statement else []
        if not spans:
            return None
        number, start, end = spans[0]
        lines = dict.fromkeys(line[1:] for at, a, b in sorted(spans) for line in boxes_of(self._pages[at], a, b))
        return Place(number, tuple(lines), _passage(self._pages[number], start, end, spans))

    def _written(self, statement: Statement) -> list[list[Span]]:
        """Every place of each part of a statement."""
        if statement.kind == "figure":
            value, unit, about, _ = statement.parts
            return [self._numbers(float(value)), self._words.counting(unit), self._named(about)]
        if len(statement.parts) == 1:
            return [self._named(statement.parts[0])]
        one, middle, two = statement.parts
        title = [self._words.find([middle])] if statement.kind == "holdsRole" else []
        return [*title, self._named(two), self._named(one)]

    def _named(self, name: str) -> list[Span]:
        return self._words.find(self._gold.forms(name)) if name else []

    def _distance(self, a: Span, b: Span) -> int:
        """Characters between two places of a page, and more for each block that begins between them."""
        if a[0] != b[0]:
            return REACH
        starts = self._starts[a[0]]
        blocks = abs(bisect_right(starts, a[1]) - bisect_right(starts, b[1]))
        return max(a[1] - b[2], b[1] - a[2], 0) + _BLOCK * blocks

    def _numbers(self, value: float) -> list[Span]:
        return [
            (page.number, match.start(), match.end())
            for page in self._document.pages
            for match in NUMBER.finditer(page.text)
            if value_of(match) == value
        ]


class _Words:
    """The folded words of a document, and where each stands."""

    def __init__(self, document: Document) -> None:
        self._words = [
            (word, (page.number, match.start(), match.end()))
            for page in document.pages
            for match in _WORD.finditer(page.text)
            for word in folded_words(match[0])
        ]
        self._at: dict[str, list[int]] = defaultdict(list)
        for position, (word, _) in enumerate(self._words):
            self._at[word].append(position)

    def find(self, forms: Iterable[str]) -> list[Span]:
        """Every place where one of these names is written; a form within a longer one counts once."""
        found: list[Span] = []
        for form in sorted(forms, key=len, reverse=True):
            runs = [*self._runs(folded_words(form)), *self._runs(fold(form).split())]  # with its article, else without
            for span in runs:
                found += [span] * (not any(_overlap(span, other) for other in found))
        return sorted(found)

    def counting(self, unit: str) -> list[Span]:
        """Every place of a unit, in the singular or plural."""
        noun = head(unit)
        return sorted(self._words[at][1] for word, places in self._at.items() if head(word) == noun for at in places if noun)

    def _runs(self, wanted: Sequence[str]) -> Iterator[Span]:
        """Where these words follow each other on a page."""
        for at in self._at.get(wanted[0], ()) if wanted else ():
            run = self._words[at : at + len(wanted)]
            (page, start, _), (last, _, end) = run[0][1], run[-1][1]
            if page == last and [word for word, _ in run] == wanted:
                yield page, start, end


def _overlap(a: Span, b: Span) -> bool:
    return a[0] == b[0] and a[1] < b[2] and b[1] < a[2]


def _nearest(parts: Sequence[Sequence[Span]], distance: Callable[[Span, Span], int]) -> list[Span]:
    """One place for each part, those that stand nearest to each other, around the first; what is out of reach is left out."""

    def around(anchor: Span, others: Iterable[Sequence[Span]]) -> tuple[int, list[Span]]:
        nearest = [min((distance(anchor, span), span) for span in part) for part in others]
        within = [span for away, span in nearest if away < REACH]
        return sum(min(away, REACH) for away, _ in nearest), [anchor, *within]

    tried = [around(span, [*parts[:at], *parts[at + 1 :]]) for at, part in enumerate(parts) for span in part]
    return min(tried, key=lambda cost_and_spans: cost_and_spans[0])[1] if tried else []


def _passage(page: Page, start: int, end: int, marks: Iterable[Span]) -> tuple[tuple[str, bool], ...]:
    """The sentence that holds these characters, in pieces: what ``marks``, else they, cover, and what stands between."""
    block = next((block for block in page.blocks if block.start <= start < block.end), None)
    first, last = (block.start, block.end) if block else (0, len(page.text))
    a, b = (first + offset for offset in sentence_around(page.text[first:last], start - first))
    b = max(b, min(end, last))
    shown_from, shown_to = (a, b) if b - a <= REACH else (max(a, start - REACH // 2), min(b, max(end, start + REACH // 2)))
    within = {(c, d) for number, c, d in marks if number == page.number and shown_from <= c and d <= shown_to}
    pieces = [("… ", False)] if shown_from > a else []
    at = shown_from
    for c, d in sorted(within or {(start, min(end, shown_to))}):
        if c >= at:
            pieces += [(page.text[at:c], False), (page.text[c:d], True)]
            at = d
    pieces += [(page.text[at:shown_to], False), (" …" if shown_to < b else "", False)]
    return tuple(piece for piece in pieces if piece[0])
