"""The real window with a sample workshop, telling after every key what it shows; run by `conftest.Keyboard`.

    python -m tests.xcb.program FOLDER real|record

With "record" every command of the table only writes its name down, so that a whole table can be pressed through.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from koosloome_desktop.model.records import Action, Link, Note
from koosloome_desktop.operations import rasci
from koosloome_desktop.views.plan.page import PlanPage
from koosloome_desktop.views.plan.shape import Shape
from tests.drivers.window import WindowDriver


class Teller(QObject):
    """Counts released keys and tells the state when the program has dealt with them."""

    def __init__(self, driver: WindowDriver, how: str) -> None:
        super().__init__()
        self.driver, self.how = driver, how
        self.released = self.asked = 0
        self.ran: list[str] = []
        self.soon = QTimer(self)
        self.soon.setSingleShot(True)
        self.soon.timeout.connect(self.tell)
        if how == "record":
            self.record()

    @property
    def page(self):
        return self.driver.view.page()

    def record(self) -> None:
        """Replace what commands do by writing their names down."""
        table = self.driver.ctx.commands
        for command in table.all():
            done = dataclasses.replace(command, run=lambda i=command.id: self.ran.append(i), when=lambda: True)
            table._commands[command.id] = done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Key events pass the window first, then the widget: counted once, where they enter.
        if event.type() == QEvent.Type.KeyRelease and watched.isWindowType() and not event.isAutoRepeat():
            self.released += 1
            self.soon.start(0)
        return False

    def tell(self) -> None:
        window = QApplication.activeWindow()
        state = {
            "ready": self.driver.window.isActiveWindow(), "released": self.released, "asked": self.asked,
            "ran": self.ran, "toast": self.driver.window.toast.text(),
            "focus": type(QApplication.focusWidget()).__name__, "window": type(window).__name__,
            "canvas": self.driver.view.current, **self.page_state(), **self.document_state(),
        }  # fmt: skip
        print(json.dumps(state, ensure_ascii=False), flush=True)

    def page_state(self) -> dict:
        """What a canvas page shows; a plan has none of it."""
        page = self.page
        if not hasattr(page, "desk"):
            return {"mode": "T", **(self.table_state(page) if isinstance(page, PlanPage) else {})}
        return {
            "line": page.bar.line.text(), "selected": page.bar.line.selectedText(), "mode": page.desk.mode.value,
            "editor": page.editor.text() if page.editor.note else None, "target": page.desk.target.zone,
            "texts": [n.text for n in self.driver.document.within(Note, page.canvas_id)],
            "clusters": [len(c.notes) for c in page.verbs.clusters()], "job": page.desk.job.value,
            "names": [c.label for c in page.verbs.clusters()], "prefix": page.prefixes.words(),
            "zones": [z.title for z in page.presenter.zones()], "focused": page.desk.focus,
            "chosen": len(page.desk.selected), "picking": page.speaking.picking, "same": len(page.same.found),
            "title": page.titles.now, "layout": page.bar.layout_sign.text(), "meant": page.repair.meant,
        }  # fmt: skip

    def table_state(self, page) -> dict:
        """What the table of a plan shows."""
        table = page.table
        index = table.currentIndex()
        action = page.model.action_at(index.row()) if index.isValid() else None
        editors = [e for e in table.viewport().findChildren(QWidget) if e.isVisible() and e.property("role") == "cell"]
        held = editors[-1] if editors else None
        return {
            "cell": [action.code if action else "", table.columns_.current()], "refused": page.reason.text(),
            "typed": None if held is None else held.toPlainText() if hasattr(held, "toPlainText") else held.text(),
            "rows": [[a.code, a.activity, a.owner_role, a.result] for a in page.model.rows],
            "letters": list(page.model.texts.letters(action)) if action else [],
        }  # fmt: skip

    def document_state(self) -> dict:
        document = self.driver.document
        notes = {n.id: [n.text, n.zone, n.group, n.times, n.canvas, n.form] for n in document.of(Note)}
        return {
            "notes": notes, "actions": [[a.activity, list(a.sources)] for a in document.of(Action)],
            "links": [[x.source, x.target] for x in document.of(Link)], "digest": document.digest(),
        }  # fmt: skip

    def order(self) -> None:
        line = sys.stdin.readline()
        if not line:
            QApplication.quit()
            return
        page = self.page
        getattr(self, f"do_{line.strip()}")(page)
        self.asked += 1
        self.soon.start(0)

    def do_clear(self, page) -> None:
        page.modes.escape()
        page.modes.escape()
        page.bar.line.clear()
        page.focus_line()
        self.ran.clear()

    def do_nothing(self, _page) -> None:
        """Only tell."""

    def do_fresh(self, _page) -> None:
        """As at the beginning: everything undone, the first canvas, an empty line."""
        for dialog in [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]:
            dialog.reject()
        self.driver.window.activateWindow()
        view = self.driver.view
        while view.workshop.undo() is not None:
            pass
        view.open_canvas(view.canvases()[0].id)
        page = self.page
        for _ in range(3):
            page.modes.escape()
        page.prefixes.put("")
        page.speaking.group = ""
        page.desk.target = page.presenter.of_note(page.verbs.note(page.order()[-1]))
        page.desk.current = ""
        page.focus_line()

    def do_arrange(self, page) -> None:
        page.go_to(page.order()[1])

    def do_edit(self, page) -> None:
        page.modes.edit(page.order()[1])

    def do_plan(self, page) -> None:
        """The plan's table with the cell cursor on what its first row brings."""
        view = self.driver.view
        view.open_canvas(next(c.id for c in view.canvases() if c.type == "action_plan"))
        page = self.page
        page.model.reshape(Shape())
        page.table.arrange()
        page.table.go_to(page.model.rows[0].id, "result")

    def do_matrix(self, page) -> None:
        """The same with a RASCI matrix, on its first letter."""
        self.do_plan(page)
        page = self.page
        page.workshop.run("Matrix", lambda tx: rasci.start(tx, page.canvas_id))
        page.model.reshape(Shape(columns="rasci"))
        page.table.go_to(page.model.rows[0].id, "rasci:0")

    def do_record(self, page) -> None:
        self.record()


def main() -> int:
    app = QApplication(sys.argv[:1])
    folder, how = Path(sys.argv[1]), sys.argv[2]
    driver = WindowDriver(folder, ("01",), size=(1300, 800))
    driver.open(0)
    teller = Teller(driver, how)
    app.installEventFilter(teller)
    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda *_: teller.order())
    driver.window.activateWindow()

    def wait_for_focus() -> None:
        if driver.window.isActiveWindow() and app.focusWidget() is not None:
            teller.tell()
        else:
            driver.window.activateWindow()
            QTimer.singleShot(50, Qt.TimerType.PreciseTimer, wait_for_focus)

    wait_for_focus()
    app.exec()
    app.removeEventFilter(teller)
    driver.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
