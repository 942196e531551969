"""What a figure is about: a program or an organization, by the rules of discourse.

In order: the program that its own phrase names, the subject of its sentence, the topic that the sentences before it have set,
the heading over it, and at last who speaks. Each answer says why (:class:`About`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ...types import Mention
from ..facts import Found
from ..passages import Passage
from .discourse import SUBJECT_WITHIN, Discourse, is_pronoun_led, refers_back
from .lists import before, shape
from .quantities import Quantity

Reason = Literal["named", "subject", "belongs", "topic", "heading", "publisher", "at large", "unknown"]

CONFIDENCE: dict[Reason, float] = {
    "named": 0.85,
    "subject": 0.85,
    "belongs": 0.8,
    "topic": 0.75,
    "heading": 0.8,
    "publisher": 0.75,
    "at large": 0.6,
    "unknown": 0.6,
}
"""How sure each reason makes that the figure is about that."""

_PHRASE = 110
"""How far after a number, in characters, the program may stand that its phrase names."""
_OWNED = 50
"""How far after a number its owner may stand."""


@dataclass(frozen=True, slots=True)
class About:
    mention: Mention | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Place:
    """A quantity in its sentence ``start:end`` of a passage, the number after it beginning at ``following``."""

    passage: Passage
    quantity: Quantity
    start: int
    end: int
    following: int

    @property
    def sentence(self) -> str:
        return self.passage.text[self.start : self.end]


def about(
    discourse: Discourse, passage: Passage, quantity: Quantity, others: Sequence[Quantity], start: int, end: int
) -> About:
    """What a quantity in the sentence ``start:end`` of a passage is about; ``others`` are the other ones of that sentence."""
    following = min((o.start for o in others if o.start >= quantity.end), default=end)
    place = Place(passage, quantity, start, end, following)
    headed = discourse.heading(passage)
    here = [f for f in discourse.programs(passage, start, end) if not (headed and _is_setting(passage.text, f))]
    return (
        _by_sentence(discourse, place, here)
        or _by_topic(discourse, place)
        or (About(headed, "heading") if headed else None)
        or (About(None, "at large") if _is_at_large(discourse, place) else None)
        or (About(discourse.facts.voice, "publisher") if discourse.facts.voice else None)
        or _by_passage(discourse, place)
    )


def _by_sentence(discourse: Discourse, place: Place, here: list[Found]) -> About | None:
    """By what the sentence itself names."""
    text, quantity = place.passage.text, place.quantity
    covering = [f for f in here if f.start < quantity.end and quantity.start < f.end]
    if covering:
        return About(covering[0].mention, "named")
    relative = _relative(discourse, place)
    if relative:
        return About(discourse.facts.voice if discourse.is_own(relative) else relative.mention, "subject")
    prior = [f for f in here if f.end <= quantity.start]
    attached = _attached(place, here)
    if attached and (not prior or re.search(r"[;:](?=\s)", text[prior[-1].end : quantity.start])):
        return About(attached.mention, "named")
    if prior and discourse.facts.voice and shape("we", r",\s{}(?!\w)").search(text, prior[-1].end, quantity.start):
        return About(discourse.facts.voice, "subject")  # «Grâce au programme X, nous avons embauché deux …»
    if prior:
        return About(_subject(prior, place).mention, "subject")
    owner = _owner(discourse, place)
    if owner:
        return About(owner.mention, "belongs")
    holder = _holder(discourse, place)
    if holder and not discourse.is_own(holder):
        return About(holder.mention, "subject")
    if holder and not shape("anaphora", r"^\W*{}(?!\w)").match(place.sentence):
        return About(discourse.facts.voice, "subject")
    return None


def _relative(discourse: Discourse, place: Place) -> Found | None:
    """What a relative clause is of that holds the number: «le Réseau X, qui compte 85 membres»."""
    for found in reversed(discourse.within(place.passage, place.start, place.quantity.start)):
        if found.mention.type in ("Organization", "Program") and found.end <= place.quantity.start:
            clause = place.passage.text[found.end : place.quantity.start]
            said = shape("having", r"^\s*(?:\([^)]*\)\s*)?,?\s*qui {}(?!\w)[^,.;:]{0,25}$")
            return found if said.match(clause) else None
    return None


def _attached(place: Place, here: list[Found]) -> Found | None:
    """The program that the number's own phrase names after it: «345 élèves dans le programme …»."""
    text, quantity = place.passage.text, place.quantity
    stop = shape("phrase_ends", "{}").search(text, quantity.end, min(place.end, quantity.end + _PHRASE))
    limit = min(stop.start() if stop else place.end, quantity.end + _PHRASE, place.following)
    for found in here:
        if quantity.end <= found.start < limit:
            gap = text[quantity.end : found.start]
            return found if gap.count("(") <= gap.count(")") else None
    return None


def _subject(prior: list[Found], place: Place) -> Found:
    """Of the programs before a number, the one right before it, else the sentence's subject."""
    if prior[-1].start > place.quantity.start - SUBJECT_WITHIN:
        return prior[-1]
    subjects = [f for f in prior if f.start - place.start < SUBJECT_WITHIN // 2]
    return subjects[-1] if subjects else prior[-1]


def _owner(discourse: Discourse, place: Place) -> Found | None:
    """The organization whose budget or members these are: «1,4 million d'euros de budget propre de la …»."""
    text, quantity = place.passage.text, place.quantity
    for found in discourse.within(place.passage, quantity.end, min(place.end, quantity.end + _OWNED)):
        lead = text[quantity.start : found.start]
        if found.mention.type == "Organization" and shape(
            "belongings", r"(?<!\w){}(?:\s\w+)?\s+(?:\w+\s+){0,2}(?:\w')?$"
        ).search(lead):
            return found
    return None


def _holder(discourse: Discourse, place: Place) -> Found | None:
    """The organization that is the sentence's subject: who speaks, or another that is said to have so many."""
    limit = min(place.quantity.start, place.start + SUBJECT_WITHIN)
    for found in discourse.within(place.passage, place.start, limit):
        if (
            discourse.is_own(found)
            or found.mention.type == "Organization"
            and _has(place.passage.text[found.end : place.quantity.start])
        ):
            return found
    return None


def _has(text: str) -> bool:
    """Whether words after a name say that it has: «X, fondé en 2001, compte …»."""
    return shape("having", r"^(?:[^.;:]{0,60},)?\s*(?:\([^)]*\)\s*)?{}(?!\w)").match(text) is not None


def _by_topic(discourse: Discourse, place: Place) -> About | None:
    """By what the sentences before have set as their topic: in this passage, in the one that opens its list or, for «il» and
    «cette édition», in the one before it."""
    passage, facts = place.passage, discourse.facts
    pronoun = is_pronoun_led(place.sentence)
    topic = discourse.topic_before(passage, place.start, subject=pronoun)
    if topic is None and passage.lead is not None:
        programs = discourse.programs(facts.passages[passage.lead])
        topic = programs[-1].mention if programs else None
    if topic is None and refers_back(place.sentence) and _continues(discourse, place):
        previous = facts.passages[passage.index - 1]
        topic = discourse.topic_before(previous, len(previous.text), subject=pronoun)
    return About(topic, "topic") if topic else None


def _continues(discourse: Discourse, place: Place) -> bool:
    """Whether a sentence opens a paragraph that follows another one under the same heading."""
    passage = place.passage
    previous = discourse.facts.passages[passage.index - 1] if passage.index else None
    if previous is None or place.start or not previous.kind == passage.kind == "paragraph":
        return False
    return previous.section == passage.section


def _by_passage(discourse: Discourse, place: Place) -> About:
    named = [f for f in discourse.named.get(place.passage.index, ()) if f.mention.type in ("Program", "Organization")]
    return About(named[0].mention if named else None, "unknown")


def _is_at_large(discourse: Discourse, place: Place) -> bool:
    """Whether a number describes the country or the world at large rather than anything of the document's."""
    if any(shape(key).search(place.sentence) for key in ("us", "own_sources")):
        return False
    named = discourse.within(place.passage, place.start, place.quantity.start)
    if any(discourse.is_own(f) for f in discourse.within(place.passage, place.start, place.end)):
        return False
    abroad = any(f.mention.type == "Country" for f in named)
    return abroad or any(shape(key).search(place.sentence) for key in ("sources", "at_large"))


def _is_setting(text: str, found: Found) -> bool:
    """Whether a name only says where or when: «dans le cadre de …»."""
    return before("setting", text, found.start, template=r"(?<!\w){}\s+(?:\w+\s+){0,2}(?:\w{1,2}')?$") is not None
