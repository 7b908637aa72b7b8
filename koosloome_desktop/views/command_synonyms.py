"""Other words for commands: what people call a thing that the program calls otherwise. The palette finds by them too.

A key is a command's id or the beginning of several (``note.trend``). Every entry is one message: each language has the
words that its own people would type.
"""

from __future__ import annotations

from typing import Final

from koosloome_desktop.support.i18n import N_, _

SYNONYMS: Final[dict[str, str]] = {
    "note.to_action": N_("task to-do plan activity convert"),
    "note.to_actions": N_("task to-do plan activities several"),
    "cluster.to_action": N_("task to-do plan activity group"),
    "canvas.top": N_("voted best most dots winners drafts priorities"),
    "votes.top": N_("voted best most dots winners drafts priorities"),
    "plan.draft": N_("proposal accept take on approve vote"),
    "note.edit": N_("change correct rewrite fix typo"),
    "note.delete": N_("remove erase throw away bin"),
    "note.split": N_("cut divide separate two"),
    "note.all": N_("mark everything choose all"),
    "note.arrange": N_("move sort tidy order notes"),
    "note.more": N_("plus vote dot stronger priority raise"),
    "note.less": N_("minus weaker lower fewer"),
    "note.move": N_("shift drag place position"),
    "zone": N_("bone column area group branch category"),
    "window.question": N_("guiding questions prompt ask heading"),
    "note.next_zone": N_("area column lane other zone"),
    "note.previous_zone": N_("area column lane back zone"),
    "note.cluster": N_("group theme category heap"),
    "note.group": N_("table team author who said speaker"),
    "line.same": N_("duplicate again repeat plus one"),
    "line.last": N_("fix typo correct previous mistake"),
    "line.repair": N_("keyboard layout wrong letters Russian Cyrillic"),
    "title": N_("heading label caption name stage lane"),
    "note.merge": N_("join combine fold together duplicate"),
    "note.separate": N_("unmerge undo merge apart"),
    "note.link": N_("connect arrow line relation"),
    "plan.review": N_("follow-up check progress status meeting minutes"),
    "plan.calendar": N_("ics ical outlook google dates reminder"),
    "plan.view.progress": N_("what changed statistics overview report year"),
    "window.wall": N_("projector beamer screen present show audience"),
    "window.agenda": N_("programme schedule timetable time blocks"),
    "window.people": N_("participants names list groups sectors"),
    "window.votes": N_("dots hands count poll ballot"),
    "window.next_block": N_("timer clock start agenda go on"),
    "window.verify": N_("check integrity damage health test file"),
    "window.write": N_("unlock edit read-only locked"),
    "window.snapshots": N_("backup restore history version undo recover"),
    "people.groups": N_("random teams draw shuffle tables"),
    "window.iterate": N_("sprint version copy next round"),
    "window.export": N_("print paper report save pdf word excel poster agenda calendar picture"),
    "window.undo": N_("back revert mistake"),
    "window.redo": N_("forward again repeat"),
    "window.line": N_("new note type add idea quick"),
    "window.fit": N_("zoom overview whole all"),
    "window.larger": N_("zoom in magnify bigger"),
    "window.smaller": N_("zoom out reduce"),
    "window.keys": N_("help shortcuts keyboard manual"),
    "window.language": N_("translate speak tongue"),
    "window.theme": N_("dark light night contrast colours"),
    "window.still": N_("animation glide calm reduced motion"),
    "window.programme": N_("series project lab training several workshops"),
    "window.home": N_("start close workshop list library"),
    "window.canvas": N_("go to switch map open page"),
    "window.add": N_("new map create insert"),
    "window.gallery": N_("new map create insert variant template"),
    "stage.evidence": N_("evidence proof source fact confirm guess"),
    "window.switch": N_("variant form kind layout change turn into blueprint rings tree"),
    "window.full": N_("maximise screen projector presentation"),
    "window.inspector": N_("properties panel side info"),
    "window.next_pane": N_("focus panel leave line"),
    "window.previous_pane": N_("focus panel back"),
    "window.quit": N_("exit close program end"),
}


def synonyms(command_id: str) -> str:
    """Other words for a command in the language now; "" for one that has none."""
    found = [message for key, message in SYNONYMS.items() if command_id == key or command_id.startswith(f"{key}.")]
    return " ".join(_(message) for message in found)
