"""The variants of the community resource map as data. Zones and questions: domain notes 3.3."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from koosloome_desktop.canvases.spec import LinkKind, Variant, Words, ZoneSpec

_ZONES = (
    ZoneSpec(
        "individuals",
        Words("Inimesed: anded ja oskused", "Individuals", "Люди: таланты и умения"),
        Words("Kes siin midagi oskab?", "Who here can do something?", "Кто здесь что-то умеет?"),
        kind="people",
        ghosts=(Words("Pensionil puutöömeister", "A retired carpenter", "Столяр на пенсии"),),
    ),
    ZoneSpec(
        "associations",
        Words("Seltsid ja rühmad", "Associations", "Общества и кружки"),
        Words("Mille poole inimesed kokku tulevad?", "What draws people together?", "Что собирает людей вместе?"),
        kind="association",
        ghosts=(Words("Naisrühm", "Women’s dance group", "Женский ансамбль"),),
    ),
    ZoneSpec(
        "institutions",
        Words("Asutused", "Institutions", "Учреждения"),
        Words("Kes pakub teenuseid?", "Who offers services?", "Кто оказывает услуги?"),
        kind="institution",
        ghosts=(Words("Raamatukogu", "Library", "Библиотека"),),
    ),
    ZoneSpec(
        "places",
        Words("Kohad, hooned ja loodus", "Places, buildings, nature", "Места, здания, природа"),
        Words("Mis on peidus või kasutamata?", "What is hidden or unused?", "Что скрыто или не используется?"),
        kind="place",
        ghosts=(Words("Vana meierei", "The old dairy", "Старая молочня"),),
    ),
    ZoneSpec(
        "economy",
        Words("Ettevõtlus ja vahetus", "Local economy", "Предпринимательство и обмен"),
        Words("Kes müüb, ostab või vahetab?", "Who sells, buys or swaps?", "Кто продаёт, покупает, меняет?"),
        kind="economy",
        ghosts=(Words("Saekaater", "Sawmill", "Лесопилка"),),
    ),
    ZoneSpec(
        "culture",
        Words("Lood, kombed ja kultuur", "Culture and stories", "Истории, обычаи, культура"),
        Words("Mida siin räägitakse ja peetakse?", "What is told and kept here?", "О чём рассказывают и что хранят?"),
        kind="culture",
        ghosts=(Words("Suvine külapäev", "Summer village day", "Летний день деревни"),),
    ),
)

NEEDS: Final = ZoneSpec(
    "needs",
    Words("Vajadused", "Needs", "Потребности"),
    Words("Mida on liiga vähe ja kellel?", "What is lacking, for whom?", "Чего не хватает и кому?"),
    kind="need",
    ghosts=(Words("Õhtune buss keskusesse", "An evening bus to the centre", "Вечерний автобус в центр"),),
)
"""The needs of a map: its notes have form `need` and no zone in files."""

ABCD: Final = Variant(
    code="abcd_categories",
    title=Words("Ressursikaart kuues rühmas", "Resource map in six groups", "Карта ресурсов в шести группах"),
    also=Words("ressursipõhine lähenemine", "asset-based approach", "подход от ресурсов"),
    layout="resources",
    zones=_ZONES,
    question=Words(
        "Mida siin juba on ja kes seda teeb?",
        "What is already here, and who does it?",
        "Что здесь уже есть и кто это делает?",
    ),
    minutes=35,
    first_zone="individuals",
)
MATCHING: Final = Variant(
    code="needs_matching",
    title=Words("Vajadused ja pakkumised", "Needs and offers", "Потребности и предложения"),
    layout="matching",
    zones=(
        ZoneSpec(
            "offers",
            Words("Pakkumised", "Offers", "Предложения"),
            Words(
                "Mida keegi saab anda, teha või laenata – tasuta, vahetuseks või tasu eest?",
                "What can somebody give, do or lend – for free, in exchange or for a fee?",
                "Что кто-то может дать, сделать или одолжить – даром, в обмен или за плату?",
            ),
            kind="offer",
            ghosts=(
                Words(
                    "Kaks korda kuus auto ja juht",
                    "A car with a driver twice a month",
                    "Машина с водителем два раза в месяц",
                ),
                Words("Pillimänguõpetus vahetuseks", "Music lessons in exchange", "Уроки музыки в обмен"),
            ),
        ),
    ),
    question=Words(
        "Milline ressurss sobib millise vajadusega?",
        "Which resource fits which need?",
        "Какой ресурс подходит какой потребности?",
    ),
    minutes=60,
    first_zone="offers",
    scalar="priority",
)

RING_ZONES: Final = (
    ZoneSpec(
        "inner",
        Words("Sisering", "Inner ring", "Внутренний круг"),
        Words("Iga päev käepärast", "At hand every day", "Под рукой каждый день"),
    ),
    ZoneSpec(
        "middle",
        Words("Keskring", "Middle ring", "Средний круг"),
        Words("Aitab, kui küsida", "Helps when asked", "Поможет, если попросить"),
    ),
    ZoneSpec(
        "outer",
        Words("Välisring", "Outer ring", "Внешний круг"),
        Words("Kaugemal või veel kasutamata", "Farther away, or not used yet", "Дальше или ещё не используется"),
    ),
)
"""The rings from the middle outwards: how close a resource is, or how much it is used."""

RING_OF: Final = {"individuals": "inner", "associations": "middle", "places": "middle", "culture": "middle"}
"""The ring of notes that say none, by zone: people inside, the other things of the place round them, institutions
and businesses outside (domain notes 3.3); zones not named here belong outside.
"""

RINGS: Final = replace(
    ABCD,
    code="concentric_circles",
    title=Words("Ringkaart", "Concentric circles map", "Карта концентрических кругов"),
    layout="rings",
    question=Words(
        "Kui lähedal see meile on ja kui palju me seda kasutame?",
        "How close is it to us, and how much do we use it?",
        "Насколько это нам близко и как часто мы это используем?",
    ),
    minutes=40,
)

PINS: Final = Variant(
    code="geo_pins",
    title=Words("Paikkaart", "Place map", "Карта мест"),
    layout="pins",
    zones=(
        ZoneSpec(
            "danger",
            Words("Ohud", "Dangers", "Опасности"),
            Words("Kus on ohtlik või ebamugav?", "Where is it dangerous or awkward?", "Где опасно или неудобно?"),
            kind="danger",
            ghosts=(Words("Kurvi taga pole autot näha", "No sight behind the bend", "За поворотом не видно машин"),),
        ),
        ZoneSpec(
            "resource",
            Words("Ressursid", "Resources", "Ресурсы"),
            Words("Mis on siin hea ja kasulik?", "What is good and useful here?", "Что здесь хорошо и полезно?"),
            kind="resource",
            ghosts=(Words("Valgustatud jalgrada", "A lit footpath", "Освещённая дорожка"),),
        ),
        ZoneSpec(
            "proposal",
            Words("Ettepanekud", "Proposals", "Предложения"),
            Words("Mida siin muuta või lisada?", "What to change or add here?", "Что здесь изменить или добавить?"),
            kind="proposal",
            ghosts=(Words("Pink poole tee peale", "A bench halfway", "Скамейка на полпути"),),
        ),
    ),
    question=Words(
        "Kus midagi on, kus midagi häirib ja kus midagi puudub?",
        "Where is something, where does something trouble us, and where is something missing?",
        "Где что есть, где что мешает и где чего не хватает?",
    ),
    minutes=45,
    first_zone="danger",
)
PIN_KINDS: Final = tuple(z.code for z in PINS.zones)
"""What a pin can mean; also the zones of a new place map."""

LINK_KINDS: Final = (
    LinkKind("cooperates", Words("teeb koostööd", "works together", "сотрудничает")),
    LinkKind("could", Words("võiks teha", "could work together", "могли бы сотрудничать"), "wish"),
    LinkKind("funds", Words("rahastab", "funds", "финансирует"), "money"),
    LinkKind("informs", Words("teavitab", "informs", "информирует")),
    LinkKind("conflict", Words("konflikt", "conflict", "конфликт"), "clash"),
)

DIRECTED: Final = frozenset({"funds", "informs"})
"""Kinds of links that go one way."""

NETWORK: Final = replace(
    ABCD,
    code="network",
    title=Words("Suhtekaart", "Network map", "Карта связей"),
    layout="network",
    question=Words(
        "Kes kellega juba koostööd teeb ja kes võiks?",
        "Who works with whom already, and who could?",
        "Кто с кем уже сотрудничает, а кто мог бы?",
    ),
    minutes=45,
    links=LINK_KINDS,
)

PHASE: Final = Variant(
    code="phase",
    title=Words("Arengufaas ja sekkumised", "Community phase and interventions", "Фаза развития и шаги поддержки"),
    layout="phases",
    zones=(
        ZoneSpec(
            "signs",
            Words("Märgid", "Signs", "Признаки"),
            Words(
                "Mille järgi me teame, et oleme selles faasis?",
                "What tells us that we are in this phase?",
                "По чему видно, что мы в этой фазе?",
            ),
            kind="observation",
            ghosts=(
                Words("Talgutele tuli kolm inimest", "Three people came to the work day", "На субботник пришли трое"),
            ),
        ),
        ZoneSpec(
            "interventions",
            Words("Sekkumised", "Interventions", "Шаги поддержки"),
            Words(
                "Millised kaks-kolm sammu aitavad siit edasi?",
                "Which two or three steps help us on from here?",
                "Какие два-три шага помогут двигаться дальше?",
            ),
            kind="intervention",
        ),
        ZoneSpec(
            "next",
            Words("Järgmine faas", "Next phase", "Следующая фаза"),
            Words(
                "Mille järgi märkame, et oleme edasi jõudnud?",
                "How shall we notice that we have moved on?",
                "По чему мы заметим, что продвинулись?",
            ),
            kind="opportunity",
            ghosts=(
                Words(
                    "Kolm peret korraldavad ise", "Three families organise it themselves", "Три семьи организуют сами"
                ),
            ),
        ),
    ),
    question=Words(
        "Millises faasis kogukond praegu on ja mis aitab edasi?",
        "Which phase is the community in, and what helps it on?",
        "В какой фазе сейчас сообщество и что поможет двигаться дальше?",
    ),
    minutes=40,
    first_zone="signs",
)

QUESTIONS: Final = (
    ABCD.question,
    Words("Mille poole inimesed kokku tulevad?", "What draws people together?", "Что собирает людей вместе?"),
    Words("Mida on liiga vähe ja kellel?", "What is lacking, for whom?", "Чего не хватает и кому?"),
    MATCHING.question,
    Words("Mis on peidus või kasutamata?", "What is hidden or unused?", "Что скрыто или не используется?"),
    Words("Mida vajame väljastpoolt?", "What do we need from outside?", "Что нам нужно извне?"),
)
VARIANTS: Final = (ABCD, MATCHING, RINGS, PINS, NETWORK, PHASE)
