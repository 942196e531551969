"""Rows as JSON Lines, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Row = dict[str, Any]
Tables = Mapping[str, Sequence[Row]]


def to_jsonl(rows: Iterable[Row]) -> bytes:
    """Rows as JSON Lines: UTF-8, keys sorted, one row a line whatever a reader takes for the end of a line."""
    return encoded("".join(_line(row) for row in rows))


def from_jsonl(data: bytes) -> list[Row]:
    """Inverse of :func:`to_jsonl`. Raises ``ValueError`` where the data is not JSON Lines."""
    return [json.loads(line) for line in data.decode().split("\n") if line]


def encoded(text: str) -> bytes:
    """UTF-8. A lone half of a surrogate pair, which a broken font may give, becomes «?», so that lengths stay."""
    return text.encode("utf-8", errors="replace")


def _line(row: Row) -> str:
    line = json.dumps(row, ensure_ascii=False, sort_keys=True)
    for end_of_line in "\x85\u2028\u2029":  # str.splitlines() breaks lines there, JSON does not escape them
        line = line.replace(end_of_line, f"\\u{ord(end_of_line):04x}")
    return line + "\n"
