"""Titles in their passages: where the words of a role stand, and those of the organization that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..facts import Facts
from ..names import LOWER, UPPER, chunks
from ..organizations import plausible as plausible_organization
from ..passages import Passage
from ..titles import ADJECTIVE, FORMER, TITLE, starts_with_title, title_at
from ..words import any_of, words

_ORG_HEADS = re.compile(
    r"(?:général|exécutif|exécutive|générale|présidente?|pdg|fondat|associée?|gérante?|administrat|trésori|secrétaire"
    r"|membre|artistique|directeur|directrice|maire|officer|director|manager|porte-parole|chef)",
    re.I,
)
_UNTIL = re.compile(
    r"[,.;:()!?\n\[\]]|\s(?:qui|dont|où|a|ont|est|était|depuis|jusqu|lors|avec|afin|pour|par|nous|se|ainsi|dans|et)\b|$"
)
_WHERE = re.compile(rf"\s+(?:à|en|au)\s+(?-i:[{UPPER}])[\w'-]+(?:[ -][{UPPER}][\w-]+)*$")
"""«responsable de projets à Brumal»: where, not what."""
_AT = re.compile(r"(?:à la|à l'|au|chez|à)\b", re.I)
_WORKPLACE = re.compile(
    rf"(?:(?i:{any_of(words('roles', 'workplaces'))})(?:[ ][{LOWER}]{{4,}})?(?:[ ](?:de[ ]la[ ]|de[ ]l'|du[ ]|des[ ]|de[ ]|d')"
    rf"|[ ]))(?:[{UPPER}][\w'’-]*)(?:[ ](?:(?:de[ ]la|de[ ]l'|du|des|de|d')[ ]?)?[{UPPER}][\w'’-]*)*"
)
_OFFICE = re.compile(
    r"(?:vice[- ])?(?:présidente?|trésori(?:er|ère)|secrétaire(?: générale?)?)(?: adjointe?| suppléante?)?", re.I
)
"""An office of a board, behind which another title is what somebody does elsewhere."""
_OF_OFFICE = re.compile(r"fondat|direct|délégu|adjoint|suppléant|génér|honor|sortant|élu|d'honneur|par intérim", re.I)
_WHOLE = re.compile(rf"(?=(?-i:[{LOWER}])){TITLE}(?:\s+{ADJECTIVE})*", re.I)
_BODIES = any_of(words("roles", "bodies"))


@dataclass(frozen=True, slots=True)
class Title:
    """A title in its passage: where the role stands and where its organization does, if it names one."""

    start: int
    end: int
    org: tuple[int, int] | None


def is_name(text: str) -> bool:
    """Whether text may be an organization after a comma: every word that counts has a capital."""
    counted = [w for w in re.split(r"[\s'-]+", text) if len(w) > 3 or w[:1].isupper()]
    return (
        bool(counted)
        and all(w[:1].isupper() or w[:1].isdigit() for w in counted)
        and plausible_organization(text)
        and len(text) < 70
    )


def segment(text: str, start: int, end: int, outside: bool) -> list[Title]:
    """Titles of one segment of a card («Directrice, X», «PDG X et professionnelle de santé»). ``outside`` allows «PDG X»."""
    parts: list[tuple[int, int]] = []
    at = start
    for cut in re.finditer(
        r",\s+|\s+[–—]\s+(?=[a-zà-ÿ])|\s+et\s+(?=[a-zà-ÿ])|\s+&\s+(?=[a-zà-ÿ])|(?<=[a-zà-ÿ])\s+(?=[A-ZÀ-Ý][a-zà-ÿ])|(?<=[a-zà-ÿ])\s+(?=[a-zà-ÿ])",
        text[start:end],
    ):
        before, behind = text[at : start + cut.start()], text[start + cut.end() : end]
        two = _OFFICE.fullmatch(before) and not _OF_OFFICE.match(behind) or behind[:1].isupper() and _WHOLE.fullmatch(before)
        if not cut[0].strip() and not two:
            continue  # «Vice Présidente»: only «président Directeur principal» and «Trésorier comptable» are two
        if title_at(text, start + cut.end()) and starts_with_title(text[start + cut.end() : end]):
            parts.append((at, start + cut.start()))
            at = start + cut.end()
    parts.append((at, end))
    titles: list[Title] = []
    for s, e in parts:
        comma = text.rfind(", ", s, e)
        after = text[comma + 2 : e].strip() if comma > 0 else ""
        loose = outside and re.match(rf"[{UPPER}]", after) and len(after.split()) <= 4 and not starts_with_title(after)
        if after and (is_name(after) or loose and plausible_organization(after)):
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
        if chez and (is_name(name) or short) and (outside or chez[0].strip() in ("chez", "at")):
            titles.append(Title(s, s + chez.start(), (s + chez.end(), e)))
            continue
        titles.append(Title(s, e, None))
    return titles


def phrase(facts: Facts, passage: Passage, start: int) -> Title | None:
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
    people = facts.inside(passage, head, end, "Person")
    end = people[0].start if people else end
    link = re.compile(
        rf"\s+(?:de\s+la\s+|de\s+l'|du\s+|des\s+|de\s+|d'|chez\s+|at\s+|à\s+la\s+|à\s+l'|au\s+|à\s+)"
        rf"(?-i:{_BODIES}\s+(?:la\s+|le\s+|les\s+|l')?(?=[{UPPER}«]))?",
        re.I,
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
        at_work = _WORKPLACE.match(text, link.end()) if _AT.match(link[0].lstrip()) else None
        if at_work and plausible_organization(at_work[0]):
            return Title(start, head, at_work.span())
    for org in facts.inside(passage, head, end + 80, "Organization"):
        away = re.search(
            r"\s+(?:de\s+la|de\s+l'|du|des|de|d'|à\s+la|à\s+l'|au|aux|à|chez|pour\s+la|pour\s+le|pour\s+l'|au\s+sein\s+d[eu])\s*(?:La\s|Le\s|L')?$",
            text[head : org.start],
        )
        if org.start < end and away:
            return Title(start, head + away.start(), (org.start, org.end))
    comma = re.compile(rf",\s+(?=[{UPPER}])").match(text, end) if text[end : end + 1] == "," else None
    if comma:
        named = next((f for f in facts.inside(passage, comma.end(), kind="Organization") if f.start == comma.end()), None)
        if named and is_name(text[named.start : named.end]):
            return Title(start, end, (named.start, named.end))
    inner = _WHERE.sub("", text[start:end].rstrip())
    inner = re.split(r" (?:et|puis) ", inner)[0]
    return Title(start, start + len(inner), None)
