"""Roles in sentences: before a name, after it, after «Il est»."""

from __future__ import annotations

import re

from ...types import Mention
from ..facts import Facts, Found
from ..names import LOWER, UPPER
from ..passages import Passage
from ..reference import portrayed, referent
from ..titles import ADJECTIVE, FORMER, TITLE, title_at
from ..words import any_of, fold, words
from .held import COMPONENT, GOVERNS, hold
from .interviews import interviewee
from .phrases import Title, phrase

_HONORIFIC = r"(?:(?:M\.|Mme|Mlle|Dr|Dre|Me|Pr|Monsieur|Madame)\s+)?"
_BEFORE = re.compile(
    rf"(?:\b(?:le|la|les|des|du|au|notre|son|sa|un|une|aux|de|et)\s+|\bl'|^)(?P<title>(?:{FORMER}[\s-]+)?{TITLE}(?:\s+{ADJECTIVE})*"
    rf"(?P<of>\s+(?:de\s+la|de\s+l'|du|des|de|d')\s*(?:l'|la\s)?(?-i:[{UPPER}])[^,.;:]{{1,60}}?)?(?:(?-i:\s+[{LOWER}-]+)){{0,2}}?)"
    rf"(?:\s+(?:pour\s+l'année\s+[\d-]+\s+)?est|,|\s*:)?\s+{_HONORIFIC}$",
    re.I,
)
_WHEN = rf"(?:(?:{any_of(words(COMPONENT, 'when'))})\s*,?\s+)?"
_AFTER_IS = re.compile(
    rf"\s*(?:,\s*)?{any_of(words(COMPONENT, 'becomes'))}(?!\w)"
    r"(?:\s*,?\s+(?:depuis|en)\s+[\w\s]{0,16}?\d{4}\s*,?)?"
    rf"\s*,?\s*{_WHEN}(?:le |la |l'|un |une )?",
    re.I,
)
_AFTER_COMMA = re.compile(rf"(?:\s+née? [{UPPER}][\w'-]+)?\s*(?:,|\(|–|\[)\s*{_WHEN}(?:le |la |l'|un |une |notre )?", re.I)
_HE_IS = re.compile(
    rf"\b(?P<whose>dont )?(?:[Ii]l|[Ee]lle|{any_of(words(COMPONENT, 'epithets'))})\s+(?:y )?"
    rf"{any_of(words(COMPONENT, 'he_is'))}(?!\w)"
    rf"(?:,?\s+(?:depuis|en)\s+(?:\w+ )?\d{{4}})?\s*,?\s*{_WHEN}(?:le |la |l'|un |une |d'abord )?"
)
_BEHIND = re.compile(r"\s*,\s*$")


def spoken(facts: Facts) -> None:
    """Titles in sentences: before a name, after it, after «Il est»."""
    for passage in facts.passages:
        people = facts.inside(passage, kind="Person")
        for person in people:
            if passage.kind == "card" and not re.match(r",\s", passage.text[person.end :]):
                continue
            _before(facts, passage, person)
            for link in (_AFTER_IS, _AFTER_COMMA):
                after = link.match(passage.text, person.end)
                if after and any(f.mention.type == "Role" for f in facts.at(passage, after.end(), after.end() + 1)):
                    break  # read as a line of a list
                if after and title_at(passage.text, after.end()) is not None:
                    _enumerate(facts, passage, person.mention, after.end(), person.start)
                    break
        _fronted(facts, passage, people)
        _hired(facts, passage)
        for he in _HE_IS.finditer(passage.text):
            who = referent(facts, passage, he.start()) if title_at(passage.text, he.end()) is not None else None
            if who is not None:
                _enumerate(facts, passage, who, he.end(), he.start(), _antecedent(facts, passage, he))


_HIRED = re.compile(rf"\bl'{any_of(words(COMPONENT, 'hires'))}\s+(?:comme|au poste d[e']|en tant que)\s*(?:la |le |l'|une? )?")


def _hired(facts: Facts, passage: Passage) -> None:
    """«L'ONG X l'embauche comme cheffe de projet»."""
    for hired in _HIRED.finditer(passage.text):
        bodies = facts.inside(passage, 0, hired.start(), "Organization")
        who = referent(facts, passage, hired.start()) if title_at(passage.text, hired.end()) is not None else None
        if who and bodies and not passage.text[bodies[-1].end : hired.start()].strip():
            _enumerate(facts, passage, who, hired.end(), bodies[-1].start, bodies[-1].mention)


def _antecedent(facts: Facts, passage: Passage, he: re.Match[str]) -> Mention | None:
    """The organization that «dont elle est présidente» speaks of."""
    before = facts.inside(passage, 0, he.start(), "Organization") if he["whose"] else []
    return before[-1].mention if before and _BEHIND.fullmatch(passage.text, before[-1].end, he.start()) else None


_FRONT = re.compile(r"(?:^|[.!?]\s+)(?=[A-ZÀ-Ý])")
_HE = re.compile(r"[^.;:!?]*?,\s+(?:il|elle|cet|cette)\s")


def _fronted(facts: Facts, passage: Passage, people: list[Found]) -> None:
    """«Graveuse, conteuse et directrice artistique, elle a …»: said of the one person named before."""
    for front in _FRONT.finditer(passage.text):
        at = front.end()
        before = {p.mention.name: p for p in people if p.end <= at}
        he = _HE.match(passage.text, at)
        if len(before) != 1 or he is None or title_at(passage.text, at) is None:
            continue
        if any(at <= p.start < he.end() for p in people):
            continue
        person = next(iter(before.values()))
        _enumerate(facts, passage, person.mention, at, at)


def _enumerate(facts: Facts, passage: Passage, person: Mention, at: int, quoted: int, body: Mention | None = None) -> None:
    """«entrepreneur, stratège numérique et directeur artistique»: each title in turn; held in ``body`` where it names none."""
    while True:
        title = phrase(facts, passage, at)
        if title is None:
            return
        end = title.org[1] if title.org else title.end
        if re.compile(r"\s*").sub("", passage.text[end : end + 1]) == "" and any(
            f.start == end + 1 and f.mention.key != person.key for f in facts.inside(passage, end, kind="Person")
        ):
            return  # the next one's title: «X, le vulgarisateur Y»
        governs = title.org is None and GOVERNS.match(passage.text[title.start : title.end])
        own = body or ((facts.publisher or _workplace(facts, person)) if governs else None)
        hold(facts, person, passage, title, (quoted, end), own, 0.82)
        more = re.compile(r"(?:,\s+(?:et\s+|puis\s+|ensuite\s+)?|\s+(?:et|puis)\s+|\s*\|\s*)(?:une?\s+|la\s+|le\s+)?").match(
            passage.text, end
        )
        if more is None or title_at(passage.text, more.end()) is None:
            more = _AFTER_IS.match(passage.text, end)  # «X, proviseure de Y, a été élue présidente»
        if more is None or title_at(passage.text, more.end()) is None:
            return
        at = more.end()


def _workplace(facts: Facts, person: Mention) -> Mention | None:
    """Where the person interviewed works, for that person."""
    asked = (interviewee(facts) or portrayed(facts)) if facts.voice else None
    return facts.voice if asked and fold(asked.name) == fold(person.name) else None


def _before(facts: Facts, passage: Passage, person: Found) -> None:
    """Titles before a name: «le directeur de X, P», «la présidente et fondatrice P»."""
    offset = max(0, person.start - 130)
    before = passage.text[offset : person.start]
    joined = re.search(rf"(?P<first>{_PAIR})\s+et\s+{_HONORIFIC}$", before)
    if joined and _PLURAL.search(before[: joined.start()]):
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
    owner = _OWNED.search(passage.text[:start])
    if title.org is None and owner:
        bodies = [f for f in facts.inside(passage, 0, owner.start() + 1, "Organization") if f.end >= owner.start()]
        org = bodies[-1].mention if bodies else None
    elif title.org is None and _OURS.search(passage.text[:start]):
        org = facts.publisher or facts.voice
    elif title.org is None and not match["of"] and GOVERNS.match(shown):
        org = facts.publisher
    hold(facts, person.mention, passage, title, (start, person.end), org, 0.8)
    named = _IS_THE.search(passage.text[:start])
    if named:
        other = Title(named.start(1), named.end(1), None)
        hold(facts, person.mention, passage, other, (named.start(1), person.end), None, 0.78)
    earlier = re.search(rf"({TITLE}(?:\s+{ADJECTIVE})*)\s+et\s+$", passage.text[max(0, start - 60) : start], re.I)
    if earlier:
        s = max(0, start - 60) + earlier.start(1)
        both = Title(s, s + len(earlier[1]), title.org)
        hold(facts, person.mention, passage, both, (s, person.end), org, 0.8)


_OURS = re.compile(r"\b(?:[Nn]otre|[Nn]os)\s+$")
_OWNED = re.compile(r"(?:,| et|, et) (?:sa|son|leur)\s+$")
"""«X et sa fondatrice P»: the title is held in what stands before."""
_IS_THE = re.compile(
    rf"(?:^|[.;:!?]\s+)(?:La|Le|L')\s?({TITLE}(?:\s+{ADJECTIVE})*)(?:\s+(?:de|d')\s?[\w\s'’-]{{2,40}})?\s+(?:est|était|sera|fut)\s+(?:la\s+|le\s+|l')$"
)
"""«La marraine de cette édition est l'astronome P»: two titles of one person."""
_PLURAL = re.compile(r"\b(?:[Ll]es|[Dd]es|[Nn]os|[Aa]ux|[Ll]eurs)\s+[\w\s'-]{3,60}$")
_PAIR = rf"[{UPPER}][\w'-]+(?:\s+[{UPPER}][\w'-]+){{0,3}}"
