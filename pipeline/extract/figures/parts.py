"""Parts and comparisons: which quantity of a sentence is the whole of another, and which one it is set against.

«412 adhérents, dont 83 nouveaux» → 83 is part of 412        «24 %, contre 17 % en 2023» → 24 is compared to 17
"""

from __future__ import annotations

from collections.abc import Sequence

from .lists import before, shape
from .quantities import PERCENT, Quantity

_EARLIER = 4
"""How many quantities before a part its whole stands at most."""


def wholes(text: str, quantities: Sequence[Quantity]) -> list[int | None]:
    """For each quantity of one sentence, the index of its whole, or None."""
    found: list[int | None] = []
    for at, part in enumerate(quantities):
        found.append(_whole(text, quantities, at, part, found[-1] if found else None))
    return found


def _whole(text: str, quantities: Sequence[Quantity], at: int, part: Quantity, before_it: int | None) -> int | None:
    if not at:
        return None
    lead = text[quantities[at - 1].end : part.start]
    if shape("part", r"(?<!\w){}\s*(?:\w+\s)?(?:\w+['\s])?\s*$").search(lead):
        return next((i for i in range(at - 1, max(-1, at - 1 - _EARLIER), -1) if _fits(quantities[i], part)), None)
    first = quantities[0]
    if "," in lead and before("whole", text, first.start, reach=20, template=r"(?:^|[^\w]){}\s*(?:\w+\s+)?$"):
        return 0 if _fits(first, part) else None  # «sur 412 adhérents, 83 sont venus»
    if before_it is not None and shape("joint", r"^[^.;:)]{0,40}?(?:,|{})\s*(?:\w+\s)?(?:\w+['\s])?\s*$").match(lead):
        return before_it if _fits(quantities[before_it], part) else None  # «dont 10 développeurs et 3 designers»
    return None


def _fits(whole: Quantity, part: Quantity) -> bool:
    """Whether one may be the whole of the other: a share of anything, else no more than it and of its sort."""
    if part.unit == PERCENT:
        return whole.counts or whole.unit == PERCENT and part.value <= whole.value
    return whole.value >= part.value and whole.counts == part.counts and (whole.counts or whole.unit == part.unit)


def compared(text: str, quantities: Sequence[Quantity]) -> list[int | None]:
    """For each quantity of one sentence, the index of the one that it is set against, or None."""
    found: list[int | None] = []
    for at, one in enumerate(quantities):
        after = quantities[at + 1] if at + 1 < len(quantities) else None
        prior = quantities[at - 1] if at else None
        if after and one.unit == after.unit and _against(text[one.end : after.start]):
            found.append(at + 1)
        elif prior and prior.number.rising and prior.unit == one.unit:
            found.append(at - 1)
        else:
            found.append(None)
    return found


def _against(gap: str) -> bool:
    return shape("versus", r"(?<!\w){}\s*(?:\w+\s)?(?:\w+['\s])?\s*$").search(gap) is not None


def in_turn(count: int, needs: Sequence[Sequence[int | None]]) -> list[int]:
    """The indexes below ``count``, each after those that it needs."""
    order: list[int] = []
    done: set[int] = set()
    for first in range(count):
        waiting = [first]
        on_the_way: set[int] = set()
        while waiting:
            at = waiting[-1]
            wanted = [n for need in needs if (n := need[at]) is not None and n not in done and n not in on_the_way]
            if at in done or not wanted:
                waiting.pop()
                if at not in done:
                    done.add(at)
                    order.append(at)
            else:
                on_the_way.add(at)
                waiting += wanted
    return order
