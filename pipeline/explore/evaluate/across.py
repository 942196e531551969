"""Whether what two documents name is one thing in the result."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from pipeline.explore.evaluate.folding import fold
from pipeline.explore.evaluate.gold import Gold
from pipeline.explore.evaluate.matching import Export
from pipeline.explore.evaluate.scores import TYPES


def across(export: Export, golds: Sequence[Gold]) -> tuple[int, list[str]]:
    """Of the things that two documents name: how many carry one identifier in both, and which do not."""
    same, apart = 0, []
    for one, two in combinations(golds, 2):
        for kind in TYPES:
            in_two = {fold(form) for forms in two.entities[kind] for form in forms}
            for forms in one.entities[kind]:
                keys = {fold(form) for form in forms}
                if keys.isdisjoint(in_two):
                    continue
                if _ids(export, one, kind, keys) & _ids(export, two, kind, keys):
                    same += 1
                else:
                    apart.append(f"{forms[0]} ({one.document}, {two.document})")
    return same, apart


def _ids(export: Export, gold: Gold, kind: str, names: set[str]) -> set[str]:
    return {
        row["id"]
        for row in export.of(export.entities, gold.document)
        if row["type"] == kind and not names.isdisjoint(fold(form) for form in (row["name"], *row["aliases"]))
    }
