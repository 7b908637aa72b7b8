"""Any keys and gestures on any variant, then undone to the last: the document is as it was, foreign changes kept.

A twin document gets the foreign changes only. Walks are random but named by their seed, so that a failure comes back.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QDialog

from koosloome_desktop.canvases.changing import take_in
from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.samples import sample_canvas
from koosloome_desktop.model import integrity
from koosloome_desktop.model.changes import Origin
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.order import between
from koosloome_desktop.model.records import Note, Record
from koosloome_desktop.operations import queries
from koosloome_desktop.support.ids import new_id
from tests.canvases.contents import BOARDS, filled, ids
from tests.drivers.board import BoardDriver
from tests.drivers.fingers import Fingers

KEYS = (
    "Up", "Down", "Left", "Right", "Return", "Return", "Ctrl+Return", "Escape", "Tab", "Shift+Tab", "Delete", "F2",
    "Alt+Up", "Alt+Down", "Alt+Left", "Alt+Right", "Alt+1", "Alt+2", "Alt+0", "1", "2", "3", "0", "+", "-", "Space",
    "Shift+Down", "Shift+Right", "Ctrl+Z", "Ctrl+Y", "Ctrl+T", "Ctrl+M", "Ctrl+L", "Ctrl+J", "Ctrl+G", "Ctrl+A",
    "Ctrl+Shift+B", "Ctrl+Shift+R", "Backspace", "Home",
)  # fmt: skip
TEXTS = ("a", "õ", "Buss ei käi", "#uus ", ">", "!tsoon ", "Huviring", "привет", "3")


def started(spec, variant) -> Document:
    """The variant's example (or made-up notes) beside an empty plan, as a document without history."""
    data = sample_canvas(spec.type, variant.code)
    if data is None:
        return filled(spec, variant, 9)[0]
    document = new_workshop("Proov", canvases=[("action_plan", "table_years")])
    with document.transaction("Take in") as tx:
        take_in(tx, data)
    return document


def copied(document: Document) -> Document:
    twin = Document(document.id)
    twin.load(document.records(), document.rev)
    return twin


class Walk:
    """One random walk over a page."""

    def __init__(self, driver: BoardDriver, twin: Document, seed: int) -> None:
        self.driver, self.twin, self.chance = driver, twin, random.Random(seed)
        self.original = {n.id for n in driver.document.within(Note, driver.canvas.id)}
        self.told: list[str] = []

    def step(self) -> None:
        ways: tuple[Callable[[], str], ...] = (
            self.key, self.key, self.key, self.key, self.write, self.write, self.click, self.drag, self.paste,
            self.foreign, self.foreign, self.look, self.touch,
        )  # fmt: skip
        self.told.append(self.chance.choice(ways)())
        # What a key opened over the page is closed as Esc closes it.
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.reject()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        self.driver.settle()

    def key(self) -> str:
        key = self.chance.choice(KEYS)
        self.driver.press(key)
        return key

    def write(self) -> str:
        text = self.chance.choice(TEXTS)
        self.driver.type(text)
        self.driver.press("Return")
        return f"write {text}"

    def paste(self) -> str:
        self.driver.paste("esimene\nteine\n> kolmas")
        return "paste"

    def _note(self) -> Note | None:
        self.driver.page.stage.fresh()
        shown = [n for n in self.driver.notes() if self.driver.page.view.board.note(n.id) is not None]
        return self.chance.choice(shown) if shown else None

    def click(self) -> str:
        note = self._note()
        if note is not None:
            (self.driver.click if self.chance.random() < 0.7 else self.driver.double_click)(note)
        return "click"

    def drag(self) -> str:
        note = self._note()
        if note is not None:
            area = self.driver.page.view.viewport().rect()
            to = QPointF(self.chance.uniform(0, area.width()), self.chance.uniform(0, area.height()))
            self.driver.drag(note, to, release=self.chance.random() < 0.9)
            self.driver.press("Escape")
        return "drag"

    def look(self) -> str:
        """Look elsewhere: wheel, pinch, another size; now and then with a note in the hand, or another button."""
        view = self.driver.page.view
        viewport, at = view.viewport(), QPointF(self.chance.uniform(0, 900), self.chance.uniform(0, 500))
        turn, none, left = self.chance.choice((120, -120, -960)), Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
        mods = self.chance.choice((Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier))
        note = self._note() if self.chance.random() < 0.4 else None
        if note is not None:
            self.driver.drag(note, at, release=False)
            right = Qt.MouseButton.RightButton
            for kind, held in ((QEvent.Type.MouseButtonPress, left | right), (QEvent.Type.MouseButtonRelease, left)):
                QApplication.sendEvent(viewport, QMouseEvent(kind, at, viewport.mapToGlobal(at), right, held, mods))
        wheel = (QPoint(), QPoint(0, turn), none, mods, Qt.ScrollPhase.NoScrollPhase, False)
        QApplication.sendEvent(viewport, QWheelEvent(at, viewport.mapToGlobal(at), *wheel))
        self.driver.window.resize(*self.chance.choice(((1310, 712), (640, 420), (1310, 712))))
        self.driver.settle()
        if note is not None:
            self.driver.mouse(QEvent.Type.MouseButtonRelease, at)
        assert not view.marks.marks.lifted
        whole = view.from_board(QRectF(0, 0, view.board.width, view.board.height))
        assert whole.intersects(QRectF(viewport.rect())), "nothing but paper is in sight"
        return "look"

    def touch(self) -> str:
        """Fingers: one taps, drags or rests, a second comes and goes; now and then the system takes the touch away."""
        view, chance = self.driver.page.view, self.chance
        fingers, note = Fingers(view.viewport()), self._note()
        room = view.viewport().rect()

        def anywhere() -> QPointF:
            return QPointF(chance.uniform(0, min(780, room.width())), chance.uniform(0, min(580, room.height())))

        fingers.press(self.driver.place(note) if note is not None and chance.random() < 0.8 else anywhere())
        for _step in range(chance.randrange(5)):
            if chance.random() < 0.3 and len(fingers.down) < 2:
                fingers.press(anywhere(), finger=1)
            elif chance.random() < 0.2 and len(fingers.down) == 2:
                fingers.lift(chance.choice((0, 1)))
            else:
                fingers.tell(moved={finger: anywhere() for finger in fingers.down})
        if view.touch is not None and chance.random() < 0.1:
            view.touch.held()
        (fingers.cancel if chance.random() < 0.2 else fingers.lift)()
        assert view.gestures.state == ""
        assert not view.marks.marks.lifted
        return "touch"

    # -- what others do meanwhile

    def foreign(self) -> str:
        ways = (self._foreign_note, self._foreign_words, self._foreign_end)
        return self.chance.choice(ways)()

    def _both(self, label: str, work: Callable[..., object]) -> None:
        with self.driver.document.transaction(label, origin=Origin.REMOTE) as tx:
            work(tx)
        if tx.result is not None:
            self.twin.apply(tx.result)

    def _foreign_note(self) -> str:
        document, canvas = self.driver.document, self.driver.canvas.id
        others = document.within(Note, canvas)
        order = between(others[-1].order if others else "", "")
        like = self.chance.choice(others) if others else Note(id="", canvas=canvas)
        made = Note(
            id=new_id(), canvas=canvas, order=order, zone=like.zone, stage=like.stage, text="Mujalt tulnud", form="note"
        )
        self._both("Add note", lambda tx: tx.create(made))
        return "foreign note"

    def _theirs(self) -> list[Note]:
        """Notes that both documents know."""
        return [n for n in self.driver.document.within(Note, self.driver.canvas.id) if self.twin.find(n.id) is not None]

    def _foreign_words(self) -> str:
        notes = self._theirs()
        if notes:
            note = self.chance.choice(notes)
            self._both("Edit note", lambda tx: tx.update(note, text=f"Teisiti {self.chance.random():.6f}"))
        return "foreign words"

    def _foreign_end(self) -> str:
        document = self.driver.document
        # A note somebody stands on in both worlds would take lists with it that undo must leave to the other side.
        free = [n for n in self._theirs() if not document.pointing_at(n.id) and not self.twin.pointing_at(n.id)]
        if free:
            note = self.chance.choice(free)
            self._both("Delete note", lambda tx: tx.remove(note.id))
        return "foreign end"


def ways(document: Document, twin: Document) -> Iterator[str]:
    """In what two documents differ, for people."""
    for record_id in {r.id for r in document.records()} | {r.id for r in twin.records()}:
        one, two = document.find(record_id), twin.find(record_id)
        if one != two:
            yield f"{_named(one)} instead of {_named(two)}"


def _named(record: Record | None) -> str:
    return repr(record)


def walked(folder, pair, seed: int, steps: int) -> None:
    document = started(*pair)
    twin = copied(document)
    driver = BoardDriver(folder, document, kind=pair[0].type)
    try:
        walk = Walk(driver, twin, seed)
        for _number in range(steps):
            walk.step()
            assert list(integrity.problems(document)) == [], walk.told
        for _esc in range(4):
            driver.press("Escape")
        history = driver.workshop.history
        for _undo in range(400):
            if history.undo_step is None:
                break
            driver.undo()
        assert history.undo_step is None
        assert list(ways(document, twin)) == [], (seed, walk.told)
        assert document.digest() == twin.digest()
        assert {b.id for b in driver.page.view.board.notes} >= {n.id for n in queries.notes(document, driver.canvas.id)}
    finally:
        driver.close()


@pytest.mark.parametrize("pair", BOARDS[:2], ids=ids)
def test_a_short_walk_is_undone_to_the_last(qapp, tmp_path, pair) -> None:
    walked(tmp_path, pair, seed=1, steps=25)


@pytest.mark.slow
@pytest.mark.parametrize("pair", BOARDS, ids=ids)
@pytest.mark.parametrize("seed", [11, 12])
def test_a_walk_over_any_variant_is_undone_to_the_last(qapp, tmp_path, pair, seed) -> None:
    walked(tmp_path, pair, seed, steps=60)


@pytest.mark.full
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("pair", BOARDS, ids=ids)
def test_many_walks_over_any_variant_are_undone_to_the_last(qapp, tmp_path, pair) -> None:
    for seed in range(100, 160):
        walked(tmp_path / str(seed), pair, seed, steps=150)
