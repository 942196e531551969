"""What a document is known by, and what cannot be read."""

from __future__ import annotations

import hashlib

import pytest

from pipeline.read import ReadError
from tests.building import Print, document, drawn, printed, typeset

PDF = drawn([[Print("Bonjour à tous.", 72, 90)]])


def test_a_document_s_identifier_comes_from_its_bytes_alone() -> None:
    one, other = document(PDF, "a.pdf"), document(PDF, "b.pdf")
    assert one.id == other.id
    assert one.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (one.name, other.name) == ("a", "b")
    assert document(drawn([[Print("Bonjour à toutes.", 72, 90)]])).id != one.id


def test_a_title_is_the_stated_one_else_the_largest_heading() -> None:
    assert printed('#set document(title: "Rapport 2023")\nBonjour à tous, et bienvenue.').title == "Rapport 2023"
    assert printed("= Rapport annuel\nBonjour à tous, et bienvenue au lavoir, où l’on parle.").title == "Rapport annuel"


def test_an_empty_page_costs_nothing() -> None:
    report = printed("Bonjour à tous.\n#pagebreak()\n#pagebreak()\nLa suite du texte.")
    assert [page.text for page in report.pages] == ["Bonjour à tous.", "", "La suite du texte."]
    assert report.status == "read"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "vide.pdf"),
        (b"", "vide.txt"),
        (b"Ceci est un texte.", "texte.pdf"),
        (PDF[: len(PDF) // 3], "tronque.pdf"),
        (drawn([]), "sans-page.pdf"),
        (typeset("#rect(width: 5cm, height: 5cm, fill: gray)"), "sans-texte.pdf"),
        ("Un été".encode("latin-1"), "latin1.txt"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_says_why_in_one_line(data: bytes, name: str) -> None:
    with pytest.raises(ReadError) as refused:
        document(data, name)
    assert str(refused.value)
    assert "\n" not in str(refused.value)
