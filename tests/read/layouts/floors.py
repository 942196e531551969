"""What reading is to reach in each layout, and the floors below which it may not fall: ``floors.yaml``."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("floors.yaml")

Scores = Mapping[str, float]

_HEAD = """\
# By layout: the scores that the reading of every text is to reach, and by text those below which it may not fall.
# «python -m tests.read.layouts --pin» raises what is reached, rounded down, and lowers nothing.
"""
_DATA: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))

TARGETS: Mapping[str, Scores] = {layout: one["target"] for layout, one in _DATA.items()}
FLOORS: Mapping[str, Mapping[str, Scores]] = {layout: one["floors"] for layout, one in _DATA.items()}


def below(scores: Scores, wanted: Scores) -> list[str]:
    """What is not reached, for people to read."""
    return [f"{name}: {scores[name]:.4f} < {floor}" for name, floor in wanted.items() if scores[name] < floor]


def raised(floors: Scores, scores: Scores, names: Mapping[str, float]) -> dict[str, float]:
    """The floors after a measure; none falls."""
    return {name: max(floors.get(name, 0.0), math.floor(scores[name] * 1000) / 1000) for name in names}


def pin(measured: Mapping[str, Mapping[str, Scores]]) -> None:
    """Raise the floors of the file to what was measured, by layout and text."""
    data = {
        layout: {
            "target": dict(target),
            "floors": {
                **FLOORS[layout],
                **{
                    text: raised(FLOORS[layout].get(text, {}), scores, target)
                    for text, scores in sorted(measured.get(layout, {}).items())
                },
            },
        }
        for layout, target in TARGETS.items()
    }
    FILE.write_text(_HEAD + yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=120), encoding="utf-8")
