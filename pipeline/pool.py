"""Work in processes of their own, with limits, so that a file that hangs or breaks its reader costs that file alone.

A worker is this module run by the same interpreter (``python -m pipeline.pool``), kept warm from task to task. A task is a
function's dotted name and bytes; the answer is bytes as well. Nothing is pickled: what comes back from a process that has
opened an untrusted file is only ever parsed as data. A worker that is late is killed, one that dies is replaced.

Time is limited everywhere. Memory is limited on Linux only: elsewhere ``Limits.memory`` has no effect.
"""

from __future__ import annotations

import contextlib
import faulthandler
import importlib
import json
import os
import queue
import struct
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_START_SECONDS = 120.0
"""For an interpreter to start and import what a task needs; not counted as the task's own time."""

_GRACE_SECONDS = 15
"""After its limit a worker whose parent is gone ends itself."""

_LARGEST = 1 << 31
"""Bytes of one answer: no honest one comes near."""

_HEADER = struct.Struct(">cQ")
_STARTED, _DONE, _REFUSED, _FAILED = b"s", b"d", b"r", b"f"


class Refused(Exception):
    """Raised by a task that cannot be done, and by :meth:`Worker.call` for any that was not: the reason, in French."""


class _Late(Exception):
    """A process was killed because its time was up."""


class LimitError(ValueError):
    """A limit in the environment that is no number: the message says which, in French."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for a task, seconds more for each page, bytes of memory for a worker (0: no limit)."""

    seconds: float = 120.0
    seconds_per_page: float = 5.0
    memory: int = 4 << 30

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Limits:
        """Reads ``MAILLAGE_SECONDS``, ``MAILLAGE_SECONDS_PER_PAGE`` and ``MAILLAGE_MEMORY`` (MiB). Raises LimitError."""

        def number(name: str, default: float) -> float:
            try:
                value = float(environment.get(name) or default)
            except ValueError:
                value = -1.0
            if not 0 <= value < 1e9:
                raise LimitError(f"{name} doit être un nombre positif : « {environment[name]} » n'en est pas un")
            return value

        return cls(
            seconds=number("MAILLAGE_SECONDS", cls().seconds),
            seconds_per_page=number("MAILLAGE_SECONDS_PER_PAGE", cls().seconds_per_page),
            memory=int(number("MAILLAGE_MEMORY", cls().memory / (1 << 20)) * (1 << 20)),
        )

    def for_pages(self, pages: int) -> float:
        """Seconds for a task on a document of so many pages."""
        return self.seconds + pages * self.seconds_per_page


# ── the parent's side ────────────────────────────────────────────────────────────────────────────────────────────────────


class Worker:
    """One process, started at its first task and again after it was killed or died. For one thread at a time."""

    def __init__(self, memory: int = 0) -> None:
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None
        self._dismissed = False

    def call(self, function: str, data: bytes, seconds: float) -> bytes:
        """What ``function`` («package.module:name», bytes to bytes) answers. Raises :class:`Refused` where it does not."""
        if self._dismissed:
            raise Refused("interrompu")
        try:
            kind, answer = self._converse(function, data, seconds)
        except (OSError, EOFError):
            self.close()
            raise Refused("le processus de lecture s'est arrêté net : fichier abîmé, ou mémoire insuffisante") from None
        except _Late:
            self.close()
            raise Refused(f"abandonné après {seconds:g} s : simplifiez le fichier, ou augmentez MAILLAGE_SECONDS") from None
        if kind == _FAILED:  # a task that went wrong may have left anything behind: the next one starts afresh
            self.close()
        if kind != _DONE:
            raise Refused(answer.decode("utf-8", "replace"))
        return answer

    def _converse(self, function: str, data: bytes, seconds: float) -> tuple[bytes, bytes]:
        process = self._process = self._process or _start(self._memory)
        assert process.stdin is not None
        assert process.stdout is not None
        with _deadline(process, _START_SECONDS):
            _send(process.stdin, _STARTED, json.dumps({"function": function, "seconds": seconds}).encode())
            kind, answer = _receive(process.stdout)
        if kind == _STARTED:
            with _deadline(process, seconds):
                _send(process.stdin, _STARTED, data)
                kind, answer = _receive(process.stdout)
        return kind, answer

    def close(self) -> None:
        """Ends the process, at once. The next task starts another."""
        process, self._process = self._process, None
        if process is not None:
            _kill(process)
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()

    def dismiss(self) -> None:
        """Ends the process, and there is no next task."""
        self._dismissed = True
        self.close()


class Pool:
    """Several workers, shared by as many threads. A context manager: no process outlives it."""

    def __init__(self, workers: int, memory: int = 0) -> None:
        self._workers = [Worker(memory) for _ in range(max(1, workers))]

    def each(self, items: Iterable[T], work: Callable[[Worker, T], R]) -> Iterator[R]:
        """``work(worker, item)`` for every item, as each is done; what it raises is raised here."""
        free: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        for worker in self._workers:
            free.put(worker)

        def with_worker(item: T) -> R:
            worker = free.get()
            try:
                return work(worker, item)
            finally:
                free.put(worker)

        executor = ThreadPoolExecutor(len(self._workers))
        try:
            for done in as_completed([executor.submit(with_worker, item) for item in items]):
                yield done.result()
        finally:
            executor.shutdown(wait=False, cancel_futures=True)

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.dismiss()


def processors() -> int:
    """How many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _start(memory: int) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path or os.curdir for path in sys.path),
        # One thread each: workers already fill the processors, and sums do not depend on how many there are.
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONHASHSEED": os.environ.get("PYTHONHASHSEED", "0"),
    }
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "pipeline.pool", str(memory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=None if os.environ.get("MAILLAGE_TRACE") else subprocess.DEVNULL,
        env=environment,
        start_new_session=True,  # Ctrl-C is the parent's business; what a worker starts dies with it
    )


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            import signal

            os.killpg(process.pid, signal.SIGKILL)


@contextlib.contextmanager
def _deadline(process: subprocess.Popen[bytes], seconds: float) -> Iterator[None]:
    """Kills the process if the block is not left in time, and raises :class:`_Late` in place of whatever follows from that."""
    late = threading.Event()

    def end() -> None:
        late.set()
        _kill(process)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, EOFError):
        if not late.is_set():
            raise
    finally:
        timer.cancel()
        timer.join()  # it may just have run out: what was answered then comes from a process that is no more
    if late.is_set():
        raise _Late


# ── frames: a kind, a length, so many bytes ──────────────────────────────────────────────────────────────────────────────


def _send(stream: IO[bytes], kind: bytes, data: bytes) -> None:
    stream.write(_HEADER.pack(kind, len(data)))
    stream.write(data)
    stream.flush()


def _receive(stream: IO[bytes]) -> tuple[bytes, bytes]:
    kind, length = _HEADER.unpack(_exactly(stream, _HEADER.size))
    if length > _LARGEST:
        raise EOFError
    return kind, _exactly(stream, length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data


# ── the worker's side ────────────────────────────────────────────────────────────────────────────────────────────────────


def _limit_memory(memory: int) -> None:
    if sys.platform == "linux" and memory:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _serve(source: IO[bytes], sink: IO[bytes]) -> None:
    """Does one task after the other until the parent closes the pipe."""
    with Path(os.devnull).open("w") as nowhere:
        while True:
            try:
                _, request = _receive(source)
            except EOFError:
                return
            try:
                asked = json.loads(request)
                module, _, name = asked["function"].partition(":")
                function: Callable[[bytes], bytes] = getattr(importlib.import_module(module), name)
                _send(sink, _STARTED, b"")
                _, data = _receive(source)
                faulthandler.dump_traceback_later(asked["seconds"] + _GRACE_SECONDS, exit=True, file=nowhere)
                kind, answer = _DONE, function(data)
            except EOFError:
                return
            except Refused as refusal:
                kind, answer = _REFUSED, str(refusal).encode()
            except MemoryError:
                kind, answer = _FAILED, "il demande plus de mémoire que permis (limite : MAILLAGE_MEMORY, en Mio)".encode()
            except Exception as error:  # the boundary: whatever went wrong is this document's reason, not the run's end
                traceback.print_exc()
                kind, answer = _FAILED, f"erreur interne ({type(error).__name__} : {error})".encode()
            finally:
                faulthandler.cancel_dump_traceback_later()
            _send(sink, kind, answer)


def _main() -> None:
    # Answers go through a copy of the standard output, which is then closed to whatever libraries print.
    sink = os.fdopen(os.dup(1), "wb")
    source = os.fdopen(os.dup(0), "rb")
    silence = os.open(os.devnull, os.O_RDWR)
    os.dup2(silence, 0)
    os.dup2(silence, 1)
    _limit_memory(int(sys.argv[1]))
    _serve(source, sink)


if __name__ == "__main__":
    from pipeline.pool import _main as main  # tasks raise pipeline.pool.Refused, which __main__.Refused is not

    main()
