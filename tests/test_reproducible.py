"""The same documents give the same bytes: whatever the hash seed, the order of the files, the number of workers, the cache."""

from __future__ import annotations

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
