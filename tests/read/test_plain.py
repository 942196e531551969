"""Plain text and Markdown: one page, its text as it stands in the file, no boxes."""

from __future__ import annotations

import pytest

from tests.building import blocks, document, text_of, written

REPORT = """# Rapport 2023

L’association accueille
ses voisins.

## Équipe

- Maud Kerlévéo, directrice
* Idriss Benatar, médiateur
1. Nora Hessel, comptable

La fin.
"""


def test_markdown_has_headings_paragraphs_and_items() -> None:
    page = written(REPORT)
    assert [(b.kind, b.level, text_of(page, b)) for b in page.pages[0].blocks] == [
        ("heading", 1, "Rapport 2023"),
        ("paragraph", 0, "L’association accueille ses voisins."),
        ("heading", 2, "Équipe"),
        ("list_item", 0, "- Maud Kerlévéo, directrice"),
        ("list_item", 0, "* Idriss Benatar, médiateur"),
        ("list_item", 0, "1. Nora Hessel, comptable"),
        ("paragraph", 0, "La fin."),
    ]


def test_the_page_s_text_is_the_file_s() -> None:
    page = written(REPORT).pages[0]
    assert page.text == REPORT
    assert (page.number, page.words, [b.box for b in page.blocks]) == (1, (), [None] * 7)


def test_in_plain_text_a_hash_is_a_hash() -> None:
    assert blocks(written("# 12 est le numéro de la salle.", "notes.txt")) == ["# 12 est le numéro de la salle."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(end: str) -> None:
    assert blocks(document(f"Bonjour à tous.{end}{end}La suite.".encode(), "notes.txt")) == ["Bonjour à tous.", "La suite."]


def test_a_byte_order_mark_is_no_text() -> None:
    assert document("Bonjour à tous.".encode("utf-8-sig"), "notes.txt").pages[0].text == "Bonjour à tous."
