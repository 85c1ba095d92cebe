"""The command line: one table, and a command's module is imported only when it is asked for."""

import pytest

from custodiet import __version__
from custodiet.cli import COMMANDS, Command, main, parser


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out == f"custodiet {__version__}\n"


def test_every_command_has_a_line_in_the_help() -> None:
    words = " ".join(parser().format_help().split())
    assert [command.name for command in COMMANDS if command.about not in words] == []


def test_every_command_can_say_what_it_takes(capsys: pytest.CaptureFixture[str]) -> None:
    for command in COMMANDS:
        with pytest.raises(SystemExit) as end:
            main([command.name, "--help"])
        assert end.value.code == 0
        assert command.about in " ".join(capsys.readouterr().out.split())


def test_a_command_that_was_not_chosen_is_not_imported() -> None:
    told = parser((Command("slow", "It would fail to import.", "custodiet.there_is_no_such_module"),)).format_help()
    assert "It would fail to import." in told  # it was offered, and what it would need was not looked for


def test_an_unknown_command_ends_with_status_two(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["there-is-no-such-command"])
    assert end.value.code == 2
    assert "there-is-no-such-command" in capsys.readouterr().err
