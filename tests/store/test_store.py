"""A result is searched with French words and asked with SPARQL; what serves for it can be rebuilt at any time."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.publish import publish
from pipeline.store import VERSION, NoResult, QueryError, Result, default_folder, open_result
from pipeline.store.triples import calls_service
from tests import examples

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("views") / "result"
    publish(path, examples.documents, examples.knowledge, examples.ledger)
    return path


@pytest.fixture(scope="module")
def result(folder: Path) -> Result:
    return open_result(folder)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("été", "été"),
        ("ete", "été"),
        ("élève", "élèves"),
        ("ELEVES", "élèves"),
        ("participantes", "participant"),
        ("journee", "Journées"),
        ("journees", "Journées"),
        ("l'estran", "estran"),
        ("d’estran", "estran"),
        ("« voix haute »", "voix"),
        ('"voix haute"', "haute"),
        ("réunion : estran", "estran"),
    ],
)
def test_words_are_found_as_french_people_type_them(result: Result, words: str, found: str) -> None:
    passage = result.search(words)[0]
    assert found in {passage.text[start:end] for start, end in passage.marks}


def test_a_passage_knows_its_page_and_the_number_printed_on_it(result: Result) -> None:
    (passage,) = result.search("lecture")
    assert (passage.document, passage.page, passage.label) == (examples.report.name, 2, "1")
    assert "la **lecture** à voix haute" in passage.highlighted()


def test_all_words_are_wanted_before_some_are_enough(result: Result) -> None:
    assert len(result.search("organise estran")) == 1
    assert len(result.search("lecture président")) == 1


@pytest.mark.parametrize("words", ["", "(", '"', "AND", "champ:", "* ? ~ ^", "zzz", "\\", "[a TO b]"])
def test_no_words_are_an_error(result: Result, words: str) -> None:
    assert result.search(words) == []


def test_footers_are_not_searched(result: Result) -> None:
    assert result.search("fictif") == []


def test_sparql_knows_the_usual_prefixes(result: Result) -> None:
    answer = result.query("SELECT ?n WHERE { ?x a org:Organization ; rdfs:label ?n } ORDER BY ?n")
    assert answer.variables == ("n",)
    assert answer.rows == (("Atelier des Marées",), ("Fondation Aubépine",), ("Médiathèque Jeanne-Kervella",))


def test_a_fact_is_followed_to_its_page(result: Result) -> None:
    answer = result.query(
        """
        SELECT ?quote ?page WHERE {
          ?figure a mlg:Figure .
          GRAPH graph:evidence { ?a oa:hasBody ?figure ; mlg:quote ?quote ; oa:hasTarget/oa:hasSource ?where }
          ?where mlg:pageNumber ?page
        }"""
    )
    assert answer.rows == (("12 587\nparticipant·e·s aux Journées de l’estran", "2"),)


def test_yes_or_no_and_triples_are_answers_too(result: Result) -> None:
    assert result.query("ASK { ?a mlg:founded ?b }").rows == (("oui",),)
    rows = result.query("CONSTRUCT { ?a mlg:founded ?b } WHERE { ?a mlg:founded ?b }").rows
    assert rows == (("ent:E0001", "mlg:founded", "ent:E0002"),)


def test_a_query_that_is_badly_written_says_so(result: Result) -> None:
    with pytest.raises(QueryError, match="mal écrite"):
        result.query("SELECT * WHER {")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://localhost/> { ?s ?p ?o } }",
        "SELECT * { # '\n SERVICE ?s {} }",
        'SELECT * { ?s ?p "a" . SERVICE?x {} }',
        r"SELECT * { \u0053ERVICE <http://localhost/> {} }",
    ],
)
def test_nothing_leaves_the_machine(result: Result, query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        result.query(query)


@pytest.mark.parametrize(
    "query", ['ASK { ?service ex:service "SERVICE", <urn:service> } # SERVICE', "PREFIX service: <urn:x> ASK {}"]
)
def test_the_word_service_is_allowed(query: str) -> None:
    assert not calls_service(query)


def test_stores_are_rebuilt_when_they_are_gone(folder: Path, result: Result) -> None:
    before = [result.search("estran"), result.query("SELECT ?s { ?s a mlg:Figure }")]
    assert (folder / "cache" / "stores").is_dir()
    shutil.rmtree(folder / "cache")
    again = open_result(folder)
    assert [again.search("estran"), again.query("SELECT ?s { ?s a mlg:Figure }")] == before


def test_a_folder_that_cannot_be_written_is_read_all_the_same(tmp_path: Path) -> None:
    publish(tmp_path, examples.documents, examples.knowledge, examples.ledger)
    (tmp_path / "cache").write_text("")  # a file where the stores' folder would be: no one can write there, root included
    result = open_result(tmp_path)
    assert result.search("estran")
    assert result.query("ASK { ?a mlg:founded ?b }").rows == (("oui",),)


def test_a_broken_store_does_not_matter(tmp_path: Path) -> None:
    publish(tmp_path, examples.documents, examples.knowledge, examples.ledger)
    stores = open_result(tmp_path).stores
    assert stores
    (stores / f"text-{VERSION}").mkdir(parents=True)
    (stores / f"triples-{VERSION}").mkdir()
    for _ in range(2):  # made in memory, then kept again
        assert open_result(tmp_path).search("estran")
        assert open_result(tmp_path).query("ASK { ?a mlg:founded ?b }").rows == (("oui",),)
    assert list((stores / f"text-{VERSION}").iterdir())


def test_two_processes_may_build_the_stores_at_once(tmp_path: Path) -> None:
    publish(tmp_path, examples.documents, examples.knowledge, examples.ledger)
    code = (
        "import sys; from pipeline.store import open_result; r = open_result(sys.argv[1]); "
        "print(len(r.search('estran')), r.query('ASK { ?a mlg:founded ?b }').rows)"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert {process.communicate()[0] for process in running} == {"2 (('oui',),)\n"}


def test_stores_of_versions_that_are_gone_are_removed(tmp_path: Path) -> None:
    old = publish(tmp_path, examples.documents, examples.knowledge, examples.ledger)
    open_result(tmp_path).search("estran")
    new = publish(tmp_path, examples.documents[:1], examples.knowledge, examples.ledger)
    shutil.rmtree(old)
    open_result(tmp_path).search("estran")
    assert [path.name for path in (tmp_path / "cache" / "stores").iterdir()] == [new.name]


def test_a_version_can_be_opened_by_itself(result: Result) -> None:
    assert open_result(result.path).rows("entities") == result.rows("entities")
    assert open_result(result.path).search("estran")


def test_knowledge_comes_back(result: Result) -> None:
    assert set(result.knowledge().relations) == set(examples.knowledge.relations)


def test_no_result_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(NoResult, match="n’existe pas"):
        open_result(tmp_path / "absent")
    with pytest.raises(NoResult, match="ne contient pas de résultat"):
        open_result(tmp_path)


def test_the_folder_is_the_environment_s_or_build_knowledge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILLAGE_DIR", "ailleurs")
    assert default_folder() == Path("ailleurs")
    monkeypatch.delenv("MAILLAGE_DIR")
    assert default_folder() == Path("build/knowledge")
