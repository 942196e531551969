"""French words kept as data beside the logic: YAML files and plain lists, folded forms, patterns made of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

ARTICLE = re.compile(
    r"^(?:(?:le|la|les|un|une|des|du|de la|aux?|ce|cette|ces|nos|notre|son|sa|ses|leurs?)\s+|(?:l|d)'\s*)", re.I
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Case, accents, punctuation and spaces folded away, for comparing names."""
    text = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("æ", "ae").replace("’", "'").replace("&", " et "))
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    return re.sub(r"[^\w%$+]+", " ", text).strip()


def without_article(text: str) -> str:
    """A name without its leading article."""
    return ARTICLE.sub("", text.strip())


@cache
def _data(component: str) -> dict[str, Any]:
    text = files("pipeline.extract").joinpath(component, "words.yaml").read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


@cache
def words(component: str, key: str) -> tuple[str, ...]:
    """The list ``key`` of ``extract/<component>/words.yaml``."""
    return tuple(str(word) for word in _data(component)[key])


@cache
def lines(component: str, name: str) -> frozenset[str]:
    """The lines of a plain list beside a component, comments left out."""
    text = files("pipeline.extract").joinpath(component, name).read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def any_of(options: Iterable[str]) -> str:
    """A pattern that matches any of the given patterns, longest first."""
    return "(?:" + "|".join(sorted(options, key=lambda w: (-len(w), w))) + ")"


@cache
def pattern(component: str, key: str, template: str = r"\b{}\b", flags: int = re.I) -> re.Pattern[str]:
    """A compiled pattern over a list of words (each may itself be a pattern)."""
    return re.compile(template.replace("{}", any_of(words(component, key))), flags)


def rows(component: str, key: str) -> tuple[dict[str, Any], ...]:
    """The list ``key`` of a component's data, where each entry has keys of its own."""
    return tuple(dict(row) for row in _data(component)[key])
