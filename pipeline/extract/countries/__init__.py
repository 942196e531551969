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
    forms = {re.escape(name.replace("’", "'")) for name in written}
    return re.compile(rf"(?<![\w-]){any_of(forms)}(?![\w-])")


def is_country(name: str) -> bool:
    """Whether a name is a state's, and nothing more."""
    return fold(name) in states()


def code_of(name: str) -> str | None:
    """ISO 3166-1 alpha-2 code of a state by any of its names."""
    state = states().get(fold(name))
    return state[0] if state else None


def find(facts: Facts) -> None:
    """Adds the countries that are named for themselves, not within another name."""
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
            if re.match(r"\s+[A-ZÀ-Ý][a-zà-ÿ]", after) and not re.match(r"\s+(?:Et|Il|Elle|Le|La|Les)\b", after):
                continue
            facts.mention("Country", passage, match.start(), match.end(), 0.9, COMPONENT)
