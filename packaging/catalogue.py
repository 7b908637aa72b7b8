"""The catalogues of words: find every message in the code, merge it into et, en and ru, and say what is missing.

    python packaging/catalogue.py             extract and merge; lists what is not translated yet
    python packaging/catalogue.py --check     changes nothing; exit 1 when a catalogue is not complete and sound

A developer's tool (needs Babel). Marked in the code are ``_``, ``N_``, ``gettext``, ``ngettext``, ``pgettext``,
``npgettext`` with literal arguments. English is filled by itself. Qt's own words (``qt.po``) are checked, never
extracted. The program itself reads the .po files, or the .mo that the wheel carries.
"""

from __future__ import annotations

import argparse
import ast
import re
import string
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from koosloome_desktop.support.i18n import ARGPARSE_DOMAIN, DOMAIN, LANGUAGES, QT_DOMAIN  # noqa: E402
from koosloome_desktop.support.po import PoEntry, parse_po  # noqa: E402

SOURCES: Final = ROOT / "koosloome_desktop"
LOCALES: Final = ROOT / "resources" / "locale"
KEYWORDS: Final[dict[str, Any]] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLURALS: Final = {
    "et": "nplurals=2; plural=(n != 1);",
    "en": "nplurals=2; plural=(n != 1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
}
FORMS: Final = {"et": 2, "en": 2, "ru": 3}

SAME_IN_ESTONIAN: Final = frozenset(
    {"OK", "&OK", "PDF", "SMART", "min", "Printer", "Delete", "Enter", "Esc", "PgDn", "PgUp"}
)
"""Words that Estonian writes as English does."""

KEY_CAPS: Final = {"Delete": "koosloome_desktop/views/key_words.py"}
"""Words that stay as they are on the keyboard; elsewhere in the interface they would be English."""

Key = tuple[str | None, str]


@dataclass(slots=True)
class Found:
    """One message in the code: its plural id and the files that use it."""

    plural: str | None = None
    files: set[str] = field(default_factory=set)


def extract(sources: Path = SOURCES, *, base: Path = ROOT) -> dict[Key, Found]:
    """Every marked message below `sources`, by context and id."""
    from babel.messages.extract import extract_from_file

    found: dict[Key, Found] = {}
    for path, text in _speaking(sources):
        for _line, message, _comments, context in extract_from_file("python", path, keywords=KEYWORDS):
            msgid, plural = message if isinstance(message, tuple) else (message, None)
            entry = found.setdefault((context, msgid), Found())
            entry.plural = entry.plural or plural
            entry.files.add(path.relative_to(base).as_posix())
        for message in _in_f_strings(ast.parse(text)) if _IN_BRACES.search(text) else ():
            found.setdefault((None, message), Found()).files.add(path.relative_to(base).as_posix())
    return found


def _speaking(sources: Path) -> Iterator[tuple[Path, str]]:
    """Files that may ask for a message, and their text: half of the program has nothing to say and need not be read."""
    for path in sorted(sources.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if _ASKED.search(text):
            yield path, text


_ASKED: Final = re.compile(rf"\b(?:{'|'.join(KEYWORDS)})\s*\(")
_IN_BRACES: Final = re.compile(r"\{[^{}\n]*\b(?:_|N_|gettext)\(")
"""Where an f-string may ask for a message; most files need no second reading."""


def _in_f_strings(tree: ast.AST) -> Iterator[str]:
    """Messages of ``_("…")`` inside f-strings: before Python 3.12 a tokenizer, and so Babel, does not look there."""
    for string_ in (n for n in ast.walk(tree) if isinstance(n, ast.JoinedStr)):
        for node in (n for n in ast.walk(string_) if isinstance(n, ast.Call) and _called(n) in {"_", "N_", "gettext"}):
            if node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                yield node.args[0].value


def unreadable_calls(sources: Path = SOURCES, *, base: Path = ROOT) -> Iterator[str]:
    """Places where a message is built instead of written, so that no catalogue can know it: f-strings and sums."""
    for path, text in _speaking(sources):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and _called(node) in KEYWORDS and _is_built(node):
                yield f"{path.relative_to(base).as_posix()}:{node.lineno}: a message id must be one literal text"


def _called(node: ast.Call) -> str:
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _is_built(node: ast.Call) -> bool:
    def built(argument: ast.expr) -> bool:
        if isinstance(argument, ast.Call):
            # _("{n} notes".format(n=3)) asks for a text that no catalogue has.
            return _called(argument) == "format"
        return isinstance(argument, ast.JoinedStr | ast.BinOp)

    return any(built(argument) for argument in node.args[:3])


# --- reading and writing ---


def catalogue_path(lang: str, domain: str = DOMAIN, locales: Path = LOCALES) -> Path:
    """Where the .po of a language lies."""
    return locales / lang / "LC_MESSAGES" / f"{domain}.po"


def read(path: Path) -> dict[Key, PoEntry]:
    """The entries of a catalogue by context and id, without its header; empty when there is no file."""
    if not path.is_file():
        return {}
    return {(entry.context, entry.msgid): entry for entry in parse_po(path.read_text(encoding="utf-8")) if entry.msgid}


def merged(lang: str, found: Mapping[Key, Found], old: Mapping[Key, PoEntry]) -> dict[Key, PoEntry]:
    """One entry for every message found, with the translations there are; English speaks for itself."""
    entries: dict[Key, PoEntry] = {}
    for key, message in found.items():
        context, msgid = key
        if lang == "en":
            forms = (msgid,) if message.plural is None else (msgid, message.plural)
            entries[key] = PoEntry(msgid, message.plural, context, forms)
            continue
        count = FORMS[lang] if message.plural is not None else 1
        entry = old.get(key, PoEntry(msgid, message.plural, context, ("",) * count))
        if (entry.plural is None) != (message.plural is None):
            entry = replace(entry, plural=message.plural, forms=("",) * count)
        entries[key] = replace(entry, plural=message.plural)
    return entries


def written(lang: str, entries: Mapping[Key, PoEntry], found: Mapping[Key, Found]) -> str:
    """The text of a .po file: sorted, no line numbers and no dates, so that only real changes show."""
    header = f"Language: {lang}\\n", "MIME-Version: 1.0\\n", "Content-Type: text/plain; charset=UTF-8\\n"
    lines = ['msgid ""', 'msgstr ""', *(f'"{part}"' for part in header)]
    lines += ['"Content-Transfer-Encoding: 8bit\\n"', f'"Plural-Forms: {PLURALS[lang]}\\n"', ""]
    for key in sorted(entries, key=lambda key: (key[1].casefold(), key[1], key[0] or "")):
        lines += [f"#: {file}" for file in sorted(found[key].files)] if key in found else []
        lines += [*_entry_lines(entries[key]), ""]
    return "\n".join(lines)


def _entry_lines(entry: PoEntry) -> Iterator[str]:
    if entry.fuzzy:
        yield "#, fuzzy"
    if entry.context is not None:
        yield from _field("msgctxt", entry.context)
    yield from _field("msgid", entry.msgid)
    if entry.plural is None:
        yield from _field("msgstr", entry.forms[0])
        return
    yield from _field("msgid_plural", entry.plural)
    for index, form in enumerate(entry.forms):
        yield from _field(f"msgstr[{index}]", form)


def _field(name: str, text: str) -> Iterator[str]:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\n", "\\n")
    pieces = [piece for piece in re.split(r"(?<=\\n)", escaped) if piece]
    if len(pieces) <= 1:
        yield f'{name} "{escaped}"'
        return
    yield f'{name} ""'
    yield from (f'"{piece}"' for piece in pieces)


# --- what is wrong ---


def problems(lang: str, entries: Mapping[Key, PoEntry], found: Mapping[Key, Found] | None = None) -> list[str]:
    """What keeps a catalogue from being complete and sound, one line each; `found` left out skips the comparison with
    code.
    """
    told: list[str] = []
    if found is not None:
        told += [f"{lang}: not in the catalogue: {_named(key)}" for key in found if key not in entries]
        told += [f"{lang}: obsolete: {_named(key)}" for key in entries if key not in found]
        told += [
            f"{lang}: the name of a key, used in {file}: {_named(key)}"
            for key in found
            for file in found[key].files
            if KEY_CAPS.get(key[1], file) != file
        ]
    for key, entry in entries.items():
        told += [f"{lang}: {what}: {_named(key)}" for what in _wrong(lang, entry)]
    return sorted(told)


def _named(key: Key) -> str:
    context, msgid = key
    return repr(msgid) if context is None else f"{context}|{msgid!r}"


def _wrong(lang: str, entry: PoEntry) -> Iterator[str]:
    if entry.fuzzy:
        yield "fuzzy"
    if entry.missing:
        yield "not translated"
        return
    if entry.plural is not None and len(entry.forms) != FORMS[lang]:
        yield f"has {len(entry.forms)} plural forms, not {FORMS[lang]}"
    for form in entry.forms:
        yield from _wrong_form(lang, entry, form)


def _wrong_form(lang: str, entry: PoEntry, form: str) -> Iterator[str]:
    allowed = {frozenset(placeholders(entry.msgid)), frozenset(placeholders(entry.plural or entry.msgid))}
    if frozenset(placeholders(form)) not in allowed:
        yield f"other placeholders in {form!r}"
    if form != unicodedata.normalize("NFC", form):
        yield f"not NFC: {form!r}"
    if form.strip() != form and entry.msgid.strip() == entry.msgid:
        yield f"white space at an end of {form!r}"
    if form.endswith(("…", ":", ".")) != entry.msgid.endswith(("…", ":", ".")):
        yield f"ends unlike its id: {form!r}"
    if (form.count("&") > 0) != (entry.msgid.count("&") > 0):
        yield f"mnemonic lost or invented in {form!r}"
    if lang == "et" and _speaks(entry.msgid) and form in (entry.msgid, entry.plural) and form not in SAME_IN_ESTONIAN:
        yield f"still English: {form!r}"
    if (
        lang != "ru"
        and re.search("[а-яё]", form, re.IGNORECASE)
        and not re.search("[а-яё]", entry.msgid, re.IGNORECASE)
    ):
        yield f"Cyrillic in {form!r}"


def placeholders(text: str) -> set[str]:
    """What is filled in later: ``{name}``, Qt's ``%1``, ``%n``, ``%L1``, and argparse's ``%s``, ``%(name)s``."""
    named = {
        f"{{{name}}}" for _text, name, _spec, _conversion in string.Formatter().parse(_safe(text)) if name is not None
    }
    return named | set(re.findall(r"%(?:L?\d|L?n|p|\(\w+\)[sr]|[sr]\b)", text))


def _safe(text: str) -> str:
    # A lone brace is told apart as "other placeholders" by the pieces it leaves, not by an exception.
    try:
        list(string.Formatter().parse(text))
    except ValueError:
        return "{broken}"
    return text


def _speaks(msgid: str) -> bool:
    return bool(re.search(r"[A-Za-z]{2}", re.sub(r"\{[^}]*\}|%\w", "", msgid)))


# --- the command ---


def update(locales: Path = LOCALES, sources: Path = SOURCES, *, base: Path = ROOT) -> list[str]:
    """Merge what the code says into the three catalogues; gives what is still wrong."""
    found = extract(sources, base=base)
    told = list(unreadable_calls(sources, base=base))
    for lang in LANGUAGES:
        path = catalogue_path(lang, locales=locales)
        entries = merged(lang, found, read(path))
        text = written(lang, entries, found)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
        told += problems(lang, entries, found)
    return told + foreign_problems(locales)


def check(locales: Path = LOCALES, sources: Path = SOURCES, *, base: Path = ROOT) -> list[str]:
    """What is wrong with the catalogues as they are; changes nothing."""
    found = extract(sources, base=base)
    told = list(unreadable_calls(sources, base=base))
    for lang in LANGUAGES:
        told += problems(lang, read(catalogue_path(lang, locales=locales)), found)
    return told + foreign_problems(locales)


def foreign_problems(locales: Path = LOCALES) -> list[str]:
    """What is wrong with our translations of words that libraries say: Qt and argparse."""
    told: list[str] = []
    for domain in (QT_DOMAIN, ARGPARSE_DOMAIN):
        for lang in LANGUAGES:
            told += [f"{domain} {line}" for line in problems(lang, read(catalogue_path(lang, domain, locales)))]
    return told


def main(arguments: list[str] | None = None) -> int:
    """Run the tool; the exit code is 1 when something is missing or wrong."""
    parser = argparse.ArgumentParser(description="Keep the catalogues et, en and ru complete.")
    parser.add_argument("--check", action="store_true", help="change nothing, only say what is wrong")
    told = check() if parser.parse_args(arguments).check else update()
    for line in told:
        print(line)
    print(f"{len(told)} to do" if told else f"complete: {len(extract())} messages in {', '.join(LANGUAGES)}")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
