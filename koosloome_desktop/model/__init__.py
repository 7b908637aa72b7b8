"""Records, change sets, the document, its history and its integrity. Standard library and `support` only.

The document is a set of immutable records and every change is one value, a `ChangeSet`: undo, storage, the wall, phones
and paper all live from that value. May import `support`; knows nothing of files, SQL, Qt or JSON shapes of the outside.
"""

from __future__ import annotations
