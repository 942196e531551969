"""Credit lines: «Scénario : X» is a role without organization."""

from __future__ import annotations

import re

from ..facts import Facts
from ..names import LOWER, UPPER
from ..passages import Passage
from ..people import section_kind
from ..titles import TITLE
from ..words import any_of, words
from .held import COMPONENT, GOVERNS, hold
from .phrases import Title

_CREDIT = re.compile(rf"\b({any_of(words(COMPONENT, 'credits'))})\s*:\s*")


_JOINED = re.compile(r"\s*(?:,|et|&|,\s*et)\s*$")


_OFFICE = re.compile(rf"(?:^|\n)\W*(?P<title>{TITLE}[^:\n,.]{{0,50}}?)\s*:\s*(?=\S)", re.I)


_LABEL = re.compile(rf"(?:^|(?<=[\w.)\n ]))(?P<title>[{UPPER}][{LOWER}]+(?:[ ][{LOWER}'’-]+){{0,4}})\s*:\s*(?=[{UPPER}])")
"""«Direction technique : X», in the list of a team."""


def _offices(facts: Facts, passage: Passage) -> None:
    """«Vice-président : X» on a line: held in who speaks where it governs, or stands in a list of board or team."""
    kind = section_kind(passage)
    for office in (_LABEL if kind == "team" else _OFFICE).finditer(passage.text):
        at = office.end()
        for person in facts.inside(passage, at, kind="Person"):
            if person.start != at and not _JOINED.match(passage.text[at : person.start]):
                break
            title = Title(office.start("title"), office.end("title"), None)
            ours = kind is not None or GOVERNS.match(office["title"]) is not None
            quote = (office.start("title"), person.end)
            hold(facts, person.mention, passage, title, quote, facts.publisher if ours else None, 0.88)
            at = person.end


def credited(facts: Facts) -> None:
    """Credit lines («Scénario : X», «Rédaction : X et Y») are roles without organization."""
    for passage in facts.passages:
        _offices(facts, passage)
        for credit in _CREDIT.finditer(passage.text):
            at = credit.end()
            for person in facts.inside(passage, at, kind="Person"):
                if person.start != at and not _JOINED.match(passage.text[at : person.start]):
                    break
                title = Title(credit.start(1), credit.end(1), None)
                hold(facts, person.mention, passage, title, (credit.start(1), person.end), None, 0.85)
                at = person.end
