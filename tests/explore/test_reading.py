"""What ``maillage read`` prints: a tree, JSON Lines or Markdown of what was read."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from typer.testing import CliRunner, Result

from pipeline.explore.cli import app
from pipeline.explore.markdown import markdown
from pipeline.explore.reading import json_rows, page_ranges, pieces_of
from pipeline.explore.tree import plain_tree
from pipeline.publish.rows import block_rows
from pipeline.types import Block, BlockKind, Cell, Document, Page
from tests.building import typeset
from tests.test_bad_input import encrypted

REPORT = """
#set page(numbering: "1", header: [L’Atelier des Dunes])
= Rapport d’activité
L’année fut belle. L’Atelier des Dunes a reçu 312 visites dans ses trois salles et sur ses deux jardins, à la belle saison.
== Nos activités
- Lecture à voix haute
- Jardin partagé
#pagebreak()
== Nos lieux
La grande salle est ouverte tous les jours.
#pagebreak()
Le jardin ferme en hiver.
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("read") / "dunes.pdf"
    path.write_bytes(typeset(REPORT))
    return path


def maillage(*words: str | Path, **environment: str) -> Result:
    return CliRunner().invoke(app, ["read", *map(str, words)], env=environment or None)


def block(kind: BlockKind, text: str, **more: object) -> tuple[Block, str]:
    """A block and its text."""
    return replace(Block(1, 0, 0, kind, None, 10.0, False, "000000"), **more), text  # type: ignore[arg-type]


def made(*blocks: tuple[Block, str], **more: object) -> Document:
    """A document of one page of these blocks, set one after the other."""
    text, placed = "", []
    for each, content in blocks:
        text += "\n\n" if text else ""
        placed.append(replace(each, start=len(text), end=len(text) + len(content)))
        text += content
    page = Page(1, 595.0, 842.0, text, (), tuple(placed))
    return replace(Document("d1", "essai", "essai.pdf", "", (page,), "fr", None, "read"), **more)  # type: ignore[arg-type]


TABLE = (
    block("cell", "Lieu", cell=Cell(1, 1, 1, head=True)),
    block("cell", "Visites", cell=Cell(1, 1, 2, head=True)),
    block("cell", "Grande salle", cell=Cell(1, 2, 1)),
    block("cell", "312", cell=Cell(1, 2, 2)),
)


def shown(document: Document) -> list[str]:
    """The lines of its tree, without a terminal."""
    return plain_tree(document).splitlines()


# ── the tree ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_tree_nests_sections_and_names_every_block_and_its_page(report: Path) -> None:
    answer = maillage(report)
    assert answer.exit_code == 0
    lines = answer.stdout.splitlines()
    assert lines[0] == "dunes.pdf · 3 pages · français · lu"
    assert "├── 1 en-tête · p. 1 : L’Atelier des Dunes" in lines
    assert "└── 2 titre 1 · p. 1 : Rapport d’activité" in lines
    assert "    ├── 4 titre 2 · p. 1 : Nos activités" in lines
    assert "    │   ├── 5 élément de liste · p. 1 : • Lecture à voix haute" in lines
    assert "\x1b" not in answer.stdout, "no colours where there is no terminal"


def test_a_tree_says_what_a_person_should_know_of_the_document() -> None:
    document = made(
        block("paragraph", "Bonjour."),
        title="Carnet de bord",
        interviewee="Ysolde Kermeur",
        notes=("3 images non lues, p. 1",),
        status="partly",
        reason="p. 2 : page illisible",
    )
    lines = shown(document)
    assert lines[0] == "essai.pdf · 1 page · français · lu en partie"
    assert lines[1:5] == [
        "├── titre : Carnet de bord",
        "├── entretien avec : Ysolde Kermeur",
        "├── à voir : p. 2 : page illisible",
        "├── à voir : 3 images non lues, p. 1",
    ]


def test_a_tree_shows_who_speaks_another_language_and_doubt() -> None:
    lines = shown(
        made(
            block("paragraph", "Je plante.", speaker="Ysolde Kermeur"),
            block("paragraph", "I plant.", language="en"),
            block("paragraph", "Je p1ante.", confidence=0.624),
        )
    )
    assert lines[1:] == [
        "├── 1 paragraphe · p. 1 · Ysolde Kermeur : Je plante.",
        "├── 2 paragraphe · p. 1 · anglais : I plant.",
        "└── 3 paragraphe · p. 1 · reconnu, 62 % : Je p1ante.",
    ]


def test_a_tree_nests_items_and_draws_a_table_as_one() -> None:
    lines = shown(
        made(
            block("list_item", "• Jardin", level=1),
            block("list_item", "– Semis", level=2),
            block("list_item", "• Atelier", level=1),
            *TABLE,
        )
    )
    assert lines[1:5] == [
        "├── 1 élément de liste · p. 1 : • Jardin",
        "│   └── 2 élément de liste · p. 1 : – Semis",
        "├── 3 élément de liste · p. 1 : • Atelier",
        "└── 4-7 tableau · p. 1",
    ]
    assert [part.strip() for part in lines[6].strip(" ┃").split("┃")] == ["Lieu", "Visites"]
    assert [part.strip() for part in lines[8].strip(" │").split("│")] == ["Grande salle", "312"]


# ── JSON ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_json_has_a_line_for_each_block_with_what_the_exchange_file_says_and_more(report: Path) -> None:
    rows = [json.loads(line) for line in maillage(report, "-f", "json").stdout.splitlines()]
    (place,) = [row for row in rows if row["text"].startswith("La grande salle")]
    assert place["section"] == ["Rapport d’activité", "Nos lieux"]
    assert (place["kind"], place["page"], place["cell"], place["speaker"], place["confidence"]) == (
        *("paragraph", 2, None, None),
        1.0,
    )
    assert [row["order"] for row in rows] == list(range(1, len(rows) + 1))


def test_json_rows_are_those_of_the_exchange_file() -> None:
    document = made(block("heading", "Lieux", level=1), *TABLE)
    added = {"cell", "speaker", "section", "confidence"}
    rows = json_rows(document)
    assert [{key: row[key] for key in row if key not in added} for row in rows] == [
        {key: row[key] for key in row if key not in added} for row in block_rows(document)
    ]
    assert rows[1]["cell"] == {"table": 1, "row": 1, "column": 1, "head": True, "row_heads": (), "column_heads": ()}


# ── Markdown ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_markdown_is_the_text_without_what_stands_around_it(report: Path) -> None:
    said = maillage(report, "-f", "markdown").stdout
    assert said.startswith("<!-- dunes.pdf -->\n\n<!-- p. 1 -->\n\n# Rapport d’activité\n\nL’année fut belle.")
    assert "## Nos activités\n\n- Lecture à voix haute\n- Jardin partagé\n\n<!-- p. 2 -->\n\n## Nos lieux" in said
    assert "Atelier des Dunes\n" not in said
    assert said.count("\n1\n") == 0
    assert "*L’Atelier des Dunes*" in maillage(report, "-f", "markdown", "--all").stdout


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (made(*TABLE), "| Lieu | Visites |\n| --- | --- |\n| Grande salle | 312 |"),
        (made(*TABLE[2:]), "|  |  |\n| --- | --- |\n| Grande salle | 312 |"),
        (
            made(
                block("cell", "Nord", cell=Cell(1, 1, 1, head=True)),
                block("cell", "a|b", cell=Cell(1, 1, 2)),
                block("cell", "c", cell=Cell(1, 1, 2)),
            ),
            "|  |  |\n| --- | --- |\n| **Nord** | a\\|b<br>c |",
        ),
        (made(block("card", "Ysolde Kermeur\nJardinière")), "> **Ysolde Kermeur**  \n> Jardinière"),
        (made(block("callout", "312\nvisites")), "> **312**  \n> visites"),
        (made(block("caption", "Le jardin en mai")), "*Le jardin en mai*"),
        (
            made(
                block("speaker", "Ysolde Kermeur :", speaker="Ysolde Kermeur"),
                block("paragraph", "Je plante.", speaker="Ysolde Kermeur"),
                block("paragraph", "Pourquoi ?", speaker="La revue"),
            ),
            "**Ysolde Kermeur :**\n\nJe plante.\n\n**La revue :** Pourquoi ?",
        ),
        (
            made(
                block("list_item", "1. Semer", level=1),
                block("list_item", "• en mars", level=3),
                block("list_item", "2. Récolter", level=1),
            ),
            "1. Semer\n    - en mars\n2. Récolter",
        ),
        (made(block("paragraph", "# Rue *du* Port\n12. mai")), "\\# Rue \\*du\\* Port  \n12\\. mai"),
    ],
    ids=["table", "no head", "row head", "card", "callout", "caption", "speakers", "items", "signs"],
)
def test_markdown_of(document: Document, said: str) -> None:
    assert markdown(document) == f"<!-- essai.pdf -->\n\n<!-- p. 1 -->\n\n{said}\n"


def test_a_paragraph_that_goes_on_is_written_once() -> None:
    first = Page(1, 595.0, 842.0, "Le jardin est ou-", (), (Block(1, 0, 17, "paragraph", None, 10.0, False, "000000"),))
    goes_on = Block(2, 0, 15, "paragraph", None, 10.0, False, "000000", continues=(1, 0))
    document = replace(made(), pages=(first, Page(2, 595.0, 842.0, "vert au public.", (), (goes_on,))))
    assert markdown(document).endswith("<!-- p. 1 -->\n\nLe jardin est ouvert au public.\n")
    assert shown(document)[1] == "└── 1 paragraphe · p. 1-2 : Le jardin est ouvert au public."
    assert [piece.number for piece in pieces_of(document)] == [1]


LINE = st.text("ab é*_`#>+-=~|<&[]()!\\12.)", min_size=1, max_size=12).filter(lambda text: text.split() != [])


@given(st.lists(LINE, min_size=1, max_size=3), st.sampled_from(["paragraph", "card", "heading"]))
@example(["1. a"], "paragraph")
@example(["a", "==="], "paragraph")
@example(["`<b>`&amp;"], "paragraph")
def test_who_reads_the_markdown_reads_the_text(lines: Sequence[str], kind: BlockKind) -> None:
    tokens = MarkdownIt().parse(markdown(made(block(kind, "\n".join(lines)))))
    texts = [child.content for token in tokens for child in token.children or () if child.type in ("text", "text_special")]
    assert "".join("".join(texts).split()) == "".join("".join(lines).split())


# ── which pages, and what goes wrong ─────────────────────────────────────────────────────────────────────────────────────


def test_pages_can_be_chosen(report: Path) -> None:
    rows = [json.loads(line) for line in maillage(report, "-f", "json", "--pages", "1,3").stdout.splitlines()]
    assert {row["page"] for row in rows} == {1, 3}
    assert "## Nos lieux" not in maillage(report, "-f", "markdown", "--pages", "3").stdout


@pytest.mark.parametrize("text", ["", "0", "5-3", "trois", "1,,2", "-2"])
def test_what_are_no_pages(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        page_ranges(text)


def test_plain_text_has_no_pages(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("# Réunion\n\nLe jardin ouvre en mai.\n", encoding="utf-8")
    answer = maillage(tmp_path / "notes.md", "--draw", tmp_path / "images")
    assert answer.exit_code == 0
    assert answer.stderr == "notes.md : un texte n’a pas de pages à dessiner ; donnez un PDF.\n"
    assert answer.stdout.splitlines()[0] == "notes.md · français · lu"
    assert "titre 1 : Réunion" in answer.stdout
    assert not (tmp_path / "images").exists()


def test_what_goes_wrong_is_one_line_in_french(report: Path, tmp_path: Path) -> None:
    (tmp_path / "faux.pdf").write_text("Ceci n’est pas un PDF.", encoding="utf-8")
    encrypted(tmp_path / "protégé.pdf")
    for words, said in {
        (tmp_path / "absent.pdf",): "absent.pdf : non lu ; introuvable : vérifiez le chemin",
        (tmp_path / "faux.pdf",): "faux.pdf : non lu ; ce n'est pas un PDF",
        (tmp_path / "protégé.pdf",): "protégé.pdf : non lu ; PDF protégé par un mot de passe",
        (report, "--pages", "9"): "dunes.pdf : aucune de ces pages ; il y en a 3.",
        (report, "--pages", "a"): "« a » ne dit pas de pages",
        (report, "-f", "xml"): "choisissez tree, json ou markdown",
        (): "il manque CHEMIN",
    }.items():
        answer = maillage(*words)
        assert answer.exit_code == 2
        assert said in answer.stderr
        assert answer.stderr.count("\n") == 1
        assert not answer.stdout
    answer = maillage(report, tmp_path / "faux.pdf")
    assert answer.exit_code == 1
    assert "Nos lieux" in answer.stdout


def test_a_limit_that_is_no_number_is_named(report: Path) -> None:
    answer = maillage(report, MAILLAGE_SECONDS="beaucoup")
    assert (answer.exit_code, answer.stderr.count("\n")) == (2, 1)
    assert "MAILLAGE_SECONDS doit être un nombre positif" in answer.stderr


def test_the_file_is_never_opened_by_the_command_itself(report: Path) -> None:
    """What reads PDFs is loaded in the worker alone."""
    code = (
        "import sys\n"
        "try:\n    from pipeline.explore.cli import main; main()\n"
        "finally:\n    print({'pdfplumber', 'pdfminer', 'spacy', 'PIL'} & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, "read", str(report)], capture_output=True, encoding="utf-8", check=True)
    assert done.stderr == "set()\n"


def test_help_is_in_french() -> None:
    said = maillage("--help").stdout
    assert "Affiche cette aide." in said
    assert "Dessine chaque page" in said
