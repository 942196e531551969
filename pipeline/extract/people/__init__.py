"""People: human beings by name, from layout (cards, credits, thanks), honorific, first name, and spaCy's guess as one voice."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from spacy.tokens import Doc

from ..facts import Facts
from ..names import LOWER, UPPER
from ..passages import Passage, is_interview
from ..titles import ADJECTIVE, TITLE, starts_with_title
from ..words import any_of, fold, lines, pattern, words

COMPONENT = "people"

_PARTICLE = any_of(re.escape(p) for p in words(COMPONENT, "particles"))
_WORD = (
    rf"(?:[{UPPER}][{LOWER}'’]+(?:-[{UPPER}]?[{LOWER}'’]+)*(?:[{UPPER}][{LOWER}]+)?|[{UPPER}]{{2,}}(?:-[{UPPER}]{{2,}})*"
    rf"|[{UPPER}]\.(?:-?[{UPPER}]\.)?|[DLMNO]['’](?:[{UPPER}][{LOWER}]+(?:-[{UPPER}][{LOWER}]+)*|[{UPPER}]{{2,}}))"
)
NAME = re.compile(rf"{_WORD}(?:[ ](?:{_PARTICLE}[ ]?){{0,2}}{_WORD}){{1,3}}(?![\w-])")
_ONE_OR_MORE = re.compile(rf"{_WORD}(?:[ ](?:{_PARTICLE}[ ]?){{0,2}}{_WORD}){{0,3}}(?![\w-])")
_HONORIFIC = re.compile(
    rf"(?<!\w){any_of(words(COMPONENT, 'honorifics'))}\s+({_WORD}(?:[ ](?:{_PARTICLE}[ ]?){{0,2}}{_WORD}){{0,3}})"
)
_EPONYM = pattern(COMPONENT, "eponyms", r"\b{}s?\s+(?:(?:de|du|d'|la|le|l')\s*)*$")
_CREDIT = pattern(COMPONENT, "credits", r"(?:^|©\s*|\b){}\s*(?::|©|\n|par\b)\s*")
_WHO_IS = re.compile(rf"\bQui est ({_WORD}(?:\s+{_WORD})?)\s*\?")
_NOT = frozenset(words(COMPONENT, "not_names"))


_AT_BODY = re.compile(rf" (?:{_PARTICLE} ?){{1,2}}{any_of(re.escape(word) for word in sorted(_NOT))}(?!\w)")
"""«Dr Awa Zongo du Centre national …»: the name ends before the body."""


def first_names() -> frozenset[str]:
    """First names in use where French is spoken, and nearby."""
    return lines(COMPONENT, "first_names.txt")


def _is_first_name(word: str) -> bool:
    names = first_names()
    word = word.capitalize() if word.isupper() and "-" not in word else word
    if word in names:
        return True
    parts = word.split("-")
    return len(parts) > 1 and parts[0].capitalize() in names


def looks_like_person(text: str) -> bool:
    """Two to four capitalised words, no word of institutions or calendars among them."""
    parts = text.split()
    acronym = bool(parts) and parts[0].isupper() and 2 <= len(parts[0]) <= 3 and not parts[-1].isupper()
    return bool(NAME.fullmatch(text)) and not acronym and not starts_with_title(text) and not _has_other_word(parts)


def is_full_name(text: str) -> bool:
    """Whether a text is a known first name with one surname, and nothing that says otherwise."""
    parts = text.strip().split()
    return len(parts) == 2 and looks_like_person(text.strip()) and _is_first_name(parts[0])


def _has_other_word(parts: list[str]) -> bool:
    """Whether a word of institutions or calendars stands among the parts of a name; «Le» and «De» may, but not first."""
    return (
        parts[0] in _NOT
        or parts[0] in ("M.", "MM.")  # an honorific, not an initial
        or any(p in _NOT - _INNER for p in parts[1:])
        or bool(re.match(r"[A-Z]\.$", parts[0]) and len(parts) == 2 and _is_first_name(parts[1]))
    )


_INNER = frozenset({"Le", "La", "De", "Du", "Des", "Les"})


_LINE = re.compile(rf"(?:[•–-]\s*)?(?:(?:M\.|Mme|Dr|Dre|Me)\s+)?({NAME.pattern})\s*(?:,|:|–|-|\||\()\s+")


def _cards(facts: Facts) -> None:
    """A name over a title; in a section of people a name alone will do."""
    for passage in facts.passages:
        if passage.kind not in ("card", "paragraph", "heading", "list_item", "cell", "caption"):
            continue
        first, _, rest = passage.text.partition("\n")
        after = facts.passages[passage.index + 1] if passage.index + 1 < len(facts.passages) else None
        titled = (
            starts_with_title(rest)
            if rest
            else bool(after and after.kind != "card" and starts_with_title(after.text) and len(after.text) < 160)
        )
        peopled = passage.kind == "card" and _people_section().search(" ".join(passage.section)) is not None
        if looks_like_person(first) and (titled or peopled and _is_first_name(first.split()[0])):
            facts.mention("Person", passage, 0, len(first), 0.95, COMPONENT)
            continue
        line = _LINE.match(passage.text)
        told = line and (
            starts_with_title(passage.text[line.end() :]) or section_kind(passage) and len(passage.text) - line.end() < 70
        )
        if line and told and looks_like_person(line[1]):
            facts.mention("Person", passage, line.start(1), line.end(1), 0.93, COMPONENT)


@cache
def _people_section() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of([*words(COMPONENT, 'boards'), *words(COMPONENT, 'teams')])}(?!\w)", re.I)


def _thanks(facts: Facts) -> None:
    """«Merci aux bénévoles : A, B et C»: each item is a person, first names alone too."""
    lead = re.compile(
        rf"(?i:{any_of(words(COMPONENT, 'thanking'))}).*?\b(?i:{any_of(words(COMPONENT, 'thanks'))})"
        r"(?:[^:.]*:\s*|\s+(?=[A-ZÀ-Ý]))",
        re.S,
    )
    for passage in facts.passages:
        opened = lead.search(passage.text)
        if not opened:
            continue
        stop = re.compile(r"[.!?](?:\s|$)").search(passage.text, opened.end())
        end = stop.start() if stop else len(passage.text)
        for item in re.finditer(r"[^,;]+?(?=\s*(?:,|;|\bet\b|&|$))", passage.text[opened.end() : end]):
            start = opened.end() + item.start()
            text = item[0]
            skip = re.match(r"\s*(?:et\s+|&\s*)?(?:(?:M\.|Mme|Mlle|Dr)\s+)?", text)
            offset = skip.end() if skip else 0
            name = re.sub(r"\s+(?:pour|de|qui|ainsi|avec|dont)\b.*$", "", text[offset:].strip())
            if _ONE_OR_MORE.fullmatch(name) and name.split()[0] not in _NOT:
                at = start + offset
                facts.mention("Person", passage, at, at + len(name), 0.9 if " " in name else 0.8, COMPONENT)


def _honoured(facts: Facts) -> None:
    for passage in facts.passages:
        for match in _HONORIFIC.finditer(passage.text):
            if match[1].split()[0] not in _NOT:
                body = _AT_BODY.search(match[1])
                end = match.start(1) + body.start() if body else match.end(1)
                facts.mention("Person", passage, match.start(1), end, 0.93, COMPONENT)


_MET = re.compile(
    rf"(?:[Ee]ntretien|[Ii]nterview|[Rr]encontre|[Pp]ortrait|[Cc]onversation|ENTRETIEN)\s+(?:avec|de|d')\s*({NAME.pattern})"
)


def _met(facts: Facts) -> None:
    """«Entretien avec X»; in an interview, the name that stands alone at its head."""
    if is_interview(facts.passages):
        for passage in facts.passages[:6]:
            if passage.kind in ("heading", "paragraph") and looks_like_person(passage.text.strip()):
                facts.mention("Person", passage, 0, len(passage.text.rstrip()), 0.9, COMPONENT)
    for passage in facts.passages:
        for match in _MET.finditer(passage.text):
            if looks_like_person(match[1]):
                facts.mention("Person", passage, match.start(1), match.end(1), 0.9, COMPONENT)


def _titled(facts: Facts) -> None:
    """«Le trésorier est X», «la ministre de la Culture X»."""
    shape = re.compile(
        rf"\b(?:[Ll]e|[Ll]a|[Ll]es|[Nn]otre|[Dd]es|[Dd]u|par le|par la)\s+{TITLE}(?:\s+{ADJECTIVE})*"
        rf"(?:\s+est|,)?\s+({NAME.pattern})"
    )
    for passage in facts.passages:
        for match in shape.finditer(passage.text):
            if looks_like_person(match[1]):
                facts.mention("Person", passage, match.start(1), match.end(1), 0.8, COMPONENT)


def _credited(facts: Facts) -> None:
    for passage in facts.passages:
        if len(passage.text) > 200:
            continue
        for credit in _CREDIT.finditer(passage.text):
            name = NAME.match(passage.text, credit.end())
            if name and looks_like_person(name[0]):
                facts.mention("Person", passage, name.start(), name.end(), 0.85, COMPONENT)


def _in_prose(facts: Facts, docs: list[Doc]) -> None:
    """First name and surname; or what spaCy calls a person, of two words or more and nowhere after «Centre», «Prix» …"""
    for passage, doc in zip(facts.passages, docs, strict=True):
        guesses = {(e.start_char, e.end_char) for e in doc.ents if e.label_ == "PER"}
        for match in NAME.finditer(passage.text):
            start, end = match.span()
            parts = match[0].split()
            while len(parts) > 2 and (parts[0] in _NOT or not _is_first_name(parts[0]) and _is_first_name(parts[1])):
                start += len(parts[0]) + 1
                parts = parts[1:]
            if (
                len(parts) < 2
                or _has_other_word(parts)
                or start == 0
                and match[0][1] == "."
                or all(p.isupper() for p in parts)
                and not _is_first_name(parts[0])
            ):
                continue
            if _EPONYM.search(passage.text[max(0, start - 40) : start]) or re.search(r"[\w]-$", passage.text[:start]):
                continue
            named = _is_first_name(parts[0])
            guessed = any(s <= start + 1 and end - 1 <= e for s, e in guesses)
            confidence = 0.8 * named + 0.15 * guessed
            if not named and guessed and len(parts) == 2 and parts[1][0].isupper():
                confidence = 0.55
            if (
                passage.kind == "list_item"
                and passage.text.strip(" •-–").startswith(match[0])
                and len(passage.text) < len(match[0]) + 12
            ):
                confidence -= 0.3  # an item of a list is what its list is of
            if starts_with_title(passage.text[start:end]):
                continue
            told = re.compile(r"\s*,\s+(?:le |la |l'|notre )?").match(passage.text, end)
            if told and confidence < 0.85 and starts_with_title(passage.text[told.end() :]):
                confidence = 0.85
            if confidence >= 0.5:
                facts.mention("Person", passage, start, end, confidence, COMPONENT)
        for asked in _WHO_IS.finditer(passage.text):
            facts.mention("Person", passage, asked.start(1), asked.end(1), 0.8, COMPONENT)


def spread(facts: Facts) -> None:
    """People already found, wherever else their full name, surname or single name stands."""
    known: dict[str, float] = {}
    alone: dict[str, float] = {}
    for found in facts.found:
        if found.mention.type == "Person":
            parts = found.mention.name.replace("’", "'").split()
            (known if len(parts) > 1 else alone)[" ".join(parts)] = found.mention.confidence
    for name, confidence in sorted(known.items()):
        for passage, start, end in facts.occurrences.of(name):
            capital = all(w[0].isupper() for w in passage.text[start:end].split() if fold(w) not in {"de", "la", "du", "le"})
            if capital and not _EPONYM.search(passage.text[max(0, start - 40) : start]):
                facts.mention("Person", passage, start, end, min(confidence, 0.9), COMPONENT)
    surnames = Counter(name.split()[-1] for name in known)
    common = {word for p in facts.passages for word in _WRITTEN.findall(p.text) if word.islower()}
    for name in sorted(known):
        surname = name.split()[-1]
        if surnames[surname] == 1 and len(surname) > 3 and surname.lower() not in common:
            alone[surname] = 0.65  # used alone after the full name, and no common word
    firsts = Counter(name.split()[0] for name in known)
    for name in known:
        first = name.split()[0]
        if firsts[first] == 1 and len(first) > 2 and _is_first_name(first) and first.lower() not in common:
            alone.setdefault(first, 0.65)
    for name in sorted(alone):
        for passage, start, end in facts.occurrences.of(name):
            before = passage.text[max(0, start - 40) : start]
            within = _NAME_BEFORE.search(before) or _NAME_AFTER.match(passage.text, end)
            if passage.text[start:end] == name and not within:
                facts.mention("Person", passage, start, end, 0.7, COMPONENT)


_WRITTEN = re.compile(r"\w[\w'-]*")
_NAME_BEFORE = re.compile(rf"[{UPPER}][\w-]+\s+(?:de\s+|d')?$")
_NAME_AFTER = re.compile(rf"\s+[{UPPER}]")


def find(facts: Facts, docs: list[Doc]) -> None:
    """Adds the people that the document names."""
    _cards(facts)
    _thanks(facts)
    _honoured(facts)
    _credited(facts)
    _titled(facts)
    _met(facts)
    _in_prose(facts, docs)


def section_kind(passage: Passage) -> str | None:
    """``board`` or ``team`` where the headings over a passage say that it is of people, the nearest heading first."""
    return _kind_of((passage.opening, *reversed(passage.section)))


@lru_cache(maxsize=1024)
def _kind_of(headings: tuple[str, ...]) -> str | None:
    board = pattern(COMPONENT, "boards", r"(?<!\w){}(?!\w)")
    team = pattern(COMPONENT, "teams", r"(?<!\w){}(?!\w)")
    for heading in headings:
        if board.search(heading):
            return "board"
        if team.search(heading):
            return "team"
    return None
