"""Bad input costs itself alone: one clear line, a row in ``documents.jsonl``, the rest done, an earlier result still there."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import typst
from PIL import Image
from rich.console import Console

from pipeline.run import ALL_READ, NOTHING_DONE, SOME_NOT, Stages, run
from tests.conftest import Maillage

GOOD = "La Maison des lucioles a accueilli 1 250 personnes en 2023. Elle organise le festival Nuits claires.\n"


def rows(result: Path) -> dict[str, dict[str, Any]]:
    """``documents.jsonl`` of the version in force, by path."""
    version = result / "versions" / (result / "CURRENT").read_text(encoding="utf-8").strip()
    lines = (version / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["path"]: row for row in map(json.loads, lines)}


def typeset(path: Path, text: str) -> Path:
    source = path.with_suffix(".typ")
    source.write_text(text, encoding="utf-8")
    typst.compile(source, output=path)
    source.unlink()
    return path


def encrypted(path: Path) -> Path:
    """A PDF under a password that nobody knows: its key fits none."""
    head = b"%PDF-1.4\n"
    objects = [
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n",
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>\nendobj\n",
        b"4 0 obj\n<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>\nendobj\n" % (b"ab" * 32, b"cd" * 32),
    ]
    places = [len(head) + sum(map(len, objects[:index])) for index in range(len(objects))]
    body = head + b"".join(objects)
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<00> <00>] >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    path.write_bytes(body + table + trailer)
    return path


def images_only(path: Path) -> Path:
    pdf = pypdfium2.PdfDocument.new()
    page = pdf.new_page(300, 300)
    image = pypdfium2.PdfImage.new(pdf)
    image.set_bitmap(pypdfium2.PdfBitmap.from_pil(Image.new("RGB", (30, 30), "grey")))
    image.set_matrix(pypdfium2.PdfMatrix().scale(200, 200))
    page.insert_obj(image)
    page.gen_content()
    pdf.save(path)
    pdf.close()
    return path


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "bon.txt").write_text(GOOD, encoding="utf-8")
    return folder


def test_every_bad_file_has_its_line_and_its_row_and_the_good_one_is_read(
    maillage: Maillage, documents: Path, tmp_path: Path
) -> None:
    whole = typeset(documents / "entier.pdf", "= Rapport\n\nLe rapport d'une association.").read_bytes()
    (documents / "tronqué.pdf").write_bytes(whole[: len(whole) // 4])
    (documents / "faux.pdf").write_text("Ceci n'est pas un PDF.", encoding="utf-8")
    (documents / "vide.pdf").write_bytes(b"")
    (documents / "latin.txt").write_bytes("Été".encode("latin-1"))
    encrypted(documents / "protégé.pdf")
    images_only(documents / "numérisé.pdf")
    done = maillage("run", documents, "-o", tmp_path / "résultat")

    expected = {
        "faux.pdf": "pas un PDF",
        "latin.txt": "UTF-8",
        "numérisé.pdf": "reconnaissance de caractères",
        "protégé.pdf": "mot de passe",
        "tronqué.pdf": "tronqué",
        "vide.pdf": "vide",
    }
    listed = rows(tmp_path / "résultat")
    assert done.returncode == SOME_NOT, done.stdout + done.stderr
    assert {path for path, row in listed.items() if row["status"] == "unread"} == set(expected)
    assert listed["bon.txt"]["status"] == listed["entier.pdf"]["status"] == "read"
    for path, reason in expected.items():
        (line,) = [line for line in done.stdout.splitlines() if line.startswith(path)]
        assert reason in line
        assert reason in listed[path]["reason"]
        assert " : " in line.split(" ; ", 1)[1], "what to do follows the reason"
    assert "Traceback" not in done.stdout + done.stderr


def test_a_missing_path_is_said_and_the_rest_done(maillage: Maillage, documents: Path, tmp_path: Path) -> None:
    done = maillage("run", documents / "absent.pdf", documents / "bon.txt", "-o", tmp_path / "résultat")
    assert done.returncode == SOME_NOT
    assert "absent.pdf : non lu ; introuvable : vérifiez le chemin" in done.stdout
    assert {path: row["status"] for path, row in rows(tmp_path / "résultat").items()} == {
        "absent.pdf": "unread",
        "bon.txt": "read",
    }


def test_with_nothing_to_read_nothing_is_done(maillage: Maillage, tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    done = maillage("run", tmp_path / "vide", tmp_path / "absent", "-o", tmp_path / "résultat")
    assert done.returncode == NOTHING_DONE
    assert "vide : non lu ; aucun document dans ce dossier : mettez-y des fichiers .pdf, .txt ou .md" in done.stdout
    assert "absent : non lu ; introuvable" in done.stdout
    assert not (tmp_path / "résultat").exists()


def test_a_run_that_reads_nothing_leaves_the_good_result(maillage: Maillage, documents: Path, tmp_path: Path) -> None:
    result = tmp_path / "résultat"
    assert maillage("run", documents, "-o", result).returncode == ALL_READ
    before = (result / "CURRENT").read_text(encoding="utf-8")
    done = maillage("run", encrypted(tmp_path / "protégé.pdf"), "-o", result)
    assert done.returncode == NOTHING_DONE
    assert "protégé.pdf : non lu" in done.stdout
    assert "le résultat précédent reste en vigueur" in done.stdout
    assert (result / "CURRENT").read_text(encoding="utf-8") == before
    assert rows(result)["bon.txt"]["status"] == "read"


def test_a_first_run_that_reads_nothing_still_lists_its_input(maillage: Maillage, tmp_path: Path) -> None:
    done = maillage("run", encrypted(tmp_path / "protégé.pdf"), "-o", tmp_path / "résultat")
    assert done.returncode == NOTHING_DONE
    assert rows(tmp_path / "résultat")["protégé.pdf"]["status"] == "unread"


def test_a_folder_that_holds_something_else_is_left_alone(maillage: Maillage, documents: Path, tmp_path: Path) -> None:
    (tmp_path / "thèse").mkdir()
    (tmp_path / "thèse" / "chapitre.odt").write_text("précieux", encoding="utf-8")
    done = maillage("run", documents, "-o", tmp_path / "thèse")
    assert done.returncode == NOTHING_DONE
    (line,) = (done.stdout + done.stderr).splitlines()
    assert "thèse" in line
    assert "choisissez" in line
    assert [path.name for path in (tmp_path / "thèse").iterdir()] == ["chapitre.odt"]


def test_a_reader_that_takes_too_long_is_given_up(maillage: Maillage, documents: Path, tmp_path: Path) -> None:
    done = maillage("run", documents, "-o", tmp_path / "résultat", MAILLAGE_SECONDS="0.0001", MAILLAGE_SECONDS_PER_PAGE="0")
    assert done.returncode == NOTHING_DONE
    assert "bon.txt : non lu ; abandonné après 0.0001 s" in done.stdout


def test_a_limit_that_is_no_number_is_named(maillage: Maillage, documents: Path, tmp_path: Path) -> None:
    done = maillage("run", documents, "-o", tmp_path / "résultat", MAILLAGE_SECONDS="beaucoup")
    assert done.returncode == NOTHING_DONE
    assert "MAILLAGE_SECONDS doit être un nombre positif" in done.stdout


def test_readers_that_hang_crash_stumble_or_lie_cost_their_document_alone(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("hang", "crash", "stumble", "lie"):
        (documents / f"{name}.txt").write_text(f"{name}\n", encoding="utf-8")
    monkeypatch.setenv("MAILLAGE_SECONDS", "5")
    monkeypatch.setenv("MAILLAGE_SECONDS_PER_PAGE", "0")
    said = io.StringIO()
    stages = Stages(read="tests.tasks:read", extract="tests.tasks:extract_nothing")
    code = run([documents], tmp_path / "résultat", 2, Console(file=said, width=40), stages)
    assert code == SOME_NOT, said.getvalue()
    listed = rows(tmp_path / "résultat")
    assert listed["bon.txt"]["status"] == "read"
    for name, reason in {"hang": "abandonné", "crash": "arrêté net", "stumble": "un caillou", "lie": "illisible"}.items():
        assert listed[f"{name}.txt"]["status"] == "unread"
        assert reason in listed[f"{name}.txt"]["reason"]
        assert f"{name}.txt : non lu ; " in said.getvalue()


def test_a_document_that_is_read_but_not_understood_keeps_its_pages(documents: Path, tmp_path: Path) -> None:
    said = io.StringIO()
    code = run([documents], tmp_path / "résultat", 1, Console(file=said), Stages(extract="tests.tasks:stumble"))
    assert code == SOME_NOT, said.getvalue()
    row = rows(tmp_path / "résultat")["bon.txt"]
    assert (row["status"], row["pages"]) == ("partly", 1)
    assert "rien n'en a été tiré" in row["reason"]


def test_a_damaged_ledger_stops_the_run_before_identifiers_change(maillage: Maillage, documents: Path, tmp_path: Path) -> None:
    result = tmp_path / "résultat"
    assert maillage("run", documents, "-o", result).returncode == ALL_READ
    version = result / "versions" / (result / "CURRENT").read_text(encoding="utf-8").strip()
    (version / "ledger.jsonl").write_text("{\n", encoding="utf-8")
    done = maillage("run", documents, "-o", result)
    assert done.returncode == NOTHING_DONE
    assert "ledger.jsonl, ligne 1 : le registre des identifiants est abîmé" in done.stdout


def test_a_judgement_that_nobody_can_read_is_reported(maillage: Maillage, documents: Path, tmp_path: Path) -> None:
    result = tmp_path / "résultat"
    result.mkdir()
    (result / "judgements.jsonl").write_text('{"verdict": "peut-être"}\n', encoding="utf-8")
    done = maillage("run", documents, "-o", result)
    assert done.returncode == ALL_READ, done.stdout + done.stderr
    assert "judgements.jsonl, ligne 1 : ce jugement est illisible" in done.stdout
    assert (result / "judgements.jsonl").read_text(encoding="utf-8") == '{"verdict": "peut-être"}\n'
