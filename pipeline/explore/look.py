"""Files read to be looked at: each in a worker, its pages drawn if asked, nothing published."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from rich.console import Console

from pipeline.explore.output import write_whole
from pipeline.explore.reading import Ranges, is_in, is_plain
from pipeline.pool import Limits, Pool, Refused, Worker, processors
from pipeline.run import Stages, read_in, reason, said, unread
from pipeline.sources import Found, find
from pipeline.stages import Source
from pipeline.types import Document, from_json, to_json

STAGES = Stages()


@dataclass(frozen=True, slots=True)
class Look:
    """A document (of status «unread» where the file could not be read), the names of its pictures, and lines in French."""

    document: Document
    pictures: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    whole: bool = True
    """Whether all that was asked of it was done."""

    def shows(self, pages: Ranges | None) -> bool:
        """Whether there is anything to see."""
        return self.document.status != "unread" and any(is_in(page.number, pages) for page in self.document.pages)


def look_at(
    paths: Sequence[Path], draw: Path | None, pages: Ranges | None, tell: Callable[[str], None], stages: Stages = STAGES
) -> list[Look]:
    """Reads every document below ``paths`` and draws those of its ``pages`` into the folder ``draw``.

    What went wrong, and where the pictures are, is told. Raises :class:`~pipeline.pool.LimitError` and ``OSError``.
    """
    limits = Limits.from_environment()
    found, doubles = find(paths)

    def work(worker: Worker, file: Found) -> Look:
        try:
            document = from_json(Document, read_in(worker, file, limits, stages))
        except (Refused, ValidationError) as error:
            document = unread(file, said(error))
        look = Look(document, told=(reason(document),) if document.reason else (), whole=document.status != "unread")
        if look.whole and not look.shows(pages):
            line = f"{document.path} : aucune de ces pages ; il y en a {len(document.pages)}."
            return Look(document, (), (*look.told, line), whole=False)
        return look if draw is None or not look.whole else _drawn(look, worker, file, draw, pages, limits, stages)

    readable = [each for each in found if each.problem is None]
    looks = [Look(document, told=(reason(document),), whole=False) for document in map(_unreadable, found) if document]
    with (
        Console(stderr=True).status("Lecture…"),
        Pool(min(processors(), len(readable)), limits.memory) as pool,
    ):
        looks += pool.each(readable, work)
    looks.sort(key=lambda look: (look.document.path, look.document.id))
    for line in (*doubles, *(line for look in looks for line in look.told)):
        tell(line)
    pictures = [name for look in looks for name in look.pictures]
    if pictures:
        many = f"{len(pictures)} images de pages" if len(pictures) > 1 else "1 image de page"
        tell(f"{many} dans {draw} : {pictures[0]}" + (f" … {pictures[-1]}" if len(pictures) > 1 else ""))
    return looks


def _unreadable(found: Found) -> Document | None:
    return None if found.problem is None else unread(found, found.problem)


# ── pictures ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _drawn(look: Look, worker: Worker, file: Found, folder: Path, pages: Ranges | None, limits: Limits, stages: Stages) -> Look:
    """The look with pictures: each page drawn by the worker and written whole."""
    from pipeline.explore.drawing import drawings

    document = look.document
    if is_plain(document):
        line = f"{document.path} : un texte n’a pas de pages à dessiner ; donnez un PDF."
        return Look(document, (), (*look.told, line))
    source = Source(str(file.path.absolute()), file.name, file.relative).to_bytes()
    names, told = [], list(look.told)
    digits = max(3, len(str(len(document.pages))))
    for drawing in drawings(document, pages):
        number = drawing.page.number
        try:
            picture = worker.call(stages.draw, source + b"\n" + to_json(drawing), limits.for_pages(1))
        except Refused as error:
            told.append(f"{document.path}, p. {number} : non dessinée ; {error}")
            continue
        folder.mkdir(parents=True, exist_ok=True)
        names.append(f"{document.name}-p{number:0{digits}}.png")
        write_whole(folder / names[-1], picture)
    return Look(document, tuple(names), tuple(told), whole=len(told) == len(look.told))
