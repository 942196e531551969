"""Pictures of pages: every mark stands where the thing is, and the same page gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from pipeline.explore.cli import app
from pipeline.explore.drawing import LONGEST, SCALE, draw_page, drawings
from pipeline.explore.reading import COLORS
from pipeline.types import Block, Cell, Document, Link, Page
from tests.building import document, typeset

COLUMNS = """
#set page(columns: 2, height: 14cm)
= Le jardin des Dunes
Le jardin ouvre en mai.
- Semis de printemps
- Taille des haies

#for n in range(12) [La grande salle reçoit des groupes, des familles et des écoles toute la saison, sur rendez-vous et sans
que personne ne paie plus que ce qu’il peut. ]
"""

Color = tuple[int, int, int]


def picture_of(data: bytes, change: Callable[[Page], Page] = lambda page: page) -> tuple[Image.Image, Page, float]:
    """The first page of a PDF, drawn: the picture, the page, and pixels for a point."""
    read = document(data)
    page = change(read.pages[0])
    (drawing, *_) = drawings(replace(read, pages=(page, *read.pages[1:])))
    with pypdfium2.PdfDocument(data) as pdf:
        picture = Image.open(io.BytesIO(draw_page(pdf, drawing))).convert("RGB")
    return picture, page, SCALE


def color(kind: str) -> Color:
    red, green, blue = bytes.fromhex(COLORS[kind].removeprefix("#"))
    return red, green, blue


def count(picture: Image.Image, box: tuple[float, float, float, float], wanted: Callable[[Color], bool]) -> int:
    """How many pixels of a box are of a colour."""
    piece = picture.crop(tuple(round(side) for side in box))  # type: ignore[arg-type]
    data = piece.tobytes()
    return sum(wanted((data[at], data[at + 1], data[at + 2])) for at in range(0, len(data), 3))


def test_each_block_has_the_outline_of_its_kind_where_it_stands() -> None:
    picture, page, scale = picture_of(typeset(COLUMNS))
    kinds = [block.kind for block in page.blocks]
    assert {"heading", "paragraph", "list_item"} <= set(kinds)
    for block in page.blocks:
        assert block.box
        _, top, x1, bottom = (side * scale for side in block.box)
        right_edge = (x1 - 2, top + 4, x1 + 4, bottom - 4)
        assert count(picture, right_edge, lambda pixel, kind=block.kind: pixel == color(kind)) >= bottom - top - 9  # type: ignore[misc]


def test_a_paragraph_over_two_columns_is_outlined_twice_under_one_number() -> None:
    read = document(typeset(COLUMNS))
    (goes_on,) = [block for block in read.pages[0].blocks if block.continues]
    tags = dict(zip((block.start for block in read.pages[0].blocks), drawings(read)[0].tags, strict=True))
    assert goes_on.continues
    assert tags[goes_on.start] == f"{tags[goes_on.continues[1]]} suite"


def test_heads_of_tables_links_and_doubtful_words_are_marked() -> None:
    plain, page, scale = picture_of(typeset(COLUMNS))
    first, second = page.blocks[1], page.blocks[2]
    word, linked = page.words[0], page.words[1]

    def marked(page: Page) -> Page:
        head = replace(first, kind="cell", cell=Cell(1, 1, 1, head=True))
        body = replace(second, kind="cell", cell=Cell(1, 2, 1))
        return replace(
            page,
            blocks=(page.blocks[0], head, body, *page.blocks[3:]),
            words=(replace(word, confidence=0.3), *page.words[1:]),
            links=(Link(linked.start, linked.end, uri="https://exemple.org/"),),
        )

    picture, _, _ = picture_of(typeset(COLUMNS), marked)

    def inside(block: Block) -> tuple[float, ...]:
        assert block.box
        return tuple(side * scale for side in block.box)

    def tint(block: Block) -> int:
        """The commonest grey within its outline."""
        x0, top, x1, bottom = inside(block)
        greys = picture.crop((round(x0), round(top), round(x1), round(bottom))).convert("L").histogram()
        return greys.index(max(greys))

    assert tint(first) < tint(second) < 255, "a head is darker than what it heads"
    x0, top, x1, bottom = (side * scale for side in word.boxes[0])
    red = lambda pixel: pixel[0] > pixel[2] + 90  # noqa: E731
    assert count(picture, (x0, top, x1, bottom), red) > count(plain, (x0, top, x1, bottom), red) + 100
    x0, _, x1, bottom = (side * scale for side in linked.boxes[0])
    under = (x0, bottom - 2, x1, bottom + 2)
    assert count(picture, under, lambda pixel: pixel == (0, 90, 200)) >= x1 - x0 - 2


def test_a_picture_that_was_not_read_is_hatched() -> None:
    pdf = pypdfium2.PdfDocument.new()
    sheet = pdf.new_page(300, 300)
    image = pypdfium2.PdfImage.new(pdf)
    image.set_bitmap(pypdfium2.PdfBitmap.from_pil(Image.new("RGB", (30, 30), "grey")))
    image.set_matrix(pypdfium2.PdfMatrix().scale(100, 100).translate(50, 150))
    sheet.insert_obj(image)
    sheet.gen_content()
    page = Page(1, 300.0, 300.0, "", (), (), images=1, unread_images=1)
    of_one = Document("d1", "logos", "logos.pdf", "", (page,), "fr", None, "partly")
    (drawing,) = drawings(of_one)
    (untold,) = drawings(replace(of_one, pages=(replace(page, unread_images=0),)))
    assert drawing.caption == "logos.pdf · p. 1 · 1 image non lue"
    red = lambda pixel: pixel[0] > pixel[1] + 60  # noqa: E731
    box = tuple(side * SCALE for side in (50.0, 50.0, 150.0, 150.0))
    told, clean = (Image.open(io.BytesIO(draw_page(pdf, each))) for each in (drawing, untold))
    assert count(told, box, red) > 1000  # type: ignore[arg-type]
    assert count(clean, box, red) == 0  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [(20000.0, 300.0), (3.0, 3.0)])
def test_a_page_of_absurd_size_gives_a_picture_of_a_sane_one(size: tuple[float, float]) -> None:
    pdf = pypdfium2.PdfDocument.new()
    pdf.new_page(*size)
    page = Page(1, *size, "", (), ())
    (drawing,) = drawings(Document("d1", "affiche", "affiche.pdf", "", (page,), "fr", None, "read"))
    picture = Image.open(io.BytesIO(draw_page(pdf, drawing)))
    assert 400 < picture.width <= LONGEST + 1
    assert picture.height < LONGEST


def test_a_page_that_could_not_be_read_says_why() -> None:
    page = Page(1, 0.0, 0.0, "", (), (), problem="page illisible")
    (drawing,) = drawings(Document("d1", "casse", "casse.pdf", "", (page,), "fr", None, "partly"))
    assert drawing.caption == "casse.pdf · p. 1 · page illisible"
    assert draw_page(pypdfium2.PdfDocument.new(), drawing).startswith(b"\x89PNG")


def read(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["read", *map(str, words)])


def test_pictures_sort_as_pages_do_and_are_the_same_each_time(tmp_path: Path) -> None:
    (tmp_path / "salle.pdf").write_bytes(typeset("#for n in range(11) [Page de la salle #n. #pagebreak(weak: true)]"))
    first, again = tmp_path / "images" / "un", tmp_path / "images" / "deux"
    answer = read(tmp_path / "salle.pdf", "--draw", first)
    assert answer.exit_code == 0
    assert answer.stderr == f"11 images de pages dans {first} : salle-p001.png … salle-p011.png\n"
    read(tmp_path / "salle.pdf", "--draw", again)
    names = sorted(path.name for path in first.iterdir())
    assert names == [f"salle-p{number:03}.png" for number in range(1, 12)]
    for name in names:
        assert (first / name).read_bytes() == (again / name).read_bytes()


def test_only_the_pages_asked_for_are_drawn(tmp_path: Path) -> None:
    (tmp_path / "salle.pdf").write_bytes(typeset("Un. #pagebreak() Deux. #pagebreak() Trois."))
    assert read(tmp_path / "salle.pdf", "--draw", tmp_path / "images", "--pages", "2").exit_code == 0
    assert [path.name for path in (tmp_path / "images").iterdir()] == ["salle-p002.png"]


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "salle.pdf").write_bytes(typeset("Un."))
    answer = read(tmp_path / "salle.pdf", "--draw", tmp_path / "salle.pdf" / "images")
    assert answer.exit_code == 2
    assert answer.stderr.count("\n") == 1
    assert "vérifiez le chemin" in answer.stderr
