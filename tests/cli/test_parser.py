"""What the command line says of itself."""

from __future__ import annotations

import pytest

from koosloome_desktop.__main__ import main
from koosloome_desktop.cli.parser import COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert command in capsys.readouterr().out


@pytest.mark.parametrize("lang", ["et", "en", "ru"])
def test_the_program_says_which_commands_it_has_and_in_one_language(lang: str, capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help", "--lang", lang])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert all(f"\n    {command} " in told for command in COMMANDS)
    assert ("show program" in told, "which version" in told) == (False, lang == "en")
