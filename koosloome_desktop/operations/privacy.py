"""Whether a text names a private person: a first name with a surname, or a phone number. It warns, people decide.

The rules are word lists of our own (common first names in Estonia, in Estonian, Russian and English spelling) and the
forms of Estonian phone numbers (7 or 8 digits, +372). They rather miss one than nag.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from koosloome_desktop.support.patterns import pattern_of

_NAMES: Final = """
Aadu Ago Ahti Ain Aivar Alar Allan Anders Andres Andrus Ants Anton Are Arne Artur Arvo Avo Eero Eerik Elmar
Endel Enn Erik Erki Gert Hanno Hannes Heiki Heino Henri Hillar Imre Indrek Ivar Ivo Jaak Jaan Jaanus Janek Janno
Joosep Joonas Jüri Kaarel Kalev Kalle Karl Kaupo Kristjan Kristo Lauri Leho Lembit Madis Mait Marek Margus
Markus Mart Martin Mati Mattias Meelis Mihkel Mikk Neeme Oliver Ott Peep Peeter Priit Raimo Rain Rait Raivo
Randel Rasmus Rauno Rein Riho Robert Roland Romet Sander Siim Silver Sten Sulev Taavi Taivo Tanel Tarmo Tarvo
Tauno Toivo Toomas Tõnis Tõnu Uku Urmas Uno Vahur Vello Viljar Villu Virgo Ülo Üllar Aet Age Aili Aino Aire
Anneli Annika Anna Anu Ave Eda Eha Eike Elle Ene Epp Eva Eve Evelin Evi Geili Grete Heili Helen Helena Heli
Helle Hilja Ilme Ingrid Ingrit Inga Inge Janika Jana Juta Kadi Kadri Kai Kaie Kairi Kaisa Kaja Karin Karmen Kati
Katrin Kersti Kertu Kristel Kristi Kristiina Kristina Külli Laine Laura Lea Leelo Liia Liina Liis Liisa Linda
Lii Maarika Maarja Maie Maire Maret Margit Mari Maria Marika Marju Merike Merle Mirjam Moonika Monika Piia Piret
Reet Riina Ruth Sigrid Signe Siiri Silja Silvi Sirje Sirli Sirly Tea Teele Tiia Tiina Tiiu Triin Triinu Ulvi
Urve Vaike Viivi Viive Virve Õie Ülle Aleksander Aleksandr Aleksei Andrei Anatoli Boris Dmitri Igor Ilja Ivan
Maksim Mihhail Nikita Nikolai Oleg Pavel Roman Sergei Vadim Valeri Viktor Vitali Vladimir Aleksandra Galina
Irina Jelena Julia Larissa Ljudmilla Lidia Nadežda Natalja Natalia Nina Oksana Olga Svetlana Tamara Tatjana
Valentina Vera Viktoria Александр Алексей Андрей Анатолий Антон Борис Валерий Виктор Виталий Владимир Дмитрий
Евгений Иван Игорь Илья Константин Максим Михаил Никита Николай Олег Павел Пётр Роман Сергей Юрий Александра
Анастасия Анна Валентина Вера Виктория Галина Дарья Екатерина Елена Ирина Лариса Лидия Людмила Мария Марина
Надежда Наталья Нина Оксана Ольга Светлана Тамара Татьяна Юлия John James Peter Paul Michael David Thomas Mary
Jane Sarah Emma Susan
"""
_FIRST: Final = frozenset(_NAMES.split())
"""Names that stand first; those that are also everyday words at the head of a sentence are left out."""

_WORD: Final = r"[A-ZÕÄÖÜŠŽА-ЯЁ][a-zõäöüšžа-яё]+"
_NAME: Final = pattern_of(rf"(?<![\w-])({_WORD})(?:-{_WORD})? ({_WORD}(?:-{_WORD})?)(?![\w-])")
_THINGS: Final = pattern_of(
    r"(?:kool|lasteaed|selts|maja|mõis|kirik|tänav|tee|küla|vald|linn|park|plats|väljak|keskus|fond|muuseum|päev|rada|"
    r"ühing|klubi|rahvas|улица|школа|парк|дом|church|school|street|park|house|day)(?:[a-zõäöü]{0,4})?",
    re.IGNORECASE,
)
"""What is called after somebody is no person: Jaani kirik, Jüri Kool, Anna Haava tänav."""

_PHONE: Final = pattern_of(
    r"(?<![\w+.,-])(?:\+\d{1,3}[ \u00a0-]?(?:\d[ \u00a0-]?){6,11}\d|"
    r"5\d{2}[ \u00a0-]\d{4,5}|5\d{3}[ \u00a0-]\d{3,4}|5\d[ \u00a0-]\d{3}[ \u00a0-]\d{2,3}|5\d{6,7}|"
    r"(?:3[2-9]|4[3-8]|6\d|7[1-9]|88)\d[ \u00a0-]\d{4})(?![\w])"
)
_NO_PHONE: Final = pattern_of(
    r"[ \u00a0]*(?:€|eur|\.-|,-|,\d|%|tuh|mln|km|m²|m2|tk\b|inim|in\b|elanik|руб|чел|people)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Private:
    """The words in question; `kind` is name or phone."""

    kind: str
    text: str


@lru_cache(maxsize=8192)
def private_part(text: str) -> Private | None:
    """The first words of a text that look like a person's name or a phone number; None when there are none."""
    if not text:
        return None
    return _phone(text) or _name(text)


def _phone(text: str) -> Private | None:
    if sum(c.isdigit() for c in text) < 7:
        return None
    for found in _PHONE.finditer(text):
        if not _NO_PHONE.match(text, found.end()):
            return Private("phone", found.group())
    return None


def _name(text: str) -> Private | None:
    place = 0
    while found := _NAME.search(text, place):
        after = text[found.end() :].lstrip().split(" ", 1)[0]
        named = found[1] in _FIRST and not _THINGS.fullmatch(found[2]) and not (after and _THINGS.match(after))
        if named:
            return Private("name", found.group())
        place = found.start() + len(found[1])
    return None


_MORE: Final = re.compile(r"[\w.+-]+@[\w-]+\.\w|(?<!\d)[1-8]\d{10}(?!\d)")


def more_than_a_name(text: str) -> bool:
    """Whether a name's field holds an e-mail address or what may be a personal code (11 digits, EVS 585:2007)."""
    return _MORE.search(text) is not None
