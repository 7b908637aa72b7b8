"""One token table for the Qt style, the PDF and later the phone page.

Colours are ``#RRGGBB``. Source: the project's design tokens; contrast bars are WCAG 2.2 (1.4.3, 1.4.6, 1.4.11),
checked by
a test over every pair below. A note's kind is never colour alone: each has a tint, a dark 6 px bar, a sign and a word.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Final

from koosloome_desktop.support.i18n import N_


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Palette:
    """The colours of one theme."""

    name: str
    paper: str
    paper_dot: str
    panel: str
    raised: str
    line: str
    ink: str
    muted: str
    rail: str
    rail_active: str
    rail_ink: str
    rail_muted: str
    rail_mark: str
    accent: str
    accent_ink: str
    accent_soft: str
    accent_text: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    dot: str
    link: str
    zone_fill: str
    note_edge: str
    note_ink: str
    note_muted: str

    def colours(self) -> dict[str, str]:
        """Every colour by token name."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name != "name"}


LIGHT: Final = Palette(
    name="light",
    paper="#FAF8F3",
    paper_dot="#E7E2D6",
    panel="#FFFFFF",
    raised="#FFFFFF",
    line="#E4DFD4",
    ink="#1B2430",
    muted="#5A6675",
    rail="#14304A",
    rail_active="#1E4263",
    rail_ink="#DCE7F2",
    rail_muted="#9DBAD5",
    rail_mark="#6CB6FF",
    accent="#0B66C3",
    accent_ink="#FFFFFF",
    accent_soft="#E5F0FB",
    accent_text="#0A4E96",
    ok="#2B7A3D",
    ok_soft="#E9F6EC",
    warn="#8A4A00",
    warn_soft="#FFF1DC",
    bad="#B3261E",
    bad_soft="#FDE9E7",
    dot="#A3124A",
    link="#6F7B89",
    zone_fill="#FFFFFF",
    note_edge="#00000024",
    note_ink="#1B2430",
    note_muted="#2B3440",
)

DARK: Final = Palette(
    name="dark",
    paper="#12181F",
    paper_dot="#1F2833",
    panel="#19212B",
    raised="#212B37",
    line="#33404F",
    ink="#E8EDF3",
    muted="#A5B2C0",
    rail="#0C1622",
    rail_active="#1A2F47",
    rail_ink="#DCE7F2",
    rail_muted="#8FB0CE",
    rail_mark="#6CB6FF",
    accent="#2F86E0",
    accent_ink="#06121F",
    accent_soft="#17324F",
    accent_text="#8FC4FF",
    ok="#7CD392",
    ok_soft="#16321F",
    warn="#FFB95C",
    warn_soft="#3A2A10",
    bad="#FF8A80",
    bad_soft="#43201D",
    dot="#A3124A",
    link="#7C8A9A",
    zone_fill="#19212B",
    note_edge="#00000066",
    note_ink="#1B2430",
    note_muted="#2B3440",
)

HIGH_CONTRAST: Final = Palette(
    name="contrast",
    paper="#FFFFFF",
    paper_dot="#FFFFFF",
    panel="#FFFFFF",
    raised="#FFFFFF",
    line="#000000",
    ink="#000000",
    muted="#1F1F1F",
    rail="#000000",
    rail_active="#1C3F66",
    rail_ink="#FFFFFF",
    rail_muted="#FFFFFF",
    rail_mark="#FFD33D",
    accent="#003F8A",
    accent_ink="#FFFFFF",
    accent_soft="#FFFFFF",
    accent_text="#003F8A",
    ok="#005A1B",
    ok_soft="#FFFFFF",
    warn="#6B3A00",
    warn_soft="#FFFFFF",
    bad="#8C0F08",
    bad_soft="#FFFFFF",
    dot="#7A0B36",
    link="#000000",
    zone_fill="#FFFFFF",
    note_edge="#000000",
    note_ink="#000000",
    note_muted="#000000",
)

CALM: Final = replace(HIGH_CONTRAST, name="calm", line="#8C8C8C", muted="#1F1F1F", accent_soft="#DCEBFF", ok="#00591B")
"""The wall on a weak projector: black on white, and nothing that a pale lamp washes out."""

CALM_DARK: Final = Palette(
    name="calm_dark",
    paper="#000000",
    paper_dot="#000000",
    panel="#000000",
    raised="#000000",
    line="#8C8C8C",
    ink="#FFFFFF",
    muted="#E4E4E4",
    rail="#1C3F66",
    rail_active="#1C3F66",
    rail_ink="#FFFFFF",
    rail_muted="#FFFFFF",
    rail_mark="#FFD33D",
    accent="#7FC0FF",
    accent_ink="#000000",
    accent_soft="#10335A",
    accent_text="#9CD0FF",
    ok="#7CF09A",
    ok_soft="#000000",
    warn="#FFC46B",
    warn_soft="#000000",
    bad="#FF9C94",
    bad_soft="#000000",
    dot="#A3124A",
    link="#FFFFFF",
    zone_fill="#000000",
    note_edge="#FFFFFF",
    note_ink="#000000",
    note_muted="#000000",
)
"""The same in a room that cannot be lit: white on black."""

THEMES: Final = {p.name: p for p in (LIGHT, DARK, HIGH_CONTRAST)}


@dataclass(frozen=True, slots=True)
class NoteKind:
    """How one kind of note looks: pastel tint, dark bar, sign and word (an English message id)."""

    tint: str
    bar: str
    sign: str
    word: str


_YELLOW, _ORANGE, _PINK, _VIOLET = "#FFE78F", "#FFCB95", "#FFBBC8", "#DCC8FF"
_BLUE, _GREEN, _GREY, _WHITE = "#BBDDFF", "#C4EABD", "#E7E5DF", "#FFFFFF"
_B_YELLOW, _B_ORANGE, _B_PINK, _B_VIOLET = "#7A5D00", "#A8530A", "#A3124A", "#5B3FA8"
_B_BLUE, _B_GREEN, _B_GREY = "#1B5FA8", "#2B7A3D", "#5A6675"

NOTE_KINDS: Final[dict[str, NoteKind]] = {
    "": NoteKind(_YELLOW, _B_YELLOW, "", N_("note")),
    "core": NoteKind(_PINK, _B_PINK, "●", N_("core problem")),
    "cause": NoteKind(_BLUE, _B_BLUE, "▼", N_("cause")),
    "effect": NoteKind(_ORANGE, _B_ORANGE, "▲", N_("effect")),
    "objective": NoteKind(_GREEN, _B_GREEN, "●", N_("objective")),
    "precondition": NoteKind(_BLUE, _B_BLUE, "▼", N_("precondition")),
    "impact": NoteKind(_YELLOW, _B_YELLOW, "▲", N_("impact")),
    "event": NoteKind(_ORANGE, _B_ORANGE, "●", N_("event")),
    "pattern": NoteKind(_YELLOW, _B_YELLOW, "≈", N_("pattern")),
    "structure": NoteKind(_BLUE, _B_BLUE, "■", N_("structure")),
    "belief": NoteKind(_VIOLET, _B_VIOLET, "…", N_("belief")),
    "stakeholder": NoteKind(_BLUE, _B_BLUE, "?", N_("not said")),
    "supports": NoteKind(_GREEN, _B_GREEN, "+", N_("supports")),
    "neutral": NoteKind(_GREY, _B_GREY, "○", N_("neutral")),
    "opposes": NoteKind(_ORANGE, _B_ORANGE, "−", N_("opposes")),
    "change": NoteKind(_VIOLET, _B_VIOLET, "●", N_("desired change")),
    "enabler": NoteKind(_GREEN, _B_GREEN, "+", N_("enabler")),
    "obstacle": NoteKind(_ORANGE, _B_ORANGE, "−", N_("obstacle")),
    "evidence": NoteKind(_GREEN, _B_GREEN, "✓", N_("evidence")),
    "wording": NoteKind(_VIOLET, _B_VIOLET, "↔", N_("wording")),
    "action": NoteKind(_YELLOW, _B_YELLOW, "→", N_("action")),
    "touchpoint": NoteKind(_BLUE, _B_BLUE, "○", N_("touchpoint")),
    "thought": NoteKind(_VIOLET, _B_VIOLET, "…", N_("thought")),
    "pain": NoteKind(_ORANGE, _B_ORANGE, "▼", N_("pain point")),
    "opportunity": NoteKind(_GREEN, _B_GREEN, "◆", N_("opportunity")),
    "owner": NoteKind(_GREY, _B_GREY, "■", N_("responsible")),
    "frontstage": NoteKind(_GREEN, _B_GREEN, "□", N_("visible action")),
    "backstage": NoteKind(_GREY, _B_GREY, "■", N_("backstage action")),
    "support": NoteKind(_VIOLET, _B_VIOLET, "⌂", N_("support process")),
    "people": NoteKind(_YELLOW, _B_YELLOW, "●", N_("people")),
    "association": NoteKind(_BLUE, _B_BLUE, "○", N_("association")),
    "institution": NoteKind(_VIOLET, _B_VIOLET, "■", N_("institution")),
    "place": NoteKind(_GREEN, _B_GREEN, "▲", N_("place")),
    "economy": NoteKind(_ORANGE, _B_ORANGE, "€", N_("business")),
    "culture": NoteKind(_PINK, _B_PINK, "♥", N_("story")),
    "offer": NoteKind(_GREEN, _B_GREEN, "◆", N_("offer")),
    "danger": NoteKind(_PINK, _B_PINK, "▲", N_("danger")),
    "resource": NoteKind(_GREEN, _B_GREEN, "●", N_("resource")),
    "proposal": NoteKind(_BLUE, _B_BLUE, "■", N_("proposal")),
    "observation": NoteKind(_BLUE, _B_BLUE, "○", N_("sign of the phase")),
    "intervention": NoteKind(_YELLOW, _B_YELLOW, "→", N_("intervention")),
    "need": NoteKind(_WHITE, _B_PINK, "◊", N_("need")),
    "question": NoteKind(_GREY, _B_GREY, "?", N_("question")),
    "parking": NoteKind(_GREY, _B_GREY, "…", N_("parked topic")),
}


def note_kind(code: str) -> NoteKind:
    """The look of a kind; an unknown code looks like a plain note."""
    return NOTE_KINDS.get(code, NOTE_KINDS[""])


def contrast(one: str, two: str) -> float:
    """Contrast ratio of two ``#RRGGBB`` colours, 1…21 (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        lin = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * lin[0] + 0.7152 * lin[1] + 0.0722 * lin[2]

    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
