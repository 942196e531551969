"""Under other names and numbers the corpus is understood as well: nothing was tuned to a name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("typst", reason="typst is missing: it typesets the corpus (pip install typst)")

from pipeline.explore.evaluate import Gold, evaluate
from pipeline.store import open_result
from tests.corpus.rename import renamed_corpus
from tests.quality.measure import read_set

MAY_FALL = 0.02


@pytest.mark.parametrize("seed", [1, 2])
def test_scores_fall_by_two_points_at_most(scores_of: Callable[[str], dict[str, float]], tmp_path: Path, seed: int) -> None:
    renamed = renamed_corpus(tmp_path, seed)
    result = open_result(read_set([pdf for pdf, _ in renamed], tmp_path / "knowledge"))
    together = evaluate(result, [Gold(gold) for _, gold in renamed]).together
    assert together.all.f1 is not None
    layers = {layer: (tally.f1, scores_of("corpus").get(layer)) for layer, tally in together.layers.items()}
    assert together.all.f1 >= scores_of("corpus")["all"] - MAY_FALL, f"(renamed, as it is): {layers}"
