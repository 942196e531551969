"""Where a paragraph ends and the next begins: white, indents, room left at a line's end, the look of lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.read.layout.lines import BULLET_SIGNS, Line, Pitch
from pipeline.read.layout.order import Leaf

Pitches = Mapping[float, Pitch]
"""The usual pitch of each size of text of a page."""

_DATE_ENTRY = re.compile(r"(?:19|20)\d\d\s*[:–-]\s")
_ENTRY = re.compile(r"(?:[^\W\d_a-z][\w'’-]+\s+){1,3}[^\W\d_a-z][\w'’-]+\s*[,:]\s+\w")
"""«Prénom Nom, titre» or «Titre : Prénom Nom», one a line."""
_CONTENTS = re.compile(r"\S\s\d{1,3}$")
_LEADERS = re.compile(r"(?:[.…·]\s?){3,}\s*\d{1,3}$")
_RUNS = re.compile(r"[.!?»,:;·]$|\s·\s|.{70}")
"""What shows a line to be running text rather than a name or an entry."""
_TIED = re.compile(r"«|MM?\.|M(?:me|lle)s?|D[re]+|M[er]|n[°o]|p\.|pp\.")
"""What no line's end parts from the word after it."""
_ADDRESS = re.compile(r"\S+@\S+\.\S+|https?://|www\.")
_ENDS = re.compile(r"[.!?:;…»\")\]]$")
_LISTED = re.compile(rf"^(?:[{BULLET_SIGNS}]|[o‑–—-](?=\s)|\(?\d{{1,2}}[.)](?=\s)|\(?[a-z][.)](?=\s))\s*")
OPEN_END = re.compile(
    r"(?:[,(&:·-]|\b(?:de|du|des|d[’']|la|le|les|l[’']|et|ou|à|au|aux|en|pour|par|avec|sur|chez|of|the|and|for))$", re.I
)
"""How a line ends that goes on."""
_SNAPPED = 0.8
"""Points by which baselines may be off where they are put on whole pixels, as browsers do."""


@dataclass(frozen=True, slots=True)
class Column:
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


def is_listed(text: str) -> bool:
    """Whether a line begins like an item of a list."""
    return _LISTED.match(text) is not None


def same_style(a: Line, b: Line) -> bool:
    """Whether two lines look alike; words in bold within one of them do not matter."""
    near = abs(a.size - b.size) <= 0.08 * max(a.size, b.size)
    return near and (a.bold == b.bold or not (a.bold and _all_of(a) and _all_of(b)))


def _all_of(line: Line) -> bool:
    return len({(w.bold, w.color) for w in line.words}) == 1


def paragraphs_of(leaf: Leaf, body: float, pitches: Pitches) -> list[list[Line]]:
    """The lines of a leaf, parted. ``body`` is the size of running text in points, ``pitches`` those of the page."""
    return [part for stretch in _stretches(leaf, body, pitches) for part in _paragraphs(stretch, leaf, body, pitches)]


def _stretches(leaf: Leaf, body: float, pitches: Pitches) -> list[list[Line]]:
    """Lines that follow each other closely and look alike: what one can learn from the others."""
    column = column_of(leaf.lines, leaf, body, pitches)
    found = [[leaf.lines[0]]]
    for before, line in pairwise(leaf.lines):
        if _is_apart(before, line, column):
            found.append([])
        found[-1].append(line)
    return found


def _paragraphs(lines: Sequence[Line], leaf: Leaf, body: float, pitches: Pitches) -> list[list[Line]]:
    column = column_of(lines, leaf, body, pitches)
    left, right = column.left, column.right
    full = [line.x1 > right - 0.2 * (right - left) for line in lines[:-1]]
    ragged = len(lines) >= 3 and sum(full) < 0.5 * len(full) and not any(is_listed(line.text) for line in lines)
    found: list[list[Line]] = []
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        short = bool(found) and found[-1][-1].x1 < right - 0.1 * (right - left)
        apart = ragged and short and not column.gapped and line.text[:1].isupper()  # one name a line, not running text
        ends = apart and not OPEN_END.search(found[-1][-1].text)
        if found and not ends and not _starts_block(found[-1][-1], line, after, column):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _is_apart(before: Line, line: Line, column: Column) -> bool:
    """Whether two lines are of different text: wide white between them, another size, all of one in bold."""
    step = line.middle - before.middle
    pitch = column.pitch.step * max(1.0, line.size / column.usual)
    room = max(before.size, line.size)
    if step > 1.45 * pitch and step > 1.35 * room or step > 2.1 * room or abs(before.size - line.size) > 0.12 * room:
        return True
    width = column.right - column.left
    runs_on = len(before.text) > 40 and before.x1 > column.right - 0.08 * width and not _ENDS.search(before.text)
    return _all_of(before) and _all_of(line) and before.bold != line.bold and not runs_on


def _starts_block(before: Line, line: Line, after: Line | None, column: Column) -> bool:
    if line.words[0].raised:
        return True  # a note
    if before.color != line.color and _all_of(before) and _all_of(line) and would_fit(before, line, column):
        return True
    if is_listed(line.text) and not (line.text[0] in "·∙" and " · " in before.text):
        return True
    if _is_set_in(before, line, after, column) or _are_contents(before, line):
        return True
    step, room = line.middle - before.middle, max(before.size, line.size)
    pitch = column.pitch.step * max(1.0, line.size / column.usual)
    full = before.x1 > column.right - before.size
    if step > max(pitch + max(0.09 * room, column.pitch.spread + _SNAPPED), 1.18 * pitch if full else 0.0):
        label = before.bold and line.bold or room > 1.12 * column.body
        typeset = column.pitch.spread < max(0.05 * room, _SNAPPED) and line.words[0].confidence == 1
        sure = typeset and not line.text[:1].islower() and not label and not OPEN_END.search(before.text)
        if sure or not label and (_ENDS.search(before.text) or len(before.text) <= 25):
            return True
    if any(entry.match(before.text) and entry.match(line.text) for entry in (_ENTRY, _DATE_ENTRY)):
        return True
    begins = line.text[:1].isupper() or line.text[:1].isdigit() or _ADDRESS.match(line.text) is not None
    return begins and would_fit(before, line, column) and not OPEN_END.search(before.text)


def _is_set_in(before: Line, line: Line, after: Line | None, column: Column) -> bool:
    """Whether a line begins a paragraph by its indent: the lines before and after it stand at the edge."""
    if not 0.7 * line.size < line.x0 - column.left < 3.5 * line.size or line.text[:1].islower() or is_listed(before.text):
        return False
    if _is_centred(before, line):
        return False
    if after is None or abs(after.size - line.size) > 0.3:
        back = _ENDS.search(before.text) is not None
    else:
        back = abs(after.x0 - column.left) < 1.5
    return abs(before.x0 - column.left) < 1.5 and back


def _is_centred(before: Line, line: Line) -> bool:
    return abs(before.x0 + before.x1 - line.x0 - line.x1) < 3 < abs(before.x0 - line.x0)


def _are_contents(before: Line, line: Line) -> bool:
    """Whether two lines are entries of a table of contents: titles with their pages at the right edge."""
    if not (_CONTENTS.search(before.text) and _CONTENTS.search(line.text)):
        return False
    if min(abs(before.x1 - line.x1), abs(before.words[-1].x0 - line.words[-1].x0)) > 3:
        return False
    return all(_LEADERS.search(x.text) or x.words[-1].x0 - x.words[-2].x1 > 2 * x.size for x in (before, line))


def is_tied(text: str) -> bool:
    """Whether no line's end parts a word from the one after it («M.», «12»)."""
    return _TIED.fullmatch(text) is not None or text.isdigit()


def would_fit(before: Line, line: Line, column: Column) -> bool:
    """Whether the first word of a line had room at the end of the line before: the line was ended on purpose."""
    first = line.words[0]
    added = 0.35 * before.size + (line.words[1] if len(line.words) > 1 and is_tied(first.text) else first).x1 - first.x0
    end = column.left + (before.x1 - before.x0) if _is_centred(before, line) else before.x1
    return end + added < column.right - 1.5 * before.size


def column_of(lines: Sequence[Line], leaf: Leaf, body: float, pitches: Pitches) -> Column:
    """What these lines of a leaf show of their column."""
    usual = median(line.size for line in lines)
    steps = sorted(b.middle - a.middle for a, b in pairwise(lines) if 0 < b.middle - a.middle < 2.2 * lines[0].size)
    known = pitches.get(round(usual * 2) / 2)
    own = Pitch(steps[len(steps) // 4] if steps else 1.3 * lines[0].size, 0.1 * usual)
    runs = any(_RUNS.search(line.text) for line in lines) or any(line.text[:1].islower() for line in lines[1:])
    wrapped = _pitch_of_entries(lines, usual)
    near = known and (len(steps) < 4 or abs(known.step - own.step) < 0.1 * usual or steps[0] < known.step + known.spread + 0.3)
    pitch = wrapped or (known if known and (near or not runs) else own)
    alike = [line for line in leaf.lines if abs(line.size - usual) < 0.08 * usual]
    left, right = min(line.x0 for line in lines), max(line.x1 for line in alike or lines)
    gapped = _is_gapped(lines, pitch, usual)
    if gapped:
        right = max(line.x1 for line in lines)
    elif not runs:
        right = max(right, leaf.right)  # lines that were ended on purpose do not show where the column ends
    return Column(left, right, usual, body, pitch, gapped)


def _pitch_of_entries(lines: Sequence[Line], size: float) -> Pitch | None:
    """The pitch within the entries of a list without bullets, most of which are of one line and stand farther apart."""
    pairs = [(b.middle - a.middle, b) for a, b in pairwise(lines) if same_style(a, b)]
    if len(pairs) < 4:
        return None
    least = min(step for step, _ in pairs)
    apart = [(step, line) for step, line in pairs if step > least + max(0.09 * size, 2 * _SNAPPED)]
    begun = [line for _, line in apart if not line.text[:1].islower()]
    even = len(apart) > 2 and max(step for step, _ in apart) - min(step for step, _ in apart) < 2 * _SNAPPED
    if not even or len(apart) < 0.5 * len(pairs) or len(begun) < 0.85 * len(apart):
        return None
    close = [step for step, _ in pairs if step <= least + max(0.09 * size, 2 * _SNAPPED)]
    return Pitch(max(close), 0.0)


def _is_gapped(lines: Sequence[Line], pitch: Pitch, size: float) -> bool:
    """Whether lines of one look follow each other at two distances, one of lines and one of entries."""
    steps = [b.middle - a.middle for a, b in pairwise(lines) if same_style(a, b) and b.middle - a.middle < 2.2 * size]
    large = [step for step in steps if step > pitch.step + max(0.09 * size, pitch.spread + _SNAPPED)]
    close = len(steps) - len(large)
    return len(large) > 1 and close > 0 and max(large) - min(large) < 2 * _SNAPPED
