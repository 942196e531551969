"""From files to a published result: find, read, extract, link, publish, and say what was found."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from pipeline.cache import Cache
from pipeline.pool import LimitError, Limits, Pool, Refused, Worker, processors
from pipeline.publish.versions import NotAResultFolder, check_result_folder, current, latest
from pipeline.sources import Found, find
from pipeline.stages import Source
from pipeline.types import Document, Extraction, Judgement, Knowledge, LedgerRow, T, content_key, from_json, to_json

ALL_READ, SOME_NOT, NOTHING_DONE = 0, 1, 2

_TYPES = {
    "Person": "personnes",
    "Role": "rôles",
    "Organization": "organisations",
    "Program": "programmes",
    "Country": "pays",
    "Place": "lieux",
}


@dataclass(frozen=True, slots=True)
class Stages:
    """Dotted names of what a worker does: tests put their own in place of these."""

    pages: str = "pipeline.stages:pages"
    read: str = "pipeline.stages:read"
    extract: str = "pipeline.stages:extract"
    draw: str = "pipeline.stages:draw"
    cut_out: str = "pipeline.stages:cut_out"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: a document (of status «unread» where it could not be read), and what it says."""

    document: Document
    extraction: Extraction
    whole: bool
    """Whether it went through reading and extraction."""


def run(paths: Sequence[Path], output: Path, workers: int, console: Console, stages: Stages = Stages()) -> int:
    """Reads ``paths`` (files, or folders with all below) into a new version of the result folder ``output``.

    Returns 0 if every input was read, 1 if some was not, 2 if nothing was done; what was in force before is then still there.
    With ``workers`` below 1 there are as many as processors. Limits come from the environment, see :class:`Limits`.
    """
    try:
        return _run(paths, output, workers, console, stages)
    except (LimitError, NotAResultFolder, _Unreadable) as error:
        _say(console, str(error))
    except OSError as error:
        _say(console, f"{error.filename or output} : écriture ou lecture impossible ; vérifiez place et droits")
    except KeyboardInterrupt:
        _say(console, "Interrompu : rien n'a été publié ; ce qui est déjà lu ne le sera pas une seconde fois.")
    except Exception as error:  # the last line of defence: people get a line, developers a traceback on demand
        if os.environ.get("MAILLAGE_TRACE"):
            raise
        _say(
            console, f"Erreur interne ({type(error).__name__} : {error}) : rien n'a été publié ; détails avec MAILLAGE_TRACE=1."
        )
    return NOTHING_DONE


def _run(paths: Sequence[Path], output: Path, workers: int, console: Console, stages: Stages) -> int:
    limits = Limits.from_environment()
    check_result_folder(output)
    ledger, judgements, warnings = _earlier(output)
    found, doubles = find(paths, leave_out=output)
    warnings += doubles
    readable = [each for each in found if each.problem is None]
    outcomes = [_unread(each, each.problem) for each in found if each.problem is not None]
    for outcome in outcomes:
        _say(console, reason(outcome.document))
    work = _work(stages, limits, Cache(output / "cache" / "stages"))
    workers = min(workers if workers > 0 else processors(), len(readable))
    with Pool(workers, limits.memory) as pool, _progress(console, len(readable)) as advance:
        for outcome in pool.each(readable, work):
            outcomes.append(outcome)
            advance(outcome.document)
    outcomes.sort(key=lambda outcome: outcome.document.id)
    documents = [outcome.document for outcome in outcomes]
    extractions = [outcome.extraction for outcome in outcomes if outcome.document.status != "unread"]
    if not extractions:
        before = current(output)
        _say(console, "Rien n'a été lu" + (f" ; le résultat précédent reste en vigueur dans {output}." if before else "."))
        if before or not any(each.sha256 for each in found):
            return NOTHING_DONE

    from pipeline.link import link
    from pipeline.publish import publish

    knowledge, ledger_after = link(extractions, judgements, ledger)
    publish(output, documents, knowledge, ledger_after)
    _summary(console, documents, knowledge, [*warnings, *knowledge.warnings])
    if not extractions:
        return NOTHING_DONE
    return ALL_READ if all(outcome.whole for outcome in outcomes) else SOME_NOT


# ── one document ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def read_in(worker: Worker, found: Found, limits: Limits, stages: Stages = Stages()) -> bytes:
    """The document that a file is, as JSON. Raises :class:`Refused` where the worker could not read it."""
    source = Source(str(found.path.absolute()), found.name, found.relative).to_bytes()
    pages = worker.call(stages.pages, source, limits.seconds)
    return worker.call(stages.read, source, limits.for_pages(int(pages)))


def _work(stages: Stages, limits: Limits, cache: Cache) -> Callable[[Worker, Found], Outcome]:
    """What is done with each file: read, then extract, each in the worker and each kept."""

    def work(worker: Worker, found: Found) -> Outcome:
        def read() -> bytes:
            return read_in(worker, found, limits, stages)

        def extract() -> bytes:
            return worker.call(stages.extract, to_json(document), limits.for_pages(len(document.pages)))

        try:
            given = content_key("", found.sha256, found.name, found.relative, found.path.suffix.lower())
            document, given = cache.get_or_make(Document, "read", given, read)
        except (Refused, ValidationError) as error:
            return _unread(found, said(error))
        if document.status == "unread":
            return Outcome(document, _nothing(document), whole=False)
        try:
            extraction, _ = cache.get_or_make(Extraction, "extract", given, extract)
        except (Refused, ValidationError) as error:
            reason = " ; ".join(filter(None, (document.reason, f"lu, mais rien n'en a été tiré : {said(error)}")))
            return Outcome(replace(document, status="partly", reason=reason), _nothing(document), whole=False)
        return Outcome(document, extraction, whole=True)

    return work


def unread(found: Found, reason: str) -> Document:
    """What stands for a file that could not be read."""
    from pipeline.read import document_id

    key = document_id(found.sha256) if found.sha256 else content_key("d", "no file", found.name, found.relative)
    return Document(key, found.name, found.relative, found.sha256, (), "und", None, "unread", reason)


def _unread(found: Found, reason: str) -> Outcome:
    document = unread(found, reason)
    return Outcome(document, _nothing(document), whole=False)


def _nothing(document: Document) -> Extraction:
    return Extraction(document.id, (), ())


def said(error: Refused | ValidationError) -> str:
    """Why a worker's answer cannot be used, in French."""
    return str(error) if isinstance(error, Refused) else "le processus de lecture a rendu un résultat illisible"


# ── what an earlier run and people left ──────────────────────────────────────────────────────────────────────────────────


class _Unreadable(Exception):
    """The identifiers given so far cannot be read. The message is for people, in French."""


def _earlier(output: Path) -> tuple[list[LedgerRow], list[Judgement], list[str]]:
    """The ledger of the last version, the judgements, and warnings about lines of theirs that nobody can read.

    Raises :class:`_Unreadable` for a ledger with such a line: going on would give known things new identifiers.
    """
    ledger: list[LedgerRow] = []
    version = latest(output)
    if version:
        path = output / "versions" / version / "ledger.jsonl"
        ledger, bad = _rows(LedgerRow, path)
        if bad:
            raise _Unreadable(
                f"{path}, ligne {bad[0]} : le registre des identifiants est abîmé ; "
                "remettez-le en état, ou choisissez avec -o un dossier neuf."
            )
    path = output / "judgements.jsonl"
    judgements, bad = _rows(Judgement, path)
    return ledger, judgements, [f"{path.name}, ligne {line} : ce jugement est illisible et reste sans effet" for line in bad]


def _rows(kind: type[T], path: Path) -> tuple[list[T], list[int]]:
    """The rows of a JSON Lines file, which may be absent, and the numbers of the lines that hold none."""
    rows: list[T] = []
    bad: list[int] = []
    lines = path.read_bytes().splitlines() if path.exists() else []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                rows.append(from_json(kind, line))
            except ValidationError:
                bad.append(number)
    return rows, bad


# ── what people see ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _say(console: Console, line: str) -> None:
    """One line, whatever the width, with nothing in it taken for markup."""
    console.print(line, markup=False, highlight=False, soft_wrap=True)


def reason(document: Document) -> str:
    """One line about a document that was not read, or not whole, in French."""
    how = {"unread": "non lu", "partly": "lu en partie", "read": "lu"}[document.status]
    return f"{document.path} : {how} ; {document.reason}"


@contextmanager
def _progress(console: Console, total: int) -> Iterator[Callable[[Document], None]]:
    """A bar on a terminal, a line for each document elsewhere; what goes wrong is said at once on both."""
    done = 0
    columns = (TextColumn("Lecture"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=total)

        def advance(document: Document) -> None:
            nonlocal done
            done += 1
            bar.update(task, advance=1, description=document.name)
            if document.reason:
                _say(console, reason(document))
            elif not console.is_terminal:
                _say(console, f"[{done}/{total}] {document.path} : {_count(len(document.pages), 'page')}")

        yield advance


def _summary(console: Console, documents: Sequence[Document], knowledge: Knowledge, warnings: Sequence[str]) -> None:
    """The closing table, and the warnings that were not said while reading."""
    warnings = [*(f"{document.path} : {note}" for document in documents for note in document.notes), *warnings]
    for warning in warnings:
        _say(console, f"Avertissement : {warning}")
    entities = Counter[str](entity.type for entity in knowledge.entities)
    unread = sum(document.status == "unread" for document in documents)
    partly = sum(document.status == "partly" for document in documents)
    rows = [
        ("documents", len(documents), _listed([(unread, "non lus"), (partly, "lus en partie")])),
        ("pages", sum(len(document.pages) for document in documents), ""),
        ("entités", len(knowledge.entities), _listed([(entities[kind], name) for kind, name in _TYPES.items()])),
        ("relations", sum(relation.status == "asserted" for relation in knowledge.relations), ""),
        ("chiffres", sum(figure.status == "asserted" for figure in knowledge.figures), ""),
        ("avertissements", len(warnings) + sum(document.reason is not None for document in documents), ""),
    ]
    if not console.is_terminal:
        for name, count, detail in rows:
            _say(console, f"{name} : {count}" + (f" ({detail})" if detail else ""))
        return
    table = Table(show_header=False, box=None)
    table.add_column(style="bold")
    table.add_column(justify="right")
    table.add_column(style="dim")
    for name, count, detail in rows:
        table.add_row(name, str(count), detail)
    console.print(table)


def _listed(counts: Sequence[tuple[int, str]]) -> str:
    return ", ".join(f"{name} : {count}" for count, name in counts if count)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number > 1)}"
