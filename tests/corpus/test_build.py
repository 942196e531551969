"""The committed documents are those that the sources give, and their gold says what they say."""

from pathlib import Path

import pytest

pytest.importorskip("typst", reason="typst is missing: it typesets the corpus (pip install typst)")

from corpus.build import DOCUMENTS, build, sources
from tests.corpus.checks import complaints, pdf_text
from tests.corpus.rename import load_golds

GOLDS = {gold["document"]: gold for gold in load_golds()}


def test_building_again_gives_the_committed_bytes(tmp_path: Path) -> None:
    for pdf in build(tmp_path):
        assert pdf.read_bytes() == (DOCUMENTS / pdf.name).read_bytes(), f"{pdf.name} is stale: make corpus"


def test_every_document_has_a_source_and_gold() -> None:
    names = {path.stem for path in sources()}
    assert names == {path.stem for path in DOCUMENTS.iterdir()} == set(GOLDS)


@pytest.mark.parametrize("name", GOLDS)
def test_gold_stands_in_the_text(name: str) -> None:
    assert complaints(GOLDS[name], pdf_text(DOCUMENTS / f"{name}.pdf")) == []


@pytest.mark.parametrize("name", [name for name in GOLDS if "printemps" not in name])
def test_invented_documents_say_so(name: str) -> None:
    assert "fictif" in pdf_text(DOCUMENTS / f"{name}.pdf")
