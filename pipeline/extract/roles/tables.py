"""Roles in tables: a row names somebody, and its other cells what they do and where."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from ...types import Mention
from ..facts import Facts
from ..organizations import plausible
from ..passages import Passage
from ..people import section_kind
from ..titles import starts_with_title
from ..words import any_of, words
from .held import COMPONENT, hold
from .phrases import segment

_LONGEST = 110
"""Characters of a cell that may still be a title."""


@cache
def _head(kind: str) -> re.Pattern[str]:
    return re.compile(rf"^\W*{any_of(words(COMPONENT, f'table_{kind}'))}(?!\w)", re.I)


def tabled(facts: Facts) -> frozenset[int]:
    """Adds the roles of tables; returns the indexes of the passages that it has understood."""
    rows: dict[tuple[int, int, int], list[Passage]] = defaultdict(list)
    starts = {p.place: p for p in facts.passages if p.cell and p.origins}
    for passage in facts.passages:
        if passage.cell and (passage.cell.column_heads or not passage.cell.head):
            rows[passage.page, passage.cell.table, passage.cell.row].append(passage)
    done: set[int] = set()
    for row in rows.values():
        heads = {p.index: _heads(p, starts) for p in row}
        named = ((p, _person(facts, p)) for p in row if not _head("roles").match(heads[p.index]))
        who, person = next(((p, person) for p, person in named if person), (None, None))
        if who and person and _row(facts, person, who, row, heads):
            done.add(who.index)
    return frozenset(done)


def _heads(passage: Passage, starts: dict[tuple[int, int], Passage]) -> str:
    spans = passage.cell.column_heads if passage.cell else ()
    return " ".join(starts[page, start].text for page, start, _ in spans if (page, start) in starts).replace("\n", " ")


def _person(facts: Facts, passage: Passage) -> Mention | None:
    """The person whom a cell begins with, after an honorific at most."""
    first = next(iter(facts.inside(passage, kind="Person")), None)
    return first.mention if first and first.start <= len("Madame ") and ", " not in passage.text[: first.start] else None


def _row(facts: Facts, person: Mention, who: Passage, row: list[Passage], heads: dict[int, str]) -> bool:
    """Adds the roles of one row. Whether it says any."""
    others = [p for p in row if p is not who]
    places = [p for p in others if _head("organizations").match(heads[p.index]) and plausible(p.text)]
    place = None
    for passage in places[:1]:
        place = facts.mention("Organization", passage, 0, len(passage.text.rstrip()), 0.85, COMPONENT)
    kind = section_kind(who)
    said = False
    name = facts.inside(who, kind="Person")[0]
    after = re.compile(r"\s*(?:\n|,|\(|–|-)\s*").match(who.text, name.end)
    told = [(p, 0, heads[p.index]) for p in others if p not in places]
    told += [(who, after.end(), "")] if after else []
    for passage, at, head in told:
        flat = passage.text.replace("\n", " ")
        end = len(flat.rstrip(" ).,;"))
        function, occupation = bool(_head("roles").match(head)), bool(_head("occupations").match(head))
        titled = starts_with_title(flat[at:end])
        if not (titled or function or occupation) or end - at > _LONGEST or not re.search(r"[^\W\d_]{3}", flat[at:end]):
            continue
        own = facts.publisher if place is None and function and kind else None
        if place is None and kind == "team" and not occupation:
            own = facts.publisher
        if _head("members").fullmatch(flat[at:end].strip()):
            continue  # said of the board below
        for title in segment(flat, at, end, outside=True):
            org = place if not occupation or not own else None
            hold(facts, person, passage, title, (0, len(passage.text)), (org or own) if title.org is None else None, 0.9)
        said = True
    if kind == "board" and facts.publisher:
        facts.claim(person, "memberOf", facts.publisher, facts.evidence(who, 0, len(who.text)), 0.85, COMPONENT)
    return said
