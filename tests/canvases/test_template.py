"""A canvas of one's own: the template, copied into a package, passes the contract suite with no other file changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "packaging" / "canvas_template"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A temporary package with the template in it, named to the program as a user would."""
    package = tmp_path / "our_canvases"
    shutil.copytree(TEMPLATE, package / "look_back", ignore=shutil.ignore_patterns("__pycache__"))
    (package / "__init__.py").write_text('"""Canvases of our own."""\n', encoding="utf-8")
    path = os.pathsep.join(p for p in (str(tmp_path), os.environ.get("PYTHONPATH", "")) if p)
    return os.environ | {"KOOSLOOME_CANVASES": "our_canvases", "PYTHONPATH": path}


def test_a_copied_template_is_offered_and_passes_the_contract_suite(
    environment: dict[str, str], tmp_path: Path
) -> None:
    suite = ["tests/canvases/test_contract.py", "-k", "look_back"]
    words = [sys.executable, "-m", "pytest", "-q", "-m", "", "-p", "no:cacheprovider", *suite]
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    assert " passed" in done.stdout
    assert "failed" not in done.stdout
    passed = int(next(line for line in done.stdout.splitlines() if " passed" in line).split(" passed")[0].split()[-1])
    assert passed >= 8

    # The whole program knows it: a workshop with such a canvas is read, shown and printed.
    file, library, pdf = tmp_path / "w.json", tmp_path / "library", tmp_path / "w.pdf"
    file.write_text(
        '{"schema": "koosloome-workshop/1", "id": "meie", "title": {"et": "Meie"}, "canvases": [{"id": "look-back", '
        '"type": "look_back", "variant": "keep_change_try", "title": "Tagasivaade", "notes": '
        '[{"id": "M01", "zone": "keep", "text": "Õhtune aeg sobis kõigile"}]}]}',
        encoding="utf-8",
    )
    for call in (["import", str(file)], ["export", "meie", str(pdf)]):
        words = [sys.executable, "-m", "koosloome_desktop", *call, "--library", str(library)]
        done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "unknown" not in done.stdout
    assert pdf.stat().st_size > 2_000


def test_without_the_variable_such_a_canvas_is_kept_whole(environment: dict[str, str]) -> None:
    code = "from koosloome_desktop.canvases import registry; print(sorted(registry()))"
    told = {}
    for name, env in (("with", environment), ("without", environment | {"KOOSLOOME_CANVASES": ""})):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=True
        )
        told[name] = done.stdout
    assert "look_back" in told["with"]
    assert "look_back" not in told["without"]
