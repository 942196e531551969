"""The commands that read a result, as people type them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.explore.cli import app
from pipeline.publish import publish
from tests import examples

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explore") / "result"
    publish(path, examples.documents, examples.knowledge, examples.ledger)
    return path


def maillage(*words: str | Path, said: str | None = None, **environment: str) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=said, env=environment or None)


def test_search_says_document_page_and_marks_the_words(folder: Path) -> None:
    answer = maillage("search", "ete", "-d", folder)
    assert answer.exit_code == 0
    assert "rapport-activite-2023-atelier-des-marees, p. 2 (imprimée 1)" in answer.stdout
    assert "pendant l’**été**." in answer.stdout


def test_search_for_programs(folder: Path) -> None:
    (passage,) = json.loads(maillage("search", "lecture", "-d", folder, "-f", "json").stdout)
    assert (passage["page"], passage["label"]) == (2, "1")
    assert maillage("search", "zzz", "-d", folder, "-f", "json").stdout == "[]\n"


def test_query_reads_a_file_or_what_it_is_given(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "qui.rq"
    file.write_text("SELECT ?n WHERE { ?x a mlg:Person ; rdfs:label ?n }")
    assert "Maëlle Le Goff-Diop" in maillage("query", file, "-d", folder).stdout
    assert maillage("query", "-", "-d", folder, "-f", "csv", said=file.read_text()).stdout == "n\nMaëlle Le Goff-Diop\n"
    assert json.loads(maillage("query", file, "-d", folder, "-f", "json").stdout) == [{"n": "Maëlle Le Goff-Diop"}]


@pytest.mark.parametrize("name", ["Atelier des Marées", "atelier des marees", "ADM", "l’adm".removeprefix("l’")])
def test_show_finds_by_any_name_and_says_where_each_fact_stands(folder: Path, name: str) -> None:
    answer = maillage("show", *name.split(), "-d", folder)
    assert "Atelier des Marées · organisation" in answer.stdout
    assert "• est partenaire de Fondation Aubépine (partenaire)" in answer.stdout
    assert "« L’AdM organise les Journées de l’estran. »" in answer.stdout
    assert "(nié)" in answer.stdout
    assert "Atelier des Marées = AdM : sigle entre parenthèses" in answer.stdout


def test_show_lists_figures_about_it(folder: Path) -> None:
    answer = maillage("show", "Journées de l'estran", "-d", folder)
    assert "• 12\u202f587 participant (2023)" in answer.stdout


def test_show_for_programs_keeps_the_quote_to_the_character(folder: Path) -> None:
    (portrait,) = json.loads(maillage("show", "Maëlle Le Goff-Diop", "-d", folder, "-f", "json").stdout)
    founded = next(fact for fact in portrait["facts"] if fact["predicate"] == "founded")
    assert founded["places"][0]["quote"] == "Maëlle Le Goff-Diop,\nfondatrice de l’association"


def test_show_suggests_names_that_come_near(folder: Path) -> None:
    answer = maillage("show", "Fondation Aubepin", "-d", folder)
    assert answer.exit_code == 2
    assert "noms proches : Fondation Aubépine" in answer.stderr


@pytest.mark.parametrize(
    ("options", "count"),
    [((), 1), (("--year", "2023"), 1), (("--year", "2022"), 0), (("--about", "estran"), 1), (("--about", "x"), 0)],
)
def test_figures_are_filtered(folder: Path, options: tuple[str, ...], count: int) -> None:
    rows = json.loads(maillage("figures", "-d", folder, "-f", "json", *options).stdout)
    assert len(rows) == count
    assert all(row["value"] == 12587 and row["page"] == 2 and row["label"] == "1" for row in rows)


def test_graph_measures_and_writes(folder: Path, tmp_path: Path) -> None:
    answer = maillage("graph", tmp_path / "reseau.graphml", "-d", folder)
    assert "8 entités, 5 relations" in answer.stdout
    assert (tmp_path / "reseau.graphml").read_bytes().startswith(b"<graphml")


def test_the_folder_may_come_from_the_environment(folder: Path) -> None:
    assert maillage("figures", MAILLAGE_DIR=str(folder)).exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("search", "été", "-d", "absent"), "absent : ce dossier n’existe pas"),
        (("search",), "il manque MOT"),
        (("chercher",), "commande inconnue"),
        (("search", "a", "--nombre"), "option inconnue : --nombre"),
        (("figures", "de trop"), "argument de trop : de trop"),
        (("figures", "--year", "deux mille"), "« deux mille » n’est pas un nombre entier"),
        (("figures", "--year"), "l’option --year attend une valeur"),
        (("figures", "-f", "xml"), "choisissez table, csv ou json"),
        (("query", "absent.rq"), "absent.rq : fichier de requête introuvable"),
        (("evaluate", "absent.yaml"), "absent.yaml : fichier de référence introuvable"),
    ],
)
def test_what_goes_wrong_is_one_line_in_french(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MAILLAGE_DIR", raising=False)
    answer = maillage(*words)
    assert answer.exit_code == 2
    assert said in answer.stderr
    assert answer.stderr.count("\n") == 1
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("command", ["run", "search", "query", "show", "figures", "graph", "evaluate"])
def test_help_is_in_french(command: str) -> None:
    shown = maillage(command, "--help").stdout
    assert "Affiche cette aide." in shown
    assert not {"Show this", "required", "default:", "<str>", "<bool>"} & {
        word for word in ("Show this", "required") if word in shown
    }
    assert "Dossier du résultat." in shown


@pytest.mark.parametrize("words", [("search", "été"), ("show", "AdM"), ("figures",), ("graph",), ("query", "-")])
def test_reading_imports_nothing_heavy(folder: Path, words: tuple[str, ...]) -> None:
    """What takes seconds to import stays out, so that answers come at once."""
    code = (
        "import sys\n"
        "try:\n    from pipeline.explore.cli import main; main()\n"
        "finally:\n    print({'spacy', 'pandas', 'pdfplumber', 'matplotlib', 'rdflib'} & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words, "-d", str(folder)],
        input="ASK {}",
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr == "set()\n"
    assert done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="head n’existe pas sous Windows")
def test_a_pipe_that_closes_early_is_no_error(folder: Path) -> None:
    command = f'"{sys.executable}" -m pipeline.explore.cli figures -d "{folder}" | head -c 1'
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == ""
