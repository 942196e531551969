"""Units: what a number counts — the noun after it, a currency, percent — or that it counts nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..names import UPPER
from ..words import any_of
from .discounted import is_price, measures_nothing
from .lists import before, pairs, shape
from .nouns import NOUN, plural, singular, small, symbol
from .numbers import YEAR, Number, numbers
from .quantities import PERCENT, Quantity
from .understood import by_ellipsis, by_label, by_subject

_CURRENCIES = [
    (re.compile(rf"\s?{name}(?!\w)", re.I if name[0].islower() else 0), code) for name, code in pairs("currencies").items()
]
_MONEY = re.compile(rf"\s?{any_of(pairs('currencies'))}", re.I)
_MONEY_BEFORE = [(re.compile(rf"(?<!\w){re.escape(name)}\s?$"), code) for name, code in pairs("money_before").items()]


def quantities(
    text: str, hidden: Iterable[tuple[int, int]] = (), tags: Mapping[int, str] | None = None, *, labelled: bool = False
) -> list[Quantity]:
    """The numbers of a text with what they count, in order, those left out that count nothing.

    ``hidden`` stretches are names, whose numbers are theirs; ``tags`` are parts of speech by where each word begins, as far as
    they are known; ``labelled`` says that the text is a number with its label, where one thing alone may be counted.
    """
    found: list[Quantity] = []
    rising: list[Number] = []
    for number in numbers(text, hidden):
        quantity = counted(text, number, found[-1] if found else None, tags or {}, labelled=labelled)
        if quantity is None and number.rising:
            rising.append(number)
        elif quantity is not None:  # «de 280 à 412 adhérents»
            found += [Quantity(n.start, n.end, n, quantity.unit, True) for n in rising]
            found.append(quantity)
            rising = []
    return found


def percent_at(text: str, at: int) -> int | None:
    """Where a percent sign that begins at a character ends."""
    found = shape("percent", "{}").match(text, at)
    return found.end() if found else None


def money_at(text: str, at: int) -> tuple[int, str] | None:
    """Where a currency that begins at a character ends, and its sign or code."""
    if not _MONEY.match(text, at):
        return None
    best: tuple[int, str] | None = None
    for currency, code in _CURRENCIES:
        found = currency.match(text, at)
        if found and (best is None or found.end() > best[0]):
            best = found.end(), code
    return best


def counted(
    text: str, number: Number, last: Quantity | None, tags: Mapping[int, str], *, labelled: bool = False
) -> Quantity | None:
    """A number with what it counts: percent, money, the noun after it or in the label before it or, by ellipsis, the unit of
    the number before. None where it counts nothing. The rest as for :func:`quantities`.
    """
    start, end = number.start, number.end
    share = percent_at(text, end)
    if share is not None:
        return Quantity(start, share, number, PERCENT)
    money = _money(text, number)
    if money:
        return None if is_price(text, money) else money
    if _is_year(text, number):
        return None
    noun = _noun(text, number, tags)
    if noun is None:
        return None if number.signed else by_label(text, number) or by_subject(text, number) or by_ellipsis(text, number, last)
    at, word = noun
    if last and last.counts and _is_quality(text, start, word, tags.get(at)):
        return Quantity(start, end, number, last.unit, True)
    if measures_nothing(text, number, at, word, labelled):
        return None
    unit = singular(word.rstrip("."))
    if number.signed:  # «+ 200 artistes» says «more than», unless it is growth
        if shape("over_time").search(text, at + len(word), at + len(word) + 40):
            return None
        number = replace(number, signed="", qualifier="over")
    if number.written == "digits" and re.fullmatch(r"\d{1,3},\d{3}", text[start:end]):
        number = replace(number, value=number.value * 1000)  # «12,587 people»: there are no thousandths of a person
    return Quantity(start, at + len(word), number, unit if unit.isupper() else unit[:1].lower() + unit[1:])


def _is_quality(text: str, start: int, word: str, tag: str | None) -> bool:
    """Whether a word after a part says of what sort it is: «25 entreprises, dont 22 québécoises»."""
    part = before("part", text, start, reach=30, template=r"(?<!\w){}\s*(?:\w+ de |\w+ )?$")
    return part is not None and tag in (None, "ADJ") and shape("adjectival", r"^{}$").match(word) is not None


def _money(text: str, number: Number) -> Quantity | None:
    if number.written == "digits":
        for prefix, code in _MONEY_BEFORE:
            found = prefix.search(text, max(0, number.start - 6), number.start)
            if found:
                return Quantity(found.start(), number.end, number, code)
    of = shape("of", r"\s+{}").match(text, number.end)
    money = money_at(text, of.end() if of else number.end)
    return Quantity(number.start, money[0], number, money[1]) if money else None


def _is_year(text: str, number: Number) -> bool:
    """Whether a number of four digits is a year: unless a plural follows it («2000 élèves») and no word dates it."""
    if number.written != "digits" or not YEAR.fullmatch(text[number.start : number.end]):
        return False
    noun = NOUN.match(text, number.end + 1)
    if not noun or not noun[0][0].islower() or not plural(noun[0]) or small(noun[0]):
        return True
    dated = before("dated", text, number.start) or before("not_dated", text, number.start)
    named = re.search(rf"[{UPPER}][\w'-]*\s$", text[max(0, number.start - 30) : number.start])
    return bool(dated or named) and number.qualifier == "exact" or number.value % 50 != 0


def _noun(text: str, number: Number, tags: Mapping[int, str]) -> tuple[int, str] | None:
    """Where the noun counted begins, and the noun; None where what follows is none."""
    at = number.end
    of = shape("of", r"\s+{}").match(text, at)
    if number.of:
        if not of:
            return None
        at = of.end()
    else:
        gap = re.compile(r"\s*").match(text, at)
        assert gap is not None
        if gap.end() == at and not symbol().match(text, gap.end()):
            return None
        over = shape("of", r"\s*{}").match(text, at)
        at = over.end() if over and "\n" in over[0] else gap.end()
    while skip := shape("before", r"{}\s+(?=\w)").match(text, at):
        at = skip.end()
    young = shape("young", r"jeunes\s+(?={}(?!\w))").match(text, at)
    if young:
        at = young.end()
    elif (adjective := NOUN.match(text, at)) and tags.get(at) == "ADJ" and number.written != "words":
        following = NOUN.match(text, adjective.end() + 1)
        if following and tags.get(following.start()) == "NOUN" and plural(following[0]):
            at = following.start()
    found = NOUN.match(text, at)
    word = found[0] if found else ""
    word = word if "(" in word else word.rstrip(")")
    if "'" in word:
        head = word.split("'")[0]
        word = "" if len(head) < 3 else word
    if not word or small(word) or YEAR.match(word) or (len(word) == 1 and not symbol().fullmatch(word)):
        return None
    if number.value >= 2 and not plural(word):
        return None
    return at, word
