"""Items of a list of programs: their label («X : trois concerts …»), the name that they are, or those that they enumerate."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from ..facts import Facts
from ..names import LOWER, QUOTED, UPPER, chunks
from ..names.extents import extent, is_adjective
from ..organizations.partners import partner_kind
from ..organizations.shapes import HEAD as INSTITUTION
from ..passages import LIST_SIGN, Passage, list_lead
from ..titles import starts_with_title
from ..words import any_of, pattern, words
from .shapes import HEAD, plausible

COMPONENT = "programs"

_LABEL = re.compile(rf"(?:L[ae]s?\s+|L')?([{UPPER}\d][^:,;()]{{1,60}}?)\s*(?:\([^)]*\)\s*)?(?:[ ]?:\s|,\s|[ ]–[ ]|\.[ ])")
_INFINITIVE = re.compile(r"\w+(?:er|ir|dre|tre|oir)\b")
_LISTS = pattern(COMPONENT, "lists", r"(?<!\w){}(?!\w)")
_ARTICLE = re.compile(r"L[ae]s?\s+|L'")
_JOINED = re.compile(rf"\s+et\s+(?:les?\s+|la\s+|l')?(?=[{UPPER}])")
_WHERE = re.compile(rf"(?:[Ee]n|[Aa]u|[Aa]ux|À|à)[ ][{UPPER}][\w-]+,?[ ](?:(?:à|au|aux)[ ])?(?:la[ ]|les?[ ]|l')?")
_LEAD = re.compile(rf"\s*(?:et\s+)?(?:(?:le|la|les|l')\s*)?(?:{any_of(words(COMPONENT, 'triggers'))}\s+)?", re.I)


def listed(facts: Facts) -> None:
    """Adds the programs that items of lists name."""
    for passage, doc in zip(facts.passages, facts.docs, strict=True):
        if passage.kind != "list_item":
            continue
        lead = list_lead(passage)[-160:]
        titled = any(f.mention.type == "Program" for h in passage.heads for f in facts.inside(facts.passages[h]))
        announced = _LISTS.search(lead) is not None
        if partner_kind(lead, heading=not passage.opening) or not announced and not titled:
            continue
        mark = LIST_SIGN.match(passage.text)
        start = mark.end() if mark else 0
        where = _WHERE.match(passage.text, start)
        start = where.end() if where else start
        quoted = QUOTED.match(passage.text, start)
        if quoted and announced:
            group = next(i for i in (1, 2, 3) if quoted[i])
            facts.mention("Program", passage, quoted.start(group), quoted.end(group), 0.78, COMPONENT)
        elif not _labelled(facts, passage, start, titled) and announced:
            _named(facts, passage, doc, start)
        _enumerated(facts, passage)


def _labelled(facts: Facts, passage: Passage, start: int, titled: bool) -> bool:
    """Adds what stands before the «:» or comma of an item, where it looks like a name; whether there is such a label."""
    label = _LABEL.match(passage.text, start)
    if not label or len(label[1].split()) > 6 or not plausible(label[1]) or _INFINITIVE.match(label[1]):
        return False
    article = _ARTICLE.match(label[1])
    at = label.start(1) + (article.end() if article else 0)
    name = passage.text[at : label.end(1)]
    if INSTITUTION.match(name):
        return True
    bold = any(s <= at and label.end(1) - 2 <= e for s, e in passage.bolds)
    capitals = sum(w[:1].isupper() for w in re.split(r"[\s']", name))
    head = HEAD.match(name)
    pair = re.fullmatch(r"[\w-]+\s+([\w-]+)", name)
    told = capitals and not titled and (head or pair and is_adjective(pair[1], None))
    if bold or capitals >= 2 or told:
        joined = next((m for m in _JOINED.finditer(name) if HEAD.match(name, m.end())), None)
        parts = [(at, label.end(1))] if joined is None else [(at, at + joined.start()), (at + joined.end(), label.end(1))]
        for part in parts:
            facts.mention("Program", passage, *part, 0.78 if bold else 0.7, COMPONENT)
    return True


def _named(facts: Facts, passage: Passage, doc: Doc, start: int) -> None:
    """Adds an item that is a name and nothing more, or a name and another joined by «et»."""
    for at, end in _names_at(passage.text, start, doc):
        name = passage.text[at:end]
        whole = end >= len(passage.text.rstrip(" .;,")) - 1 or re.compile(r"\s+(?:et|à|de|du|\()").match(passage.text, end)
        if whole and len(name) > 3 and plausible(name) and not starts_with_title(name) and not INSTITUTION.match(name):
            facts.mention("Program", passage, at, end, 0.66, COMPONENT)


def _names_at(text: str, start: int, doc: Doc) -> Iterator[tuple[int, int]]:
    head = HEAD.match(text, start)
    if head:
        yield start, extent(text, head.end(), doc)
        return
    chunk = next(iter(chunks(text[start:])), None)
    if chunk is not None and chunk.start == 0:
        yield start, start + chunk.end


def _enumerated(facts: Facts, passage: Passage) -> None:
    """«Label : A (SIGLE), B, C et le balado D» within an item of a list of programs."""
    colon = passage.text.find(" : ")
    if colon < 0:
        return
    tail = passage.text[colon + 3 :]
    items = [m for m in re.finditer(r"[^,;.]+?(?=\s*(?:,|;|\bet\b|\.|$))", tail) if m[0].strip()]
    names = []
    for item in items:
        lead = _LEAD.match(item[0])
        offset = lead.end() if lead else 0
        name = re.sub(r"\s*\(.*$", "", item[0][offset:]).strip()
        if re.match(rf"[{UPPER}](?=.*[{LOWER}{UPPER}])", name) and len(name.split()) <= 5 and plausible(name):
            names.append((colon + 3 + item.start() + offset, name))
    if len(names) >= 2 and len(names) >= 0.7 * len(items):
        for start, name in names:
            facts.mention("Program", passage, start, start + len(name), 0.72, COMPONENT)
