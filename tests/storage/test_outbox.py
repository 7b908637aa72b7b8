"""What waits for a server is kept whatever else goes wrong in the thread that keeps it."""

from __future__ import annotations

from koosloome_desktop.storage.outbox import KeptDraft, take_outbox
from tests.drivers.waiting import PATIENCE

SINCE = "2026-11-26T08:00:00.000Z"
ADDRESS = "postgresql://server/kogu"


def test_a_look_aside_that_fails_keeps_nothing_from_being_kept(tmp_path):
    box = take_outbox(tmp_path, ADDRESS, SINCE)
    draft = KeptDraft("w", "capture", "", "pool lauset", SINCE)

    def pulled(*_anything: object) -> None:
        raise OSError(5, "Input/output error")

    box.later(pulled)
    box.tell(pulled)
    box.keep_draft(draft)
    assert box.call(lambda _steps, drafts: drafts, PATIENCE) == [draft]
    assert box.close(PATIENCE)
    again = take_outbox(tmp_path, ADDRESS, SINCE)
    assert again.left() == ([], [draft])
    assert again.close(PATIENCE)
