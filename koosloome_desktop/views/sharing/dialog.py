"""Connecting to a shared library: address, name, password; Enter connects, what the server refused is said below.

The password goes to the server and nowhere else: it is not in the settings, and is gone when the program ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from koosloome_desktop.support.dispatch import Executor
from koosloome_desktop.support.errors import KoosloomeError, ServerAway
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.context import Ways
from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.fields import Field
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.waiting import Waiting
from koosloome_desktop.views.widgets import button, row

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService


class SharedDialog(Dialog):
    """`library` is what was connected to, `address` where it is (without the password); None and "" when nothing was.

    `trouble` is why the library that was to be opened is not: then the way on that is no connection is one's own
    library, and `own` says that it was chosen.
    """

    def __init__(
        self, ways: Ways, executor: Executor, address: str = "", *,
        trouble: KoosloomeError | None = None, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(
            _("Shared library"),
            _("Several computers work on the same workshops. What others change comes by itself; while the server is "
              "away, your changes wait on this computer."),
            parent=parent, width=560,
        )  # fmt: skip
        self._ways = ways
        self._waiting = Waiting(self, executor)
        self.library: LibraryService | None = None
        self.address, self.own = "", False
        self.place = self.field(_("Address"), hint="postgresql://server/koosloome")
        self.user = self._beside(_("User name"))
        self.password = self._beside(_("Password"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        both = row(self._box(self.user), self._box(self.password), gap=12)
        self.body.addLayout(both)
        told = _("Whoever runs the server tells you all three. The password is not kept on this computer.")
        self.body.addWidget(label(told, "muted", wrap=True))
        no = _("Cancel") if trouble is None else _("My own library")
        self.buttons.addWidget(button(no, run=self.reject))
        self._yes = self.add_buttons(_("Connect"))
        self.place.editingFinished.connect(self._take_apart)
        self.place.setText(address)
        self._take_apart()
        if trouble is not None:
            self._say(trouble)
        (self.password if self.place.text() else self.place).setFocus()

    def _beside(self, caption: str) -> QLineEdit:
        made = Field(None)
        made.setAccessibleName(caption)
        return made

    def _box(self, edit: QLineEdit) -> QWidget:
        from koosloome_desktop.views.widgets import column

        title = label(edit.accessibleName(), "field")
        title.setBuddy(edit)
        box = QWidget()
        box.setLayout(column(title, edit, gap=4))
        return box

    def _take_apart(self) -> None:
        """An address that was pasted whole: name and password go where they belong."""
        text = self.place.text().strip()
        if "@" not in text and "password=" not in text:
            return
        from koosloome_desktop.services.shared_library import taken_apart

        try:
            bare, user, password = taken_apart(text)
        except KoosloomeError:
            return
        self.place.setText(bare)
        if user:
            self.user.setText(user)
        if password:
            self.password.setText(password)

    def accept(self) -> None:
        """Connect in the worker; the dialog stays until there is an answer."""
        if not self._yes.isEnabled():
            return
        from koosloome_desktop.services.shared_library import address_of, without_password

        self._take_apart()
        try:
            whole = address_of(self.place.text(), self.user.text().strip(), self.password.text())
            self.address = without_password(whole)
        except KoosloomeError as error:
            self.refuse(error.message, self.place)
            return
        self.refuse("")
        self._busy(busy=True)
        ways = self._ways
        self._waiting.ask(lambda: ways.open(whole), self._opened, self._failed, late=lambda library: library.close())

    def reject(self) -> None:
        """Leave without; a connection that comes later is closed at once."""
        self.own = True
        self._waiting.forget()
        super().reject()

    def _opened(self, library: LibraryService) -> None:
        self.library = library
        super().accept()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, KoosloomeError):
            raise error
        self._busy(busy=False)
        self._say(error)

    def _say(self, error: KoosloomeError) -> None:
        """What the server said, and the cursor where it can be mended."""
        at = self.place if isinstance(error, ServerAway) else self.password
        self.refuse(f"{error.message} {error.hint}".strip(), at)

    def _busy(self, *, busy: bool) -> None:
        self._yes.setEnabled(not busy)
        self._yes.setText(_("Connecting …") if busy else _("Connect"))
        for edit in (self.place, self.user, self.password):
            edit.setReadOnly(busy)
