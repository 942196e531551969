"""Links: the words that lead somewhere, and where."""

from __future__ import annotations

from pipeline.types import Document
from tests.building import Print, document, drawn, printed, written

QUAI, PORT = "https://quai.example/adhesion", "https://port.example"


def links(made: Document) -> list[tuple[str, str | int | None]]:
    """Words and where they lead."""
    return [(page.text[x.start : x.end], x.uri or x.page) for page in made.pages for x in page.links]


def test_words_lead_to_a_web_or_mail_address() -> None:
    source = f"""
    Pour venir, lisez #link("{QUAI}")[la page d’adhésion] ou (#link("{PORT}")[le port]).
    Écrivez à #link("mailto:quai@quai.example")[quai\\@quai.example].
    """
    assert links(printed(source)) == [
        ("la page d’adhésion", QUAI),
        ("le port", PORT),
        ("quai@quai.example", "mailto:quai@quai.example"),
    ]


def test_a_link_over_two_lines_is_one() -> None:
    words = "toutes les conditions de l’adhésion à l’association du quai pour l’année qui vient"
    source = f'#block(width: 7cm)[Avant de venir, lisez bien #link("{QUAI}")[{words}], puis écrivez.]'
    assert links(printed(source)) == [(words, QUAI)]


def test_the_same_address_in_two_paragraphs_is_two_links() -> None:
    source = f'#link("{QUAI}")[Un paragraphe.]\n\n#v(1cm)\n#link("{QUAI}")[Un autre paragraphe.]'
    assert [uri for _, uri in links(printed(source))] == [QUAI, QUAI]


def test_links_within_the_file_lead_to_a_page() -> None:
    source = (
        "Voir #link(<comptes>)[les comptes].\n#pagebreak()\nUne page.\n#pagebreak()\n= Comptes <comptes>\nLe solde est de 12 €."
    )
    assert links(printed(source)) == [("les comptes", 3)]


def test_words_stand_on_a_page_that_is_cropped_as_on_any_other() -> None:
    source = f'#set page(width: 12cm, height: 9cm, margin: 1cm)\nVenez #link("{QUAI}")[au quai] demain.'
    assert links(printed(source)) == [("au quai", QUAI)]


def annotated(*annotations: str) -> Document:
    """A page that says «Venez au quai demain.» with these annotations."""
    pdf = drawn([[Print("Venez au quai demain.", 72, 90)]])
    return document(pdf.replace(b"/Resources", b"/Annots [" + " ".join(annotations).encode() + b"] /Resources"))


UNDER = "/Type /Annot /Subtype /Link /Rect [108 744 156 762]"
"""The place of «au quai»."""


def test_other_addresses_and_broken_annotations_are_left_out() -> None:
    good = f"<< {UNDER} /A << /S /URI /URI ({PORT}) >> >>"
    assert links(annotated(good)) == [("au quai", PORT)]
    bad = [
        f"<< {UNDER} /A << /S /URI /URI (javascript:alert) >> >>",
        f"<< {UNDER} /A << /S /URI /URI (file:///etc/hosts) >> >>",
        f"<< {UNDER} /A << /S /URI /URI () >> >>",
        f"<< {UNDER} /A << /S /URI >> >>",
        f"<< {UNDER} /A << /S /Launch /F (x.exe) >> >>",
        f"<< {UNDER} /A << /S /GoTo /D [99 /Fit] >> >>",
        f"<< {UNDER} /A << /S /GoTo /D (nowhere) >> >>",
        f"<< {UNDER} >>",
        f"<< /Type /Annot /Subtype /Link /A << /S /URI /URI ({QUAI}) >> >>",
        f"<< /Type /Annot /Subtype /Link /Rect [1 2] /A << /S /URI /URI ({QUAI}) >> >>",
        f"<< /Type /Annot /Subtype /Link /Rect [400 10 500 20] /A << /S /URI /URI ({QUAI}) >> >>",
        "null",
        "12",
    ]
    assert links(annotated(*bad, good)) == [("au quai", PORT)]


def test_lines_of_an_annotation_are_told_by_its_quadrilaterals() -> None:
    corners = "[108 762 128 762 108 744 128 744 132 762 156 762 132 744 156 744]"
    wide = f"<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /QuadPoints {corners} /A << /S /URI /URI ({PORT}) >> >>"
    assert links(annotated(wide)) == [("au quai", PORT)]


def test_plain_text_has_none() -> None:
    assert links(written("Voir https://quai.example.", "notes.txt")) == []
