"""How good a run over a set of documents is: numbers from 0 to 1, of which more is better."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from pipeline.explore.evaluate import Evaluation, evaluate, read_gold
from pipeline.run import ALL_READ, run
from pipeline.store import Result, open_result
from tests.quality.reading import MARGINS, in_order, words_of

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
SHARED = ROOT.parent / "shared"


@dataclass(frozen=True, slots=True)
class DocumentSet:
    """PDFs that are read together, their gold files, and the text of those whose reading order is known."""

    name: str
    documents: tuple[Path, ...]
    golds: tuple[Path, ...]
    references: tuple[Path, ...] = ()

    @property
    def sha256(self) -> str:
        """A hash of the names and bytes of all files."""
        whole = hashlib.sha256()
        for path in (*self.documents, *self.golds, *self.references):
            whole.update(f"{path.name}\n{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
        return whole.hexdigest()


def document_sets() -> dict[str, DocumentSet]:
    """The sets that are there, by name: the corpus always, the shared ones where this checkout has them beside it."""
    return {
        "corpus": DocumentSet("corpus", _files(CORPUS / "documents", "pdf"), _files(CORPUS / "gold", "yaml")),
        "trials": DocumentSet(
            "trials", _files(CORPUS / "trials" / "documents", "pdf"), _files(CORPUS / "trials" / "gold", "yaml")
        ),
        **{name: _shared(name) for name in ("seeds", "real") if (SHARED / name).is_dir()},
    }


def read_set(documents: Sequence[Path], folder: Path) -> Path:
    """Run the pipeline over documents into ``folder``, and return it. Raises ``RuntimeError`` where one is not read."""
    said = io.StringIO()
    if run(documents, folder, 0, Console(file=said, width=200)) != ALL_READ:
        raise RuntimeError(said.getvalue())
    return folder


def measure(measured: DocumentSet, folder: Path) -> dict[str, float]:
    """What a result is worth: F1 by layer, of ``all`` and ``macro``; ``across``, the share of things of two documents that have
    one identifier; reading ``order``, that of the worst document.
    """
    result = open_result(folder)
    report = report_on(measured, result)
    together = report.together
    numbers = {layer: tally.f1 for layer, tally in together.layers.items()}
    numbers |= {"all": together.all.f1, "macro": together.macro}
    if pairs := report.same + len(report.apart):
        numbers["across"] = report.same / pairs
    numbers["order"] = min((reading_order(result, reference) for reference in measured.references), default=None)
    return {name: number for name, number in numbers.items() if number is not None}


def report_on(measured: DocumentSet, result: Result) -> Evaluation:
    """The scores of a result against the gold files of its set."""
    return evaluate(result, [read_gold(path) for path in measured.golds])


def reading_order(result: Result, reference: Path) -> float:
    """Likeness of the words of all blocks but running heads, in order, with those of a text in reading order."""
    (document,) = (row["id"] for row in result.rows("documents") if row["name"] == reference.stem)
    blocks = (row for row in result.rows("blocks") if row["document"] == document and row["kind"] not in MARGINS)
    got = [word for row in blocks for word in words_of(row["text"])]
    return in_order(got, words_of(reference.read_text(encoding="utf-8")))


def _files(folder: Path, suffix: str) -> tuple[Path, ...]:
    return tuple(sorted(folder.glob(f"*.{suffix}")))


def _shared(name: str) -> DocumentSet:
    documents = _files(SHARED / name, "pdf")
    golds = tuple(SHARED / "gold" / f"{path.stem}.yaml" for path in documents)
    return DocumentSet(name, documents, golds, _files(SHARED / name, "txt"))
