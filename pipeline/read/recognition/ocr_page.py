"""A page of pictures to a sheet of words: rendered, set straight, recognized.

Words are laid out in the coordinates of the straight page, since layout lives on lines being level; :func:`as_shown` then puts
the boxes of the finished page back where they stand on the page as it is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

import pypdfium2 as pdfium
from PIL import Image

from pipeline.grounding import around
from pipeline.read.glyphs import PrintedWord, Sheet
from pipeline.read.recognition import ocr
from pipeline.read.recognition.deskew import Turn, set_straight, turn_of
from pipeline.read.recognition.ocr import SeenWord
from pipeline.read.recognition.ocr_bullets import with_bullets
from pipeline.read.recognition.ocr_letters import as_printed, as_spelt, in_lines
from pipeline.read.recognition.ocr_style import Style, common_sizes, styles_of
from pipeline.types import Block, Page, Rect

DPI = 300
_MOST_PIXELS = 25_000_000
"""Of a page as rendered: an A3 sheet at 300 dpi has 17 million. Larger pages are rendered coarser."""

_LONGEST = 20_000

_ABOVE, _BELOW = 0.79, 0.21
"""How far the box of a word reaches above and below the baseline, in ems: as that of printed words does."""

_SURE, _SURE_LINE, _SURE_SCRAP = 0.3, 0.5, 0.7
"""Confidence below which a sign, a line, and a line of a few characters are not text but photographs and icons."""

_SCRAP = 3
"""Letters and digits of a line that is a scrap; no word of one has as many."""


def rendered(page: pdfium.PdfPage, dpi: float = DPI, crop: Rect | None = None) -> tuple[Image.Image, float]:
    """A page (or what of it lies in ``crop``, in points) in colour, and how many pixels a point has."""
    width, height = page.get_size()
    x0, top, x1, bottom = crop or (0.0, 0.0, width, height)
    wide, tall = max(x1 - x0, 1.0), max(bottom - top, 1.0)
    scale = min(dpi / 72, (_MOST_PIXELS / (wide * tall)) ** 0.5, _LONGEST / max(wide, tall))
    cut = (x0, height - bottom, width - x1, top)
    return page.render(scale=scale, crop=cut, rev_byteorder=True).to_pil().convert("RGB"), scale


def recognize_page(page: pdfium.PdfPage, sheet: Sheet, around: bool) -> tuple[Sheet, Turn]:
    """A page of pictures set straight, with its words, and how it is turned as shown.

    With ``around`` the words that the file holds stay, and others come in around them. Raises
    :class:`~pipeline.read.ocr.OcrError` where recognition fails.
    """
    width, height = page.get_size()
    image, scale = rendered(page)
    turn = Turn(turn_of(image.convert("L")), width, height)
    image = set_straight(image, turn.degrees)
    grey = image.convert("L")
    seen = legible(ocr.recognize(grey, 72 * scale))
    seen, styles = as_printed(seen, styles_of(seen, image), grey)
    words = with_bullets(printed_words(seen, styles, scale), grey, scale)
    kept = [_placed(word, turn.straight_rect((word.x0, word.top, word.x1, word.bottom))) for word in sheet.words if around]
    words = kept + [word for word in words if not any(_overlap(word, other) for other in kept)]
    return Sheet(sheet.number, width, height, tuple(words), sheet.images), turn


def as_shown(page: Page, turn: Turn) -> Page:
    """A recognized page, which is straight, with the boxes of its words where they stand on the page as shown."""
    words = tuple(replace(word, boxes=tuple(_within(turn.shown_rect(box), page) for box in word.boxes)) for word in page.words)
    page = replace(page, words=words)
    return replace(page, blocks=tuple(replace(block, box=_box(block, page)) for block in page.blocks))


def with_even_sizes(pages: Sequence[Page]) -> list[Page]:
    """Pages of one document; sizes on the recognized ones that differ no more than measures do are made the same."""
    weights: dict[float, int] = {}
    for page in pages:
        for word in page.words if page.recognized else ():
            weights[word.size] = weights.get(word.size, 0) + word.end - word.start
    common = common_sizes({size: (size, weight) for size, weight in weights.items()})
    even = {size: max(round(2 * near) / 2, 1.0) for size, near in common.items()}
    return [
        replace(
            page,
            words=tuple(replace(word, size=even.get(word.size, word.size)) for word in page.words),
            blocks=tuple(replace(block, size=even.get(block.size, block.size)) for block in page.blocks),
        )
        if page.recognized
        else page
        for page in pages
    ]


def _within(rect: Rect, page: Page) -> Rect:
    x0, top, x1, bottom = rect
    x0, top = min(max(x0, 0.0), page.width - 1), min(max(top, 0.0), page.height - 1)
    x1, bottom = min(max(x1, x0 + 1), page.width), min(max(bottom, top + 1), page.height)
    return (round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))


def _box(block: Block, page: Page) -> Rect:
    return around(box for word in page.words if block.start <= word.start < block.end for box in word.boxes)


def _placed(word: PrintedWord, rect: Rect) -> PrintedWord:
    return replace(word, x0=rect[0], top=rect[1], x1=rect[2], bottom=rect[3])


def _overlap(a: PrintedWord, b: PrintedWord) -> bool:
    across, down = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.bottom, b.bottom) - max(a.top, b.top)
    return across > 0.3 * min(a.x1 - a.x0, b.x1 - b.x0) and down > 0.3 * min(a.bottom - a.top, b.bottom - b.top)


# ── what is text, and how it is written ──────────────────────────────────────────────────────────────────────────────────


def legible(words: Sequence[SeenWord]) -> list[SeenWord]:
    """Words without what photographs, icons and rules were taken for."""
    lines = [as_spelt(line) for line in in_lines(words)]
    return [
        word
        for line in lines
        if _is_text(line)
        for word in line
        if word.confidence >= _SURE or sum(map(str.isalnum, word.text)) > 1
    ]


def _is_text(line: Sequence[SeenWord]) -> bool:
    letters = [sum(c.isalnum() for c in word.text) for word in line]
    if not any(letters):
        return False
    sure = sum(word.confidence * n for word, n in zip(line, letters, strict=True)) / sum(letters)
    scrap = sum(letters) <= _SCRAP or max(letters) < _SCRAP
    return sure >= (_SURE_SCRAP if scrap else _SURE_LINE)


def printed_words(words: Sequence[SeenWord], styles: Sequence[Style], scale: float) -> list[PrintedWord]:
    """Words in points. Those of a line share baseline and height, since layout reads level lines."""
    feet: dict[tuple[int, int, int], list[float]] = {}
    for word, style in zip(words, styles, strict=True):
        if any(c.isalnum() for c in word.text):
            feet.setdefault(word.line, []).append(style.baseline)
    made: list[PrintedWord] = []
    for word, style in zip(words, styles, strict=True):
        foot = median(feet.get(word.line, [style.baseline])) / scale
        size = max(round(2 * style.size / scale) / 2, 1.0)
        x0, x1 = round(word.left / scale, 2), round(max(word.right, word.left + 1) / scale, 2)
        top, bottom = round(foot - _ABOVE * size, 2), round(foot + _BELOW * size, 2)
        look = (size, style.bold, False, style.color)
        made.append(PrintedWord(word.text, x0, top, x1, bottom, *look, confidence=word.confidence))
    return made
