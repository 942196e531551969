"""Naming: which names are organizations and which programs, by the sum of what a whole document says of each.

Every place where a name may stand is a candidate; the words within, before and after it, the headings and lists that show it
and spaCy's guess speak for a type, with weights that stand in the data. Sums decide once for the whole document, so that a
name told clearly in one place is known in all others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from ...types import EntityType
from .. import organizations, programs
from ..facts import Facts
from ..names import chunks, is_acronym, sentence_start
from ..names.extents import OWNER
from ..words import fold, without_article
from . import cues
from .candidates import Candidate, Lexicon, candidates, closed, grown
from .headings import Shown, shown, stands

COMPONENT = "naming"

ENOUGH = 1.5
"""The weight from which a name is taken for what it is said to be."""
AHEAD = 0.5
"""By how much one type must outweigh the other."""
STANDS, STANDS_AGAIN = 1.6, 0.3
"""The weight of a name that heads a section and stands in the text as a name does: once, and each time more up to five."""
BEGINS = 0.8
"""What a capital that a sentence asks for takes from the weight of a shape without a proper name in it."""
JOINED = 0.9
"""How much of what is said before a name holds for those joined to it by commas and «et»."""
ACRONYM, ARTICLED = 0.7, 0.9
"""The weights of an acronym's shape for an organization, and of an article before it or a line of its own."""
OWNS = 1.6
"""The weight of a name written as only organizations are, behind a program's and «de»."""
PEERS = 1.5
"""The weight of an enumeration whose other names are known."""
MOST = 4.0
"""The most that the places of one cue may add up to."""

_ARTICLED = re.compile(r"(?:(?<!\w)(?:[Ll]a|[Ll]e|du|[Ll]es|au|chez|par)\s|[lLdD]')$")
_OF = re.compile(r"\s+(?:de\s+la\s+|de\s+l'|du\s+|de\s+|d')")
_JOINED = re.compile(
    r"(?:\s*\([^()]{1,60}\))?\s*(?:,|et|ou|&|,\s*et|ainsi que|,\s*ainsi que)\s+"
    r"(?:(?:de|par|avec|à|chez)\s+)?(?:la\s+|les?\s+|l'|des?\s+|du\s+|d'|aux?\s+)*[«“\"]?\s*"
)


@dataclass(slots=True)
class Case:
    """What is known of one name: where it stands, and the weight of what is said of it."""

    places: list[tuple[int, Candidate]] = field(default_factory=list)
    weights: dict[EntityType, float] = field(default_factory=lambda: defaultdict(float))
    shape: dict[EntityType, float] = field(default_factory=lambda: defaultdict(float))
    headed: float | None = None
    """What a heading that shows the name says by itself; None where none does."""
    standing: int = 0
    """How often a name that a heading shows stands in the text as names do."""
    proper: bool = False
    """Whether it stands somewhere with a capital that no sentence asks for."""

    def total(self, type: EntityType) -> float:
        """The weight of all that speaks for a type."""
        said = min(MOST, self.weights[type]) + self.shape[type]
        if type == "Program" and self.headed is not None and self.shape["Organization"] < 2:
            said += self.headed + (STANDS + STANDS_AGAIN * min(5, self.standing - 1) if self.standing else 0.0)
        return said


def gather(facts: Facts, headings: list[Shown]) -> dict[str, Case]:
    """Every name of a document, folded, with what is said of it."""
    cases: dict[str, Case] = defaultdict(Case)
    lexicon = Lexicon([*(one.name for one in headings), *_grown(facts)])
    for one in headings:
        case = cases[fold(one.name)]
        case.headed = max(case.headed or 0.0, one.weight)
    chains: list[list[str]] = []
    for passage, doc in zip(facts.passages, facts.docs, strict=True):
        labels = [(e.start_char, e.end_char, e.label_) for e in doc.ents]
        last: Candidate | None = None
        inherited: list[tuple[EntityType, float]] = []
        for candidate in candidates(passage, doc, lexicon):
            key = fold(without_article(candidate.text))
            if not key:
                continue
            case = cases[key]
            case.places.append((passage.index, candidate))
            begins = sentence_start(passage.text, candidate.start)
            case.proper |= not begins and passage.kind != "heading" or candidate.quoted
            if case.headed is not None and passage.kind != "heading":
                case.standing += stands(passage.text, candidate.start, candidate.end, begins)
            said = list(cues.before(passage.text, candidate.start))
            if last is not None and last.type == "Program" and OWNER.fullmatch(candidate.text):
                if _OF.fullmatch(passage.text[last.end : candidate.start]):
                    case.weights["Organization"] += OWNS
            if last is not None and _JOINED.fullmatch(passage.text[last.end : candidate.start]):
                inherited = said or inherited
                said = said or [(kind, JOINED * weight) for kind, weight in inherited]
                chains[-1].append(key)
            else:
                chains.append([key])
                inherited = said
            last = candidate
            for kind, weight in [*said, *cues.after(passage.text, candidate.end)]:
                case.weights[kind] += weight
            if candidate.type:
                weight = candidate.weight - (BEGINS if begins and candidate.weight < 2 else 0.0)
                case.shape[candidate.type] = max(case.shape[candidate.type], weight)
            for kind, weight in cues.within(candidate.text):
                case.shape[kind] = max(case.shape[kind], weight)
            if is_acronym(candidate.text) and len(candidate.text) > 2:
                articled = _ARTICLED.search(passage.text, max(0, candidate.start - 12), candidate.start)
                alone = passage.kind in ("card", "cell") and candidate.text in passage.text.split("\n")
                weight = ACRONYM + (ARTICLED if articled or alone else 0.0)
                case.shape["Organization"] = max(case.shape["Organization"], weight)
                case.proper |= alone
            for start, end, label in labels:
                if start <= candidate.start and candidate.end <= end:
                    kind_weight = {"ORG": ("Organization", 0.3), "MISC": ("Program", 0.2)}.get(label)
                    if kind_weight:
                        case.weights[kind_weight[0]] += kind_weight[1]  # type: ignore[index]
    _peers(cases, chains)
    return cases


def _grown(facts: Facts) -> list[str]:
    """Names with lower-case words that a document writes more than once, or announces and ends («le balado Voix basses,»)."""
    often: dict[str, int] = defaultdict(int)
    told: set[str] = set()
    for passage, doc in zip(facts.passages, facts.docs, strict=True):
        for chunk in chunks(passage.text):
            announced = passage.kind != "heading" and any(w >= 2 for _, w in cues.before(passage.text, chunk.start))
            if sentence_start(passage.text, chunk.start) and not announced:
                continue
            ends, guessed = grown(passage.text, chunk, doc)
            for end in ends:
                name = passage.text[chunk.start : end]
                if closed(passage.text, end, doc):
                    often[name] += 1
                    if announced and end - chunk.end < 25 and not guessed:
                        told.add(name)
    return sorted(told | {name for name, count in often.items() if count > 1})


def _peers(cases: dict[str, Case], chains: list[list[str]]) -> None:
    """In an enumeration where two or more are known to be of one type and none of the other, the others are of that type."""
    known = {key: verdict[0] for key, case in cases.items() if (verdict := decide(case))}
    for chain in chains:
        types = [known[key] for key in chain if key in known]
        if len(types) >= 2 and len(set(types)) == 1 and len(types) >= 0.4 * len(chain):
            for key in chain:
                if key not in known:
                    cases[key].weights[types[0]] += PEERS


def decide(case: Case) -> tuple[EntityType, float] | None:
    """What a name is, with the weight that says so; None where too little is said, or both."""
    organization, program = case.total("Organization"), case.total("Program")
    best: EntityType = "Organization" if organization >= program else "Program"
    if max(organization, program) < ENOUGH or abs(organization - program) < AHEAD:
        return None
    return best, max(organization, program)


def find(facts: Facts) -> dict[int, tuple[int, int]]:
    """Adds the organizations and programs that the words around names tell of; gives, by passage, where a heading's name
    stands."""
    headings = shown(facts)
    cases = gather(facts, headings)
    for key, case in sorted(cases.items()):
        verdict = decide(case)
        if verdict is None or not (case.proper or case.headed is not None or max(case.shape.values(), default=0.0) >= 2):
            continue
        kind, weight = verdict
        for index, candidate in case.places:
            plausible = organizations.plausible if kind == "Organization" else programs.plausible
            if plausible(candidate.text):
                confidence = min(0.92, 0.6 + 0.08 * weight)
                facts.mention(kind, facts.passages[index], candidate.start, candidate.end, confidence, COMPONENT)
    return {one.passage: (one.start, one.end) for one in reversed(headings)}
