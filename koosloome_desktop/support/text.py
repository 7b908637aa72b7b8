"""The text doors: one canonical form for every text that enters, and safe forms for the places it goes to.

Canonical form (at every door: keyboard, phone, file, clipboard): NFC, line ends LF, tab and LF kept, no other control
character, no lone surrogate, no noncharacter, trimmed, at most 10,000 characters; of nothing but what is invisible
nothing is left. Text is plain until it is escaped for
one sink. Sources: Unicode Standard 23.7 (noncharacters), UAX #9 (bidirectional text), UAX #15 (normalisation).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.support.patterns import pattern_of

NOTE_LIMIT: Final = 10_000
"""Characters of any text on the desktop."""
PHONE_LIMIT: Final = 1_000
"""Characters of a note from a phone."""
NAME_LIMIT: Final = 40
"""Characters of a participant's name."""
TITLE_LIMIT: Final = 200
"""Characters of a title."""

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
_FORBIDDEN = pattern_of(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{_NONCHARACTERS}]")
_LINE_ENDS = pattern_of("\r\n|[\r\u2028\u2029]")
_INVISIBLE = pattern_of(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# Canonical composition and CRLF shrink a text at most fourfold; twice that is a roomy bound before any costly work.
_RAW_FACTOR = 8
_MAX_MARKS: Final = 30  # Stream-Safe Text Format, UAX #15 section 13: no writing system stacks more marks on one letter
_JOINER = "\u034f"


class TextTooLong(KoosloomeError):
    """A text over its limit; it is refused whole, never cut. `length` and `limit` are characters (code points)."""

    def __init__(self, length: int, limit: int, *, place: str = "") -> None:
        told = ngettext(
            "The text has {length} character; at most {limit} fit here.",
            "The text has {length} characters; at most {limit} fit here.",
            length,
        )
        super().__init__(told.format(length=length, limit=limit), place=place, hint=_("Shorten it or split it in two."))
        self.length = length
        self.limit = limit


class TextRefused(KoosloomeError):
    """A text with characters that no keyboard types; `count` says how many."""

    def __init__(self, count: int, *, place: str = "") -> None:
        told = ngettext(
            "The text contains {count} character that cannot be stored.",
            "The text contains {count} characters that cannot be stored.",
            count,
        )
        super().__init__(told.format(count=count), place=place, hint=_("Type the text again."))
        self.count = count


_MAY_STACK = pattern_of("[\u0300-\U0010ffff]{31}")
"""No mark stands below U+0300: what has fewer signs in a row than would be too many need not be looked through."""


@dataclass(frozen=True, slots=True)
class CleanResult:
    """A text in canonical form, and how many of its characters had to become U+FFFD."""

    text: str
    replaced: int = 0


def clean(text: str, *, limit: int = NOTE_LIMIT, place: str = "") -> CleanResult:
    """The canonical form of a text; what cannot be kept becomes a visible U+FFFD and is counted.

    Raises TextTooLong when the result has more than `limit` characters.
    """
    if len(text) > limit * _RAW_FACTOR:
        text = text.strip()
        if len(text) > limit * _RAW_FACTOR:
            raise TextTooLong(len(text), limit, place=place)
    if text.isascii() and text.isprintable():  # it is canonical but for blanks around it: most texts of a file are
        plain = text.strip()
        if len(plain) > limit:
            raise TextTooLong(len(plain), limit, place=place)
        return CleanResult(plain)
    lines = _LINE_ENDS.sub("\n", text)
    visible, replaced = _FORBIDDEN.subn("\ufffd", lines)
    canonical = unicodedata.normalize("NFC", _stream_safe(visible)).strip()
    if len(canonical) > limit:
        raise TextTooLong(len(canonical), limit, place=place)
    return CleanResult(canonical if seen(canonical) else "", replaced)


def _stream_safe(text: str) -> str:
    # Sorting a run of marks costs the square of its length (80,000 marks: 5 s). A joiner after 30 bounds it and loses
    # nothing.
    if len(text) <= _MAX_MARKS or text.isascii() or _MAY_STACK.search(text) is None:
        return text
    out: list[str] = []
    run = 0
    for char in text:
        run = run + 1 if unicodedata.combining(char) else 0
        if run > _MAX_MARKS:
            out.append(_JOINER)
            run = 1
        out.append(char)
    return "".join(out) if len(out) > len(text) else text


def clean_strict(text: str, *, limit: int = PHONE_LIMIT, place: str = "") -> str:
    """The canonical form for doors that refuse instead of replacing (phones).

    Raises TextRefused for a character that cannot be kept, TextTooLong over `limit`.
    """
    result = clean(text, limit=limit, place=place)
    if result.replaced:
        raise TextRefused(result.replaced, place=place)
    return result.text


def clean_title(text: str, *, limit: int = TITLE_LIMIT, place: str = "") -> CleanResult:
    """The canonical form on one line, without anything that hides or turns text round.

    Bidi controls, zero-width and tag characters go. Emoji that are joined by a zero-width joiner fall apart into their
    parts: a title may not carry anything invisible.
    """
    result = clean(text, place=place, limit=max(limit, NOTE_LIMIT))
    line = " ".join(_INVISIBLE.sub("", result.text).split())
    # Taking a joiner out can bring a letter and its mark together.
    line = unicodedata.normalize("NFC", line)
    if len(line) > limit:
        raise TextTooLong(len(line), limit, place=place)
    return CleanResult(line, result.replaced)


def seen(text: str) -> bool:
    """Whether a text has anything to see: not only blanks and what is invisible (zero-width, bidi, tag characters)."""
    if text and "!" <= text[0] <= "~":
        return True  # nearly every text
    return bool(_INVISIBLE.sub("", text).replace("\u2800", "").strip())


def is_kept(text: str) -> bool:
    """Whether every character of a text can be kept: none has to become U+FFFD."""
    return not _FORBIDDEN.search(text)


def shown_kept(text: str) -> tuple[str, int]:
    """A text with a visible U+FFFD for every character that cannot be kept, else as it is; and how many those are."""
    return _FORBIDDEN.subn("\ufffd", text)


def is_clean(text: str) -> bool:
    """Whether the text already is in canonical form (its length aside)."""
    return (
        not _FORBIDDEN.search(text)
        and not _LINE_ENDS.search(text)
        and text == text.strip()
        and unicodedata.is_normalized("NFC", text)
    )


# --- search ---

_OWN_LETTERS: Final = frozenset("õäöüšžй")
_COMMON: Final = pattern_of("[\x00-\x7fÕÄÖÜŠŽõäöüšžА-Яа-я–—„“”’€]*")
"""Texts of letters that folding only makes small: nearly all, and ten times quicker."""


def fold(text: str) -> str:
    """The form in which texts are searched: 'Õ' finds 'õ', but 'o' does not.

    Case and compatibility forms fall together, runs of white space become one space, what is invisible goes, and marks
    are taken off foreign letters ('é' is found by 'e', 'ё' by 'е'). The letters õ ä ö ü š ž and й stay themselves: they
    are letters of the alphabet, and "pood" is not "põõd". Idempotent. Both databases search a column made by this
    function.
    """
    if _COMMON.fullmatch(text):
        return " ".join(text.casefold().split())
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFD", text).casefold())
    plain = unicodedata.normalize("NFKD", plain.casefold())
    out: list[str] = []
    for char in plain:
        if not unicodedata.combining(char):
            out.append(char)
        elif out and (joined := unicodedata.normalize("NFC", out[-1] + char)) in _OWN_LETTERS:
            out[-1] = joined
    return " ".join(_INVISIBLE.sub("", "".join(out)).split())


# --- bidirectional text ---

_FSI, _PDI = "\u2068", "\u2069"
_OPENERS = frozenset("\u2066\u2067\u2068")
_TURNING = frozenset({"R", "AL", "AN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def isolate(text: str) -> str:
    """The text between FSI and PDI, line by line, so that its direction cannot spill into what stands beside it.

    A text without right-to-left letters or bidi controls comes back unchanged. A stray PDI inside would end the
    isolation early and is dropped; isolates left open are closed (UAX #9, X5a–X6a).
    """
    if not any(unicodedata.bidirectional(char) in _TURNING for char in text):
        return text
    return "\n".join(f"{_FSI}{_balanced(line)}{_PDI}" for line in text.split("\n"))


def _balanced(line: str) -> str:
    out: list[str] = []
    depth = 0
    for char in line:
        if char in _OPENERS:
            depth += 1
        elif char == _PDI:
            if not depth:
                continue
            depth -= 1
        out.append(char)
    return "".join(out) + _PDI * depth


# --- file names ---

_NAME_BYTES: Final = 255
_DROPPED = pattern_of('[<>"?*\ufffd\n\t]')
_DASHED = pattern_of(r"\s*[/\\:|]+\s*")
_DEVICES = pattern_of(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)


def file_name(title: str, ending: str = "", *, taken: Collection[str] = (), fallback: str = "koosloome") -> str:
    """A file name for `title` that every file system takes, with `ending` (``".pdf"``) kept whole.

    At most 255 bytes in UTF-8; no Windows device name, no ``<>:"/\\|?*``, no dot or space at either end, nothing
    invisible. A name that is in `taken`, in whatever case, gets " (2)", " (3)" …; a title of which nothing is left
    becomes `fallback`.
    """
    line = _DASHED.sub("-", _DROPPED.sub("", one_line(title)))
    stem = line.strip(" .-") or fallback
    if _DEVICES.match(stem):
        stem = f"_{stem}"
    used = {_case_key(name) for name in taken}
    number, suffix = 1, ""
    while _case_key(name := _shortened(stem, suffix + ending) + suffix + ending) in used:
        number += 1
        suffix = f" ({number})"
    return name


def one_line(title: str) -> str:
    """A text on one line without what hides or turns text round, for file names and window titles."""
    # Titles come from files too: a long one is cut here, since a file name is made, not stored.
    visible = _FORBIDDEN.sub("", _LINE_ENDS.sub(" ", title[: _NAME_BYTES * _RAW_FACTOR]))
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", _stream_safe(visible))).split())


def _case_key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _shortened(stem: str, rest: str) -> str:
    room = _NAME_BYTES - len(rest.encode())
    data = stem.encode()
    if len(data) <= room:
        return stem
    cut = data[:room].decode(errors="ignore")
    # A letter loses its marks rather than a mark its letter: what is cut inside a cluster goes whole.
    while cut and unicodedata.combining(stem[len(cut)]):
        cut = cut[:-1]
    return cut.rstrip(" .-") or stem[0]
