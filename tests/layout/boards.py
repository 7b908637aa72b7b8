"""What every board must keep, and texts to try it with."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from random import Random

from hypothesis import strategies as st

from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.layout.primitives import Board, NoteBox, NoteIn, TextLine, ZoneIn

WORDS = re.findall(
    r"\S+",
    "maja noorte kogukonnamaja ühistranspordikorraldus ja ei õhtuti raamatukogu lahtiolekuajad sõltub "
    "kogukonnakeskusesse noorsootöökorraldajate vabatahtlik küttekulude ööbimiskoht jäääär 30-aastast lapsed/noored "
    "точки соприкосновения общественного транспорта 👍🏽 🇪🇪 ☑️ 4 120 € „tsitaat“ https://naide.test/pikk-tee",
)
MONSTER = "ä" * 200

texts = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join),
    st.just(MONSTER),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=60),
    st.just("esimene rida\nteine rida\n\nneljas"),
    st.just(""),
)

ZONES = (
    ZoneIn(
        "effect", "Tagajärjed", "Mis juhtub, kui midagi ei muutu? Keda see puudutab?", "effect", ("Noored lähevad ära",)
    ),
    ZoneIn("core", "Põhiprobleem", "Üks lause, millega kõik nõustuvad", "core", ("Kellel, mis ja kui tihti?",)),
    ZoneIn("cause", "Põhjused", "Miks see nii on? Küsi viis korda „miks?“", "cause", ("Miks?", "Ja miks see nii on?")),
)


def plain(text: str) -> str:
    """The text without what line breaking may add or take: blanks, hyphens, soft hyphens."""
    return re.sub(r"[\s\-\u00ad\u200b\u1680\u180e\x85]+", "", unicodedata.normalize("NFC", text))


def overlapping(boxes: Sequence[NoteBox]) -> tuple[str, str] | None:
    """Two notes that overlap, found by sweeping down the board."""
    active: list[NoteBox] = []
    for box in sorted(boxes, key=lambda b: b.y):
        active = [a for a in active if a.y + a.h > box.y + 0.01]
        for a in active:
            if a.x < box.x + box.w - 0.01 and box.x < a.x + a.w - 0.01:
                return a.id, box.id
        active.append(box)
    return None


def within(inner: tuple[float, float, float, float], outer: tuple[float, float, float, float]) -> bool:
    """Whether a rectangle (x, y, w, h) lies in another."""
    ix, iy, iw, ih = inner
    ox, oy, ow, oh = outer
    e = 0.01
    return ix >= ox - e and iy >= oy - e and ix + iw <= ox + ow + e and iy + ih <= oy + oh + e


def rect(box: object) -> tuple[float, float, float, float]:
    """x, y, w, h of anything that has them."""
    return box.x, box.y, box.w, box.h  # type: ignore[attr-defined]


def line_rect(line: TextLine) -> tuple[float, float, float, float]:
    """The field of a text line: from capital height to descender."""
    w = measure(line.text, line.size, line.weight)
    return line.x, line.y - 0.75 * line.size, w, 0.98 * line.size


def check_note(box: NoteBox, note: NoteIn) -> None:
    """The box holds the whole text of its note, and every line lies in it."""
    assert plain("".join(box.lines)) == plain(note.text)
    for line in (*box.body(), *box.foot()):
        assert within(line_rect(line), rect(box)), (line, rect(box))
    bodies = list(box.body())
    if bodies and (box.footer or box.votes):
        top = min(line.y for line in box.foot()) if box.footer else box.y + box.footer_baseline
        assert bodies[-1].y + 0.2 * box.size < top - 0.6 * box.footer_size, "text on the footer"


def check_board(board: Board, notes: Sequence[NoteIn]) -> None:
    """Every note once, nothing overlaps, everything inside, whole texts."""
    whole = (0.0, 0.0, board.width, board.height)
    assert Counter(b.id for b in board.notes) == Counter(n.id for n in notes)
    assert overlapping([*board.notes, *board.ghosts]) is None
    by_id = {n.id: n for n in notes}
    zones = {z.code: z for z in board.zones}
    for box in board.notes:
        check_note(box, by_id[box.id])
        assert within(rect(box), whole), box.id
        if box.zone in zones:
            assert within(rect(box), rect(zones[box.zone])), (box.id, box.zone)
    for holder in (*board.zones, *board.panels):
        assert within(rect(holder), whole), holder
        for line in holder.texts:
            assert within(line_rect(line), rect(holder)), (line, rect(holder))
    for line in (*board.texts, *(t for m in board.marks for t in m.texts)):
        assert within(line_rect(line), whole), line
    for curve in board.curves:
        assert len(curve.points) % 3 == 1
        assert all(-0.01 <= x <= board.width + 0.01 and -0.01 <= y <= board.height + 0.01 for x, y in curve.points)


def sampled(points: Sequence[tuple[float, float]], steps: int = 14) -> list[tuple[float, float]]:
    """Points along a chain of cubics."""
    found = []
    for i in range(0, len(points) - 1, 3):
        a, b, c, d = points[i : i + 4]
        for k in range(steps + 1):
            t = k / steps
            u = 1 - t
            found.append(tuple(u**3 * a[j] + 3 * u * u * t * b[j] + 3 * u * t * t * c[j] + t**3 * d[j] for j in (0, 1)))
    return found


def check_lines_clear(board: Board, roles: set[str]) -> None:
    """No line of these roles runs through a note or through a zone's title or question."""
    titles = [line_rect(t) for z in board.zones for t in z.texts]
    for curve in board.curves:
        if curve.role not in roles:
            continue
        for x, y in sampled(curve.points):
            for box in board.notes:
                inside = box.x + 1 < x < box.x + box.w - 1 and box.y + 1 < y < box.y + box.h - 1
                assert not inside, (curve.key, box.id, x, y)
            for tx, ty, tw, th in titles:
                assert not (tx < x < tx + tw and ty < y < ty + th), (curve.key, "crosses a title")


def ends_at_notes(board: Board, key: str, points: Sequence[tuple[float, float]]) -> bool:
    """Whether a link's two ends lie on the edges of the notes its key names."""
    for name, (x, y) in zip(key.split(">"), (points[0], points[-1]), strict=True):
        box = board.note(name)
        if box is None:
            return False
        on_x = abs(x - box.x) < 0.01 or abs(x - box.x - box.w) < 0.01
        on_y = abs(y - box.y) < 0.01 or abs(y - box.y - box.h) < 0.01
        if not (on_x or on_y) or not (box.x - 0.01 <= x <= box.x + box.w + 0.01):
            return False
    return True


def monotone(values: Sequence[float]) -> bool:
    """Whether the values never fall."""
    return all(a <= b + 1e-9 for a, b in pairwise(values))


def some_text(random: Random) -> str:
    """A note's text: usually a few words, now and then a monster, an essay or nothing."""
    dice = random.random()
    if dice < 0.03:
        return MONSTER
    if dice < 0.05:
        return " ".join(random.choices(WORDS, k=120))
    if dice < 0.06:
        return ""
    return " ".join(random.choices(WORDS, k=random.randrange(1, 10)))


def forest(count: int, seed: int, *, cores: int = 1) -> list[NoteIn]:
    """A problem tree of ``count`` notes: several levels, orphans, circles, links to nowhere, some with votes."""
    random = Random(seed)
    notes = [NoteIn(f"c{i}", some_text(random), zone="core", kind="core") for i in range(min(cores, count))]
    while len(notes) < count:
        zone = random.choice(("effect", "cause", "cause"))
        same = [n.id for n in notes if n.zone == zone]
        parent = random.choice(("c0", *same[-8:], f"c{random.randrange(cores)}", "nobody", ""))
        notes.append(
            NoteIn(
                f"n{len(notes)}", some_text(random), zone=zone, parent=parent, kind=zone,
                footer=random.choice(("", "▼ Rühm 2", "telefonist, väga pika selgitusega")),
                votes=random.choice((None, 0, 3, 12)),
            )
        )  # fmt: skip
    return notes


def scattered(count: int, seed: int, zones: Sequence[str], stages: Sequence[str] = ("",)) -> list[NoteIn]:
    """Notes all over the zones and stages, some clustered, some where nobody knows the zone."""
    random = Random(seed)
    return [
        NoteIn(
            f"n{i}", some_text(random), zone=random.choice((*zones, *zones, "lost")), kind="cause",
            stage=random.choice(stages), cluster=random.choice(("", "", "Ligipääs", "Info ja kalender")),
            footer=random.choice(("", "Rühm 1")), votes=random.choice((None, 2)),
        )
        for i in range(count)
    ]  # fmt: skip
