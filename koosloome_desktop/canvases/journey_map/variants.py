"""The four variants of the journey map as data. Minutes are first guesses for a block of five to seven stages."""

from __future__ import annotations

from typing import Final

from koosloome_desktop.canvases.journey_map.lanes import (
    BLUEPRINT_LANES,
    ENGAGEMENT_LANES,
    ENGAGEMENT_STAGES,
    FUTURE_LANES,
    LANES,
    STAGES,
)
from koosloome_desktop.canvases.spec import Variant, Words

CURRENT: Final = Variant(
    code="current_state",
    title=Words("Praegune teekond", "Current journey", "Нынешний путь"),
    also=Words("kasutajateekond, murekohad", "user journey, trouble spots", "путь пользователя, трудные места"),
    layout="grid",
    zones=LANES,
    stages=STAGES,
    question=Words("Kellest see teekond räägib?", "Whose journey is it?", "О чьём пути идёт речь?"),
    minutes=45,
    first_zone="action",
    open_zones=True,
    scalar="emotion",
)
FUTURE: Final = Variant(
    code="future_state",
    title=Words("Soovitud teekond", "Desired journey", "Желаемый путь"),
    also=Words("unistuste teekond", "dream journey", "путь мечты"),
    layout="grid",
    zones=FUTURE_LANES,
    stages=STAGES,
    question=Words(
        "Milline oleks see teekond, kui kõik toimiks?",
        "What would this journey be like if everything worked?",
        "Каким был бы этот путь, если бы всё работало?",
    ),
    minutes=40,
    first_zone="action",
    open_zones=True,
    scalar="emotion",
)
ENGAGEMENT: Final = Variant(
    code="engagement",
    title=Words("Kaasamise teekond", "Engagement journey", "Путь вовлечения"),
    layout="grid",
    zones=ENGAGEMENT_LANES,
    stages=ENGAGEMENT_STAGES,
    question=Words(
        "Kuidas jõuab elanik kuulmisest otsuse ja tulemuseni?",
        "How does a resident get from hearing to a decision and a result?",
        "Как житель проходит путь от первой вести до решения и результата?",
    ),
    minutes=45,
    first_zone="action",
    open_zones=True,
    scalar="emotion",
)
BLUEPRINT: Final = Variant(
    code="service_blueprint",
    title=Words("Teenusplaan", "Service blueprint", "План услуги"),
    layout="grid",
    zones=BLUEPRINT_LANES,
    stages=STAGES,
    question=Words(
        "Mis toimub kasutaja ees ja mis taustal, et teenus toimiks?",
        "What happens in front of the user and behind, for the service to work?",
        "Что происходит перед пользователем и за кулисами, чтобы услуга работала?",
    ),
    minutes=60,
    first_zone="action",
    open_zones=True,
    scalar="emotion",
)

QUESTIONS: Final = (
    CURRENT.question,
    Words(
        "Mis juhtub enne, kui ta meieni jõuab?",
        "What happens before they reach us?",
        "Что происходит до того, как он приходит к нам?",
    ),
    Words("Mida ta teeb, mõtleb, tunneb?", "What do they do, think and feel?", "Что он делает, думает, чувствует?"),
    Words("Kus ta takerdub?", "Where do they get stuck?", "Где он застревает?"),
    Words(
        "Mida saaksime siin paremini teha ja kes seda teeb?",
        "What could we do better here, and who does it?",
        "Что мы могли бы сделать лучше и кто это сделает?",
    ),
    Words(
        "Mille järgi teame, et läks paremaks?",
        "How shall we know that it got better?",
        "По чему мы узнаем, что стало лучше?",
    ),
)
VARIANTS: Final = (CURRENT, FUTURE, BLUEPRINT, ENGAGEMENT)
