"""What one word tells of its language: lists of words, endings and accents, and langdetect's letter statistics."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import log
from pathlib import Path

import yaml
from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

LANGUAGES = ("fr", "en", "es", "de", "it", "pt", "nl")
"""The languages in play: with all of langdetect's profiles short French passages are often taken for something else."""

Scores = tuple[float, ...]
"""One number for each of ``LANGUAGES``."""

NOTHING: Scores = (0.0,) * len(LANGUAGES)

_SMALL, _FREQUENT, _LOAN, _ENDING, _ACCENT = 2.0, 3.0, 1.0, 1.0, 1.0

_UNSEEN = 0.5 / 10_000
"""langdetect's own smoothing of letters that a profile does not hold."""


@dataclass(frozen=True, slots=True)
class Lists:
    """The data files. ``capitals`` holds the words without accents, as text in capitals often prints them."""

    words: dict[str, Scores]
    capitals: dict[str, Scores]
    endings: dict[str, Scores]
    accents: dict[str, Scores]
    particles: frozenset[str]
    names: frozenset[str]


def total(rows: Iterable[Scores]) -> Scores:
    told = [row for row in rows if row is not NOTHING]
    return tuple(map(sum, zip(*told, strict=True))) if told else NOTHING


def _folded(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _add(table: dict[str, Scores], key: str, code: str, weight: float) -> None:
    known = table.get(key, NOTHING)
    table[key] = tuple(max(score, weight) if code == other else score for other, score in zip(LANGUAGES, known, strict=True))


@cache
def lists() -> Lists:
    folder = files(__package__).joinpath("small_words")
    rules = yaml.safe_load(folder.joinpath("endings.yaml").read_text(encoding="utf-8"))
    made = Lists({}, {}, {}, {}, frozenset(rules["particles"]), frozenset(rules["names"]))
    for code in LANGUAGES:
        for name, weight in ((f"{code}.txt", _SMALL), (f"{code}_words.txt", _FREQUENT), (f"{code}_loans.txt", _LOAN)):
            if folder.joinpath(name).is_file():
                for word in folder.joinpath(name).read_text(encoding="utf-8").split():
                    _add(made.words, word, code, weight)
                    _add(made.capitals, _folded(word), code, weight)
        for ending in rules["endings"].get(code, ()):
            _add(made.endings, ending, code, _ENDING)
        for letter in rules["accents"].get(code, ""):
            _add(made.accents, letter, code, _ACCENT)
    return made


@lru_cache(maxsize=1 << 15)
def listed(word: str, capitals: bool = False) -> Scores:
    """What the lists say of a word in small letters, or of its singular in place of a plural in s; small words have none."""
    table = lists().capitals if capitals else lists().words
    if word in table:
        return table[word]
    singular = table.get(word[:-1], NOTHING) if len(word) > 4 and word.endswith("s") else NOTHING
    return NOTHING if _SMALL in singular else singular


@lru_cache(maxsize=1 << 15)
def shape(word: str) -> Scores:
    """What the longest known ending and the accents of a word in small letters say."""
    rows: list[Scores] = []
    if len(word) >= 6:
        rows += [lists().endings[word[-n:]] for n in range(7, 0, -1) if word[-n:] in lists().endings][:1]
    accents = [lists().accents[c] for c in word if c in lists().accents]
    if accents:
        rows.append(tuple(map(min, zip(*accents, strict=True))))
    return total(rows)


@cache
def _profiles() -> dict[str, list[float]]:
    factory = DetectorFactory()
    factory.load_json_profile([(Path(PROFILES_DIRECTORY) / code).read_text(encoding="utf-8") for code in LANGUAGES])
    assert tuple(factory.langlist) == LANGUAGES
    frequencies: dict[str, list[float]] = factory.word_lang_prob_map
    return frequencies


@lru_cache(maxsize=1 << 15)
def letters(word: str) -> Scores:
    """Log-likelihood of a word's letters, pairs and triples: langdetect's model, summed up rather than sampled."""
    profiles, padded = _profiles(), f" {word} "
    grams = {padded[i : i + n]: None for n in (1, 2, 3) for i in range(len(padded) - n + 1)}
    known = [profiles[gram] for gram in grams if gram in profiles]
    return tuple(sum(log(_UNSEEN + row[i]) for row in known) for i in range(len(LANGUAGES)))
