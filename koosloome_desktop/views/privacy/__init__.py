"""What somebody answers for: a person's data, deleted workshops, names whose time is over."""

from __future__ import annotations
