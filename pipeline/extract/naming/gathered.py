"""Gathering: a document is read once, and what is said around each candidate is added to the case of its name."""

from __future__ import annotations

import re
from collections import defaultdict

from spacy.tokens import Doc

from ..facts import Facts
from ..names import is_acronym, sentence_start
from ..names.extents import OWNER
from ..names.tokens import tokens_within
from ..passages import Passage
from ..places.gazetteer import country_of
from ..words import fold, lines, without_article
from . import cues
from .candidates import Candidate, candidates
from .cases import TELLING, Case, follow_peers
from .headings import Shown, stands
from .lexicon import Lexicon, recurring, with_articles

Items = dict[int, list[tuple[int, int]]]
"""Where the items of lists of partners stand, by passage: characters ``start:end``."""
Said = list[tuple[cues.Kind, float]]

BEGINS = 0.8
"""What a capital that a sentence asks for takes from the weight of a shape without a proper name in it."""
WORTH = 0.8
"""The weight from which what is said of a name counts for those joined to it."""
JOINED = 0.9
"""How much of what is said before a name holds for those joined to it by commas and «et»."""
ACRONYM, ARTICLED = 0.7, 0.9
"""The weights of an acronym's shape for an organization, and of an article before it or a line of its own."""
GUESSES: dict[str, tuple[cues.Kind, float]] = {"ORG": ("Organization", 0.3), "MISC": ("Program", 0.2), "LOC": ("Place", 0.2)}
"""The weights of spaCy's own guess."""
KNOWN = 1.2
"""The weight of a name that gazetteers know as a city's or region's, of one country only."""
PERSON = 2.0
"""The weight of a role said of a name («X a été directeur général»)."""
OWNS = 1.6
"""The weight of a name written as only organizations are, behind a program's and «de»."""
SURE, LISTED = 0.9, 3.0
"""How sure a mention of a list must be to be known everywhere, and the weight of that."""
BESIDE = 1.6
"""The weight of a name in brackets behind a person's («Maud Kerlévéo (Kanopé)»)."""

_ARTICLED = re.compile(r"(?:(?<!\w)(?:[Ll]a|[Ll]e|du|[Ll]es|au|chez|par)\s|[lLdD]')$")
_OF = re.compile(r"\s+(?:de\s+la\s+|de\s+l'|du\s+|de\s+|d')")
_JOINED = re.compile(
    r"(?:\s*\([^()]{1,60}\))?\s*(?:,|et|ou|&|,\s*et|ainsi que|,\s*ainsi que)\s+"
    r"(?:(?:de|par|avec|chez)\s+)?(?:la\s+|les?\s+|l'|des?\s+|du\s+|d'|aux?\s+)*[«“\"]?\s*"
)


def gather(facts: Facts, headings: list[Shown], items: Items) -> dict[str, Case]:
    """Every name of a document, folded, with what is said of it; what stands in ``items`` of lists of partners is known."""
    cases: dict[str, Case] = defaultdict(Case)
    told = [f.mention for f in facts.found if f.mention.confidence >= SURE]
    names = [one.name for one in headings]
    for mention in told:
        if mention.type == "Organization" or mention.type == "Program":
            names.append(mention.name.replace("’", "'"))
            cases[_key(mention.name)].shaped(mention.type, LISTED)
    for one in headings:
        case = cases[fold(one.name)]
        case.headed = max(case.headed or 0.0, one.weight)
    lexicon = Lexicon([*names, *recurring(facts), *with_articles(facts)])
    chains: list[list[str]] = []
    for passage, doc in zip(facts.passages, facts.docs, strict=True):
        last: Candidate | None = None
        handed: Said = []
        for candidate in candidates(passage, doc, lexicon):
            key = _key(candidate.text)
            if not key or any(s <= candidate.start < e for s, e in items.get(passage.index, ())):
                continue
            case = cases[key]
            _see(case, passage, doc, candidate)
            said = cues.before(passage.text, candidate.start)
            between = passage.text[last.end : candidate.start] if last else ""
            if last and _is_program(last, handed) and OWNER.fullmatch(candidate.text) and _OF.fullmatch(between):
                case.weights["Organization"] += OWNS
            if last and _JOINED.fullmatch(between):
                weak = all(weight < WORTH for _, weight in said)  # «et» alone says little
                handed = handed if weak else said
                alike = not _is_person(facts, passage, candidate)
                if weak and handed and alike and (candidate.type is None or candidate.weight < TELLING):
                    said = [(kind, JOINED * weight) for kind, weight in handed]
                chains[-1].append(key)
            else:
                handed = said
                chains.append([key])
            case.add(said)
            if _beside_person(facts, passage, candidate):
                case.weights["Organization"] += BESIDE
            last = candidate
    _leave_wholes(cases, headings)
    follow_peers(cases, chains)
    return cases


def _key(name: str) -> str:
    return fold(without_article(name))


def _see(case: Case, passage: Passage, doc: Doc, candidate: Candidate) -> None:
    """Adds one place of a name: what stands there itself, what its own shape says and what follows."""
    text = passage.text
    begins = sentence_start(text, candidate.start)
    lone = (
        passage.kind in ("heading", "card") and candidate.start <= 2 and text[candidate.end : candidate.end + 1] in ("", "\n")
    )
    case.places.append((passage.index, candidate))
    case.proper |= candidate.quoted or passage.kind != "heading" and not begins or begins and _is_proper(doc, candidate)
    if case.headed is not None and passage.kind != "heading":
        case.standing += stands(text, candidate.start, candidate.end, begins)
    case.add(cues.after(text, candidate.end))
    if cues.titled(text, candidate.end):
        case.weights["Person"] += PERSON
    first, _, rest = candidate.text.partition(" ")
    if first in lines("people", "first_names.txt") and (not rest or rest.isupper()):  # «Maud», «Maud KERLÉVÉO»
        case.shaped("Person", PERSON)
    if candidate.type:
        asked = begins and candidate.weight < 2 and not (lone and cues.SOLEMN.match(candidate.text))
        case.shaped(candidate.type, candidate.weight - (BEGINS if asked else 0.0))
    if candidate.type is None and country_of(candidate.text):
        case.shaped("Place", KNOWN)
    for kind, weight in cues.within(candidate.text):
        case.shaped(kind, weight)
    if is_acronym(candidate.text) and len(candidate.text) > 2:
        alone = passage.kind in ("card", "cell") and candidate.text in text.split("\n")
        articled = _ARTICLED.search(text, max(0, candidate.start - 12), candidate.start)
        case.shaped("Organization", ACRONYM + (ARTICLED if articled or alone else 0.0))
        case.proper |= alone
    case.add(
        GUESSES[e.label_]
        for e in doc.ents
        if e.label_ in GUESSES and e.start_char <= candidate.start and candidate.end <= e.end_char
    )


def _is_proper(doc: Doc, candidate: Candidate) -> bool:
    """Whether spaCy takes every word of a name for a proper noun."""
    inside = list(tokens_within(doc, candidate.start, candidate.end))
    return bool(inside) and all(t.pos_ == "PROPN" for t in inside)


def _is_program(candidate: Candidate, said: Said) -> bool:
    """Whether a candidate is one by its shape or by what is said before it."""
    return candidate.type == "Program" or any(kind == "Program" and weight >= TELLING for kind, weight in said)


def _is_person(facts: Facts, passage: Passage, candidate: Candidate) -> bool:
    """Whether a person is named where a candidate stands."""
    return any(f.mention.type == "Person" for f in facts.at(passage, candidate.start, candidate.end))


def _beside_person(facts: Facts, passage: Passage, candidate: Candidate) -> bool:
    """Whether a name stands alone in brackets behind a person's."""
    text = passage.text
    if text[candidate.start - 1 : candidate.start] != "(" or text[candidate.end : candidate.end + 1] != ")":
        return False
    behind = len(text[: candidate.start - 1].rstrip())
    return any(f.mention.type == "Person" and f.end == behind for f in facts.at(passage, behind - 1, behind))


def _leave_wholes(cases: dict[str, Case], headings: list[Shown]) -> None:
    """A heading that shows two names is none: «Le Grand Tour et les Veillées», where the text speaks of the Grand Tour."""
    for whole in headings:
        parts = [
            cases[fold(part.name)]
            for part in headings
            if part.passage == whole.passage and part.name != whole.name and part.name in whole.name
        ]
        if any(part.standing for part in parts):
            cases.pop(fold(whole.name), None)
