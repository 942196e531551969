"""One document of a result against its gold: which statements are right, which are wrong, which are missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pipeline.explore.evaluate.confusion import pair
from pipeline.explore.evaluate.folding import fold, head, same_title
from pipeline.explore.evaluate.gold import Gold, Triple
from pipeline.explore.evaluate.scores import PREDICATES, TYPES, Score, Statement, Tally
from pipeline.explore.french import labels
from pipeline.publish.jsonl import Row
from pipeline.store import Result

Naming = Callable[[str | None], str]
"""The name of an entity by its identifier, canonical where gold has it; «» for none."""


class Export:
    """The rows that are compared."""

    def __init__(self, result: Result) -> None:
        self.entities = result.rows("entities")
        self.relations = result.rows("relations")
        self.figures = result.rows("figures")
        self._names = {row["id"]: row["name"] for row in result.rows("documents")}

    @property
    def documents(self) -> set[str]:
        """The names of the documents."""
        return set(self._names.values())

    def of(self, rows: Iterable[Row], document: str) -> list[Row]:
        """The rows that speak of a document, given by its name."""
        return [
            row for row in rows if document in {self._names.get(one, one) for one in row.get("documents") or [row["document"]]}
        ]


def compare(export: Export, gold: Gold) -> Score:
    """The scores of one document, and its errors."""
    names = {row["id"]: row["name"] for row in export.entities}
    neutral: set[str] = set()
    layers: dict[str, Tally] = {}
    entities = export.of(export.entities, gold.document)
    for kind in TYPES:
        layers[kind], canonical, spared = _entities(gold, kind, [row for row in entities if row["type"] == kind])
        names |= canonical
        neutral |= spared

    def named(entity: str | None) -> str:
        return str(names.get(entity or "", ""))

    relations = export.of(export.relations, gold.document)
    layers["roles"] = _roles(gold, [row for row in relations if row["predicate"] == "holdsRole"], named)
    others = [row for row in relations if row["predicate"] in PREDICATES and row["predicate"] != "holdsRole"]
    layers["relations"] = _relations(gold, others, named, neutral)
    figures, indicators, abouts, years = _figures(gold, export.of(export.figures, gold.document), named)
    layers |= {"figures": figures, "indicators": indicators}
    unscored = [Statement(row["type"], (row["name"],), row) for row in entities if row["type"] not in TYPES]
    return Score(gold.document, layers, abouts, years, tuple(pair(layers, gold, unscored)))


def _entities(gold: Gold, kind: str, rows: Iterable[Row]) -> tuple[Tally, dict[str, str], set[str]]:
    """The tally of a type, canonical names by identifier, and the identifiers that are neither right nor wrong."""
    names: dict[str, str] = {}
    neutral: set[str] = set()
    right: dict[str, Statement] = {}
    wrong: list[Statement] = []
    for row in sorted(rows, key=lambda row: (-len(row["aliases"]), row["id"])):
        name = row["name"]
        match = gold.named.get((kind, fold(name)))
        others = sorted({gold.named[kind, fold(form)] for form in row["aliases"] if (kind, fold(form)) in gold.named} - {match})
        if match:
            names[row["id"]] = match
            if match in right:
                wrong.append(Statement(kind, (name,), row, _remark("twice", match)))
            else:
                right[match] = Statement(kind, (match,), row)
                wrong += [Statement(kind, (name,), row, _remark("swallows", other)) for other in others]
        elif fold(name) in gold.neutral[kind]:
            neutral.add(row["id"])
        else:
            wrong.append(Statement(kind, (name,), row, _remark("other_name", ", ".join(others)) if others else ""))
    missing = tuple(Statement(kind, (forms[0],)) for forms in gold.entities[kind] if forms[0] not in right)
    return Tally(tuple(right.values()), tuple(wrong), missing), names, neutral


def _roles(gold: Gold, rows: Iterable[Row], named: Naming) -> Tally:
    left, right, wrong = list(gold.roles), [], []
    for row in rows:
        got = (named(row["subject"]), named(row["object"]), named(row["organization"]))
        hit = next((want for want in left if _same_role(want, got) and fold(want[2]) == fold(got[2])), None)
        if hit:
            left.remove(hit)
            right.append(Statement("holdsRole", hit, row))
        elif not any(_same_role(spare, got) for spare in gold.neutral_roles):
            wrong.append(Statement("holdsRole", got, row))
    return Tally(tuple(right), tuple(wrong), tuple(Statement("holdsRole", want) for want in left))


def _same_role(a: Triple, b: Triple) -> bool:
    return fold(a[0]) == fold(b[0]) and same_title(a[1], b[1])


def _relations(gold: Gold, rows: Iterable[Row], named: Naming, neutral: set[str]) -> Tally:
    right, wrong = [], []
    wanted = {_key(want): want for want in gold.relations}
    spared = {_key(spare) for spare in gold.neutral_relations}
    seen: set[tuple[str, ...]] = set()
    forgiven: set[tuple[str, str]] = set()
    for row in rows:
        got = (named(row["subject"]), row["predicate"], named(row["object"]))
        key = _key(got)
        if key in seen or key in spared:
            continue
        seen.add(key)
        if key in wanted:
            right.append(Statement(got[1], got, row))
            continue
        # what is said of something that may be left out is forgiven, once for each predicate
        pardons = ((end, row["predicate"]) for end in (row["subject"], row["object"]) if end in neutral)
        pardon = next((one for one in pardons if one not in forgiven), None)
        if pardon:
            forgiven.add(pardon)
        else:
            wrong.append(Statement(got[1], got, row))
    missing = tuple(Statement(want[1], want) for key, want in wanted.items() if key not in seen)
    return Tally(tuple(right), tuple(wrong), missing)


def _key(statement: Triple) -> tuple[str, ...]:
    """What makes two relations one; the order of partners does not matter."""
    subject, predicate, object_ = fold(statement[0]), statement[1], fold(statement[2])
    return (predicate, *sorted((subject, object_))) if predicate == "partnerOf" else (predicate, subject, object_)


def _figures(gold: Gold, rows: Iterable[Row], named: Naming) -> tuple[Tally, Tally, tuple[int, int], tuple[int, int]]:
    """Tallies of figures and of indicators; of the figures that match, how many are about the right thing and year, of all."""
    left = list(gold.figures)
    figures, indicators = Tally(), Tally()
    abouts: list[bool] = []
    years: list[bool] = []
    for row in rows:
        value, about = float(row["value"]), fold(named(row["about"]))
        said = Statement("figure", (_digits(value), row["unit"] or "", named(row["about"]), str(row["year"] or "")), row)
        here = [want for want in left if _measures(want, value, row["unit"])]
        if here:
            # of several that fit, the one about the same thing
            want = next((one for one in here if _about(gold, one) == about), here[0])
            left.remove(want)
            figures += Tally(right=(said,))
            right_year = not want.get("year") or row["year"] == want["year"]
            abouts.append(_about(gold, want) == about)
            if want.get("year"):
                years.append(right_year)
            whole = abouts[-1] and right_year
            indicators += Tally(right=(said,)) if whole else Tally(wrong=(said,), missing=(_wanted(gold, want),))
        elif value not in gold.neutral_values:
            figures += Tally(wrong=(said,))
            indicators += Tally(wrong=(said,))
    missed = Tally(missing=tuple(_wanted(gold, want) for want in left))
    return figures + missed, indicators + missed, (sum(abouts), len(abouts)), (sum(years), len(years))


def _measures(want: Mapping[str, Any], value: float, unit: str | None) -> bool:
    units = want.get("units") or [want["unit"]]
    return abs(float(want["value"]) - value) < 1e-6 and head(unit or "") in {head(one) for one in units}


def _about(gold: Gold, figure: Mapping[str, Any]) -> str:
    return fold(gold.canonical(figure.get("about")))


def _wanted(gold: Gold, figure: Mapping[str, Any]) -> Statement:
    about, year = gold.canonical(figure.get("about")), str(figure.get("year") or "")
    return Statement("figure", (_digits(float(figure["value"])), figure["unit"], about, year))


def _digits(value: float) -> str:
    """A number in digits, as one writes it without grouping them: «1200000», «1.5»."""
    return f"{value:.12g}"


def _remark(fault: str, names: str) -> str:
    return str(labels()["remarks"][fault]).format(names)
