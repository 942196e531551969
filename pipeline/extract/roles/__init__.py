"""Roles: titles that people hold, on cards, beside names and in sentences, with their organizations where these are named."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...types import Mention
from ..facts import Facts, Found
from ..names import LOWER, UPPER, chunks
from ..organizations import plausible as plausible_organization
from ..passages import Passage, is_interview
from ..people import section_kind
from ..titles import ADJECTIVE, FORMER, TITLE, starts_with_title, title_at
from ..words import any_of, fold, words

COMPONENT = "roles"

_OWN = re.compile(r"conseil d'administration|\bC\.\s?A\.|\bCA\b|du bureau|du conseil|du comité", re.I)
_SPLIT = re.compile(r"\s*[|/•]\s*|\s+·\s+|\n")
_ORG_HEADS = re.compile(
    r"(?:général|exécutif|exécutive|générale|présidente?|pdg|fondat|associée?|gérante?|administrat|trésori|secrétaire"
    r"|membre|artistique|directeur|directrice|maire|officer|director|manager|porte-parole|chef)",
    re.I,
)
_UNTIL = re.compile(
    r"[,.;:()!?\n\[\]]|\s(?:qui|dont|où|a|ont|est|était|depuis|lors|avec|afin|pour|par|nous|se|ainsi|dans|et)\b|$"
)
_HONORIFIC = r"(?:(?:M\.|Mme|Mlle|Dr|Dre|Me|Pr|Monsieur|Madame)\s+)?"


@dataclass(frozen=True, slots=True)
class Title:
    """A title in its passage: where the role stands and where its organization does, if it names one."""

    start: int
    end: int
    org: tuple[int, int] | None


def _is_name(text: str) -> bool:
    """Whether text may be an organization after a comma: every word that counts has a capital."""
    counted = [w for w in re.split(r"[\s'-]+", text) if len(w) > 3 or w[:1].isupper()]
    return (
        bool(counted)
        and all(w[:1].isupper() or w[:1].isdigit() for w in counted)
        and plausible_organization(text)
        and len(text) < 70
    )


def _segment(text: str, start: int, end: int, outside: bool) -> list[Title]:
    """Titles of one segment of a card («Directrice, X», «PDG X et professionnelle de santé»). ``outside`` allows «PDG X»."""
    parts: list[tuple[int, int]] = []
    at = start
    for cut in re.finditer(r",\s+|\s+[–—]\s+(?=[a-zà-ÿ])|\s+et\s+(?=[a-zà-ÿ])|\s+&\s+(?=[a-zà-ÿ])", text[start:end]):
        if title_at(text, start + cut.end()) and starts_with_title(text[start + cut.end() : end]):
            parts.append((at, start + cut.start()))
            at = start + cut.end()
    parts.append((at, end))
    titles: list[Title] = []
    for s, e in parts:
        comma = text.rfind(", ", s, e)
        after = text[comma + 2 : e].strip() if comma > 0 else ""
        loose = outside and re.match(rf"[{UPPER}]", after) and len(after.split()) <= 4 and not starts_with_title(after)
        if after and (_is_name(after) or loose and plausible_organization(after)):
            titles.append(Title(s, comma, (comma + 2, e)))
            continue
        direct = re.match(rf"((?:{FORMER}[\s-]+)?{TITLE}(?:\s+{ADJECTIVE})*)\s+(?=[{UPPER}])", text[s:e], re.I)
        if outside and direct and re.match(rf"[{UPPER}]", text[s + direct.end() : e]):
            stop = text.find(" - ", s + direct.end(), e)
            titles.append(Title(s, s + direct.end(1), (s + direct.end(), stop if stop > 0 else e)))
            continue
        chez = re.search(rf"\s+(?:chez|at|de|d'|du|de la|de l')\s*(?=[{UPPER}])", text[s:e])
        name = text[s + chez.end() : e] if chez else ""
        headed = (
            re.fullmatch(rf"(?:{FORMER}[\s-]+)?{TITLE}(?:\s+{ADJECTIVE})*", text[s : s + chez.start()], re.I) if chez else None
        )
        short = headed and _ORG_HEADS.search(headed[0]) and len(name.split()) <= 4 and plausible_organization(name)
        if chez and (_is_name(name) or short) and (outside or chez[0].strip() in ("chez", "at")):
            titles.append(Title(s, s + chez.start(), (s + chez.end(), e)))
            continue
        titles.append(Title(s, e, None))
    return titles


def _hold(
    facts: Facts,
    person: Mention,
    passage: Passage,
    title: Title,
    quote: tuple[int, int],
    org: Mention | None,
    confidence: float,
) -> None:
    """Adds a role and that the person holds it, in the organization that the title names, else in ``org``."""
    role = facts.mention("Role", passage, title.start, title.end, confidence, COMPONENT)
    if title.org:
        org = facts.mention("Organization", passage, *title.org, 0.88, COMPONENT) or org
    if role is None:
        return
    evidence = facts.evidence(passage, *quote)
    if not any(set(s) & set(person.evidence.spans) for s in [evidence.spans]) and fold(person.name) not in fold(evidence.quote):
        pieces = [evidence, person.evidence]
    else:
        pieces = [evidence]
    years = _years(passage.text[quote[0] : min(len(passage.text), quote[1] + 24)])
    facts.claim(
        person, "holdsRole", role, pieces, confidence, COMPONENT, qualifiers={"organization": org.key if org else None, **years}
    )
    if org and re.search(r"\b(?:co-?)?fondat(?:eur|rice)", passage.text[title.start : title.end], re.I):
        facts.claim(person, "founded", org, pieces, confidence, COMPONENT)


def _years(text: str) -> dict[str, str | None]:
    """Since when and until when, as qualifiers: «de 2015 à 2020», «depuis 2021»."""
    both = re.search(r"\bde ((?:19|20)\d\d) à ((?:19|20)\d\d)", text)
    if both:
        return {"from": both[1], "to": both[2]}
    since = re.search(r"\bdepuis (?:\w+ )?((?:19|20)\d\d)", text)
    return {"from": since[1] if since else None}


def _carded(facts: Facts) -> None:
    """A title under or after a name, on a card or a line of its own."""
    for passage in facts.passages:
        first = next((f for f in facts.inside(passage, kind="Person") if not passage.text[: f.start].strip(" •–-")), None)
        if first is None or passage.kind not in ("card", "paragraph", "heading", "list_item", "cell", "caption"):
            continue
        rest, offset, where = passage.text[first.end :], first.end, passage
        lead = re.match(r"\s*(?:\n|,|:|–|-|\||\()\s*", rest)
        if not rest.strip() and passage.kind in ("heading", "paragraph") and passage.index + 1 < len(facts.passages):
            where, offset, rest = facts.passages[passage.index + 1], 0, facts.passages[passage.index + 1].text
            if len(rest) > 170 or where.kind not in ("paragraph", "heading"):
                continue
        elif lead and (passage.kind != "paragraph" or len(passage.text) < 160 and not passage.text.rstrip().endswith(".")):
            offset, rest = first.end + lead.end(), rest[lead.end() :]
        else:
            continue
        kind = section_kind(passage)
        if not starts_with_title(rest) and not (
            kind and where is passage and lead and len(rest) < 70 and not re.search(r"\d|@", rest)
        ):
            continue
        flat = where.text.replace("\n", " ")
        end = len(flat.rstrip(" ).,;"))
        if passage.kind == "heading" and where is passage:
            _titled_heading(facts, first, passage, offset)
            continue
        at = offset
        bounds = [
            m.span() for m in _SPLIT.finditer(where.text, offset) if m[0] != "\n" or starts_with_title(where.text[m.end() :])
        ]
        for s, e in [*bounds, (end, end)]:
            for title in _segment(flat, at, s, outside=kind != "team"):
                shown = flat[title.start : title.end]
                own = kind == "team" or bool(_OWN.search(shown)) or bool(_GOVERNS.match(shown))
                quote = (first.start, len(passage.text)) if where is passage else (0, len(where.text))
                _hold(facts, first.mention, where, title, quote, facts.publisher if own and not title.org else None, 0.92)
            at = e
        if kind == "board" and facts.publisher:
            facts.claim(
                first.mention,
                "memberOf",
                facts.publisher,
                facts.evidence(passage, first.start, len(passage.text)),
                0.85,
                COMPONENT,
            )


def _titled_heading(facts: Facts, person: Found, passage: Passage, offset: int) -> None:
    """«P, directrice de X» as a heading."""
    title = _phrase(facts, passage, offset)
    if title:
        _hold(facts, person.mention, passage, title, (0, len(passage.text)), None, 0.9)


def _phrase(facts: Facts, passage: Passage, start: int) -> Title | None:
    """The title that begins at ``start`` of a sentence, with the organization after «de», «chez» …"""
    text = passage.text
    head = title_at(text, start)
    if head is None:
        return None
    while True:
        more = re.compile(rf"\s+{ADJECTIVE}(?!\w)", re.I).match(text, head)
        if more is None:
            break
        head = more.end()
    stop = _UNTIL.search(text, head)
    end = stop.start() if stop else len(text)
    link = re.compile(
        r"\s+(?:de\s+la\s+|de\s+l'|du\s+groupe\s+|du\s+|des\s+|de\s+|d'|chez\s+|at\s+|à\s+la\s+|à\s+l'|au\s+|à\s+)", re.I
    ).match(text, head)
    if link:
        known = next((f for f in facts.inside(passage, kind="Organization") if f.start in (link.end(), link.end() - 2)), None)
        if known:
            return Title(start, head, (known.start, known.end))
        chunk = next(iter(chunks(text[link.end() : end])), None)
        if chunk and chunk.start == 0 and _ORG_HEADS.search(text[start:head]) and plausible_organization(chunk.text):
            more = re.match(rf"\s+[{LOWER}]+(?:ique|ales?|al|ienne?)\b", text[link.end() + chunk.end :])
            stop_at = link.end() + chunk.end + (more.end() if more and len(chunk.text.split()) == 1 else 0)
            return Title(start, head, (link.end(), stop_at))
    for org in facts.inside(passage, head, end + 80, "Organization"):
        away = re.search(
            r"\s+(?:de\s+la|de\s+l'|du|des|de|d'|à\s+la|à\s+l'|au|aux|à|chez|pour\s+la|pour\s+l'|au\s+sein\s+d[eu])\s*(?:La\s|Le\s|L')?$",
            text[head : org.start],
        )
        if org.start < end and away:
            return Title(start, head + away.start(), (org.start, org.end))
    comma = re.compile(rf",\s+(?=[{UPPER}])").match(text, end) if text[end : end + 1] == "," else None
    if comma:
        after = _UNTIL.search(text, comma.end())
        name = text[comma.end() : after.start() if after else len(text)]
        if _is_name(name) and any(f.start == comma.end() and f.mention.type == "Organization" for f in facts.inside(passage)):
            return Title(start, end, (comma.end(), comma.end() + len(name)))
    inner = text[start:end].rstrip()
    if " et " in inner:
        inner = inner.split(" et ")[0]
    return Title(start, start + len(inner), None)


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
_I_AM = re.compile(
    rf"\b(?:[Jj]e suis (?:actuellement |aujourd'hui )?(?:le |la |l'|un |une )?|{any_of(words(COMPONENT, 'first_person'))}\s+)"
)


def _spoken(facts: Facts) -> None:
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
        title = _phrase(facts, passage, at)
        if title is None:
            return
        end = title.org[1] if title.org else title.end
        own = facts.publisher if title.org is None and _GOVERNS.match(passage.text[title.start : title.end]) else None
        _hold(facts, person, passage, title, (quoted, end), own, 0.82)
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
    title = _phrase(facts, passage, start) or Title(start, offset + match.end("title"), None)
    if title.org is None or title.org[1] > person.start:
        title = Title(start, offset + match.end("title"), None)
    shown = passage.text[start : title.end]
    second = re.search(rf"\s+et\s+(?={TITLE})", passage.text[start : offset + match.end("title")], re.I)
    if title.org is None and second is None and len(shown.split()) > 12:
        return
    org = None
    if title.org is None and not match["of"] and _GOVERNS.match(shown):
        org = facts.publisher
    _hold(facts, person.mention, passage, title, (start, person.end), org, 0.8)
    earlier = re.search(rf"({TITLE}(?:\s+{ADJECTIVE})*)\s+et\s+$", passage.text[max(0, start - 60) : start], re.I)
    if earlier:
        s = max(0, start - 60) + earlier.start(1)
        both = Title(s, s + len(earlier[1]), title.org)
        _hold(facts, person.mention, passage, both, (s, person.end), org, 0.8)


_PAIR = rf"[{UPPER}][\w'-]+(?:\s+[{UPPER}][\w'-]+){{0,3}}"
_GOVERNS = re.compile(
    r"(?:vice[- ])?(?:présidente?|trésori(?:er|ère)|secrétaire|administrat(?:eur|rice))(?: générale?| adjointe?)?$"
    r"|direct(?:eur|rice)(?: générale?| adjointe?| exécuti(?:f|ve))*$",
    re.I,
)
"""Titles that, bare, are held in the organization that speaks."""


def _interviewed(facts: Facts) -> None:
    """First-person titles of the person interviewed («en qualité de manager»)."""
    person = interviewee(facts)
    if person is None:
        return
    for passage in facts.passages:
        if passage.kind != "paragraph":
            continue
        for match in _I_AM.finditer(passage.text):
            if not re.search(r"\b(?:j'|je|m'|me|mon|ma)\b|\bj'", passage.text[max(0, match.start() - 120) : match.end()], re.I):
                continue
            title = _phrase(facts, passage, match.end())
            if title is None:
                continue
            sentence = max(passage.text.rfind(". ", 0, match.start()) + 2, 0)
            end = title.org[1] if title.org else title.end
            orgs = facts.inside(passage, sentence, match.start(), "Organization")
            org = orgs[-1].mention if orgs and title.org is None and "qualité" in match[0] else None
            _hold(facts, person, passage, title, (sentence, end), org, 0.7)


def employer(facts: Facts) -> Mention | None:
    """The organization of the person interviewed, by the first role told of them."""
    person = interviewee(facts)
    keys = {
        f.mention.key
        for f in facts.found
        if person and f.mention.type == "Person" and fold(f.mention.name) == fold(person.name)
    }
    mentions = {f.mention.key: f for f in facts.found}
    held = [
        dict(c.qualifiers).get("organization")
        for c in facts.claims.values()
        if c.predicate == "holdsRole" and c.subject in keys
    ]
    orgs = sorted((mentions[k].passage, mentions[k].start, k) for k in held if k in mentions)
    return mentions[orgs[0][2]].mention if orgs else None


def interviewee(facts: Facts) -> Mention | None:
    """The person that an interview is with: named in its first heading, with questions further on."""
    if not is_interview(facts.passages):
        return None
    for passage in facts.passages[:8]:
        for found in facts.inside(passage, kind="Person"):
            return found.mention
    return None


_CREDIT = re.compile(rf"\b({any_of(words(COMPONENT, 'credits'))})\s*:\s*")


def _credited(facts: Facts) -> None:
    """Credit lines («Scénario : X») are roles without organization."""
    for passage in facts.passages:
        for credit in _CREDIT.finditer(passage.text):
            for person in facts.inside(passage, credit.end(), credit.end() + 60, "Person"):
                if person.start == credit.end():
                    title = Title(credit.start(1), credit.end(1), None)
                    _hold(facts, person.mention, passage, title, (credit.start(1), person.end), None, 0.85)


def find(facts: Facts) -> None:
    """Adds the roles that people hold."""
    _credited(facts)
    _carded(facts)
    _spoken(facts)
    _interviewed(facts)
