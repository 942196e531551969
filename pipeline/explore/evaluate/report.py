"""Every error on one page of HTML, where it stands in its document: a file that needs no other, the same bytes each time."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import count
from typing import TYPE_CHECKING

from pipeline.explore.evaluate.scores import LAYERS, Error, Evaluation, Statement
from pipeline.explore.evaluate.shown import confusion_rows, confusions, in_words, score_rows
from pipeline.explore.french import labels
from pipeline.explore.output import number, one_line
from pipeline.explore.reading import page_name
from pipeline.types import Rect

if TYPE_CHECKING:
    from pipeline.explore.evaluate.illustrate import Illustrated, Spot

FAULTS = ("missing", "wrong", "confused")


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that several errors may show: its identifier, what it holds of its page in points, its data."""

    id: str
    box: Rect
    data: str


@dataclass(frozen=True, slots=True)
class Card:
    """One error as people read it. ``image`` is the identifier of the picture that ``window`` shows a part of, or None."""

    number: int
    error: Error
    wanted: str
    found: str
    page: str
    passage: tuple[tuple[str, bool], ...]
    image: str | None
    window: Rect | None
    boxes: tuple[Rect, ...]


def html(evaluation: Evaluation, illustrated: Mapping[str, Illustrated]) -> bytes:
    """The report, in UTF-8: scores, tables of confusion, and the errors of each document, with filters."""
    import jinja2

    numbers = count(1)
    documents: list[tuple[str, list[Card], bool]] = []
    images: list[Image] = []
    for score in evaluation.scores:
        shown = illustrated.get(score.name)
        name = f"d{len(documents) + 1}"
        pictures = dict(shown.pictures) if shown else {}
        images += [
            Image(f"{name}p{page}", cut.box, f"data:image/jpeg;base64,{b64encode(data).decode()}")
            for page, (cut, data) in pictures.items()
        ]
        spots = shown.spots if shown else [None] * len(score.errors)
        cards = [
            _card(
                next(numbers),
                error,
                spot,
                shown,
                f"{name}p{spot.page.number}" if spot and spot.page.number in pictures else None,
            )
            for error, spot in zip(score.errors, spots, strict=True)
        ]
        documents.append((score.name, cards, shown is not None))
    template = files("pipeline.explore.evaluate").joinpath("report.html.jinja").read_text(encoding="utf-8")
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined)
    together = evaluation.together
    text = environment.from_string(template).render(
        words=labels(),
        documents=documents,
        images=images,
        layers=[layer for layer in LAYERS if any(error.layer == layer for error in together.errors)],
        faults=[fault for fault in FAULTS if any(error.fault == fault for error in together.errors)],
        total=len(together.errors),
        scores=[in_words(row) for row in score_rows(together)],
        confusions=[(group, confusion_rows(table)) for group, table in confusions(evaluation).items()],
    )
    return text.encode("utf-8", errors="replace")


def in_french(statement: Statement) -> str:
    """A statement as people say it: «La Filature organise Fil à fil», «Ana — présidente — Le Phare».

    >>> in_french(Statement("figure", ("12587", "participant", "Fil à fil", "2023")))
    '12\\u202f587 participant · Fil à fil · 2023'
    """
    if statement.kind == "figure":
        value, unit, *rest = statement.parts
        text = " · ".join(part for part in (f"{number(float(value))} {unit}".strip(), *rest) if part)
    elif len(statement.parts) == 1:
        text = f"{statement.parts[0]} ({labels()['types'].get(statement.kind, statement.kind)})"
    elif statement.kind == "holdsRole":
        text = " — ".join(part for part in statement.parts if part)
    else:
        subject, predicate, object_ = statement.parts
        text = f"{subject} {labels()['relations'][predicate][0]} {object_}"
    return one_line(f"{text}, {statement.remark}" if statement.remark else text)


def _card(number: int, error: Error, spot: Spot | None, shown: Illustrated | None, image: str | None) -> Card:
    return Card(
        number=number,
        error=error,
        wanted=in_french(error.wanted) if error.wanted else "",
        found=in_french(error.found) if error.found else "",
        page=page_name(shown.document, spot.page) if shown and spot else "",
        passage=spot.place.passage if spot else (),
        image=image if spot and spot.window else None,
        window=spot.window if spot else None,
        boxes=spot.place.boxes if spot else (),
    )
