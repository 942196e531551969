"""Knowledge as RDF: facts in the default graph, their evidence as Web Annotations in a named graph of its own.

Every node has an IRI, made from identifiers and content, so that the same knowledge gives the same triples: no blank nodes.
Direct triples (``?a mlg:organizes ?b``) serve questions; a statement node beside each (an ``org:Membership`` for roles, an
``rdf:Statement`` for the rest) carries confidence and is what the evidence is about. The vocabulary is ontology/maillage.ttl.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from pipeline.publish.jsonl import Row, Tables
from pipeline.publish.vocabulary import PREFIXES
from pipeline.types import content_key

MEDIA_FRAGMENTS = "http://www.w3.org/TR/media-frags/"

_CLASSES = {
    "Person": ("mlg:Person", "foaf:Person"),
    "Role": ("mlg:Role", "org:Role", "skos:Concept"),
    "Organization": ("mlg:Organization", "org:Organization"),
    "Program": ("mlg:Program", "schema:Project"),
    "Country": ("mlg:Country", "schema:Country"),
    "Place": ("mlg:Place", "schema:Place"),
}
_STANDARD = {"memberOf": "org:memberOf", "partOf": "dcterms:isPartOf"}
"""Predicates for which a standard one says the same."""
_STANDARD_INVERSE = {"founded": "schema:founder"}

Node = NamedNode | Literal
Triple = tuple[NamedNode, NamedNode, Node]


def quads_of(tables: Tables) -> list[Quad]:
    """Everything asserted, as quads without duplicates, sorted; ``tables`` as ``rows.tables_of`` gives."""
    evidence = iri("graph:evidence")
    facts = {Quad(*triple) for triple in _facts(tables)}
    grounds = {Quad(*triple, evidence) for triple in _grounds(tables)}
    return sorted(facts, key=str) + sorted(grounds, key=str)


def to_nquads(quads: Iterable[Quad]) -> bytes:
    """Facts and evidence as N-Quads, one a line."""
    return _bytes(serialize(quads, format=RdfFormat.N_QUADS))


def to_turtle(quads: Iterable[Quad]) -> bytes:
    """The facts, without the evidence, as Turtle: that format knows one graph only."""
    evidence = iri("graph:evidence")
    triples = [quad.triple for quad in quads if quad.graph_name != evidence]
    lines = _bytes(serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES)).splitlines(keepends=True)
    return b"".join((*sorted(lines[: len(PREFIXES)]), *lines[len(PREFIXES) :]))  # declared in no certain order


@lru_cache(maxsize=10_000)
def iri(name: str) -> NamedNode:
    """The node of a prefixed name: ``iri("org:member")``; what is no letter or digit of the local part is escaped."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + quote(local, safe="-._~:"))


def _facts(tables: Tables) -> Iterator[Triple]:
    for row in tables["documents"]:
        yield from _document(row)
    for row in tables["pages"]:
        yield from _page(row)
    for row in tables["entities"]:
        yield from _entity(row)
    for row in tables["relations"]:
        yield from _relation(row)
    for row in tables["figures"]:
        yield from _figure(row)


def _document(row: Row) -> Iterator[Triple]:
    node = iri(f"doc:{row['id']}")
    yield node, iri("rdf:type"), iri("mlg:Document")
    yield node, iri("rdf:type"), iri("foaf:Document")
    yield node, iri("rdf:type"), iri("prov:Entity")
    yield node, iri("rdfs:label"), _text(row["name"])
    yield node, iri("mlg:path"), _text(row["path"])
    yield node, iri("mlg:sha256"), _text(row["sha256"])
    yield node, iri("mlg:status"), _text(row["status"])
    yield node, iri("schema:numberOfPages"), _integer(row["pages"])
    if row["language"]:
        yield node, iri("dcterms:language"), _text(row["language"])
    if row["title"]:
        yield node, iri("dcterms:title"), _text(row["title"])
    if row["publisher"]:
        yield node, iri("dcterms:publisher"), iri(f"ent:{row['publisher']}")


def _page(row: Row) -> Iterator[Triple]:
    node = _page_node(row["document"], row["page"])
    yield node, iri("rdf:type"), iri("mlg:Page")
    yield node, iri("dcterms:isPartOf"), iri(f"doc:{row['document']}")
    yield node, iri("mlg:pageNumber"), _integer(row["page"])
    if row["label"] is not None:
        yield node, iri("mlg:pageLabel"), _text(row["label"])


def _entity(row: Row) -> Iterator[Triple]:
    node = iri(f"ent:{row['id']}")
    for name in _CLASSES[row["type"]]:
        yield node, iri("rdf:type"), iri(name)
    yield node, iri("rdfs:label"), _text(row["name"])
    yield node, iri("skos:prefLabel"), _text(row["name"])
    for alias in row["aliases"]:
        yield node, iri("skos:altLabel"), _text(alias)
    for document in row["documents"]:
        yield node, iri("mlg:namedIn"), iri(f"doc:{document}")
    if row["code"]:
        yield node, iri("mlg:countryCode"), _text(row["code"])
    if row["type"] == "Role":
        yield node, iri("skos:inScheme"), iri("mlg:roles")
    if row["concept"]:
        concept = iri(f"concept:{content_key('', row['concept'])}")
        yield node, iri("skos:broader"), concept
        yield concept, iri("rdf:type"), iri("skos:Concept")
        yield concept, iri("skos:inScheme"), iri("mlg:roles")
        yield concept, iri("skos:prefLabel"), _text(row["concept"])


def _relation(row: Row) -> Iterator[Triple]:
    node, predicate = iri(f"rel:{row['id']}"), row["predicate"]
    subject, object_ = iri(f"ent:{row['subject']}"), iri(f"ent:{row['object']}")
    yield subject, iri(f"mlg:{predicate}"), object_
    if predicate == "partnerOf":  # the order of the two does not matter
        yield object_, iri("mlg:partnerOf"), subject
    if predicate in _STANDARD:
        yield subject, iri(_STANDARD[predicate]), object_
    if predicate in _STANDARD_INVERSE:
        yield object_, iri(_STANDARD_INVERSE[predicate]), subject
    yield node, iri("rdf:type"), iri("mlg:Statement")
    yield node, iri("mlg:confidence"), _decimal(row["confidence"])
    for document in row["documents"]:
        yield node, iri("prov:wasDerivedFrom"), iri(f"doc:{document}")
    if predicate == "holdsRole":
        yield node, iri("rdf:type"), iri("org:Membership")
        yield node, iri("org:member"), subject
        yield node, iri("org:role"), object_
        if row["organization"]:
            yield node, iri("org:organization"), iri(f"ent:{row['organization']}")
    else:
        yield node, iri("rdf:type"), iri("rdf:Statement")
        yield node, iri("rdf:subject"), subject
        yield node, iri("rdf:predicate"), iri(f"mlg:{predicate}")
        yield node, iri("rdf:object"), object_
    for key, name in (("from", "mlg:from"), ("to", "mlg:to"), ("kind", "mlg:kind")):
        if row[key]:
            yield node, iri(name), _text(row[key])


def _figure(row: Row) -> Iterator[Triple]:
    node = iri(f"fig:{row['id']}")
    yield node, iri("rdf:type"), iri("mlg:Figure")
    yield node, iri("rdf:type"), iri("schema:QuantitativeValue")
    yield node, iri("schema:value"), _decimal(row["value"])
    yield node, iri("schema:unitText"), _text(row["unit"])
    yield node, iri("mlg:measure"), _text(row["measure"])
    yield node, iri("mlg:qualifier"), _text(row["qualifier"])
    yield node, iri("mlg:confidence"), _decimal(row["confidence"])
    for document in sorted({row["document"], *(evidence["document"] for evidence in row["evidence"])}):
        yield node, iri("prov:wasDerivedFrom"), iri(f"doc:{document}")
    if row["about"]:
        yield node, iri("mlg:about"), iri(f"ent:{row['about']}")
    if row["year"] is not None:
        yield node, iri("mlg:year"), _integer(row["year"])
    if row["year_source"]:
        yield node, iri("mlg:yearSource"), _text(row["year_source"])
    if row["upper"] is not None:
        yield node, iri("schema:minValue"), _decimal(row["value"])
        yield node, iri("schema:maxValue"), _decimal(row["upper"])
    if row["target"]:
        yield node, iri("mlg:target"), Literal("true", datatype=iri("xsd:boolean"))
    for key in ("period", "change"):
        if row[key]:
            yield node, iri(f"mlg:{key}"), _text(row[key])
    for key, name in (("part_of", "mlg:partOfFigure"), ("compared_to", "mlg:comparedTo")):
        if row[key]:
            yield node, iri(name), iri(f"fig:{row[key]}")


def _grounds(tables: Tables) -> Iterator[Triple]:
    for row in tables["mentions"]:
        yield from _annotation(iri(f"ent:{row['entity']}"), "oa:identifying", {**row, "quote": row["text"]})
    for prefix, name in (("rel", "relations"), ("fig", "figures")):
        for row in tables[name]:
            for evidence in row["evidence"]:
                yield from _annotation(iri(f"{prefix}:{row['id']}"), "oa:describing", evidence)


def _annotation(body: NamedNode, motivation: str, evidence: Row) -> Iterator[Triple]:
    """One annotation, with a target for each span: where in the page's text, which words, where on the page."""
    key = content_key("", body.value, evidence["document"], evidence["spans"])
    node = iri(f"ev:{key}")
    yield node, iri("rdf:type"), iri("oa:Annotation")
    yield node, iri("oa:hasBody"), body
    yield node, iri("oa:motivatedBy"), iri(motivation)
    yield node, iri("mlg:quote"), _text(evidence["quote"])
    for part, (page, start, end) in enumerate(evidence["spans"], start=1):
        target = iri(f"ev:{key}:{part}")
        yield node, iri("oa:hasTarget"), target
        yield target, iri("rdf:type"), iri("oa:SpecificResource")
        yield target, iri("oa:hasSource"), _page_node(evidence["document"], page)
        position = iri(f"ev:{key}:{part}:position")
        yield target, iri("oa:hasSelector"), position
        yield position, iri("rdf:type"), iri("oa:TextPositionSelector")
        yield position, iri("oa:start"), _integer(start)
        yield position, iri("oa:end"), _integer(end)
        words = iri(f"ev:{key}:{part}:quote")
        yield target, iri("oa:hasSelector"), words
        yield words, iri("rdf:type"), iri("oa:TextQuoteSelector")
        yield words, iri("oa:exact"), _text(_span_text(evidence, part, end - start))
        for line, box in enumerate((box for box in evidence["boxes"] if box[0] == page), start=1):
            place = iri(f"ev:{key}:{part}:box:{line}")
            yield target, iri("oa:hasSelector"), place
            yield place, iri("rdf:type"), iri("oa:FragmentSelector")
            yield place, iri("rdf:value"), _text(_fragment(box))
            yield place, iri("dcterms:conformsTo"), NamedNode(MEDIA_FRAGMENTS)


def _span_text(evidence: Row, part: int, length: int) -> str:
    """The words of one span, of a quote that joins all spans by a space."""
    start = sum(end - begin + 1 for _, begin, end in evidence["spans"][: part - 1])
    return str(evidence["quote"][start : start + length])


def _fragment(box: list[float]) -> str:
    """«page=3&xywh=left,top,width,height», in points, rounded to hundredths."""
    page, x0, top, x1, bottom = box
    sides = (f"{side:.2f}".rstrip("0").rstrip(".") for side in (x0, top, x1 - x0, bottom - top))
    return f"page={page:.0f}&xywh={','.join(sides)}"


def _page_node(document: str, page: int) -> NamedNode:
    return iri(f"doc:{document}:page:{page}")


def _text(value: str) -> Literal:
    return Literal(str(value).encode("utf-8", errors="replace").decode())


def _integer(value: int) -> Literal:
    return Literal(str(value), datatype=iri("xsd:integer"))


def _decimal(value: float) -> Literal:
    """Exact in decimals, without an exponent: 12587, 0.9."""
    text = f"{value:.10f}".rstrip("0").rstrip(".")
    return Literal(text, datatype=iri("xsd:decimal"))


def _bytes(data: bytes | None) -> bytes:
    assert data is not None  # only where it writes to a file
    return data
