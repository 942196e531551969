"""Who asks in an interview and is nobody: the paper, named by its label («Le Fanal : Et depuis ?»)."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from ..facts import Facts
from ..people import looks_like_person
from .shapes import plausible

COMPONENT = "organizations"

SURE = 0.92
"""How sure it is that a label which asks, and which no person can be called, is a body's."""
_OFTEN = 3
"""How often a label asks before it is one."""
_LABEL = re.compile(r"([^:–—?!.\n]{4,50}?)\s*(?::|\s[–—])\s")


def asking(facts: Facts) -> None:
    """Adds the bodies that ask under a label of two words or more, before their questions or on the line above them."""
    if not facts.interview:
        return
    labels: dict[int, str] = {}
    for above, passage in pairwise(facts.passages):
        if passage.text.rstrip().endswith("?"):
            before = _LABEL.match(passage.text)
            labels[passage.index if before else above.index] = before[1] if before else above.text
    often = Counter(labels.values())
    for index, label in labels.items():
        told = often[label] >= _OFTEN and len(label.split()) > 1 and label[:1].isupper() and plausible(label)
        if told and not looks_like_person(label) and label != facts.document.interviewee:
            facts.mention("Organization", facts.passages[index], 0, len(label), SURE, COMPONENT)
