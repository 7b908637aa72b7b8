"""Scripts in packaging/ are no package: their folder goes on the path, as Python puts it there when it runs one."""

from __future__ import annotations

import sys
from pathlib import Path

SCRIPTS = Path(__file__).parent.parent.parent / "packaging"
sys.path.insert(0, str(SCRIPTS))
