"""Scans made for one test: a PDF rendered, turned and saved as pictures, with or without text hidden under them."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from functools import cache

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.read.recognition import ocr
from tests.conftest import ROOT

DPI = 170
"""Of an office scanner in a hurry."""

MUST_RUN = os.environ.get("CI") == "true" and hasattr(os, "geteuid") and os.geteuid() == 0
"""Where ``.ci/run`` could install Tesseract, tests without it fail rather than being left out."""

needs_tesseract = pytest.mark.skipif(
    not MUST_RUN and "fra" not in getattr(ocr.installed(), "languages", ()),
    reason="Tesseract or its French is not installed: apt install tesseract-ocr tesseract-ocr-fra",
)


def pictures(pdf: bytes, degrees: float = 0.0, dpi: float = DPI) -> list[Image.Image]:
    """The pages of a PDF as a scanner sees them, turned clockwise by ``degrees``."""
    document = pdfium.PdfDocument(pdf)
    try:
        pages = [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()
    return [page.rotate(-degrees, Image.Resampling.BICUBIC, fillcolor="white") for page in pages]


@cache
def scanned(pdf: bytes, degrees: float = 0.8, dpi: float = DPI) -> bytes:
    """The same PDF, printed and scanned: one picture a page."""
    first, *rest = pictures(pdf, degrees, dpi)
    file = io.BytesIO()
    first.save(file, "PDF", save_all=True, append_images=rest, resolution=dpi, quality=85)
    return file.getvalue()


def with_hidden_text(scan: bytes, lines: Sequence[str]) -> bytes:
    """A scan with text drawn invisibly (``3 Tr``) over its first page, as scanners' software leaves it there."""
    pdf = pdfium.PdfDocument(scan)
    page = pdf[0]
    height = page.get_height()
    font = raw.FPDFText_LoadStandardFont(pdf, b"Helvetica")
    for i, line in enumerate(lines):
        text = raw.FPDFPageObj_CreateTextObj(pdf, font, 10)
        utf16 = (line + "\0").encode("utf-16-le")
        raw.FPDFText_SetText(text, (raw.FPDF_WCHAR * (len(utf16) // 2)).from_buffer_copy(utf16))
        raw.FPDFTextObj_SetTextRenderMode(text, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
        raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, 60, height - 80 - 14 * i)
        raw.FPDFPage_InsertObject(page, text)
    page.gen_content()
    file = io.BytesIO()
    pdf.save(file)
    pdf.close()
    return file.getvalue()


def logo(text: str, size: int = 60, ground: str = "white", ink: str = "#1d4f91") -> bytes:
    """A PNG of a few words in Lato, one line for each line of ``text``."""
    font = ImageFont.truetype(ROOT / "corpus" / "fonts" / "Lato-Bold.ttf", size)
    lines = text.split("\n")
    width, height = round(max(font.getlength(line) for line in lines)) + size, round(1.3 * size * len(lines)) + size
    image = Image.new("RGB", (width, height), ground)
    draw = ImageDraw.Draw(image)
    for i, line in enumerate(lines):
        draw.text((size / 2, size / 2 + 1.3 * size * i), line, ink, font)
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def emblem(text: str, ink: str, ground: str = "white") -> bytes:
    """A PNG of a logo with a ring before its words."""
    words = Image.open(io.BytesIO(logo(text, ground=ground, ink=ink)))
    side = 150
    image = Image.new("RGB", (words.width + side, max(words.height, side)), ground)
    image.paste(words, (side, (image.height - words.height) // 2))
    ImageDraw.Draw(image).ellipse((10, image.height // 2 - 65, 140, image.height // 2 + 65), outline=ink, width=28)
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def photograph(size: tuple[int, int] = (600, 400)) -> bytes:
    """A PNG of noise and a round shade, the same each time: nothing to read."""
    shade = Image.radial_gradient("L").resize(size).convert("RGB")
    grain = Image.linear_gradient("L").rotate(37, expand=True).resize(size).convert("RGB")
    image = Image.blend(shade, grain, 0.4)
    draw = ImageDraw.Draw(image)
    for i in range(0, size[0], 23):
        draw.ellipse((i, (i * 7) % size[1], i + 31, (i * 7) % size[1] + 31), (i % 256, 90, 160))
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()
