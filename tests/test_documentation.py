"""What the documentation shows works."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT, Maillage

QUERIES = sorted((ROOT / "docs" / "exemples").glob("*.rq"))


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.stem)
def test_every_example_query_finds_something_in_the_sample_documents(
    maillage: Maillage, corpus_result: Path, query: Path
) -> None:
    done = maillage("query", query, "-d", corpus_result, "--format", "csv")
    assert done.returncode == 0, done.stderr
    head, *rows = csv.reader(io.StringIO(done.stdout))
    assert rows
    assert all(len(row) == len(head) for row in rows)


def test_every_command_that_the_readme_and_make_show_is_there_and_answers(maillage: Maillage, corpus_result: Path) -> None:
    """The reading commands of their examples, run as they stand on the sample documents."""
    shown = [
        line.split("maillage ", 1)[1].split("#")[0].rstrip("'").strip()
        for name in ("README.md", "Makefile")
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines()
        if re.match(r"(\s*@echo ')?\s*(\$\(BIN\)/)?maillage (read|search|show|figures|graph|query|evaluate)\b", line)
    ]
    assert {line.split()[0] for line in shown} == {"read", "search", "show", "figures", "graph", "query", "evaluate"}
    for line in dict.fromkeys(shown):
        words = [quoted or plain for quoted, plain in re.findall(r'"([^"]+)"|(\S+)', line)]
        expanded = [path for word in words for path in (sorted(ROOT.glob(word)) if "/" in word else [word])]
        done = maillage(*expanded, MAILLAGE_DIR=str(corpus_result))
        assert done.returncode == 0, f"maillage {line}: {done.stderr}"
        assert done.stdout.strip(), f"maillage {line} says nothing"


def test_every_dependency_has_its_reason() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.search(r"^dependencies = \[(.*?)^\]", project, re.DOTALL | re.MULTILINE)
    assert listed
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    names = [re.split(r"[^\w.-]", line)[0].lower() for line in re.findall(r'"([^"]+)"', listed[1])]
    assert [name for name in names if f"| {name} " not in reasons] == []


def test_every_environment_variable_is_in_the_readme() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "pipeline").rglob("*.py"))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {name for name in re.findall(r"MAILLAGE_[A-Z_]+", code) if name not in readme} == set()
