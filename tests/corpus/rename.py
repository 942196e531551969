"""The corpus under other names and numbers: what was tuned to a name or a value shows as a lower score.

Every person, organization and program of the gold files gets a generated name of the same shape, every number another of the
same size and format, in the sources and the gold alike, and years move together. What says of which kind a thing is
(«Fondation», «Réseau», «Ville de»), countries and regions stay, so «Gouvernement du Québec» keeps its name.
"""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from corpus.build import SOURCES, STYLE, sources, typeset
from tests.corpus.new_names import WORD, Names, fold, gender_of
from tests.corpus.new_numbers import NUMBER, SPACE, Numbers

GOLD = SOURCES.parent / "gold"


def slug(text: str) -> str:
    """A name as it stands in file names, without leading article."""
    return "-".join(
        re.sub(r"[^a-z0-9]+", " ", fold(re.sub(r"^(?:(?:le|la|les) |l['’])", "", text, flags=re.IGNORECASE))).split()
    )


def forms(item: str | list[str]) -> list[str]:
    """All names of a gold entity, the canonical one first."""
    return [item] if isinstance(item, str) else list(item)


class Renaming:
    """One set of names for all documents; numbers are of each document."""

    def __init__(self, golds: list[dict[str, Any]], seed: int) -> None:
        people = [forms(i) for g in golds for i in g["entities"].get("Person") or []]
        things = [forms(i) for g in golds for kind in ("Organization", "Program") for i in g["entities"].get(kind) or []]
        countries = {f for g in golds for i in g["entities"].get("Country") or [] for f in forms(i)}
        ends = [[e] for g in golds for s, _, o in g.get("relations") or [] for e in (s, o) if e not in countries]
        roles: dict[str, list[str]] = {}
        for person, role, _ in (r for g in golds for r in g.get("roles") or []):
            roles.setdefault(person, []).append(role)
        things += [item for item in ends if not any(item[0] in known for known in (*people, *things))]
        genders = {item[0]: gender_of(item[0], roles.get(item[0], [])) for item in people}
        for attempt in range(100):
            self.names = Names(random.Random(f"names {seed} {attempt}"))
            self.table = self._table(people, things, genders)
            if not self._confused(people, things):
                break
        numbers = Numbers(seed)
        self.table = {name: numbers.years(new) for name, new in self.table.items()}
        # «la Grange» may begin a sentence
        self.table |= {n[0].upper() + n[1:]: new[0].upper() + new[1:] for n, new in self.table.items() if n[0].islower()}
        # a surname or an invented word that stands alone, outside the names
        alone = {w for name in self.table for w in WORD.findall(name) if len(w) > 3 and w[0].isupper()}
        alone -= {w for w in alone if fold(w) in self.names.rows or fold(w) in self.names.kept}
        self.table.update({w: self.names.mapped(w) for w in sorted(alone) if w not in self.table})
        self.pattern = re.compile(f"(?P<name>(?<![^\\W_])(?:{self._alternation()})(?![^\\W_]))|{NUMBER}", re.IGNORECASE)

    def _table(self, people: list[list[str]], things: list[list[str]], genders: dict[str, str]) -> dict[str, str]:
        names = self.names
        table = {name: names.person(name, genders[item[0]]) for item in people for name in item}
        for item in things:
            for name in item:
                if names.thing(name) == name and not name.isupper():
                    names.force(name)
        for item in things:
            short = [f for f in item if f.isupper() and " " not in f]
            for a in short:
                for b in (f for f in item if f not in short and a not in f):
                    names.acronym(a, b)
        # only now do all words of all names have their last form
        return table | {name: names.thing(name) for item in things for name in item}

    def _confused(self, people: list[list[str]], things: list[list[str]]) -> bool:
        """Whether two things of different names got one name, or one took a name that another had."""
        owner: dict[str, str] = {}
        old = {fold(f): fold(item[0]) for item in (*people, *things) for f in item}
        for item in (*people, *things):
            first = old[fold(item[0])]
            for form in item:
                new = fold(self.table[form])
                if owner.setdefault(new, first) != first or old.get(new, first) != first:
                    return True
        return False

    def _alternation(self) -> str:
        ordered = sorted(self.table, key=lambda n: (-len(n), n))
        return "|".join("(?-i:" + SPACE.join(map(re.escape, name.split(" "))) + ")" for name in ordered)

    def text(self, text: str, numbers: Numbers) -> str:
        def replaced(m: re.Match[str]) -> str:
            if name := m["name"]:
                spaces = iter([*re.findall(SPACE, name), *" " * 9])
                return re.sub(" ", lambda _: next(spaces), self.table[re.sub(SPACE, " ", name)])
            return numbers.replaced(m)

        return self.pattern.sub(replaced, text)

    def stem(self, stem: str, numbers: Numbers) -> str:
        for name in sorted(self.table, key=lambda n: (-len(slug(n)), n)):
            if " " in name and slug(name) in stem:
                stem = stem.replace(slug(name), slug(self.table[name]))
                break
        return numbers.years(stem)

    def gold(self, value: Any, numbers: Numbers) -> Any:
        """Gold with the same replacements as the text; lists keep their order."""
        if isinstance(value, str):
            return self.text(value, numbers)
        if isinstance(value, list):
            return [self.gold(v, numbers) for v in value]
        if isinstance(value, dict):
            return {k: self._gold_field(k, v, numbers) for k, v in value.items()} | self._unit_in_name(value)
        return value

    def _unit_in_name(self, figure: dict[str, Any]) -> dict[str, str]:
        """The unit of «42 Cafés numériques» changes with the name."""
        about, unit = figure.get("about"), figure.get("unit")
        if not about or not unit or fold(about.split()[0]) != fold(unit) + "s":
            return {}
        return {"unit": self.table[about].split()[0].lower().removesuffix("s")}

    def _gold_field(self, key: str, value: Any, numbers: Numbers) -> Any:
        if key in ("unit", "units", "qualifier", "language", "Country") or value is None:
            return value
        if key == "value":
            new = numbers.value(float(value))
            return int(new) if new == int(new) else new
        if key in ("year", "period") and isinstance(value, int):
            return numbers.year(value)
        if key == "neutral_values":
            return [int(numbers.value(float(v))) if v < 1900 else v for v in value]
        return self.gold(value, numbers)


def load_golds(folder: Path = GOLD) -> list[dict[str, Any]]:
    """The gold files of a folder, sorted by name."""
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yaml"))]


def renamed_sources(seed: int) -> list[tuple[str, str, dict[str, Any]]]:
    """Name, typst source and gold of each document under the names and numbers of ``seed``."""
    golds = {gold["document"]: gold for gold in load_golds()}
    renaming = Renaming(list(golds.values()), seed)
    out = []
    for source in sources():
        numbers = Numbers(seed)
        # the text first: it says what «1,2 million» and «douze mille» become
        text = renaming.text(source.read_text(encoding="utf-8"), numbers)
        gold = renaming.gold(golds[source.stem], numbers)
        gold["document"] = renaming.stem(source.stem, numbers)
        out.append((gold["document"], text, gold))
    return out


def renamed_corpus(folder: Path, seed: int) -> list[tuple[Path, dict[str, Any]]]:
    """Typeset the corpus into ``folder`` under the names and numbers of ``seed``: each PDF with its gold."""
    work = folder / "sources"
    work.mkdir(parents=True, exist_ok=True)
    shutil.copy(SOURCES / STYLE, work / STYLE)
    out = []
    for name, text, gold in renamed_sources(seed):
        source, pdf = work / f"{name}.typ", folder / f"{name}.pdf"
        source.write_text(text, encoding="utf-8")
        pdf.write_bytes(typeset(source))
        out.append((pdf, gold))
    return out
