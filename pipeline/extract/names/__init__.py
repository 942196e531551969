"""Proper names by their shape: runs of capitalised words, with the small words that French lets stand inside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_LATIN = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))]
UPPER = "A-Z" + "".join(c for c in _LATIN if unicodedata.category(c) == "Lu")
LOWER = "a-z" + "".join(c for c in _LATIN if unicodedata.category(c) == "Ll")
LINK = r"(?:de[ ]la[ ]|de[ ]l'|de[ ]|du[ ]|des[ ]|d'|l'|aux[ ]|&[ ]|of[ ]|for[ ]|and[ ]|the[ ]|by[ ]|in[ ])"
BEGIN = r"(?:(?<![\w'-])|(?<=\b[ldLD]'))"
"""Where a name may begin: not within a word, but after an elision."""
_REST = r"(?:[\w'·/+&-]|\.(?=\w))*"
TOKEN = rf"(?:[{UPPER}]{_REST}[!+]?|\d+[{UPPER}]\w*|[{LOWER}]{{1,6}}-?[{UPPER}]\w+|\d{{2,4}}(?!\w|[,.]\d|[ ]\d|[ ]?[%€$]))"
_START = rf"(?:[{UPPER}]{_REST}[!+]?|\d*[{LOWER}]*[{UPPER}]\w+)"
CHUNK = re.compile(rf"{BEGIN}{_START}(?:[ ](?:{LINK})?{TOKEN})*")
DOMAIN = re.compile(
    r"(?<![\w@./-])(?:[\w-]+\.)+(?:fr|org|com|net|info|eu|ca|quebec|be|ch|io|brussels|coop|paris|africa)\b(?![/\w@-]|\.\w)",
    re.I,
)
URL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+", re.I)
QUOTED = re.compile(r"«\s*([^«»]{2,80}?)\s*»|“\s*([^“”]{2,80}?)\s*”|\"\s*([^\"]{2,80}?)\s*\"")
_ITEM = re.compile(r"(?:^|\n)\s*(?:[•o–-]|\d{1,2}[.)])\s*$")
ACRONYM = re.compile(rf"[{UPPER}][{UPPER}0-9&.-]*[{UPPER}0-9]")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a passage's text that looks like a name."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=1024)
def chunks(text: str) -> tuple[Chunk, ...]:
    """Maximal runs of capitalised words in a text, links of French inside them allowed, web addresses left out."""
    return tuple(_chunks(text))


def _chunks(text: str) -> Iterator[Chunk]:
    hidden = URL.sub(lambda m: "·" * len(m[0]), text)
    for match in CHUNK.finditer(hidden):
        shouted = match[0].find("! ")
        end = match.start() + shouted + 1 if shouted > 0 else match.end()
        while hidden[end - 1] in ".,;":
            end -= 1
        yield Chunk(match.start(), end, text[match.start() : end])


def is_acronym(text: str) -> bool:
    """Two to ten capitals, digits allowed («CLR», «ARC2», «RTC-EST»)."""
    return 2 <= len(text) <= 11 and ACRONYM.fullmatch(text) is not None


def initials_fit(acronym: str, name: str) -> bool:
    """Whether an acronym may be made of the first letters of a name's words, small words counted or not, in order.

    >>> initials_fit("OMR", "Organisation Marine des Rivages")
    True
    """
    from ..words import fold

    letters = fold(acronym).replace(" ", "")
    text = fold(name)
    if len(letters) < 2 or len(letters) > len(text) or not text or letters[0] != text[0]:
        return False
    firsts = [w for w in re.split(r"[\s'-]+", text) if w]
    if len(firsts) < 2:
        return False
    at = 0
    for letter in letters:  # each letter starts a word or follows, near, the letter before it
        found = text.find(letter, at)
        if found < 0:
            return False
        at = found + 1
    heads = "".join(w[0] for w in firsts)
    return sum(letter in heads for letter in letters) >= 0.6 * len(letters)


def sentence_start(text: str, start: int) -> bool:
    """Whether a capital at ``start`` may be owed to the sentence's beginning."""
    before = text[max(0, start - 12) : start].rstrip(" «“\"'(•–-")
    return not before or before[-1] in ".!?:;\n…" or _ITEM.search(text, max(0, start - 12), start) is not None
