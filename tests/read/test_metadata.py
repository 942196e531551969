"""What a file states of itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.metadata import is_title, iso_date
from pipeline.types import OutlineEntry
from tests.building import Print, document, drawn, printed


def test_author_date_and_bookmarks() -> None:
    report = printed(
        '#set document(author: "Idir Kacem", date: datetime(year: 2024, month: 3, day: 1, hour: 9, minute: 30, second: 0))\n'
        "= Bilan\nBonjour à tous.\n== Équipe\nNous sommes douze.\n#pagebreak()\n= Comptes\nLe solde est de 12 €."
    )
    assert report.author == "Idir Kacem"
    assert (report.created or "").startswith("2024-03-01T09:30:00")
    assert report.outline == (OutlineEntry(1, "Bilan", 1), OutlineEntry(2, "Équipe", 1), OutlineEntry(1, "Comptes", 2))


def test_a_file_that_states_nothing() -> None:
    bare = document(drawn([[Print("Bonjour à tous.", 72, 90)]]))
    assert (bare.author, bare.created, bare.modified, bare.outline) == (None, None, None, ())


def test_bookmarks_in_a_circle_end() -> None:
    pdf = drawn([[Print("Bonjour à tous.", 72, 90)]])
    circle = b"<< /Title (Bilan) /Parent 2 0 R /First 99 0 R /Next 99 0 R /Dest [4 0 R /Fit] >>"
    pdf = pdf.replace(b"/Type /Catalog", b"/Type /Catalog /Outlines << /First 99 0 R /Last 99 0 R >>")
    pdf = pdf.replace(b"xref\n", b"99 0 obj\n" + circle + b"\nendobj\nxref\n", 1)
    assert len(document(pdf).outline) <= 2


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("D:20240301093000+01'00'", "2024-03-01T09:30:00+01:00"),
        ("D:20240301093000-0330", "2024-03-01T09:30:00-03:30"),
        ("D:20240301093000Z", "2024-03-01T09:30:00+00:00"),
        ("D:20240301093000Z00'00'", "2024-03-01T09:30:00+00:00"),
        ("20240301093000", "2024-03-01T09:30:00"),
        ("D:202403010930", "2024-03-01T09:30:00"),
        ("D:20240301", "2024-03-01"),
        ("D:2024", "2024"),
        ("D:20241301", None),
        ("D:20240301093000+99'00'", None),
        ("D:00000000000000Z", None),
        ("Fri Mar 1 2024", None),
        ("", None),
    ],
)
def test_dates_of_files(written: str, meant: str | None) -> None:
    assert iso_date(written) == meant


@given(st.text(st.sampled_from("D:0123456789Z+-'٣ "), max_size=24))
def test_any_text_is_a_date_or_none(text: str) -> None:
    made = iso_date(text)
    assert made is None or made[:4].isdigit() and made[:4] in text


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Rapport annuel 2023", True),
        ("Saison 2023/2024", True),
        ("beta", True),
        ("Microsoft Word - Rapport annuel 2023.docx", False),
        ("rapport annuel.indd", False),
        ("RA_2023_BAT-v4", False),
        ("Document1", False),
        ("Sans titre-1", False),
        ("Présentation PowerPoint", False),
        ("  ", False),
    ],
)
def test_names_of_files_are_no_titles(title: str, kept: bool) -> None:
    assert is_title(title) is kept
