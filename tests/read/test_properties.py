"""What holds of every page, whatever is printed on it and where."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.grounding import boxes_of
from pipeline.read import ReadError
from pipeline.types import Document, Page, from_json, to_json
from tests.building import HEIGHT, WIDTH, Print, document, drawn, printed

words = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzéèàçùêîôABCDÉ0123456789-’'.,:;!?()«»•·%€&"), min_size=1, max_size=12)


def fit(piece: Print) -> Print:
    """A piece cut where the page ends: every character of Courier is 0.6 of its size wide."""
    room = int((WIDTH - 10 - piece.x) / (0.6 * piece.size))
    return replace(piece, text=piece.text[:room].strip() or "a")


pieces = st.builds(
    Print,
    text=st.lists(words, min_size=1, max_size=4).map(" ".join),
    x=st.floats(20, WIDTH - 60).map(lambda x: round(x, 1)),
    y=st.floats(40, HEIGHT - 40).map(lambda y: round(y, 1)),
    size=st.sampled_from([7.0, 9.0, 10.0, 10.0, 10.0, 14.0]),
).map(fit)
rows = st.builds(  # lines one under the other, as pages have them more often than chance would
    lambda texts, x: [fit(Print(text, x, 60 + 14.0 * i)) for i, text in enumerate(texts)],
    st.lists(st.lists(words, min_size=1, max_size=6).map(" ".join), max_size=12),
    st.sampled_from([30.0, 60.0, 320.0]),
)
sheets = st.tuples(rows, rows, st.lists(pieces, max_size=8)).map(lambda parts: [*parts[0], *parts[1], *parts[2]])
files = st.lists(sheets, min_size=1, max_size=3).filter(lambda pages: any(pages)).map(drawn)
texts = st.text(st.sampled_from("abé A.#-*•1\n\r\t«»…  "), max_size=200).filter(lambda text: bool(text.strip(" \n\r\t")))


def read(data: bytes, name: str = "document.pdf") -> Document | None:
    """What stands in a file, or None where nothing does."""
    try:
        return document.__wrapped__(data, name)
    except ReadError:
        return None


def hold(page: Page) -> None:
    """Blocks follow each other within the text; words are not empty, do not overlap and stand on the page."""
    end = 0
    for block in page.blocks:
        assert end <= block.start < block.end <= len(page.text)
        assert page.text[block.start : block.end].strip()
        end = block.end
    end = 0
    for word in page.words:
        assert end <= word.start < word.end <= len(page.text)
        assert not any(c.isspace() for c in page.text[word.start : word.end])
        assert word.boxes
        for x0, top, x1, bottom in word.boxes:
            assert -1 <= x0 < x1 <= page.width + 1
            assert -1 <= top < bottom <= page.height + 1
        assert any(block.start <= word.start and word.end <= block.end for block in page.blocks)
        end = word.end


@settings(max_examples=60, deadline=None)
@given(files)
def test_blocks_and_words_of_any_drawn_page(data: bytes) -> None:
    made = read(data)
    for page in made.pages if made else ():
        hold(page)
        assert "\n".join(page.text[b.start : b.end] for b in page.blocks) == page.text
        unplaced = set(range(len(page.text))) - {i for word in page.words for i in range(word.start, word.end)}
        assert not "".join(page.text[i] for i in sorted(unplaced)).strip()


@settings(max_examples=60, deadline=None)
@given(sheets.filter(bool))
def test_every_word_that_is_drawn_is_read(sheet: list[Print]) -> None:
    apart = [replace(piece, x=40.0, y=40 + 26.0 * i, size=10.0) for i, piece in enumerate(sheet[:28])]
    made = read(drawn([apart]))

    def letters(written: str) -> str:
        return "".join(sorted(c for c in written if c.isalnum()))

    assert letters(made.pages[0].text if made else "") == letters("".join(piece.text for piece in apart))


@settings(max_examples=25, deadline=None)
@given(files)
def test_reading_twice_gives_the_same_document_and_json_gives_it_back(data: bytes) -> None:
    once = read(data)
    assert once == read(data)
    assert once is None or from_json(Document, to_json(once)) == once


@settings(max_examples=100, deadline=None)
@given(texts, st.sampled_from(["a.txt", "a.md"]))
def test_blocks_of_any_plain_text(text: str, name: str) -> None:
    made = read(text.encode(), name)
    for page in made.pages if made else ():
        hold(page)
        blocked = {i for block in page.blocks for i in range(block.start, block.end)}
        between = "".join(c for i, c in enumerate(page.text) if i not in blocked)
        assert not between.strip(" \n\t\r#")


@pytest.fixture(scope="module")
def page() -> Page:
    """A page with columns, a list and words cut at a line's end."""
    text = "Les participantes ont particulièrement apprécié l’accompagnement individualisé des médiatrices. " * 4
    source = f"= Rapport\n#set text(hyphenate: true)\n#grid(columns: (1fr, 1fr), gutter: 1cm)[{text}][- Un\n- Deux\n\n{text}]"
    return printed(source).pages[0]


@given(st.data())
def test_every_span_of_letters_has_boxes_on_its_page(page: Page, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(page.text) - 1))
    end = data.draw(st.integers(start + 1, min(len(page.text), start + 80)))
    found = boxes_of(page, start, end)
    assert bool(found) == bool(page.text[start:end].strip())
    assert all(0 <= x0 < x1 <= page.width and 0 <= top < bottom <= page.height for _, x0, top, x1, bottom in found)
