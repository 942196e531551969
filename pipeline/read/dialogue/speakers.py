"""Interviews: who speaks in each block, and who is interviewed.

A speaker is told by labels, or by questions that stand out from the answers under them where the document says whom it
interviews. A wrong speaker is worse than none: a label counts only if it recurs in a conversation or names a person whom the
document introduces, and what stands beside the talk (boxes, credits, headings between answers) is nobody's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from pipeline.read.dialogue.introductions import Introduction, introduction, is_aside, meets
from pipeline.read.dialogue.labels import cut, labels_in
from pipeline.read.dialogue.person_names import fold, person
from pipeline.read.dialogue.questions import DASH, Unit, body_look, questions, set_apart
from pipeline.read.dialogue.voices import Voice, voices
from pipeline.types import Block, Page

HEAD = 10
"""Blocks at the beginning of an interview that may say with whom it is."""

_BESIDE = ("header", "footer", "page_number", "cell", "callout", "caption")
_OPENING = re.compile(r"[\s>*_–—•-]*([^:–—\n]{1,60}?)[*_]*\s*(?:[:–—]|-\s|\.\s|$)")
"""What may be the label of a speaker."""
_Place = tuple[int, int]
_Part = tuple[Page, Block]


@dataclass(frozen=True, slots=True)
class _Said:
    """By whom a stretch of text is spoken, whether it is but a label, and whether it asks."""

    speaker: str | None
    label: bool = False
    asks: bool = False


def mark_speakers(pages: Sequence[Page], stated_title: str | None = None) -> tuple[list[Page], str | None]:
    """Pages with the speakers of their blocks, blocks cut where another speaker begins, and the person interviewed."""
    blocks = [(page, block) for page in pages for block in page.blocks if block.kind not in _BESIDE]
    if not _may_be_talk(blocks):
        return list(pages), None
    said: dict[_Place, _Said] = {}
    interviewee: str | None = None
    for part in _interviews(blocks):
        title = stated_title if part and part[0] == blocks[0] else None
        found, person_met, length = _conversation(part, title)
        said |= found
        if person_met and length > 0.3 * sum(b.end - b.start for _, b in blocks):
            interviewee = person_met
    if not said:
        return list(pages), interviewee
    cuts: dict[_Place, _Place] = {}
    levels = {b.size: b.level for p, b in blocks if b.kind == "heading" and said.get((p.number, b.start), _Said(None)).asks}
    made = [_with_speakers(page, said, levels, cuts) for page in pages]
    return [_continued(page, cuts) for page in made], interviewee


def _may_be_talk(blocks: Sequence[_Part]) -> bool:
    """Whether questions are asked, or some words open passages again and again: a glance spares most reports the rest."""
    asked = 0
    openings: Counter[str] = Counter()
    for page, block in blocks:
        text = page.text[block.start : block.end]
        asked += text.count("?")
        for line in text.split("\n"):
            mark = _OPENING.match(line)
            if mark:
                openings[mark[1].strip().casefold()] += 1
    return asked > 1 or sum(count for count in openings.values() if count > 1) > 3


def _interviews(blocks: list[_Part]) -> list[list[_Part]]:
    """The document, or its beginning and each later section whose heading announces an interview."""
    starts = [i for i, (p, b) in enumerate(blocks) if i >= HEAD and b.kind == "heading" and meets(p.text[b.start : b.end])]
    if not starts:
        return [blocks]
    parts = [blocks[: starts[0]]]
    for start, limit in zip(starts, [*starts[1:], len(blocks)], strict=True):
        ends = (i for i in range(start + 1, limit) if _closes(*blocks[i], blocks[start][1].level))
        parts.append(blocks[start : next(ends, limit)])
    return parts


def _closes(page: Page, block: Block, level: int) -> bool:
    text = page.text[block.start : block.end].strip()
    return block.kind == "heading" and block.level <= level and not text.endswith(("?", "»", "”")) and text[:1] not in "«“"


def _units(blocks: Sequence[_Part]) -> list[Unit]:
    made = []
    for page, block in blocks:
        labels = {label.start: label for label in labels_in(page, block)}
        places = sorted({block.start, *labels, *set_apart(page, block)})
        ends = [*places[1:], block.end]
        made += [Unit(page, block, a, b, labels.get(a)) for a, b in zip(places, ends, strict=True)]
    return _beside(made)


def _beside(units: Sequence[Unit]) -> list[Unit]:
    """Labels that stand one under the other in a column, each put before the text to its right."""
    made: list[Unit] = []
    i = 0
    while i < len(units):
        page = units[i].page
        after = list(takewhile(lambda u, page=page: u.page is page and u.block.box, units[i:]))  # type: ignore[misc]
        stack = list(takewhile(lambda u: u.label and not u.text, after))
        edge = max((u.block.box[2] for u in stack if u.block.box), default=0.0)
        right = list(takewhile(lambda u, edge=edge: u.block.box[0] > edge, after[len(stack) :]))  # type: ignore[misc]
        if len(stack) < 2 or not right:
            stack, right = [units[i]], []
        made += sorted([*stack, *right], key=_top) if right else stack
        i += len(stack) + len(right)
    return made


def _top(unit: Unit) -> float:
    """Where it stands, a label a little higher than the text beside it."""
    top = unit.block.box[1] if unit.block.box else 0.0
    return top if unit.text else top - unit.block.size


def _merged(units: Sequence[Unit], known: Mapping[str, Voice]) -> list[Unit]:
    """Units without the labels that are none: text runs on over them."""
    made: list[Unit] = []
    for unit in units:
        if unit.label and unit.label.key in known or unit.start == unit.block.start:
            made.append(unit if unit.label and unit.label.key in known else replace(unit, label=None))
        elif unit.start in set_apart(unit.page, unit.block):
            made.append(replace(unit, label=None))
        else:
            made[-1] = replace(made[-1], end=unit.end)
    return made


def _conversation(blocks: list[_Part], title: str | None) -> tuple[dict[_Place, _Said], str | None, int]:
    """What is said by whom, the person interviewed, and the length of the talk in characters."""
    texts = [(page.text[block.start : block.end], block.kind == "heading") for page, block in blocks]
    first = next((i for i, (text, _) in enumerate(texts) if i and text.rstrip().endswith("?")), len(texts))
    head = [(title, True)] if title else []
    told = introduction([*head, *texts[: min(first, HEAD)]], [text for text, _ in texts if len(text) < 200])
    units = _units(blocks)
    known = voices(units, told)
    units = _merged(units, known)
    asked: set[int] = set()
    if not any(voice.asks for voice in known.values()) and (known or told.interviewee()):
        asked = questions(units, body_look(units), told.declared or bool(told.met) or bool(known))
    if not known and not asked:
        return {}, None, 0
    said, spoken = _walk(units, known, asked, told)
    most = spoken.most_common(2)
    met = told.interviewee() if not any(not v.asks for v in known.values()) else None
    several = len({fold(name) for name in told.met}) > 1
    if met is None and not several and most and (len(most) == 1 or most[1][1] < 0.5 * most[0][1]):
        met = most[0][0] if _is_person(most[0][0], known) else None
    places = {(u.page.number, u.start): u.end - u.start for u in units}
    return said, met, sum(places.get(place, 0) for place in said)


def _is_person(name: str, known: Mapping[str, Voice]) -> bool:
    first_name = len(name.split()) == 1 and fold(name) in known and name.istitle()
    return first_name or person(name) is not None


def _walk(
    units: Sequence[Unit], known: Mapping[str, Voice], asked: set[int], told: Introduction
) -> tuple[dict[_Place, _Said], Counter[str]]:
    """Speakers of units by place, and how many characters each answerer says."""
    size, color = body_look(units)
    level = min((units[i].block.level for i in asked if units[i].block.kind == "heading"), default=0)
    answering = {v.name for v in known.values() if not v.asks}
    answerer = next(iter(answering)) if len(answering) == 1 else None if answering else told.interviewee()
    said: dict[_Place, _Said] = {}
    spoken: Counter[str] = Counter()
    by_block: dict[_Place, str | None] = {}
    now: str | None = None
    open_turn = asks = False
    last: list[tuple[_Place, Unit]] = []
    for i, unit in enumerate(units):
        place = (unit.page.number, unit.start)
        apart = abs(unit.block.size - size) > 0.08 * size or unit.block.color != color
        if unit.block.continues and unit.label is None and unit.start == unit.block.start:
            said[place] = _Said(by_block.get(unit.block.continues))
            by_block[place] = said[place].speaker
            continue
        if unit.label:
            voice = known[unit.label.key]
            now, asks, open_turn, last = voice.name, voice.asks, True, []
            said[place] = _Said(now, unit.label.alone and not unit.text, asks)
            if unit.label.alone and unit.text:
                rest = unit.page.text[unit.label.end : unit.end]
                said[place] = _Said(now, True)
                place = (unit.page.number, unit.label.end + len(rest) - len(rest.lstrip()))
                said[place] = _Said(now, False, asks)
        elif i in asked:
            now, asks, open_turn, last = told.interviewer(), True, True, []
            said[place] = _Said(now, False, True)
        elif unit.block.kind == "heading":
            within = level and unit.block.level > level and not apart
            open_turn = open_turn and bool(within)
            if open_turn:
                said[place] = _Said(now)
        elif not open_turn or apart or unit.block.kind == "card" or is_aside(unit.text):
            continue
        else:
            if asks and (asked or not answering):
                now, asks = answerer, False
            said[place] = _Said(now, False, asks)
            last.append((place, unit))
        by_block[unit.page.number, unit.block.start] = now
        if now and not asks and place in said:
            spoken[now] += unit.end - unit.start
    while last and len(last[-1][1].text) < 40 and last[-1][1].text[-1:] not in ".!?…»":
        said.pop(last.pop()[0])  # what stands under the talk is no more of it
    return said, spoken


def _with_speakers(page: Page, said: Mapping[_Place, _Said], levels: Mapping[float, int], cuts: dict[_Place, _Place]) -> Page:
    """Its blocks cut and marked; ``levels`` of questions that are headings, by size; ``cuts`` learns where the last piece of a
    block that was cut begins."""
    blocks: list[Block] = []
    text = page.text
    for block in page.blocks:
        pieces = cut(page, block, [start for number, start in said if number == page.number])
        for piece in pieces:
            here = said.get((page.number, piece.start))
            if piece is not pieces[0] and page.words:  # blocks are lines of the text
                text = text[: piece.start - 1] + "\n" + text[piece.start :]
            if here:
                piece = replace(piece, speaker=here.speaker)
                if here.label:
                    piece = replace(piece, kind="speaker", level=0, continues=None)
                elif piece.kind == "list_item" and DASH.match(text[piece.start : piece.end]):
                    piece = replace(piece, kind="paragraph")
                elif here.asks and piece.bold and piece.kind == "paragraph" and piece.size in levels:
                    piece = replace(piece, kind="heading", level=levels[piece.size])
            blocks.append(piece)
        if len(pieces) > 1:
            cuts[page.number, block.start] = (page.number, pieces[-1].start)
    return replace(page, text=text, blocks=tuple(blocks))


def _continued(page: Page, cuts: Mapping[_Place, _Place]) -> Page:
    """Blocks that go on in another one name its last piece."""
    blocks = (replace(b, continues=cuts.get(b.continues, b.continues)) if b.continues else b for b in page.blocks)
    return replace(page, blocks=tuple(blocks))
