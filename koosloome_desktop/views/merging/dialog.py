"""Before teams' files are united with a workshop: what each brings, what both changed, what several said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QFrame, QSizePolicy, QVBoxLayout, QWidget

from koosloome_desktop.model.document import Document
from koosloome_desktop.services.merge_files import Clash
from koosloome_desktop.services.merge_preview import Preview, TeamFile, preview, read_team
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.support.paths import documents_dir
from koosloome_desktop.views.count_words import short
from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.plain import label, section_label
from koosloome_desktop.views.sharing.conflict_words import clash_place
from koosloome_desktop.views.widgets import button, clear, column, frame, row, scroller

_SHOWN: Final = 40
"""Rows of a section; what is more is counted."""
_WIDTH: Final = 860


class MergeDialog(Dialog):
    """`preview` is what was agreed to; `beside` says that the one file shall come in as a workshop of its own."""

    def __init__(
        self, document: Document, seen: Preview, *, choice: bool = False, parent: QWidget | None = None
    ) -> None:
        sub = _(
            "What is new comes in; what only they changed is taken; what both changed stays twice. Nothing is deleted,"
            " and all of it is one step to take back."
        )
        if choice:
            sub = _("This workshop is here already, with other content.") + " " + sub
        super().__init__(_("Unite teams' files"), sub, parent=parent, width=_WIDTH)
        self._document = document
        self.beside = False
        self._holder = QWidget()
        self._list: QVBoxLayout = column(gap=8)
        self._holder.setLayout(self._list)
        self._area = scroller(self._holder, bare=True)
        self.body.addWidget(self._area)
        if choice:
            self.buttons.insertWidget(0, button(_("Bring in beside it"), run=self._apart))
        else:
            self.buttons.insertWidget(0, button(_("Add files …"), icon="plus", run=self._add))
        self._yes = self.add_buttons(_("Unite"), _("Cancel"))
        self.preview = seen
        self.show_preview(seen)

    def show_preview(self, seen: Preview) -> None:
        """Show what the files would do."""
        self.preview = seen
        clear(self._list)
        self._list.addWidget(_file_card(self.preview.files))
        clashes = [c for f in self.preview.files if f.plan is not None for c in f.plan.clashes]
        if clashes:
            self._section(
                _("Changed here and there: both stay"), [self._clash(c) for c in clashes[:_SHOWN]], len(clashes)
            )
        teams = sum(f.plan is not None for f in self.preview.files)
        said = self.preview.recurring()
        if said:
            rows = [_line(_("{teams} of {all} teams: {text}").format(teams=n, all=teams, text=t)) for t, n in said]
            self._section(_("Said by several teams"), rows[:_SHOWN], len(said))
        new = [text for f in self.preview.files for text in f.said]
        if new:
            self._section(_("New notes"), [_line(text) for text in new[:_SHOWN]], len(new))
        if self.preview.empty and not any(f.wrong for f in self.preview.files):
            self._list.addWidget(
                label(_("There is nothing in these files that is not here already."), "quiet", wrap=True)
            )
        self._list.addStretch(1)
        self._yes.setEnabled(not self.preview.empty)
        self._fit()

    def _fit(self) -> None:
        above = self.parentWidget()
        most = max(180, min(420, (above.window().height() if above is not None else 900) - 320))
        self._holder.setFixedWidth(self.width() - 2 * 24 - 12)
        self._area.setFixedHeight(min(most, max(60, self._list.totalHeightForWidth(self._holder.width()))))
        self.fit_height()

    def _section(self, title: str, rows: Sequence[QWidget], count: int) -> None:
        self._list.addSpacing(8)
        self._list.addWidget(section_label(title))
        for one in rows:
            self._list.addWidget(one)
        if count > len(rows):
            self._list.addWidget(label(_("and {count} more").format(count=count - len(rows)), "muted"))

    def _clash(self, clash: Clash) -> QFrame:
        """One place that both changed, ours left and theirs right."""
        card = frame("card")
        sides = row(_side(_("Here"), clash.ours), _side(_("In the file"), clash.theirs), gap=16)
        card.setLayout(
            column(
                label(clash_place(clash.kind, clash.code, clash.field), "field"), sides, margins=(14, 10, 14, 10), gap=6
            )
        )
        return card

    def _add(self) -> None:
        """Choose more files."""
        chosen, _kind = QFileDialog.getOpenFileNames(self, _("Unite teams' files"), str(documents_dir()), file_types())
        if chosen:
            files = [*self.preview.files, *(read_team(Path(name)) for name in chosen)]
            self.show_preview(preview(self._document, files))

    def _apart(self) -> None:
        self.beside = True
        self.reject()


def file_types() -> str:
    """What a file dialog offers."""
    return f"{_('Workshop files')} (*.koosloome *.json)"


def _file_card(files: Sequence[TeamFile]) -> QFrame:
    """All files in one card, a line each: its name, and what it brings or why it cannot."""
    card = frame("card")
    lines = column(margins=(14, 10, 14, 10), gap=6)
    for one in files:
        told = label(one.wrong or facts(one), "bad" if one.wrong else "body", wrap=True)
        line = row(label(one.name, "strong", wrap=True), told, gap=16)
        line.setStretch(0, 2)
        line.setStretch(1, 5)
        lines.addLayout(line)
    card.setLayout(lines)
    return card


def facts(one: TeamFile) -> str:
    """``3 uut märget · 2 muudetud · 1 koht kahes sõnastuses``; what there is none of is left out."""
    plan = one.plan
    if plan is None:
        return ""
    notes = len(one.said)
    # A place that both changed is counted as such, not as something new.
    rest = sum(r.kind != "conflict" for r in plan.create) - notes
    parts = [
        ngettext("{count} new note", "{count} new notes", notes).format(count=notes) if notes else "",
        ngettext("{count} other new thing", "{count} other new things", rest).format(count=rest) if rest > 0 else "",
        ngettext("{count} changed there", "{count} changed there", len(plan.update)).format(count=len(plan.update))
        if plan.update
        else "",
        ngettext(
            "{count} place changed on both sides", "{count} places changed on both sides", len(plan.clashes)
        ).format(count=len(plan.clashes))
        if plan.clashes
        else "",
        ngettext("{count} place decided before", "{count} places decided before", plan.settled).format(
            count=plan.settled
        )
        if plan.settled
        else "",
    ]
    return " · ".join(p for p in parts if p) or _("Nothing new.")


def _side(caption: str, text: str) -> QWidget:
    words = label(text or _("(empty)"), "body", wrap=True)
    words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    side = QWidget()
    side.setLayout(column(label(caption, "muted"), words, None, gap=2))
    return side


def _line(text: str) -> QWidget:
    return label(f"·  {short(text, 160)}", "body", wrap=True)
