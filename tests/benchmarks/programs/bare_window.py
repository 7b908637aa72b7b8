"""The least a window in Python and Qt can be: an application and a QMainWindow, shown."""

from first_frame import end_at_first_frame
from PySide6.QtWidgets import QApplication, QMainWindow

app = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
kept = end_at_first_frame(window)
window.show()
app.exec()
