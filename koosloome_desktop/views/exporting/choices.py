"""What to export, as what, on which paper, in which language: each choice narrows the next to what can be written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.operations import queries
from koosloome_desktop.services.export_formats import COLUMN_SETS, FORMATS, WHATS, FormatSpec, Part, offered
from koosloome_desktop.services.export_order import Wish, language_of
from koosloome_desktop.services.export_order import plans as plans_of
from koosloome_desktop.support.i18n import LANGUAGES, N_, _
from koosloome_desktop.views.canvas_words import canvas_title
from koosloome_desktop.views.combo import Combo
from koosloome_desktop.views.exporting.chips import Chips
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.plan.columns import SET_BY_NAME
from koosloome_desktop.views.widgets import column, row

_SHORT: Final = {
    "report": N_("Whole report"),
    "plan": N_("Action plan"),
    "review": N_("What changed"),
    "agenda": N_("Agenda"),
    "guide": N_("Guide"),
    "canvas": N_("One canvas"),
    "poster": N_("Poster"),
    "blank": N_("Blank canvas"),
}
"""What stands on a chip; `WHATS` says it in full."""
_LANGUAGES: Final = {"et": "Eesti", "en": "English", "ru": "Русский"}
_KEPT: Final = ("format", "paper", "tile", "canvas", "columns", "audience", "scale", "background")
_SCALES: Final = {"1": "1×", "2": "2×", "3": "3×", "4": "4×"}
_GROUNDS: Final = {"white": N_("White"), "transparent": N_("Transparent")}
_FOR: Final = {"facilitator": N_("For those who run it"), "participants": N_("For participants")}
_KINDS: Final = {
    ".pdf": "PDF", ".docx": "Word", ".xlsx": "Excel", ".csv": "CSV", ".ics": N_("Calendar"), ".png": N_("Picture"),
    ".svg": "SVG", ".json": "JSON", ".md": "Markdown", ".koosloome": "Koosloome",
}  # fmt: skip


class Choices(QWidget):
    """All choices; `changed` tells that one of them is another now."""

    changed = Signal()

    def __init__(
        self, document: Document, last: dict[str, Any], lang: str, tables: Mapping[str, Any] | None = None
    ) -> None:
        """`last` is what was exported last, `lang` the interface's language, `tables` how each plan's table is shown
        (settings by canvas id): a plan is printed in the columns that were chosen for the screen.
        """
        super().__init__()
        self._lang, self._tables = lang, tables or {}
        self._document = document
        self.by_format: dict[str, dict[str, Part]] = {e: offered(document, spec) for e, spec in FORMATS.items()}
        self.what, self.format = Chips(_("What to export")), Chips(_("Format"))
        self.paper, self.tile = Chips(_("Paper")), Chips(_("Cut into sheets"))
        self.lang, self.audience = Chips(_("Language of headings")), Chips(_("Written for"))
        self.scale, self.background = Chips(_("Size of the picture")), Chips(_("Background"))
        self.canvas, self.columns = _combo(_("Canvas")), _combo(_("Columns of the plan"))
        self.names = QCheckBox(_("Names of participants"))
        self.pictures = QCheckBox(_("Drawings of the canvases"))
        self.canvas_row, self.columns_row = _titled(_("Canvas"), self.canvas), _titled(_("Columns"), self.columns)
        self.untagged = label(
            _("For a screen reader choose Word: a PDF of this program has no tags."), "muted", wrap=True
        )
        self.setLayout(
            column(self.what, self.format, self.untagged, self.canvas_row, self.paper, self.tile, self.columns_row,
                   self.audience, self.scale, self.background, self.lang, self.names, self.pictures, gap=10)
        )  # fmt: skip
        self._fill(last)
        for chips in (self.what, self.format, self.paper, self.tile, self.lang, self.audience, self.scale,
                      self.background):  # fmt: skip
            chips.picked.connect(self._picked)
        for combo in (self.canvas, self.columns):
            combo.activated.connect(self._picked)
        for box in (self.names, self.pictures):
            box.toggled.connect(self._picked)

    def _fill(self, last: dict[str, Any]) -> None:
        """The choices of last time, as far as this workshop has them."""
        whats = {w: _(_SHORT[w]) for w in _SHORT if any(w in parts for parts in self.by_format.values())}
        whats |= {w: _(words) for w, words in WHATS.items() if w not in _SHORT and self._formats(w)}
        self.what.offer(whats, _known(last, "what", whats, "report"))
        self._wanted = {k: str(last.get(k) or "") for k in _KEPT}
        own = language_of(self._document, None)
        self.lang.offer({code: _LANGUAGES[code] for code in LANGUAGES}, _known(last, "lang", _LANGUAGES, own))
        self._narrow()

    def _formats(self, what: str) -> list[str]:
        return [ending for ending, parts in self.by_format.items() if what in parts]

    def _picked(self, *_told: object) -> None:
        self._wanted = {"format": self.format.chosen, **self._details()}
        self._narrow()
        self.changed.emit()

    def _details(self) -> dict[str, str]:
        return {
            "paper": self.paper.chosen, "tile": self.tile.chosen, "audience": self.audience.chosen,
            "canvas": str(self.canvas.currentData() or ""), "columns": str(self.columns.currentData() or ""),
            "scale": self.scale.chosen, "background": self.background.chosen,
        }  # fmt: skip

    def _narrow(self) -> None:
        """Offer what the chosen part and format can do; what was wanted stays where it is possible."""
        wanted, what = self._wanted, self.what.chosen
        endings = self._formats(what)
        ending = wanted["format"] if wanted["format"] in endings else endings[0]
        self.format.offer({e: _(_KINDS.get(e, FORMATS[e].label)) for e in endings}, ending)
        part = self.by_format[ending][what]
        papers = {p: p.upper() for p in part.papers}
        self.paper.offer(papers, wanted["paper"] if wanted["paper"] in papers else next(iter(papers), ""))
        tiles = {"": _("In one piece"), **{t: t.upper() for t in part.tiles}} if part.tiles else {}
        self.tile.offer(tiles, wanted["tile"] if wanted["tile"] in tiles else "")
        audiences = {a: _(_FOR.get(a, a)) for a in part.audiences}
        self.audience.offer(
            audiences, wanted["audience"] if wanted["audience"] in audiences else next(iter(audiences), "")
        )
        self.scale.offer(_SCALES if part.scaled else {}, wanted["scale"] if wanted["scale"] in _SCALES else "2")
        grounds = {g: _(words) for g, words in _GROUNDS.items()} if part.scaled else {}
        self.background.offer(grounds, wanted["background"] if wanted["background"] in grounds else "white")
        self.names.setVisible(part.names)
        self.pictures.setVisible(part.pictured)
        self.untagged.setVisible(ending == ".pdf" and ".docx" in endings)
        self.lang.setVisible(FORMATS[ending].spoken)
        self._offer_canvases(part, wanted["canvas"])
        self._offer_columns(part, wanted["columns"])

    def _offer_canvases(self, part: Part, wanted: str) -> None:
        self.canvas_row.setVisible(bool(part.canvas))
        self.canvas.clear()
        if not part.canvas:
            return
        if part.canvas == "any":
            self.canvas.addItem(_("All of them"), "")
        for one in self._canvases():
            if part.scaled and one.type == "action_plan":
                continue  # a plan is a table, no drawing
            self.canvas.addItem(canvas_title(one, self._lang), one.code)
        self.canvas.setCurrentIndex(max(self.canvas.findData(wanted), 0))

    def _canvases(self) -> list[Canvas]:
        found = queries.canvases(self._document)
        plans = self.what.chosen in {"plan", "review"}
        return [c for c in found if c.code and (not plans or c.type == "action_plan")]

    def _offer_columns(self, part: Part, wanted: str) -> None:
        self.columns_row.setVisible(part.columned)
        self.columns.clear()
        if part.columned:
            shown = self._shown()
            told = _("As on the screen: {columns}").format(columns=_(SET_BY_NAME[shown].title)) if shown else ""
            self.columns.addItem(told or _("As they suit the plan"), "")
            for name, words in COLUMN_SETS.items():
                self.columns.addItem(_(words), name)
            self.columns.setCurrentIndex(max(self.columns.findData(wanted), 0))

    def _shown(self) -> str:
        """The column set in which the chosen plan (else the first) stands on the screen, "" for the usual one."""
        code = str(self.canvas.currentData() or "")
        plans = [c for c in plans_of(self._document) if not code or c.code == code]
        chosen = self._tables.get(plans[0].id) if plans else None
        name = str(chosen.get("columns") or "") if isinstance(chosen, Mapping) else ""
        return name if name in COLUMN_SETS and name in SET_BY_NAME else ""

    # -- what was chosen

    @property
    def spec(self) -> FormatSpec:
        """The format that is chosen."""
        return FORMATS[self.format.chosen]

    def wish(self) -> Wish:
        """Everything that is chosen, as the writer takes it."""
        part = self.by_format[self.format.chosen][self.what.chosen]
        made = self._details()
        return Wish(
            what=self.what.chosen,
            lang=self.lang.chosen or None,
            paper=made["paper"],
            tile=made["tile"],
            canvas=made["canvas"],
            names=self.names.isChecked() and part.names,
            columns=made["columns"] or (self._shown() if part.columned else ""),
            audience=made["audience"],
            scale=float(made["scale"] or 2),
            background=made["background"] or "white",
            pictures=self.pictures.isChecked() and part.pictured,
        )

    def remembered(self) -> dict[str, str]:
        """What the next time begins with; never that people's names are printed."""
        return {"what": self.what.chosen, "format": self.format.chosen, "lang": self.lang.chosen, **self._details()}


def _known(last: dict[str, Any], key: str, among: dict[str, str], other: str) -> str:
    found = str(last.get(key) or "")
    return found if found in among else other if other in among else next(iter(among))


def _combo(name: str) -> Combo:
    made = Combo()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(12)
    return made


def _titled(title: str, field: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(column(label(title, "section"), row(field, gap=0), gap=4))
    return holder
