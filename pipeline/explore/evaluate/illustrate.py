"""The documents of an evaluation, opened again: where each error stands, and pictures of these places.

Each file is read and shown in a worker, as in a run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from pipeline.explore.evaluate.gold import Gold
from pipeline.explore.evaluate.pictures import Cut, cuts, window
from pipeline.explore.evaluate.places import Place, Places
from pipeline.explore.evaluate.report import html
from pipeline.explore.evaluate.scores import Evaluation, Score
from pipeline.explore.output import write_whole
from pipeline.pool import Limits, Pool, Refused, Worker, processors
from pipeline.run import Stages, read_in, said
from pipeline.sources import Found, find
from pipeline.stages import Source
from pipeline.store import Result
from pipeline.types import Document, Page, Rect, from_json, to_json

STAGES = Stages()


class ReportError(Exception):
    """A report that cannot be made. The message is for people, in French."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an error stands: the page, the place on it and, where it is printed, the window through which it is seen."""

    page: Page
    place: Place
    window: Rect | None


@dataclass(frozen=True, slots=True)
class Illustrated:
    """A document with a spot for each error of its score, None for those whose place is not known.

    ``pictures`` are JPEG files by page, each with what it shows; a page that could not be shown has none.
    """

    document: Document
    spots: tuple[Spot | None, ...]
    pictures: Mapping[int, tuple[Cut, bytes]]


def write_report(
    path: Path,
    evaluation: Evaluation,
    golds: Sequence[Gold],
    result: Result,
    paths: Sequence[Path],
    tell: Callable[[str], None],
) -> None:
    """Write the report of an evaluation as HTML, whole or not at all. Raises as :func:`illustrate` does, and ``OSError``."""
    if path.is_dir():
        raise ReportError(f"{path} : c’est un dossier ; donnez le nom d’un fichier, par exemple {path / 'erreurs.html'}.")
    page = html(evaluation, illustrate(evaluation, golds, result, paths, tell))
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, page)
    tell(f"Erreurs montrées dans {path}")


def illustrate(
    evaluation: Evaluation,
    golds: Sequence[Gold],
    result: Result,
    paths: Sequence[Path],
    tell: Callable[[str], None],
    stages: Stages = STAGES,
) -> dict[str, Illustrated]:
    """The documents in which there are errors, by name. Their files are those below ``paths`` with the bytes that were read.

    What could not be read or shown is told. Raises :class:`ReportError` where a file is missing, and
    :class:`~pipeline.pool.LimitError`.
    """
    limits = Limits.from_environment()
    asked = [(score, gold) for score, gold in zip(evaluation.scores, golds, strict=True) if score.errors]
    files = _files(result, [score.name for score, _ in asked], paths)
    mentions = result.rows("mentions")

    def work(worker: Worker, task: tuple[Score, Gold]) -> tuple[str, Illustrated | None]:
        score, gold = task
        file = files[score.name]
        try:
            document = from_json(Document, read_in(worker, file, limits, stages))
        except (Refused, ValidationError) as error:
            tell(f"{file.relative} : non lu, ses erreurs sont sans image ; {said(error)}")
            return score.name, None
        places = Places(document, gold, mentions)
        spots = tuple(_spot(document, places.of(error)) for error in score.errors)
        pictures = {}
        for cut in cuts((spot.page, spot.window) for spot in spots if spot and spot.window):
            source = Source(str(file.path.absolute()), file.name, file.relative).to_bytes()
            try:
                pictures[cut.page] = cut, worker.call(stages.cut_out, source + b"\n" + to_json(cut), limits.for_pages(1))
            except Refused as error:
                tell(f"{file.relative}, p. {cut.page} : sans image ; {error}")
        return score.name, Illustrated(document, spots, pictures)

    with Pool(min(processors(), max(len(asked), 1)), limits.memory) as pool:
        return {name: shown for name, shown in sorted(pool.each(asked, work), key=lambda pair: pair[0]) if shown}


def beside(golds: Iterable[Path]) -> list[Path]:
    """Where documents are looked for unless somebody says where: the folders of the gold files, and «documents» beside them."""
    folders = [folder for gold in golds for folder in (gold.parent, gold.parent.parent / "documents")]
    return [folder for folder in dict.fromkeys(folders) if folder.is_dir()]


def _files(result: Result, names: Iterable[str], paths: Sequence[Path]) -> dict[str, Found]:
    """The file of each document, by the hash of what was read."""
    there = {each.sha256: each for each in find(paths)[0] if each.problem is None}
    rows = {row["name"]: row for row in result.rows("documents")}
    missing = [rows[name]["path"] for name in names if rows[name]["sha256"] not in there]
    if missing:
        where = ", ".join(str(path) for path in paths) or "aucun dossier"
        raise ReportError(
            f"{', '.join(missing)} : fichier introuvable, ou changé depuis qu’il a été lu (cherché dans {where}) ; "
            "donnez le dossier des documents avec --documents."
        )
    return {name: Found(there[rows[name]["sha256"]].path, rows[name]["path"], name, rows[name]["sha256"]) for name in names}


def _spot(document: Document, place: Place | None) -> Spot | None:
    if place is None:
        return None
    page = next(page for page in document.pages if page.number == place.page)
    return Spot(page, place, window(page, place) if place.boxes else None)
