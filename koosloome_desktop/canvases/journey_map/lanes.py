"""The lanes, lines and stages of journeys as data. Wording: domain notes 3.2 and 4.

A lane keeps its code in every variant, so that switching keeps its notes; its name and question may differ.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from koosloome_desktop.canvases.spec import LineSpec, StageSpec, Words, ZoneSpec

ACTION: Final = ZoneSpec(
    "action",
    Words("Tegevused", "Actions", "Действия"),
    Words("Mida ta siin teeb?", "What does the person do here?", "Что человек здесь делает?"),
    kind="action",
    ghosts=(Words("Küsib tuttavalt nõu", "Asks a friend for advice", "Спрашивает совета у знакомого"),),
)
TOUCH: Final = ZoneSpec(
    "touchpoint",
    Words("Kokkupuutepunktid", "Touchpoints", "Точки соприкосновения"),
    Words("Kus, kellega, mis kanali kaudu?", "Where, with whom, by which channel?", "Где, с кем, по какому каналу?"),
    kind="touchpoint",
    ghosts=(Words("Vallaleht, kooli stend", "Parish paper, school notice board", "Волостная газета, школьный стенд"),),
)
THOUGHT: Final = ZoneSpec(
    "thought",
    Words("Mõtted ja küsimused", "Thoughts", "Мысли и вопросы"),
    Words("Mida ta mõtleb ja küsib?", "What does the person think and ask?", "Что он думает и спрашивает?"),
    kind="thought",
)
PAIN: Final = ZoneSpec(
    "pain",
    Words("Valupunktid", "Pain points", "Болевые точки"),
    Words("Kus ta takerdub?", "Where does the person get stuck?", "Где он застревает?"),
    kind="pain",
    ghosts=(Words("Vastust tuleb oodata neli kuud", "An answer takes four months", "Ответа ждут четыре месяца"),),
)
OPPORTUNITY: Final = ZoneSpec(
    "opportunity",
    Words("Võimalused", "Opportunities", "Возможности"),
    Words("Mida saaksime siin paremini teha?", "What could we do better here?", "Что мы могли бы сделать лучше?"),
    kind="opportunity",
)
OWNER: Final = ZoneSpec(
    "owner",
    Words("Vastutaja", "Owner", "Ответственный"),
    Words("Kes seda teeb?", "Who does it?", "Кто это сделает?"),
    kind="owner",
)
LANES: Final = (ACTION, TOUCH, THOUGHT, PAIN, OPPORTUNITY, OWNER)

FUTURE_LANES: Final = (
    replace(
        ACTION,
        hint=Words("Mida ta siis teeb?", "What does the person do then?", "Что человек тогда делает?"),
        ghosts=(
            Words("Näeb vabu aegu kohe kodus", "Sees free times at home", "Видит свободное время, не выходя из дома"),
        ),
    ),
    replace(
        TOUCH,
        hint=Words(
            "Kus ja kellega ta siis kokku puutub?", "Where and with whom then?", "Где и с кем он тогда встречается?"
        ),
        ghosts=(Words("Üks telefoninumber kõigile", "One phone number for all", "Один номер телефона для всех"),),
    ),
    replace(
        THOUGHT,
        hint=Words("Mida ta siis mõtleb?", "What does the person think then?", "Что он тогда думает?"),
        ghosts=(Words("„Mind oodati siin“", "“I was expected here”", "«Меня здесь ждали»"),),
    ),
    replace(
        PAIN,
        hint=Words("Mis võib ikka takistada?", "What may still be in the way?", "Что всё ещё может помешать?"),
        ghosts=(),
    ),
    replace(
        OPPORTUNITY,
        hint=Words("Mida selleks muudame?", "What do we change for that?", "Что мы для этого изменим?"),
    ),
    OWNER,
)

INTERACTION: Final = LineSpec("interaction", Words("Kokkupuutejoon", "Line of interaction", "Линия взаимодействия"))
VISIBILITY: Final = LineSpec("visibility", Words("Nähtavusjoon", "Line of visibility", "Линия видимости"))
INTERNAL: Final = LineSpec(
    "internal",
    Words("Sisemise koostöö joon", "Line of internal cooperation", "Линия внутреннего сотрудничества"),
)
BLUEPRINT_LANES: Final = (
    replace(
        TOUCH,
        title=Words("Füüsilised jäljed", "Physical evidence", "Материальные следы"),
        hint=Words("Mida ta näeb või kätte saab?", "What does the user see or get?", "Что человек видит или получает?"),
        ghosts=(Words("SMS-kinnitus, silt autol", "Text message, sign on the car", "СМС, табличка на машине"),),
    ),
    replace(
        ACTION,
        title=Words("Kasutaja tegevused", "User actions", "Действия пользователя"),
        hint=Words("Mida kasutaja teeb?", "What does the user do?", "Что делает пользователь?"),
        ghosts=(Words("Helistab ja tellib sõidu", "Calls and orders a ride", "Звонит и заказывает поездку"),),
    ),
    ZoneSpec(
        "frontstage",
        Words("Nähtavad tegevused", "Frontstage", "Видимые действия"),
        Words("Mida teenindaja tema ees teeb?", "What do we do in front of them?", "Что мы делаем у него на виду?"),
        kind="frontstage",
        line=INTERACTION,
    ),
    ZoneSpec(
        "backstage",
        Words("Taustategevused", "Backstage", "Закулисные действия"),
        Words("Mida tehakse kasutaja eest varjus?", "What is done out of sight?", "Что делается вне поля зрения?"),
        kind="backstage",
        ghosts=(Words("Paneb päeva sõidud kokku", "Puts the day’s rides together", "Составляет поездки дня"),),
        line=VISIBILITY,
    ),
    ZoneSpec(
        "support",
        Words("Tugiprotsessid", "Support processes", "Поддерживающие процессы"),
        Words("Mis peab selleks olemas olema?", "What must be in place for that?", "Что для этого должно быть?"),
        kind="support",
        line=INTERNAL,
    ),
    replace(PAIN, ghosts=()),
)  # fmt: skip

ENGAGEMENT_LANES: Final = (
    replace(
        ACTION,
        hint=Words("Mida elanik siin teeb?", "What does the resident do here?", "Что житель здесь делает?"),
        ghosts=(Words("Loeb kutset kogukonna rühmas", "Reads the invitation online", "Читает приглашение в группе"),),
    ),
    replace(
        TOUCH,
        hint=Words("Kust ja kellelt ta kuuleb?", "Where and from whom?", "Откуда и от кого он узнаёт?"),
        ghosts=(
            Words("Külakoosolek, valla uudiskiri", "Village meeting, newsletter", "Сход деревни, рассылка волости"),
        ),
    ),
    replace(
        THOUGHT,
        ghosts=(Words("„Kas minu jutt loeb?“", "“Does my word count?”", "«Важно ли моё мнение?»"),),
    ),
    replace(PAIN, ghosts=()),
    replace(
        OPPORTUNITY,
        hint=Words("Kuidas kaasata siin paremini?", "How could we engage better here?", "Как вовлекать здесь лучше?"),
    ),
    OWNER,
)

STAGES: Final = (
    StageSpec(Words("Tekib vajadus", "A need arises", "Возникает потребность")),
    StageSpec(Words("Otsin infot", "Looking for information", "Ищу информацию")),
    StageSpec(Words("Võtan ühendust", "Getting in touch", "Обращаюсь")),
    StageSpec(Words("Kasutan", "Using it", "Пользуюсь")),
    StageSpec(Words("Pärast", "Afterwards", "После")),
)
"""Before, during and after use, in the actor's words."""

ENGAGEMENT_STAGES: Final = (
    StageSpec(Words("Kuulen", "I hear", "Слышу")),
    StageSpec(Words("Olen kutsutud", "I am invited", "Меня приглашают")),
    StageSpec(Words("Ütlen", "I speak", "Говорю")),
    StageSpec(Words("Vastatakse", "I get an answer", "Мне отвечают")),
    StageSpec(Words("Otsustatakse", "It is decided", "Принимается решение")),
    StageSpec(Words("Näen tulemust", "I see the result", "Вижу результат")),
)
