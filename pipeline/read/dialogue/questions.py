"""Questions that no label marks: blocks that end in «?» and stand out from the answers under them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.read.dialogue.introductions import addresses, says_i
from pipeline.read.dialogue.labels import Label, lines_of, words_in
from pipeline.types import Block, Page

Style = tuple[object, ...]

DASH = re.compile(r"\s*[—–-]\s")


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a block, from one place where a label may stand to the next."""

    page: Page
    block: Block
    start: int
    end: int
    label: Label | None

    @property
    def text(self) -> str:
        """What is said, without the label and the marks of Markdown."""
        return self.page.text[self.label.end if self.label else self.start : self.end].strip(" *_\n")

    @property
    def asks(self) -> bool:
        return re.search(r"\?[\s»”\")*_]*$", self.text) is not None


def set_apart(page: Page, block: Block) -> list[int]:
    """Where lines in bold or italics that end in «?» begin within a block, and where they end."""
    lines = lines_of(page, block) if page.words else []
    looks = [(all(w.bold for w in ws), all(w.italic for w in ws)) for ws in (words_in(page, *line) for line in lines)]
    places: set[int] = set()
    for look, run in groupby(zip(looks, lines, strict=True), key=lambda pair: pair[0]):
        stretches = [line for _, line in run]
        start, end = stretches[0][0], stretches[-1][1]
        if any(look) and page.text[start:end].rstrip(" \n»”)").endswith("?"):
            places |= {start, end}
    return sorted(places - {block.start, block.end})


def body_look(units: Sequence[Unit]) -> tuple[float, str]:
    """Size and colour in which most of the text is printed."""
    looks: Counter[tuple[float, str]] = Counter()
    for unit in units:
        if unit.block.kind in ("paragraph", "list_item"):
            looks[unit.block.size, unit.block.color] += unit.end - unit.start
    return max(looks, key=lambda look: (looks[look], look)) if looks else (10.0, "000000")


def _style(unit: Unit, body: tuple[float, str]) -> tuple[Style, bool]:
    """The look of a unit, and whether it sets the unit apart from the body."""
    block, raw = unit.block, unit.page.text[unit.start : unit.end].strip()
    inside = words_in(unit.page, unit.start, unit.end)
    italic = bool(inside) and all(w.italic for w in inside)
    bold = block.bold or re.fullmatch(r"(\*\*|__).+\1", raw, re.S) is not None
    dashed = DASH.match(raw) is not None
    heading = block.kind == "heading"
    marked = heading or bold or italic or dashed or block.color != body[1]
    return (heading, block.level, round(block.size * 2), bold, italic, block.color, dashed), marked


def questions(units: Sequence[Unit], body: tuple[float, str], declared: bool) -> set[int]:
    """Indexes of the units that ask, where they make the document a conversation; else nothing."""
    able = [i for i, u in enumerate(units) if u.label is None and u.block.kind in ("heading", "paragraph", "list_item")]
    asked = [i for i in able if units[i].asks and 6 < len(units[i].text) < 600]
    looks = {i: _style(units[i], body) for i in able}
    every = Counter(look for look, _ in looks.values())
    asking = Counter(looks[i][0] for i in asked if looks[i][1])
    dashes = sum(looks[i][0][-1] is True for i in asked) >= 2
    styles = {look for look, count in asking.items() if count >= 2 and (2 * count >= every[look] or dashes)}
    if styles:
        found = {i for i in asked if looks[i][0] in styles or looks[i][1] and looks[i][0][0]}
        found |= {i for i in able if looks[i][0] in styles and not looks[i][0][-1] and addresses(units[i].text)}
    else:
        found = {i for i in asked if len(units[i].text) < 300 and i - 1 not in asked}
    return found if _is_conversation(units, sorted(found), declared) else set()


def _is_conversation(units: Sequence[Unit], found: list[int], declared: bool) -> bool:
    """Whether somebody is asked and answers: questions address a person, are dense, and get answers that say «je»."""
    if len(found) < 2:
        return False
    answers = [u for i, u in enumerate(units) if i > found[0] and i not in found and u.block.kind != "heading"]
    addressed = sum(addresses(units[i].text) for i in found)
    dense = len(found) * 15 >= len(answers)
    return dense and (2 * addressed >= len(found) or declared and addressed > 0) and any(says_i(u.text) for u in answers)
