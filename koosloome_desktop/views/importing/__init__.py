"""Bringing tables in: what a file or the clipboard holds is shown before anything of it is written."""
