"""Opening and closing of a meeting: agreements, check-in, check-out, feedback counted by hand."""

from __future__ import annotations
