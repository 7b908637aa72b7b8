"""Links between notes: drawn, given a kind, taken away; each one undo step."""

from __future__ import annotations

from koosloome_desktop.model.records import Link, Note
from koosloome_desktop.operations import linking
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.count_words import short
from koosloome_desktop.views.verbs_base import VerbBase


class LinkVerbs(VerbBase):
    """Link and unlink."""

    def link_between(self, source_id: str, target_id: str) -> Link | None:
        """The link from one note to another, as it is shown."""
        source, target = self.note(source_id), self.note(target_id)
        if source is None or target is None or source.id == target.id:
            return None
        return linking.between(self.workshop.document, source, target)

    def toggle_link(self, source_id: str, target_id: str, label: str | None) -> bool:
        """Link two notes; a link of that kind is taken away, one of another kind gets this one. `label` None: any."""
        source, target = self.note(source_id), self.note(target_id)
        if source is None or target is None or source.id == target.id:
            return False
        known = linking.between(self.workshop.document, source, target)
        found: list[Link | None] = []
        words = N_("Link notes") if known is None else N_("Change link")
        if self._run(words, lambda tx: found.append(linking.toggle(tx, source, target, label))) is None:
            return False
        told = _("Linked: {one} → {other}") if found and found[0] is not None else _("Link taken away: {one} → {other}")
        self.say(told.format(one=short(source.text, 30), other=short(target.text, 30)))
        return True

    def unlink(self, link: Link) -> bool:
        """Take a link away."""
        ends = [self.workshop.document.find(i) for i in (link.source, link.target)]
        if self._run(N_("Remove link"), lambda tx: linking.remove(tx, link)) is None:
            return False
        one, other = (short(n.text, 30) if isinstance(n, Note) else "" for n in ends)
        self.announce(_("Link taken away: {one} → {other}").format(one=one, other=other))
        return True
