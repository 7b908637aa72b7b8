"""Making many things of a frozen class quickly.

The `__init__` that `dataclass` writes for a frozen class calls `object.__setattr__` for each field: seven microseconds
for a note of forty fields. Here a thing is made as one of a twin class, which has the same slots and is not frozen, and
becomes one of the class itself at the end of that: two.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, fields, make_dataclass
from typing import Any, TypeVar, cast

T = TypeVar("T")


def maker(cls: type[T]) -> Callable[..., T]:
    """What makes things of a frozen data class with slots, called as the class is; the class itself where a thing of
    another class cannot become one of it, and where it looks at itself when it is made.
    """
    if hasattr(cls, "__post_init__"):
        return cls
    twin = _twin(cls)
    try:
        bare = object.__new__(twin)
        bare.__class__ = cls
    except TypeError:  # another Python may compare classes more strictly
        return cls
    return cast("Callable[..., T]", twin)


def _twin(cls: type[Any]) -> Any:
    """A class with the slots of another: its things can be written to while they are made, and then are the other's."""

    def become(self: Any) -> None:
        self.__class__ = cls

    said: list[tuple[str, Any, Any]] = [
        (f.name, Any, field(default=f.default, default_factory=f.default_factory, kw_only=f.kw_only))
        for f in fields(cls)
    ]
    made = make_dataclass(cls.__name__, said, repr=False, eq=False, namespace={"__post_init__": become})
    kept = {name: vars(made)[name] for name in ("__init__", "__post_init__")}
    # Both are put back to what every class has: as long as one of them is a function of Python, each write calls it.
    plain = {"__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    return type(cls.__name__, cls.__bases__, {"__slots__": vars(cls)["__slots__"], **kept, **plain})
