"""Koosloome Desktop: the facilitator's program for live, in-person co-creation workshops.

Rooms and who may know whom: a package imports only what stands below it.

    __main__ > app > cli | views > services > storage | exports | imports | room > canvases
             > operations | layout > model > support
"""

from __future__ import annotations

__version__ = "0.1.0"
