"""Which of the errors belong together: something found in place of something wanted, and the table of what was taken for what.

Nothing here changes a score: what is confused is one wrong and one missing there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.explore.evaluate.folding import fold, head, same_title
from pipeline.explore.evaluate.gold import Gold
from pipeline.explore.evaluate.scores import PREDICATES, TYPES, Error, Statement, Tally

Likeness = Callable[[Statement, Statement], int]
"""How much what is missing and what is wrong have in common; 0 for what has nothing to do with each other."""

GROUPS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "entities": (TYPES, TYPES),
    "relations": (("roles", "relations"), PREDICATES),
}
"""What may be taken for each other: the layers that are looked at together, and their kinds."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often what gold holds as one kind was found as another.

    ``counts`` are by kind in gold and kind found: right ones where both are the same, what was missed under («kind», «»), what
    was found and is not wanted under («», «kind»). So a row adds up to what gold holds, a column to what was found.
    """

    wanted: tuple[str, ...]
    found: tuple[str, ...]
    counts: Mapping[tuple[str, str], int]

    @property
    def empty(self) -> bool:
        """Nothing to find, nothing found."""
        return not self.counts


def confusion(group: str, layers: Mapping[str, Tally], errors: Iterable[Error]) -> Confusion:
    """The table of a group of :data:`GROUPS`; kinds that nobody wants and nobody found are left out."""
    members, kinds = GROUPS[group]
    counts = Counter((one.kind, one.kind) for layer in members for one in layers[layer].right)
    for error in errors:
        if error.layer not in members:
            continue
        wanted, found = error.wanted.kind if error.wanted else "", error.found.kind if error.found else ""
        if wanted == found:  # under another name, or with another title: the kind is right, the thing is not
            counts.update([(wanted, ""), ("", found)])
        else:
            counts[wanted, found] += 1
    rows = tuple(kind for kind in kinds if any(one == kind for one, _ in counts))
    columns = [kind for kind in kinds if any(two == kind for _, two in counts)]
    others = sorted({two for _, two in counts} - {*kinds, ""})
    return Confusion(rows, (*columns, *others), dict(counts))


def pair(layers: Mapping[str, Tally], gold: Gold, unscored: Sequence[Statement] = ()) -> list[Error]:
    """The errors of a document, those that belong together as one. ``unscored``: what was found of types that nobody scores.

    Figures count as indicators; each missing and each wrong statement stands in one error.
    """
    errors: list[Error] = []
    for members, alike, spare in (
        (TYPES, _same_thing(gold), unscored),
        (("roles", "relations"), _same_ends, ()),
        (("indicators",), _same_number, ()),
    ):
        layer_of = {kind: kind for kind in TYPES} | {"figure": "indicators"} | dict.fromkeys(PREDICATES, "relations")
        layer_of["holdsRole"] = "roles"
        missing = [one for layer in members for one in layers[layer].missing]
        wrong = [one for layer in members for one in layers[layer].wrong]
        pairs = _pairs(missing, [*wrong, *spare], alike)
        errors += [Error(layer_of[one.kind], one, pairs.pop(at, None)) for at, one in enumerate(missing)]
        taken = {id(error.found) for error in errors}
        errors += [Error(layer_of[one.kind], None, one) for one in wrong if id(one) not in taken]
    return errors


def _pairs(missing: Sequence[Statement], wrong: Sequence[Statement], alike: Likeness) -> dict[int, Statement]:
    """By its place among the missing, the wrong one that was found instead: the likest first, each once."""
    likeness = sorted(
        (-score, i, j) for i, one in enumerate(missing) for j, two in enumerate(wrong) if (score := alike(one, two))
    )
    pairs: dict[int, Statement] = {}
    taken: set[int] = set()
    for _, i, j in likeness:
        if i not in pairs and j not in taken:
            pairs[i] = wrong[j]
            taken.add(j)
    return pairs


def _same_thing(gold: Gold) -> Likeness:
    """Entities: one of the names under any type; of the same type, a name that holds the other's words."""

    def alike(missing: Statement, wrong: Statement) -> int:
        forms = {fold(form) for form in gold.forms(missing.parts[0])}
        aliases = {fold(alias) for alias in (wrong.row or {}).get("aliases", ())}
        if fold(wrong.parts[0]) in forms:
            return 3
        if not forms.isdisjoint(aliases):
            return 2
        return int(missing.kind == wrong.kind and any(_holds(wrong.parts[0], form) for form in forms))

    return alike


def _same_ends(missing: Statement, wrong: Statement) -> int:
    """Relations: the same two ends under any predicate. Roles: two parts of three."""
    if missing.kind == wrong.kind == "holdsRole":
        person, title, where = (fold(one) == fold(two) for one, two in zip(missing.parts, wrong.parts, strict=True))
        title = title or same_title(missing.parts[1], wrong.parts[1]) or _holds(missing.parts[1], wrong.parts[1])
        return 2 * (person and (title or where)) or int(title and where)
    return 2 * (_ends(missing) == _ends(wrong))


def _holds(a: str, b: str) -> bool:
    """Whether all the words of one name or title are in the other."""
    one, two = set(fold(a).split()), set(fold(b).split())
    return bool(one and two) and (one <= two or two <= one)


def _ends(statement: Statement) -> set[str]:
    return {fold(statement.parts[0]), fold(statement.parts[2])}


def _same_number(missing: Statement, wrong: Statement) -> int:
    """Figures of the same value: the more of unit, about and year are right too, the likelier."""
    (value, unit, about, year), (value2, unit2, about2, year2) = missing.parts, wrong.parts
    if value != value2:
        return 0
    return 1 + 4 * (head(unit) == head(unit2)) + 2 * (fold(about) == fold(about2)) + (year == year2)
