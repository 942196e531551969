"""Blocks: headings, items, cards, callouts, cells, running headers, and words that go on over a line's end."""

from __future__ import annotations

import pytest

from tests.building import blocks, printed, text_of

PROSE = (
    "L’association accompagne les habitantes et les habitants du quartier dans leurs démarches numériques. "
    "Chaque semaine, une équipe de médiatrices et de médiateurs reçoit sans rendez-vous, et les sous-sols de la halle "
    "accueillent des formations particulièrement appréciées, organisées par la vice-présidente et ses collaborateurs."
)


@pytest.mark.parametrize("justify", [False, True])
@pytest.mark.parametrize("width", [5.5, 6.0, 6.5, 7.0, 8.0])
def test_words_cut_at_a_line_s_end_are_whole_again(width: float, justify: bool) -> None:
    page = printed(f"""
        #set text(hyphenate: true)
        #set par(justify: {str(justify).lower()})
        #block(width: {width}cm)[{PROSE}]
    """)
    assert " ".join(page.pages[0].text.split()) == PROSE


def test_a_word_cut_at_a_line_s_end_has_a_box_on_each_line() -> None:
    page = printed(f"#set text(hyphenate: true)\n#block(width: 5.5cm)[{PROSE}]").pages[0]
    cut = [word for word in page.words if len(word.boxes) == 2]
    assert cut
    for word in cut:
        (_, top, right, _), (left, below, _, _) = word.boxes
        assert left < right
        assert top < below
        assert "-" not in page.text[word.start : word.end] or page.text[word.start : word.end] in PROSE


def test_headings_have_levels_by_their_size() -> None:
    page = printed(f"= Rapport\n{PROSE}\n== Nos ateliers\n{PROSE}\n=== Couture\n{PROSE}\n== Nos comptes\n{PROSE}")
    headings = [(text_of(page, b), b.level) for b in page.pages[0].blocks if b.kind == "heading"]
    assert [text for text, _ in headings] == ["Rapport", "Nos ateliers", "Couture", "Nos comptes"]
    levels = [level for _, level in headings]
    assert levels[0] < levels[1] < levels[2]
    assert levels[1] == levels[3]


def test_a_heading_right_under_a_title_is_a_heading() -> None:
    assert blocks(printed(f"= Rapport\n== Nos ateliers\n{PROSE}"), "heading") == ["Rapport", "Nos ateliers"]


def test_sentences_in_bold_are_no_headings() -> None:
    page = printed(f"= Rapport\n{PROSE}\n\n*Le chauffage est tombé en panne deux fois cet hiver.* {PROSE}")
    assert blocks(page, "heading") == ["Rapport"]


@pytest.mark.parametrize(
    "marker",
    ["[•]", "[–]", "[▪]", "circle(radius: 1.2pt, fill: black)", "rect(width: 3pt, height: 3pt, fill: blue)"],
    ids=["bullet", "dash", "square", "drawn dot", "drawn square"],
)
def test_items_of_a_list_are_blocks_of_their_own(marker: str) -> None:
    page = printed(f"#set list(marker: {marker})\nNos lieux :\n- La halle du marché\n- Le lavoir\n- La remise aux barques")
    items = [text.lstrip("•–▪ ") for text in blocks(page, "list_item")]
    assert items == ["La halle du marché", "Le lavoir", "La remise aux barques"]


def test_an_item_may_go_on_over_several_lines() -> None:
    page = printed(f"#set list(marker: [•])\n- {PROSE}\n- Le lavoir")
    assert blocks(page, "list_item") == [f"• {PROSE}", "• Le lavoir"]


def test_numbered_items() -> None:
    page = printed("+ Ouvrir la halle\n+ Restaurer le lavoir\n+ Ranger la remise")
    assert blocks(page, "list_item") == ["1. Ouvrir la halle", "2. Restaurer le lavoir", "3. Ranger la remise"]


NAMES = ["Fondation Aubépine", "Ville de Brumal", "Banque du Lac", "Société Voltarine", "Ministère des Rivages"]


@pytest.mark.parametrize("spacing", [2.0, 1.2, 0.75])
def test_lines_of_a_list_without_bullets_stay_apart(spacing: float) -> None:
    names = "\n\n".join(NAMES)
    page = printed(f"{PROSE}\n== Partenaires\n#set par(spacing: {spacing}em)\n{names}")
    assert blocks(page) == [PROSE, "Partenaires", *NAMES]


def test_paragraphs_with_white_between_them_are_apart() -> None:
    page = printed("#set par(justify: true)\n" + "\n\n".join([PROSE] * 3))
    assert blocks(page) == [PROSE] * 3


def test_cards_keep_a_name_and_its_title_in_one_block() -> None:
    page = printed("""
        = Équipe
        #let card(name, title) = align(center)[#circle(radius: 0.8cm, fill: gray) #strong(name) \\ #title]
        #grid(columns: (1fr,) * 3, row-gutter: 2em,
          card("Maud Kerlévéo", "Directrice"), card("Idriss Benatar", "Chargé de projet"), card("Nora Hessel", "Comptable"),
          card("Paul Trévidic", "Régisseur"), card("Lise Ouellon", "Médiatrice"), card("Tao Lindqvist", "Secrétaire"))
    """)
    assert blocks(page, "card")[:2] == ["Maud Kerlévéo Directrice", "Idriss Benatar Chargé de projet"]
    assert len(blocks(page, "card")) == 6


@pytest.mark.parametrize("space", [6.0, 2.0])
def test_a_number_over_its_label_is_a_callout(space: float) -> None:
    number = "#text(2.4em)[*12#sym.space.nobreak.narrow;587*]"
    page = printed(f"{PROSE}\n\n#block(below: {space}em)[{number} \\ participantes et participants]\n\n{PROSE}")
    assert [text.replace("\u202f", " ") for text in blocks(page, "callout")] == ["12 587 participantes et participants"]


CELLS = [
    ["Programme", "2021", "2022", "2023"],
    ["Fil de l’eau", "940", "986", "1 148"],
    ["Voix basses", "480", "515", "640"],
    ["Café réparation", "61", "74", "118"],
    ["Ateliers du soir", "33", "35", "41"],
    ["Fête du fleuve", "—", "210", "265"],
    ["Visites", "12", "18", "20"],
]


@pytest.mark.parametrize(
    ("rows", "stroke"),
    [
        (7, 0.5),
        (3, 0.5),
        (7, 1.0),
    ],
)
def test_a_ruled_table_is_read_cell_by_cell_row_by_row(rows: int, stroke: float) -> None:
    cells = [cell for row in CELLS[:rows] for cell in row]
    table = ", ".join(f"[{cell}]" for cell in cells)
    page = printed(f"Fréquentation :\n#table(columns: 4, stroke: {stroke}pt, {table})\nVoilà tout.")
    assert blocks(page, "cell") == cells
    assert blocks(page) == ["Fréquentation :", *cells, "Voilà tout."]


PAGE_FURNITURE = """
#set page(
  header: [Association du Lavoir],
  footer: context [Rapport annuel 2023 #h(1fr) %s],
  numbering: "1",
)
#for i in range(4) { [Page sur le sujet numéro #i. %s]; pagebreak(weak: true) }
"""


def test_running_headers_and_footers_are_marked_on_every_page() -> None:
    report = printed(PAGE_FURNITURE % ("#counter(page).display()", PROSE))
    assert len(report.pages) == 4
    for page in report.pages:
        assert blocks(report, "header").count("Association du Lavoir") == 4
        body = [text_of(report, b) for b in page.blocks if b.kind not in ("header", "footer", "page_number")]
        assert not any("Association du Lavoir" in text or "Rapport annuel" in text for text in body)


@pytest.mark.parametrize(
    ("printed_number", "labels"),
    [("#counter(page).display()", ["1", "2", "3", "4"]), ("Page #counter(page).display() / 4", ["1", "2", "3", "4"])],
)
def test_the_number_printed_on_a_page_is_its_label(printed_number: str, labels: list[str]) -> None:
    report = printed(PAGE_FURNITURE % (printed_number, PROSE))
    assert [page.label for page in report.pages] == labels


def test_pages_are_counted_from_the_file_and_labelled_as_printed() -> None:
    report = printed(f"""
        #set page(footer: context if counter(page).get().first() > 0 [#align(center, counter(page).display())])
        #counter(page).update(0)
        = Rapport
        #for i in range(3) {{ pagebreak(); [Sujet #i. {PROSE}] }}
    """)
    assert [(page.number, page.label) for page in report.pages] == [(1, None), (2, "1"), (3, "2"), (4, "3")]


def test_a_paragraph_over_a_page_s_end_goes_on_after_the_furniture() -> None:
    report = printed(f"#set page(footer: [Association du Lavoir])\n#v(21cm)\n{PROSE * 5}")
    assert len(report.pages) > 1
    body = [b for page in report.pages for b in page.blocks if b.kind == "paragraph"]
    assert [b.continues for b in body] == [None, *((b.page, b.start) for b in body[:-1])]


def test_size_weight_and_colour_of_a_block_are_known() -> None:
    page = printed(f'#text(fill: rgb("#8a4b08"), size: 18pt, weight: "bold")[Rapport]\n\n{PROSE}').pages[0]
    title, body = page.blocks[:2]
    assert (title.kind, title.size, title.bold, title.color.strip("#")) == ("heading", 18.0, True, "8a4b08")
    assert (body.kind, body.size, body.bold) == ("paragraph", 10.0, False)


def test_text_that_is_printed_twice_to_look_bold_is_read_once() -> None:
    page = printed("#place(dx: 0.3pt)[Association du Lavoir]Association du Lavoir")
    assert page.pages[0].text == "Association du Lavoir"


def test_ligatures_are_letters() -> None:
    page = printed("#set text(ligatures: true)\nUne affiche officielle, des fichiers, un effluve de fleur.")
    assert page.pages[0].text == "Une affiche officielle, des fichiers, un effluve de fleur."
