"""An archive shows each of its files once, and none hides another."""

import io
import warnings
import zipfile

from custodiet.evidence.archive import Archive


def packed(*files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a name stands twice is what is tried
        for name, text in files:
            archive.writestr(zipfile.ZipInfo(name), text)
    return Archive(io.BytesIO(out.getvalue()))


def test_two_files_of_one_name_are_both_there():
    archive = packed(("a/_chat.txt", "one"), ("a/_chat.txt", "two"), ("a/_chat.txt", "three"), ("a/(2) _chat.txt", "four"), ("a/", ""))
    assert sorted(archive.open(member.name).read() for member in archive.members) == [b"four", b"one", b"three", b"two"]
    assert [member.name for member in archive.members[:3]] == ["a/_chat.txt", "a/(2) _chat.txt", "a/(3) _chat.txt"]


def test_a_file_without_a_name_is_there():
    archive = packed(("", "one"), ("b.txt", "two"))
    assert [archive.open(member.name).read() for member in archive.members] == [b"one", b"two"]


def test_of_a_name_as_long_as_a_page_the_end_is_shown_and_two_such_are_told_apart():
    archive = packed(("x" * 5000 + "/_chat.txt", "one"), ("y" * 5000 + "x" * 400 + "/_chat.txt", "two"))
    names = [member.name for member in archive.members]
    assert names == [f"({number}) …{'x' * 290}/_chat.txt" for number in (1, 2)]
    assert [archive.open(name).read() for name in names] == [b"one", b"two"]
