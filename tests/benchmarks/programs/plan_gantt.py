"""The Gantt chart of a plan with so many rows and a bare QGraphicsView with the same rows, in turns in one process.

`plan_gantt.py COUNT REPS` prints the milliseconds of opening, of one move while a bar is dragged and of letting go,
ours and the bare one's, as JSON. The bare view has an item for each bar, each milestone and each row's wrapped
label, and nothing else: no months, no signs. Each time ends when everything has been painted.
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
STATUSES = ("planned", "in_progress", "done", "delayed", "postponed", "dropped")


def document_of(count):
    """Rows with start, deadline, owner, status and two milestones each."""
    from koosloome_desktop.canvases.creating import new_workshop
    from koosloome_desktop.model.records import Canvas
    from koosloome_desktop.operations.actions import add_actions
    from koosloome_desktop.operations.milestones import add_milestone

    document = new_workshop("Suur kava", canvases=[("action_plan", "table_years")])
    canvas = next(c for c in document.of(Canvas) if c.type == "action_plan")
    rows = [
        {
            "activity": f"Tegevus number {n}: õhtune buss reedeti ja kohtumised kogukonnamajas",
            "owner_role": OWNERS[n * 7 % len(OWNERS)],
            "status": STATUSES[n % len(STATUSES)],
            "start": f"2027-{n % 12 + 1:02d}-01",
            "deadline": f"2028-{n % 12 + 1:02d}-15",
        }
        for n in range(count)
    ]
    with document.transaction("Rows") as tx:
        for n, action in enumerate(add_actions(tx, canvas.id, rows)):
            add_milestone(tx, action, "Esimene samm", f"2027-{n % 12 + 1:02d}-20")
            add_milestone(tx, action, "Kokkuvõte", f"2028-{n % 12 + 1:02d}-10")
    return document, canvas.id


def bare_view(rows):
    """What Qt itself can do with these rows: texts, x and width of bars, milestones."""
    from PySide6.QtCore import QPointF, QRectF
    from PySide6.QtGui import QBrush, QColor, QPen, QPolygonF
    from PySide6.QtWidgets import QGraphicsScene, QGraphicsTextItem, QGraphicsView

    scene = QGraphicsScene()
    view = QGraphicsView(scene)
    view.resize(*SIZE)
    pen, brush = QPen(QColor("#0B66C3")), QBrush(QColor("#E5F0FB"))
    bars, y = [], 0.0
    for text, owner, x, width, steps in rows:
        label = QGraphicsTextItem(f"{text}\n{owner}")
        label.setTextWidth(280)
        label.setPos(0, y)
        scene.addItem(label)
        bar = scene.addRect(QRectF(0, 0, width, 20), pen, brush)
        bar.setPos(300 + x, y + 15)
        bars.append(bar)
        for step in steps:
            shape = QPolygonF([QPointF(0, -7), QPointF(7, 0), QPointF(0, 7), QPointF(-7, 0)])
            scene.addPolygon(shape, pen, brush).setPos(300 + step, y + 25)
        y += 62
    view.kept = scene  # Qt's view does not keep its scene
    return view, bars


def main():
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QApplication

    from koosloome_desktop.services.settings import Settings
    from koosloome_desktop.services.workshop import OpenWorkshop
    from koosloome_desktop.support.clock import FixedClock
    from koosloome_desktop.views import style
    from koosloome_desktop.views.bridge import Bridge
    from koosloome_desktop.views.context import PageContext
    from koosloome_desktop.views.plan.gantt import GanttView
    from koosloome_desktop.views.plan.page import PlanPage

    gc.set_threshold(50_000, 20, 20)  # as the program does
    count, reps = int(sys.argv[1]), int(sys.argv[2])
    app = QApplication([])
    style.prepare(app)
    document, canvas = document_of(count)
    workshop = OpenWorkshop(document, None)
    found = {f"{name}_{whose}": [] for name in ("open", "move") for whose in ("ours", "bare")} | {"drop_ours": []}

    def rest():
        for _round in range(12):
            app.processEvents()

    def timed(name, run):
        begun = time.perf_counter()
        kept = run()
        rest()
        found[name].append((time.perf_counter() - begun) * 1000)
        return kept

    with tempfile.TemporaryDirectory() as folder:
        ctx = PageContext(Settings(Path(folder) / "s.json"), Bridge(), clock=FixedClock(), fixed=True)
        page = PlanPage(workshop, canvas, ctx)
        page.resize(*SIZE)
        page.show()
        rest()

        def opened():
            view = GanttView(page)
            view.resize(*SIZE)
            view.show()
            return view

        def bare_opened():
            view, bars = bare_view(texts)
            view.show()
            return view, bars

        view = opened()
        rest()
        place = view.chart.place
        texts = [
            (r.action.activity, r.action.owner_role, place.axis.x(r.span.first),
             place.axis.end_x(r.span.last) - place.axis.x(r.span.first), [place.axis.x(s.day) for s in r.steps])
            for r in place.rows.rows
        ]  # fmt: skip
        view.deleteLater()
        rest()
        for _number in range(reps):
            view = timed("open_ours", opened)
            bare, bars = timed("open_bare", bare_opened)
            chart = view.chart
            box = chart.place.bar_rect(3)
            start = QPoint(round(box.right()) - 1, round(box.center().y()))
            chart.mouse.press(start)
            for step in range(30):
                at = start + QPoint(12 + 4 * (step % 15), 1)
                timed("move_ours", partial(chart.mouse.move, at, held=True))
                timed("move_bare", partial(bars[3].setX, 300.0 + 4 * (step % 15)))
            timed("drop_ours", chart.mouse.release)
            workshop.undo()
            for shown in (view, bare):
                shown.hide()
                shown.deleteLater()
            rest()
        page.close_page()
    print(json.dumps(found).replace(" ", ""))


main()
