"""Suspension: who suspends whom on what conditions, when it is reviewed, and that the unread rules of 2026 only advise."""

import pytest

from custodiet.law.matter import Matter
from custodiet.law.rules import suspension
from custodiet.law.steps.investigation import (
    CriminalProceedingsBegun,
    SeverityAssessed,
    Suspended,
    SuspensionConfirmed,
    SuspensionConsidered,
    SuspensionContinuationNotified,
    SuspensionEnded,
    SuspensionRepresentationsMade,
    SuspensionReviewed,
)
from custodiet.law.steps.opening import ReopenedByDirectorGeneral, SubjectIdentified
from custodiet.law.steps.outcome import Imposed, OfficerLeft, Quashed, Remitted
from custodiet.law.steps.proceedings import ProceedingsWithdrawn
from custodiet.law.vocabulary import Capacity, Outcome, Rank, Severity
from custodiet.law.vocabulary import ModeOfInvestigation as Mode
from tests.law.asking import OFFICER, begun, day, duties, lines, owed, powers, reason

MONDAY, OF_2018, OF_2026 = day("2024-03-04"), day("2018-03-05"), day("2026-07-13")
POWERS = """
    Suspended | {0}(4) | senior officer
    SuspensionConsidered | {0}(4) | senior officer / appropriate authority
    SuspensionConfirmed | {0}(6)(b) | senior officer / appropriate authority / recorder of the force
    SuspensionRepresentationsMade | {0}(7) | officer concerned / recorder of the force
    SuspensionReviewed | {0}(8) | senior officer
    SuspensionContinuationNotified | {0}(9) | senior officer / appropriate authority / recorder of the force
    SuspensionEnded | {0}(10) | senior officer
"""


def of(kind, on, **more):
    return kind(on=day(on), about=OFFICER, **more)


def suspended(on, **more):
    said = {"redeployment_inappropriate": True, "prejudice": True, "reason": "serious", **more}
    return of(Suspended, on, **said)


def reviewed(on, goes_on=True):
    return of(SuspensionReviewed, on, goes_on=goes_on)


def why(history, step):
    return reason(suspension, history, step)


# --- Who, and whom ----------------------------------------------------------------------------------------------------


def test_a_senior_officer_authorises_suspending_continuing_and_ending():
    assert powers(suspension, begun(MONDAY)) == lines(POWERS.format("CR20 11"))
    assert powers(suspension, begun(OF_2018)) == lines(POWERS.format("CR12 10"))
    assert powers(suspension, begun(MONDAY, capacity=Capacity.SPECIAL_CONSTABLE)) == lines(POWERS.format("CR20 11"))
    assert powers(suspension, begun(day("2025-05-28"))) == lines(POWERS.format("CR20 11"))


@pytest.mark.parametrize("rank", [Rank.CHIEF_CONSTABLE, Rank.COMMISSIONER, Rank.DEPUTY_COMMISSIONER])
def test_a_chief_officer_is_suspended_by_the_local_policing_body(rank):
    table = POWERS.format("CR20 11").replace("senior officer", "local policing body")
    assert powers(suspension, begun(MONDAY, rank=rank)) == lines(table)


def test_staff_former_officers_and_matters_before_2012_know_no_suspension():
    assert powers(suspension, begun(MONDAY, capacity=Capacity.STAFF)) == []
    assert powers(suspension, begun(MONDAY, of(OfficerLeft, "2024-04-02"))) == []
    assert powers(suspension, begun(day("2011-03-07"))) == []


def test_of_the_rules_of_2026_nothing_is_refused_but_advice_is_given():
    assert {line.split(" | ")[1] for line in powers(suspension, begun(OF_2026))} == {"AM26 CR20 11 to 11C"}
    assert {line.split(" | ")[1] for line in powers(suspension, begun(day("2026-07-12")))} != {"AM26 CR20 11 to 11C"}
    history = begun(OF_2026, suspended("2026-07-14"))
    option = next(o for o in suspension.options(Matter(history, day("2026-07-14"), history)) if o.step is Suspended)
    assert option and "has been suspended since 14 July 2026" in option.advice


def test_the_options_of_2026_say_what_is_known_of_the_duty_to_suspend_and_that_its_text_was_not_read():
    def advice(history, kind):
        return next(o.advice for o in suspension.options(Matter(history, history[-1].on, history)) if o.step is kind)

    for kind in (Suspended, SuspensionConsidered):
        assert advice(begun(OF_2026), kind).startswith("Since 13 July 2026 there is a duty to suspend")
        assert "was not read: compare it before deciding" in advice(begun(OF_2026), kind)
        assert advice(begun(MONDAY), kind) == ""
    assert "duty to suspend" not in advice(begun(OF_2026, suspended("2026-07-14")), SuspensionReviewed)


# --- On what conditions -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("on", [MONDAY, OF_2018])
def test_redeployment_must_have_been_considered_and_found_inappropriate(on):
    refused = why(begun(on), suspended("2024-03-05", redeployment_inappropriate=False))
    assert "only if temporary redeployment" in refused and "(CR20 11(4)(a), CR12 10(4)(a))" in refused
    assert "enter “Duties restricted or place of work changed” instead" in refused


@pytest.mark.parametrize(("prejudice", "public_interest", "lawful"), [(0, 0, False), (1, 0, True), (0, 1, True), (1, 1, True)])
def test_either_the_investigation_may_be_prejudiced_or_the_public_interest_requires_it(prejudice, public_interest, lawful):
    refused = why(begun(MONDAY), suspended("2024-03-05", prejudice=bool(prejudice), public_interest=bool(public_interest)))
    assert (refused == "") is lawful
    assert lawful or "only if the investigation may otherwise be prejudiced or the public interest requires it" in refused


CONSULTS = [
    (MONDAY, Mode.LOCAL, False),
    (MONDAY, Mode.DIRECTED, True),
    (MONDAY, Mode.INDEPENDENT, True),
    (MONDAY, Mode.RETURNED_TO_FORCE, False),
    (MONDAY, None, False),
    (OF_2018, Mode.LOCAL, False),
    (OF_2018, Mode.SUPERVISED, True),
    (OF_2018, Mode.MANAGED, True),
    (OF_2018, Mode.INDEPENDENT, True),
]


@pytest.mark.parametrize(("on", "mode", "must"), CONSULTS)
def test_the_director_general_is_consulted_on_suspending_and_on_ending(on, mode, must):
    history = begun(on, recorded=True, mode=mode)
    refused = why(history, suspended("2024-03-05"))
    assert (f"The investigation is {mode}, so the Director General must be consulted" in refused) is must
    assert why(history, suspended("2024-03-05", iopc_consulted=True)) == ""
    standing = history.with_step(suspended("2024-03-05", iopc_consulted=True))
    assert bool(why(standing, of(SuspensionEnded, "2024-03-25"))) is must
    assert why(standing, of(SuspensionEnded, "2024-03-25", iopc_consulted=True)) == ""


def test_where_the_proceedings_are_over_a_suspension_ends_without_consulting():
    history = begun(MONDAY, suspended("2024-03-05", iopc_consulted=True), recorded=True, mode=Mode.INDEPENDENT)
    over = history.with_step(of(ProceedingsWithdrawn, "2024-05-01", reason="no case"))
    assert why(over, of(SuspensionEnded, "2024-05-01")) == ""


def test_an_officer_is_not_suspended_twice_at_once():
    history = begun(MONDAY, suspended("2024-03-05"))
    for step in (suspended("2024-03-06"), of(SuspensionConsidered, "2024-03-06", reason="none")):
        refused = why(history, step)
        assert "The officer has been suspended since 5 March 2024 (CR20 11(10))" in refused
        assert why(history.with_step(of(SuspensionEnded, "2024-03-06")), step) == ""
        assert why(begun(MONDAY), step) == ""


def test_one_officers_suspension_is_not_anothers():
    theirs = Suspended(on=day("2024-03-05"), about="officer-2", redeployment_inappropriate=True, prejudice=True, reason="serious")
    history = begun(MONDAY, SubjectIdentified(on=MONDAY, about="officer-2"), theirs)
    assert why(history, suspended("2024-03-06")) == ""
    ended = SuspensionEnded(on=day("2024-03-07"), about="officer-2")
    both = history.with_step(suspended("2024-03-06")).with_step(ended)
    assert "since 6 March 2024" in why(both, suspended("2024-03-08"))


@pytest.mark.parametrize(
    "end", [of(Imposed, "2024-10-01", outcome=Outcome.WRITTEN_WARNING), of(ProceedingsWithdrawn, "2024-10-01", reason="no case")]
)
def test_the_power_ends_with_the_proceedings_and_revives_if_they_do(end):
    history = begun(MONDAY, end)
    refused = why(history, suspended("2024-10-02"))
    assert "The power to suspend ended with the proceedings on 1 October 2024 (CR20 11(5)(b), CR12 10(5)(b))" in refused
    again = (
        ReopenedByDirectorGeneral(on=day("2024-11-01")),
        of(Remitted, "2024-11-01", court="the tribunal"),
        of(Quashed, "2024-11-01", court="the High Court"),
    )
    for step in again:
        assert why(history.with_step(step), suspended("2024-11-04")) == ""


def test_proceedings_against_another_officer_change_nothing():
    second = SubjectIdentified(on=MONDAY, about="officer-2")
    other = Imposed(on=day("2024-10-01"), about="officer-2", outcome=Outcome.WRITTEN_WARNING)
    assert why(begun(MONDAY, second, other), suspended("2024-10-02")) == ""
    mine = of(Imposed, "2024-10-01", outcome=Outcome.WRITTEN_WARNING)
    theirs = Remitted(on=day("2024-11-01"), about="officer-2", court="the tribunal")
    assert "The power to suspend ended" in why(begun(MONDAY, second, mine, theirs), suspended("2024-11-04"))


# --- What follows -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "step", [of(SuspensionRepresentationsMade, "2024-03-12"), reviewed("2024-03-12"), of(SuspensionEnded, "2024-03-12")]
)
def test_only_a_suspension_that_stands_is_reviewed_or_ended(step):
    refused = why(begun(MONDAY), step)
    assert "No suspension stands in the record (CR20 11, CR12 10). Enter “Suspended from office”" in refused
    standing = begun(MONDAY, suspended("2024-03-05"))
    assert why(standing, step) == ""
    assert why(standing.with_step(of(SuspensionEnded, "2024-03-06")), step) == refused


def test_only_an_oral_suspension_is_confirmed():
    confirmed = of(SuspensionConfirmed, "2024-03-06")
    assert "No suspension stands" in why(begun(MONDAY), confirmed)
    assert "given in writing, so there is nothing to confirm (CR20 11(6), CR12 10(6))" in why(
        begun(MONDAY, suspended("2024-03-05")), confirmed
    )
    assert why(begun(MONDAY, suspended("2024-03-05", oral=True)), confirmed) == ""


def test_the_officer_is_told_that_it_continues_after_a_review_that_continued_it():
    told, standing = of(SuspensionContinuationNotified, "2024-04-03"), begun(MONDAY, suspended("2024-03-05"))
    refused = why(standing, told)
    assert "The latest review did not continue the suspension, or there was none (CR20 11(9), CR12 10(9))" in refused
    assert why(standing.with_step(reviewed("2024-04-02", goes_on=False)), told) == refused
    assert why(standing.with_step(reviewed("2024-04-02")), told) == ""
    ended = standing.with_step(reviewed("2024-04-02")).with_step(of(SuspensionEnded, "2024-04-02"))
    assert "No suspension stands" in why(ended, told)


# --- The periods ------------------------------------------------------------------------------------------------------


def test_who_owes_what():
    rows = ["confirmed | duty", "representations | window", "review-first | duty", "review-next | duty", "continued | duty"]
    authority = "appropriate authority | officer concerned | an officer"
    officer = "officer concerned | appropriate authority | an officer"
    found = [f"{start}suspension-{row} | {officer if 'window' in row else authority}" for start in ("", "old-") for row in rows]
    found[5:5] = [f"am26-suspension-{row} | duty | {authority}" for row in ("decision", "review")]
    assert owed(suspension) == found


def test_the_periods_of_a_suspension_under_the_regulations_of_2020():
    steps = (
        suspended("2024-03-28", oral=True),
        of(SuspensionConfirmed, "2024-03-28"),
        of(SuspensionRepresentationsMade, "2024-04-09"),
        reviewed("2024-04-29"),
        of(SuspensionContinuationNotified, "2024-05-02"),
    )
    assert duties(suspension, begun(MONDAY, *steps), "2024-05-03") == lines(
        """
        suspension-confirmed 2024-03-28 2024-04-04 2024-03-28
        suspension-representations 2024-03-28 2024-04-10 2024-04-09
        suspension-review-first 2024-03-28 2024-04-29 2024-04-29
        suspension-review-next 2024-04-29 2024-05-27 open
        suspension-continued 2024-04-29 2024-05-02 2024-05-02
        """
    )


def test_the_periods_of_a_suspension_under_the_regulations_of_2012():
    steps = (suspended("2018-03-06", oral=True), reviewed("2018-03-29"), reviewed("2018-04-20", goes_on=False))
    assert duties(suspension, begun(OF_2018, *steps), "2018-04-20") == lines(
        """
        old-suspension-confirmed 2018-03-06 2018-03-09 open
        old-suspension-representations 2018-03-06 2018-03-15 open
        old-suspension-review-first 2018-03-06 2018-04-03 2018-03-29
        old-suspension-review-next 2018-03-29 2018-04-26 2018-04-20
        old-suspension-continued 2018-03-29 2018-04-05 open
        """
    )


@pytest.mark.parametrize("on", [MONDAY, OF_2018, OF_2026])
def test_a_suspension_in_writing_needs_no_confirmation_and_an_ended_one_no_review(on):
    year = on.year if on.year > 2018 else 2018
    history = begun(on, suspended(f"{year}-08-05"))
    assert not [line for line in duties(suspension, history, f"{year}-08-06") if "confirmed" in line]
    assert duties(suspension, history.with_step(of(SuspensionEnded, f"{year}-08-12")), f"{year}-08-12") == []
    assert duties(suspension, history.with_step(of(OfficerLeft, f"{year}-08-12")), f"{year}-08-12", "am26-suspension-review") == []


GROSS = of(SeverityAssessed, "2026-07-13", severity=Severity.GROSS_MISCONDUCT)
CHARGED = of(CriminalProceedingsBegun, "2026-07-14")


def test_under_the_rules_of_2026_suspension_is_decided_on_three_working_days_after_assessment_and_criminal_case():
    def found(*steps):
        return duties(suspension, begun(OF_2026, *steps), "2026-09-01", "am26-suspension-decision")

    assert found(GROSS, CHARGED) == ["am26-suspension-decision 2026-07-14 2026-07-17 open"]
    earlier = of(CriminalProceedingsBegun, "2026-07-13")
    assert found(GROSS, earlier) == ["am26-suspension-decision 2026-07-13 2026-07-16 open"]
    late = of(SeverityAssessed, "2026-07-20", severity=Severity.GROSS_MISCONDUCT)
    assert found(CHARGED, late) == ["am26-suspension-decision 2026-07-20 2026-07-23 open"]
    assert found(GROSS) == found(CHARGED) == found(of(SeverityAssessed, "2026-07-13", severity=Severity.MISCONDUCT), CHARGED) == []
    assert found(GROSS, CHARGED, suspended("2026-07-16")) == ["am26-suspension-decision 2026-07-14 2026-07-17 2026-07-16"]
    considered = of(SuspensionConsidered, "2026-07-17", reason="redeployed")
    assert found(GROSS, CHARGED, considered) == ["am26-suspension-decision 2026-07-14 2026-07-17 2026-07-17"]
    assert found(GROSS, suspended("2026-07-13"), CHARGED) == []
    same_day = of(SeverityAssessed, "2026-07-14", severity=Severity.GROSS_MISCONDUCT)
    assert found(CHARGED, suspended("2026-07-14"), same_day) == []
    assert found(same_day, suspended("2026-07-14"), CHARGED) == []
    assert found(GROSS, CHARGED, of(OfficerLeft, "2026-07-15")) == []


def test_an_older_case_is_outside_the_rules_of_2026():
    steps = (of(SeverityAssessed, "2026-07-13", severity=Severity.GROSS_MISCONDUCT), CHARGED, suspended("2026-07-15"))
    found = duties(suspension, begun(day("2026-07-10"), *steps), "2026-07-20")
    assert [line.split()[0] for line in found] == ["suspension-representations", "suspension-review-first"]


def test_under_the_rules_of_2026_a_suspension_is_reviewed_within_twelve_weeks():
    steps = (suspended("2026-07-13"), reviewed("2026-10-05"), reviewed("2026-12-21", goes_on=False))
    history = begun(OF_2026, *steps)
    assert duties(suspension, history, "2026-12-22") == lines(
        """
        am26-suspension-review 2026-07-13 2026-10-05 2026-10-05
        am26-suspension-review 2026-10-05 2026-12-28 2026-12-21
        """
    )
    duty = suspension.duties(Matter(history, day("2026-12-22"), history))[0]
    assert "may advise only" in duty.advice
