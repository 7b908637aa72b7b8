"""What must hold in every document, and how a transaction is closed so that it does.

Foreign changes and undo may bring references whose target is gone. They are settled by the rule declared with the field
(`records.OnDelete`) inside the same change set, so every reader sees only whole documents. `problems` is the
independent check of the same promises, used by tests and by `koosloome check`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, get_type_hints

from koosloome_desktop.model.index import references
from koosloome_desktop.model.records import KINDS, Note, OnDelete, Record

if TYPE_CHECKING:
    from koosloome_desktop.model.document import Document

MAX_TEXT = 10_000


class Editor(Protocol):
    """What closing needs of a transaction."""

    @property
    def document(self) -> Document:
        """The document as it stands inside the transaction."""
        ...

    def put(self, record: Record) -> None:
        """Create or replace a record."""
        ...

    def drop(self, record_id: str) -> None:
        """Take a record out."""
        ...


class InvalidRecord(ValueError):
    """A record breaks its kind's own rules: a bug in the caller, never told to a user as such."""


def close(editor: Editor, touched: Iterable[str]) -> None:
    """Settle every reference that the touched records leave dangling, and every circle of parents."""
    work = list(touched)
    while work:
        record_id = work.pop()
        record = editor.document.find(record_id)
        if record is None:
            for user_id, field in editor.document.pointing_at(record_id):
                user = editor.document.find(user_id)
                if user is not None and _settle(editor, user, field, record_id):
                    work.append(user_id)
            continue
        for field, target in list(references(record)):
            if editor.document.find(target) is None:
                current = editor.document.find(record_id)
                if current is not None and _settle(editor, current, field, target):
                    work.append(record_id)
        current = editor.document.find(record_id)
        if isinstance(current, Note) and current.parent and _in_circle(editor.document, current):
            editor.put(_with(current, "parent", ""))


def _settle(editor: Editor, record: Record, field: str, target: str) -> bool:
    """Apply the rule of one field whose target is gone; True when the record itself went."""
    rule = record.refs[field]
    if rule is OnDelete.CASCADE:
        editor.drop(record.id)
        return True
    if rule is OnDelete.PRUNE:
        kept = tuple(t for t in getattr(record, field) if t != target)
        editor.put(_with(record, field, kept))
    else:
        editor.put(_with(record, field, ""))
    return False


def _with(record: Record, field: str, value: Any) -> Record:
    return replace(record, **{field: value})


def _in_circle(document: Document, note: Note) -> bool:
    seen = {note.id}
    parent = note.parent
    while parent:
        if parent in seen:
            return True
        seen.add(parent)
        above = document.find(parent)
        parent = above.parent if isinstance(above, Note) else ""
    return False


@cache
def _types_of(kind: str) -> dict[str, tuple[type, ...]]:
    """The types of a kind's fields, read from its annotations when its first record is checked: reading those of all
    kinds took five thousandths of a second of every start.
    """
    cls = KINDS[kind]
    hints = get_type_hints(cls)
    result: dict[str, tuple[type, ...]] = {}
    for field in fields(cls):
        hint = hints[field.name]
        options = getattr(hint, "__args__", None) if type(hint).__name__ == "UnionType" else (hint,)
        plain = tuple(getattr(o, "__origin__", o) for o in options or (hint,))
        if Any not in plain:
            result[field.name] = plain
    return result


def validate(record: Record) -> None:
    """Check one record against its kind's declared types and limits; raises InvalidRecord."""
    for name, types in _types_of(record.kind).items():
        value = getattr(record, name)
        if type(value) not in types:
            raise InvalidRecord(f"{record.kind}.{name} is {type(value).__name__}")
        if isinstance(value, str) and len(value) > MAX_TEXT:
            raise InvalidRecord(f"{record.kind}.{name} has {len(value)} characters")
    if not record.id:
        raise InvalidRecord(f"{record.kind} without id")


def problems(document: Document) -> Iterator[str]:
    """Everything that does not hold in a document, one line each; nothing for a whole one."""
    for record in document.records():
        try:
            validate(record)
        except InvalidRecord as error:
            yield f"{record.id}: {error}"
        for field, target in references(record):
            if document.find(target) is None:
                yield f"{record.id}: {record.kind}.{field} points at {target}, which is not there"
        if isinstance(record, Note) and record.parent and _in_circle(document, record):
            yield f"{record.id}: circle of parents"
    workshops = [r for r in document.records() if r.kind == "workshop"]
    if document.count() and len(workshops) != 1:
        yield f"{len(workshops)} workshop records"
