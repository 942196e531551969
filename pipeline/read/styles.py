"""How characters are set: size, weight, slant, colour, and whether one sees them at all."""

from __future__ import annotations

import ctypes
import re
from typing import NamedTuple

import pypdfium2.raw as raw

from . import pdfium_calls as calls
from .pdfium_calls import Address

_BOLD = re.compile(r"bold|black|heavy|demi")
_ITALIC = re.compile(r"ital|obli")
_SYMBOLS = re.compile(r"wingding|webding|dingbat|awesome|icon|bullet")
_ITALIC_FLAG = 0x40
_INVISIBLE, _STROKED, _FILLED_AND_STROKED = 3, (1, 5), (2, 6)
_STEEPEST = 0.3
"""Tangent of the angle from which on text is neither level nor upright."""


class Font(NamedTuple):
    bold: bool
    italic: bool
    symbols: bool
    """Whether its letters stand for pictures."""
    embedded: bool
    """Whether the file brings it, and with it a numbering of its own: what a standard font says is certain."""


class Style(NamedTuple):
    size: float
    bold: bool
    italic: bool
    color: str
    font: Font
    font_at: Address
    oblique: bool
    """Whether the text runs neither level nor upright, as watermarks do, or is mirrored."""
    unseen: bool
    """Whether the text is drawn with nothing, as the text behind a scanned page is."""
    transparent: bool


class Styles:
    """Styles of the characters of one text page; each text object and each font is looked at once."""

    def __init__(self, textpage: Address) -> None:
        self._textpage = textpage
        self._styles: dict[Address, Style] = {}
        self._fonts: dict[Address, Font] = {}
        self._matrix = (ctypes.c_float * 6)()
        self._matrix_at = ctypes.addressof(self._matrix)
        self._color = (ctypes.c_uint * 4)()
        first = ctypes.addressof(self._color)
        self._color_at = (first, first + 4, first + 8, first + 12)

    def of(self, index: int) -> Style:
        thing = calls.text_object(self._textpage, index)
        style = self._styles.get(thing)
        if style is None:
            style = self._styles[thing] = self._read(index, thing)
        return style

    def _read(self, index: int, thing: Address) -> Style:
        calls.matrix_of_character(self._textpage, index, self._matrix_at)
        a, b, _, d = self._matrix[:4]
        signed = calls.font_size(self._textpage, index)
        size = abs(signed)
        scaled: float = size * (b * b + d * d) ** 0.5 if b else size * abs(d)
        font_at = calls.font_of(thing) if thing else 0
        font = self._fonts.get(font_at)
        if font is None:
            font = self._fonts[font_at] = self._font(index, font_at)
        mode = calls.render_mode(thing) if thing else 0
        color, alpha = "000000", 255
        read = calls.stroke_color if mode in _STROKED else calls.fill_color
        if thing and read(thing, *self._color_at):
            red, green, blue, alpha = self._color
            color = f"{red:02x}{green:02x}{blue:02x}"
        low, high = sorted((abs(a), abs(b)))
        clear = alpha == 0 and mode not in _FILLED_AND_STROKED
        bold = font.bold or mode in _FILLED_AND_STROKED
        oblique = low > _STEEPEST * high or a * d < 0 and a * signed < 0
        return Style(round(scaled, 1), bold, font.italic, color, font, font_at, oblique, mode == _INVISIBLE, clear)

    def _font(self, index: int, font: Address) -> Font:
        handle = ctypes.cast(self._textpage, raw.FPDF_TEXTPAGE)
        buffer = ctypes.create_string_buffer(128)
        flags = ctypes.c_int()
        length = raw.FPDFText_GetFontInfo(handle, index, buffer, 128, ctypes.byref(flags))
        name = buffer.raw[: max(0, min(length, 128) - 1)].decode("utf-8", "replace").lower()
        bold = raw.FPDFText_GetFontWeight(handle, index) >= 600 or bool(_BOLD.search(name))
        italic = bool(flags.value & _ITALIC_FLAG) or bool(_ITALIC.search(name))
        embedded = bool(font) and raw.FPDFFont_GetIsEmbedded(ctypes.cast(font, raw.FPDF_FONT)) == 1
        return Font(bold, italic, bool(_SYMBOLS.search(name)), embedded)
