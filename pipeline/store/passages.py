"""A full-text index of the blocks, for words as French people type them: with or without accents, in any number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import tantivy

from pipeline.publish.jsonl import Row

_UNREAD_KINDS = {"header", "footer", "page_number"}
_FIELDS = ("text", "plain")
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"[«“]\s*(.*?)\s*[»”]")
_NO_OPERATOR = re.compile(r'[^\w\s"’-]')
_HEAP = 50_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Passage:
    """A block that holds the words. ``marks`` are the ``(start, end)`` of the words in ``text``."""

    document: str
    """Name of the document."""
    page: int
    label: str | None
    """The number printed on the page."""
    kind: str
    text: str
    marks: tuple[tuple[int, int], ...]
    score: float

    def highlighted(self, before: str = "**", after: str = "**") -> str:
        """The text with ``before`` and ``after`` around the words that were looked for."""
        parts, done = [], 0
        for start, end in self.marks:
            parts += [self.text[done:start], before, self.text[start:end], after]
            done = end
        return "".join((*parts, self.text[done:]))


def build(place: Path | None, documents: Iterable[Row], pages: Iterable[Row], blocks: Iterable[Row]) -> Passages:
    """An index of the blocks in an empty folder, or in memory where ``place`` is None. Raises ``OSError``, ``ValueError``."""
    names = {row["id"]: row["name"] for row in documents}
    labels = {(row["document"], row["page"]): row["label"] for row in pages}
    index = tantivy.Index(_schema(), path=str(place) if place else None)
    _register(index)
    writer = index.writer(_HEAP, 1)  # one thread, so that equal passages come in one order
    for row in blocks:
        if row["kind"] not in _UNREAD_KINDS:
            passage = {
                "text": row["text"],
                "plain": row["text"],
                "document": names.get(row["document"], row["document"]),
                "page": row["page"],
                "label": labels.get((row["document"], row["page"])) or "",
                "kind": row["kind"],
            }
            writer.add_document(tantivy.Document.from_dict(passage, _schema()))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return Passages(index)


def load(place: Path) -> Passages:
    """The index that was built in a folder. Raises ``ValueError`` where there is none."""
    index = tantivy.Index.open(str(place))
    _register(index)
    return Passages(index)


class Passages:
    """An open index."""

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index

    def search(self, words: str, limit: int = 10) -> list[Passage]:
        """The passages that hold all of the words, or some of them where none holds all, best first."""
        searcher = self._index.searcher()
        words = _NO_OPERATOR.sub(" ", _QUOTED.sub(r'"\1"', words.replace("'", "’")))
        for every_word in (True, False):
            query, _ = self._index.parse_query_lenient(words, list(_FIELDS), conjunction_by_default=every_word)
            hits = searcher.search(query, limit).hits if limit > 0 else []
            if hits:
                wanted = _stems(words)
                return [_passage(searcher.doc(address), score, wanted) for score, address in hits]
        return []


def _passage(document: tantivy.Document, score: float, wanted: frozenset[tuple[str, str]]) -> Passage:
    stored: dict[str, list[Any]] = document.to_dict()
    text: str = stored["text"][0]
    marks = tuple(match.span() for match in _WORD.finditer(text) if not wanted.isdisjoint(_stems(match[0])))
    return Passage(
        document=stored["document"][0],
        page=stored["page"][0],
        label=stored["label"][0] or None,
        kind=stored["kind"][0],
        text=text,
        marks=marks,
        score=round(score, 4),
    )


def _stems(text: str) -> frozenset[tuple[str, str]]:
    return frozenset((field, stem) for field in _FIELDS for stem in _analyzers()[field].analyze(text))


@cache
def _schema() -> tantivy.Schema:
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("text", stored=True, tokenizer_name="text")
    schema.add_text_field("plain", tokenizer_name="plain")
    schema.add_text_field("document", stored=True, tokenizer_name="raw")
    schema.add_integer_field("page", stored=True)
    schema.add_text_field("label", stored=True, tokenizer_name="raw")
    schema.add_text_field("kind", stored=True, tokenizer_name="raw")
    return schema.build()


@cache
def _analyzers() -> dict[str, tantivy.TextAnalyzer]:
    """Two ways to the stem of a word, of which one suffices. Elided articles are left out by both.

    The stemmer needs accents to know French endings, so ``text`` drops them after it; who types «journees» leaves it none, so
    ``plain`` drops them before.
    """
    lines = files("pipeline.store").joinpath("silent_words.txt").read_text(encoding="utf-8").split("\n")
    silent = tantivy.Filter.custom_stopword([line for line in lines if line and not line.startswith("#")])
    stem, fold = tantivy.Filter.stemmer("french"), tantivy.Filter.ascii_fold()

    def analyzer(*filters: tantivy.Filter) -> tantivy.TextAnalyzer:
        builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        for step in (tantivy.Filter.lowercase(), silent, *filters):
            builder = builder.filter(step)
        return builder.build()

    return {"text": analyzer(stem, fold), "plain": analyzer(fold, stem)}


def _register(index: tantivy.Index) -> None:
    for field, analyzer in _analyzers().items():
        index.register_tokenizer(field, analyzer)
