"""What the library says of how many notes a workshop has: one that was merged into another is not counted twice."""

from __future__ import annotations

from koosloome_desktop.operations import merging, queries
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.support.paths import resource


def test_merged_notes_are_one_in_the_list_and_so_they_are_after_undo_and_a_fresh_start(tmp_path) -> None:
    library = LibraryService.open(tmp_path / "library", post=lambda run: run())
    workshop_id = library.import_file(next(p for p in resource("samples").glob("01*.json"))).workshop

    def count() -> int:
        return next(row.notes for row in library.list() if row.id == workshop_id)

    before = count()
    workshop = library.open_workshop(workshop_id)
    canvas = queries.canvases(workshop.document)[0].id
    three = [n.id for n in queries.notes(workshop.document, canvas)[2:5]]
    made = []
    workshop.run("Merge notes", lambda tx: made.append(merging.merge(tx, three[0], three)))
    workshop.close()
    assert count() == before - 2
    workshop = library.open_workshop(workshop_id)
    workshop.run("Separate notes", lambda tx: merging.separate(tx, made[0].id))
    workshop.undo()
    workshop.close()
    assert count() == before - 2
    workshop = library.open_workshop(workshop_id)
    workshop.undo()
    workshop.close()
    library.close()
    library = LibraryService.open(tmp_path / "library", post=lambda run: run())
    assert count() == before
    library.close()
