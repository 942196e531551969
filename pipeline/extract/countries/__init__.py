"""Countries: sovereign states by their French names (Babel) and ISO codes (pycountry), whatever article stands before them."""

from __future__ import annotations

import re
from functools import cache

import pycountry
from babel import Locale

from ..facts import Facts
from ..words import any_of, fold, pattern, words

COMPONENT = "countries"


@cache
def states() -> dict[str, tuple[str, str]]:
    """Folded name → (ISO 3166-1 alpha-2 code, French name) of every sovereign state and its other names."""
    french = Locale("fr").territories
    codes = {c.alpha_2 for c in pycountry.countries} - set(words(COMPONENT, "not_states")) | {"XK"}
    found = {fold(str(french[code])): (code, str(french[code])) for code in sorted(codes) if code in french}
    for row in words(COMPONENT, "aliases"):
        name, code = row.split("=")
        found[fold(name)] = (code, str(french[code]))
    return found


@cache
def _shape() -> re.Pattern[str]:
    written = {str(name) for _, name in states().values()} | {row.split("=")[0] for row in words(COMPONENT, "aliases")}
    forms = {re.escape(name.replace("’", "'")) for name in {*written, *(name.upper() for name in written if len(name) > 4)}}
    return re.compile(rf"(?<![\w-]){any_of(forms)}(?![\w-])")


def is_country(name: str) -> bool:
    """Whether a name is a state's, and nothing more."""
    return fold(name) in states()


def code_of(name: str) -> str | None:
    """ISO 3166-1 alpha-2 code of a state by any of its names."""
    state = states().get(fold(name))
    return state[0] if state else None


def find(facts: Facts) -> None:
    """Adds the countries that are named for themselves, not within another name, and then those that adjectives tell of."""
    _named(facts)
    _told_by_demonyms(facts)


def _named(facts: Facts) -> None:
    inside = pattern(COMPONENT, "inside", r"\b{}\s+(?:[a-zà-ÿ]+\s+)?(?:de\s+la\s+|de\s+l'|de\s+|du\s+|des\s+|d')?$")
    for passage in facts.passages:
        for match in _shape().finditer(passage.text):
            before, after = (
                passage.text[max(0, match.start() - 30) : match.start()],
                passage.text[match.end() : match.end() + 20],
            )
            if (
                inside.search(before)
                or re.search(r"(?:[A-ZÀ-Ý][\w'-]+\s+|&\s*)$", before)
                and not re.search(r"(?:^|[.!?:]\s+)(?:En|Au|Aux|La|Le|Les|De|Du|Avec|Et)\s+$", before)
            ):
                continue
            if match[0].isupper() and re.match(r"\s+[A-ZÀ-Ý]{2}", after):
                continue  # «FRANCE BEAUDOUIN»
            if re.match(r"\s+[A-ZÀ-Ý][a-zà-ÿ]", after) and not re.match(r"\s+(?:Et|Il|Elle|Le|La|Les)\b", after):
                continue
            facts.mention("Country", passage, match.start(), match.end(), 0.9, COMPONENT)


@cache
def _demonyms() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    """«la délégation belge», with the adjective as its group; and the adjective of each country, by its code."""
    shapes = dict(row.split("=", 1) for row in words(COMPONENT, "demonyms"))
    acting = re.compile(rf"(?<![\w-])(?i:{any_of(words(COMPONENT, 'acting'))}) ({any_of(shapes.values())})(?![\w-])")
    return acting, {code: re.compile(shape) for code, shape in shapes.items()}


NATIONAL = re.compile(rf" (?:{any_of(row.split('=', 1)[1] for row in words(COMPONENT, 'demonyms'))}|québécois(?:es?)?)$")
"""The adjective of a country at the end of a text."""


def _told_by_demonyms(facts: Facts) -> None:
    """«La délégation belge» tells of Belgium, where the document names it elsewhere and no other country has that adjective."""
    named: dict[str, str] = {}
    for found in facts.found:
        if found.mention.type == "Country" and (code := code_of(found.mention.name)):
            named.setdefault(code, found.mention.name)
    acting, shapes = _demonyms()
    for passage in facts.passages if named else ():
        for told in acting.finditer(passage.text):
            codes = [code for code, shape in shapes.items() if shape.fullmatch(told[1]) and code in named]
            if len(codes) == 1 and not facts.at(passage, told.start(1), told.end(1)):
                facts.mention("Country", passage, told.start(1), told.end(1), 0.75, COMPONENT, name=named[codes[0]])
