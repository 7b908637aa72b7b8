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


VARIANTS = """
from dataclasses import replace
from koosloome_desktop.canvases.spec import StageSpec
_STAGES = (StageSpec(Words("Enne", "Before", "До")), StageSpec(Words("Pärast", "After", "После")))
VARIANTS = (LOOK_BACK, *(
    replace(LOOK_BACK, code=f"own_{layout}", layout=layout, stages=_STAGES if layout == "grid" else ())
    for layout in ("zones", "tree", "grid", "fishbone", "iceberg", "forces", "axes", "chain", "questions")
))
"""
LOOK = """
import dataclasses, json
from koosloome_desktop.canvases import registry
from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Link, Note, Track
from koosloome_desktop.operations import merging, notes, queries
from koosloome_desktop.services import workshop_file
from koosloome_desktop.views.canvases.generic import presenter_for
for variant in registry()["look_back"].variants:
    document = new_workshop("Proov", canvases=[("look_back", variant.code)])
    canvas = queries.canvases(document)[0].id
    with document.transaction("Fill") as tx:
        stage = next((t.code for t in queries.tracks(document, canvas, "stage")), "")
        for track in queries.tracks(document, canvas, "stage"):
            tx.update(track, value=-2, word="pettumus", evidence="guess")
        one, two, three, four = (notes.add_note(tx, canvas, t, zone="keep", stage=stage) for t in "abcd")
        tx.update(one, x=0.4, y=0.2, strength=4, chosen=True, reach="alone", attitude="supports", collapsed=True)
        notes.link(tx, canvas, "relation", one.id, two.id)
        merging.merge(tx, three.id, [four.id])
    typed = presenter_for(document, canvas)
    with document.transaction("Type") as tx:
        note = typed.add(tx, typed.start(), "e")
    assert bool(note.stage) is (variant.layout == "grid"), "a note that is typed stands in a stage where there are any"
    read = workshop_file.read(json.loads(workshop_file.dumps(workshop_file.write(document))))
    again = Document(read.id)
    again.load(read.records, 0)
    named = {"id", "canvas", "order", "given", "parent", "source", "target", "merged_into"}
    for kind in (Note, Track, Link):
        here, there = (sorted(d.of(kind), key=lambda r: r.order) for d in (document, again))
        assert len(here) == len(there), (variant.code, kind)
        for a, b in zip(here, there):
            for field in {f.name for f in dataclasses.fields(a)} - named:
                assert getattr(a, field) == getattr(b, field), (variant.code, field)
            assert not isinstance(a, Note) or bool(a.merged_into) == bool(b.merged_into)
print("all", len(registry()["look_back"].variants))
"""


def test_whatever_a_form_of_ones_own_can_say_comes_through_the_file(
    environment: dict[str, str], tmp_path: Path
) -> None:
    spec = tmp_path / "our_canvases" / "look_back" / "spec.py"
    text = spec.read_text(encoding="utf-8")
    spec.write_text(text.replace("VARIANTS: Final = (LOOK_BACK,)", VARIANTS), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", LOOK], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "all 10"), done.stderr
