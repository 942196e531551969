"""Tables, CSV and JSON out of the same rows."""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

Cell = str | int | float | None


class Format(str, Enum):  # noqa: UP042 (StrEnum prints otherwise in help)
    """How an answer is written: for eyes, for a spreadsheet, for a program."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def console() -> Console:
    """Where answers go: as wide as the terminal, or as wide as the lines are where there is none."""
    shown = Console(highlight=False)
    return shown if shown.is_terminal else Console(highlight=False, width=200, soft_wrap=True)


def write_table(head: Sequence[str], rows: Sequence[Sequence[Cell]], how: Format, keys: Sequence[str] | None = None) -> None:
    """Write rows under ``head``; JSON is a list of objects under ``keys`` (else ``head``)."""
    if how is Format.JSON:
        write_json([dict(zip(keys or head, row, strict=True)) for row in rows])
    elif how is Format.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(keys or head)
        writer.writerows(rows)
    else:
        table = Table(*head, box=None, pad_edge=False, header_style="bold")
        for row in rows:
            table.add_row(*(_plain(cell) for cell in row))
        console().print(table)


def write_json(value: Any) -> None:
    """Write a value as JSON, with its accents."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def write_text(text: str) -> None:
    """Write text as it is, but for signs that no encoding knows (a lone half of a surrogate pair)."""
    sys.stdout.write(text.encode("utf-8", "replace").decode())


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside and rename it, so that nobody sees half of it."""
    with tempfile.NamedTemporaryFile(prefix=".", suffix=".part", dir=path.parent, delete=False) as file:
        beside = Path(file.name)
        file.write(data)
    try:
        beside.chmod(0o644)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def number(value: float) -> str:
    """A number as French writes it: «12 587», «1,5»; the spaces do not break."""
    text = f"{value:,.10f}".rstrip("0").rstrip(".") if value != int(value) else f"{int(value):,}"
    return text.replace(",", "\u202f").replace(".", ",")


def one_line(text: str) -> str:
    """A quote without the line breaks of its page, for eyes."""
    return " ".join(text.split())


def _plain(cell: Cell) -> Any:
    from rich.text import Text

    if cell is None:
        return ""
    return Text(one_line(cell)) if isinstance(cell, str) else Text(number(cell), justify="right")
