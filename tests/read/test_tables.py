"""Tables: each cell a block of its own that knows the heads of its row and of its column; what only looks like one is none."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.read.glyphs import PrintedWord
from pipeline.read.tables.table import cell_lines
from pipeline.types import Document, Span
from tests.building import blocks, examples, printed

PROSE = (
    "La halle ouvre ses portes chaque matin. Les habitantes du quai y tiennent un marché, et les musiciens du bourg "
    "répètent à l’étage sous la charpente. "
)
COUNTED = (
    "En 2023, la halle a reçu 1 200 personnes et 45 % d’entre elles venaient pour la première fois. Le lavoir, restauré en "
    "2019, accueille 12 concerts par an. Les habitants du quai traversent le pont chaque matin, et 30 bénévoles tiennent la "
    "buvette. Au printemps, la crue emporte parfois 2 ou 3 bancs ; personne ne songe pourtant à les fixer plus haut. "
)
NUMBERS_RIGHT = "align: (left, right, right, right, right)"
PLAIN = "columns: (2fr, 1fr, 1fr), stroke: none"


def said(document: Document, span: Span) -> str:
    page, start, end = span
    return " ".join(document.pages[page - 1].text[start:end].split())


def facts(document: Document) -> list[tuple[str, str, str]]:
    """Each cell that is no head: its row's heads, its columns' heads, and what it says."""
    return [
        (
            " / ".join(said(document, s) for s in b.cell.row_heads),
            " / ".join(said(document, s) for s in b.cell.column_heads),
            said(document, (b.page, b.start, b.end)),
        )
        for page in document.pages
        for b in page.blocks
        if b.cell and not b.cell.head
    ]


HEAD = "[Programme], [2022], [2023]"
BODY = "[Fil de l’eau], [940], [1 148], [Voix basses], [480], [—], [Ateliers du soir et du matin], [61], [12 %]"
WHITE = ", ".join(f'[#text(fill: white, weight: "bold")[{head}]]' for head in ("Programme", "2022", "2023"))
STRIPES = 'fill: (_, row) => if row == 0 { rgb("#234") } else if calc.even(row) { luma(230) }'

STYLES = {
    "all lines": f"#table(columns: 3, {HEAD}, {BODY})",
    "no lines": f"#table({PLAIN}, {NUMBERS_RIGHT}, {HEAD}, {BODY})",
    "no lines, centred": f"#table({PLAIN}, align: center, {HEAD}, {BODY})",
    "three lines": (
        f"#table(columns: 3, stroke: none, {NUMBERS_RIGHT}, table.hline(), {HEAD}, table.hline(), {BODY}, table.hline())"
    ),
    "a line under each row": f"#table(columns: (2fr, 1fr, 1fr), stroke: (bottom: 0.5pt), {HEAD}, {BODY})",
    "stripes": f"#table({PLAIN}, {NUMBERS_RIGHT}, {STRIPES}, {WHITE}, {BODY})",
    "a ground under every cell": f"#table(columns: 3, stroke: none, gutter: 3pt, fill: luma(220), {HEAD}, {BODY})",
    "labels of two lines": f"#table(columns: (3cm, 2cm, 2cm), stroke: none, {NUMBERS_RIGHT}, {HEAD}, {BODY})",
    "labels of two lines, numbers beside their middle": (
        "#table(columns: (3cm, 2cm, 2cm), stroke: none, "
        f"align: (column, _) => if column == 0 {{ left }} else {{ right + horizon }}, {HEAD}, {BODY})"
    ),
    "labels of two lines, all lines": f"#table(columns: (3cm, 2cm, 2cm), {HEAD}, {BODY})",
    "in a column of the page": (
        f"#grid(columns: (1fr, 1fr), gutter: 1cm, [{PROSE * 3}], [#table({PLAIN}, {NUMBERS_RIGHT}, {HEAD}, {BODY})])"
    ),
    "in a box": f"#block(fill: luma(240), inset: 1em, width: 100%)[#table({PLAIN}, {NUMBERS_RIGHT}, {HEAD}, {BODY})]",
    "on a page on its side": f"#set page(flipped: true)\n#table(columns: 3, {HEAD}, {BODY})",
}


@pytest.mark.parametrize("source", examples(STYLES))
def test_a_figure_knows_its_row_and_its_column_however_the_table_is_drawn(source: str) -> None:
    page = printed(f"{PROSE}\n\n{source}\n\n{PROSE}")
    assert facts(page) == [
        ("Fil de l’eau", "2022", "940"),
        ("Fil de l’eau", "2023", "1 148"),
        ("Voix basses", "2022", "480"),
        ("Voix basses", "2023", "—"),
        ("Ateliers du soir et du matin", "2022", "61"),
        ("Ateliers du soir et du matin", "2023", "12 %"),
    ]
    assert all(PROSE.strip() in text for text in (blocks(page)[0], blocks(page)[-1]))


TWO_LEVELS = """
    [], table.cell(colspan: 2, align: center)[Participants], table.cell(colspan: 2, align: center)[Recettes en euros],
    %s [Lieu], [2022], [2023], [2022], [2023], %s
    [Halle], [11], [12], [13], [14], [Lavoir], [21], [22], [23], [24], [Remise], [31], [32], [33], [34]
"""
LEVELS = {
    "all lines": f"#table(columns: 5, {TWO_LEVELS % ('', '')})",
    "no lines": f"#table(columns: (3cm,) + (2.2cm,) * 4, stroke: none, align: center, {TWO_LEVELS % ('', '')})",
    "lines": (
        f"#table(columns: (2fr,) + (1fr,) * 4, stroke: none, {NUMBERS_RIGHT}, table.hline(), "
        + TWO_LEVELS % ("table.hline(start: 1, end: 3, stroke: 0.3pt), table.hline(start: 3, end: 5),", "table.hline(),")
        + ", table.hline())"
    ),
}


@pytest.mark.parametrize("source", examples(LEVELS))
def test_heads_over_several_columns_are_named_first(source: str) -> None:
    found = facts(printed(source))
    assert found[:4] == [
        ("Halle", "Participants / 2022", "11"),
        ("Halle", "Participants / 2023", "12"),
        ("Halle", "Recettes en euros / 2022", "13"),
        ("Halle", "Recettes en euros / 2023", "14"),
    ]
    assert len(found) == 12


RIGHT_OVER_THE_LAST = """
    [Métier], table.cell(colspan: 2, align: right)[*Journées*], [*Part*], [], table.cell(align: left)[2022], [2023], [],
    [Vannerie], [11], [12], [13 %], [Forge], [21], [22], [23 %], [Tannage], [31], [32], [33 %]
"""


@pytest.mark.parametrize(
    "drawn", ["stroke: none", "stroke: (bottom: 0.5pt)", "stroke: none, fill: (_, y) => if calc.even(y) { luma(230) }"]
)
def test_heads_need_not_stand_over_the_middle_of_what_they_are_over(drawn: str) -> None:
    page = printed(f"#table(columns: (4cm, 2.5cm, 2.5cm, 5cm), {drawn}, {NUMBERS_RIGHT}, {RIGHT_OVER_THE_LAST})")
    assert facts(page)[:4] == [
        ("Vannerie", "Journées / 2022", "11"),
        ("Vannerie", "Journées / 2023", "12"),
        ("Vannerie", "Part", "13 %"),
        ("Forge", "Journées / 2022", "21"),
    ]


@pytest.mark.parametrize("place", ["horizon", "top"])
@pytest.mark.parametrize("drawn", ["stroke: (bottom: 0.5pt)", "stroke: none, fill: (_, y) => if calc.even(y) { luma(230) }"])
def test_names_of_groups_of_rows_are_heads_of_each_without_a_grid(place: str, drawn: str) -> None:
    page = printed(f"""{PROSE}
        #set table(align: (x, y) => if x < 2 and y > 0 {{ left + {place} }} else {{ right }})
        #table(columns: (3cm, 5cm, 3cm, 3cm), {drawn},
          table.cell(colspan: 2)[*Poste*], [*2022 (€)*], [*2023 (€)*],
          table.cell(rowspan: 3)[Ce qui entre], [Location des fours], [11], [12], [Fêtes], [21], [22], [Aides], [31], [32],
          table.cell(rowspan: 2)[Ce qui sort], [Salaires], [41], [42], [Argile et émail], [51], [52])
    """)
    assert [(row, column, text) for row, column, text in facts(page) if "2023" in column] == [
        ("Ce qui entre / Location des fours", "2023 (€)", "12"),
        ("Ce qui entre / Fêtes", "2023 (€)", "22"),
        ("Ce qui entre / Aides", "2023 (€)", "32"),
        ("Ce qui sort / Salaires", "2023 (€)", "42"),
        ("Ce qui sort / Argile et émail", "2023 (€)", "52"),
    ]


SECTIONS = "{head} {first} [Halle], [11], [12], [Lavoir], [21], [22], {second} [Remise], [31], [32], [Quai], [41], [42]"
DIVIDED = {
    "over all columns": (f"#table(columns: 3, {HEAD}, {{}})", "table.cell(colspan: 3)[{}],"),
    "in the first column": (f"#table(columns: 3, {HEAD}, {{}})", "[{}], [], [],"),
    "in bold, without lines": (f"#table({PLAIN}, align: (left, right, right), {HEAD}, {{}})", "[*{}*], [], [],"),
}


@pytest.mark.parametrize(("table", "section"), examples(DIVIDED))
def test_a_section_s_title_is_a_head_of_the_rows_below_it(table: str, section: str) -> None:
    rows = SECTIONS.format(head="", first=section.format("Été"), second=section.format("Hiver"))
    assert [(row, number) for row, _, number in facts(printed(table.format(rows)))] == [
        ("Été / Halle", "11"),
        ("Été / Halle", "12"),
        ("Été / Lavoir", "21"),
        ("Été / Lavoir", "22"),
        ("Hiver / Remise", "31"),
        ("Hiver / Remise", "32"),
        ("Hiver / Quai", "41"),
        ("Hiver / Quai", "42"),
    ]


def test_a_cell_over_several_rows_is_a_head_of_each_and_a_total_stands_apart() -> None:
    page = printed("""
        #table(columns: 3, [*Année*], [*Poste*], [*Montant*],
          table.cell(rowspan: 2)[2022], [Dons], [1 200 €], [Ventes], [800 €],
          table.cell(rowspan: 2)[2023], [Dons], [1 500 €], [Ventes], [950 €],
          [*Total*], [], [*4 450 €*])
    """)
    assert facts(page) == [
        ("2022 / Dons", "Montant", "1 200 €"),
        ("2022 / Ventes", "Montant", "800 €"),
        ("2023 / Dons", "Montant", "1 500 €"),
        ("2023 / Ventes", "Montant", "950 €"),
        ("Total", "Montant", "4 450 €"),
    ]


def test_two_tables_side_by_side_have_each_its_labels() -> None:
    table = "table(columns: (1fr, auto), stroke: none, align: (left, right), {})"
    left = table.format("[Produits], [2023], [Dons], [12], [Ventes], [340], [Aides], [8]")
    right = table.format("[Charges], [2023], [Loyer], [15], [Salaires], [240], [Achats], [18]")
    assert facts(printed(f"#grid(columns: (1fr, 1fr), gutter: 1cm, {left}, {right})")) == [
        ("Dons", "2023", "12"),
        ("Loyer", "2023", "15"),
        ("Ventes", "2023", "340"),
        ("Salaires", "2023", "240"),
        ("Aides", "2023", "8"),
        ("Achats", "2023", "18"),
    ]


@pytest.mark.parametrize("stroke", ["0.5pt", "none"])
def test_years_are_heads_of_their_rows(stroke: str) -> None:
    rows = "[2021], [120], [30], [2022], [140], [35], [2023], [160], [41]"
    page = printed(f"#table(columns: (3cm,) * 3, stroke: {stroke}, [Année], [Adhérents], [Bénévoles], {rows})")
    assert facts(page)[:2] == [("2021", "Adhérents", "120"), ("2021", "Bénévoles", "30")]


@pytest.mark.parametrize(("turn", "tops"), [(90, (10.0, 40.0)), (270, (40.0, 10.0))])
def test_the_words_of_a_turned_cell_are_in_the_order_in_which_they_run(turn: int, tops: tuple[float, float]) -> None:
    words = [
        PrintedWord(text, 100, top, 110, top + 25, 10, False, False, "000000", turn)
        for text, top in zip(("Jours", "ouverts"), tops, strict=True)
    ]
    assert [line.text for line in cell_lines(reversed(words))] == ["Jours ouverts"]


TEAM = [("Maud Kerlévéo", "Directrice", "Brumal"), ("Idriss Benatar", "Chargé des comptes et des achats", "Rive")]
TEAM += [("Nora Hessel", "Médiatrice", "Brumal"), ("Paul Trévidic", "Régisseur", "Rive")]
WORDS = "[*Nom*], [*Fonction*], [*Lieu*], {}" + ", ".join(f"[{text}]" for row in TEAM for text in row)
OF_WORDS = {
    "all lines": f"#table(columns: 3, {WORDS.format('')})",
    "three lines": f"#table({PLAIN}, table.hline(), {WORDS.format('table.hline(), ')}, table.hline())",
    "a line under each row": f"#table(columns: (2fr, 1fr, 1fr), stroke: (bottom: 0.5pt), {WORDS.format('')})",
    "stripes": f"#table({PLAIN}, fill: (_, row) => if calc.even(row) {{ luma(220) }}, {WORDS.format('')})",
    "stripes, the last row bare": f"#table({PLAIN}, fill: (_, row) => if calc.odd(row) {{ luma(220) }}, {WORDS.format('')})",
    "narrow, lines": f"#table(columns: (3cm, 3cm, 2cm), stroke: (bottom: 0.5pt), {WORDS.format('')})",
}


@pytest.mark.parametrize("source", examples(OF_WORDS))
def test_a_table_of_words_has_heads_where_they_are_set_apart(source: str) -> None:
    expected = [(who, head, what) for who, role, place in TEAM for head, what in (("Fonction", role), ("Lieu", place))]
    assert facts(printed(f"{PROSE}\n\n{source}\n\n{PROSE}")) == expected


@pytest.mark.parametrize("source", [OF_WORDS["three lines"], OF_WORDS["stripes, the last row bare"]], ids=["lines", "stripes"])
def test_a_line_as_wide_further_up_is_no_row_of_a_table_of_words(source: str) -> None:
    told = [(who, head, what) for who, role, place in TEAM for head, what in (("Fonction", role), ("Lieu", place))]
    callouts = "#grid(columns: (1fr,) * 2, ..([64 spectacles], [412 membres]).map(it => align(center, text(22pt, it))))"
    assert facts(printed(f"#line(length: 100%)\n\n{PROSE}\n\n{callouts}\n\n{PROSE}\n\n{source}")) == told


@pytest.mark.parametrize("repeated", [True, False])
@pytest.mark.parametrize("stroke", ["0.5pt", "none"])
def test_over_a_page_s_end_cells_keep_the_heads_of_their_columns(repeated: bool, stroke: str) -> None:
    rows = ", ".join(f"[Lieu {i}], [{100 + i}], [{500 + i}]" for i in range(60))
    heads = "[Lieu], [Visites en 2022], [Visites en 2023]"
    head = f"table.header(repeat: {str(repeated).lower()}, {heads})"
    report = printed(f"#table(columns: (2fr, 1fr, 1fr), stroke: {stroke}, {NUMBERS_RIGHT}, {head}, {rows})")
    assert len(report.pages) == 2
    found = facts(report)
    assert found == [
        (f"Lieu {i}", f"Visites en {year}", str(first + i)) for i in range(60) for year, first in ((2022, 100), (2023, 500))
    ]


def test_heads_alone_before_a_page_s_end_are_those_of_what_follows() -> None:
    heads = "table.cell(rowspan: 2)[Lieu], table.cell(colspan: 2)[Journées], table.cell(rowspan: 2)[Part], [2022], [2023]"
    rows = "[Halle], [640], [812], [41 %], [Lavoir], [402], [455], [68 %]"
    report = printed(f"#v(24.1cm)\n#table(columns: (1fr,) * 4, {heads}, {rows})")
    assert [len([b for b in page.blocks if b.cell]) for page in report.pages] == [5, 8]
    assert all(b.cell.head for b in report.pages[0].blocks if b.cell)
    assert facts(report)[:3] == [
        ("Halle", "Journées / 2022", "640"),
        ("Halle", "Journées / 2023", "812"),
        ("Halle", "Part", "41 %"),
    ]


FIGURES = ("Jours", "Soirs", "Part")
PLACES = (("Halle", "640", "812", "41 %"), ("Lavoir", "402", "455", "68 %"), ("Remise", "187", "203", "22 %"))
FOUR = "[*Lieu*], [*Jours*], [*Soirs*], [*Part*], "
FOUR += ", ".join(f"[{text}]" for row in PLACES for text in row)
STRIPED = "stroke: none, fill: (_, y) => if calc.odd(y) { luma(230) }"
BREAKS = ["stroke: none", "stroke: (bottom: 0.5pt)", "stroke: 0.5pt", STRIPED]


@pytest.mark.parametrize("drawn", BREAKS)
@pytest.mark.parametrize(("room", "rows"), [("0.8cm", (1, 3)), ("2cm", (3, 1))])
def test_heads_or_rows_alone_at_a_page_s_end_belong_to_the_rest(drawn: str, room: str, rows: tuple[int, int]) -> None:
    report = printed(f"""
        #set page(height: 25cm, margin: 2.5cm, header: [La halle #h(1fr) 2023], numbering: "1")
        #block(height: 20cm - {room}, spacing: 0pt)[{PROSE}]
        #table(columns: (2fr, 1fr, 1fr, 1fr), {drawn}, {NUMBERS_RIGHT}, {FOUR})
        {PROSE}
    """)
    assert [len({b.cell.row for b in page.blocks if b.cell}) for page in report.pages] == list(rows)
    assert facts(report) == [(place, *fact) for place, *texts in PLACES for fact in zip(FIGURES, texts, strict=True)]


def test_a_name_of_a_group_on_the_next_page_ends_the_group_before() -> None:
    report = printed(f"""
        #set page(height: 12cm)
        {PROSE}
        #v(4.1cm)
        #set table(align: (x, y) => if x < 2 and y > 0 {{ left + horizon }} else {{ right }})
        #table(columns: (3cm, 5cm, 3cm, 3cm), {STRIPED}, [], [*Poste*], [*2022 (€)*], [*2023 (€)*],
          table.cell(rowspan: 3)[Ce qui entre], [Location des fours], [11], [12], [Fêtes], [21], [22], [Aides], [31], [32],
          table.cell(rowspan: 2)[Ce qui sort], [Salaires], [41], [42], [Argile et émail], [51], [52])
    """)
    assert [len([b for b in page.blocks if b.cell]) for page in report.pages] == [13, 7]
    assert facts(report)[5:] == [
        ("Ce qui entre / Aides", "2023 (€)", "32"),
        ("Ce qui sort / Salaires", "2022 (€)", "41"),
        ("Ce qui sort / Salaires", "2023 (€)", "42"),
        ("Ce qui sort / Argile et émail", "2022 (€)", "51"),
        ("Ce qui sort / Argile et émail", "2023 (€)", "52"),
    ]


@pytest.mark.parametrize("place", ["top", "horizon"])
@pytest.mark.parametrize("text", [PROSE, "La halle \\ et le lavoir", "Halle \\ #v(3em) Lavoir"])
def test_text_beside_a_table_is_no_name_of_its_rows(place: str, text: str) -> None:
    page = printed(f"""#line(length: 100%)
        #grid(columns: (4cm, 1fr), gutter: 1cm, align: {place}, [{text}],
          [#table(columns: (1fr, 2cm, 2cm), stroke: (bottom: 0.5pt), {NUMBERS_RIGHT}, {HEAD}, {BODY})])""")
    assert [row for row, _, _ in facts(page)][::2] == ["Fil de l’eau", "Voix basses", "Ateliers du soir et du matin"]


def test_a_running_title_and_a_page_number_are_no_row_of_the_table_before() -> None:
    rows = ", ".join(f"[Lieu {i}], [{100 + i}]" for i in range(8))
    report = printed(f"""
        #set page(height: 12cm, header: pad(x: 5pt, context [Lieu #h(1fr) #counter(page).display()]))
        #v(1.8cm)
        #table(columns: (1fr, 1fr), stroke: none, align: (left, right), [Lieu], [Visites], {rows})
        {PROSE}
    """)
    assert [len([b for b in page.blocks if b.cell]) for page in report.pages] == [18, 0]


@pytest.mark.parametrize("stroke", ["(bottom: 0.5pt)", "0.5pt"])
@pytest.mark.parametrize("rows", [0, 1])
def test_in_the_next_column_of_a_page_cells_keep_the_heads_of_their_columns(stroke: str, rows: int) -> None:
    report = printed(f"""
        #set page(height: 12cm, columns: 2)
        {PROSE}
        #v({6.0 - 0.7 * rows}cm)
        #table(columns: (2fr, 1fr, 1fr, 1fr), stroke: {stroke}, {NUMBERS_RIGHT}, {FOUR})
        {PROSE}
    """)
    assert facts(report) == [(place, *fact) for place, *texts in PLACES for fact in zip(FIGURES, texts, strict=True)]


def test_tables_rows_and_columns_are_counted_from_one() -> None:
    page = printed(f"#table(columns: 3, {HEAD}, {BODY})\n{PROSE}\n#table(columns: 3, {HEAD}, {BODY})").pages[0]
    cells = [b.cell for b in page.blocks if b.cell]
    assert [(c.table, c.row, c.column) for c in cells] == [(t, r, c) for t in (1, 2) for r in (1, 2, 3, 4) for c in (1, 2, 3)]
    assert {(c.row, c.column) for c in cells if c.head} == {(1, 1), (1, 2), (1, 3), (2, 1), (3, 1), (4, 1)}


CARD = "align(center)[#circle(radius: 0.8cm, fill: gray) *{}* \\ {}]"
PEOPLE = [("Maud Kerlévéo", "Directrice"), ("Idriss Benatar", "Comptable"), ("Nora Hessel", "Médiatrice")] * 2
EVENTS = [("2016", "Ouverture"), ("2019", "Fête"), ("2021", "Crue"), ("2023", "Achat de la halle")]
COUNTS = [("412", "adhérents"), ("1,2 M€", "de budget"), ("64 %", "de femmes")] * 3


def _grid(columns: str, cells: list[str], gutter: str = "1.5em") -> str:
    return f"#grid(columns: {columns}, gutter: {gutter}, {', '.join(cells)})"


NO_TABLES = {
    "cards": _grid("(1fr,) * 3", [CARD.format(name, title) for name, title in PEOPLE]),
    "cards in a grid of lines": _grid("3, stroke: 0.5pt, inset: 8pt", [f"[*{a}* \\ {b}]" for a, b in PEOPLE], "0pt"),
    "large numbers over labels": _grid("(1fr,) * 3", [f"[#text(2em)[*{a}*] \\ {b}]" for a, b in COUNTS]),
    "numbers over labels": _grid("(1fr,) * 3", [f"[*{a}* \\ {b}]" for a, b in COUNTS]),
    "numbers beside what they count": _grid("(2.5cm, 1fr)", [f"[#text(2em)[*{a}*]], [{b}]" for a, b in COUNTS]),
    "contents": _grid("(1fr, auto)", ["[Le mot]", "[3]", "[Nos lieux]", "[5]", "[Les comptes]", "[11]", "[Annexes]", "[12]"]),
    "contents with leaders": "#outline()\n" + "\n#pagebreak()\n".join(f"= Partie {i}" for i in range(5)),
    "years and what happened": _grid("(2cm, 1fr)", [f"[{year}], [{what}]" for year, what in EVENTS]),
    "what happened and years": _grid("(1fr, 2cm)", [f"[{what}], [{year}]" for year, what in EVENTS]),
    "dates": _grid("(3cm, 1fr)", ["[12 mars]", "[Concert]", "[3 avril]", "[Bal]", "[7 mai]", "[Lecture]"]),
    "addresses": _grid("(1fr, 1fr)", [f"[Lieu {i} \\ {i} rue des Iris \\ Tél. 021 312 45 6{i}]" for i in range(4)]),
    "a form": _grid("(3cm, 6cm)", ["[Nom]", "[……]", "[Téléphone]", "[021 312 45 67]", "[Lieu]", "[1003 Brumal]"]),
    "columns between lines": "#line(length: 100%)\n{0}\n#line(length: 100%)\n{0}\n#line(length: 100%)".format(
        _grid("(1fr,) * 3", [f"[*Le bourg* \\ {PROSE * 2}]"] * 3)
    ),
    "cards between lines": "#line(length: 100%)\n{0}\n#line(length: 100%)\n{0}\n#line(length: 100%)".format(
        _grid("(1fr,) * 3", [f"[*{name}* \\ {title} \\ Brumal]" for name, title in PEOPLE[:3]])
    ),
    "one row of cards between lines": "#line(length: 100%)\nNotre équipe\n#line(length: 100%)\n{}\n#line(length: 100%)".format(
        _grid("(1fr,) * 3", [f"[*{name}* \\ {title} \\ Brumal]" for name, title in PEOPLE[:3]])
    ),
    "framed text": "\n".join(f"#block(stroke: 1pt, inset: 1em)[{PROSE}]" for _ in range(4)),
    "text in a frame of four": f"#grid(columns: (1fr, 1fr), stroke: 1pt, inset: 1em, {', '.join([f'[{PROSE * 3}]'] * 4)})",
}


@pytest.mark.parametrize("source", examples(NO_TABLES))
def test_what_only_looks_like_a_table_has_no_cells(source: str) -> None:
    assert blocks(printed(source), "cell") == []


@settings(max_examples=25, deadline=None)
@example(columns=5, justify=True, leading="0.5em", start=2, size=8, titled=True)
@given(
    columns=st.integers(2, 5),
    justify=st.booleans(),
    leading=st.sampled_from(["0.5em", "0.65em", "1em"]),
    start=st.integers(0, 40),
    size=st.integers(8, 11),
    titled=st.booleans(),
)
def test_columns_of_text_are_no_table(columns: int, justify: bool, leading: str, start: int, size: int, titled: bool) -> None:
    words = (COUNTED * 3).split()[start:]
    title = "*Le bourg* \\ " if titled else ""
    page = printed(f"""
        #set par(justify: {str(justify).lower()}, leading: {leading})
        #set text(size: {size}pt)
        #grid(columns: (1fr,) * {columns}, gutter: 0.6cm, ..range({columns}).map(i => [{title}{" ".join(words)}]))
    """)
    assert blocks(page, "cell") == []


texts = st.sampled_from(["Halle", "Fil de l’eau", "Ateliers du soir et du matin", "—", "", "12 %", "1 200 €", "2023", "0"])


@settings(max_examples=25, deadline=None)
@given(
    cells=st.lists(st.tuples(texts, texts, texts), min_size=2, max_size=8),
    stroke=st.sampled_from(["none", "0.5pt", "(bottom: 0.5pt)"]),
    filled=st.booleans(),
)
def test_no_word_of_a_table_is_lost_or_read_twice(cells: list[tuple[str, str, str]], stroke: str, filled: bool) -> None:
    rows = ", ".join(f"[{text}]" for row in cells for text in row)
    fill = "fill: (_, row) => if calc.even(row) { luma(230) }," if filled else ""
    page = printed(f"{PROSE}\n\n#table(columns: (2fr, 1fr, 1fr), stroke: {stroke}, {fill} {rows})\n\n{PROSE}").pages[0]
    expected = (PROSE * 2 + " ".join(text for row in cells for text in row)).split()
    assert sorted(page.text.split()) == sorted(expected)
