"""The HTML that typst writes, as a tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"br", "hr", "img", "meta", "link"}


@dataclass(slots=True)
class Element:
    """A tag with its attributes, and what it holds in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def elements(self, *tags: str) -> list[Element]:
        """The children with one of these tags."""
        return [child for child in self.children if isinstance(child, Element) and child.tag in tags]

    def descendants(self) -> Iterator[Element]:
        """All elements below, in order."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.descendants()


def parsed(html: str) -> Element:
    """The body of a page."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return next(element for element in builder.root.descendants() if element.tag == "body")


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        closed = self.open.pop()
        assert closed.tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)
