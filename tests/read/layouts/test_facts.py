"""What is known of a text does not depend on how it was typeset."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("typst", reason="typst is missing: it typesets the corpus (pip install typst)")

from tests.read.layouts.facts import Fact, facts_in


@pytest.fixture(scope="module")
def facts_of_portrait(tmp_path_factory: pytest.TempPathFactory) -> set[Fact]:
    return facts_in("portrait", tmp_path_factory.mktemp("portrait") / "knowledge")


@pytest.mark.parametrize("layout", ["landscape", "slides", "shuffled"])
def test_facts_are_the_same_in_every_layout(layout: str, facts_of_portrait: set[Fact], tmp_path: Path) -> None:
    facts = facts_in(layout, tmp_path / "knowledge")
    lost, new = sorted(facts_of_portrait - facts), sorted(facts - facts_of_portrait)
    report = (f"of {len(facts_of_portrait)}: {len(lost)} lost", *lost, f"{len(new)} new", *new)
    assert facts == facts_of_portrait, "\n".join(map(str, report))
