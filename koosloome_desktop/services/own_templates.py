"""Own templates: files of the library's folder, each a workshop file without content that a colleague can be given.

A template is koosloome-workshop/1 with one object more, ``template: {title, line}``, and sessions that say their `day`
(days after the first one) in place of a date. Whoever opens it with another program has an empty workshop.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from koosloome_desktop.model.document import Document
from koosloome_desktop.services import reuse, workshop_file
from koosloome_desktop.services.agenda_templates import AgendaTemplate, template_of
from koosloome_desktop.services.template_files import ENDING, KEY, files, folder_of, is_template, parsed, told
from koosloome_desktop.support.errors import KoosloomeError, RefusedInput
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.ids import new_id
from koosloome_desktop.support.paths import ensure_dir
from koosloome_desktop.support.settingsfile import write_text_atomic
from koosloome_desktop.support.text import clean, clean_title, file_name

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService

__all__ = [
    "OwnTemplate", "all_of", "as_template", "bring", "delete", "folder_of", "give", "is_template", "make_workshop",
    "read", "rename", "save",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A template in its file. `agenda` is its shape as the built-in ones have it, its titles as they were written."""

    path: Path
    title: str
    line: str
    language: str
    agenda: AgendaTemplate
    data: Mapping[str, Any]


def as_template(document: Document, title: str, line: str = "") -> dict[str, Any]:
    """A workshop's form as the object of a template file."""
    bare = Document(document.id)
    bare.load(reuse.template_records(document), 0)
    data = workshop_file.write(bare)
    days = reuse.day_numbers(document)
    for session in data.get("sessions") or ():
        if session.get("session") in days:
            session["day"] = days[session["session"]]
    named = {"title": clean_title(title).text, "line": clean(line).text}
    return {"schema": data["schema"], KEY: named, **{k: v for k, v in data.items() if k not in {"schema", "counts"}}}


def save(library: LibraryService, document: Document, title: str, line: str = "") -> OwnTemplate:
    """Keep a workshop's form as a template of its own name; RefusedInput without a title, OSError from the disk."""
    return _keep(folder_of(library), {**as_template(document, title, line), "id": new_id()})


def all_of(library: LibraryService) -> list[OwnTemplate]:
    """The own templates by title; a file that is none is passed over."""
    found = []
    for path in files(library):
        try:
            found.append(read(path))
        except (KoosloomeError, OSError):
            continue
    return sorted(found, key=lambda t: t.title.casefold())


def read(path: Path) -> OwnTemplate:
    """A template file; RefusedInput when it is none, OSError from the disk."""
    data = parsed(path)
    title, line = told(data, path)
    document = Document(new_id())
    document.load(workshop_file.read(_dated(data, None), workshop_id=document.id).records, 0)
    agenda = template_of(document, path.stem, title)
    agenda = _with_days(agenda, data)
    return OwnTemplate(path, title, line, document.workshop.language, agenda, data)


def bring(library: LibraryService, path: Path) -> OwnTemplate:
    """Take a colleague's template into the library's own."""
    found = read(path)
    return _keep(folder_of(library), dict(found.data))


def rename(template: OwnTemplate, title: str, line: str | None = None) -> OwnTemplate:
    """Another title (and line); the file keeps its name."""
    named = {"title": clean_title(title).text, "line": template.line if line is None else clean(line).text}
    if not named["title"]:
        raise RefusedInput(_("A template needs a name."))
    write_text_atomic(template.path, workshop_file.dumps({**template.data, KEY: named}))
    return read(template.path)


def delete(template: OwnTemplate) -> None:
    """Take a template away; `give` brings it back."""
    template.path.unlink(missing_ok=True)


def give(template: OwnTemplate, path: Path) -> Path:
    """Write a template to a place, for a colleague or back where it was; the path."""
    ensure_dir(path.parent)
    write_text_atomic(path, workshop_file.dumps(template.data))
    return path


def make_workshop(
    library: LibraryService, template: OwnTemplate, title: str, *, place: str = "", day: date | None = None
) -> str:
    """A new workshop from a template, its meetings from `day` on (None: without dates); its id."""
    made, words = new_id(), {template.language: clean(title).text}
    data = {k: v for k, v in _dated(template.data, day).items() if k != KEY}
    details = {**(data.get("workshop") or {}), "place": clean(place).text}
    data |= {"id": made, "title": words, "workshop": details}
    records = workshop_file.read(data, workshop_id=made).records
    return library.store.create(records, label=N_("New workshop")).id


def _keep(folder: Path, data: dict[str, Any]) -> OwnTemplate:
    title = str(data[KEY].get("title") or "")
    if not title.strip():
        raise RefusedInput(_("A template needs a name."))
    ensure_dir(folder)
    taken = {p.name for p in folder.iterdir()}
    path = folder / file_name(title, ENDING, taken=taken)
    write_text_atomic(path, workshop_file.dumps(data))
    return read(path)


def _dated(data: Mapping[str, Any], first: date | None) -> dict[str, Any]:
    """The object with dates for its days, the first one on `first`."""
    sessions = []
    for raw in data.get("sessions") or ():
        if not isinstance(raw, dict):
            sessions.append(raw)
            continue
        one = {k: v for k, v in raw.items() if k not in {"day", "weekday_et"}}
        if first is not None:
            one["date"] = (first + timedelta(days=_number(raw.get("day")))).isoformat()
        sessions.append(one)
    return {**data, "sessions": sessions}


def _with_days(agenda: AgendaTemplate, data: Mapping[str, Any]) -> AgendaTemplate:
    days = [_number(s.get("day")) if isinstance(s, dict) else 0 for s in data.get("sessions") or ()]
    meetings = tuple(replace(m, day=d) for m, d in zip(agenda.meetings, days, strict=False))
    return replace(agenda, meetings=meetings)


def _number(value: Any) -> int:
    return value if type(value) is int and 0 <= value < 4000 else 0
