"""One run over each set of documents, shared by all tests that look at its quality."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.quality.measure import document_sets, measure, read_set


@pytest.fixture(scope="session")
def result_of(corpus_result: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The result folder of a set, by its name. A set that is not there skips the test."""

    @cache
    def result(name: str) -> Path:
        if name == "corpus":
            return corpus_result
        sets = document_sets()
        if name not in sets:
            pytest.skip(f"les documents partagés « {name} » sont absents")
        return read_set(sets[name].documents, tmp_path_factory.mktemp(name) / "knowledge")

    return result


@pytest.fixture(scope="session")
def scores_of(result_of: Callable[[str], Path]) -> Callable[[str], dict[str, float]]:
    """The scores of a set, by its name."""

    @cache
    def scores(name: str) -> dict[str, float]:
        folder = result_of(name)
        return measure(document_sets()[name], folder)

    return scores
