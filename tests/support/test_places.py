"""Where a library may live, told from mounts, names and what sync programs leave."""

from __future__ import annotations

from pathlib import Path

import pytest

from koosloome_desktop.support.places import CLOUD, NETWORK, STICK, disk_of, file_system, free_bytes, unsuitable

MOUNTS = "\n".join((
    "22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw",
    "40 22 0:50 / /srv/kodu rw - nfs4 server:/kodu rw,vers=4.2",
    "41 22 8:17 / /media/USB\\040STICK rw - vfat /dev/sdb1 rw",
    "42 22 8:18 / /media/card rw - exfat /dev/sdc1 rw",
    "43 22 0:51 / /mnt/kaust rw - cifs //server/kaust rw",
    "44 22 0:52 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw",
    "45 40 254:2 / /srv/kodu/oma rw - ext4 /dev/vda2 rw",
    "46 22 0:53 / /mnt/c rw - 9p C:\\134 rw,dirsync,aname=drvfs;path=C:",
))  # fmt: skip


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/koosloome", ""),
        ("/srv/kodu/koosloome", NETWORK),
        ("/srv/kodu/oma/koosloome", ""),
        ("/srv/kodukant", ""),
        ("/mnt/kaust", NETWORK),
        ("/mnt/kaust/sees/sügaval", NETWORK),
        ("/run/user/1000/gvfs/smb-share", NETWORK),
        ("/mnt/c/kogu", NETWORK),
        ("\\\\server\\kaust\\kogu", NETWORK),
        ("/media/card/kogu", STICK),
        ("/media/USB STICK/kogu", STICK),
        ("/srv/OneDrive/kogu", CLOUD),
        ("/srv/OneDrive - Näite vald/kogu", CLOUD),
        ("/srv/Dropbox/kogu", CLOUD),
        ("/srv/Google Drive/kogu", CLOUD),
        ("/srv/Library/Mobile Documents/kogu", CLOUD),
        ("/srv/Nextcloud/kogu", CLOUD),
        ("/srv/boxing/kogu", ""),
    ],
)
def test_network_cloud_and_stick_are_known(path, kind, monkeypatch):
    # None of these folders is on this machine: the mounts say what they are on.
    monkeypatch.setattr("koosloome_desktop.support.places.existing", Path)
    assert unsuitable(Path(path), mounts=MOUNTS, environment={}) == kind


def test_a_cloud_folder_is_known_by_its_variable_and_by_what_its_program_leaves(tmp_path):
    place = tmp_path / "pilv" / "kogu"
    place.mkdir(parents=True)
    assert unsuitable(place, environment={}) == ""
    assert unsuitable(place, environment={"OneDriveCommercial": str(tmp_path / "pilv")}) == CLOUD
    (tmp_path / "link").symlink_to(place, target_is_directory=True)
    (tmp_path / "pilv" / ".dropbox.cache").mkdir()
    assert unsuitable(tmp_path / "link", environment={}) == CLOUD


def test_the_disk_of_a_folder_that_is_not_there_yet(tmp_path):
    assert Path(disk_of(tmp_path / "a" / "b")).is_mount()
    assert free_bytes(tmp_path / "a" / "b") > 0
    assert file_system(tmp_path, "rubbish\n1 2 3\n") == ""
