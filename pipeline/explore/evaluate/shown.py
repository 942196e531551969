"""An evaluation for the terminal, as CSV and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.explore.evaluate.confusion import GROUPS, Confusion, confusion
from pipeline.explore.evaluate.scores import Evaluation, Score, Statement, Tally
from pipeline.explore.french import labels
from pipeline.explore.output import Cell, Format, console, write_table

_KEYS = ("layer", "precision", "recall", "f1", "hits", "wrong", "missing")


def write_evaluation(evaluation: Evaluation, how: Format, errors: bool = False) -> None:
    """Write scores and confusion tables for people, or scores as CSV; with ``errors``, every statement missing or wrong."""
    words = labels()
    scores = evaluation.scores if len(evaluation.scores) == 1 else (*evaluation.scores, evaluation.together)
    if how is Format.CSV:
        rows = [(score.name, *row) for score in scores for row in score_rows(score)]
        write_table(("document", *words["score_heads"]), rows, how, ("document", *_KEYS))
        return
    out = console()
    for score in scores:
        out.print(f"\n{score.name}", style="bold", markup=False)
        write_table(words["score_heads"], [in_words(row) for row in score_rows(score)], how)
        for layer, tally in score.layers.items() if errors and score is not evaluation.together else ():
            for title, statements in (("manque", tally.missing), ("faux  ", tally.wrong)):
                for statement in statements:
                    out.print(f"    {words['layers'][layer]} · {title}  {statement}", markup=False)
    for group, table in confusions(evaluation).items():
        out.print(f"\n{words['confusions'][group]}", style="bold", markup=False)
        head, *body = confusion_rows(table, short=True)
        write_table([str(cell) for cell in head], body, how)
    if len(evaluation.scores) > 1:
        out.print(
            f"\nUn seul identifiant d’un document à l’autre : {evaluation.same} sur {evaluation.same + len(evaluation.apart)}"
        )
        for text in evaluation.apart if errors else ():
            out.print(f"    séparé  {text}", markup=False)


def as_json(evaluation: Evaluation, errors: bool = False) -> dict[str, Any]:
    """The evaluation as plain values; with ``errors``, every statement missing or wrong."""
    return {
        "documents": {score.name: _score_json(score, errors) for score in evaluation.scores},
        "together": _score_json(evaluation.together, errors),
        "confusion": {
            group: [{"gold": wanted, "found": found, "count": count} for (wanted, found), count in sorted(table.counts.items())]
            for group, table in confusions(evaluation).items()
        },
        "across": {"same": evaluation.same, "apart": list(evaluation.apart)},
    }


def confusions(evaluation: Evaluation) -> dict[str, Confusion]:
    """The tables of all documents together by group, those that hold nothing left out."""
    together = evaluation.together
    tables = {group: confusion(group, together.layers, together.errors) for group in GROUPS}
    return {group: table for group, table in tables.items() if not table.empty}


def confusion_rows(table: Confusion, short: bool = False) -> list[tuple[Cell, ...]]:
    """A table in French, its head first: a row for each kind in gold and one for what was not wanted; None rather than 0.

    With ``short`` heads it fits in 80 characters.
    """
    words: Mapping[str, str] = labels()["confusion_rows"]
    shorter = {**words, **labels()["confusion_columns"]} if short else words
    head = ("", *(shorter.get(kind, kind) for kind in table.found), words["missed"])
    kinds = (*table.wanted, "") if any(("", kind) in table.counts for kind in table.found) else table.wanted
    body = [
        (words.get(kind, kind) if kind else words["unwanted"], *(table.counts.get((kind, two)) for two in (*table.found, "")))
        for kind in kinds
    ]
    return [head, *body]


def score_rows(score: Score) -> list[tuple[Cell, ...]]:
    """Layer, precision, recall, F1, right, wrong and missing, for each layer that holds something, for all, and their mean."""
    layers = [*score.layers.items(), ("all", score.all)]
    rows: list[tuple[Cell, ...]] = [(layer, *_numbers(tally)) for layer, tally in layers if not tally.empty]
    return [*rows, ("macro", None, None, score.macro, None, None, None)]


def in_words(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """A row of scores as people read it: its layer named, numbers with a comma."""
    layer, *numbers = row
    shown = (f"{cell:.3f}".replace(".", ",") if isinstance(cell, float) else cell for cell in numbers)
    return (labels()["layers"][layer], *shown)


def _numbers(tally: Tally) -> tuple[Cell, ...]:
    return tally.precision, tally.recall, tally.f1, tally.hits, len(tally.wrong), len(tally.missing)


def _score_json(score: Score, errors: bool) -> dict[str, Any]:
    layers: dict[str, Any] = {}
    for layer, tally in (*score.layers.items(), ("all", score.all)):
        layers[layer] = dict(zip(_KEYS[1:], _numbers(tally), strict=True))
        if errors and layer != "all":
            layers[layer] |= {"wrong_ones": _texts(tally.wrong), "missing_ones": _texts(tally.missing)}
    if score.abouts[1]:
        layers["figures"]["about_accuracy"] = round(score.abouts[0] / score.abouts[1], 4)
    if score.years[1]:
        layers["figures"]["year_accuracy"] = round(score.years[0] / score.years[1], 4)
    return {**layers, "macro": score.macro}


def _texts(statements: tuple[Statement, ...]) -> list[str]:
    return [str(statement) for statement in statements]
