"""Units that do not stand after their number: in the label before it, in the subject of its clause, with the number before."""

from __future__ import annotations

import re

from ..names import LOWER
from .lists import before, option, shape
from .nouns import NOUN, plural, singular, small
from .numbers import Number
from .quantities import MONEY, PERCENT, Quantity

_GAP = 120
"""How far apart, in characters, two numbers of one ellipsis may stand."""
_LABEL = 80
"""How long a label before its number is at most."""


def by_label(text: str, number: Number) -> Quantity | None:
    """By the label before it: «Nombre de bénévoles : 30», «Adhérents : 412»."""
    line = text[max(0, number.start - _LABEL) : number.start].rsplit("\n", 1)[-1]
    if len(line) == _LABEL < number.start:
        return None
    label = re.match(r"(?:[-•–*o]\s+)?(?P<label>[^:.;?!\d]{3,60}?)\s*[:=]\s*(?:\w+\s+(?:\w+\s|d'))?$", line)
    if not label or not shape("after_labelled", r"\s*(?:$|[\n;,.(]|{})").match(text, number.end):
        return None
    said = re.compile(option("label_noun"), re.I).match(label["label"])
    noun = NOUN.match(label["label"], said.end() if said else 0)
    if not noun or not plural(noun[0]) or small(noun[0]) or shape("durations", r"{}$").match(noun[0]):
        return None
    if not said and not shape("text_items", r"^(?!{}$)").match(noun[0].lower()):
        return None
    return Quantity(number.start, number.end, number, singular(noun[0]).lower(), True)


def by_subject(text: str, number: Number) -> Quantity | None:
    """By the subject of its clause: «le nombre d'adhérents est passé de 280 à 412»."""
    lead = re.split(r"[.;:!?\n]\s", text[max(0, number.start - _GAP) : number.start])[-1]
    said = list(re.compile(rf"(?<!\w)(?:{option('subject_noun')})(?P<noun>[{LOWER}][\w'·()-]*)", re.I).finditer(lead))
    if not said or not plural(said[-1]["noun"]):
        return None
    if re.match(r"\s+[^\W\d]", text[number.end : number.end + 2]) and not shape("goes_on", r"\s+{}(?!\w)").match(
        text, number.end
    ):
        return None
    return Quantity(number.start, number.end, number, singular(said[-1]["noun"]).lower(), True)


def by_ellipsis(text: str, number: Number, last: Quantity | None) -> Quantity | None:
    """By the number before it: «140 participants en présentiel et 576 en ligne», «5 artistes, contre 4 en 2022»."""
    if last is None or number.start - last.end > _GAP or last.unit == PERCENT:
        return None
    inherited = Quantity(number.start, number.end, number, last.unit, True)
    if last.unit in MONEY:
        return inherited if number.of else None
    if re.search(r"[.;:!?]\s", text[last.end : number.start]):
        return None
    if number.written == "digits" and shape("elliptic", "{}").match(text, number.end):
        return inherited
    set_apart = (
        before("versus", text, number.start)
        or before("part", text, number.start)
        or text[number.start - 1 : number.start] == "("
    )
    return inherited if set_apart and shape("set_apart", r"\s*(?:[.)]|{})").match(text, number.end) else None
