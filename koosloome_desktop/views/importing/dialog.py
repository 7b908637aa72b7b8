"""What a table holds, before anything is written: findings, sums, first rows, columns to choose. Enter imports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from koosloome_desktop.imports.grid import TableOptions
from koosloome_desktop.services.import_preview import ColumnShown, Preview, chosen_columns, preview_of
from koosloome_desktop.services.importing import TableInput, read_input
from koosloome_desktop.support import locale
from koosloome_desktop.support.dispatch import Executor
from koosloome_desktop.support.errors import KoosloomeError, RefusedInput
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.support.zones import local
from koosloome_desktop.views.context import PageContext
from koosloome_desktop.views.count_words import action_words, note_words
from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.importing import parts
from koosloome_desktop.views.importing.words import encodings, separators
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.waiting import Waiting
from koosloome_desktop.views.widgets import button, clear, column, row, scroller

PATIENCE_MS: Final = 500
"""Reading that takes longer is shown."""
_WIDTH: Final = 1040
_HEIGHT: Final = 760
_ROOM: Final = 48


@dataclass(frozen=True, slots=True)
class Target:
    """Where the rows can go: a plan canvas by its id (``""``: a new workshop), and what that is called."""

    canvas: str
    title: str


class ImportDialog(Dialog):
    """Reads a table in a process of its own, shows it, and reads it again when people choose otherwise.

    `preview` and `target` are what was agreed to when the dialog was accepted.
    """

    def __init__(
        self, given: TableInput, ctx: PageContext, executor: Executor, *, parent: QWidget, targets: Sequence[Target]
    ) -> None:
        super().__init__(_("Import a table"), parent=parent, width=_WIDTH)
        self._given, self._ctx = given, ctx
        self._waiting = Waiting(self, executor)
        self._targets = targets
        self.preview: Preview | None = None
        self._options = TableOptions(default_year=ctx.clock.now().year, headless=isinstance(given.data, str))
        self._choices: list[tuple[ColumnShown, parts.Choice]] = []
        self.encoding: parts.Choice | None = None
        self.separator: parts.Choice | None = None
        self.sheet: parts.Choice | None = None
        self.facts = label(given.title, "quiet", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Reading the table …"))
        self.waiting = label(_("Reading the table …"), "quiet")
        self._content = QWidget()
        self._list: QVBoxLayout = column(gap=12, margins=(0, 0, 12, 0))
        self._content.setLayout(self._list)
        self.area: QScrollArea = scroller(self._content)
        self.to = parts.Choice(_("Where the rows go"), [(t.canvas, t.title) for t in targets], targets[0].canvas)
        self._build()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._show_waiting)
        self.read()

    def _build(self) -> None:
        for part in (self.facts, self.bar, self.waiting):
            self.body.addWidget(part)
        self.bar.hide()
        self.waiting.hide()
        self.body.addWidget(self.area, 1)
        title = label(_("Where the rows go"), "field")
        title.setBuddy(self.to)
        self.to.setMinimumWidth(280)
        self.buttons.insertLayout(0, row(title, self.to, gap=8))
        self.primary = self.add_buttons(_("Import the table"), _("Cancel"))
        self.primary.setEnabled(False)
        self.fit_height()

    def fit_height(self) -> None:
        """As high as the window lets it be: the content scrolls."""
        parent = self.parentWidget()
        room = parent.window().height() - _ROOM if parent is not None else _HEIGHT
        self.setFixedHeight(min(_HEIGHT, max(420, room), self._room()))

    # -- reading

    def read(self) -> None:
        """Read the table as it is chosen now; what is under way is stopped."""
        self._waiting.forget()
        stopped, options = self._waiting.forgotten(), self._options
        today = local(self._ctx.clock.now()).date()
        self.primary.setEnabled(False)
        self._patience.start()
        given = self._given
        self._waiting.ask(
            lambda: preview_of(read_input(given, options, cancelled=stopped), today), self._done, self._failed
        )

    def _show_waiting(self) -> None:
        self.bar.show()
        self.waiting.show()

    def _end_waiting(self) -> None:
        self._patience.stop()
        self.bar.hide()
        self.waiting.hide()

    def _done(self, preview: Preview) -> None:
        self._end_waiting()
        self.preview = preview
        self.primary.setEnabled(True)
        held = QApplication.focusWidget()
        name = held.accessibleName() if isinstance(held, parts.Choice) else ""
        self._show(preview)
        again = next((c for c in self.findChildren(parts.Choice) if name and c.accessibleName() == name), None)
        (again or self.primary).setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Exception) -> None:
        self._end_waiting()
        if not isinstance(error, KoosloomeError):
            raise error
        self.preview = None
        clear(self._list)
        self._list.addLayout(self._ways())
        self.wrong_line = label(error.line(), "bad", wrap=True)
        self._list.addWidget(self.wrong_line)
        if not self._options.headless and isinstance(error, RefusedInput):
            self.choose = button(_("Say what the columns mean"), run=self._choose_columns)
            self._list.addLayout(row(self.choose, None))
            self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self._list.addStretch(1)
        self.facts.setText(self._given.title)

    # -- showing

    def _show(self, preview: Preview) -> None:
        clear(self._list)
        self.facts.setText(self._facts(preview))
        self._list.addLayout(self._ways())
        self._list.addWidget(parts.section(_("To look at")))
        self._list.addLayout(parts.findings(preview.lines))
        if preview.tables:
            self._list.addWidget(parts.section(_("Tables")))
            self._list.addLayout(parts.tables(preview.tables, self._ctx.lang))
        self._list.addWidget(parts.section(_("First rows")))
        self._list.addWidget(parts.FirstRows(preview))
        self._choices = []
        if preview.columns:
            self._list.addWidget(parts.section(_("What the columns mean")))
            grid, self._choices = parts.columns(preview.columns, self._columns_chosen)
            self._list.addLayout(grid)
        self._list.addStretch(1)
        self.to.setEnabled(len(self._targets) > 1)

    def _facts(self, preview: Preview) -> str:
        if preview.content.plan is None:
            return f"{self._given.title} · {note_words(preview.rows)}"
        count = ngettext("{count} table", "{count} tables", len(preview.tables)).format(count=len(preview.tables))
        years = "–".join(dict.fromkeys((preview.years[0], preview.years[-1]))) if preview.years else ""
        total = locale.money(preview.total, self._ctx.lang)
        facts = (preview.content.title, count, action_words(preview.rows), years, total)
        return " · ".join(fact for fact in facts if fact)

    def _ways(self) -> QGridLayout:
        """How the file is read: its encoding and separator, or its sheets."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        self.encoding = self.separator = self.sheet = None
        plan = self.preview.content.plan if self.preview is not None else None
        notes = self.preview.content.notes if self.preview is not None else None
        source = plan.source if plan is not None else notes.source if notes is not None else None
        found = ("", _("Found by itself"))
        sheets = source.sheets if source is not None else ()
        text = isinstance(self._given.data, bytes) and not self._given.data.startswith((b"PK", b"\xd0\xcf"))
        if text:
            known = source.encoding if source is not None else self._options.encoding
            self.encoding = self._way(grid, _("Encoding"), [found, *encodings()], known)
        if text or (source is not None and source.encoding == "text"):
            known = source.separator if source is not None else self._options.separator
            self.separator = self._way(grid, _("Separator"), [found, *separators()], known)
        if len(sheets) > 1 and source is not None:
            several = [("", _("All sheets")), *((name, name) for name in sheets)]
            self.sheet = self._way(grid, _("Sheet"), several, source.taken[0] if self._options.sheets else "")
        grid.setColumnStretch(3, 1)
        return grid

    def _way(self, grid: QGridLayout, name: str, options: Sequence[tuple[str, str]], current: str) -> parts.Choice:
        choice = parts.Choice(name, options, current)
        choice.setSizeAdjustPolicy(parts.Choice.SizeAdjustPolicy.AdjustToContents)
        choice.activated.connect(lambda _index: self._way_chosen())
        title = label(name, "field")
        title.setBuddy(choice)
        at = grid.count()
        grid.addLayout(column(title, choice, gap=4), 0, at)
        return choice

    # -- choosing

    def _way_chosen(self) -> None:
        sheet = self.sheet.value() if self.sheet is not None else ""
        self._options = replace(
            self._options,
            columns=(),
            encoding=self.encoding.value() if self.encoding is not None else "",
            separator=self.separator.value() if self.separator is not None else "",
            sheets=(sheet,) if sheet else None,
        )
        self.read()

    def _choose_columns(self) -> None:
        """Read the rows though no heading is known."""
        self._options = replace(self._options, headless=True)
        self.read()

    def _columns_chosen(self) -> None:
        changed = [(one.headings, choice.value()) for one, choice in self._choices if choice.value() != one.column]
        known = dict(self._options.columns) | dict(chosen_columns(changed))
        self._options = replace(self._options, columns=tuple(known.items()))
        self.read()

    @property
    def target(self) -> Target:
        """Where the rows go."""
        return self._targets[max(0, self.to.currentIndex())]

    # -- ending

    def accept(self) -> None:
        """Enter: import what is shown; while something is being read there is nothing to import."""
        if self.preview is not None and self.primary.isEnabled():
            self._waiting.forget()
            super().accept()

    def reject(self) -> None:
        """Esc: nothing is written, and what is being read is stopped."""
        self._waiting.forget()
        self._patience.stop()
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down scroll."""
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        scroll = self.area.verticalScrollBar()
        scroll.setValue(scroll.value() + step * scroll.pageStep())
