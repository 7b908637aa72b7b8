"""The published JSON Schema says what the program reads and writes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from koosloome_desktop.support.paths import resource

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads(resource("koosloome-workshop-1.schema.json").read_text(encoding="utf-8"))
KINDS = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict}


def fits(value: Any, schema: dict[str, Any]) -> bool:
    """As much of JSON Schema as the published file uses."""
    if "anyOf" in schema:
        return any(fits(value, one) for one in schema["anyOf"])
    if "const" in schema and value != schema["const"]:
        return False
    wanted = schema.get("type")
    names = [wanted] if isinstance(wanted, str) else wanted or []
    if value is None:
        return not names or "null" in names
    if names and not any(
        isinstance(value, KINDS[n]) and not (isinstance(value, bool) and n != "boolean") for n in names if n != "null"
    ):
        return False
    if isinstance(value, list):
        return all(fits(one, schema.get("items", {})) for one in value)
    if isinstance(value, dict):
        known = schema.get("properties", {})
        rest = schema.get("additionalProperties", {})
        return set(schema.get("required", [])) <= set(value) and all(
            fits(v, known.get(k, rest)) for k, v in value.items()
        )
    return True


def test_the_published_file_is_up_to_date() -> None:
    code = "import sys; sys.path.insert(0, 'packaging'); import schema; sys.stdout.write(schema.text())"
    made = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert json.loads(made.stdout) == SCHEMA


@pytest.mark.parametrize("path", sorted(resource("samples").glob("0*.json")), ids=lambda p: p.stem)
def test_samples_fit_and_a_spoiled_one_does_not(path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    assert fits(data, SCHEMA)
    known = SCHEMA["properties"]["canvases"]["items"]["anyOf"][:-1]
    assert all(any(fits(c, one) for one in known) for c in data["canvases"])
    data["workshop"]["groups"] = "kolm"
    assert not fits(data, SCHEMA)
