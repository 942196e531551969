"""Publishing writes every view of the same knowledge, with the same bytes on every machine."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from pipeline.publish import exported_files, publish
from pipeline.publish.jsonl import from_jsonl
from tests import examples

ROOT = Path(__file__).parents[2]
HASH = """
from pipeline.publish import exported_files
from pipeline.publish.versions import version_of
from tests import examples
print(version_of(exported_files(examples.documents, examples.knowledge, examples.ledger)))
"""


def test_a_version_holds_the_exchange_files_and_their_views(tmp_path: Path) -> None:
    version = publish(tmp_path / "result", examples.documents, examples.knowledge, examples.ledger)
    assert {path.relative_to(version).as_posix() for path in version.rglob("*") if path.is_file()} == {
        *(f"{name}.jsonl" for name in ("documents", "pages", "blocks", "entities", "mentions", "relations", "figures")),
        *(f"{name}.jsonl" for name in ("unasserted", "merges", "ledger")),
        *(f"tables/{name}.csv" for name in ("documents", "entites", "mentions", "relations", "roles", "chiffres")),
        *("rdf/knowledge.ttl", "rdf/knowledge.nq", "graph/graph.graphml"),
    }
    assert len(from_jsonl((version / "entities.jsonl").read_bytes())) == len(examples.entities)


def test_equal_knowledge_gives_equal_bytes_whatever_the_hash_seed() -> None:
    versions = {
        subprocess.run(
            [sys.executable, "-c", HASH], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(versions) == 1


def test_tables_open_in_a_french_spreadsheet() -> None:
    files = exported_files(examples.documents, examples.knowledge, examples.ledger)
    text = files["tables/roles.csv"].decode("utf-8-sig")
    (row,) = csv.DictReader(text.splitlines(), delimiter=";")
    assert (row["personne"], row["rôle"], row["organisation"]) == ("Maëlle Le Goff-Diop", "présidé", "Atelier des Marées")
    assert (row["page"], row["confiance"]) == ("1", "0,9")


def test_a_name_that_looks_like_a_formula_stays_text() -> None:
    entity = replace(examples.foundation, name="=HYPERLINK(1)")
    knowledge = replace(examples.knowledge, entities=(entity,))
    assert b";'=HYPERLINK(1);" in exported_files(examples.documents, knowledge, ())["tables/entites.csv"]
