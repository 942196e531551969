"""The order in which a reader reads a page, whatever its layout, and whatever order its file draws it in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read.continued import whole_blocks
from tests.building import Print, blocks, document, drawn, examples, printed, text_of

LEFT = "La rivière sépare le bourg en deux. Les habitants du quai traversent le pont chaque matin pour rejoindre la halle."
MIDDLE = "Le lavoir a été restauré par une équipe de bénévoles. Il accueille des concerts quand la saison le permet."
RIGHT = "Les anciens ateliers servent de remise. On y range les barques, les filets et les lanternes de la fête du fleuve."
UNDER = "Au printemps, la crue emporte parfois les bancs. Personne ne songe pourtant à les fixer plus haut."
LAST = "Le soir, les lampes se reflètent dans l’eau noire. C’est l’heure où les pêcheurs rentrent sans faire de bruit."

JUSTIFIED = "#set par(justify: true)\n"

PAGES = {
    "one column": (f"= Le bourg\n{LEFT}\n\n{MIDDLE}\n\n{RIGHT}", ["Le bourg", LEFT, MIDDLE, RIGHT]),
    "two columns": (
        f"#grid(columns: (1fr, 1fr), gutter: 1cm)[{LEFT}\n\n{MIDDLE}][{RIGHT}\n\n{UNDER}]",
        [LEFT, MIDDLE, RIGHT, UNDER],
    ),
    "two justified columns": (
        f"{JUSTIFIED}#grid(columns: (1fr, 1fr), gutter: 1cm)[{LEFT}\n\n{MIDDLE}][{RIGHT}\n\n{UNDER}]",
        [LEFT, MIDDLE, RIGHT, UNDER],
    ),
    "two columns under one title": (
        f"= Le bourg\n#grid(columns: (1fr, 1fr), gutter: 1cm)[{LEFT}\n\n{MIDDLE}][{RIGHT}]",
        ["Le bourg", LEFT, MIDDLE, RIGHT],
    ),
    "columns of unequal width": (
        f"#grid(columns: (2fr, 1fr), gutter: 1cm)[{LEFT}\n\n{MIDDLE}][{RIGHT}\n\n{UNDER}]",
        [LEFT, MIDDLE, RIGHT, UNDER],
    ),
    "three columns": (f"#grid(columns: (1fr,) * 3, gutter: 0.8cm)[{LEFT}][{MIDDLE}][{RIGHT}]", [LEFT, MIDDLE, RIGHT]),
    "three columns, a heading in each": (
        f"#grid(columns: (1fr,) * 3, gutter: 0.8cm)[== Le quai\n{LEFT}][== Le lavoir\n{MIDDLE}][== La remise\n{RIGHT}]",
        ["Le quai", LEFT, "Le lavoir", MIDDLE, "La remise", RIGHT],
    ),
    "a wide heading between groups of columns": (
        f"= Le bourg\n#grid(columns: (1fr, 1fr), gutter: 1cm)[{LEFT}][{MIDDLE}]\n"
        f"= Le fleuve, ses crues et ses habitants de tous les âges\n#grid(columns: (1fr, 1fr), gutter: 1cm)[{RIGHT}][{UNDER}]",
        ["Le bourg", LEFT, MIDDLE, "Le fleuve, ses crues et ses habitants de tous les âges", RIGHT, UNDER],
    ),
    "a short heading between groups of columns": (
        f"= Le bourg\n#grid(columns: (1fr, 1fr), gutter: 1cm)[{LEFT}][{MIDDLE}]\n"
        f"= Le fleuve\n#grid(columns: (1fr, 1fr), gutter: 1cm)[{RIGHT}][{UNDER}]",
        ["Le bourg", LEFT, MIDDLE, "Le fleuve", RIGHT, UNDER],
    ),
    "running text over columns": (
        f"{LEFT} {LAST} {UNDER}\n\n#v(1em)\n#grid(columns: (1fr, 1fr), gutter: 1cm)[{MIDDLE}][{RIGHT}]",
        [LEFT, LAST, UNDER, MIDDLE, RIGHT],
    ),
    "a box beside the text": (
        f"#grid(columns: (2fr, 1fr), gutter: 1cm)[{LEFT}\n\n{MIDDLE}]"
        f"[#block(fill: luma(230), inset: 1em)[*À savoir*\n\n{RIGHT}]]",
        [LEFT, MIDDLE, "À savoir", RIGHT],
    ),
}


@pytest.mark.parametrize(("source", "expected"), examples(PAGES))
def test_a_page_is_read_as_its_readers_do(source: str, expected: list[str]) -> None:
    assert " ".join(blocks(printed(source))) == " ".join(expected)


CARDS = """
#grid(columns: (1fr,) * 3, row-gutter: 1.6em, column-gutter: 1.5em,
  ..((%s)).map(((name, title)) => align(%s)[*#name* \\ #title]))
"""
PEOPLE = [
    ("Maud Kerlévéo", "Directrice"),
    ("Idriss Benatar", "Chargé de projet"),
    ("Nora Hessel", "Comptable"),
    ("Paul Trévidic", "Régisseur"),
    ("Lise Ouellon", "Médiatrice"),
    ("Tao Lindqvist", "Secrétaire"),
]


@pytest.mark.parametrize("side", ["left", "center"])
@pytest.mark.parametrize("count", [3, 4, 5, 6])
def test_a_grid_of_cards_is_read_row_by_row_each_name_with_its_title(count: int, side: str) -> None:
    people = PEOPLE[:count]
    page = printed("= Notre équipe\n" + CARDS % (", ".join(f'("{name}", "{title}")' for name, title in people), side))
    assert " ".join(blocks(page)) == " ".join(["Notre équipe", *(f"{name} {title}" for name, title in people)])


def test_callouts_side_by_side_are_each_a_number_with_its_label() -> None:
    page = printed("""
        #let callout(number, label) = block(fill: luma(230), inset: 1em, width: 100%)[#text(2em)[*#number*] \\ #label]
        #grid(columns: (1fr,) * 3, gutter: 1em,
          callout("412", "adhérents"), callout("1,2 M€", "de budget"), callout("64 %", "de femmes parmi les élèves"))
    """)
    assert blocks(page, "callout") == ["412 adhérents", "1,2 M€ de budget", "64 % de femmes parmi les élèves"]


def test_a_timeline_keeps_each_date_with_its_event() -> None:
    events = [("2016", "Ouverture du lavoir"), ("2019", "Première fête du fleuve"), ("2023", "Achat de la halle")]
    rows = ", ".join(f"[{year}], [{event}]" for year, event in events)
    page = printed(f"#grid(columns: (2cm, 1fr), row-gutter: 2em, {rows})")
    assert " ".join(blocks(page)) == " ".join(f"{year} {event}" for year, event in events)


def test_a_table_of_contents_keeps_each_title_with_its_page() -> None:
    titles = [("Le mot de la présidente", "3"), ("Nos ateliers", "5"), ("Les comptes de l’année", "11")]
    rows = ", ".join(f"[{title}], [{page}]" for title, page in titles)
    page = printed(f"= Sommaire\n#grid(columns: (1fr, auto), row-gutter: 1.2em, {rows})")
    assert " ".join(blocks(page)) == " ".join(["Sommaire", *(f"{title} {number}" for title, number in titles)])


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    text = " ".join([LEFT, MIDDLE, RIGHT, UNDER, LAST] * 2)
    page = printed(f"#set page(height: 8cm, columns: 2)\n{text}")
    assert len(page.pages) > 1
    first, *others = [block for p in page.pages for block in p.blocks]
    assert not first.continues
    assert others
    assert all(block.continues for block in others)
    assert " ".join(blocks(page)) == text


def _column(x: float, text: str) -> list[Print]:
    """A text word by word, four words a line."""
    words, pieces = text.split(), []
    for i in range(0, len(words), 4):
        at = x
        for word in words[i : i + 4]:
            pieces.append(Print(word, at, 100 + 3.25 * i))
            at += 6.0 * (len(word) + 1)  # Courier: every character is 0.6 of its size
    return pieces


COLUMNS = [*_column(60, LEFT), *_column(340, RIGHT)]


@settings(max_examples=40, deadline=None)
@given(st.permutations(COLUMNS))
def test_the_order_in_which_words_are_drawn_means_nothing(pieces: list[Print]) -> None:
    assert blocks(document(drawn([pieces]))) == [LEFT, RIGHT]


@pytest.mark.parametrize("turn", [90, -90, 180])
def test_a_page_drawn_sideways_is_read_as_if_it_were_turned(turn: int) -> None:
    page = printed(f"#rotate({turn}deg, reflow: true)[#block(width: 12cm)[= Le bourg\n{LEFT}\n\n{MIDDLE}\n\n- {LAST}]]")
    assert blocks(page) == ["Le bourg", LEFT, MIDDLE, f"• {LAST}"]
    heading, paragraph = page.pages[0].blocks[:2]
    assert heading.box
    assert paragraph.box
    along = 1 if turn == 180 else 0
    assert (heading.box[along] > paragraph.box[along]) == (turn != -90)


def test_a_label_up_the_side_of_a_page_comes_after_its_text() -> None:
    page = printed(f"#place(dx: -1.5cm, dy: 5cm)[#rotate(-90deg, reflow: true)[Rapport annuel 2023]]\n= Le bourg\n{LEFT}")
    assert blocks(page)[:2] == ["Le bourg", LEFT]
    assert blocks(page)[-1] == "Rapport annuel 2023"


PRINTED_PAGES = [LEFT, MIDDLE, RIGHT, UNDER]


def _sheet(left: int, right: int) -> str:
    halves = ", ".join(
        f"[{PRINTED_PAGES[number - 1]}#place(bottom + {side}, dy: 1.5cm)[{number if number > 1 else ''}]]"
        for number, side in ((left, "left"), (right, "right"))
    )
    return f"#block(height: 16cm)[#grid(columns: (1fr, 1fr), rows: 100%, gutter: 2cm, {halves})]"


def test_a_booklet_is_read_by_its_printed_pages() -> None:
    sheets = "\n#pagebreak()\n".join(_sheet(*pair) for pair in ((4, 1), (2, 3)))
    page = printed(f'#set page(paper: "a4", flipped: true)\n{sheets}')
    read = [text_of(page, block) for (_, block), *_ in whole_blocks(page) if block.kind == "paragraph"]
    assert " ".join(read) == " ".join(PRINTED_PAGES)
