"""Frozen values as JSON between processes. Not pickle: what a reader's process answers is data, never code."""

from __future__ import annotations

import json
import types
import typing
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any


def to_json(value: Any) -> bytes:
    """A dataclass of plain values, tuples and dataclasses as JSON."""
    return json.dumps(_plain(value), ensure_ascii=True, separators=(",", ":")).encode()


def from_json(kind: type[Any], data: bytes) -> Any:
    """The dataclass again; TypeError, ValueError or KeyError for what is none of this kind."""
    return _value(kind, json.loads(data))


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _types(kind: type[Any]) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _value(kind: Any, value: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in {types.UnionType, typing.Union}:
        if value is None:
            return None
        return _value(next(one for one in typing.get_args(kind) if one is not type(None)), value)
    if origin is tuple:
        parts = typing.get_args(kind)
        if len(parts) == 2 and parts[1] is Ellipsis:
            return tuple(_value(parts[0], one) for one in value)
        return tuple(_value(part, one) for part, one in zip(parts, value, strict=True))
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _types(kind)
        return kind(**{name: _value(hints[name], value[name]) for name in _names(kind)})
    if not isinstance(value, kind):
        raise TypeError(kind)
    return value
