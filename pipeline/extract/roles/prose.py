"""Roles in sentences: before a name, after it, after «Il est»."""

from __future__ import annotations

import re

from ...types import Mention
from ..facts import Facts, Found
from ..names import UPPER
from ..passages import Passage
from ..titles import ADJECTIVE, FORMER, TITLE, title_at
from .held import GOVERNS, hold
from .phrases import Title, phrase

_HONORIFIC = r"(?:(?:M\.|Mme|Mlle|Dr|Dre|Me|Pr|Monsieur|Madame)\s+)?"
_BEFORE = re.compile(
    rf"(?:\b(?:le|la|les|des|du|au|notre|son|sa|un|une|aux|de|et)\s+|\bl'|^)(?P<title>(?:{FORMER}[\s-]+)?{TITLE}(?:\s+{ADJECTIVE})*"
    rf"(?P<of>\s+(?:de\s+la|de\s+l'|du|des|de|d')\s*(?:l'|la\s)?[{UPPER}][^,.;:]{{1,60}}?)?)"
    rf"(?:\s+(?:pour\s+l'année\s+[\d-]+\s+)?est|,|\s*:)?\s+{_HONORIFIC}$",
    re.I,
)
_AFTER_IS = re.compile(
    r"\s*(?:,\s*)?(?:est|était|fut|a été nommée?|devient|est devenue?)"
    r"(?:\s*,?\s+(?:depuis|en)\s+[\w\s]{0,16}?\d{4}\s*,?|\s+actuellement|\s+aujourd'hui|\s+aussi|\s+également)?"
    r"\s*,?\s*(?:le |la |l'|un |une )?",
    re.I,
)
_AFTER_COMMA = re.compile(r"\s*(?:,|\(|–|\[)\s*(?:le |la |l'|un |une |notre )?", re.I)
_HE_IS = re.compile(
    r"\b(?:Il|Elle) (?:est|était)(?:,?\s+depuis\s+\d{4})?\s*,?\s*(?:aussi |également )?(?:le |la |l'|un |une )?"
)


def spoken(facts: Facts) -> None:
    """Titles in sentences: before a name, after it, after «Il est»."""
    for passage in facts.passages:
        if passage.kind == "card":
            continue
        people = facts.inside(passage, kind="Person")
        for person in people:
            _before(facts, passage, person)
            for link in (_AFTER_IS, _AFTER_COMMA):
                after = link.match(passage.text, person.end)
                if after and title_at(passage.text, after.end()) is not None:
                    _enumerate(facts, passage, person.mention, after.end(), person.start)
                    break
        for he in _HE_IS.finditer(passage.text):
            before = [p for p in people if p.end <= he.start()]
            if before and title_at(passage.text, he.end()) is not None:
                _enumerate(facts, passage, before[-1].mention, he.end(), he.start())


def _enumerate(facts: Facts, passage: Passage, person: Mention, at: int, quoted: int) -> None:
    """«entrepreneur, stratège numérique et directeur artistique»: each title in turn."""
    while True:
        title = phrase(facts, passage, at)
        if title is None:
            return
        end = title.org[1] if title.org else title.end
        own = facts.publisher if title.org is None and GOVERNS.match(passage.text[title.start : title.end]) else None
        hold(facts, person, passage, title, (quoted, end), own, 0.82)
        more = re.compile(r"(?:,\s+(?:et\s+)?|\s+et\s+|\s*\|\s*)(?:une?\s+|la\s+|le\s+)?").match(passage.text, end)
        if more is None or title_at(passage.text, more.end()) is None:
            return
        at = more.end()


def _before(facts: Facts, passage: Passage, person: Found) -> None:
    """Titles before a name: «le directeur de X, P», «la présidente et fondatrice P»."""
    offset = max(0, person.start - 130)
    before = passage.text[offset : person.start]
    joined = re.search(rf"(?P<first>{_PAIR})\s+et\s+{_HONORIFIC}$", before)
    if joined:
        before = before[: joined.start()]
    match = _BEFORE.search(before)
    if match is None:
        return
    start = offset + match.start("title")
    title = phrase(facts, passage, start) or Title(start, offset + match.end("title"), None)
    if title.org is None or title.org[1] > person.start:
        title = Title(start, offset + match.end("title"), None)
    shown = passage.text[start : title.end]
    second = re.search(rf"\s+et\s+(?={TITLE})", passage.text[start : offset + match.end("title")], re.I)
    if title.org is None and second is None and len(shown.split()) > 12:
        return
    org = None
    if title.org is None and not match["of"] and GOVERNS.match(shown):
        org = facts.publisher
    hold(facts, person.mention, passage, title, (start, person.end), org, 0.8)
    earlier = re.search(rf"({TITLE}(?:\s+{ADJECTIVE})*)\s+et\s+$", passage.text[max(0, start - 60) : start], re.I)
    if earlier:
        s = max(0, start - 60) + earlier.start(1)
        both = Title(s, s + len(earlier[1]), title.org)
        hold(facts, person.mention, passage, both, (s, person.end), org, 0.8)


_PAIR = rf"[{UPPER}][\w'-]+(?:\s+[{UPPER}][\w'-]+){{0,3}}"
