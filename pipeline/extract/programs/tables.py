"""Rows of a table whose first column is headed «Programme», «Projet» …"""

from __future__ import annotations

from ..facts import Facts
from ..words import pattern
from .shapes import plausible

COMPONENT = "programs"

_HEADED = pattern(COMPONENT, "columns", r"^\W*{}\W*$")
_TOTAL = pattern("figures", "total", r"^{}(?!\w)")


def tabled(facts: Facts) -> None:
    """Adds the programs that name a table's rows."""
    starts = {p.place: p for p in facts.passages if p.cell and p.origins}
    for passage in facts.passages:
        heads = passage.cell.column_heads if passage.cell and passage.cell.head else ()
        named = any(_HEADED.match(starts[page, start].text) for page, start, _ in heads if (page, start) in starts)
        text = passage.text.strip()
        if named and text[:1].isupper() and plausible(text) and not _TOTAL.match(text):
            facts.mention("Program", passage, 0, len(passage.text), 0.76, COMPONENT)
