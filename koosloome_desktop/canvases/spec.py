"""What a canvas kind is, as data: variants, zones, note kinds, guiding questions, layout.

A folder in `canvases/` with a module `spec` that has a `SPEC: CanvasSpec` is a canvas; a new variant is one entry
in it.
Labels of built-in zones live here in three languages and are found by code; only own labels are stored in records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final, ParamSpec, Protocol, TypeVar

if TYPE_CHECKING:
    from koosloome_desktop.layout.primitives import Board, LayoutProfile
    from koosloome_desktop.model.document import Document
    from koosloome_desktop.model.records import Canvas, Record
    from koosloome_desktop.operations.codec import Reading, Writing


@dataclass(frozen=True, slots=True)
class Words:
    """One text in the three languages of the program."""

    et: str
    en: str
    ru: str

    def get(self, lang: str) -> str:
        """The text in `lang`, Estonian when it has none."""
        return {"en": self.en, "ru": self.ru}.get(lang, self.et) or self.et


NOTHING: Final = Words("", "", "")


@dataclass(frozen=True, slots=True)
class LineSpec:
    """A line that separates lanes: how it is drawn (interaction, visibility, internal) and its name."""

    code: str
    title: Words


@dataclass(frozen=True, slots=True)
class ZoneSpec:
    """A built-in zone, lane or ring: its code in files, title, guiding question, note kind and example texts.

    `single` zones hold one sentence (a core problem); `child_of` names the zone whose notes a first note hangs under;
    `line` is drawn above a lane.
    """

    code: str
    title: Words
    hint: Words = NOTHING
    kind: str = ""
    ghosts: tuple[Words, ...] = ()
    single: bool = False
    child_of: str = ""
    line: LineSpec | None = None


@dataclass(frozen=True, slots=True)
class StageSpec:
    """A stage that a new journey starts with."""

    title: Words


@dataclass(frozen=True, slots=True)
class LinkKind:
    """One meaning that a link between two notes can have: its code in files, its word, and how its line is drawn.

    `role` is the role of the curve: link (plain), wish (dashed), money, clash. A label in a file that is none of the
    codes and words is somebody's own, drawn plain and kept.
    """

    code: str
    title: Words
    role: str = "link"


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to use a canvas kind. `layout` names the drawing (`canvases.drawing`); `minutes` is a first guess for its
    block; `links` are the kinds of links people can draw, chosen by digit in this order; with `open_zones` people add
    zones of their own; in a form with the layout `axes` the first zone that is not `single` is the field, with `forces`
    the first two such zones are the sides; `scalar` is what + and − change on a note: dots (votes), strength,
    attitude, chosen, priority, emotion.
    """

    code: str
    title: Words
    layout: str
    zones: tuple[ZoneSpec, ...] = ()
    stages: tuple[StageSpec, ...] = ()
    question: Words = NOTHING
    minutes: int = 45
    first_zone: str = ""
    """Where a new note lands when nothing was chosen yet."""
    links: tuple[LinkKind, ...] = ()
    open_zones: bool = False
    own_kind: str = ""
    """Kind of the notes in zones that people added."""
    scalar: str = "dots"
    axes: tuple[Words, ...] = ()
    """What the axes of a form with the layout `axes` say: across, upwards, then the names of its quadrants (both high,
    only upwards, only across, both low), which may be left out. Without any they are interest and influence.
    """
    also: Words = NOTHING
    """What else people call it; choosing a canvas finds it by that, too."""
    offered: bool = True
    """Whether the program offers it for new canvases (others are read, shown and written all the same)."""

    def zone(self, code: str) -> ZoneSpec | None:
        """The built-in zone of that code."""
        return next((z for z in self.zones if z.code == code), None)


def labels(variants: Iterable[Variant]) -> dict[str, dict[str, str]]:
    """Built-in labels by zone code as files carry them ({"et", "en"}), over all variants of a kind."""
    return {z.code: {"et": z.title.et, "en": z.title.en} for v in variants for z in v.zones}


class Reader(Protocol):
    """Turns a canvas object of a file into records."""

    def __call__(self, reading: Reading, data: dict[str, Any], place: str, order: str) -> list[Record]:
        """Records of this canvas, the Canvas first."""
        ...


class Writer(Protocol):
    """Turns a canvas of a document into its object in a file."""

    def __call__(self, writing: Writing, canvas: Canvas) -> dict[str, Any]:
        """The object in schema order."""
        ...


_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


def later(make: Callable[[], Callable[_Given, _Result]]) -> Callable[_Given, _Result]:
    """What `make` gives, made at its first call: a drawing on paper or a board needs nothing that reads files."""
    made = cache(make)

    def call(*args: _Given.args, **named: _Given.kwargs) -> _Result:
        return made()(*args, **named)

    return call


Drawing = Callable[["Document", "Canvas", "LayoutProfile", str], "Board"]
"""(document, canvas, profile, language) → the drawing that screen, wall and paper share."""


@dataclass(frozen=True, slots=True)
class CanvasSpec:
    """One canvas kind."""

    type: str
    title: Words
    code: str
    """Base of the code of new canvases: problem, problem-2 …"""
    icon: str
    variants: tuple[Variant, ...]
    read: Reader
    write: Writer
    board: Drawing
    needs: ZoneSpec | None = None
    """The zone in which needs stand, for kinds that have them."""
    questions: tuple[Words, ...] = ()
    """Questions that lead a room through any form of the kind, in the order in which they are usually asked."""
    layouts: Mapping[str, Drawing] = field(default_factory=dict)
    """Drawings of the kind's own by the name of the layout, asked before those of `canvases.drawing`."""

    def variant(self, code: str) -> Variant | None:
        """The variant of that code, or None."""
        return next((v for v in self.variants if v.code == code), None)
