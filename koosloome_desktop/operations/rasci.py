"""RASCI of a plan: which role does, answers for, supports, advises on and hears of each row.

It is the part `rasci` of the canvas, as the file has it: {roles, legend, matrix {row code: [letters, one per role]}}. A
cell may hold several letters (``R/A``). Every verb runs inside an open transaction and writes the part once; a plan
without a matrix gets one with its first letter. Rule: exactly one A in a row, and at least one R (domain notes 3.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, Canvas
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _, translator
from koosloome_desktop.support.text import clean

LETTERS: Final = "RASCI"
MEANINGS: Final = {
    "R": N_("does it"),
    "A": N_("answers for it"),
    "S": N_("gives support"),
    "C": N_("is asked for advice"),
    "I": N_("is told"),
}
"""What the letters mean, as message ids; a file's own legend goes before."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """RASCI as a table: `cells` has the letters by row code, one text per role; only rows of the plan are in it."""

    roles: tuple[str, ...] = ()
    cells: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    legend: Mapping[str, str] = field(default_factory=dict)

    def letters(self, code: str, role: str) -> str:
        """What stands in one cell, "" for nothing."""
        row = self.cells.get(code, ())
        place = self.roles.index(role) if role in self.roles else len(row)
        return row[place] if place < len(row) else ""

    def having(self, code: str, letter: str) -> list[str]:
        """The roles that have a letter in a row."""
        row = self.cells.get(code, ())
        return [role for role, cell in zip(self.roles, row, strict=False) if letter in split(cell)]


def split(cell: Any) -> tuple[str, ...]:
    """The letters of a cell in the order of RASCI (``"r/a"`` → R, A); none for a cell that says something else."""
    return _letters(cell) if isinstance(cell, str) else ()


@lru_cache(maxsize=512)
def _letters(cell: str) -> tuple[str, ...]:
    found = [c for c in cell.upper() if c.isalpha()]
    return tuple(c for c in LETTERS if c in found) if set(found) <= set(LETTERS) else ()


def read(document: Document, canvas_id: str) -> Matrix:
    """The matrix of a plan with a line for every row, in the plan's order."""
    canvas = document.get(canvas_id, Canvas)
    roles, rows, legend = _parts(canvas)
    codes = [a.code for a in document.within(Action, canvas_id)]
    width = len(roles)
    return Matrix(tuple(roles), {c: _fitted(rows.get(c), width) for c in codes}, legend)


def legend_of(matrix: Matrix, lang: str) -> dict[str, str]:
    """What the letters mean in a language: the plan's own words, else ours."""
    words = translator(lang)
    return {letter: matrix.legend.get(letter) or words.gettext(told) for letter, told in MEANINGS.items()}


def used(canvas: Canvas) -> bool:
    """Whether a plan has a matrix at all."""
    return isinstance(canvas.parts.get("rasci"), Mapping)


def _parts(canvas: Canvas) -> tuple[list[str], dict[str, Any], dict[str, str]]:
    part = canvas.parts.get("rasci")
    part = part if isinstance(part, Mapping) else FrozenMap()
    roles, rows, legend = part.get("roles"), part.get("matrix"), part.get("legend")
    return (
        [str(r) for r in roles] if isinstance(roles, tuple) else [],
        dict(rows) if isinstance(rows, Mapping) else {},
        {str(k): str(v) for k, v in legend.items()} if isinstance(legend, Mapping) else {},
    )


def _fitted(cells: Any, width: int) -> tuple[str, ...]:
    row = [str(c or "") for c in cells] if isinstance(cells, tuple) else []
    return tuple((row + [""] * width)[:width])


# -- changing


def set_letters(tx: Transaction, canvas_id: str, code: str, role: str, letters: str) -> None:
    """Put letters into a cell ("" empties it, "ra" is R/A); a role that is new becomes a column. KoosloomeError for a
    letter that is none of R, A, S, C, I.
    """
    wanted = split(letters)
    if letters.strip() and not wanted:
        raise KoosloomeError(_("RASCI knows the letters R, A, S, C and I; “{text}” is none.").format(text=letters))
    canvas = tx.document.get(canvas_id, Canvas)
    roles, rows, _legend = _parts(canvas)
    if role not in roles:
        roles.append(_new_role(role, roles))
        role = roles[-1]
    row = list(_fitted(rows.get(code), len(roles)))
    row[roles.index(role)] = "/".join(wanted)
    rows[code] = row
    _write(tx, canvas, roles, rows)


def toggle_letter(tx: Transaction, canvas_id: str, code: str, role: str, letter: str) -> None:
    """Add a letter to a cell, or take it away when it is there."""
    matrix = read(tx.document, canvas_id)
    there = split(matrix.letters(code, role))
    wanted = letter.upper()
    kept = [one for one in there if one != wanted] + ([] if wanted in there else [wanted])
    set_letters(tx, canvas_id, code, role, "".join(kept))


def add_role(tx: Transaction, canvas_id: str, role: str, index: int | None = None) -> None:
    """A new column at a place (default: the end); refused when a role is called so already."""
    canvas = tx.document.get(canvas_id, Canvas)
    roles, rows, _legend = _parts(canvas)
    place = len(roles) if index is None else max(0, min(index, len(roles)))
    width = len(roles)
    roles.insert(place, _new_role(role, roles))
    for code, cells in rows.items():
        row = list(_fitted(cells, width))
        row.insert(place, "")
        rows[code] = row
    _write(tx, canvas, roles, rows)


def rename_role(tx: Transaction, canvas_id: str, role: str, name: str) -> None:
    """Call a column otherwise."""
    canvas = tx.document.get(canvas_id, Canvas)
    roles, rows, _legend = _parts(canvas)
    place = _place(roles, role)
    roles[place] = _new_role(name, [r for r in roles if r != role])
    _write(tx, canvas, roles, rows)


def move_role(tx: Transaction, canvas_id: str, role: str, index: int) -> None:
    """Move a column with its letters to a place among the others (0 = first)."""
    canvas = tx.document.get(canvas_id, Canvas)
    roles, rows, _legend = _parts(canvas)
    width, place = len(roles), _place(roles, role)
    target = max(0, min(index, width - 1))
    roles.insert(target, roles.pop(place))
    for code, cells in rows.items():
        row = list(_fitted(cells, width))
        row.insert(target, row.pop(place))
        rows[code] = row
    _write(tx, canvas, roles, rows)


def remove_role(tx: Transaction, canvas_id: str, role: str) -> None:
    """Take a column away with its letters."""
    canvas = tx.document.get(canvas_id, Canvas)
    roles, rows, _legend = _parts(canvas)
    width, place = len(roles), _place(roles, role)
    del roles[place]
    for code, cells in rows.items():
        row = list(_fitted(cells, width))
        del row[place]
        rows[code] = row
    _write(tx, canvas, roles, rows)


def start(tx: Transaction, canvas_id: str, lang: str = "et") -> None:
    """Give a plan a matrix: its roles are the owners and partners of the rows, an owner answers (A) for its row."""
    canvas = tx.document.get(canvas_id, Canvas)
    if used(canvas):
        return
    actions = tx.document.within(Action, canvas_id)
    named = [a.owner_role for a in actions] + [str(p) for a in actions for p in a.partner_roles]
    roles = list(dict.fromkeys(r for r in named if r))
    rows: dict[str, Any] = {}
    for action in actions:
        partners = {str(p) for p in action.partner_roles}
        rows[action.code] = ["A" if r == action.owner_role else "S" if r in partners else "" for r in roles]
    words = translator(lang)
    legend = {letter: words.gettext(told) for letter, told in MEANINGS.items()}
    part = FrozenMap({"roles": roles, "legend": legend, "matrix": rows})
    tx.update(canvas, parts=canvas.parts.having("rasci", part))


def remove(tx: Transaction, canvas_id: str) -> None:
    """Take the whole matrix away."""
    canvas = tx.document.get(canvas_id, Canvas)
    if "rasci" in canvas.parts:
        tx.update(canvas, parts=canvas.parts.without("rasci"))


def forget_rows(tx: Transaction, canvas_id: str, codes: Iterable[str]) -> None:
    """Take the lines of rows away that are gone."""
    canvas = tx.document.find(canvas_id)
    if not isinstance(canvas, Canvas) or not used(canvas):
        return
    roles, rows, _legend = _parts(canvas)
    kept = {code: cells for code, cells in rows.items() if code not in set(codes)}
    if len(kept) < len(rows):
        _write(tx, canvas, roles, kept)


def rename_row(tx: Transaction, canvas_id: str, old: str, new: str) -> None:
    """A row has another short id: its line keeps its place and its letters."""
    canvas = tx.document.find(canvas_id)
    if isinstance(canvas, Canvas) and used(canvas):
        roles, rows, _legend = _parts(canvas)
        _write(tx, canvas, roles, {new if code == old else code: cells for code, cells in rows.items()})


def _new_role(role: str, roles: Sequence[str]) -> str:
    name = clean(role).text
    if not name:
        raise KoosloomeError(_("A role needs a name."))
    if name in roles:
        raise KoosloomeError(_("There is a role “{name}” already.").format(name=name))
    return name


def _place(roles: Sequence[str], role: str) -> int:
    if role not in roles:
        raise KeyError(role)
    return roles.index(role)


def _write(tx: Transaction, canvas: Canvas, roles: Sequence[str], rows: Mapping[str, Any]) -> None:
    part = canvas.parts.get("rasci")
    known: dict[str, Any] = dict(part) if isinstance(part, Mapping) else {"roles": (), "legend": FrozenMap()}
    known |= {"roles": tuple(roles), "matrix": FrozenMap(rows)}
    fresh = canvas.parts.having("rasci", FrozenMap(known))
    if fresh != canvas.parts:
        tx.update(canvas, parts=fresh)
