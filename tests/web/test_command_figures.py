"""`custodiet figures`: a return is signed and read by another installation; one altered byte is refused and named."""

import json
import re

import pytest

from custodiet.casework import signing
from custodiet.casework.models import FrozenFigures
from custodiet.cli import main
from tests.permissions.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db, settings, tmp_path, monkeypatch):
    monkeypatch.setenv("CUSTODIET_LEDGER_KEY", str(tmp_path / "key"))
    settings.POLICY = {"force": {"name": "Wessex Vale Constabulary"}}
    return World()


@pytest.fixture
def exported(world, tmp_path):
    """The return of the world, and the file of keys of an overseer who knows it."""
    assert world.frozen.cases == 1
    assert main(["figures", "export", "--period", "2026", "--officers", "1500", "--to", str(tmp_path / "return.txt")]) == 0
    (tmp_path / "keys.txt").write_text(f"{signing.verifier()} Wessex Vale Constabulary\n", encoding="utf-8")
    return tmp_path


def merge(folder, *more):
    return main(["figures", "merge", str(folder / "return.txt"), "--keys", str(folder / "keys.txt"), "--asked", "43", *more])


def test_a_return_is_written_read_and_put_in_the_table(exported, capsys):
    assert merge(exported) == 0
    told = capsys.readouterr()
    assert "1 forces answered of 43 asked." in told.out
    assert "It says nothing of those that did not." in told.out
    assert "1 returns taken in, 0 refused." in told.err
    assert merge(exported, "--json") == 0
    assert json.loads(capsys.readouterr().out)["lines"][0]["officers"] == 1500


@pytest.mark.parametrize(
    ("was", "now"), [(b'"officers": 1500', b'"officers": 1501'), (b"Wessex", b"Wessez"), (b'"version": 1', b'"version": 2')]
)
def test_one_altered_byte_is_refused_and_the_file_named(exported, capsys, was, now):
    file = exported / "return.txt"
    assert was in file.read_bytes()
    file.write_bytes(file.read_bytes().replace(was, now, 1))
    assert merge(exported) == 1
    told = capsys.readouterr().err
    assert re.search(r"return\.txt was refused\. The signature by .* does not fit this text", told)


def test_a_force_may_not_answer_for_another(exported, capsys):
    (exported / "keys.txt").write_text(f"{signing.verifier()} Another Force\n", encoding="utf-8")
    assert merge(exported) == 1
    assert "whose key did not sign it" in capsys.readouterr().err


@pytest.mark.parametrize("line", ["nonsense Wessex Vale Constabulary", "a+b+c Force"])
def test_a_line_that_is_no_key_is_named(exported, capsys, line):
    (exported / "keys.txt").write_text(f"\n{line}\n", encoding="utf-8")
    assert merge(exported) == 2
    assert "Line 2 of" in capsys.readouterr().err


def test_the_figures_are_printed_with_what_they_are_for(world, capsys):
    assert world.frozen.cases == 1
    assert main(["figures", "show", "--period", "2026"]) == 0
    told = capsys.readouterr().out
    assert "Not for publication" in told
    assert "In 2026 1 complaints were made.\n        1  all (complaint 1)" in told


def test_freezing_needs_who_may_and_says_what_it_froze(world, capsys):
    assert main(["figures", "freeze", "--by", "second"]) == 0
    assert "1 cases frozen" in capsys.readouterr().out
    assert main(["figures", "freeze", "--by", "opener"]) == 2
    assert main(["figures", "freeze", "--by", "nobody"]) == 2
    assert "Nobody signs in as “nobody”" in capsys.readouterr().err


def test_what_is_missing_is_said(world, capsys):
    assert main(["figures", "show", "--period", "2026"]) == 2
    assert "There is no such snapshot" in capsys.readouterr().err
    assert main(["figures", "show", "--period", "May"]) == 2
    assert "is no period" in capsys.readouterr().err


HEADERS = b"number,sex,ethnicity,joined\n"


@pytest.mark.parametrize(
    ("workforce", "sentence"),
    [
        (HEADERS + b"5001,Fem\xe9,White,2020-01-01\n", "is not written in UTF-8"),
        ((HEADERS + b"5001,Female,White,2020-01-01\n").decode().encode("utf-16"), "is not written in UTF-8"),
        (HEADERS + b"5001," + b"x" * 200_000 + b",White,2020-01-01\n", "is no CSV file: field larger than field limit"),
        (HEADERS, "has no line under its headers"),
        (None, "cannot be read: Is a directory"),
    ],
)  # fmt: skip
def test_an_extract_of_the_workforce_that_cannot_be_read_freezes_nothing_and_is_named(world, tmp_path, capsys, workforce, sentence):
    file = tmp_path / "workforce.csv" if workforce is not None else tmp_path
    if workforce is not None:
        file.write_bytes(workforce)
    assert main(["figures", "freeze", "--by", world.head.username, "--workforce", str(file)]) == 2
    assert f"{file} {sentence}" in capsys.readouterr().err
    assert not FrozenFigures.objects.exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--period", "2026", "--officers", "-5"], "A force has no -5 officers"),
        (["--period", "2030"], "before 2030 began"),
        (["--period", "2026", "--to", "nowhere/return.txt"], "nowhere/return.txt: No such file or directory"),
    ],
)
def test_a_return_that_would_say_what_cannot_be_is_not_written(world, tmp_path, capsys, words, sentence):
    assert world.frozen
    assert main(["figures", "export", "--to", str(tmp_path / "return.txt"), *words]) == 2
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "return.txt").exists()


def test_keys_that_are_no_text_and_a_return_that_is_not_there_are_named(exported, capsys):
    assert main(["figures", "merge", str(exported / "none.txt"), "--keys", str(exported / "keys.txt"), "--asked", "43"]) == 1
    assert "none.txt was refused. No such file or directory." in capsys.readouterr().err
    (exported / "keys.txt").write_bytes(b"\x9c\x00")
    assert merge(exported) == 2
    assert "is no text in UTF-8, and so not the file of the forces' keys" in capsys.readouterr().err
