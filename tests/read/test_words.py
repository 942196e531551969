"""The words of a page are those that it was typeset from, whatever its type and however it was drawn."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import build
from pipeline.read.glyphs import PrintedWord
from tests.building import HEIGHT, WIDTH, Print, drawn, typeset
from tests.read.raw_pages import in_order, raw_page, sheet, texts

DRAWN_HIGH = "#set super(typographic: false)\n"
"""Raised signs as smaller letters set higher, where the font has signs of its own for them."""

TYPE = {
    "letter-spaced capitals": ("#text(tracking: 0.3em)[MÉTA]", ["MÉTA"]),
    "letter-spaced words": ("#text(tracking: 0.3em)[AVENIR COMMUN]", ["AVENIR", "COMMUN"]),
    "spaces between letters": ("M É T A", ["MÉTA"]),
    "a wider gap between such words": ("À V E N I R #h(0.3em) C O M M U N", ["ÀVENIR", "COMMUN"]),
    "slightly spaced": ("#text(tracking: 0.12em)[RAPPORT ANNUEL 2024]", ["RAPPORT", "ANNUEL", "2024"]),
    "spaced, with signs": ("#text(tracking: 0.25em)[L’ÂGE D’OR : 2024]", ["L’ÂGE", "D’OR", ":", "2024"]),
    "letters that are words": ("il y a 3 à 4 m de A à Z", ["il", "y", "a", "3", "à", "4", "m", "de", "A", "à", "Z"]),
    "letters in the order of the alphabet": ("A B C D", ["A", "B", "C", "D"]),
    "digits apart": ("1 2 3 4 5 6", ["1", "2", "3", "4", "5", "6"]),
    "small capitals": ("#smallcaps[Marie Dupuis]", ["Marie", "Dupuis"]),
    "shrunk capitals": ("Marie D#text(0.7em)[UPUIS], L#text(0.8em)[E] G#text(0.8em)[OFF]", ["Marie", "DUPUIS,", "LE", "GOFF"]),
    "numbers with spaces": ("12 587, 12~587, 1\u202f200\u202f000 €", ["12", "587,", "12", "587,", "1", "200", "000", "€"]),
    "dots to a page number": ("Sommaire #box(width: 1fr, repeat[.]) 12", ["Sommaire", "12"]),
    "dots that touch": ("Le mot du maire#box(width: 1fr, repeat[. ])3", ["Le", "mot", "du", "maire", "3"]),
    "an ellipsis": ('et puis#"..." voilà…', ["et", "puis...", "voilà…"]),
    "justified": (
        "#set par(justify: true)\n#block(width: 5cm)[Les associations internationales organisent extraordinairement de fêtes.]",
        ["Les", "associations", "internationales", "organisent", "extraordinairement", "de", "fêtes."],
    ),
    "stroked letters": ("#text(stroke: 0.3pt)[Gras peint] et *vrai*", ["Gras", "peint", "et", "vrai"]),
    "a watermark": ("#place(rotate(-45deg, text(60pt)[BROUILLON])) texte", ["texte"]),
    "a slight slope": ("#rotate(4deg)[un peu penché]", ["un", "peu", "penché"]),
}


@pytest.mark.parametrize(("source", "expected"), TYPE.values(), ids=list(TYPE))
def test_words_are_those_of_the_source(source: str, expected: list[str]) -> None:
    assert texts(typeset(source)) == expected


def apart(text: str, size: float, space: float, x: float = 50, y: float = 700) -> str:
    """A text drawn letter by letter, as browsers do, so much apart; its spaces are not drawn, but as wide as a quarter size."""
    drawn = []
    for letter in text:
        if letter != " ":
            drawn.append(f"BT /F {size} Tf {x:.2f} {y} Td ({letter}) Tj ET")
        x += (0.25 if letter == " " else COURIER) * size + space
    return "\n".join(drawn)


COURIER = 0.6
MONOSPACED = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"


@pytest.mark.parametrize(
    ("text", "space"),
    [
        ("GOUVERNANCE", 3),
        ("LA HALLE AUX GRAINS", 3.6),
        ("La halle aux grains", 1.2),
        ("UN LAVOIR", 0.8),
        ("2024", 1.8),
        ("Le 12 mai, à quai", 2.5),
    ],
)
def test_letters_drawn_evenly_apart_are_words(text: str, space: float) -> None:
    assert texts(raw_page(apart(text, 12, space), font=MONOSPACED)) == text.split()


@pytest.mark.parametrize("text", ["J. M. D.", "il y a 3 à 4 m", "a + b = c", "Q 1 R", "A B C D E"])
def test_single_letters_with_spaces_between_them_stay_so(text: str) -> None:
    assert texts(raw_page(apart(text, 12, 0), font=MONOSPACED)) == text.split()


def test_cells_of_one_letter_stay_apart() -> None:
    cells = [apart(letter, 12, 0, x=50 + 30 * i) for i, letter in enumerate("DBCEA")]
    assert texts(raw_page("\n".join(cells), font=MONOSPACED)) == [*"DBCEA"]


def test_small_capitals_are_one_word_of_the_size_of_its_first_letter() -> None:
    # as browsers make them where the font has none: capitals in a smaller size that stand for small letters
    small = "/Span << /ActualText (alle) >> BDC BT /F 8.4 Tf 58.7 700 Td (ALLE) Tj ET EMC"
    page = sheet(raw_page(f"BT /F 12 Tf 50 700 Td (H) Tj ET {small} BT /F 12 Tf 84 700 Td (ici) Tj ET"))
    assert [(w.text, w.size) for w in page.words] == [("Halle", 12), ("ici", 12)]
    assert len({w.middle for w in page.words}) == 1


@pytest.mark.parametrize("source", ["apex, Été ÉCRU |(g) ’ —", 'x #emph[Ég] *Çp* #text(font: "DejaVu Sans Mono")[Àj]'])
def test_words_of_one_line_and_size_are_level_whatever_their_letters(source: str) -> None:
    assert len({(w.top, w.bottom) for w in sheet(typeset(source)).words}) == 1


ORDINALS = "6#super[e] et 1#super[er], XXI#super[e] siècle, n#super[o] 12, M#super[me] Vidal, la 2#super[nde] fois"
NOTES = "En 2023#super[1], 12#super[2] personnes#super[3], «mots»#super[14] sur 45 m#super[2]. "
UNICODE = "En 2023¹, 12² personnes³, «mots»¹⁴ sur 45 m². "


@pytest.mark.parametrize("style", ["", DRAWN_HIGH], ids=["raised glyphs", "small letters set higher"])
def test_raised_letters_are_part_of_their_word(style: str) -> None:
    words = [w.text for w in sorted(sheet(typeset(style + ORDINALS)).words, key=lambda w: w.x0)]
    assert words == ["6e", "et", "1er,", "XXIe", "siècle,", "no", "12,", "Mme", "Vidal,", "la", "2nde", "fois"]


@pytest.mark.parametrize("source", [NOTES, DRAWN_HIGH + NOTES, UNICODE], ids=["raised glyphs", "small and higher", "Unicode"])
def test_the_number_of_a_note_is_a_word_of_its_own_and_a_power_is_not(source: str) -> None:
    words = sheet(typeset(source)).words
    plain = sorted((w for w in words if not w.raised), key=lambda w: w.x0)
    assert [w.text for w in plain] == ["En", "2023,", "12", "personnes,", "«mots»", "sur", "45", "m²."]
    assert [w.text for w in sorted((w for w in words if w.raised), key=lambda w: w.x0)] == ["1", "2", "3", "14"]


def test_a_note_begins_with_its_number() -> None:
    words = sheet(typeset("Une halle#footnote[Voir la page trois.].")).words
    assert [w.text for w in words if w.raised] == ["1", "1"]
    assert [w.text for w in words if not w.raised and w.top > 700] == ["Voir", "la", "page", "trois."]


def test_a_drop_capital_begins_its_word_which_stays_on_its_line() -> None:
    lines = "#h(22pt)’association est née \\ #h(22pt) en mai dans le quartier \\ et puis elle a grandi."
    words = in_order(sheet(typeset(f"#box(width: 8cm)[#place(top + left, text(size: 34pt)[L]) {lines}]")).words)
    assert [w.text for w in words][:4] == ["L’association", "est", "née", "en"]
    assert words[0].size == words[1].size == 10
    assert words[0].top == pytest.approx(words[1].top, abs=0.5)
    assert words[3].x0 - words[0].x0 > 20


def test_letters_of_a_turned_ligature_are_not_taken_for_one_printed_twice() -> None:
    ligature = "/Span << /ActualText (tt) >> BDC BT /F 10 Tf 0 1 -1 0 100 316.7 Tm (x) Tj ET EMC"
    letters = "BT /F 10 Tf 0 1 -1 0 100 300 Tm (nave) Tj ET", ligature, "BT /F 10 Tf 0 1 -1 0 100 321.7 Tm (e) Tj ET"
    assert texts(raw_page(" ".join(letters))) == ["navette"]


def test_turned_words_tell_so() -> None:
    turned = "#rotate(90deg, reflow: true)[Descend 2024] #rotate(-90deg, reflow: true)[Monte 1998]"
    words = sheet(typeset(f"Droit 12 {turned}")).words
    assert {(w.text, w.turn) for w in words} == {
        *(("Droit", 0), ("12", 0)),
        *(("Descend", 90), ("2024", 90)),
        *(("Monte", 270), ("1998", 270)),
    }


PLAIN = "BT /F 10 Tf 50 700 Td (Bonjour ici) Tj ET"


@pytest.mark.parametrize(
    ("rotation", "size", "box", "turn"),
    [
        (0, (595, 842), (50, 132, 84.46, 144.5), 0),
        (90, (842, 595), (697.5, 50, 710, 84.46), 90),
        (180, (595, 842), (510.54, 697.5, 545, 710), 180),
        (270, (842, 595), (132, 510.54, 144.5, 545), 270),
    ],
)
def test_places_are_those_of_the_page_as_shown(rotation: int, size: tuple[int, int], box: tuple[float, ...], turn: int) -> None:
    page = sheet(raw_page(PLAIN, entries=f"/MediaBox [0 0 595 842] /Rotate {rotation}"))
    word = page.words[0]
    assert (page.width, page.height) == size
    assert (word.x0, word.top, word.x1, word.bottom) == pytest.approx(box, abs=0.02)
    assert (word.text, word.turn) == ("Bonjour", turn)


def test_text_turned_in_a_turned_page_is_upright() -> None:
    page = raw_page("BT /F 10 Tf 0 1 -1 0 100 300 Tm (Bonjour 2024) Tj ET", entries="/MediaBox [0 0 595 842] /Rotate 90")
    assert [(w.text, w.turn) for w in sheet(page).words] == [("Bonjour", 0), ("2024", 0)]


def test_places_are_within_the_cropped_page() -> None:
    page = sheet(raw_page(PLAIN, entries="/MediaBox [0 0 595 842] /CropBox [40 40 500 800]"))
    assert (page.width, page.height) == (460, 760)
    assert (page.words[0].x0, page.words[0].bottom) == pytest.approx((10, 102.5), abs=0.02)


@pytest.mark.parametrize("box", ["0 0 20000 20000", "0 0 0 0", "-100 -100 495 742", "595 842 0 0"])
def test_odd_page_sizes_are_read(box: str) -> None:
    assert texts(raw_page(PLAIN, entries=f"/MediaBox [{box}]")) == ["Bonjour", "ici"]


@pytest.mark.parametrize(
    "matrix",
    ["12 0 0 12 50 700", "1 0 0.3 1 50 700", "1 0.1 -0.1 1 50 700", "1.2 0 0 1 50 700", "-1 0 0 -1 200 700"],
)
def test_any_upright_matrix_gives_whole_words(matrix: str) -> None:
    size = -10 if matrix.startswith("-") else 1 if matrix.startswith("12") else 10
    words = sheet(raw_page(f"BT /F {size} Tf {matrix} Tm (Bonjour 2024 ici) Tj ET")).words
    assert [w.text for w in sorted(words, key=lambda w: w.x0)] == ["Bonjour", "2024", "ici"]


def test_a_font_of_drawings_without_measures_gives_whole_words() -> None:
    drawing = "<< /Length 44 >>\nstream\n800 0 0 0 750 750 d1 0 0 750 {} re f       \nendstream"
    font = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 750 750] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97 /LastChar 98 "
        "/CharProcs << /a 6 0 R /b 7 0 R >> /Encoding << /Type /Encoding /Differences [97 /a /b] >> /Widths [800 800] >>"
    )
    page = raw_page("BT /F 10 Tf 50 700 Td (abab) Tj 50 0 Td (aab) Tj ET", font=font, more=tuple(map(drawing.format, "71")))
    assert texts(page) == ["abab", "aab"]


def test_drawings_in_a_form_are_where_the_form_is_put() -> None:
    shapes = "10 10 100 50 re f 0 0 50 1 re f"
    form = f"<< /Type /XObject /Subtype /Form /BBox [0 0 300 300] /Length {len(shapes)} >>\nstream\n{shapes}\nendstream"
    page = sheet(raw_page("q 2 0 0 2 100 200 cm /X Do Q", more=(form,)))
    assert page.panels == ((120, 522, 320, 622),)
    assert page.rules == ((100, 640, 200, 642),)


def test_a_small_shape_before_a_line_is_a_bullet() -> None:
    shapes = "52 702 4 4 re f 52 682 m 56 684 l 52 686 l h f 0.6 w 51 662 m 53 660 l 57 668 l S 520 500 4 4 re f"
    lines = " ".join(f"BT /F 10 Tf 64 {y} Td (point) Tj ET" for y in (700, 680, 660))
    assert texts(raw_page(f"{shapes} {lines}")) == ["•", "point"] * 3


def _source_words(source: str) -> Counter[str]:
    """The words of a typst source that its readers see, without its signs."""
    text = re.sub(r"//.*|^#(?:import|set|let).*|\\(?=[$@ \n])", "", source, flags=re.M)
    text = re.sub(r"#show: look\.with\(.*?\n\)", "", text, flags=re.S)
    text = re.sub(r"#?[a-z]+-columns|#[a-z][\w.-]*(?:\(\d+,)?|\((?:center|size|[\d.]+em)[^)]*\)", " ", text)
    return Counter(word for word in re.sub(r'[\[\]"*_=~]', " ", text).split() if any(map(str.isalnum, word)))


@pytest.mark.parametrize("source", build.sources(), ids=lambda path: path.stem[:30])
def test_the_words_of_the_sample_documents_are_those_of_their_sources(source: Path, tmp_path: Path) -> None:
    for path in source.parent.glob("*.typ"):
        (tmp_path / path.name).write_text(path.read_text("utf-8").replace("hyphenate: true", "hyphenate: false"), "utf-8")
    expected = _source_words(source.read_text("utf-8"))
    pdf = build.typeset(tmp_path / source.name)
    read: Counter[str] = Counter()
    for number in range(1, pdf.count(b"/Type /Page\n") + pdf.count(b"/Type/Page/") + 1):
        words = [w.text for w in sheet(pdf, number).words]
        cut = [i for i, word in enumerate(words[:-1]) if word.endswith("-") and word + words[i + 1] in expected]
        read.update(word + words[i + 1] if i in cut else word for i, word in enumerate(words) if i - 1 not in cut)
    missed = expected - read
    assert sum(missed.values()) <= 0.001 * sum(expected.values()), missed


pieces = st.lists(
    st.tuples(st.text(st.sampled_from("abcdéèçABC0123456789’-,.;()"), min_size=1, max_size=9), st.integers(1, 3)),
    min_size=1,
    max_size=30,
)


def _cut(words: list[tuple[str, int]]) -> list[Print]:
    """Words in lines of five, each drawn in so many parts that touch."""
    return [
        Print(word[k : k + step], 40 + 100 * (i % 5) + 6 * k, 60 + 24 * (i // 5))
        for i, (word, parts) in enumerate(words)
        for step in [-(-len(word) // parts)]
        for k in range(0, len(word), step)
    ]


@settings(max_examples=60, deadline=None)
@given(pieces, st.randoms(use_true_random=False))
def test_the_order_of_drawing_means_nothing_for_the_words(words: list[tuple[str, int]], chance: Random) -> None:
    prints = _cut(words)
    shuffled = list(prints)
    chance.shuffle(shuffled)
    once, again = (sheet(drawn([order])).words for order in (prints, shuffled))

    def places(found: tuple[PrintedWord, ...]) -> list[tuple[str, float, float]]:
        return sorted((w.text, w.x0, w.top) for w in found)

    assert places(once) == places(again)


numbers = st.floats(-3, 3).map(lambda x: round(x, 2))
matrices = st.tuples(numbers, numbers, numbers, numbers, st.integers(-100, 700), st.integers(-100, 900))


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(matrices, st.integers(-30, 60), st.integers(0, 7), st.integers(0, 200)), max_size=8),
    st.sampled_from([0, 90, 180, 270]),
)
def test_every_word_lies_on_the_page_whatever_the_matrix(
    drawings: list[tuple[tuple[float, ...], int, int, int]], rotation: int
) -> None:
    content = "\n".join(
        f"BT /F {size} Tf {mode} Tr {' '.join(map(str, matrix))} Tm {spacing / 20} Tc (Bonjour 2024 ici) Tj ET"
        for matrix, size, mode, spacing in drawings
    )
    page = sheet(raw_page(content, entries=f"/MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {rotation}"))
    for word in page.words:
        assert word.text.strip() == word.text != ""
        assert 0 <= word.x0 < word.x1 <= page.width
        assert 0 <= word.top < word.bottom <= page.height


operators = st.lists(st.sampled_from([*"qQfSWn019.-\n", *"BT ET Tj Td Tf Tm Tr cm re (a) [1] /F /X Do".split()]), max_size=80)  # noqa: SIM905


@settings(max_examples=150, deadline=None)
@given(operators.map(" ".join))
def test_no_content_stops_the_reading(content: str) -> None:
    page = sheet(raw_page(content))
    assert page.width == WIDTH
