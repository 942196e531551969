"""Which labels are those of a conversation, and who stands behind them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.read.dialogue.introductions import Introduction
from pipeline.read.dialogue.labels import Label, generic
from pipeline.read.dialogue.person_names import HONORIFIC, UPPER, fold, is_initials, person, resolve
from pipeline.read.dialogue.questions import Unit


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks under a label; ``name`` is None where the interview does not say."""

    name: str | None
    asks: bool


@dataclass(frozen=True, slots=True)
class _Turn:
    key: str
    """The same for all labels of one person."""
    label: Label
    units: tuple[Unit, ...]
    asked: bool
    """Whether a question stands right before it."""

    @property
    def asks(self) -> bool:
        return any(unit.asks for unit in self.units[:3])


def _names_somebody(label: Label) -> bool:
    with_honorific = re.fullmatch(rf"{HONORIFIC}[{UPPER}][\w'’-]+", label.name) is not None
    return bool(person(label.name)) or is_initials(label.name) or with_honorific


def _turns(units: Sequence[Unit], keys: Mapping[str, str]) -> list[_Turn]:
    """From each label that may matter to the next one."""
    counts = Counter(keys[u.label.key] for u in units if u.label)
    starts = [
        i
        for i, u in enumerate(units)
        if u.label and (counts[keys[u.label.key]] >= 2 or _names_somebody(u.label) or generic(u.label.key))
    ]
    ends = [*starts[1:], len(units)][: len(starts)]
    return [
        _Turn(keys[label.key], label, tuple(units[a:b]), a > 0 and units[a - 1].asks)
        for a, b in zip(starts, ends, strict=True)
        if (label := units[a].label)
    ]


def voices(units: Sequence[Unit], told: Introduction) -> dict[str, Voice]:
    """Voices by the key of their label; nothing where the labels make no conversation between people."""
    labels = {u.label.key: u.label for u in units if u.label}
    names = [*told.names(), *(name for label in labels.values() if (name := person(label.name)))]
    keys = {key: key if generic(key) else _key(resolve(label.name, names)) for key, label in labels.items()}
    turns = _turns(units, keys)
    by_key: dict[str, list[int]] = defaultdict(list)
    for i, turn in enumerate(turns):
        by_key[turn.key].append(i)
    askers = {
        key
        for key, at in by_key.items()
        if generic(key) == "asks" or generic(key) is None and len(at) >= 2 and 2 * sum(turns[i].asks for i in at) >= len(at)
    }
    answerers = _answerers(turns, by_key, askers, told)
    followed = {key for key in askers if any(i + 1 < len(turns) and turns[i + 1].key in answerers for i in by_key[key])}
    askers = {key for key in askers if generic(key)} | followed
    questions = sum(u.asks for u in units)
    named = told.interviewee() or any(_names_somebody(turns[by_key[key][0]].label) for key in answerers)
    if questions < 2 or not named or not (answerers or askers):
        return {}
    speakers = {key: _speaker(turns[by_key[key][0]].label, key in askers, len(answerers), told, names) for key in by_key}
    return {label: Voice(speakers[key], key in askers) for label, key in keys.items() if key in askers | answerers}


def _key(name: str) -> str:
    return re.sub(r"[\W_]", "", name).upper() if is_initials(name) else fold(name)


def _speaker(label: Label, asks: bool, answerers: int, told: Introduction, names: Sequence[str]) -> str | None:
    if generic(label.key):
        return told.interviewer() if asks else told.interviewee()
    name = resolve(person(label.name) or label.name, names)
    if not asks and answerers == 1 and not _names_somebody(label) and name == label.name:
        return told.interviewee() or name  # «La directrice :»
    return name


def _answerers(turns: list[_Turn], by_key: dict[str, list[int]], askers: set[str], told: Introduction) -> set[str]:
    """Labels that answer: they follow questions, or name somebody whom the document introduces."""
    known = {fold(name) for name in told.names()}
    found: set[str] = set()
    answers = 0
    once: set[str] = set()
    for key, at in by_key.items():
        label = turns[at[0]].label
        if key in askers:
            continue
        after_asker = sum(i > 0 and turns[i - 1].key in askers for i in at)
        after_question = sum(turns[i].asked or i > 0 and turns[i - 1].key in askers for i in at)
        introduced = fold(resolve(label.name, told.names())) in known
        if generic(key) == "answers":
            found |= {key} if after_question else set()
        elif len(at) >= 2 and (
            introduced or 2 * after_asker >= len(at) or _names_somebody(label) and 2 * after_question >= len(at)
        ):
            found.add(key)
        elif _names_somebody(label) and (introduced or len(at) >= 2):
            once.add(key)
        answers += after_question
    return found | once if found and answers >= 2 else set()
