"""Readers of files that come from outside: tables today, workbooks later. May import canvases and what stands below.

Readers refuse whole files with one told line (`RefusedInput`) or return plain values that pass between processes; they
make no records and write nothing.
"""

from __future__ import annotations
