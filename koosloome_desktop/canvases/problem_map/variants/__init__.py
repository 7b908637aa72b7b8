"""The ten variants of the problem map as data. Zones and questions: domain notes 3.1 (numbers in brackets there are its
sources); example texts are ours.
"""

from __future__ import annotations

from typing import Final

from koosloome_desktop.canvases.problem_map.variants.causes import FISHBONE, FIVE_WHYS, ICEBERG
from koosloome_desktop.canvases.problem_map.variants.sides import FORCES, STAKEHOLDERS
from koosloome_desktop.canvases.problem_map.variants.trees import OBJECTIVES, TREE
from koosloome_desktop.canvases.problem_map.variants.wording import HMW, STATEMENT, WORKSHEET

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
