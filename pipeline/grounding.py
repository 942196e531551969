"""Where text is printed: from characters of a page's text to boxes on the page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from pipeline.types import Box, Document, Evidence, Page, Rect, Span, Word

# A gap this many line heights wide separates two columns or cells rather than two words of one line.
_WIDEST_GAP = 3.0


def boxes_of(page: Page, start: int, end: int) -> tuple[Box, ...]:
    """One box for each printed line of ``page.text[start:end]``, in reading order, in points rounded to hundredths.

    A word that the span only touches counts whole, for a word is the smallest thing whose place is known. Empty where nothing
    of the span is printed (plain text, white space).
    """
    words = words_between(page, start, end)
    lines: list[Rect] = []
    for box in (box for word in words for box in word.boxes):
        if lines and _goes_on(lines[-1], box):
            x0, top, x1, bottom = lines[-1]
            lines[-1] = (x0, min(top, box[1]), max(x1, box[2]), max(bottom, box[3]))
        else:
            lines.append(box)
    return tuple((page.number, round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)) for x0, top, x1, bottom in lines)


def words_between(page: Page, start: int, end: int) -> Sequence[Word]:
    """The words of which something stands in ``page.text[start:end]``; they follow each other as the text does."""
    first = bisect_right(page.words, start, key=lambda word: word.end)
    return page.words[first : bisect_left(page.words, end, lo=first, key=lambda word: word.start)]


def quote_of(document: Document, spans: Iterable[Span]) -> str:
    """The page texts of the spans, joined by a space, to the character.

    Raises ``ValueError`` where a span is empty or leaves its page: such a span can ground nothing.
    """
    parts = []
    for number, start, end in spans:
        text = page_of(document, number).text
        if not 0 <= start < end <= len(text):
            raise ValueError(f"span {(number, start, end)} is not within the {len(text)} characters of the page")
        parts.append(text[start:end])
    if not parts:
        raise ValueError("no span, no evidence")
    return " ".join(parts)


def evidence_of(document: Document, spans: Iterable[Span]) -> Evidence:
    """The evidence that ``spans`` of a document are: quote and boxes. Raises ``ValueError`` as :func:`quote_of` does."""
    spans = tuple(spans)
    boxes = tuple(box for number, start, end in spans for box in boxes_of(page_of(document, number), start, end))
    return Evidence(document=document.id, spans=spans, quote=quote_of(document, spans), boxes=boxes)


def page_of(document: Document, number: int) -> Page:
    """The page that the file counts as ``number``, from 1. Raises ``ValueError`` where there is none."""
    pages = document.pages
    if 0 < number <= len(pages) and pages[number - 1].number == number:
        return pages[number - 1]
    for page in pages:
        if page.number == number:
            return page
    raise ValueError(f"no page {number} in {document.name}")


def _goes_on(line: Rect, box: Rect) -> bool:
    """Whether ``box`` stands on the printed line that ``line`` covers, to its right and not far from it."""
    height = min(line[3] - line[1], box[3] - box[1])
    overlap = min(line[3], box[3]) - max(line[1], box[1])
    return overlap * 2 >= height and box[0] >= line[0] and box[0] - line[2] <= _WIDEST_GAP * max(height, 1.0)


def around(boxes: Iterable[Rect]) -> Rect:
    """The smallest box that holds all of ``boxes``, in their unit. Raises ``ValueError`` where there are none."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
