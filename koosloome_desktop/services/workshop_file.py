"""koosloome-workshop/1: a whole workshop as a JSON object, into records and back without losing a value."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from koosloome_desktop.canvases import spec_of, variant_of
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import EMPTY, FrozenMap, thaw
from koosloome_desktop.model.order import spread
from koosloome_desktop.model.records import (
    AgendaItem,
    Asset,
    Canvas,
    Person,
    Record,
    Session,
    Workshop,
)
from koosloome_desktop.operations import iterations, plan, queries
from koosloome_desktop.operations.codec import (
    NULL_MARK,
    STATED,
    Reading,
    Taken,
    Warned,
    Writing,
    inner_object,
    items,
    list_or_none,
    refuse,
    remember_lists,
    take,
)
from koosloome_desktop.operations.interchange import auto_code
from koosloome_desktop.operations.interchange_parking import check_lot, identify_parked, read_parking, write_parking
from koosloome_desktop.operations.money import eur_json
from koosloome_desktop.operations.rounds import average as average_of
from koosloome_desktop.services.workshop_shapes import (
    DETAILS,
    ITEM,
    PERSON,
    PHOTO,
    SCHEMA,
    SECTOR_ET,
    SESSION,
    TOP,
    TYPE_ET,
    WEEKDAYS_ET,
)
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.ids import workshop_uuid
from koosloome_desktop.support.patterns import pattern_of

_SHA256: Final = pattern_of("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class ReadWorkshop:
    """What a file holds: the workshop's id, its records, and what people should look at."""

    id: str
    records: tuple[Record, ...]
    warnings: tuple[Warned, ...]


def read(data: Any, *, workshop_id: str = "") -> ReadWorkshop:
    """Records of a parsed file; RefusedInput names the place of what cannot be read.

    `workshop_id` reads the file as another workshop (its records get other ids), for a copy beside an edited original.
    """
    if not isinstance(data, dict):
        raise refuse(_("an object is expected here"), "")
    _check_schema(data)
    top = take(TOP, data, "")
    remember_lists(top, data, TOP)
    reading = Reading(workshop_id or workshop_uuid(top.values["code"]))
    people = _read_people(reading, data)
    sessions = _read_sessions(reading, data)
    parked = identify_parked(reading, data)
    canvases: list[Record] = []
    found = items(data, "canvases", "")
    for (raw, here), order in zip(found, spread(len(found)), strict=True):
        canvases += _read_canvas(reading, raw, here, order)
    workshop = _read_head(reading, data, top)
    loose = [*read_parking(reading, data, parked, canvases), *_read_photos(reading, data)]
    records = reading.settled([workshop, *people, *sessions, *canvases, *loose])
    check_lot(reading, records)
    return _with_stated(reading, records)


def _check_schema(data: Mapping[str, Any]) -> None:
    schema = data.get("schema")
    if schema == SCHEMA:
        return
    family, _slash, version = str(schema).partition("/")
    if isinstance(schema, str) and family == "koosloome-workshop" and version.isdigit() and int(version) > 1:
        told = _("this file was written by a newer version of the program ({schema})").format(schema=schema)
        raise refuse(told, "schema")
    raise refuse(_("this is not a workshop file: the schema must be {schema}").format(schema=SCHEMA), "schema")


def _read_head(reading: Reading, data: dict[str, Any], top: Taken) -> Workshop:
    parts = {"": top}
    details, here = inner_object(data, "workshop", "")
    if details is not None:
        parts["workshop"] = take(DETAILS, details, here)
    feedback, _here = inner_object(data, "feedback", "")
    frozen = None if feedback is None else _without_averages(reading, feedback)
    return reading.build(Workshop, reading.workshop, "", parts, feedback=frozen)


def _without_averages(reading: Reading, feedback: dict[str, Any]) -> FrozenMap:
    """Feedback as stored; an average that its counts do not give is kept under `stated` in its question."""
    questions = feedback.get("questions")
    if not isinstance(questions, list):
        return FrozenMap(feedback)
    kept = []
    for index, question in enumerate(questions):
        one = dict(question) if isinstance(question, dict) else question
        average = _average(one)
        if isinstance(one, dict) and average is not None and "average" in one and one["average"] != average:
            place = f"feedback.questions[{index}].average"
            reading.warn("import.stated_differs", place, _told_differs(one["average"], average))
            told = one.get(STATED)
            said = told if isinstance(told, dict) else {}
            one = {**one, "average": average, STATED: {"average": one["average"], **said}}
        kept.append(one)
    return FrozenMap({**feedback, "questions": kept})


def _average(question: Any) -> float | int | None:
    return average_of(question.get("counts")) if isinstance(question, Mapping) else None


def _read_people(reading: Reading, data: dict[str, Any]) -> list[Record]:
    found = items(data, "participants", "")
    result: list[Record] = []
    for index, ((raw, here), order) in enumerate(zip(found, spread(len(found)), strict=True)):
        taken = take(PERSON, auto_code(raw, "code", "O", index), here)
        record_id = reading.identify("person", "", taken.values["code"], f"{here}.code")
        result.append(reading.build(Person, record_id, here, {"": taken}, order=order))
    return result


def _read_sessions(reading: Reading, data: dict[str, Any]) -> list[Record]:
    found = items(data, "sessions", "")
    result: list[Record] = []
    for index, ((raw, here), order) in enumerate(zip(found, spread(len(found)), strict=True)):
        one = {"session": index + 1, **raw} if isinstance(raw, dict) else raw
        taken = take(SESSION, one, here)
        remember_lists(taken, one, SESSION)
        if taken.values.get("date") and _weekday(taken.values["date"]) is None:
            raise refuse(_("a date is expected here, as 2026-10-15 or 2026-10"), f"{here}.date")
        session_id = reading.identify("session", "", str(taken.values["number"]), f"{here}.session")
        result.append(reading.build(Session, session_id, here, {"": taken}, order=order))
        blocks = items(one, "items", here)
        for number, ((block, where), key) in enumerate(zip(blocks, spread(len(blocks)), strict=True)):
            row = take(ITEM, block, where)
            item_id = reading.identify("agenda_item", "", f"{taken.values['number']}/{number}", where)
            result.append(reading.build(AgendaItem, item_id, where, {"": row}, session=session_id, order=key))
    return result


def _read_canvas(reading: Reading, raw: Any, place: str, order: str) -> list[Record]:
    if not isinstance(raw, dict):
        raise refuse(_("an object is expected here"), place)
    spec = spec_of(raw["type"]) if isinstance(raw.get("type"), str) else None
    if spec is not None and isinstance(raw.get("variant"), str) and spec.variant(raw["variant"]) is not None:
        return spec.read(reading, raw, place, order)
    code = raw.get("id")
    if not isinstance(code, str) or not isinstance(raw.get("type"), str):
        raise refuse(_("a canvas needs an id and a type"), place)
    told = _("the canvas {code} is of a kind this program does not know; it is kept whole").format(code=code)
    reading.warn("import.unknown_canvas", place, told)
    title = raw.get("title")
    variant = raw.get("variant")
    record_id = reading.identify("canvas", "", code, f"{place}.id")
    return [
        Canvas(
            id=record_id,
            code=code,
            type=raw["type"],
            variant=variant if isinstance(variant, str) else "",
            title=title if isinstance(title, str) else "",
            raw=FrozenMap(raw),
            order=order,
        )
    ]


def _read_photos(reading: Reading, data: dict[str, Any]) -> list[Record]:
    """The photos by their content; the pictures themselves are not in a JSON file."""
    found = items(data, "photos", "")
    result: list[Record] = []
    for (raw, here), order in zip(found, spread(len(found)), strict=True):
        taken = take(PHOTO, raw, here)
        if not _SHA256.fullmatch(taken.values["sha256"]):
            raise refuse(_("a SHA-256 in 64 small hexadecimal digits is expected here"), f"{here}.sha256")
        record_id = reading.identify("photo", "", taken.values["code"], f"{here}.id")
        result.append(reading.build(Asset, record_id, here, {"": taken}, order=order))
    return result


def _with_stated(reading: Reading, records: list[Record]) -> ReadWorkshop:
    """Compare the derived values a file states with those computed; what differs is kept under `stated`."""
    document = Document(reading.workshop)
    document.load(records, 0)
    writing = Writing(document, claims={(c.record_id, c.path): c for c in reading.claims})
    _write(writing)
    changed: dict[str, Record] = {}
    for claim, key, computes in writing.differing:
        record = changed.get(claim.record_id) or next(r for r in records if r.id == claim.record_id)
        extra = record.extra.get(claim.path, EMPTY)
        value = claim.values[key]
        if computes:
            extra = extra.having(STATED, extra.get(STATED, EMPTY).having(key, value))
            place = ".".join(p for p in (claim.place, claim.path, key) if p)
            reading.warn("import.stated_differs", place, _told_differs(value, None))
        else:
            extra = extra.having(key, value)
        changed[claim.record_id] = replace(record, extra=record.extra.having(claim.path, extra))
    kept = tuple(changed.get(r.id, r) for r in records)
    return ReadWorkshop(reading.workshop, kept, tuple(reading.warnings))


def _told_differs(stated: Any, computed: Any) -> str:
    if computed is None:
        return _("the file states {stated}, the program computes another value; both are kept").format(stated=stated)
    told = _("the file states {stated}, the program computes {computed}; both are kept")
    return told.format(stated=stated, computed=computed)


def write(document: Document) -> dict[str, Any]:
    """The whole workshop as a JSON object in canonical order."""
    return _write(Writing(document))


def dumps(data: Mapping[str, Any]) -> str:
    """Canonical text of a workshop object: indent 1, non-ASCII as is, final LF."""
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _write(writing: Writing) -> dict[str, Any]:
    document = writing.document
    workshop = document.workshop
    sessions = [_write_session(writing, s) for s in queries.sessions(document)]
    minutes = [s["minutes"] for s in sessions if "minutes" in s]
    people = [
        writing.put(PERSON, p, computed={"sector_label_et": SECTOR_ET[p.sector]} if p.sector in SECTOR_ET else {})
        for p in queries.people(document)
    ]
    details = writing.put(DETAILS, workshop, "workshop", computed={"total_minutes": sum(minutes)} if minutes else {})
    inner = {
        "schema": SCHEMA,
        "workshop": _details(workshop, details),
        "participants": list_or_none(workshop, "participants", people),
        "sessions": list_or_none(workshop, "sessions", sessions),
        "canvases": [_write_canvas(writing, c) for c in queries.canvases(document)],
        "parking_lot": list_or_none(workshop, "parking_lot", write_parking(writing)),
        "photos": list_or_none(workshop, "photos", [writing.put(PHOTO, a) for a in document.within(Asset, "")]),
        "feedback": None if workshop.feedback is None else _write_feedback(workshop.feedback),
    }
    return writing.put(TOP, workshop, computed={"counts": counts(document)}, inner=inner)


def _details(workshop: Workshop, details: dict[str, Any]) -> dict[str, Any] | None:
    """The `workshop` object; one that was null stays null until something besides the derived minutes is in it."""
    if f".{NULL_MARK}workshop" in workshop.given and not details.keys() - {"total_minutes"}:
        return None
    return details if details or ".workshop" in workshop.given else None


def _write_canvas(writing: Writing, canvas: Canvas) -> dict[str, Any]:
    spec = spec_of(canvas.type)
    if canvas.raw is not None or spec is None or variant_of(canvas.type, canvas.variant) is None:
        raw: dict[str, Any] = thaw(canvas.raw) if canvas.raw is not None else {}
        return raw
    return spec.write(writing, canvas)


def _write_session(writing: Writing, session: Session) -> dict[str, Any]:
    rows = []
    for index, item in enumerate(writing.document.within(AgendaItem, session.id)):
        computed: dict[str, Any] = {"order": index + 1} | _minutes(item.start, item.end)
        if item.type in TYPE_ET:
            computed["type_label_et"] = TYPE_ET[item.type]
        rows.append(writing.put(ITEM, item, computed=computed))
    weekday = _weekday(session.date)
    computed = ({"weekday_et": weekday} if weekday else {}) | _minutes(session.start, session.end)
    return writing.put(SESSION, session, computed=computed, inner={"items": list_or_none(session, "items", rows)})


def _weekday(text_date: str) -> str | None:
    try:
        return WEEKDAYS_ET[date.fromisoformat(text_date).weekday()]
    except ValueError:
        return None


def _minutes(start: str, end: str) -> dict[str, int]:
    """Minutes between two wall times; past midnight when the end is before the start."""
    try:
        first, last = (int(t[:2]) * 60 + int(t[3:5]) for t in (start, end) if t[2] == ":")
    except (ValueError, IndexError):
        return {}
    return {"minutes": (last - first) % (24 * 60)}


def _write_feedback(feedback: FrozenMap) -> dict[str, Any]:
    result: dict[str, Any] = thaw(feedback)
    questions = result.get("questions")
    for question in questions if isinstance(questions, list) else ():
        average = _average(question)
        if average is not None and isinstance(question, dict):
            stated = question.pop(STATED, None)
            question["average"] = average
            if stated is not None:
                question[STATED] = stated
    return result


def counts(document: Document) -> dict[str, Any]:
    """The derived `counts` of a workshop as it is now: what a later iteration carries on is not counted twice."""
    by_type: dict[str, int] = {}
    newest = iterations.current(document)
    for canvas in newest:
        by_type[canvas.type] = by_type.get(canvas.type, 0) + len(queries.notes(document, canvas.id))
    actions = [a for canvas in newest for a in queries.actions(document, canvas.id)]
    return {
        "participants": len(queries.people(document)),
        "problem_notes": by_type.get("problem_map", 0),
        "journey_notes": by_type.get("journey_map", 0),
        "resource_notes": by_type.get("resource_map", 0),
        "needs": sum(len(queries.notes(document, canvas.id, "need")) for canvas in newest),
        "actions": len(actions),
        "milestones": sum(len(queries.milestones(document, a.id)) for a in actions),
        "plan_total_eur": eur_json(plan.totals(actions).total),
    }
