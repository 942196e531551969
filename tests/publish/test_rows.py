"""The exchange files hold everything, in one order, and can be read back."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish.jsonl import from_jsonl, to_jsonl
from pipeline.publish.rows import knowledge_from, ledger_from, tables_of
from pipeline.types import Cell, Knowledge, Link, OutlineEntry
from tests import examples

TABLES = tables_of(examples.documents, examples.knowledge, examples.ledger)

texts = st.text(max_size=20)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3),
)


@given(st.lists(st.dictionaries(texts, values, max_size=4), max_size=4))
def test_rows_come_back_from_their_lines(rows: list[dict[str, object]]) -> None:
    data = to_jsonl(rows)
    assert from_jsonl(data) == rows
    assert len(data.decode().splitlines()) == len(rows)  # even where a text holds another kind of line's end


def test_a_lone_half_of_a_character_does_not_stop_the_export() -> None:
    assert to_jsonl([{"text": "a\ud800b"}]) == b'{"text": "a?b"}\n'


def test_every_input_has_a_row_with_its_reason() -> None:
    assert [(row["name"], row["status"], row["reason"], row["pages"]) for row in TABLES["documents"]] == [
        ("casse", "unread", "Le fichier est tronqué.", 0),
        ("entretien-maelle-le-goff-diop", "read", None, 1),
        ("rapport-activite-2023-atelier-des-marees", "read", None, 2),
    ]


def test_blocks_are_counted_through_a_document_with_a_box_for_each_line() -> None:
    rows = [row for row in TABLES["blocks"] if row["document"] == examples.report.id]
    assert [row["order"] for row in rows] == list(range(1, 10))
    assert [row["kind"] for row in rows][2] == "footer"
    assert rows[1]["text"].count("\n") + 1 == len(rows[1]["boxes"]) == 2


def test_a_whole_number_is_an_integer() -> None:
    assert '"value": 12587,' in to_jsonl(TABLES["figures"]).decode()


def test_what_is_denied_stands_apart() -> None:
    assert [row["status"] for row in TABLES["unasserted"]] == ["negated"]
    assert all("status" not in row for row in (*TABLES["relations"], *TABLES["figures"]))


def test_quotes_are_the_page_s_text_at_their_spans() -> None:
    pages = {(row["document"], row["page"]): row["text"] for row in TABLES["pages"]}
    evidence = [piece for name in ("relations", "figures", "unasserted") for row in TABLES[name] for piece in row["evidence"]]
    said = [*((row, row["text"]) for row in TABLES["mentions"]), *((piece, piece["quote"]) for piece in evidence)]
    assert said
    for row, quote in said:
        assert quote == " ".join(pages[row["document"], page][start:end] for page, start, end in row["spans"])


def test_knowledge_and_ledger_come_back() -> None:
    again = knowledge_from({name: from_jsonl(to_jsonl(rows)) for name, rows in TABLES.items()})
    assert tables_of(examples.documents, again, ledger_from(TABLES["ledger"])) == TABLES
    assert set(again.relations) == set(examples.knowledge.relations)
    assert set(again.entities) == set(examples.knowledge.entities)
    assert again.figures == examples.knowledge.figures
    assert again.publishers == examples.knowledge.publishers


@given(st.randoms(use_true_random=False))
def test_the_order_of_what_comes_in_does_not_matter(chance: random.Random) -> None:
    def mixed(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(chance.sample(items, len(items)))

    one = examples.knowledge
    other = Knowledge(mixed(one.entities), mixed(one.mentions), mixed(one.relations), mixed(one.figures), mixed(one.merges))
    other = replace(other, publishers=mixed(one.publishers))
    assert tables_of(mixed(examples.documents), other, mixed(examples.ledger)) == TABLES


def test_blocks_say_who_speaks_and_where_they_stand() -> None:
    cell = Cell(table=1, row=2, column=1, row_heads=((1, 0, 3),))
    page = examples.report.pages[0]
    blocks = (
        replace(page.blocks[0], kind="heading", level=1),
        replace(page.blocks[1], kind="cell", cell=cell, speaker="Maëlle Le Goff-Diop", confidence=0.9),
    )
    report = replace(examples.report, pages=(replace(page, blocks=blocks),))
    heading, row = tables_of([report], examples.knowledge, examples.ledger)["blocks"]
    assert (heading["section"], heading["speaker"], heading["cell"], heading["confidence"]) == ([], None, None, 1.0)
    assert row["section"] == [" ".join(heading["text"].split())]
    assert (row["speaker"], row["confidence"]) == ("Maëlle Le Goff-Diop", 0.9)
    assert row["cell"] == {"table": 1, "row": 2, "column": 1, "head": False, "row_heads": [[1, 0, 3]], "column_heads": []}


def test_documents_say_what_their_files_state() -> None:
    stated = replace(
        examples.report,
        author="Idir Kacem",
        created="2024-03-01T10:00:00+01:00",
        outline=(OutlineEntry(1, "Bilan", 2),),
        interviewee="Maëlle Le Goff-Diop",
        pages=(replace(examples.report.pages[0], links=(Link(0, 3, uri="https://quai.example"),)),),
    )
    tables = tables_of([stated], examples.knowledge, examples.ledger)
    (row,) = tables["documents"]
    assert (row["author"], row["created"], row["modified"]) == ("Idir Kacem", "2024-03-01T10:00:00+01:00", None)
    assert row["outline"] == [{"level": 1, "title": "Bilan", "page": 2}]
    assert row["interviewee"] == "Maëlle Le Goff-Diop"
    assert tables["pages"][0]["links"] == [{"start": 0, "end": 3, "uri": "https://quai.example", "page": None}]
