"""Applicants against the public barred list: hits, possible ones and none, each with its reason; nothing is kept of them."""

import json

import pytest

from custodiet.casework.access import Access
from custodiet.casework.actions.checks import barred_checked
from custodiet.casework.barred_list import Match, Unreadable, compared, read_applicants, read_list
from custodiet.casework.models import LedgerBody
from custodiet.cli import main

LIST = """Name,Force,Rank,Reason,Date
Gareth Holloway,Wessex Vale Constabulary,Constable,Discreditable Conduct,18 December 2023
"O'Neill, Seán",Northmarsh Police,Sergeant,Honesty and Integrity,2 May 2023
Robert James Fairweather,Wessex Vale Constabulary,Constable,Confidentiality,9 June 2024
"""
APPLICANTS = "Reference,Forenames,Surname,Also known as,Former forces\n"


def answers(*lines, listed=LIST):
    return compared(read_list(listed.encode()), read_applicants((APPLICANTS + "\n".join(lines)).encode()))


@pytest.mark.parametrize(
    ("line", "match", "why"),
    [
        ("A1,Gareth,Holloway,,Wessex Vale", Match.HIT, "the name is the same, and a former force is the same"),
        ("A1,GARETH,HOLLOWAY,,", Match.POSSIBLE, "the name is the same; no former force can be compared"),
        ("A1,Gareth,Holloway,,Northmarsh Police", Match.POSSIBLE, "the former force is another"),
        ("A1,Sean,O’Neill,,Northmarsh", Match.HIT, "the name is the same"),
        ("A1,Robert,Fairweather,,Wessex Vale", Match.HIT, "but for a further forename"),
        ("A1,Bob James,Fairweather,,Wessex Vale", Match.POSSIBLE, "one name may stand for the other (robert, bob)"),
        ("A1,G,Holloway,,Wessex Vale", Match.POSSIBLE, "one name may stand for the other (gareth, g)"),
        ("A1,Gareth,Holoway,,Wessex Vale", Match.POSSIBLE, "differs by one letter (holloway, holoway)"),
        ("A1,Gareth,Hollowya,,Wessex Vale", Match.POSSIBLE, "differs by one letter"),
        ("A1,Gareth,Penrose,Holloway,Wessex Vale", Match.HIT, "the name is the same"),
        ("A1,Gareth,Penrose,Some One; Gareth Holloway,Wessex Vale", Match.HIT, "the name is the same"),
        ("A1,Martin,Holloway,,Wessex Vale", Match.NONE, ""),
        ("A1,Gareth,Penrose,,Wessex Vale", Match.NONE, ""),
        ("A1,Holloway,Martin,,Police", Match.NONE, ""),
    ],
)
def test_each_applicant_is_a_hit_possible_or_none_with_the_reason(line, match, why):
    (answer,) = answers(line)
    assert answer.match is match
    assert why in " ".join(answer.because) and bool(answer.because) is (match is not Match.NONE)
    if answer.because:
        assert answer.because[0].startswith("Line ") and "of the list" in answer.because[0]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no column for the name"),
        (b"Force,Rank\nWessex,PC\n", "no column for the name .its first line is: Force, Rank"),
        (b"Name,Force\n", "no line beside its head"),
        (b"Name,Force\nA B,x\n,Wessex\n", "Line 3 of the barred list has no name"),
        (b"PK\x03\x04\0\0", "no text"),
        (b"Name\n" + b"x" * 5_000_001, "million bytes"),
    ],
)
def test_a_list_that_cannot_be_compared_is_a_sentence(data, said):
    with pytest.raises(Unreadable, match=said):
        read_list(data)


def test_columns_in_any_order_semicolons_and_an_old_encoding_are_read():
    (entry,) = read_list("Date;Surname;Force;Forenames\n1 May 2024;Müller;Northmarsh;Änne\n".encode("cp1252"))
    assert (entry.name, entry.force, entry.day, entry.line) == ("Änne Müller", "Northmarsh", "1 May 2024", 2)


@pytest.mark.django_db
def test_of_a_check_only_numbers_are_kept(department):
    found = answers("A1,Gareth,Holloway,,Wessex Vale", "A2,Martin,Penrose,,")
    barred_checked(access=Access(department.head), entries=3, answers=found)
    body = LedgerBody.objects.order_by("-pk").first().value
    assert (body["entries"], body["hits"], body["possible"], body["none"]) == (3, 1, 0, 1)
    assert not any(name in json.dumps(body) for name in ("Holloway", "Penrose", "A1"))


@pytest.mark.parametrize(("who", "status"), [("A1,Gareth,Holloway,,Wessex Vale", 1), ("A1,Martin,Penrose,,", 0)])
def test_the_command_says_what_it_found_and_that_nothing_found_settles_nothing(tmp_path, capsys, who, status):
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "people.csv").write_text(APPLICANTS + who, encoding="utf-8")
    words = ["barred-check", str(tmp_path / "list.csv"), str(tmp_path / "people.csv")]
    assert main(words) == status
    said = capsys.readouterr().out
    assert ("ask the College" in said) is (status == 0) and "1 compared with 3 entries" in said
    assert main([*words, "--json"]) == status
    assert json.loads(capsys.readouterr().out)["answers"][0]["reference"] == "A1"


def test_the_command_says_which_file_it_cannot_read(tmp_path, capsys):
    (tmp_path / "list.csv").write_text("Rank\nPC\n", encoding="utf-8")
    assert main(["barred-check", str(tmp_path / "list.csv"), str(tmp_path / "none.csv")]) == 2
    assert "no column for the name" in capsys.readouterr().err
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    assert main(["barred-check", str(tmp_path / "list.csv"), str(tmp_path / "none.csv")]) == 2
    assert "none.csv cannot be opened" in capsys.readouterr().err
