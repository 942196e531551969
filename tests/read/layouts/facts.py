"""What a run over the texts of the corpus knows, without identifiers and places: the same in every layout."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corpus.build import sources
from corpus.layouts.typesetting import in_layout
from pipeline.store import Result, open_result
from tests.quality.measure import read_set

Fact = tuple[str, ...]


def facts_in(layout: str, folder: Path) -> set[Fact]:
    """The facts of the documents' texts in a layout, read into ``folder``."""
    return facts_of(open_result(read_set([in_layout(source, layout) for source in sources()], folder)))


def facts_of(result: Result) -> set[Fact]:
    """Entities by type and name, relations and figures by the names of what they relate, each as words."""
    names = {row["id"]: row["name"] for row in result.rows("entities")}
    entities = {("entity", row["type"], row["name"]) for row in result.rows("entities")}
    relations = {
        ("relation", *(_named(row[end], names) for end in ("subject", "predicate", "object", "organization", "from", "to")))
        for row in result.rows("relations")
    }
    figures = {
        ("figure", *(_named(row[part], names) for part in ("value", "unit", "about", "year", "qualifier")))
        for row in result.rows("figures")
    }
    return entities | relations | figures


def _named(value: Any, names: dict[str, str]) -> str:
    return "" if value is None else names.get(value, str(value))
