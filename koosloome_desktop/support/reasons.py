"""What the operating system says went wrong, in the reader's language instead of the C library's."""

from __future__ import annotations

import errno
from typing import Final

from koosloome_desktop.support.i18n import N_, _

_TOLD: Final[dict[int, str]] = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.EACCES: N_("you have no permission"),
    errno.EPERM: N_("you have no permission"),
    errno.EISDIR: N_("it is a folder, not a file"),
    errno.ENOTDIR: N_("a part of the path is no folder"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("your share of the disk is full"),
    errno.EROFS: N_("the disk can only be read"),
    errno.EIO: N_("the disk did not answer as it should"),
    errno.ETIMEDOUT: N_("the disk did not answer as it should"),
    errno.ENODEV: N_("the disk did not answer as it should"),
    errno.ENXIO: N_("the disk did not answer as it should"),
    errno.ESTALE: N_("the disk did not answer as it should"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EBUSY: N_("another program is using it"),
    errno.ETXTBSY: N_("another program is using it"),
}


def reason(error: OSError) -> str:
    """Why a file could not be used, as part of a sentence."""
    known = _TOLD.get(error.errno or 0)
    return _(known) if known else str(error.strerror or error)
