"""Publishing: documents, knowledge and ledger become one immutable version of a result folder.

A version holds the exchange files (JSON Lines) and views of them: ``rdf/``, ``tables/`` and ``graph/``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.publish.versions import KEPT, NotAResultFolder, check_result_folder, write_version

if TYPE_CHECKING:
    from pipeline.types import Document, Knowledge, LedgerRow

__all__ = ["KEPT", "NotAResultFolder", "check_result_folder", "exported_files", "publish"]


def publish(folder: Path, documents: Iterable[Document], knowledge: Knowledge, ledger: Iterable[LedgerRow]) -> Path:
    """Put a new version in force in ``folder`` and return its folder; equal content is the same version, written once.

    ``documents`` are all inputs, those of status «unread» (without pages, with a reason) included. The last :data:`KEPT`
    versions are kept. Raises :class:`NotAResultFolder` where ``folder`` holds something else, ``OSError`` where it cannot be
    written; what was in force before then still is.
    """
    check_result_folder(folder)
    return write_version(folder, exported_files(tuple(documents), knowledge, tuple(ledger)))


def exported_files(documents: Sequence[Document], knowledge: Knowledge, ledger: Sequence[LedgerRow]) -> dict[str, bytes]:
    """The contents of every exported file by its path within the version; the same bytes for the same knowledge."""
    from pipeline.graph import build_graph, to_graphml
    from pipeline.publish.csvs import to_csvs
    from pipeline.publish.jsonl import encoded, to_jsonl
    from pipeline.publish.rdf import quads_of, to_nquads, to_turtle
    from pipeline.publish.rows import tables_of

    tables = tables_of(documents, knowledge, ledger)
    quads = quads_of(tables)
    return {
        **{f"{name}.jsonl": to_jsonl(rows) for name, rows in tables.items()},
        **{f"tables/{name}.csv": data for name, data in to_csvs(tables).items()},
        "rdf/knowledge.nq": to_nquads(quads),
        "rdf/knowledge.ttl": to_turtle(quads),
        "graph/graph.graphml": encoded(to_graphml(build_graph(knowledge))),
    }
