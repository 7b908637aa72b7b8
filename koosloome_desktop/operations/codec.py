"""The generic interchange codec: objects of a file ↔ fields of records, losing nothing.

A `Shape` lists the keys of one JSON object in schema order. Reading gives values for known keys, keeps unknown
keys whole (`extra`) and remembers optional keys that stood there at their default (`given`); writing gives all of it
back. Derived keys are recomputed on writing; where a file states another value, it is kept under ``stated`` beside it.
Each canvas kind has its own `interchange` that says which shapes its objects have.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import EMPTY, FrozenMap, freeze, thaw
from koosloome_desktop.model.records import Record
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.ids import record_uuid

R = TypeVar("R", bound=Record)

STATED: Final = "stated"
ANYWHERE: Final = "*"
"""Scope of references that name a record on whatever canvas by its code alone."""
NULL_MARK: Final = "!"
"""Prefix in `given` of a key that was null in the file and is stored as its default."""


@dataclass(frozen=True, slots=True)
class Field:
    """One key of an object. `kind`: text, int, number, bool, texts, words, list, object, any, part, derived, nested.

    `attr` is the record's field (default: the key). `default` is the value that need not be written; a `required`
    key is always written. Nested keys hold other records or objects: the interchange reads and writes them itself.
    A part is no record: it is stored whole in the record's `parts`.
    """

    key: str
    kind: str = "text"
    attr: str = ""
    default: Any = ""
    required: bool = False

    @property
    def name(self) -> str:
        """The record's field."""
        return self.attr or self.key


def text(key: str, attr: str = "", *, required: bool = False) -> Field:
    """A text key, empty by default."""
    return Field(key, "text", attr, "", required)


def integer(key: str, attr: str = "") -> Field:
    """A whole number, absent by default."""
    return Field(key, "int", attr, None)


def number(key: str, attr: str = "") -> Field:
    """A whole or decimal number, absent by default; integers stay integers."""
    return Field(key, "number", attr, None)


def texts(key: str, attr: str = "", *, required: bool = False) -> Field:
    """A list of texts."""
    return Field(key, "texts", attr, (), required)


def derived(key: str) -> Field:
    """A key that is computed on writing."""
    return Field(key, "derived")


def part(key: str) -> Field:
    """A key that is stored whole."""
    return Field(key, "part", "parts")


def nested(key: str) -> Field:
    """A key whose content other shapes describe."""
    return Field(key, "nested")


Shape = Sequence[Field]

_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "text": (str,),
    "int": (int,),
    "number": (int, float),
    "bool": (bool,),
    "texts": (list,),
    "words": (dict,),
    "list": (list,),
    "object": (dict,),
}


@dataclass(slots=True)
class Taken:
    """What reading one object found."""

    values: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    given: list[str] = field(default_factory=list)
    claims: dict[str, Any] = field(default_factory=dict)
    parts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that was read but should be looked at. `text` is for people, in the program's language."""

    code: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Derived values that a file states for one object."""

    record_id: str
    path: str
    place: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Waiting:
    """References of one record's field that are resolved when the whole file is read."""

    record_id: str
    attr: str
    refs: tuple[tuple[Any, str], ...]
    scope: str
    kinds: tuple[str, ...]


@dataclass(slots=True)
class Reading:
    """State of reading one file: the workshop's id, warnings, stated derived values, and every id handed out."""

    workshop: str
    warnings: list[Warned] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    ids: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """(kind, scope, code) → record id, for resolving references inside a scope (a canvas's code, or empty)."""
    used: set[str] = field(default_factory=set)
    waiting: list[Waiting] = field(default_factory=list)

    def later(
        self, record_id: str, attr: str, refs: Sequence[tuple[Any, str]], scope: str, kinds: Sequence[str]
    ) -> None:
        """Resolve references to records that may stand further down in the file, on any canvas, when all are read.

        `refs` are (code, place); a code is looked for in `scope`, ``canvas/code`` names one on another canvas.
        """
        if refs:
            self.waiting.append(Waiting(record_id, attr, tuple(refs), scope, tuple(kinds)))

    def settled(self, records: Sequence[Record]) -> list[Record]:
        """The records with the references that waited; RefusedInput names the place of one that leads nowhere."""
        found: dict[str, dict[str, Any]] = {}
        for wait in self.waiting:
            ids = tuple(self._anywhere(wait.kinds, wait.scope, code, place) for code, place in wait.refs)
            found.setdefault(wait.record_id, {})[wait.attr] = ids
        if not found:
            return list(records)
        return [_with_refs(r, found[r.id]) if r.id in found else r for r in records]

    def _anywhere(self, kinds: Sequence[str], scope: str, code: Any, place: str) -> str:
        parts = code.split("/") if isinstance(code, str) else []
        for at in range(1, len(parts)):  # the code of a canvas may have a slash in it, too
            other, rest = "/".join(parts[:at]), "/".join(parts[at:])
            if any((kind, other, rest) in self.ids for kind in kinds):
                return self.resolve(kinds, other, rest, place)
        if scope == ANYWHERE:
            scope = next((o for (k, o, c) in self.ids if c == code and k in kinds), "")
        return self.resolve(kinds, scope, code, place)

    def warn(self, code: str, place: str, told: str) -> None:
        """Keep a warning."""
        self.warnings.append(Warned(code, place, told))

    def identify(self, kind: str, scope: str, code: str, place: str) -> str:
        """The record id for a short id; refused when its scope uses it twice.

        A code that is unique in the workshop names the record alone; one that several canvases use is told apart
        by canvas.
        """
        if (kind, scope, code) in self.ids:
            raise refuse(_("the id {code} stands twice").format(code=code), place)
        record_id = record_uuid(self.workshop, kind, code)
        if record_id in self.used:
            record_id = record_uuid(self.workshop, kind, f"{scope}/{code}")
        self.used.add(record_id)
        self.ids[kind, scope, code] = record_id
        return record_id

    def resolve(self, kinds: Sequence[str], scope: str, code: Any, place: str) -> str:
        """The record id that a reference inside a scope names; refused when nothing is called so."""
        for kind in kinds:
            found = self.ids.get((kind, scope, code)) if isinstance(code, str) else None
            if found:
                return found
        raise refuse(_("nothing is called {code} here").format(code=code), place)

    def build(self, cls: type[R], record_id: str, place: str, parts: Mapping[str, Taken], **fixed: Any) -> R:
        """A record out of the objects (by path inside the record's own JSON) that describe it."""
        values: dict[str, Any] = {}
        extra: dict[str, Any] = {}
        given: list[str] = []
        for path, taken in parts.items():
            values |= taken.values
            if taken.extra:
                extra[path] = taken.extra
            given += [f"{path}.{key}" for key in taken.given]
            if taken.claims:
                self.claims.append(Claim(record_id, path, place, taken.claims))
        return cls(id=record_id, extra=FrozenMap(extra) if extra else EMPTY, given=tuple(given), **values | fixed)


@dataclass(slots=True)
class Writing:
    """State of writing one document. With `claims` it also notes where computed values differ from stated ones."""

    document: Document
    lang: str = "et"
    claims: Mapping[tuple[str, str], Claim] = field(default_factory=dict)
    differing: list[tuple[Claim, str, bool]] = field(default_factory=list)
    """(claim, key, whether this program computes that key)."""

    def put(
        self,
        shape: Shape,
        record: Record,
        path: str = "",
        *,
        computed: Mapping[str, Any] | None = None,
        inner: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """The object of `record` (its part at `path`) in schema order, `inner` being its nested keys."""
        computed, inner = computed or {}, inner or {}
        result: dict[str, Any] = {}
        extra = record.extra.get(path, EMPTY)
        for item in shape:
            if item.kind == "derived":
                if item.key in computed:
                    result[item.key] = computed[item.key]
            elif item.kind == "nested":
                _put_nested(result, item, record, path, inner.get(item.key))
            elif item.kind == "part":
                parts = getattr(record, item.name)
                if item.key in parts:
                    result[item.key] = thaw(parts[item.key])
            else:
                _put_value(result, item, record, path)
        if STATED in extra:
            result[STATED] = thaw(extra[STATED])
        result |= {k: thaw(v) for k, v in extra.items() if k != STATED}
        self._compare(record.id, path, computed)
        return result

    def _compare(self, record_id: str, path: str, computed: Mapping[str, Any]) -> None:
        claim = self.claims.get((record_id, path))
        if claim is None:
            return
        for key, value in claim.values.items():
            if key not in computed:
                self.differing.append((claim, key, False))
            elif computed[key] != value:
                self.differing.append((claim, key, True))


def _put_nested(result: dict[str, Any], item: Field, record: Record, path: str, value: Any) -> None:
    if value in (None, []) and f"{path}.{NULL_MARK}{item.key}" in record.given:
        result[item.key] = None
    elif value is not None:
        result[item.key] = value


def _put_value(result: dict[str, Any], item: Field, record: Record, path: str) -> None:
    value = getattr(record, item.name)
    at_default = value == item.default and type(value) is type(item.default)
    if at_default and f"{path}.{NULL_MARK}{item.key}" in record.given:
        result[item.key] = None
    elif not at_default or item.required or f"{path}.{item.key}" in record.given:
        result[item.key] = thaw(value)


def _with_refs(record: Record, values: Mapping[str, tuple[str, ...]]) -> Record:
    """A record with resolved references: all ids for a field of several, the one id for a field of one."""
    changes: dict[str, Any] = {k: ids if isinstance(getattr(record, k), tuple) else ids[0] for k, ids in values.items()}
    return replace(record, **changes)


def refuse(message: str, place: str) -> RefusedInput:
    """The error for a place in a file that cannot be read."""
    return RefusedInput(message, place=place, hint=_("Nothing was imported; mend the file and try again."))


def take(shape: Shape, data: Any, place: str) -> Taken:
    """Read one object by its shape; RefusedInput names the place of what does not fit."""
    if not isinstance(data, dict):
        raise refuse(_("an object is expected here"), place)
    known = {item.key: item for item in shape}
    taken = Taken()
    for key, value in data.items():
        _take_key(taken, known.get(key), key, value, f"{place}.{key}" if place else key)
    if taken.parts:
        taken.values["parts"] = FrozenMap(taken.parts)
    for item in shape:
        if item.required and item.kind not in {"nested", "derived", "part"} and item.key not in data:
            raise refuse(_("the key {key} is missing").format(key=item.key), place)
    return taken


def _take_key(taken: Taken, item: Field | None, key: str, value: Any, place: str) -> None:
    if key == STATED or item is None:
        taken.extra[key] = value
    elif item.kind == "derived":
        taken.claims[key] = value
    elif item.kind == "part":
        taken.parts[key] = value
    elif item.kind == "nested":
        if value is None:
            taken.given.append(NULL_MARK + key)
    else:
        _take_value(taken, item, value, place)


def _take_value(taken: Taken, item: Field, value: Any, place: str) -> None:
    if value is None:
        taken.values[item.name] = item.default
        taken.given.append(item.key if item.default is None else NULL_MARK + item.key)
        return
    _expect(item.kind, value, place)
    frozen = freeze(value)
    taken.values[item.name] = frozen
    if frozen == item.default and type(frozen) is type(item.default):
        taken.given.append(item.key)


def _expect(kind: str, value: Any, place: str) -> None:
    types = _TYPES.get(kind)
    if types is not None and (not isinstance(value, types) or (isinstance(value, bool) and bool not in types)):
        raise refuse(_expected(kind), place)
    if kind == "texts":
        for index, one in enumerate(value):
            if not isinstance(one, str):
                raise refuse(_expected("text"), f"{place}[{index}]")
    if kind == "words":
        for lang, one in value.items():
            if not isinstance(one, str):
                raise refuse(_expected("text"), f"{place}.{lang}")


def _expected(kind: str) -> str:
    told: dict[str, Callable[[], str]] = {
        "text": lambda: _("a text is expected here"),
        "int": lambda: _("a whole number is expected here"),
        "number": lambda: _("a number is expected here"),
        "bool": lambda: _("true or false is expected here"),
        "words": lambda: _("an object is expected here"),
        "object": lambda: _("an object is expected here"),
    }
    return told.get(kind, lambda: _("a list is expected here"))()


def items(data: Mapping[str, Any], key: str, place: str) -> list[tuple[Any, str]]:
    """The elements of a list key with their places; a missing or null key is an empty list."""
    value = data.get(key)
    if value is None:
        return []
    here = f"{place}.{key}" if place else key
    if not isinstance(value, list):
        raise refuse(_expected("list"), here)
    return [(one, f"{here}[{index}]") for index, one in enumerate(value)]


def inner_object(data: Mapping[str, Any], key: str, place: str) -> tuple[dict[str, Any] | None, str]:
    """The object under a key (None when missing or null) with its place."""
    value = data.get(key)
    here = f"{place}.{key}" if place else key
    if value is not None and not isinstance(value, dict):
        raise refuse(_expected("object"), here)
    return value, here


def list_or_none(record: Record, key: str, values: list[Any], path: str = "") -> list[Any] | None:
    """A nested list as it should be written: left out when empty unless the file had it."""
    return values if values or f"{path}.{key}" in record.given else None


def remember_lists(taken: Taken, data: Mapping[str, Any], shape: Shape) -> None:
    """Note nested keys that stand in the file, so that empty ones come back."""
    taken.given += [f.key for f in shape if f.kind == "nested" and data.get(f.key) is not None]
