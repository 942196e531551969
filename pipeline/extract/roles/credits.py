"""Credit lines: «Scénario : X» is a role without organization."""

from __future__ import annotations

import re

from ..facts import Facts
from ..words import any_of, words
from .held import COMPONENT, hold
from .phrases import Title

_CREDIT = re.compile(rf"\b({any_of(words(COMPONENT, 'credits'))})\s*:\s*")


_JOINED = re.compile(r"\s*(?:,|et|&|,\s*et)\s*$")


def credited(facts: Facts) -> None:
    """Credit lines («Scénario : X», «Rédaction : X et Y») are roles without organization."""
    for passage in facts.passages:
        for credit in _CREDIT.finditer(passage.text):
            at = credit.end()
            for person in facts.inside(passage, at, kind="Person"):
                if person.start != at and not _JOINED.match(passage.text[at : person.start]):
                    break
                title = Title(credit.start(1), credit.end(1), None)
                hold(facts, person.mention, passage, title, (credit.start(1), person.end), None, 0.85)
                at = person.end
