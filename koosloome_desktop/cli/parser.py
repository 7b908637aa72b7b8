"""What can be called, and how. Parsed before anything heavy is imported."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NoReturn

from koosloome_desktop import __version__
from koosloome_desktop.support.errors import UsageError
from koosloome_desktop.support.i18n import LANGUAGES, _, speak_argparse

COMMANDS: Final = ("demo", "import", "list", "show", "export", "check", "merge", "backup", "person", "bin", "shots")


_WORD: Final = re.compile(r"[a-z]+")
_SETS: Final = "five|council|municipality|health|avp|minimum|progress|all"


class Parser(argparse.ArgumentParser):
    """An ArgumentParser whose refusals are our own told errors."""

    def error(self, message: str) -> NoReturn:
        """Refuse the call."""
        raise UsageError(message.rstrip(".") + ".", hint=_("See koosloome --help."))


def parse(arguments: list[str]) -> argparse.Namespace:
    """The call as a namespace; `command` is ``open`` for the window (with files to offer). UsageError when it is
    wrong.
    """
    speak_argparse()
    asked = any(a in COMMANDS or a in {"-h", "--help"} for a in arguments)
    found = _parser(with_commands=asked).parse_args(arguments)
    if getattr(found, "command", None) is None:
        found.command = "open"
        for name in getattr(found, "files", []):
            if _WORD.fullmatch(name) and not Path(name).exists():
                # A command that is misspelt would open the window.
                raise UsageError(
                    _("There is neither such a command nor such a file."), place=name, hint=_("See koosloome --help.")
                )
    return found


def _common(parser: argparse.ArgumentParser, *, top: bool) -> None:
    missing: Any = None if top else argparse.SUPPRESS
    parser.add_argument("--library", metavar="DIR", default=missing, help=_("the folder of the library"))
    parser.add_argument("--database", metavar="URL", default=missing, help=_("the address of a shared library"))
    parser.add_argument("--lang", choices=LANGUAGES, default=missing, help=_("language of the program"))


def _parser(*, with_commands: bool) -> Parser:
    parser = Parser(prog="koosloome", description=_("Live co-creation workshops: from notes to an action plan."))
    told = _("say which version this is")
    parser.add_argument("--version", action="version", version=f"koosloome {__version__}", help=told)
    _common(parser, top=True)
    if not with_commands:
        parser.add_argument("files", nargs="*", metavar="FILE", help=_("files to import when the program opens"))
        return parser
    parser.epilog = _("Without a command the window opens; files named instead of one are offered to be brought in.")
    commands = parser.add_subparsers(dest="command", parser_class=Parser, title=_("commands"), metavar="COMMAND")

    def add(name: str, told: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=told, description=told)
        _common(one, top=False)
        return one

    add("demo", _("open the program with the sample workshop, in a throw-away library"))
    one = add("import", _("bring workshop files and plan tables into the library"))
    one.add_argument("files", nargs="+", metavar="FILE")
    one.add_argument("--into", default="", metavar="ID", help=_("add the rows to this workshop"))
    one = add("list", _("list the workshops"))
    one.add_argument("--json", action="store_true", help=_("one object a line"))
    one = add("show", _("print a whole workshop"))
    one.add_argument("id", metavar="ID")
    one.add_argument("--json", action="store_true", help=_("in koosloome-workshop/1"))
    _export(add("export", _("write a workshop to a file, by its ending")))
    one = add("check", _("check the library, and plans and agendas in it"))
    one.add_argument("id", nargs="?", default="", metavar="ID")
    one.add_argument("--json", action="store_true", help=_("one object a line"))
    one = add("merge", _("unite teams' files in one workshop"))
    one.add_argument("id", metavar="ID")
    one.add_argument("files", nargs="+", metavar="FILE")
    one.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    _person(add("person", _("find, export or erase one person everywhere")))
    _bin(add("bin", _("deleted workshops: list, restore, delete for good")))
    _backup(add("backup", _("list, make and restore snapshots of the library")))
    _shots(add("shots", _("draw every screen to PNG files")))
    return parser


def _shots(one: argparse.ArgumentParser) -> None:
    one.add_argument("dir", metavar="DIR")
    one.add_argument("--size", action="append", default=None, metavar="1366x768")
    one.add_argument("--dark", action="store_true")
    one.add_argument("--only", action="append", default=[], metavar="NAME")
    one.add_argument("--pseudo", action="store_true", help=_("texts 40 % longer").replace("%", "%%"))


def _deeds(one: argparse.ArgumentParser, told: Mapping[str, str]) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """What a subcommand can do, each deed with its own parser; `told` says what each does."""
    deeds = one.add_subparsers(dest="deed", required=True, parser_class=Parser, metavar="|".join(told))
    for name, words in told.items():
        deed = deeds.add_parser(name, help=words, description=words)
        _common(deed, top=False)
        yield name, deed


def _backup(one: argparse.ArgumentParser) -> None:
    told = {
        "list": _("list the snapshots, newest first"),
        "make": _("make a snapshot now"),
        "restore": _("put the library back to a snapshot, or one workshop of it beside the others"),
        "rescue": _("put what can be read of a damaged library into a new one in its place"),
    }
    for name, deed in _deeds(one, told):
        if name == "restore":
            deed.add_argument("snapshot", metavar="SNAPSHOT", help=_("its number"))
            deed.add_argument("--workshop", default="", metavar="ID", help=_("only this workshop, as a copy"))
        else:
            deed.add_argument("--json", action="store_true", help=_("one object a line"))


def _person(one: argparse.ArgumentParser) -> None:
    told = {
        "show": _("show what is known of a person"),
        "export": _("write what is known of a person to a file (.json, .txt)"),
        "erase": _("take a person's name out of everything that the program keeps"),
    }
    for name, deed in _deeds(one, told):
        deed.add_argument("name", metavar="NAME", help=_("spellings of the name, separated by commas, or a code"))
        if name == "show":
            deed.add_argument("--json", action="store_true", help=_("one object"))
        elif name == "export":
            deed.add_argument("out", metavar="OUT")
        else:
            deed.add_argument("--with", dest="put", default="…", metavar="TEXT", help=_("what stands in its place"))
            deed.add_argument(
                "--keep", action="append", default=[], metavar="RECORD", help=_("leave this record as it is")
            )
            deed.add_argument("--all", action="store_true", help=_("also where it may be another word"))
            deed.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))


def _bin(one: argparse.ArgumentParser) -> None:
    told = {
        "list": _("list the deleted workshops"),
        "restore": _("take a workshop out of the bin"),
        "delete": _("delete a workshop of the bin for good"),
    }
    for name, deed in _deeds(one, told):
        if name == "list":
            deed.add_argument("--json", action="store_true", help=_("one object a line"))
        else:
            deed.add_argument("id", metavar="ID")


def _export(one: argparse.ArgumentParser) -> None:
    one.add_argument("id", metavar="ID")
    one.add_argument("out", metavar="OUT")
    one.add_argument(
        "--what",
        default="",
        metavar="report|plan|review|guide|agenda|poster|blank|canvas:NAME",
        help=_("what of it; left out, what the ending usually holds"),
    )
    one.add_argument("--canvas", default="", metavar="NAME", help=_("the canvas, by its id, type or their beginning"))
    one.add_argument("--paper", default="", choices=("a4", "a3", "a2", "a1", "a0"), help=_("the sheet of a document"))
    one.add_argument("--tile", default="", choices=("a4", "a3"), help=_("cut a poster into these sheets"))
    one.add_argument(
        "--for",
        dest="audience",
        default="",
        choices=("facilitator", "participants"),
        help=_("whom an agenda is for"),
    )
    one.add_argument("--names", default="off", choices=("on", "off"), help=_("whether people's names are shown"))
    one.add_argument("--columns", default="", metavar="SET", help=_("columns of a plan: {sets}").format(sets=_SETS))
    one.add_argument("--pictures", default="off", choices=("on", "off"), help=_("drawings in a Word document"))
    one.add_argument("--scale", default=2.0, type=float, metavar="1…4", help=_("how large a picture is"))
    one.add_argument("--background", default="white", choices=("white", "transparent"), help=_("behind a picture"))


def library_place(found: argparse.Namespace) -> str:
    """The library that a call names: by a flag, else by the environment, else the platform's place. Where that library
    was moved home, it is the one there, as in the window; this is said once a call.
    """
    from koosloome_desktop.services.shared_library import named_database
    from koosloome_desktop.support.paths import library_dir

    known = getattr(found, "place", "")
    if not known:
        database = named_database(found.library, found.database)
        known = found.place = database or _where_it_went(str(library_dir(found.library)))
    return str(known)


def _where_it_went(folder: str) -> str:
    from koosloome_desktop.cli.telling import tell
    from koosloome_desktop.services.moved import moved_to, still_named
    from koosloome_desktop.services.settings import Settings

    home = moved_to(Settings(), folder)
    if home != folder:
        tell(_("The library of {old} was moved to {new}; that one is meant.").format(old=folder, new=home))
        named = still_named(folder)
        if named:
            tell(named)
    return home
