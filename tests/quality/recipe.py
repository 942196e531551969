"""The usual recipe, measured beside ours: pdfplumber's text, spaCy's names, a regular expression for numbers.

It is what one writes first, in good faith: cut words made whole, names told apart by their letters without case, what a number
is about and its year taken from its sentence, else from the document. People, organizations and programs are what spaCy calls
PER, ORG and MISC; a place is a country where it has a country's name. Roles and relations it has none: names that stand in one
sentence do not say which. On the sample documents lines are better kept than joined, so they are kept.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

import pdfplumber
from babel import Locale
from spacy.tokens import Doc, Span

from pipeline.extract.language_model import model
from pipeline.publish.jsonl import Row, to_jsonl

TYPES = {"PER": "Person", "ORG": "Organization", "MISC": "Program"}

_CUT = re.compile(r"(?<=[a-zà-ÿ])-\n(?=[a-zà-ÿ])")
_NUMBER = re.compile(r"(?<![\w.,/-])(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+(?:,\d+)?)[ \u00a0\u202f]*(%|€|\$|[^\W\d]{3,})")
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?!\s)[^.!?]*)*[.!?]*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Text:
    """A document as pdfplumber reads it, page by page."""

    id: str
    name: str
    pages: tuple[str, ...]


def result_of_recipe(documents: Sequence[Path], folder: Path) -> Path:
    """Write what the recipe finds in PDFs into ``folder``, exchange files with the keys that scores look at, and return it."""
    texts = [_read(path) for path in documents]
    docs = {text.id: list(model().pipe(text.pages)) for text in texts}
    entities: dict[tuple[str, str], Row] = {}
    for text in texts:
        for span in (span for doc in docs[text.id] for span in doc.ents if _type(span)):
            new = {"id": f"E{len(entities)}", "type": _type(span), "name": _name(span), "aliases": [], "documents": []}
            row = entities.setdefault(_key(span), new)
            row["documents"] += [text.id] * (text.id not in row["documents"])
    ids = {key: row["id"] for key, row in entities.items()}
    files: dict[str, list[Row]] = {
        "documents": [{"id": text.id, "name": text.name} for text in texts],
        "blocks": [{"document": text.id, "kind": "paragraph", "text": page} for text in texts for page in text.pages],
        "entities": list(entities.values()),
        "relations": [],
        "figures": [row for text in texts for row in _figures(text, docs[text.id], ids)],
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in files.items():
        (folder / f"{name}.jsonl").write_bytes(to_jsonl(rows))
    return folder


def compared(name: str, ours: Mapping[str, float], theirs: Mapping[str, float]) -> list[str]:
    """A line for each score of a set: its name, ours, the recipe's."""
    return [f"{name:7} {score:13} {number:.4f}  recette {theirs.get(score, 0.0):.4f}" for score, number in ours.items()]


def _read(path: Path) -> Text:
    with pdfplumber.open(path) as pdf:
        pages = tuple(_CUT.sub("", page.extract_text()) for page in pdf.pages)
    return Text(hashlib.sha256(path.read_bytes()).hexdigest(), path.stem, pages)


def _type(span: Span) -> str:
    """The type of a name; «» for one that is left out."""
    if span.label_ == "LOC":
        return "Country" if _name(span).casefold() in _countries() else ""
    return TYPES.get(span.label_, "")


def _name(span: Span) -> str:
    return " ".join(span.text.split())


def _key(span: Span) -> tuple[str, str]:
    """What makes two names one thing."""
    return _type(span), _name(span).casefold()


@cache
def _countries() -> frozenset[str]:
    """The names of countries in French, by CLDR, whose codes of continents are numbers."""
    return frozenset(name.casefold() for code, name in Locale("fr").territories.items() if code.isalpha())


def _figures(text: Text, docs: Sequence[Doc], ids: Mapping[tuple[str, str], str]) -> Iterator[Row]:
    """Numbers before a word, about the organization or program last named before them in their sentence, else about the
    organization that the document names most; of a year of the sentence, else of the one that the document names most."""
    organizations = Counter(ids[_key(span)] for doc in docs for span in doc.ents if _type(span) == "Organization")
    years = Counter(int(year) for page in text.pages for year in _YEAR.findall(page))
    publisher, usual_year = _most_common(organizations), _most_common(years)
    for doc in docs:
        for start, end in (sentence.span() for sentence in _SENTENCE.finditer(doc.text)):
            stated = [int(year) for year in _YEAR.findall(doc.text, start, end)]
            named = [span for span in doc.ents if start <= span.start_char < end and _type(span) in ("Organization", "Program")]
            for number in _NUMBER.finditer(doc.text, start, end):
                before = [span for span in named if span.start_char < number.start()]
                if not _YEAR.fullmatch(number[1]):
                    yield {
                        "value": float(re.sub(r"\s", "", number[1]).replace(",", ".")),
                        "unit": number[2],
                        "about": ids[_key(before[-1])] if before else publisher,
                        "year": stated[-1] if stated else usual_year,
                        "document": text.id,
                    }


def _most_common(counts: Counter[T]) -> T | None:
    return next((one for one, _ in counts.most_common(1)), None)
