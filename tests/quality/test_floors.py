"""Floors rise by themselves and fall only with a reason, which nobody can take out again."""

from __future__ import annotations

import subprocess
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.quality.floors import FILE, PROMISED, Floors, Lowered, below, complaints, from_yaml, pinned, rounded_down, to_yaml

NONE = Floors("", {})
SCORES = st.dictionaries(st.sampled_from(["Person", "roles", "all", "macro"]), st.integers(0, 10_000).map(lambda n: n / 10_000))


def test_the_committed_floors_are_not_lowered_silently() -> None:
    """Against every version of the file that git knows, so that a commit does not make a lower floor the rule."""
    path = FILE.relative_to(ROOT).as_posix()
    commits = _git("log", "--format=%H", "--", path).split()
    committed = [from_yaml(_git("show", f"{commit}:{path}")) for commit in commits]
    found = complaints(from_yaml(FILE.read_text(encoding="utf-8")), committed)
    assert not found, "\n".join(found)


def test_no_floor_is_below_what_is_promised() -> None:
    floors = from_yaml(FILE.read_text(encoding="utf-8"))
    assert floors.keys() == PROMISED.keys()
    assert [below(floors[name].floors, promised) for name, promised in PROMISED.items()] == [[]] * len(PROMISED)


def test_a_better_score_raises_its_floor_and_a_worse_one_leaves_it() -> None:
    then = Floors("a", {"all": 0.80, "roles": 0.70})
    assert pinned(then, "b", {"all": 0.8567, "roles": 0.61}, {}) == Floors("b", {"all": 0.85, "roles": 0.70})


def test_a_reason_lowers_a_floor_and_stays_with_it() -> None:
    then = Floors("a", {"all": 0.80})
    now = pinned(then, "a", {"all": 0.7499}, {}, "stricter gold")
    assert now == Floors("a", {"all": 0.74}, (Lowered("all", 0.80, 0.74, "stricter gold"),))
    assert complaints({"real": now}, [{"real": then}]) == []


def test_not_even_a_reason_lowers_a_floor_below_the_promised() -> None:
    assert pinned(Floors("a", {"all": 0.80}), "a", {"all": 0.1}, {"all": 0.5}, "a bad day").floors == {"all": 0.5}


def test_a_score_that_is_measured_no_more_is_below_its_floor() -> None:
    assert below({"all": 0.9}, {"all": 0.9, "Country": 0.5}) == ["Country: 0.0000 < 0.50"]


def test_who_lowers_a_floor_by_hand_is_told() -> None:
    then = {"real": Floors("a", {"all": 0.80, "roles": 0.70}, (Lowered("all", 0.9, 0.8, "an older reason"),))}
    assert complaints({"real": replace(then["real"], floors={"all": 0.79, "roles": 0.70})}, [then]) == [
        "real: all was 0.80 and is 0.79"
    ]
    assert complaints({"real": replace(then["real"], floors={"all": 0.80})}, [then]) == ["real: roles was 0.70 and is 0.00"]
    assert complaints({"real": replace(then["real"], lowered=())}, [then]) == [
        "real: the reason of all is gone: an older reason"
    ]
    assert len(complaints({}, [then, then])) == 3


def test_a_blank_reason_is_none() -> None:
    then, now = Floors("a", {"all": 0.80}), Floors("a", {"all": 0.70}, (Lowered("all", 0.80, 0.70, " "),))
    assert complaints({"real": now}, [{"real": then}]) == ["real: all was 0.80 and is 0.70"]


@pytest.mark.parametrize(("score", "floor"), [(0.29, 0.29), (0.8699, 0.86), (1.0, 1.0), (0.0, 0.0), (2 / 3, 0.66)])
def test_scores_are_rounded_down(score: float, floor: float) -> None:
    assert rounded_down(score) == floor


@given(st.lists(st.tuples(SCORES, st.sampled_from(["", "why"])), min_size=1, max_size=6))
def test_what_pinning_writes_is_never_complained_of(measures: list[tuple[dict[str, float], str]]) -> None:
    versions = [NONE]
    for scores, reason in measures:
        versions.append(pinned(versions[-1], "a", scores, {"all": 0.2}, reason))
        assert from_yaml(to_yaml({"corpus": versions[-1]})) == {"corpus": versions[-1]}
    assert complaints({"corpus": versions[-1]}, [{"corpus": version} for version in versions]) == []


@given(SCORES, SCORES)
def test_without_a_reason_no_floor_falls(first: dict[str, float], second: dict[str, float]) -> None:
    then = pinned(NONE, "a", first, {})
    now = pinned(then, "a", second, {})
    assert below(now.floors, then.floors) == []
    assert now.lowered == ()


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    except FileNotFoundError:
        pytest.skip("git est absent")
    if done.returncode:
        pytest.skip(f"ce dossier n’est pas un dépôt git : {done.stderr.strip()}")
    return done.stdout
