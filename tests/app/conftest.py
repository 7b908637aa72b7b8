"""The window of the views' tests, for tests of what holds it together."""

from __future__ import annotations

from tests.views.conftest import open_window

__all__ = ["open_window"]
