"""The variants of the community resource map as data. Zones and questions: domain notes 3.3."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from koosloome_desktop.canvases.spec import Variant, Words, ZoneSpec

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
MATCHING: Final = replace(
    ABCD,
    code="needs_matching",
    title=Words("Vajadused ja pakkumised", "Needs and offers", "Потребности и предложения"),
    offered=False,
)
RINGS: Final = replace(
    ABCD, code="concentric_circles", title=Words("Ringkaart", "Concentric circles map", "Карта кругов"), offered=False
)
PINS: Final = replace(ABCD, code="geo_pins", title=Words("Paikkaart", "Place map", "Карта мест"), offered=False)

VARIANTS: Final = (ABCD, MATCHING, RINGS, PINS)
