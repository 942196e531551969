"""Accents and spaces that recognition loses are taken from the picture, or from how French is spelt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.recognition.ocr import SeenWord
from pipeline.read.recognition.ocr_letters import as_spelt
from tests.building import document, typeset
from tests.scanning import needs_tesseract, scanned


def seen(*texts: str) -> list[SeenWord]:
    return [SeenWord(text, 40 * i, 0, 40 * i + 30, 12, 0.9, (1, 1, 1)) for i, text in enumerate(texts)]


def spelt(line: str) -> str:
    return " ".join(word.text for word in as_spelt(seen(*line.split())))


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("des étagéres du collége", "des étagères du collège"),
        ("la priére, différente", "la prière, différente"),
        ("un bébé zélé à l'été", "un bébé zélé à l'été"),
        ("|l lit. II dort", "Il lit. Il dort"),
        ("Napoléon II régna", "Napoléon II régna"),
        ("Théâtre de |’Aurore", "Théâtre de l’Aurore"),
    ],
)
def test_french_is_spelt_as_it_is(read: str, written: str) -> None:
    assert spelt(read) == written


@given(st.lists(st.text("aeéèrstl|I'.", min_size=1, max_size=9), min_size=1, max_size=6))
def test_spelling_keeps_words_and_their_places(texts: list[str]) -> None:
    line = seen(*texts)
    made = as_spelt(line)
    assert [(w.left, w.right, len(w.text)) for w in made] == [(w.left, w.right, len(w.text)) for w in line]


@needs_tesseract
def test_the_picture_shows_accents_over_capitals_and_thin_spaces() -> None:
    text = "À Évian, l’École du lac et les Échos du port ont reçu 26\u202f000 visiteurs en 1958, puis 4\u202f800 en 2011."
    page = document(scanned(typeset(text))).pages[0]
    for part in ("À Évian", "École", "Échos", "26 000", "1958", "4 800", "2011"):
        assert part in " ".join(page.text.split())
