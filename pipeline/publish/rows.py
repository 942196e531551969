"""The exchange files as rows, and back: what is published is all that readers need.

Every table is sorted and every row has all its keys, so that equal knowledge gives equal bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple
from typing import TypeVar

from pipeline.grounding import boxes_of
from pipeline.publish.jsonl import Row, Tables
from pipeline.read.continued import joined_text, whole_blocks
from pipeline.read.sections import heads_of
from pipeline.types import (
    Cell,
    Document,
    Entity,
    Evidence,
    Figure,
    Knowledge,
    LedgerRow,
    LinkedMention,
    Merge,
    Relation,
    from_json,
)

T = TypeVar("T")


def tables_of(documents: Iterable[Document], knowledge: Knowledge, ledger: Iterable[LedgerRow]) -> dict[str, list[Row]]:
    """The exchange tables by name, without the ending ``.jsonl``; documents that could not be read have a row too."""
    documents = sorted(documents, key=lambda document: (document.name, document.path, document.id))
    publishers = dict(knowledge.publishers)
    facts = [_relation(relation) for relation in sorted(knowledge.relations, key=_relation_order)]
    figures = [_figure(figure) for figure in sorted(knowledge.figures, key=_figure_order)]
    return {
        "documents": [_document(document, publishers.get(document.id)) for document in documents],
        "pages": [row for document in documents for row in _pages(document)],
        "blocks": [row for document in documents for row in block_rows(document)],
        "entities": [_entity(entity) for entity in sorted(knowledge.entities, key=lambda entity: entity.id)],
        "mentions": [_mention(mention) for mention in sorted(knowledge.mentions, key=_mention_order)],
        "relations": [_without_status(row) for row in facts if row["status"] == "asserted"],
        "figures": [_without_status(row) for row in figures if row["status"] == "asserted"],
        "unasserted": [row for row in (*facts, *figures) if row["status"] != "asserted"],
        "merges": [
            {"entity": merge.entity, "a": merge.a, "b": merge.b, "reason": merge.reason, "author": merge.author}
            for merge in sorted(knowledge.merges, key=astuple)
        ],
        "ledger": [
            {"entity": row.entity, "type": row.type, "anchors": list(row.anchors), "names": list(row.names)}
            for row in sorted(ledger, key=lambda row: (row.entity, row.type, row.anchors, row.names))
        ],
    }


def knowledge_from(tables: Tables) -> Knowledge:
    """The knowledge that was exported, without the warnings of the run that made it. Inverse of :func:`tables_of`.

    Raises ``KeyError`` or ``pydantic.ValidationError`` where a row is not of the exchange format.
    """
    said = [*({**row, "status": "asserted"} for row in (*tables["relations"], *tables["figures"])), *tables["unasserted"]]
    relations = [_read_relation(row) for row in said if "predicate" in row]
    figures = [_read(Figure, row) for row in said if "value" in row]
    publishers = [(row["id"], row["publisher"]) for row in tables["documents"] if row.get("publisher")]
    return Knowledge(
        entities=tuple(_read(Entity, row) for row in tables["entities"]),
        mentions=tuple(_read(LinkedMention, row) for row in tables["mentions"]),
        relations=tuple(sorted(relations, key=_relation_order)),
        figures=tuple(sorted(figures, key=_figure_order)),
        merges=tuple(_read(Merge, row) for row in tables["merges"]),
        publishers=tuple(sorted(publishers)),
    )


def ledger_from(rows: Iterable[Row]) -> tuple[LedgerRow, ...]:
    """The ledger that was exported, an input of the next run."""
    return tuple(_read(LedgerRow, row) for row in rows)


def number(value: float) -> int | float:
    """A whole number as an integer: 12587, not 12587.0."""
    return int(value) if float(value).is_integer() else value


def _document(document: Document, publisher: str | None) -> Row:
    return {
        "id": document.id,
        "name": document.name,
        "path": document.path,
        "sha256": document.sha256,
        "pages": len(document.pages),
        "language": document.language,
        "title": document.title,
        "status": document.status,
        "reason": document.reason,
        "notes": list(document.notes),
        "publisher": publisher,
        "interviewee": document.interviewee,
        "author": document.author,
        "created": document.created,
        "modified": document.modified,
        "outline": [{"level": entry.level, "title": entry.title, "page": entry.page} for entry in document.outline],
    }


def _pages(document: Document) -> list[Row]:
    return [
        {
            "document": document.id,
            "page": page.number,
            "label": page.label,
            "width": page.width,
            "height": page.height,
            "text": page.text,
            "problem": page.problem,
            "links": [{"start": link.start, "end": link.end, "uri": link.uri, "page": link.page} for link in page.links],
        }
        for page in document.pages
    ]


def block_rows(document: Document) -> list[Row]:
    """The blocks of a document in reading order, each whole: one that goes on elsewhere is one row."""
    whole = whole_blocks(document)
    texts = [joined_text(parts) for parts in whole]
    sections = heads_of(parts[0][1] for parts in whole)
    return [
        {
            "document": document.id,
            "page": block.page,
            "order": order,
            "kind": block.kind,
            "level": block.level,
            "spans": [[part.page, part.start, part.end] for _, part in parts],
            "text": text,
            "section": [" ".join(texts[i].split()) for i in heads],
            "boxes": [list(box) for page, part in parts for box in boxes_of(page, part.start, part.end)],
            "language": block.language,
            "speaker": block.speaker,
            "cell": _cell(block.cell),
            "confidence": block.confidence,
        }
        for order, (parts, text, heads) in enumerate(zip(whole, texts, sections, strict=True), start=1)
        for _, block in parts[:1]
    ]


def _cell(cell: Cell | None) -> Row | None:
    if cell is None:
        return None
    return {
        "table": cell.table,
        "row": cell.row,
        "column": cell.column,
        "head": cell.head,
        "row_heads": [list(span) for span in cell.row_heads],
        "column_heads": [list(span) for span in cell.column_heads],
    }


def _entity(entity: Entity) -> Row:
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "documents": list(entity.documents),
        "concept": entity.concept,
        "code": entity.code,
    }


def _mention(mention: LinkedMention) -> Row:
    return {
        "id": mention.id,
        "entity": mention.entity,
        "document": mention.document,
        "spans": [list(span) for span in mention.spans],
        "text": mention.text,
        "boxes": [list(box) for box in mention.boxes],
        "confidence": mention.confidence,
    }


def _evidence(evidence: Evidence) -> Row:
    return {
        "document": evidence.document,
        "spans": [list(span) for span in evidence.spans],
        "quote": evidence.quote,
        "boxes": [list(box) for box in evidence.boxes],
    }


def _relation(relation: Relation) -> Row:
    return {
        "id": relation.id,
        "subject": relation.subject,
        "predicate": relation.predicate,
        "object": relation.object,
        "organization": relation.organization,
        "from": relation.since,
        "to": relation.until,
        "kind": relation.kind,
        "documents": list(relation.documents),
        "evidence": [_evidence(evidence) for evidence in relation.evidence],
        "confidence": relation.confidence,
        "status": relation.status,
    }


def _figure(figure: Figure) -> Row:
    return {
        "id": figure.id,
        "value": number(figure.value),
        "unit": figure.unit,
        "measure": figure.measure,
        "about": figure.about,
        "year": figure.year,
        "year_source": figure.year_source,
        "qualifier": figure.qualifier,
        "upper": None if figure.upper is None else number(figure.upper),
        "period": figure.period,
        "target": figure.target,
        "change": figure.change,
        "part_of": figure.part_of,
        "compared_to": figure.compared_to,
        "document": figure.document,
        "evidence": [_evidence(evidence) for evidence in figure.evidence],
        "confidence": figure.confidence,
        "status": figure.status,
    }


def _without_status(row: Row) -> Row:
    return {key: value for key, value in row.items() if key != "status"}


def _read_relation(row: Row) -> Relation:
    renamed = {"from": "since", "to": "until"}
    return _read(Relation, {renamed.get(key, key): value for key, value in row.items()})


def _read(kind: type[T], row: Row) -> T:
    return from_json(kind, json.dumps(row).encode())


def _mention_order(mention: LinkedMention) -> tuple[object, ...]:
    return mention.document, mention.spans, mention.entity, mention.id


def _relation_order(relation: Relation) -> tuple[str, ...]:
    return relation.subject, relation.predicate, relation.object, relation.organization or "", relation.id


def _figure_order(figure: Figure) -> tuple[object, ...]:
    return figure.document, tuple(evidence.spans for evidence in figure.evidence), figure.id
