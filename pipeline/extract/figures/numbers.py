"""Numbers: in digits with French spacing, in words, in «une quinzaine»; their bounds, and what only looks like one.

«de 15 à 20 bénévoles» → 15, upper 20        «plus de 1,2 million de visites» → 1 200 000, over
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from text_to_num import text2num

from ..names import URL
from ..words import any_of
from .lists import NUMBER_WORD, before, option, pairs, shape

Qualifier = Literal["exact", "over", "under", "about"]

SPACE = " \u2002-\u200a\u00a0\u202f"
"""Spaces that may part groups of digits."""
_DIGITS = rf"\d{{1,3}}(?:[{SPACE}.']\d{{3}})+(?:,\d+)?(?!\d)|\d{{1,3}}(?:,\d{{3}}){{2,}}(?!\d)|\d+(?:[.,]\d+)?"
_COLLECTIVE = {name: float(value) for name, value in pairs("collective").items()}
_MULTIPLES = [(re.compile(name, re.I), float(value)) for name, value in pairs("multiples").items()]
_SHORT = {name: float(value) for name, value in pairs("short_multiples").items()}
_MULTIPLE = any_of(pairs("multiples"))
_SPELT = rf"(?:{NUMBER_WORD}|millions?|milliards?)"
NUMBER = re.compile(
    rf"(?<![\w.,/°])(?<![^\W\d]-)(?:"
    rf"(?P<digits>{_DIGITS})(?:(?:\s|-)?(?P<multiple>{_MULTIPLE})(?!\w)|\s?(?P<short>(?-i:{any_of(_SHORT)}))(?=\s?(?:[€$£]|F\s?CFA|(?-i:CA|US)[D$]|(?-i:EUR|CHF))))?"
    rf"|(?:(?P<many>une?|{NUMBER_WORD})\s+)(?:(?:{option('collective_adjectives')})\s+)?(?P<collective>{any_of(_COLLECTIVE)})s?(?!\w)"
    rf"|une?\s+(?P<one>million|milliard)(?!\w)(?![\s-]{_SPELT}(?!\w)|[\s-]une?\s)"
    rf"|(?P<words>(?:{NUMBER_WORD}|un\s+(?:million|milliard))(?:[\s-](?:et[\s-])?(?:{_SPELT}|une?(?=\s|$)))*)(?![\w-]))",
    re.I,
)
_THOUSANDS = re.compile(rf"\d{{1,3}}(?:[{SPACE}.']\d{{3}})+(?:,\d+)?")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+")
YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20[0-4]\d)(?!\d)")
_JOINS = re.compile(r"\s*(?:(?P<dash>[-–])|à|(?P<or>ou)|(?P<and>et))\s*", re.I)
_PLUS = re.compile(r"(?<![\w)])\+\s?$")
_MINUS = re.compile(r"(?<![\w)])[-−–]\s?$")
_ITEM = re.compile(r"(?:^|\n)\s*\(?$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: characters ``start:end``, without the words that nuance it."""

    start: int
    end: int
    value: float
    qualifier: Qualifier = "exact"
    upper: float | None = None
    written: Literal["digits", "words", "collective"] = "digits"
    of: bool = False
    """Whether its noun takes «de»: «1,2 million de visites», «une dizaine d'ateliers»."""
    signed: Literal["+", "-", ""] = ""
    rising: bool = False
    """Whether it is the first of «de 280 à 412», which is no range but a change."""

    @property
    def whole(self) -> bool:
        """Whether it is an integer."""
        return self.value == int(self.value)


def value_of(match: re.Match[str]) -> float | None:
    """The value of a match of :data:`NUMBER`, or None where its words make no number.

    >>> value_of(NUMBER.search("1,2 million de visites"))
    1200000.0
    >>> value_of(NUMBER.search("quatre-vingt-dix-sept arbres"))
    97.0
    """
    if match["digits"]:
        return round(_read(match["digits"]) * _multiple(match), 6)
    if match["collective"]:
        many = match["many"].lower()
        times = 1.0 if many in ("un", "une") else _spelt(many)
        return None if times is None else times * _COLLECTIVE[match["collective"].lower()]
    if match["one"]:
        return 1e6 if match["one"].lower() == "million" else 1e9
    return _spelt(match["words"])


def _spelt(text: str) -> float | None:
    try:
        return float(text2num(" ".join(text.lower().split()), "fr"))
    except ValueError:
        return None


def _read(digits: str) -> float:
    if _THOUSANDS.fullmatch(digits):
        digits = re.sub(rf"[{SPACE}.']", "", digits)
    elif _ENGLISH.fullmatch(digits) and digits.count(",") > 1:
        digits = digits.replace(",", "")
    return float(digits.replace(",", "."))


def _multiple(match: re.Match[str]) -> float:
    if match["short"]:
        return _SHORT[match["short"]]
    return next((value for name, value in _MULTIPLES if match["multiple"] and name.fullmatch(match["multiple"])), 1.0)


def numbers(text: str, hidden: Iterable[tuple[int, int]] = ()) -> list[Number]:
    """The numbers of a text that may measure something, in order: no dates, times, ages, telephones, addresses, ordinals or
    numbers of items. Those in ``hidden`` stretches (names) are left out.
    """
    visible = _blanked(text, hidden)
    found: list[Number] = []
    for match in NUMBER.finditer(visible):
        number = _number(text, match)
        if number is None:
            continue
        joined = _joined(text, found[-1], number) if found else None
        if joined is not None:
            found[-1:] = joined
        else:
            found.append(number)
    return found


def _blanked(text: str, hidden: Iterable[tuple[int, int]]) -> str:
    """The text with «\\0» in place of what measures nothing."""
    gone = [*hidden, *(m.span() for m in URL.finditer(text)), *(m.span() for m in _not_quantities().finditer(text))]
    letters = list(text)
    for start, end in gone:
        letters[start:end] = "\0" * (end - start)
    return "".join(letters)


def _not_quantities() -> re.Pattern[str]:
    """They begin with a digit, a sign or a word; saying so first spares a look at all of them in the midst of words."""
    return shape("not_quantities", r"(?:(?=[\d(+#])|(?<!\w)(?=\w)){}")


def _number(text: str, match: re.Match[str]) -> Number | None:
    start, end = match.span()
    value = value_of(match)
    if value is None or shape("fractions", r"[\s-]{}(?!\w)").match(text, end):
        return None
    if not match["words"] and re.match(r"[/.,]\d", text[end : end + 2]):
        return None
    if _ITEM.search(text, max(0, start - 8), start) and re.match(r"[.)°]\s|\s?[-–]\s[^\W\d]", text[end : end + 4]):
        return None  # the number of an item
    written: Literal["digits", "words", "collective"] = (
        "digits" if match["digits"] else "collective" if match["collective"] else "words"
    )
    of = bool(match["multiple"] or match["collective"] or match["one"] or re.search(r"(?:million|milliard)s?$", match[0], re.I))
    signed: Literal["+", "-", ""] = ""
    if written == "digits" and _PLUS.search(text, max(0, start - 3), start):
        signed = "+"
    elif written == "digits" and _MINUS.search(text, max(0, start - 3), start) and re.match(r"\s?%", text[end : end + 2]):
        signed = "-"
    return Number(start, end, value, _qualifier(text, start, end, written), None, written, of, signed)


def _qualifier(text: str, start: int, end: int, written: str) -> Qualifier:
    """What the words around a number say of it; «une centaine» is «about» by itself."""
    kinds: tuple[Qualifier, ...] = ("over", "about", "under")
    for kind in kinds:
        if before(kind, text, start, template=r"(?<!\w){}\s*(?:les |des |de |d')?$"):
            return kind
    for kind in kinds:
        if shape(f"{kind}_after", r"\s?{}").match(text, end):
            return kind
    return "about" if written == "collective" else "exact"


def _joined(text: str, first: Number, second: Number) -> list[Number] | None:
    """The range that two numbers make, or the two of a change («passer de 280 à 412»). None where they are apart."""
    join = _JOINS.fullmatch(text, first.end, second.start)
    if not join or first.upper is not None or first.signed or second.signed == "+":
        return None
    if YEAR.fullmatch(text[first.start : first.end]) and YEAR.fullmatch(text[second.start : second.end]):
        return None
    lower = first.value
    if second.value >= 1e3 * max(lower, 1) and second.of and not first.of:
        lower *= 1e9 if second.value >= 1e9 else 1e6 if second.value >= 1e6 else 1e3
    if before("passes", text, first.start, template=r"(?<!\w){}(?:\s[\w']+){0,3}\s(?:de|d')\s*$"):
        return [replace(first, value=lower, rising=True), second]
    if join["and"] and not before("either", text, first.start, reach=12):
        return None
    if join["dash"] and not (first.written == second.written == "digits"):
        return None
    if lower >= second.value:
        return [] if join["dash"] else None
    kind: Qualifier = first.qualifier if first.qualifier != "exact" else "about"
    return [replace(second, start=first.start, value=lower, upper=second.value, qualifier=kind)]
