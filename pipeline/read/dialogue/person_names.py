"""Names of people by their shape, and how the short forms that an interview uses stand for the long ones."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import yaml

_LATIN = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))]
UPPER = "A-Z" + "".join(c for c in _LATIN if unicodedata.category(c) == "Lu")


@cache
def words(key: str) -> tuple[str, ...]:
    """The list ``key`` of ``dialogue.yaml``."""
    data = yaml.safe_load(files(__package__).joinpath("dialogue.yaml").read_text(encoding="utf-8"))
    return tuple(str(word) for word in data[key])


def any_of(key: str) -> str:
    """A pattern that matches any word or phrase of a list, longest first, however its spaces and apostrophes are written."""
    options = sorted(words(key), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(o).replace("\\ ", r"\s+").replace("’", "['’]") for o in options) + ")"


_WORD = rf"(?:[dDlLO]['’])?[{UPPER}][^\W\d_]*(?:[-'’][^\W\d_]+)*"
INITIALS = rf"(?:[{UPPER}]\.?[-\s]?){{1,3}}[{UPPER}]\.?(?![\w.])"
_FIRST = rf"(?:[{UPPER}]\.(?:-?[{UPPER}]\.)*|{_WORD})"
_PARTICLE = rf"(?:(?i:{any_of('particles')})\s+|d['’]\s?)"
NAME = rf"{_FIRST}(?:\s+{_PARTICLE}{{0,2}}{_WORD}){{1,3}}(?![^\W_])"
"""Two to four capitalized words, particles between them, the first one perhaps an initial."""
HONORIFIC = rf"(?:(?i:{any_of('honorifics')})\s+)"


def fold(text: str) -> str:
    """Case, accents, dots and spaces folded away."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return " ".join(re.findall(r"[\w']+", "".join(c for c in plain if not unicodedata.combining(c)).casefold()))


def person(text: str) -> str | None:
    """The name that ``text`` is, without honorific and without the title that may stand after it; None where it is none.

    >>> person("Mme Maud de Kervadec")
    'Maud de Kervadec'
    >>> person("Les Voisins")
    """
    text = " ".join(re.sub(rf"^{HONORIFIC}", "", text.strip()).split())
    parts = text.split()
    while len(parts) > 2 and parts[-1].casefold() in words("titles"):
        parts.pop()
    text = " ".join(parts)
    if not re.fullmatch(NAME, text) or any(p.casefold() in words("titles") for p in parts):
        return None
    begins = re.split(r"(?<=['’])|\s", text.casefold().replace("'", "’"))[0]
    return None if begins in words("no_names") else text


def is_initials(text: str) -> bool:
    """Whether ``text`` is two to four capitals with or without dots («D. B.», «J.-M. D.», «DB»)."""
    text = text.strip()
    return re.fullmatch(INITIALS, text) is not None and (len(text) <= 3 or not text.isalpha())


def _initials_of(name: str) -> set[str]:
    """The ways to shorten a name to capitals: hyphenated first names as one letter or two, particles left out or not."""
    found = set()
    for cut in (r"\s+", r"[\s-]+"):
        parts = [re.sub(r"^[dDlL]['’]", "", p) for p in re.split(cut, name)]
        own = [p for p in parts if p.casefold() not in words("particles")]
        found |= {"".join(p[:1] for p in kept).upper() for kept in (parts, own)}
    return found


def resolve(label: str, names: Iterable[str]) -> str:
    """The fullest form of ``label`` among ``names``, where only one fits; else the label itself."""
    label = " ".join(label.split())
    forms = list(names)
    names = list(dict.fromkeys(forms))
    if is_initials(label):
        letters = re.sub(r"[^\w]", "", label)
        fits = [name for name in names if letters in _initials_of(name)]
    else:
        own = set(fold(re.sub(rf"^{HONORIFIC}", "", label)).split())
        fits = [name for name in names if own and own <= set(fold(name).split())]
    return as_written([form for form in forms if form in fits]) if len({fold(name) for name in fits}) == 1 else label


def as_written(forms: list[str]) -> str:
    """Of several ways to write one name the most frequent, one in capitals alone last."""
    counts = Counter(forms)
    return max(counts, key=lambda form: (not form.isupper(), counts[form], form))
