"""Pictures of the plan's table: every set of columns, groups, filter, remarks, editors. Samples 03 and 06, the four
years' plan.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtGui import QPixmap

from koosloome_desktop.views.plan.columns import SETS
from koosloome_desktop.views.plan.page import PlanPage
from koosloome_desktop.views.plan.shape import Filter, Shape
from koosloome_desktop.views.shots import SAMPLES, Studio

SOCIAL, SCHOOL = SAMPLES[0], SAMPLES[1]
YEARS: Final = "plan_2021_2024.tsv"
Setting = Callable[[PlanPage], object]


def looked(
    shape: Shape, sample: str = SOCIAL, place: int = 3, then: Setting | None = None
) -> Callable[[Studio], QPixmap]:
    """A picture of the table of a sample, looked at in a way; afterwards it is as it was."""

    def draw(studio: Studio) -> QPixmap:
        page = studio.open(place, sample)
        if not isinstance(page, PlanPage):
            raise TypeError(sample)
        page.model.reshape(shape)
        page.table_view().refresh_words()
        page.table.arrange()
        studio.settle()
        page.table.go_to(page.model.rows[1].id)
        if then is not None:
            then(page)
        picture = studio.picture()
        page.table_view().marks.hide()
        page.model.reshape(Shape())
        page.table_view().refresh_words()
        return picture

    return draw


def _marks(page: PlanPage) -> None:
    page.table_view().show_marks()


def _right(page: PlanPage) -> None:
    page.table.go_to(page.model.rows[3].id, "status")


def _letter(page: PlanPage) -> None:
    page.table.go_to(page.model.rows[2].id, "rasci:2")
    page.table.blocks.letter("A")


def _long(page: PlanPage) -> None:
    page.table.go_to(page.model.rows[2].id, "milestones")
    page.table.edit(page.table.currentIndex())


def table_scenes() -> list[tuple[str, Callable[[Studio], QPixmap], tuple[str, ...]]]:
    """Name, how it is drawn, what is in the library."""
    found: list[tuple[str, Callable[[Studio], QPixmap], tuple[str, ...]]] = [
        (f"plan_set_{s.name}", looked(Shape(columns=s.name)), SAMPLES) for s in SETS
    ]
    found += [
        ("plan_school_usual", looked(Shape(), SCHOOL), SAMPLES),
        ("plan_school_progress", looked(Shape(columns="progress"), SCHOOL), SAMPLES),
        ("plan_school_municipality", looked(Shape(columns="municipality"), SCHOOL), SAMPLES),
        ("plan_all_scrolled", looked(Shape(columns="all"), then=_right), SAMPLES),
        ("plan_grouped", looked(Shape(group="owner_role")), SAMPLES),
        ("plan_sorted", looked(Shape(columns="municipality", sort="time", down=True)), SAMPLES),
        ("plan_filtered", looked(replace(Shape(), filter=Filter(text="vabaühendus"))), SAMPLES),
        ("plan_remarks", looked(Shape(), then=_marks), SAMPLES),
        ("plan_letters", looked(Shape(columns="rasci"), then=_letter), SAMPLES),
        ("plan_milestones", looked(Shape(columns="avp"), then=_long), SAMPLES),
        ("plan_four_years", looked(Shape(columns="five"), YEARS, 0), (YEARS,)),
    ]
    return found
