"""Which blocks are sentences, and where names stand in a document."""

from __future__ import annotations

import pytest

from pipeline.extract.language_model import parse
from pipeline.extract.occurrences import Occurrences
from pipeline.extract.passages import passages_of
from pipeline.extract.sentences import is_sentence, sentences
from pipeline.types import BlockKind
from tests.building import written


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("paragraph", "L'atelier accueille le bourg toute l'année.", True),
        ("heading", "Que retenez-vous de cette année ?", True),
        ("list_item", "• la tenue de douze ateliers dans les halles du bourg", True),
        ("list_item", "• Fondation Aubépine", False),
        ("card", "Maud Kerlévéo\nTrésorière du conseil d'administration", False),
        ("paragraph", "Des actions structurantes 12", False),
        ("heading", "Le soutien à la relève dans les halles du bourg", False),
        ("cell", "1 250", False),
        ("paragraph", "", False),
    ],
)
def test_what_is_a_sentence(kind: BlockKind, text: str, said: bool) -> None:
    assert is_sentence(text, kind) is said


def test_sentences_end_at_their_marks_and_not_at_abbreviations() -> None:
    text = "Mme. Roy et le Dr. Aubin viennent. « Oui ! » Ils restent… Puis rien"
    assert [text[start:end] for start, end in sentences(text)] == [
        "Mme. Roy et le Dr. Aubin viennent. ",
        "« Oui ! » ",
        "Ils restent… ",
        "Puis rien",
    ]


def test_the_model_sees_sentences_alone_and_every_passage_has_its_tokens() -> None:
    passages = passages_of(
        written("# Notre équipe\n\n- Maud Kerlévéo\n\nMaud Kerlévéo dirige l’atelier du bourg depuis 2019.\n")
    )
    docs = parse(passages)
    assert [doc.text for doc in docs] == [passage.text for passage in passages]
    assert [any(token.pos_ for token in doc) for doc in docs] == [False, False, True]


def test_a_book_on_one_line_is_read_in_passages() -> None:
    sentence = "Les ateliers de la halle accueillent le bourg. "
    passages = passages_of(written(sentence * 2000))
    assert "".join(passage.text for passage in passages).split() == (sentence * 2000).split()
    assert all(len(passage.text) <= 4000 and passage.text.endswith(". ") for passage in passages[:-1])
    page, start, end = passages[7].spans(0, 12)[0]
    assert written(sentence * 2000).pages[page - 1].text[start:end] == "Les ateliers"


def test_names_are_found_as_whole_words_in_whatever_case() -> None:
    passages = passages_of(written("L’ESTRAN et l’estran, mais ni Estrans ni Bel-Estran.\n\nRien ici.\n\nVoir Estran\n"))
    found = [(passage.index, passage.text[start:end]) for passage, start, end in Occurrences(passages).of("Estran")]
    assert found == [(0, "ESTRAN"), (0, "estran"), (2, "Estran")]
    assert list(Occurrences(passages).of("–")) == list(Occurrences(passages).of("")) == []
