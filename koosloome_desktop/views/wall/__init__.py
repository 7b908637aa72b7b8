"""The wall: a window of its own for the projector. It shows the room what it is about, and nothing of the scribe's.

Only committed records are ever drawn here: no line, no caret, no menus, no half-typed word (keys.md K6).
"""

from __future__ import annotations
