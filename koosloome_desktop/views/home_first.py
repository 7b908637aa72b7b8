"""The very first screen: three ways to begin, the language, one line that says where data lives; and what stands there
when a library cannot be opened.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from koosloome_desktop.support.i18n import LANGUAGES, _, ngettext
from koosloome_desktop.views.home_cards import MiniatureCard, TemplateCard
from koosloome_desktop.views.home_grid import CardGrid
from koosloome_desktop.views.plain import label, section_label
from koosloome_desktop.views.templates import TEMPLATES
from koosloome_desktop.views.widgets import button, column, frame, row
from koosloome_desktop.views.window_words import LANGUAGE_NAMES

if TYPE_CHECKING:
    from koosloome_desktop.support.errors import KoosloomeError
    from koosloome_desktop.views.home import Home
    from koosloome_desktop.views.thumbs import Thumb

Run = Callable[[], object]


def first_screen(home: Home, thumbs: list[Thumb]) -> QWidget:
    """For an empty library; digits choose the cards (`Home.keyPressEvent`)."""
    begin = partial(home.make.emit, TEMPLATES[0].code)
    ways: tuple[tuple[str, str, str, Run], ...] = (
        (_("Try the sample (2 min)"), _("A whole workshop with four canvases, and seven steps that tick themselves."),
         "play", home.try_sample.emit),
        (_("The workshop begins now"), _("A question is enough: agenda, canvases and the wall stand ready."), "clock",
         home.start_now.emit),
        (_("I am preparing"), _("Choose an agenda, then write question, place and date."), "calendar", begin),
    )  # fmt: skip
    cards = CardGrid(least=240, most=3, even=True)
    for number, (title, text, icon, run) in enumerate(ways, 1):
        card = TemplateCard(f"{number}  {title}", text, icon)
        card.clicked.connect(partial(run_it, run))
        cards.add(card)
    way = CardGrid(least=160, most=4, even=True)
    for thumb in thumbs:
        picture = MiniatureCard(thumb.title, 0, thumb.picture)
        picture.clicked.connect(partial(run_it, begin))
        way.add(picture)
    made = QWidget()
    made.setLayout(
        column(
            24,
            label(_("From a shared problem to actions that somebody answers for"), "display", wrap=True),
            label(_("Type what people say. The program keeps the order, the dots and the sums."), "quiet", wrap=True),
            12, cards, 4, _languages(home), 20,
            section_label(_("Four canvases, one way")), way, gap=12,
        )
    )  # fmt: skip
    return made


def _languages(home: Home) -> QWidget:
    """One press and the screen speaks another language."""
    chips = []
    for lang in LANGUAGES:
        chip = button(LANGUAGE_NAMES[lang], "chip", run=partial(home.ctx.commands.run, f"window.language.{lang}"))
        chip.setCheckable(True)
        chip.setChecked(lang == home.ctx.lang)
        chips.append(chip)
    made = QWidget()
    made.setLayout(row(label(_("Language"), "muted"), *chips, None, gap=8))
    return made


def _show_in_folder(place: str) -> None:
    from koosloome_desktop.views.dialogs import show_in_folder

    show_in_folder(place)


def where_line(home: Home) -> QWidget:
    """Where the workshops are, and the way there in the file manager."""
    library = home.library
    if library is None:
        return QWidget()
    if library.file is None:
        told = _("The workshops are in the shared library {place}.").format(place=library.store.place)
    else:
        # A picture of the screen (`shots`) is the same wherever it is made.
        place = Path(library.store.place).name if home.ctx.fixed else _short(library.store.place)
        told = _("The workshops are on this computer only: {place}").format(place=place)
    count = len(home.rows)
    if count:
        told += " · " + ngettext("{count} workshop", "{count} workshops", count).format(count=count)
    words: QLabel = label(told, "muted", wrap=True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made = QWidget()
    line = row(words, gap=8)
    line.setStretch(0, 1)
    if library.file is not None:
        line.addWidget(button(_("Show in folder"), "link", run=partial(_show_in_folder, str(library.file))))
    made.setLayout(line)
    return made


def _short(place: str) -> str:
    """A path as people know it: their own folder is ~."""
    try:
        return str(Path("~") / Path(place).relative_to(Path.home()))
    except ValueError:
        return place


def not_opened(error: KoosloomeError, again: Run) -> QWidget:
    """What happened, what it means for the data, what helps, and the way to try once more."""
    card = frame("card")
    card.setMaximumWidth(720)
    told = [label(_("The library could not be opened"), "heading", wrap=True), label(error.message, "body", wrap=True)]
    if error.hint:
        told.append(label(error.hint, "quiet", wrap=True))
    for shown in told:
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    told.append(label(_("Nothing was changed: what is in it stays as it is."), "quiet", wrap=True))
    once_more = button(_("Try again"), "primary", icon="redo-2", run=again)
    once_more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    card.setLayout(column(*told, 8, row(once_more, None), margins=(24, 20, 24, 24), gap=8))
    made = QWidget()
    made.setLayout(column(24, card))
    return made


def run_it(do: Run, _checked: bool = False) -> None:
    """Do it; whether a button is checked does not matter."""
    do()
