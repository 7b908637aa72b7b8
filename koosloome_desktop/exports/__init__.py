"""What goes out of the program for people: PDF reports and workshop files (later tables, calendars, pictures).

May import ``canvases``, ``operations``, ``layout``, ``model``, ``support``. The only room that knows reportlab; it is
imported on first use, never at the program's start. Exporters read a document (in the window: a copy of a snapshot, in
a worker thread), change nothing, and give bytes: writing them to the disk whole or not at all is ``services.export``'s.
All text of notes is plain text here: it is drawn letter by letter, never parsed as markup, never made a link.
"""
