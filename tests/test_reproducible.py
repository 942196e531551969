"""The same documents give the same bytes: whatever the hash seed, the order of the files, the number of workers, the cache."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.conftest import Maillage


def exported(result: Path) -> dict[str, bytes]:
    version = result / "versions" / (result / "CURRENT").read_text(encoding="utf-8").strip()
    return {path.relative_to(version).as_posix(): path.read_bytes() for path in sorted(version.rglob("*")) if path.is_file()}


def differing(one: Path, other: Path) -> set[str]:
    ours, theirs = exported(one), exported(other)
    assert len(ours) > 8
    return {name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name)}


def test_other_seed_order_and_workers_and_an_empty_cache_change_nothing(
    maillage: Maillage, sample_documents: list[Path], corpus_result: Path, tmp_path: Path
) -> None:
    done = maillage("run", *reversed(sample_documents), "-o", tmp_path, "--workers", "1", PYTHONHASHSEED="20260")
    assert done.returncode == 0, done.stdout + done.stderr
    assert differing(corpus_result, tmp_path) == set()
    assert (tmp_path / "CURRENT").read_text(encoding="utf-8") == (corpus_result / "CURRENT").read_text(encoding="utf-8")


def test_a_second_run_with_the_ledger_and_cache_of_the_first_changes_nothing(
    maillage: Maillage, sample_documents: list[Path], corpus_result: Path, tmp_path: Path
) -> None:
    again = shutil.copytree(corpus_result, tmp_path / "again")
    done = maillage("run", sample_documents[0].parent, "-o", again, PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stdout + done.stderr
    assert differing(corpus_result, again) == set()
    assert [path.name for path in (again / "versions").iterdir()] == [
        (corpus_result / "CURRENT").read_text(encoding="utf-8").strip()
    ]


def test_a_run_on_more_documents_with_the_ledger_of_fewer_is_repeated_by_its_own_ledger(
    maillage: Maillage, sample_documents: list[Path], corpus_result: Path, tmp_path: Path
) -> None:
    """Identifiers come from the ledger, and the ledger that comes out gives them again."""
    documents = shutil.copytree(sample_documents[0].parent, tmp_path / "documents")
    held_back = (documents / sample_documents[-1].name).rename(tmp_path / "later.pdf")
    result = tmp_path / "result"
    shutil.copytree(corpus_result / "cache" / "stages", result / "cache" / "stages")
    versions = []
    for step in range(3):
        if step == 1:
            held_back.rename(documents / sample_documents[-1].name)
        done = maillage("run", documents, "-o", result, PYTHONHASHSEED=str(step))
        assert done.returncode == 0, done.stdout + done.stderr
        versions.append((result / "CURRENT").read_text(encoding="utf-8").strip())
    assert versions[0] != versions[1] == versions[2]
    ledgers = [(result / "versions" / version / "ledger.jsonl").read_text(encoding="utf-8") for version in versions[:2]]
    fewer, more = ({row["entity"]: row for row in map(json.loads, ledger.splitlines())} for ledger in ledgers)
    assert fewer.keys() <= more.keys()
    assert [key for key in fewer if not set(fewer[key]["anchors"]) <= set(more[key]["anchors"])] == []
