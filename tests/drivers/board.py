"""Drives one canvas page in a bare window, so that tests read as what a person does at the board."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.order import spread
from koosloome_desktop.model.records import Canvas, Cluster, Note
from koosloome_desktop.operations import queries
from koosloome_desktop.services.commands import Command
from koosloome_desktop.services.settings import Settings
from koosloome_desktop.services.workshop import OpenWorkshop
from koosloome_desktop.support.clock import FixedClock
from koosloome_desktop.support.ids import new_id
from koosloome_desktop.support.paths import resource
from koosloome_desktop.views import style
from koosloome_desktop.views.bridge import Bridge
from koosloome_desktop.views.canvas_page import CanvasPage
from koosloome_desktop.views.context import PageContext
from koosloome_desktop.views.shortcuts import Shortcuts
from tests.drivers.ready import sample_records

NO_MODS = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


class Ticking(FixedClock):
    """A clock that goes two seconds a step: steps do not merge, unless `seconds` is made smaller."""

    seconds = 2.0

    def now(self):
        self.forward(self.seconds)
        return self.at


class Window(QMainWindow):
    """As much of the real window as keys need: the command table's shortcuts, and those under another alphabet."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.shortcuts.take(event):
            super().keyPressEvent(event)


def sample(beginning: str = "01") -> Document:
    """A sample workshop by the beginning of its file's name."""
    path = next(p for p in sorted(resource("samples").glob("*.json")) if p.name.startswith(beginning))
    workshop_id, records = sample_records(path)
    document = Document(workshop_id)
    document.load(records, 0)
    return document


class BoardDriver:
    """A page of the first canvas of a kind, in a window of a size (px); still unless `moving`."""

    def __init__(
        self, folder: Path, document: Document | None = None, kind: str = "problem_map", *,
        size: tuple[int, int] = (1310, 712), moving: bool = False, drafts: dict | None = None,
    ) -> None:  # fmt: skip
        app = QApplication.instance()
        style.prepare(app)
        style.apply_theme(app, style.LIGHT)
        self.document = document or new_workshop("Proov")
        self.document.clock = Ticking()
        self.workshop = OpenWorkshop(self.document, None, drafts=drafts)
        self.canvas = next(c for c in queries.canvases(self.document) if c.type == kind)
        self.ctx = PageContext(
            Settings(folder / "settings.json"), Bridge(self.workshop), fixed=not moving, reduced_motion=not moving
        )
        self.ran: list[str] = []
        self.toasts: list[str] = []
        self.window = Window()
        self.page = CanvasPage(self.workshop, self.canvas.id, self.ctx)
        self.page.toast.connect(self.toasts.append)
        self.window.setCentralWidget(self.page)
        self._commands()
        self.window.shortcuts = Shortcuts(self.window, self.ctx.commands)
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        self.settle()
        self.page.focus_line()
        self.settle()

    def _commands(self) -> None:
        def told(name: str, run=lambda: None):
            return lambda: (self.ran.append(name), run())[1]

        undo = Command("window.undo", "Undo", ("Ctrl+Z",), run=told("undo", self.workshop.undo))
        redo = Command("window.redo", "Redo", ("Ctrl+Y", "Ctrl+Shift+Z"), run=told("redo", self.workshop.redo))
        export = Command("window.export", "Export PDF", ("Ctrl+E",), run=told("export"))
        palette = Command("window.palette", "All commands", ("Ctrl+K",), run=told("palette"))
        self.ctx.commands.add(undo, redo, export, palette, *self.page.commands())

    # -- what a person does

    def settle(self) -> None:
        """Let everything that is posted happen, also timers that are due."""
        for _round in range(4):
            QApplication.processEvents()

    def target(self) -> QWidget:
        """What has the keyboard."""
        return QApplication.focusWidget() or self.page.bar.line

    def type(self, text: str) -> None:
        """Type as an input method does (qtbot.keyClicks aborts the process on õ)."""
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QApplication.sendEvent(self.target(), event)
        self.settle()

    def press(self, *keys: str) -> None:
        """Press keys by their portable names: ``Ctrl+K``, ``Alt+Up``, ``Return``; ``a`` types the letter."""
        for key in keys:
            combination = QKeySequence.fromString(key, QKeySequence.SequenceFormat.PortableText)[0]
            QTest.keyClick(self.target(), combination.key(), combination.keyboardModifiers())
            self.settle()

    def alt(self, digits: str) -> None:
        """Hold Alt, press digits, let Alt go."""
        alt, none = Qt.KeyboardModifier.AltModifier, NO_MODS
        self._key(QEvent.Type.KeyPress, Qt.Key.Key_Alt, none)
        for digit in digits:
            self._key(QEvent.Type.KeyPress, ord(digit), alt, digit)
            self._key(QEvent.Type.KeyRelease, ord(digit), alt, digit)
        self._key(QEvent.Type.KeyRelease, Qt.Key.Key_Alt, none)
        self.settle()

    def _key(self, kind: QEvent.Type, key: int, mods: Qt.KeyboardModifier, text: str = "") -> None:
        QApplication.sendEvent(self.target(), QKeyEvent(kind, int(key), mods, text))

    def sign(self, text: str) -> None:
        """Press the key that types a sign, as the keyboard sends it (key press with text)."""
        target = self.target()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, ord(text.upper()), NO_MODS, text))
        self.settle()

    def type_note(self, text: str) -> Note:
        """Write a note and press Enter; the note."""
        before = {n.id for n in self.notes()}
        self.type(text)
        self.press("Return")
        return next(n for n in self.notes() if n.id not in before)

    def fill(self, zone: str, count: int) -> None:
        """Many notes at once, as an import makes them."""
        with self.document.transaction("fill") as tx:
            for number, order in enumerate(spread(count)):
                tx.create(Note(id=new_id(), canvas=self.canvas.id, order=order, zone=zone, text=f"mõte {number}"))
        self.page.stage.fresh()

    def undo(self) -> None:
        """Undo, wherever the keyboard is."""
        self.workshop.undo()
        self.settle()

    def redo(self) -> None:
        """Redo, wherever the keyboard is."""
        self.workshop.redo()
        self.settle()

    def paste(self, text: str) -> None:
        """Ctrl+V with this text on the clipboard."""
        QGuiApplication.clipboard().setText(text)
        self.press("Ctrl+V")

    # -- the mouse

    def place(self, note: Note | str, share: tuple[float, float] = (0.5, 0.5)) -> QPointF:
        """A point on a note, in px of the viewport."""
        box = self.page.view.board.note(note if isinstance(note, str) else note.id)
        assert box is not None, "the note is not on the board"
        at = QRectF(box.x + box.w * share[0], box.y + box.h * share[1], 0, 0)
        return self.page.view.from_board(at).topLeft()

    def paper(self, code: str, share: tuple[float, float] = (0.02, 0.95)) -> QPointF:
        """A point in a zone beside the notes, in px of the viewport."""
        zone = self.page.view.board.zone(code)
        assert zone is not None
        at = QRectF(zone.x + zone.w * share[0], zone.y + zone.h * share[1], 0, 0)
        return self.page.view.from_board(at).topLeft()

    def mouse(self, kind: QEvent.Type, at: QPointF, mods=NO_MODS, button=LEFT) -> None:
        """One mouse event on the board."""
        viewport = self.page.view.viewport()
        held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else button
        which = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else button
        event = QMouseEvent(kind, at, viewport.mapToGlobal(at), which, held, mods)
        QApplication.sendEvent(viewport, event)
        self.settle()

    def click(self, note: Note | str, mods=NO_MODS) -> None:
        """Click a note."""
        at = self.place(note)
        self.mouse(QEvent.Type.MouseButtonPress, at, mods)
        self.mouse(QEvent.Type.MouseButtonRelease, at, mods)

    def double_click(self, note: Note | str) -> None:
        """Double-click a note."""
        self.click(note)
        at = self.place(note)
        self.mouse(QEvent.Type.MouseButtonDblClick, at)
        self.mouse(QEvent.Type.MouseButtonRelease, at)

    def drag(self, note: Note | str, to: QPointF, *, release: bool = True) -> None:
        """Drag a note to a point of the viewport (px)."""
        start = self.place(note)
        self.mouse(QEvent.Type.MouseButtonPress, start)
        for share in (0.2, 0.6, 1.0):
            self.mouse(QEvent.Type.MouseMove, start + (to - start) * share)
        if release:
            self.mouse(QEvent.Type.MouseButtonRelease, to)

    # -- what there is to see

    def notes(self, zone: str = "") -> list[Note]:
        """The notes of the canvas (or of a zone), in order."""
        zone_of = self.page.presenter.zone_of
        return [n for n in self.page.presenter.notes() if not zone or zone_of(n) == zone]

    def texts(self, zone: str = "") -> list[str]:
        """Their texts."""
        return [n.text for n in self.notes(zone)]

    def note(self, text: str) -> Note:
        """The note with this text."""
        return next(n for n in self.notes() if n.text == text)

    def clusters(self) -> list[Cluster]:
        """The clusters in order."""
        return self.document.within(Cluster, self.canvas.id)

    @property
    def mode(self) -> str:
        return self.page.desk.mode.value

    @property
    def line(self) -> str:
        return self.page.bar.line.text()

    @property
    def chip(self) -> str:
        return self.page.bar.chip_text()

    @property
    def ring(self) -> str:
        """The text of the note with the ring."""
        found = self.document.find(self.page.view.marks.marks.ring)
        return found.text if isinstance(found, Note) else ""

    def rings(self) -> list[str]:
        """Everything that shows a solid ring now."""
        page = self.page
        shown = [("line", page.bar.line.hasFocus()), ("note", bool(page.view.marks.marks.ring)),
                 ("title", page.view.marks.marks.title is not None)]  # fmt: skip
        return [name for name, has in (*shown, ("editor", page.editor.has_keyboard())) if has]

    def overlaps(self) -> list[tuple[str, str]]:
        """Pairs of notes that lie over each other on the board."""
        self.page.stage.fresh()
        boxes = self.page.view.board.notes
        return [
            (a.id, b.id) for i, a in enumerate(boxes) for b in boxes[i + 1 :]
            if a.x < b.x + b.w - 0.01 and b.x < a.x + a.w - 0.01 and a.y < b.y + b.h - 0.01 and b.y < a.y + a.h - 0.01
        ]  # fmt: skip

    def canvas_record(self) -> Canvas:
        return self.document.get(self.canvas.id, Canvas)

    def close(self) -> None:
        """Close page and window."""
        self.page.close_page()
        self.workshop.close()
        self.window.close()
        self.window.deleteLater()
        self.settle()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
