"""What can be done with a plan as a whole: its RASCI roles, its years, the decision that adopted it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from koosloome_desktop.model.records import Canvas
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import rasci
from koosloome_desktop.operations.actions import adopt, set_years
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.zones import local

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.page import PlanPage


def whole_commands(page: PlanPage) -> list[Command]:
    """Roles of the matrix, years, adoption: all in Ctrl+K, each one undo step."""
    do = _Whole(page)
    return [
        Command("plan.rasci.begin", N_("Begin a RASCI matrix"), (), "users", "plan",
                lambda: bool(page.model.everything()) and not do.has_matrix(), do.begin),
        Command("plan.rasci.add", N_("RASCI: add a role …"), (), "user-plus", "plan", do.has_matrix, do.add_role),
        Command("plan.rasci.rename", N_("RASCI: rename the role …"), (), "pencil", "plan", do.on_role, do.rename_role,
                do.role),
        Command("plan.rasci.left", N_("RASCI: role to the left"), (), "arrow-left", "plan", do.on_role,
                partial(do.move_role, -1), do.role),
        Command("plan.rasci.right", N_("RASCI: role to the right"), (), "arrow-right", "plan", do.on_role,
                partial(do.move_role, 1), do.role),
        Command("plan.rasci.remove", N_("RASCI: remove the role"), (), "trash-2", "plan", do.on_role, do.remove_role,
                do.role),
        Command("plan.rasci.drop", N_("Remove the RASCI matrix"), (), "trash-2", "plan", do.has_matrix, do.drop),
        Command("plan.years", N_("Years of the plan …"), (), "calendar", "plan", run=do.years),
        Command("plan.adopt", N_("The plan was adopted …"), (), "flag", "plan",
                lambda: bool(page.model.everything()), do.adopt),
        Command("plan.adopt.back", N_("Take the adoption back"), (), "undo-2", "plan", do.adopted, do.adopt_back),
    ]  # fmt: skip


class _Whole:
    def __init__(self, page: PlanPage) -> None:
        self._page = page

    def canvas(self) -> Canvas:
        return self._page.workshop.document.get(self._page.canvas_id, Canvas)

    def has_matrix(self) -> bool:
        found = self._page.workshop.document.find(self._page.canvas_id)
        return isinstance(found, Canvas) and rasci.used(found)

    def adopted(self) -> bool:
        found = self._page.workshop.document.find(self._page.canvas_id)
        return isinstance(found, Canvas) and found.parts.get("adopted") is not None

    def role(self) -> str:
        """The role whose column the cell cursor is in; "" elsewhere."""
        if self._page.views.current_name != "table" or not self.has_matrix():
            return ""
        kind, _sep, number = self._page.table.columns_.current().partition(":")
        roles = rasci.read(self._page.workshop.document, self._page.canvas_id).roles
        return roles[int(number)] if kind == "rasci" and number.isdigit() and int(number) < len(roles) else ""

    def on_role(self) -> bool:
        return bool(self.role())

    def _run(self, label: str, work: Callable[[Transaction], object]) -> str:
        """Do it in one step; why it cannot be, "" when it was done."""
        try:
            self._page.workshop.run(label, work)
        except KoosloomeError as error:
            return error.line()
        return ""

    # -- RASCI

    def begin(self) -> None:
        page = self._page
        lang = page.workshop.document.workshop.language
        self._run(N_("Begin a RASCI matrix"), lambda tx: rasci.start(tx, page.canvas_id, lang))
        page.show_view("table")
        page.table.columns_.choose("rasci")

    def add_role(self) -> None:
        from koosloome_desktop.views.plan.whole_dialogs import AskRole

        page, role = self._page, self.role()
        roles = rasci.read(page.workshop.document, page.canvas_id).roles
        at = roles.index(role) + 1 if role else None

        def keep(name: str) -> str:
            return self._run(N_("Add a role"), lambda tx: rasci.add_role(tx, page.canvas_id, name, at))

        AskRole(_("Add a role"), "", keep, page.window()).ask()

    def rename_role(self) -> None:
        from koosloome_desktop.views.plan.whole_dialogs import AskRole

        page, role = self._page, self.role()

        def keep(name: str) -> str:
            if name.strip() == role:
                return ""
            return self._run(N_("Rename the role"), lambda tx: rasci.rename_role(tx, page.canvas_id, role, name))

        AskRole(_("Rename the role"), role, keep, page.window()).ask()

    def move_role(self, step: int) -> None:
        page, role = self._page, self.role()
        at = rasci.read(page.workshop.document, page.canvas_id).roles.index(role) + step
        if at >= 0:
            self._run(N_("Move the role"), lambda tx: rasci.move_role(tx, page.canvas_id, role, at))

    def remove_role(self) -> None:
        page, role = self._page, self.role()
        self._run(N_("Remove the role"), lambda tx: rasci.remove_role(tx, page.canvas_id, role))

    def drop(self) -> None:
        self._run(N_("Remove the RASCI matrix"), lambda tx: rasci.remove(tx, self._page.canvas_id))

    # -- years and adoption

    def years(self) -> None:
        from koosloome_desktop.views.plan.whole_dialogs import AskYears

        def keep(years: list[int]) -> str:
            return self._run(N_("Years of the plan"), lambda tx: set_years(tx, self.canvas(), years))

        AskYears([str(y) for y in self.canvas().years], keep, self._page.window()).ask()

    def adopt(self) -> None:
        from koosloome_desktop.views.plan.whole_dialogs import AskAdoption

        page = self._page
        today = local(page.ctx.clock.now()).date()

        def keep(day: str, by: str) -> str:
            return self._run(N_("The plan was adopted"), lambda tx: adopt(tx, self.canvas(), day, by))

        AskAdoption(self.canvas(), today, page.ctx.lang, keep, page.window()).ask()

    def adopt_back(self) -> None:
        self._run(N_("Take the adoption back"), lambda tx: adopt(tx, self.canvas(), ""))
