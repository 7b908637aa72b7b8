"""Words of plan tables in Estonian, English and Russian: headings, statuses, funding sources, group headings.

Headings of plans are prescribed nowhere, so this table grows with the tables that people bring. Sources: the founding
four-year plan (Tegevused, Aeg, Tulemus, Eelarve, Sihtrühm/Sihtgrupid/Sihtrühmad/Seos; Eelarve kokku), the municipal,
health-profile and open-government sets of domain.md 3.4, this program's own exports.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_BROKEN = re.compile("(?<=\\w)[-\u00ad][ ]*\n\\s*(?=[a-zõäöüšžа-яё])")


def plain(text: str) -> str:
    """A heading or a label for comparing: lower case, single spaces, ``ё`` as ``е``, broken words joined."""
    return " ".join(unicodedata.normalize("NFC", _BROKEN.sub("", text)).casefold().replace("ё", "е").split())


_COLUMNS: Final[dict[str, str]] = {
    "activity": (
        "tegevused|tegevus|tegevuse nimetus|tegevuse kirjeldus|tegevuse nimi|planeeritud tegevus|kavandatav tegevus"
        "|kavandatud tegevus|planeeritud tegevused|kavandatavad tegevused|ülesanne|ülesanded|projekt|tegevus projekt"
        "|investeering|objekt|mida teeme|mis teha|activity|activities|action|actions|task"
        "|tasks|planned activity|planned activities|what we do|мероприятие|мероприятия|деятельность|действие|действия"
        "|задача|задачи|наименование мероприятия|что делаем"
    ),
    "promise": "lubadus|lubadused|kohustus|commitment|commitments|promise|обязательство|обязательства|обещание",
    "group": (
        "eesmärk|eesmärgid|alaeesmärk|alaeesmärgid|strateegiline eesmärk|üldeesmärk|valdkond|valdkonnad|suund|suunad"
        "|tegevussuund|tegevusvaldkond|teema|prioriteet|peatükk|programm|goal|goals|objective|objectives|aim|area"
        "|field|direction|theme|priority|programme|цель|цели|область|направление|направления|тема|приоритет"
        "|программа|eesmärk või valdkond|goal or area"
        "|цель или направление"
    ),
    "measure": "meede|meetmed|measure|measures|мера|меры",
    "time": (
        "aeg|ajakava|ajaraam|ajavahemik|periood|toimumisaeg|toimumise aeg|elluviimise aeg|läbiviimise aeg"
        "|teostamise aeg|teostusaeg|täitmise aeg|aastad|aasta|millal|kestus|time|timing|timeframe|time frame|timeline"
        "|schedule|period|when|year|years|время|период|сроки|время проведения|сроки реализации|когда|год|годы"
    ),
    "deadline": (
        "tähtaeg|tähtajad|täitmise tähtaeg|lõpptähtaeg|lõpp|lõppaeg|lõpukuupäev|mis ajaks|deadline|due|due date|end"
        "|end date|finish|by when|срок|дедлайн|срок исполнения|срок выполнения|окончание|конец|дата окончания"
    ),
    "start": "algus|algusaeg|alguskuupäev|start|start date|begin|begins|beginning|from|начало|дата начала",
    "result": (
        "tulemus|tulemused|oodatav tulemus|oodatavad tulemused|väljund|väljundid|saavutatav tulemus|mõju|result"
        "|results|expected result|expected results|outcome|outcomes|output|outputs|результат|результаты"
        "|ожидаемый результат|ожидаемые результаты|итог работы"
    ),
    "indicator": (
        "näitaja|näitajad|indikaator|indikaatorid|mõõdik|mõõdikud|eduindikaator|eduindikaatorid|tulemusnäitaja"
        "|tulemusnäitajad|hindamiskriteerium|hindamise alus|mille järgi teame|indicator|indicators|success indicator"
        "|metric|metrics|kpi|показатель|показатели|индикатор|индикаторы"
    ),
    "baseline": "algtase|lähtetase|baseline|исходный уровень|базовый уровень|исходное значение",
    "target": (
        "sihttase|siht|sihtväärtus|eesmärgi tase|target|target value|целевой уровень|целевое значение|цель показателя"
    ),
    "actual": (
        "tegelik|tegelik tase|saavutustase|saavutatud tase|actual|actual value|фактически|факт|фактическое значение"
        "|reached|достигнуто"
    ),
    "budget": (
        "eelarve|maksumus|summa|kulu|kulud|hind|ressurss|ressursid|vajalik ressurss|vajalikud ressursid"
        "|planeeritud eelarve|eeldatav maksumus|orienteeruv maksumus|eeldatav kulu"
        "|prognoositav maksumus|budget|cost|costs|amount|price|estimated cost|resource|resources|бюджет|стоимость"
        "|сумма|затраты|расходы|смета|ресурс|ресурсы"
    ),
    "row_total": (
        "kokku|eelarve kokku|maksumus kokku|summa kokku|kulud kokku|kulu kokku|eelarve summa|kogumaksumus|total"
        "|total budget|total cost|budget total|cost total|costs total|in all|итого|всего|бюджет всего"
        "|бюджет итого|стоимость всего"
    ),
    "target_group": (
        "sihtrühm|sihtrühmad|sihtgrupp|sihtgrupid|seos|kasusaajad|kelle jaoks|kellele|target group|target groups"
        "|audience|beneficiaries|for whom|целевая группа|целевые группы|аудитория|для кого|связь"
    ),
    "target_wide": (
        "laiem sihtrühm|laiem sihtgrupp|wider target group|wider audience|широкая целевая группа"
        "|более широкая целевая группа"
    ),
    "owner_role": (
        "vastutaja|vastutajad|vastutav roll|vastutav|vastutavad|vastutav isik|eestvedaja|elluviija|täitja|täitjad"
        "|läbiviija|vedaja|kes|kes vastutab|kes teeb|owner|owner role|responsible|responsible role|responsible person"
        "|responsibility|lead|who|ответственный|ответственные|ответственная роль|ответственное лицо|исполнитель"
        "|исполнители|кто"
    ),
    "organisation": (
        "asutus|organisatsioon|vastutav asutus|vastutav organisatsioon|ametiasutus|organisation|organization"
        "|institution|responsible institution|responsible organisation|учреждение|организация"
        "|ответственное учреждение|ответственная организация"
    ),
    "partner_roles": (
        "partner|partnerid|partnerite rollid|koostööpartner|koostööpartnerid|kaasatud|kaasatavad|kaasatud osapooled"
        "|toetajad|toetavad partnerid|osalejad|osapooled|partners|partner roles|cooperation partners"
        "|supporting partners"
        "|supported by|involved|партнер|партнеры|роли партнеров|участники|с кем"
    ),
    "funding_source": (
        "rahastusallikas|rahastusallikad|rahastaja|rahastamine|rahastus|rahaallikas|rahastamisallikas"
        "|rahastamise allikas|võimalik rahastusallikas"
        "|finantseerimisallikas|finantseerimisallikad|finantseerimine|katteallikas|allikas|funding|funding source"
        "|funding sources|source of funding|financing|funder|source|источник финансирования|источники финансирования"
        "|финансирование|источник"
    ),
    "own_contribution": (
        "omaosalus|omafinantseering|omafinantseeringu summa|own contribution|own funding|собственный вклад"
        "|софинансирование|собственное участие"
    ),
    "spent": "kulunud|tegelik kulu|kasutatud|kulutatud|spent|actual cost|израсходовано|потрачено|фактические расходы",
    "first_step": "esimene samm|järgmine samm|first step|next step|первый шаг|следующий шаг",
    "milestones": (
        "vaheetapp|vaheetapid|etapid|milestone|milestones|вехи|веха|этапы|промежуточный этап|промежуточные этапы"
    ),
    "status": "olek|staatus|seis|täitmise seis|täitmine|täidetud|status|state|progress|статус|состояние|ход выполнения",
    "percent": (
        "tehtud %|valmidus|täitmise %|täitmise protsent|% tehtud|percent done|% done|% complete|выполнено %|процент"
        "|done|сделано"
    ),
    "reason": "põhjus|põhjendus|reason|причина|обоснование",
    "problem": "lahendatav probleem|probleem|problem|problem addressed|решаемая проблема|проблема|problem it answers",
    "how": (
        "kuidas aitab|kuidas lahendab|kuidas aitab lahendada|how it helps|how it will help|как поможет|как это поможет"
    ),
    "principles": "seos põhimõtetega|põhimõte|põhimõtted|principle|principles|принцип|принципы|связь с принципами",
    "plan_link": (
        "seos arengukavaga|seos arengukava|arengukava punkt|arengukava|seos eelarvestrateegiaga"
        "|link to development plan"
        "|development plan|связь с планом развития|link to the development plan"
        "|связь с программой развития"
    ),
    "more": "lisainfo|lisateave|more information|additional information|дополнительная информация|veel|more|еще",
    "code": "nr|jrk|jrk nr|jnr|järjekorra nr|number|tunnus|kood|id|no|code|row|#|№|номер|код|п п|пп",
}
COLUMN_OF: Final = {plain(word): column for column, words in _COLUMNS.items() for word in words.split("|")}
"""A heading in plain form, without its year and unit → column."""

COLUMN_CODES: Final = (*_COLUMNS, "year_amount", "source_amount")
"""Every meaning that a column can have."""

ACTIVITY_IF_NONE: Final = ("promise", "measure", "milestones")
"""Columns that name the activity where no column is called so."""

_SOURCES: Final = (
    "vald|valla|valla eelarve|vallaeelarve|vallavalitsus|linn|linna|linna eelarve|linnaeelarve|kov|kov eelarve"
    "|omavalitsus|kohalik omavalitsus|riik|riigieelarve|riigi eelarve|el|euroopa liit|el toetus|toetus|toetused"
    "|projekt|projektid|projektitoetus|projektirahad|fond|fondid|kaasrahastus|kaasav eelarve|annetus|annetused"
    "|sponsor|sponsorid|erasektor|partnerid rahaliselt|muu|muud|muud allikad|muud vahendid|välisvahendid"
    "|municipality|municipal budget|municipal|state|state budget|eu|grant|grants|project|fund|co-funding|donations"
    "|sponsors|private|other|other sources|волость|бюджет волости|город|городской бюджет|местный бюджет|государство"
    "|государственный бюджет|ес|грант|гранты|проект|фонд|пожертвования|спонсоры|прочие|прочие источники|другое"
)
SOURCES: Final = frozenset(plain(word) for word in _SOURCES.split("|"))
"""Headings of columns of amounts by where the money comes from."""

_STATUSES: Final[dict[str, str]] = {
    "planned": (
        "kavandatud|kavandatav|planeeritud|plaanis|alustamata|ei ole alustatud|pole alustatud|ootel|planned"
        "|not started|to do|todo|запланировано|запланирован|планируется|не начато|план"
    ),
    "in_progress": (
        "töös|käimas|käib|pooleli|alustatud|osaliselt täidetud|täidetud osaliselt|osaliselt|in progress"
        "|ongoing|started|doing"
        "|partly done|в работе|начато|выполняется|в процессе|частично выполнено"
    ),
    "done": (
        "tehtud|täidetud|valmis|lõpetatud|teostatud|ellu viidud|jah|täidetud hilinemisega|done|completed|complete"
        "|finished|сделано|выполнено|завершено|готово"
    ),
    "delayed": "hilineb|hilinenud|hilinemas|viibib|delayed|late|overdue|задерживается|просрочено|опаздывает",
    "postponed": "edasi lükatud|edasilükatud|lükatud edasi|lükkus edasi|postponed|on hold|отложено|перенесено",
    "dropped": ("loobutud|ära jäetud|jäi ära|tühistatud|ei teostata|dropped|cancelled|canceled|отменено|отказались"),
}
STATUS_OF: Final = {plain(word): code for code, words in _STATUSES.items() for word in words.split("|")}

GROUP_WORDS: Final = re.compile(
    r"(?P<goal>(?:strateegiline |üld|ala)?eesmärk|põhisuund|tegevussuund|suund|valdkond|prioriteet|teema|programm"
    r"|goal|objective|aim|area|theme|priority|strategic goal|цель|направление|область|приоритет)"
    r"|(?P<measure>meede|alateema|measure|мера)",
    re.IGNORECASE,
)
"""How a line begins that heads the rows below it."""
