"""The ten variants of the problem map as data. Zones and questions: domain notes 3.1 (numbers in brackets there are its
sources); example texts are ours.
"""

from __future__ import annotations

from typing import Final

from koosloome_desktop.canvases.problem_map.variants.causes import FISHBONE, FIVE_WHYS, ICEBERG
from koosloome_desktop.canvases.problem_map.variants.sides import FORCES, STAKEHOLDERS
from koosloome_desktop.canvases.problem_map.variants.trees import OBJECTIVES, TREE, WHAT_IS_WRONG
from koosloome_desktop.canvases.problem_map.variants.wording import HMW, STATEMENT, WORKSHEET
from koosloome_desktop.canvases.spec import Words

QUESTIONS: Final = (
    WHAT_IS_WRONG,
    Words("Mille põhjal me seda teame?", "What do we know it from?", "Откуда мы это знаем?"),
    Words(
        "Miks see nii on – ja mis on selle põhjus?",
        "Why is it so – and what causes that?",
        "Почему это так – и что этому причиной?",
    ),
    Words(
        "Mis juhtub, kui midagi ei muutu?", "What happens if nothing changes?", "Что будет, если ничего не изменится?"
    ),
    Words("Kelle hääl on puudu?", "Whose voice is missing?", "Чей голос не слышен?"),
    Words("Mida saame ise mõjutada?", "What can we influence ourselves?", "На что мы можем повлиять сами?"),
)
VARIANTS: Final = (
    TREE,
    OBJECTIVES,
    ICEBERG,
    FISHBONE,
    FIVE_WHYS,
    STAKEHOLDERS,
    FORCES,
    WORKSHEET,
    STATEMENT,
    HMW,
)
