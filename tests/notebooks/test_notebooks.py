"""The notebooks run from top to bottom on a small result, and are kept without outputs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from pipeline.publish import publish
from tests import examples

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

nbformat = pytest.importorskip("nbformat", reason="les carnets demandent l’extra « notebooks »")
nbclient = pytest.importorskip("nbclient", reason="les carnets demandent l’extra « notebooks »")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_kept_without_outputs(path: Path) -> None:
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_on_a_result(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("pandas", "matplotlib", "ipykernel"):
        pytest.importorskip(module, reason="les carnets demandent l’extra « notebooks »")
    publish(tmp_path / "result", examples.documents, examples.knowledge, examples.ledger)
    monkeypatch.setenv("MAILLAGE_DIR", str(tmp_path / "result"))
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))

    notebook = nbformat.read(path, as_version=4)
    notebook.metadata.kernelspec.name = _this_python(tmp_path, monkeypatch)
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()

    drawn = [output for cell in notebook.cells for output in cell.get("outputs", ()) if "image/png" in output.get("data", {})]
    assert len(drawn) == 2  # the network and the figures


def _this_python(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A kernel of the Python that runs the tests, whatever kernels the machine knows."""
    import json

    spec = folder / "jupyter" / "kernels" / "tests"
    spec.mkdir(parents=True)
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    (spec / "kernel.json").write_text(json.dumps({"argv": command, "display_name": "tests", "language": "python"}))
    monkeypatch.setenv("JUPYTER_PATH", str(folder / "jupyter"))
    return "tests"
