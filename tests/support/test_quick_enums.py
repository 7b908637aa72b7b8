"""Enumerations made quickly are those that Python makes, attribute by attribute: Qt's, and any that one could write."""

from __future__ import annotations

import enum
import pickle
import subprocess
import sys
import textwrap
import types
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.support import quick_enums
from tests.drivers.waiting import PATIENCE

BASES = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
BOUNDARIES = (None, enum.KEEP, enum.STRICT, enum.CONFORM, enum.EJECT)
TRICKY = ("name", "value", "real", "bit_length", "mro", "_private", "__dunder__", "_sunder_", "Õun", "A", "B1", "")


known = pytest.mark.skipif(sys.version_info[:2] not in quick_enums._KNOWN, reason="others make them by themselves")


def told(value: Any) -> Any:
    """What an attribute holds, in a form that can be compared across two classes of one shape."""
    if isinstance(value, enum.Enum):
        # What is inverted knows what it was inverted from.
        return type(value).__name__, {
            name: getattr(kept, "_value_", None) if name == "_inverted_" else told(kept)
            for name, kept in vars(value).items()
        }
    if isinstance(value, enum.EnumType):
        return value.__name__
    if isinstance(value, dict):
        return {key: told(kept) for key, kept in value.items()}
    if isinstance(value, list):
        return [told(kept) for kept in value]
    if isinstance(value, types.MethodType | staticmethod):
        return value.__func__
    if isinstance(value, enum.property):
        return value.name, value.fget, told(value.member)
    return value.__name__ if isinstance(value, types.GetSetDescriptorType) else value


def shape(made: Any) -> dict[str, Any]:
    """All attributes, in their order where it means something."""
    return {name: told(kept) for name, kept in vars(made).items()} | {"in order": list(made.__members__)}


def made_or_refused(make: Any, *words: Any, **named: Any) -> Any:
    """The class, or the words of the refusal."""
    try:
        return make(*words, **named)
    except (ValueError, TypeError, AttributeError, Warning) as refused:  # as `enum` says it of what is odd in itself
        return f"{type(refused).__name__}: {refused}"


pairs = st.lists(
    st.tuples(
        st.one_of(st.sampled_from(TRICKY), st.text("ABCdef_1", max_size=6)),
        st.one_of(
            st.integers(-4, 40), st.sampled_from([2**31, 2**63, -(2**31)]), st.booleans(), st.sampled_from(["x", 1.5])
        ),
    ),
    max_size=12,
)


@known
@given(st.sampled_from(BASES), st.sampled_from(BOUNDARIES), pairs)
def test_any_list_of_names_and_values_makes_what_python_makes_of_it(base, boundary, names):
    words = (base, "Made", names)
    named = {"module": __name__, "boundary": boundary}
    standard = made_or_refused(quick_enums._standard, *words, **named)
    quick = made_or_refused(quick_enums._create, *words, **named)
    if isinstance(standard, str) or isinstance(quick, str):
        assert quick == standard
        return
    assert shape(quick) == shape(standard)
    for ours, theirs in zip(quick.__members__.values(), standard.__members__.values(), strict=True):
        assert (repr(ours), str(ours), f"{ours}", hash(ours)) == (repr(theirs), str(theirs), f"{theirs}", hash(theirs))
        assert quick(ours.value) is ours
        assert ours in quick
    if issubclass(base, enum.Flag):
        for value in range(-3, 20):
            ours, theirs = made_or_refused(quick, value), made_or_refused(standard, value)
            assert told(ours) == told(theirs)
            if isinstance(ours, enum.Enum):
                assert told(made_or_refused(list, ours)) == told(made_or_refused(list, theirs))
                assert told(made_or_refused(lambda x: ~x, ours)) == told(made_or_refused(lambda x: ~x, theirs))


@known
def test_it_stands_in_for_pythons_own_and_knows_who_asked():
    quick_enums.quick_enumerations()
    try:
        made = enum.IntFlag("Made", [("A", 1), ("B", 2), ("BOTH", 3)])
        assert made.__module__ == __name__
        assert made.A | made.B is made.BOTH
        assert list(made) == [made.A, made.B]
        globals()["Made"] = made
        assert pickle.loads(pickle.dumps(made.BOTH)) is made.BOTH
        # By names alone, and as a class: Python's own way.
        assert [m.value for m in enum.Enum("Other", "X Y")] == [1, 2]
        assert enum.Enum("Other", {"X": "one"}).X.value == "one"
        assert enum.Enum("Other", [("X", 1)], type=str).__module__ == __name__
    finally:
        quick_enums.standard_enumerations()
        globals().pop("Made", None)


ALL_OF_QT = """
    import enum
    from koosloome_desktop.support import quick_enums
    from tests.support.test_quick_enums import shape

    made, different = [], []

    def both(cls, class_name, names, **named):
        named["module"] = "Qt"
        pair = [make(cls, class_name, names, **named) for make in (quick_enums._standard, quick_enums._create)]
        # At once: the binding changes a class after it was made. It does not survive an exception here.
        (made if shape(pair[0]) == shape(pair[1]) else different).append(class_name)
        return pair[1]

    enum.EnumType._create_ = both
    from PySide6 import QtCore, QtGui, QtNetwork, QtSvg, QtWidgets

    for module in (QtCore, QtGui, QtWidgets, QtSvg, QtNetwork):
        for name in dir(module):
            getattr(module, name)
    assert not different, different
    print(len(made))
"""


@pytest.mark.slow
@known
def test_all_of_qts_are_the_same():
    call = [sys.executable, "-c", textwrap.dedent(ALL_OF_QT)]
    done = subprocess.run(call, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) > 600
