"""The first step is the released one."""

import importlib

revision = "0001"
down_revision = None
upgrade = importlib.import_module("koosloome_desktop.storage.migrations.versions.0001_first").upgrade
