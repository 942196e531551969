"""A span of a page's text is a quote to the character, and one box for each line that it is printed on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.grounding import boxes_of, evidence_of, quote_of
from pipeline.types import Page, Word
from tests import examples

words = st.text("abcdéœ’0 9-", min_size=1, max_size=12)
lines = st.lists(words, min_size=1, max_size=6).map(" ".join)
blocks = st.lists(lines, min_size=1, max_size=3).map("\n".join)
pages = st.lists(blocks.filter(str.strip), min_size=1, max_size=4).map(
    lambda texts: examples.page(1, [("paragraph", text) for text in texts])
)


def spans(page: Page) -> st.SearchStrategy[tuple[int, int]]:
    places = st.integers(0, len(page.text))
    return st.tuples(places, places).map(sorted).filter(lambda span: span[0] < span[1]).map(lambda span: (span[0], span[1]))


def test_a_sentence_over_two_lines_has_two_boxes() -> None:
    evidence = examples.said(examples.report, "Maëlle Le Goff-Diop,\nfondatrice")
    assert evidence.boxes == ((1, 330.0, 74.0, 450.0, 86.0), (1, 72.0, 88.0, 132.0, 100.0))


def test_spans_of_two_blocks_are_joined_by_a_space() -> None:
    evidence = examples.said(examples.report, "Nos partenaires", "Fondation Aubépine")
    assert evidence.quote == "Nos partenaires Fondation Aubépine"
    assert [box[0] for box in evidence.boxes] == [2, 2]


def test_two_columns_at_one_height_are_two_boxes() -> None:
    words = (Word(0, 6, ((50, 100, 90, 110),), 9, False, False, ""), Word(7, 13, ((300, 100, 340, 110),), 9, False, False, ""))
    page = Page(1, 600, 800, "gauche droite", words, ())
    assert boxes_of(page, 0, 13) == ((1, 50, 100, 90, 110), (1, 300, 100, 340, 110))


def test_a_word_hyphenated_over_a_line_s_end_has_two_boxes() -> None:
    words = (Word(0, 12, ((500, 100, 540, 110), (50, 114, 80, 124)), 9, False, False, ""),)
    page = Page(1, 600, 800, "participante", words, ())
    assert boxes_of(page, 0, 12) == ((1, 500, 100, 540, 110), (1, 50, 114, 80, 124))


def test_plain_text_has_no_boxes() -> None:
    assert examples.said(examples.interview, "L’AdM organise").boxes == ()


@pytest.mark.parametrize("span", [(1, 3, 3), (1, -1, 4), (1, 0, 10_000), (9, 0, 1)])
def test_a_span_that_grounds_nothing_is_an_error(span: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match=r"span|page"):
        evidence_of(examples.report, [span])


@given(st.data())
def test_the_quote_is_the_text_between_the_offsets(data: st.DataObject) -> None:
    page = data.draw(pages)
    document = replace(examples.report, pages=(page,))
    chosen = data.draw(st.lists(spans(page), min_size=1, max_size=3))
    quote = quote_of(document, [(1, start, end) for start, end in chosen])
    assert quote == " ".join(page.text[start:end] for start, end in chosen)


@given(st.data())
def test_the_boxes_hold_the_words_of_the_span_and_no_other_line(data: st.DataObject) -> None:
    page = data.draw(pages)
    start, end = data.draw(spans(page))
    boxes = boxes_of(page, start, end)
    touched = [word.boxes[0] for word in page.words if word.start < end and start < word.end]
    for x0, top, x1, bottom in touched:
        assert any(box[1] <= x0 and x1 <= box[3] and box[2] <= top and bottom <= box[4] for box in boxes)
    assert {(box[2], box[4]) for box in boxes} == {(top, bottom) for _, top, _, bottom in touched}
