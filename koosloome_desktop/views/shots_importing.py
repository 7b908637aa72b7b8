"""Pictures of the import: the preview of the founding plan, of a messy workbook's text, and a refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QPixmap

from koosloome_desktop.services.importing import TableInput, table_in
from koosloome_desktop.support.paths import resource

if TYPE_CHECKING:
    from koosloome_desktop.views.shots import Studio

_MUNICIPAL: Final = (
    "Sooääre valla tegevuskava 2026–2028\nKinnitatud volikogu otsusega; lisa 2\n\n"
    "Nr\tTegevus\tVastutaja\tPartnerid\tMaksumus\t\t\tRahastusallikas\tTulemus\tMärkused\n"
    "\t\t\t\t2026\t2027\t2028\t\t\t\n"
    "Eesmärk 1. Kogukonnamaja on iga päev lahti\n"
    "1.1\tRuumide remont\tabivallavanem\tkülaselts\t12000\t8000\t\tvalla eelarve\tMaja on korras\tjärjekord selgub\n"
    "1.2\tPerenaise leidmine\tkülavanem\t\t\t2 400\t2 400\tprojektitoetus\tMaja on lahti 5 päeval\t\n"
    "Eesmärk 2. Noortel on oma koht\n"
    "2.1\tNoortetuba\tnoorsootöötaja\tkool; noortekogu\tLeiame sponsori\t1 500.-\t\totsitakse\t20 noort käib\tvt 1.1\n"
    "Kokku\t\t\t\t12000\t11900\t2400\t\t\t\n"
)


def _preview(given: Callable[[], TableInput], *, down: float = 0.0, plan: bool = False) -> Callable[[Studio], QPixmap]:
    def draw(studio: Studio) -> QPixmap:
        from koosloome_desktop.views.importing.dialog import ImportDialog
        from koosloome_desktop.views.importing.start import targets_of

        window = studio.window
        studio.open(3) if plan else window.show_home()
        studio.settle()
        dialog = ImportDialog(given(), window.ctx, window.executor, parent=window, targets=targets_of(window))
        if down:
            dialog.show()
            studio.settle()
            scroll = dialog.area.verticalScrollBar()
            scroll.setValue(int(scroll.maximum() * down))
        return studio.picture(dialog)

    return draw


def _founding() -> TableInput:
    return table_in(resource("samples", "plan_2021_2024.tsv"))


IMPORTING: Final = (
    ("import_plan", _preview(_founding)),
    ("import_columns", _preview(lambda: TableInput("Sooääre valla tegevuskava", _MUNICIPAL), down=1.0, plan=True)),
    ("import_years", _preview(lambda: TableInput("Sooääre valla tegevuskava", _MUNICIPAL), plan=True)),
    ("import_refused", _preview(lambda: TableInput("arve", b"kuupaev;arve\n1.2.2026;7\n"))),
)
