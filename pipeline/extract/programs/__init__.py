"""Programs: what lists, groups of headings and mosaics name. What running text says is weighed in
:mod:`~pipeline.extract.naming`."""

from __future__ import annotations

from ..facts import Facts
from .beside import addresses, appositions, prefixed
from .labels import carried, mosaics
from .lists import listed
from .shapes import plausible
from .siblings import siblings
from .tables import tabled

__all__ = ["find", "guess", "plausible"]


def find(facts: Facts, headings: dict[int, tuple[int, int]]) -> None:
    """Adds the programs that lists and headings name. ``headings``: by passage, where a heading's name stands."""
    tabled(facts)
    prefixed(facts)
    appositions(facts)
    listed(facts)
    addresses(facts)
    siblings(facts, headings)


def guess(facts: Facts) -> None:
    """Adds labels of mosaics, once organizations are known."""
    carried(facts)
    mosaics(facts)
