"""The language of one passage by itself: its words where they are plain, langdetect's letter statistics where they leave doubt."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from .language_clues import LANGUAGES, NOTHING, Scores, letters, listed, lists, shape, total

ENOUGH = 400
"""Characters of a passage that are looked at."""

_SURE = 2.0
"""How far the best language must lead for its words to be believed, whatever stands around."""
_LIKELY = 2.0
"""How far it must lead, letter statistics counted in, to be believed at all."""
_LETTERS = 0.3
"""Weight of letter statistics, whose triples, pairs and letters count the same letters again."""
_LONG = 12
"""Letters that letter statistics need."""
_HOME: Scores = (1.0, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0)
"""What French and English have in advance where only letter statistics speak."""
_INCLUSIVE: Scores = (3.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S*@\S+|\w+(?:[.-]\w+)*\.(?:fr|com|org|net|eu|be|ch|ca|info|io)\b")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_INCLUSIVE_FORM = re.compile(r"(?<=[^\W\d_])[·•⋅](?:[^\W\d_]+[·•⋅])?[^\W\d_]+")
_AFTER_APOSTROPHE = frozenset({"s", "t", "re", "ve", "ll", "m"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """``code`` is None where a passage does not tell; ``sure`` says whether it holds against its surroundings."""

    code: str | None
    sure: bool = False


def _pieces(text: str) -> list[str]:
    """Words, elided ones and English endings apart: «l'», «équipe»; «city», «'s»."""
    found: list[str] = []
    for token in _WORD.findall(text):
        *before, last = re.split("['’]", token)
        if before and last in _AFTER_APOSTROPHE:
            found += [*(part + "'" for part in before[:-1]), before[-1], "'" + last]
        else:
            found += [*(part + "'" for part in before), last]
    return found


def _names_something(words: list[str]) -> bool:
    """Whether a line is but the name of an organization or place, «Maison des jeunes»."""
    first = words[0].lower()
    return 1 < len(words) <= 6 and words[0][0].isupper() and first in lists().names and (
        words[1].lower() in lists().particles or words[1] == "of"
    )


def judge(text: str) -> Judgement:
    """What a passage says of its own language. Figures, addresses and names say nothing."""
    text = text[:ENOUGH] if len(text) <= ENOUGH else text[:ENOUGH].rpartition(" ")[0]
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if "." in text or "@" in text:
        text = _ADDRESS.sub(" ", text)
    inclusive = 0
    if "·" in text or "•" in text or "⋅" in text:
        text, inclusive = _INCLUSIVE_FORM.subn("", text)
    words = _pieces(text)
    if not words or _names_something(words):
        return Judgement(None)
    capitals = text.isupper()
    rows, plain = [_INCLUSIVE] * inclusive, []
    for i, word in enumerate(words):
        small = word.lower()
        after_capital = i == 0 or words[i - 1][0].isupper()
        if not capitals and small in lists().particles and (
            (word[0].isupper() and i > 0) or (after_capital and i + 1 < len(words) and words[i + 1][0].isupper())
        ):
            continue
        if not capitals and word.isupper() and len(word) > 1:
            continue
        row = listed(small, capitals)
        if row is not NOTHING:
            rows.append(row)
        elif word[0].islower() or capitals:
            rows.append(shape(small))
        if word[0].islower() or (row is not NOTHING and not capitals):
            plain.append(small)
    scores = total(rows)
    code, lead = _best(scores)
    if lead >= _SURE and lead >= 0.3 * max(scores):
        return Judgement(code, True)
    if sum(map(len, plain)) >= _LONG:
        statistics = total(letters(word) for word in plain)
        scores = tuple(a + _LETTERS * b + c for a, b, c in zip(scores, statistics, _HOME, strict=True))
        code, lead = _best(scores)
        if lead >= _LIKELY:
            return Judgement(code)
    return Judgement(None)


def _best(scores: Scores) -> tuple[str, float]:
    """The language that leads, and by how much."""
    (first, i), (second, _) = sorted(((score, -i) for i, score in enumerate(scores)), reverse=True)[:2]
    return LANGUAGES[-i], first - second


def detect(text: str) -> str | None:
    """ISO 639-1 code of the language of ``text``, or None where it does not tell."""
    return judge(text).code
