"""A document as Markdown: its text as one would write it down, without what stands around it on every page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.explore.reading import RUNNING, Piece, Ranges, chosen, grid, is_head, page_name, pieces_of, remarks, runs
from pipeline.read.layout.lines import BULLET_SIGNS
from pipeline.types import Document

_SIGNS = re.compile(r"[\\`*_\[\]]|<(?=[\w/!?])|&(?=#?\w+;)|~(?=~)")
_AT_LINE_START = re.compile(r"^(?:#{1,6}(?=\s|$)|>|[-+](?=\s|$)|=+\s*$|-{2,}\s*$|~{3})")
_CLOSING = re.compile(r"(?<!\S)#+$")
"""Signs that Markdown takes for the end of a heading."""
_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_BULLET = re.compile(rf"[{BULLET_SIGNS}]\s*|[*+o–—-]\s+")
_NUMBERED = re.compile(r"(\d{1,9}[.)])\s+")


def markdown(document: Document, pages: Ranges | None = None, everything: bool = False) -> str:
    """The document as Markdown, with ``everything`` its running headers, footers and page numbers too."""
    pieces = [p for p in chosen(pieces_of(document), pages) if everything or p.block.kind not in RUNNING]
    made = [_comment(line) for line in (document.path, *document.notes)]
    page, speaker, loose = 0, None, True
    levels: list[int] = []
    for run in runs(pieces):
        first = run[0]
        if first.page.number != page:
            page = first.page.number
            where = " ; ".join(filter(None, (page_name(document, first.page), *remarks(first.page))))
            made += [_comment(where)] if where else []
        kind, told = first.block.kind, first.block.speaker
        if kind == "list_item":
            level = max(first.block.level, 1)
            levels = [*(above for above in levels if above < level), level]
            item = _item(first.text, "    " * (len(levels) - 1))
            made[-1:] = [f"{made[-1]}\n{item}"] if not loose else [made[-1], item]
        else:
            levels = []
            said = told if told and told != speaker and kind not in ("heading", *RUNNING) else None
            made.append(_table(run) if first.block.cell else _block(first, said))
        loose = kind != "list_item"
        if kind == "speaker":
            speaker = told or _name(first.text)
        elif kind not in RUNNING:
            speaker = told
    return "\n\n".join(made) + "\n"


def _block(piece: Piece, speaker: str | None) -> str:
    text, kind = piece.text, piece.block.kind
    if kind == "heading":
        title = _CLOSING.sub(r"\\\g<0>", _one_line(text))
        return f"{'#' * min(max(piece.block.level, 1), 6)} {title}"
    if kind == "speaker":
        return f"**{_inline(_name(text))} :**"
    if kind in ("caption", *RUNNING):
        return f"*{_one_line(text)}*"
    if kind in ("card", "callout"):
        first, *rest = _lines(text)
        return "\n".join(f"> {line}" for line in "  \n".join((f"**{first}**", *rest)).split("\n"))
    said = f"**{_inline(speaker)} :** " if speaker else ""
    return said + "  \n".join(_lines(text))


def _item(text: str, indent: str) -> str:
    """An item with the sign of Markdown in place of its own; its number stays."""
    numbered = _NUMBERED.match(text)
    bullet = _BULLET.match(text)
    sign = numbered[1] if numbered else "-"
    rest = text[numbered.end() :] if numbered else text[bullet.end() :] if bullet else text
    space = " " * (len(indent) + len(sign) + 1)
    return f"{indent}{sign} " + f"  \n{space}".join(_lines(rest) or [""])


def _table(cells: Sequence[Piece]) -> str:
    """A table of pipes; the first row is its head where it is one, else the head is empty."""
    rows = [[_cell(place, is_head(place)) for place in row] for row in grid(cells)]
    plain = [[_cell(place, False) for place in row] for row in grid(cells)[:1]]
    if is_head([piece for place in grid(cells)[0] for piece in place]):
        head, body = plain[0], rows[1:]
    else:
        head, body = [""] * len(rows[0]), rows
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *body))


def _cell(place: Iterable[Piece], head: bool) -> str:
    text = "<br>".join(line for piece in place for line in _lines(piece.text)).replace("|", "\\|")
    return f"**{text}**" if head and text else text


def _name(text: str) -> str:
    return " ".join(text.split()).rstrip(" :\u00a0\u202f")


def _lines(text: str) -> list[str]:
    """The printed lines that stand for themselves, each so that Markdown takes it for text."""
    return [_at_start(_inline(" ".join(line.split()))) for line in text.splitlines() if line.strip()]


def _one_line(text: str) -> str:
    return _inline(" ".join(text.split()))


def _inline(text: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", text)


def _at_start(line: str) -> str:
    """A line of text that begins like a heading, an item or a rule, so that it is none."""
    return _NUMBER.sub(r"\1\\\2", _AT_LINE_START.sub(r"\\\g<0>", line, count=1), count=1)


def _comment(text: str) -> str:
    return f"<!-- {' '.join(text.split()).replace('--', '- -')} -->"
