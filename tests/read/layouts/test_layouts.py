"""The same texts in other layouts are read as well: words, order and blocks reach their floors, and one day their targets."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("typst", reason="typst is missing: it typesets the corpus (pip install typst)")

from corpus.layouts.typesetting import LAYOUTS, texts
from tests.read.layouts.floors import FLOORS, TARGETS, below
from tests.read.layouts.readings import reading
from tests.scanning import needs_tesseract

CASES = [(layout, text) for layout in LAYOUTS for text in texts()]


def _marks(layout: str) -> list[pytest.MarkDecorator]:
    return [needs_tesseract] if layout == "scanned" else []


def _aims() -> list[Any]:
    """Cases whose floor is not yet at the target are expected to miss it."""
    return [
        pytest.param(
            layout,
            text,
            marks=[*_marks(layout), *([pytest.mark.xfail(reason=", ".join(missed))] if missed else [])],
        )
        for layout, text in CASES
        for missed in [below(FLOORS[layout][text], TARGETS[layout])]
    ]


@pytest.mark.parametrize(("layout", "text"), [pytest.param(layout, text, marks=_marks(layout)) for layout, text in CASES])
def test_no_reading_falls_below_its_floor(layout: str, text: str) -> None:
    assert below(reading(text, layout).scores(), FLOORS[layout][text]) == []


@pytest.mark.parametrize(("layout", "text"), _aims())
def test_every_reading_reaches_its_target(layout: str, text: str) -> None:
    assert below(reading(text, layout).scores(), TARGETS[layout]) == []
