"""Tasks for workers, good and bad, by which the tests of the pool and of the run put real processes through it."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from dataclasses import replace

from pipeline import stages
from pipeline.pool import Refused
from pipeline.stages import Source
from pipeline.types import Document, Extraction, from_json, to_json

_calls = 0


def upper(data: bytes) -> bytes:
    return data.upper()


def calls(_: bytes) -> bytes:
    """How often this very process was asked."""
    global _calls
    _calls += 1
    return str(_calls).encode()


def hang(_: bytes) -> bytes:
    time.sleep(3600)
    return b""


def crash(_: bytes) -> bytes:
    ctypes.string_at(0)
    return b""


def refuse(_: bytes) -> bytes:
    raise Refused("trop triste pour être lu")


def stumble(_: bytes) -> bytes:
    raise ValueError("un caillou")


def devour(_: bytes) -> bytes:
    return bytes(8 << 30)


def chatter(data: bytes) -> bytes:
    """Prints as C libraries do, past whatever Python does with its streams."""
    print("bavardage")
    os.write(1, b"bavardage")
    sys.stdout.flush()
    return data


def read(source: bytes) -> bytes:
    """Reads, but meets a bad end with files whose names ask for it."""
    name = Source.from_bytes(source).name
    for bad in (hang, crash, stumble):
        if name.startswith(bad.__name__):
            return bad(source)
    return b"{}" if name.startswith("lie") else stages.read(source)


def read_with_note(source: bytes) -> bytes:
    """Reads, and has something to say about it."""
    return to_json(replace(from_json(Document, stages.read(source)), notes=("3 images non lues, p. 2",)))


def extract_nothing(document: bytes) -> bytes:
    return to_json(Extraction(from_json(Document, document).id, (), ()))
