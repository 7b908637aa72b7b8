"""The command line: the same services as the window, for scripts and tests. No Qt; may import `services` and below.

Results go to standard output, words for people to standard error; errors are one clear line, never a traceback.
"""

from __future__ import annotations
