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
    r"puudu|puudub|puuduvad|puudus|puudusid|puudumine|puudumise|puuduvat|"
    r"napib|napivad|nappis|nappus|nappuse|napilt|"
    r"(?:liiga\s+)?vähe(?!\s+(?:sellest|haaval))|"
    r"ei\s+(?:piisa|jätku|jagu)|(?:ei\s+ole|pole)\s+piisavalt|ebapiisav(?:alt)?|"
    r"lacks?|lacking|missing(?!\s+out)|shortage|insufficient|too\s+(?:few|little)|"
    r"not\s+enough|(?:isn['’]t|aren['’]t)\s+enough|there\s+(?:is|are)\s+no(?!\s+(?:doubt|one))|"
    r"не\s+хвата(?:ет|ло)|не\s+хватит|отсутству(?:ет|ют)|отсутствие|недостат(?:очно|ок)|нехватка|"
    r"мало(?!\s+(?:кто|что|где|того|ли))|нету"
    r")\b",
    _I,
)
#: "Нет" as "there is none", not as the answer "no, …" and not doubled.
_NET: Final = pattern_of(r"(?<![-\w])нет(?![-,!.\w]|\s+нет|\s*$)|(?<=\S\s)нет\s*[.!]?$", _I)
#: "No ramp" at the beginning; "no one comes" is a person, "no longer" and "no matter" are no things.
_NO: Final = pattern_of(r"^no(?=\s+(?!one\b|longer\b|matter\b|more\b|idea\b|doubt\b|way\b|problem)[a-z])", _I)

#: "Ei ole" and "pole" deny a thing when they open the sentence or stand behind where it is missing ("majal", "meil").
_NOT: Final = pattern_of(r"(?:(?P<where>[\w-]+)\s+)?\b(?P<no>ei\s+ole|pole)\s+(?:veel\s+|enam\s+)?(?P<what>[\w-]+)", _I)
_WHERE: Final = pattern_of(r"(?:[aeiouõäöü]l|[aeiouõäöü]s|siin|seal|kuskil|kusagil|keegi)$", _I)
#: What is said of somebody, not a thing that is missing.
_STATE: Final = pattern_of(
    r"(?:nud|tud|dud|v|vad|lik|line|ne|ul|il|al|as|is|es|us|ks|st|ga|ta|ma|da|em|lt|selge|hea)$", _I
)
_STATES: Final = frozenset(
    [
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
    ]
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
        if what in _STATES or _STATE.search(what):
            continue
        return found["no"]
    return ""
