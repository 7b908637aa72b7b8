"""The problem tree and its mirror, the objective tree."""

from __future__ import annotations

from typing import Final

from koosloome_desktop.canvases.spec import Variant, Words, ZoneSpec

CORE: Final = ZoneSpec(
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
"""The core problem, shared by the variants that start from one."""

WHAT_IS_WRONG: Final = Words(
    "Mis täpselt on halvasti, kellel ja kui tihti?",
    "What exactly is wrong, for whom, how often?",
    "Что именно не так, у кого и как часто?",
)

TREE: Final = Variant(
    code="problem_tree",
    title=Words("Probleemipuu", "Problem tree", "Дерево проблем"),
    layout="tree",
    question=WHAT_IS_WRONG,
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
        CORE,
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

OBJECTIVES: Final = Variant(
    code="objective_tree",
    title=Words("Eesmärgipuu", "Objective tree", "Дерево целей"),
    layout="tree",
    question=Words(
        "Mis peab enne tõeks saama ja mis hea sellest tuleb?",
        "What must be true first, and what good follows?",
        "Что должно стать правдой сначала и что хорошего из этого выйдет?",
    ),
    minutes=30,
    first_zone="objective",
    zones=(
        ZoneSpec(
            "impact",
            Words("Mõju", "Impact", "Влияние"),
            Words(
                "Mis hea sellest tuleb? Kelle elu muutub?",
                "What good follows? Whose life changes?",
                "Что хорошего последует? Чья жизнь изменится?",
            ),
            kind="impact",
            child_of="objective",
            ghosts=(
                Words(
                    "Huviringid jäävad kodukanti",
                    "Clubs stay where people live",
                    "Кружки остаются рядом с домом",
                ),
            ),
        ),
        ZoneSpec(
            "objective",
            Words("Eesmärk", "Objective", "Цель"),
            Words(
                "Põhiprobleem, sõnastatud nii, nagu see oleks juba lahendatud",
                "The core problem, worded as if it were solved",
                "Основная проблема, сформулированная так, будто она уже решена",
            ),
            kind="objective",
            single=True,
            ghosts=(
                Words(
                    "Noortel on põhjust kodukanti jääda",
                    "Young people have a reason to stay",
                    "У молодёжи есть причина остаться",
                ),
            ),
        ),
        ZoneSpec(
            "precondition",
            Words("Eeldused", "Preconditions", "Предпосылки"),
            Words(
                "Mis peab enne tõeks saama?",
                "What must be true first?",
                "Что должно стать правдой сначала?",
            ),
            kind="precondition",
            child_of="objective",
            ghosts=(
                Words(
                    "Info jõuab inimesteni nädal varem",
                    "News reaches people a week earlier",
                    "Информация доходит на неделю раньше",
                ),
            ),
        ),
    ),
)
