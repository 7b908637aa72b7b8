"""All the Qt there is: windows, pages, dialogs, styles and pictures of them.

Presenters of single canvases stand in `views/canvases/`. May import `services` and everything below it; never SQL,
reportlab or a socket. Views never write records themselves: they call `OpenWorkshop.run` with an operation. Every text
is plain text (`views.plain`), every word comes from the catalogue, every command stands in the command table.
"""

from __future__ import annotations
