"""Units: what a number counts — the noun after it, a currency, percent — or that it counts nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from ..names import LOWER, UPPER
from ..words import fold, words
from .lists import COMPONENT, before, option, pairs, shape
from .numbers import YEAR, Number, Qualifier

MONEY = frozenset(pairs("currencies").values())
_CURRENCIES = [
    (re.compile(rf"\s?{name}(?!\w)", re.I if name[0].islower() else 0), code) for name, code in pairs("currencies").items()
]
_MONEY_BEFORE = [(re.compile(rf"(?<!\w){re.escape(name)}\s?$"), code) for name, code in pairs("money_before").items()]
_NOUN = re.compile(rf"[{LOWER}{UPPER}][\w'·•‧∙()-]*(?:\.(?:e|ne|rice|trice|euse)s?(?:\.s)?(?!\w)|[\w)²³])?")
_NOT_NOUNS = frozenset(fold(word) for word in words(COMPONENT, "not_nouns"))
_INVARIABLE = frozenset(words(COMPONENT, "invariable"))
_UNMARKED = frozenset(words(COMPONENT, "unmarked"))
_INCLUSIVE = re.compile(
    r"[·•‧∙]\w{1,7}(?:[·•‧∙]s)?|\(\w{1,7}\)|-(?:rices?|euses?|trices?|e-s|ne-s|e|ne)(?:-s)?(?!\w)|\.\w{1,5}(?:\.s)?(?!\w)"
)
_GAP = 120
"""How far apart, in characters, two numbers of one ellipsis may stand."""
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


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: characters ``start:end`` of a text, the unit's included."""

    start: int
    end: int
    number: Number
    unit: str
    inherited: bool = False
    """Whether its unit stands with another number («140 participants en présentiel et 576 en ligne»)."""

    @property
    def value(self) -> float:
        return self.number.value

    @property
    def qualifier(self) -> Qualifier:
        return self.number.qualifier

    @property
    def counts(self) -> bool:
        """Whether it counts things, rather than money or shares."""
        return self.unit != "%" and self.unit not in MONEY


def singular(noun: str) -> str:
    """A noun without inclusive endings and plural.

    >>> singular("participant·e·s")
    'participant'
    >>> singular("journaux")
    'journal'
    """
    noun = _INCLUSIVE.sub("", noun.replace("’", "'")).strip(".-'")
    if noun in _INVARIABLE:
        return noun
    irregular = pairs("irregular").get(noun.lower())
    if irregular:
        return irregular
    if len(noun) > 5 and noun.endswith("aux"):
        return noun[:-1] if noun.endswith("eaux") else noun[:-3] + "al"
    return noun[:-1] if len(noun) > 3 and noun.endswith(("s", "x")) else noun


@cache
def _symbol() -> re.Pattern[str]:
    return re.compile(rf"(?:{option('symbols')})(?!\w)", re.I)


def _plural(word: str) -> bool:
    """Whether a word may be the plural that two or more of something take."""
    bare = _INCLUSIVE.sub("", word)
    return bool(
        bare.endswith(("s", "x", "z"))
        or word.endswith(("s", "s)"))
        or (len(bare) > 1 and bare.isupper())
        or bare.lower() in pairs("irregular")
        or bare.lower() in _UNMARKED
        or _symbol().fullmatch(bare)
    )


def percent_at(text: str, at: int) -> int | None:
    """Where a percent sign that begins at a character ends."""
    found = shape("percent", "{}").match(text, at)
    return found.end() if found else None


def money_at(text: str, at: int) -> tuple[int, str] | None:
    """Where a currency that begins at a character ends, and its sign or code."""
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
    the number before. None where it counts nothing.

    ``tags`` are parts of speech by where each word begins, as far as they are known; ``labelled`` says that the text is a
    number with its label, where one thing alone may be counted.
    """
    start, end = number.start, number.end
    share = percent_at(text, end)
    if share is not None:
        return Quantity(start, share, number, "%")
    money = _money(text, number)
    if money:
        return None if _is_price(text, money) else money
    if _is_year(text, number):
        return None
    noun = _noun(text, number, tags)
    if noun is None:
        return None if number.signed else _labelled(text, number) or _subject(text, number) or _elliptic(text, number, last)
    at, word = noun
    if last and last.counts and _is_quality(text, start, word, tags.get(at)):
        return Quantity(start, end, number, last.unit, True)
    if _measures_nothing(text, number, at, word, labelled):
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
    part = before("part", text, start, reach=30, template=r"(?<!\w){}\s*(?:plus de |près de |environ )?$")
    return part is not None and tag in (None, "ADJ") and shape("adjectival", r"^{}$").match(word) is not None


def _money(text: str, number: Number) -> Quantity | None:
    if number.written == "digits":
        for prefix, code in _MONEY_BEFORE:
            found = prefix.search(text, max(0, number.start - 6), number.start)
            if found:
                return Quantity(found.start(), number.end, number, code)
    of = re.compile(r"\s+(?:de\s+|d')").match(text, number.end)
    money = money_at(text, of.end() if of else number.end)
    return Quantity(number.start, money[0], number, money[1]) if money else None


def _is_price(text: str, money: Quantity) -> bool:
    """Whether an amount is what one thing costs."""
    if money.value >= _PRICE_BELOW:
        return False
    around = (
        re.split(r"[.;!?\n]\s", text[max(0, money.start - 60) : money.start])[-1],
        re.split(r"[.;!?\n]\s", text[money.end : money.end + 30])[0],
    )
    return any(shape("prices").search(part) for part in around)


def _is_year(text: str, number: Number) -> bool:
    """Whether a number of four digits is a year: unless a plural follows it («2000 élèves») and no word dates it."""
    if number.written != "digits" or not YEAR.fullmatch(text[number.start : number.end]):
        return False
    noun = _NOUN.match(text, number.end + 1)
    if not noun or not noun[0][0].islower() or not _plural(noun[0]) or fold(noun[0]) in _NOT_NOUNS:
        return True
    dated = before("dated", text, number.start) or before("not_dated", text, number.start)
    named = re.search(rf"[{UPPER}][\w'-]*\s$", text[max(0, number.start - 30) : number.start])
    return bool(dated or named) and number.qualifier == "exact" or number.value % 50 != 0


def _noun(text: str, number: Number, tags: Mapping[int, str]) -> tuple[int, str] | None:
    """Where the noun counted begins, and the noun; None where what follows is none."""
    at = number.end
    of = re.compile(r"\s+(?:de\s+|d')").match(text, at)
    if number.of:
        if not of:
            return None
        at = of.end()
    else:
        gap = re.compile(r"\s*").match(text, at)
        assert gap is not None
        symbol = _symbol().match(text, gap.end())
        if gap.end() == at and not symbol:
            return None
        over = re.compile(r"\s*(?:de\s+|d')").match(text, at)
        at = over.end() if over and "\n" in over[0] else gap.end()
    while skip := shape("before", r"{}\s+(?=\w)").match(text, at):
        at = skip.end()
    young = shape("young", r"jeunes\s+(?={}(?!\w))").match(text, at)
    if young:
        at = young.end()
    elif (adjective := _NOUN.match(text, at)) and tags.get(at) == "ADJ" and number.written != "words":
        following = _NOUN.match(text, adjective.end() + 1)
        if following and tags.get(following.start()) == "NOUN" and _plural(following[0]):
            at = following.start()
    found = _NOUN.match(text, at)
    word = found[0] if found else ""
    word = word if "(" in word else word.rstrip(")")
    if "'" in word:
        head = word.split("'")[0]
        word = "" if len(head) < 3 else word
    if not word or fold(word) in _NOT_NOUNS or YEAR.match(word) or (len(word) == 1 and not _symbol().fullmatch(word)):
        return None
    if number.value >= 2 and not _plural(word):
        return None
    return at, word


def _labelled(text: str, number: Number) -> Quantity | None:
    """By the label before it: «Nombre de bénévoles : 30», «Adhérents : 412»."""
    line = text.rfind("\n", 0, number.start) + 1
    label = re.compile(r"(?:[-•–*o]\s+)?(?P<label>[^:.;?!\d]{3,60}?)\s*[:=]\s*(?:\w+\s+(?:de|d')\s*)?$").match(
        text, line, number.start
    )
    if not label or not re.match(r"\s*(?:$|[\n;,.(]|en\s+\d{4}|au\s)", text[number.end :][:12]):
        return None
    said = re.compile(option("label_noun"), re.I).match(label["label"])
    noun = _NOUN.match(label["label"], said.end() if said else 0)
    if not noun or not _plural(noun[0]) or fold(noun[0]) in _NOT_NOUNS or shape("durations", r"{}$").match(noun[0]):
        return None
    if not said and not shape("text_items", r"^(?!{}$)").match(noun[0].lower()):
        return None
    return Quantity(number.start, number.end, number, singular(noun[0]).lower(), True)


def _subject(text: str, number: Number) -> Quantity | None:
    """By the subject of its clause: «le nombre d'adhérents est passé de 280 à 412»."""
    lead = re.split(r"[.;:!?\n]\s", text[max(0, number.start - _GAP) : number.start])[-1]
    said = list(re.compile(rf"(?<!\w)(?:{option('subject_noun')})(?P<noun>[{LOWER}][\w'·()-]*)", re.I).finditer(lead))
    if (
        not said
        or not _plural(said[-1]["noun"])
        or re.match(r"\s+[^\W\d]", text[number.end :][:2])
        and not _goes_on(text, number)
    ):
        return None
    return Quantity(number.start, number.end, number, singular(said[-1]["noun"]).lower(), True)


def _goes_on(text: str, number: Number) -> bool:
    return re.match(r"\s+(?:en|à|contre|l'an|cette|au|et|soit)(?!\w)", text[number.end : number.end + 10]) is not None


def _elliptic(text: str, number: Number, last: Quantity | None) -> Quantity | None:
    """By ellipsis, the unit of the number before it in the same sentence."""
    if last is None or number.start - last.end > _GAP or re.search(r"[.;:!?]\s", text[last.end : number.start]):
        money = last is not None and last.unit in MONEY and number.of and number.start - last.end <= _GAP
        return Quantity(number.start, number.end, number, last.unit, True) if money and last else None
    if last.unit in MONEY:
        return Quantity(number.start, number.end, number, last.unit, True) if number.of else None
    if last.unit == "%":
        return None
    compared = before("versus", text, number.start) or before("part", text, number.start)
    dated = re.match(r"\s+(?:en\s|l'an|à la\s)|\s*[.)]", text[number.end : number.end + 8])
    follows = shape("elliptic", "{}").match(text, number.end)
    if number.written == "digits" and follows or (compared or re.search(r"\($", text[: number.start])) and dated:
        return Quantity(number.start, number.end, number, last.unit, True)
    return None


def _measures_nothing(text: str, number: Number, at: int, word: str, labelled: bool) -> bool:
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
    if word[0].isupper() and not labelled and not text[text.rfind("\n", 0, start) + 1 : start].strip(" •-–"):
        return True  # the number of a note or a heading
    if spelt and number.value < _ANNOUNCES_BELOW and before("known", text, start):
        return True
    if number.value < _TEXT_ITEMS_BELOW and shape("text_items", r"^{}$").match(bare):
        return not any(
            before(key, text, start, reach=80, template=r"(?<!\w){}(?!\w)[^.;:]*\sde\s$") for key in ("rise", "fall")
        )
    if (number.value < 32 or YEAR.fullmatch(text[start : number.end])) and before("not_after", text, start):
        return True
    if number.value < 32 and not spelt and before("not_after_small", text, start, reach=8) and not number.of:
        return True
    return number.value < _ANNOUNCES_BELOW and _announces(text, start, at + len(word))


def _worked(text: str, number: Number, at: int, word: str) -> bool:
    """Whether a stretch of time or road is a result: many hours of something."""
    if number.value < _WORKED_FROM or not shape("worked", r"^{}$").match(word):
        return False
    if before("lasting", text, number.start, template=r"(?<!\w){}\s+(?:de |d'|une |les |plus de |environ |près de )*$"):
        return False
    if number.value >= _HOURS_FROM and re.match(r"heures?", word, re.I):
        return True
    return bool(re.match(r"\s+(?:de\s|d')|\s+\w+(?:é|i|u)(?:e|s|es)?(?!\w)", text[at + len(word) : at + len(word) + 24]))


def _announces(text: str, start: int, end: int) -> bool:
    """Whether a small number ``start:end`` with its noun only announces a list («trois réseaux :»); what is done counts («ils
    se sont retrouvés lors de neuf rencontres : …»)."""
    rest = text[end : end + _ANNOUNCES_WITHIN]
    if shape("announces", r"^[^.;:!?]{0,40}(?<!\w){}(?!\w)").search(rest):
        return True
    said = re.match(r"([^.;:!?\n\d]*?)\s*:(?!\d)", rest)
    lead = re.split(r"[.;:!?]\s", text[max(0, start - _ANNOUNCES_WITHIN) : start])[-1]
    return bool(said) and not shape("achieved").search(lead + " " + (said[1] if said else ""))
