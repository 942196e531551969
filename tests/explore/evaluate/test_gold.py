"""Gold files are read, or said to be none."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.explore.evaluate.gold import Gold, GoldError, read_gold
from tests.conftest import ROOT


@pytest.mark.parametrize("text", ["a: [", "- 1", "entities: {}", "", "document: x\nroles: [[a]]"])
def test_what_is_no_gold_file_is_said_in_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "gold.yaml").write_text(text)
    with pytest.raises(GoldError, match=r"gold\.yaml : ce n’est pas un fichier de référence"):
        read_gold(tmp_path / "gold.yaml")


def test_a_name_stands_for_every_form_of_the_thing() -> None:
    gold = read_gold(ROOT / "corpus" / "gold" / "entretien-clarisse-mbemba-thuillier.yaml")
    assert gold.canonical("la heac") == "Haute école des arts du conte"
    assert gold.forms("Haute école des arts du conte") == ("Haute école des arts du conte", "HEAC")
    assert gold.forms("Personne de tel") == ("Personne de tel",)


def test_partners_are_those_named_or_a_stretch_of_the_list() -> None:
    organizations = {"Organization": ["A", "B", "C", "D"]}
    for partners in ({"of": "A", "names": ["B", "C"]}, {"of": "A", "from": "B", "to": "C"}):
        gold = Gold({"document": "x", "entities": organizations, "partners": partners})
        assert gold.relations == [("B", "partnerOf", "A"), ("C", "partnerOf", "A")]
