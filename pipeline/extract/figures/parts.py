"""Parts and comparisons: which quantity of a sentence is the whole of another, and which one it is set against.

«412 adhérents, dont 83 nouveaux» → 83 is part of 412        «24 %, contre 17 % en 2023» → 24 is compared to 17
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lists import before, option, shape
from .units import Quantity

_NUANCES = r"\s*(?:plus d[e']|près d[e']|environ|moins d[e']|une|un|les|de|quelque|celui de|celle de|ceux de|celles de)?\s*$"


def whole_of(text: str, quantities: Sequence[Quantity], at: int) -> int | None:
    """The index of the whole of the quantity with index ``at`` among those of one sentence, or None."""
    part = quantities[at]
    lead = text[quantities[at - 1].end if at else 0 : part.start]
    if at and re.search(rf"(?<!\w)(?:{option('part')}){_NUANCES}", lead, re.I):
        return _earlier(quantities, at, part)
    if at and re.fullmatch(r"[^.;:]{0,40}?(?:,|et|\bpuis\b)" + _NUANCES, lead, re.I) and not re.search(r"\)", lead):
        before_it = whole_of(text, quantities, at - 1)  # «dont 10 développeurs et 3 designers»
        if before_it is not None and _fits(quantities[before_it], part):
            return before_it
    if (
        at
        and before("whole", text, quantities[0].start, reach=20, template=r"(?:^|[^\w]){}\s*(?:les\s+|ces\s+)?$")
        and "," in lead
    ):
        return 0 if _fits(quantities[0], part) else None
    return None


def _earlier(quantities: Sequence[Quantity], at: int, part: Quantity) -> int | None:
    return next((i for i in range(at - 1, -1, -1) if _fits(quantities[i], part)), None)


def _fits(whole: Quantity, part: Quantity) -> bool:
    """Whether one may be the whole of the other: a share of anything, else no more than it and of its sort."""
    if part.unit == "%":
        return whole.counts or whole.unit == "%" and part.value <= whole.value
    return whole.value >= part.value and whole.counts == part.counts and (whole.counts or whole.unit == part.unit)


def compared_with(text: str, quantities: Sequence[Quantity], at: int) -> int | None:
    """The index of the quantity that the one with index ``at`` is set against, or None."""
    one = quantities[at]
    if at + 1 < len(quantities):
        other = quantities[at + 1]
        gap = text[one.end : other.start]
        if one.unit == other.unit and shape("versus", rf"(?<!\w){{}}{_NUANCES}").search(gap):
            return at + 1
    if at and quantities[at - 1].number.rising and quantities[at - 1].unit == one.unit:
        return at - 1
    return None
