"""The phases of a community and the interventions that fit each: a default list that a canvas may replace by its own.

No authoritative Estonian list was found; this one is the project's proposal (domain notes 3.3, marked [P]).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from koosloome_desktop.canvases.spec import Words
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.support.text import clean

CURRENT: Final = "community_phase"
"""The part of a canvas that says where the community is: its words by language, and `step` from 1 when it was chosen
from the list.
"""
LIST: Final = "phases"
"""The part of a canvas that holds its own list of phases: objects with `title` and `interventions`."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase in one language: its name, what it is like, and what helps in it."""

    title: str
    hint: str = ""
    interventions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Built:
    title: Words
    hint: Words
    interventions: tuple[Words, ...]


_DEFAULT: Final = (
    _Built(
        Words("Ärkamine", "Awakening", "Пробуждение"),
        Words("Uinuv või hajus kogukond", "Dormant or scattered", "Дремлющее или разрозненное сообщество"),
        (
            Words("Vestlusringid", "Conversation circles", "Круги общения"),
            Words("Uksest ukseni külastus", "Going from door to door", "Обход домов"),
        ),
    ),
    _Built(
        Words("Koondumine", "Gathering", "Объединение"),
        Words("Eestvedajad leiavad üksteise", "Initiators find each other", "Инициаторы находят друг друга"),
        (
            Words("Talgud", "A work day together", "Субботник"),
            Words("Ühine kaardistamine", "Mapping together", "Совместное картирование"),
        ),
    ),
    _Built(
        Words("Tegutsemine", "Acting", "Действие"),
        Words("Ühised algatused", "Initiatives together", "Общие инициативы"),
        (
            Words("Väikeprojekt", "A small project", "Небольшой проект"),
            Words("Mentor", "A mentor", "Наставник"),
        ),
    ),
    _Built(
        Words("Võrgustumine", "Networking", "Создание сети"),
        Words("Koostöö teistega ja vallaga", "Working with others and the parish", "Работа с другими и с волостью"),
        (
            Words("Koosloomeareen", "A co-creation arena", "Арена сотворчества"),
            Words("Koostöökokkulepe", "A cooperation agreement", "Соглашение о сотрудничестве"),
        ),
    ),
    _Built(
        Words("Kestlik juhtimine", "Lasting leadership", "Устойчивое управление"),
        Words("Vastutus ja rahastus on paigas", "Duties and funding are settled", "Обязанности и деньги определены"),
        (
            Words("Delegeeritud teenus", "A delegated service", "Делегированная услуга"),
            Words("Järelkasv", "Those who follow", "Подготовка смены"),
        ),
    ),
    _Built(
        Words("Taandumine või uuenemine", "Fading or renewal", "Угасание или обновление"),
        Words("Eestvedajad väsivad, suund otsitakse uuesti", "Initiators tire, a new course is sought",
              "Инициаторы устают, ищется новое направление"),
        (
            Words("Uus lugu", "A new story", "Новая история"),
            Words("Rollide vahetus", "Changing roles", "Смена ролей"),
        ),
    ),
)  # fmt: skip


def phases_of(canvas: Canvas, lang: str) -> list[Phase]:
    """The phases of a canvas: its own list, else the default one."""
    own = canvas.parts.get(LIST)
    if isinstance(own, tuple) and own:
        return [_own(one, lang) for one in own]
    return [Phase(b.title.get(lang), b.hint.get(lang), tuple(i.get(lang) for i in b.interventions)) for b in _DEFAULT]


def _own(one: Any, lang: str) -> Phase:
    if not isinstance(one, Mapping):
        return Phase(str(one))
    helps = one.get("interventions")
    texts = tuple(_words(h, lang) for h in helps) if isinstance(helps, tuple) else ()
    return Phase(_words(one.get("title"), lang), _words(one.get("hint"), lang), tuple(t for t in texts if t))


def _words(value: Any, lang: str) -> str:
    """A text that may stand there in several languages."""
    if isinstance(value, Mapping):
        found = value.get(lang) or value.get("et") or next((v for v in value.values() if isinstance(v, str)), "")
        return str(found)
    return "" if value is None else str(value)


def current_step(canvas: Canvas, count: int) -> int | None:
    """The number (from 1) of the phase the community is in, None when none of the list was chosen."""
    current = canvas.parts.get(CURRENT)
    step = current.get("step") if isinstance(current, Mapping) else None
    return step if isinstance(step, int) and not isinstance(step, bool) and 1 <= step <= count else None


def current_words(canvas: Canvas, lang: str) -> str:
    """What the canvas says of the community's phase, in its own words."""
    current = canvas.parts.get(CURRENT)
    if isinstance(current, Mapping):
        return _words({k: v for k, v in current.items() if k in {"et", "en", "ru"}}, lang)
    return current if isinstance(current, str) else ""


def with_step(canvas: Canvas, step: int) -> FrozenMap:
    """The parts of a canvas with phase number `step` (from 1) as the current one, in every language there is."""
    found: dict[str, Any] = {}
    for lang in ("et", "en", "ru"):
        phases = phases_of(canvas, lang)
        if 1 <= step <= len(phases):
            found[lang] = phases[step - 1].title
    before = canvas.parts.get(CURRENT)
    kept = (
        {k: v for k, v in before.items() if k not in {"et", "en", "ru", "step"}} if isinstance(before, Mapping) else {}
    )
    return canvas.parts.having(CURRENT, FrozenMap({**found, **kept, "step": step}))


def with_words(canvas: Canvas, lang: str, text: str) -> FrozenMap:
    """The parts of a canvas that says this of its phase in one language; other languages and the step stay."""
    before = canvas.parts.get(CURRENT)
    current = before if isinstance(before, FrozenMap) else FrozenMap()
    told = clean(text).text.strip()
    changed = current.having(lang, told) if told else current.without(lang)
    return canvas.parts.having(CURRENT, changed) if changed else canvas.parts.without(CURRENT)
