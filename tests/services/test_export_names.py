"""Names of files: day, title, what it is; safe on every file system, in the language of the headings."""

from __future__ import annotations

import pytest

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.services.export_formats import FORMATS
from koosloome_desktop.services.export_names import offered_name
from tests.drivers.nasty import KEPT
from tests.exports.reading import sample


@pytest.mark.parametrize(
    ("what", "values", "name"),
    [
        ("report", {}, "2026-10-15 Kuidas Sooääre kogukonnamaja elama panna.pdf"),
        ("plan", {}, "2026-10-15 Kuidas Sooääre kogukonnamaja elama panna – Tegevuskava.pdf"),
        ("plan", {"lang": "en"}, "2026-10-15 Kuidas Sooääre kogukonnamaja elama panna – Action plan.pdf"),
        ("guide", {}, "2026-10-15 Kuidas Sooääre kogukonnamaja elama panna – Juhend.pdf"),
        ("canvas", {"canvas": "journey"}, "2026-10-15 Kuidas Sooääre kogukonnamaja elama panna – Teekonnakaart.pdf"),
    ],
)
def test_a_name_says_when_what_and_which(what, values, name):
    assert offered_name(sample("01_kogukonnamaja"), ".pdf", what, **values) == name


def test_a_workshop_without_a_day_is_named_after_today():
    document = new_workshop("Ilma päevata")
    assert offered_name(document, ".docx") == f"{document.clock.now().date().isoformat()} Ilma päevata.docx"


@pytest.mark.parametrize("title", [*KEPT.values(), "CON", "a/b\\c:d*e?", ".", "", "x" * 400, "lõpp. "])
@pytest.mark.parametrize("ending", FORMATS)
def test_any_title_gives_a_name_that_every_file_system_takes(title, ending, tmp_path):
    document = new_workshop("Proov")
    with document.transaction("x") as tx:
        tx.update(document.workshop, title=FrozenMap({"et": title}))
    name = offered_name(document, ending, "plan")
    assert name.endswith(ending)
    assert len(name.encode()) <= 255
    assert not set(name) & set('<>:"/\\|?*\n\t\0')
    (tmp_path / name).write_bytes(b"x")
    assert [p.name for p in tmp_path.iterdir()] == [name]
