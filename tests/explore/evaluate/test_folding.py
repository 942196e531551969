"""What matching looks at, and what it does not."""

from __future__ import annotations

import pytest

from pipeline.explore.evaluate.folding import fold, head, same_title


@pytest.mark.parametrize(
    ("one", "two"),
    [("L’Œuvre", "oeuvre"), ("Mme Ève Roy", "eve roy"), ("Le Musée", "musee"), ("Arts & Cie", "arts et cie"), ("La", "la")],
)
def test_names_fold(one: str, two: str) -> None:
    assert fold(one) == two


@pytest.mark.parametrize(
    ("unit", "noun"),
    [
        ("participant·e·s", "participant"),
        ("bénévoles engagés", "benevole"),
        ("FCFA", "xof"),
        ("€", "eur"),
        ("pays", "pays"),
        ("", ""),
    ],
)
def test_units_have_a_head(unit: str, noun: str) -> None:
    assert head(unit) == noun


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Chargée de projets", "chargé de projet", True),
        ("Directrice, communications", "communications, directrice", True),
        ("présidente", "vice-présidente", False),
        ("directeur", "ancien directeur", False),
        ("trésorière", "secrétaire", False),
    ],
)
def test_titles_are_the_same_but_for_small_slips(one: str, two: str, same: bool) -> None:
    assert same_title(one, two) is same
