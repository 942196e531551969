"""One run over each set of documents, shared by all tests that look at its quality."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.quality.measure import document_sets, measure, read_set
from tests.quality.recipe import compared, result_of_recipe

COMPARED = pytest.StashKey[dict[str, list[str]]]()
"""Lines of our scores beside those of the usual recipe, by set."""


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


@pytest.fixture(scope="session")
def recipe_scores_of(
    scores_of: Callable[[str], dict[str, float]], tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Callable[[str], dict[str, float]]:
    """The scores of the usual recipe on a set, by its name; shown beside ours at the end of the run."""

    @cache
    def scores(name: str) -> dict[str, float]:
        ours, there = scores_of(name), document_sets()[name]
        theirs = measure(there, result_of_recipe(there.documents, tmp_path_factory.mktemp(f"{name}-recipe")))
        pytestconfig.stash.setdefault(COMPARED, {})[name] = compared(name, ours, theirs)
        return theirs

    return scores


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Our scores and those of the usual recipe, where they were measured."""
    lines = [line for lines in config.stash.get(COMPARED, {}).values() for line in lines]
    if lines:
        terminalreporter.section(
            "qualité (de 0 à 1), et celle de la recette usuelle : pdfplumber, spaCy, une expression régulière"
        )
        for line in lines:
            terminalreporter.write_line(line)
