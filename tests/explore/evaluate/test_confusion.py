"""What was taken for what: errors that belong together, and the tables of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from pipeline.explore.evaluate import LAYERS, Error, Gold, Statement, Tally
from pipeline.explore.evaluate.confusion import confusion, pair
from pipeline.explore.evaluate.shown import confusion_rows

GOLD = Gold(
    {
        "document": "rapport",
        "entities": {
            "Organization": [["Réseau des tiers-lieux de l’Est", "RTE"], "Ville de Malmeuse"],
            "Program": ["Radio Navette"],
        },
    }
)


def errors(layer: str, missing: Sequence[Statement], wrong: Sequence[Statement], **more: Tally) -> list[tuple[str, str, str]]:
    """Fault, what is wanted and what is found."""
    layers = {**dict.fromkeys(LAYERS, Tally()), layer: Tally((), tuple(wrong), tuple(missing)), **more}
    return [(one.fault, str(one.wanted or ""), str(one.found or "")) for one in pair(layers, GOLD)]


def relation(subject: str, predicate: str, object: str) -> Statement:
    return Statement(predicate, (subject, predicate, object))


def role(person: str, title: str, organization: str = "") -> Statement:
    return Statement("holdsRole", (person, title, organization))


def figure(value: str, unit: str, about: str = "", year: str = "") -> Statement:
    return Statement("figure", (value, unit, about, year))


def test_a_name_found_under_another_type_is_one_confusion() -> None:
    wanted, found = Statement("Program", ("Radio Navette",)), Statement("Organization", ("radio navette",))
    assert errors("Program", [wanted], [], Organization=Tally(wrong=(found,))) == [
        ("confused", "Radio Navette", "radio navette")
    ]


@pytest.mark.parametrize("name", ["RTE", "Réseau des tiers-lieux", "Réseau des tiers-lieux de l’Est de la France"])
def test_another_name_or_other_bounds_of_the_same_type_are_one_confusion(name: str) -> None:
    wanted, found = Statement("Organization", ("Réseau des tiers-lieux de l’Est",)), Statement("Organization", (name,))
    assert errors("Organization", [wanted], [found]) == [("confused", str(wanted), name)]


def test_what_has_nothing_in_common_stays_apart() -> None:
    wanted, found = Statement("Organization", ("Ville de Malmeuse",)), Statement("Organization", ("Cinéma Le Rialto",))
    assert errors("Organization", [wanted], [found]) == [
        ("missing", "Ville de Malmeuse", ""),
        ("wrong", "", "Cinéma Le Rialto"),
    ]


@pytest.mark.parametrize(
    ("layer", "wanted", "found", "same"),
    [
        ("roles", role("Ana", "présidente", "A"), role("Ana", "Présidente", "B"), True),
        ("roles", role("Ana", "présidente", "A"), role("Ana", "trésorière", "A"), True),
        ("roles", role("Ana", "présidente", "A"), role("Luc", "présidente", "A"), True),
        ("roles", role("Ana", "présidente", "A"), role("Ana", "présidente A"), True),
        ("roles", role("Ana", "présidente", "A"), role("Luc", "trésorier", "A"), False),
        ("relations", relation("A", "organizes", "P"), relation("A", "collaboratesOn", "P"), True),
        ("relations", relation("P", "partOf", "Q"), relation("Q", "partOf", "P"), True),
        ("relations", relation("A", "organizes", "P"), relation("A", "organizes", "Q"), False),
        ("indicators", figure("12", "école", "P", "2023"), figure("12", "école", "Q", "2023"), True),
        ("indicators", figure("12", "école", "P", "2023"), figure("12", "élève", "P", "2023"), True),
        ("indicators", figure("12", "école", "P", "2023"), figure("13", "école", "P", "2023"), False),
    ],
)
def test_what_was_found_instead(layer: str, wanted: Statement, found: Statement, same: bool) -> None:
    faults = [fault for fault, _, _ in errors(layer, [wanted], [found])]
    assert faults == (["confused"] if same else ["missing", "wrong"])


def test_the_likest_are_paired_first_and_each_once() -> None:
    wanted = [figure("3", "école", "P"), figure("3", "élève", "Q")]
    found = [figure("3", "élèves", "P"), figure("3", "élève", "Q", "2023"), figure("3", "café")]
    assert errors("indicators", wanted, found) == [
        ("confused", "3 école / P", "3 élèves / P"),
        ("confused", "3 élève / Q", "3 élève / Q / 2023"),
        ("wrong", "", "3 café"),
    ]


def test_rows_add_up_to_gold_and_columns_to_what_was_found() -> None:
    one, two, three = (Statement("Organization", (name,)) for name in "ABC")
    program = Statement("Program", ("P",))
    layers = {
        **dict.fromkeys(LAYERS, Tally()),
        "Organization": Tally(right=(one,), wrong=(program,), missing=(two, three)),
    }
    found = [Error("Organization", two, Statement("Program", ("B",))), Error("Organization", three, None)]
    table = confusion("entities", layers, [*found, Error("Program", None, program)])
    assert table.counts == {
        ("Organization", "Organization"): 1,
        ("Organization", "Program"): 1,
        ("Organization", ""): 1,
        ("", "Program"): 1,
    }
    assert confusion_rows(table) == [
        ("", "organisation", "programme", "manqué"),
        ("organisation", 1, 1, 1),
        ("de trop", None, 1, None),
    ]


def test_another_name_of_the_right_type_is_missed_and_not_wanted() -> None:
    wanted, found = Statement("Program", ("Nuits de la Filature",)), Statement("Program", ("Nuits",))
    table = confusion("entities", dict.fromkeys(LAYERS, Tally()), [Error("Program", wanted, found)])
    assert table.counts == {("Program", ""): 1, ("", "Program"): 1}


def test_an_evaluation_without_errors_has_the_diagonal_alone() -> None:
    layers: dict[str, Any] = {**dict.fromkeys(LAYERS, Tally()), "roles": Tally(right=(role("Ana", "présidente"),))}
    assert confusion("relations", layers, []).counts == {("holdsRole", "holdsRole"): 1}
    assert confusion("entities", layers, []).empty
