"""What reading is to reach in each layout, and the floors below which it may not fall."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("floors.yaml")

_DATA = yaml.safe_load(FILE.read_text(encoding="utf-8"))

TARGETS: Mapping[str, Mapping[str, float]] = {layout: one["target"] for layout, one in _DATA.items()}
FLOORS: Mapping[str, Mapping[str, float]] = {layout: one["floor"] for layout, one in _DATA.items()}
