"""Words: English message ids, shown in Estonian unless the user chose otherwise.

The interface has one language (`set_language`, used by `_`); a workshop has its own, so exports, the phone page and
labels of built-in zones ask `translator(lang)`. Catalogues are gettext's: the compiled .mo where it is current, else
the .po itself. Placeholders are written ``{name}`` and filled after translation:
``_("{count} notes").format(count=3)``.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from koosloome_desktop.support.catalogues import Catalogue, catalogue
from koosloome_desktop.support.paths import resource

LANGUAGES: Final = ("et", "en", "ru")
DEFAULT_LANGUAGE: Final = "et"
DOMAIN: Final = "koosloome"
QT_DOMAIN: Final = "qt"
ARGPARSE_DOMAIN: Final = "argparse"


class Translator:
    """The words of one language; cheap to ask for, safe to use from any thread."""

    def __init__(self, lang: str, words: Catalogue) -> None:
        self.lang = lang
        self._catalogue = words

    def gettext(self, message: str) -> str:
        """The message in this language, itself when the catalogue has none."""
        # An empty id is the catalogue's header, which no reader should see.
        return self._catalogue.gettext(message) if message else ""

    __call__ = gettext

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The form that fits `count`; fill the number in afterwards."""
        return self._catalogue.ngettext(one, many, count)

    def pgettext(self, context: str, message: str) -> str:
        """The message in this context, for words that differ by where they stand."""
        return self._catalogue.pgettext(context, message) if message else ""

    def npgettext(self, context: str, one: str, many: str, count: int) -> str:
        """The form that fits `count`, in this context."""
        return self._catalogue.npgettext(context, one, many, count)


def _load(lang: str, domain: str) -> Catalogue:
    folder = resource("locale", lang, "LC_MESSAGES")
    compiled, source = folder / f"{domain}.mo", folder / f"{domain}.po"
    has_source = source.is_file()
    # A compiled catalogue left over from an older build must not hide newer words.
    if compiled.is_file() and not (has_source and source.stat().st_mtime > compiled.stat().st_mtime):
        return catalogue(compiled)
    return catalogue(source) if has_source else Catalogue({})


@cache
def translator(lang: str) -> Translator:
    """The translator of ``et``, ``en`` or ``ru``; ValueError for another language."""
    if lang not in LANGUAGES:
        raise ValueError(f"no catalogue for language {lang!r}; there are {', '.join(LANGUAGES)}")
    return Translator(lang, _load(lang, DOMAIN))


@cache
def _foreign(lang: str, domain: str) -> Catalogue:
    # Words of libraries: catalogues of their own, so that extraction from our code never calls them obsolete.
    return _load(lang, domain)


def forget() -> None:
    """Read the catalogues anew when they are next asked for (after a translator changed a file)."""
    translator.cache_clear()
    _foreign.cache_clear()


_current: Final = [DEFAULT_LANGUAGE]
_pseudo: Final = [False]


def set_language(lang: str) -> None:
    """Switch the interface's language; words asked for from now on are in it. ValueError for an unknown one."""
    translator(lang)
    _current[0] = lang


def language() -> str:
    """The interface's language now."""
    return _current[0]


def set_pseudo(on: bool) -> None:
    """Show every word of the interface 40 % longer and in brackets, to see on pictures what has no room or no entry.

    Only what `_` and its relatives give is changed, not what `translator` gives.
    """
    _pseudo[0] = on


def _shown(text: str) -> str:
    if not _pseudo[0] or not text:
        return text
    filler = "õäöü šžõä " * (len(text) // 10 + 1)
    return f"[{text} {filler[: max(2, len(text) * 4 // 10)].rstrip()}]"


def _(message: str) -> str:
    """The message in the interface's language."""
    return _shown(translator(_current[0]).gettext(message))


def ngettext(one: str, many: str, count: int) -> str:
    """The form that fits `count`, in the interface's language."""
    return _shown(translator(_current[0]).ngettext(one, many, count))


def pgettext(context: str, message: str) -> str:
    """The message in this context, in the interface's language."""
    return _shown(translator(_current[0]).pgettext(context, message))


def npgettext(context: str, one: str, many: str, count: int) -> str:
    """The form that fits `count` in this context, in the interface's language."""
    return _shown(translator(_current[0]).npgettext(context, one, many, count))


def N_(message: str) -> str:  # noqa: N802  (the name every gettext extractor knows)
    """Marks a message id for the catalogue and gives it back unchanged: for tables that are translated when shown."""
    return message


def qt_text(context: str, source: str, count: int = -1, lang: str | None = None) -> str | None:
    """Qt's own word in our catalogue (``QPlatformTheme``, ``Cancel`` → ``Loobu``); None when it is not ours.

    None and not "" on purpose: an empty answer blanks the text in Qt's dialogs. `count` picks a plural form where Qt
    asks with one; Qt fills ``%n`` itself.
    """
    if not source:
        return None
    catalogue = _foreign(lang or _current[0], QT_DOMAIN)
    counted = catalogue.npgettext(context, source, source, count) if count >= 0 else source
    found = counted if counted != source else catalogue.pgettext(context, source)
    return None if found == source else found


def speak_argparse() -> None:
    """Have the standard library's argparse say its own words ("usage", what is wrong with a call) in our language.

    It asks for them by its module's ``_`` and ``ngettext``, as gettext's manual has it, but only ever in the language
    of the system and from catalogues that Python does not ship. May be called again.
    """
    import argparse

    def word(message: str) -> str:
        return _foreign(_current[0], ARGPARSE_DOMAIN).gettext(message)

    def counted(one: str, many: str, count: int) -> str:
        return _foreign(_current[0], ARGPARSE_DOMAIN).ngettext(one, many, count)

    vars(argparse).update({"_": word, "ngettext": counted})
