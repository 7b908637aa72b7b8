"""One folder per canvas kind, found by looking: spec, variants, interchange, drawing, print plan. No Qt, no SQL.

May import `operations`, `layout`, `model`, `support`. The folders do not know each other.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterable
from functools import cache

from koosloome_desktop.canvases.spec import CanvasSpec, Variant

PACKAGES_VARIABLE = "KOOSLOOME_CANVASES"
_ORDER = ("problem_map", "journey_map", "resource_map", "action_plan")


def discover(packages: Iterable[str] = ("koosloome_desktop.canvases",)) -> dict[str, CanvasSpec]:
    """Every canvas kind in these packages by its type, the four of the method first."""
    import pkgutil

    found: dict[str, CanvasSpec] = {}
    for name in packages:
        package = importlib.import_module(name)
        for info in pkgutil.iter_modules(package.__path__):
            if info.ispkg:
                spec = importlib.import_module(f"{name}.{info.name}.spec").SPEC
                found[spec.type] = spec
    rank = {t: i for i, t in enumerate(_ORDER)}
    return dict(sorted(found.items(), key=lambda item: (rank.get(item[0], len(rank)), item[0])))


@cache
def registry() -> dict[str, CanvasSpec]:
    """The canvas kinds of this program, and those of the packages that `KOOSLOOME_CANVASES` names (commas between).

    A name that cannot be imported is an error at start: a canvas silently missing would show as a list of texts.
    """
    own = [name.strip() for name in os.environ.get(PACKAGES_VARIABLE, "").split(",") if name.strip()]
    return discover(("koosloome_desktop.canvases", *own))


@cache
def _own(canvas_type: str) -> CanvasSpec:
    spec: CanvasSpec = importlib.import_module(f"{__name__}.{canvas_type}.spec").SPEC
    return spec


def spec_of(canvas_type: str) -> CanvasSpec | None:
    """The spec of a type, or None for one this program does not know."""
    if canvas_type in _ORDER and not registry.cache_info().currsize and not os.environ.get(PACKAGES_VARIABLE):
        return _own(canvas_type)  # the first canvas is shown before anybody asks for kinds of other ones
    return registry().get(canvas_type)


def variant_of(canvas_type: str, variant: str) -> Variant | None:
    """The variant of a canvas, or None for an unknown type or variant."""
    spec = spec_of(canvas_type)
    return spec.variant(variant) if spec else None
