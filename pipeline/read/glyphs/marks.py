"""Raised signs: part of their word («6e», «n° 3», «m²») or marks of their own (the number of a note)."""

from __future__ import annotations

import re

_ORDINAL = re.compile(r"e|er|re|es|ers|res|ème|èmes|ième|nd|nde|nds|o|os")
_NUMBER = re.compile(r"(?:\d|(?:^|\W)[IVXLC]+)$")
_SHORTENED = re.compile(r"(?:^|\W)[^\W\d_]{1,3}$")
_UNIT = re.compile(r"(?:^|[\d\W])[kcdm]?m$")
_POWERS = {"2": "²", "3": "³"}
_WRITTEN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

AT_END = re.compile(r"(?P<word>.*?[^\d⁰¹²³⁴-⁹])??(?P<mark>[\d⁰¹²³⁴-⁹]+)(?P<tail>[,.;:!?)\]»”]*)")
"""A word that may end in the number of a note, before its punctuation."""
AT_START = re.compile(r"[\d⁰¹²³⁴-⁹]+(?=[^\W\d_]{2})")
"""What may be the number of a note before its text."""


def is_written(sign: str) -> bool:
    """Whether a digit is raised as a character, whatever it looks like."""
    return sign in "⁰¹²³⁴⁵⁶⁷⁸⁹"


def as_digits(mark: str) -> str:
    return mark.translate(_WRITTEN)


def with_raised(word: str, sign: str) -> str | None:
    """A word with its raised sign, or None where the sign is a mark of its own.

    >>> with_raised("XXI", "e")
    'XXIe'
    >>> with_raised("45 m", "2")
    '45 m²'
    >>> with_raised("emploi", "2") is None
    True
    """
    if _UNIT.search(word) and sign in _POWERS:
        return word + _POWERS[sign]
    if _NUMBER.search(word) and _ORDINAL.fullmatch(sign):
        return word + sign
    if _SHORTENED.search(word) and sign.isalpha() and sign.islower():
        return word + sign
    return None
