"""By how much a scanned page is turned, and where its places go when it is set straight."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.types import Rect

LARGEST = 5.0
"""Degrees, either way: what a sheet laid on a scanner by hand comes to."""

_NEGLIGIBLE = 0.08
"""Degrees: over a page's width that is less than a tenth of a line."""

_STRIPS = 4
_SIDE = 2000
"""Pixels of the longer side of the image that is measured."""

_BINS = 2
"""To a pixel."""

_SMOOTH = (0.05, 0.25, 0.4, 0.25, 0.05)

_Floats = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Turn:
    """A page turned by ``degrees`` clockwise, and the same page set straight about its middle, ``width`` by ``height``."""

    degrees: float
    width: float
    height: float

    def straight(self, x: float, y: float) -> tuple[float, float]:
        """Where a place of the page as shown goes when the page is set straight."""
        return self._turned(x, y, -self.degrees)

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """The inverse of :meth:`straight`."""
        return self._turned(x, y, self.degrees)

    def shown_rect(self, rect: Rect) -> Rect:
        """The box of a word on the page as shown: of the same size, since turns are small, about the same middle."""
        return _moved(rect, *self.shown((rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2))

    def straight_rect(self, rect: Rect) -> Rect:
        """The inverse of :meth:`shown_rect`."""
        return _moved(rect, *self.straight((rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2))

    def _turned(self, x: float, y: float, degrees: float) -> tuple[float, float]:
        if not degrees:
            return x, y
        sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
        dx, dy = x - self.width / 2, y - self.height / 2
        return self.width / 2 + dx * cosine - dy * sine, self.height / 2 + dx * sine + dy * cosine


def _moved(rect: Rect, x: float, y: float) -> Rect:
    half_width, half_height = (rect[2] - rect[0]) / 2, (rect[3] - rect[1]) / 2
    return (x - half_width, y - half_height, x + half_width, y + half_height)


def set_straight(image: Image.Image, degrees: float) -> Image.Image:
    """An image that is turned by ``degrees`` clockwise, straight, of the same size, with white corners."""
    if not degrees:
        return image
    white: Any = 255 if image.mode == "L" else (255, 255, 255)
    return image.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=white)  # Pillow turns counterclockwise


def turn_of(image: Image.Image) -> float:
    """Degrees by which the lines of text on a grey page are turned clockwise; 0 where they are straight or there are none.

    Summed up along lines of some slope, the feet of letters come out sharpest at the slope of the text: coarse steps find it,
    finer ones measure it.
    """
    x, y = _feet(image)
    if len(x) < 50:
        return 0.0
    strips = [(x[here], y[here]) for here in _strips(x)]
    best, step = 0.0, 0.5
    slopes = np.arange(-LARGEST, LARGEST + step / 2, step)
    while step > 0.01:
        sharpness = {float(slope): sum(_sharpness(*strip, float(slope)) for strip in strips) for slope in slopes}
        best = max(sharpness, key=lambda slope: (sharpness[slope], -abs(slope)))
        step /= 4
        slopes = best + step * np.arange(-4, 5)
    best = round(best, 2)
    return best if abs(best) >= _NEGLIGIBLE else 0.0


def _feet(image: Image.Image) -> tuple[_Floats, _Floats]:
    """The places, about the middle, where ink ends and white begins below it: on a page of text most lie on baselines."""
    scale = min(1.0, _SIDE / max(image.size))
    small = image.resize((max(1, round(image.width * scale)), max(1, round(image.height * scale))), Image.Resampling.BOX)
    grey = np.asarray(small.convert("L"), dtype=np.float64)
    low, high = np.percentile(grey, (1, 90))
    middle = (low + high) / 2
    rows, columns = np.nonzero((grey[:-1] < middle) & (grey[1:] >= middle))
    ink, white = grey[rows, columns], grey[rows + 1, columns]
    edges = rows + (middle - ink) / (white - ink)  # between two rows of pixels, as their greys say
    return columns - small.width / 2, edges - small.height / 2


def _strips(x: _Floats) -> list[NDArray[np.bool_]]:
    """Side by side, each for itself: lines of one column need not stand beside those of another."""
    edges = np.linspace(x.min(), x.max() + 1, _STRIPS + 1)
    return [here for low, high in pairwise(edges) if (here := (x >= low) & (x < high)).any()]


def _sharpness(x: _Floats, y: _Floats, degrees: float) -> float:
    angle = math.radians(degrees)
    heights = y * math.cos(angle) - x * math.sin(angle)
    profile = np.convolve(np.bincount((_BINS * (heights - heights.min())).astype(np.int64)), _SMOOTH)
    return float((profile**2).sum())
