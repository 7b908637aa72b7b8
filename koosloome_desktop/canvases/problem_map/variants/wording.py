"""Variants that look for the right words: definition worksheet, problem statement, how-might-we questions."""

from __future__ import annotations

from typing import Final

from koosloome_desktop.canvases.spec import Variant, Words, ZoneSpec

WORKSHEET: Final = Variant(
    code="definition_worksheet",
    title=Words("Probleemi sõnastamise leht", "Problem definition sheet", "Лист формулировки проблемы"),
    also=Words("tööleht, nurjatu probleem", "worksheet, wicked problem", "рабочий лист, запутанная проблема"),
    layout="sheet",
    first_zone="key_question",
    question=Words(
        "Mida me siin tegelikult lahendame?",
        "What are we really solving here?",
        "Что мы здесь на самом деле решаем?",
    ),
    minutes=60,
    zones=(
        ZoneSpec(
            "key_question",
            Words("Võtmeküsimus", "Key question", "Ключевой вопрос"),
            Words(
                "Millist küsimust või probleemi lahendame?",
                "Which question or problem do we address?",
                "Какой вопрос или проблему мы решаем?",
            ),
            kind="question",
            ghosts=(
                Words(
                    "Kuidas jõuab inimene arsti juurde ilma autota?",
                    "How do people reach the doctor without a car?",
                    "Как попасть к врачу без машины?",
                ),
            ),
        ),
        ZoneSpec(
            "for_whom",
            Words("Kelle jaoks?", "For whom?", "Для кого?"),
            Words(
                "Keda see puudutab ja kelle vaade on veel küsimata?",
                "Whom does it touch, and whose view was not asked yet?",
                "Кого это касается и чьё мнение ещё не спросили?",
            ),
            kind="people",
            ghosts=(Words("Üksi elavad eakad", "Old people living alone", "Одинокие пожилые"),),
        ),
        ZoneSpec(
            "factors",
            Words(
                "Ühiskondlikud ja kultuurilised tegurid",
                "Social and cultural factors",
                "Общественные и культурные факторы",
            ),
            Words(
                "Millised harjumused, reeglid ja uskumused seda kujundavad?",
                "Which habits, rules and beliefs shape it?",
                "Какие привычки, правила и убеждения на это влияют?",
            ),
            kind="structure",
            ghosts=(Words("Abi küsida on piinlik", "Asking for help is embarrassing", "Просить о помощи неловко"),),
        ),
        ZoneSpec(
            "evidence",
            Words("Tõendid", "Evidence", "Доказательства"),
            Words(
                "Mille põhjal me seda teame? Arv, allikas, aeg",
                "What do we know it from? Number, source, time",
                "Откуда мы это знаем? Число, источник, время",
            ),
            kind="evidence",
            ghosts=(
                Words("Kolmandik sõitudest jäi ära", "A third of rides was cancelled", "Треть поездок не состоялась"),
            ),
        ),
        ZoneSpec(
            "reframing",
            Words("Ümbersõnastus", "Reframing", "Переформулировка"),
            Words(
                "Kuidas saaks sama asja teisiti näha?",
                "How else could we see the same thing?",
                "Как ещё можно увидеть то же самое?",
            ),
            kind="wording",
            ghosts=(
                Words(
                    "Puudu pole buss, vaid kindlus",
                    "It is not a bus that is missing, but certainty",
                    "Не хватает не автобуса, а уверенности",
                ),
            ),
        ),
    ),
)

STATEMENT: Final = Variant(
    code="problem_statement",
    title=Words("Probleemi lause", "Problem statement", "Формулировка проблемы"),
    layout="sentence",
    scalar="chosen",
    first_zone="who",
    question=Words(
        "Kes mida vajab, miks ta seda ei saa ja mida see põhjustab?",
        "Who needs what, why can they not have it, and what does that lead to?",
        "Кому что нужно, почему он этого не получает и к чему это ведёт?",
    ),
    minutes=20,
    zones=(
        ZoneSpec(
            "who",
            Words("Kes", "Who", "Кто"),
            Words(
                "Üks inimene või rühm, rollina",
                "One person or group, as a role",
                "Один человек или группа, как роль",
            ),
            kind="people",
            ghosts=(Words("Üksi elav eakas", "An old person living alone", "Одинокий пожилой человек"),),
        ),
        ZoneSpec(
            "what",
            Words("vajab", "needs", "нуждается в том, чтобы"),
            Words(
                "Mida ta vajab? Vajadus, mitte lahendus",
                "What do they need? A need, not a solution",
                "Что ему нужно? Потребность, а не решение",
            ),
            kind="need",
            ghosts=(
                Words("kindlust, et jõuab arsti juurde", "to be sure to reach the doctor", "точно попасть к врачу"),
            ),
        ),
        ZoneSpec(
            "why_not",
            Words("aga ei saa, sest", "but cannot have it because", "но не получает, потому что"),
            Words(
                "Miks ta seda ei saa? Üks põhjus, mida teame",
                "Why not? One cause that we know of",
                "Почему нет? Одна известная нам причина",
            ),
            kind="cause",
            ghosts=(
                Words(
                    "sõitu tellitakse neli päeva ette",
                    "rides are booked four days ahead",
                    "поездку заказывают за четыре дня",
                ),
            ),
        ),
        ZoneSpec(
            "leads_to",
            Words("ja selle tagajärjel", "and so", "и поэтому"),
            Words(
                "Mida see põhjustab talle ja teistele?",
                "What does it lead to, for them and for others?",
                "К чему это приводит для него и для других?",
            ),
            kind="effect",
            ghosts=(Words("visiit lükkub edasi", "the visit is put off", "визит откладывается"),),
        ),
    ),
)

HMW: Final = Variant(
    code="hmw",
    title=Words("Kuidas me saaksime …?", "How might we …?", "Как мы могли бы …?"),
    layout="questions",
    first_zone="hmw",
    question=Words(
        "Milline küsimus avab kõige rohkem häid vastuseid?",
        "Which question opens up the most good answers?",
        "Какой вопрос открывает больше всего хороших ответов?",
    ),
    minutes=25,
    zones=(
        ZoneSpec(
            "hmw",
            Words("Kuidas me saaksime …?", "How might we …?", "Как мы могли бы …?"),
            Words(
                "Piisavalt avar mitmeks vastuseks, piisavalt kitsas alustamiseks, lahenduseta",
                "Broad enough for several answers, narrow enough to start, no solution inside",
                "Достаточно широко для нескольких ответов, достаточно узко, чтобы начать, без готового решения",
            ),
            kind="question",
            ghosts=(
                Words(
                    "Kuidas me saaksime sõidu kokku leppida ühe kõnega?",
                    "How might we agree on a ride with one call?",
                    "Как мы могли бы договориться о поездке одним звонком?",
                ),
                Words(
                    "Kuidas me saaksime ühendada samas suunas liikuvad sõidud?",
                    "How might we join rides that go the same way?",
                    "Как мы могли бы объединить попутные поездки?",
                ),
                Words(
                    "Kuidas me saaksime teada anda kohe, kui sõit jääb ära?",
                    "How might we tell people at once when a ride is off?",
                    "Как мы могли бы сразу сообщать об отмене поездки?",
                ),
            ),
        ),
    ),
)
