"""Alembic's folder: `env.py` runs the steps on the connection that `storage.migrate` hands over; no alembic.ini.

A new step is a file ``versions/NNNN_what.py``; its revision goes to the end of `storage.schema.REVISIONS`. Released
steps are never edited: a test compares what they make with what `tables.py` declares.
"""
