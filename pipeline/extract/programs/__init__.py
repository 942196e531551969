"""Programs: named projects, events, campaigns, services; after a common noun, as headings, as items of lists."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from pipeline.read.layout.lines import BULLET_SIGNS

from ..countries import is_country
from ..facts import Facts
from ..names import BEGIN, DOMAIN, LOWER, QUOTED, UPPER, URL, Chunk, chunks, is_acronym, sentence_start
from ..organizations import is_dated, partner_kind
from ..passages import Passage, list_lead
from ..spread import spread
from ..titles import starts_with_title
from ..words import any_of, fold, pattern, without_article, words

COMPONENT = "programs"

_NO_LABEL = (".", ":", "!", "?", ",")

_NOT_NAMES = frozenset(fold(w) for w in words(COMPONENT, "not_names"))
_TRIGGER = re.compile(
    rf"(?<!\w){any_of(words(COMPONENT, 'triggers'))}"
    r"(?:,?\s+(?:intitulée?s?|nommée?s?|baptisée?s?|dénommée?s?|appelée?s?))?\s+(?:(?:du|de la|des|la|le|les)\s+)?",
    re.I,
)
_TITLED = re.compile(r"(?:intitulée?s?|nommée?s?|baptisée?s?|dénommée?s?|appelée?s?)\s+", re.I)
_ATTENDED = re.compile(
    r"(?:participé?\w*|présence|participation|pris part|assisté|rendu\w*)\s+(?:à|au|aux)\s+(?:la\s+|le\s+|les\s+|l')?", re.I
)
_LAUNCHED = re.compile(
    r"(?:lancement|lançant|édite|anime)\s+(?:d[eu]s?\s+|de\s+la\s+|d')?(?:la\s+|le\s+|les\s+)?(?:[a-zà-ÿ]+\s+)?(?=[A-ZÀ-Ý])"
)
_SUCH_AS = re.compile(
    r"\b(?:initiatives|programmes|projets|événements|évènements|festivals|services|produits|plateformes|outils|rendez-vous"
    r"|campagnes|startups d'état)\b[^.;:()]{0,40}?\s"
    r"(?:(?:tels? que|telles? que|comme|notamment|dont|parmi lesquels|:)\s+(?:à\s+)?|\()",
    re.I,
)
_ADJECTIVE = (
    rf"[{LOWER}-]+(?:ales?|iques?|iennes?|elles?|ives?|aises?|aires?|istes?|ables?|ibles?|ières?|aux|ées?|és|eux|euses?"
    r"|oises?)\b"
)
_LABEL = re.compile(
    rf"^(?:[{BULLET_SIGNS}*o–-]\s+|\(?\d{{1,2}}[.)]\s+)?(?:L[ae]s?\s+|L')?([{UPPER}\d][^:,.;()]{{1,60}}?)\s*(?:\([^)]*\)\s*)?(?::|,|–\s)"
)
_HEAD = any_of(words(COMPONENT, "heads"))
_CAPITAL = rf"(?:[{UPPER}](?:[\w'&+/-]|\.(?=\w))*|20\d\d)"
EVENT = re.compile(
    rf"{BEGIN}{_HEAD}(?:[ ]{_ADJECTIVE})?"
    r"(?:[ ](?:(?:de[ ]la|de[ ]l'|du|des|de|d'|à[ ]la|à[ ]l'|au|aux|et|en|pour[ ]la|pour[ ]le|pour[ ]l'|pour"
    rf"|sur[ ]la|sur[ ]le|sur)[ ]?)?{_CAPITAL})+(?:[ ]{_ADJECTIVE})?"
)
COMMON = re.compile(
    rf"(?:(?<=\b[Ll]a[ ])|(?<=\b[Ll]e[ ])|(?<=\b[Ll]es[ ])|(?<=\bdes[ ])|(?<=\bdu[ ])|(?<=\baux[ ])|(?<=\bau[ ])|(?<=[dl]'))"
    rf"{_HEAD}(?:[ ]{_ADJECTIVE})?"
    rf"(?:[ ](?:de[ ]la[ ]|de[ ]l'|du[ ]|des[ ]|de[ ]|d')[{LOWER}]{{3,}}(?:[ ]{_ADJECTIVE})?){{0,2}}(?:[ ]20\d\d)?(?!\w)"
)
_DAY = pattern(
    COMPONENT,
    "days",
    rf"(?<!\w){{}}\s+(?:(?:de\s+la|de\s+l'|du|des|de|d')\s*)?[{UPPER}{LOWER}][\w'-]*(?:\s+(?:{_CAPITAL}|{_ADJECTIVE}|(?:de\s+la|de\s+l'|du|des|de|d')\s*[\w'-]+))?",
    re.I,
)
_NOT_HEADING = pattern(COMPONENT, "not_headings", r"^{}$")
_NOT_AFTER = pattern(COMPONENT, "not_after", r"\b{}s?\s+(?:de\s+la\s+|de\s+l'|d[eu]s?\s+|d'|«\s*)?$")
_IS_A = re.compile(any_of(words(COMPONENT, "is_a")))
_MONTH = re.compile(
    r"\b(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|19\d\d|20\d\d)\b", re.I
)


def _extended(text: str, chunk: Chunk) -> Chunk:
    """A capital and the lower-case adjective that belongs to it («Rivages sonores»)."""
    if len(chunk.text.split()) <= 2:
        more = re.match(rf"\s+{_ADJECTIVE}", text[chunk.end :])
        if more:
            end = chunk.end + more.end()
            return Chunk(chunk.start, end, text[chunk.start : end])
    return chunk


_LINK = re.compile(r"[ ](?:de[ ]la[ ]|de[ ]l'|du[ ]|des[ ]|de[ ]|d'|sans[ ]|à[ ]|en[ ]|pour[ ]|sur[ ]|aux?[ ])")
_OWNER = pattern(COMPONENT, "owners", r"(?:^|[ '])(?:{})(?!\w)")


def _grown(facts: Facts, passage: Passage, chunk: Chunk, doc: Doc) -> Chunk:
    """A name with the lower-case words that belong to it («Livres sans bagages», «Voix basses»): adjectives, and nouns after
    «de», «sans» …, as far as the whole stands so more than once, or a comma, a verb or a proper name follows at once."""
    if len(chunk.text.split()) > 3 or not chunk.text.split()[-1][:1].isalpha():
        return chunk
    ends = [chunk.end]
    tokens = {t.idx: t for t in doc}
    for _ in range(4):
        at = ends[-1]
        link = _LINK.match(passage.text, at)
        token = tokens.get(link.end() if link else at + 1)
        if token is None or passage.text[at : at + 1] != " " or not token.text[:1].islower() or len(token.text) < 3:
            break
        wanted = ("NOUN", "ADJ", "PROPN", "VERB") if link else ("ADJ",)
        if token.pos_ not in wanted or _OWNER.search(" " + token.text) or _MONTH.fullmatch(token.text):
            break
        ends.append(token.idx + len(token.text))
    for end in reversed(ends[1:]):
        grown = passage.text[chunk.start : end]
        often = sum(p.text.count(grown) for p in facts.passages) > 1
        following = tokens.get(end + 1)
        closed = passage.text[end : end + 1] in ("", *",.;:)»\n") or following is not None and following.pos_ in ("VERB", "AUX")
        owned = re.compile(rf"[ ](?:de[ ]la[ ]|de[ ]l'|du[ ]|des[ ]|de[ ]|d')[{UPPER}]|[ ]20\d\d").match(passage.text, end)
        if often or closed or owned:
            place = re.compile(rf"[ ](?:du|de[ ]la|de[ ]l')[ ]?[{UPPER}][\w-]+").match(passage.text, end)
            if place and len(ends) > 2 and re.match(_HEAD, chunk.text):
                end = place.end()  # «la Table de concertation en X du Y»
            return Chunk(chunk.start, end, passage.text[chunk.start : end])
    return chunk


def plausible(name: str) -> bool:
    """Whether a string may name a program at all."""
    bare = without_article(name)
    folded = fold(bare)
    if folded in _NOT_NAMES:
        return False
    if len(folded) < 2 or len(bare) > 90 or is_country(bare) or starts_with_title(bare) or is_dated(bare):
        return False
    return not re.fullmatch(r"[\d\s]+", folded) and not _MONTH.fullmatch(folded)


def _chunk_at(text: str, start: int) -> Chunk | None:
    """The name that begins at ``start``, quoted or capitalised, without the organization after its last «de»; or None."""
    quoted = QUOTED.match(text, start)
    if quoted:
        group = next(i for i in (1, 2, 3) if quoted[i])
        return Chunk(quoted.start(group), quoted.end(group), quoted[group])
    for chunk in chunks(text[start : start + 140]):
        if chunk.start > 0:
            return None
        made = Chunk(start, start + chunk.end, chunk.text)
        cut = re.search(
            r"\s(?:de la |de l'|du |de |d')(?=(?:[A-Z]{2,}|\w*\d\w*[A-Z]|[A-Z]\d|[A-Z][a-zé]+[A-Z])\w*$)", made.text
        )
        if cut:
            made = Chunk(made.start, made.start + cut.start(), made.text[: cut.start()])
        return _extended(text, made)
    return None


def _announced(facts: Facts, docs: list[Doc]) -> None:
    """«le projet X», «la campagne « X »», «intitulé « X »», «participé à X», «initiatives telles que X et Y»."""
    _enumerations(facts)
    for passage, doc in zip(facts.passages, docs, strict=True):
        if passage.kind == "heading" and len(passage.text) > 80:
            continue
        for cues, confidence in ((_TRIGGER, 0.8), (_TITLED, 0.85), (_ATTENDED, 0.72), (_LAUNCHED, 0.66)):
            for cue in cues.finditer(passage.text):
                chunk = _chunk_at(passage.text, cue.end())
                if chunk is None or not plausible(chunk.text) or _NOT_AFTER.search(passage.text[: cue.start() + 1]):
                    continue
                quoted = passage.text[chunk.start - 1 : chunk.start] in '«“" ' and passage.text[cue.end()] in '«“"'
                if quoted and not chunk.text[:1].isupper():
                    continue
                held = [f for f in facts.at(passage, chunk.start, chunk.end) if f.mention.type in ("Organization", "Person")]
                if held and cues is not _TITLED or is_acronym(chunk.text) and len(chunk.text) < 3:
                    continue
                chunk = chunk if quoted else _grown(facts, passage, chunk, doc)
                start = chunk.start
                if cue[0][0].isupper() and cues is _TRIGGER and not sentence_start(passage.text, cue.start()) and not quoted:
                    start = cue.start()  # «le Festival X»: the common noun is part of the name
                facts.mention("Program", passage, start, chunk.end, confidence, COMPONENT)
                second = re.compile(r"\s+et\s+(?:l[ae]s?\s+)?").match(passage.text, chunk.end)
                joined = _chunk_at(passage.text, second.end()) if second and re.match(r"\w+s\b", cue[0]) else None
                if joined and plausible(joined.text):
                    facts.mention("Program", passage, joined.start, joined.end, confidence - 0.05, COMPONENT)


def _enumerations(facts: Facts) -> None:
    """«des initiatives telles que X, Y et Z»."""
    for passage in facts.passages:
        for cue in _SUCH_AS.finditer(passage.text):
            stop = re.compile(r"[.;)](?:\s|$)|,\s+(?:ainsi que|qui|dont)| qui | pour | sont | ont |\s\(").search(
                passage.text, cue.end()
            )
            end = min(stop.start() if stop else len(passage.text), cue.end() + 260)
            for item in re.finditer(r"[^,]+?(?=\s*(?:,|\bet\b|\bou\b|$))", passage.text[cue.end() : end]):
                lead = re.match(
                    rf"\s*(?:et\s+|ou\s+)?(?:encore\s+)?(?:(?:le |la |les |l')(?:{any_of(words(COMPONENT, 'triggers'))}\s+)?)?",
                    item[0],
                    re.I,
                )
                offset = lead.end() if lead else 0
                name = item[0][offset:].strip(" .")
                if re.match(rf"[{UPPER}]", name) and len(name.split()) <= 4 and plausible(name) and "?" not in name:
                    at = cue.end() + item.start() + offset
                    facts.mention("Program", passage, at, at + len(name), 0.72, COMPONENT)


def _events(facts: Facts, docs: list[Doc]) -> None:
    """Names that begin as events do («Forum X», «Semaine du X», «Journée mondiale de …»)."""
    for passage, doc in zip(facts.passages, docs, strict=True):
        for match in EVENT.finditer(passage.text):
            name = re.sub(r"\s+(?:et|de|du|des|en|à|au|aux|pour|sur|la|le|les|de\s+la)$", "", match[0])
            rest = name.split(" ", 1)[1] if " " in name else ""
            if (
                not any(w[:1].isupper() for w in re.split(r"[\s']", rest))
                or not plausible(name)
                or _MONTH.fullmatch(fold(rest))
            ):
                continue
            if passage.kind == "heading" and sentence_start(passage.text, match.start()):
                continue
            facts.mention("Program", passage, match.start(), match.start() + len(name), 0.76, COMPONENT)
        for match in COMMON.finditer(passage.text):
            name = match[0]
            if (
                passage.kind != "heading"
                and len(name.split()) > 1
                and not sentence_start(passage.text, match.start())
                and plausible(name)
            ):
                grown = _grown(facts, passage, Chunk(match.start(), match.end(), name), doc)
                facts.mention("Program", passage, match.start(), grown.end, 0.68, COMPONENT)
        for match in _DAY.finditer(passage.text):
            if match[0][0].isupper():
                facts.mention("Program", passage, match.start(), match.end(), 0.85, COMPONENT)


def _heading_names(text: str) -> list[str]:
    """What of a heading may be a name: all of it, what stands before «:», «–» or a comma."""
    text = re.sub(r"^\s*(?:[IVX]+\s*[-.)]|\d+\s*[-.)]|[a-zA-Z]\s*[.)]|\d+(?=\s))\s*", "", text.replace("\n", " ")).strip()
    names = [re.split(r"\s+:\s+|\s+–\s+", text)[0]]
    names += [part for part in re.split(r"\s+et\s+(?=l[ae]s?\s|l')", names[0]) if part != names[0]]
    if re.search(r",\s+(?:le|la|les|l'|une?)\b", names[0]):
        names.append(names[0].split(",")[0])
    return [n for n in (without_article(name) for name in names) if n and len(n.split()) <= 7 and not n.endswith("?")]


def _standing(name: str, facts: Facts, own: Passage) -> int:
    """How often a heading's words stand in running text as a name does: with a capital that no sentence asks for."""
    shape = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])", re.I)
    count = 0
    for passage in facts.passages:
        if passage is own and passage.kind != "card" or passage.kind == "heading":
            continue
        for match in shape.finditer(passage.text, passage.text.find("\n") + 1 if passage is own else 0):
            capital = match[0][0].isupper() or match[0][0].isdigit() or any(c.isupper() for c in match[0][1:])
            article = re.search(
                r"(?:^|[\s(])(?:L[ea]s?|l[ea]s?|l'|L'|du|des|d'|de|au|aux|à|et|une?|dans|projet)\s*$",
                passage.text[: match.start()],
            )
            begins = sentence_start(passage.text, match.start())
            if capital and (
                not begins
                or article
                or re.match(r"\s+(?:est|sont|a|ont|se|s'|permet|vise|propose)\b", passage.text[match.end() :])
            ):
                count += 1
    return count


def _is_institution(name: str) -> bool:
    """Whether a name begins as bodies' names do."""
    return pattern(COMPONENT, "bodies", r"^{}\s").match(name) is not None


def _headings(facts: Facts) -> None:
    """Headings that name what their section tells of."""
    for passage in facts.passages:
        card = passage.kind == "card" and "\n" in passage.text and not starts_with_title(passage.text.split("\n")[1])
        if passage.kind != "heading" and not card:
            continue
        first = passage.text.partition("\n")[0] if passage.kind == "card" else passage.text
        for name in _heading_names(first):
            if _NOT_HEADING.match(name) or not plausible(name) or partner_kind(name) or _is_institution(name):
                continue
            at = passage.text.find(name)
            if at < 0 or any(
                f.mention.type in ("Person", "Organization") and f.mention.confidence > 0.75
                for f in facts.at(passage, at, at + len(name))
            ):
                break
            named = DOMAIN.fullmatch(name) or re.match(rf"{_HEAD}[ ](?:{_ADJECTIVE}[ ])?[{UPPER}]", name)
            standing = _standing(name, facts, passage)
            if standing >= 1 or named:
                facts.mention("Program", passage, at, at + len(name), min(0.9, 0.76 + 0.04 * standing), COMPONENT)
                if name == _heading_names(first)[0]:
                    break


_ANNOUNCED_LIST = pattern(COMPONENT, "announcing", r"(?:nos|les|notre)\s+(?:[a-zà-ÿ]+\s+)?{}\b")


def _siblings(facts: Facts) -> None:
    """Where most headings beside it name programs, a heading that looks like a name does too."""
    groups: dict[tuple[int, tuple[int, ...]], list[Passage]] = {}
    for passage in facts.passages:
        if passage.kind == "heading":
            groups.setdefault((passage.level, passage.heads), []).append(passage)
    for _, group in sorted(groups.items()):
        told = [p for p in group if any(f.mention.type == "Program" for f in facts.inside(p))]
        announced = bool(group[0].section) and _ANNOUNCED_LIST.match(group[0].section[-1]) is not None
        if not announced and (len(told) < 2 or len(told) < 0.5 * len(group)):
            continue
        for passage in group:
            names = _heading_names(passage.text)
            if passage in told or not names or facts.inside(passage) or _NOT_HEADING.match(names[0]) or not plausible(names[0]):
                continue
            capitals = sum(w[:1].isupper() for w in re.split(r"[\s']", names[0]))
            if len(names[0].split()) <= 5 and (capitals >= 2 or announced or re.match(rf"{_HEAD}\b", names[0])):
                at = passage.text.find(names[0])
                facts.mention("Program", passage, at, at + len(names[0]), 0.66, COMPONENT)


def _defined(facts: Facts, docs: list[Doc]) -> None:
    """«X est un événement …», «X, le podcast …»."""
    for passage, doc in zip(facts.passages, docs, strict=True):
        adjectives = {t.text for t in doc if t.pos_ == "ADJ"}
        if passage.kind not in ("paragraph", "list_item"):
            continue
        for match in _IS_A.finditer(passage.text):
            before = passage.text[: match.start()].rstrip(" ,")
            last = None
            for chunk in chunks(before[-100:]):
                last = chunk
            if last is None or last.end < len(before[-100:]) - 25:
                continue
            offset = len(before) - len(before[-100:])
            gap = before[-100:][last.end :]
            if gap and gap.strip() not in adjectives and not re.fullmatch(rf"\s+{_ADJECTIVE}|\s*\([^)]*\)", gap):
                continue
            end = offset + last.end + (len(gap) if gap.startswith(" ") and "(" not in gap else 0)
            start = offset + last.start
            name = passage.text[start:end]
            if plausible(without_article(name)) and not any(f.mention.type != "Role" for f in facts.at(passage, start, end)):
                skip = len(name) - len(without_article(name))
                facts.mention("Program", passage, start + skip, end, 0.72, COMPONENT)


def _listed(facts: Facts) -> None:
    """Items of a list of programs: their label, or the names that they enumerate."""
    lists = pattern(COMPONENT, "lists", r"(?<!\w){}(?!\w)")
    for passage in facts.passages:
        if passage.kind != "list_item":
            continue
        lead = list_lead(passage)[-160:]
        titled = any(f.mention.type == "Program" for h in passage.heads for f in facts.inside(facts.passages[h]))
        if partner_kind(lead, heading=not passage.opening) or not lists.search(lead) and not titled:
            continue
        label = _LABEL.match(passage.text)
        infinitive = label and re.match(r"\w+(?:er|ir|dre|tre|oir)\b", label[1])
        if label and len(label[1].split()) <= 6 and plausible(label[1]) and not infinitive:
            inner = re.sub(r"^(?:L[ae]s?\s+|L'|Les parcours\s+)", "", label[1])
            start = label.end(1) - len(inner)
            bold = any(s <= start and label.end(1) - 2 <= e for s, e in passage.bolds)
            capitals = sum(w[:1].isupper() for w in inner.split())
            if bold or capitals >= 2 or (capitals and not titled and re.match(r"[\w-]+\s+" + _ADJECTIVE + "$", inner)):
                facts.mention("Program", passage, start, label.end(1), 0.78 if bold else 0.7, COMPONENT)
        elif lists.search(lead):
            mark = re.match(rf"^(?:[{BULLET_SIGNS}*o–-]\s+|\d{{1,2}}[.)]\s+)", passage.text)
            chunk = _chunk_at(passage.text, mark.end() if mark else 0)
            if chunk and len(chunk.text) > 3 and plausible(chunk.text) and not starts_with_title(chunk.text):
                whole = chunk.end >= len(passage.text.rstrip(" .;")) - 1
                if whole or re.match(r"\s+et\s", passage.text[chunk.end :]):
                    facts.mention("Program", passage, chunk.start, chunk.end, 0.66, COMPONENT)
        _enumerated(facts, passage)


def _enumerated(facts: Facts, passage: Passage) -> None:
    """«Label : A (SIGLE), B, C et le balado D» within an item of a list of programs."""
    colon = passage.text.find(" : ")
    if colon < 0:
        return
    tail = passage.text[colon + 3 :]
    items = [m for m in re.finditer(r"[^,;.]+?(?=\s*(?:,|;|\bet\b|\.|$))", tail) if m[0].strip()]
    names = []
    for item in items:
        lead = re.match(rf"\s*(?:et\s+)?(?:(?:le|la|les|l')\s*)?(?:{any_of(words(COMPONENT, 'triggers'))}\s+)?", item[0], re.I)
        offset = lead.end() if lead else 0
        name = re.sub(r"\s*\(.*$", "", item[0][offset:]).strip()
        if re.match(rf"[{UPPER}]", name) and len(name.split()) <= 5 and plausible(name):
            names.append((colon + 3 + item.start() + offset, name))
    if len(names) >= 2 and len(names) >= 0.7 * len(items):
        for start, name in names:
            facts.mention("Program", passage, start, start + len(name), 0.72, COMPONENT)


def _appositions(facts: Facts) -> None:
    """«X : la Semaine …,» at the head of a sentence: two names of one thing."""
    for passage in facts.passages:
        for found in facts.inside(passage, kind="Program"):
            link = re.compile(r"\s+:\s+(?:la|le|les)\s+").match(passage.text, found.end)
            if link and passage.kind == "paragraph":
                for other in facts.inside(passage, link.end(), kind="Program"):
                    if other.start == link.end() and re.match(r",|\.|$", passage.text[other.end :]):
                        facts.claim(
                            found.mention,
                            "sameAs",
                            other.mention,
                            facts.evidence(passage, found.start, other.end),
                            0.8,
                            COMPONENT,
                        )


def _prefixed(facts: Facts) -> None:
    """Capitals right before a known program make a longer name («Vitrine X» beside «X»)."""
    for found in [f for f in facts.found if f.mention.type == "Program"]:
        passage = facts.passages[found.passage]
        before = re.search(rf"{BEGIN}([{UPPER}][{LOWER}-]+)[ ]$", passage.text[: found.start])
        if (
            before
            and " " in found.mention.name
            and before[1].lower() not in _SMALL
            and not sentence_start(passage.text, before.start(1))
        ):
            facts.mention("Program", passage, before.start(1), found.end, 0.72, COMPONENT)


_SMALL = frozenset(words(COMPONENT, "not_prefixes"))


def _domains(facts: Facts) -> None:
    """Services known by their address («exemple.gouv.fr») in running text."""
    for passage in facts.passages:
        hidden = URL.sub(lambda m: " " * len(m[0]), passage.text)
        for match in DOMAIN.finditer(hidden):
            before = passage.text[max(0, match.start() - 25) : match.start()]
            if match[0].count(".") == 1 and match[0].startswith(("gouv.", "www.")) or before.endswith("("):
                continue
            if match[0].islower() and not re.search(r"(?:site|page|adresse|sur|blog|@|contact)\s*:?\s*$", before, re.I):
                facts.mention("Program", passage, match.start(), match.end(), 0.62, COMPONENT)


def _labels(facts: Facts) -> None:
    """A short label over the organization that carries it (maps and mosaics of projects), in one card or two passages."""
    following: list[Passage | None] = [*facts.passages[1:], None]
    for passage, below in zip(facts.passages, following, strict=False):
        label = _label(passage)
        if label == len(passage.text):
            if below is None or below.page != passage.page or not passage.bold or passage.kind not in ("paragraph", "card"):
                continue
            where, start = below, 0
        else:
            where, start = passage, label + 1
        carried = facts.inside(where, start, kind="Organization")
        whole = carried and carried[0].end - carried[0].start >= len(where.text[start:].strip()) - 2
        free = not any(f.mention.type in ("Person", "Organization") for f in facts.inside(passage, 0, label))
        if whole and free and _is_label(passage.text[:label]):
            facts.mention("Program", passage, 0, label, 0.62, COMPONENT)


def _label(passage: Passage) -> int:
    """Where the label of a card ends, which is its first line; the whole of any other passage is one."""
    end = passage.text.find("\n") if passage.kind == "card" else -1
    return end if end > 0 else len(passage.text)


def _is_label(text: str) -> bool:
    text = text.rstrip()
    return 0 < len(text) <= 45 and plausible(text) and text[:1].isalpha() and not text.endswith(_NO_LABEL)


def _mosaics(facts: Facts) -> None:
    """On a page strewn with short labels, those that look like the ones known to be programs are programs too."""
    known = {fold(f.mention.name) for f in facts.found if f.mention.type == "Program" and f.mention.confidence >= 0.6}
    labels: dict[tuple[int, bool], list[Passage]] = {}
    for passage in facts.passages:
        label = _label(passage)
        if passage.kind in ("paragraph", "card") and label < 50 and not passage.text[:label].rstrip().endswith(_NO_LABEL):
            bold = passage.bold or any(start == 0 and end >= label for start, end in passage.bolds)
            labels.setdefault((passage.page, bold), []).append(passage)
    for _, group in sorted(labels.items()):
        told = [p for p in group if fold(p.text[: _label(p)]) in known]
        others = [p for p in group if any(f.mention.type in ("Organization", "Person") for f in facts.inside(p, 0, _label(p)))]
        if len(group) < 10 or len(told) < 4 or len(others) > 0.25 * len(group):
            continue
        sizes = {round(p.size) for p in told}
        for passage in group:
            label = _label(passage)
            free = passage not in others and round(passage.size) in sizes
            if free and _is_label(passage.text[:label]) and re.search(rf"[{UPPER}]", passage.text[:3]):
                facts.mention("Program", passage, 0, label, 0.6, COMPONENT)


def _tabled(facts: Facts) -> None:
    """The rows of a table whose first column is headed «Programme», «Projet» …"""
    starts = {p.origins[0]: p for p in facts.passages if p.cell and p.origins}
    headed = pattern(COMPONENT, "columns", r"^\W*{}\W*$")
    for passage in facts.passages:
        heads = passage.cell.column_heads if passage.cell and passage.cell.head else ()
        named = any(headed.match(starts[page, start].text) for page, start, _ in heads if (page, start) in starts)
        text = passage.text.strip()
        if named and text[:1].isupper() and plausible(text) and not pattern("figures", "total", r"^{}(?!\w)").match(text):
            facts.mention("Program", passage, 0, len(passage.text), 0.76, COMPONENT)


def find(facts: Facts, docs: list[Doc]) -> None:
    """Adds the programs that the document names."""
    _tabled(facts)
    _headings(facts)
    spread(facts)
    _announced(facts, docs)
    _events(facts, docs)
    _prefixed(facts)
    _appositions(facts)
    _defined(facts, docs)
    _listed(facts)
    _domains(facts)
    _siblings(facts)


def guess(facts: Facts) -> None:
    """Adds labels of mosaics, once organizations are known."""
    _labels(facts)
    _mosaics(facts)
