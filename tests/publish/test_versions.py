"""A result folder holds whole versions, and says which one is in force, whenever a writer is stopped."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.publish import NotAResultFolder, publish, versions
from pipeline.publish.versions import KEPT, current, latest, version_of, write_version
from tests import examples

ONE, TWO = {"a.jsonl": b"1\n", "rdf/a.ttl": b"2\n"}, {"a.jsonl": b"3\n"}


def files_of(version: Path) -> dict[str, bytes]:
    return {path.relative_to(version).as_posix(): path.read_bytes() for path in version.rglob("*") if path.is_file()}


def test_a_version_is_named_by_what_it_holds(tmp_path: Path) -> None:
    version = write_version(tmp_path, ONE)
    assert version == tmp_path / "versions" / version_of(ONE)
    assert files_of(version) == ONE
    assert (tmp_path / "CURRENT").read_text() == version.name + "\n"


def test_the_same_content_is_written_once(tmp_path: Path) -> None:
    first = write_version(tmp_path, ONE)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert write_version(tmp_path, ONE) == first
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_an_earlier_version_may_come_into_force_again(tmp_path: Path) -> None:
    for files in (ONE, TWO, ONE):
        write_version(tmp_path, files)
    assert current(tmp_path) == version_of(ONE)
    assert (tmp_path / "HISTORY").read_text().split() == [version_of(TWO), version_of(ONE)]


def test_the_last_versions_are_kept(tmp_path: Path) -> None:
    made = [write_version(tmp_path, {"a.jsonl": str(number).encode()}).name for number in range(KEPT + 3)]
    assert {path.name for path in (tmp_path / "versions").iterdir()} == set(made[-KEPT:])
    assert current(tmp_path) == made[-1]


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "vacances.jpg").write_bytes(b"")
    with pytest.raises(NotAResultFolder, match="autre chose"):
        publish(tmp_path, examples.documents, examples.knowledge, examples.ledger)
    assert [path.name for path in tmp_path.iterdir()] == ["vacances.jpg"]


def test_a_file_is_no_result_folder(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("")
    with pytest.raises(NotAResultFolder, match="pas un dossier"):
        write_version(tmp_path / "notes.txt", ONE)


@pytest.mark.parametrize("there", ["cache", "versions", ".DS_Store", "judgements.jsonl"])
def test_what_a_run_leaves_before_its_first_version_is_no_obstacle(tmp_path: Path, there: str) -> None:
    (tmp_path / there).mkdir()
    assert files_of(write_version(tmp_path, ONE)) == ONE


@pytest.mark.parametrize("said", ["", "absent", "../versions", "a/b"])
def test_a_pointer_to_nothing_puts_nothing_in_force(tmp_path: Path, said: str) -> None:
    (tmp_path / "versions").mkdir()
    (tmp_path / "CURRENT").write_text(said)
    assert current(tmp_path) is None
    write_version(tmp_path, ONE)
    assert current(tmp_path) == version_of(ONE)


def test_where_the_pointer_was_lost_the_history_says_what_came_last(tmp_path: Path) -> None:
    assert latest(tmp_path) is None
    for files in (ONE, TWO):
        write_version(tmp_path, files)
    (tmp_path / "CURRENT").unlink()
    assert current(tmp_path) is None
    assert latest(tmp_path) == version_of(TWO)


class Stopped(Exception):
    """The power fails."""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.integers(0, 25))
def test_whenever_publishing_stops_the_version_in_force_is_whole(tmp_path_factory: pytest.TempPathFactory, steps: int) -> None:
    folder = tmp_path_factory.mktemp("result")
    write_version(folder, ONE)
    with pytest.MonkeyPatch.context() as patch:
        left = [steps]

        def stop_after(step: Callable[..., Any]) -> Callable[..., Any]:
            def stopping(*args: Any, **kwargs: Any) -> Any:
                left[0] -= 1
                if left[0] < 0:
                    raise Stopped
                return step(*args, **kwargs)

            return stopping

        for name in ("_write", "_sync_folder", "_patiently", "_prune"):
            patch.setattr(versions, name, stop_after(getattr(versions, name)))
        with contextlib.suppress(Stopped):
            write_version(folder, TWO)
    in_force = current(folder)
    assert in_force in (version_of(ONE), version_of(TWO))
    assert version_of(files_of(folder / "versions" / str(in_force))) == in_force
    assert files_of(write_version(folder, TWO)) == TWO  # the next one goes through
    assert current(folder) == version_of(TWO)
