"""Which mentions are of one thing: names to clusters, every merge with its reason, judgements last."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from ..extract.countries import code_of
from ..extract.names import is_acronym
from ..extract.people import first_names
from ..extract.words import fold, without_article, words
from ..types import EntityType, Extraction, Judgement, Mention
from .lengths import LEGAL, Node, lengthened

_GENERIC = re.compile(r"^(?:association|groupe|societe|collectif|entreprise|compagnie|agence|ong)\s+(?=\S{4})")
_ANNOUNCED = re.compile(
    r"^(?:projet|programme|balado|balado jeunesse|podcast|campagne|plateforme|evenement|concours|formation|festival|salon|gala"
    r"|prix)\s+(?:l[ae]s?\s+)?(?=\S{3})"
)
_PARTICLE = re.compile(r"^(?:de la|de|du|des|d|van der|van|von|el|al|le|la) ")
_PLACE = re.compile(r"^(.{8,}?)\s+(?:de|du|d'|en|au)\s*([A-ZÀ-Ý][\w-]+)$")
MERGES_BY_TYPING_ERROR = 10
"""Letters that a name needs before one wrong letter may be taken for a typing error."""


@dataclass(slots=True)
class Clusters:
    """A union of nodes with the reason of every merge."""

    parent: dict[Node, Node] = field(default_factory=dict)
    reasons: list[tuple[Node, Node, str, str]] = field(default_factory=list)
    apart: set[frozenset[Node]] = field(default_factory=set)
    ambiguous: frozenset[Node] = frozenset()
    """Acronyms that mean one thing in one document and another in the next."""

    def node(self, mention: Mention) -> Node:
        """The node of a mention; of an ambiguous acronym, one for each document."""
        kind, name = node_of(mention)
        return (kind, f"{name} @ {mention.evidence.document}") if (kind, name) in self.ambiguous else (kind, name)

    def find(self, node: Node) -> Node:
        self.parent.setdefault(node, node)
        while self.parent[node] != node:
            node = self.parent[node]
        return node

    def members(self, root: Node) -> list[Node]:
        return sorted(n for n in self.parent if self.find(n) == root)

    def merge(self, a: Node, b: Node, reason: str, author: str = "maillage") -> None:
        """Makes two nodes one, unless a person said that they are not."""
        one, two = self.find(a), self.find(b)
        if one == two or a[0] != b[0]:
            return
        if any(frozenset((x, y)) in self.apart for x in self.members(one) for y in self.members(two)):
            return
        low, high = sorted((one, two))
        self.parent[high] = low
        self.reasons.append((a, b, reason, author))


def node_of(mention: Mention) -> Node:
    """The node of a mention: its type and folded name; a country's is its code."""
    if mention.type == "Country":
        return ("Country", code_of(mention.name) or fold(mention.name))
    return (mention.type, fold(without_article(mention.name)) or fold(mention.name))


def _squeezed(name: str) -> str:
    return name.replace(" ", "")


def _by_form(clusters: Clusters, nodes: Iterable[Node]) -> None:
    """Case, spaces, hyphens apart the same letters; or one the bare name of the other (legal form, common noun left out)."""
    whole: dict[Node, Node] = {}
    for node in sorted(nodes):
        other = whole.setdefault((node[0], _squeezed(node[1])), node)
        if other != node and len(_squeezed(node[1])) >= 3:
            clusters.merge(other, node, "mêmes lettres")
    dressed: dict[Node, list[tuple[Node, str]]] = defaultdict(list)
    for node in sorted(nodes):
        kind, name = node
        bare = {LEGAL.sub("", name): "même nom sans forme juridique", _GENERIC.sub("", name): "même nom sans nom commun"}
        if kind == "Program":
            bare = {_ANNOUNCED.sub("", name): "même nom sans nom commun"}
        for variant, reason in bare.items():
            plain = whole.get((kind, _squeezed(variant)))
            if kind in ("Organization", "Program") and variant != name and plain:
                dressed[plain].append((node, reason))
    for plain, options in sorted(dressed.items()):
        if len({_squeezed(node[1]) for node, _ in options}) == 1:  # «Groupe X» and «Association X» are not both X
            for node, reason in options:
                clusters.merge(plain, node, reason)


def _by_place(clusters: Clusters, mentions: Sequence[Mention]) -> None:
    """«Office du littoral» and «Office du littoral de Brumal», where no third one could be meant."""
    orgs = {clusters.node(m): m.name.replace("’", "'") for m in mentions if m.type == "Organization"}
    heads = {fold(w) for w in words("organizations", "heads")}
    longer: dict[str, list[Node]] = defaultdict(list)
    for node, name in orgs.items():
        split = _PLACE.match(name)
        if split and fold(split[1].split()[0]) in heads and len(fold(split[1]).split()) >= 2:
            longer[fold(without_article(split[1]))].append(node)
    for short, candidates in sorted(longer.items()):
        bare: Node = ("Organization", short)
        if bare in orgs and len(candidates) == 1:
            clusters.merge(bare, candidates[0], "même nom, lieu ajouté")


def _by_typing_error(clusters: Clusters, counts: Counter[Node]) -> None:
    """A name that occurs once or twice and differs from a more usual one by one letter in one long word."""
    given = {fold(name) for name in first_names()}
    for kind in ("Organization", "Program", "Person"):
        names = sorted(n for n in counts if n[0] == kind and len(n[1]) >= MERGES_BY_TYPING_ERROR)
        for rare in names:
            for usual in names:
                if counts[usual] <= counts[rare] or counts[rare] > 2 or len(rare[1].split()) != len(usual[1].split()):
                    continue
                differing = [(a, b) for a, b in zip(rare[1].split(), usual[1].split(), strict=True) if a != b]
                if len(differing) != 1 or any(c.isdigit() for c in "".join(differing[0])):
                    continue
                a, b = differing[0]
                plural = a.rstrip("s") == b.rstrip("s")
                if kind == "Person" and (a in given or b in given):
                    continue  # «Martin» and «Martine» are two
                if min(len(a), len(b)) >= 6 and OSA.distance(a, b) == 1 and not plural and a[0] == b[0]:
                    clusters.merge(usual, rare, f"faute de frappe probable : «{a}» pour «{b}»")
                elif plural and min(len(a), len(b)) >= 4:
                    clusters.merge(usual, rare, "singulier ou pluriel")


def _by_person(clusters: Clusters, extraction: Extraction) -> None:
    """A surname or a first name alone is the one full name of the same document that holds it."""
    people = sorted({clusters.node(m) for m in extraction.mentions if m.type == "Person"})
    full = [n for n in people if len(n[1].split()) > 1]
    for node in people:
        if len(_PARTICLE.sub("", node[1]).split()) != 1:
            continue
        last = [n for n in full if n[1].split()[-1] == node[1] or n[1].endswith(" " + node[1])]
        first = [n for n in full if n[1].split()[0] == node[1]]
        for options, reason in ((last, "nom de famille du même document"), (first, "prénom du même document")):
            if len(options) == 1:
                clusters.merge(options[0], node, reason)
                break
    for node in full:  # «Anne-Lise» of «Anne-Lise Kerlévéo»
        longer = [n for n in full if n[1].startswith(node[1] + " ")]
        if len(longer) == 1:
            clusters.merge(longer[0], node, "prénom du même document")
    for node in full:  # «KERLÉVÉO Maud»
        turned = [n for n in full if n[1] < node[1] and len(n[1].split()) == 2 and n[1].split() == node[1].split()[::-1]]
        for other in turned:
            clusters.merge(other, node, "nom et prénom dans l’autre ordre")
    for node in full:  # honorific or first initial before the same surname
        initials = [n for n in full if n != node and n[1].split()[-1] == node[1].split()[-1] and len(node[1].split()[0]) == 1]
        matching = [n for n in initials if n[1][0] == node[1][0] and len(n[1].split()[0]) > 1]
        if len(matching) == 1:
            clusters.merge(matching[0], node, "initiale du prénom")


def ambiguous(extractions: Sequence[Extraction]) -> frozenset[Node]:
    """Acronyms that two documents explain in two ways: in each they are what it says."""
    said: dict[Node, set[str]] = defaultdict(set)
    for extraction in extractions:
        by_key = {m.key: m for m in extraction.mentions}
        for claim in extraction.claims:
            if claim.predicate == "sameAs" and claim.subject in by_key and claim.object in by_key:
                names = [node_of(by_key[key]) for key in (claim.subject, claim.object) if key]
                short, long = sorted(names, key=lambda node: len(node[1]))
                said[short].add(_squeezed(long[1]))
    return frozenset(short for short, longs in said.items() if any(OSA.distance(a, b) > 3 for a in longs for b in longs))


def build(extractions: Sequence[Extraction], judgements: Sequence[Judgement]) -> tuple[Clusters, list[str]]:
    """Clusters of all mentions, and warnings about judgements that no longer fit."""
    clusters = Clusters(ambiguous=ambiguous(extractions))
    mentions = [m for x in extractions for m in x.mentions]
    counts = Counter(clusters.node(m) for m in mentions)
    for node in sorted(counts):
        clusters.find(node)
    warnings = _apart(clusters, counts, judgements)
    by_key = {m.key: m for m in mentions}
    for extraction in extractions:
        for claim in extraction.claims:
            if claim.predicate == "sameAs" and claim.subject and claim.object:
                a, b = by_key[claim.subject], by_key[claim.object]
                clusters.merge(clusters.node(a), clusters.node(b), f"sigle expliqué : «{claim.evidence[0].quote}»")
    entities = [n for n in counts if n[0] != "Role"]
    _by_form(clusters, entities)
    for extraction in extractions:
        _by_person(clusters, extraction)
        for longer, shorter, reason in lengthened(extraction, clusters.node):
            clusters.merge(longer, shorter, reason)
    _by_place(clusters, mentions)
    _by_typing_error(clusters, counts)
    for j in judgements:
        if j.verdict in ("same", "renamed") and j.b is not None:
            a_node, b_node = judged(j.type, j.a), judged(j.type, j.b)
            if a_node in counts and b_node in counts:
                clusters.merge(a_node, b_node, j.reason, j.author)
    return clusters, warnings


def judged(kind: EntityType, name: str) -> Node:
    """The node that a judgement's name means: case, accents and a leading article apart."""
    return (kind, (code_of(name) or fold(name)) if kind == "Country" else fold(without_article(name)))


def _apart(clusters: Clusters, counts: Counter[Node], judgements: Sequence[Judgement]) -> list[str]:
    warnings: list[str] = []
    for j in judgements:
        known = [
            judged(j.type, name) in counts
            for name in (j.a, j.b)
            if name is not None and not (j.verdict == "renamed" and name == j.b)
        ]
        if not all(known):
            warnings.append(f"correction sans objet : {j.verdict} «{j.a}»" + (f" / «{j.b}»" if j.b else "") + f" ({j.author})")
        if j.verdict == "not_same" and j.b is not None:
            clusters.apart.add(frozenset((judged(j.type, j.a), judged(j.type, j.b))))
    return warnings


def best_name(kind: EntityType, names: Counter[str]) -> str:
    """The canonical name: the fullest proper form, not an acronym or capitals where a better one is used."""

    def rank(name: str) -> tuple[int, int, int, int, str]:
        acronym = is_acronym(name.replace(" ", "")) or len(name) <= 5 and name.isupper()
        letters = [c for c in name if c.isalpha()]
        shouted = len(letters) > 3 and all(c.isupper() for c in letters)
        words_in = len(name.split()) if kind == "Person" else 0
        return (-int(acronym and len(names) > 1), -int(shouted), words_in, names[name], name)

    return max(sorted(names), key=rank)
