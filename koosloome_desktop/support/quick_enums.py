"""Enumerations made of names and numbers, as `enum` makes them but in a quarter of the time.

The Qt binding makes each of its enumerations when a class is first asked for: two hundred of them with three thousand
members before the first frame, a fifth of the time until it. `enum` takes nine tenths of that for what such a plain
enumeration cannot have (methods, `auto`, values that are no numbers, names that stand for something already). Whatever
is not plain, and every enumeration that a `class` statement makes, is made by `enum` as always; what is made here is
the same thing, attribute by attribute (`tests/support/test_quick_enums.py` compares all of Qt's).
"""

from __future__ import annotations

import enum
import sys
from collections.abc import Sequence
from typing import Any, Final

_KNOWN: Final = ((3, 11), (3, 12), (3, 13))
"""Versions of Python whose enumerations are known to come out the same."""
_PLAIN: Final = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
_OWN: Final = frozenset(
    {"__module__", "__qualname__", "__doc__", "__dict__", "__weakref__", "_iter_member_", "__new__", "A"}
)
"""What every enumeration has for itself, beside its lists and tables."""

_kind: Final[Any] = enum.EnumType
_standard: Final = _kind._create_
_set: Final = type.__setattr__
_patterns: dict[tuple[Any, Any], dict[str, Any]] = {}
_taken: dict[Any, frozenset[str]] = {}


def quick_enumerations() -> None:
    """From now on `Enum("Name", [("A", 1), …])` is made quickly; nothing changes with other versions of Python."""
    if sys.version_info[:2] in _KNOWN:
        _kind._create_ = _create


def standard_enumerations() -> None:
    """As Python does it by itself."""
    _kind._create_ = _standard


def _create(
    cls: Any, class_name: str, names: Any, *, module: str | None = None, qualname: str | None = None,
    type: Any = None, start: int = 1, boundary: Any = None,  # noqa: A002  (a word of `enum`)
) -> Any:  # fmt: skip
    """In the place of `EnumType._create_`, with the same words."""
    if module is None:
        # As `enum` finds it: whoever called the class, two frames from here.
        module = sys._getframe(2).f_globals.get("__name__")
    if type is None and module is not None and cls in _PLAIN and names.__class__ is list and _plain(cls, names):
        return _made(cls, class_name, names, module, qualname, boundary)
    return _standard(
        cls, class_name, names, module=module, qualname=qualname, type=type, start=start, boundary=boundary
    )


def _plain(cls: Any, names: Sequence[Any]) -> bool:
    """Whether these are pairs of a name that means nothing else and a whole number, each name once."""
    taken = _taken.get(cls)
    if taken is None:
        taken = _taken[cls] = frozenset({"mro", "", *(name for base in cls.__mro__ for name in vars(base))})
    seen = set()
    for pair in names:
        if pair.__class__ is not tuple or len(pair) != 2:
            return False
        name, value = pair
        if value.__class__ is not int or name.__class__ is not str or name[:1] == "_" or name in taken:
            return False
        seen.add(name)
    return len(seen) == len(names)


def _made(cls: Any, class_name: str, names: Sequence[tuple[str, int]], module: str, qualname: str | None,
          boundary: Any) -> Any:  # fmt: skip
    """The enumeration: the body of one that `enum` made of the same base, with these members."""
    pattern = _patterns.get((cls, boundary))
    if pattern is None:
        made = vars(_standard(cls, "Pattern", [("A", 1)], module=module, boundary=boundary))
        pattern = _patterns[cls, boundary] = {name: made[name] for name in made if name not in _OWN}
    body = {n: kept.__class__() if kept.__class__ in (list, dict) else kept for n, kept in pattern.items()}
    body["__module__"] = module
    if qualname is not None:
        body["__qualname__"] = qualname
    made_class = type.__new__(cls.__class__, class_name, (cls,), body)
    _set(made_class, "__new__", enum.Enum.__new__)
    _fill(made_class, names)
    if issubclass(cls, enum.Flag):
        _as_flag(made_class)
    return made_class


def _fill(made: Any, names: Sequence[tuple[str, int]]) -> None:
    """Make the members, in order; of several names for one value the first is the member's."""
    order, by_name, by_value = made._member_names_, made._member_map_, made._value2member_map_
    number, flag = issubclass(made, int), issubclass(made, enum.Flag)
    for name, value in names:
        member = by_value.get(value)
        if member is None:
            member = by_value[value] = int.__new__(made, value) if number else object.__new__(made)
            member._value_ = value
            member._name_ = name
            member.__objclass__ = made
            member._sort_order_ = len(order)
            if not flag or _single(value):
                order.append(name)
        by_name[name] = member
        _set(made, name, member)


def _single(value: int) -> bool:
    """Whether just one bit is set."""
    return value > 0 and not value & (value - 1)


def _as_flag(made: Any) -> None:
    """What an enumeration of flags knows of its bits, and in which order they come."""
    mask = singles = 0
    for value in made._value2member_map_:
        mask |= value
        singles |= value if _single(value) else 0
    _set(made, "_flag_mask_", mask)
    _set(made, "_singles_mask_", singles)
    _set(made, "_all_bits_", 2 ** mask.bit_length() - 1)
    values = [made._member_map_[name]._value_ for name in made._member_names_]
    if values != sorted(values):
        _set(made, "_iter_member_", made._iter_member_by_def_)
