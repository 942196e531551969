"""Quantities: a number with the unit that it has in its text."""

from __future__ import annotations

from dataclasses import dataclass

from .lists import pairs
from .numbers import Number, Qualifier

MONEY = frozenset(pairs("currencies").values())
"""Signs and codes of currencies."""
PERCENT = "%"


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
        return self.unit != PERCENT and self.unit not in MONEY
