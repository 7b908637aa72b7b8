"""Roles that can be responsible for an action: those of the room and of its plans first, then common ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Person
from koosloome_desktop.support.text import fold

_COMMON: Final = {
    "et": (
        "vallavanem", "abivallavanem", "linnapea", "abilinnapea", "vallasekretär", "vallavalitsus", "linnavalitsus",
        "volikogu", "arendusjuht", "arendusnõunik", "kogukonnatöö spetsialist", "kaasamise eest vastutav ametnik",
        "külavanem", "alevikuvanem", "külaselts", "kogukonna eestvedaja", "eestkõneleja", "vabaühendus",
        "vabaühenduse juht", "koolidirektor", "noorsootöötaja", "sotsiaaltöö spetsialist", "raamatukoguhoidja",
        "koosloomejuht", "koosloomementor", "koolitaja", "koordinaator", "teenusedisainer",
    ),
    "en": (
        "parish mayor", "deputy mayor", "mayor", "parish secretary", "municipality", "council", "development manager",
        "community worker", "village elder", "village society", "community leader", "spokesperson", "NGO",
        "head of the NGO", "headteacher", "youth worker", "social worker", "librarian", "facilitator", "mentor",
        "trainer", "coordinator", "service designer",
    ),
    "ru": (
        "старейшина волости", "вице-старейшина волости", "мэр", "вице-мэр", "секретарь волости", "волостная управа",
        "городская управа", "совет", "руководитель по развитию", "специалист по работе с общиной",
        "деревенский старейшина", "деревенское общество", "лидер общины", "представитель", "недоходное объединение",
        "директор школы", "молодёжный работник", "социальный работник", "библиотекарь", "ведущий", "ментор",
        "тренер", "координатор", "дизайнер услуг",
    ),
}  # fmt: skip
"""Roles of domain.md 2.2 and 4 by language."""


@lru_cache(maxsize=8192)
def _key(text: str) -> str:
    """What roles are compared by; a line that is being typed asks for the same ones at every letter."""
    return fold(text)


def known_roles(document: Document, lang: str = "") -> tuple[str, ...]:
    """Roles in the order in which they are proposed, each once: of plans (the most used first), people, leaders, and
    common ones in the workshop's language and in that of the person (`lang`).
    """
    used: Counter[str] = Counter()
    for action in document.of(Action):
        used.update(role for role in (action.owner_role, *map(str, action.partner_roles)) if role)
    people = (p.role for p in document.of(Person) if p.role)
    workshop = document.workshop
    common = [r for each in dict.fromkeys((workshop.language, lang)) for r in _COMMON.get(each, ())]
    ordered = (*(role for role, _count in used.most_common()), *people, *workshop.facilitation_roles, *common)
    return tuple({_key(role): role for role in reversed(ordered)}[key] for key in dict.fromkeys(map(_key, ordered)))


def proposals(roles: Sequence[str], typed: str, most: int = 5) -> list[str]:
    """The roles that a beginning can become: those that begin with it, then those in which a word does.

    Nothing typed proposes the first ones; a role that is typed in full is not proposed.
    """
    wanted = _key(typed.strip())
    if not wanted:
        return list(roles[:most])
    begins = [r for r in roles if _key(r).startswith(wanted) and _key(r) != wanted]
    inside = [r for r in roles if r not in begins and f" {wanted}" in f" {_key(r)}" and _key(r) != wanted]
    return [*begins, *inside][:most]


def finished(roles: Iterable[str], typed: str) -> str:
    """The role with which a typed beginning goes on, as it is written; "" when there is none."""
    wanted = _key(typed)
    if not wanted.strip():
        return ""
    found = (r for r in roles if _key(r).startswith(wanted) and len(_key(r)) == len(r) > len(typed))
    return next(found, "")


def exact(roles: Iterable[str], phrase: str) -> str:
    """The known role that a phrase is, whatever its letters' case; "" when it is none."""
    wanted = _key(phrase.strip())
    return next((r for r in roles if _key(r) == wanted), "") if wanted else ""
