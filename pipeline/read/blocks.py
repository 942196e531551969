"""Leaves to blocks: where a paragraph, list item, card or callout begins and ends."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ..types import BlockKind
from .layout import Leaf
from .lines import BULLET, BULLET_SIGNS, Line, Pitch

Pitches = Mapping[float, Pitch]
"""The usual pitch of each size of text of a page."""

_CALLOUT = re.compile(r"(?:(?:plus de|près de|environ|\+ de)\s+)?(?:CHF|EUR|USD|[€$])?\s?[+×x~≈<>-]?\s?\d[\d\s.,]*", re.I)
_NUMBERED = re.compile(r"\d{1,2}[.)]?\s+[^\W\d_]|\d{1,2}\.(?:\d{1,2}\.?)*\s+[^\W\d_]")
_YEAR = re.compile(r"(19|20)\d\d(\s*[-–/]\s*\d+)?$")
_OPEN_END = re.compile(
    r"(?:[,(&:-]|\b(?:de|du|des|d[’']|la|le|les|l[’']|et|ou|à|au|aux|en|pour|par|avec|sur|chez|of|the|and|for))$", re.I
)
_DATE_ENTRY = re.compile(r"(?:19|20)\d\d\s*[:–-]\s")
_ENTRY = re.compile(r"(?:[^\W\d_a-z][\w'’-]+\s+){1,3}[^\W\d_a-z][\w'’-]+\s*[,:]\s+\w")
"""«Prénom Nom, titre» or «Titre : Prénom Nom», one a line."""
_NAME_WORD = re.compile(r"[^\W\d_a-zà-ÿ][\w’'.-]*|d[eiua]s?|l[ae]|el|al|van|von|der|den|ben|[dDlLO][’'][\w’'-]+|do|da|dos|e|y")
"""A word of a person's name."""
_CONTENTS = re.compile(r"\S\s\d{1,3}$")
_LEADERS = re.compile(r"(?:[.…·]\s?){3,}\s*\d{1,3}$")
_RUNS = re.compile(r"[.!?»,:;·]$|\s·\s|.{70}")
"""What shows a line to be running text rather than a name or an entry."""
_TIED = re.compile(r"«|MM?\.|M(?:me|lle)s?|D[re]+|M[er]|n[°o]|p\.|pp\.")
"""What no line's end parts from the word after it."""
_ADDRESS = re.compile(r"\S+@\S+\.\S+|https?://|www\.")
_ENDS = re.compile(r"[.!?:;…»\")\]]$")
_LISTED = re.compile(rf"^(?:[{BULLET_SIGNS}]|[o‑–—-](?=\s)|\(?\d{{1,2}}[.)](?=\s)|\(?[a-z][.)](?=\s))\s*")


Place = tuple[int, int, int]
"""A table of the page, a row and a column of it, from 1."""


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell of a table, its heads by their places: where they stand in the text is known only when it is composed."""

    place: Place
    head: bool = False
    row_heads: tuple[Place, ...] = ()
    column_heads: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class RawBlock:
    """Printed lines that belong together; ``breaks`` are the indexes of lines before which the text has a hard break."""

    lines: tuple[Line, ...]
    kind: BlockKind
    breaks: frozenset[int] = frozenset()
    cell: RawCell | None = None
    level: int = 0
    """How deep an item of a list is nested, from 1."""


def is_listed(text: str) -> bool:
    """Whether a line begins like an item of a list."""
    return _LISTED.match(text) is not None


def _same_style(a: Line, b: Line) -> bool:
    near = abs(a.size - b.size) <= 0.08 * max(a.size, b.size)
    return near and (a.bold == b.bold or not (a.bold and _all_of(a) and _all_of(b)))


def _all_of(line: Line) -> bool:
    return len({(w.bold, w.color) for w in line.words}) == 1


_SNAPPED = 0.8
"""Points by which baselines may be off where they are put on whole pixels, as browsers do."""


@dataclass(frozen=True, slots=True)
class _Column:
    """What the lines of a column have in common: edges and pitch, in points."""

    left: float
    right: float
    usual: float
    """The size of most of its lines."""
    body: float
    """The size of running text on the page."""
    pitch: Pitch
    gapped: bool
    """Whether white sets its paragraphs or entries apart, so that nothing else has to tell where one ends."""


def _starts_block(before: Line, line: Line, after: Line | None, column: _Column) -> bool:
    step = line.middle - before.middle
    pitch = column.pitch.step * max(1.0, line.size / column.usual)
    room = max(before.size, line.size)
    if step > 1.45 * pitch and step > 1.35 * room or step > 2.1 * room:
        return True
    if abs(before.size - line.size) > 0.12 * max(before.size, line.size):
        return True
    width = column.right - column.left
    runs_on = len(before.text) > 40 and before.x1 > column.right - 0.08 * width and not _ENDS.search(before.text)
    if _all_of(before) and _all_of(line) and before.bold != line.bold and not runs_on:
        return True
    if line.words[0].raised:
        return True  # a note
    if before.color != line.color and _all_of(before) and _all_of(line) and _would_fit(before, line, column):
        return True
    if is_listed(line.text) and not (line.text[0] in "·∙" and " · " in before.text):
        return True
    if _is_set_in(before, line, after, column) or _are_contents(before, line):
        return True
    if step > pitch + max(0.09 * room, column.pitch.spread + _SNAPPED):
        label = before.bold and line.bold or room > 1.12 * column.body
        typeset = column.pitch.spread < max(0.05 * room, _SNAPPED) and line.words[0].confidence == 1
        sure = typeset and not line.text[:1].islower() and not label
        if sure or _ENDS.search(before.text) or len(before.text) <= 25:
            return True
    if any(entry.match(before.text) and entry.match(line.text) for entry in (_ENTRY, _DATE_ENTRY)):
        return True
    begins = line.text[:1].isupper() or line.text[:1].isdigit() or _ADDRESS.match(line.text) is not None
    return begins and _would_fit(before, line, column) and not _OPEN_END.search(before.text)


def _is_set_in(before: Line, line: Line, after: Line | None, column: _Column) -> bool:
    """Whether a line begins a paragraph by its indent: the lines before and after it stand at the edge."""
    if not 0.7 * line.size < line.x0 - column.left < 3.5 * line.size or line.text[:1].islower() or is_listed(before.text):
        return False
    back = after is None or abs(after.x0 - column.left) < 1.5 or abs(after.size - line.size) > 0.3
    return abs(before.x0 - column.left) < 1.5 and back


def _are_contents(before: Line, line: Line) -> bool:
    """Whether two lines are entries of a table of contents: titles with their pages at the right edge."""
    if not (_CONTENTS.search(before.text) and _CONTENTS.search(line.text)):
        return False
    if min(abs(before.x1 - line.x1), abs(before.words[-1].x0 - line.words[-1].x0)) > 3:
        return False
    return all(_LEADERS.search(x.text) or x.words[-1].x0 - x.words[-2].x1 > 2 * x.size for x in (before, line))


def _would_fit(before: Line, line: Line, column: _Column) -> bool:
    """Whether the first word of a line had room at the end of the line before: the line was ended on purpose."""
    first = line.words[0]
    tied = len(line.words) > 1 and (_TIED.fullmatch(first.text) or first.text.isdigit())
    added = 0.35 * before.size + (line.words[1] if tied else first).x1 - first.x0
    centered = abs(before.x0 + before.x1 - line.x0 - line.x1) < 3 < abs(before.x0 - line.x0)
    end = column.left + (before.x1 - before.x0) if centered else before.x1
    return end + added < column.right - 1.5 * before.size


def _column_of(leaf: Leaf, body: float, pitches: Pitches) -> _Column:
    lines = leaf.lines
    usual = median(line.size for line in lines)
    steps = sorted(b.middle - a.middle for a, b in pairwise(lines) if b.middle > a.middle)
    steps = [s for s in steps if s < 2.2 * lines[0].size] or [1.3 * lines[0].size]
    own = Pitch(steps[len(steps) // 4], 0.1 * usual)
    known = pitches.get(round(usual * 2) / 2)
    pitch = known if known and (len(steps) < 4 or abs(known.step - own.step) < 0.1 * usual) else own
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    gapped = _is_gapped(lines, pitch, usual)
    runs = gapped or any(_RUNS.search(line.text) for line in lines) or any(line.text[:1].islower() for line in lines[1:])
    if not runs:
        right = max(right, leaf.right)  # lines that were ended on purpose do not show where the column ends
    return _Column(left, right, usual, body, pitch, gapped)


def _is_gapped(lines: Sequence[Line], pitch: Pitch, size: float) -> bool:
    """Whether lines of one look follow each other at two distances, one of lines and one of entries."""
    steps = [b.middle - a.middle for a, b in pairwise(lines) if _same_style(a, b) and b.middle - a.middle < 2.2 * size]
    large = [step for step in steps if step > pitch.step + max(0.09 * size, pitch.spread + _SNAPPED)]
    close = len(steps) - len(large)
    return len(large) > 1 and close > 0 and max(large) - min(large) < 2 * _SNAPPED


def _paragraphs(lines: Sequence[Line], column: _Column) -> list[list[Line]]:
    left, right = column.left, column.right
    full = [line.x1 > right - 0.2 * (right - left) for line in lines[:-1]]
    ragged = len(lines) >= 3 and sum(full) < 0.5 * len(full) and not any(is_listed(line.text) for line in lines)
    found: list[list[Line]] = []
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        short = bool(found) and found[-1][-1].x1 < right - 0.1 * (right - left)
        apart = ragged and short and not column.gapped and line.text[:1].isupper()  # one name a line, not running text
        ends = apart and not _OPEN_END.search(found[-1][-1].text)
        if found and not ends and not _starts_block(found[-1][-1], line, after, column):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _callout(parts: list[list[Line]]) -> list[list[Line]]:
    """A large number and the labels under it are one block."""
    joined: list[list[Line]] = []
    for part in parts:
        last = joined[-1] if joined else None
        if (
            last
            and _is_large_number(last[0], part[0])
            and len(last) + len(part) <= 9
            and part[0].top - last[-1].bottom < (1.6 * last[0].size if len(last) == 1 else 0.9 * part[0].size)
        ):
            last.extend(part)
        else:
            joined.append(list(part))
    return joined


def _is_large_number(line: Line, below: Line) -> bool:
    numbered = _NUMBERED.match(line.text) and (below.text[:1].isupper() or "." in line.text[:3])
    large = line.size >= 1.4 * below.size and len(line.text) < 40
    return large and bool(_CALLOUT.match(line.text)) and not _YEAR.match(line.text) and not numbered


def _name_cards(parts: list[list[Line]], column: _Column) -> list[RawBlock | list[Line]]:
    """A name in bold right over a short line or two in plain: a card, though it stands in no grid."""
    made: list[RawBlock | list[Line]] = []
    for part in parts:
        above = made[-1] if made else None
        if isinstance(above, list) and _is_name_over(above, part, column):
            lines = (*above, *part)
            made[-1] = RawBlock(lines, "card", _breaks(lines))
        elif isinstance(above, RawBlock) and above.kind == "card" and _goes_with(above, part, column):
            made[-1] = RawBlock((*above.lines, *part), "card", above.breaks | {len(above.lines)})
        else:
            made.append(part)
    return made


def _is_name_over(above: Sequence[Line], part: Sequence[Line], column: _Column) -> bool:
    name, first = above[-1], part[0]
    return (
        len(above) == 1
        and name.bold
        and 0.92 * first.size < name.size < 1.35 * first.size
        and _is_name(name)
        and _is_title(name, part, column)
    )


def _goes_with(card: RawBlock, part: Sequence[Line], column: _Column) -> bool:
    """Whether a line says more of the person of a card: the organization under the title."""
    return len(card.lines) < 4 and len(part) == 1 and _is_title(card.lines[-1], part, column)


def _is_title(above: Line, part: Sequence[Line], column: _Column) -> bool:
    """Whether a short text in plain stands right under a line, in step with it."""
    first = part[0]
    return (
        len(part) <= 2
        and not any(line.bold for line in part)
        and first.middle - above.middle < max(column.pitch.step, 1.3 * above.size) + 0.09 * first.size
        and min(abs(first.x0 - above.x0), abs(first.x1 - above.x1), _off_centre(first, above)) < 2 * first.size
        and sum(len(line.text) for line in part) < 90
        and not part[-1].text.endswith((".", ":", ";", "?", "!"))
    )


def _off_centre(a: Line, b: Line) -> float:
    return abs(a.x0 + a.x1 - b.x0 - b.x1) / 2


def _is_name(line: Line) -> bool:
    return 2 <= len(line.words) <= 5 and all(_NAME_WORD.fullmatch(word.text) for word in line.words)


def _breaks(lines: Sequence[Line]) -> frozenset[int]:
    """Lines that begin in another style than the line before."""
    return frozenset(i for i in range(1, len(lines)) if not _same_style(lines[i - 1], lines[i]))


def _short_lines(lines: Sequence[Line], column: _Column) -> frozenset[int]:
    """Lines that stand for themselves: a name over a title, an address, one name a line."""
    if len(lines) > 6 or any(len(line.text) > 45 for line in lines) or lines[0].size > 13 and lines[0].bold:
        return frozenset()
    if all(line.bold for line in lines):
        return frozenset()  # a label that goes on
    own = replace(column, right=max(line.x1 for line in lines))
    bare = not any(re.search(r"[,.;(]", line.text) for line in lines[:-1])
    pairs = enumerate(pairwise(lines), 1)
    return frozenset(
        i for i, (a, b) in pairs if b.text[:1].isupper() and not _OPEN_END.search(a.text) and (bare or _would_fit(a, b, own))
    )


def _is_card(leaf: Leaf, body: float) -> bool:
    """Few lines with a first line set apart (name over title), in a grid."""
    lines = leaf.lines
    if not 2 <= len(lines) <= 8 or any(b.middle - a.middle > 2.3 * max(a.size, b.size) for a, b in pairwise(lines)):
        return False
    first, rest = lines[0], lines[1:]
    told = " ".join(line.text for line in rest)
    if len(told) > 25 and told.endswith(".") and not (len(told) < 300 and _is_name(first)):
        return False  # a heading and what it says
    if not leaf.cell and not _is_name(first):
        return False
    loose = len(lines) > 6 or any(len(line.text) > 45 for line in lines) or lines[-1].text.endswith((".", ":", ";"))
    if not leaf.cell and (loose or rest[0].size > 1.12 * body or first.size > 1.3 * rest[0].size or is_listed(rest[0].text)):
        return False
    return (
        (first.bold and not all(line.bold for line in rest))
        or first.size > 1.1 * rest[-1].size
        or leaf.cell
        and (first.color != rest[0].color or _italic(first) != _italic(rest[0]))
    )


def _italic(line: Line) -> bool:
    return all(word.italic for word in line.words)


def blocks_of(leaf: Leaf, body: float, pitches: Pitches) -> list[RawBlock]:
    """Blocks of one leaf, top to bottom; ``body`` is the size of running text, in points, ``pitches`` those of the page."""
    if _is_card(leaf, body) and not _CALLOUT.match(leaf.lines[0].text):
        return [RawBlock(leaf.lines, "card", _breaks(leaf.lines))]
    found: list[RawBlock] = []
    column = _column_of(leaf, body, pitches)
    for part in _name_cards(_callout(_paragraphs(leaf.lines, column)), column):
        if isinstance(part, RawBlock):
            found.append(part)
            continue
        first = part[0]
        if len(part) > 1 and _is_large_number(first, part[-1]):
            found.append(RawBlock(tuple(part), "callout", _breaks(part) | {1}))
        elif is_listed(first.text) and not BULLET.fullmatch(part[-1].text):
            found.append(RawBlock(tuple(part), "list_item"))
        else:
            found.append(RawBlock(tuple(part), "paragraph", _short_lines(part, column)))
    return found
