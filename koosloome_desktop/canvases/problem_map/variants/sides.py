"""Variants where a note's place or weight means something: stakeholders on two axes, enablers against obstacles."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from koosloome_desktop.canvases.problem_map.variants.trees import CORE
from koosloome_desktop.canvases.spec import Variant, Words, ZoneSpec

STAKEHOLDERS: Final = Variant(
    code="stakeholder_map",
    title=Words("Osapoolte kaart", "Stakeholder map", "Карта заинтересованных сторон"),
    also=Words(
        "huvi ja mõju, huvirühmad, sidusrühmad",
        "interest and influence, interest groups",
        "интерес и влияние, группы интересов",
    ),
    layout="axes",
    first_zone="stakeholder",
    scalar="attitude",
    question=Words("Kelle hääl on puudu?", "Whose voice is missing?", "Чей голос не слышен?"),
    minutes=40,
    zones=(
        replace(
            CORE,
            hint=Words(
                "Mille üle osapooled räägivad? Üks lause",
                "What is it the parties speak about? One sentence",
                "О чём говорят стороны? Одно предложение",
            ),
            ghosts=(
                Words(
                    "Abivajaja peab sõitu tellima neli päeva ette",
                    "People in need must book a ride four days ahead",
                    "Нуждающийся должен заказывать поездку за четыре дня",
                ),
            ),
        ),
        ZoneSpec(
            "stakeholder",
            Words("Osapooled", "Stakeholders", "Заинтересованные стороны"),
            Words(
                "Keda see puudutab? Kes otsustab? Kes saab aidata või takistada?",
                "Whom does it touch? Who decides? Who can help or hinder?",
                "Кого это касается? Кто решает? Кто может помочь или помешать?",
            ),
            kind="stakeholder",
            ghosts=(
                Words("Eakad ilma autota", "Old people without a car", "Пожилые без автомобиля"),
                Words("Abivallavanem", "Deputy mayor", "Заместитель старейшины волости"),
                Words("Naabervald", "The next parish", "Соседняя волость"),
            ),
        ),
    ),
)

FORCES: Final = Variant(
    code="force_field",
    title=Words("Soodustavad ja takistavad tegurid", "Enablers and obstacles", "Способствующие и мешающие факторы"),
    layout="forces",
    first_zone="change",
    question=Words(
        "Mis aitab ja mis takistab? Kui tugevalt, 1–5?",
        "What helps, what hinders? How strongly, 1–5?",
        "Что помогает и что мешает? Насколько сильно, 1–5?",
    ),
    minutes=35,
    scalar="strength",
    zones=(
        ZoneSpec(
            "change",
            Words("Soovitud muutus", "Desired change", "Желаемое изменение"),
            Words(
                "Milline on olukord, kui oleme kohal? Üks lause",
                "What is it like when we have arrived? One sentence",
                "Как всё выглядит, когда мы у цели? Одно предложение",
            ),
            kind="change",
            single=True,
            ghosts=(
                Words(
                    "Külamaja on avatud viiel päeval nädalas",
                    "The village house is open five days a week",
                    "Сельский дом открыт пять дней в неделю",
                ),
            ),
        ),
        ZoneSpec(
            "enabler",
            Words("Soodustavad tegurid", "Enablers", "Способствующие факторы"),
            Words(
                "Mis juba aitab muutusele kaasa?",
                "What already helps the change along?",
                "Что уже помогает изменению?",
            ),
            kind="enabler",
            ghosts=(
                Words("Külaselts hoiab võtit", "The village society keeps the key", "Сельское общество хранит ключ"),
            ),
        ),
        ZoneSpec(
            "obstacle",
            Words("Takistavad tegurid", "Obstacles", "Мешающие факторы"),
            Words(
                "Mis hoiab kinni? Nõrgenda takistust enne, kui lükkad juurde",
                "What holds back? Weaken it before you push harder",
                "Что удерживает? Ослабьте помеху прежде, чем давить сильнее",
            ),
            kind="obstacle",
            ghosts=(Words("Küttearve kasvab", "The heating bill grows", "Счёт за отопление растёт"),),
        ),
    ),
)
