"""The process that reads a table: a line of JSON and the file on standard input, JSON on standard output.

It loads no window, no database and no paper: a broken or hostile file costs this process and nothing else.
"""

from __future__ import annotations

import json
import sys
from typing import Any, Final

from koosloome_desktop.imports.child_limits import limit

MEMORY: Final = 512 * 1024 * 1024
"""Bytes of address space (quality T9)."""
CPU_SECONDS: Final = 60


def main() -> int:
    """Read the request, answer; exit code 0 whenever there is an answer."""
    limit(MEMORY, CPU_SECONDS)
    try:
        head, body = answer(sys.stdin.buffer.read())
    except MemoryError:
        head, body = {"refused": ["memory", "", ""]}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)
    sys.stdout.buffer.flush()
    return 0


def answer(request: bytes) -> tuple[dict[str, Any], bytes]:
    """Head and body of the answer: which kind of table and its values, or what is refused: message, place and hint."""
    from koosloome_desktop.imports.grid import TableOptions
    from koosloome_desktop.imports.plain_values import from_json, to_json
    from koosloome_desktop.imports.table_file import read_table
    from koosloome_desktop.imports.tables import ParsedPlan
    from koosloome_desktop.support.errors import RefusedInput
    from koosloome_desktop.support.i18n import set_language

    line, _newline, data = request.partition(b"\n")
    asked = json.loads(line)
    set_language(asked["language"])
    options = from_json(TableOptions, json.dumps(asked["options"]).encode())
    content = data.decode("utf-8", errors="replace") if asked["pasted"] else data
    try:
        found = read_table(content, options=options)
    except RefusedInput as refused:
        return {"refused": [refused.message, refused.place, refused.hint]}, b""
    return {"kind": "plan" if isinstance(found, ParsedPlan) else "notes"}, to_json(found)


if __name__ == "__main__":
    raise SystemExit(main())
