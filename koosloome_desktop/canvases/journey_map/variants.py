"""The variants of the journey map as data. Lanes and questions: domain notes 3.2."""

from __future__ import annotations

from typing import Final

from koosloome_desktop.canvases.spec import StageSpec, Variant, Words, ZoneSpec

_ACTION = ZoneSpec(
    "action",
    Words("Tegevused", "Actions", "Действия"),
    Words("Mida ta siin teeb?", "What does the person do here?", "Что человек здесь делает?"),
    kind="action",
    ghosts=(Words("Küsib tuttavalt nõu", "Asks a friend", "Спрашивает знакомого"),),
)
_TOUCH = ZoneSpec(
    "touchpoint",
    Words("Kokkupuutepunktid", "Touchpoints", "Точки соприкосновения"),
    Words("Kus ja kellega ta kokku puutub?", "Where and with whom?", "Где и с кем он соприкасается?"),
    kind="touchpoint",
    ghosts=(Words("Vallaleht, kooli stend", "Parish paper, school notice board", "Волостная газета, школьный стенд"),),
)
_PAIN = ZoneSpec(
    "pain",
    Words("Valupunktid", "Pain points", "Болевые точки"),
    Words("Kus ta takerdub?", "Where stuck?", "Где он застревает?"),
    kind="pain",
    ghosts=(Words("Vastust tuleb oodata neli kuud", "An answer takes four months", "Ответа ждут четыре месяца"),),
)
_LANES = (
    _ACTION,
    _TOUCH,
    ZoneSpec(
        "thought",
        Words("Mõtted ja küsimused", "Thoughts", "Мысли и вопросы"),
        Words("Mida ta mõtleb ja küsib?", "What does the person think and ask?", "Что он думает и спрашивает?"),
        kind="thought",
    ),
    _PAIN,
    ZoneSpec(
        "opportunity",
        Words("Võimalused", "Opportunities", "Возможности"),
        Words("Mida saaksime siin paremini teha?", "What could be better?", "Что можно сделать лучше?"),
        kind="opportunity",
    ),
    ZoneSpec(
        "owner",
        Words("Vastutaja", "Owner", "Ответственный"),
        Words("Kes seda teeb?", "Who does it?", "Кто это сделает?"),
        kind="owner",
    ),
)
_STAGES = (
    StageSpec(Words("Tekib vajadus", "A need arises", "Возникает потребность")),
    StageSpec(Words("Otsin infot", "Looking for information", "Ищу информацию")),
    StageSpec(Words("Võtan ühendust", "Getting in touch", "Обращаюсь")),
    StageSpec(Words("Kasutan", "Using it", "Пользуюсь")),
    StageSpec(Words("Pärast", "Afterwards", "После")),
)
_QUESTION = Words("Kellest see teekond räägib?", "Whose journey is it?", "О чьём пути идёт речь?")

CURRENT: Final = Variant(
    code="current_state",
    title=Words("Praegune teekond", "Current journey", "Нынешний путь"),
    layout="grid",
    zones=_LANES,
    stages=_STAGES,
    question=_QUESTION,
    minutes=35,
    first_zone="action",
)
FUTURE: Final = Variant(
    code="future_state",
    title=Words("Soovitud teekond", "Desired journey", "Желаемый путь"),
    layout="grid",
    zones=_LANES,
    stages=_STAGES,
    question=_QUESTION,
    minutes=35,
    first_zone="action",
    offered=False,
)
ENGAGEMENT: Final = Variant(
    code="engagement",
    title=Words("Kaasamise teekond", "Engagement journey", "Путь вовлечения"),
    layout="grid",
    zones=_LANES,
    stages=(
        StageSpec(Words("Kuulen", "I hear", "Слышу")),
        StageSpec(Words("Olen kutsutud", "I am invited", "Меня приглашают")),
        StageSpec(Words("Ütlen", "I speak", "Говорю")),
        StageSpec(Words("Vastatakse", "I get an answer", "Мне отвечают")),
        StageSpec(Words("Otsustatakse", "It is decided", "Принимается решение")),
        StageSpec(Words("Näen tulemust", "I see the result", "Вижу результат")),
    ),
    question=_QUESTION,
    first_zone="action",
    offered=False,
)
BLUEPRINT: Final = Variant(
    code="service_blueprint",
    title=Words("Teenusplaan", "Service blueprint", "План услуги"),
    layout="grid",
    zones=(
        _ACTION,
        _TOUCH,
        ZoneSpec("frontstage", Words("Nähtavad tegevused", "Frontstage", "Видимые действия"), kind="opportunity"),
        ZoneSpec("backstage", Words("Taustategevused", "Backstage", "Закулисные действия"), kind="owner"),
        ZoneSpec("support", Words("Tugiprotsessid", "Support processes", "Поддерживающие процессы"), kind="thought"),
        _PAIN,
    ),
    stages=_STAGES,
    question=_QUESTION,
    first_zone="action",
    offered=False,
)

VARIANTS: Final = (CURRENT, FUTURE, ENGAGEMENT, BLUEPRINT)
