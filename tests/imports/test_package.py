"""The door for portable files: what is damaged, changed, newer, too large or something else is refused in one line."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import random
import zipfile

import pytest

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.imports import package as door
from koosloome_desktop.imports.package import read_package
from koosloome_desktop.services import workshop_file
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.ids import new_id
from tests.exports.reading import sample
from tests.services.packages import parts, with_photos, written


@pytest.fixture
def library(tmp_path):
    service = LibraryService.open(tmp_path / "library")
    yield service
    service.close()


def shown(library, workshop):
    return workshop_file.dumps(workshop_file.write(library.document(workshop)))


def zipped(members: dict[str, bytes], **infos) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            info.external_attr = infos.get(name, 0o644) << 16
            package.writestr(info, data)
    return out.getvalue()


@pytest.fixture
def good(tmp_path):
    return parts(written(with_photos(sample("02_noorte_kaasamine")), tmp_path))


def refused(data: bytes, tmp_path, library) -> str:
    path = tmp_path / "bad.koosloome"
    path.write_bytes(data)
    with pytest.raises(RefusedInput) as told:
        library.import_file(path)
    assert library.list() == []
    line = told.value.line()
    assert "\n" not in line
    return line


def changed_manifest(good, change) -> dict[str, bytes]:
    told = json.loads(good["manifest.json"])
    change(told)
    return {**good, "manifest.json": json.dumps(told).encode()}


@pytest.mark.parametrize("part", ["workshop.json", "photo", "manifest.json", "mimetype"])
def test_a_part_that_is_missing_is_named(good, part, tmp_path, library):
    name = next(n for n in good if n.startswith("photos/")) if part == "photo" else part
    line = refused(zipped({n: d for n, d in good.items() if n != name}), tmp_path, library)
    assert name in line or name == "mimetype"


@pytest.mark.parametrize("part", ["workshop.json", "photo"])
def test_a_part_that_was_changed_is_named(good, part, tmp_path, library):
    name = next(n for n in good if n.startswith("photos/")) if part == "photo" else part
    data = good[name][:-2] + b" \n" if part == "workshop.json" else good[name] + b"x"
    assert name in refused(zipped({**good, name: data}), tmp_path, library)


def test_a_newer_version_is_named_and_refused_politely(good, tmp_path, library):
    def change(told):
        told["format"] = "koosloome-package/2"
        told["program"] = "9.1.0"

    line = refused(zipped(changed_manifest(good, change)), tmp_path, library)
    assert "9.1.0" in line


def test_a_photo_that_the_workshop_names_must_be_there(good, tmp_path, library):
    name = next(n for n in good if n.startswith("photos/"))
    members = changed_manifest(good, lambda told: told["parts"].pop(name))
    members.pop(name)
    assert name.split(".")[0] in refused(zipped(members), tmp_path, library)


def test_a_photo_that_is_none_is_refused(good, tmp_path, library):
    data = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    digest = hashlib.sha256(data).hexdigest()
    name = f"photos/{digest}.jpg"
    members = changed_manifest(good, lambda told: told["parts"].update({name: {"sha256": digest}}))
    assert name in refused(zipped({**members, name: data}), tmp_path, library)


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/passwd", "C:\\x", "a\\b", "photos/", "photos/../../x"])
def test_names_that_lead_elsewhere_are_refused(good, name, tmp_path, library):
    refused(zipped({**good, name: b"x"}), tmp_path, library)


def test_links_doubles_and_encrypted_parts_are_refused(good, tmp_path, library):
    refused(zipped({**good, "extra": b"/etc/passwd"}, extra=0o120777), tmp_path, library)
    out = io.BytesIO(zipped(good))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as package:
        package.writestr("workshop.json", b"{}")
    assert "workshop.json" in refused(out.getvalue(), tmp_path, library)


def test_what_this_program_does_not_know_is_left_out_and_told(good, tmp_path, library):
    path = tmp_path / "w.koosloome"
    path.write_bytes(zipped({**good, "later/stuff.bin": b"x"}))
    assert [w.code for w in library.import_file(path).warnings] == ["import.unknown_parts"]


@pytest.mark.parametrize("told", [None, [], {"x": 1}, {"id": "x"}, "double"])
def test_a_list_of_ids_that_cannot_be_believed_is_left_aside(good, told, tmp_path, library):
    def change(found):
        ids = [new_id()] * 2 if told == "double" else []
        records = dict(zip(list(found["records"])[1:3], ({"id": i} for i in ids), strict=False)) if ids else told
        found["records"] = records

    path = tmp_path / "w.koosloome"
    path.write_bytes(zipped(changed_manifest(good, change)))
    report = library.import_file(path)
    assert shown(library, report.workshop).encode() == good["workshop.json"]


# -- bombs


def test_a_bomb_is_refused_before_it_is_unpacked(good, tmp_path, library):
    line = refused(zipped({**good, "workshop.json": b"0" * 50_000_000}), tmp_path, library)
    assert "workshop.json" in line


def test_too_many_parts_are_refused_by_the_zips_end(good, tmp_path, library):
    many = zipped({**good, **{f"x{n}": b"" for n in range(door.MAX_MEMBERS)}})
    assert "2000" in refused(many, tmp_path, library)


def test_parts_that_overlap_are_refused(good, tmp_path, library):
    """Two entries of the table of contents that share one packed part: a small file may unpack to any size."""
    data = bytearray(zipped({**good, "later": b"y" * 5000, "more": b"y" * 5000}))
    package = zipfile.ZipFile(io.BytesIO(bytes(data)))
    offset = package.getinfo("later").header_offset
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"more"))
    data[at + 42 : at + 46] = offset.to_bytes(4, "little")
    refused(bytes(data), tmp_path, library)


def test_a_size_that_is_a_lie_is_noticed_while_unpacking(good, tmp_path, library, monkeypatch):
    monkeypatch.setattr(door, "MAX_TOTAL", 60_000)
    monkeypatch.setattr(door, "_check_end", lambda _file: None)
    monkeypatch.setattr(door, "_check_member", lambda _info: None)
    refused(zipped(good), tmp_path, library)


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7", b"{}", b"PK\x05\x06" + b"\0" * 18, b"\0" * 100_000])
def test_what_is_no_workshop_file_is_refused(data, tmp_path, library):
    refused(data, tmp_path, library)


def mutants(raw: bytes, seed: int):
    """The file with some bytes changed, cut off, doubled, moved or zeroed."""
    rng = random.Random(seed)
    data = bytearray(raw)
    for _ in range(rng.randint(1, 4)):
        at, length = rng.randrange(len(data)), rng.randint(1, 40)
        kind = rng.randrange(6)
        if kind == 0:
            data[at] ^= 1 << rng.randrange(8)
        elif kind == 1:
            del data[at:]
        elif kind == 2:
            del data[at : at + length]
        elif kind == 3:
            data[at:at] = data[at : at + length]
        elif kind == 4:
            data[at : at + length] = bytes(min(length, len(data) - at))
        else:
            data[at : at + length] = rng.randbytes(length)
        if not data:
            break
    return bytes(data)


def fuzz(tmp_path, count: int, first: int = 0):
    raw = written(with_photos(new_workshop("Proov")), tmp_path).read_bytes()
    path = tmp_path / "fuzz.koosloome"
    whole = read_package_bytes(raw, path)
    survived = 0
    for seed in range(first, first + count):
        with contextlib.suppress(RefusedInput):
            found = read_package_bytes(mutants(raw, seed), path)
            survived += 1
            assert (found.text, found.pictures) == (whole.text, whole.pictures), seed
    assert survived < count


def read_package_bytes(data: bytes, path):
    path.write_bytes(data)
    return read_package(path)


def test_a_damaged_file_is_refused_or_read_whole(tmp_path):
    fuzz(tmp_path, 200)


@pytest.mark.slow
def test_two_thousand_damaged_files(tmp_path):
    fuzz(tmp_path, 2_000, 1_000)


@pytest.mark.full
@pytest.mark.timeout(1800)
def test_a_hundred_thousand_damaged_files(tmp_path):
    fuzz(tmp_path, 100_000, 10_000)


def test_a_copy_of_nothing_is_told(tmp_path, library):
    with pytest.raises(RefusedInput):
        library.import_file(tmp_path / "missing.koosloome")
