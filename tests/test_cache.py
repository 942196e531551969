"""Results are kept by what they were made from."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from pipeline.cache import Cache, fingerprint
from pipeline.read.recognition import ocr
from pipeline.types import Extraction, to_json

SAID = Extraction(document="d1", mentions=(), claims=())


class Making:
    """Makes the same thing each time, and counts."""

    def __init__(self, data: bytes = to_json(SAID)) -> None:
        self.data, self.times = data, 0

    def __call__(self) -> bytes:
        self.times += 1
        return self.data


def test_what_was_made_once_is_not_made_again(tmp_path: Path) -> None:
    make = Making()
    first = Cache(tmp_path).get_or_make(Extraction, "extract", "input", make)
    second = Cache(tmp_path).get_or_make(Extraction, "extract", "input", make)
    assert first == second
    assert first[0] == SAID
    assert make.times == 1


def test_another_input_or_stage_is_another_result(tmp_path: Path) -> None:
    make = Making()
    for stage, given in (("extract", "a"), ("extract", "b"), ("read", "a")):
        Cache(tmp_path).get_or_make(Extraction, stage, given, make)
    assert make.times == 3


@pytest.mark.parametrize("broken", [b"", b"{", b'{"document": 1}', b"\xff\xfe"])
def test_a_broken_file_is_made_again(tmp_path: Path, broken: bytes) -> None:
    make = Making()
    Cache(tmp_path).get_or_make(Extraction, "extract", "input", make)
    (file,) = tmp_path.iterdir()
    file.write_bytes(broken)
    assert Cache(tmp_path).get_or_make(Extraction, "extract", "input", make)[0] == SAID
    assert make.times == 2
    assert file.read_bytes() == to_json(SAID)


def test_nothing_is_kept_of_a_result_of_the_wrong_kind(tmp_path: Path) -> None:
    with pytest.raises(ValidationError):
        Cache(tmp_path).get_or_make(Extraction, "extract", "input", Making(b"{}"))
    assert list(tmp_path.iterdir()) == []


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, where a folder should be")
    assert Cache(tmp_path / "cache").get_or_make(Extraction, "extract", "input", Making())[0] == SAID


def test_stages_have_different_fingerprints() -> None:
    assert fingerprint("read") != fingerprint("publish")


def test_what_is_read_depends_on_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once it is installed, scans that were not read are."""
    with_it, without = ocr.Tesseract("tesseract", "tesseract 5.3.0", ("fra", "eng")), None
    found = {}
    for name, tesseract in (("with", with_it), ("without", without)):
        monkeypatch.setattr(ocr, "installed", lambda tesseract=tesseract: tesseract)
        found[name] = [fingerprint.__wrapped__(stage) for stage in ("read", "extract")]
    assert found["with"][0] != found["without"][0]
    assert found["with"][1] == found["without"][1]
