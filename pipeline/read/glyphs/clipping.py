"""Text that the file cuts off: browsers draw the first line of a page at the foot of the page before, behind its edge."""

from __future__ import annotations

import ctypes

import numpy as np

from pipeline.read.glyphs import pdfium_calls as calls
from pipeline.read.glyphs.characters import Frame, TextObjects
from pipeline.read.glyphs.pdfium_calls import Address

_EDGE = 0.1
"""Share of the page at its top and its foot where text is looked at; elsewhere none is cut off, and a look takes time."""
_LEAST_SEEN = 0.3
"""Share of its height or width from which on a text is seen."""
_MOST_POINTS = 64


def clipped_away(objects: TextObjects, frame: Frame, chosen: list[int]) -> frozenset[int]:
    """Which of these text objects near the page's edges are not seen, being all but outside what the file says to draw."""
    upright = frame.rotation in (0, 180)
    low, high = (frame.base, frame.top) if upright else (frame.left, frame.right)
    band = _EDGE * (high - low)
    place = objects.origins[chosen, 1 if upright else 0]
    near = np.flatnonzero((place < low + band) | (place > high - band)).tolist()
    return frozenset(i for i in map(chosen.__getitem__, near) if objects.things[i] and _is_cut_off(objects.things[i]))


def _is_cut_off(thing: Address) -> bool:
    clip = calls.clip_path(thing)
    if not clip:
        return False
    box = (ctypes.c_float * 4)()
    at = ctypes.addressof(box)
    for path in range(calls.count_clip_paths(clip)):
        points = _points(clip, path)
        if points and calls.object_bounds(thing, at, at + 4, at + 8, at + 12):
            xs, ys = zip(*points, strict=True)
            wide = min(box[2], max(xs)) - max(box[0], min(xs))
            tall = min(box[3], max(ys)) - max(box[1], min(ys))
            if wide < _LEAST_SEEN * (box[2] - box[0]) or tall < _LEAST_SEEN * (box[3] - box[1]):
                return True
    return False


def _points(clip: Address, path: int) -> list[tuple[float, float]]:
    """The corners of a path; none where it has many, for it may be of any shape."""
    count = calls.count_clip_segments(clip, path)
    if count > _MOST_POINTS:
        return []
    point = (ctypes.c_float * 2)()
    at = ctypes.addressof(point)
    segments = (calls.clip_segment(clip, path, i) for i in range(count))
    return [(point[0], point[1]) for segment in segments if calls.segment_point(segment, at, at + 4)]
