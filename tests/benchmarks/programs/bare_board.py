"""The least that shows a board: reads the rows of a SQLite file and paints them as boxes with text, in one item.

Rows: x, y, w, h, tint, font size, lines (text broken already, joined by newlines). `bare_board.py FILE`.
"""

import sqlite3
import sys

from first_frame import end_at_first_frame
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsItem, QGraphicsScene, QGraphicsView


def peak():
    with open("/proc/self/status") as status:  # noqa: PTH123  (pathlib would be one import more)
        return next(int(x.split()[1]) / 1024 for x in status if x.startswith("VmHWM"))


app = QApplication([])
rows = sqlite3.connect(sys.argv[1]).execute("select x, y, w, h, tint, size, lines from note").fetchall()
CELL = 512
cells = {}
for number, row in enumerate(rows):
    cells.setdefault((row[0] // CELL, row[1] // CELL), []).append(number)


class Layer(QGraphicsItem):
    def __init__(self):
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def boundingRect(self):
        return QRectF(0, 0, max(r[0] + r[2] for r in rows), max(r[1] + r[3] for r in rows))

    def paint(self, painter, option, widget=None):
        area = option.exposedRect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for cy in range(int((area.top() - 400) // CELL), int(area.bottom() // CELL) + 1):
            for cx in range(int((area.left() - 400) // CELL), int(area.right() // CELL) + 1):
                for number in cells.get((cx, cy), ()):
                    x, y, w, h, tint, size, lines = rows[number]
                    box = QRectF(x, y, w, h)
                    if box.intersects(area):
                        painter.setBrush(QColor(tint))
                        painter.drawRoundedRect(box, 4, 4)
                        font = QFont("Source Sans 3")
                        font.setPixelSize(round(size))
                        painter.setFont(font)
                        for i, line in enumerate(lines.split("\n")):
                            painter.drawText(QPointF(x + 16, y + 9 + (i + 0.9) * size * 1.24), line)


scene, view = QGraphicsScene(), QGraphicsView()
layer = Layer()
scene.addItem(layer)
view.setScene(scene)
view.setFrameShape(QFrame.Shape.NoFrame)
view.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
view.resize(1920, 1080)
view.scale(0.55, 0.55)
kept = end_at_first_frame(view.viewport(), lambda: f"{peak():.1f}")
view.show()
app.exec()
