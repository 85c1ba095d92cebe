"""Packs of referrals: what leaves and what never does, and that the other side takes in what is whole, once, and nothing else."""

import argparse
import json
from datetime import date

import pytest
from django.db import transaction

from custodiet.casework import received_queries
from custodiet.casework.access import Access, NotThere, Refused
from custodiet.casework.actions import grants, people, referrals, take_step
from custodiet.casework.actions.people import NewPerson
from custodiet.casework.models import Case, LedgerBody, Part, ReceivedReferral, Role
from custodiet.casework.referral_read import RefusedPack, read
from custodiet.casework.sealed_oversight import oversight_holds
from custodiet.casework.signing import verifier
from custodiet.law.steps.investigation import FoundToRequireReferral, Referred
from custodiet.law.steps.opening import AllegationMade, SubjectIdentified
from custodiet.law.vocabulary import Office, ReferralCriterion
from custodiet.ledger.notes import VerifierKey, open_note
from custodiet.web import command_referral_import, command_referral_pack
from tests.casework.conftest import MADE_ON, TODAY, fresh, opened, user
from tests.casework.made_packs import FORCE, PARTS, keys, note, said, signed, taken_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]
WORDS = "He sent Nadia Ferris messages at night"


@pytest.fixture
def overseer(db):
    return user(Role.OVERSEER)


@pytest.fixture
def referred(department):
    """A case with people, an allegation and a referral, in which the appropriate authority has a place."""
    case = opened(department.intake, title="A neutral title")
    officer = {"force": "Wessex Vale Constabulary", "collar_number": "4471"}
    people.add_person(
        case=case, person=NewPerson(name="Gareth Holloway", officer=officer), role=Part.OFFICER, key="officer-1", by=department.intake
    )
    people.add_person(case=case, person=NewPerson(name="Nadia Ferris"), role=Part.VICTIM, key="victim-1", by=department.intake)
    with transaction.atomic():
        grants.place(case, department.authority, department.head, (Office.APPROPRIATE_AUTHORITY,))
    criteria = (ReferralCriterion.R4,)
    for step in (
        SubjectIdentified(on=MADE_ON, about="officer-1"),
        AllegationMade(on=MADE_ON, about="allegation-1", officer="officer-1", conduct=WORDS, serious_corruption=True, category="J4"),
        FoundToRequireReferral(on=MADE_ON, criteria=criteria),
        Referred(on=TODAY, criteria=criteria),
    ):
        take_step(
            case=case, step=step, by=department.authority, office=Office.APPROPRIATE_AUTHORITY, today=TODAY, token=fresh(), version=None
        )  # fmt: skip
    return case


def handed(case, by, force=FORCE):
    return referrals.hand_over(Access(by, "Testing"), case.reference, force=force, today=TODAY)


def test_a_pack_goes_from_one_side_to_the_other_with_its_clocks_and_its_force(referred, department, overseer):
    row, new = referrals.take_in(handed(referred, department.authority), keys=keys(), by=overseer, today=TODAY)
    (line,) = received_queries.received(Access(overseer))
    assert (new, row.force, line.row.reference) == (True, FORCE, referred.reference)
    assert (line.refer_by, line.referred_on) == (date(2023, 3, 15), TODAY)
    assert line.pack.parts["referral"]["criteria"] == ["R4"]
    assert line.pack.parts["people"][0] | {"rank": "constable"} == line.pack.parts["people"][0]
    assert line.pack.parts["allegations"][0]["indicates"] == ["justifies_discipline", "serious_corruption"]


def test_no_name_no_number_and_no_word_of_what_is_alleged_leaves_in_a_pack(referred, department):
    text = handed(referred, department.authority)
    assert "PC X" in text  # so that it is a pack with people in it
    assert [each for each in ("Holloway", "Ferris", "4471", "at night", "A neutral title") if each in text] == []
    assert json.loads(text.rpartition("\n\n")[0])["withheld"][0].startswith("names")


def test_the_ledger_knows_what_left_before_it_left(referred, department):
    handed(referred, department.authority)
    told = LedgerBody.objects.order_by("-pk").first()
    assert (told.entry.verb, told.value["object_ref"], told.value["case"]) == ("export", "referral pack", referred.pk)
    assert "the people under their aliases" in " ".join(told.value["fields"])


def test_no_pack_is_made_of_a_covert_case_nor_of_one_that_was_not_referred_nor_for_everybody(referred, department, overseer):
    with pytest.raises(NotThere):
        handed(referred, overseer)
    with transaction.atomic():
        grants.place(referred, department.investigator, department.head)
    with pytest.raises(Refused, match="may not make the pack"):
        handed(referred, department.investigator)
    with pytest.raises(Refused, match="Nobody has entered a referral"):
        handed(opened(department.intake), department.head)
    Case.objects.filter(pk=referred.pk).update(restricted=True)
    with pytest.raises(Refused, match="covert"):
        handed(referred, department.authority)


def test_the_same_pack_taken_in_twice_is_there_once(overseer):
    first, again = (referrals.take_in(note(), keys=keys(), by=overseer, today=TODAY) for _ in range(2))
    assert (first[1], again[1], first[0], ReceivedReferral.objects.count()) == (True, False, again[0], 1)


def test_a_later_pack_stands_for_the_referral_and_an_older_one_is_refused(overseer):
    taken_in(overseer)
    taken_in(overseer, stands=12, made_on="2024-03-09", parts={"referral": PARTS["referral"] | {"mode": "local"}})
    (line,) = received_queries.received(Access(overseer))
    assert (line.packs, line.pack.parts["referral"]["mode"]) == (2, "local")
    with pytest.raises(RefusedPack, match="later pack"):
        taken_in(overseer, stands=10)


@pytest.mark.parametrize(
    ("was", "put", "part"),
    [
        ("complaint", "complainT", "matter"),
        ("R4", "R5", "referral"),
        ("2024-02-25", "2024-02-26", "referral"),
        ("CMR20 4(2)(a)", "CMR20 4(2)(b)", "clocks"),
        ("PC X", "PC Y", "people"),
        ("J4", "J5", "allegations"),
        ("2024-03-01", "2024-03-02", "head"),
        (FORCE, "Mercia Fields Constabularu", "head"),
    ],
)
def test_a_byte_that_was_altered_is_refused_and_the_part_named(overseer, was, put, part):
    assert was in note()
    with pytest.raises(RefusedPack, match=rf"stands in the part: .*{part}"):
        referrals.take_in(note().replace(was, put), keys=keys(), by=overseer, today=TODAY)
    assert not ReceivedReferral.objects.exists()


def test_every_byte_of_a_pack_counts(overseer):
    whole = note().encode()
    for at in range(0, len(whole), 41):
        with pytest.raises((RefusedPack, UnicodeDecodeError)):
            referrals.take_in((whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]).decode(), keys=keys(), by=overseer, today=TODAY)


def test_a_pack_of_a_force_that_did_not_sign_it_is_refused(overseer):
    other = {"Another Force": VerifierKey("another", verifier().public_key)}
    with pytest.raises(RefusedPack, match="None of the keys you trust"):
        referrals.take_in(note(), keys=other, by=overseer, today=TODAY)
    with pytest.raises(RefusedPack, match="whose key did not sign it"):
        referrals.take_in(note(), keys={"Another Force": verifier()}, by=overseer, today=TODAY)


def test_a_pack_of_a_later_format_is_refused_in_words(overseer):
    with pytest.raises(RefusedPack, match=r"version 2 of its format.*Update this installation first"):
        taken_in(overseer, version=2)


WRONG = {
    "no JSON": "Dear colleague\n", "a list": "[]\n", "another format": json.dumps({"format": "custodiet-return"}) + "\n",
    "no parts": json.dumps({"format": "custodiet-referral", "version": 1}) + "\n", "deep": "[" * 900 + "]" * 900 + "\n",
    "deeper than Python": '{"a":' * 60_000 + "1" + "}" * 60_000 + "\n", "not a number": '{"format": NaN}\n', "nothing": "{}\n",
}  # fmt: skip


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG.keys())
def test_what_is_no_pack_is_refused_in_words_although_it_is_signed(overseer, text):
    with pytest.raises(RefusedPack):
        referrals.take_in(signed(text), keys=keys(), by=overseer, today=TODAY)


@pytest.mark.parametrize(
    "other",
    [
        {"stands": 0}, {"stands": True}, {"stands": "9"}, {"stands": 10**9}, {"force": ""}, {"force": ["x"]}, {"reference": "x" * 41},
        {"reference": "a\x00b"}, {"made_on": "yesterday"}, {"made_on": 5}, {"disclosed": "everything"}, {"withheld": [1]},
        {"parts": {"clocks": {}}}, {"parts": {"clocks": [1]}}, {"parts": {"clocks": [{"what": "x"}]}}, {"parts": {"people": "x"}},
        {"parts": {"people": [{"key": 1, "alias": "x", "part": "y"}]}}, {"parts": {"matter": []}}, {"parts": {"matter": None}},
        {"parts": {"referral": PARTS["referral"] | {"criteria": "R4"}}}, {"parts": {"referral": PARTS["referral"] | {"mode_on": "32.1."}}},
        {"parts": {"referral": PARTS["referral"] | {"criteria": [4]}}},
        {"parts": {"allegations": [PARTS["allegations"][0] | {"indicates": 1}]}},
        {"parts": {"people": [PARTS["people"][0] | {"rank": {"a": 1}}]}}, {"parts": {"people": [PARTS["people"][0]] * 501}},
        {"parts": {"matter": PARTS["matter"] | {"kind": "x" * 2001}}}, {"parts": {"more": {}}}, {"digests": {}}, {"digests": "x"},
    ],
    ids=str,
)  # fmt: skip
def test_a_pack_of_another_shape_is_refused_although_it_is_signed_and_its_digests_fit(overseer, other):
    with pytest.raises(RefusedPack, match="cannot be understood"):
        taken_in(overseer, **other)
    assert not ReceivedReferral.objects.exists()


def test_the_hand_made_pack_is_one(overseer):
    assert read(json.dumps(said())).force == FORCE
    assert taken_in(overseer).digest


def test_only_overseers_and_the_head_take_packs_in(department):
    with pytest.raises(Refused, match="Overseers and the head"):
        taken_in(department.authority)


def test_what_was_taken_in_is_held_against_the_ledger(overseer):
    taken_in(overseer)
    assert list(oversight_holds(TODAY)) == []


def run(command, *words):
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    return command.run(parser.parse_args([str(word) for word in words]))


def test_the_commands_write_a_pack_and_take_it_in(referred, department, overseer, tmp_path, settings, capsys):
    settings.POLICY = settings.POLICY | {"force": {"name": FORCE}}
    file, key = tmp_path / "pack.txt", tmp_path / "keys.txt"
    assert run(command_referral_pack, referred.reference, "--to", file, "--by", department.authority.username) == 0
    key.write_text(f"{verifier()} {FORCE}\n")
    assert open_note(file.read_text(), [verifier()])[1]
    for said_of_it in ("taken in", "nothing was added"):
        assert run(command_referral_import, file, "--keys", key, "--by", overseer.username) == 0
        assert said_of_it in capsys.readouterr().out
    file.write_text(file.read_text().replace("PC X", "PC Y"))
    assert run(command_referral_import, file, tmp_path / "none", "--keys", key, "--by", overseer.username) == 1
    told = capsys.readouterr().err
    assert "part: people" in told and "none was refused" in told
    assert run(command_referral_import, file, "--keys", key, "--by", "nobody") == 2
    assert run(command_referral_import, file, "--keys", tmp_path / "none", "--by", overseer.username) == 2
    assert run(command_referral_pack, "WV-2222-2222", "--to", file, "--by", department.authority.username) == 2
    assert run(command_referral_pack, referred.reference, "--to", file, "--by", "nobody") == 2
