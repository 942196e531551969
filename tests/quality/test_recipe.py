"""The usual recipe does what it says, and less than we do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.store import Result, open_result
from tests.building import typeset
from tests.quality.floors import PROMISED
from tests.quality.recipe import compared, result_of_recipe


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    folder = tmp_path_factory.mktemp("recipe")
    pdf = folder / "rapport.pdf"
    pdf.write_bytes(
        typeset(
            "Maëlle Le Goff travaille au Sénégal et à Dakar. En 2019, la Fondation Aubépine a accueilli 1 250 participants. "
            "\n\nElle a 12 % de membres en plus.\n\nDepuis 2023 et jusque fin 2023, elle dirige la Fondation Aubépine."
        )
    )
    return open_result(result_of_recipe([pdf], folder / "result"))


def test_names_are_what_spacy_calls_them_once_each_and_places_are_countries(result: Result) -> None:
    found = {(row["type"], row["name"]) for row in result.rows("entities")}
    assert found == {("Person", "Maëlle Le Goff"), ("Country", "Sénégal"), ("Organization", "Fondation Aubépine")}


def test_numbers_take_subject_and_year_from_their_sentence_else_from_the_document(result: Result) -> None:
    (foundation,) = (row["id"] for row in result.rows("entities") if row["type"] == "Organization")
    figures = [(row["value"], row["unit"], row["about"], row["year"]) for row in result.rows("figures")]
    assert figures == [(1250.0, "participants", foundation, 2019), (12.0, "%", foundation, 2023)]


@pytest.mark.parametrize("name", sorted(PROMISED))
def test_no_score_of_ours_is_below_the_usual_recipe(
    scores_of: Callable[[str], dict[str, float]], recipe_scores_of: Callable[[str], dict[str, float]], name: str
) -> None:
    ours, theirs = scores_of(name), recipe_scores_of(name)
    assert theirs["all"] > 0.1  # it does find something
    assert {score: (ours[score], number) for score, number in theirs.items() if number > ours[score]} == {}


def test_scores_stand_side_by_side() -> None:
    assert compared("corpus", {"all": 0.9, "roles": 0.75}, {"all": 0.25}) == [
        "corpus  all           0.9000  recette 0.2500",
        "corpus  roles         0.7500  recette 0.0000",
    ]
