"""Photos come in whole, upright, small and bare, or are refused in one clear line."""

from __future__ import annotations

import io
import random
import subprocess
import sys

import pytest
from PIL import Image

from koosloome_desktop.imports import limited
from koosloome_desktop.imports.photo_decode import Refused, prepare
from koosloome_desktop.imports.photo_kinds import LONG_SIDE, MAX_BYTES, sniff
from koosloome_desktop.imports.photos import PhotosStopped, Raw, take_in
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.i18n import set_language
from tests.drivers.pictures import HEIC, MAKER, SVG, flipchart, huge_png, phone_photo, saved


@pytest.fixture(autouse=True)
def in_english():
    set_language("en")


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def near(colour, wanted, slack=40) -> bool:
    return all(abs(a - b) <= slack for a, b in zip(colour[:3], wanted, strict=True))


RED = (0xC0, 0x20, 0x20)


@pytest.mark.parametrize(("form", "kind"), [("JPEG", "jpeg"), ("PNG", "png"), ("WEBP", "webp")])
def test_what_is_read_is_told_by_its_content(form, kind):
    assert sniff(saved(flipchart(80, 60), form)) == kind


@pytest.mark.parametrize(
    ("data", "kind"),
    [(SVG, "svg"), (b"\xef\xbb\xbf  <SVG>", "svg"), (HEIC, "heic"), (b"%PDF-1.7", "pdf"), (b"GIF89a", "gif"),
     (b"hello", ""), (b"", ""), (b"<?xml version='1.0'?><html>", "")],
)  # fmt: skip
def test_what_is_not_read_is_known_by_its_content_too(data, kind):
    assert sniff(data) == kind


def test_metadata_is_gone_and_the_long_side_kept():
    source = phone_photo(width=4000, height=3000)
    assert MAKER.encode() in source
    assert b"Exif" in source
    made = prepare(source)
    assert (made.width, made.height) == (LONG_SIDE, 1920)
    for trace in (b"Exif", MAKER.encode(), b"tehtud kodus", b"ICC_PROFILE", b"GPS"):
        assert trace not in made.data
    found = opened(made.data)
    assert not found.getexif()
    assert found.size == (made.width, made.height)
    assert found.format == "JPEG"
    assert made.media_type == "image/jpeg"


@pytest.mark.parametrize("turn", range(1, 9))
def test_every_orientation_comes_out_upright(turn):
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Pillow's transpose that a camera held so would have seen
    picture = flipchart(400, 300)
    if turn in undo:
        picture = picture.transpose(Image.Transpose(undo[turn]))
    made = prepare(saved(picture, exif=_exif(turn)))
    assert (made.width, made.height) == (400, 300)
    assert near(opened(made.data).convert("RGB").getpixel((20, 20)), RED)
    assert near(opened(made.data).convert("RGB").getpixel((380, 280)), (0xF4, 0xF1, 0xE8))


def _exif(turn: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = turn
    return exif.tobytes()


@pytest.mark.parametrize("mode", ["CMYK", "L", "1", "P", "RGBA", "LA", "I;16"])
def test_pictures_of_every_kind_of_colour(mode):
    base = flipchart(300, 200)
    if mode == "I;16":
        grey = base.convert("L")
        picture = Image.frombytes("I;16", grey.size, b"".join(bytes((0, v)) for v in grey.tobytes()))
    else:
        picture = base.convert(mode)
    made = prepare(saved(picture, "JPEG" if mode == "CMYK" else "PNG"))
    found = opened(made.data).convert("RGB")
    assert found.size == (300, 200)
    light, dark = found.getpixel((290, 190)), found.getpixel((20, 20))
    assert sum(light) > sum(dark) + 60
    if mode not in {"L", "LA", "1", "I;16"}:
        assert near(dark, RED, 60)


def test_what_is_transparent_stays_so_and_letters_stay_sharp():
    clear = flipchart(300, 200).convert("RGBA")
    clear.putpixel((150, 100), (0, 0, 0, 0))
    assert prepare(saved(clear, "PNG")).media_type == "image/png"
    assert opened(prepare(saved(clear, "PNG")).data).getpixel((150, 100))[3] == 0
    assert prepare(saved(flipchart(), "PNG")).media_type == "image/png"
    noise = Image.effect_noise((600, 400), 90).convert("RGB")
    assert prepare(saved(noise, "PNG")).media_type == "image/jpeg", "a photograph in PNG would be many times larger"


@pytest.mark.slow
def test_a_photo_of_108_million_pixels_is_decoded_small():
    source = saved(Image.new("RGB", (12000, 9000), "#808040"), quality=30)
    made = take_in([Raw("suur.jpg", data=source)])[0]  # in the limited process: it would not fit whole
    assert (made.width, made.height) == (2560, 1920)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (SVG, "SVG"),
        (HEIC, "HEIC"),
        (b"GIF89a" + b"\0" * 20, "JPEG, PNG"),
        (b"just words", "JPEG, PNG"),
        (b"", "damaged"),
        (phone_photo()[:20_000], "damaged"),
        (huge_png(), "900 million pixels"),
        (b"\xff\xd8\xff" + b"\0" * 400, "damaged"),
    ],
    ids=["svg", "heic", "gif", "text", "empty", "truncated", "bomb", "rubbish"],
)
def test_refusals_are_one_line_with_a_way_on(tmp_path, data, said):
    path = tmp_path / "pilt.jpg"  # whatever it is called
    path.write_bytes(data)
    with pytest.raises(RefusedInput) as caught:
        take_in([Raw("pilt.jpg", path)])
    assert said in caught.value.line()
    assert caught.value.line().startswith("pilt.jpg: ")
    assert caught.value.hint
    assert "\n" not in caught.value.line()


def test_a_file_over_40_mb_is_not_read_further(tmp_path):
    path = tmp_path / "raske.jpg"
    with path.open("wb") as file:
        file.write(b"\xff\xd8\xff")
        file.truncate(MAX_BYTES + 5)
    with pytest.raises(RefusedInput, match="40 MB"):
        take_in([Raw("raske.jpg", path)])


def test_a_file_that_is_gone_is_told(tmp_path):
    with pytest.raises(RefusedInput, match=r"kadunud\.jpg"):
        take_in([Raw("kadunud.jpg", tmp_path / "kadunud.jpg")])


def test_several_are_all_or_nothing_and_counted(tmp_path):
    told = []
    made = take_in([Raw("a", data=phone_photo()), Raw("b", data=saved(flipchart(90, 60), "WEBP"))],
                   lambda done, total: told.append((done, total)))  # fmt: skip
    assert [p.name for p in made] == ["a", "b"]
    assert told == [(0, 2), (1, 2), (2, 2)]
    with pytest.raises(RefusedInput):
        take_in([Raw("a", data=phone_photo()), Raw("c", data=HEIC)])


def test_it_can_be_stopped():
    with pytest.raises(PhotosStopped):
        take_in([Raw("a", data=phone_photo())], cancelled=lambda: True)


@pytest.mark.slow
def test_a_slow_start_of_the_process_loses_nothing(monkeypatch):
    monkeypatch.setattr(limited, "_LOOK", 0.001)  # looks a hundred times while megabytes are still on their way
    noise = saved(Image.effect_noise((1500, 1200), 90).convert("RGB"), "PNG")
    assert len(noise) > 1_000_000
    assert take_in([Raw("a", data=noise)])[0].width == 1500


def test_the_same_content_is_the_same_blob():
    one, two = (take_in([Raw(n, data=phone_photo())])[0] for n in ("a", "b"))
    assert one.blob == two.blob
    assert one.blob.sha256 != take_in([Raw("c", data=saved(flipchart(90, 60)))])[0].blob.sha256


def test_a_process_that_dies_is_a_refusal(monkeypatch):
    monkeypatch.setattr(limited.sys, "executable", "/bin/false")
    with pytest.raises(RefusedInput, match="memory or time"):
        take_in([Raw("a.jpg", data=phone_photo(width=200, height=100))])


@pytest.mark.parametrize(
    "rounds", [150, pytest.param(2_000, marks=pytest.mark.slow), pytest.param(100_000, marks=pytest.mark.full)]
)
def test_broken_files_end_in_refusals_only(rounds):
    chance = random.Random(7)
    sources = [phone_photo(width=200, height=150), saved(flipchart(120, 90), "PNG"), saved(flipchart(120, 90), "WEBP")]
    codes = set()
    whole = 0
    for _round in range(rounds):
        data = bytearray(chance.choice(sources))
        for _hit in range(chance.randrange(1, 12)):
            data[chance.randrange(12, len(data))] = chance.randrange(256)
        try:
            made = prepare(bytes(data[: chance.randrange(len(data) // 2, len(data) + 1)]))
        except Refused as error:
            codes.add(error.code)
        else:
            whole += 1
            assert opened(made.data).size == (made.width, made.height)
    assert codes <= {"damaged", "pixels", "memory"}
    assert 0 < whole < rounds


def test_the_decoding_process_loads_no_window_and_no_database():
    code = (
        "import sys, koosloome_desktop.imports.photo_decode;"
        "print(sorted({'PySide6', 'sqlalchemy', 'reportlab', 'babel'} & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert out.stdout.strip() == "[]"
