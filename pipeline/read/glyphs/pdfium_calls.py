"""The functions of pdfium that are called once for every character or object of a page.

A handle is the number of its address and so is the place of a result (:data:`Address`): without the conversions of the
full bindings a call costs half. Only these are bound anew; everything else goes through ``pypdfium2.raw``.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as raw

Address = int


def _bound(name: str, result: Any, *arguments: Any) -> Callable[..., int]:
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    assert address is not None
    bound: Callable[..., int] = ctypes.PYFUNCTYPE(result, *arguments)(address)
    return bound


def address_of(handle: Any) -> Address:
    """The address behind a handle of ``pypdfium2.raw``, 0 for a null pointer."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


_INT, _FLOAT, _POINTER = ctypes.c_int, ctypes.c_float, ctypes.c_void_p

# of a text page
text = _bound("FPDFText_GetText", _INT, _POINTER, _INT, _INT, _POINTER)
"""UTF-16 of so many characters from an index on, and how many codes that is with the 0 at the end."""

# of one character of a text page: (text page, index, …)
unicode_of = _bound("FPDFText_GetUnicode", ctypes.c_uint, _POINTER, _INT)
is_generated = _bound("FPDFText_IsGenerated", _INT, _POINTER, _INT)
loose_box = _bound("FPDFText_GetLooseCharBox", _INT, _POINTER, _INT, _POINTER)
"""Four floats: left, top, right, bottom."""
tight_box = _bound("FPDFText_GetCharBox", _INT, _POINTER, _INT, _POINTER, _POINTER, _POINTER, _POINTER)
"""Four doubles, each at an address of its own: left, right, bottom, top."""
origin = _bound("FPDFText_GetCharOrigin", _INT, _POINTER, _INT, _POINTER, _POINTER)
matrix_of_character = _bound("FPDFText_GetMatrix", _INT, _POINTER, _INT, _POINTER)
text_object = _bound("FPDFText_GetTextObject", _POINTER, _POINTER, _INT)
font_size = _bound("FPDFText_GetFontSize", ctypes.c_double, _POINTER, _INT)

# of one text object
font_of = _bound("FPDFTextObj_GetFont", _POINTER, _POINTER)
render_mode = _bound("FPDFTextObj_GetTextRenderMode", _INT, _POINTER)

# of one page object
fill_color = _bound("FPDFPageObj_GetFillColor", _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
stroke_color = _bound("FPDFPageObj_GetStrokeColor", _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
object_on_page = _bound("FPDFPage_GetObject", _POINTER, _POINTER, _INT)
object_in_form = _bound("FPDFFormObj_GetObject", _POINTER, _POINTER, ctypes.c_ulong)
count_in_form = _bound("FPDFFormObj_CountObjects", _INT, _POINTER)
object_type = _bound("FPDFPageObj_GetType", _INT, _POINTER)
object_bounds = _bound("FPDFPageObj_GetBounds", _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
"""Four floats, each at an address of its own: left, bottom, right, top."""
matrix_of_object = _bound("FPDFPageObj_GetMatrix", _INT, _POINTER, _POINTER)

# of the paths that an object is cut to: (clip path, path, segment, …)
clip_path = _bound("FPDFPageObj_GetClipPath", _POINTER, _POINTER)
count_clip_paths = _bound("FPDFClipPath_CountPaths", _INT, _POINTER)
count_clip_segments = _bound("FPDFClipPath_CountPathSegments", _INT, _POINTER, _INT)
clip_segment = _bound("FPDFClipPath_GetPathSegment", _POINTER, _POINTER, _INT, _INT)
segment_point = _bound("FPDFPathSegment_GetPoint", _INT, _POINTER, _POINTER, _POINTER)
