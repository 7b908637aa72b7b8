"""A main window with what any real one has: font, style sheet, menu, tool bar, a label, one use of Qt's own names."""

from first_frame import end_at_first_frame
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

app = QApplication([])
app.setFont(QFont("Source Sans 3"))
app.setStyleSheet("QMainWindow { background: #f7f3ea } QLabel { color: #223 }")
window = QMainWindow()
label = QLabel("Koosloome")
label.setAlignment(Qt.AlignmentFlag.AlignCenter)
window.setCentralWidget(label)
window.menuBar().addMenu("Fail").addAction("Uus")
window.addToolBar("Riba").addAction("Uus")
window.resize(1280, 800)
kept = end_at_first_frame(window)
window.show()
app.exec()
