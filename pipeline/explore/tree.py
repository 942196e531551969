"""A document as a tree on a terminal: sections within sections, and in them every block, with its kind and page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from babel import Locale, UnknownLocaleError
from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from pipeline.explore.french import labels
from pipeline.explore.output import write_text
from pipeline.explore.reading import (
    COLORS,
    RUNNING,
    SURE,
    Piece,
    Ranges,
    chosen,
    grid,
    is_head,
    is_in,
    is_plain,
    page_name,
    pieces_of,
    remarks,
    runs,
)
from pipeline.types import Document

WIDTH = 100
"""Columns where there is no terminal to ask."""


def print_tree(document: Document, pages: Ranges | None = None) -> None:
    """Write the tree of a document: with colours on a terminal, elsewhere in plain lines of one width."""
    terminal = Console(highlight=False)
    if terminal.is_terminal:
        terminal.print(tree(document, pages))
    else:
        write_text(plain_tree(document, pages))


def plain_tree(document: Document, pages: Ranges | None = None) -> str:
    """The tree of a document as plain text."""
    console = Console(highlight=False, width=WIDTH, color_system=None)
    with console.capture() as captured:
        console.print(tree(document, pages))
    return "".join(f"{line.rstrip()}\n" for line in captured.get().split("\n")[:-1])


def tree(document: Document, pages: Ranges | None = None) -> Tree:
    """What was read of a document, in reading order."""
    root = Tree(_title(document))
    for fact in _about(document):
        root.add(fact)
    waiting = [(page, line) for page in document.pages if is_in(page.number, pages) for line in remarks(page)]
    sections: list[tuple[int, Tree]] = []
    items: list[tuple[int, Tree]] = []
    for run in runs(chosen(pieces_of(document), pages)):
        first = run[0]
        while waiting and waiting[0][0].number <= first.page.number:
            page, line = waiting.pop(0)
            root.add(Text(f"{page_name(document, page)} : {line}", style="yellow"))
        block = first.block
        if block.kind == "heading":
            sections = [(level, node) for level, node in sections if level < max(block.level, 1)]
        section = sections[-1][1] if sections else root
        items = [(level, node) for level, node in items if level < max(block.level, 1)] if block.kind == "list_item" else []
        if block.cell:
            section.add(_table_title(document, run)).add(_table(run))
            continue
        node = (items[-1][1] if items else section).add(_line(document, first))
        if block.kind == "heading":
            sections.append((max(block.level, 1), node))
        elif block.kind == "list_item":
            items.append((max(block.level, 1), node))
    for page, line in waiting:
        root.add(Text(f"{page_name(document, page)} : {line}", style="yellow"))
    return root


# ── the document ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _title(document: Document) -> Text:
    count = len(document.pages)
    facts = [] if is_plain(document) else [f"{count} page{'s' * (count > 1)}"]
    facts += [_language(document.language), labels()["documents"][document.status]]
    return Text(document.path, style="bold") + Text(f" · {' · '.join(facts)}", style="not bold")


def _about(document: Document) -> Iterator[Text]:
    known = [
        ("titre", document.title),
        ("entretien avec", document.interviewee),
        ("auteur", document.author),
        ("créé le", document.created),
        ("modifié le", document.modified),
    ]
    for label, value in known:
        if value:
            yield Text(f"{label} : {value}")
    if document.outline:
        yield Text(f"signets : {len(document.outline)}")
    for note in (*filter(None, [document.reason]), *document.notes):
        yield Text(f"à voir : {note}", style="yellow")


def _language(code: str) -> str:
    try:
        return str(Locale("fr").languages.get(Locale.parse(code).language, code))
    except (ValueError, UnknownLocaleError):
        return "langue inconnue"


# ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _line(document: Document, piece: Piece) -> Text:
    """«12 paragraphe · p. 3 · text», its printed lines one under the other."""
    block = piece.block
    dim = "dim" if block.kind in RUNNING else ""
    kind = labels()["blocks"].get(block.kind, block.kind)
    level = f" {block.level}" if block.kind == "heading" and block.level else ""
    shown = Text(style=dim)
    shown.append(f"{piece.number} ", style="dim")
    shown.append(f"{kind}{level}", style=COLORS.get(block.kind, ""))
    aside = [page_name(document, piece.page, piece.parts[-1][0])]
    if block.speaker and block.kind != "speaker":
        aside.append(block.speaker)
    if block.language != document.language:
        aside.append(_language(block.language))
    aside += _doubt([piece])
    shown.append("".join(f" · {part}" for part in aside if part), style="dim")
    return shown.append(" : ").append(_shown(piece.text), style="bold" if block.kind == "heading" else "")


def _doubt(pieces: Iterable[Piece]) -> list[str]:
    lowest = min(piece.confidence for piece in pieces)
    return [f"reconnu, {int(100 * lowest)} %"] if lowest < SURE else []


def _shown(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _table_title(document: Document, cells: Sequence[Piece]) -> Text:
    first, last = cells[0], cells[-1]
    numbers = f"{first.number}" if first is last else f"{first.number}-{last.number}"
    aside = [page_name(document, first.page, last.parts[-1][0]), *_doubt(cells)]
    return (
        Text(f"{numbers} ", style="dim")
        + Text("tableau", style=COLORS["cell"])
        + Text("".join(f" · {part}" for part in aside if part), style="dim")
    )


def _table(cells: Sequence[Piece]) -> Table:
    rows = grid(cells)
    headed = is_head(piece for place in rows[0] for piece in place)
    table = Table(show_header=headed, show_lines=True)
    for place in rows[0]:
        table.add_column(_place(place) if headed else "", overflow="fold")
    for row in rows[headed:]:
        table.add_row(*(_place(place) for place in row))
    return table


def _place(place: Sequence[Piece]) -> Text:
    return Text("\n".join(_shown(piece.text) for piece in place), style="bold" if is_head(place) else "")
