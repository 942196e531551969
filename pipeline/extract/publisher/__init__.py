"""The publisher: the organization that a document speaks for."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from ...types import Mention
from ..facts import Facts
from ..names import DOMAIN, LOWER, UPPER, chunks
from ..organizations.shapes import HEAD
from ..people import is_full_name
from ..places.gazetteer import knows
from ..titles import starts_with_title
from ..words import any_of, fold, pattern, without_article, words

_IS_A = re.compile(
    r"(?:\s*\((?:la |le |l')?[\w&.-]+\)|\s/\s[^,.;]{3,40}|,[^,.]{3,70},)?"
    r"\s*(?:\?\s*(?:Il s'agit d'|C'est )|est\s+|(?=\s*,))(?:un |une |l')?"
    r"(?:organisme|association|OBNL|OSBL|fondation|société|coopérative|réseau|regroupement|entreprise|collectif"
    r"|organisation|communauté|centre|institut|fédération|ONG|lieu|média|compagnie)\b"
)
_OURS = re.compile(r"\b[Ll](?:'association|'organisme|a fondation|'équipe de|e collectif|a coopérative)\s+(?:la\s+|le\s+|l')?")
_OURS_BEFORE = re.compile(rf"{_OURS.pattern}$")
_NOT_TITLE = re.compile(
    r"rapport|bilan|année|exercice|document|activit|annuel|annexe|sommaire|kit|presse|dossier|portrait|entretien|interview|page|www|http|@|\d",
    re.I,
)
_ADJECTIVE = re.compile(rf"\s+[{LOWER}]+(?:ique|iques|ale|ales|al|ienne|ien|elle|el|ive|if|aise|ais)\b")
_COMPLEMENT = re.compile(rf"[ ](?:de[ ]la[ ]|de[ ]l'|du[ ]|des[ ]|de[ ]|d'|à[ ])[{LOWER}-]{{3,}}(?![\w'-])")
"""«Ateliers du Fond *du port*»."""
_PRODUCES = pattern(
    "publisher",
    "produces",
    r"(?:\s*\([\w.&-]+\))?,\s+(?:l'|la |le )(?:organisme|association|coopérative|société|compagnie|fondation|collectif)\b"
    r"[^,.;]{0,40}\s(?:qui|derrière)\s+{}(?!\w)",
)
"""«X, l'organisme sans but lucratif qui produit le festival»."""
_MEMBER = re.compile(
    r"\s*(?:\([\w.&-]+\)\s*)?(?:est (?:lui-même |elle-même )?membre"
    r"|organise|propose|a organisé|a lancé|a participé|a pris part|met en œuvre"
    r"|compte \d|emploie|accueille|anime|remercie(?:nt)?)\b"
)
_BODY = re.compile(r"\b(?:Association|Fondation|ONG|Société|Organisme|Coopérative|asbl|ASBL)\s+(?:la\s+|le\s+|l'|les\s+)?$")
_EVENT = re.compile(
    r"\b(?:festival|édition d[eu]|éditions d[eu]|programme|projet|événement|concours|prix|balado|podcast|campagne)"
    r"\s+(?:de\s+|d')?$",
    re.I,
)
_MADE_BY = pattern(
    "publisher", "made_by", r"(?<!\w){}\s+(?:conjointement )?par (?:la |le |les |l')?(?:association |organisme |fondation )?$"
)
"""«Document établi par l'association X»."""
_ISSUED = pattern("publisher", "issued", r"(?<!\w){}(?:\s\w+){0,2}\s(?:de\sl'|de\sla\s|du\s|des\s|de\s|d')\s?(?=\S)")
"""What is issued, by whom: «Bulletin du Réseau X»."""
_PERIODICAL = pattern("publisher", "periodicals", r"^(?:l[ae]s?\s|l')?{}(?!\w)")
_PRINTED = pattern("publisher", "printed", r"^(?:l[ae]s?\s|l')?{}(?!\w)")
_SPOKEN = re.compile(r"(?:le\s+)?mot\s+d|(?:Dr|Pr|M|Mme)\.?\s", re.I)
_LEGAL_LINE = pattern("publisher", "legal_lines", r"^\W*{}(?!\w)")
_RUNS = re.compile(
    r"\b(?:(?:un|une|cet|cette|le|la|l')\s?(?:festival|événement|évènement|salon|forum|concours|rendez-vous|manifestation)"
    r"(?:\s[a-zà-ÿ]+)?\s(?:de|du|des)|(?:^|[.!?]\s)[Oo]rganisée?s?\spar)\s(?:la\s|le\s|les\s)?"
    r"(?:l'\s?)?(?:association|organisme|fondation|société|coopérative|collectif)\s(?:la\s|le\s|les\s|l')?$"
)
"""Who holds the event that the document is of: «Un événement de l'association X», «Organisé par l'association X»."""
_WITH_ACRONYM = re.compile(rf"(?P<name>.{{8,}}?)\s*\((?P<acronym>[{UPPER}][{UPPER}\d&.-]+)\)")
_FORM = re.compile(
    r"^(?:l')?(?:ONG|association|organisme|collectif|fondation(?=\s+l[ae]\s)|asbl)\s+(?:la\s+|le\s+|les\s+|l')?(?=\S{3})", re.I
)


def _candidates(facts: Facts) -> dict[str, tuple[str, float, str | None]]:
    """Folded name → (name, weight, acronym) of what may be the publisher."""
    found: dict[str, tuple[str, float]] = {}
    acronyms: dict[str, str] = {}
    acting: set[str] = set()  # who is said to act, whatever its name is made of: «Le Fil des Dunes accueille»

    def add(name: str, weight: float) -> None:
        name = _FORM.sub("", without_article(name.replace("’", "'").strip(" .,:–-|«»")))
        if told := _WITH_ACRONYM.fullmatch(name):
            name = told["name"]
            acronyms[fold(name)] = told["acronym"]
        if (
            knows(name)
            or starts_with_title(name)
            or _SPOKEN.match(name)
            or is_full_name(name.title() if name.isupper() else name)
        ):
            return
        if 2 < len(name) <= 80 and not _NOT_TITLE.search(name) and not name.islower() or DOMAIN.fullmatch(name):
            best = found.get(fold(name), (name, 0.0))
            found[fold(name)] = (name if best[0].isupper() else best[0], best[1] + weight)

    whole = _whole(facts)
    for passage in facts.passages:
        for chunk in chunks(passage.text):
            end, name = chunk.end, without_article(chunk.text)
            more = _ADJECTIVE.match(passage.text, end)
            if more and len(name.split()) == 1:
                name, end = name + more[0], more.end()
            longer = _COMPLEMENT.match(passage.text, end)
            acts = longer and any(cue.match(passage.text, longer.end()) for cue in (_IS_A, _MEMBER, _PRODUCES))
            if longer and acts and 2 <= _count(name + longer[0], whole) > 0.7 * _count(name, whole):
                name, end = name + longer[0], longer.end()
            before = passage.text[max(0, chunk.start - 30) : chunk.start]
            if passage.kind == "paragraph" and _PRODUCES.match(passage.text, end):
                add(name, 6.0)
                acting.add(fold(name))
            if passage.kind == "paragraph" and _IS_A.match(passage.text, end):
                add(name, 4.0)
                acting.add(fold(name))
            if _MEMBER.match(passage.text, end):
                add(name, 0.8)
                acting.add(fold(name))
            if _BODY.search(before) or _OURS_BEFORE.search(before):
                add(name, 1.0)
            if _EVENT.search(before):
                add(name, -1.5)
            if passage.page <= 2 and _MADE_BY.search(before):
                add(name, 6.0)
            issued = _ISSUED.match(passage.text) if passage.page <= 2 else None
            if issued and chunk.start <= issued.end() < chunk.end:
                add(passage.text[issued.end() : chunk.end], 4.0)
            if _RUNS.search(passage.text[max(0, chunk.start - 60) : chunk.start]):
                add(name, 4.0)
    pages = facts.document.pages
    edges = {page.text[b.start : b.end] for page in pages for b in page.blocks if b.kind in ("header", "footer")}
    cover = [(p.text, 3.0 if p.kind == "heading" else 1.0) for p in facts.passages if p.page == 1 and len(p.text) < 90]
    covers = {fold(text) for text, weight in cover if weight > 1.0}
    for line, below in pairwise(facts.passages[:12]):
        if _LEGAL_LINE.match(below.text) and len(line.text) < 90:
            add(line.text, 3.0)
    for text, weight in [*((e, 3.0) for e in sorted(edges)), *cover, (facts.document.title or "", 2.0)]:
        for piece in re.split(r"\s+[-–—|:·]\s+|\n|,", text):
            add(piece, weight)
    for folded, (name, weight) in list(found.items()):
        periodical = _PERIODICAL.match(name)
        if folded in acting and any(folded != other and folded in other for other in covers):
            found[folded] = (name, weight := weight + 3.0)  # «Fil des Dunes Duinendraad» on the cover
        if periodical and (folded not in acting or _PRINTED.match(name)):
            found[folded] = (name, weight - 12.0)
            rest = name[periodical.end() :].strip()
            if rest[:1].isupper():
                add(rest, weight)  # «Newsletter X»
        elif weight > 0 and HEAD.match(name):
            found[folded] = (name, weight + 1.5)
    return {folded: (name, weight, acronyms.get(folded)) for folded, (name, weight) in found.items()}


def _whole(facts: Facts) -> str:
    return "\n".join(page.text for page in facts.document.pages).replace("’", "'")


def _count(name: str, whole: str) -> int:
    """How often a text names it; a name in capitals also without the common noun that it begins with."""
    if not name.isupper() or " " not in name:
        return len(re.findall(rf"(?<![\w-]){re.escape(name)}(?![\w-])", whole, re.I if " " in name else 0))
    bare = _COMMON.sub("", name)
    return len(re.findall(rf"(?<![\w-]){re.escape(bare if len(bare) > 5 else name)}(?![\w-])", whole, re.I))


_COMMON = re.compile(rf"^{any_of(words('organizations', 'heads'))}\s+(?:(?:de\s|du\s|des\s|d')\S+\s+)?(?=\S)", re.I)


def _dressed(name: str, whole: str) -> str:
    """A name with the capitalised common noun that it mostly stands behind: «Association Kanopé»."""
    behind = Counter(m[1] for m in re.finditer(rf"(?<![\w-])({_FORMS}) {re.escape(name)}(?![\w-])", whole))
    form, count = max(sorted(behind.items()), key=lambda kv: kv[1], default=("", 0))
    return f"{form} {name}" if 2 * count > len(re.findall(rf"(?<![\w-]){re.escape(name)}(?![\w-])", whole)) else name


_FORMS = any_of(words("publisher", "forms"))


def _is_person(facts: Facts, name: str) -> bool:
    """Whether spaCy takes a name of two words or more for a person's nearly wherever it stands in sentences."""
    if not 2 <= len(name.split()) <= 4:
        return False
    kinds = [ent.label_ for doc in facts.docs for ent in doc.ents if fold(ent.text) == fold(name)]
    return bool(kinds) and kinds.count("PER") >= 0.8 * len(kinds)


def find(facts: Facts) -> Mention | None:
    """Finds the publisher and adds its first mention; None for interviews and where nothing stands out."""
    if facts.interview:
        return None
    whole = _whole(facts)
    best: tuple[float, str] | None = None
    for _, (name, weight, acronym) in sorted(_candidates(facts).items()):
        if _is_person(facts, name):
            continue
        count = _count(name, whole) + (_count(acronym, whole) if acronym else 0)
        if count < 2:
            continue
        score = weight + min(count, 10) * 0.2
        if best is None or score > best[0]:
            best = (score, name)
    if best is None or best[0] < 3.0:
        return None
    name = _dressed(best[1], whole)
    shape = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])", re.I)
    made: Mention | None = None
    for passage in facts.passages:
        for match in shape.finditer(passage.text):
            if match[0][0].isupper() or match[0] == name:
                mention = facts.mention("Organization", passage, match.start(), match.end(), 0.95, "publisher")
                made = made or mention
    return made
