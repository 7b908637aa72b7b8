"""Words of plan tables in Estonian, English and Russian: headers, total rows, year lines, statuses.

Headings of plans are not prescribed anywhere, so this table grows with the tables that people bring. Sources: the
founding four-year plan (Tegevused, Aeg, Tulemus, Eelarve, Sihtrühm/Sihtgrupid/Sihtrühmad/Seos; Eelarve kokku),
municipal and health-profile plans, this program's own exports.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final


def plain(text: str) -> str:
    """A heading or a label for comparing: lower case, single spaces, ``ё`` as ``е``."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().replace("ё", "е").split())


_COLUMNS: Final[dict[str, str]] = {
    "activity": (
        "tegevused|tegevus|tegevuse nimetus|tegevuse kirjeldus|tegevuse nimi|planeeritud tegevus"
        "|kavandatud tegevus|planeeritud tegevused|ülesanne|ülesanded|activity|activities|action|actions|task"
        "|tasks|planned activity|measure|мероприятие|мероприятия|деятельность|действие|действия|задача|задачи"
        "|что делаем"
    ),
    "time": (
        "aeg|ajakava|ajaraam|ajavahemik|periood|toimumisaeg|toimumise aeg|elluviimise aeg|läbiviimise aeg"
        "|teostamise aeg|aastad|aasta|millal|time|timing|timeframe|time frame|timeline|schedule|period|when|years"
        "|время|период|сроки|время проведения|когда|годы"
    ),
    "deadline": (
        "tähtaeg|tähtajad|täitmise tähtaeg|lõpptähtaeg|lõpp|lõppaeg|lõpukuupäev|deadline|due|due date|end"
        "|end date|finish|срок|дедлайн|срок исполнения|окончание|конец|дата окончания"
    ),
    "start": "algus|algusaeg|alguskuupäev|start|start date|begin|beginning|from|начало|дата начала",
    "result": (
        "tulemus|tulemused|oodatav tulemus|oodatavad tulemused|väljund|väljundid|saavutatav tulemus|result"
        "|results|expected result|expected results|outcome|outcomes|output|outputs|результат|результаты"
        "|ожидаемый результат|ожидаемые результаты|итог работы"
    ),
    "indicator": (
        "näitaja|näitajad|indikaator|indikaatorid|mõõdik|mõõdikud|eduindikaator|eduindikaatorid|tulemusnäitaja"
        "|tulemusnäitajad|indicator|indicators|success indicator|metric|metrics|kpi|показатель|показатели"
        "|индикатор|индикаторы"
    ),
    "budget": (
        "eelarve|maksumus|summa|kulu|kulud|hind|ressurss|ressursid|planeeritud eelarve|eeldatav maksumus"
        "|prognoositav maksumus|budget|cost|costs|amount|price|estimated cost|resource|resources|бюджет|стоимость"
        "|сумма|затраты|расходы|смета|ресурс|ресурсы"
    ),
    "row_total": "kokku|eelarve kokku|maksumus kokku|summa kokku|total|total budget|total cost|итого|всего",
    "target_group": (
        "sihtrühm|sihtrühmad|sihtgrupp|sihtgrupid|seos|kasusaajad|kelle jaoks|kellele|target group|target groups"
        "|target|audience|beneficiaries|for whom|целевая группа|целевые группы|аудитория|для кого|связь"
    ),
    "owner_role": (
        "vastutaja|vastutajad|vastutav roll|vastutav|vastutav isik|vastutav asutus|eestvedaja|elluviija|täitja"
        "|läbiviija|vedaja|kes|kes vastutab|owner|owner role|responsible|responsible role|responsible person"
        "|responsibility|lead|who|ответственный|ответственные|ответственная роль|ответственное лицо|исполнитель"
        "|исполнители|кто"
    ),
    "partner_roles": (
        "partner|partnerid|partnerite rollid|koostööpartner|koostööpartnerid|kaasatud|kaasatud osapooled|toetajad"
        "|partners|partner roles|cooperation partners|supported by|партнер|партнеры|роли партнеров|с кем"
    ),
    "funding_source": (
        "rahastusallikas|rahastusallikad|rahastaja|rahastamine|rahastus|rahaallikas|rahastamisallikas"
        "|finantseerimisallikas|finantseerimisallikad|finantseerimine|katteallikas|funding|funding source"
        "|funding sources|source of funding|financing|funder|источник финансирования|источники финансирования"
        "|финансирование"
    ),
    "status": "olek|staatus|seis|täitmise seis|täitmine|status|state|progress|статус|состояние|ход выполнения",
    "code": "nr|jrk|jrk nr|jnr|number|tunnus|kood|id|no|code|row|номер|код|п п|пп",
}
COLUMN_OF: Final = {plain(word): column for column, words in _COLUMNS.items() for word in words.split("|")}
"""Header in plain form, without its year and unit → column."""

_STATUSES: Final[dict[str, str]] = {
    "planned": "kavandatud|planeeritud|plaanis|alustamata|planned|not started|to do|todo|запланировано|не начато|план",
    "in_progress": "töös|käimas|pooleli|alustatud|in progress|ongoing|started|doing|в работе|начато|выполняется",
    "done": "tehtud|täidetud|valmis|lõpetatud|done|completed|complete|finished|сделано|выполнено|завершено",
    "delayed": "hilineb|hilinenud|viibib|delayed|late|overdue|задерживается|просрочено|опаздывает",
    "postponed": "edasi lükatud|edasilükatud|postponed|on hold|отложено|перенесено",
    "dropped": "loobutud|ära jäetud|tühistatud|dropped|cancelled|canceled|отменено|отказались",
}
_STATUS_OF: Final = {plain(word): code for code, words in _STATUSES.items() for word in words.split("|")}

YEAR: Final = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")
_YEAR_LINE = re.compile(
    r"(?:aasta|year|год)? ?(?P<year>(?:19|20|21)[0-9]{2})\.? ?(?:a|aasta|year|г|год)?[.:]?", re.IGNORECASE
)
_UNIT = re.compile(r"\([^()]*\)|(?<!\w)(?:€|eur|eurot|eurodes|euro|euros|евро|tuh)(?!\w)|[^\w ]+")
_YEAR_WORDS = re.compile(r"(?<!\w)(?:a|aasta|aastaks|aastal|year|for|г|год|на)(?!\w)")
_PAIR = re.compile(r"[/,]|(?<!\w)(?:ja|and|и)(?!\w)")
_LONGEST_HEADER: Final = 80


@dataclass(frozen=True, slots=True)
class Header:
    """A row of column headings: the column of each cell (None for one of no known meaning), and years in them."""

    cells: tuple[str, ...]
    columns: tuple[str | None, ...]
    years: tuple[int | None, ...]

    @property
    def year(self) -> int | None:
        """The one year that headings of a year table carry (``Tegevused 2021``), or None."""
        found = {y for y, c in zip(self.years, self.columns, strict=True) if y is not None and c != "year_amount"}
        return found.pop() if len(found) == 1 else None

    def index(self, column: str) -> int | None:
        """Where a column stands, or None."""
        return self.columns.index(column) if column in self.columns else None


def header_of(cells: Sequence[str]) -> Header | None:
    """The header that a row is, or None.

    A header has an activity column and one more known column; or three known ones, then its first unknown column counts
    as the activity. Of two columns with one meaning the first counts, the other has none.
    """
    if len(cells) < 2 or any(len(cell) > _LONGEST_HEADER for cell in cells):
        return None
    named = [_column(cell) for cell in cells]
    columns = _without_doubles(_year_amounts([column for column, _year in named], [year for _column, year in named]))
    known = sum(column is not None for column in columns)
    if "activity" not in columns:
        free = next((i for i, c in enumerate(columns) if c is None and cells[i]), None)
        if known < 3 or free is None:
            return None
        columns[free] = "activity"
    elif known < 2:
        return None
    return Header(tuple(cells), tuple(columns), tuple(year for _column, year in named))


@lru_cache(maxsize=4096)
def _column(cell: str) -> tuple[str | None, int | None]:
    years = YEAR.findall(cell)
    year = int(years[0]) if len(years) == 1 else None
    short = plain(_UNIT.sub(" ", YEAR.sub(" ", plain(cell))))
    column = COLUMN_OF.get(short)
    if column is None and year is not None:
        short = plain(_YEAR_WORDS.sub(" ", short))
        column = COLUMN_OF.get(short) if short else "year_amount"
    if column is None:  # "Tähtaeg/aastad", "Vastutaja ja partnerid"
        column = COLUMN_OF.get(plain(_UNIT.sub(" ", _PAIR.split(plain(cell), maxsplit=1)[0])))
    return column, year


def _year_amounts(columns: list[str | None], years: list[int | None]) -> list[str | None]:
    """``Eelarve 2026``, ``Eelarve 2027`` are amounts by year; one alone is the budget of a year table."""
    by_year = {y for c, y in zip(columns, years, strict=True) if c in ("budget", "year_amount") and y is not None}
    if len(by_year) < 2:
        return columns
    pairs = zip(columns, years, strict=True)
    return ["year_amount" if column == "budget" and year is not None else column for column, year in pairs]


def _without_doubles(columns: list[str | None]) -> list[str | None]:
    if "budget" not in columns:
        columns = ["budget" if column == "row_total" else column for column in columns]
    seen: set[str] = set()
    kept: list[str | None] = []
    for column in columns:
        double = column in seen and column != "year_amount"
        kept.append(None if double or column == "row_total" else column)
        if column is not None:
            seen.add(column)
    return kept


def year_line(text: str) -> int | None:
    """The year of a line that says nothing else: ``2021``, ``2021. aasta``, ``Aasta 2021``."""
    found = _YEAR_LINE.fullmatch(" ".join(text.split()))
    return int(found["year"]) if found else None


_TITLE: Final = (
    "tegevuskava|tegevusplaan|kava|plaan|eelarve|eelarvega|koos|ja|a|aasta|aastaks|indikatiivne|tegevused|tabel"
    "|action|plan|activity|budget|with|and|for|the|year|of"
    "|план|действий|мероприятий|бюджет|с|бюджетом|и|на|год|года|г"
)
_TITLE_WORDS: Final = frozenset(_TITLE.split("|"))


def year_title(text: str) -> int | None:
    """The one year of a title such as ``Tegevuskava 2026`` or ``2021. aasta eelarve``; None for a sentence."""
    years = YEAR.findall(text)
    words = plain(_UNIT.sub(" ", YEAR.sub(" ", plain(text)))).split()
    return int(years[0]) if len(years) == 1 and _TITLE_WORDS.issuperset(words) else None


_TOTAL = re.compile(r"(?<!\w)(?:kokku|kogusumma|kogumaksumus|koondsumma|total|итого|всего)(?!\w)")
_TOTAL_COMPANY = re.compile(
    r"(?<!\w)(?:eelarve|maksumus|summa|sum|kulud|kulu|aasta|aastal|a|kõik|budget|cost|costs|grand|overall|all|year|for|of|the|in"
    r"|бюджет|бюджету|сумма|расходы|стоимость|общий|общая|за|по|на|год|году|г)(?!\w)"
)
_SUBTOTAL = re.compile(
    r"(?:.*\w )(?:kokku|total)|(?:kokku|total|subtotal|vahesumma|итого|всего|промежуточный итог)(?: \w.*)?"
)


def is_total_label(text: str) -> bool:
    """Whether a cell says that its row is the table's total and nothing else: ``Eelarve kokku``, ``Total 2021``."""
    short = plain(_UNIT.sub(" ", YEAR.sub(" ", plain(text))))
    if len(short) > _LONGEST_HEADER or not _TOTAL.search(short):
        return False
    return not _TOTAL_COMPANY.sub(" ", _TOTAL.sub(" ", short)).strip()


def has_total_word(text: str) -> bool:
    """Whether a label speaks of a sum at all."""
    return len(text) <= _LONGEST_HEADER and _TOTAL.search(plain(text)) is not None


def is_subtotal_label(text: str) -> bool:
    """Whether a cell says that its row sums some of the rows: ``Kommunikatsioon kokku``, ``Vahesumma``."""
    short = plain(_UNIT.sub(" ", plain(text)))
    return len(short) <= _LONGEST_HEADER and _SUBTOTAL.fullmatch(short) is not None


def status_of(text: str) -> str:
    """The status code of a word in any of the languages, or of a code itself; ``""`` for any other text."""
    return _STATUS_OF.get(plain(text.replace("_", " ")).rstrip("."), "")
