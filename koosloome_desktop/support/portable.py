"""The names that writing and reading the portable file share (architecture, decision 10)."""

from __future__ import annotations

from typing import Final

from koosloome_desktop.support.patterns import pattern_of

ENDING: Final = ".koosloome"
MIME: Final = "application/vnd.koosloome.workshop+zip"
VERSION: Final = 1
FORMAT: Final = f"koosloome-package/{VERSION}"

MIMETYPE: Final = "mimetype"
MANIFEST: Final = "manifest.json"
WORKSHOP: Final = "workshop.json"
PHOTOS: Final = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}
"""Kinds of photos with the ending that their member has."""
PHOTO_NAME: Final = pattern_of(r"photos/([0-9a-f]{64})\.(jpg|png|webp)")
"""A photo's member is named by the SHA-256 of its bytes."""
