"""Other layouts of the corpus hold the same words; shuffled and scanned ones look the same."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

pytest.importorskip("typst", reason="typst is missing: it typesets the corpus (pip install typst)")

from corpus.build import DOCUMENTS, sources
from corpus.layouts.shuffle import shuffled
from corpus.layouts.truth import true_blocks
from corpus.layouts.typesetting import LAYOUTS, OWN_SOURCES, compiled, in_layout, texts
from tests.corpus.checks import pdf_text, squeezed

SHORT = "portrait-direction-printemps-numerique"


def test_portrait_is_the_layout_of_the_documents() -> None:
    for source in sources():
        assert in_layout(source, "portrait").read_bytes() == (DOCUMENTS / f"{source.stem}.pdf").read_bytes()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_typesetting_again_gives_the_same_bytes(layout: str) -> None:
    source = texts()[SHORT]
    assert LAYOUTS[layout](source) == LAYOUTS[layout](source)


@pytest.mark.parametrize("layout", ["portrait", "landscape", "slides"])
@pytest.mark.parametrize("text", texts())
def test_every_word_of_the_truth_is_printed(text: str, layout: str) -> None:
    pdf = squeezed(pdf_text(in_layout(texts()[text], layout)))
    blocks = true_blocks(texts()[text], layout)
    words = {word for block in blocks for word in re.findall(r"\w{4,}", block.text)}
    assert [word for word in sorted(words) if squeezed(word) not in pdf] == []


@pytest.mark.parametrize("source", sources(OWN_SOURCES), ids=lambda source: source.stem)
def test_invented_texts_say_so(source: Path) -> None:
    assert "fictif" in pdf_text(in_layout(source, "portrait"))


def test_shuffled_words_stand_where_they_stood() -> None:
    plain = compiled(texts()[SHORT], "portrait", "pdf", "shuffled", tags=False)
    mixed = shuffled(plain, "a")
    assert _printed(plain) == _printed(mixed)
    assert _drawn(plain) != _drawn(mixed) != _drawn(shuffled(plain, "b"))


def test_a_shuffled_page_looks_the_same() -> None:
    plain = compiled(texts()[SHORT], "portrait", "pdf", "shuffled", tags=False)
    for one, other in zip(_pictures(plain), _pictures(shuffled(plain, "a")), strict=True):
        assert ImageStat.Stat(ImageChops.difference(one, other)).mean[0] < 0.05


def test_a_scan_holds_no_text_and_nearly_the_same_picture() -> None:
    plain, scan = in_layout(texts()[SHORT], "portrait"), in_layout(texts()[SHORT], "scanned")
    assert pdf_text(scan).strip() == ""
    for one, other in zip(_pictures(plain.read_bytes()), _pictures(scan.read_bytes()), strict=True):
        assert abs(one.width - other.width) <= 1
        assert 0 < ImageStat.Stat(ImageChops.difference(one, other.resize(one.size))).mean[0] < 40


def _characters(pdf: bytes) -> list[tuple[int, str, int, int]]:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [
            (page.page_number, char["text"], round(char["x0"]), round(char["top"]))
            for page in document.pages
            for char in page.chars
            if not char["text"].isspace()
        ]


def _printed(pdf: bytes) -> Counter[tuple[int, str, int, int]]:
    return Counter(_characters(pdf))


def _drawn(pdf: bytes) -> str:
    return "".join(text for _, text, _, _ in _characters(pdf))


def _pictures(pdf: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render().to_pil().convert("L") for page in document]
    finally:
        document.close()
