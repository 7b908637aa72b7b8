"""Whether a note only says that a solution is missing ("no ramp") instead of what that does to people.

"The lack of a solution is not a problem" (domain notes 3.1, source 4): the room is asked what follows from it, and is
never stopped. The rules are word lists of our own for Estonian, English and Russian; they rather miss one than nag.
"""

from __future__ import annotations

import re
from typing import Final

from koosloome_desktop.support.patterns import pattern_of

_I: Final = re.IGNORECASE

#: Words that say it by themselves, as whole words: "puudutab", "vähemalt", "интернет", "black" are none of them.
_PLAIN: Final = pattern_of(
    r"\b("
    r"puudu|puudub|puuduvad|puudus|puudusid|puudumine|puudumise|puuduvat|\w{3,}puudus(?:e|t)?|puudulik(?:ud)?|"
    r"napib|napivad|nappis|nappus|nappuse|napilt|"
    r"(?:liiga\s+)?vähe(?!\s+(?:sellest|haaval))|vähe(?:ne|se|st|sus|suse|sust)|"
    r"vähesed\s+\w*(?:võimalused|teadmised|oskused|ressursid|vahendid|kohad)|"
    r"ei\s+(?:piisa|jätku|jagu)|(?:ei\s+ole|pole)\s+piisavalt|ebapiisav(?:alt)?|"
    r"lacks?|lacking|missing(?!\s+out)|shortage|insufficient|too\s+(?:few|little)|absence\s+of|"
    r"little\s+(?:money|time|information|space|support|trust)|"
    r"not\s+enough|(?:isn['’]t|aren['’]t)\s+enough|there(?:\s+(?:is|are|was|were)|['’]s)\s+no(?!\s+(?:doubt|one|way))|"
    r"there\s+(?:isn|aren|wasn|weren)['’]t|(?:do|does|did)(?:n['’]t|\s+not)\s+have\s+(?:an?|any|enough)|"
    r"(?:have|has|had)\s+no(?!\s+(?:idea|doubt|choice|interest|problem|one))|"
    r"не\s+хвата(?:ет|ло)|не\s+хватит|отсутству(?:ет|ют)|отсутствие|недостат(?:очно|ок)|нехватка|дефицит|"
    r"недостаточн(?:ый|ая|ое|ые)|не\s?доста[её]т|не\s+имеется|"
    r"мало(?!\s+(?:кто|что|где|того|ли))|нету"
    r")\b",
    _I,
)
#: "Нет" as "there is none", not as the answer "no, …", not doubled, not of what is no thing ("нет смысла", "нет дома").
_NET: Final = pattern_of(
    r"(?<![-\w])нет(?![-,!.\w]|\s+нет|\s*$"
    r"|\s+(?:смысла|сомнени[йя]|разницы|дела|нужды|ничего|никого|дома|здесь|на\s+месте)\b)"
    r"|(?<=\S\s)нет\s*[.!]?$|^не\s+было(?=\s+(?!\w+о\b))",
    _I,
)
#: "No ramp" at the beginning; "no one comes" is a person, "no longer" and "no matter" are no things.
_NO: Final = pattern_of(r"^no(?=\s+(?!one\b|longer\b|matter\b|more\b|idea\b|doubt\b|way\b|problem)[a-z])", _I)

_NEG: Final = r"\b(?P<no>ei\s+ole|ei\s+olnud|pole|polnud)"
#: "Ei ole" and "pole" deny a thing when they open the sentence or stand behind where it is missing ("majal", "meil").
#: (A word is read from its beginning only: from each of its letters on, one of ten thousand took two seconds.)
_NOT: Final = pattern_of(
    rf"(?:(?<![\w-])(?P<where>[\w-]+)\s+)?{_NEG}\s+(?:veel\s+|enam\s+)?(?P<what>[\w-]+)(?:\s+(?P<then>[\w-]+))?", _I
)
#: They deny it, too, at the end of a clause, behind the thing: "infot ei ole", "bussi pole".
_BEHIND: Final = pattern_of(rf"(?<![\w-])(?P<what>[\w-]+)\s+(?:veel\s+|enam\s+)?{_NEG}\s*(?:[.,;:!–]|$)", _I)
#: Adessive and inessive, but no nominative that ends like one ("kool", "liiklus").
_WHERE: Final = pattern_of(
    r"(?:(?<![aeiouõäöü])[aeiouõäöü]l|[ae]il|maal|teel|tööl|[aeioõäöü]s|kodus|talus|siin|seal|kuskil|kusagil|keegi)$",
    _I,
)
#: What is said of somebody, not a thing that is missing.
_STATE: Final = pattern_of(
    r"(?:nud|tud|dud|v|vad|lik|line|ne|ul|il|al|as|is|es|us|ks|st|ga|ta|ma|da|em|lt|tu|legi|selge|hea)$", _I
)
#: Things in the partitive that end like a state: "võimalust", "töökohta", "lasteaeda", "kõnnirada".
_THING: Final = pattern_of(r"(?:[a-zõäöü]{2}ust|kohta|aeda|rada)$", _I)
#: What surely is a thing, where a place stands between: "vallal pole eelarves raha".
_SURELY: Final = pattern_of(r"(?:[aeiouõäöü]t|[aeiouõäöü]d|[^aeiouõäöü\W]i|raha|aega|kohta|rada|[a-zõäöü]{2}ust)$", _I)
#: Words before a closing "ei ole" that are no thing in the partitive.
_PARTICIPLE: Final = pattern_of(r"(?:nud|tud|dud|vad|sid|ad|sti)$", _I)
_PERSON: Final = frozenset(
    (
        "see",
        "nii",
        "need",
        "ta",
        "tema",
        "nad",
        "nemad",
        "ma",
        "mina",
        "sa",
        "sina",
        "me",
        "te",
        "asi",
        "seda",
        "aga",
        "ja",
        "et",
        "kui",
        "kas",
        "siis",
        "tihti",
        "ometi",
        "süüdi",
        "muidugi",
        "siiski",
        "teisiti",
    )
)
_STATES: Final = frozenset(
    (
        "hea",
        "head",
        "selge",
        "selged",
        "kindel",
        "kindlad",
        "huvi",
        "vaja",
        "vahet",
        "mõtet",
        "sobiv",
        "sobivad",
        "suur",
        "suured",
        "vaba",
        "vabad",
        "õige",
        "õiged",
        "mina",
        "meie",
        "nende",
        "see",
        "need",
        "keegi",
        "kunagi",
        "enam",
        "ainult",
        "nii",
        "nõus",
        "valmis",
        "kohal",
        "kursis",
        "rahul",
        "lahti",
        "kinni",
        "korras",
        "kodus",
        "aru",
        "ime",
        "midagi",
        "ere",
        "soe",
        "külm",
        "lai",
        "pikk",
        "lühike",
        "vana",
        "noor",
        "nõrk",
        "raske",
        "kerge",
        "kiire",
        "üksi",
        "koos",
        "päris",
        "väga",
        "just",
        "alati",
        "eriti",
        "sama",
        "kuulda",
        "näha",
        "teada",
    )
)


def missing_solution(text: str) -> str:
    """The words by which a note states that something is missing, "" when it does not."""
    flat = " ".join(text.split())
    for pattern in (_PLAIN, _NET, _NO):
        found = pattern.search(flat)
        if found is not None:
            return found.group().strip(" .!")
    return _denied(flat)


def _denied(flat: str) -> str:
    """The Estonian "ei ole …" where it denies that a thing exists."""
    for found in _NOT.finditer(flat):
        where, what = found["where"], found["what"].lower()
        opens = found.start("no") == 0
        if not opens and not (where and _WHERE.search(where) and len(where) > 2):
            continue
        if _is_thing(what) or (found["then"] and _WHERE.search(what) and _is_surely(found["then"].lower())):
            return found["no"]
    for found in _BEHIND.finditer(flat):
        what = found["what"].lower()
        if what not in _PERSON and what not in _STATES and _SURELY.search(what) and not _PARTICIPLE.search(what):
            return found["no"]
    return ""


def _is_thing(what: str) -> bool:
    return what not in _STATES and (_THING.search(what) is not None or _STATE.search(what) is None)


def _is_surely(what: str) -> bool:
    return what not in _STATES and _SURELY.search(what) is not None and _PARTICIPLE.search(what) is None
