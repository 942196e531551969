"""No score falls below its floor, and other tools that are at hand count the same."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.explore.evaluate.shown import as_json
from pipeline.store import open_result
from tests.conftest import Maillage
from tests.quality.floors import FILE, PROMISED, below, from_yaml
from tests.quality.grounding import check
from tests.quality.measure import SHARED, document_sets, reading_order, report_on
from tests.test_reproducible import differing

FLOORS = from_yaml(FILE.read_text(encoding="utf-8"))
SETS = sorted(PROMISED)
TOOLS = SHARED / "tools"

MISPLACED = 0.02
"""The share of texts whose boxes may hold other words."""

needs_tools = pytest.mark.skipif(not TOOLS.is_dir(), reason="les outils partagés sont absents")


@pytest.mark.parametrize("name", SETS)
def test_the_floors_were_measured_on_these_very_files(name: str) -> None:
    sets = document_sets()
    if name not in sets:
        pytest.skip(f"les documents partagés « {name} » sont absents")
    assert FLOORS[name].sha256 == sets[name].sha256, f"documents or gold of «{name}» are others: make floors"


@pytest.mark.parametrize("name", SETS)
def test_no_score_is_below_its_floor(scores_of: Callable[[str], dict[str, float]], name: str) -> None:
    fallen = below(scores_of(name), FLOORS[name].floors)
    assert not fallen, "\n".join(fallen)


@pytest.mark.parametrize("name", SETS)
def test_everything_stands_where_it_says(result_of: Callable[[str], Path], name: str) -> None:
    result = open_result(result_of(name))
    grounding = check(result, {path.stem: path for path in document_sets()[name].documents})
    assert grounding.printed == grounding.texts > 100
    assert not grounding.ungrounded, "\n".join(grounding.ungrounded[:20])
    assert len(grounding.misplaced) <= MISPLACED * grounding.printed, "\n".join(grounding.misplaced[:20])


@needs_tools
@pytest.mark.parametrize("name", SETS)
def test_scores_are_those_of_the_shared_tool(result_of: Callable[[str], Path], name: str) -> None:
    folder, golds = result_of(name), document_sets()[name].golds
    theirs = json.loads(_tool("score.py", folder, *golds, "--json"))
    ours = as_json(report_on(document_sets()[name], open_result(folder)))
    together = theirs.pop("all documents")
    across = together.pop("across")
    assert ours["across"] == across
    assert _f1s(ours["together"]) == _f1s(together)
    assert {document: _f1s(layers) for document, layers in ours["documents"].items()} == {
        document: _f1s(layers) for document, layers in theirs.items()
    }


@needs_tools
@pytest.mark.parametrize("name", SETS)
def test_reading_order_is_that_of_the_shared_tool(result_of: Callable[[str], Path], name: str) -> None:
    folder = result_of(name)
    for reference in document_sets()[name].references:
        theirs = json.loads(_tool("reading.py", folder, reference.stem, reference))
        assert reading_order(open_result(folder), reference) == theirs["order"]


@needs_tools
@pytest.mark.parametrize("name", [name for name in SETS if name != "trials"])  # it cannot read «0» nor «une soixantaine»
def test_the_shared_tool_finds_nothing_ungrounded(result_of: Callable[[str], Path], name: str) -> None:
    said = _tool("grounding.py", result_of(name), "--pdf-dir", document_sets()[name].documents[0].parent)
    assert " 0 ungrounded" in said


@pytest.mark.parametrize("name", [name for name in SETS if name != "corpus"])
def test_other_seed_order_and_an_empty_cache_change_no_byte(
    maillage: Maillage, result_of: Callable[[str], Path], name: str, tmp_path: Path
) -> None:
    first = result_of(name)
    done = maillage("run", *reversed(document_sets()[name].documents), "-o", tmp_path, PYTHONHASHSEED="4711")
    assert done.returncode == 0, done.stdout + done.stderr
    assert differing(first, tmp_path) == set()


def _tool(name: str, *arguments: str | Path) -> str:
    """What a shared tool says. Fails where it does."""
    command = [sys.executable, TOOLS / name, *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _f1s(layers: dict[str, Any]) -> dict[str, float | None]:
    return {layer: values["f1"] if isinstance(values, dict) else values for layer, values in layers.items()}
