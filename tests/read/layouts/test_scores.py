"""The measure of reading itself: what it counts as right, and what not."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from corpus.layouts.truth import TrueBlock
from tests.read.layouts.scores import ReadBlock, blocks_exported, compare

PARAGRAPH = frozenset({"paragraph"})
CELL = frozenset({"cell"})


def paragraph(text: str, **more: Any) -> TrueBlock:
    return TrueBlock(text, PARAGRAPH, **more)


def test_case_and_punctuation_do_not_matter_but_the_kind_does() -> None:
    truth = [TrueBlock("Nos objectifs", frozenset({"heading"}), level=1), paragraph("Dix, au plus.", path=("Nos objectifs",))]
    right = compare([ReadBlock(1, "NOS OBJECTIFS", "heading", 1), ReadBlock(1, "Dix au plus", "paragraph")], truth).scores()
    assert right == {"words": 1, "order": 1, "blocks": 1, "groups": 1, "sections": 1}
    flat = compare([ReadBlock(1, "Nos objectifs", "paragraph"), ReadBlock(1, "Dix au plus", "paragraph")], truth).scores()
    assert flat == {"words": 1, "order": 1, "blocks": 0.5, "groups": 1, "sections": 0.5}


def test_two_paragraphs_in_one_block_are_two_missing_and_one_wrong() -> None:
    one = compare(
        [ReadBlock(1, "La porte s’ouvre. On entre.", "paragraph")], [paragraph("La porte s’ouvre."), paragraph("On entre.")]
    )
    assert one.scores() == {"words": 1, "order": 1, "blocks": 0, "groups": 0}


def test_running_heads_are_no_part_of_the_text() -> None:
    read = [ReadBlock(1, "Rapport 2022", "header"), ReadBlock(1, "On entre.", "paragraph"), ReadBlock(1, "7", "page_number")]
    assert compare(read, [paragraph("On entre.")]).scores()["words"] == 1


def test_an_address_may_be_read_whole_or_line_by_line() -> None:
    address = paragraph("La Grange\n3, rue Basse", pieces=(paragraph("La Grange"), paragraph("3, rue Basse")))
    whole = compare([ReadBlock(1, "La Grange\n3, rue Basse", "paragraph")], [address])
    lines = compare([ReadBlock(1, "La Grange", "paragraph"), ReadBlock(1, "3, rue Basse", "paragraph")], [address])
    half = compare([ReadBlock(1, "La Grange", "paragraph"), ReadBlock(1, "3, rue", "paragraph")], [address])
    assert [one.scores()["blocks"] for one in (whole, lines, half)] == [1, 1, 0]


def test_headings_count_by_what_stands_under_them_not_by_their_numbers() -> None:
    heading = frozenset({"heading"})
    truth = [
        TrueBlock("Ateliers", heading, level=1),
        TrueBlock("Bois", heading, ("Ateliers",), level=2),
        paragraph("On rabote.", path=("Ateliers", "Bois")),
    ]

    def sections(*levels: int) -> float:
        headings = [ReadBlock(1, text, "heading", level) for text, level in zip(("Ateliers", "Bois"), levels, strict=True)]
        return compare([*headings, ReadBlock(1, "On rabote.", "paragraph")], truth).scores()["sections"]

    assert sections(1, 2) == sections(2, 5) == 1
    assert sections(1, 1) == 1 / 3


def test_a_cell_is_right_with_the_heads_of_its_row_and_its_column() -> None:
    truth = [TrueBlock("12", CELL, row_heads=("Reliure",), column_heads=("2022",))]
    with_heads = ReadBlock(1, "12", "cell", 0, ("Reliure",), ("2022",))
    without = ReadBlock(1, "12", "cell", 0, (), ("2022",))
    assert [compare([block], truth).scores()["cells"] for block in (with_heads, without)] == [1, 0]


def test_of_two_equal_cells_each_finds_the_one_with_its_heads() -> None:
    truth = [TrueBlock("8", CELL, row_heads=(name,), column_heads=("Places",)) for name in ("Été", "Hiver")]
    read = [ReadBlock(1, "8", "cell", 0, (name,), ("Places",)) for name in ("Hiver", "Été")]
    assert compare(read, truth).scores()["cells"] == 1


def test_exported_blocks_are_measured_as_read_ones() -> None:
    rows = [{"document": "d1", "page": 2, "order": 1, "kind": "list_item", "level": 2, "text": "la reliure ;", "boxes": []}]
    truth = [TrueBlock("la reliure ;", frozenset({"list_item"}), level=2)]
    assert compare(blocks_exported(rows), truth).scores()["depth"] == 1


@given(st.lists(st.sampled_from(["le bois", "le papier", "la presse", "une fête"])), st.randoms(use_true_random=False))
def test_blocks_do_not_depend_on_order_and_order_does_not_depend_on_blocks(texts: list[str], chance: random.Random) -> None:
    truth = [paragraph(text) for text in texts]
    mixed = list(texts)
    chance.shuffle(mixed)
    scores = compare([ReadBlock(1, text, "paragraph") for text in mixed], truth).scores()
    assert (scores["words"], scores["blocks"], scores["groups"]) == (1, 1, 1)
    one_block = compare([ReadBlock(1, " ".join(texts), "paragraph")], truth).scores()
    assert one_block["order"] == 1
