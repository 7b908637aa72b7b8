"""The table of a plan with so many rows and a bare QTableView with the same texts, in turns in one process.

`plan_table.py COUNT REPS` prints the milliseconds of opening, sorting and editing a cell, ours and the bare one's, as
JSON. Each time ends when the table has been painted and nothing is left to do.
"""

import gc
import json
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

SIZE = (1366, 700)
OWNERS = ("vallasekretär", "külavanem", "noortekeskus", "kogukonnajuht", "abivallavanem", "haridusnõunik")


def document_of(count):
    """A plan whose rows have every usual field."""
    from koosloome_desktop.canvases.creating import new_workshop
    from koosloome_desktop.model.frozen import FrozenMap
    from koosloome_desktop.model.records import Canvas
    from koosloome_desktop.operations.actions import add_actions

    document = new_workshop("Suur kava", canvases=[("action_plan", "table_years")])
    canvas = next(c for c in document.of(Canvas) if c.type == "action_plan")
    rows = [
        {
            "activity": f"Tegevus number {n}: õhtune buss reedeti ja kohtumised kogukonnamajas",
            "owner_role": OWNERS[n * 7 % len(OWNERS)],
            "partner_roles": ("külaselts", "kool"),
            "target_group": "noored ja pered",
            "result": f"{n % 9 + 1} kohtumist on peetud ja kokkuvõte avaldatud",
            "start": f"2027-{n % 12 + 1:02d}-01",
            "deadline": f"2028-{n % 12 + 1:02d}-15",
            "budget": FrozenMap({"2027": n * 100, "2028": 5000}),
        }
        for n in range(count)
    ]
    with document.transaction("Rows") as tx:
        add_actions(tx, canvas.id, rows)
    return document, canvas.id


def bare_table(texts, titles, app):
    """What Qt itself can do with these texts."""
    from PySide6.QtCore import QAbstractTableModel, Qt
    from PySide6.QtWidgets import QTableView

    class Texts(QAbstractTableModel):
        def __init__(self):
            super().__init__()
            self.rows = [list(row) for row in texts]

        def rowCount(self, parent=None):
            return len(self.rows)

        def columnCount(self, parent=None):
            return len(titles)

        def data(self, index, role=0):
            return self.rows[index.row()][index.column()] if role in (0, Qt.ItemDataRole.EditRole) else None

        def headerData(self, section, way, role=0):
            return titles[section] if role == 0 and way == Qt.Orientation.Horizontal else None

        def flags(self, index):
            return super().flags(index) | Qt.ItemFlag.ItemIsEditable

        def sort(self, column, order=Qt.SortOrder.AscendingOrder):
            self.layoutAboutToBeChanged.emit()
            self.rows.sort(key=lambda row: row[column])
            self.layoutChanged.emit()

        def setData(self, index, value, role=2):
            self.rows[index.row()][index.column()] = value
            self.dataChanged.emit(index, index)
            return True

    model = Texts()
    view = QTableView()
    view.setModel(model)
    view.setWordWrap(True)
    view.resizeColumnsToContents()
    view.resize(*SIZE)
    return view, model


def main():  # noqa: C901  (one small program, read as a whole)
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication, QLineEdit

    from koosloome_desktop.services.settings import Settings
    from koosloome_desktop.services.workshop import OpenWorkshop
    from koosloome_desktop.support.clock import FixedClock
    from koosloome_desktop.views import style
    from koosloome_desktop.views.bridge import Bridge
    from koosloome_desktop.views.context import PageContext
    from koosloome_desktop.views.plan.page import PlanPage

    gc.set_threshold(50_000, 20, 20)  # as the program does
    count, reps = int(sys.argv[1]), int(sys.argv[2])
    app = QApplication([])
    style.prepare(app)
    document, canvas = document_of(count)
    workshop = OpenWorkshop(document, None)
    found = {f"{name}_{whose}": [] for name in ("open", "sort", "edit") for whose in ("ours", "bare")}

    def rest():
        for _round in range(12):
            app.processEvents()

    def edited(table, row, column, text):
        """As a person does: into the cell, F2, the text, Enter; until all of it is painted."""
        table.setCurrentIndex(table.model().index(row, column))
        table.edit(table.currentIndex())
        editor = table.viewport().findChildren(QLineEdit)[-1]
        editor.setText(text)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            app.sendEvent(editor, QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier))

    def timed(name, run):
        begun = time.perf_counter()
        kept = run()
        rest()
        found[name].append((time.perf_counter() - begun) * 1000)
        return kept

    with tempfile.TemporaryDirectory() as folder:
        ctx = PageContext(Settings(Path(folder) / "s.json"), Bridge(), clock=FixedClock(), fixed=True)

        def opened():
            page = PlanPage(workshop, canvas, ctx)
            page.resize(*SIZE)
            page.show()
            return page

        def bare_opened():
            view, _model = bare_table(texts, titles, app)
            view.show()
            return view, _model

        page = opened()
        rest()
        texts = [[page.model.text(r, c) for c in range(page.model.columnCount())] for r in range(page.model.rowCount())]
        titles = [c.words for c in page.model.columns]
        page.close_page()
        page.deleteLater()
        rest()
        for number in range(reps):
            page = timed("open_ours", opened)
            view, model = timed("open_bare", bare_opened)
            place = page.model.place_of("owner_role")
            timed("sort_ours", partial(page.table.columns_.sort, "owner_role"))
            timed("sort_bare", partial(model.sort, place))
            for row in range(6):
                text = f"koordinaator {number} {row}"
                timed("edit_ours", partial(edited, page.table, row, place, text))
                timed("edit_bare", partial(edited, view, row, place, text))
            page.table.columns_.sort("")
            for shown in (page, view):
                shown.hide()
                shown.deleteLater()
            page.close_page()
            rest()
    print(json.dumps(found).replace(" ", ""))


main()
