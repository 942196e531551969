"""Tables for people who open them in a spreadsheet: names instead of identifiers, document, page and quote beside each fact.

Written as a French spreadsheet writes them, so that a double click is enough: UTF-8 with a byte order mark, semicolons,
decimal commas. Programs read the JSON Lines.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.publish.jsonl import Row, Tables, encoded

Cell = str | int | float | None


def to_csvs(tables: Tables) -> dict[str, bytes]:
    """The contents of each table by its name, without the ending ``.csv``."""
    sheets = _Sheets(tables)
    return {
        "documents": sheets.documents(),
        "entites": sheets.entities(),
        "mentions": sheets.mentions(),
        "relations": sheets.relations(),
        "roles": sheets.roles(),
        "chiffres": sheets.figures(),
    }


class _Sheets:
    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.entity = {row["id"]: row for row in tables["entities"]}
        self.document = {row["id"]: row["name"] for row in tables["documents"]}
        self.measures = {row["id"]: row["measure"] for row in tables["figures"]}
        self.label = {(row["document"], row["page"]): row["label"] for row in tables["pages"]}

    def documents(self) -> bytes:
        head = ("document", "fichier", "titre", "pages", "langue", "état", "raison", "publié par")
        return _sheet(
            head,
            (
                (
                    r["name"],
                    r["path"],
                    r["title"],
                    r["pages"],
                    r["language"],
                    r["status"],
                    r["reason"],
                    self.name(r["publisher"]),
                )
                for r in self.tables["documents"]
            ),
        )

    def entities(self) -> bytes:
        mentions = Counter(row["entity"] for row in self.tables["mentions"])
        return _sheet(
            ("identifiant", "type", "nom", "autres formes", "documents", "mentions", "code"),
            (
                (r["id"], r["type"], r["name"], " | ".join(r["aliases"]), self.documents_of(r), mentions[r["id"]], r["code"])
                for r in sorted(self.tables["entities"], key=lambda r: (r["type"], r["name"], r["id"]))
            ),
        )

    def mentions(self) -> bytes:
        return _sheet(
            ("document", "page", "page imprimée", "texte", "entité", "type", "identifiant", "confiance"),
            (
                (
                    *self.place(row["document"], row["spans"]),
                    row["text"],
                    self.name(row["entity"]),
                    self.entity.get(row["entity"], {}).get("type"),
                    row["entity"],
                    row["confidence"],
                )
                for row in self.tables["mentions"]
            ),
        )

    def relations(self) -> bytes:
        head = ("sujet", "relation", "objet", "organisation", "de", "à", "nature", *_GROUND)
        return _sheet(
            head,
            (
                (
                    self.name(row["subject"]),
                    row["predicate"],
                    self.name(row["object"]),
                    self.name(row["organization"]),
                    row["from"],
                    row["to"],
                    row["kind"],
                    *self.ground(row),
                )
                for row in self.tables["relations"]
            ),
        )

    def roles(self) -> bytes:
        return _sheet(
            ("personne", "rôle", "organisation", "de", "à", *_GROUND),
            (
                (
                    self.name(row["subject"]),
                    self.name(row["object"]),
                    self.name(row["organization"]),
                    row["from"],
                    row["to"],
                    *self.ground(row),
                )
                for row in self.tables["relations"]
                if row["predicate"] == "holdsRole"
            ),
        )

    def figures(self) -> bytes:
        return _sheet(
            (
                *("valeur", "jusqu’à", "unité", "précision", "mesure", "à propos de", "année", "période", "source de l’année"),
                *("visé", "variation", "part de", "comparé à", *_GROUND),
            ),
            (
                (
                    row["value"],
                    row["upper"],
                    row["unit"],
                    row["qualifier"],
                    row["measure"],
                    self.name(row["about"]),
                    row["year"],
                    row["period"],
                    row["year_source"],
                    "oui" if row["target"] else None,
                    row["change"],
                    self.measure(row["part_of"]),
                    self.measure(row["compared_to"]),
                    *self.ground(row),
                )
                for row in self.tables["figures"]
            ),
        )

    def measure(self, figure: str | None) -> str | None:
        """What another figure measures, as written."""
        return self.measures.get(figure or "")

    def name(self, entity: str | None) -> str | None:
        return self.entity[entity]["name"] if entity in self.entity else entity

    def documents_of(self, row: Row) -> str:
        return " | ".join(self.document.get(document, document) for document in row["documents"])

    def place(self, document: str, spans: Sequence[Sequence[int]]) -> tuple[Cell, Cell, Cell]:
        page = spans[0][0] if spans else None
        return self.document.get(document, document), page, self.label.get((document, page))

    def ground(self, row: Row) -> tuple[Cell, ...]:
        """Cells of :data:`_GROUND`: where the fact's first piece of evidence stands, and how many there are."""
        evidence = row["evidence"]
        if not evidence:
            return (None, None, None, None, 0, row["confidence"])
        first = evidence[0]
        return (*self.place(first["document"], first["spans"]), first["quote"], len(evidence), row["confidence"])


_GROUND = ("document", "page", "page imprimée", "citation", "preuves", "confiance")


def _sheet(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + encoded(text.getvalue())


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(cell).replace(".", ",")
    if isinstance(cell, int):
        return str(cell)
    # a spreadsheet takes these for a formula, and the text comes from documents that nobody vouches for
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell.replace("\0", "")
