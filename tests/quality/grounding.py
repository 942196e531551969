"""Whether what was extracted stands where it says: in the page's text, and under its boxes on the page.

The boxes are looked at by pdfplumber, which has no part in making them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pdfplumber
from rapidfuzz import fuzz

from pipeline.explore.evaluate import fold
from pipeline.publish.jsonl import Row
from pipeline.store import Result
from tests.corpus.new_numbers import VALUE_OF

LONGEST_QUOTE = 1500
_NUMBER_WORDS = VALUE_OF.keys() | {
    "un", "une", "premier", "premiere", "cent", "cents", "centaine", "centaines", "mille", "millier", "milliers", "million",
    "millions", "milliard", "milliards", "moitie", "tiers", "quart", "quarts", "double", "triple",
}  # fmt: skip
_TOLERANCE = 1.0  # points


@dataclass(frozen=True, slots=True)
class Grounding:
    """How many texts and boxes were looked at, and complaints, one for each bad one."""

    texts: int
    ungrounded: tuple[str, ...]
    printed: int
    misplaced: tuple[str, ...]


class _Text(NamedTuple):
    """A mention's text or an evidence's quote, with what is wrong with the fact that it stands for."""

    kind: str
    document: str
    spans: Sequence[Sequence[int]]
    quote: str
    boxes: Sequence[Sequence[float]]
    complaint: str = ""

    def __str__(self) -> str:
        return f"{self.kind} «{self.quote[:80]}» {self.document} {self.spans}"


def check(result: Result, pdfs: Mapping[str, Path]) -> Grounding:
    """Look at every mention, relation and figure of a result; ``pdfs`` by document name."""
    texts = list(_texts(result))
    pages = {(row["document"], row["page"]): row["text"] for row in result.rows("pages")}
    files = {row["id"]: pdfs[row["name"]] for row in result.rows("documents") if row["name"] in pdfs}
    printed = [text for text in texts if text.document in files]
    ungrounded = [f"{text}: {why}" for text in texts if (why := _ungrounded(text, pages))]
    return Grounding(len(texts), tuple(ungrounded), len(printed), tuple(_misplaced(printed, files)))


def _texts(result: Result) -> Iterator[_Text]:
    names = {row["id"]: [fold(form) for form in (row["name"], *row["aliases"])] for row in result.rows("entities")}
    for row in result.rows("mentions"):
        yield _Text("mention", row["document"], row["spans"], row["text"], row["boxes"])
    for row in result.rows("relations"):
        yield from _evidence("relation", row, "" if _names_an_end(row, names) else "names neither end")
    for row in result.rows("figures"):
        yield from _evidence("figure", row, "" if _holds(_said(row), row["value"]) else f"does not say {row['value']}")


def _evidence(kind: str, row: Row, complaint: str) -> Iterator[_Text]:
    if not row["evidence"]:
        yield _Text(kind, "", (), row["id"], (), "has no evidence")
    for piece in row["evidence"]:
        yield _Text(kind, piece["document"], piece["spans"], piece["quote"], piece["boxes"], complaint)


def _said(row: Row) -> str:
    return " ".join(piece["quote"] for piece in row["evidence"])


def _names_an_end(relation: Row, names: Mapping[str, Sequence[str]]) -> bool:
    said = fold(_said(relation))
    return any(form and form in said for end in (relation["subject"], relation["object"]) for form in names[end])


def _holds(quote: str, value: float) -> bool:
    """Whether a number is written in a quote: its digits but for the zeros at its end («1,2 million»), or a word for one."""
    digits = re.sub(r"\D", "", f"{value:.6f}".rstrip("0").rstrip(".")).rstrip("0") or "0"
    written = re.sub(r"\D", "", unicodedata.normalize("NFKC", quote))
    return digits in written or not _NUMBER_WORDS.isdisjoint(fold(quote).split())


def _ungrounded(text: _Text, pages: Mapping[tuple[str, int], str]) -> str:
    there = " ".join(pages.get((text.document, page), "")[start:end] for page, start, end in text.spans)
    if text.complaint:
        return text.complaint
    if not text.quote.strip():
        return "is empty"
    if len(text.quote) > LONGEST_QUOTE:
        return f"is longer than {LONGEST_QUOTE} characters"
    return "" if there == text.quote else f"«{there[:80]}» stands there"


def _misplaced(texts: Sequence[_Text], files: Mapping[str, Path]) -> Iterator[str]:
    of_document = defaultdict(list)
    for text in texts:
        of_document[text.document].append(text)
    for document, here in of_document.items():
        characters = _characters(files[document])
        for text in here:
            under = "".join(c["text"] for box in text.boxes for c in characters[int(box[0])] if _within(c, box))
            want, got = _letters(text.quote), _letters(under)
            if want and (len(got) > 2 * len(want) + 40 or fuzz.partial_ratio(want, got) < 90):
                yield f"{text}: «{under[:80]}» stands under its boxes"


def _characters(path: Path) -> dict[int, list[dict[str, Any]]]:
    with pdfplumber.open(path) as pdf:
        return {page.page_number: page.chars for page in pdf.pages}


def _within(character: Mapping[str, Any], box: Sequence[float]) -> bool:
    _, x0, top, x1, bottom = box
    across: float
    down: float
    across, down = (character["x0"] + character["x1"]) / 2, (character["top"] + character["bottom"]) / 2
    return x0 - _TOLERANCE <= across <= x1 + _TOLERANCE and top - _TOLERANCE <= down <= bottom + _TOLERANCE


def _letters(text: str) -> str:
    return "".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold()))
