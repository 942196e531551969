"""The language of one passage by itself: by its words, and by letter statistics where these leave doubt."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from pipeline.read.language.language_clues import LANGUAGES, NOTHING, Scores, letters, listed, lists, shape, total

ENOUGH = 300
"""Characters of a passage that are looked at."""

_SURE = 2.0
"""How far the best language must lead for its words to be believed, whatever stands around."""
_LIKELY = 1.5
"""How far it must lead, letter statistics counted in, to be believed at all."""
_LETTERS = 0.2
"""Weight of letter statistics, whose triples, pairs and letters count the same letters again."""
_LONG = 12
"""Letters that letter statistics need."""
_PASSAGE = 60
"""Letters from which letter statistics are believed, whatever stands around."""
_HOME: Scores = (1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0)
"""What French and English have in advance where only letter statistics speak."""
_INCLUSIVE: Scores = (3.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

_DOMAIN = re.compile(r"www\.|\w\.(?:fr|com|org|net|eu|be|ch|ca|info|io|asso|example)\b")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_INCLUSIVE_FORM = re.compile(
    r"(?<=[^\W\d_]{2})(?:[·•⋅](?:[^\W\d_]+[·•⋅])?[^\W\d_]+|\.(?:e|le|ne|te|se|rice|trice|euse|ère)(?:\.?s)?\b|\(e\)s?|-e-s\b)"
)
_PARTS = re.compile(r"(?<!\d)[:;,–—|?!]|\.\s*$|\s-\s")
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
        if token.isalpha():
            found.append(token)
            continue
        *before, last = re.split("['’]", token)
        if before and last in _AFTER_APOSTROPHE:
            found += [*(part + "'" for part in before[:-1]), before[-1], "'" + last]
        else:
            found += [*(part + "'" for part in before), last]
    return found


def _is_name(words: list[str]) -> bool:
    """Whether a line is but the name of an organization or place: «Maison des jeunes», «Fondation Orsenne»."""
    if not 1 < len(words) <= 6 or not words[0][0].isupper() or words[0].lower() not in lists().names:
        return False
    particles = lists().particles
    return words[1].lower() in particles or words[1] == "of" or all(w[0].isupper() or w in particles for w in words[1:])


def _first_words(text: str) -> tuple[list[str], int]:
    """The words of a passage's first part, without addresses, and how many inclusive forms («salarié·e·s») it has."""
    if len(text) > ENOUGH:
        text = text[:ENOUGH].rpartition(" ")[0] or text[:ENOUGH]
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if "@" in text or "//" in text or "." in text[:-1]:
        text = " ".join(word for word in text.split() if not ("@" in word or "//" in word or _DOMAIN.search(word)))
    text, inclusive = _INCLUSIVE_FORM.subn("", text)
    return _pieces(text), inclusive


def _is_particle(at: int, words: list[str]) -> bool:
    """Whether a small word stands within a name, «la» in «Anne de la Tour», and tells that name's language alone."""
    particles = lists().particles
    if words[at].lower() not in particles:
        return False
    if at and words[at][0].isupper():
        return True
    first, last = at, at
    while first > 0 and words[first][0].islower() and words[first] in particles:
        first -= 1
    while last + 1 < len(words) and words[last][0].islower() and words[last] in particles:
        last += 1
    return words[first][0].isupper() and words[last][0].isupper()


def _is_acronym(at: int, words: list[str]) -> bool:
    """Whether a short word stands alone in capitals; in «OUR MISSION» they do not stand alone."""
    word = words[at]
    if not 1 < len(word) < 5 or not word.isupper():
        return False
    return not any(len(near) > 3 and near.isupper() for near in (*words[max(at - 1, 0) : at], *words[at + 1 : at + 2]))


def judge(text: str) -> Judgement:
    """What a passage says of its own language. Figures, addresses and names say nothing.

    Lists and endings speak first. Capitalized words may be names: of them only the lists count, and not even these for
    acronyms («US», «IT»).
    """
    words, inclusive = _first_words(text)
    if not words or _is_name(words) and not _PARTS.search(text):
        return Judgement(None)
    capitals = all(word.isupper() for word in words)
    running = any(word[0].islower() and word not in lists().particles for word in words[1:])
    rows, plain = [_INCLUSIVE] * inclusive, []
    for i, word in enumerate(words):
        if not capitals and (_is_acronym(i, words) or _is_particle(i, words)):
            continue
        small = word.lower()
        row = listed(small, len(word) > 1 and word.isupper())
        ordinary = word[0].islower() or (i == 0 and running)
        if row is NOTHING and (ordinary or capitals):
            row = shape(small)
        rows.append(row)
        if ordinary or (row is not NOTHING and not capitals):
            plain.append(small)
    scores = total(rows)
    code, lead = _best(scores)
    if lead >= _SURE and lead >= 0.3 * max(scores):
        return Judgement(code, len(words) > 1)
    length = sum(map(len, plain))
    if length >= _LONG:
        statistics = total(letters(word) for word in plain)
        scores = tuple(a + _LETTERS * b + c for a, b, c in zip(scores, statistics, _HOME, strict=True))
        code, lead = _best(scores)
        if lead >= _LIKELY:
            return Judgement(code, length >= _PASSAGE)
    return Judgement(None)


def _best(scores: Scores) -> tuple[str, float]:
    """The language that leads, and by how much."""
    (first, i), (second, _) = sorted(((score, -i) for i, score in enumerate(scores)), reverse=True)[:2]
    return LANGUAGES[-i], first - second


def detect(text: str) -> str | None:
    """ISO 639-1 code of the language of ``text``, or None where it does not tell."""
    return judge(text).code
