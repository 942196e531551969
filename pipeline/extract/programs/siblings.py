"""Headings beside headings: where most of one level name programs, one that looks like a name does too."""

from __future__ import annotations

import re

from ..facts import Facts
from ..passages import Passage
from ..words import pattern
from .shapes import HEAD, plausible

COMPONENT = "programs"

_ANNOUNCED = pattern(COMPONENT, "announcing", r"^(?:(?:nos|les|notre|quelques)\s+)?(?:[a-zà-ÿ]+\s+)?{}(?:\s+[a-zà-ÿ]+)?\s*$")
_NOT_HEADING = pattern(COMPONENT, "not_headings", r"^{}$")


def siblings(facts: Facts, names: dict[int, tuple[int, int]]) -> None:
    """Adds headings that name programs as those beside them do. ``names``: by passage, where its heading's name stands."""
    groups: dict[tuple[int, tuple[int, ...]], list[Passage]] = {}
    for passage in facts.passages:
        if passage.kind == "heading":
            groups.setdefault((passage.level, passage.heads), []).append(passage)
    for _, group in sorted(groups.items()):
        told = [p for p in group if any(f.mention.type == "Program" for f in facts.inside(p))]
        announced = bool(group[0].section) and _ANNOUNCED.match(group[0].section[-1]) is not None
        if not announced and (len(told) < 2 or len(told) < 0.5 * len(group)):
            continue
        for passage in group:
            if passage in told or passage.index not in names or facts.inside(passage):
                continue
            start, end = names[passage.index]
            name = passage.text[start:end]
            if _NOT_HEADING.match(name) or not plausible(name) or len(name.split()) > 5:
                continue
            capitals = sum(w[:1].isupper() for w in re.split(r"[\s']", name))
            if capitals >= 2 or announced or HEAD.match(name):
                facts.mention("Program", passage, start, end, 0.66, COMPONENT)
