"""Deep-frozen JSON values: what a record may hold besides plain scalars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

Json = Any
"""A value as the json module makes it: None, bool, int, float, str, list, dict."""


class FrozenMap(Mapping[str, Any]):
    """An immutable mapping that keeps its order; two are equal when keys, order and values are (and 1 is not True)."""

    __slots__ = ("_data", "_hash")

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        self._data: dict[str, Any] = {str(k): freeze(v) for k, v in data.items()} if data else {}
        self._hash: int | None = None

    def __getitem__(self, key: str) -> Any:
        return self._data[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, FrozenMap):
            return NotImplemented
        return list(self._data) == list(other._data) and all(same(v, other._data[k]) for k, v in self._data.items())

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(tuple(self._data.items()))
        return self._hash

    def __repr__(self) -> str:
        return f"FrozenMap({self._data!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (FrozenMap, (dict(self._data),))

    def having(self, key: str, value: Any) -> FrozenMap:
        """A copy in which `key` is `value`."""
        return FrozenMap({**self._data, key: value})

    def without(self, *keys: str) -> FrozenMap:
        """A copy without these keys."""
        return FrozenMap({k: v for k, v in self._data.items() if k not in keys})


EMPTY: Final = FrozenMap()


def freeze(value: Any) -> Any:
    """The frozen form of a JSON value: dict → FrozenMap, list → tuple; scalars as they are."""
    if isinstance(value, FrozenMap) or value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Mapping):
        return FrozenMap(value)
    if isinstance(value, list | tuple):
        return tuple(freeze(v) for v in value)
    raise TypeError(f"not a JSON value: {type(value).__name__}")


def thaw(value: Any) -> Json:
    """A fresh JSON value (dict, list, scalar) of a frozen one."""
    if isinstance(value, FrozenMap):
        return {k: thaw(v) for k, v in value.items()}
    if isinstance(value, tuple):
        return [thaw(v) for v in value]
    return value


def same(one: Any, two: Any) -> bool:
    """Equality that tells True from 1 and 1 from 1.0, so that no value is lost as 'unchanged'."""
    if type(one) is not type(two):
        return False
    if isinstance(one, tuple):
        return len(one) == len(two) and all(map(same, one, two))
    return bool(one == two)
