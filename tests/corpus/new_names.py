"""Other names of the same shape, for :mod:`tests.corpus.rename`."""

from __future__ import annotations

import itertools
import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

DATA: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "rename.yaml").read_text(encoding="utf-8"))

WORD = re.compile(r"[^\W_]+")
VOWELS = set("aeiouy")
SMALL = {"de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "pour", "a", "au", "aux"}
FEMININE = re.compile(r"(?:vice-)?\w+(?:trice|ère|ente|euse|ffe|jointe|ienne|ée|ande)\b", re.IGNORECASE)
MASCULINE = re.compile(r"(?:vice-)?\w+(?:teur|seur|ier|aire|ent|at|ocié)\b", re.IGNORECASE)


def fold(text: str) -> str:
    """Lower case without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()


def in_case_of(word: str, model: str) -> str:
    """``word`` written as ``model`` is: CAPITALS, Capital, or neither."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word[:1].lower() + word[1:]


def first_of_each(letters: str, words: list[str]) -> list[str]:
    """The words, in their order, that begin with each of the letters; none where one is missing."""
    left, chosen = iter(words), []
    for letter in letters:
        word = next((w for w in left if fold(w)[0] == letter), None)
        if word is None:
            return []
        chosen.append(word)
    return chosen


def gender_of(name: str, roles: list[str]) -> str:
    """``f`` or ``m``, from the titles that somebody holds, else from the end of the given name."""
    if any(FEMININE.match(role) for role in roles):
        return "f"
    return "m" if any(MASCULINE.match(role) for role in roles) or fold(name.split()[0])[-1] not in "ae" else "f"


class Names:
    """New words for the words of names, one for each, the same wherever it stands."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.new: dict[str, str] = {}  # folded word → word
        self.rows = {fold(w): other for row in DATA["rows"] for w, other in zip(row, self._others(row), strict=True)}
        self.kept = {fold(w) for w in DATA["kept"]}
        self.given = {gender: self._shuffled(DATA["given"][gender]) for gender in ("f", "m")}
        self.surnames = self._shuffled(DATA["surnames"])
        self.taken = {fold(w) for w in (*DATA["given"]["f"], *DATA["given"]["m"], *DATA["surnames"])}

    def _others(self, row: list[str]) -> list[str]:
        order = row[:]
        self.rng.shuffle(order)
        following = dict(zip(order, order[1:] + order[:1], strict=True))
        return [following[word] for word in row]

    def _shuffled(self, words: list[str]) -> Iterator[str]:
        order = words[:]
        self.rng.shuffle(order)
        return iter(order)

    def person(self, name: str, gender: str) -> str:
        """A new given name (``f`` or ``m``) and surname; particles, initials and honorifics stay."""
        first = True
        parts = []
        for part in name.split(" "):
            for word in WORD.findall(part):
                if len(word) > 1 and word[0].isupper() and fold(word) not in {"mme", "el", "ben", *self.new}:
                    self.new[fold(word)] = next(self.given[gender] if first else self.surnames)
            first = first and part.endswith(".")
            parts.append(self.mapped(part))
        return " ".join(parts)

    def thing(self, name: str) -> str:
        """A new name for an organization or a program; what says of which kind it is stays."""
        self._learn_honoured(name)
        for word in WORD.findall(name):
            key = fold(word)
            if key in self.new or key in self.kept or word.isdigit():
                continue
            if key in self.rows:
                self.new[key] = self.rows[key]
            elif any(c.isupper() for c in word):
                self.new[key] = self._invented(word)
        return self.mapped(name)

    def force(self, name: str) -> str:
        """A new name where all words were of the kept ones: its last word with a capital gives way, unless it stands alone."""
        words = [w for w in WORD.findall(name) if w[0].isupper() and not w.isdigit()]
        fixed = {fold(w) for w in DATA["kept"] if w[0].isupper()}
        loose = [w for w in words[1:] if fold(w) not in fixed]
        if loose:
            self.kept.discard(fold(loose[-1]))
            self.new[fold(loose[-1])] = self._invented(loose[-1])
        return self.mapped(name)

    def acronym(self, short: str, long: str) -> None:
        """Make ``short`` the initials of the new long name, where it is those of the old one."""
        words = WORD.findall(long)
        for chosen in ([w for w in words if fold(w) not in SMALL], words):
            initials = first_of_each(fold(short), chosen)
            if initials:
                self.new[fold(short)] = fold("".join(self.mapped(w)[0] for w in initials)).upper()
                return

    def _learn_honoured(self, name: str) -> None:
        words = WORD.findall(name)
        for one, two in itertools.pairwise(words):
            if one in DATA["honoured"] and two[0].isupper():
                self.new.setdefault(fold(one), next(self.given[gender_of(one, [])]))
                self.new.setdefault(fold(two), next(self.surnames))

    def mapped(self, text: str) -> str:
        """The text with the words known so far replaced."""
        return WORD.sub(lambda m: self._one(m.group()), text)

    def _one(self, word: str) -> str:
        new = self.new.get(fold(word))
        if new is None or (word[0].islower() and fold(word) not in self.rows and not any(c.isupper() for c in word)):
            return word
        mixed = any(c.isupper() for c in word[1:]) and not word.isupper()
        return new if mixed or (word.isupper() and new.isupper()) else in_case_of(new, word)

    def _invented(self, word: str) -> str:
        """A word of the shape of another: vowels for vowels, consonants for consonants, capitals and digits in their places."""
        for attempt in range(200):
            every = attempt > 50 or (word.isupper() and len(word) <= 6)
            new = "".join(self._letter(word, i, every) for i in range(len(word)))
            if fold(new) != fold(word) and fold(new) not in self.taken:
                self.taken.add(fold(new))
                return new
        raise ValueError(f"no other word of the shape of {word}")

    def _letter(self, word: str, i: int, every: bool) -> str:
        """One letter of a new word. Unless ``every`` one changes, clusters and double vowels stay, so that it can be said."""
        old, last = fold(word[i]), i == len(word) - 1
        before, after = (fold(word[j]) if 0 <= j < len(word) else "" for j in (i - 1, i + 1))
        new = word[i]
        if old in VOWELS:
            if (every or i == 0 or not {before, after} & VOWELS) and not (last and old == "e"):
                new = self.rng.choice("aeiou")
        elif old.isalpha() and old != "h":
            after_cluster = old in "lr" and before.isalpha() and before not in VOWELS
            if every or (after in VOWELS and not after_cluster):
                new = self.rng.choice("bcdfglmnprstv")
        return new.upper() if word[i].isupper() else new
