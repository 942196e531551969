"""Scores follow the rules: right ones, wrong ones, missing ones, and what is neither."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.explore.evaluate import Gold, GoldError, Score, Statement, evaluate, read_gold
from pipeline.explore.evaluate.shown import as_json
from pipeline.publish import publish
from pipeline.publish.jsonl import to_jsonl
from pipeline.store import open_result
from tests import examples

SHARED = Path(__file__).parents[4] / "shared"

GOLD: dict[str, Any] = {
    "document": examples.report.name,
    "entities": {
        "Person": ["Maëlle Le Goff-Diop"],
        "Organization": [["Atelier des Marées", "AdM"], "Fondation Aubépine", "Médiathèque Jeanne-Kervella"],
        "Program": ["Journées de l'estran", "Semaine du large"],
    },
    "neutral": {"Country": ["Sénégal"]},
    "roles": [["Maëlle Le Goff-Diop", "présidé", "Atelier des Marées"]],
    "relations": [["Maëlle Le Goff-Diop", "founded", "AdM"]],
    "partners": {"of": "AdM", "from": "Fondation Aubépine", "to": "Médiathèque Jeanne-Kervella"},
    "figures": [{"value": 12587, "unit": "participant", "about": "Journées de l'estran", "year": 2023}],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("evaluate") / "result"
    publish(path, examples.documents, examples.knowledge, examples.ledger)
    return path


def score(folder: Path, **changes: Any) -> Score:
    return evaluate(open_result(folder), [Gold({**GOLD, **changes})]).scores[0]


def texts(statements: tuple[Statement, ...]) -> list[str]:
    return [str(statement) for statement in statements]


def test_what_is_right_counts_and_what_is_neutral_does_not(folder: Path) -> None:
    result = score(folder)
    assert {layer: tally.f1 for layer, tally in result.layers.items()} == {
        "Person": 1.0,
        "Organization": 1.0,
        "Program": 0.6667,
        "Country": None,
        "roles": 1.0,
        "relations": 1.0,
        "figures": 1.0,
        "indicators": 1.0,
    }
    assert texts(result.layers["Program"].missing) == ["Semaine du large"]
    assert (result.all.precision, result.all.recall) == (1.0, 0.9091)
    assert result.macro == 0.9445  # mean of the rounded ones


def test_a_second_entity_for_one_thing_is_wrong(folder: Path) -> None:
    people = {"Organization": [["Atelier des Marées", "Fondation Aubépine"], "Médiathèque Jeanne-Kervella"]}
    wrong = score(folder, entities=people, partners=None).layers["Organization"].wrong
    assert texts(wrong) == ["Fondation Aubépine (une seconde fois Atelier des Marées)"]


def test_an_entity_that_swallows_another_is_wrong(folder: Path) -> None:
    apart = {"Organization": ["Atelier des Marées", "AdM", "Fondation Aubépine", "Médiathèque Jeanne-Kervella"]}
    tally = score(folder, entities=apart, partners=None).layers["Organization"]
    assert (texts(tally.wrong), texts(tally.missing)) == (["Atelier des Marées (avale AdM)"], ["AdM"])


def test_a_figure_about_something_else_is_no_indicator(folder: Path) -> None:
    result = score(folder, figures=[{"value": 12587, "unit": "participant", "about": "AdM", "year": 2023}])
    assert (result.layers["figures"].f1, result.layers["indicators"].f1, result.abouts) == (1.0, 0.0, (0, 1))


def test_a_document_that_was_not_read_is_named_with_those_that_were(folder: Path) -> None:
    said = "rapport-2031 : ce document n’est pas dans le résultat, qui contient : casse, entretien-maelle-le-goff-diop, "
    with pytest.raises(GoldError, match=said):
        evaluate(open_result(folder), [Gold({"document": "rapport-2031"})])


def test_one_identifier_in_two_documents(folder: Path) -> None:
    other = Gold({"document": examples.interview.name, "entities": {"Organization": [["Atelier des Marées", "AdM"]]}})
    report = evaluate(open_result(folder), [Gold(GOLD), other])
    assert (report.same, report.apart) == (1, ())
    assert report.together.layers["Organization"].hits == 4


@pytest.mark.skipif(not SHARED.is_dir(), reason="les documents partagés sont absents")
@pytest.mark.parametrize("seed", range(4))
def test_the_numbers_are_those_of_the_other_tool(tmp_path: Path, seed: int) -> None:
    """On an export made from the gold files by leaving out, doubling, renaming and misplacing at random."""
    files = sorted((SHARED / "gold").glob("*.yaml"))
    _made_up_export(tmp_path, [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files], random.Random(seed))
    command: list[str | Path] = [sys.executable, SHARED / "tools" / "score.py", tmp_path, *files, "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout)
    ours = as_json(evaluate(open_result(tmp_path), [read_gold(file) for file in files]), errors=True)

    together = theirs.pop("all documents")
    across = together.pop("across")
    assert ours["across"] == across
    assert _numbers(ours["together"]) == _numbers(together)
    assert {name: _numbers(layers) for name, layers in ours["documents"].items()} == {k: _numbers(v) for k, v in theirs.items()}


def _numbers(layers: dict[str, Any]) -> dict[tuple[str, str], Any]:
    keys = ("precision", "recall", "f1", "about_accuracy", "year_accuracy")
    flat = {(layer, key): values.get(key) for layer, values in layers.items() if isinstance(values, dict) for key in keys}
    macro = layers["macro"]
    return {key: value for key, value in flat.items() if value is not None and key[0] != "macro"} | {
        ("macro", "f1"): macro["f1"] if isinstance(macro, dict) else macro
    }


def _made_up_export(folder: Path, golds: list[dict[str, Any]], chance: random.Random) -> None:
    """Exchange files that hold part of what the gold files hold, and some nonsense."""
    entities: list[dict[str, Any]] = []
    relations: list[dict[str, Any]] = []
    figures: list[dict[str, Any]] = []
    documents = [{"id": f"d{number}", "name": gold["document"]} for number, gold in enumerate(golds)]
    for row, gold in zip(documents, golds, strict=True):
        ids: dict[str, str] = {}

        def add(kind: str, forms: list[str], ids: dict[str, str] = ids, where: str = row["id"]) -> None:
            name, *aliases = forms if chance.random() < 0.8 else chance.sample(forms, len(forms))
            key = f"E{len(entities):04d}"
            ids.update(dict.fromkeys(forms, key))
            entities.append({"id": key, "type": kind, "name": name, "aliases": aliases, "documents": [where]})

        for kind in ("Person", "Organization", "Program", "Country"):
            for item in [*(gold["entities"].get(kind) or []), *((gold.get("neutral") or {}).get(kind) or []), "Rien de tel"]:
                forms = [item] if isinstance(item, str) else list(item)
                if chance.random() < 0.8:
                    add(kind, [*forms, *([entities[-1]["name"]] if entities and chance.random() < 0.1 else [])])
                if chance.random() < 0.1:
                    add(kind, forms[-1:])
        known = sorted(ids)

        def end(name: str | None, ids: dict[str, str] = ids, known: list[str] = known) -> str | None:
            if name is None:
                return None
            return ids.get(name, ids[chance.choice(known)]) if chance.random() < 0.9 else ids[chance.choice(known)]

        for person, title, where in [*(gold.get("roles") or []), *(gold.get("neutral_roles") or [])]:
            if chance.random() < 0.8:
                add("Role", [title if chance.random() < 0.7 else "ex " + title])
                said = {
                    "subject": end(person),
                    "predicate": "holdsRole",
                    "object": entities[-1]["id"],
                    "organization": end(where),
                }
                relations.append({**said, "documents": [row["id"]]})
        for subject, predicate, object_ in [*(gold.get("relations") or []), *(gold.get("neutral_relations") or [])]:
            for _ in range(chance.choice((0, 1, 1, 2))):
                said = {"subject": end(subject), "predicate": predicate, "object": end(object_), "organization": None}
                relations.append({**said, "documents": [row["id"]]})
        for wanted in gold.get("figures") or []:
            for _ in range(chance.choice((0, 1, 1, 1, 2))):
                value = wanted["value"] + (chance.random() < 0.1)
                about, year = end(wanted.get("about")), wanted.get("year") if chance.random() < 0.8 else None
                figures.append(
                    {"value": value, "unit": wanted["unit"] + "s", "about": about, "year": year, "document": row["id"]}
                )
    for name, rows in (("documents", documents), ("entities", entities), ("relations", relations), ("figures", figures)):
        (folder / f"{name}.jsonl").write_bytes(to_jsonl(rows))
