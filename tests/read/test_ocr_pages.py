"""A scanned page reads like the page that was printed."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pipeline.pool import Limits, Refused, Worker
from pipeline.read import ReadError
from pipeline.read.recognition import ocr
from pipeline.read.recognition.deskew import Turn, set_straight, turn_of
from pipeline.read.recognition.scans import is_spoilt, pages_of_time
from pipeline.stages import Source
from pipeline.types import Document, Page, from_json
from tests.building import blocks, document, typeset
from tests.scanning import needs_tesseract, pictures, scanned, with_hidden_text

PROSE = (
    "La Maison des lucioles a ouvert ses portes au printemps, dans une ancienne filature au bord de la rivière. Depuis, "
    "ses bénévoles y accueillent chaque semaine des familles du quartier, des élèves et des personnes âgées. Trois ateliers "
    "ont été ajoutés cette année : la couture, la réparation de vélos et l'écriture."
)
REPORT = typeset(
    f"""
#set text(font: "Libertinus Serif", size: 11pt)
= Rapport d'activité
{PROSE}

== Nos ateliers
Les ateliers ouverts cette année sont les suivants :
- réparation de vélos et de trottinettes ;
- couture et tricot pour débutants ;
- écriture de nouvelles et de contes.

== L'équipe
#grid(columns: (1fr, 1fr), row-gutter: 22pt, ..(
  ("Nora Belkacem", "Coordinatrice des ateliers"), ("Luc Verdonck", "Responsable des bénévoles"),
  ("Inès Carvalho", "Chargée des publics"), ("Paul Estève", "Trésorier du conseil"),
).map(((name, title)) => [*#name* \\ #title]))
"""
)
COLUMNS = typeset(f"#set text(size: 10pt)\n#columns(2, gutter: 1cm)[{PROSE}\n\n{PROSE} {PROSE}\n#colbreak()\n{PROSE}]")


def words(page: Page) -> Counter[str]:
    return Counter(re.findall(r"\w+", page.text))


def f1(found: Counter[str], expected: Counter[str]) -> float:
    return 2 * (found & expected).total() / (found.total() + expected.total())


def shape(read: Document) -> list[tuple[str, str]]:
    """Kind and first letters of every block."""
    return [(b.kind, re.findall(r"\w+", page.text[b.start : b.end])[0][:3]) for page in read.pages for b in page.blocks]


@needs_tesseract
@pytest.mark.parametrize(("pdf", "degrees"), [(REPORT, 0.0), (REPORT, 0.8), (REPORT, -3.0), (COLUMNS, 0.8)])
def test_a_scan_has_the_words_of_the_print_in_its_blocks_and_order(pdf: bytes, degrees: float) -> None:
    born, read = document(pdf), document(scanned(pdf, degrees))
    assert f1(words(read.pages[0]), words(born.pages[0])) >= 0.97
    assert shape(read) == shape(born)
    assert read.status == "read"
    assert read.pages[0].recognized
    assert not born.pages[0].recognized


@needs_tesseract
def test_words_know_how_sure_they_are() -> None:
    page = document(scanned(REPORT)).pages[0]
    assert all(0.3 <= word.confidence <= 1 for word in page.words)
    assert any(word.confidence < 1 for word in page.words)
    assert all(0.5 <= block.confidence <= 1 for block in page.blocks)


@needs_tesseract
@pytest.mark.parametrize("degrees", [0.0, 0.8, -3.0])
def test_boxes_stand_over_the_words_as_the_page_is_shown(degrees: float) -> None:
    """The boxes of the print, turned as the scan is, are where those of the scan are."""
    born, page = document(REPORT).pages[0], document(scanned(REPORT, degrees)).pages[0]
    turn = Turn(degrees, born.width, born.height)
    once = {text for text, count in words(born).items() if count == 1 and words(page)[text] == 1}
    places = {born.text[w.start : w.end]: turn.shown_rect(w.boxes[0]) for w in born.words}
    seen = [(page.text[w.start : w.end], w.boxes[0]) for w in page.words]
    pairs = [(box, places[text]) for text, box in seen if text in once and text in places]
    assert len(pairs) > 30
    for box, place in pairs:
        assert max(abs(a - b) for a, b in zip(box, place, strict=True)) < 4


@needs_tesseract
def test_headings_stand_out_and_paragraphs_have_one_size() -> None:
    page = document(scanned(REPORT)).pages[0]
    sizes = {kind: {b.size for b in page.blocks if b.kind == kind} for kind in ("heading", "paragraph", "list_item")}
    assert sizes["paragraph"] == sizes["list_item"]
    assert len(sizes["paragraph"]) == 1
    assert min(sizes["heading"]) >= max(sizes["paragraph"])
    assert [b.level for b in page.blocks if b.kind == "heading"] == [1, 2, 2]


@needs_tesseract
def test_bold_names_make_cards() -> None:
    assert blocks(document(scanned(REPORT)), "card") == [
        "Nora Belkacem Coordinatrice des ateliers",
        "Luc Verdonck Responsable des bénévoles",
        "Inès Carvalho Chargée des publics",
        "Paul Estève Trésorier du conseil",
    ]


@needs_tesseract
def test_bullets_that_recognition_drops_or_mistakes_are_bullets() -> None:
    assert [text[:2] for text in blocks(document(scanned(REPORT)), "list_item")] == ["• ", "• ", "• "]


@needs_tesseract
def test_colours_are_those_of_the_ink() -> None:
    pdf = typeset('#text(size: 20pt, fill: rgb("#c00000"))[Une vie de quartier]\n\nLe quartier change, ses habitants aussi.')
    title, rest = document(scanned(pdf)).pages[0].blocks
    red, green, blue = (int(title.color[i : i + 2], 16) for i in (0, 2, 4))
    assert red > 150
    assert max(green, blue) < 80
    assert rest.color == "000000"


GARBAGE = ["l_a rn<ais0n d'acc ueiI1e 1es en_fa nts du quart1er", "b~n{voIes y accu3il|ent cha^ue sem@ine d3s fam|ll3s"] * 8


@needs_tesseract
def test_a_spoilt_text_under_a_scan_is_read_anew() -> None:
    page = document(with_hidden_text(scanned(REPORT), GARBAGE)).pages[0]
    assert page.recognized
    assert f1(words(page), words(document(REPORT).pages[0])) >= 0.97


def test_a_good_text_under_a_scan_is_kept() -> None:
    lines = [PROSE[i : i + 80] for i in range(0, len(PROSE), 80)]
    page = document(with_hidden_text(scanned(REPORT), lines)).pages[0]
    assert not page.recognized
    assert " ".join(page.text.split()).startswith("La Maison des lucioles a ouvert ses portes")


@needs_tesseract
def test_few_words_of_the_file_stay_and_the_picture_is_read_around_them(tmp_path: Path) -> None:
    page = typeset(PROSE)
    stamped = pdfium.PdfDocument(scanned(page, 0.0))
    over = stamped[0]
    text = pdfium.raw.FPDFPageObj_NewTextObj(stamped, b"Helvetica", 8)
    utf16 = "Scan 4711\0".encode("utf-16-le")
    pdfium.raw.FPDFText_SetText(text, (pdfium.raw.FPDF_WCHAR * (len(utf16) // 2)).from_buffer_copy(utf16))
    pdfium.raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, 400, 30)
    pdfium.raw.FPDFPage_InsertObject(over, text)
    over.gen_content()
    stamped.save(tmp_path / "stamped.pdf")
    stamped.close()
    read = document((tmp_path / "stamped.pdf").read_bytes()).pages[0]
    assert read.text.count("4711") == 1
    assert next(w for w in read.words if read.text[w.start : w.end] == "4711").confidence == 1
    assert f1(words(read), words(document(page).pages[0])) > 0.9


@needs_tesseract
def test_no_words_come_out_of_a_photograph() -> None:
    noise = Image.effect_noise((600, 800), 90).convert("RGB")
    noise.paste(Image.radial_gradient("L").resize((400, 400)).convert("RGB"), (100, 200))
    pdf = typeset("Un mot pour commencer, et rien que des mots.")
    both = pdfium.PdfDocument(pdf)
    picture = pdfium.PdfImage.new(both)
    picture.set_bitmap(pdfium.PdfBitmap.from_pil(noise))
    picture.set_matrix(pdfium.PdfMatrix().scale(595, 842))
    page = both.new_page(595, 842)
    page.insert_obj(picture)
    page.gen_content()
    file = io.BytesIO()
    both.save(file)
    both.close()
    read = document(file.getvalue())
    assert [p.text for p in read.pages] == ["Un mot pour commencer, et rien que des mots.", ""]
    assert read.status == "read"
    assert read.notes == ("1 image non lue, p. 2",)


# ── turns ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

SHEETS = [pictures(pdf)[0].convert("L") for pdf in (REPORT, COLUMNS)]


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(SHEETS), st.floats(-4, 4).map(lambda degrees: round(degrees, 2)))
def test_any_turn_is_measured(sheet: Image.Image, degrees: float) -> None:
    turned = sheet.rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=255)
    assert turn_of(turned) == pytest.approx(degrees, abs=0.15)
    assert turn_of(set_straight(turned, degrees)) == pytest.approx(0, abs=0.15)


def test_a_page_without_text_is_straight() -> None:
    assert turn_of(Image.new("L", (600, 800), 255)) == 0
    assert turn_of(Image.new("L", (1, 1), 0)) == 0


@given(st.floats(-5, 5), st.floats(0, 600), st.floats(0, 800))
def test_setting_straight_and_back_is_nothing(degrees: float, x: float, y: float) -> None:
    turn = Turn(degrees, 600, 800)
    assert turn.shown(*turn.straight(x, y)) == pytest.approx((x, y), abs=1e-6)


# ── which pages ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        PROSE.upper(),
        "The annual report of our association describes what its volunteers did for the families of the neighbourhood.",
        "Die Jahresberichte der Vereine beschreiben, was ihre Ehrenamtlichen für die Nachbarschaft getan haben, und für wen.",
        "12 450 18 230 4 120 2021 2022 2023 1 250 CHF 45 % 12,5 1 200 320 47 18 2 100 3 200",
        "Écrivez à bonjour@exemple.fr ou sur https://exemple.fr/contact",
    ],
)
def test_a_good_text_is_not_spoilt(text: str) -> None:
    assert not is_spoilt(text.split())


@pytest.mark.parametrize(
    "text",
    [
        " ".join(GARBAGE),
        "".join(chr((ord(c) - 97 + 3) % 26 + 97) if "a" <= c <= "z" else c for c in PROSE),
        "!\"#$ %&'( )*+, -./0 1234 5678 9:;< =>?@ ~~^^ {}[] ##!! $$%% &&** ((++ ,,~~ ||\\\\ @@##",
    ],
    ids=["bad recognition", "another alphabet", "signs"],
)
def test_a_spoilt_text_is_noticed(text: str) -> None:
    assert is_spoilt(text.split())


def test_a_scanned_page_is_given_more_time(tmp_path: Path) -> None:
    (tmp_path / "né.pdf").write_bytes(REPORT)
    (tmp_path / "scan.pdf").write_bytes(scanned(REPORT))
    assert pages_of_time(str(tmp_path / "né.pdf")) == 1
    assert pages_of_time(str(tmp_path / "scan.pdf")) > 4


# ── without Tesseract, or with a bad one ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder is all that programs are looked for in; the test may put some there."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(ocr, "installed", ocr.installed.__wrapped__)
    return tmp_path


@pytest.mark.usefixtures("no_tesseract")
def test_without_tesseract_a_scan_says_what_to_install() -> None:
    with pytest.raises(ReadError) as refused:
        document.__wrapped__(scanned(REPORT))
    assert "apt install tesseract-ocr tesseract-ocr-fra" in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.usefixtures("no_tesseract")
def test_without_tesseract_the_pages_that_are_text_are_read_and_the_others_listed() -> None:
    mixed = pdfium.PdfDocument(REPORT)
    scan = pdfium.PdfDocument(scanned(typeset(f"{PROSE}\n#pagebreak()\n{PROSE}")))
    mixed.import_pages(scan)
    file = io.BytesIO()
    mixed.save(file)
    read = document.__wrapped__(file.getvalue())
    assert read.status == "partly"
    assert read.reason is not None
    assert read.reason.startswith("p. 2, 3 : page numérisée, sans texte")
    assert read.reason.count("apt install") == 1
    assert read.pages[0].text


def test_a_tesseract_that_fails_or_hangs_is_the_page_s_problem(no_tesseract: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = no_tesseract / "tesseract"
    listing = 'case "$1" in --version) echo "tesseract 5.9"; exit;; --list-langs) echo fra; exit;; esac\n'
    for end, said in (("exit 3", "a échoué"), ("read line; read line; while :; do :; done", "abandonnée après")):
        program.write_text(f"#!/bin/sh\n{listing}{end}\n", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setattr(ocr, "PAGE_SECONDS", 0.5)
        with pytest.raises(ReadError, match=said):
            document.__wrapped__(scanned(REPORT))


@needs_tesseract
def test_a_worker_with_limits_reads_a_scan(tmp_path: Path) -> None:
    """Tesseract is started by a process whose memory is limited, and shares its limit."""
    (tmp_path / "scan.pdf").write_bytes(scanned(REPORT))
    source = Source(str(tmp_path / "scan.pdf"), "scan", "scan.pdf").to_bytes()
    worker = Worker(Limits().memory)
    try:
        once = worker.call("pipeline.stages:read", source, 120)
        assert worker.call("pipeline.stages:read", source, 120) == once
    except Refused as refusal:
        pytest.fail(str(refusal))
    finally:
        worker.close()
    assert from_json(Document, once).pages[0].recognized
