"""Where a copy comes from, asked from another thread as the window's export does."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from koosloome_desktop.services.export import export_workshop
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.services.lineage import lineage_of, lineage_source
from tests.exports.reading import sample


def test_a_workshop_that_began_here_has_revisions_and_no_base(tmp_path):
    library = LibraryService.open(tmp_path)
    try:
        workshop = library.create("Siin")
        found = lineage_of(library, workshop)
        assert found.bases == {}
        assert set(found.revisions) == {r.id for r in library.document(workshop).records()}
        assert set(found.revisions.values()) == {1}
    finally:
        library.close()


def test_an_imported_copy_remembers_what_it_began_with(tmp_path):
    path = export_workshop(sample("01_kogukonnamaja"), tmp_path / "w.koosloome")
    library = LibraryService.open(tmp_path / "library")
    try:
        workshop = library.import_file(path).workshop
        ask = lineage_source(library, workshop)
        assert ask is not None
        with ThreadPoolExecutor(1) as pool:
            found = pool.submit(ask).result()
        assert set(found.bases) == {r.id for r in library.document(workshop).records()}
    finally:
        library.close()
    assert lineage_source(None, "x") is None
