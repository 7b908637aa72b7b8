"""Beginning a round: what is voted on, how many people, how many dots. Enter begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QFrame, QLayout, QWidget

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Ballot
from koosloome_desktop.operations import ballots, queries
from koosloome_desktop.operations.ballots import STRENGTH, suggested_dots
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.views.canvas_words import canvas_title
from koosloome_desktop.views.combo import Combo
from koosloome_desktop.views.fields import Field
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.votes.choice import Choice, best_of, choices, named, votable
from koosloome_desktop.views.widgets import button, clear, column, frame, row

if TYPE_CHECKING:
    from koosloome_desktop.views.context import PageContext


_BOTH: Final = 1100
"""From this width (px) on what is voted on is shown beside the form; so many of them at most."""
_MOST_SHOWN: Final = 14


@dataclass(frozen=True, slots=True)
class Begin:
    """What was chosen."""

    canvas: str
    targets: tuple[str, ...]
    title: str
    voters: int
    dots: int
    hidden: bool
    form: str = "dots"


class SetUp(QWidget):
    """The form. `begin` takes what was chosen."""

    def __init__(
        self,
        document: Document,
        ctx: PageContext,
        begin: Callable[[Begin], object],
        canvas: str = "",
        after: Ballot | None = None,
    ) -> None:
        super().__init__()
        self._document, self._begin, self._after = document, begin, after
        self._canvases = votable(document)
        self._choices: list[Choice] = []
        self.canvas, self.what = Combo(), Combo()
        self.canvas.setAccessibleName(_("Canvas"))
        self.what.setAccessibleName(_("What is voted on"))
        self.people, self.dots = Field(ctx.commands), Field(ctx.commands)
        for edit, name in ((self.people, _("People who vote")), (self.dots, _("Dots for each"))):
            edit.setAccessibleName(name)
            edit.setMaximumWidth(96)
            edit.setMaxLength(4)
            edit.returnPressed.connect(self.start)
            edit.textChanged.connect(lambda _text: self._tell())
        self._forms = QButtonGroup(self)
        self.forms = {
            "dots": button(_("Dots"), "chip", icon="target", run=partial(self.set_form, "dots")),
            STRENGTH: button(_("Strength 1–5"), "chip", icon="vote", run=partial(self.set_form, STRENGTH)),
        }
        for made in self.forms.values():
            made.setCheckable(True)
            self._forms.addButton(made)
        self.form = "dots"
        self.forms["dots"].setChecked(True)
        self.hidden = QCheckBox(_("Totals are hidden until the vote is closed"))
        self.hidden.setChecked(True)
        self._told, self._wrong = label("", "quiet", wrap=True), label("", "bad", wrap=True)
        self._wrong.hide()
        self.go = button(_("Begin the vote"), "primary", hint="Enter", run=self.start)
        self._build()
        for each in self._canvases:
            self.canvas.addItem(canvas_title(each, document.workshop.language))
        self.canvas.currentIndexChanged.connect(lambda _at: self._fill())
        self.what.currentIndexChanged.connect(lambda _at: self._suggest())
        wanted = after.canvas if after is not None else canvas
        at = next((i for i, c in enumerate(self._canvases) if c.id == wanted), self._likely())
        self.canvas.setCurrentIndex(at)
        self.people.setText(str((after.voters if after is not None else ballots.people_here(document)) or ""))
        self.set_form(after.form if after is not None else "dots")
        self._fill()

    def _build(self) -> None:
        card = frame("card")
        card.setMaximumWidth(640)
        self._each = QWidget()
        self._each.setLayout(_field(_("Dots for each"), self.dots))
        pairs = row(_field(_("People who vote"), self.people), self._each, None, gap=16)
        # Beside the button: on a low screen a line of its own would push the button out of sight.
        last = row(self.go, self._told, gap=16)
        last.setStretch(1, 1)
        inner = column(
            label(_("A vote by hands or paper dots"), "heading", wrap=True),
            label(_("Everybody raises a hand, or sticks dots on the wall; here only the numbers go in."), "quiet",
                  wrap=True),
            8,
            row(*self.forms.values(), None, gap=8),
            _field(_("Canvas"), self.canvas),
            _field(_("What is voted on"), self.what),
            pairs,
            self.hidden,
            self._wrong,
            8,
            last,
            margins=(24, 20, 24, 24),
            gap=8,
        )  # fmt: skip
        card.setLayout(inner)
        self._targets = Targets(self._document)
        whole = row(column(card, None), column(self._targets, None), gap=16)
        whole.setStretch(0, 5)
        whole.setStretch(1, 6)
        self.setLayout(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is voted on stands beside the form where there is room for both."""
        super().resizeEvent(event)
        self._targets.setVisible(event.size().width() >= _BOTH)

    def _likely(self) -> int:
        sizes = [len(queries.standing(self._document, c.id)) for c in self._canvases]
        return sizes.index(max(sizes)) if sizes and self._canvases[0].type != "problem_map" else 0

    def _fill(self) -> None:
        at = self.canvas.currentIndex()
        self._choices = choices(self._document, self._canvases[at]) if 0 <= at < len(self._canvases) else []
        if self._after is not None and self.canvas_id() == self._after.canvas:
            self._choices = [*best_of(self._document, self._after), *self._choices]
        self.what.clear()
        for one in self._choices:
            self.what.addItem(f"{one.text} ({len(one.targets)})")
        self._suggest()

    def _suggest(self) -> None:
        chosen = self.chosen()
        if chosen is not None:
            # In a second round everybody chooses one; with as many dots as there are choices nothing would be decided.
            again = self._after is not None and len(chosen.targets) < len(ballots.results(self._document, self._after))
            self.dots.setText("1" if again else str(suggested_dots(len(chosen.targets))))
        self._tell()

    def set_form(self, form: str) -> None:
        """Dots that people share out, or a strength from 1 to 5 for each."""
        self.form = form
        self.forms[form].setChecked(True)
        self._each.setVisible(form != STRENGTH)
        self._tell()

    def chosen(self) -> Choice | None:
        """What would be voted on."""
        at = self.what.currentIndex()
        return self._choices[at] if 0 <= at < len(self._choices) else None

    def canvas_id(self) -> str:
        """The canvas that is chosen; "" without any."""
        at = self.canvas.currentIndex()
        return self._canvases[at].id if 0 <= at < len(self._canvases) else ""

    def _tell(self) -> None:
        people, dots = _whole(self.people.text()), _whole(self.dots.text())
        chosen = self.chosen()
        self._targets.show_choice(chosen)
        self.go.setEnabled(chosen is not None)
        if chosen is None:
            self._told.setText(_("There is nothing to vote on yet: write notes first."))
        elif self.form == STRENGTH:
            self._told.setText(_("Everybody gives each of them 1 to 5: hands for 1, for 2, and so on are counted."))
        elif people and dots:
            told = _("dots: {people} people × {dots} = {all}")
            self._told.setText(told.format(people=people, dots=dots, all=people * dots))
        else:
            self._told.setText(_("Without a number of people nothing is checked."))

    def start(self) -> None:
        """Begin, or say what is missing."""
        chosen, at = self.chosen(), self.canvas.currentIndex()
        people, dots = _whole(self.people.text()), _whole(self.dots.text())
        if chosen is None:
            return
        if people is None or dots is None:
            wrong = self.people if people is None else self.dots
            self._wrong.setText(_("A whole number is expected here."))
            self._wrong.show()
            wrong.setFocus()
            wrong.selectAll()
            return
        dots = 0 if self.form == STRENGTH else dots
        hidden = self.hidden.isChecked()
        self._begin(Begin(self._canvases[at].id, chosen.targets, chosen.text, people, dots, hidden, self.form))

    def focus_first(self) -> None:
        """Put the keyboard on the number of people: Enter there begins."""
        self.people.setFocus()
        self.people.selectAll()


class Targets(QFrame):
    """What would be voted on, as a list."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.setObjectName("card")
        self._document = document
        self._shown: Choice | None = None
        self._lines = column(gap=8)
        self.setLayout(column(self._lines, margins=(24, 20, 24, 24), gap=0))

    def show_choice(self, chosen: Choice | None) -> None:
        """Show the targets of a choice, the first ones of many."""
        if chosen is self._shown:
            return
        self._shown = chosen
        clear(self._lines)
        if chosen is None:
            return
        count = len(chosen.targets)
        self._lines.addWidget(label(f"{chosen.text} ({count})", "heading", wrap=True))
        for target in chosen.targets[:_MOST_SHOWN]:
            self._lines.addWidget(label(named(self._document, target)[0], "body", wrap=True))
        more = count - _MOST_SHOWN
        if more > 0:
            told = ngettext("and {count} more", "and {count} more", more).format(count=more)
            self._lines.addWidget(label(told, "quiet"))


def _whole(text: str) -> int | None:
    text = text.strip()
    return 0 if not text else int(text) if text.isdecimal() else None


def _field(caption: str, widget: QWidget) -> QLayout:
    title = label(caption, "field")
    title.setBuddy(widget)
    return column(title, widget, gap=4)
