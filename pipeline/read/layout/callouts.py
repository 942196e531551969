"""Callouts: a large number with its label beside, over or under it, found before the page is cut into columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.read.layout.lines import NUMBER, Line

_LARGER = 1.38
"""How many times larger than its label a number is."""
_LONGEST = 160
"""Characters of a label; what is longer is text beside a numeral."""
_YEAR = re.compile(r"(19|20)\d\d(\s*[-–/]\s*\d+)?$")


@dataclass(frozen=True, slots=True)
class Callout:
    """Lines in reading order; ``parts`` is where the number or the label ends that comes first."""

    lines: tuple[Line, ...]
    parts: int


def callouts_in(lines: Sequence[Line]) -> list[list[Callout]]:
    """The callouts among lines, those that stand side by side together, each row from left to right."""
    large = _with_units(lines)
    numbers = [line for line in large if _is_number(line)]
    free = [line for line in large if not line.region and line not in set(numbers)]
    found: list[Callout] = []
    for number in sorted(numbers, key=lambda line: (line.middle, line.x0)):
        if _counts_on(number, numbers):
            continue
        callout = _of_number(number, free)
        if callout:
            found.append(callout)
            free = [line for line in free if line not in set(callout.lines)]
    return _rows(found, large)


def _with_units(lines: Sequence[Line]) -> list[Line]:
    """Lines, a number and the unit that stands under it in the same size («1,2» over «million €») in one."""
    made = list(lines)
    for number in [line for line in lines if not line.region and re.match(r"\W{0,3}\d[\d\s.,]*$", line.text)]:
        for unit in lines:
            under = 0.5 * number.size < unit.middle - number.middle < 1.6 * number.size
            if under and abs(unit.size - number.size) < 0.5 and _aligned(number, unit) and not unit.text[:1].isdigit():
                whole = Line((*number.words, *unit.words))
                if NUMBER.fullmatch(whole.text):
                    made = [line for line in made if line is not unit and line is not number] + [whole]
                    break
    return made


def _is_number(line: Line) -> bool:
    return not line.region and NUMBER.fullmatch(line.text) is not None and not _YEAR.match(line.text)


def _of_number(number: Line, free: Sequence[Line]) -> Callout | None:
    small = [line for line in free if line.size * _LARGER <= number.size]
    beside = _beside(number, small)
    if beside:
        return Callout((number, *beside), 1)
    under, over = _under(number, small), _over(number, small)
    if under and over:
        below, above = under[0].middle - number.middle, number.middle - over[-1].middle
        under, over = ([], over) if above < 0.85 * below else (under, [])
    if under and not _numbers_a_title(number, under[0]):
        return Callout((number, *under), 1)
    return Callout((*over, number), len(over)) if over else None


def _beside(number: Line, small: Sequence[Line]) -> list[Line]:
    near = [
        line
        for line in small
        if -1 < line.x0 - number.x1 < 1.3 * number.size
        and number.top - 0.3 * line.size < line.middle < number.bottom + 0.3 * line.size
    ]
    if not near:
        return []
    left = min(line.x0 for line in near)
    label = sorted((line for line in near if line.x0 - left < 3), key=lambda line: line.middle)
    label = _run(label, small, aligned=lambda a, b: abs(a.x0 - b.x0) < 3)
    return label if _is_label(label) and not _numbers_a_title(number, label[0]) else []


def _under(number: Line, small: Sequence[Line]) -> list[Line]:
    first = [line for line in small if _aligned(number, line) and 0 < line.middle - number.middle < 1.5 * number.size]
    label = _run(sorted(first, key=lambda line: line.middle)[:1], small, aligned=_aligned)
    return label if _is_label(label) else []


def _over(number: Line, small: Sequence[Line]) -> list[Line]:
    near = [line for line in small if _aligned(number, line) and 0 < number.middle - line.middle < 1.5 * number.size]
    label = sorted(near, key=lambda line: -line.middle)[:1]
    for line in sorted(small, key=lambda line: -line.middle):
        if label and _follows(line, label[-1], _aligned):
            label.append(line)
    return label[::-1] if len(label) < 5 and _is_label(label) else []


def _run(label: list[Line], small: Sequence[Line], aligned: Callable[[Line, Line], bool]) -> list[Line]:
    """A label with the lines that go on under it."""
    for line in sorted(small, key=lambda line: line.middle):
        if label and _follows(label[-1], line, aligned):
            label.append(line)
    return label


def _follows(above: Line, below: Line, aligned: Callable[[Line, Line], bool]) -> bool:
    return aligned(above, below) and 0 < below.middle - above.middle < 1.55 * max(above.size, below.size)


def _aligned(a: Line, b: Line) -> bool:
    """Whether two lines begin at one height of the page's width, or have their middles there."""
    return abs(a.x0 - b.x0) < 4 or abs(a.x0 + a.x1 - b.x0 - b.x1) < 12


def _is_label(lines: Sequence[Line]) -> bool:
    text = " ".join(line.text for line in lines)
    return 0 < len(lines) < 10 and len(text) <= _LONGEST and re.search(r"[^\W\d_]{2}", text) is not None


def _numbers_a_title(number: Line, label: Line) -> bool:
    """Whether a number counts chapters or steps: small and bare, over a line that begins with a capital."""
    text = number.text.strip(" .)")
    return text.isdigit() and len(text) < 3 and int(text) < 20 and label.text[:1].isupper()


def _counts_on(number: Line, numbers: Sequence[Line]) -> bool:
    """Whether a number is one of a count (1, 2, 3 … of steps or chapters) rather than a quantity."""
    alike = {line.text.strip(" .)") for line in numbers if abs(line.size - number.size) < 0.5}
    text = number.text.strip(" .)")
    return text.isdigit() and int(text) < 20 and {"1", "2"} <= alike


def _rows(callouts: Sequence[Callout], lines: Sequence[Line]) -> list[list[Callout]]:
    """Callouts whose numbers are of one size and height and have no text between them are a row."""
    rows: list[list[Callout]] = []
    for callout in callouts:
        number = _number_of(callout)
        for row in rows:
            last = _number_of(row[-1])
            level = abs(last.middle - number.middle) < 0.3 * number.size and abs(last.size - number.size) < 0.5
            if level and not _between(row[-1], callout, lines):
                row.append(callout)
                break
        else:
            rows.append([callout])
    return [sorted(row, key=lambda callout: _number_of(callout).x0) for row in rows]


def _number_of(callout: Callout) -> Line:
    return max(callout.lines, key=lambda line: line.size)


def _between(left: Callout, right: Callout, lines: Sequence[Line]) -> bool:
    x0, x1 = max(line.x1 for line in left.lines), min(line.x0 for line in right.lines)
    both = (*left.lines, *right.lines)
    top, bottom = min(line.top for line in both), max(line.bottom for line in both)
    return any(x0 < (line.x0 + line.x1) / 2 < x1 and top < line.middle < bottom for line in lines)
