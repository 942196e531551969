"""How characters are set: size, weight, slant, colour, and whether one sees them at all."""

from __future__ import annotations

import ctypes
import re
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as raw

from pipeline.read.glyphs import pdfium_calls as calls
from pipeline.read.glyphs.characters import TextObjects
from pipeline.read.glyphs.pdfium_calls import Address

_BOLD = re.compile(r"bold|black|heavy|demi")
_ITALIC = re.compile(r"ital|obli")
_SYMBOLS = re.compile(r"wingding|webding|dingbat|awesome|icon|bullet")
_SUBSET = re.compile(r"^[a-z]{6}\+")
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
    name: str
    """Without the mark of a subset; that of its place where it has none."""


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


def _colors(things: list[Address], modes: list[int]) -> list[list[int]]:
    """Red, green, blue and alpha of text objects, of their outlines where nothing else is drawn."""
    colors = np.zeros((len(things), 4), np.uint32)
    colors[:, 3] = 255
    at = colors.ctypes.data
    places = [range(at + 4 * i, at + 4 * i + 16 * len(things), 16) for i in range(4)]
    for _ in map(calls.fill_color, things, *places):
        pass
    for i, mode in enumerate(modes):
        if mode in _STROKED:
            calls.stroke_color(things[i], *(place[i] for place in places))
    rows: list[list[int]] = colors.tolist()
    return rows


def _font(textpage: Address, index: int, font: Address) -> Font:
    handle = ctypes.cast(textpage, raw.FPDF_TEXTPAGE)
    buffer = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(handle, index, buffer, 128, ctypes.byref(flags))
    name = buffer.raw[: max(0, min(length, 128) - 1)].decode("utf-8", "replace").lower()
    bold = raw.FPDFText_GetFontWeight(handle, index) >= 600 or bool(_BOLD.search(name))
    italic = bool(flags.value & _ITALIC_FLAG) or bool(_ITALIC.search(name))
    embedded = bool(font) and raw.FPDFFont_GetIsEmbedded(ctypes.cast(font, raw.FPDF_FONT)) == 1
    return Font(bold, italic, bool(_SYMBOLS.search(name)), embedded, _SUBSET.sub("", name) or str(font))


def _style(signed: float, matrix: list[float], font: Font, font_at: Address, mode: int, color: list[int]) -> Style:
    a, b, _, d = matrix
    size = abs(signed) * ((b * b + d * d) ** 0.5 if b else abs(d))
    low, high = sorted((abs(a), abs(b)))
    red, green, blue, alpha = color
    both = mode in _FILLED_AND_STROKED
    return Style(
        size=round(size, 1),
        bold=font.bold or both,
        italic=font.italic,
        color=f"{red:02x}{green:02x}{blue:02x}",
        font=font,
        font_at=font_at,
        oblique=low > _STEEPEST * high or a * d < 0 and a * signed < 0,
        unseen=mode == _INVISIBLE,
        transparent=alpha == 0 and not both,
    )


def styles_of(textpage: Address, objects: TextObjects, chosen: list[int]) -> dict[int, Style]:
    """The style of each of these text objects. Each question is put to all of them."""
    things = [objects.things[i] for i in chosen]
    fonts_at = list(map(calls.font_of, things))
    modes = list(map(calls.render_mode, things))
    first_of = dict(zip(fonts_at, (objects.firsts[i] for i in chosen), strict=True))
    fonts = {font: _font(textpage, first, font) for font, first in first_of.items()}
    known: dict[tuple[object, ...], Style] = {}
    made = []
    sizes, matrices = objects.sizes[chosen].tolist(), objects.matrices[chosen, :4].tolist()
    rows = zip(sizes, matrices, fonts_at, modes, _colors(things, modes), strict=True)
    for size, matrix, font_at, mode, color in rows:
        key = (size, *matrix, font_at, mode, *color)
        style = known.get(key)
        if style is None:
            style = known[key] = _style(size, matrix, fonts[font_at], font_at, mode, color)
        made.append(style)
    return dict(zip(chosen, made, strict=True))
