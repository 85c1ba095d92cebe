"""A finding under its mask, what is made of it, and the case it becomes only when a person takes it up."""

import dataclasses
import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from custodiet.casework import finding_queries, finding_words, shown_to_officers, standing, vault
from custodiet.casework.access import Access, Meanwhile, NotThere, Refused, visible_to
from custodiet.casework.actions.adoption import Adoption, adopt, as_shown
from custodiet.casework.actions.triage import triage
from custodiet.casework.mask import Mask
from custodiet.casework.models import (
    Case,
    CaseStep,
    FindingAnswer,
    LedgerEntry,
    OfficerProfile,
    Person,
    Role,
    Source,
    Tally,
    Triage,
    TriageOutcome,
)
from custodiet.law import codec
from custodiet.law.clocks import MONTHS, period
from custodiet.law.position import admit, position
from custodiet.law.steps.investigation import InvestigatorAppointed, NoticeServed, SeverityAssessed
from custodiet.law.steps.opening import CameToAttention
from custodiet.law.vocabulary import HowFound, Office, Severity, Stage
from tests.casework.conftest import fresh
from tests.casework.made_findings import OFFICER, PERSON, TODAY, a_finding, a_tally, authorised, found, put, somebody

pytestmark = pytest.mark.django_db
FORCE = "Wessex Vale Constabulary"
SAID = Adoption(conduct="Kept in contact with a person met on duty, for no policing purpose.", reason="Nothing explains it.")
UNMASKED, DISMISSED, ASKED = TriageOutcome.UNMASKED, TriageOutcome.DISMISSED, TriageOutcome.ASKED


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.fixture
def analyst(db):
    return somebody(Role.ANALYST)


@pytest.fixture
def finding(analyst):
    return found(analyst, somebody(Role.HEAD))


def make(finding, by, outcome, reason="It says so.", **other):
    return triage(finding=finding, outcome=outcome, reason=reason, by=by, today=TODAY, **other)


def taken_up(finding, by, token="", said=SAID):
    return adopt(finding=finding, said=said, force=FORCE, by=by, today=TODAY, token=token or fresh())


def shown(finding, user):
    """Everything that the queries tell about a finding, as one text."""
    access = Access(user)
    pages = [
        finding_queries.queue(access, TODAY),
        finding_queries.finding_page(access, finding.reference, TODAY),
        *(finding_queries.finding_rows(access, finding.reference, sign, TODAY) for sign in ("C1", "contact", "looks")),
    ]
    return json.dumps([dataclasses.asdict(page) for page in pages], default=str)


def test_no_number_of_the_two_is_shown_before_somebody_unmasks_the_finding(finding, analyst):
    stored = json.dumps([finding.content, finding.tallies.get().content])
    assert f"bill-of-{OFFICER}" in stored  # it could leak: the file, the incident and the sentences carry the numbers
    assert f"WV-20211121-{OFFICER}" in stored
    assert f"ties {OFFICER} to {PERSON}" in stored
    before = shown(finding, analyst)
    assert OFFICER not in before
    assert PERSON not in before
    assert "WV-20211121" not in before
    make(finding, analyst, UNMASKED, "To ask the supervisor.")
    after = shown(finding, analyst)
    assert f"Officer {OFFICER} and person {PERSON}" in after
    assert f"bill-of-{OFFICER}.xlsx" in after
    assert f"incident WV-20211121-{OFFICER}" in after


def test_unmasking_one_finding_leaves_the_mask_over_the_others(finding, analyst):
    other = put(finding.operation, a_finding("5120", "P-77"), a_tally("5120"))
    make(finding, analyst, UNMASKED)
    assert "5120" not in shown(other, analyst)


def test_unmasking_stands_in_the_ledger_with_its_reason_and_what_it_showed(finding, analyst):
    make(finding, analyst, UNMASKED, "The pattern is like none other.")
    entry = LedgerEntry.objects.filter(object_ref__startswith="triage ").get()
    assert (entry.verb, entry.actor, entry.body.value["fields"]) == ("combination", analyst, ["officer", "person"])
    assert entry.body.value["purpose"] == "The pattern is like none other."


def test_the_pseudonyms_are_drawn_anew_for_every_operation(finding, analyst):
    other = found(somebody(Role.ANALYST), somebody(Role.HEAD))
    letters = [set(row.operation.pseudonyms.values_list("letters", flat=True)) for row in (finding, other)]
    assert all(len(each) == 2 for each in letters)
    assert letters[0] != letters[1]


def test_what_was_seen_takes_at_most_120_words_and_says_the_chief_thing_and_what_would_be_innocent():
    evidence = [{"indicator": f"C{n}", "says": "Contact on many days " * 9, "e_value": float(n), "origins": []} for n in range(9)]
    content = {"found_on": "2021-12-20", "evidence": evidence, "missing": ["Nothing is known of it. " * 6], "tried": []}
    words = finding_words.seen(content, a_tally())
    assert len(words.split()) <= 120
    assert words.startswith(
        "From 22 November 2021 to 2 December 2021: 2 contacts by work telephone (2 texts) and 1 look that nothing explains."
    )
    assert words.endswith(finding_words.INNOCENT)


def test_what_was_seen_says_peers_what_was_tried_and_what_is_missing(finding, analyst):
    words = finding_queries.finding_page(Access(analyst), finding.reference, TODAY).seen
    assert "of 107 pairs alike, no other had as many" in words
    assert "Tried: Look of 2 December 2021: was sent to incident whose number is withheld (T1), which ended on 23 November" in words
    assert "and 1 more." in words and "Private telephones are invisible here." in words


def test_the_page_says_what_was_silent_in_the_run_that_counted_it(finding, analyst):
    missing = finding_queries.finding_page(Access(analyst), finding.reference, TODAY).missing
    assert missing[-2:] == (
        "Silent in that run, for want of a table: T4 (no custody). A look that one of them would explain stands here as unexplained.",
        "For 30 of the 200 contacts of that run (15%) the roster is silent: they are neither on nor off duty.",
    )
    assert finding_words.silent_in({"silenced": {"C3": ["contact_log"]}, "contacts": 5, "contacts_without_roster": 0}) == []
    assert (
        "For 28 of the 4,460 contacts of that run (0.6%)" in finding_words.silent_in({"contacts": 4460, "contacts_without_roster": 28})[0]
    )


@pytest.mark.parametrize("reason", ["", "   "])
def test_nothing_is_decided_without_a_reason(finding, analyst, reason):
    with pytest.raises(Refused, match="needs its reason"):
        make(finding, analyst, DISMISSED, reason)
    assert not Triage.objects.exists()


def test_a_table_for_which_there_was_no_lawful_basis_is_not_said_to_be_missing_from_the_files(analyst):
    ties = Source.TIES.value
    closed = authorised(analyst, somebody(Role.HEAD), lawful_basis={each: "s.35" for each in Source if each is not Source.TIES})
    lacks = {"missing": ("Not in the files: association, contact_log.",)}
    narrow, wide = put(closed, a_finding(**lacks)), found(analyst, somebody(Role.HEAD))
    page = finding_queries.finding_page(Access(analyst), narrow.reference, TODAY)
    assert ties not in closed.lawful_basis and page.missing[:2] == (
        "Not in the files: contact_log.", "Not asked, as this operation has no lawful basis for it: association.",
    )  # fmt: skip
    assert finding_queries.seen_in(narrow).content["missing"][1].startswith("Not asked")
    assert finding_words.told({"missing": [*lacks["missing"]]}, wide.operation.lawful_basis | {ties: "s.35"})["missing"] == [
        *lacks["missing"]
    ]


def test_a_form_pressed_twice_is_one_decision_and_other_words_are_another(finding, analyst):
    first = make(finding, analyst, DISMISSED, "A liaison role.")
    assert make(finding, analyst, DISMISSED, " A liaison role. ") == first
    make(finding, analyst, TriageOutcome.KEPT, "A liaison role.")
    make(finding, analyst, DISMISSED, "A liaison role.")
    make(finding, analyst, DISMISSED, "A liaison role, as the unit confirms.")
    assert [row.outcome for row in finding.triage.all()] == ["dismissed", "kept for more", "dismissed", "dismissed"]
    assert LedgerEntry.objects.filter(object_ref__startswith="triage").count() == 4


def test_a_decision_from_a_page_that_is_older_than_the_last_one_is_told_of_it_and_may_be_sent_again(finding, analyst):
    first = make(finding, analyst, DISMISSED, "A liaison role.", seen=0)
    with pytest.raises(Meanwhile, match=r"Dismissed, by .*A liaison role"):
        make(finding, analyst, TriageOutcome.KEPT, "More may come.", seen=0)
    assert [row.outcome for row in finding.triage.all()] == ["dismissed"]
    make(finding, analyst, UNMASKED, seen=0)  # seeing who it is overrides nothing
    make(finding, analyst, TriageOutcome.KEPT, "More may come.", seen=first.pk)
    assert [row.outcome for row in finding.triage.all()][-1] == "kept for more"


def test_a_dismissal_keeps_the_explanation_it_proposes(finding, analyst):
    make(finding, analyst, DISMISSED, "A liaison role by word of mouth.", explanation="Liaison roles given by sergeants.")
    page = finding_queries.finding_page(Access(analyst), finding.reference, TODAY)
    assert page.triage[0].explanation == "Liaison roles given by sergeants."
    queue = finding_queries.queue(Access(analyst), TODAY)
    assert ([line.state for line in queue.decided], queue.waiting) == (["dismissed"], ())


def test_the_supervisor_is_asked_only_of_an_officer_who_is_known(finding, analyst):
    with pytest.raises(Refused, match="Unmask the finding first"):
        make(finding, analyst, ASKED)
    make(finding, analyst, UNMASKED)
    make(finding, analyst, ASKED, "Sergeant asked; knew of nothing.")
    assert [row.outcome for row in finding.triage.all()] == ["unmasked", "asked of the supervisor"]


def test_the_supervisors_reply_is_recorded_after_somebody_was_asked(finding, analyst):
    make(finding, analyst, UNMASKED)
    with pytest.raises(Refused, match="Nobody was asked"):
        make(finding, analyst, TriageOutcome.REPLIED)
    make(finding, analyst, ASKED, "Sergeant Vale was asked on Monday.")
    make(finding, analyst, TriageOutcome.REPLIED, "She had given him the visits by word of mouth.")
    (line,) = finding_queries.queue(Access(analyst), TODAY).waiting
    assert line.state == "the supervisor replied"


def test_a_decision_is_never_altered_or_removed(finding, analyst):
    make(finding, analyst, DISMISSED)
    for sql in ("DELETE FROM casework_triage", "UPDATE casework_triage SET reason = 'Another'"):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_somebody_not_named_decides_nothing(finding):
    with pytest.raises(NotThere):
        make(finding, somebody(Role.ANALYST), DISMISSED)


def test_a_finding_under_its_mask_is_not_adopted(finding, analyst):
    with pytest.raises(Refused, match="Unmask it first"):
        taken_up(finding, analyst)
    assert not Case.objects.exists()


def test_a_finding_that_is_not_adopted_is_no_matter(finding, analyst):
    make(finding, analyst, UNMASKED)
    make(finding, analyst, TriageOutcome.KEPT)
    assert not Case.objects.exists()


def test_adopting_opens_a_conduct_matter_whose_clocks_start_that_day(finding, analyst):
    make(finding, analyst, UNMASKED)
    case = taken_up(finding, analyst)
    history = standing.standing(case).history
    first = history.first(CameToAttention)
    assert (first.on, first.found) == (TODAY, HowFound.PROACTIVE_AUDIT)
    assert position(history, TODAY).stage is Stage.RECEIVED
    # The law gives its first period of a fixed day once somebody investigates, and counts it from the day of attention.
    later = TODAY + timedelta(days=9)
    begun = history
    for step in (SeverityAssessed(on=later, about="allegation-1", severity=Severity.GROSS_MISCONDUCT), InvestigatorAppointed(on=later)):
        begun = admit(begun, step, Office.APPROPRIATE_AUTHORITY, later)
    (year,) = [duty for duty in position(begun, later).open_duties if duty.id == "overrun-first"]
    assert year.due == period("F6", 12, MONTHS).last(TODAY) != period("F6", 12, MONTHS).last(later)
    assert finding.triage.get(outcome="adopted").case == case
    assert case.restricted


def test_the_officer_is_on_record_by_number_and_the_rows_go_along(finding, analyst):
    make(finding, analyst, UNMASKED)
    case = taken_up(finding, analyst)
    assert case.involvements.get(key="officer-1").person.officer.collar_number == OFFICER
    exhibit = case.exhibits.get()
    with vault.open_exhibit(case, exhibit) as stream:
        whole = json.loads(stream.read())
    assert whole["finding"] == finding.content
    assert whole["between"]["contact_rows"][0]["origins"][0]["line"] == "row 1"


def test_the_form_of_adoption_sent_twice_opens_one_case(finding, analyst):
    make(finding, analyst, UNMASKED)
    assert taken_up(finding, analyst, "one-form") == taken_up(finding, analyst, "one-form")
    assert Case.objects.count() == 1


def test_an_adopted_finding_is_decided_in_its_case_only(finding, analyst):
    make(finding, analyst, UNMASKED)
    taken_up(finding, analyst)
    with pytest.raises(Refused, match="is a case now"):
        make(finding, analyst, DISMISSED)


def test_what_moved_since_it_was_shown_is_not_taken_up_unread(finding, analyst):
    make(finding, analyst, TriageOutcome.UNMASKED)
    asked = {"said": SAID, "force": FORCE, "by": analyst, "today": TODAY}
    read = as_shown(finding)
    make(finding, analyst, TriageOutcome.DISMISSED, "Ordinary work.")
    with pytest.raises(Meanwhile, match="Since the finding was shown to you it was decided again"):
        adopt(finding=finding, shown=read, token=fresh(), **asked)
    read = as_shown(finding)
    last = finding.tallies.latest("pk")
    Tally.objects.create(finding=finding, run=last.run, content=last.content)
    FindingAnswer.objects.create(finding=finding, text="I was on duty", on=TODAY, token=fresh(), by=analyst)
    with pytest.raises(Meanwhile, match="a night counted contact and looks anew and the officer answered it"):
        adopt(finding=finding, shown=read, token=fresh(), **asked)
    assert not Case.objects.exists()
    assert adopt(finding=finding, shown=as_shown(finding), token=fresh(), **asked).pk


def test_a_failed_adoption_leaves_nothing_behind(finding, analyst):
    make(finding, analyst, UNMASKED)
    with pytest.raises(Refused, match="needs its reason"):
        taken_up(finding, analyst, said=dataclasses.replace(SAID, reason=" "))
    assert not Case.objects.exists()


def test_the_case_is_known_to_whoever_adopted_it_and_named_to_nobody_else(finding, analyst):
    head = somebody(Role.HEAD)
    finding.operation.readers.create(user=head)
    make(finding, analyst, UNMASKED)
    case = taken_up(finding, analyst)
    assert visible_to(Access(analyst), Case).get() == case
    told = {user: finding_queries.finding_page(Access(user), finding.reference, TODAY).triage[-1].case for user in (analyst, head)}
    assert told == {analyst: case.reference, head: ""}


def test_the_officer_can_later_see_all_that_was_found_looked_at_and_decided(finding, analyst):
    finding_queries.finding_page(Access(analyst), finding.reference, TODAY)
    make(finding, analyst, DISMISSED, "A liaison role.")
    seen = finding_queries.seen_in(finding)
    assert seen.purpose == "To find what nobody complains of."
    assert [each.reason for each in seen.triage] == ["A liaison role."]
    assert [who for _at, who, _why in seen.looked] == [analyst.full_name]
    assert seen.content == finding.content


def asked_by(user, officer=OFFICER, why="The officer asked for it."):
    return shown_to_officers.shown_to(Access(user), officer, why, TODAY)


def test_the_officer_is_shown_everything_once_the_finding_was_dismissed_and_not_before(finding, analyst):
    head = somebody(Role.HEAD)
    assert "waits to be decided on" in asked_by(head).withheld
    assert asked_by(head).seen == ()
    make(finding, analyst, DISMISSED, "A liaison role.")
    shown = asked_by(head)
    assert (shown.withheld, [each.triage[0].reason for each in shown.seen]) == ("", ["A liaison role."])
    assert [(row.at is not None, row.what) for row in shown.seen[0].rows] == [(True, "open RECORDS"), *[(True, "text to the person")] * 2]
    assert shown.seen[0].odds == pytest.approx(10.2718)
    letters = finding.operation.pseudonyms.get(subject=f"person:{PERSON}").letters
    assert PERSON in str(finding.content) and PERSON not in str(shown) and f"No task ties 4471 to person {letters}." in str(shown)
    entry = LedgerEntry.objects.filter(object_ref="shown to an officer").latest("seq")
    assert (entry.verb, entry.body.value["purpose"]) == ("disclosure", "The officer asked for it.")


def test_a_finding_that_became_a_case_is_shown_to_its_officer_after_notice_only(finding, analyst):
    head = somebody(Role.HEAD)
    make(finding, analyst, UNMASKED)
    case = taken_up(finding, analyst)
    assert "no notice of investigation is on record" in asked_by(head).withheld
    history = standing.standing(case).history
    assert history.first(NoticeServed) is None
    served = NoticeServed(on=TODAY, about="officer-1")
    CaseStep.objects.create(
        case=case, seq=case.steps.count() + 1, kind="NoticeServed", on=TODAY, about="officer-1", office=Office.INVESTIGATOR.value,
        content=codec.encode(served), token="notice", recorded_by=analyst, seal="0" * 64,
    )  # fmt: skip
    assert asked_by(head).withheld == ""


def test_nobody_but_the_head_makes_it_out_and_nobody_of_what_concerns_them(finding, analyst):
    make(finding, analyst, DISMISSED)
    with pytest.raises(NotThere):
        asked_by(analyst)
    own = somebody(Role.HEAD)
    own.person = Person.objects.create(name="Gareth Holloway")
    own.save()
    OfficerProfile.objects.create(person=own.person, force=FORCE, collar_number=OFFICER, rank="constable")
    assert asked_by(own).seen == ()
    assert len(asked_by(somebody(Role.HEAD)).seen) == 1


def test_the_page_for_an_officer_is_made_out_with_a_reason(client, finding, analyst):
    client.force_login(somebody(Role.HEAD))
    assert "waits to be decided on" in client.post("/officers/shown/", {"officer": OFFICER, "why": "Asked."}).content.decode()
    make(finding, analyst, DISMISSED, "A liaison role.")
    page = client.post("/officers/shown/", {"officer": OFFICER, "why": "Asked."}).content.decode()
    assert "A liaison role." in page and "Nothing less finds it." in page


def test_what_an_officer_is_handed_says_how_often_the_rules_are_wrong_and_what_would_be_innocent(client, finding, analyst):
    client.force_login(somebody(Role.HEAD))
    make(finding, analyst, DISMISSED, "A liaison role.")
    asked = client.post("/officers/shown/", {"officer": OFFICER, "why": "Asked."}).content.decode()
    assert "times for each 1,000 officers and month" in asked and "What would make it innocent" in asked
    assert "times for each 1,000 officers and month" not in client.get("/officers/shown/").content.decode()


def test_the_page_says_how_much_the_signs_weigh_and_to_which_day_they_count(client, finding, analyst):
    client.force_login(analyst)
    page = client.get(f"/findings/{finding.reference}/").content.decode()
    assert "The signs weigh 10 to one, on average over looks alone" in page
    assert finding_queries.finding_page(Access(analyst), finding.reference, TODAY).counted_to.isoformat() == finding.content["last"]


def test_the_rows_behind_a_sign_say_when_and_what_where_the_tally_has_them(finding, analyst):
    rows = finding_queries.finding_rows(Access(analyst), finding.reference, "C1", TODAY).rows
    assert len(rows) == 3 and rows[0].at is not None and rows[0].what == "text to the person"
    assert rows[2].at is None and rows[2].at_text  # the tally does not hold it: what the file says stays


def test_what_had_only_contact_is_not_said_to_be_found_by_looks_too():
    content = a_finding().as_data()
    assert finding_words.lane(content) == "contact alone"
    both = {**content, "evidence": [*content["evidence"], {**content["evidence"][0], "indicator": "A1"}]}
    assert finding_words.lane(both) == "looks and contact weighed together"


def test_a_task_is_said_without_its_number_and_without_half_a_bracket():
    mask = Mask("ABC", "DEF", "4471", "P-1", lifted=False)
    said = mask.text("Look of 2 May 2024: has a task (task T-0091) (T9), which ended on 1 May 2024, 1 day before.")
    assert said == "Look of 2 May 2024: has a task whose number is withheld (T9), which ended on 1 May 2024, 1 day before."


@pytest.mark.parametrize(
    ("unexplained", "says"),
    [(2, "No open role, duty and contact log explain any of it."), (0, "An open role explains all of the contact; what stands out")],
)
def test_where_nobody_looked_it_is_said_how_much_of_the_contact_is_explained(unexplained, says):
    tally = {**a_tally(), "tried": [], "unexplained": unexplained, "looks": 0, "last": "2021-11-22"}
    content = {**a_finding().as_data(), "tried": []}
    words = finding_words.seen(content, tally)
    assert says in words and words.startswith("On 22 November 2021: 2 contacts by work telephone (2 texts).")


def test_what_was_said_of_a_folder_is_shown_without_the_identifiers_it_gives_as_examples():
    said = "duty.staff_id (such as “4471”) and account.staff_id (such as “u4471”) have nothing in common: nothing can be tied through them."
    assert finding_words.unnamed(said).startswith("duty.staff_id and account.staff_id have nothing in common")
    assert finding_words.unnamed("access.at: 1 cell holds no moment and counts as unknown, such as “x”.").endswith("counts as unknown.")
