"""How near a result comes to what people read in the same documents.

    result, gold files ──matching──▶ scores, errors ──confusion──▶ tables ──shown──▶ terminal, CSV, JSON
                                                    └──report──▶ a page of HTML with every error where it stands

An entity is right by its name, once; a role matches at 85 % similarity of its words, with the right person and organization; a
figure matches by value and head noun, and is an indicator where what it is about and its year are right too. Indicators, not
figures, count in the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.explore.evaluate.folding import fold, head
from pipeline.explore.evaluate.gold import Gold, GoldError, read_gold
from pipeline.explore.evaluate.scores import LAYERS, TYPES, Error, Evaluation, Score, Statement, Tally

if TYPE_CHECKING:
    from pipeline.store import Result

__all__ = [
    "LAYERS",
    "TYPES",
    "Error",
    "Evaluation",
    "Gold",
    "GoldError",
    "Score",
    "Statement",
    "Tally",
    "evaluate",
    "fold",
    "head",
    "read_gold",
]


def evaluate(result: Result, golds: Sequence[Gold]) -> Evaluation:
    """Compare a result with gold files, one for each document.

    Raises :class:`GoldError` where the result has no document of that name, ``NoResult`` where a file of it cannot be read.
    """
    from pipeline.explore.evaluate.across import across
    from pipeline.explore.evaluate.matching import Export, compare

    export = Export(result)
    for gold in golds:
        if gold.document not in export.documents:
            known = ", ".join(sorted(export.documents)) or "aucun"
            raise GoldError(f"{gold.document} : ce document n’est pas dans le résultat, qui contient : {known}.")
    scores = tuple(compare(export, gold) for gold in golds)
    same, apart = across(export, golds)
    return Evaluation(scores, same, tuple(apart))
