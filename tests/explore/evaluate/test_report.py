"""The page of errors: complete, by itself, readable by everybody, the same each time."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image
from typer.testing import CliRunner, Result

from pipeline.explore.cli import app
from pipeline.explore.evaluate import LAYERS, Evaluation, Gold, Score, Tally, evaluate
from pipeline.explore.evaluate.illustrate import Illustrated, illustrate
from pipeline.explore.evaluate.pictures import SCALE, Cut, cuts
from pipeline.explore.evaluate.report import html
from pipeline.read import read
from pipeline.run import Stages
from pipeline.store import open_result
from tests.conftest import ROOT

NAME = "entretien-clarisse-mbemba-thuillier"
DOCUMENTS = ROOT / "corpus" / "documents"

GOLD: dict[str, Any] = {
    "document": NAME,
    "entities": {
        "Person": ["Clarisse Mbemba-Thuillier"],
        "Program": ["La Grange aux Échos", "Fête <b>& compagnie</b>"],
        "Organization": ["Fondation Émile-Rochat de Lausanne"],
    },
    "relations": [["Clarisse Mbemba-Thuillier", "founded", "La Grange aux Échos"]],
    "figures": [{"value": 4800, "unit": "spectateur", "about": "La Grange aux Échos", "year": 2031}],
}
"""Gold that is wrong in known ways, so that what is right in the result shows as errors of every kind."""


class Parsed(HTMLParser):
    """The elements of a page, with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attributes}))

    def handle_data(self, data: str) -> None:
        self.text += f" {data}"

    def all(self, tag: str) -> Iterator[dict[str, str]]:
        return (attributes for name, attributes in self.elements if name == tag)


@pytest.fixture(scope="module")
def evaluation(corpus_result: Path) -> Evaluation:
    return evaluate(open_result(corpus_result), [Gold(GOLD)])


@pytest.fixture(scope="module")
def illustrated(evaluation: Evaluation, corpus_result: Path) -> dict[str, Illustrated]:
    return illustrate(evaluation, [Gold(GOLD)], open_result(corpus_result), [DOCUMENTS], pytest.fail)


@pytest.fixture(scope="module")
def page(evaluation: Evaluation, illustrated: dict[str, Illustrated]) -> Parsed:
    return Parsed(html(evaluation, illustrated).decode())


def test_every_error_has_its_card_with_a_heading_and_what_filters_look_at(evaluation: Evaluation, page: Parsed) -> None:
    cards = list(page.all("article"))
    errors = evaluation.scores[0].errors
    assert {error.fault for error in errors} == {"missing", "wrong", "confused"}
    assert [(card["data-layer"], card["data-fault"]) for card in cards] == [(error.layer, error.fault) for error in errors]
    assert len(list(page.all("h3"))) == len(cards)
    for name, values in (("layer", {card["data-layer"] for card in cards}), ("fault", {card["data-fault"] for card in cards})):
        assert any(select["name"] == name for select in page.all("select"))
        assert values <= {option["value"] for option in page.all("option")}


def test_gold_and_result_stand_side_by_side(page: Parsed) -> None:
    said = " ".join(page.text.split())
    assert re.search(r"dit La Grange aux Échos \(programme\) maillage dit (La )?Grange aux Échos \(organisation\)", said)
    assert "Fête <b>& compagnie</b> (programme) maillage dit rien de tel" in said
    assert "Aucun de ces mots n’a été retrouvé dans le texte du document." in said


def test_the_page_needs_no_other_file(page: Parsed) -> None:
    addresses = [attributes[key] for _, attributes in page.elements for key in ("href", "src", "action") if key in attributes]
    assert addresses
    assert all(re.match(r"#\w+$|data:image/jpeg;base64,", address) for address in addresses)
    (policy,) = (meta["content"] for meta in page.all("meta") if "http-equiv" in meta)
    assert policy.startswith("default-src 'none'")


def test_each_page_is_there_once_and_every_picture_says_what_it_shows(page: Parsed) -> None:
    images = {image["id"]: image["href"] for image in page.all("image")}
    assert len(set(images.values())) == len(images) == len(list(page.all("image")))
    shown = [svg for svg in page.all("svg") if svg.get("role") == "img"]
    assert len(shown) == len(list(page.all("use"))) > len(images)
    assert {use["href"] for use in page.all("use")} == {f"#{name}" for name in images}
    assert all(svg["aria-label"].startswith(f"{NAME}, p. ") for svg in shown)


def test_the_boxes_frame_what_is_printed(illustrated: dict[str, Illustrated]) -> None:
    """There is ink in every box, and every box lies within the piece of its page that is shown."""
    shown = illustrated[NAME]
    spots = [spot for spot in shown.spots if spot and spot.window]
    assert spots
    for spot in spots:
        cut, data = shown.pictures[spot.page.number]
        picture = Image.open(io.BytesIO(data)).convert("L")
        for x0, top, x1, bottom in spot.place.boxes:
            box = (
                (x0 - cut.box[0]) * SCALE,
                (top - cut.box[1]) * SCALE,
                (x1 - cut.box[0]) * SCALE,
                (bottom - cut.box[1]) * SCALE,
            )
            assert box[0] >= 0
            assert box[2] <= picture.width + 1
            assert box[3] <= picture.height + 1
            darkest, _ = picture.crop(tuple(map(round, box))).getextrema()  # type: ignore[arg-type]
            assert isinstance(darkest, (int, float))
            assert darkest < 140


def test_a_piece_of_a_page_holds_all_that_is_shown_of_it() -> None:
    first, second = read(DOCUMENTS / f"{NAME}.pdf").pages[:2]
    asked = [(second, (0.0, 10.0, 9.0, 20.0)), (first, (0.0, 0.0, 5.0, 5.0)), (second, (3.0, 5.0, 12.0, 8.0))]
    assert cuts(asked) == [Cut(1, first.width, (0.0, 0.0, 5.0, 5.0)), Cut(2, second.width, (0.0, 5.0, 12.0, 20.0))]


def test_a_page_that_cannot_be_shown_costs_its_picture_alone(evaluation: Evaluation, corpus_result: Path) -> None:
    told: list[str] = []
    broken = Stages(cut_out="tests.tasks:refuse")
    shown = illustrate(evaluation, [Gold(GOLD)], open_result(corpus_result), [DOCUMENTS], told.append, broken)
    assert f"{NAME}.pdf, p. 1 : sans image ; " in told[0]
    page = Parsed(html(evaluation, shown).decode())
    assert not list(page.all("image"))
    assert list(page.all("mark"))


def test_a_document_that_cannot_be_read_again_is_told_and_its_errors_stay(evaluation: Evaluation, corpus_result: Path) -> None:
    told: list[str] = []
    broken = Stages(read="tests.tasks:refuse")
    shown = illustrate(evaluation, [Gold(GOLD)], open_result(corpus_result), [DOCUMENTS], told.append, broken)
    assert (shown, len(told)) == ({}, 1)
    page = Parsed(html(evaluation, shown).decode())
    assert len(list(page.all("article"))) == len(evaluation.scores[0].errors)
    assert "Le document n’a pas pu être relu." in page.text


def test_without_errors_there_is_nothing_to_filter() -> None:
    page = Parsed(html(Evaluation((Score("rapport", dict.fromkeys(LAYERS, Tally())),)), {}).decode())
    assert "Aucune erreur dans 1 document." in page.text
    assert not list(page.all("form"))
    assert not list(page.all("article"))


# ── the command ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def maillage(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def gold_file(tmp_path: Path) -> Path:
    path = tmp_path / "gold" / "entretien.yaml"
    path.parent.mkdir()
    path.write_text(yaml.safe_dump(GOLD, allow_unicode=True), encoding="utf-8")
    return path


def test_the_command_writes_the_same_bytes_each_time(corpus_result: Path, gold_file: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "un" / "erreurs.html", tmp_path / "deux.html"
    for path in (first, second):
        done = maillage("evaluate", gold_file, "-d", corpus_result, "--documents", DOCUMENTS, "--report", path)
        assert (done.exit_code, done.stderr) == (0, f"Erreurs montrées dans {path}\n")
    assert first.read_bytes() == second.read_bytes()
    assert [path.name for path in first.parent.iterdir()] == ["erreurs.html"]


def test_documents_beside_the_gold_are_found_by_what_they_hold(corpus_result: Path, gold_file: Path, tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "renommé.pdf").write_bytes((DOCUMENTS / f"{NAME}.pdf").read_bytes())
    done = maillage("evaluate", gold_file, "-d", corpus_result, "--report", tmp_path / "erreurs.html")
    assert done.exit_code == 0, done.stderr
    encoded = re.findall(r"data:image/jpeg;base64,([^\"]+)", (tmp_path / "erreurs.html").read_text(encoding="utf-8"))
    assert base64.b64decode(encoded[0]).startswith(b"\xff\xd8")


def test_a_missing_document_is_one_line_and_what_was_written_before_stays(
    corpus_result: Path, gold_file: Path, tmp_path: Path
) -> None:
    report = tmp_path / "erreurs.html"
    report.write_text("avant")
    for words, said in (
        (("--report", report), f"{NAME}.pdf : fichier introuvable, ou changé depuis qu’il a été lu"),
        (("--report", report, "--documents", tmp_path / "absent"), "donnez le dossier des documents avec --documents."),
        (("--report", tmp_path, "--documents", DOCUMENTS), "c’est un dossier ; donnez le nom d’un fichier"),
    ):
        done = maillage("evaluate", gold_file, "-d", corpus_result, *words)
        assert done.exit_code == 2
        assert said in done.stderr
        assert done.stderr.count("\n") == 1
    assert report.read_text() == "avant"
