"""Reference: whom «elle» and «il» mean, in the passage or, in a portrait, in the whole document."""

from __future__ import annotations

from ..types import Mention
from .facts import Facts
from .passages import Passage, sentence_around
from .words import fold

_SUBJECT = 40
"""How far into its sentence, in characters, a person that it speaks of begins at most."""
_OPENING = 4
"""How many passages may say whom a portrait is of."""


def referent(facts: Facts, passage: Passage, at: int) -> Mention | None:
    """The person whom a pronoun at a character means: the last one of whom a sentence before it speaks, else the last one
    named; in a passage that names nobody before, whom the document portrays."""
    named = facts.inside(passage, 0, at, "Person")
    if not named:
        return portrayed(facts) if passage.speaker is None else None
    subjects = [f for f in named if f.start - sentence_around(passage.text, f.start)[0] < _SUBJECT]
    earlier = [f for f in subjects if sentence_around(passage.text, f.start)[1] <= at]
    return (earlier or subjects or named)[-1].mention


def portrayed(facts: Facts) -> Mention | None:
    """The person whom a portrait or an interview is of: the only one whom its first headings name, and its text again."""
    answering = fold(facts.document.interviewee or "")
    if facts.interview or answering:
        people = (f.mention for f in facts.found if f.mention.type == "Person")
        return next((mention for mention in people if fold(mention.name) == answering), None)
    heads = [p for p in facts.passages[:_OPENING] if p.kind == "heading"]
    shown = {fold(f.mention.name): f for head in heads for f in facts.inside(head, kind="Person")}
    if len(shown) != 1:
        return None
    name, found = next(iter(shown.items()))
    again = (f for f in facts.found if f.mention.type == "Person" and f.passage != found.passage)
    return found.mention if any(fold(f.mention.name) in name for f in again) else None
