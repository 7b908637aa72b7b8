"""Pure geometry: notes, zones, stages and tables become boxes, lines and pre-broken text that screen, wall and paper all draw.

May import: ``model`` and ``support`` (and uses only ``support.paths``). Knows nothing of Qt, reportlab, records or words:
callers hand over finished texts (already translated) and get back geometry in board units (1 unit = 1 px at 100 %).

Rooms: ``primitives`` (what goes in and out), ``metrics`` (text widths from advance tables), ``wrap`` (line breaking and the font
ladder), ``flow``, ``tree``, ``zones``, ``grid``, ``table`` (one per arrangement) and ``pages`` (splitting for paper).
"""
