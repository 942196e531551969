"""What a figure is about: a program or an organization, by the rules of discourse.

In order: the program that its own phrase names, the subject of its sentence, the topic that the sentences before it have set,
the heading over it, and at last who speaks. Each answer says why (:class:`About`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from ...types import Mention
from ..facts import Facts, Found
from ..passages import Passage, sentences
from ..words import fold
from .lists import before, option, shape
from .units import Quantity

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

_ATTACHED = 110
"""How far after a number, in characters, the program may stand that its phrase names."""
_SUBJECT = 60
"""How far into a sentence its subject begins at most."""
_SORT = 2
"""How often a name is used for a sort before it counts as one everywhere."""
_SAME_SIZE = 0.94
"""Headings whose sizes differ less are of one rank, whatever the levels that reading gave them."""


def _has(text: str) -> bool:
    """Whether words after a name say that it has: «X, fondé en 2001, compte …»."""
    return shape("having", r"^(?:[^.;:]{0,60},)?\s*(?:\([^)]*\)\s*)?{}(?!\w)").match(text) is not None


@dataclass(frozen=True, slots=True)
class About:
    mention: Mention | None
    reason: Reason


@dataclass(slots=True)
class Discourse:
    """What the document's passages name, and who speaks."""

    facts: Facts
    named: dict[int, list[Found]] = field(default_factory=lambda: defaultdict(list))
    own: frozenset[str] = frozenset()
    """Folded names of who speaks."""
    sorts: frozenset[str] = frozenset()
    """Folded names that the document uses for a sort of things («une Startup d'État, des Startups d'État»)."""

    @classmethod
    def of(cls, facts: Facts) -> Discourse:
        """The discourse of a document whose programs and organizations are found."""
        named: dict[int, list[Found]] = defaultdict(list)
        for found in sorted(facts.found, key=lambda f: (f.passage, f.start, f.end)):
            if found.mention.type in ("Program", "Organization", "Country"):
                named[found.passage].append(found)
        sorts = Counter(
            fold(f.mention.name)
            for f in facts.found
            if f.mention.type == "Program" and _is_sort(facts.passages[f.passage].text, f)
        )
        own: set[str] = set()
        if facts.voice:
            own = {fold(facts.voice.name)}
            names = {f.mention.key: fold(f.mention.name) for f in facts.found}
            same = [
                (names.get(c.subject or "", ""), names.get(c.object or "", ""))
                for c in facts.claims.values()
                if c.predicate == "sameAs"
            ]
            own |= {a if b in own else b for a, b in same if a in own or b in own}
        return cls(facts, named, frozenset(own - {""}), frozenset(n for n, times in sorts.items() if times >= _SORT))

    def is_own(self, found: Found) -> bool:
        """Whether a mention is of who speaks."""
        return found.mention.type == "Organization" and fold(found.mention.name) in self.own

    def programs(self, passage: Passage, start: int = 0, end: int | None = None) -> list[Found]:
        """The programs named within a stretch of a passage, those left out that name a sort or an example."""
        stop = len(passage.text) if end is None else end
        return [
            f
            for f in self.named.get(passage.index, ())
            if f.mention.type == "Program" and start <= f.start and f.end <= stop and self._names(passage, f)
        ]

    def _names(self, passage: Passage, found: Found) -> bool:
        if fold(found.mention.name) in self.sorts:
            return False
        return not _is_sort(passage.text, found) and not _is_example(passage.text, found)

    def about(self, passage: Passage, quantity: Quantity, others: Sequence[Quantity], start: int, end: int) -> About:
        """What a quantity in the sentence ``start:end`` of a passage is about."""
        text = passage.text
        headed = self.heading(passage)
        here = [f for f in self.programs(passage, start, end) if not (headed and _setting(text, f))]
        if covering := [f for f in here if f.start < quantity.end and quantity.start < f.end]:
            return About(covering[0].mention, "named")
        prior = [f for f in here if f.end <= quantity.start]
        near = [f for f in prior if not re.search(r"[;:](?=\s)", text[f.end : quantity.start])]
        attached = self._attached(text, quantity, others, here, end)
        if attached and (
            not near or not re.search(r"[.;:]", text[near[-1].end : quantity.start]) and near[-1].mention is attached.mention
        ):
            return About(attached.mention, "named")
        owner = self._owner(passage, quantity, end)
        if owner and not prior:
            return About(owner.mention, "belongs")
        if prior:
            return About(self._subject(prior, quantity, start).mention, "subject")
        if attached:
            return About(attached.mention, "named")
        holder = self._holder(passage, quantity, start)
        if holder and not self.is_own(holder):
            return About(holder.mention, "subject")
        if holder and not shape("anaphora", r"^\W*{}(?!\w)").match(text[start:end]):
            return About(self.facts.voice, "subject")
        topic = self._topic(passage, start, end)
        if topic:
            return About(topic, "topic")
        if headed:
            return About(headed, "heading")
        if self._at_large(passage, quantity, start, end):
            return About(None, "at large")
        if self.facts.voice:
            return About(self.facts.voice, "publisher")
        anyone = [f for f in self.named.get(passage.index, ()) if f.mention.type != "Country"]
        return About(anyone[0].mention if anyone else None, "unknown")

    def _attached(self, text: str, quantity: Quantity, others: Sequence[Quantity], here: list[Found], end: int) -> Found | None:
        """The program that the number's own phrase names after it: «345 élèves dans le programme …»."""
        following = min((o.start for o in others if o.start >= quantity.end), default=end)
        stop = re.compile(r"[.;:!?](?=\s|$)|,(?!\d)|\bdont\b|\bqui\b|\bafin\b").search(
            text, quantity.end, min(end, quantity.end + _ATTACHED)
        )
        limit = min(stop.start() if stop else end, quantity.end + _ATTACHED)
        for found in here:
            if quantity.end <= found.start < limit and found.start < following:
                gap = text[quantity.end : found.start]
                return found if gap.count("(") <= gap.count(")") else None
        return None

    def _subject(self, prior: list[Found], quantity: Quantity, start: int) -> Found:
        """Of the programs before a number, the one right before it, else the sentence's subject."""
        if prior[-1].start > quantity.start - _SUBJECT:
            return prior[-1]
        subjects = [f for f in prior if f.start - start < _SUBJECT // 2]
        return subjects[-1] if subjects else prior[-1]

    def _owner(self, passage: Passage, quantity: Quantity, end: int) -> Found | None:
        """The organization whose budget or members these are: «1,4 million d'euros de budget propre de la …»."""
        after = passage.text[quantity.start : min(end, quantity.end + 50)]
        for found in self.named.get(passage.index, ()):
            if found.mention.type == "Organization" and quantity.end <= found.start < quantity.end + 50:
                lead = passage.text[quantity.start : found.start]
                if re.search(
                    rf"(?<!\w)(?:{option('belongings')})(?:\s\w+)?\s+(?:de\s+la\s+|de\s+l'|du\s+|des\s+|de\s+|d')?$", lead, re.I
                ):
                    return found if found.start - quantity.start < len(after) else None
        return None

    def _holder(self, passage: Passage, quantity: Quantity, start: int) -> Found | None:
        """The organization that is the sentence's subject: who speaks, or another that is said to have so many."""
        for found in self.named.get(passage.index, ()):
            if found.mention.type != "Organization" or not start <= found.start < min(quantity.start, start + _SUBJECT):
                continue
            if self.is_own(found):
                return found
            if _has(passage.text[found.end : quantity.start]):
                return found
        return None

    def _topic(self, passage: Passage, start: int, end: int) -> Mention | None:
        """What the sentences before have set as their topic, in this passage or, for «il» or «cette édition», before it."""
        text = passage.text
        pronoun = shape("pronouns", r"^\W*{}(?!\w)").match(text[start:end]) is not None
        for a, b in reversed([s for s in sentences(text) if s[1] <= start]):
            topic = self._sets(passage, a, b, pronoun)
            if topic is not None:
                return topic
        if passage.lead is not None:
            lead = self.facts.passages[passage.lead]
            programs = self.programs(lead)
            if programs:
                return programs[-1].mention
        previous = self.facts.passages[passage.index - 1] if passage.index else None
        if previous is None or text[:start].strip() or not self._refers_back(text[start:end]):
            return None
        if not previous.kind == passage.kind == "paragraph" or previous.section != passage.section:
            return None
        told = (self._sets(previous, a, b, pronoun) for a, b in reversed(sentences(previous.text)))
        return next((topic for topic in told if topic is not None), None)

    def _sets(self, passage: Passage, start: int, end: int, pronoun: bool) -> Mention | None:
        """The topic that a sentence leaves behind: its subject for a pronoun, else the first program that it names."""
        programs = self.programs(passage, start, end)
        if pronoun:
            subject = [
                f
                for f in self.named.get(passage.index, ())
                if start <= f.start < start + _SUBJECT and f.end <= end and (self.is_own(f) or f in programs)
            ]
            if subject:
                return self.facts.voice if self.is_own(subject[0]) else subject[0].mention
        return programs[0].mention if programs else None

    def _refers_back(self, sentence: str) -> bool:
        return bool(
            shape("anaphora", r"^\W*{}(?!\w)").match(sentence)
            or shape("program_nouns", r"^\W*(?:le|la|l'|les)\s?{}(?!\w)").match(sentence)
        )

    def heading(self, passage: Passage) -> Mention | None:
        """The program that the headings over a passage name, the nearest first; of two of one rank the nearer alone counts."""
        nearest: Passage | None = None
        for index in reversed(passage.heads):
            head = self.facts.passages[index]
            if nearest is not None and _one_rank(nearest, head):
                continue
            programs = self.programs(head)
            if programs:
                return programs[0].mention
            nearest = head
        return None

    def _at_large(self, passage: Passage, quantity: Quantity, start: int, end: int) -> bool:
        """Whether a number describes the country or the world at large rather than anything of the document's."""
        text = passage.text
        if shape("us").search(text, start, end) or shape("own_sources").search(text, start, end):
            return False
        if any(self.is_own(f) for f in self.named.get(passage.index, ()) if start <= f.start < end):
            return False
        abroad = any(
            f.mention.type == "Country" and start <= f.start < quantity.start for f in self.named.get(passage.index, ())
        )
        return abroad or any(shape(key).search(text, start, end) for key in ("sources", "at_large"))


def _is_example(text: str, found: Found) -> bool:
    """Whether a name only gives an example: «comme …»."""
    listed = r"(?<!\w){}\s+(?:[^.;:()]{0,60},\s*)?(?:l[ae]s?\s|l'|et\s|ou\s|encore\s)*$"
    return before("examples", text, found.start, template=listed, reach=90) is not None


def _is_sort(text: str, found: Found) -> bool:
    """Whether a name says a sort: «une Startup d'État», but not «un programme Passe-Rivière»."""
    if before("program_nouns", text, found.start, reach=24, template=r"(?<!\w){}s?\s*(?:«\s*)?$"):
        return False
    one = r"(?:^|[^\w'])(?:d'|l'|qu')?{}\s*(?:\w+s\s+)?$"
    return before("generic", text, found.start, reach=24, template=one) is not None


def _setting(text: str, found: Found) -> bool:
    """Whether a name only says where or when: «dans le cadre de …»."""
    return (
        before(
            "setting", text, found.start, template=r"(?<!\w){}\s+(?:de\s+la\s+|de\s+l'|du\s+|des\s+|de\s+|d'|l[ae]s?\s+|l')?$"
        )
        is not None
    )


def _one_rank(one: Passage, other: Passage) -> bool:
    if not one.size or not other.size or one.bold != other.bold or one.text.isupper() != other.text.isupper():
        return False
    return min(one.size, other.size) / max(one.size, other.size) > _SAME_SIZE
