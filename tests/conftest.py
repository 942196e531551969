"""What several tests share: the result of one run over the sample documents, made once by the real command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

Maillage = Callable[..., subprocess.CompletedProcess[str]]


def _maillage(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from pipeline.explore.cli import main; main()", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1", **environment},
        timeout=600,
        check=False,
    )


@pytest.fixture(scope="session")
def maillage() -> Maillage:
    """The command, in a process of its own: ``maillage("run", folder, "-o", result, PYTHONHASHSEED="1")``."""
    return _maillage


@pytest.fixture(scope="session")
def sample_documents() -> list[Path]:
    """The project's own PDFs."""
    files = sorted((ROOT / "corpus" / "documents").glob("*.pdf"))
    assert len(files) > 1, "the sample documents are part of the project: make corpus"
    return files


@pytest.fixture(scope="session")
def corpus_result(sample_documents: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The result folder of a run over the sample documents. To be read, not written: copy it to go on from it."""
    result = tmp_path_factory.mktemp("corpus") / "knowledge"
    done = _maillage("run", *sample_documents, "-o", result, "--workers", "2", PYTHONHASHSEED="1")
    assert done.returncode == 0, done.stdout + done.stderr
    return result
