"""What a PDF states of itself: title, author, dates, bookmarks. Most files state little, many state nonsense."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from itertools import islice

import pypdfium2 as pdfium

from pipeline.types import OutlineEntry

MOST = 2000
"""Bookmarks that are kept."""

_DATE = re.compile(
    r"(?:D:)?(\d{4})(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d))?)?)?)?)?\s*"
    r"(?:(Z)(?:00'?(?:00)?'?)?|([+-])(\d\d)'?(?:(\d\d)'?)?)?"
)
_NO_TITLE = re.compile(
    r".*\.(?:html?|docx?|indd|pptx?|xlsx?|pdf|odt|odp|pages|key|qxp|ai|tex)$"  # the name of a file
    r"|(?:microsoft|untitled|sans[ _-]titre|document ?\d*$|présentation powerpoint|powerpoint|print(?:ing)?$|https?:|file:).*"
    r"|[^\s]*[_\\][^\s]*",
    re.I | re.S,
)


@dataclass(frozen=True, slots=True)
class Stated:
    """Dates are in ISO 8601, as exact as the file tells them."""

    title: str | None = None
    author: str | None = None
    created: str | None = None
    modified: str | None = None
    outline: tuple[OutlineEntry, ...] = ()


def stated(pdf: pdfium.PdfDocument) -> Stated:
    """What a file states; None and nothing where it is empty or broken."""
    return Stated(
        title=_value(pdf, "Title"),
        author=_value(pdf, "Author"),
        created=iso_date(_value(pdf, "CreationDate") or ""),
        modified=iso_date(_value(pdf, "ModDate") or ""),
        outline=_outline(pdf),
    )


def is_title(text: str) -> bool:
    """Whether a stated title names the document rather than a file or the program that made it.

    >>> is_title("Rapport annuel 2023"), is_title("Microsoft Word - RA 2023.doc"), is_title("RA_2023_BAT")
    (True, False, False)
    """
    return bool(text.strip()) and not _NO_TITLE.fullmatch(text.strip())


def iso_date(text: str) -> str | None:
    """A date of a PDF in ISO 8601, with the offset that it states; None where it is no date.

    >>> iso_date("D:20240301093000+01'00'"), iso_date("D:202403")
    ('2024-03-01T09:30:00+01:00', '2024-03')
    """
    match = _DATE.fullmatch(text.strip())
    if not match:
        return None
    year, month, day, hour, minute, second, utc, sign, hours, minutes = match.groups()
    try:
        zone: timezone | None = UTC if utc else None
        if sign:
            offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
            zone = timezone(-offset if sign == "-" else offset)
        time = (int(part or 0) for part in (hour, minute, second))
        moment = datetime(int(year), int(month or 1), int(day or 1), next(time), next(time), next(time), tzinfo=zone)
    except ValueError:
        return None
    return moment.isoformat() if hour else "-".join(part for part in (year, month, day) if part)


def _value(pdf: pdfium.PdfDocument, key: str) -> str | None:
    try:
        text = pdf.get_metadata_value(key)
    except (pdfium.PdfiumError, ValueError):
        return None
    return _clean(text) or None


def _clean(text: str) -> str:
    text = text.encode("utf-8", errors="ignore").decode("utf-8")  # halves of surrogate pairs
    return " ".join(re.sub(r"[\x00-\x1f\x7f\ufeff\ufffd]", " ", text).split())


def _outline(pdf: pdfium.PdfDocument) -> tuple[OutlineEntry, ...]:
    """Bookmarks in their order, those without a title left out."""
    found: list[OutlineEntry] = []
    for bookmark in islice(pdf.get_toc(), MOST):
        try:
            title = _clean(bookmark.get_title())
            dest = bookmark.get_dest()
            index = dest.get_index() if dest else None
        except (pdfium.PdfiumError, ValueError):
            continue
        if title:
            known = index is not None and 0 <= index < len(pdf)
            found.append(OutlineEntry(bookmark.level + 1, title, index + 1 if known and index is not None else None))
    return tuple(found)
