"""Cases: what a whole document says of one name, and what follows from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from .candidates import Candidate
from .cues import DEFINED, Kind

KINDS: tuple[Kind, ...] = ("Organization", "Person", "Place", "Program")
"""What a name may be told to be. Places and people are told so that they are taken for nothing else."""
ENOUGH = 1.5
"""The weight from which a name is taken for what it is said to be."""
AHEAD = 0.5
"""By how much one type must outweigh the other."""
TELLING = 1.6
"""The weight from which a name's own shape is stronger than where it is said to be, or than what is said of its neighbour."""
SHAPED = 2.0
"""The weight of a shape that tells by itself."""
STANDS, STANDS_AGAIN = 1.6, 0.3
"""The weight of a name that heads a section and stands in the text as a name does: once, and each time more up to five."""
MOST = 4.0
"""The most that the places of a name may add up to."""
PEERS, ENUMERATED = 1.5, 0.4
"""The weight of an enumeration whose other names are known, and the share of it that must be."""


@dataclass(slots=True)
class Case:
    """What is known of one name: where it stands, and the weight of what is said of it."""

    places: list[tuple[int, Candidate]] = field(default_factory=list)
    weights: dict[Kind, float] = field(default_factory=lambda: defaultdict(float))
    shape: dict[Kind, float] = field(default_factory=lambda: defaultdict(float))
    headed: float | None = None
    """What a heading that shows the name says by itself; None where none does."""
    standing: int = 0
    """How often a name that a heading shows stands in the text as names do."""
    proper: bool = False
    """Whether it stands somewhere with a capital that no sentence asks for."""

    def add(self, said: Iterable[tuple[Kind, float]]) -> None:
        """Adds what words around one of its places say."""
        for kind, weight in said:
            self.weights[kind] += weight

    def shaped(self, kind: Kind, weight: float) -> None:
        """Notes what the name's own shape says, where that is more than known."""
        self.shape[kind] = max(self.shape[kind], weight)

    @property
    def stands_alone(self) -> bool:
        """Whether it is a name even where each of its capitals is one that a sentence asks for."""
        told = max(self.shape.values(), default=0.0) >= SHAPED or max(self.weights.values(), default=0.0) >= DEFINED
        return self.proper or self.headed is not None or told

    def total(self, type: Kind) -> float:
        """The weight of all that speaks for a type."""
        said = min(MOST, self.weights[type]) + self.shape[type]
        if type == "Program" and self.headed is not None and self.shape["Organization"] < SHAPED:
            said += self.headed + (STANDS + STANDS_AGAIN * min(5, self.standing - 1) if self.standing else 0.0)
        if type == "Place" and max(self.shape["Organization"], self.shape["Program"]) >= TELLING:
            return 0.0  # «dix ans à la Médiathèque des Trois-Rives»
        return said


def decide(case: Case) -> tuple[Kind, float] | None:
    """What a name is, with the weight that says so; None where too little is said, or both."""
    totals = sorted(((case.total(kind), kind) for kind in KINDS), reverse=True)
    (weight, best), (second, _) = totals[:2]
    if weight >= ENOUGH and weight - second < AHEAD:
        shaped = max(KINDS, key=lambda kind: case.shape[kind])
        return (shaped, case.total(shaped)) if case.shape[shaped] >= TELLING and case.total(shaped) >= ENOUGH else None
    return (best, weight) if weight >= ENOUGH else None


def follow_peers(cases: dict[str, Case], chains: list[list[str]]) -> None:
    """In an enumeration where two or more are known to be of one type and none of the other, the others are of that type."""
    known = {key: verdict[0] for key, case in cases.items() if (verdict := decide(case))}
    for chain in chains:
        types = [known[key] for key in chain if key in known]
        if len(types) >= 2 and len(set(types)) == 1 and len(types) >= ENUMERATED * len(chain):
            for key in chain:
                if key not in known:
                    cases[key].weights[types[0]] += PEERS
