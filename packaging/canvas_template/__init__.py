"""A look back (tagasivaade): what to keep, what to change, what to try. The template for a canvas kind of your own.

Copy this folder into a package of yours, name that package in ``KOOSLOOME_CANVASES``, and the program offers the
canvas; no other file needs a change. A form's ``layout`` brings its own page with it (axes, forces, sentence, tree,
grid …): ``Variant`` in ``koosloome_desktop.canvases.spec`` says what each asks of the zones. Run the contract suite
over it: ``pytest tests/canvases``.
"""
