"""Lists of partners: who stands under «Nos partenaires», whatever the names look like, and what kind of partnership it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Doc

from ...grounding import page_of
from ..facts import Facts, Listed
from ..names import DOMAIN, LOWER, UPPER, URL
from ..names.extents import extent
from ..passages import LIST_SIGN, Passage, list_lead, sentence_around
from ..people import is_full_name, looks_like_person, section_kind
from ..places.gazetteer import knows
from ..words import any_of, pattern, words
from .shapes import HEAD, plausible

COMPONENT = "organizations"

KINDS = ("funder", "sponsor", "supporter", "host", "member", "network", "partner")
"""Kinds of partnership, the telling ones first."""

_LEGAL_STOP = re.compile(r"\b(?:[Ii]nc|[Ll]t[ée]e|[Ll]td|[Cc]orp)\.$")
_PARTS = re.compile(r"(?:(?!\s[·•]\s)[^|\n;])+")
_COMMAS = re.compile(r"[^\s,](?:[^,]*[^\s,])?")
_SHORT = re.compile(rf"[{UPPER}\d]\S*(?: \S+){{0,4}}")
_PRICED = re.compile(r"\d\s*(?:k?€|\$|CHF|FCFA|euros?)|https?://")
_TELLING = 0.6
_DASHED = re.compile(r"(?:(?![ ][–—-][ ]).)+")
_SENTENCE = pattern(COMPONENT, "sentence", r"[.!?]\s|(?<!\w){}(?!\w)")
_ACTION = re.compile(rf"\d+ [{LOWER}]|\w+(?:(?<![iy])er|ir) (?:(?:une?|l[ae]s?|des|nos) |l')")
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$|\s+[–—-]\s+(?=\S).*$|\s+:\s+.*$", re.S)
_COLUMN_HEAD = pattern(COMPONENT, "column_heads", r"^\s*{}\s*$")
_CREDIT = pattern("people", "credits", r"{}\s*:\s")
"""«Révision : X» credits somebody, whatever the list it ends."""
SORTS = pattern(COMPONENT, "sorts", r"^\W*(?:(?:{}|et|ou|nos|les|de|des|du|,|/|&)\W*)+$")
"""«Partenaires financiers», «Privés et associatifs»: a heading within a list, whatever it is set in."""
_MANY = 0.34
"""The share of lines that no person can be called from which a list of members is one of bodies."""
_TIER = pattern(COMPONENT, "tiers", rf"^\W*(?:{{}})\s*:\s*(?=[{UPPER}{LOWER}\d])".replace("{{}}", "{}"))
_LABEL = re.compile(rf"(?:^|(?<=[\w.)\n ]))(?P<label>[{UPPER}][{LOWER}]+(?:[ ][{LOWER}]+){{0,3}})[ ]?:[ ](?=\S)")
_OF_PEOPLE = pattern("people", "thanks", r"(?<!\w){}(?!\w)")
_WITH_SUPPORT = re.compile(r"avec (?:le|l')\s?(?:précieux |généreux )?(?:soutien|concours|appui|aide)", re.I)
_DOTTED = re.compile(r"(?:(?![ ][·•|][ ]).)+")
_INLINE = pattern(COMPONENT, "inline", r"\b{}\s+")
_THANKING = pattern(COMPONENT, "thanking", r"\b{}\s+")
_SMALL = r"(?:l[ae]s? |l'|du |des |d'|aux? )"
_LEAD = re.compile(
    r"\s*(?:et\s+|ainsi que\s+)?(?:(?:par|à|avec)\s+)?(?:(?:de\s+)?(?:la|les?|l')\s*(?<=[ '])|du\s+|des\s+|de\s+|d'|aux?\s+)?",
    re.I,
)
_ITEM_END = re.compile(
    rf"\s*(?:[,;.](?=\s|$)|\s(?:et|ainsi que)\s+(?=(?:par |à |de |avec )?{_SMALL}?[^\W\d_a-z])|$"
    r"|\s(?:qui|que|pour|dont|afin|sans)\s)"
)
_NOT_PARTNERS = pattern(COMPONENT, "not_partners", r"\b{}(?!\w)")


@lru_cache(maxsize=4096)
def partner_kind(text: str, heading: bool = False) -> str | None:
    """What a heading or a list's opening says of those who stand under it, or None. A heading must begin with it."""
    before = (
        r"^(?:\W|\d|nos\b|les\b|notre\b|principaux\b|autres\b|grands\b|merci à\b|remerciements à\b|ses\b|\w+ et )*"
        if heading
        else r"(?<!\w)"
    )
    if heading and len(text.split()) > 8:
        return None
    if heading and _NOT_PARTNERS.search(text):
        return None
    found = {kind: [m.end() for m in pattern(COMPONENT, kind, before + "{}").finditer(text)] for kind in KINDS}
    programs = [m.end() for m in pattern("programs", "lists", r"(?<!\w){}(?!\w)").finditer(text)]
    kinds = [kind for kind in KINDS if found[kind]]
    if not kinds or not heading and programs and programs[-1] > max(found[kind][-1] for kind in kinds):
        return None  # a list of programs that speaks of support on its way
    if heading and len(kinds) > 1 and re.search(r"\bet\b|,|&", text):
        return "partner"  # «Partenaires et commanditaires»: which is which is not said
    return kinds[0]


def listed_partners(facts: Facts) -> list[Listed]:
    """Items under a heading or an opening that speaks of partners, and those that a sentence enumerates as such."""
    found: list[Listed] = []
    bodies = _shares_of_bodies(facts)
    for passage, doc in zip(facts.passages, facts.docs, strict=True):
        if passage.kind not in ("list_item", "paragraph", "cell", "card", "caption"):
            continue
        kind = _kind_over(passage)
        if passage.cell and not _is_column_of_bodies(facts, passage):
            kind = None
        if section_kind(passage) and (kind == "network" or passage.opening):
            kind = None
        if passage.kind == "list_item" and passage.lead is None and not passage.section:
            kind = None
        told = list(_enumerated(passage, doc, kind))
        if kind is not None and not told:
            told = [
                (passage, start, end, kind) for start, end in _items(passage) if _names_one(passage, start, end, kind, bodies)
            ]
        found += told
    return found


def _is_column_of_bodies(facts: Facts, passage: Passage) -> bool:
    """Whether a cell may name a body: in the first column of its table, or where the column's head says so."""
    cell = passage.cell
    if cell is None or cell.head and cell.column_heads == () and cell.column > 1:
        return cell is None
    heads = [page_of(facts.document, page).text[start:end] for page, start, end in cell.column_heads]
    return cell.column == 1 or not heads or any(partner_kind(head, heading=True) or _BODIES.search(head) for head in heads)


_BODIES = re.compile(rf"^\W*{any_of(words('roles', 'table_organizations'))}(?!\w)", re.I)


def _shares_of_bodies(facts: Facts) -> dict[tuple[int, ...], float]:
    """Of the short lines under each heading, the share that no person can be called: «Les Mains dans la Terre»."""
    lines: dict[tuple[int, ...], list[bool]] = {}
    for passage in facts.passages:
        if passage.kind != "heading" and passage.heads and len(passage.text) < 60 and passage.text[:1].isupper():
            lines.setdefault(passage.heads, []).append(not looks_like_person(passage.text.strip()))
    return {heads: sum(told) / len(told) for heads, told in lines.items() if len(told) > 3}


def _kind_over(passage: Passage) -> str | None:
    """The kind of partnership that a passage's list or the headings over it speak of."""
    kind = partner_kind(list_lead(passage), heading=not passage.opening)
    if kind is None and passage.lead is None and len(passage.section) > 1 and passage.kind != "paragraph":
        kind = partner_kind(passage.section[-2], heading=True) if not re.search(r"\d", passage.section[-1]) else None
    return kind


def _items(passage: Passage) -> list[tuple[int, int]]:
    """The items that a passage of a list holds: itself, or what «·», «|», «;», dashes or commas part."""
    mark = LIST_SIGN.match(passage.text)
    start = mark.end() if mark else 0
    end = len(passage.text.rstrip(" ;,"))
    end -= passage.text[:end].endswith(".") and not _LEGAL_STOP.search(passage.text[:end])
    text = passage.text[start:end]
    parts = [m.span() for m in _PARTS.finditer(text)]
    commas = [m.span() for m in _COMMAS.finditer(text)]
    if len(commas) > 2 and passage.kind != "cell" and all(_SHORT.fullmatch(text[s:e].strip()) for s, e in commas):
        return [(start + s, start + e) for s, e in commas]
    if passage.kind == "list_item" and " · " not in text:
        parts = [(0, len(text))]
    elif len(parts) < 2 and len(re.findall(r"\s[–—-]\s", text)) >= 2:
        parts = [m.span() for m in _DASHED.finditer(text)]
        parts = [(s + len(text[s:e]) - len(text[s:e].lstrip(" –—-")), e) for s, e in parts]
    parts = [(s + len(text[s:e]) - len(text[s:e].lstrip(" ·•")), e) for s, e in parts]
    return [
        (
            start + s + len(text[s:e]) - len(text[s:e].lstrip()),
            start + s + len(text[s:e].rstrip(" ,") if e == len(text) else text[s:e].rstrip(" .,")),
        )
        for s, e in parts
        if text[s:e].strip()
    ]


def _names_one(passage: Passage, start: int, end: int, kind: str, bodies: dict[tuple[int, ...], float]) -> bool:
    """Whether an item of a list of partners names one: no sentence, action, person, number or column head."""
    item = passage.text[start:end]
    sentence = len(item) > (140 if passage.kind == "list_item" else 90) or _SENTENCE.search(item)
    if not item or sentence or passage.kind != "list_item" and (item.endswith(":") or len(item.split()) > 12):
        return False
    if passage.kind not in ("list_item", "cell", "card") and item[0].islower() and not re.search(rf"[{UPPER}&.]", item):
        return False
    if _ACTION.match(item) or is_full_name(item) or _COLUMN_HEAD.match(item) or _CREDIT.match(item) or SORTS.match(item):
        return False
    if kind == "member" and not HEAD.match(item) and bodies.get(passage.heads, 0.0) <= _MANY:
        return False
    if (
        knows(item.title() if item.isupper() else item)
        or URL.match(item)
        or item.islower()
        and DOMAIN.fullmatch(item)
        or _WITH_SUPPORT.match(item)
    ):
        return False
    if _PRICED.search(item) or len(item.split()) > 3 and not HEAD.match(item) and _is_told(item):
        return False  # what a sponsor gets, and not who is one
    if passage.kind == "cell" and re.search(r"[€$%]|^\D{0,3}\d[\d\s.,]*\D{0,3}$", item):
        return False
    return (
        plausible(item) and not re.fullmatch(r"[\d\s.,%]+", item) and re.search(r"[^\W\d_]{2}|^\d+[^\W\d_]", item) is not None
    )


def _is_name(item: str) -> bool:
    """Whether an item of an enumeration names somebody rather than say something."""
    return plausible(item) and not _SENTENCE.search(item) and not _ACTION.match(item)


def _is_told(item: str) -> bool:
    """Whether most words of an item begin with a small letter, as in a sentence."""
    parts = item.split()
    return sum(part[0].islower() for part in parts) > _TELLING * len(parts)


def without_aside(item: str) -> str:
    """An item without what stands in brackets or behind a dash after it: a city, an event, what it gave."""
    while (cut := _ASIDE.search(item)) and item[: cut.start()].strip():
        item = item[: cut.start()]
    return item


def _enumerated(passage: Passage, doc: Doc, over: str | None) -> Iterator[Listed]:
    """«Nos partenaires sont la Fondation X, la Ville de Y et Z.», «Mécènes : A, B», «Or : A, B»; under a heading of partners
    also «Nous remercions A et B»."""
    if passage.kind not in ("paragraph", "list_item", "card", "cell"):
        return
    labelled = _labelled(passage.text)
    if labelled:
        for kind, start, end in labelled:
            yield from ((passage, s, e, kind) for s, e in _parted(passage.text, start, end, doc))
        return
    cues = [
        (m.end(), partner_kind(m[0]) or over or "partner")
        for m in _INLINE.finditer(passage.text)
        if passage.kind in ("paragraph", "list_item")
    ]
    if not cues and over:
        tier = _TIER.match(passage.text)
        cues = [(tier.end(), over)] if tier else [(m.end(), over) for m in _THANKING.finditer(passage.text)]
    for start, kind in cues:
        end = sentence_around(passage.text, min(start, len(passage.text) - 1))[1]
        for name_start, name_end in enumeration(passage.text, start, end, doc):
            name = passage.text[name_start:name_end]
            if re.match(rf"[{UPPER}\d]|[{LOWER}]+[{UPPER}&]", name) and len(name) < 90 and _is_name(name):
                yield passage, name_start, name_end, kind


def _labelled(text: str) -> list[tuple[str, int, int]]:
    """The tiers of a paragraph that begins with one: «Mécènes : A, B Réseaux : C», with their kinds and where names stand."""
    labels = [
        (m, kind)
        for m in _LABEL.finditer(text)
        if not _OF_PEOPLE.search(m["label"]) and (kind := partner_kind(m["label"], heading=True))
    ]
    if not labels or labels[0][0].start():
        return []
    ends = [m.start() for m, _ in labels[1:]] + [len(text)]
    return [(kind, m.end(), end) for (m, kind), end in zip(labels, ends, strict=True)]


def _parted(text: str, start: int, end: int, doc: Doc) -> Iterator[tuple[int, int]]:
    """The names of a tier, parted by « · » or « | », else as in an enumeration."""
    parts = [m for m in _DOTTED.finditer(text, start, end) if m[0].strip()]
    spans = [m.span() for m in parts] if len(parts) > 1 else list(enumeration(text, start, end, doc))
    for first, last in spans:
        name = text[first:last]
        first, last = first + len(name) - len(name.lstrip(" ·•|")), first + len(without_aside(name.rstrip(" .,;")))
        if last > first and len(text[first:last]) < 90 and _is_name(text[first:last]):
            yield first, last


def enumeration(text: str, start: int, end: int, doc: Doc) -> Iterator[tuple[int, int]]:
    """The items of an enumeration: parted by commas and «et», institutions as far as their names go, without small words."""
    at = start
    while at < end:
        lead = _LEAD.match(text, at, end)
        begins = lead.end() if lead else at
        head = HEAD.match(text, begins)
        inner = min(extent(text, head.end(), doc, coordinates=True) if head else begins + 1, end)
        stop = _ITEM_END.search(text, inner, end)
        last = stop.start() if stop else end
        if last > begins:
            yield begins, begins + len(without_aside(text[begins:last]).rstrip(" .,;"))
        if stop is None or not stop[0].strip().startswith((",", ";", "et", "ainsi")):
            return
        at = stop.end() if stop[0].strip()[0] in ",;" else stop.start() + 1
