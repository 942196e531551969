"""Logos under a heading of partners are read as names; what cannot be read is said."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import pytest
import typst

from pipeline.read.recognition import ocr
from pipeline.types import Document
from tests.building import PRELUDE, blocks, document, examples
from tests.scanning import emblem, logo, needs_tesseract, photograph

TEXT = "L’association a tenu ses ateliers toute l’année, dans trois quartiers de la ville et au bord de la rivière. " * 3


@cache
def page(body: str, *pictures: bytes) -> bytes:
    """A typst page on which ``#p(0)`` … are the pictures, 34 points high where nothing else is said."""
    with tempfile.TemporaryDirectory() as folder:
        for i, picture in enumerate(pictures):
            (Path(folder) / f"{i}.png").write_bytes(picture)
        source = PRELUDE + '#let p(i, height: 34pt) = box(image(str(i) + ".png", height: height))\n' + body
        main = Path(folder) / "main.typ"
        main.write_text(source, encoding="utf-8")
        pdf = typst.compile(main, format="pdf", ignore_system_fonts=True, timestamp=0)
    assert isinstance(pdf, bytes)
    return pdf


LUCIOLES, RIVES, ATELIER = logo("Fondation des Lucioles"), logo("Ville de\nHautes-Rives", ink="#c0392b"), logo("L'ATELIER")
WHITE = logo("Caisse des Tilleuls", ground="#1b4332", ink="white")
BLANK = photograph()


def read(body: str, *pictures: bytes) -> Document:
    return document(page(body, *pictures))


@needs_tesseract
def test_each_logo_is_an_item_after_its_heading_in_reading_order() -> None:
    logos = "#p(0) #h(1cm) #p(1) #h(1cm) #p(2)\n\n#p(3)"
    body = f"= Une année riche\n{TEXT}\n= Avec le soutien de\n{logos}\n= Contact\nRue du Lavoir 3."
    made = read(body, LUCIOLES, RIVES, ATELIER, WHITE)
    assert [text for text in blocks(made) if text != TEXT.strip()] == [
        "Une année riche",
        "Avec le soutien de",
        "Fondation des Lucioles",
        "Ville de Hautes-Rives",
        "L'ATELIER",
        "Caisse des Tilleuls",
        "Contact",
        "Rue du Lavoir 3.",
    ]
    assert blocks(made, "list_item") == blocks(made)[3:7]
    assert made.notes == ()
    assert made.pages[0].unread_images == 0


@needs_tesseract
def test_words_of_logos_stand_on_them_and_are_not_quite_sure() -> None:
    made = read("= Nos partenaires\n#v(1cm)\n#pad(left: 5cm, p(0))", LUCIOLES).pages[0]
    item = made.blocks[-1]
    assert made.text[item.start : item.end] == "Fondation des Lucioles"
    assert item.box is not None
    x0, top, x1, bottom = item.box
    assert 56.7 + 141.7 < x0 < x1 < 595
    assert 28 < top < bottom < 170
    assert all(word.confidence < 1 for word in made.words if word.start >= item.start)
    assert item.confidence < 1
    assert not made.recognized


@needs_tesseract
def test_a_picture_of_several_logos_is_as_many_items() -> None:
    strip = logo("Fondation des Lucioles            Radio Hautes-Rives            Maison Tilleul")
    made = read(f"{TEXT}\n= Ils nous soutiennent\n#p(0, height: 22pt)", strip)
    assert blocks(made, "list_item") == ["Fondation des Lucioles", "Radio Hautes-Rives", "Maison Tilleul"]


@needs_tesseract
def test_emblems_are_no_letters_and_pale_ink_is_read() -> None:
    marked = [emblem("Radio\nGalène", "#d35400"), emblem("Mécénat Solidaire", "#f1c40f"), emblem("CNRL", "white", "#123c69")]
    made = read("= Avec le soutien de\n#p(0) #h(1cm) #p(1) #h(1cm) #p(2)", *marked)
    assert blocks(made, "list_item") == ["Radio Galène", "Mécénat Solidaire", "CNRL"]


@needs_tesseract
def test_logos_come_after_the_sentence_under_their_heading() -> None:
    made = read(f"= Partenaires\n{TEXT}\n\n#p(0)\n\n= La suite\n{TEXT}", RIVES)
    assert blocks(made) == ["Partenaires", TEXT.strip(), "Ville de Hautes-Rives", "La suite", TEXT.strip()]


@pytest.mark.parametrize(
    "body",
    examples(
        {
            "under another heading": "= Notre quartier\n#p(0)",
            "after the next heading": f"= Partenaires\nVille de Hautes-Rives\n= Notre quartier\n{TEXT}\n\n#p(0)",
            "in the other column": (
                "#grid(columns: (1fr, 1fr), gutter: 1cm)[= Partenaires\n- Ville de Hautes-Rives\n- Radio du Lac]"
                "[= Notre quartier\n#v(1cm)\n#p(0)]"
            ),
            "in a sentence on partners": f"{TEXT} Nous remercions nos partenaires, qui nous ont rejoints cette année.\n\n#p(0)",
        }
    ),
)
def test_pictures_elsewhere_are_not_read(body: str) -> None:
    made = read(body, LUCIOLES)
    assert "Lucioles" not in made.pages[0].text
    assert made.notes == ()


@needs_tesseract
def test_pictures_without_names_are_counted_and_invent_none() -> None:
    made = read(f"{TEXT}\n= Commanditaires\n#p(0) #h(1cm) #p(1) #h(1cm) #p(2)", BLANK, LUCIOLES, photograph((300, 300)))
    assert blocks(made, "list_item") == ["Fondation des Lucioles"]
    assert made.pages[0].unread_images == 2
    assert made.notes == ("2 images non lues, p. 1",)
    assert made.status == "read"


@needs_tesseract
def test_a_ground_under_the_whole_page_is_no_logo() -> None:
    made = read(f'#set page(background: image("0.png", width: 100%, height: 100%))\n= Partenaires\n{TEXT}\n\n{TEXT}', BLANK)
    assert made.pages[0].unread_images == 0
    assert made.notes == ()


def test_a_heading_with_nothing_under_it_but_drawings_is_said() -> None:
    drawn = " ".join(f"#place(dx: {30 * i}pt, polygon((0pt, 0pt), (9pt, 4pt), (3pt, 9pt)))" for i in range(12))
    made = read(f"{TEXT}\n= Avec le soutien de\n{drawn}\n#v(2cm)\n= Contact\n{TEXT}")
    assert made.notes == ("p. 1 : rien de lisible sous « Avec le soutien de » : des logos, peut-être",)
    assert read(f"{TEXT}\n= Avec le soutien de\n{drawn}\n#v(2cm)\n- Radio du Lac\n- Le Lavoir\n= Contact\n{TEXT}").notes == ()
    assert read(f"{TEXT}\n= Avec le soutien de\n#v(2cm)\n= Contact\n{TEXT}").notes == ()


def test_without_tesseract_all_of_them_are_counted_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "installed", lambda: None)
    made = document.__wrapped__(page(f"{TEXT}\n= Avec le soutien de\n#p(0) #h(1cm) #p(1)", LUCIOLES, RIVES))
    (note,) = made.notes
    assert note.startswith("2 images non lues, p. 1 : installez Tesseract")
    assert made.status == "read"
