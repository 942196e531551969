"""A run says what it found, keeps what it made, and hands on what people decided."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from pipeline.run import ALL_READ, NOTHING_DONE, Stages, run

QUICK = Stages(extract="tests.tasks:extract_nothing")


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "premier [bold]texte.txt").write_text("Le premier texte.\n", encoding="utf-8")
    (folder / "second.md").write_text("# Le second\n\nUn autre texte.\n", encoding="utf-8")
    return folder


def said_by(paths: list[Path], output: Path, stages: Stages = QUICK, terminal: bool = False) -> tuple[int, str]:
    said = io.StringIO()
    console = Console(file=said, force_terminal=terminal, width=60)
    return run(paths, output, 0, console, stages), said.getvalue()


def test_elsewhere_than_on_a_terminal_there_are_plain_lines(documents: Path, tmp_path: Path) -> None:
    code, said = said_by([documents], tmp_path / "résultat")
    assert code == ALL_READ, said
    lines = said.splitlines()
    assert sorted(line.split("] ", 1)[1] for line in lines[:2]) == ["premier [bold]texte.txt : 1 page", "second.md : 1 page"]
    assert lines[2:4] == ["documents : 2", "pages : 2"]
    assert lines[-1] == "avertissements : 0"
    assert "\x1b" not in said


def test_on_a_terminal_there_are_a_bar_and_a_table(documents: Path, tmp_path: Path) -> None:
    code, said = said_by([documents], tmp_path / "résultat", terminal=True)
    assert code == ALL_READ, said
    assert "Lecture" in said
    assert "documents" in said.splitlines()[-6]


def test_what_was_read_once_is_not_read_again(documents: Path, tmp_path: Path) -> None:
    assert said_by([documents], tmp_path / "résultat")[0] == ALL_READ
    nobody = Stages(pages="tests.tasks:stumble", read="tests.tasks:stumble", extract="tests.tasks:stumble")
    code, said = said_by([documents], tmp_path / "résultat", nobody)
    assert code == ALL_READ, said


def test_a_changed_file_is_read_again(documents: Path, tmp_path: Path) -> None:
    said_by([documents], tmp_path / "résultat")
    (documents / "second.md").write_text("Tout autre chose.\n", encoding="utf-8")
    code, said = said_by([documents], tmp_path / "résultat", Stages(read="tests.tasks:stumble", extract=QUICK.extract))
    assert code != ALL_READ
    assert "second.md : non lu ; erreur interne" in said
    assert "premier [bold]texte.txt : 1 page" in said


def test_an_output_that_cannot_be_is_one_line(documents: Path, tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("", encoding="utf-8")
    code, said = said_by([documents], tmp_path / "fichier" / "résultat")
    assert code == NOTHING_DONE
    assert "vérifiez place et droits" in said.splitlines()[-1]
    assert "Traceback" not in said


def test_what_people_should_look_at_is_a_warning_and_in_the_result(documents: Path, tmp_path: Path) -> None:
    code, said = said_by([documents], tmp_path / "résultat", Stages(read="tests.tasks:read_with_note", extract=QUICK.extract))
    assert code == ALL_READ, said
    assert "Avertissement : second.md : 3 images non lues, p. 2" in said.splitlines()
    assert said.splitlines()[-1] == "avertissements : 2"
    (listed,) = (tmp_path / "résultat" / "versions").glob("*/documents.jsonl")
    for line in listed.read_text(encoding="utf-8").splitlines():
        assert json.loads(line)["notes"] == ["3 images non lues, p. 2"]
