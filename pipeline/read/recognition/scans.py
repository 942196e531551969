"""Which pages need character recognition: those that are pictures of text, with no text in the file or with a spoilt one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.read.glyphs import Sheet
from pipeline.read.language.language_clues import NOTHING, listed
from pipeline.types import Rect


@dataclass(frozen=True, slots=True)
class Need:
    """Why a page is to be recognized, in French, and which of the file's words are to be trusted."""

    why: str
    around: bool = False
    """Whether words come in around those of the file rather than instead of them."""
    otherwise: bool = True
    """Whether the file's words are better than none where recognition fails."""


_GARBLED = 0.05
"""Share of characters without meaning from which on a page is not read as its readers see it."""

_FEW_WORDS = 8
"""A page number, a stamp, a caption: no page of text."""

_MUCH = 0.4
"""Share of a page that its images cover where they may be its text."""

_NEARLY_ALL = 0.8
"""Share that the image of a scan covers under a hidden text."""

_OUTLINES = 300
"""Drawn shapes on a page without words: text turned into outlines."""

_ENOUGH_TO_JUDGE = 12
"""Words with letters."""

_PLAUSIBLE, _DOUBTFUL = 0.7, 0.85
"""Shares of letters in words that look like words, below which a text is spoilt, or is so if it has no common small words."""

_TOKEN = re.compile(r"[^\W\d_]+(?:[’'·.-][^\W\d_]+)*")
_VOWEL = re.compile(r"[aeiouyàâäéèêëîïôöùûüÿœæ]", re.I)
_UNLIKELY = re.compile(r"[^\W\d_aeiouyàâäéèêëîïôöùûüÿœæ]{5}|(\w)\1\1", re.I)
_MIXED_CASE = re.compile(r"[a-zà-þ][A-ZÀ-Þ]")


def need(page: pdfium.PdfPage, sheet: Sheet) -> Need | None:
    """Why character recognition should read a page, by what is drawn on it; None where it need not."""
    if sheet.garbled > _GARBLED * (sheet.garbled + sum(len(word.text) for word in sheet.words)):
        return Need("texte illisible (police sans table de caractères)")
    covered = _cover(sheet)
    if len(sheet.words) < _FEW_WORDS:
        kinds = _objects(page)
        if covered >= _MUCH or not sheet.words and kinds.paths >= _OUTLINES:
            return Need("page numérisée, sans texte", around=kinds.hidden_texts < kinds.texts)
    elif covered >= _NEARLY_ALL and is_spoilt([word.text for word in sheet.words]):
        return Need("page numérisée, dont le texte caché est gâté", otherwise=False)
    return None


def _cover(sheet: Sheet) -> float:
    """Share of a page that images cover, to a hundredth or so."""
    cells = np.zeros((64, 64), dtype=np.bool_)
    across, down = 64 / max(sheet.width, 1), 64 / max(sheet.height, 1)
    for image in sheet.images:
        x0, top, x1, bottom = (max(0, round(side * by)) for side, by in zip(image, (across, down) * 2, strict=True))
        cells[top:bottom, x0:x1] = True
    return float(cells.mean())


class _Objects(NamedTuple):
    """How many objects of each kind a page draws."""

    paths: int
    texts: int
    hidden_texts: int


def _objects(page: pdfium.PdfPage) -> _Objects:
    things = list(page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_TEXT), max_depth=4))
    modes = [raw.FPDFTextObj_GetTextRenderMode(thing) for thing in things if thing.type == raw.FPDF_PAGEOBJ_TEXT]
    return _Objects(len(things) - len(modes), len(modes), modes.count(raw.FPDF_TEXTRENDERMODE_INVISIBLE))


def is_spoilt(words: Sequence[str]) -> bool:
    """Whether a text is not what is printed: bad recognition by the scanner's software, or a font without its alphabet.

    >>> is_spoilt("l_a rn<ais0n d'acc ueiI a r{ecu 1es en_fa nts du quart1er et l eurs par€nts a11ant et ven4nt".split())
    True
    """
    text = " ".join(words)
    signs = sum(not (c.isalnum() or c.isspace() or c in ".,;:!?’'\"«»()-–—·•/%€$&@+…") for c in text)
    if signs > 0.12 * len(text):
        return True
    lettered = [word for word in words if sum(c.isalpha() for c in word) >= 2 and "@" not in word and "/" not in word]
    if len(lettered) < _ENOUGH_TO_JUDGE:
        return False
    share = sum(len(word) for word in lettered if _looks_like_a_word(word)) / sum(map(len, lettered))
    known = sum(listed(part) is not NOTHING for part in re.findall(r"[^\W\d_]+", text.lower()))
    return share < _PLAUSIBLE or share < _DOUBTFUL and known < 0.05 * len(lettered)


def _looks_like_a_word(word: str) -> bool:
    word = word.strip(".,;:!?’'\"«»()[]-–—·•…")
    if not _TOKEN.fullmatch(word):
        return False
    return word.isupper() or bool(_VOWEL.search(word)) and not _UNLIKELY.search(word) and not _MIXED_CASE.search(word)


def pages_of_time(path: str) -> int:
    """How many pages of time a PDF takes: recognizing a page takes that of several.

    A page counts as such where a picture covers much of it, whatever its text: that is quickly seen, and too much time harms
    nobody. Raises ``OSError`` or ``pdfium.PdfiumError`` where the file cannot be opened.
    """
    with pdfium.PdfDocument(path) as pdf:
        return sum(_PAGES_OF_A_SCAN if _is_pictured(pdf, number) else 1 for number in range(len(pdf)))


_PAGES_OF_A_SCAN = 6


def _is_pictured(pdf: pdfium.PdfDocument, index: int) -> bool:
    try:
        page = pdf[index]
    except pdfium.PdfiumError:
        return False  # reading will say so
    try:
        width, height = page.get_size()
        images = page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=2)
        covered: float = sum(_area(image.get_bounds()) for image in images)
        return covered >= _MUCH * float(width * height)
    finally:
        page.close()


def _area(box: Rect) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])
