"""A case on its way to a meeting or hearing, for the tests of the rules on proceedings and outcomes."""

from datetime import date, timedelta

from custodiet.law.matter import Matter
from custodiet.law.steps import History
from custodiet.law.steps import investigation as inv
from custodiet.law.steps import opening as op
from custodiet.law.steps import outcome as out
from custodiet.law.steps import proceedings as pro
from custodiet.law.vocabulary import FormOfProceedings, Severity, StandardOfProfessionalBehaviour

PC, ALLEGATION = "officer-1", "allegation-1"
MEETING, HEARING = FormOfProceedings.MEETING, FormOfProceedings.HEARING
ACCELERATED, SPECIAL = FormOfProceedings.ACCELERATED_HEARING, FormOfProceedings.SPECIAL_CASE_HEARING
STAFF = FormOfProceedings.STAFF_MEETING
NEITHER, MISCONDUCT, GROSS = Severity.NEITHER, Severity.MISCONDUCT, Severity.GROSS_MISCONDUCT
HONESTY = StandardOfProfessionalBehaviour.HONESTY_AND_INTEGRITY

# When the matter came to attention, and with it which Regulations govern.
IN_2014, IN_2016, IN_2022, IN_2025 = date(2014, 3, 3), date(2016, 3, 7), date(2022, 3, 14), date(2025, 6, 2)
DAY = timedelta(days=1)


def one(kind, on, about=PC, **content):
    """A step about the officer."""
    return kind(on=on, about=about, **content)


def opened(began, *more, allegations=1, mode=None, assessed=True, crime=False, **subject):
    """A complaint about one officer, assessed on the thirtieth day, and more steps; allegations are one, two, three."""
    steps = [op.ComplaintMade(on=began), op.SubjectIdentified(on=began, about=PC, **subject)]
    steps += [
        op.AllegationMade(on=began, about=f"allegation-{n + 1}", officer=PC, conduct="words", indictable_only_conviction=crime)
        for n in range(allegations)
    ]
    if mode:
        steps.append(inv.ModeOfInvestigationDetermined(on=began, mode=mode))
    if assessed:
        steps.append(one(inv.SeverityAssessed, began + 30 * DAY, severity=GROSS))
    return History([*steps, *more])


def reported(began, answer=GROSS, *more, directed=False, **about):
    """The case with the report received on day 100 and the case to answer determined on day 110."""
    steps = [inv.ReportReceived(on=began + 100 * DAY)]
    if answer is not None:
        steps.append(one(pro.CaseToAnswerDetermined, began + 110 * DAY, answer=answer, directed=directed))
    return opened(began, *steps, *more, **about)


def referred(began, form=HEARING, *more, notice=True, directed=False, **about):
    """The case referred on day 120, with the notice of referral on day 121."""
    steps = [one(pro.ReferredToProceedings, began + 120 * DAY, form=form, directed=directed)]
    if notice:
        steps.append(one(pro.NoticeOfReferralServed, began + 121 * DAY, form=form))
    return reported(began, GROSS if form is not MEETING else MISCONDUCT, *steps, *more, **about)


def sat(began, form=HEARING, *more, seats=(), **about):
    """The case with a panel appointed on day 150 and its hearing begun on day 200."""
    steps = [one(pro.PanelAppointed, began + 150 * DAY, seats=seats)]
    steps.append(one(pro.HearingBegan, began + 200 * DAY, form=form, in_public=form is not MEETING))
    return referred(began, form, *steps, *more, **about)


def found(began, form=HEARING, level=GROSS, *more, **about):
    """The case with a finding on the first allegation on day 201."""
    breaches = () if level is NEITHER else (HONESTY,)
    return sat(began, form, one(out.Found, began + 201 * DAY, ALLEGATION, level=level, breaches=breaches), *more, **about)


def decided(began, outcome, *more, form=HEARING, level=GROSS, months=None, **about):
    """The case with an outcome imposed on day 202."""
    return found(began, form, level, one(out.Imposed, began + 202 * DAY, outcome=outcome, months=months), *more, **about)


def left(on, **content):
    """The officer leaves."""
    return one(out.OfficerLeft, on, **content)


def matter(history, today=None):
    """The matter of that history, on the day of its last step unless another day is named."""
    return Matter(history, today or history[-1].on, history)


def known(rules, history, step):
    """The powers that the law of that history has for that step."""
    asked = matter(history, step.on)
    return [power for power in rules.POWERS if power.step is type(step) and power.where(asked, step.about)]


def offices(rules, history, step):
    """Who may take that step, and under which provision."""
    return [(power.under.text, *(office.value for office in power.by)) for power in known(rules, history, step)]


def reason(rules, history, step):
    """Why that step may not be taken on its day; "" where it may."""
    powers = known(rules, history, step)
    assert powers, f"{type(step).__name__} is not a step that the rules of this history know"
    asked = matter(history, step.on)
    reasons = [power.refusal(asked, step.about) or power.admits(asked, step) for power in powers]
    return "" if "" in reasons else reasons[0]


def open_values(rules, history, kind, today=None, about=PC):
    """The values among which the decision on that step lies openly."""
    return {o.value for o in rules.options(matter(history, today)) if o.step is kind and o.about == about and o}


def closed_value(rules, history, kind, value, today=None):
    """Why that value is not open."""
    return next(o.refused for o in rules.options(matter(history, today)) if o.step is kind and o.value is value)


def duties(rules, history, name, today=None):
    """First day, last day and day met of every duty of that name."""
    return [(d.not_before, d.due, d.met_on) for d in rules.duties(matter(history, today)) if d.id == name]


def ends(rules, history, name, today=None):
    """The last day of every duty of that name."""
    return [due for _, due, _ in duties(rules, history, name, today)]
