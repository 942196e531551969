"""Relations between what was found: who organizes, takes part, supports, belongs to and founded what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...types import Mention
from ..facts import Facts, Found
from ..organizations import partner_kind
from ..passages import LIST_SIGN, Passage, list_lead, sentence_around, sentences
from ..people import section_kind
from ..polarity import polarity_at
from ..reference import portrayed, referent
from ..roles import interviewee
from ..words import any_of, fold, pattern, words

COMPONENT = "relations"

_SELF = re.compile(r"\b(?:nous|notre|nos|l'organisme|l'association|l'organisation|la fondation|le collectif)\b", re.I)


def _listed(facts: Facts) -> None:
    """Items of partner lists are partners of the publisher; items of a list of networks have it as member."""
    if facts.publisher is None:
        return
    for passage, start, end, kind in facts.partners:
        if polarity_at(passage.text, start) == "negated":
            continue
        for found in facts.inside(passage, start, end, "Organization")[:1]:
            evidence = facts.evidence(passage, start, end)
            if kind == "network":
                facts.claim(facts.publisher, "memberOf", found.mention, evidence, 0.8, COMPONENT)
                continue
            if kind == "member":
                facts.claim(found.mention, "memberOf", facts.publisher, evidence, 0.85, COMPONENT)
                continue
            qualifiers: dict[str, str | None] = {"kind": kind}
            facts.claim(found.mention, "partnerOf", facts.publisher, evidence, 0.9, COMPONENT, qualifiers=qualifiers)


_BOARD_LINE = re.compile(rf"\W*(?:[^\W\d_]+[ ]){{0,3}}(?i:{any_of(words('people', 'boards'))})(?:[ ][^:.]{{0,30}})?[ ]?:[ ]")
"""«Autres membres du conseil d'administration : A, B et C»."""


def _thanked(facts: Facts) -> None:
    """People thanked as volunteers, employees or interns belong to the publisher; so do those of a board's list."""
    if facts.publisher is None:
        return
    thanks = re.compile(
        rf"(?i:{any_of(words('people', 'thanking'))})[^:]*?\b(?i:{any_of(words('people', 'thanks'))})"
        r"(?:[^:.]*:|\s+(?=[A-ZÀ-Ý]))",
        re.S,
    )
    for passage in facts.passages:
        opened = thanks.search(passage.text)
        if opened:
            stop = re.compile(r"[.!?](?:\s|$)").search(passage.text, opened.end())
            for person in facts.inside(passage, opened.end(), stop.end() if stop else None, "Person"):
                facts.claim(
                    person.mention,
                    "memberOf",
                    facts.publisher,
                    facts.evidence(passage, *sentence_around(passage.text, person.start)),
                    0.85,
                    COMPONENT,
                )
        seated = _BOARD_LINE.match(passage.text)
        for person in facts.inside(passage, seated.end(), kind="Person") if seated else ():
            quote = facts.evidence(passage, 0, person.end)
            facts.claim(person.mention, "memberOf", facts.publisher, quote, 0.8, COMPONENT)
        listed = (
            facts.inside(passage, kind="Person") if passage.kind == "paragraph" and section_kind(passage) == "board" else []
        )
        if len(listed) > 1 and listed[0].start < 4:  # «A, présidente ; B, trésorier ; C et D, membres.»
            for person in listed:
                quote = facts.evidence(passage, 0, person.end)
                facts.claim(person.mention, "memberOf", facts.publisher, quote, 0.75, COMPONENT)
        if opened or seated or len(listed) > 1:
            continue
        if passage.kind in ("list_item", "card") and section_kind(passage) == "board":
            for person in facts.inside(passage, kind="Person")[:1]:
                if person.start < 4:
                    facts.claim(
                        person.mention,
                        "memberOf",
                        facts.publisher,
                        facts.evidence(passage, 0, len(passage.text)),
                        0.8,
                        COMPONENT,
                    )


def _is_publisher(facts: Facts, mention: Mention) -> bool:
    return facts.voice is not None and fold(mention.name) == fold(facts.voice.name)


def _subjects(
    facts: Facts, passage: Passage, start: int, at: int, kinds: tuple[str, ...] = ("Organization", "Person")
) -> list[Mention]:
    """Who acts: the last organization or person before the verb in its sentence and those joined to it by «et», or the
    publisher where it says «nous»."""
    before = [f for f in facts.inside(passage, start, at) if f.mention.type in kinds]
    if before and not re.search(r"[;:]|\bpar\b", passage.text[before[-1].end : at]):
        found = [before[-1]]
        for other in reversed(before[:-1]):
            if not re.fullmatch(r"\s*(?:,|et|,\s*et)\s*(?:l[ae]s?\s+|l')?", passage.text[other.end : found[-1].start]):
                break
            found.append(other)
        return [f.mention for f in reversed(found)]
    words_before = passage.text[start:at]
    if "Organization" not in kinds and re.search(r"\b(?:elle|il)(?:\s+y)?\s*$", words_before.rstrip(), re.I):
        person = referent(facts, passage, start + len(words_before))
        return [person] if person else []
    if (
        facts.voice
        and facts.voice.type in kinds
        and (_SELF.search(words_before) or re.search(r"\b(?:elle|il)\s*$", words_before.rstrip(), re.I))
    ):
        return [facts.voice]
    return []


_ASIDE = re.compile(r"\b(?:au|aux|à|pendant|lors|dans|pour|avec|sur|chez|durant|par|en marge)\s", re.I)
"""Between a verb and a name, such a word says that the name is not what is done."""


def _objects(facts: Facts, passage: Passage, at: int, end: int, kind: str, near: int = 60) -> Iterator[Found]:
    """Things of a kind after a verb, the first near it and those joined to it by commas and «et»."""
    last = at
    for found in facts.inside(passage, at, end):
        if found.mention.type != kind:
            continue
        gap = re.sub(r"\b(?:M|Dr|Mme|Me)\.?\s", "", passage.text[last : found.start])
        if last == at and _ASIDE.search(passage.text[at : found.start]):
            return
        if found.start - last > near or (
            last != at
            and not re.fullmatch(r"[^.;:]{0,40}?(?:,|\bet\b|\bpar\b)[^.;:]{0,20}?|\s*\([^)]*\)\s*(?:,|et)\s*\S{0,4}\s*", gap)
        ):
            return
        yield found
        last = found.end


def _topic(facts: Facts, passage: Passage, start: int, at: int) -> Mention | None:
    """The program that a sentence is about: named before ``at`` in it, before it, or in the heading over it."""
    here = facts.inside(passage, start, at, "Program") or facts.inside(passage, 0, start, "Program")
    if here:
        return here[-1].mention
    for head in reversed(passage.heads):
        over = facts.inside(facts.passages[head], kind="Program")
        if over:
            return over[0].mention
    return None


def _said(facts: Facts) -> None:
    """Relations that sentences say with a verb."""
    for passage in facts.passages:
        if passage.kind == "heading":
            continue
        named = [(f.start, f.end) for f in facts.inside(passage) if f.mention.type != "Role"]
        for start, end in sentences(passage.text) if named else ():
            if not any(start <= first and last <= end for first, last in named):
                continue
            _organized(facts, passage, start, end)
            _with_others(facts, passage, start, end)
            _attended(facts, passage, start, end)
            _founded(facts, passage, start, end)
            _belongs(facts, passage, start, end)


def _add(
    facts: Facts,
    subject: Mention | None,
    predicate: str,
    object: Mention | None,
    passage: Passage,
    start: int,
    end: int,
    at: int,
    confidence: float,
    kind: str | None = None,
) -> None:
    """Adds what the sentence ``start:end`` says at ``at``, unless an end is missing or both are one. Where its quote names
    neither, the object's own place is evidence too."""
    if subject is None or object is None or subject.key == object.key or fold(subject.name) == fold(object.name):
        return
    if end - start > 600:
        start, end = max(start, at - 250), min(end, at + 250)
    evidence = facts.evidence(passage, start, end)
    pieces = [evidence]
    if not any(
        fold(m.name) in fold(evidence.quote) or fold(m.evidence.quote) in fold(evidence.quote) for m in (subject, object)
    ):
        pieces.append(object.evidence)
    polarity = polarity_at(passage.text, at)
    facts.claim(subject, predicate, object, pieces, confidence, COMPONENT, qualifiers={"kind": kind}, polarity=polarity)


def _organized(facts: Facts, passage: Passage, start: int, end: int) -> None:
    """«P, organisé par O», «O organise P», «le festival P de O»."""
    for cue in pattern(COMPONENT, "organized_by", r"(?<!\w){}\s+").finditer(passage.text, start, end):
        for organizer in _objects(facts, passage, cue.end(), end, "Organization", 12):
            program = _topic(facts, passage, start, cue.start())
            _add(facts, organizer.mention, "organizes", program, passage, start, end, cue.start(), 0.85)
    for cue in pattern(COMPONENT, "organizes", r"(?<!\w)(?<![lnsLNS]')(?:{})(?!\w)(?! par\b)").finditer(
        passage.text, start, end
    ):
        subjects = _subjects(facts, passage, start, cue.start(), ("Organization",))
        if not subjects or re.search(r"\b(?:est|sont|été|qui|que|qu')\s*$", passage.text[start : cue.start()].rstrip() + " "):
            continue
        for thing in _objects(facts, passage, cue.end(), end, "Program", 45):
            for subject in subjects:
                _add(facts, subject, "organizes", thing.mention, passage, start, end, cue.start(), 0.8)
    for owned in facts.inside(passage, start, end, "Program"):
        link = re.compile(r"\s+(?:de\s+la\s+|de\s+l'|du\s+|des\s+|de\s+|d')").match(passage.text, owned.end)
        if link:
            for owner in facts.inside(passage, link.end() - 2, end, "Organization"):
                if owner.start <= link.end() + 1:
                    _add(facts, owner.mention, "organizes", owned.mention, passage, start, end, owned.start, 0.7)


def _with_others(facts: Facts, passage: Passage, start: int, end: int) -> None:
    """«en collaboration avec O», «soutenu par O», «O nous a soutenus»."""
    for cue in pattern(COMPONENT, "collaborates", r"(?<!\w){}\s+").finditer(passage.text, start, end):
        program = _topic(facts, passage, start, cue.start())
        for other in _objects(facts, passage, cue.end(), end, "Organization", 25):
            if program:
                _add(facts, other.mention, "collaboratesOn", program, passage, start, end, cue.start(), 0.8)
            else:
                _add(facts, other.mention, "partnerOf", facts.voice, passage, start, end, cue.start(), 0.7, "partner")
    for cue in pattern(COMPONENT, "partners", r"(?<!\w){}\s+").finditer(passage.text, start, end):
        kind = partner_kind(cue[0]) or "partner"
        acting = _subjects(facts, passage, start, cue.start(), ("Organization",)) if "collabor" in cue[0] else []
        ours = acting[-1] if acting else None
        for other in _objects(facts, passage, cue.end(), end, "Organization", 45):
            _add(facts, other.mention, "partnerOf", ours or facts.voice, passage, start, end, cue.start(), 0.78, kind)
    for cue in pattern(COMPONENT, "supports_us", r"(?<!\w){}(?!\w)").finditer(passage.text, start, end):
        us = "nous" in cue[0] or any(
            _is_publisher(facts, f.mention) for f in _objects(facts, passage, cue.end(), end, "Organization", 12)
        )
        supporters = [
            f for f in facts.inside(passage, start, cue.start(), "Organization") if not _is_publisher(facts, f.mention)
        ]
        if us and supporters:
            _add(facts, supporters[-1].mention, "partnerOf", facts.voice, passage, start, end, cue.start(), 0.78, "supporter")


def _attended(facts: Facts, passage: Passage, start: int, end: int) -> None:
    """«O a participé à P», items of a list that such words open, «P, avec C comme pays invité d'honneur»."""
    participates = pattern(COMPONENT, "participates", r"(?<!\w){}")
    for cue in participates.finditer(passage.text, start, end):
        subjects = _subjects(facts, passage, start, cue.start(), ("Organization", "Person", "Country"))
        for program in _objects(facts, passage, cue.end(), end, "Program", 60):
            for subject in subjects:
                _add(facts, subject, "participatesIn", program.mention, passage, start, end, cue.start(), 0.8)
    lead = facts.passages[passage.lead] if passage.lead is not None else None
    opened = sentences(lead.text)[-1][0] if lead else 0
    said = participates.search(lead.text, opened) if lead else None
    voices = [facts.voice] if facts.voice else []
    if lead and said:
        subjects = _subjects(facts, lead, opened, said.start())
        for program in facts.inside(passage, start, end, "Program"):
            for who in subjects or voices:
                _add(facts, who, "participatesIn", program.mention, passage, start, end, start, 0.78)
    for cue in pattern(COMPONENT, "guest", r"(?<!\w){}").finditer(passage.text, start, end):
        guests = facts.inside(passage, max(start, cue.start() - 40), cue.start(), "Country") + facts.inside(
            passage, cue.end(), min(end, cue.end() + 40), "Country"
        )
        before = facts.inside(passage, start, cue.start(), "Program")
        event = before[-1].mention if before else _topic(facts, passage, start, cue.start())
        for guest in guests[:1]:
            _add(facts, guest.mention, "participatesIn", event, passage, start, end, cue.start(), 0.8)


def _founded(facts: Facts, passage: Passage, start: int, end: int) -> None:
    """«X, fondé par P», «P a fondé X»; «j'ai fondé X» is said by the person interviewed."""
    for cue in pattern(COMPONENT, "founded", r"(?<!\w)(?:{})\s+").finditer(passage.text, start, end):
        if re.search(r"par\s+$", cue[0]):
            people = list(_objects(facts, passage, cue.end(), end, "Person", 12))
            things = [f for f in facts.inside(passage, start, cue.start()) if f.mention.type in ("Organization", "Program")]
            founded = things[-1].mention if things else None
            if founded is None and people and not passage.text[start : cue.start()].strip(" •–-"):
                founded = _behind(facts, passage, people[-1].end, end)
            if founded is None and re.match(r"\s*(?:Elle|Il)\b", passage.text[start:end]):
                founded = facts.voice
            for person in people:
                _add(
                    facts,
                    person.mention,
                    "founded",
                    founded,
                    passage,
                    start,
                    end,
                    cue.start(),
                    0.8,
                )
            continue
        spoken = re.search(r"\b(?:j'|je\b|m'|mon\b|ma\b|mes\b)", passage.text[max(0, start - 200) : end], re.I) is not None
        speaker = interviewee(facts) if spoken else None
        dated = _YEAR.fullmatch(passage.text, start, cue.start()) is not None
        speaker = portrayed(facts) if dated and not speaker else speaker  # «2009 : cofonde X»
        subjects = [speaker] if speaker else _subjects(facts, passage, start, cue.start(), ("Person",))
        for thing in facts.inside(passage, cue.end(), min(end, cue.end() + 45)):
            if _ASIDE.search(passage.text[cue.end() : thing.start]):
                break
            if thing.mention.type in ("Organization", "Program"):
                for subject in subjects:
                    _add(facts, subject, "founded", thing.mention, passage, start, end, cue.start(), 0.75)
                break


_YEAR = re.compile(r"\W*(?:19|20)\d\d\s*[:–-]\s*")


def _behind(facts: Facts, passage: Passage, at: int, end: int) -> Mention | None:
    """What «Créé en 2009 par P, l'association X …» speaks of: the subject that stands behind."""
    subject = _SUBJECT_BEHIND.match(passage.text, at)
    things = facts.inside(passage, subject.end(), end) if subject else []
    first = next((f for f in things if f.mention.type in ("Organization", "Program")), None)
    return first.mention if first and subject and first.start <= subject.end() + 1 else None


_SUBJECT_BEHIND = re.compile(r"\s*(?:/\w+\s*)?,\s+(?:l[ae]s?\s+|l')?(?:[a-zà-ÿ]+\s+)?(?:ONG\s+)?(?:l[ae]s?\s+|l')?")


def _belongs(facts: Facts, passage: Passage, start: int, end: int) -> None:
    """«j'ai rejoint O» in an interview, «X est membre de O»."""
    person = interviewee(facts)
    if person and re.search(r"\b(?:j'|je|m'|mon|ma|mes)\b|\b[jm]'", passage.text[start:end], re.I):
        for cue in pattern(COMPONENT, "joined", r"(?<!\w){}\s+").finditer(passage.text, start, end):
            for org in _objects(facts, passage, cue.end(), end, "Organization", 25):
                _add(facts, person, "memberOf", org.mention, passage, start, end, cue.start(), 0.78)
                break
    for cue in pattern(COMPONENT, "whose_member", r",\s+dont\s+(?:il|elle|nous|on|l'\w+)\s+{}(?!\w)").finditer(
        passage.text, start, end
    ):
        bodies = [f for f in facts.inside(passage, start, cue.start(), "Organization") if cue.start() - f.end <= len(" (ABCD)")]
        subjects = _subjects(facts, passage, start, bodies[-1].start - 4, ("Organization",)) if bodies else []
        for subject in subjects or ([facts.voice] if facts.voice else []):
            _add(facts, subject, "memberOf", bodies[-1].mention if bodies else None, passage, start, end, cue.start(), 0.75)
    for cue in pattern(COMPONENT, "member", r"(?<!\w){}\s+").finditer(passage.text, start, end):
        for org in _objects(facts, passage, cue.end(), end, "Organization", 12):
            leads = not passage.text[start : cue.start()].strip(" •–-")  # «Membre de X, l'organisme a …»
            for subject in _subjects(facts, passage, start, cue.start()) or ([facts.voice] if leads and facts.voice else []):
                _add(facts, subject, "memberOf", org.mention, passage, start, end, cue.start(), 0.75)


def _parts(facts: Facts) -> None:
    """What is a component of what: items under a program's heading, «dans le cadre de», names that hold another's."""
    for passage in facts.passages:
        for start, end in sentences(passage.text):
            for cue in pattern(COMPONENT, "part_of", r"(?<!\w){}\s+(?:la\s+|le\s+|les\s+|l')?").finditer(
                passage.text, start, end
            ):
                if not re.match(r"dans le cadre|volet|composante|fait partie|s'inscrit|intégr", cue[0], re.I):
                    continue
                whole = [f for f in facts.inside(passage, cue.end() - 1, end, "Program") if f.start < cue.end() + 12]
                if not whole:
                    continue
                after = [f for f in facts.inside(passage, whole[0].end, end, "Program") if f.start - whole[0].end < 12]
                before = facts.inside(passage, start, cue.start(), "Program")
                part = after[0].mention if after else before[-1].mention if before else None
                if part is None and re.match(r"Depuis|Lanc", passage.text[start:end]):
                    part = _topic(facts, passage, start, start)
                _add(facts, part, "partOf", whole[0].mention, passage, start, end, cue.start(), 0.78)
        if passage.kind == "list_item":
            _listed_part(facts, passage)
    _named_after(facts)


def _listed_part(facts: Facts, passage: Passage) -> None:
    """Programs at the head of an item, or after its «:», are part of the program that the list's opening or heading names."""
    lead = list_lead(passage)[-160:]
    if not pattern(COMPONENT, "components", r"(?<!\w){}(?!\w)").search(lead) or pattern(
        COMPONENT, "participates", r"(?<!\w){}"
    ).search(lead):
        return
    whole = None
    if passage.lead is not None:
        opening = facts.inside(facts.passages[passage.lead], kind="Program")
        whole = opening[-1].mention if opening else None
    for head in reversed(passage.heads):
        over = facts.inside(facts.passages[head], kind="Program")
        if whole is None and over:
            whole = over[0].mention
    if whole is None:
        return
    mark = LIST_SIGN.match(passage.text)
    first = mark.end() if mark else 0
    article = re.compile(r"L[ae]s?\s+|L'").match(passage.text, first)
    first = article.end() if article else first
    colon = passage.text.find(" : ")
    programs = facts.inside(passage, kind="Program")
    lead_program = [f for f in programs if f.start <= first + 10]
    listed = (
        [f for f in programs if 0 <= colon < f.start and not re.search(r"[.](?:\s|$)", passage.text[colon : f.start])]
        if colon < 60
        else []
    )
    enumerated = listed if len(listed) > 1 or not lead_program else lead_program
    for found in enumerated:
        _add(facts, found.mention, "partOf", whole, passage, 0, len(passage.text), found.start, 0.7)


def _named_after(facts: Facts) -> None:
    """«Vitrine des Rivages» is part of «Rivages»: a program whose name ends in another's."""
    programs: dict[str, Found] = {}
    for found in sorted(facts.found, key=lambda f: (f.passage, f.start)):
        if found.mention.type == "Program":
            programs.setdefault(fold(found.mention.name), found)
    for name, found in sorted(programs.items()):
        for other, whole in sorted(programs.items()):
            if (
                len(other.split()) >= 2
                and name != other
                and (name.endswith(" " + other))
                and len(name.split()) - len(other.split()) <= 2
            ):
                passage = facts.passages[found.passage]
                start, end = sentence_around(passage.text, found.start)
                if end - start < 600:
                    facts.claim(found.mention, "partOf", whole.mention, facts.evidence(passage, start, end), 0.65, COMPONENT)


def _own_programs(facts: Facts) -> None:
    """A program that has a heading of its own in an organization's report is run by it, unless another is said to."""
    if facts.publisher is None:
        return
    others = {c.object for c in facts.claims.values() if c.predicate == "organizes"}
    names = {f.mention.key: fold(f.mention.name) for f in facts.found}
    taken = {names.get(key or "") for key in others}
    for passage in facts.passages:
        if passage.kind != "heading":
            continue
        for found in facts.inside(passage, kind="Program")[:1]:
            if fold(found.mention.name) not in taken and found.mention.confidence >= 0.76:
                facts.claim(
                    facts.publisher, "organizes", found.mention, facts.evidence(passage, 0, len(passage.text)), 0.6, COMPONENT
                )


def find(facts: Facts) -> None:
    """Adds the relations that the document states."""
    _listed(facts)
    _thanked(facts)
    _said(facts)
    _parts(facts)
    _own_programs(facts)
