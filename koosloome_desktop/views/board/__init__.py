"""The board: how a canvas looks on the screen, and how it is moved, zoomed, picked and edited with mouse and keys.

One layer item paints every note from the layout's primitives; real items exist only for marks and for what is dragged
or edited. May import what views may. Nothing here writes records: gestures are told to the page as signals.
"""

from __future__ import annotations
