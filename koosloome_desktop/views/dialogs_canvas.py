"""The gallery of canvases: what can be added, or into what the canvas can be switched, each with a true picture.

The search field keeps the keyboard; Up and Down move in the list, Enter chooses, Ctrl+Enter adds it with its example.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from koosloome_desktop.canvases.spec import CanvasSpec, Variant
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.support.text import fold
from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.fields import Field
from koosloome_desktop.views.icons import icon
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.style import tokens
from koosloome_desktop.views.widgets import button, column, frame, row

Picture = Callable[[CanvasSpec, Variant, QSize], QPixmap | None]
_LIST: Final = 332
_PICTURE: Final = QSize(510, 286)
_SMALL: Final = QSize(510, 236)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen; `example` asks for the variant's example content on it."""

    type: str
    variant: str
    example: bool = False


class CanvasGallery(Dialog):
    """`choices` are (spec, variant) in order, grouped by kind; `picture` draws one of them.

    With `example` there is a second way to add: with the variant's own example on it.
    """

    def __init__(
        self,
        title: str,
        sub: str,
        choices: list[tuple[CanvasSpec, Variant]],
        picture: Picture,
        lang: str,
        *,
        yes: str,
        example: Callable[[CanvasSpec, Variant], bool] = lambda _spec, _variant: False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, sub, parent=parent, width=912)
        self._choices, self._picture, self._lang, self._has_example = choices, picture, lang, example
        low = parent is not None and parent.window().height() < 720
        self._size = _SMALL if low else _PICTURE
        self.chosen: Chosen | None = None
        self.search = Field(None)
        self.search.setPlaceholderText(_("Find by name or question"))
        self.search.setAccessibleName(_("Find a canvas"))
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("Kinds of canvases"))
        self.list.setFixedWidth(_LIST)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.shown = label()
        self.shown.setFixedSize(self._size)
        self._name = label("", "card", wrap=True)
        self._question = label("", "body", wrap=True)
        self._facts = label("", "muted", wrap=True)
        sheet = frame("card")
        sheet.setLayout(column(self.shown, margins=(1, 1, 1, 1)))
        right = column(sheet, self._name, self._question, self._facts, None, gap=6)
        left = column(self.search, self.list, gap=8)
        both = row(left, right, gap=20)
        both.setStretch(1, 1)
        self.list.setFixedHeight(self._size.height() + (76 if low else 108))
        self.body.addLayout(both)
        self._with = button(_("Add with an example"), hint="Ctrl+Enter", run=self.accept_with_example)
        self.buttons.insertWidget(1, self._with)
        self.add_buttons(yes, _("Cancel"))
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        self.list.currentItemChanged.connect(lambda now, _before: self._show(now))
        self.list.itemDoubleClicked.connect(lambda _item: self.accept())
        self._fill("")
        self.search.setFocus()

    # -- the list

    def titles(self) -> list[str]:
        """What can be chosen now, in order."""
        return [self.list.item(i).text() for i in self._rows()]

    def _rows(self) -> list[int]:
        return [i for i in range(self.list.count()) if self.list.item(i).flags() & Qt.ItemFlag.ItemIsSelectable]

    def _fill(self, text: str) -> None:
        wanted = fold(text).split()
        found = [(s, v) for s, v in self._choices if all(w in self._pool(s, v) for w in wanted)]
        self.list.clear()
        kinds = {s.type for s, _v in self._choices}
        last = ""
        for spec, variant in found:
            if spec.type != last and len(kinds) > 1:
                last = spec.type
                head = QListWidgetItem(spec.title.get(self._lang))
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                head.setText("")
                head.setData(Qt.ItemDataRole.AccessibleTextRole, spec.title.get(self._lang))
                self.list.addItem(head)
                self.list.setItemWidget(head, label(spec.title.get(self._lang), "section"))
            item = QListWidgetItem(icon(spec.icon, tokens().muted), name_of(spec, variant, self._lang))
            item.setData(Qt.ItemDataRole.UserRole, (spec.type, variant.code))
            self.list.addItem(item)
        rows = self._rows()
        if rows:
            self.list.setCurrentRow(rows[0])
        else:
            self._show(None)

    def _pool(self, spec: CanvasSpec, variant: Variant) -> str:
        texts = [spec.title, variant.title, variant.also, variant.question, *(z.title for z in variant.zones)]
        return " ".join(fold(t.get(lang)) for t in texts for lang in {self._lang, "et"})

    def _at(self) -> tuple[CanvasSpec, Variant] | None:
        at = self.list.currentRow()
        key = tuple(self.list.item(at).data(Qt.ItemDataRole.UserRole) or ()) if at >= 0 else ()
        return next(((s, v) for s, v in self._choices if (s.type, v.code) == key), None)

    def _show(self, _item: QListWidgetItem | None) -> None:
        found = self._at()
        self.wrong.setVisible(found is None)
        if found is None:
            self.wrong.setText(_("No canvas has these letters."))
            self.shown.clear()
            self._with.hide()
            for text in (self._name, self._question, self._facts):
                text.setText("")
            return
        spec, variant = found
        drawn = self._picture(spec, variant, self._size)
        self.shown.setPixmap(drawn if drawn is not None else QPixmap())
        self._name.setText(name_of(spec, variant, self._lang))
        self._question.setText(variant.question.get(self._lang))
        zones = " · ".join(z.title.get(self._lang) for z in variant.zones)
        minutes = ngettext("about {count} minute", "about {count} minutes", variant.minutes)
        also = variant.also.get(self._lang)
        told = _("also: {words}").format(words=also) if also else ""
        self._facts.setText(" · ".join(p for p in (minutes.format(count=variant.minutes), zones, told) if p))
        self._with.setVisible(self._has_example(spec, variant))
        self.shown.setAccessibleName(_("Picture of “{title}”").format(title=self._name.text()))

    # -- choosing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down walk the list while letters go to the search."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            rows = self._rows()
            if step and rows:
                now = self.list.currentRow()
                at = rows.index(now) if now in rows else 0
                self.list.setCurrentRow(rows[(at + step) % len(rows)])
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                with_example = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
                (self.accept_with_example if with_example else self.accept)()
                return True
        return super().eventFilter(watched, event)

    def accept_with_example(self) -> None:
        """Choose it with its example content."""
        found = self._at()
        if found is not None and self._has_example(*found):
            self.chosen = Chosen(found[0].type, found[1].code, example=True)
            super().accept()

    def accept(self) -> None:
        """Choose what the list points at."""
        found = self._at()
        if found is not None:
            self.chosen = Chosen(found[0].type, found[1].code)
            super().accept()


def name_of(spec: CanvasSpec, variant: Variant, lang: str) -> str:
    """The name of a variant; a kind with one nameless variant is called as the kind."""
    return variant.title.get(lang) or spec.title.get(lang)
