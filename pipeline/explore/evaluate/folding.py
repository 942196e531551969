"""What matching does not look at: case, accents, punctuation, honorifics, leading articles, endings of units, small slips."""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz import fuzz

_HONORIFICS = {"m", "mm", "mme", "mmes", "mlle", "dr", "dre", "me", "pr", "pre", "monsieur", "madame", "maitre", "docteur"}
_ARTICLES = {"le", "la", "les", "un", "une", "des", "du", "de"}
_ELIDED = re.compile(r"(l|d|qu)['’]\s*", re.IGNORECASE)
_SIMILAR = 85.0
# Of two titles, one with such a word and one without are two titles.
_OTHER_TITLE = {
    "ex", "ancien", "ancienne", "adjoint", "adjointe", "interim", "interimaire", "vice", "co", "futur", "future", "honoraire",
}  # fmt: skip
_INCLUSIVE = re.compile(r"[·•‧∙.]\w{1,6}([·•‧∙.]s)?|-(e|ne|trice|euse|rice)(-?s)?\b|\(\w{1,6}\)")
_CODES = {
    "eur": "€ eur euro",
    "cad": "$ cad dollar ca",
    "xof": "fcfa cfa xof xaf franc f",
    "vnd": "vnd dong ₫",
    "%": "% pourcent pourcentage",
}
_CODE = {sign: code for code, signs in _CODES.items() for sign in signs.split()}


def fold(text: str) -> str:
    """Without case, accents, punctuation, honorific and leading article: what matching does not look at, and nothing else."""
    text = text.strip()
    elided = _ELIDED.match(text)
    words = folded_words(text[elided.end() :] if elided else text)
    for fillers in (_HONORIFICS, _ARTICLES):
        if len(words) > 1 and words[0] in fillers:
            words = words[1:]
    return " ".join(words)


def folded_words(text: str) -> list[str]:
    """The words of a text without case, accents and punctuation; «%» and «$» are words.

    >>> folded_words("L’Œuvre & Cie")
    ['l', 'oeuvre', 'et', 'cie']
    """
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = text.replace("œ", "oe").replace("æ", "ae").replace("&", " et ")
    return re.sub(r"[^\w%$]+", " ", text).split()


def same_title(a: str, b: str) -> bool:
    """Whether two titles have the same words, give or take a few letters.

    >>> same_title("Chargée de projet", "chargé de projets"), same_title("présidente", "vice-présidente")
    (True, False)
    """
    one, two = fold(a), fold(b)
    alike = fuzz.token_sort_ratio(one, two) >= _SIMILAR
    return alike and _OTHER_TITLE.isdisjoint(set(one.split()) ^ set(two.split()))


def head(unit: str) -> str:
    """The head noun of a unit, without plural and inclusive endings; one code for each currency."""
    words = _INCLUSIVE.sub("", unit.replace("pour cent", "%")).split()
    if not words:
        return ""
    word = fold(words[0]) or words[0]
    if len(word) > 3 and word != "pays" and word[-1] in "sx":
        word = word[:-1]
    return _CODE.get(word, word)
