"""Putting facts into a folder: every table of a file, or none of them."""

import pytest

from custodiet.detection.keeping import Origin, keep
from custodiet.evidence.facts import Fact
from custodiet.evidence.reading import Read, UnreadableFile

ORIGIN = Origin("bill.csv", "a" * 64, "2023-03-20T09:00:00")
BOTH = [Read("line 1", (Fact("comms", {"kind": "call"}), Fact("message", {"body": "a"})))]
ONE = [Read("line 1", (Fact("comms", {"kind": "sms"}),))]


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_every_table_takes_the_place_of_what_the_file_gave_before(tmp_path):
    kept = keep(BOTH, "phone_bill", ORIGIN, tmp_path)
    assert sorted(files(tmp_path)) == [f"comms/{'a' * 64}.parquet", f"message/{'a' * 64}.parquet"]
    assert {table: path.is_file() for table, (path, _) in kept.files.items()} == {"comms": True, "message": True}
    keep(ONE, "phone_bill", ORIGIN, tmp_path)
    assert sorted(files(tmp_path)) == [f"comms/{'a' * 64}.parquet"]


def test_where_one_table_cannot_be_put_none_is_and_what_was_there_stands(tmp_path):
    keep(ONE, "phone_bill", ORIGIN, tmp_path)
    (tmp_path / "message").write_text("a file where the folder of a table belongs")
    before = files(tmp_path)
    with pytest.raises(FileExistsError):
        keep(BOTH, "phone_bill", ORIGIN, tmp_path)
    assert files(tmp_path) == before


def test_a_file_that_breaks_off_puts_nothing(tmp_path):
    def breaking():
        yield from BOTH
        raise UnreadableFile("It ends in the middle.")

    with pytest.raises(UnreadableFile):
        keep(breaking(), "phone_bill", ORIGIN, tmp_path)
    assert files(tmp_path) == {}
