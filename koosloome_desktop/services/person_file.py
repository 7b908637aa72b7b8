"""What is known of a person as a file: an object for machines, lines for people (GDPR Art. 15 and 20)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from koosloome_desktop.services.persons import Person
from koosloome_desktop.support import settingsfile
from koosloome_desktop.support.errors import StorageError
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.reasons import reason

KIND_WORDS: Final = {
    "workshop": N_("Workshop"),
    "session": N_("Session"),
    "agenda_item": N_("Agenda"),
    "person": N_("Participant"),
    "person_name": N_("Participant's name"),
    "canvas": N_("Canvas"),
    "note": N_("Note"),
    "cluster": N_("Group of notes"),
    "action": N_("Action"),
    "milestone": N_("Milestone"),
    "plan_table": N_("Plan"),
    "review": N_("Follow-up"),
    "submission": N_("Note from a phone"),
    "asset": N_("Photo"),
    "conflict": N_("Two versions"),
}
"""Message ids by kind; what is not here is called a text."""


def person_json(person: Person) -> dict[str, Any]:
    """What is known of a person as one object: participants, and every text that names them."""
    return {
        "schema": "koosloome-person/1",
        "names": list(person.spellings),
        "participants": [
            {"workshop": k.workshop, "code": k.code, "role": k.role, "sector": k.sector,
             "organisation": k.organisation, "name": k.name}
            for k in person.known
        ],
        "texts": [
            {"workshop": h.workshop, "title": h.workshop_title, "in_bin": h.in_bin, "record": h.record, "kind": h.kind,
             "found": list(h.forms), "fields": [{"field": name, "text": text} for name, text in h.texts]}
            for h in person.hits
        ],
        "places_in_library": person.cells,
        "snapshots": person.copies,
    }  # fmt: skip


def write_person(person: Person, out: Path) -> None:
    """Write what is known into a file: an object for ``.json``, else lines to read. Raises StorageError."""
    if out.suffix.lower() == ".json":
        text = json.dumps(person_json(person), ensure_ascii=False, indent=1) + "\n"
    else:
        text = "\n".join(person_lines(person)) + "\n"
    try:
        settingsfile.write_text_atomic(out, text, private=True)
    except OSError as error:
        raise StorageError(
            _("The file cannot be written ({reason}).").format(reason=reason(error)), place=str(out)
        ) from error


def person_lines(person: Person) -> list[str]:
    """What is known of a person, in lines to read in the language now."""
    lines = [_("Looked for: {names}").format(names=", ".join(person.spellings))]
    for known in person.known:
        facts = (known.code, known.name, known.role, known.sector, known.organisation)
        lines.append(" · ".join(part for part in facts if part))
    title = None
    for hit in person.hits:
        if hit.workshop != title:
            title = hit.workshop
            lines += ["", f"{hit.workshop_title} ({_('in the bin')})" if hit.in_bin else hit.workshop_title]
        lines += [f"  {kind_word(hit.kind)}: {' '.join(text.split())}" for _name, text in hit.texts]
    return lines


def kind_word(kind: str) -> str:
    """What a kind of record is called."""
    return _(KIND_WORDS[kind]) if kind in KIND_WORDS else _("Text")
