"""Callouts whose number stands beside its label: found before the page is cut into columns, for the two are one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lines import NUMBER, Line

_LARGER = 1.38
"""How many times larger than its label a number is."""

_LONGEST = 160
"""Characters of a label; what is longer is text beside a numeral."""


def beside_labels(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """A large number and the lines of its label, for each number that has one at its right."""
    numbers = [line for line in lines if not line.region and NUMBER.fullmatch(line.text)]
    found = []
    for number in numbers:
        label = _label_of(number, lines)
        if label and not _counts_on(number, numbers):
            found.append((number, *label))
    return found


def _label_of(number: Line, lines: Sequence[Line]) -> list[Line]:
    near = [
        line
        for line in lines
        if not line.region
        and line.size * _LARGER <= number.size
        and -1 < line.x0 - number.x1 < 1.3 * number.size
        and number.top - 0.3 * line.size < line.middle < number.bottom + 0.3 * line.size
    ]
    if not near:
        return []
    left = min(line.x0 for line in near)
    label = sorted((line for line in near if line.x0 - left < 3), key=lambda line: line.middle)
    for line in sorted(lines, key=lambda line: line.middle):
        last = label[-1]
        if abs(line.x0 - left) < 3 and abs(line.size - last.size) < 0.3 and 0 < line.middle - last.middle < 1.5 * last.size:
            label.append(line)
    text = " ".join(line.text for line in label)
    if len(label) > 5 or len(text) > _LONGEST or not re.search(r"[^\W\d_]", text):
        return []
    middle = (label[0].top + label[-1].bottom) / 2
    return label if label[0].top <= number.middle <= label[-1].bottom or abs(middle - number.middle) < number.size else []


def _counts_on(number: Line, numbers: Sequence[Line]) -> bool:
    """Whether a number is one of a count (1, 2, 3 … of steps or chapters) rather than a quantity."""
    alike = {line.text.strip(" .)") for line in numbers if abs(line.size - number.size) < 0.5}
    text = number.text.strip(" .)")
    return text.isdigit() and int(text) < 20 and {"1", "2"} <= alike
