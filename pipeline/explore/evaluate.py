"""How near a result comes to what people read in the same documents.

Gold files are YAML: ``document`` (name without extension), ``entities`` by type (a name, or a list of right forms with the
canonical one first), ``roles`` (person, title, organization), ``relations`` (subject, predicate, object), ``partners``,
``figures``, and beside them what is neither right nor wrong when found: ``neutral``, ``neutral_roles``, ``neutral_relations``,
``neutral_values``.

An entity is right by its name, once; a role matches at 85 % similarity of its words, with the right person and organization; a
figure matches by value and head noun, and is an indicator where what it is about and its year are right too. Indicators, not
figures, count in the whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from pipeline.explore.french import labels
from pipeline.explore.output import Cell, Format, console, write_table
from pipeline.publish.jsonl import Row
from pipeline.store import Result

TYPES = ("Person", "Organization", "Program", "Country")
LAYERS = (*TYPES, "roles", "relations", "figures", "indicators")
_SCORED = {"memberOf", "partnerOf", "organizes", "collaboratesOn", "participatesIn", "partOf", "founded"}
_SIMILAR = 85.0

_HONORIFICS = {"m", "mm", "mme", "mmes", "mlle", "dr", "dre", "me", "pr", "pre", "monsieur", "madame", "maitre", "docteur"}
_ARTICLES = {"le", "la", "les", "un", "une", "des", "du", "de"}
_ELIDED = re.compile(r"(l|d|qu)['’]\s*", re.IGNORECASE)
# Of two titles, one with such a word and one without are two titles.
_OTHER_TITLE = {
    "ex", "ancien", "ancienne", "adjoint", "adjointe", "interim", "interimaire", "vice", "co", "futur", "future", "honoraire",
}  # fmt: skip
_INCLUSIVE = re.compile(r"[·•‧∙.]\w{1,6}([·•‧∙.]s)?|-(e|ne|trice|euse|rice)(-?s)?\b|\(\w{1,6}\)")
_CODES = {
    "eur": "€ eur euro",
    "cad": "$ cad dollar ca",
    "xof": "fcfa cfa xof xaf franc f",
    "vnd": "vnd dong ₫",
    "%": "% pourcent pourcentage",
}
_CODE = {sign: code for code, signs in _CODES.items() for sign in signs.split()}

Statement = tuple[str, ...]


class GoldError(Exception):
    """A gold file that cannot be used. The message is for people, in French."""


@dataclass
class Tally:
    """What one layer found and missed."""

    hits: int = 0
    wrong: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hits + other.hits, self.wrong + other.wrong, self.missing + other.missing)

    @property
    def empty(self) -> bool:
        """Nothing to find, nothing found."""
        return not (self.hits or self.wrong or self.missing)

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right, from 0 to 1."""
        return None if self.empty else _share(self.hits, self.hits + len(self.wrong))

    @property
    def recall(self) -> float | None:
        """The share of what is right that was found, from 0 to 1."""
        return None if self.empty else _share(self.hits, self.hits + len(self.missing))

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both, rounded to four decimals."""
        return None if self.empty else round(_share(2 * self.hits, 2 * self.hits + len(self.wrong) + len(self.missing)), 4)


@dataclass(frozen=True)
class Score:
    """The layers of one document, or of all together. ``abouts`` and ``years``: right ones and all, of matched figures."""

    name: str
    layers: Mapping[str, Tally]
    abouts: tuple[int, int] = (0, 0)
    years: tuple[int, int] = (0, 0)

    @property
    def all(self) -> Tally:
        """Everything that counts, together."""
        return sum((tally for layer, tally in self.layers.items() if layer != "figures"), Tally())

    @property
    def macro(self) -> float | None:
        """The mean F1 of the layers that hold something, figures left out."""
        some = [tally.f1 for layer, tally in self.layers.items() if layer != "figures" and tally.f1 is not None]
        return round(sum(some) / len(some), 4) if some else None


@dataclass(frozen=True)
class Report:
    """Scores by document and together; ``same`` and ``apart``: things named in two documents, by whether they are one."""

    scores: tuple[Score, ...]
    together: Score
    same: int
    apart: tuple[str, ...]


class Gold:
    """A gold file, its names folded."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.document: str = data["document"]
        self.entities = {kind: [_forms(item) for item in (data.get("entities") or {}).get(kind) or []] for kind in TYPES}
        self.named: dict[tuple[str, str], str] = {}
        for kind in TYPES:
            for forms in self.entities[kind]:
                for form in forms:
                    self.named.setdefault((kind, fold(form)), forms[0])
        self._canonical = {form: name for (_, form), name in self.named.items()}
        self.neutral = {kind: {fold(name) for name in (data.get("neutral") or {}).get(kind) or []} for kind in TYPES}
        self.roles = self._statements(data, "roles")
        self.neutral_roles = self._statements(data, "neutral_roles")
        self.relations = [*self._relations(data, "relations"), *self._partners(data.get("partners"))]
        members = [(person, "memberOf", where) for person, _, where in self.roles if where]  # who holds a role is a member too
        self.neutral_relations = [*members, *self._relations(data, "neutral_relations")]
        self.figures: list[Mapping[str, Any]] = list(data.get("figures") or [])
        self.neutral_values = {float(value) for value in data.get("neutral_values") or []}

    def canonical(self, name: str | None) -> str:
        """The canonical form of a name; «» where there is none."""
        return self._canonical.get(fold(name), name) if name else ""

    def _statements(self, data: Mapping[str, Any], key: str) -> list[Statement]:
        return [(self.canonical(person), title, self.canonical(where)) for person, title, where in data.get(key) or []]

    def _relations(self, data: Mapping[str, Any], key: str) -> list[Statement]:
        return [(self.canonical(one), predicate, self.canonical(two)) for one, predicate, two in data.get(key) or []]

    def _partners(self, spec: Mapping[str, Any] | None) -> Iterator[Statement]:
        """Partners of one organization: those of ``names``, or those that the list of organizations has ``from`` … ``to``."""
        if not spec:
            return
        names = spec.get("names")
        if names is None:
            known = [forms[0] for forms in self.entities["Organization"]]
            names = known[known.index(spec["from"]) : known.index(spec["to"]) + 1]
        for name in names:
            yield self.canonical(name), "partnerOf", self.canonical(spec["of"])


def read_gold(path: Path) -> Gold:
    """A gold file. Raises :class:`GoldError`."""
    import yaml

    try:
        return Gold(yaml.safe_load(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise GoldError(f"{path} : fichier de référence introuvable ou illisible.") from error
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise GoldError(f"{path} : ce n’est pas un fichier de référence ({type(error).__name__} : {error}).") from error


def evaluate(result: Result, golds: Sequence[Gold]) -> Report:
    """Compare a result with gold files, one for each document."""
    exported = _Export(result)
    scores = tuple(_Comparison(exported, gold).score() for gold in golds)
    layers = {layer: sum((score.layers[layer] for score in scores), Tally()) for layer in LAYERS}
    same, apart = _across(exported, golds)
    return Report(scores, Score("ensemble des documents", layers), same, tuple(apart))


def fold(text: str) -> str:
    """Without case, accents, punctuation, honorific and leading article: what matching does not look at, and nothing else."""
    text = text.strip()
    elided = _ELIDED.match(text)
    text = unicodedata.normalize("NFKD", text[elided.end() :] if elided else text)
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = text.replace("œ", "oe").replace("æ", "ae").replace("&", " et ")
    words = re.sub(r"[^\w%$]+", " ", text).split()
    for fillers in (_HONORIFICS, _ARTICLES):
        if len(words) > 1 and words[0] in fillers:
            words = words[1:]
    return " ".join(words)


def head(unit: str) -> str:
    """The head noun of a unit, without plural and inclusive endings; one code for each currency."""
    words = _INCLUSIVE.sub("", unit.replace("pour cent", "%")).split()
    if not words:
        return ""
    word = fold(words[0]) or words[0]
    if len(word) > 3 and word != "pays" and word[-1] in "sx":
        word = word[:-1]
    return _CODE.get(word, word)


class _Export:
    """The rows that are compared."""

    def __init__(self, result: Result) -> None:
        self.entities = result.rows("entities")
        self.relations = result.rows("relations")
        self.figures = result.rows("figures")
        self._names = {row["id"]: row["name"] for row in result.rows("documents")}

    def of(self, rows: Iterable[Row], document: str) -> list[Row]:
        """The rows that speak of a document, given by its name."""
        return [
            row for row in rows if document in {self._names.get(one, one) for one in row.get("documents") or [row["document"]]}
        ]


class _Comparison:
    """One document of an export against its gold."""

    def __init__(self, exported: _Export, gold: Gold) -> None:
        self.exported, self.gold = exported, gold
        self.layers = {layer: Tally() for layer in LAYERS}
        self.label = {row["id"]: row["name"] for row in exported.entities}
        """Names by identifier, canonical where the entity was found."""
        self.neutral: set[str] = set()
        """Identifiers of entities that are neither right nor wrong."""

    def score(self) -> Score:
        for kind in TYPES:
            self._entities(kind)
        relations = self.exported.of(self.exported.relations, self.gold.document)
        self._roles([row for row in relations if row["predicate"] == "holdsRole"])
        self._relations([row for row in relations if row["predicate"] in _SCORED])
        abouts, years = self._figures(self.exported.of(self.exported.figures, self.gold.document))
        return Score(self.gold.document, self.layers, abouts, years)

    def _entities(self, kind: str) -> None:
        tally, named, found = self.layers[kind], self.gold.named, set()
        rows = [row for row in self.exported.of(self.exported.entities, self.gold.document) if row["type"] == kind]
        for row in sorted(rows, key=lambda row: (-len(row["aliases"]), row["id"])):
            name = row["name"]
            match = named.get((kind, fold(name)))
            others = sorted({named[kind, fold(form)] for form in row["aliases"] if (kind, fold(form)) in named} - {match})
            if match:
                self.label[row["id"]] = match
                if match in found:
                    tally.wrong.append(f"{name} (une seconde fois {match})")
                else:
                    found.add(match)
                    tally.hits += 1
                    tally.wrong += [f"{name} (avale {other})" for other in others]
            elif fold(name) in self.gold.neutral[kind]:
                self.neutral.add(row["id"])
            else:
                tally.wrong.append(name + (f" (autre nom de {', '.join(others)})" if others else ""))
        tally.missing += [forms[0] for forms in self.gold.entities[kind] if forms[0] not in found]

    def _roles(self, rows: Iterable[Row]) -> None:
        tally, left = self.layers["roles"], list(self.gold.roles)
        for row in rows:
            got = (self._named(row["subject"]), self._named(row["object"]), self._named(row["organization"]))
            hit = next((want for want in left if _same_title(want, got) and fold(want[2]) == fold(got[2])), None)
            if hit:
                left.remove(hit)
                tally.hits += 1
            elif not any(_same_title(spare, got) for spare in self.gold.neutral_roles):
                tally.wrong.append(" | ".join(got))
        tally.missing += [" | ".join(want) for want in left]

    def _relations(self, rows: Iterable[Row]) -> None:
        tally = self.layers["relations"]
        wanted = {_key(want): want for want in self.gold.relations}
        spared = {_key(spare) for spare in self.gold.neutral_relations}
        seen: set[Statement] = set()
        forgiven: set[tuple[str, str]] = set()
        for row in rows:
            got = (self._named(row["subject"]), row["predicate"], self._named(row["object"]))
            key = _key(got)
            if key in seen or key in spared:
                continue
            seen.add(key)
            if key in wanted:
                tally.hits += 1
                continue
            # what is said of something that may be left out is forgiven, once for each predicate
            pardons = ((end, row["predicate"]) for end in (row["subject"], row["object"]) if end in self.neutral)
            pardon = next((one for one in pardons if one not in forgiven), None)
            if pardon:
                forgiven.add(pardon)
            else:
                tally.wrong.append(" | ".join(got))
        tally.missing += [" | ".join(want) for key, want in wanted.items() if key not in seen]

    def _figures(self, rows: Iterable[Row]) -> tuple[tuple[int, int], tuple[int, int]]:
        figures, indicators, left = self.layers["figures"], self.layers["indicators"], list(self.gold.figures)
        abouts: list[bool] = []
        years: list[bool] = []
        for row in rows:
            value, about = float(row["value"]), fold(self._named(row["about"]))
            said = f"{value:g} {row['unit']} / {self._named(row['about'])}"
            here = [want for want in left if _measures(want, value, row["unit"])]
            if here:
                # of several that fit, the one about the same thing
                want = next((one for one in here if self._about(one) == about), here[0])
                left.remove(want)
                figures.hits += 1
                right_year = not want.get("year") or row["year"] == want["year"]
                abouts.append(self._about(want) == about)
                if want.get("year"):
                    years.append(right_year)
                if abouts[-1] and right_year:
                    indicators.hits += 1
                else:
                    indicators.wrong.append(f"{said} / {row['year'] or ''}")
                    indicators.missing.append(f"{_shown(want)} / {want.get('year') or ''}")
            elif value not in self.gold.neutral_values:
                figures.wrong.append(said)
                indicators.wrong.append(said)
        figures.missing += [_shown(want) for want in left]
        indicators.missing += [_shown(want) for want in left]
        return (sum(abouts), len(abouts)), (sum(years), len(years))

    def _about(self, figure: Mapping[str, Any]) -> str:
        return fold(self.gold.canonical(figure.get("about")))

    def _named(self, entity: str | None) -> str:
        return str(self.label.get(entity or "", ""))


def _across(exported: _Export, golds: Sequence[Gold]) -> tuple[int, list[str]]:
    """Of the things that two documents name: how many carry one identifier in both, and which do not."""
    same, apart = 0, []
    for one, two in combinations(golds, 2):
        for kind in TYPES:
            in_two = {fold(form) for forms in two.entities[kind] for form in forms}
            for forms in one.entities[kind]:
                keys = {fold(form) for form in forms}
                if keys.isdisjoint(in_two):
                    continue
                ids = [
                    {
                        row["id"]
                        for row in exported.of(exported.entities, gold.document)
                        if row["type"] == kind and not keys.isdisjoint(fold(form) for form in (row["name"], *row["aliases"]))
                    }
                    for gold in (one, two)
                ]
                if ids[0] & ids[1]:
                    same += 1
                else:
                    apart.append(f"{forms[0]} ({one.document}, {two.document})")
    return same, apart


def as_json(report: Report, errors: bool = False) -> dict[str, Any]:
    """The report as plain values."""
    return {
        "documents": {score.name: _score_json(score, errors) for score in report.scores},
        "together": _score_json(report.together, errors),
        "across": {"same": report.same, "apart": list(report.apart)},
    }


def write_report(report: Report, how: Format, errors: bool = False) -> None:
    """Write the report for people, or as CSV."""
    words = labels()["layers"]
    scores = report.scores if len(report.scores) == 1 else (*report.scores, report.together)
    head_row = ("couche", "précision", "rappel", "F1", "justes", "faux", "manquants")
    if how is Format.CSV:
        rows = [(score.name, *row) for score in scores for row in _lines(score, {})]
        write_table(("document", *head_row), rows, how, ("document", *_KEYS))
        return
    out = console()
    for score in scores:
        out.print(f"\n{score.name}", style="bold", markup=False)
        write_table(head_row, [_shown_line(row) for row in _lines(score, words)], how)
        for layer, tally in score.layers.items() if errors and score is not report.together else ():
            for title, texts in (("manque", tally.missing), ("faux  ", tally.wrong)):
                for text in texts:
                    out.print(f"    {words[layer]} · {title}  {text}", markup=False)
    if len(report.scores) > 1:
        out.print(f"\nUn seul identifiant d’un document à l’autre : {report.same} sur {report.same + len(report.apart)}")
        for text in report.apart if errors else ():
            out.print(f"    séparé  {text}", markup=False)


_KEYS = ("layer", "precision", "recall", "f1", "hits", "wrong", "missing")


def _lines(score: Score, words: Mapping[str, str]) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = [
        (words.get(layer, layer), *_numbers(tally))
        for layer, tally in (*score.layers.items(), ("all", score.all))
        if not tally.empty
    ]
    return [*rows, (words.get("macro", "macro"), None, None, score.macro, None, None, None)]


def _numbers(tally: Tally) -> tuple[Cell, ...]:
    return tally.precision, tally.recall, tally.f1, tally.hits, len(tally.wrong), len(tally.missing)


def _shown_line(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(f"{cell:.3f}".replace(".", ",") if isinstance(cell, float) else cell for cell in row)


def _score_json(score: Score, errors: bool) -> dict[str, Any]:
    layers: dict[str, Any] = {}
    for layer, tally in (*score.layers.items(), ("all", score.all)):
        layers[layer] = dict(zip(_KEYS[1:], _numbers(tally), strict=True))
        if errors and layer != "all":
            layers[layer] |= {"wrong_ones": tally.wrong, "missing_ones": tally.missing}
    if score.abouts[1]:
        layers["figures"]["about_accuracy"] = round(score.abouts[0] / score.abouts[1], 4)
    if score.years[1]:
        layers["figures"]["year_accuracy"] = round(score.years[0] / score.years[1], 4)
    return {**layers, "macro": score.macro}


def _key(statement: Statement) -> Statement:
    """What makes two relations one; the order of partners does not matter."""
    subject, predicate, object_ = fold(statement[0]), statement[1], fold(statement[2])
    return (predicate, *sorted((subject, object_))) if predicate == "partnerOf" else (predicate, subject, object_)


def _same_title(a: Statement, b: Statement) -> bool:
    """The same person under a title of the same words, give or take a few letters."""
    one, two = fold(a[1]), fold(b[1])
    alike = fold(a[0]) == fold(b[0]) and fuzz.token_sort_ratio(one, two) >= _SIMILAR
    return alike and _OTHER_TITLE.isdisjoint(set(one.split()) ^ set(two.split()))


def _measures(want: Mapping[str, Any], value: float, unit: str | None) -> bool:
    units = want.get("units") or [want["unit"]]
    return abs(float(want["value"]) - value) < 1e-6 and head(unit or "") in {head(one) for one in units}


def _shown(figure: Mapping[str, Any]) -> str:
    return f"{figure['value']} {figure['unit']} / {figure.get('about') or ''}"


def _forms(item: str | Sequence[str]) -> list[str]:
    return [item] if isinstance(item, str) else list(item)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
