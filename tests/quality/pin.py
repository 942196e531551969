"""Measure every set of documents that is there and pin its floors: ``python -m tests.quality.pin [SET…] [--lower REASON]``.

Floors rise to what is measured. Without a reason none falls: those that would are named, and the exit status is 1.
What the usual recipe reaches on the same documents stands beside.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.quality.floors import FILE, PROMISED, Floors, below, from_yaml, pinned, to_yaml
from tests.quality.measure import document_sets, measure, read_set
from tests.quality.recipe import compared, result_of_recipe


def main(arguments: Sequence[str] | None = None) -> int:
    sets = document_sets()
    parser = argparse.ArgumentParser(description="Mesure la qualité et relève les planchers de floors.yaml.")
    parser.add_argument("sets", nargs="*", metavar="ENSEMBLE", help=f"{', '.join(sets)} (tous, sinon)")
    parser.add_argument("--lower", default="", metavar="RAISON", help="abaisse aussi des planchers, pour cette raison")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.sets) - sets.keys():
        parser.error(f"{', '.join(sorted(unknown))} : ensemble inconnu ou absent ; au choix : {', '.join(sets)}")
    lower = asked.lower.strip()

    all_floors = from_yaml(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    kept = False
    for name in asked.sets or sets:
        with tempfile.TemporaryDirectory() as folder:
            scores = measure(sets[name], read_set(sets[name].documents, Path(folder) / "knowledge"))
            recipe = measure(sets[name], result_of_recipe(sets[name].documents, Path(folder) / "recipe"))
        then = all_floors.get(name, Floors("", {}))
        now = all_floors[name] = pinned(then, sets[name].sha256, scores, PROMISED[name], lower)
        shown = compared(name, {score: scores.get(score, 0.0) for score in now.floors}, recipe)
        for line, (score, floor) in zip(shown, now.floors.items(), strict=True):
            before = then.floors.get(score)
            change = f"  ({before:.2f} avant)" if before not in (None, floor) else ""
            print(f"{line}  plancher {floor:.2f}{change}")
        for line in below(scores, now.floors):
            kept = True
            print(f"{name:7} sous le plancher, gardé : {line}")
    draft = FILE.with_suffix(".part")
    draft.write_text(to_yaml(all_floors), encoding="utf-8", newline="\n")
    draft.replace(FILE)
    if kept:
        print('Pour en abaisser, jamais sous ce qui est promis : python -m tests.quality.pin ENSEMBLE --lower "raison"')
    return int(kept)


if __name__ == "__main__":
    sys.exit(main())
