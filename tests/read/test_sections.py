"""The headings over a block."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.sections import heads_of
from pipeline.types import Block
from tests.building import text_of, written

REPORT = "# Rapport\n\nAvant.\n\n## Équipe\n\nQui.\n\n### Bureau\n\nTrois.\n\n## Comptes\n\nSolde.\n"


def test_sections_end_at_a_heading_of_their_level_or_above() -> None:
    report = written(REPORT)
    own = report.pages[0].blocks
    texts = [text_of(report, block) for block in own]
    assert {texts[i]: [texts[h] for h in heads] for i, heads in enumerate(heads_of(own))} == {
        "Rapport": [],
        "Avant.": ["Rapport"],
        "Équipe": ["Rapport"],
        "Qui.": ["Rapport", "Équipe"],
        "Bureau": ["Rapport", "Équipe"],
        "Trois.": ["Rapport", "Équipe", "Bureau"],
        "Comptes": ["Rapport"],
        "Solde.": ["Rapport", "Comptes"],
    }


@given(st.lists(st.integers(0, 5), max_size=20))
def test_heads_are_earlier_headings_each_deeper_than_the_one_before(levels: list[int]) -> None:
    own = [Block(1, i, i + 1, "heading" if n else "paragraph", None, 10.0, False, "000000", n) for i, n in enumerate(levels)]
    for i, heads in enumerate(heads_of(own)):
        assert all(h < i and own[h].kind == "heading" for h in heads)
        depths = [levels[h] for h in heads] + ([levels[i]] if levels[i] else [])
        assert depths == sorted(set(depths))
