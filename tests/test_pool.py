"""Workers keep their promises whatever their tasks do."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.pool import LimitError, Limits, Pool, Refused, Worker

ENOUGH = 60.0


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    worker = Worker(memory=4 << 30)
    yield worker
    worker.dismiss()


def test_a_task_answers_bytes_with_bytes(worker: Worker) -> None:
    assert worker.call("tests.tasks:upper", b"bonjour", ENOUGH) == b"BONJOUR"


def test_a_worker_stays_warm_between_tasks() -> None:
    with Pool(1) as pool:
        assert list(pool.each(range(3), lambda worker, _: worker.call("tests.tasks:calls", b"", ENOUGH))) == [b"1", b"2", b"3"]


@pytest.mark.parametrize(
    ("task", "reason"),
    [
        ("refuse", "trop triste pour être lu"),
        ("stumble", "erreur interne (ValueError : un caillou)"),
        ("crash", "s'est arrêté net"),
        pytest.param(
            "devour",
            "MAILLAGE_MEMORY",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only"),
        ),
        ("absent", "erreur interne (AttributeError"),
    ],
)
def test_what_goes_wrong_is_a_reason_and_the_next_task_is_done(worker: Worker, task: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        worker.call(f"tests.tasks:{task}", b"", ENOUGH)
    assert reason in str(refused.value)
    assert worker.call("tests.tasks:upper", b"encore", ENOUGH) == b"ENCORE"


def test_a_task_that_hangs_is_given_up_and_the_next_is_done(worker: Worker) -> None:
    began = time.monotonic()
    with pytest.raises(Refused, match=r"abandonné après 0.2 s"):
        worker.call("tests.tasks:hang", b"", 0.2)
    assert time.monotonic() - began < 30
    assert worker.call("tests.tasks:upper", b"encore", ENOUGH) == b"ENCORE"


def test_what_a_task_prints_does_not_mix_with_its_answer(worker: Worker) -> None:
    assert worker.call("tests.tasks:chatter", b"la suite", ENOUGH) == b"la suite"


def test_one_bad_item_costs_that_item_alone() -> None:
    def work(worker: Worker, task: str) -> str:
        try:
            return worker.call(f"tests.tasks:{task}", b"ok", 1.0).decode()
        except Refused:
            return f"{task} failed"

    with Pool(2) as pool:
        done = sorted(pool.each(["upper", "hang", "upper", "crash", "upper"], work))
    assert done == ["OK", "OK", "OK", "crash failed", "hang failed"]


def test_leaving_the_pool_ends_what_still_runs() -> None:
    began = time.monotonic()
    with Pool(2) as pool:
        tasks = ["tests.tasks:upper", "tests.tasks:hang"]
        assert next(pool.each(tasks, lambda worker, task: worker.call(task, b"ok", ENOUGH))) == b"OK"
    assert time.monotonic() - began < 30


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=1 << 16))
def test_any_bytes_pass_unharmed(worker: Worker, data: bytes) -> None:
    assert worker.call("tests.tasks:chatter", data, ENOUGH) == data


def test_more_bytes_than_a_pipe_holds_pass_too(worker: Worker) -> None:
    assert worker.call("tests.tasks:upper", b"a" * (5 << 20), ENOUGH) == b"A" * (5 << 20)


def test_limits_come_from_the_environment() -> None:
    limits = Limits.from_environment({"MAILLAGE_SECONDS": "10", "MAILLAGE_SECONDS_PER_PAGE": "0.5", "MAILLAGE_MEMORY": "0"})
    assert limits == Limits(seconds=10, seconds_per_page=0.5, memory=0)
    assert limits.for_pages(4) == 12
    assert Limits.from_environment({}) == Limits()


@pytest.mark.parametrize("value", ["dix", "-1", "nan", "inf"])
def test_a_limit_that_is_no_number_is_named(value: str) -> None:
    with pytest.raises(LimitError, match=f"MAILLAGE_SECONDS .* « {value} »"):
        Limits.from_environment({"MAILLAGE_SECONDS": value})
