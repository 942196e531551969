"""The floors below which no score may fall, kept in ``floors.yaml`` with the hash of what they were measured on.

A floor rises by itself when it is measured again, and falls only with a reason, which stays in the file.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("floors.yaml")

PROMISED: Mapping[str, Mapping[str, float]] = {
    "corpus": {},
    "trials": {"all": 0.60},
    "seeds": {"all": 0.80, "macro": 0.70, "order": 0.98, "across": 1.0},
    "real": {"all": 0.50, "macro": 0.45},
}
"""What the project promises whatever was measured: no floor lies below."""

_HEAD = """\
# Floors of the scores, by set of documents: written by «make floors», which rounds what it measures down to two decimals.
# To lower one: python -m tests.quality.pin SET --lower "why". The tests compare this file with all its committed versions.
"""


@dataclass(frozen=True, slots=True, order=True)
class Lowered:
    """That a floor was lowered, and why."""

    floor: str
    before: float
    after: float
    reason: str


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors of one set of documents, by score, and the hash of that set."""

    sha256: str
    floors: Mapping[str, float]
    lowered: tuple[Lowered, ...] = ()


def from_yaml(text: str) -> dict[str, Floors]:
    """Floors by set. Raises ``yaml.YAMLError``, ``KeyError`` or ``TypeError`` where the text is something else."""
    data: dict[str, Any] = yaml.safe_load(text) or {}
    return {
        name: Floors(one["sha256"], one["floors"], tuple(Lowered(**row) for row in one.get("lowered", ())))
        for name, one in data.items()
    }


def to_yaml(all_floors: Mapping[str, Floors]) -> str:
    """The inverse of :func:`from_yaml`."""
    data = {
        name: {
            "sha256": one.sha256,
            "floors": dict(one.floors),
            "lowered": [{part: getattr(row, part) for part in Lowered.__slots__} for row in one.lowered],
        }
        for name, one in all_floors.items()
    }
    return _HEAD + yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=120)


def pinned(then: Floors, sha256: str, measured: Mapping[str, float], promised: Mapping[str, float], reason: str = "") -> Floors:
    """The floors after a measure. What would fall stays as it is, unless there is a reason; nothing goes below the promised."""
    floors, lowered = {}, list(then.lowered)
    for name in dict.fromkeys((*then.floors, *measured, *promised)):
        before, promise = then.floors.get(name, 0.0), promised.get(name, 0.0)
        after = max(rounded_down(measured.get(name, 0.0)), promise)
        if after < before:
            if reason:
                lowered.append(Lowered(name, before, after, reason))
            else:
                after = before
        floors[name] = after
    return Floors(sha256, floors, tuple(lowered))


def rounded_down(score: float) -> float:
    """To two decimals; 0.29, which is a little less in binary, stays 0.29."""
    return math.floor(score * 100 + 1e-6) / 100


def below(scores: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """The scores that are below their floor. What is not measured any more counts as 0."""
    return [
        f"{name}: {scores.get(name, 0.0):.4f} < {floor:.2f}"
        for name, floor in floors.items()
        if scores.get(name, 0.0) < floor - 1e-9
    ]


def complaints(now: Mapping[str, Floors], committed: Iterable[Mapping[str, Floors]]) -> list[str]:
    """What of the floors was lowered, or of their reasons removed, since some committed version, without a word in the file."""
    none = Floors("", {})
    out: list[str] = []
    for then in committed:
        for name, old in then.items():
            new = now.get(name, none)
            gone, come = Counter(old.lowered) - Counter(new.lowered), Counter(new.lowered) - Counter(old.lowered)
            out += [f"{name}: the reason of {row.floor} is gone: {row.reason}" for row in sorted(gone)]
            for score, floor in old.floors.items():
                after = new.floors.get(score, 0.0)
                told = any(row.floor == score and row.after <= after and row.reason.strip() for row in come)
                if after < floor and not told:
                    out.append(f"{name}: {score} was {floor:.2f} and is {after:.2f}")
    return list(dict.fromkeys(out))
