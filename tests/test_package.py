"""The project installs as an ordinary package, from locked parts."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

from pipeline import __version__
from tests.conftest import ROOT


def test_the_wheel_holds_the_code_with_its_data_and_the_command(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)], cwd=ROOT, check=True)
    (wheel,) = tmp_path.glob(f"maillage-{__version__}-py3-none-any.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        entry_points = archive.read(f"maillage-{__version__}.dist-info/entry_points.txt").decode()
    ours = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "pipeline").rglob("*")
        if path.suffix in {".py", ".yaml", ".txt", ".jinja", ".typed"} and "__pycache__" not in path.parts
    }
    assert ours <= names
    assert {name.split("/")[0] for name in names} == {"pipeline", f"maillage-{__version__}.dist-info"}
    assert "maillage = pipeline.explore.cli:main" in entry_points


def test_every_locked_package_has_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z])", lock)[1:]
    assert len(entries) > 50
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert not re.search(r"https?:|file:|--(extra-)?index|--find-links", lock)


def test_the_lock_knows_everything_that_the_project_asks_for() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lists = re.findall(r"^(?:dependencies|notebooks|dev) = \[(.*?)\]$", project, re.DOTALL | re.MULTILINE)
    asked = {re.split(r"[^\w.-]", name)[0].lower() for names in lists for name in re.findall(r'"([^"]+)"', names)}
    locked = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE))
    assert len(asked) > 20
    assert asked - locked == set()
