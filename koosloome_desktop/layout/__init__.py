"""Pure geometry: notes, zones, stages and tables become boxes, lines and broken text that screen, wall and paper draw.

May import: ``model`` and ``support`` (and uses only ``support.paths``). Knows nothing of Qt, reportlab, records or
words: callers hand over finished texts (already translated) and get back geometry in board units (1 unit = 1 px at
100 %).

``primitives`` says what goes in and out, ``metrics`` measures text from advance tables, ``wrap`` breaks lines and
steps down the font ladder; ``flow``, ``tree``, ``zones``, ``grid`` and ``table`` are one arrangement each, ``pages``
splits for paper.
"""
