"""What is printed, as text: ligatures, soft hyphens, accents and signs that a font keeps for itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from pipeline.read.glyphs.sheet import BULLET_SIGN

SPECIAL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00a8\u00ad\u00b4\u02c6\u02d8-\u02dd`\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    "\u2126\u212a\u212b\ufb00-\ufb06\ufe00-\ufe0f\ufffd-\uffff\ue000-\uf8ff\U000f0000-\U0010ffff]"
)
"""Signs that may not stay as they are; a page without them needs no repair."""

UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffd-\uffff\ue000-\uf8ff\U000f0000-\U0010ffff]")
_NOTHING = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f]")
_SPACING_ACCENTS = dict(zip("´`ˆ¨˜˚", "\u0301\u0300\u0302\u0308\u0303\u030a", strict=True))
_PICTURE = re.compile("[\uf020-\uf0ff]")
"""Where Symbol and Wingdings put their signs."""


def _private() -> dict[int, str]:
    """Signs of the private area that fonts have long agreed on."""
    known = {0xF001: "fi", 0xF002: "fl", 0xF003: "ffi", 0xF004: "ffl"}
    known |= {0xF730 + digit: str(digit) for digit in range(10)}  # old-style figures
    small = [*range(0x61, 0x7B), *range(0xE0, 0xF7), *range(0xF8, 0x100)]  # small capitals
    return known | {0xF700 + letter: chr(letter).upper() for letter in small}


_AS_WRITTEN = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u2126": "Ω", "\u212a": "K", "\u212b": "Å"}
)
_PRIVATE = str.maketrans(_private())


def _on_top(starts: Sequence[float], ends: Sequence[float], i: int, j: int) -> bool:
    """Whether two signs stand in one place."""
    overlap = min(ends[i], ends[j]) - max(starts[i], starts[j])
    return overlap > 0.5 * min(ends[i] - starts[i], ends[j] - starts[j])


def repaired(text: str, starts: Sequence[float], ends: Sequence[float], seen_hyphens: Sequence[int] = ()) -> str:
    """The text of a word that holds special signs.

    ``starts`` and ``ends`` say where each sign stands on the line; ``seen_hyphens`` are the positions of soft hyphens that
    are printed. Signs that no one can read stay, for the caller to judge.

    >>> repaired("e\u0301te\u0301", [0, 5, 5, 8, 13], [5, 5, 8, 13, 13])
    'été'
    >>> repaired("o\ufb03ce", [0, 5, 14, 18], [5, 14, 18, 22])
    'office'
    """
    made = list(text)
    for i, sign in enumerate(text):
        if sign == "\u00ad":
            made[i] = "-" if i in seen_hyphens else ""
        elif sign in _SPACING_ACCENTS:
            for near in (i + 1, i - 1):
                if 0 <= near < len(text) and text[near].isalpha() and _on_top(starts, ends, i, near):
                    made[i], made[near] = "", made[near] + _SPACING_ACCENTS[sign]
                    break
    joined = _NOTHING.sub("", "".join(made).translate(_AS_WRITTEN))
    if any(sign.isalnum() for sign in joined):
        joined = joined.translate(_PRIVATE)
    return unicodedata.normalize("NFC", joined)


def picture(text: str, symbols: bool) -> str | None:
    """What a lone sign of a picture font says: a bullet, or nothing; None where it is no such sign.

    ``symbols`` says whether the font is one of pictures, whose letters are none.
    """
    if len(text) != 1:
        return None
    if _PICTURE.fullmatch(text) or symbols and "!" <= text <= "\u00ff" and not text.isdigit():
        return BULLET_SIGN
    return "" if UNREADABLE.fullmatch(text) else None
