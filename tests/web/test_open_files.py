"""The whole force out and in again: the same pages, the same figures, the same ledger; and everything else is refused, by name."""

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from custodiet.casework import journal, signing
from custodiet.casework.access import Refused
from custodiet.casework.models import LedgerEntry
from custodiet.casework.openfiles import archive, back, locks, out, tables
from custodiet.casework.openfiles.archive import RefusedExport
from custodiet.ledger.notes import sign_note
from custodiet.ledger.tree import Frontier
from custodiet.web import command_export
from tests.web import restored

pytestmark = [pytest.mark.django_db]
PASSPHRASE = "lantern orchid gravel seven bassoon mill"
PRIVATE, PUBLIC = locks.new_identity()
HELD = locks.Opener(identity=PRIVATE)


@pytest.fixture(scope="module")
def exported(on_hearing_day, django_db_blocker, tmp_path_factory):
    """The two stories as a locked archive."""
    root = tmp_path_factory.mktemp("export") / "archive"
    with django_db_blocker.unblock():
        list(out.export(root, force="Wessex Vale Constabulary", recipient=PUBLIC))
    (root.parent / "identity").write_text(PRIVATE + "\n")
    return root


@pytest.fixture
def copy(exported, tmp_path):
    return shutil.copytree(exported, tmp_path / "copy")


def brought_back(exported, to, *more, asked=None):
    """Restore in a process of its own, in that directory."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("CUSTODIET_", "DJANGO_"))}
    environment |= {"CUSTODIET_DATA": str(to), "PYTHONPATH": os.getcwd()}
    command = [sys.executable, "-m", "tests.web.restored", str(exported), str(exported.parent / "identity"), *map(str, more)]
    return subprocess.run(command, env=environment, input=json.dumps(asked or {}), capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_what_comes_back_is_what_went_out_wherever_the_restore_was_killed(exported, on_hearing_day, tmp_path):
    day, references = on_hearing_day.today, [case.reference for case in on_hearing_day.cases]
    size = archive.head(exported)[1]["ledger"]["size"]
    chance, database = random.Random(4), tmp_path / "custodiet.sqlite3"
    for at in (chance.randrange(20, 400), chance.randrange(400, 1200)):
        killed = brought_back(exported, tmp_path, at)
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        with sqlite3.connect(database) as looked:
            made = looked.execute("SELECT name FROM sqlite_master WHERE name = 'casework_case'").fetchall()
            assert not made or looked.execute("SELECT count(*) FROM casework_case").fetchone() == (0,)
    ended = brought_back(exported, tmp_path, asked={"day": day.isoformat(), "cases": references, "size": size})
    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout.splitlines()[-1])
    assert found.pop("faults") == []
    meant = restored.said(references, size, day)
    assert all(page[0] == 200 for page in meant["pages"].values())
    assert found == meant
    again = brought_back(exported, tmp_path, asked={"day": day.isoformat(), "cases": [], "size": size})
    assert "restored here already" in again.stdout


def test_the_export_itself_is_in_the_ledger_that_it_holds(exported):
    said = archive.head(exported)[1]
    entry = LedgerEntry.objects.get(seq=said["ledger"]["size"])
    assert (entry.verb, entry.object_ref) == ("export", "whole force")
    assert (
        Frontier.over(bytes(row.leaf) for row in LedgerEntry.objects.filter(seq__lte=entry.seq).order_by("seq")).root().hex()
        == said["ledger"]["root"]
    )


def test_every_table_leaves_or_says_why_not(exported):
    said = archive.head(exported)[1]
    names = set(said["tables"]) | set(said["left_out"])
    assert names == {name for name in connection.introspection.table_names() if name.startswith("casework_")}
    assert said["tables"]["casework_casestep"] > 100


def test_nothing_that_stands_in_a_table_can_be_read_from_a_locked_export(exported, on_hearing_day):
    name = on_hearing_day.users["officer"].full_name.encode()
    assert name in b"".join(b"".join(tables.lines(model)) for model in tables.taken())
    assert [path for path in exported.rglob("*") if path.is_file() and name in path.read_bytes()] == []


# --- what is refused ---


def checked(root, held=HELD, signed_by=""):
    return len(list(back.opened(root, held, signed_by).check()))


def test_an_export_as_it_was_written_is_found_whole(exported):
    assert checked(exported, signed_by=str(signing.verifier())) == archive.head(exported)[1]["files"]


@pytest.mark.parametrize("name", ["tables/casework_casestep.jsonl", "keys/ledger-key", "files.jsonl", "export", "store"])
@pytest.mark.parametrize("how", ["one bit", "cut", "gone"])
def test_a_file_that_was_altered_is_refused_by_its_name(copy, name, how):
    path = next(path for path in sorted((copy / "store/objects").rglob("*")) if path.is_file()) if name == "store" else copy / name
    data = path.read_bytes()
    path.chmod(0o600)
    if how == "gone":
        path.unlink()
    else:
        middle = len(data) // 2
        path.write_bytes(data[: middle - 40] if how == "cut" else data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :])
    with pytest.raises((RefusedExport, locks.Locked)) as refused:
        checked(copy)
    assert path.name in str(refused.value) or (isinstance(refused.value, locks.Locked) and name == "export")


def test_a_file_that_was_put_there_afterwards_is_refused_by_its_name(copy):
    (copy / "tables" / "one-more.jsonl").write_text("{}\n")
    with pytest.raises(RefusedExport, match=r"tables/one-more\.jsonl"):
        checked(copy)


def rewritten(root, key, **other):
    """The head with other words, signed anew."""
    said = archive.head(root)[1] | other
    (root / "export").write_text(sign_note(json.dumps(said) + "\n", "custodiet", key))


def test_a_head_that_another_key_signed_is_refused(copy):
    rewritten(copy, Ed25519PrivateKey.generate(), force="Another force")
    with pytest.raises(RefusedExport, match="export is not as it was signed"):
        checked(copy)


@pytest.mark.parametrize("other", [{"format": 2}, {"migration": "9999_later"}])
def test_an_export_of_a_newer_version_is_refused(copy, other):
    rewritten(copy, signing.private_key(), **other)
    with pytest.raises(RefusedExport, match=r"newer version|older than that"):
        list(back.restore(back.opened(copy, HELD)))


def test_what_is_not_empty_is_left_as_it_is(exported):
    before = journal.frontier().size
    with pytest.raises(Refused, match="not empty"):
        list(back.restore(back.opened(exported, HELD)))
    assert journal.frontier().size == before


def test_a_folder_that_is_not_empty_is_not_written_over(exported):
    with pytest.raises(Refused, match="not empty"):
        list(out.export(exported, force="A force", passphrase=PASSPHRASE))


def test_an_export_that_was_not_finished_is_refused(copy):
    (copy / "export").unlink()
    with pytest.raises(RefusedExport, match="no finished export"):
        checked(copy)


# --- who may open it ---


def test_another_passphrase_opens_nothing():
    lock = json.loads(json.dumps(locks.to_passphrase(b"k" * 32, PASSPHRASE)))
    assert locks.unlocked(lock, locks.Opener(passphrase=PASSPHRASE)) == b"k" * 32
    for held in (locks.Opener(passphrase="another passphrase"), locks.Opener()):
        with pytest.raises(locks.Locked, match="passphrase"):
            locks.unlocked(lock, held)


def test_a_passphrase_that_can_be_guessed_locks_nothing():
    with pytest.raises(locks.Locked, match="guessed"):
        locks.to_passphrase(bytes(32), "short")


def test_only_the_private_half_opens_what_is_locked_to_a_recipient():
    (private, public), (another, _public) = locks.new_identity(), locks.new_identity()
    lock = json.loads(json.dumps(locks.to_recipient(b"k" * 32, public)))
    assert locks.unlocked(lock, locks.Opener(identity=private + "\n")) == b"k" * 32
    for held in (locks.Opener(identity=another), locks.Opener(identity=public), locks.Opener(passphrase=PASSPHRASE)):
        with pytest.raises(locks.Locked):
            locks.unlocked(lock, held)


def command(*words):
    parser = argparse.ArgumentParser()
    command_export.arguments(parser)
    return command_export.run(parser.parse_args([str(word) for word in words]))


def test_an_export_lies_open_only_where_that_is_said(on_hearing_day, tmp_path, capsys):
    assert command("--to", tmp_path / "a") == command_export.NOTHING
    assert "--open" in capsys.readouterr().err and not (tmp_path / "a").exists()
    assert command("--to", tmp_path / "a", "--open", "--csv", "--plain-exhibits") == command_export.WRITTEN
    rows = [json.loads(line) for line in (tmp_path / "a/tables/casework_case.jsonl").read_text().splitlines()]
    assert {row["reference"] for row in rows} >= {case.reference for case in on_hearing_day.cases}
    assert (tmp_path / "a/csv/casework_case.csv").read_text().startswith("id,reference,kind,title")
    exhibit = on_hearing_day.cases[0].exhibits.first()
    assert len((tmp_path / f"a/exhibits/{exhibit.pk}").read_bytes()) == exhibit.size
    assert checked(tmp_path / "a", locks.Opener()) > 60


def test_a_key_pair_is_made_once(tmp_path, capsys):
    assert command("keys", "--to", tmp_path / "identity") == command_export.WRITTEN
    public = capsys.readouterr().out.splitlines()[0]
    assert (tmp_path / "identity").stat().st_mode & 0o077 == 0
    assert locks.unlocked(locks.to_recipient(b"k" * 32, public), locks.Opener(identity=(tmp_path / "identity").read_text()))
    assert command("keys", "--to", tmp_path / "identity") == command_export.NOTHING
