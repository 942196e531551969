"""Labels of maps and mosaics: short lines strewn over a page, each naming a program, often over who carries it."""

from __future__ import annotations

import re

from ..facts import Facts
from ..names import UPPER
from ..organizations.partners import SORTS
from ..passages import Passage
from ..words import fold
from .shapes import plausible

COMPONENT = "programs"

_NO_LABEL = (".", ":", "!", "?", ",")


def carried(facts: Facts) -> None:
    """A short label over the organization that carries it (maps and mosaics of projects), in one card or two passages."""
    following: list[Passage | None] = [*facts.passages[1:], None]
    for passage, below in zip(facts.passages, following, strict=False):
        label = _label(passage)
        if label == len(passage.text):
            if below is None or below.page != passage.page or not passage.bold or passage.kind not in ("paragraph", "card"):
                continue
            where, start = below, 0
        else:
            where, start = passage, label + 1
        carried = facts.inside(where, start, kind="Organization")
        whole = carried and carried[0].end - carried[0].start >= len(where.text[start:].strip()) - 2
        free = not any(f.mention.type in ("Person", "Organization") for f in facts.inside(passage, 0, label))
        if whole and free and _is_label(passage.text[:label]):
            facts.mention("Program", passage, 0, label, 0.62, COMPONENT)


def _label(passage: Passage) -> int:
    """Where the label of a card ends, which is its first line; the whole of any other passage is one."""
    end = passage.text.find("\n") if passage.kind == "card" else -1
    return end if end > 0 else len(passage.text)


def _is_label(text: str) -> bool:
    text = text.rstrip()
    return (
        0 < len(text) <= 45
        and plausible(text)
        and not SORTS.match(text)
        and text[:1].isalpha()
        and not text.endswith(_NO_LABEL)
    )


def mosaics(facts: Facts) -> None:
    """On a page strewn with short labels, those that look like the ones known to be programs are programs too."""
    known = {fold(f.mention.name) for f in facts.found if f.mention.type == "Program" and f.mention.confidence >= 0.6}
    labels: dict[tuple[int, bool], list[Passage]] = {}
    for passage in facts.passages:
        label = _label(passage)
        if passage.kind in ("paragraph", "card") and label < 50 and not passage.text[:label].rstrip().endswith(_NO_LABEL):
            bold = passage.bold or any(start == 0 and end >= label for start, end in passage.bolds)
            labels.setdefault((passage.page, bold), []).append(passage)
    for _, group in sorted(labels.items()):
        told = [p for p in group if fold(p.text[: _label(p)]) in known]
        others = [p for p in group if any(f.mention.type in ("Organization", "Person") for f in facts.inside(p, 0, _label(p)))]
        if len(group) < 10 or len(told) < 4 or len(others) > 0.25 * len(group):
            continue
        sizes = {round(p.size) for p in told}
        for passage in group:
            label = _label(passage)
            free = passage not in others and round(passage.size) in sizes
            if free and _is_label(passage.text[:label]) and re.search(rf"[{UPPER}]", passage.text[:3]):
                facts.mention("Program", passage, 0, label, 0.6, COMPONENT)
