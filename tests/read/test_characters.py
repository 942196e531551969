"""What single characters say: ligatures, accents, signs of picture fonts, fonts that do not tell, text that nobody sees."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from pipeline.read.recognition import ocr
from tests.building import document, typeset
from tests.read.raw_pages import raw_page, sheet, texts

LATO = Path(__file__).parents[2] / "corpus" / "fonts" / "Lato-Regular.ttf"
SENTENCE = "La rivière traverse le bourg et les habitants du quai se retrouvent chaque matin devant la halle restaurée."


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("efficace, affluence, offre, fin, flot, chiffre", ["efficace,", "affluence,", "offre,", "fin,", "flot,", "chiffre"]),
        ("e\u0301te\u0301, co\u0302te\u0301, c\u0327a", ["été,", "côté,", "ça"]),
        ("Nguyễn Thị Thu Hà et Đặng Văn Lâm", ["Nguyễn", "Thị", "Thu", "Hà", "et", "Đặng", "Văn", "Lâm"]),
        ("in\u00adstal\u00adla\u00adtion", ["installation"]),
        ("l’eau, aujourd’hui, « oui »", ["l’eau,", "aujourd’hui,", "«", "oui", "»"]),
        ("AV AVEC TOYOTA V. P.-D.G. A.V.", ["AV", "AVEC", "TOYOTA", "V.", "P.-D.G.", "A.V."]),
    ],
)
def test_letters_are_as_a_reader_writes_them(source: str, expected: list[str]) -> None:
    assert texts(typeset(source)) == expected


def show(text: str, x: float = 50, y: float = 700, size: float = 10, before: str = "") -> str:
    return f"BT {before} /F {size} Tf {x} {y} Td ({text}) Tj ET\n"


SCAN = "q 200 0 0 200 40 600 cm /X Do Q\n"


def test_an_accent_set_over_its_letter_by_hand_is_its_letter_s() -> None:
    # as typesetters without accented letters do: the accent, back by its width, the letter
    assert texts(raw_page("BT /F 10 Tf 50 700 Td [(\xb4) 445 (et) 55 (\xb4) 445 (e)] TJ ET")) == ["été"]


def test_a_soft_hyphen_that_a_ligature_stands_for_is_not_printed() -> None:
    ligature = r"/Span << /ActualText <FEFF006600AD0066> >> BDC BT /F 10 Tf 55.6 700 Td (x) Tj ET EMC"
    page = raw_page(f"BT /F 10 Tf 50 700 Td (o) Tj ET {ligature} BT /F 10 Tf 60.6 700 Td (ert) Tj ET")
    assert texts(page) == ["offert"]


def test_words_tell_their_fonts() -> None:
    words = sheet(typeset('Un _mot_ et #text(font: "DejaVu Sans Mono")[du code] puis _un autre_')).words
    assert [(w.text, w.font) for w in words] == [
        *(("Un", 0), ("mot", 1), ("et", 0), ("du", 2), ("code", 2), ("puis", 0), ("un", 1), ("autre", 1)),
    ]


@pytest.mark.parametrize(
    ("font", "sign", "expected"),
    [
        ("/BaseFont /ABCDEF+Wingdings-Regular /Encoding /WinAnsiEncoding", "\xa7", "•"),
        ("/BaseFont /ABCDEF+Wingdings-Regular /Encoding /WinAnsiEncoding", "l", "•"),
        ("/BaseFont /Symbol", "\xb7", "•"),
        ("/BaseFont /ZapfDingbats", "n", "■"),
        ("/BaseFont /Symbol", "ab", "αβ"),
        ("/BaseFont /Helvetica /Encoding /WinAnsiEncoding", "l", "l"),
    ],
)
def test_a_letter_of_a_picture_font_is_a_bullet(font: str, sign: str, expected: str) -> None:
    kind = "TrueType" if "Wing" in font else "Type1"
    assert texts(raw_page(show(sign), font=f"<< /Type /Font /Subtype /{kind} {font} >>")) == [expected]


def embedded(target: int, text: str = SENTENCE) -> bytes:
    """A text in an embedded font whose table maps the code of each letter to what is so far from ``target`` as it from 32."""
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"1 beginbfrange <0020> <00FF> <{target:04X}> endbfrange endcmap end end"
    )
    data = LATO.read_bytes().hex() + ">"
    codes = "".join(f"{ord(letter):04X}" for letter in text)
    return raw_page(
        f"BT /F 10 Tf 30 700 Td <{codes}> Tj ET",
        font="<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Lato /Encoding /Identity-H "
        "/DescendantFonts [6 0 R] /ToUnicode 9 0 R >>",
        more=(
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Lato /FontDescriptor 7 0 R /DW 500 /CIDToGIDMap /Identity "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
            "<< /Type /FontDescriptor /FontName /AAAAAA+Lato /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 "
            "/Descent -200 /CapHeight 700 /StemV 80 /FontFile2 8 0 R >>",
            f"<< /Length {len(data)} /Length1 {len(data) // 2} /Filter /ASCIIHexDecode >>\nstream\n{data}\nendstream",
            f"<< /Length {len(table)} >>\nstream\n{table}\nendstream",
        ),
    )


def test_a_font_that_tells_the_truth_is_read() -> None:
    page = sheet(embedded(0x20))
    assert " ".join(word.text for word in page.words) == SENTENCE
    assert page.garbled == 0


@pytest.mark.parametrize("target", [0x03, 0xE020, 0x23], ids=["shifted", "private", "shifted otherwise"])
def test_no_word_is_made_of_a_font_that_lies_but_the_page_says_so(target: int) -> None:
    page = sheet(embedded(target))
    assert page.words == ()
    assert page.garbled > 70


def test_a_page_that_cannot_be_read_is_looked_at_or_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    both = pdfium.PdfDocument.new()
    for pdf in (typeset(SENTENCE), embedded(0x23)):
        both.import_pages(pdfium.PdfDocument(pdf))
    out = io.BytesIO()
    both.save(out)
    if ocr.installed():
        assert [page.recognized for page in document(out.getvalue()).pages] == [False, True]
    monkeypatch.setattr(ocr, "installed", lambda: None)
    read = document(out.getvalue() + b"\n")  # other bytes: what is read once is kept
    assert [page.problem for page in read.pages] == [None, read.pages[1].problem]
    assert read.reason is not None
    assert read.reason.startswith("p. 2 : texte illisible (police sans table de caractères)")


def test_a_short_title_in_capitals_is_no_garble() -> None:
    assert sheet(embedded(0x20, "XYZ WWF QQCH")).garbled == 0


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        (show("voici") + show("dessous", y=680, before="3 Tr"), ["voici"]),
        (show("seul", before="3 Tr"), ["seul"]),
        (SCAN + show("voici", y=300, before="0 Tr") + show("scan", before="3 Tr"), ["scan", "voici"]),
        (show("voici") + "/G gs " + show("transparent", y=680), ["voici"]),
        (show("voici") + show("minuscule", y=680, size=0.4) + show("nul", y=660, size=0), ["voici"]),
        (show("voici") + show("dehors", x=650) + show("dehors", y=900), ["voici"]),
        (show("voici") + "q 50 60 500 700 re W n " + show("coupé", y=46) + show("entier", y=62) + " Q", ["voici", "entier"]),
        (show("voici") + "1 1 1 rg " + show("blanc", y=680), ["voici", "blanc"]),
    ],
    ids=["invisible", "nothing else", "under a scan", "transparent", "tiny", "outside", "cut off", "white on something dark"],
)
def test_only_text_that_a_reader_sees_is_read(content: str, seen: list[str]) -> None:
    image = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\n"
    page = raw_page(content, more=(image + "stream\n0\nendstream", "<< /ca 0 >>"))
    assert sorted(texts(page)) == sorted(seen)


WIDTHS = {"B": 6.4, "o": 5.3, "n": 5.3, "j": 2.0, "u": 5.3, "r": 3.0}
TWICE_EACH = " ".join(f"({c}) Tj .3 0 Td ({c}) Tj {WIDTHS[c]} 0 Td" for c in "Bonjour")


@pytest.mark.parametrize(
    "content",
    [
        show("Bonjour") + show("Bonjour", x=50.3),
        show("Bonjour") + show("Bonjour", before="1 Tr"),
        f"BT /F 10 Tf 50 700 Td {TWICE_EACH} ET",
    ],
    ids=["word by word", "filled, then stroked", "letter by letter"],
)
def test_what_is_printed_twice_is_read_once(content: str) -> None:
    assert texts(raw_page(content)) == ["Bonjour"]
