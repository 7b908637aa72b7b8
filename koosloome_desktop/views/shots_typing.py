"""The screens of somebody typing that `shots` draws: same again, who speaks, a cluster named in the line, a title."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QPixmap

from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.operations.groups import say_again
from koosloome_desktop.views.canvas_page import CanvasPage
from koosloome_desktop.views.quick_note import quick_note
from koosloome_desktop.views.shots import Studio

_WRONG: Final = "fdnj,ecs dtxthjv yt üjlzn"


def _page(studio: Studio, place: int = 0) -> CanvasPage:
    page = studio.open(place)
    if not isinstance(page, CanvasPage):
        raise TypeError("this is no canvas to write on")
    page.prefixes.put("")
    return page


def _left(studio: Studio, page: CanvasPage) -> QPixmap:
    """The picture, and the desk as it was."""
    picture = studio.picture()
    for _round in range(3):
        page.modes.escape()
    page.speaking.group = ""
    page.prefixes.put("")
    page.drafts.save()
    page.refresh()
    return picture


def same_again(studio: Studio) -> QPixmap:
    """Half a thought that stands on the board already, said twice before; the bar is in the list."""
    page = _page(studio)
    cause = next(n for n in page.presenter.notes() if n.zone == "cause" and n.parent)
    page.workshop.run("Same again", lambda tx: say_again(tx, cause, "3"))
    page.speaking.group = "2"
    page.bar.line.setText(" ".join(cause.text.split()[:4]))
    page.same.look()
    page.same.at = 0
    page.same.show()
    picture = _left(studio, page)
    page.workshop.undo()
    return picture


def speaking(studio: Studio) -> QPixmap:
    """The groups to choose from; one of them is chosen."""
    page = _page(studio)
    page.speaking.group = "2"
    page.speaking.pick()
    return _left(studio, page)


def prefix(studio: Studio) -> QPixmap:
    """A cluster named at the beginning of the line."""
    page = _page(studio)
    label = next((c.label for c in page.verbs.clusters()), "")
    page.prefixes.put(f"#{label.split()[0]} {page.presenter.notes()[-1].text}")
    return _left(studio, page)


def wrong_layout(studio: Studio) -> QPixmap:
    """Russian typed with an Estonian layout, and what was meant."""
    page = _page(studio)
    page.bar.line.setText(_WRONG)
    return _left(studio, page)


def long_line(studio: Studio) -> QPixmap:
    """A thought that is too long for one note."""
    page = _page(studio)
    page.bar.line.setText(" ".join(n.text for n in page.presenter.notes()[:4]))
    return _left(studio, page)


def many_clusters(studio: Studio) -> QPixmap:
    """The first digit of a two-digit cluster waits for the second."""
    page = _page(studio)

    def more(tx: Transaction) -> None:
        for note in page.presenter.notes()[:9]:
            verbs.add_cluster(tx, page.canvas_id, note.text.split()[0])

    page.workshop.run("Group notes", more)
    page.modes.arrange(page.order()[0])
    page.digits.press(1)
    picture = _left(studio, page)
    page.workshop.undo()
    return picture


def title(studio: Studio) -> QPixmap:
    """The ring on the title of a stage."""
    page = _page(studio, 1)
    page.titles.focus(("stage", page.presenter.of_note(page.presenter.notes()[0]).stage))
    return _left(studio, page)


def quick(studio: Studio) -> QPixmap:
    """A quick note over the plan."""
    studio.open(3)
    view = studio.window.view
    if view is None:
        raise LookupError("no workshop is open")
    line = quick_note(view, studio.window.ctx.commands, studio.window.toast.say)
    line.open()
    line.line.setText(view.workshop.document.workshop.place)
    picture = studio.picture()
    line.line.clear()
    line.close_line()
    return picture
