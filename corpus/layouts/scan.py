"""A PDF as an office scanner gives it back: grey pictures of its pages, a little askew, soft and noisy, and no text."""

from __future__ import annotations

import io
import random
import time

import pypdfium2
from PIL import Image, ImageFilter

RESOLUTION = 170
"""Dots per inch."""
_ASKEW = 0.7
"""Degrees, one way and the other by turns."""
_NOISE = 0.06
"""Share of chance in the grey of a dot."""


def scanned(pdf: bytes, seed: str) -> bytes:
    """The pages of a PDF as JPEG pictures. The same seed gives the same noise."""
    chance = random.Random(seed)
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [_scan(page, _ASKEW * (-1) ** number, chance) for number, page in enumerate(document)]
    finally:
        document.close()
    out = io.BytesIO()
    long_ago = time.gmtime(0)
    pages[0].save(
        out,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=RESOLUTION,
        quality=80,
        creationDate=long_ago,
        modDate=long_ago,
    )
    return out.getvalue()


def _scan(page: pypdfium2.PdfPage, angle: float, chance: random.Random) -> Image.Image:
    picture: Image.Image = page.render(scale=RESOLUTION / 72, grayscale=True).to_pil().convert("L")
    picture = picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.5))
    noise = Image.frombytes("L", picture.size, chance.randbytes(picture.width * picture.height))
    return Image.blend(picture, noise, _NOISE)
