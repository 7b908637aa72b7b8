"""Write `resources/koosloome-workshop-1.schema.json` from the shapes that the program reads and writes by.

Run `.venv/bin/python packaging/schema.py` after a change of a shape; a test fails while the published file is behind.
Unknown keys are allowed everywhere: the program keeps them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from koosloome_desktop.canvases.action_plan import interchange as plan  # noqa: E402
from koosloome_desktop.canvases.journey_map import interchange as journey  # noqa: E402
from koosloome_desktop.canvases.problem_map import interchange as problem  # noqa: E402
from koosloome_desktop.canvases.resource_map import interchange as resources  # noqa: E402
from koosloome_desktop.operations import interchange as shared  # noqa: E402
from koosloome_desktop.operations import interchange_parking as parking  # noqa: E402
from koosloome_desktop.operations import interchange_stages as stages  # noqa: E402
from koosloome_desktop.operations.codec import Field, Shape  # noqa: E402
from koosloome_desktop.services import workshop_shapes as top  # noqa: E402

TARGET = ROOT / "resources" / "koosloome-workshop-1.schema.json"

_TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": ["string", "null"], "maxLength": 10_000},
    "int": {"type": ["integer", "null"]},
    "number": {"type": ["number", "null"]},
    "bool": {"type": ["boolean", "null"]},
    "texts": {"type": ["array", "null"], "items": {"type": "string"}},
    "words": {"type": ["object", "null"], "additionalProperties": {"type": "string"}},
    "list": {"type": ["array", "null"]},
    "object": {"type": ["object", "null"]},
}
AMOUNT: dict[str, Any] = {"type": ["integer", "string", "number"], "description": "euros; with cents as text: 12.50"}
SUM: dict[str, Any] = {**AMOUNT, "type": [*AMOUNT["type"], "null"]}
BY_YEAR: dict[str, Any] = {"type": ["object", "null"], "additionalProperties": AMOUNT}
CODE: dict[str, Any] = {"type": ["string", "null"]}


def described(shape: Shape, **nested: Any) -> dict[str, Any]:
    """The schema of one object; `nested` describes the keys that the shape leaves to other shapes."""
    properties = {item.key: nested.get(item.key) or _one(item) for item in shape}
    required = [item.key for item in shape if item.required and item.key != "id"]
    found: dict[str, Any] = {"type": "object", "properties": properties}
    return {**found, "required": required} if required else found


def _one(item: Field) -> dict[str, Any]:
    if item.kind == "derived":
        return {"description": "derived: computed on writing; another value in a file is kept under stated"}
    return dict(_TYPES.get(item.kind, {}))


def many(inner: dict[str, Any]) -> dict[str, Any]:
    """A list of such objects."""
    return {"type": ["array", "null"], "items": inner}


def canvas(kind: str, shape: Shape, **nested: Any) -> dict[str, Any]:
    """One canvas type with what all types share."""
    tally = described(shared.TALLY, target=CODE)
    votes = {
        "voting": described(shared.VOTING),
        "ballots": many(described(shared.BALLOT, tallies=many(tally))),
        "clusters": many(described(shared.CLUSTER, notes=many(CODE))),
        "links": many(described(shared.LINK, **{"from": CODE, "to": CODE})),
        "continues": CODE,
    }
    found = described(shape, **votes, **nested)
    found["properties"]["type"] = {"const": kind}
    return found


DOTS: dict[str, Any] = {"type": ["integer", "null"], "minimum": 0}


def _note(shape: Shape, **nested: Any) -> dict[str, Any]:
    """A note: the keys of its kind and those that notes of every kind may have."""
    return described(
        (*shape, *shared.NOTE_MORE),
        votes=DOTS,
        sources=many(CODE),
        photo=CODE,
        merged_into=CODE,
        held=many(CODE),
        continues=CODE,
        **nested,
    )


def _row() -> dict[str, Any]:
    return described(
        plan.ROW,
        budget_eur=BY_YEAR,
        milestones=many(described(plan.MILESTONE)),
        sources=many(CODE),
        votes=DOTS,
        funding_eur={"type": ["object", "null"], "additionalProperties": BY_YEAR},
        own_contribution_eur=SUM,
        spent_eur=SUM,
        percent={"type": ["integer", "null"], "minimum": 0, "maximum": 100},
        reminders=many(described(plan.REMINDER)),
        history=many(described(plan.HISTORY, old={}, new={})),
        continues=CODE,
    )


def _meeting() -> dict[str, Any]:
    found = described(plan.MEETING, rows=many(described(plan.MEETING_ROW, actual_eur=SUM)))
    return {**found, "type": ["object", "null"]}


def canvases() -> list[dict[str, Any]]:
    """The canvas types this program knows, and any other."""
    zones = many(described(shared.ZONE))
    felt = described(stages.EMOTION, to_be=described(stages.TO_BE))
    stage = described(stages.STAGE, emotion=felt)
    return [
        canvas(
            "problem_map",
            problem.CANVAS,
            zones=zones,
            notes=many(_note(shared.PROBLEM_NOTE, parent=CODE)),
            how_might_we=many({"type": "string"}),
        ),
        canvas(
            "journey_map",
            journey.CANVAS,
            stages=many(stage),
            lanes=zones,
            notes=many(_note(journey.NOTE, stage=CODE)),
        ),
        canvas(
            "resource_map",
            resources.CANVAS,
            zones=zones,
            notes=many(_note(resources.NOTE)),
            needs=many(_note(resources.NEED)),
            matches=many(described(resources.MATCH, need=CODE, resource=CODE)),
            relations=many(described(resources.RELATION, **{"from": CODE, "to": CODE})),
        ),
        canvas(
            "action_plan",
            plan.CANVAS,
            rows=many(_row()),
            tables=many(described(plan.TABLE, stated_total_eur=AMOUNT)),
            follow_up=_meeting(),
            reviews=many(_meeting()),
        ),
        {"type": "object", "required": ["id", "type"], "description": "an unknown type or variant is kept whole"},
    ]


def schema() -> dict[str, Any]:
    """The whole schema."""
    session = described(top.SESSION, items=many(described(top.ITEM)))
    whole = described(
        top.TOP,
        schema={"const": top.SCHEMA},
        workshop=described(top.DETAILS),
        participants=many(described(top.PERSON)),
        sessions=many(session),
        canvases=many({"anyOf": canvases()}),
        parking_lot=many({"anyOf": [{"type": "string"}, _note(parking.PARKED, canvas=CODE, parent=CODE)]}),
        photos=many(described(top.PHOTO, sha256={"type": "string", "pattern": "^[0-9a-f]{64}$"})),
        feedback={"type": ["object", "null"]},
    )
    whole["required"] = ["schema", "id"]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": top.SCHEMA, **whole}


def text() -> str:
    """The schema as it is published."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
