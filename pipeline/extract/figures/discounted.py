"""What is no figure though a number has its noun: durations, prices of one thing, labels of the text, announced lists."""

from __future__ import annotations

import re

from .lists import before, shape
from .numbers import YEAR, Number
from .quantities import Quantity

_WORKED_FROM = 30
"""From how many hours, days or kilometres a stretch of time is a result («1 500 heures d'accompagnement»)."""
_HOURS_FROM = 100
"""So many hours are a result even where nothing says of what."""
_PRICE_BELOW = 200
"""Amounts below this are prices where the words around them speak of a tariff or a ticket."""
_TEXT_ITEMS_BELOW = 21
"""Fewer «axes», «étapes» and «raisons» than this only order the text."""
_ANNOUNCES_BELOW = 13
_ANNOUNCES_WITHIN = 90
"""A number up to this, so many characters before a colon, announces a list."""
_DAY_BELOW = 32


def is_price(text: str, money: Quantity) -> bool:
    """Whether an amount is what one thing costs."""
    if money.value >= _PRICE_BELOW:
        return False
    around = (
        re.split(r"[.;!?\n]\s", text[max(0, money.start - 60) : money.start])[-1],
        re.split(r"[.;!?\n]\s", text[money.end : money.end + 30])[0],
    )
    return any(shape("prices").search(part) for part in around)


def measures_nothing(text: str, number: Number, at: int, word: str, labelled: bool) -> bool:
    """Whether a number with its noun is a duration, a label of the text, or only announces a list."""
    start, spelt = number.start, number.written == "words"
    bare = word.rstrip(".")
    if shape("not_counted", r"^{}$").match(bare):
        return True
    if shape("durations", r"^{}$").match(bare):
        return not _worked(text, number, at, bare)
    if spelt and not word[0].islower():
        return True
    if number.value == 1 and not labelled:
        return True
    if (
        word[0].isupper()
        and not labelled
        and re.search(r"(?:^|\n)[ •–-]{0,6}$", text[max(0, start - 8) : start] if start > 8 else text[:start])
    ):
        return True  # the number of a note or a heading
    if spelt and number.value < _ANNOUNCES_BELOW and before("known", text, start):
        return True
    if number.value < _TEXT_ITEMS_BELOW and shape("text_items", r"^{}$").match(bare):
        return not any(before(key, text, start, reach=80, template=r"(?<!\w){}(?!\w)[^.;:]*$") for key in ("rise", "fall"))
    if (number.value < _DAY_BELOW or YEAR.fullmatch(text[start : number.end])) and before("not_after", text, start):
        return True
    if number.value < _DAY_BELOW and not spelt and before("not_after_small", text, start, reach=8) and not number.of:
        return True
    return number.value < _ANNOUNCES_BELOW and _announces(text, start, at + len(word))


def _worked(text: str, number: Number, at: int, word: str) -> bool:
    """Whether a stretch of time or road is a result: many hours of something."""
    if number.value < _WORKED_FROM or not shape("worked", r"^{}$").match(word):
        return False
    if before("lasting", text, number.start, template=r"(?<!\w){}\s+(?:\w+['\s]\s?){0,3}$"):
        return False
    if number.value >= _HOURS_FROM and shape("hours", r"^{}$").match(word):
        return True
    return shape("filled", "{}").match(text, at + len(word)) is not None


def _announces(text: str, start: int, end: int) -> bool:
    """Whether a small number ``start:end`` with its noun only announces a list («trois réseaux :»); what is done counts («ils
    se sont retrouvés lors de neuf rencontres : …»)."""
    rest = text[end : end + _ANNOUNCES_WITHIN]
    if shape("announces", r"^[^.;:!?]{0,40}(?<!\w){}(?!\w)").search(rest):
        return True
    said = re.match(r"([^.;:!?\n\d]*?)\s*:(?!\d)", rest)
    lead = re.split(r"[.;:!?]\s", text[max(0, start - _ANNOUNCES_WITHIN) : start])[-1]
    return bool(said) and not shape("achieved").search(lead + " " + (said[1] if said else ""))
