"""The renamed corpus says the same things in other words."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("typst", reason="typst is missing: it typesets the corpus (pip install typst)")

from tests.corpus.checks import complaints, pdf_text, squeezed
from tests.corpus.new_numbers import NUMBER, Numbers
from tests.corpus.rename import forms, load_golds, renamed_corpus, renamed_sources


@pytest.mark.parametrize("seed", [1, 2])
def test_renamed_gold_stands_in_the_renamed_text(tmp_path: Path, seed: int) -> None:
    for pdf, gold in renamed_corpus(tmp_path, seed):
        assert gold["document"] == pdf.stem
        assert complaints(gold, pdf_text(pdf)) == []


def test_no_person_keeps_a_name() -> None:
    people = [name for gold in load_golds() for item in gold["entities"]["Person"] for name in forms(item)]
    for _, text, _ in renamed_sources(1):
        assert [name for name in people if squeezed(name) in squeezed(text)] == []


def test_a_seed_gives_the_same_corpus_again() -> None:
    assert renamed_sources(3) == renamed_sources(3)
    assert renamed_sources(3) != renamed_sources(4)


def test_a_thing_of_two_documents_stays_one_thing() -> None:
    publishers = {gold["publisher"] for _, _, gold in renamed_sources(5)}
    report, portrait = (gold for name, _, gold in renamed_sources(5) if re.match(r"rapport-annuel|portrait", name))
    shared = {f for i in report["entities"]["Organization"] for f in forms(i)} & {
        f for i in portrait["entities"]["Organization"] for f in forms(i)
    }
    assert len(shared) >= 2
    assert publishers & shared


@given(st.integers(2, 999_999), st.integers(0, 50))
def test_numbers_keep_their_size(value: int, seed: int) -> None:
    numbers = Numbers(seed)
    new = numbers.value(float(value))
    assert new == numbers.value(float(value))
    assert len(str(int(new))) == len(str(value))


@pytest.mark.parametrize(
    "text", ["12\u202f587 personnes", "Trois pays", "une trentaine d’élèves", "1,2 million d’euros", "douze mille livres"]
)
def test_numbers_keep_their_format(text: str) -> None:
    numbers = Numbers(1)
    new = re.sub(NUMBER, numbers.replaced, text, flags=re.IGNORECASE)
    assert new != text
    assert len(new.split()) == len(text.split())
    assert re.sub(r"\d", "0", new) == re.sub(r"\d", "0", text) or not re.search(r"\d", text)
