"""Support: what every room may lean on and what leans on nothing of ours.

Ids, clock, errors, text doors, languages, dates and sorting, folders, the dispatcher, logs and colour tokens. May
import the standard library, platformdirs and tzdata; never another room of the program, never Qt.
"""

from __future__ import annotations
