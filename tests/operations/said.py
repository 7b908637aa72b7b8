"""How many examples the hypothesis tests of typed times and amounts try: the more, the higher the tier."""

from __future__ import annotations

import os

from hypothesis import settings

EXAMPLES = {"quick": 60, "ci": 600}.get(os.environ.get("KOOSLOOME_TEST_TIER", "quick"), 100_000)
many = settings(max_examples=EXAMPLES)
