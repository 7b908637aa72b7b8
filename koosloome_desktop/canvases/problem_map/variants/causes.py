"""Variants that dig for causes: iceberg, fishbone, five whys."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from koosloome_desktop.canvases.problem_map.variants.trees import CORE, WHAT_IS_WRONG
from koosloome_desktop.canvases.spec import Variant, Words, ZoneSpec

ICEBERG: Final = Variant(
    code="iceberg",
    title=Words("Jäämägi", "Iceberg", "Айсберг"),
    layout="iceberg",
    first_zone="events",
    question=Words(
        "Mis on selle all, mida kõik näevad?",
        "What lies below what everybody sees?",
        "Что скрыто под тем, что видят все?",
    ),
    minutes=40,
    zones=(
        ZoneSpec(
            "events",
            Words("Sündmused: mis juhtub?", "Events", "События: что происходит?"),
            Words(
                "Mis täpselt juhtus, kellega ja millal?",
                "What exactly happened, to whom and when?",
                "Что именно произошло, с кем и когда?",
            ),
            kind="event",
            ghosts=(
                Words(
                    "Foorumi ettepanekud jäid vastuseta",
                    "The forum's proposals were never answered",
                    "На предложения форума не ответили",
                ),
            ),
        ),
        ZoneSpec(
            "patterns",
            Words("Mustrid: mis kordub?", "Patterns", "Закономерности: что повторяется?"),
            Words(
                "Mis kordub aastast aastasse või paigast paika?",
                "What comes back year after year, place after place?",
                "Что повторяется из года в год, из места в место?",
            ),
            kind="pattern",
            ghosts=(
                Words(
                    "Igal sügisel alustatakse otsast peale",
                    "Every autumn we start from scratch",
                    "Каждую осень начинаем с нуля",
                ),
            ),
        ),
        ZoneSpec(
            "structures",
            Words("Struktuurid: mis seda tekitab?", "Structures", "Структуры: что это порождает?"),
            Words(
                "Millised reeglid, rahad, rollid ja ajakavad seda hoiavad?",
                "Which rules, money, roles and timetables keep it going?",
                "Какие правила, деньги, роли и графики это поддерживают?",
            ),
            kind="structure",
            ghosts=(
                Words(
                    "Vastutajat pole määratud",
                    "Nobody was made responsible",
                    "Ответственный не назначен",
                ),
            ),
        ),
        ZoneSpec(
            "mental_models",
            Words(
                "Uskumused: mida peame endastmõistetavaks?",
                "Mental models",
                "Убеждения: что считаем само собой разумеющимся?",
            ),
            Words(
                "Mida me endale ütleme, kui ei muuda midagi?",
                "What do we tell ourselves when we change nothing?",
                "Что мы говорим себе, когда ничего не меняем?",
            ),
            kind="belief",
            ghosts=(
                Words(
                    "„Nagunii midagi ei muutu“",
                    "“Nothing will change anyway”",
                    "«Всё равно ничего не изменится»",
                ),
            ),
        ),
    ),
)

FISHBONE: Final = Variant(
    code="fishbone",
    title=Words("Kalaluudiagramm", "Fishbone diagram", "Диаграмма «рыбья кость»"),
    layout="fishbone",
    first_zone="core",
    question=WHAT_IS_WRONG,
    minutes=45,
    open_zones=True,
    own_kind="cause",
    zones=(
        CORE,
        ZoneSpec(
            "people",
            Words("Inimesed", "People", "Люди"),
            Words(
                "Kes mida teeb, oskab või tegemata jätab?",
                "Who does, can or leaves undone what?",
                "Кто что делает, умеет или не делает?",
            ),
            kind="cause",
            ghosts=(
                Words("Vastutab ainult üks inimene", "One person alone is responsible", "Отвечает только один человек"),
            ),
        ),
        ZoneSpec(
            "rules",
            Words("Reeglid ja korraldus", "Rules and organisation", "Правила и организация"),
            Words(
                "Milline kord või kokkulepe segab?",
                "Which rule or arrangement is in the way?",
                "Какой порядок или договорённость мешает?",
            ),
            kind="cause",
            ghosts=(Words("Leping on aegunud", "The contract has run out", "Договор устарел"),),
        ),
        ZoneSpec(
            "environment",
            Words("Keskkond ja taristu", "Environment and infrastructure", "Среда и инфраструктура"),
            Words(
                "Mis on ruumis, teel või looduses teisiti kui vaja?",
                "What in the space, road or nature is not as needed?",
                "Что в помещении, на дороге, в природе не так, как нужно?",
            ),
            kind="cause",
            ghosts=(
                Words("Kõnnitee lõpeb enne kooli", "The pavement ends before the school", "Тротуар кончается до школы"),
            ),
        ),
        ZoneSpec(
            "money",
            Words("Raha ja vahendid", "Money and means", "Деньги и средства"),
            Words(
                "Millest jääb puudu või kuhu raha tegelikult läheb?",
                "What is short, or where does the money really go?",
                "Чего не хватает или куда на самом деле идут деньги?",
            ),
            kind="cause",
            ghosts=(
                Words("Omaosalust pole arvestatud", "Own contribution was not planned", "Софинансирование не учтено"),
            ),
        ),
        ZoneSpec(
            "information",
            Words("Info ja suhtlus", "Information", "Информация и общение"),
            Words(
                "Kes mida ei tea või kuuleb liiga hilja?",
                "Who does not know what, or hears it too late?",
                "Кто чего не знает или узнаёт слишком поздно?",
            ),
            kind="cause",
            ghosts=(
                Words("Teade tuleb pärast otsust", "News comes after the decision", "Новость приходит после решения"),
            ),
        ),
        ZoneSpec(
            "cooperation",
            Words("Koostöö", "Cooperation", "Сотрудничество"),
            Words(
                "Kes kellega koos ei tee, kuigi peaks?",
                "Who does not work together though they should?",
                "Кто не работает вместе, хотя должен?",
            ),
            kind="cause",
            ghosts=(
                Words(
                    "Kool ja vald pole koos arutanud",
                    "School and parish never sat together",
                    "Школа и волость не встречались",
                ),
            ),
        ),
    ),
)

FIVE_WHYS: Final = Variant(
    code="five_whys",
    title=Words("Viis korda miks", "Five whys", "Пять «почему»"),
    layout="chain",
    first_zone="core",
    question=WHAT_IS_WRONG,
    minutes=25,
    zones=(
        replace(
            CORE,
            ghosts=(
                Words(
                    "Iga kolmas tellitud sõit jääb ära",
                    "Every third booked ride is cancelled",
                    "Каждая третья заказанная поездка не состоится",
                ),
            ),
        ),
        ZoneSpec(
            "why",
            Words("Miks?", "Why?", "Почему?"),
            Words(
                "Miks see nii on – ja mis on selle põhjus?",
                "Why is it so – and what causes that?",
                "Почему это так – и что этому причиной?",
            ),
            kind="cause",
            ghosts=(
                Words("Juhti pole vabaks saadud", "No driver could be freed", "Не нашлось свободного водителя"),
                Words(
                    "Sõidud tellitakse ühe päeva peale", "Rides pile up on one day", "Поездки заказывают на один день"
                ),
                Words(
                    "Arstiaegu ja sõiduaegu ei vaadata koos", "Nobody looks at both timetables", "Графики не сверяют"
                ),
            ),
        ),
        ZoneSpec(
            "root",
            Words(
                "Juurpõhjus, mida saame mõjutada",
                "A root cause we can influence",
                "Корень, на который мы можем повлиять",
            ),
            Words(
                "Mida saame siin ise muuta?",
                "What can we change here ourselves?",
                "Что здесь мы можем изменить сами?",
            ),
            kind="opportunity",
        ),
    ),
)
