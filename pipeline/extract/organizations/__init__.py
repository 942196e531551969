"""Organizations: who stands in lists of partners, and names told with their acronyms. What running text says is weighed in
:mod:`~pipeline.extract.naming`."""

from __future__ import annotations

from ..facts import Facts
from .acronyms import expansions, with_acronym
from .partners import listed_partners, partner_kind, without_aside
from .shapes import plausible
from .speakers import asking

__all__ = ["find", "partner_kind", "plausible"]

LISTED = 0.92
"""How sure it is that an item of a list of partners is an organization, whatever it looks like."""


def find(facts: Facts) -> dict[int, list[tuple[int, int]]]:
    """Adds the organizations that lists and acronyms tell of; gives, by passage, where the items of lists stand."""
    items: dict[int, list[tuple[int, int]]] = {}
    facts.partners = listed_partners(facts)
    for passage, start, end, _ in facts.partners:
        items.setdefault(passage.index, []).append((start, end))
        if not with_acronym(facts, passage, start, end, LISTED):
            end = start + len(without_aside(passage.text[start:end]))
            facts.mention("Organization", passage, start, end, LISTED, "organizations")
    asking(facts)
    expansions(facts)
    return items
