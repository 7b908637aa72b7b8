"""The shapes of koosloome-workshop/1 above its canvases, and the Estonian labels that are written beside codes."""

from __future__ import annotations

from typing import Final

from koosloome_desktop.model.frozen import EMPTY
from koosloome_desktop.operations.codec import Field, Shape, derived, integer, nested, text, texts

SCHEMA: Final = "koosloome-workshop/1"

WEEKDAYS_ET: Final = "ETKNRLP"
TYPE_ET: Final = {
    "arrival": "Kogunemine", "check_in": "Häälestus", "agreements": "Kokkulepped", "canvas": "Lõuend",
    "vote": "Hääletus", "break": "Paus", "lunch": "Lõuna", "discussion": "Arutelu", "check_out": "Lõpuring",
    "feedback": "Tagasiside",
}  # fmt: skip
SECTOR_ET: Final = {
    "municipality": "omavalitsus", "ngo": "vabaühendus", "community": "kogukond", "business": "ettevõte",
    "youth": "noored", "state": "riik", "health": "tervishoid",
}  # fmt: skip

TOP: Final[Shape] = (
    nested("schema"),
    Field("sample", "bool", default=False),
    Field("sample_notice", "words", default=EMPTY),
    text("id", "code", required=True),
    Field("title", "words", default=EMPTY),
    text("theme"),
    text("format"),
    nested("workshop"),
    nested("participants"),
    nested("sessions"),
    Field("agreements", "list", default=()),
    Field("check_in", "object", default=None),
    Field("check_out", "object", default=None),
    nested("canvases"),
    nested("parking_lot"),
    nested("photos"),
    nested("feedback"),
    Field("groupings", "list", default=()),
    text("handed_over"),
    derived("counts"),
)
PHOTO: Final[Shape] = (
    text("id", "code", required=True),
    text("sha256", required=True),
    text("media_type"),
    text("name"),
    Field("width", "int", default=0),
    Field("height", "int", default=0),
)
"""A photo by its content; the bytes are no part of the JSON file (a `.koosloome` file carries them)."""
DETAILS: Final[Shape] = (
    Field("municipality", "object", default=EMPTY),
    text("place"),
    Field("language", "text", default="et"),
    integer("groups"),
    text("goal"),
    texts("expected_results"),
    text("development_plan_link"),
    texts("facilitation_roles"),
    integer("participants_planned"),
    integer("participants_present"),
    text("names_until"),
    text("programme"),
    derived("total_minutes"),
    Field("iteration", "object", default=None),
    Field("team_rule", "object", default=None),
)
PERSON: Final[Shape] = (
    text("code", required=True),
    text("role"),
    text("sector"),
    derived("sector_label_et"),
    Field("group", "any", default=None),
    text("organisation"),
    text("municipality"),
    text("task"),
    Field("present", "bool", default=True),
    Field("pair", "any", default=None),
)
SESSION: Final[Shape] = (
    Field("session", "int", "number", default=1, required=True),
    text("date"),
    derived("weekday_et"),
    text("start"),
    text("end"),
    derived("minutes"),
    nested("items"),
    text("form"),
    text("group"),
)
ITEM: Final[Shape] = (
    derived("order"),
    text("start"),
    text("end"),
    derived("minutes"),
    text("type"),
    derived("type_label_et"),
    text("title"),
    Field("method", "text", default=None),
    Field("canvas", "text", "canvas_code", default=None),
    texts("materials"),
    text("lead_role"),
    text("note"),
    text("outcome"),
    text("began"),
    text("ended"),
    Field("added", "int", default=0),
    text("paused"),
    Field("held", "int", default=0),
    Field("skipped", "bool", default=False),
    Field("steps", "list", default=()),
    Field("breakout", "bool", default=False),
)
