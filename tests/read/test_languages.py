"""The language of each passage, and of the whole."""

from __future__ import annotations

import pytest

from pipeline.read.language import detect, passages
from tests.building import printed, text_of, written

FRENCH = "Les habitants du quartier ont traversé le pont pour rejoindre la halle, où les attendait un repas partagé."
ENGLISH = "The neighbours crossed the bridge to reach the market hall, where a shared meal was waiting for all of them."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (FRENCH, "fr"),
        (ENGLISH, "en"),
        ("Die Nachbarn gingen über die Brücke zur Markthalle, wo ein gemeinsames Essen auf sie alle wartete.", "de"),
        ("Les participant·e·s et les animateur·rice·s ont créé un podcast sur le hacking et le design.", "fr"),
    ],
    ids=["French", "English", "German", "French with English words"],
)
def test_a_passage_s_language(text: str, code: str) -> None:
    assert detect(text) == code


@pytest.mark.parametrize("text", ["", "2023", "Maud Kerlévéo", "12 587"])
def test_too_short_to_tell(text: str) -> None:
    assert detect(text) is None


def test_short_passages_take_their_surroundings_language() -> None:
    assert passages(["Équipe", FRENCH, "Maud Kerlévéo"], "fr") == ["fr", "fr", "fr"]
    assert passages(["Team", ENGLISH, "Maud Kerlévéo"], "en") == ["en", "en", "en"]


def test_an_english_passage_in_a_french_report() -> None:
    report = printed(f"= Rapport annuel\n{FRENCH}\n\n{FRENCH}\n== Summary\n{ENGLISH}\n== Suite du rapport\n{FRENCH}")
    assert report.language == "fr"
    codes = {text_of(report, b): b.language for b in report.pages[0].blocks}
    assert codes[ENGLISH] == "en"
    assert codes["Suite du rapport"] == "fr"


def test_a_document_that_is_not_french_says_so() -> None:
    report = written(f"# Annual report\n\n{ENGLISH}\n\n{ENGLISH}\n\n{FRENCH}\n")
    assert report.language == "en"
    assert [b.language for b in report.pages[0].blocks][-1] == "fr"
