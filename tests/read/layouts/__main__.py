"""How well the corpus is read in each layout: ``python -m tests.read.layouts [LAYOUT …] [--errors] [--pin]``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from difflib import SequenceMatcher

from rich.console import Console
from rich.table import Table

from corpus.layouts.truth import TrueBlock
from corpus.layouts.typesetting import LAYOUTS, in_layout, texts
from tests.read.layouts.floors import TARGETS, pin
from tests.read.layouts.readings import reading
from tests.read.layouts.scores import ReadBlock, Reading, folded

SCORES = ("words", "order", "blocks", "groups", "sections", "depth", "cells", "speakers")


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints a table, and under it with ``--errors`` every block that is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("layouts", nargs="*", metavar="LAYOUT", help=", ".join(LAYOUTS))
    parser.add_argument("--document", default="", help="only sources with this in their name")
    parser.add_argument("--errors", action="store_true", help="show each block that is missing, wrong or of another kind")
    parser.add_argument("--pin", action="store_true", help="raise the floors to what is reached now")
    options = parser.parse_args(arguments)
    if unknown := set(options.layouts) - set(LAYOUTS):
        parser.error(f"no such layout: {', '.join(sorted(unknown))}")
    console = Console(width=None if sys.stdout.isatty() else 160)
    table = Table("layout", "document", *SCORES, title="of what a careful reader reads")
    errors: list[tuple[str, Reading]] = []
    measured: dict[str, dict[str, dict[str, float]]] = {}
    for layout in options.layouts or LAYOUTS:
        for name, source in texts().items():
            if options.document not in name:
                continue
            one = reading(name, layout)
            scores = one.scores()
            measured.setdefault(layout, {})[name] = scores
            table.add_row(layout, name[:32], *(_score(scores.get(score), TARGETS[layout].get(score)) for score in SCORES))
            errors.append((f"{layout}: {in_layout(source, layout)}", one))
        table.add_section()
    console.print(table)
    if options.pin:
        pin(measured)
    if options.errors:
        for title, one in errors:
            console.print(_errors(title, one))


def _score(score: float | None, target: float | None) -> str:
    if score is None:
        return ""
    color = "" if target is None else "[green]" if score >= target else "[red]"
    return f"{color}{score:.3f}"


def _errors(title: str, one: Reading) -> Table:
    """Truth and reading side by side, without what is right."""
    table = Table(title=title, title_justify="left", show_lines=True, expand=True)
    for head, share in (("p.", 1), ("should be", 9), ("is", 9)):
        table.add_column(head, ratio=share)
    matched = {match.index for match in one.matches}
    wanted = [folded(match.true.text)[0] for match in one.matches]
    got = [folded(block.text)[0] for block in one.read]
    for tag, a, b, c, d in SequenceMatcher(None, wanted, got, autojunk=False).get_opcodes():
        if tag == "equal":
            for match in one.matches[a:b]:
                if match.index is not None and not one.of_right_kind(match):
                    block = one.read[match.index]
                    table.add_row(str(block.page), _true(match.true), f"[yellow]{block.kind}[/]")
            continue
        missing = [match.true for match in one.matches[a:b] if match.index is None]
        wrong = [one.read[index] for index in range(c, d) if index not in matched]
        moved = [match.true for match in one.matches[a:b] if match.index is not None]
        if missing or wrong or moved:
            page = str(one.read[min(c, len(one.read) - 1)].page) if one.read else ""
            out_of_order = [f"[magenta]elsewhere[/] {_plain(block.text)[:60]} …" for block in moved]
            table.add_row(page, "\n".join((*map(_true, missing), *out_of_order)), "\n".join(map(_read, wrong)))
    return table


def _true(block: TrueBlock) -> str:
    return f"[green]{'/'.join(sorted(block.kinds))}[/] {_plain(block.text)}"


def _read(block: ReadBlock) -> str:
    return f"[red]{block.kind}[/] {_plain(block.text)}"


def _plain(text: str) -> str:
    return text.replace("\n", " ⏎ ").replace("[", r"\[")


if __name__ == "__main__":
    main()
