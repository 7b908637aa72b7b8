"""Build hook of the wheel: resources/ goes in as `koosloome_desktop/_resources`, with every catalogue compiled to .mo.

A checkout needs none of this: `support.paths.resource` finds `../resources`, and `support.i18n` reads a .po by itself.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TARGET = "koosloome_desktop/_resources"


class ResourcesHook(BuildHookInterface[Any]):
    """Adds the resources to a real wheel, and nothing to an editable one."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        resources = Path(self.root, "resources")
        self._compiled = tempfile.TemporaryDirectory(prefix="koosloome-mo-")
        included = build_data["force_include"]
        for path in sorted(resources.rglob("*")):
            if path.is_file() and path.suffix != ".mo":
                included[str(path)] = f"{TARGET}/{path.relative_to(resources).as_posix()}"
        for po in sorted(resources.glob("locale/*/LC_MESSAGES/*.po")):
            mo = compile_catalogue(po, Path(self._compiled.name))
            target = po.relative_to(resources).with_suffix(".mo").as_posix()
            included[str(mo)] = f"{TARGET}/{target}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self._compiled.cleanup()


def compile_catalogue(po: Path, folder: Path) -> Path:
    """Write the .mo of one .po into `folder` and return its path. Fuzzy entries are left out."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    language = po.parent.parent.name
    mo = folder / f"{language}-{po.stem}.mo"
    with po.open("rb") as source, mo.open("wb") as target:
        write_mo(target, read_po(source, locale=language))
    return mo
