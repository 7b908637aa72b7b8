"""What kind of place a folder is: on which disk, with how much room, and whether a library may live there.

A database that is written by several computers at once, or that another program copies while it is written, gets
damaged: SQLite says so of network file systems (sqlite.org/useovernet.html), and sync clients upload the file without
its log. FAT and exFAT know no locks that outlive a pulled stick. Workshop files may live anywhere: they are written
whole.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

NETWORK: Final = "network"
CLOUD: Final = "cloud"
STICK: Final = "stick"

_NETWORK_TYPES: Final = frozenset({
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "ncpfs", "afs", "ceph", "glusterfs", "drvfs", "davfs",
    "webdav", "afpfs", "fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.s3fs", "fuse.curlftpfs",
    "fuse.glusterfs", "lustre",
})  # fmt: skip
_STICK_TYPES: Final = frozenset({"vfat", "msdos", "exfat", "fat", "fat32", "umsdos", "fuse.exfat", "fuseblk.exfat"})
_CLOUD_NAMES: Final = re.compile(
    r"(onedrive( - .*)?|dropbox( \(.*\))?|icloud ?drive|mobile documents|cloudstorage|google ?drive|my drive"
    r"|drivefs|nextcloud\d*|owncloud|pcloud ?drive|yandex\.disk|seafile|syncthing|mega( ?sync)?|box( sync)?)",
    re.IGNORECASE,
)
_CLOUD_MARKS: Final = (".dropbox", ".dropbox.cache", ".stfolder", ".tmp.drivedownload", ".owncloudsync.log")
_CLOUD_VARIABLES: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_RECALLED: Final = 0x00400000 | 0x00040000 | 0x00100000
"""Windows: recall on data access, recall on open, unpinned: the marks of files that a cloud holds."""
_REMOTE_DRIVE: Final = 4
_MOUNTS: Final = Path("/proc/self/mountinfo")


def existing(path: Path) -> Path:
    """The folder itself, or the nearest one above it that is there; links resolved."""
    found = Path(os.path.realpath(path))
    while not found.exists() and found.parent != found:
        found = found.parent
    return found


def disk_of(path: Path) -> str:
    """The disk that a path is on, as people know it: the drive letter, or where it is mounted."""
    found = existing(path)
    if found.drive:
        return found.drive
    while not found.is_mount() and found.parent != found:
        found = found.parent
    return str(found)


def free_bytes(path: Path) -> int | None:
    """How many bytes a program of this user may still write there; None when it cannot be known."""
    import shutil

    try:
        return shutil.disk_usage(existing(path)).free
    except OSError:
        return None


def file_system(path: Path, mounts: str | None = None) -> str:
    """The type of the file system of a path, in small letters (``ext4``, ``nfs4``, ``vfat``); empty when unknown.

    `mounts` is the text of ``/proc/self/mountinfo`` (proc(5)), read when left out.
    """
    if mounts is None:
        if sys.platform == "win32":
            return _windows_type(path)
        try:
            mounts = _MOUNTS.read_text("utf-8", "surrogateescape")
        except OSError:
            return ""
    where, best, kind = str(existing(path)), -1, ""
    for line in mounts.splitlines():
        left, _dash, right = line.partition(" - ")
        fields = left.split()
        if len(fields) < 5 or not right:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), fields[4])
        under = where == point or where.startswith(point.rstrip("/") + "/")
        # The last of equals: what is mounted later lies on top.
        if under and len(point) >= best:
            # The drives of Windows as a Linux beside it sees them are reached over a network of their own.
            best, kind = len(point), "drvfs" if "aname=drvfs" in right else right.split()[0].lower()
    return kind


def unsuitable(path: Path, *, mounts: str | None = None, environment: Mapping[str, str] | None = None) -> str:
    """Why a library may not live in a folder: `NETWORK`, `CLOUD` or `STICK`; empty when it may."""
    if str(path).startswith(("\\\\", "//")):
        return NETWORK
    if _in_cloud(path, os.environ if environment is None else environment):
        return CLOUD
    kind = file_system(path, mounts)
    if kind in _NETWORK_TYPES:
        return NETWORK
    return STICK if kind in _STICK_TYPES else ""


def _in_cloud(path: Path, environment: Mapping[str, str]) -> bool:
    found = Path(os.path.realpath(path))
    for name in _CLOUD_VARIABLES:
        root = environment.get(name, "")
        if root and found.is_relative_to(os.path.realpath(root)):
            return True
    for folder in (found, *found.parents):
        if _CLOUD_NAMES.fullmatch(folder.name) or any((folder / mark).exists() for mark in _CLOUD_MARKS):
            return True
    try:
        attributes = int(getattr(existing(path).stat(), "st_file_attributes", 0))
    except OSError:
        return False
    return bool(attributes & _RECALLED)


def _windows_type(path: Path) -> str:
    if sys.platform == "win32":
        import ctypes

        root = f"{existing(path).drive}\\"
        kernel = ctypes.windll.kernel32
        if kernel.GetDriveTypeW(root) == _REMOTE_DRIVE:
            return "smb3"
        name = ctypes.create_unicode_buffer(64)
        if kernel.GetVolumeInformationW(root, None, 0, None, None, None, name, len(name)):
            return name.value.lower()
    return ""
