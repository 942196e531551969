"""Measures: which claims of one value, unit, subject and year tell one figure, and which ones tell two.

Three shares of one event that happen to be equal are three measures and no contradiction: «20 % de dons» is not «20 % de
recettes». What is counted by a noun is known by that noun; shares and money by the words around them.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..extract.words import fold
from ..types import Claim

_SYMBOLS = ("%", "$", "€")
_SHORTEST = 4
_STEM = 6
"""Words are compared by so many letters: «participants», «participation»."""


def measured(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Claims of one value, unit, subject and year, those together that tell one figure; in order of their places."""
    groups: list[tuple[set[str], list[Claim]]] = []
    for claim in sorted(claims, key=lambda c: (c.evidence[0].spans, c.key)):
        words = _words(claim)
        home = next((g for g in groups if not words or not g[0] or words & g[0]), None)
        if home is None:
            groups.append((words, [claim]))
        else:
            home[0].update(words)
            home[1].append(claim)
    return [group for _, group in groups]


def _words(claim: Claim) -> set[str]:
    """The stems of the words that say what is measured; none where the unit says it."""
    assert claim.value is not None
    unit = claim.value.unit
    if not (unit in _SYMBOLS or unit.isupper()):
        return set()
    return {word[:_STEM] for word in fold(claim.value.measure).split() if len(word) >= _SHORTEST and not word.isdigit()}
