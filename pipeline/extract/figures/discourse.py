"""Discourse: what each passage names, what its sentences leave behind as their topic, and the heading over it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from ...types import Mention
from ..facts import Facts, Found
from ..passages import Passage, sentences
from ..words import fold
from .lists import before, shape

SUBJECT_WITHIN = 60
"""How far into a sentence, in characters, its subject begins at most."""
_SORT = 2
"""How often a name is used for a sort before it counts as one everywhere."""
_SAME_SIZE = 0.94
"""Headings whose sizes differ less are of one rank, whatever the levels that reading gave them."""


@dataclass(frozen=True, slots=True)
class Topics:
    """What the sentences of a passage leave behind, by where each ends."""

    ends: tuple[int, ...]
    subjects: tuple[Mention | None, ...]
    """Up to each sentence, the last subject: what «il» and «elle» take up."""
    programs: tuple[Mention | None, ...]
    """Up to each sentence, the last program brought up: what «cette édition» takes up, and sentences that say nothing of it."""


@dataclass(slots=True)
class Discourse:
    """The passages of a document with what they name."""

    facts: Facts
    named: dict[int, list[Found]]
    own: frozenset[str]
    """Folded names of who speaks."""
    sorts: frozenset[str]
    """Folded names that the document uses for a sort of things («une Startup d'État, chaque Startup d'État»)."""
    _programs: dict[int, list[Found]] = field(default_factory=dict)
    _topics: dict[int, Topics] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Facts) -> Discourse:
        """The discourse of a document whose programs and organizations are found."""
        named: dict[int, list[Found]] = defaultdict(list)
        for found in sorted(facts.found, key=lambda f: (f.passage, f.start, f.end, f.mention.type)):
            named[found.passage].append(found)
        sorts = Counter(
            fold(f.mention.name)
            for f in facts.found
            if f.mention.type == "Program" and _is_sort(facts.passages[f.passage].text, f)
        )
        return cls(facts, named, _own(facts), frozenset(name for name, times in sorts.items() if times >= _SORT))

    def names(self, passage: Passage) -> list[tuple[int, int]]:
        """The stretches of a passage that are names, whose numbers are theirs."""
        return [(f.start, f.end) for f in self.named.get(passage.index, ()) if f.mention.type != "Role"]

    def within(self, passage: Passage, start: int, end: int) -> list[Found]:
        """What begins within a stretch of a passage."""
        return _slice(self.named.get(passage.index, []), start, end)

    def is_own(self, found: Found) -> bool:
        """Whether a mention is of who speaks."""
        return found.mention.type == "Organization" and fold(found.mention.name) in self.own

    def programs(self, passage: Passage, start: int = 0, end: int | None = None) -> list[Found]:
        """The programs named within a stretch of a passage, those left out that name a sort or an example."""
        if passage.index not in self._programs:
            self._programs[passage.index] = [
                f for f in self.named.get(passage.index, ()) if f.mention.type == "Program" and self._is_one(passage.text, f)
            ]
        stop = len(passage.text) if end is None else end
        return [f for f in _slice(self._programs[passage.index], start, stop) if f.end <= stop]

    def _is_one(self, text: str, found: Found) -> bool:
        return fold(found.mention.name) not in self.sorts and not _is_sort(text, found) and not _is_example(text, found)

    def topic_before(self, passage: Passage, at: int, *, subject: bool) -> Mention | None:
        """The topic that the sentences of a passage have set that end by ``at``: the last subject, or the last program."""
        topics = self._of(passage)
        upto = bisect_right(topics.ends, at)
        return (topics.subjects if subject else topics.programs)[upto - 1] if upto else None

    def _of(self, passage: Passage) -> Topics:
        if passage.index not in self._topics:
            subject: Mention | None = None
            program: Mention | None = None
            rows: list[tuple[int, Mention | None, Mention | None]] = []
            for start, end in sentences(passage.text):
                programs = self.programs(passage, start, end)
                program = programs[0].mention if programs else program
                leads = [f for f in self.within(passage, start, start + SUBJECT_WITHIN) if self.is_own(f) or f in programs]
                if leads:
                    subject = self.facts.voice if self.is_own(leads[0]) else leads[0].mention
                elif programs:
                    subject = program
                rows.append((end, subject, program))
            self._topics[passage.index] = Topics(
                tuple(row[0] for row in rows), tuple(row[1] for row in rows), tuple(row[2] for row in rows)
            )
        return self._topics[passage.index]

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


def _own(facts: Facts) -> frozenset[str]:
    """The folded names of who speaks, acronyms included."""
    if facts.voice is None:
        return frozenset()
    own = {fold(facts.voice.name)}
    names = {f.mention.key: fold(f.mention.name) for f in facts.found}
    for claim in facts.claims.values():
        pair = {names.get(claim.subject or "", ""), names.get(claim.object or "", "")}
        if claim.predicate == "sameAs" and pair & own:
            own |= pair
    return frozenset(own - {""})


def _slice(found: list[Found], start: int, end: int) -> list[Found]:
    """Those, of a list in order, that begin within a stretch."""
    return found[bisect_left(found, start, key=_begin) : bisect_left(found, end, key=_begin)]


def _begin(found: Found) -> int:
    return found.start


def _is_example(text: str, found: Found) -> bool:
    """Whether a name only gives an example: «comme …»."""
    listed = r"(?<!\w){}\s+(?:[^.;:()]{0,60},\s*)?(?:\w{1,6}['\s])*$"
    return before("examples", text, found.start, template=listed, reach=90) is not None


def _is_sort(text: str, found: Found) -> bool:
    """Whether a name says a sort: «une Startup d'État», but not «un programme Passe-Rivière»."""
    if before("program_nouns", text, found.start, reach=24, template=r"(?<!\w){}s?\s*(?:«\s*)?$"):
        return False
    one = r"(?:^|[^\w'])(?:\w{1,2}')?{}\s*(?:\w+s\s+)?$"
    return before("generic", text, found.start, reach=24, template=one) is not None


def refers_back(sentence: str) -> bool:
    """Whether a sentence takes up what came before: «Il …», «Cette …», «L'événement …»."""
    return bool(
        shape("anaphora", r"^\W*{}(?!\w)").match(sentence)
        or shape("program_nouns", r"^\W*(?:\w{1,3}['\s])\s?{}(?!\w)").match(sentence)
    )


def is_pronoun_led(sentence: str) -> bool:
    """Whether a sentence begins with «il» or «elle»."""
    return shape("pronouns", r"^\W*{}(?!\w)").match(sentence) is not None


def _one_rank(one: Passage, other: Passage) -> bool:
    if not one.size or not other.size or one.bold != other.bold or one.text.isupper() != other.text.isupper():
        return False
    return min(one.size, other.size) / max(one.size, other.size) > _SAME_SIZE
