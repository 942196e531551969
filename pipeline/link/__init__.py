"""Link: mentions and claims of all documents become one :class:`~pipeline.types.Knowledge`.

    link(extractions, judgements, ledger) → knowledge, ledger

Entities are views over mentions, relations and figures views over claims. Equal documents and equal ledger give equal bytes,
in whatever order they come.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..extract.countries import code_of
from ..extract.places import country_of
from ..extract.titles import concept
from ..extract.words import fold
from ..types import (
    Claim,
    Entity,
    EntityType,
    Evidence,
    Extraction,
    Figure,
    Judgement,
    Knowledge,
    LedgerRow,
    LinkedMention,
    Mention,
    Merge,
    Relation,
    content_key,
)
from .clusters import Clusters, best_name, build, judged
from .ledger import Ledger
from .lengths import Node
from .measures import measured

__all__ = ["VERSION", "link"]

VERSION = "1"

_KINDS = ("funder", "sponsor", "supporter", "host", "network", "partner")


def _entities(
    mentions: Sequence[Mention],
    clusters: Clusters,
    judgements: Sequence[Judgement],
    ledger: Ledger,
    located: Mapping[str, frozenset[str]],
) -> tuple[list[Entity], dict[str, str], dict[Node, str]]:
    """Entities, the entity of each mention, and of each cluster."""
    wrong = {judged(j.type, j.a) for j in judgements if j.verdict == "wrong"}
    renamed = {judged(j.type, j.a): j.b for j in judgements if j.verdict == "renamed" and j.b}
    groups: dict[Node, list[Mention]] = defaultdict(list)
    for mention in mentions:
        groups[clusters.find(clusters.node(mention))].append(mention)
    things: list[tuple[Node, str, list[Mention]]] = []
    for root in sorted(groups):
        group = sorted(groups[root], key=lambda m: m.key)
        kind: EntityType = root[0]
        if judged(kind, best_name(kind, Counter(m.name for m in group))) in wrong:
            continue  # the thing itself; a wrong form costs its own mentions alone
        group = [m for m in group if judged(kind, m.name) not in wrong]
        written = Counter(m.name for m in group)
        new = next((renamed[judged(kind, n)] for n in sorted(written) if judged(kind, n) in renamed), None)
        name = new or best_name(kind, written)
        things.append((root, name, group))
    ids = ledger.identify(
        [
            (root[0], frozenset(m.key for m in group), frozenset((*(fold(m.name) for m in group), fold(name))))
            for root, name, group in things
        ]
    )
    entities: list[Entity] = []
    entity_of: dict[str, str] = {}
    roots: dict[Node, str] = {}
    for id, (root, name, group) in zip(ids, things, strict=True):
        kind = root[0]
        code = code_of(name) if kind == "Country" else _country(group, located) if kind == "Place" else None
        roots[root] = id
        aliases = tuple(sorted({m.name for m in group} - {name}))
        documents = tuple(sorted({m.evidence.document for m in group}))
        entities.append(Entity(id, kind, name, aliases, documents, concept(name) if kind == "Role" else None, code))
        entity_of.update((m.key, id) for m in group)
    return sorted(entities, key=lambda e: e.id), entity_of, roots


def _located(extractions: Sequence[Extraction]) -> dict[str, frozenset[str]]:
    """Mention of a place → codes of the countries that its document says it is in."""
    located: dict[str, set[str]] = defaultdict(set)
    for extraction in extractions:
        names = {mention.key: mention.name for mention in extraction.mentions}
        for claim in extraction.claims:
            code = code_of(names.get(claim.object or "", "")) if claim.predicate == "locatedIn" else None
            if claim.subject and code and claim.polarity == "asserted":
                located[claim.subject].add(code)
    return {key: frozenset(codes) for key, codes in located.items()}


def _country(places: Sequence[Mention], located: Mapping[str, frozenset[str]]) -> str | None:
    """The country that a place is in: what documents say, else what gazetteers know; None where they do not agree."""
    told = {code for mention in places for code in located.get(mention.key, ())}
    known = told or {code for mention in places if (code := country_of(mention.name))}
    return next(iter(known)) if len(known) == 1 else None


def _joined(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(set(evidence), key=lambda e: (e.document, e.spans)))


def _confidence(values: Iterable[float]) -> float:
    """Of several independent pieces of evidence: at least one is right. Never certain."""
    doubt = 1.0
    for value in sorted(values):
        doubt *= 1.0 - value
    return round(min(0.99, 1.0 - doubt), 4)


def _relations(claims: Sequence[Claim], entity_of: dict[str, str]) -> list[Relation]:
    groups: dict[tuple[str, str, str, str | None], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.predicate in ("sameAs", "measures") or claim.subject is None or claim.object is None:
            continue
        if claim.subject not in entity_of or claim.object not in entity_of:
            continue
        subject, object = entity_of[claim.subject], entity_of[claim.object]
        organization = entity_of.get(dict(claim.qualifiers).get("organization", ""))
        if subject == object:
            continue
        if claim.predicate == "partnerOf" and any(
            (claim.predicate, object, subject, organization) == (p, s, o, g) for s, p, o, g in groups
        ):
            subject, object = object, subject
        groups[subject, claim.predicate, object, organization].append(claim)
    for key in [k for k in groups if k[1] == "holdsRole" and k[3] is None]:
        placed = [k for k in groups if k[:3] == key[:3] and k[3] is not None]
        if placed:  # told once with its organization, once without
            groups[min(placed, key=lambda k: k[3] or "")].extend(groups.pop(key))
    relations: list[Relation] = []
    for (subject, predicate, object, organization), told in sorted(
        groups.items(), key=lambda kv: tuple(x or "" for x in kv[0])
    ):
        asserted = [c for c in told if c.polarity == "asserted"]
        used = asserted or told
        pairs = [dict(c.qualifiers) for c in used]
        kinds = {p["kind"] for p in pairs if "kind" in p}
        relations.append(
            Relation(
                id=content_key("r", subject, predicate, object, organization),
                subject=subject,
                predicate=predicate,
                object=object,
                documents=tuple(sorted({e.document for c in used for e in c.evidence})),
                evidence=_joined(e for c in used for e in c.evidence),
                confidence=_confidence(c.confidence for c in used),
                status="asserted" if asserted else sorted(c.polarity for c in told)[0],
                organization=organization,
                since=min((p["from"] for p in pairs if "from" in p), default=None),
                until=max((p["to"] for p in pairs if "to" in p), default=None),
                kind=next((k for k in _KINDS if k in kinds), None),
            )
        )
    return sorted(relations, key=lambda r: r.id)


def _figures(claims: Sequence[Claim], entity_of: dict[str, str], publishers: dict[str, str]) -> list[Figure]:
    """The same figure told twice in one document is one, about the most telling of what it is said of."""
    groups: dict[tuple[str, float, str], list[tuple[str | None, Claim]]] = defaultdict(list)
    for claim in claims:
        if claim.predicate == "measures" and claim.value is not None:
            about = entity_of.get(claim.subject) if claim.subject else None
            groups[claim.evidence[0].document, claim.value.value, fold(claim.value.unit)].append((about, claim))
    figures: list[Figure] = []
    figure_of: dict[str, str] = {}
    for (document, _, _), told in sorted(groups.items(), key=lambda kv: kv[0]):
        vague = {None, publishers.get(document)}
        telling = sorted({a for a, _ in told if a is not None and a not in vague})
        by_key: dict[tuple[str | None, int | None], list[Claim]] = defaultdict(list)
        for about, claim in sorted(told, key=lambda pair: pair[1].key):
            target = telling[0] if about in vague and len(telling) == 1 else about
            assert claim.value is not None
            by_key[target, claim.value.year].append(claim)
        for (about, year), alike in sorted(by_key.items(), key=lambda kv: (kv[0][0] or "", kv[0][1] or 0)):
            measures = measured(alike)
            for group in measures:
                figure = _figure(document, about, year, group, apart=len(measures) > 1)
                figures.append(figure)
                if figure.status == "asserted":
                    figure_of.update((claim.key, figure.id) for claim in group)
    return sorted((_pointing(figure, figure_of) for figure in figures), key=lambda f: f.id)


def _pointing(figure: Figure, figure_of: dict[str, str]) -> Figure:
    """A figure whose whole and whose comparison are figures, no longer claims; itself is neither."""
    whole, other = (figure_of.get(key or "") for key in (figure.part_of, figure.compared_to))
    return replace(figure, part_of=whole if whole != figure.id else None, compared_to=other if other != figure.id else None)


def _figure(document: str, about: str | None, year: int | None, group: list[Claim], *, apart: bool) -> Figure:
    """One figure of the claims that tell it. ``apart``: another one has the same value, unit, subject and year."""
    asserted = [c for c in group if c.polarity == "asserted"]
    group = asserted or group
    first = min(group, key=lambda c: (-c.confidence, c.evidence[0].spans))
    value = first.value
    assert value is not None
    values = [c.value for c in sorted(group, key=lambda c: c.evidence[0].spans) if c.value]
    return Figure(
        id=content_key("f", document, value.value, fold(value.unit), about, year, *((fold(value.measure),) if apart else ())),
        value=value.value,
        unit=value.unit,
        measure=value.measure,
        about=about,
        year=year,
        year_source=value.year_source,
        qualifier=value.qualifier,
        document=document,
        evidence=_joined(e for c in group for e in c.evidence),
        confidence=_confidence(c.confidence for c in group),
        upper=value.upper,
        period=value.period,
        target=value.target,
        change=value.change,
        part_of=next((v.part_of for v in values if v.part_of), None),
        compared_to=next((v.compared_to for v in values if v.compared_to), None),
        status="asserted" if asserted else first.polarity,
    )


def link(
    extractions: Sequence[Extraction], judgements: Sequence[Judgement] = (), ledger: Sequence[LedgerRow] = ()
) -> tuple[Knowledge, tuple[LedgerRow, ...]]:
    """One entity for one thing across all documents; judgements come last and always win."""
    extractions = sorted(extractions, key=lambda x: x.document)
    clusters, warnings = build(extractions, judgements)
    mentions = [m for x in extractions for m in x.mentions]
    book = Ledger(ledger)
    entities, entity_of, roots = _entities(mentions, clusters, judgements, book, _located(extractions))
    claims = sorted((c for x in extractions for c in x.claims), key=lambda c: c.key)
    publishers = {x.document: entity_of[x.publisher] for x in extractions if x.publisher and x.publisher in entity_of}
    relations = _relations(claims, entity_of)
    held = {e for r in relations for e in (r.subject, r.object, r.organization)}
    figures = _figures(claims, entity_of, publishers)
    entities = [e for e in entities if e.type != "Role" or e.id in held]
    known = {e.id for e in entities}
    linked = [
        LinkedMention(
            m.key, entity_of[m.key], m.evidence.document, m.evidence.spans, m.evidence.quote, m.evidence.boxes, m.confidence
        )
        for m in mentions
        if entity_of.get(m.key) in known
    ]
    names: dict[Node, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        names[clusters.node(mention)][mention.name] += 1
    written = {node: best_name(node[0], forms) for node, forms in names.items()}
    merges = [
        Merge(roots[clusters.find(a)], written[a], written[b], reason, author)
        for a, b, reason, author in clusters.reasons
        if clusters.find(a) in roots and a in written and b in written and a[1] != b[1]
    ]
    knowledge = Knowledge(
        entities=tuple(entities),
        mentions=tuple(sorted(linked, key=lambda m: m.id)),
        relations=tuple(relations),
        figures=tuple(figures),
        merges=tuple(sorted(set(merges), key=lambda m: (m.entity, m.a, m.b))),
        publishers=tuple(sorted(publishers.items())),
        warnings=tuple(warnings),
    )
    return knowledge, book.rows()
