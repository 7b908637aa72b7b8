"""The variants of the problem map as data. Zones and questions: domain notes 3.1 (numbers in brackets are its sources).

Only the problem tree is offered for new canvases yet; the others are read from files, shown by zones, and written back.
"""

from __future__ import annotations

from typing import Final

from koosloome_desktop.canvases.spec import Variant, Words, ZoneSpec

_CORE = ZoneSpec(
    "core",
    Words("Põhiprobleem", "Core problem", "Основная проблема"),
    Words(
        "Üks lause, millega kõik nõustuvad",
        "One sentence that everybody agrees with",
        "Одно предложение, с которым все согласны",
    ),
    kind="core",
    single=True,
    ghosts=(
        Words(
            "Noored kolivad pärast põhikooli ära", "Young people move away after school", "Молодёжь уезжает после школы"
        ),
    ),
)

TREE: Final = Variant(
    code="problem_tree",
    title=Words("Probleemipuu", "Problem tree", "Дерево проблем"),
    layout="tree",
    question=Words(
        "Mis täpselt on halvasti, kellel ja kui tihti?",
        "What exactly is wrong, for whom, how often?",
        "Что именно не так, у кого и как часто?",
    ),
    minutes=50,
    first_zone="core",
    zones=(
        ZoneSpec(
            "effect",
            Words("Tagajärjed", "Effects", "Последствия"),
            Words(
                "Mis juhtub, kui midagi ei muutu? Keda see puudutab?",
                "What happens if nothing changes? Whom does it touch?",
                "Что будет, если ничего не изменится? Кого это коснётся?",
            ),
            kind="effect",
            child_of="core",
            ghosts=(
                Words(
                    "Huviringid kolivad naabervalda",
                    "Clubs move to the next parish",
                    "Кружки уходят в соседнюю волость",
                ),
            ),
        ),
        _CORE,
        ZoneSpec(
            "cause",
            Words("Põhjused", "Causes", "Причины"),
            Words(
                "Miks see nii on? Küsi viis korda „miks?“",
                "Why is it so? Ask “why?” five times",
                "Почему так? Спросите «почему?» пять раз",
            ),
            kind="cause",
            child_of="core",
            ghosts=(
                Words(
                    "Info jõuab inimesteni liiga hilja",
                    "News reaches people too late",
                    "Информация доходит слишком поздно",
                ),
            ),
        ),
    ),
)

ICEBERG: Final = Variant(
    code="iceberg",
    title=Words("Jäämägi", "Iceberg", "Айсберг"),
    layout="zones",
    offered=False,
    first_zone="events",
    question=TREE.question,
    zones=(
        ZoneSpec("events", Words("Sündmused: mis juhtub?", "Events", "События: что происходит?"), kind="effect"),
        ZoneSpec(
            "patterns", Words("Mustrid: mis kordub?", "Patterns", "Закономерности: что повторяется?"), kind="action"
        ),
        ZoneSpec(
            "structures",
            Words("Struktuurid: mis seda tekitab?", "Structures", "Структуры: что это порождает?"),
            kind="cause",
        ),
        ZoneSpec(
            "mental_models",
            Words(
                "Uskumused: mida peame endastmõistetavaks?",
                "Mental models",
                "Убеждения: что считаем само собой разумеющимся?",
            ),
            kind="thought",
        ),
    ),
)

FISHBONE: Final = Variant(
    code="fishbone",
    title=Words("Kalaluudiagramm", "Fishbone diagram", "Диаграмма «рыбья кость»"),
    layout="blocks",
    offered=False,
    first_zone="people",
    question=TREE.question,
    zones=(
        _CORE,
        ZoneSpec("people", Words("Inimesed", "People", "Люди"), kind="people"),
        ZoneSpec(
            "rules",
            Words("Reeglid ja korraldus", "Rules and organisation", "Правила и организация"),
            kind="institution",
        ),
        ZoneSpec(
            "environment",
            Words("Keskkond ja taristu", "Environment and infrastructure", "Среда и инфраструктура"),
            kind="place",
        ),
        ZoneSpec("money", Words("Raha ja vahendid", "Money and means", "Деньги и средства"), kind="economy"),
        ZoneSpec("information", Words("Info ja suhtlus", "Information", "Информация и общение"), kind="cause"),
        ZoneSpec("cooperation", Words("Koostöö", "Cooperation", "Сотрудничество"), kind="culture"),
    ),
)

STAKEHOLDERS: Final = Variant(
    code="stakeholder_map",
    title=Words("Osapoolte kaart", "Stakeholder map", "Карта заинтересованных сторон"),
    layout="zones",
    offered=False,
    first_zone="stakeholder",
    question=Words("Kelle hääl on puudu?", "Whose voice is missing?", "Чей голос не слышен?"),
    zones=(
        _CORE,
        ZoneSpec("stakeholder", Words("Osapooled", "Stakeholders", "Заинтересованные стороны"), kind="association"),
    ),
)

VARIANTS: Final = (TREE, ICEBERG, FISHBONE, STAKEHOLDERS)
