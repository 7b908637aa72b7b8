"""Example content of single variants: one canvas object of koosloome-workshop/1 a file, in Estonian, all fictional.

The files are `resources/samples/variants/<type>/<variant>.json`. The contract suite, the pictures and "a new canvas
from an example" read them from here.
"""

from __future__ import annotations

import json
from typing import Any

from koosloome_desktop.canvases import registry
from koosloome_desktop.support.paths import resource


def sample_canvas(canvas_type: str, variant: str) -> dict[str, Any] | None:
    """The example canvas of a variant as it stands in files, a fresh object; None for one that has no example."""
    spec = registry().get(canvas_type)
    if spec is None or spec.variant(variant) is None:  # only known names become part of a path
        return None
    path = resource("samples", "variants", canvas_type, f"{variant}.json")
    if not path.is_file():
        return None
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def sample_workshop(canvas_type: str, variant: str, lang: str = "et") -> dict[str, Any] | None:
    """A whole workshop file around the example canvas of a variant, marked as a sample; None when it has none."""
    canvas = sample_canvas(canvas_type, variant)
    if canvas is None:
        return None
    return {
        "schema": "koosloome-workshop/1",
        "sample": True,
        "id": f"sample-{canvas_type}-{variant}".replace("_", "-"),
        "title": {"et": f"[NÄIDIS] {canvas.get('title', '')}".strip()},
        "workshop": {"language": lang},
        "canvases": [canvas],
    }
