"""Words and pictures of one PDF page, through pdfium.

The order in which a file draws its words means nothing; only their places do. Coordinates are points from the top left of
the page as it is shown (rotation and crop applied).
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ..types import Rect

BULLET_SIGN = "•"
"""Stands for a bullet that is drawn and not written."""

HYPHENS = "-\u2010\u2011"
"""Characters that may end a line in the middle of a word."""

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009\u2007\u200a]")
_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00ad": "-"})
_ORDINAL = re.compile(r"e|er|re|es|ers|ème|ième|nd|nde|o|os")
_UNREADABLE = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd\ufffe\uffff\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """A run of glyphs without a gap, as drawn."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    italic: bool
    color: str
    turn: int = 0
    """Degrees (0, 90, 180 or 270) by which the text is turned clockwise; its box is where it stands on the page."""
    confidence: float = 1.0
    """How sure character recognition is; 1 for text that the file holds."""

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn on one page."""

    number: int
    width: float
    height: float
    words: tuple[PrintedWord, ...]
    images: tuple[Rect, ...] = ()
    rules: tuple[Rect, ...] = ()
    """Thin straight lines, the sign that there may be a table."""
    panels: tuple[Rect, ...] = ()
    """Filled or framed rectangles: side boxes, the grounds of cards, the stripes of a table."""


@dataclass(slots=True)
class _Glyph:
    char: str
    x0: float
    top: float
    x1: float
    bottom: float
    index: int


def _glyphs(textpage: pdfium.PdfTextPage, height: float, left: float, base: float) -> list[_Glyph | None]:
    """Every glyph in drawing order; None where a space or a line's end was drawn."""
    handle = textpage.raw
    count = raw.FPDFText_CountChars(handle)
    box = raw.FS_RECTF()
    found: list[_Glyph | None] = []
    pending = ""
    for index in range(count):
        code = raw.FPDFText_GetUnicode(handle, index)
        if 0xD800 <= code < 0xDC00:  # first half of a pair that pdfium gives apart
            pending = chr(code)
            continue
        char = chr(code)
        if pending:
            char, pending = (pending + char).encode("utf-16", "surrogatepass").decode("utf-16", "replace"), ""
        if code == 2:  # pdfium's own sign for a hyphen at a line's end
            char = "-"
        elif raw.FPDFText_IsGenerated(handle, index) == 1:
            found.append(_Glyph("", 0, 0, 0, 0, index))  # pdfium's guess: the gap decides
            continue
        elif _SPACES.fullmatch(char):
            found.append(None)
            continue
        if not raw.FPDFText_GetLooseCharBox(handle, index, ctypes.byref(box)):
            found.append(None)
            continue
        found.append(
            _Glyph(char, box.left - left, height - (box.top - base), box.right - left, height - (box.bottom - base), index)
        )
    return found


class _Styles:
    """Size, weight and colour of a glyph."""

    def __init__(self, textpage: pdfium.PdfTextPage) -> None:
        self._handle = textpage.raw

    def of(self, index: int) -> tuple[float, bool, bool, str, int]:
        matrix = raw.FS_MATRIX()
        scale, turn = 1.0, 0
        if raw.FPDFText_GetMatrix(self._handle, index, ctypes.byref(matrix)):
            scale = (matrix.b**2 + matrix.d**2) ** 0.5 or 1.0
            if abs(matrix.b) > abs(matrix.a):
                turn = 270 if matrix.b > 0 else 90
            elif matrix.a < 0 and matrix.d < 0:
                turn = 180
        size = raw.FPDFText_GetFontSize(self._handle, index)
        size = size * scale if size * scale > 0.5 else max(size, 1.0)
        buffer = ctypes.create_string_buffer(128)
        flags = ctypes.c_int()
        length = raw.FPDFText_GetFontInfo(self._handle, index, buffer, 128, ctypes.byref(flags))
        name = buffer.raw[: max(0, min(length, 128) - 1)].decode("utf-8", "replace").lower()
        weight = raw.FPDFText_GetFontWeight(self._handle, index)
        bold = weight >= 600 or bool(re.search(r"bold|black|heavy|demi|semibold", name))
        italic = bool(flags.value & 0x40) or "ital" in name or "obli" in name
        r, g, b, a = (ctypes.c_uint() for _ in range(4))
        color = "000000"
        if raw.FPDFText_GetFillColor(self._handle, index, ctypes.byref(r), ctypes.byref(g), ctypes.byref(b), ctypes.byref(a)):
            color = f"{r.value:02x}{g.value:02x}{b.value:02x}"
        return round(size, 1), bold, italic, color, turn


def _breaks(last: _Glyph, glyph: _Glyph, guessed: bool) -> bool:
    """Whether a new word starts at ``glyph`` by its place; ``guessed`` where pdfium sees a space before it."""
    tall = max(last.bottom - last.top, glyph.bottom - glyph.top, 1.0)
    overlap = min(last.bottom, glyph.bottom) - max(last.top, glyph.top)
    if overlap < 0.4 * min(last.bottom - last.top, glyph.bottom - glyph.top):
        return True
    thin = guessed or (last.char.isdigit() and glyph.char.isdigit())
    return glyph.x0 - last.x1 > (0.07 if thin else 0.22) * tall or glyph.x0 < last.x0 - 0.5 * tall


def _words(textpage: pdfium.PdfTextPage, height: float, width: float, left: float, base: float) -> list[PrintedWord]:
    styles = _Styles(textpage)
    words: list[PrintedWord] = []
    run: list[_Glyph] = []
    guessed = False

    def close() -> None:
        if not run:
            return
        text = unicodedata.normalize("NFC", "".join(g.char for g in run).translate(_LIGATURES))
        text = _UNREADABLE.sub("", text)
        x0, x1 = min(g.x0 for g in run), max(g.x1 for g in run)
        top, bottom = min(g.top for g in run), max(g.bottom for g in run)
        inside = x1 > 0 and x0 < width and bottom > 0 and top < height
        if text and inside and x1 > x0 and bottom > top:
            size, bold, italic, color, turn = styles.of(run[0].index)
            words.append(
                PrintedWord(
                    text, round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2), size, bold, italic, color, turn
                )
            )
        run.clear()

    for glyph in _glyphs(textpage, height, left, base):
        if glyph is None:
            close()
        elif not glyph.char:
            guessed = True
            continue
        else:
            if run and _breaks(run[-1], glyph, guessed):
                close()
            run.append(glyph)
        guessed = False
    close()
    return _with_ordinals(_without_doubles(words))


def _with_ordinals(words: list[PrintedWord]) -> list[PrintedWord]:
    """A raised «e» or «er» belongs to its number («6e»)."""
    made: list[PrintedWord] = []
    for word in words:
        last = made[-1] if made else None
        if (
            last
            and _ORDINAL.fullmatch(word.text)
            and last.text[-1].isdigit()
            and word.bottom - word.top < 0.9 * (last.bottom - last.top)
            and -1 < word.x0 - last.x1 < 0.25 * last.size
        ):
            top, bottom = min(last.top, word.top), max(last.bottom, word.bottom)
            made[-1] = replace(last, text=last.text + word.text, x1=word.x1, top=top, bottom=bottom)
        else:
            made.append(word)
    return made


def _without_doubles(words: list[PrintedWord]) -> list[PrintedWord]:
    """Fake bold prints a word twice at nearly the same place: keep one."""
    seen: dict[tuple[str, int, int], PrintedWord] = {}
    kept: list[PrintedWord] = []
    for word in words:
        near = [(word.text, round(word.x0 / 2) + dx, round(word.top / 2) + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        twin = next((seen[k] for k in near if k in seen), None)
        if twin and abs(twin.x0 - word.x0) < 1.2 and abs(twin.top - word.top) < 1.2:
            continue
        seen[word.text, round(word.x0 / 2), round(word.top / 2)] = word
        kept.append(word)
    return kept


def _bullets(dots: list[Rect], words: list[PrintedWord]) -> list[PrintedWord]:
    """Drawn dots before a line of text, as the bullets that they are."""
    found: list[PrintedWord] = []
    for x0, top, x1, bottom in dots:
        middle = (top + bottom) / 2
        right = [w for w in words if w.top < middle < w.bottom and -1 < w.x0 - x1 < 2.5 * w.size]
        left = [w for w in words if w.top < middle < w.bottom and 0 <= x0 - w.x1 < 1.5 * w.size]
        if right and not left:
            word = min(right, key=lambda w: w.x0)
            found.append(PrintedWord(BULLET_SIGN, x0, word.top, x1, word.bottom, word.size, False, False, word.color))
    return found


def read_sheet(pdf: pdfium.PdfDocument, number: int) -> Sheet:
    """Words, images and rules of page ``number`` (from 1). Raises ``pdfium.PdfiumError`` where the page cannot be loaded."""
    page = pdf[number - 1]
    try:
        left, base, right, top = page.get_bbox()
        width, height = right - left, top - base
        textpage = page.get_textpage()
        words = _words(textpage, height, width, left, base)
        textpage.close()
        images: list[Rect] = []
        dots: list[Rect] = []
        rules: list[Rect] = []
        panels: list[Rect] = []
        for thing in page.get_objects(max_depth=4):
            if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
                x0, y0, x1, y1 = thing.get_bounds()
                images.append((x0 - left, height - (y1 - base), x1 - left, height - (y0 - base)))
            elif thing.type == raw.FPDF_PAGEOBJ_PATH:
                x0, y0, x1, y1 = thing.get_bounds()
                thin, long = sorted((abs(x1 - x0), abs(y1 - y0)))
                rect = (x0 - left, height - (y1 - base), x1 - left, height - (y0 - base))
                if thin < 2.5 and long > 15:
                    rules.append(rect)
                elif thin > 10 and long > 20:
                    panels.append(rect)
                if thin > 1.5 and long < 7:
                    dots.append(rect)
        words += _bullets(dots, words)
        return Sheet(number, width, height, tuple(words), tuple(images), tuple(rules), tuple(panels))
    finally:
        page.close()
