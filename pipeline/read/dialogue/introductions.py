"""Who is interviewed and who asks, by what a title and an introduction say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.read.dialogue.person_names import HONORIFIC, NAME, any_of, as_written, fold, person, words

_NAMED = rf"{HONORIFIC}?(?P<name>{NAME})"
_THE = r"(?:(?:le|la|l['’]|notre)\s?[^.:?!«»]{3,90},\s+)?"
_MEETS = re.compile(rf"(?<!\w)(?i:{any_of('meets')})(?:\s*[:–—-])?\s*{_THE}{_NAMED}")
_REPLIES = re.compile(rf"{_NAMED}(?:,[^.!?]{{1,140}},)?\s+{any_of('replies')}")
_QUOTED = re.compile(rf"{_NAMED}\s*:\s*[«“\"]")
_WITH = re.compile(rf"\s*(?:,\s*|\s+)(?:et|&)\s+{_NAMED}")
_IS = re.compile(
    rf"(?:^|(?<=[.!?»:–—]\s)){_NAMED}\s*(?:,|\(|\s[–—-]\s|\s+est\s+(?:le\s+|la\s+|l['’])?)\s*"
    rf"(?:[\w'’-]+\s+){{0,3}}?(?i:{any_of('titles')})\b",
    re.M,
)
_RECORDED = re.compile(rf"(?<!\w)(?i:{any_of('recorded')})\s*:?\s*{_NAMED}")
DECLARES = re.compile(rf"(?<!\w)(?i:{any_of('declares')})(?!\w)")


@dataclass(frozen=True, slots=True)
class Introduction:
    """``met``: people whom the text says are interviewed; ``told``: those whom it names with a title or as its own title;
    ``recorded``: who asks. Each name as written, every time."""

    met: tuple[str, ...]
    told: tuple[str, ...]
    recorded: tuple[str, ...]
    declared: bool
    """Whether it calls itself an interview."""

    def interviewee(self) -> str | None:
        """The one person that is interviewed; None where there are several or none."""
        askers = {fold(name) for name in self.recorded}
        for names in (self.met, self.told):
            own = {fold(name) for name in names} - askers
            if own:
                return as_written([n for n in self.names() if fold(n) in own]) if len(own) == 1 else None
        return None

    def interviewer(self) -> str | None:
        """Who asks, where it is one person."""
        return as_written(list(self.recorded)) if len(set(map(fold, self.recorded))) == 1 else None

    def names(self) -> list[str]:
        """All names, as often as they were told."""
        return [*self.met, *self.told, *self.recorded]


def _found(pattern: re.Pattern[str], text: str) -> list[tuple[str, int]]:
    """Names and where they end."""
    return [(name, m.end("name")) for m in pattern.finditer(text) if (name := person(m["name"]))]


def meets(text: str) -> bool:
    """Whether a heading announces an interview with somebody."""
    return bool(_found(_MEETS, text))


def introduction(head: Sequence[tuple[str, bool]], rest: Sequence[str]) -> Introduction:
    """What ``head`` (texts before the first question, and whether they are headings) and the ``rest`` say of who speaks."""
    met: list[str] = []
    told: list[str] = []
    for i, (text, heading) in enumerate(head):
        text = " ".join(text.split())
        for name, end in [*_found(_MEETS, text), *_found(_REPLIES, text)]:
            met.append(name)
            other = _WITH.match(text, end)
            if other and (name := person(other["name"]) or ""):
                met.append(name)
        if heading:
            met += [name for name, _ in _found(_QUOTED, text)]
        told += [name for name, _ in _found(_IS, text)]
        alone = person(text)
        if alone and alone == text and (_titled(head[i + 1][0]) if i + 1 < len(head) else False):
            told.append(alone)
    texts = [" ".join(text.split()) for text in [*(text for text, _ in head), *rest]]
    recorded = [name for text in texts for name, _ in _found(_RECORDED, text)]
    for text in texts:
        for first in _RECORDED.finditer(text):
            other = _WITH.match(text, first.end())
            if other and (name := person(other["name"]) or ""):
                recorded.append(name)
    declared = any(DECLARES.search(text) for text, _ in head)
    if declared:
        told += [text for text, heading in head if heading and person(text) == text and text not in told]
    return Introduction(tuple(met), tuple(told), tuple(recorded), declared)


def _titled(text: str) -> bool:
    """Whether a line is the title of somebody."""
    begins = re.findall(r"[\w-]+", text[:80].casefold())[:6]
    return len(text) < 160 and any(word in words("titles") for word in begins)


_ASIDE = re.compile(rf"\s*{any_of('asides')}(?!\w)", re.I)


def is_aside(text: str) -> bool:
    """Whether a short passage is a credit, a reference, or tells who recorded the talk."""
    return len(text) < 200 and bool(_ASIDE.match(text) or re.match(rf"[\s(]*{any_of('recorded')}", text, re.I))


def says_i(text: str) -> bool:
    """Whether somebody speaks of themselves."""
    return re.search(r"(?<!\w)(?:[jm]['’]|(?:je|me|moi|mon|ma|mes)(?!\w))", text, re.I) is not None


def addresses(text: str) -> bool:
    """Whether somebody is spoken to."""
    return re.search(r"(?<!\w)(?:t['’]|(?:vous|votre|vos|tu|ton|tes|toi)(?!\w))", text, re.I) is not None
