"""Which files are read, and what they are called."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.sources import find


def lay(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_a_folder_is_read_with_all_below_in_order(tmp_path: Path) -> None:
    lay(tmp_path, {"b.PDF": "1", "a/x.txt": "2", "a/é.md": "3", "a/photo.jpg": "4", ".caché/y.txt": "5", "a/.z.txt": "6"})
    found, warnings = find([tmp_path], tmp_path / "out")
    assert [each.relative for each in found] == ["a/x.txt", "a/é.md", "b.PDF"]
    assert [each.name for each in found] == ["x", "é", "b"]
    assert all(len(each.sha256) == 64 and each.problem is None for each in found)
    assert warnings == ()


def test_the_result_folder_is_never_read(tmp_path: Path) -> None:
    lay(tmp_path, {"a.txt": "1", "résultat/b.txt": "2"})
    found, _ = find([tmp_path], tmp_path / "résultat")
    assert [each.relative for each in found] == ["a.txt"]


def test_equal_files_are_one_document_and_a_warning(tmp_path: Path) -> None:
    lay(tmp_path, {"a.txt": "même", "copie/z.txt": "même"})
    found, warnings = find([tmp_path], tmp_path / "out")
    assert [each.relative for each in found] == ["a.txt"]
    assert warnings == ("copie/z.txt : même contenu que a.txt ; lu une seule fois",)


def test_a_file_given_twice_is_no_warning(tmp_path: Path) -> None:
    lay(tmp_path, {"a.txt": "1"})
    assert find([tmp_path, tmp_path / "a.txt"], tmp_path / "out") == find([tmp_path], tmp_path / "out")


def test_names_stay_unique_where_stems_do_not(tmp_path: Path) -> None:
    lay(tmp_path, {"2023/rapport.txt": "2023", "2024/rapport.txt": "2024", "2025/rapport.md": "2025"})
    found, _ = find([tmp_path], tmp_path / "out")
    assert [each.name for each in found] == ["rapport", f"rapport-{found[1].sha256[:8]}", f"rapport-{found[2].sha256[:8]}"]


def test_what_cannot_be_read_has_a_row_and_says_what_to_do(tmp_path: Path) -> None:
    lay(tmp_path, {"lettre.docx": "x"})
    (tmp_path / "vide").mkdir()
    found, _ = find([tmp_path / name for name in ("absent.pdf", "lettre.docx", "vide")], tmp_path / "out")
    assert [(each.relative, each.problem) for each in found] == [
        ("absent.pdf", "introuvable : vérifiez le chemin"),
        ("lettre.docx", "ce format n'est pas lu : convertissez-le en .pdf, .txt ou .md"),
        ("vide", "aucun document dans ce dossier : mettez-y des fichiers .pdf, .txt ou .md"),
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(["a", "b", "c", "d.md", "absent"]))
def test_the_order_of_the_arguments_changes_nothing(tmp_path: Path, names: list[str]) -> None:
    lay(tmp_path, {"a/x.txt": "1", "b/x.txt": "2", "c/y.txt": "1", "d.md": "3"})
    assert find([tmp_path / name for name in names], tmp_path / "out") == find(
        [tmp_path / name for name in sorted(names)], tmp_path / "out"
    )
