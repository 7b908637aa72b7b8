from __future__ import annotations

import pytest

from koosloome_desktop.operations.privacy import Private, private_part


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Räägib läbi Mari Maasikas", "name", "Mari Maasikas"),
        ("küsi Mari-Liis Kask käest", "name", "Mari-Liis Kask"),
        ("Jaan Tamme kõne", "name", "Jaan Tamme"),
        ("Vastutab Ольга Иванова", "name", "Ольга Иванова"),
        ("helista 5123 4567", "phone", "5123 4567"),
        ("tel 51234567", "phone", "51234567"),
        ("tel +372 512 3456, õhtul", "phone", "+372 512 3456"),
        ("kool 612 3456", "phone", "612 3456"),
    ],
)
def test_names_and_phone_numbers_are_found(text: str, kind: str, words: str) -> None:
    assert private_part(text) == Private(kind, words)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Jaani kirik ja Jüri Kool",
        "Anna Haava tänav saab valgustuse",
        "Metsaraja Kool, Hiiemäe päevakeskus",
        "abivallavanem, sotsiaaltöö spetsialist",
        "Kokku 5 000 000 € aastatel 2026–2028",
        "512 34567 € on eelarve",
        "59 938,96 EUR",
        "01.06.2026–31.10.2026",
        "koolitatud 280 inimest, 4 koolitust",
    ],
)
def test_what_belongs_to_a_plan_is_no_private_person(text: str) -> None:
    assert private_part(text) is None
