"""A protected name shows itself in no way; an alias is made of nothing that belongs to the person."""

import ast
import copy
import inspect
import json
import pickle
import string
import traceback
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import custodiet.publication
from custodiet.law.vocabulary import Office, Rank
from custodiet.publication import names
from custodiet.publication.names import (
    TITLE_OF_RANK,
    Alias,
    AliasRefused,
    NamedOfficer,
    NamingBasis,
    NamingDecision,
    NamingRefused,
    OfficerTitle,
    PersonTitle,
    Secret,
    SecretShown,
    allot,
)
from tests.publication.made import MS_A, OFFICER_NAME, PC_X, WOMAN_NAME, named, naming

titles = st.sampled_from([*OfficerTitle, *PersonTitle])


@dataclass
class Holder:
    """Something that holds a secret, as a record might."""

    secret: Secret


WAYS_OUT = {
    "str": str,
    "f-string": lambda secret: f"{secret}",
    "format with a width": lambda secret: format(secret, ">40"),
    "percent": lambda secret: "%s" % secret,  # noqa: UP031 - the way out is the test
    "str.format": "{}".format,
    "join": lambda secret: "".join([secret]),
    "adding": lambda secret: "PC " + secret,
    "bytes": bytes,
    "json": json.dumps,
    "json with a fallback to text": lambda secret: json.dumps(secret, default=str),
    "pickle": pickle.dumps,
    "oldest pickle": lambda secret: pickle.dumps(secret, protocol=0),
    "copy": copy.copy,
    "deep copy": copy.deepcopy,
    "as a dictionary": lambda secret: asdict(Holder(secret)),
    "iterating": list,
    "length": len,
    "attributes": vars,
    "comparing in order": lambda secret: secret < Secret("A"),
    "altering": lambda secret: setattr(secret, "_Secret__name", "other"),
}


@pytest.mark.parametrize("way", WAYS_OUT)
def test_a_secret_gets_out_by_no_ordinary_way(way: str) -> None:
    with pytest.raises(TypeError) as refused:
        WAYS_OUT[way](Secret(WOMAN_NAME))
    assert "Easterbrook" not in "".join(traceback.format_exception(refused.value))


def test_each_of_those_ways_would_have_let_plain_text_out() -> None:
    """The ways are real ones: with the bare name, most of them produce it."""
    out = [way for way in ("str", "f-string", "percent", "join", "adding", "json", "pickle", "copy") if _shows(way)]
    assert out == ["str", "f-string", "percent", "join", "adding", "json", "pickle", "copy"]


def _shows(way: str) -> bool:
    return "Easterbrook" in str(WAYS_OUT[way](WOMAN_NAME))


def test_what_debuggers_and_tracebacks_print_is_a_constant() -> None:
    assert repr(Secret(WOMAN_NAME)) == repr(Secret("B C")) == "<Secret>"
    assert repr(Holder(Secret(WOMAN_NAME))) == "Holder(secret=<Secret>)"
    assert f"{Secret(WOMAN_NAME)!r}" == "<Secret>"


def test_two_secrets_of_one_name_do_not_say_that_they_are_the_same() -> None:
    assert Secret(WOMAN_NAME) != Secret(WOMAN_NAME)
    assert Secret(WOMAN_NAME) != WOMAN_NAME


def test_the_one_door_has_to_be_named() -> None:
    assert Secret(WOMAN_NAME).reveal(by="casework.queries.contact_details") == WOMAN_NAME
    with pytest.raises(SecretShown, match="named door"):
        Secret(WOMAN_NAME).reveal(by=" ")


def test_nothing_in_publication_opens_the_door() -> None:
    calls = [
        (path.name, node.attr)
        for path in Path(custodiet.publication.__path__[0]).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in ("reveal", "_Secret__name")
    ]
    assert calls == []


@pytest.mark.parametrize("name", ["", "  ", None, b"name"])
def test_a_secret_of_nothing_is_refused(name: object) -> None:
    with pytest.raises(SecretShown):
        Secret(name)  # type: ignore[arg-type]  # the wrong type is the test


def test_the_officer_of_story_one_is_pc_x_and_the_woman_is_ms_a() -> None:
    officer = allot(TITLE_OF_RANK[Rank.CONSTABLE], taken=[])
    woman = allot(PersonTitle.MS, taken=[officer])
    assert (str(officer), str(woman)) == ("PC X", "Ms A")


def test_aliases_are_given_in_a_fixed_order() -> None:
    given_out: list[Alias] = []
    for title in (OfficerTitle.PC, OfficerTitle.PS, PersonTitle.MS, PersonTitle.MR, OfficerTitle.DC, PersonTitle.MX):
        given_out.append(allot(title, taken=given_out))
    assert [str(alias) for alias in given_out] == ["PC X", "PS Y", "Ms A", "Mr B", "DC Z", "Mx C"]


def test_the_name_is_no_argument_of_the_allotment_so_initials_are_never_used() -> None:
    """By construction: nothing that knows the person goes in, only a title and the letters already given."""
    signature = inspect.signature(allot)
    assert {name: str(parameter.annotation) for name, parameter in signature.parameters.items()} == {
        "title": str(OfficerTitle | PersonTitle),
        "taken": "collections.abc.Collection[custodiet.publication.names.Alias]",
    }
    assert allot.__closure__ is None


@given(st.lists(titles, max_size=52))
def test_no_two_people_of_a_case_share_a_letter_and_every_alias_reads_back(asked: list) -> None:
    taken: list[Alias] = []
    for title in asked:
        alias = allot(title, taken=taken)
        assert alias == allot(title, taken=set(taken)), "the same letters taken always give the same alias"
        assert alias == Alias.parse(str(alias))
        taken.append(alias)
    assert len({alias.letter for alias in taken}) == len(asked)


def test_after_fifty_two_people_the_case_has_to_be_published_in_parts() -> None:
    taken = [Alias(PersonTitle.MS, letter * times) for times in (1, 2) for letter in string.ascii_uppercase]
    assert allot(PersonTitle.MR, taken=taken[:26]) == Alias(PersonTitle.MR, "AA")
    with pytest.raises(AliasRefused, match="in parts"):
        allot(PersonTitle.MR, taken=taken)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "PC",
        "X",
        "PC x",
        "PC XY",
        "PC XXX",
        "PC \u0425",
        "PC X ",
        " PC X",
        "PC  X",
        "pc X",
        "PC 'X'",
        "PC X\n",
        "PC Penhallow",
        "Tobias P",
        "Ms A Easterbrook",
        "Ms ",
    ],
)
def test_what_is_not_a_title_and_a_letter_is_no_alias_and_is_not_repeated(written: str) -> None:
    with pytest.raises(AliasRefused, match="such as PC X or Ms A") as refused:
        Alias.parse(written)
    assert "Penhallow" not in str(refused.value)
    assert "Easterbrook" not in str(refused.value)


@pytest.mark.parametrize("title", ["PC", "Tobias", None])
def test_a_title_from_outside_the_list_is_refused(title: object) -> None:
    with pytest.raises(AliasRefused):
        Alias(title, "X")  # type: ignore[arg-type]  # the wrong type is the test


@given(st.text())
def test_whatever_text_reads_as_an_alias_is_one_of_the_closed_list(text: str) -> None:
    every = {f"{title} {letter * times}" for title in titles_known() for letter in string.ascii_uppercase for times in (1, 2)}
    try:
        assert str(Alias.parse(text)) in every
    except AliasRefused:
        assert text not in every


def titles_known() -> list[str]:
    """Every title an alias can have."""
    return [title.value for title in (*OfficerTitle, *PersonTitle)]


def test_every_rank_of_the_regulations_has_a_title() -> None:
    assert set(TITLE_OF_RANK) == set(Rank)


def test_an_officer_is_named_by_a_decision_about_that_officer() -> None:
    assert str(named()) == f"PC {OFFICER_NAME}"
    assert OFFICER_NAME not in repr(named())


@pytest.mark.parametrize("decision", [None, "decided", naming(about=Alias(OfficerTitle.PC, "Y"))])
def test_without_a_decision_about_this_officer_there_is_no_name(decision: object) -> None:
    with pytest.raises(NamingRefused, match="no decision to name this officer"):
        NamedOfficer(PC_X, OFFICER_NAME, decision)  # type: ignore[arg-type]  # the wrong type is the test


def test_an_empty_name_is_none() -> None:
    with pytest.raises(NamingRefused, match="empty"):
        NamedOfficer(PC_X, " ", naming())


def test_a_complainant_victim_or_witness_can_never_be_named() -> None:
    with pytest.raises(NamingRefused, match="never is"):
        naming(about=MS_A)
    people = [kind for kind, _ in inspect.getmembers(names, inspect.isclass) if kind.startswith("Named")]
    assert people == ["NamedOfficer"]


@pytest.mark.parametrize("office", [Office.APPROPRIATE_AUTHORITY, Office.DIRECTOR_GENERAL, Office.INVESTIGATOR])
def test_only_the_chair_or_the_person_conducting_decides_on_the_name(office: Office) -> None:
    with pytest.raises(NamingRefused, match=r"CR20 36\(1\)"):
        naming(office=office)


def test_a_decision_to_name_says_who_and_under_what() -> None:
    for change in ({"decided_by": " "}, {"basis": "because"}):
        with pytest.raises(NamingRefused, match="one of the two is missing"):
            naming(**change)
    assert naming(office=Office.PERSON_CONDUCTING) == NamingDecision(
        about=PC_X,
        office=Office.PERSON_CONDUCTING,
        decided_by="C. Chair",
        on=date(2023, 12, 1),
        basis=NamingBasis.REPORT_OF_OUTCOME,
    )
