"""Text that was typed with the wrong keyboard layout: "ghbdtn" was meant as "привет", "еуку" as "tere".

A text is turned only where it reads like no language as it stands and like one after turning. How much it reads like a
language is the share of its pairs of letters that are usual there. The pairs are those that make up 93 % of all pairs
in this program's own catalogues and samples (54,000 Estonian, 18,000 Russian, 16,000 English pairs of letters).
"""

from __future__ import annotations

from functools import cache
from typing import Final

from koosloome_desktop.support.patterns import pattern_of

LEAST: Final = 4
"""Letters that a text must have: shorter ones look like anything."""
_STRANGE: Final = 0.5
_USUAL: Final = 0.65
_APART: Final = 0.33
_WORD: Final = pattern_of(r"[^\W\d_]+")

# First letter and the letters that usually stand behind it; _ is the edge of a word.
_PAIRS: Final = {
    "et": (
        "_aefhijklmnoprstuvõü a_abdghijklmnrstuv b_ae d_aeiu e_adegiklmnprstv g_aeiu haeit i_adgiklmnrst jauä "
        "k_aeikmosuõü l_adegilmotu m_aeimuä n_adeginouä oghklmnorst paeiorä r_adegijkotuv s_aeikopstuõ "
        "t_aeiostuö u_bdehiklmnrstu vaeiuäõ äehilrä õipu ötö ühl "
    ),
    "en": (
        "_abcdefghiklmnoprstuvwy a_bcdgilmnrstv belr caehlot d_eios e_acdelmnprstvx f_io g_aer h_aeio "
        "iblmnost k_es l_adeilou m_aeop n_degnostv o_fglmnoprstuw p_aelort r_aeikosty s_aehiopst t_aehiorsty "
        "ulnprst vaei w_aehior xt y_ "
    ),
    "ru": (
        "_бвгдезикмнопрстуфхцчэя а_бвезйклмнпрстчя баеилноы в_аеиклносы гор д_аеилнору е_бгдезйклмнрстчщ жден "
        "з_адмо и_бдезйклмнорстцчшя й_лст к_аеиорсту л_аеиосыья м_аеимоыя н_аеиноуыя о_бвгдежйклмнпрстхч "
        "паеиклопру р_аеиостуы с_аеиклноптуья т_авеикнорсуь у_гджкмпрстю фао х_ор цеи чаеит шеи щеё ы_ейт "
        "ь_зтш эт ю_щ я_ет ё_ "
    ),
}

_CYRILLIC: Final = "йцукенгшщзхъфывапролджэячсмитьбюё"
_ESTONIAN: Final = "qwertyuiopüõasdfghjklöäzxcvbnm,.`"
_AMERICAN: Final = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"


@cache
def _pairs(lang: str) -> frozenset[str]:
    return frozenset(row[0] + after for row in _PAIRS[lang].split() for after in row[1:])


@cache
def _table(*, to_cyrillic: bool) -> dict[int, str]:
    """Keys as they are on a Russian layout, or on an Estonian one; of Latin layouts both are understood."""
    found: dict[int, str] = {}
    for layout in (_AMERICAN, _ESTONIAN):
        for latin, letter in zip(layout, _CYRILLIC, strict=True):
            one, other = (latin, letter) if to_cyrillic else (letter, latin)
            found[ord(one)] = other
            # Signs have no capitals, and the capital of one is another sign.
            if one.upper() != one:
                found[ord(one.upper())] = other.upper()
    return found


def likeness(text: str, lang: str) -> float:
    """How much a text reads like ``et``, ``en`` or ``ru``: 0 (not at all) … 1."""
    usual, hits, total = _pairs(lang), 0, 0
    for word in _WORD.findall(text.lower()):
        edged = f"_{word}_"
        found = [edged[i : i + 2] for i in range(len(edged) - 1)]
        total += len(found)
        hits += sum(pair in usual for pair in found)
    return hits / total if total else 0.0


def is_cyrillic(char: str) -> bool:
    """Whether a character is a Cyrillic letter."""
    return "\u0400" <= char <= "\u052f"


def script(text: str) -> str:
    """The script of the last letter of a text: ``ru`` for Cyrillic, ``et`` for Latin, "" where there is no letter."""
    last = next((char for char in reversed(text) if char.isalpha()), "")
    return ("ru" if is_cyrillic(last) else "et") if last else ""


def turned(text: str) -> str:
    """The same keys on the other layout, whatever they then say: Cyrillic for Latin, Latin for Cyrillic."""
    return text.translate(_table(to_cyrillic=not any(map(is_cyrillic, text))))


def repaired(text: str) -> str:
    """What was meant by a text typed with the wrong layout; "" where it is right as it stands or nobody can tell."""
    letters = [char for char in text if char.isalpha()]
    if len(letters) < LEAST:
        return ""
    cyrillic = sum(map(is_cyrillic, letters))
    others: tuple[str, ...]
    if cyrillic == len(letters):
        now, others = likeness(text, "ru"), ("et", "en")
    elif not cyrillic:
        now, others = max(likeness(text, "et"), likeness(text, "en")), ("ru",)
    else:
        return ""
    if now > _STRANGE:
        return ""
    other = turned(text)
    score = max(likeness(other, lang) for lang in others)
    return other if score >= _USUAL and score - now >= _APART else ""
