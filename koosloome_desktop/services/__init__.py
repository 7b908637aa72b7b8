"""Qt-free orchestration: what the window and the command line both do. May import everything below `cli` and
`views`."""

from __future__ import annotations
