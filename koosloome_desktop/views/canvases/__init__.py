"""Presenters of single canvas kinds; a kind without one is served by the generic presenter.

May import what views may.
"""

from __future__ import annotations
