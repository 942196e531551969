"""Where errors stand in a document."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.explore.evaluate import Error, Gold, Statement, read_gold
from pipeline.explore.evaluate.places import REACH, Place, Places
from pipeline.read import read
from pipeline.store import open_result
from pipeline.types import Document
from tests.conftest import ROOT

NAME = "entretien-clarisse-mbemba-thuillier"
LIBRARY = "La Grange aux Échos"


@pytest.fixture(scope="module")
def interview() -> Document:
    return read(ROOT / "corpus" / "documents" / f"{NAME}.pdf")


@pytest.fixture(scope="module")
def gold() -> Gold:
    return read_gold(ROOT / "corpus" / "gold" / f"{NAME}.yaml")


def missing(kind: str, *parts: str) -> Error:
    return Error("", Statement(kind, parts), None)


def marked(place: Place | None) -> list[str]:
    assert place
    return [text for text, mark in place.passage if mark]


def passage(place: Place | None) -> str:
    assert place
    return "".join(text for text, _ in place.passage)


def test_a_name_that_was_missed_is_boxed_where_it_is_printed(interview: Document, gold: Gold, corpus_result: Path) -> None:
    rows = open_result(corpus_result).rows("mentions")
    mention = next(row for row in rows if row["text"] == "Fondation Émile-Rochat")
    place = Places(interview, gold, []).of(missing("Organization", "Fondation Émile-Rochat"))
    assert place
    assert [(place.page, *box) for box in place.boxes] == [tuple(box) for box in mention["boxes"]]
    assert marked(place) == ["Fondation Émile-Rochat"]
    assert passage(place).startswith("Nos partenaires sont la")


def test_a_name_is_found_by_any_of_its_forms_with_its_article(interview: Document, gold: Gold) -> None:
    by_acronym = Gold({"document": NAME, "entities": {"Organization": [["Haute école imaginaire", "HEAC"]]}})
    assert marked(Places(interview, by_acronym, []).of(missing("Organization", "Haute école imaginaire"))) == ["HEAC"]
    assert marked(Places(interview, gold, []).of(missing("Organization", "Les Cahiers du proche"))) == ["Les Cahiers du proche"]


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [("12000", "livre", ["douze mille", "livres"]), ("4800", "spectateur", ["4 800", "spectateurs"])],
)
def test_a_figure_is_found_in_digits_and_in_words(
    interview: Document, gold: Gold, value: str, unit: str, written: list[str]
) -> None:
    place = Places(interview, gold, []).of(missing("figure", value, unit, "", ""))
    assert marked(place) == written


def test_a_relation_is_shown_where_its_ends_stand_nearest(interview: Document, gold: Gold) -> None:
    place = Places(interview, gold, []).of(missing("organizes", "Kalamu", "organizes", "Livres sans bagages"))
    assert "que dirige l’association Kalamu" in passage(place)
    assert [text.split()[-1] for text in marked(place)] == ["bagages", "Kalamu"]


def test_a_role_is_shown_where_person_and_title_stand_nearest(interview: Document, gold: Gold) -> None:
    role = missing("holdsRole", "Matthias Zumbrunn-Kägi", "directeur", "Haute école des arts du conte")
    assert marked(Places(interview, gold, []).of(role)) == ["M. Matthias Zumbrunn-Kägi", "directeur", "HEAC"]


def test_what_was_found_stands_where_its_evidence_is(interview: Document, gold: Gold, corpus_result: Path) -> None:
    result = open_result(corpus_result)
    row = next(row for row in result.rows("figures") if row["value"] == 4800)
    found = Statement("figure", ("4800", row["unit"], LIBRARY, ""), row)
    place = Places(interview, gold, result.rows("mentions")).of(Error("indicators", None, found))
    assert place
    assert [[place.page, *box] for box in place.boxes] == row["evidence"][0]["boxes"]


def test_an_entity_stands_where_it_is_first_mentioned(interview: Document, gold: Gold, corpus_result: Path) -> None:
    result = open_result(corpus_result)
    row = next(row for row in result.rows("entities") if row["name"] == "Tancrède Oyarbide")
    mention = next(one for one in result.rows("mentions") if one["entity"] == row["id"])
    place = Places(interview, gold, result.rows("mentions")).of(Error("Person", None, Statement("Person", (row["name"],), row)))
    assert place
    assert [[place.page, *box] for box in place.boxes] == mention["boxes"]


def test_evidence_of_a_text_that_is_read_otherwise_now_is_not_trusted(interview: Document, gold: Gold) -> None:
    evidence = {"document": interview.id, "spans": [[1, 0, 4]], "quote": "autre chose", "boxes": [[1, 0, 0, 9, 9]]}
    found = Statement("memberOf", ("Kalamu", "memberOf", LIBRARY), {"evidence": [evidence]})
    place = Places(interview, gold, []).of(Error("relations", None, found))
    assert place
    assert (0, 0, 9, 9) not in place.boxes
    assert any("Kalamu" in text for text in marked(place))


def test_what_is_not_written_has_no_place(interview: Document, gold: Gold) -> None:
    places = Places(interview, gold, [])
    assert places.of(missing("Program", "Fête de la confiture")) is None
    assert places.of(missing("figure", "77", "confiture", "Fête de la confiture", "")) is None


def test_a_long_sentence_is_cut_around_the_place_and_plain_text_has_no_boxes(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("et encore une chose, " * 60 + "la Fondation Aubépine " + "avec bien d’autres, " * 60, encoding="utf-8")
    gold = Gold({"document": "long"})
    place = Places(read(path), gold, []).of(missing("Organization", "Fondation Aubépine"))
    assert place
    assert (place.boxes, marked(place)) == ((), ["Fondation Aubépine"])
    assert passage(place).startswith("… ")
    assert passage(place).endswith(" …")
    assert len(passage(place)) < REACH + 50
