"""Which notes state a missing solution, and which only sound like it."""

from __future__ import annotations

import pytest

from koosloome_desktop.operations.hints import missing_solution
from tests.drivers.waiting import Work

MISSING = [
    ("Majal puudub ühine kalender", "puudub"),
    ("Sissepääsul puudub kaldtee", "puudub"),
    ("Puuduvad ühised reeglid", "Puuduvad"),
    ("Raha on puudu", "puudu"),
    ("Vabatahtlikke on vähe", "vähe"),
    ("Liiga vähe bussiaegu õhtuti", "Liiga vähe"),
    ("Inimesi napib", "napib"),
    ("Ei ole kaldteed", "Ei ole"),
    ("Majal ei ole kodulehte", "ei ole"),
    ("Meil pole raha", "pole"),
    ("Külas ei ole enam poodi", "ei ole"),
    ("Ruumi ei jätku kõigile", "ei jätku"),
    ("Infot pole piisavalt", "pole piisavalt"),
    ("Õpetajate nappus", "nappus"),
    ("Lack of volunteers", "Lack"),
    ("The house lacks a calendar", "lacks"),
    ("Key information is missing", "missing"),
    ("Not enough buses in the evening", "Not enough"),
    ("There is no ramp", "There is no"),
    ("No ramp at the entrance", "No"),
    ("Too few drivers", "Too few"),
    ("Нет пандуса", "Нет"),
    ("В доме нет общего календаря", "нет"),
    ("Денег нет", "нет"),
    ("Не хватает волонтёров", "Не хватает"),
    ("Отсутствует общий календарь", "Отсутствует"),
    ("Мало автобусов вечером", "Мало"),
    ("Недостаточно информации", "Недостаточно"),
    ("Infot ei ole", "ei ole"),
    ("Ruumi pole.", "pole"),
    ("Õhtul bussi enam pole, linna ei pääse", "pole"),
    ("Noortel pole kohta, kus kokku saada", "pole"),
    ("Pole võimalust kaasa rääkida", "Pole"),
    ("Kooli juures ei ole ülekäigurada", "ei ole"),
    ("Vallal pole eelarves raha", "pole"),
    ("Polnud raha", "Polnud"),
    ("Rahapuudus", "Rahapuudus"),
    ("Vähene info", "Vähene"),
    ("Vähesed võimalused koolivaheajal", "Vähesed võimalused"),
    ("There's no bus in the evening", "There's no"),
    ("There aren't any benches", "There aren't"),
    ("We don't have a hall", "don't have a"),
    ("Families have no car", "have no"),
    ("Дефицит кадров", "Дефицит"),
    ("Не было денег на ремонт", "Не было"),
    ("Рук недостаёт", "недостаёт"),
]

NOT_MISSING = [
    "Maja lahtiolek sõltub ühest inimesest",
    "Saal on talvel külm",
    "Otsus puudutab kõiki peresid",
    "Puudega inimene ei pääse majja",
    "Vähemalt pooled noored lahkuvad",
    "Toetused vähenevad igal aastal",
    "Noored ei ole rahul",
    "Kool ei ole ligipääsetav",
    "Asendaja ei ole kokku lepitud",
    "Buss pole kättesaadav",
    "Ei ole selge, kes vastutab",
    "Kasutusleping on aegunud",
    "Inimesed ei usu, et nende hääl loeb",
    "Majas ei ole kunagi vaikne",
    "Blackouts happen every winter",
    "No one comes to the meetings",
    "Young people are missing out",
    "No longer safe after dark",
    "There is no doubt that people care",
    "Интернет медленный",
    "Немало семей уезжает",
    "Маломобильные люди не попадают внутрь",
    "Нет, это неправда",
    "Мало кто знает расписание",
    "Liiklus ei ole ohutu",
    "Kool ei ole suur",
    "Vähesed tulevad koosolekule",
    "Nii see ei ole",
    "Kindlasti ei ole",
    "Otsust tehtud pole",
    "Ei ole aru saada, kes vastutab",
    "Pole ime, et noored lahkuvad",
    "Few people come twice",
    "We have no idea what comes next",
    "Нет смысла спорить",
    "Его нет дома",
    "Не было понятно, кто решает",
    "",
    "🙂",
]


@pytest.mark.parametrize(("text", "words"), MISSING)
def test_a_missing_solution_is_heard(text, words):
    assert missing_solution(text) == words


@pytest.mark.parametrize("text", NOT_MISSING)
def test_what_only_sounds_like_it_is_left_in_peace(text):
    assert missing_solution(text) == ""


def test_line_breaks_do_not_hide_it():
    assert missing_solution("Majal\n\nei\nole   kalendrit") == "ei ole"


def test_a_very_long_text_is_read_to_its_end():
    assert missing_solution("ei " * 3000 + "ole " * 400 + "ja majal puudub kell") == "puudub"


def test_a_word_without_end_is_read_once_not_from_each_of_its_letters():
    with Work() as work:
        assert missing_solution("õ" * 30_000) == ""
    assert work.seconds < 2  # it was the square: fifteen and more
