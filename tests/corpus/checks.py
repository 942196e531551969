"""What must hold of a gold file, told as a list of complaints."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pypdfium2

from tests.corpus.new_names import fold
from tests.corpus.new_numbers import VALUE_OF
from tests.corpus.rename import forms

TYPES = {"Person", "Organization", "Program", "Country"}
PREDICATES = {"memberOf", "partnerOf", "organizes", "collaboratesOn", "participatesIn", "partOf", "founded"}
KEYS = {
    *("document", "language", "publisher", "period", "entities", "neutral", "roles", "neutral_roles"),
    *("relations", "neutral_relations", "partners", "figures", "neutral_values"),
}


def squeezed(text: str) -> str:
    """Letters and digits alone, folded: what hyphenation, columns' line ends and typography leave alone."""
    return re.sub(r"[^a-z0-9%$€]", "", fold(text))


def pdf_text(path: Path) -> str:
    """The text of all pages."""
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def complaints(gold: dict[str, Any], text: str) -> list[str]:
    """Everything that the gold says and the text or the gold itself does not bear out."""
    text = squeezed(text)
    out = [f"unknown key {key}" for key in gold.keys() - KEYS]
    known = {kind: {f for item in items or [] for f in forms(item)} for kind, items in gold["entities"].items()}
    out += [f"unknown type {kind}" for kind in known.keys() - TYPES]
    for kind, items in gold["entities"].items():
        out += [f"{kind} {forms(i)[0]} does not stand in the text" for i in items or [] if squeezed_missing(forms(i), text)]
    named = set().union(*known.values())
    spare = {f for items in gold["neutral"].values() for f in items or []}

    for person, role, organization in gold["roles"]:
        out += [f"role of unknown person {person}"] if person not in known["Person"] else []
        out += [f"role {role} does not stand in the text"] if squeezed(role) not in text else []
        out += [f"role in unknown {organization}"] if organization and organization not in known["Organization"] else []
    for person, _, organization in gold.get("neutral_roles") or []:
        out += [f"neutral role of unknown {n}" for n in (person, organization) if n and n not in named]

    for field, allowed in (("relations", named | spare), ("neutral_relations", named | spare)):
        for subject, predicate, object_ in gold.get(field) or []:
            out += [f"unknown predicate {predicate}"] if predicate not in PREDICATES else []
            out += [f"{field}: unknown {end}" for end in (subject, object_) if end not in allowed]
    partners = gold.get("partners") or {}
    ends = [partners.get("of"), partners.get("from"), partners.get("to"), *partners.get("names", [])]
    out += [f"unknown partner {end}" for end in ends if end and end not in known["Organization"]]

    for figure in gold["figures"]:
        told = f"{figure['value']} {figure['unit']}"
        out += [f"{told}: about unknown {figure['about']}"] if figure["about"] not in named else []
        out += [f"{told}: no such number in the text"] if not any(n in text for n in spellings(figure["value"])) else []
        units = figure.get("units", [figure["unit"]])
        out += [f"{told}: no such unit in the text"] if not any(squeezed(u)[:6] in text for u in units) else []
    return out


def squeezed_missing(names: list[str], text: str) -> bool:
    return not any(squeezed(name) in text for name in names)


def spellings(value: float) -> list[str]:
    """A number in digits, in words and in millions, as :func:`squeezed` leaves them."""
    words = [squeezed(word) for word, v in VALUE_OF.items() if v == value]
    thousands = [squeezed(word) + "mille" for word, v in VALUE_OF.items() if v * 1000 == value]
    return [squeezed(str(int(value))), squeezed(f"{value / 1e6:g}") + "million", *words, *thousands]
