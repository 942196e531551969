"""The language of each passage by itself, in its surroundings, and of the whole."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read.language.detection import detect, judge
from pipeline.read.language.language_clues import LANGUAGES
from pipeline.read.language.surroundings import Passage, passages
from pipeline.types import BlockKind
from tests.building import printed, text_of, written
from tests.read import languages

FRENCH = "Les habitants du quartier ont traversé le pont pour rejoindre la halle, où les attendait un repas partagé."
ENGLISH = "The neighbours crossed the bridge to reach the market hall, where a shared meal was waiting for all of them."
GERMAN = "Die Nachbarn gingen über die Brücke zur Markthalle, wo ein gemeinsames Essen auf sie alle wartete."

LINES = [line for line in languages.alone() if len(line.text.split()) > 1]
HELD_OUT = [line for line in LINES if languages.held_out(line.text)]
KINDS: list[BlockKind] = ["heading", "paragraph", "list_item", "cell", "card", "caption", "header", "page_number"]

texts = st.sampled_from([line.text for line in LINES] + languages.names() + [FRENCH, ENGLISH, GERMAN, ""])
documents = st.lists(st.builds(Passage, texts, st.sampled_from(KINDS), st.integers(1, 3)), max_size=12).map(
    lambda items: sorted(items, key=lambda item: item.page)
)
additions = st.sampled_from(["2023", "12 587", "32 %", "Maud Kerlévéo", "Zoé Trémaux", "Anna Bell", "Anne de la Tour", "MJC"])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (FRENCH, "fr"),
        (ENGLISH, "en"),
        (GERMAN, "de"),
        ("Les participant·e·s et les animateur·rice·s ont créé un podcast sur le hacking et le design.", "fr"),
        ("Head of Growth", "en"),
        ("Senior Director – Live & Development", "en"),
        ("Project manager senior, Banque Orsenne", "en"),
        ("DIRECTRICE GENERALE", "fr"),
        ("professionnel.le.s invité.e.s", "fr"),
        ("L’équipe d’Anna Bell", "fr"),
    ],
)
def test_a_passage_s_language(text: str, code: str) -> None:
    assert detect(text) == code


@pytest.mark.parametrize("text", ["", "–", *languages.names()])
def test_names_figures_and_addresses_tell_nothing(text: str) -> None:
    assert detect(text) is None


@pytest.mark.parametrize(("code", "judged"), [("fr", 0.95), ("en", 0.95)])
def test_lines_that_nothing_was_tuned_on(code: str, judged: float) -> None:
    found = languages.score([line for line in HELD_OUT if line.code == code], detect)
    assert found.accuracy >= 0.95
    assert found.judged >= judged * found.lines


def test_better_than_letter_statistics_alone() -> None:
    alone = languages.score(HELD_OUT, languages.langdetect(*LANGUAGES))
    assert languages.score(HELD_OUT, detect).right > alone.right


@pytest.mark.parametrize("page", [pytest.param(page, id=name) for name, page in languages.pages().items()])
def test_in_context(page: list[tuple[Passage, str]]) -> None:
    found, _ = passages([item for item, _ in page])
    texts = [item.text for item, _ in page]
    assert list(zip(texts, found, strict=True)) == [(item.text, code) for item, code in page]


def test_a_list_of_partners_is_in_the_language_of_its_page() -> None:
    names = [Passage(text, "list_item") for text in ("Maison des jeunes", "University of Northfield", "Google")]
    for text, code in ((FRENCH, "fr"), (ENGLISH, "en"), (GERMAN, "de")):
        assert passages([Passage(text), *names]) == ([code] * 4, code)


def test_an_english_passage_in_a_french_report() -> None:
    report = printed(f"= Rapport annuel\n{FRENCH}\n\n{FRENCH}\n== Summary\n{ENGLISH}\n== Suite du rapport\n{FRENCH}")
    assert report.language == "fr"
    codes = {text_of(report, b): b.language for b in report.pages[0].blocks}
    assert codes[ENGLISH] == codes["Summary"] == "en"
    assert codes["Suite du rapport"] == "fr"


def test_an_english_page_in_a_french_report() -> None:
    page = f"== Contact\n{ENGLISH}\n== Impact\n- Maud Kerlévéo\n- 1,240\n- Google\n"
    report = printed(f"= Rapport\n{FRENCH}\n\n{FRENCH}\n#pagebreak()\n{page}\n#pagebreak()\n== Contacts\n{FRENCH}")
    assert len(report.pages[1].blocks) >= 6
    assert [{b.language for b in page.blocks} for page in report.pages] == [{"fr"}, {"en"}, {"fr"}]


def test_a_document_that_is_not_french_says_so() -> None:
    report = written(f"# Annual report\n\n{ENGLISH}\n\n{ENGLISH}\n\n{FRENCH}\n")
    assert report.language == "en"
    assert [b.language for b in report.pages[0].blocks][-1] == "fr"


def test_a_document_that_tells_nothing_is_taken_for_french() -> None:
    assert passages([Passage("2023"), Passage("Google")]) == (["fr", "fr"], "fr")
    assert passages([]) == ([], "fr")


@given(documents)
def test_one_known_language_for_each_passage(items: list[Passage]) -> None:
    found, whole = passages(items)
    assert len(found) == len(items)
    assert {*found, whole} <= set(LANGUAGES)


@given(documents)
def test_what_tells_keeps_its_language_anywhere(items: list[Passage]) -> None:
    found, _ = passages(items)
    for item, code in zip(items, found, strict=True):
        own = judge(item.text)
        assert not own.sure or code == own.code


@given(documents, st.randoms(use_true_random=False))
def test_the_whole_does_not_depend_on_the_order(items: list[Passage], random: object) -> None:
    shuffled = list(items)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert passages(shuffled)[1] == passages(items)[1]


@settings(max_examples=400)
@given(st.sampled_from(LINES), st.lists(additions, min_size=1, max_size=4))
def test_figures_and_names_never_change_a_language(line: languages.Line, added: list[str]) -> None:
    told = detect(", ".join([line.text, *added]))
    assert told == detect(line.text) or (told is None and line.text.isupper())


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    assert detect(text) in {None, *LANGUAGES}


def test_the_same_whatever_the_order_of_sets() -> None:
    script = (
        "from tests.read import languages\nfrom pipeline.read.language.surroundings import passages\n"
        "print([passages([p for p, _ in page]) for page in languages.pages().values()])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
