"""The canary for PySide6: a version that loses references aborts the process after a few thousand calls (ADR 0002)."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel

class Sender(QObject):
    sent = Signal(int)

app = QApplication([])
sender, label, heard = Sender(), QLabel(), []
sender.sent.connect(heard.append)
references = sys.getrefcount(None)
for number in range(5_000):
    sender.sent.emit(number)
for number in range(20_000):
    label.setText(str(number))
lost = references - sys.getrefcount(None)
print(len(heard), label.text(), lost if lost > 1_000 else 0)
"""


def test_qt_survives_thousands_of_calls():
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split()) == (0, ["5000", "19999", "0"]), done.stderr
