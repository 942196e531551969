"""Organizations: lists of partners, names that begin as institutions do, acronyms, what stands after «en partenariat avec»."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from pipeline.read.layout.lines import BULLET_SIGNS

from ...types import Mention
from ..countries import is_country
from ..facts import Facts
from ..names import ACRONYM, BEGIN, LOWER, UPPER, chunks, initials_fit, is_acronym, sentence_start
from ..passages import Passage, list_lead, sentence_around
from ..people import is_full_name, looks_like_person, section_kind
from ..titles import starts_with_title
from ..words import any_of, fold, pattern, without_article, words

COMPONENT = "organizations"

KINDS = ("funder", "sponsor", "supporter", "host", "member", "network", "partner")
"""Kinds of partnership, the telling ones first."""

_NOT_ACRONYMS = frozenset(words(COMPONENT, "not_acronyms"))
_NOT_NAMES = frozenset(fold(w) for w in words(COMPONENT, "not_names"))
_HEAD = any_of(words(COMPONENT, "heads"))
_CAPITAL = rf"(?:[{UPPER}](?:[\w'’&+-]|\.(?=\w))*|\d+[{UPPER}]\w*)"
_LOWER_ADJECTIVE = (
    rf"[{LOWER}-]+(?:ales?|aux|iques?|iennes?|ien|ières?|elles?|ives?|aises?|ais|oises?|ois|ines?|aires?|istes?"
    r"|euses?|eux|ées?|és|rices?|eures?|eurs?|els?|ifs?|taux)"
)
_OF = (
    r"(?:de[ ]la[ ]|de[ ]l'|du[ ]|des[ ]|de[ ]|d'|à[ ]la[ ]|à[ ]l'|aux?[ ]|à[ ]"
    r"|pour[ ](?:la[ ]|le[ ]|les[ ]|l')?|en[ ]|et[ ](?:de[ ]la[ ]|de[ ]l'|du[ ]|des[ ]|de[ ]|d')?"
    r"|sur[ ](?:la[ ]|le[ ]|les[ ]|l')?)"
)
INSTITUTION = re.compile(
    rf"{BEGIN}{_HEAD}(?:[ ]{_LOWER_ADJECTIVE}\b)?(?:[ ]et[ ]{_LOWER_ADJECTIVE}\b)?"
    rf"(?:[ ](?:{_OF})?{_CAPITAL}(?:[ ](?!et\b){_LOWER_ADJECTIVE}\b(?:[ ]et[ ]{_LOWER_ADJECTIVE}\b)?)?"
    rf"|[ ]\d{{2,3}}(?=[,.;:)\n]|$)|[ ]\d(?=[,.;:)\n]|$|[ ](?:a|ont|est|et|nous|qui|se|à|pour)\b)"
    r"|[ ](?:de[ ]la[ ]|de[ ]l'|du[ ]|des[ ]|d'|à[ ]la[ ]|à[ ]l'|de[ ]|pour[ ](?:la[ ]|le[ ]|l'))"
    rf"[{LOWER}]{{4,}}(?:s?[ ]{_LOWER_ADJECTIVE}\b)?)*"
)
_KEEPS_CITY = re.compile(r"(?:Université|Consulat|Cégep|École|Ambassade|Haute école)\b", re.I)
_LISTS = re.compile(any_of(words(COMPONENT, "lists")), re.I)
_BEFORE = re.compile(rf"\b{any_of(words(COMPONENT, 'before'))}(?:\s+|(?<='))(?:la\s+|le\s+|les\s+|l'|une?\s+|du\s+)?", re.I)
_BULLET = re.compile(rf"^\s*(?:[{BULLET_SIGNS}*]|[o–—-](?=\s)|\(?\d{{1,2}}[.)](?=\s))\s*")


_LEGAL = re.compile(rf"(?:,\s*|\s+){any_of(words(COMPONENT, 'legal'))}(?!\w)")


def partner_kind(text: str, heading: bool = False) -> str | None:
    """What a heading or a list's opening says of those who stand under it, or None. A heading must begin with it."""
    before = (
        r"^(?:\W|\d|nos\b|les\b|notre\b|principaux\b|autres\b|grands\b|merci à\b|remerciements à\b|ses\b|\w+ et )*"
        if heading
        else r"(?<!\w)"
    )
    if heading and len(text.split()) > 8:
        return None
    if heading and re.search(r"\b(?:recherch|anciens?|anciennes?|potentiels?|futurs?|à venir|devenir)", text, re.I):
        return None
    found = {kind: [m.end() for m in pattern(COMPONENT, kind, before + "{}").finditer(text)] for kind in KINDS}
    programs = [m.end() for m in pattern("programs", "lists", r"(?<!\w){}(?!\w)").finditer(text)]
    kinds = [kind for kind in KINDS if found[kind]]
    if not kinds or not heading and programs and programs[-1] > max(found[kind][-1] for kind in kinds):
        return None  # a list of programs that speaks of support on its way
    if heading and len(kinds) > 1 and re.search(r"\bet\b|,|&", text):
        return "partner"  # «Partenaires et commanditaires»: which is which is not said
    return kinds[0]


def is_dated(name: str) -> bool:
    """Whether a string only says when: «Depuis 2023»."""
    return pattern(COMPONENT, "when", r"^{}\s+\d{4}$").match(name) is not None


def plausible(name: str) -> bool:
    """Whether a string may name an organization at all."""
    bare = without_article(name)
    folded = fold(bare)
    if bare.split()[:1] and bare.split()[0] in _NOT_ACRONYMS:
        return False
    if is_dated(bare) or starts_with_title(bare) or re.match(r"Miss\b|Startups?\b", bare):
        return False
    if not folded or folded in _NOT_NAMES or folded.isdigit() or len(bare) > 150 or re.fullmatch(r"(?:[A-Z]\.?){1,2}", bare):
        return False
    return len(folded) > 1 and not is_country(bare)


def _with_acronym(facts: Facts, passage: Passage, start: int, end: int, confidence: float) -> Mention | None:
    """A name with its acronym, either way round: two mentions and the claim that they are one."""
    text = passage.text[start:end]
    either = re.fullmatch(r"(?P<a>[^():]+?)\s*\(\s*(?P<b>[^()]+?)\s*\)", text) or re.fullmatch(
        r"(?P<a>[\w.&-]{2,12})\s*(?:–|-|:|—)\s+(?P<b>.+)", text
    )
    if either:
        a, b = either["a"], either["b"]
        for short, long in ((a, b), (b, a)):
            if is_acronym(short.strip()) and initials_fit(short, without_article(long)):
                key = "a" if short == a else "b"
                other = "b" if key == "a" else "a"
                one = facts.mention(
                    "Organization", passage, start + either.start(other), start + either.end(other), confidence, COMPONENT
                )
                two = facts.mention(
                    "Organization", passage, start + either.start(key), start + either.end(key), confidence, COMPONENT
                )
                if one and two:
                    facts.claim(one, "sameAs", two, facts.evidence(passage, start, end), 0.95, COMPONENT)
                return one
        if is_acronym(a) and len(b.split()) > 2 and re.match(rf"(?:L[ae]s?\s+|L')?[{UPPER}]", b) and "(" not in text:
            one = facts.mention(
                "Organization", passage, start + either.start("b"), start + either.end("b"), confidence, COMPONENT
            )
            two = facts.mention(
                "Organization", passage, start + either.start("a"), start + either.end("a"), confidence, COMPONENT
            )
            if one and two:
                facts.claim(one, "sameAs", two, facts.evidence(passage, start, end), 0.8, COMPONENT)
            return one
        if "(" in text:
            return facts.mention("Organization", passage, start, start + either.end("a"), confidence, COMPONENT)
        if is_acronym(a):
            return facts.mention("Organization", passage, start, start + either.end("a"), confidence, COMPONENT)
    return facts.mention("Organization", passage, start, end, confidence, COMPONENT)


_CREDIT = pattern("people", "credits", r"{}\s*:\s")
"""«Révision : X» credits somebody, whatever the list it ends."""

_SORTS = pattern(COMPONENT, "sorts", r"^\W*(?:(?:{}|et|ou|nos|les|de|des|du|,|/|&)\W*)+$")
"""«Partenaires financiers», «Privés et associatifs»: a heading within a list, whatever it is set in."""


def _items(passage: Passage) -> list[tuple[int, int]]:
    """The items that a passage of a list holds: itself, or what «·», «|» or «;» parts."""
    mark = _BULLET.match(passage.text)
    start = mark.end() if mark else 0
    end = len(passage.text.rstrip(" ;,"))
    end -= passage.text[:end].endswith(".") and not re.search(r"\b(?:[Ii]nc|[Ll]t[ée]e|[Ll]td|[Cc]orp)\.$", passage.text[:end])
    if passage.kind == "list_item" and " · " not in passage.text[start:end]:
        return [(start, end)]
    parts = [m.span() for m in re.finditer(r"[^·•|\n;]+", passage.text)]
    if len(parts) < 2:
        parts = [(start, end)]
    return [
        (s + len(passage.text[s:e]) - len(passage.text[s:e].lstrip()), s + len(passage.text[s:e].rstrip(" .,")))
        for s, e in parts
    ]


_MANY = 0.34


def _shares_of_bodies(facts: Facts) -> dict[tuple[int, ...], float]:
    """Of the short lines under each heading, the share that no person can be called: «Les Mains dans la Terre»."""
    lines: dict[tuple[int, ...], list[bool]] = {}
    for passage in facts.passages:
        if passage.kind != "heading" and passage.heads and len(passage.text) < 60 and passage.text[:1].isupper():
            lines.setdefault(passage.heads, []).append(not looks_like_person(passage.text.strip()))
    return {heads: sum(told) / len(told) for heads, told in lines.items() if len(told) > 3}


def listed_partners(facts: Facts) -> list[tuple[Passage, int, int, str]]:
    """Items under a heading or an opening that speaks of partners: passage, start, end, kind of partnership."""
    found: list[tuple[Passage, int, int, str]] = []
    bodies = _shares_of_bodies(facts)
    for passage in facts.passages:
        if passage.kind not in ("list_item", "paragraph", "cell", "card", "caption"):
            continue
        lead = list_lead(passage)
        kind = partner_kind(lead, heading=not passage.opening)
        if kind is None and passage.lead is None and len(passage.section) > 1 and passage.kind != "paragraph":
            kind = partner_kind(passage.section[-2], heading=True) if not re.search(r"\d", passage.section[-1]) else None
        if section_kind(passage) and (kind == "network" or passage.opening):
            continue
        if kind is None or (passage.kind == "list_item" and passage.lead is None and not passage.section):
            continue
        for start, end in _items(passage):
            item = passage.text[start:end]
            if _CREDIT.match(item) or _SORTS.match(item):
                continue
            sentence = len(item) > (140 if passage.kind == "list_item" else 90) or re.search(
                r"[.!?]\s|\b(?:est|sont|a|ont|nous|vous|qui|pour que|avons|merci)\b", item, re.I
            )
            if passage.kind != "list_item" and (sentence or item.endswith(":") or len(item.split()) > 9):
                continue
            if re.match(
                r"\d+ [a-zà-ÿ]|\w+(?:(?<![iy])er|ir) (?:une?|l[ae]s?|des|nos) |\w+(?:(?<![iy])er|ir) l'", item
            ) or is_full_name(item):
                continue  # an action or a person, not a partner
            if kind == "member" and not INSTITUTION.match(item) and not (bodies.get(passage.heads, 0.0) > _MANY):
                continue
            if (
                item
                and plausible(item)
                and not sentence
                and not re.fullmatch(r"[\d\s.,%]+", item)
                and re.search(r"[^\W\d_]{2}", item)
            ):
                found.append((passage, start, end, kind))
    return found + _inline_partners(facts)


_INLINE = re.compile(
    r"\b(?:partenaires?|bailleurs|financeurs|commanditaires|donateurs|mécènes|sponsors|soutiens?)\b[^.:;,]{0,60}"
    r"(?::|\bsont|\bque sont)\s+",
    re.I,
)
_THANKING = re.compile(r"\bremerci(?:e|ons|ent)\s+(?:\w+ment\s+|du fond du cœur\s+)?", re.I)


def _inline_partners(facts: Facts) -> list[tuple[Passage, int, int, str]]:
    """«Nos partenaires sont la Fondation X, la Ville de Y et Z.»"""
    found: list[tuple[Passage, int, int, str]] = []
    for passage in facts.passages:
        if passage.kind not in ("paragraph", "list_item"):
            continue
        over = partner_kind(passage.section[-1], heading=True) if passage.section else None
        cues = list(_INLINE.finditer(passage.text)) or (list(_THANKING.finditer(passage.text)) if over else [])
        for cue in cues:
            _, end = sentence_around(passage.text, cue.end())
            for item in re.finditer(
                r"[^,;]+?(?=\s*(?:,|;|\bet (?:par )?(?=l[ae']|les |[A-ZÀ-Ý])|\.?\s*$))", passage.text[cue.end() : end]
            ):
                lead = re.match(r"\s*(?:et\s+)?(?:par\s+)?(?:(?:de\s+)?(?:la|le|les|du|des)\s+|(?:de\s+)?l')?", item[0])
                offset = lead.end() if lead else 0
                name = item[0][offset:].rstrip(" .")
                if (
                    re.match(rf"[{UPPER}]", name)
                    and len(name) < 90
                    and plausible(name)
                    and not re.search(r"\b(?:qui|que|pour|est|sont|ont)\b", name)
                ):
                    start = cue.end() + item.start() + offset
                    found.append((passage, start, start + len(name), partner_kind(cue[0]) or over or "partner"))
    return found


def _lists(facts: Facts) -> None:
    for passage, start, end, _ in listed_partners(facts):
        if passage.text[start].islower() and passage.kind != "list_item":
            continue
        _with_acronym(facts, passage, start, end, 0.92)


def _trimmed(text: str) -> str:
    """A matched institution without what trails: small words, a second thing after «et». A legal form keeps its full stop."""
    text = re.sub(r"(?:\s+(?:de|du|des|d'|la|le|les|l'|et|en|à|au|aux|pour|sur))+$", "", text.rstrip(" .,;:"))
    return text.rstrip(" .,;:'")


def _institutions(facts: Facts) -> None:
    """«Fondation X», «Ministère de la Mer»: names that begin as institutions do."""
    weak = frozenset(words(COMPONENT, "weak_heads"))
    for passage in facts.passages:
        for match in INSTITUTION.finditer(passage.text):
            name = _trimmed(match[0])
            if passage.kind == "paragraph" and not _KEEPS_CITY.match(name):
                name = re.sub(rf"[ ]à[ ][{UPPER}][\w-]*$", "", name)
            rest = name.split(" ", 1)[1] if " " in name else ""
            proper = any(w[:1].isupper() for w in re.split(r"[\s']", rest))
            if not rest or (name.split()[0] in weak and not proper) or not plausible(name):
                continue
            if sentence_start(passage.text, match.start()) and not proper:
                continue
            confidence = 0.82 if proper else 0.6
            if passage.kind == "heading":
                confidence -= 0.15
            facts.mention("Organization", passage, match.start(), match.start() + len(name), confidence, COMPONENT)


def _expansions(facts: Facts) -> None:
    """«Nom complet (SIGLE)» and «SIGLE (Nom complet)» in running text."""
    for passage in facts.passages:
        for match in re.finditer(rf"\(\s*(?:la |le |l'|les )?({ACRONYM.pattern})\s*\)", passage.text):
            before = passage.text[: match.start()].rstrip()
            name = _expansion_before(before, match[1])
            if name is None:
                continue
            start, end = name
            kind = next(
                (f.mention.type for f in facts.at(passage, start, end) if f.mention.type in ("Program", "Organization")), None
            )
            long = facts.mention(kind or "Organization", passage, start, end, 0.9, COMPONENT)
            short = facts.mention(kind or "Organization", passage, match.start(1), match.end(1), 0.9, COMPONENT)
            if long and short:
                facts.claim(long, "sameAs", short, facts.evidence(passage, start, match.end()), 0.95, COMPONENT)
        for match in re.finditer(
            rf"(?<![\w'])(?:L'|l')?({ACRONYM.pattern})\s*(?:,|\()\s*([{UPPER}][^,()]+?)\s*(?:,|\))", passage.text
        ):
            if initials_fit(match[1], match[2]) and len(match[2].split()) > 1 and match[1] not in _NOT_ACRONYMS:
                long = facts.mention("Organization", passage, match.start(2), match.end(2), 0.9, COMPONENT)
                short = facts.mention("Organization", passage, match.start(1), match.end(1), 0.9, COMPONENT)
                if long and short:
                    facts.claim(long, "sameAs", short, facts.evidence(passage, match.start(1), match.end(2)), 0.95, COMPONENT)


def _expansion_before(before: str, acronym: str) -> tuple[int, int] | None:
    """Where the name that ``acronym`` is made of ends the text ``before``, or None; the shortest one that fits."""
    for match in reversed(list(re.finditer(rf"{BEGIN}[{UPPER}][\w'-]*", before))):
        name = before[match.start() :]
        said = re.search(r"[.;:!?()]|\b(?:est|sont|a|ont|par|et le|et la|et les)\b", name)
        if len(name) < 90 and not said and len(name.split()) > 1 and initials_fit(acronym, name):
            return match.start(), len(before)
    return None


_PLACES = pattern(COMPONENT, "places", rf"(?:\b(?:l[ae]|les|du|au|aux|de|d')\s+|\b[ldLD]')({{}})\s+(?=[{UPPER}])", 0)


def _after_cues(facts: Facts) -> None:
    """What is named after «en partenariat avec», «chez», «l'association» …, and enumerations of companies."""
    for passage in facts.passages:
        for place in _PLACES.finditer(passage.text):
            chunk = next(iter(chunks(passage.text[place.end() : place.end() + 120])), None)
            if chunk and chunk.start == 0:
                _add_chunk(facts, passage, place.start(1), place[1] + " " + chunk.text, 0.82)
        for cue in _BEFORE.finditer(passage.text):
            for chunk in chunks(passage.text[cue.end() : cue.end() + 120]):
                if chunk.start > 1:
                    break
                _add_chunk(facts, passage, cue.end() + chunk.start, chunk.text, 0.78)
                break
        for cue in _LISTS.finditer(passage.text):
            stop = re.compile(r"[.;)](?:\s|$)|…|\.\.\.| qui | pour | sont | ont |\s\(").search(passage.text, cue.end())
            end = stop.start() if stop else len(passage.text)
            if end - cue.end() < 400:
                for item in re.finditer(r"[^,]+?(?=\s*(?:,|\bet\b|\bou\b|$))", passage.text[cue.end() : end]):
                    text = item[0]
                    lead = re.match(r"\s*(?:et\s+|ou\s+)?(?:encore\s+)?(?:par\s+)?(?:le |la |les |l')?", text)
                    offset = lead.end() if lead else 0
                    name = text[offset:].strip(" .")
                    if re.match(rf"(?:{_CAPITAL})", name) and len(name) < 60 and len(name.split()) <= 5 and "?" not in name:
                        _add_chunk(facts, passage, cue.end() + item.start() + offset, name, 0.7)


def _add_chunk(facts: Facts, passage: Passage, start: int, text: str, confidence: float) -> None:
    text = _trimmed(text)
    legal = _LEGAL.match(passage.text, start + len(text))
    text += legal[0] if legal else ""
    if plausible(text) and not re.match(r"\d", text):
        facts.mention("Organization", passage, start, start + len(text), confidence, COMPONENT)


_APPOSED = pattern(
    COMPONENT,
    "apposed",
    r",\s+(?:une?|la|le|l'|notre|jeune|petite?|grande?)\s?(?:jeune\s|petite?\s|grande?\s|première?\s)?{}(?!\w)",
)
_LED = pattern(COMPONENT, "led", r"(?<!\w){}\s+(?:la\s+|le\s+|les\s+|l')?", re.I)


def _apposed(facts: Facts) -> None:
    """«X, une entreprise de …»; «elle préside X», where a name of one or two words follows."""
    for passage in facts.passages:
        for said in _APPOSED.finditer(passage.text):
            offset = max(0, said.start() - 60)
            last = next(reversed(list(chunks(passage.text[offset : said.start()]))), None)
            if last and offset + last.end == said.start() and not looks_like_person(last.text):
                _add_chunk(facts, passage, offset + last.start, last.text, 0.84)
        for cue in _LED.finditer(passage.text):
            chunk = next(iter(chunks(passage.text[cue.end() : cue.end() + 80])), None)
            if chunk and chunk.start == 0 and not looks_like_person(chunk.text):
                _add_chunk(facts, passage, cue.end(), chunk.text, 0.66)


def _owners(facts: Facts) -> None:
    """«le festival X de Y», where Y is written as only organizations are."""
    shape = re.compile(rf"\s+(?:de\s+l'|de\s+|d')((?:[{UPPER}]\w*\d\w*|[{UPPER}][{LOWER}]+[{UPPER}]\w+)(?![\w-]))")
    for passage in facts.passages:
        for found in facts.inside(passage, kind="Program"):
            owner = shape.match(passage.text, found.end)
            if owner:
                _add_chunk(facts, passage, owner.start(1), owner[1], 0.7)


def _acronyms(facts: Facts, docs: list[Doc]) -> None:
    """Acronyms in running text: after an article or a preposition, or where spaCy sees an organization too."""
    for passage, doc in zip(facts.passages, docs, strict=True):
        letters = [c for c in passage.text if c.isalpha()]
        if not letters or sum(c.isupper() for c in letters) > 0.6 * len(letters) and " " in passage.text.strip():
            continue  # a line in capitals says nothing
        guesses = {(e.start_char, e.end_char) for e in doc.ents if e.label_ == "ORG"}
        for match in re.finditer(rf"(?<![\w@./'’-]){ACRONYM.pattern}(?![\w@/’'-]|\.\w)", passage.text):
            _acronym(facts, passage, match, guesses)
        for match in re.finditer(rf"(?<=[ldLD]['’]){ACRONYM.pattern}(?![\w@/’'-]|\.\w)", passage.text):
            _acronym(facts, passage, match, guesses)


def _acronym(facts: Facts, passage: Passage, match: re.Match[str], guesses: set[tuple[int, int]]) -> None:
    """One acronym: taken where a small word before it and spaCy agree, or where it stands alone."""
    text = match[0]
    if not is_acronym(text) or text in _NOT_ACRONYMS or len(text) < 3 or re.fullmatch(r"[IVXLC]+", text):
        return
    before = passage.text[max(0, match.start() - 14) : match.start()]
    cued = re.search(r"(?:\b(?:la|le|du|de la|les|avec|par|chez|au|et|via)\s+|[ld]'|[,(]\s*)$", before, re.I)
    guessed = any(s <= match.start() and match.end() <= e for s, e in guesses)
    lines = passage.text.split("\n") if passage.kind == "card" else [passage.text]
    alone = text in (line.strip() for line in lines) and len(text) <= 6
    if (
        cued
        and guessed
        or alone
        and passage.kind in ("paragraph", "card", "cell")
        or cued
        and re.search(r"(?:l'|la |par |chez |d')$", before, re.I)
    ):
        facts.mention("Organization", passage, match.start(), match.end(), 0.62 if guessed else 0.55, COMPONENT)


def _guessed(facts: Facts, docs: list[Doc]) -> None:
    """spaCy's organizations, where the shape and the place agree."""
    for passage, doc in zip(facts.passages, docs, strict=True):
        if passage.kind not in ("paragraph", "list_item"):
            continue
        for entity in doc.ents:
            text = _trimmed(without_article(entity.text))
            start = entity.start_char + entity.text.find(text)
            capitals = sum(w[:1].isupper() for w in text.split())
            if (
                entity.label_ != "ORG"
                or not text[:1].isupper()
                or not plausible(text)
                or len(text) < 3
                or sentence_start(passage.text, start)
            ):
                continue
            if capitals >= 2 and len(text.split()) <= 7:
                facts.mention("Organization", passage, start, start + len(text), 0.52, COMPONENT)


def find(facts: Facts, docs: list[Doc]) -> None:
    """Adds the organizations that the document names."""
    _lists(facts)
    _expansions(facts)
    _institutions(facts)
    _after_cues(facts)
    _apposed(facts)
    _owners(facts)
    _acronyms(facts, docs)


def guess(facts: Facts, docs: list[Doc]) -> None:
    """Adds what only spaCy takes for an organization, once every other component has spoken."""
    _guessed(facts, docs)
