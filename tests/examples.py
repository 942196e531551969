"""A small knowledge made by hand: an invented association, its report and an interview, for the tests of the views."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from pipeline.grounding import evidence_of
from pipeline.types import (
    Block,
    BlockKind,
    Document,
    Entity,
    Evidence,
    Figure,
    Knowledge,
    LedgerRow,
    LinkedMention,
    Merge,
    Page,
    Relation,
    Word,
    content_key,
)

Lines = Sequence[tuple[BlockKind, str]]

REPORT: Sequence[Lines] = (
    (
        ("heading", "Rapport d’activité 2023"),
        ("paragraph", "L’Atelier des Marées (AdM) est présidé par Maëlle Le Goff-Diop,\nfondatrice de l’association."),
        ("footer", "Document fictif"),
    ),
    (
        ("heading", "Nos partenaires"),
        ("list_item", "Fondation Aubépine"),
        ("list_item", "Médiathèque Jeanne-Kervella"),
        ("callout", "12 587\nparticipant·e·s aux Journées de l’estran"),
        ("paragraph", "Les élèves ont découvert la lecture à voix haute pendant l’été."),
        ("page_number", "1"),
    ),
)
INTERVIEW: Sequence[Lines] = (
    (
        ("speaker", "Maëlle Le Goff-Diop :"),
        ("paragraph", "L’AdM organise les Journées de l’estran. Nous n’avons pas quitté la Médiathèque."),
    ),
)


def _words(line: str) -> list[tuple[int, str]]:
    """Words with their columns."""
    words, column = [], 0
    for word in line.split(" "):
        if word:
            words.append((column, word))
        column += len(word) + 1
    return words


def page(number: int, lines: Lines, label: str | None = None, printed: bool = True) -> Page:
    """A page on which every character is 6 points wide and every line 12 points high, blocks one under the other."""
    text, words, blocks, top = "", [], [], 50.0
    for kind, content in lines:
        start = len(text) + 2 if text else 0
        text = f"{text}\n\n{content}" if text else content
        blocks.append(Block(number, start, len(text), kind, None, 10.0, kind == "heading", "#000000"))
        offset = start
        for line in content.split("\n"):
            for column, word in _words(line):
                box = (72.0 + 6 * column, top, 72.0 + 6 * (column + len(word)), top + 12)
                words.append(Word(offset + column, offset + column + len(word), (box,), 10.0, False, False, "#000000"))
            offset += len(line) + 1
            top += 14
        top += 10
    return Page(number, 612.0, 792.0, text, tuple(words) if printed else (), tuple(blocks), label=label)


def document(name: str, pages: Sequence[Lines], ending: str = ".pdf") -> Document:
    """A document of these pages; the second page and those after it print their number, less one, as after a cover."""
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    made = tuple(
        page(number, lines, label=str(number - 1) if number > 1 else None, printed=ending == ".pdf")
        for number, lines in enumerate(pages, start=1)
    )
    return Document(f"d{sha256[:12]}", name, name + ending, sha256, made, "fr", pages[0][0][1] if pages else None, "read")


def unread(name: str, reason: str) -> Document:
    """An input that could not be read."""
    return replace(document(name, ()), status="unread", reason=reason)


def said(where: Document, *quotes: str) -> Evidence:
    """The evidence that these words of a document are: each where it stands first."""
    spans = []
    for quote in quotes:
        number, start = next((p.number, p.text.index(quote)) for p in where.pages if quote in p.text)
        spans.append((number, start, start + len(quote)))
    return evidence_of(where, spans)


report = document("rapport-activite-2023-atelier-des-marees", REPORT)
interview = document("entretien-maelle-le-goff-diop", INTERVIEW, ending=".txt")
broken = unread("casse", "Le fichier est tronqué.")
documents = (report, interview, broken)

person = Entity("E0001", "Person", "Maëlle Le Goff-Diop", (), (report.id, interview.id))
workshop = Entity("E0002", "Organization", "Atelier des Marées", ("AdM",), (report.id, interview.id))
foundation = Entity("E0003", "Organization", "Fondation Aubépine", (), (report.id,))
library = Entity("E0004", "Organization", "Médiathèque Jeanne-Kervella", (), (report.id,))
days = Entity("E0005", "Program", "Journées de l’estran", (), (report.id, interview.id))
chair = Entity("E0006", "Role", "présidé", (), (report.id,), concept="président")
founder = Entity("E0007", "Role", "fondatrice", (), (report.id,), concept="fondateur")
senegal = Entity("E0008", "Country", "Sénégal", (), (report.id,), code="SN")
entities = (person, workshop, foundation, library, days, chair, founder, senegal)


def relation(
    subject: Entity,
    predicate: str,
    object_: Entity,
    *evidence: Evidence,
    organization: str | None = None,
    kind: str | None = None,
) -> Relation:
    """An asserted relation that these pieces of evidence ground."""
    where = tuple(sorted({piece.document for piece in evidence}))
    key = content_key("R", subject.id, predicate, object_.id, organization)
    return Relation(key, subject.id, predicate, object_.id, where, evidence, 0.9, organization=organization, kind=kind)


relations = (
    relation(person, "holdsRole", chair, said(report, "AdM) est présidé par Maëlle Le Goff-Diop"), organization=workshop.id),
    relation(person, "founded", workshop, said(report, "Maëlle Le Goff-Diop,\nfondatrice de l’association")),
    relation(workshop, "partnerOf", foundation, said(report, "Nos partenaires", "Fondation Aubépine"), kind="partner"),
    relation(library, "partnerOf", workshop, said(report, "Nos partenaires", "Médiathèque Jeanne-Kervella")),
    relation(workshop, "organizes", days, said(interview, "L’AdM organise les Journées de l’estran.")),
)
denied = replace(
    relation(workshop, "memberOf", library, said(interview, "Nous n’avons pas quitté la Médiathèque.")), status="negated"
)
figure = Figure(
    id="F0001",
    value=12587.0,
    unit="participant",
    measure="participant·e·s aux Journées de l’estran",
    about=days.id,
    year=2023,
    year_source="document",
    qualifier="exact",
    document=report.id,
    evidence=(said(report, "12 587\nparticipant·e·s aux Journées de l’estran"),),
    confidence=0.8,
)


def mention(entity: Entity, where: Document, quote: str) -> LinkedMention:
    """A mention of an entity: these words, where they stand first."""
    evidence = said(where, quote)
    key = content_key("M", entity.id, where.id, evidence.spans)
    return LinkedMention(key, entity.id, where.id, evidence.spans, evidence.quote, evidence.boxes, 0.95)


mentions = (
    mention(person, report, "Maëlle Le Goff-Diop"),
    mention(workshop, report, "Atelier des Marées"),
    mention(workshop, report, "AdM"),
    mention(workshop, interview, "AdM"),
    mention(foundation, report, "Fondation Aubépine"),
    mention(library, report, "Médiathèque Jeanne-Kervella"),
    mention(days, interview, "Journées de l’estran"),
)
knowledge = Knowledge(
    entities=entities,
    mentions=mentions,
    relations=(*relations, denied),
    figures=(figure,),
    merges=(Merge(workshop.id, "Atelier des Marées", "AdM", "sigle entre parenthèses"),),
    publishers=((report.id, workshop.id),),
)
ledger = tuple(LedgerRow(entity.id, entity.type, (f"key-{entity.id}",), (entity.name, *entity.aliases)) for entity in entities)
