"""The composition root: makes the parts, gives them to each other, and starts the window. No logic of its own.

May import everything. Qt is loaded here and in `views` only; the library is opened in a thread after the first frame.
"""

from __future__ import annotations
