"""Canvas kinds of one's own whose forms are axes, forces or a sentence: the form's own page, as built-in kinds have."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from koosloome_desktop import canvases
from koosloome_desktop.canvases import registry
from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.drawing import board as drawn
from koosloome_desktop.layout.axes import plot_of
from koosloome_desktop.layout.primitives import SCREEN
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import notes, queries
from koosloome_desktop.views.canvases.generic import presenter_for
from tests.canvases.contents import reread
from tests.drivers.board import BoardDriver

pytestmark = pytest.mark.slow
TEMPLATE = Path(__file__).resolve().parents[3] / "packaging" / "canvas_template"
OWN = """
from dataclasses import replace
AXES = replace(LOOK_BACK, code="effort", layout="axes", axes=(
    Words("Tööhulk", "Effort", "Усилия"), Words("Kasu", "Benefit", "Польза"), Words("Suur töö", "Big", "Большое дело"),
    Words("Kohe!", "Now", "Сразу"), Words("Jäta", "Drop", "Оставим"), Words("Kunagi", "Some day", "Когда-нибудь"),
))
VARIANTS = (LOOK_BACK, AXES, *(
    replace(LOOK_BACK, code=layout, layout=layout)
    for layout in ("forces", "sentence", "sheet", "fishbone", "chain", "rings", "pins", "network", "phases")
))
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """The template with forms of its own, named to the program as a user would; as it was before afterwards."""
    folder = tmp_path_factory.mktemp("own")
    package = folder / "looking_back"
    shutil.copytree(TEMPLATE, package / "look_back", ignore=shutil.ignore_patterns("__pycache__"))
    (package / "__init__.py").write_text('"""Our canvases."""\n', encoding="utf-8")
    spec = package / "look_back" / "spec.py"
    text = spec.read_text(encoding="utf-8").replace("VARIANTS: Final = (LOOK_BACK,)", OWN)
    spec.write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        patch.setenv(canvases.PACKAGES_VARIABLE, package.name)
        registry.cache_clear()
        yield registry()["look_back"]
    registry.cache_clear()
    for name in [n for n in sys.modules if n.partition(".")[0] == package.name]:
        del sys.modules[name]


@pytest.fixture
def opened(own, qapp, tmp_path):
    made: list[BoardDriver] = []

    def page(variant: str) -> BoardDriver:
        made.append(BoardDriver(tmp_path, new_workshop("Proov", canvases=[("look_back", variant)]), "look_back"))
        return made[-1]

    yield page
    for driver in made:
        driver.close()
    qapp.setStyleSheet("")


def test_notes_are_put_on_axes_of_ones_own_by_digits_and_arrows(opened) -> None:
    driver = opened("effort")
    driver.type_note("Kutsume noored kaasa")
    note = driver.note("Kutsume noored kaasa")
    before = driver.document.digest()
    driver.press("Escape", "Down", "3")  # a cell of the 3×3 grid: it has no place yet
    placed = driver.document.get(note.id, Note)
    assert (placed.x, placed.y) == (0.83, 0.83)
    driver.press("Alt+Left")
    assert driver.document.get(note.id, Note).x == 0.82
    shown = driver.page.view.board
    words = {t.text for t in (*shown.texts, *(t for p in shown.panels for t in p.texts))}
    assert {"Tööhulk →", "↑ Kasu", "Suur töö", "Kohe!", "Jäta", "Kunagi"} <= words
    assert plot_of(shown) is not None
    assert driver.page.presenter.told(placed).startswith("Tööhulk 83 %, Kasu 83 %")
    driver.press("+")  # no stakeholder: what + changes everywhere, the dots
    assert driver.document.get(note.id, Note).attitude == ""
    assert queries.votes(driver.document, note.canvas)[note.id] == 1
    for _step in range(3):
        driver.press("Ctrl+Z")
    assert driver.document.digest() == before


def test_sides_of_ones_own_push_against_each_other(opened) -> None:
    driver = opened("forces")
    for text in ("Õpetaja aitab", "Buss ei sõida"):
        driver.type_note(text)
        driver.press("Tab")
    for text, times in (("Õpetaja aitab", 4), ("Buss ei sõida", 2)):
        driver.click(driver.note(text))
        driver.press(*["+"] * times)
    assert [n.strength for n in driver.notes()] == [4, 2]
    texts = {t.text for t in driver.page.view.board.texts}
    assert "„Hoiame“ kaalub 2 võrra üles" in texts
    assert next(c for c in driver.page.commands() if c.id == "note.what_if").when()
    arrows = [p for p in driver.page.view.board.panels if p.key.startswith("arrow:")]
    assert len(arrows) == 2
    assert arrows[0].w == 2 * arrows[1].w


def test_a_sentence_of_ones_own_is_written_part_by_part(opened) -> None:
    driver = opened("sentence")
    for text in ("ruum", "kell", "kava"):
        driver.type_note(text)
    assert [(n.zone, n.level) for n in driver.notes()] == [("keep", 1), ("change", 1), ("try", 1)]
    assert any(p.role == "sentence" for p in driver.page.view.board.panels)


def test_every_form_has_its_own_presenter_draws_and_comes_through_a_file(own) -> None:
    names = {}
    for variant in own.variants:
        document = new_workshop("Proov", canvases=[("look_back", variant.code)])
        canvas = queries.canvases(document)[0]
        with document.transaction("Fill") as tx:
            for zone in ("keep", "change", "try"):
                note = notes.add_note(tx, canvas.id, f"Märge {zone}", zone=zone)
            tx.update(note, x=0.25, y=0.75, ring="inner", pin="danger", strength=3)
        presenter = presenter_for(document, canvas.id)
        names[variant.layout] = type(presenter).__name__
        again = reread(document)
        made = drawn(again, queries.canvases(again)[0], SCREEN.sized(1094, 782), "et")
        assert {n.id for n in made.notes} == {n.id for n in again.of(Note)}, variant.layout
        last = next(n for n in again.of(Note) if n.code == note.code)
        assert (last.x, last.y, last.ring, last.pin, last.strength) == (0.25, 0.75, "inner", "danger", 3)
        with document.transaction("Type") as tx:
            assert presenter.add(tx, presenter.start(), "Veel").zone == "keep"
        assert presenter.board(SCREEN.sized(1094, 782)).notes
    assert names == {
        "blocks": "Presenter", "axes": "AxesPresenter", "forces": "ForcesPresenter", "sentence": "SentencePresenter",
        "sheet": "Presenter", "fishbone": "FishbonePresenter", "chain": "ChainPresenter", "rings": "RingsPresenter",
        "pins": "PinsPresenter", "network": "NetworkPresenter", "phases": "ResourcePresenter",
    }  # fmt: skip
