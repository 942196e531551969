"""Figures: numbers with what they count, of what or whom, and for which year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc
from text_to_num import text2num

from ...types import FigureValue, Mention, Polarity
from ..facts import Facts
from ..names import LOWER, UPPER, URL
from ..passages import Passage, sentence_around
from ..polarity import polarity_at
from ..words import any_of, fold, pattern, words

COMPONENT = "figures"

Qualifier = Literal["exact", "over", "under", "about"]

_MULTIPLES = {"million": 1e6, "millions": 1e6, "milliard": 1e9, "milliards": 1e9, "mille": 1e3, "k": 1e3, "K": 1e3, "M": 1e6}
_DIGITS = r"\d{1,3}(?:[ .']\d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)?"
_WORDS = any_of(words(COMPONENT, "number_words"))
_COLLECTIVE = {row.split("=")[0]: int(row.split("=")[1]) for row in words(COMPONENT, "collective")}
NUMBER = re.compile(
    rf"(?<![\w.,/°-])(?:(?P<digits>{_DIGITS})(?:\s?(?P<multiple>millions?|milliards?|mille|[kKM](?=\s?[€$])))?"
    rf"|(?:une?\s+)(?P<collective>{any_of(_COLLECTIVE)})"
    rf"|(?P<words>{_WORDS}(?:[\s-](?:et\s)?(?:{_WORDS}|une?))*)(?![\w-])(?:\s(?P<wmultiple>millions?|milliards?))?)",
    re.I,
)
_CURRENCY = [(re.compile(rf"\s?{row.split('=')[0]}(?!\w)"), row.split("=")[1]) for row in words(COMPONENT, "currencies")]
_DURATION = re.compile(rf"{any_of(words(COMPONENT, 'durations'))}(?!\w)", re.I)
_BEFORE_NOUN = re.compile(rf"(?:{any_of(words(COMPONENT, 'before'))}\s+)+", re.I)
_NOT_AFTER = re.compile(rf"(?<!\w){any_of(words(COMPONENT, 'not_after'))}\s*$", re.I)
_NOT_BEFORE = re.compile(rf"\s?{any_of(words(COMPONENT, 'not_before'))}", re.I)
_NOUN = re.compile(rf"[{LOWER}{UPPER}][\w'’·•.()-]*[\w)]|[{LOWER}{UPPER}]")
_PHONE = re.compile(
    r"(?:\+|\b00)\d[\d .()-]{7,}\d|\b(?:\d{2}[ .-]){4}\d{2}\b|\b\d{3}[ .-]\d{3}[ .-]\d{4}\b|\b\d{3} \d{3} \d{2} \d{2}\b"
)
_YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20[0-4]\d)(?!\d)")
_NOT_NOUNS = frozenset(words(COMPONENT, "not_nouns"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit in a passage: characters ``start:end``."""

    start: int
    end: int
    value: float
    unit: str
    qualifier: Qualifier
    inherited: bool = False


def parse_number(match: re.Match[str]) -> float | None:
    """The value of a match of :data:`NUMBER`.

    >>> parse_number(NUMBER.search("1,2 million de visites"))
    1200000.0
    """
    if match["digits"]:
        digits = match["digits"].replace(" ", "").replace("'", "")
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits):
            digits = digits.replace(".", "")
        return round(float(digits.replace(",", ".")) * _MULTIPLES.get((match["multiple"] or "").strip(), 1), 6)
    if match["collective"]:
        return float(_COLLECTIVE[match["collective"].lower()])
    try:
        value = float(text2num(match["words"].lower(), "fr"))
    except ValueError:
        return None
    return value * _MULTIPLES.get((match["wmultiple"] or "").lower(), 1)


_INVARIABLE = frozenset(words(COMPONENT, "invariable"))


def singular(noun: str) -> str:
    """A noun without inclusive endings and plural.

    >>> singular("participant·e·s")
    'participant'
    >>> singular("journaux")
    'journal'
    """
    noun = re.sub(
        r"[·•‧∙]\w{1,6}(?:[·•‧∙]s)?|\(\w{1,6}\)|-(?:rices?|euses?|trices?|e-s|ne-s)\b|\.\w{1,4}\.s\b",
        "",
        noun.replace("’", "'"),
    )
    noun = noun.strip(".-")
    if noun in _INVARIABLE:
        return noun
    if len(noun) > 5 and noun.endswith("aux"):
        return noun[:-1] if noun.endswith("eaux") else noun[:-3] + "al"
    return noun[:-1] if len(noun) > 3 and noun.endswith(("s", "x")) else noun


def _qualifier(before: str, match: re.Match[str]) -> Qualifier:
    """What the words before a number say of it; «une centaine» is «about» by itself."""
    if match["collective"]:
        return "over" if pattern(COMPONENT, "over", r"{}\s*$").search(before) else "about"
    kinds: tuple[Qualifier, ...] = ("over", "about", "under")
    for kind in kinds:
        if pattern(COMPONENT, kind, r"(?<!\w){}\s*(?:les |des |de )?$").search(before):
            return kind
    return "exact"


def quantities(passage: Passage, hidden: list[tuple[int, int]], verbs: frozenset[int] = frozenset()) -> Iterator[Quantity]:
    """Numbers of a passage with the noun that they count. ``hidden`` stretches (names, addresses) are left out; a word that
    begins in ``verbs`` is no noun."""
    text = passage.text
    last: Quantity | None = None
    for match in NUMBER.finditer(text):
        start, end = match.span()
        if any(s < end and start < e for s, e in hidden):
            continue
        before, after = text[:start], text[end:]
        if re.search(r"[+]\s?$", before) and not re.search(r"\w\s*[+]\s?$", before):
            continue  # growth over another year
        if _NOT_BEFORE.match(after) and not re.match(r"\s?(?:k|M)?\s?[€$%]", after):
            continue
        if re.fullmatch(r"\d{5}", match[0]) and re.match(rf"\s+[{UPPER}]", after):
            continue  # a postal code and its town
        if re.search(r"(?:^|\n)\s*\(?$", before) and re.match(r"[.)]\s", after):
            continue  # the number of an item
        value = parse_number(match)
        if value is None:
            continue
        quantity = _counted(text, match, value, last, verbs)
        if quantity is None:
            continue
        dated = value < 32 or _YEAR.fullmatch(match["digits"] or "")
        loose = not match["digits"] and not re.search(r"(?:en|du|au|le)\s*$", before)
        if (dated or loose) and _NOT_AFTER.search(before) and quantity.unit not in ("%", "€", "$", "FCFA"):
            continue
        last = quantity
        yield quantity


def _counted(text: str, match: re.Match[str], value: float, last: Quantity | None, verbs: frozenset[int]) -> Quantity | None:
    """The number with what it counts: percent, money, the noun after it, or, by ellipsis, the unit of the number before.
    None where it counts nothing (dates, durations, numbers that announce a list)."""
    start, end = match.span()
    qualifier = _qualifier(text[max(0, start - 30) : start], match)
    after = text[end:]
    percent = re.match(r"\s?%", after) or re.match(r"\s+pour ?cent\b", after)
    if percent:
        return Quantity(start, end + percent.end(), value, "%", qualifier)
    prefixed = re.search(r"(?:\b(CHF|EUR|USD|CAD)|([€$]))\s?$", text[:start])
    if prefixed and match["digits"]:
        code = {"EUR": "€", "CAD": "$"}.get(prefixed[0].strip(), prefixed[0].strip())
        return Quantity(prefixed.start(), end, value, code, qualifier)
    of = re.match(r"\s+(?:de\s+|d'|d’)", after)
    money_at = end + (of.end() if of else 0)
    for shape, code in _CURRENCY:
        money = shape.match(text, money_at)
        if money:
            return Quantity(start, money.end(), value, code, qualifier)
    if match["digits"] and _YEAR.fullmatch(match["digits"]) and not of:
        noun = _NOUN.match(text, end + 1)
        if not noun or value < 2100:
            return None
    at = money_at if of and (match["multiple"] or match["collective"] or match["wmultiple"]) else end
    if match["collective"] and not of:
        return None
    gap = re.compile(r"\s*").match(text, at)
    at = gap.end() if gap else at
    if at == end and not text[at - 1].isspace():
        return None
    label = re.compile(r"(?:de\s+|d')").match(text, at) if "\n" in text[end:at] else None
    at = label.end() if label else at
    skip = _BEFORE_NOUN.match(text, at)
    at = skip.end() if skip else at
    noun = _NOUN.match(text, at)
    word = noun[0] if noun else ""
    multiplied = match["multiple"] or match["wmultiple"]
    if multiplied and not of and last and last.unit in ("€", "$", "FCFA", "CHF") and start - last.end < 120:
        return Quantity(start, end, value, last.unit, qualifier, True)
    if at in verbs and not word.endswith(("s", "·s")):
        word = ""
    ellipsis = not word or fold(word.split("'")[0]) in _NOT_NOUNS or fold(word) in _NOT_NOUNS
    nationality = bool(
        last
        and re.search(r"\bdont\s*(?:plus de |près de |environ )?$", text[:start])
        and re.match(rf"[{LOWER}]+(?:ois|oises|ais|aises|ien(?:ne)?s|aux|ales)\b", word)
    )
    if ellipsis or nationality:
        near = last and start - last.end < 120 and not re.search(r"[.;:!?]\s", text[last.end : start])
        if (
            last
            and near
            and last.unit not in ("%", "€", "$")
            and re.match(r"\s+(?:en|sur|à|dans|par|lors)\b|\s+[a-zà-ÿ]+(?:ois|ais|ien|ale?)", after)
            and (match["digits"])
        ):
            return Quantity(start, end, value, last.unit, qualifier, True)
        return None
    assert noun is not None
    duration = _DURATION.match(word)
    worked = re.match(r"(?:heures?|mois)\s+(?:de\s|d')", text[at:]) and match["digits"] and value >= 100
    if duration and duration.end() >= len(word.rstrip("s")) and not worked:
        return None
    if match["words"] and (_announces(text, start) or not word[0].islower()):
        return None
    if word.isupper() and len(word) == 1 or _YEAR.match(word):
        return None
    unit = singular(word.rstrip("."))
    return Quantity(start, noun.end(), value, unit if unit.isupper() else unit[:1].lower() + unit[1:], qualifier)


def _announces(text: str, start: int) -> bool:
    """Whether a number only announces a list («trois réseaux :»)."""
    _, end = sentence_around(text, start)
    return (
        text[start:end].rstrip().endswith(":")
        or " suivant" in text[start : start + 60]
        or bool(re.search(r"à savoir", text[start : start + 60]))
    )


def document_year(facts: Facts) -> int | None:
    """The one year that a report says it is of; None where it covers several or none."""
    report = re.compile(r"(?:rapport|bilan|exercice|année|activité|édition|dossier)", re.I)
    pages = facts.document.pages
    texts = [facts.document.title or "", *(p.text for p in facts.passages if p.page <= 2 and len(p.text) < 120)]
    texts += [pages[-1].text[b.start : b.end] for b in pages[-1].blocks if b.kind in ("header", "footer")]
    years = [set(_YEAR.findall(text)) for text in texts if report.search(text)]
    years = [y for y in years if y]
    if not years or len(years[0]) > 1 or re.search(r"(?:19|20)\d\d\s*[-–/]\s*(?:\d\d|\d{4})\b", " ".join(texts[:6])):
        return None
    return int(next(iter(years[0])))


def _year(passage: Passage, quantity: Quantity, default: int | None) -> tuple[int | None, Literal["stated", "document"] | None]:
    """The year of a figure and its source: stated in its sentence, right after it rather than before, else ``default``."""
    start, end = sentence_around(passage.text, quantity.start)
    text = passage.text
    due = re.compile(r"\b(?:d'ici|à l'horizon)\s+(?:à\s+|fin\s+)?(20\d\d)").search(text, quantity.end, end)
    if due:
        return int(due[1]), "stated"
    near = [
        m
        for m in _YEAR.finditer(text, start, end)
        if not re.search(r"(?:depuis|horizon|d'ici)\s+(?:\w+\s+)?$", text[start : m.start()])
    ]
    near = [
        m for m in near if re.search(r"(?:\ben|\bfin|\bdébut|\bde|\bd'|[,(]|^|[a-zéû]{3,9})\s*$", text[start : m.start()], re.I)
    ]
    dated = [
        m
        for m in near
        if re.search(r"\b(?:en|fin|début|dès|courant|année)\s+(?:\w+\s+)?$|^\s*$", text[start : m.start()], re.I)
    ]
    after = [
        m
        for m in dated
        if 0 <= m.start() - quantity.end < 60 and not re.search(r"\d[\d\s]*(?:%|\w)|[;:.]", text[quantity.end : m.start()])
    ]
    chosen = after[0] if after else next((m for m in reversed(dated) if m.start() < quantity.start), None)
    if chosen:
        return int(chosen[0]), "stated"
    return default, "document" if default else None


_GENERAL = re.compile(
    r"\b(?:[Ss]elon|[Dd]'après|[Ee]n France|[Aa]u Québec|[Ee]n Belgique|[Ee]n Suisse|dans le monde|des (?:jeunes )?Français)\b"
)


def _about(facts: Facts, passage: Passage, quantity: Quantity) -> Mention | None:
    """What a figure describes: the program or organization nearest in its sentence, then before it, then over it."""
    start, end = sentence_around(passage.text, quantity.start)
    here = [f for f in facts.inside(passage) if f.mention.type in ("Program", "Organization")]
    own = fold(facts.voice.name) if facts.voice else ""
    usable = [f for f in here if f.mention.type == "Program" or fold(f.mention.name) == own or not own]
    setting = re.compile(
        r"(?:dans le cadre|lors|à l'occasion|au sein|pendant|durant)\s+"
        r"(?:de\s+la\s+|de\s+l'|du\s+|des\s+|de\s+|d'|l[ae]s?\s+)?$",
        re.I,
    )
    headed = [f.mention for h in reversed(passage.heads) for f in facts.inside(facts.passages[h], kind="Program")[:1]]
    aside = {f.start for f in usable if headed and setting.search(passage.text[: f.start])}
    before = [f for f in usable if start <= f.start and f.end <= quantity.start and f.start not in aside]
    programs = [f for f in before if f.mention.type == "Program"]
    after = [f for f in usable if quantity.end <= f.start < end and f.mention.type == "Program" and f.start not in aside]
    after = [
        f for f in after if passage.text.count("(", quantity.end, f.start) <= passage.text.count(")", quantity.end, f.start)
    ]
    covered = [f for f in usable if f.start <= quantity.end and quantity.start <= f.start and f.mention.type == "Program"]
    if covered:
        return covered[0].mention
    if programs:
        subject = [f for f in programs if f.start - start < 30]
        return (programs[-1] if not subject or programs[-1].start > quantity.start - 60 else subject[-1]).mention
    if after and (after[0].start - quantity.end < 50 or not before):
        return after[0].mention
    if before:
        return before[-1].mention
    earlier = [f for f in usable if f.end <= start and f.mention.type == "Program"]
    if earlier:
        return earlier[-1].mention
    if headed:
        return headed[0]
    previous = facts.passages[passage.index - 1] if passage.index else None
    if previous and previous.kind == "paragraph" and previous.section == passage.section and passage.kind == "paragraph":
        told = facts.inside(previous, kind="Program")
        if told and re.match(r"\s*(?:Il|Elle|Ce|Cette|Cet|Ces|L'événement|Le programme|Le projet)\b", passage.text):
            return told[0].mention
    if _GENERAL.search(passage.text, start, end) or any(
        f.mention.type == "Country" for f in facts.inside(passage, start, quantity.start)
    ):
        return None  # a statistic of the country at large
    return facts.voice or (here[0].mention if here else None)


_TARGET = re.compile(
    r"\b(?:objectifs?|cibles?|vis(?:e|ons|ent|é)\b|prévo(?:it|yons|ient|yaient)|voul(?:ons|ent)|veut\b|souhait\w+|attend(?:ons|ait|us)?\b|d'ici)",
    re.I,
)


def find(facts: Facts, docs: list[Doc]) -> None:
    """Adds the figures that the document gives, as ``measures`` claims."""
    default = document_year(facts)
    for passage, doc in zip(facts.passages, docs, strict=True):
        if passage.kind == "cell" or passage.kind == "heading" and not re.match(rf"\s*\d[\d\s.,]*[{LOWER}%€$]", passage.text):
            continue
        verbs = frozenset(t.idx for t in doc if t.pos_ in ("VERB", "AUX", "PRON", "ADP", "CCONJ", "SCONJ"))
        if passage.section and re.match(r"sommaire|table des matières", passage.section[-1], re.I):
            continue
        hidden = [m.span() for shape in (URL, _PHONE) for m in shape.finditer(passage.text)]
        hidden += [(f.start, f.end) for f in facts.inside(passage) if f.mention.type != "Role"]
        for quantity in quantities(passage, hidden, verbs):
            start, end = sentence_around(passage.text, quantity.start)
            if passage.kind == "callout":
                start, end = 0, len(passage.text)
            if end - start > 500:
                start, end = max(start, quantity.start - 240), min(end, quantity.end + 240)
            year, source = _year(passage, quantity, default)
            measure = " ".join(passage.raw[quantity.start : _measure_end(passage.text, quantity)].split())
            said = polarity_at(passage.text, quantity.start)
            target = _TARGET.search(passage.text, start, end)  # targets are figures
            polarity: Polarity = "asserted" if said == "planned" and target else said
            facts.claim(
                _about(facts, passage, quantity),
                "measures",
                None,
                facts.evidence(passage, start, end),
                0.85 if passage.kind == "callout" else 0.7 if quantity.inherited else 0.8,
                COMPONENT,
                value=FigureValue(quantity.value, quantity.unit, measure, year, source, quantity.qualifier),
                polarity=polarity,
            )


def _measure_end(text: str, quantity: Quantity) -> int:
    """Where the phrase that a quantity begins ends: at punctuation, a relative or a verb, 80 characters on at most."""
    stop = re.compile(r"[,.;:!?()\n]|\s(?:qui|dont|a|ont|est|sont|et)\b|$").search(text, quantity.end)
    return min(stop.start() if stop else len(text), quantity.end + 80)
