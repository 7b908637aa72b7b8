"""The seven steps of the sample (room.md 3): which of them a change set is, whatever keys or clicks it came from.

Pure: what was done is told by the change, not by the way it was made, so that mouse and keyboard tick the same step.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from koosloome_desktop.model.changes import ChangeSet

NOTES: Final = 3
"""How many notes the first step asks for."""
STEPS: Final = ("write", "fix", "undo", "group", "hands", "action", "paper")
"""The steps in order. The last one is no change of the workshop; the window tells of it."""


@dataclass(slots=True)
class Tour:
    """What is done of the sample's steps; `skipped` are those that were left out, `written` how many notes came."""

    done: set[str] = field(default_factory=set)
    skipped: set[str] = field(default_factory=set)
    written: int = 0

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Tour:
        """The state that settings kept; what is no step is left out."""
        return cls(_known(kept.get("done")), _known(kept.get("skipped")))

    def as_kept(self) -> dict[str, Any]:
        """The state for the settings."""
        return {"done": [s for s in STEPS if s in self.done], "skipped": [s for s in STEPS if s in self.skipped]}

    @property
    def now(self) -> str:
        """The step that is next; "" when there is none left."""
        return next((s for s in STEPS if s not in self.done and s not in self.skipped), "")

    def see(self, change: ChangeSet) -> bool:
        """Tick what this change does; whether anything is to be shown anew."""
        before = (len(self.done), self.written)
        self.done |= self._steps(change)
        return (len(self.done), self.written) != before

    def _steps(self, change: ChangeSet) -> set[str]:
        # Records are no part of the first frame, and are there when something changed.
        from koosloome_desktop.model.changes import Origin

        if change.origin is Origin.UNDO:
            return {"undo"}
        if change.origin is not Origin.LOCAL:
            return set()
        made = [r.kind for r in change.created]
        self.written = min(NOTES, self.written + made.count("note"))
        found = {"write"} if self.written >= NOTES else set()
        if any(u.kind == "note" and "text" in u.after for u in change.updated):
            found.add("fix")
        if "cluster" in made or any(u.kind == "cluster" and "notes" in u.after for u in change.updated):
            found.add("group")
        if "tally" in made or any(u.kind == "tally" for u in change.updated):
            found.add("hands")
        if "action" in made:
            found.add("action")
        return found

    def skip(self) -> bool:
        """Leave the next step out; False when there is none."""
        step = self.now
        self.skipped |= {step} - {""}
        return bool(step)


def _known(value: Any) -> set[str]:
    return {s for s in value if s in STEPS} if isinstance(value, Iterable) and not isinstance(value, str) else set()
