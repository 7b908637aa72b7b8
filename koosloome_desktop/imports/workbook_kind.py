"""What an office file really is, and whether it may be opened: told refusals with the way out, no bombs."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.i18n import _

_MEMBERS: Final = 2_000
_MEMBER: Final = 200 * 1024 * 1024
_WHOLE: Final = 300 * 1024 * 1024
_RATIO: Final = 300
"""How many times larger than the file its content may be, from 20 MB on: tables shrink 10 to 60 times."""
_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


def check_container(data: bytes) -> bool:
    """Whether a workbook has formulas; RefusedInput for what is no workbook, is locked, or would not fit."""
    if data.startswith(_OLD):
        raise _old_kind(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            if "xl/workbook.xml" not in names:
                raise _other_kind(archive, names)
            _check_size(members, len(data))
            sheets = [m for m in members if m.filename.startswith("xl/worksheets/") and m.filename.endswith(".xml")]
            return any(_has_formula(archive, member) for member in sheets)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise _damaged() from error


def _check_size(members: list[zipfile.ZipInfo], packed: int) -> None:
    whole = sum(member.file_size for member in members)
    too_large = len(members) > _MEMBERS or whole > _WHOLE or any(m.file_size > _MEMBER for m in members)
    if too_large or (whole > 20 * 1024 * 1024 and whole > _RATIO * packed):
        told = _("The workbook holds more than can be read.")
        raise RefusedInput(told, hint=_("Copy the table into a new workbook, or save its sheet as CSV."))


def _has_formula(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    before = b""
    with archive.open(member) as file:
        while piece := file.read(1 << 20):
            if b"<f>" in before + piece or b"<f " in before + piece:
                return True
            before = piece[-3:]
    return False


def _damaged() -> RefusedInput:
    told = _("The workbook is damaged and cannot be read.")
    return RefusedInput(told, hint=_("Open it in a spreadsheet program, save it anew, or paste the table."))


def _old_kind(data: bytes) -> RefusedInput:
    if _ENCRYPTED in data:
        told = _("The workbook is locked with a password.")
        return RefusedInput(told, hint=_("Open it, save it without the password, or copy the table and paste it."))
    told = _("This is a workbook of the old kind (XLS).")
    return RefusedInput(told, hint=_("Open it, save it as XLSX or CSV, or copy the table and paste it."))


def _other_kind(archive: zipfile.ZipFile, names: set[str]) -> RefusedInput:
    if "word/document.xml" in names:
        told = _("This is a text document, not a workbook.")
        return RefusedInput(told, hint=_("Copy the table in it and paste it here."))
    if "mimetype" in names and archive.read("mimetype")[:80].startswith(b"application/vnd.oasis.opendocument"):
        told = _("This is an OpenDocument file.")
        return RefusedInput(told, hint=_("Open it, save it as XLSX or CSV, or copy the table and paste it."))
    return RefusedInput(_("This is no workbook."), hint=_("Save the table as XLSX or CSV, or copy it and paste it."))
