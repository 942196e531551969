"""What a cell with a number looks like."""

from __future__ import annotations

import re

_SPACE = r"[ \u00a0\u202f\u2009]"
_UNIT = rf"(?:%|‰|[$€£]|[kM]{_SPACE}?[$€£]|[A-Z]{{3}}|EUR|CHF|Fr\.?|h|pts?|ETP|m²|km|kWh|[kM]CHF)"
_AMOUNT = re.compile(
    rf"\(?[+−–-]?{_SPACE}?(?:{_UNIT}{_SPACE}?)?[+−–-]?\d{{1,3}}(?:(?:{_SPACE}|[.'’,])?\d{{3}})*(?:[.,]\d{{1,3}}|[.,][–—-]+)?"
    rf"(?:{_SPACE}?{_UNIT})?\)?[*¹²³]?"
)
_NOTHING = re.compile(r"[–—-]{1,2}|n\.?\s?[dac]\.?|\.{2,3}|…|0")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:\d\d|\d{4}))?")


def is_amount(text: str) -> bool:
    """Whether a text is a number with its unit and nothing else («12 %», «1 200 €», «−3,5», «(120)»)."""
    return _AMOUNT.fullmatch(text) is not None


def is_nothing(text: str) -> bool:
    """Whether a text stands for a missing number («—», «n. d.»)."""
    return _NOTHING.fullmatch(text) is not None


def is_value(text: str) -> bool:
    """Whether a text is a number or stands for one."""
    return is_amount(text) or is_nothing(text)


def is_year(text: str) -> bool:
    """Whether a text is a year or two («2023», «2022-2023»)."""
    return _YEAR.fullmatch(text) is not None
