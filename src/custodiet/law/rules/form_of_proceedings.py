"""The form of proceedings: the decision table of CR20 23(10), Sch 1 para 16 and Part 5, and of CR12 19 and 41."""

from collections.abc import Iterator

from custodiet.law.matter import Matter
from custodiet.law.powers import british
from custodiet.law.rules import former_route, service_record, standing
from custodiet.law.steps import Key, Step
from custodiet.law.steps.proceedings import CaseToAnswerDetermined, ProceedingsWithdrawn, ReferredToProceedings, SpecialConditionsCertified
from custodiet.law.vocabulary import FormOfProceedings, Severity

MEETING, HEARING = FormOfProceedings.MEETING, FormOfProceedings.HEARING
ACCELERATED, SPECIAL_CASE = FormOfProceedings.ACCELERATED_HEARING, FormOfProceedings.SPECIAL_CASE_HEARING


def known_forms(matter: Matter, about: Key | None) -> tuple[FormOfProceedings, ...]:
    """The forms that the Regulations which govern know."""
    return (MEETING, HEARING, SPECIAL_CASE if standing.under_2012(matter, about) else ACCELERATED)


def certified(matter: Matter, about: Key | None) -> SpecialConditionsCertified | None:
    """The certificate that the special conditions are satisfied, unless the case was returned or withdrawn since."""
    return standing.latest_since(matter, SpecialConditionsCertified, about, *standing.ENDS_REFERRAL)


def answer(matter: Matter, about: Key | None) -> CaseToAnswerDetermined | None:
    """The determination whether there is a case to answer that stands: the latest since a withdrawal."""
    return standing.latest_since(matter, CaseToAnswerDetermined, about, ProceedingsWithdrawn)


def forms(matter: Matter, about: Key | None) -> Iterator[tuple[FormOfProceedings, str]]:
    """Every form that the Regulations know, with why it is not open, or ""."""
    for form in known_forms(matter, about):
        yield form, closed(matter, about, form)


def refused(matter: Matter, step: Step) -> str:
    """What is wrong with a referral as entered, or ""."""
    assert isinstance(step, ReferredToProceedings)
    return closed(matter, step.about, step.form, step.directed)


def closed(matter: Matter, about: Key | None, form: FormOfProceedings, directed: bool = False) -> str:
    """Why the case may not be referred to that form, or ""; `directed`: the Director General specified the form."""
    return (
        _unknown(matter, about, form)
        or _too_late(matter, about, form)
        or former_route.bars_proceedings(matter, about)
        or (_to_accelerated if form in standing.ACCELERATED else _to_ordinary)(matter, about, form, directed)
    )


def _unknown(matter: Matter, about: Key | None, form: FormOfProceedings) -> str:
    known = known_forms(matter, about)
    if form in known:
        return ""
    return (
        f"The Regulations that govern this case know no {form.value} (CR20 2(1), CR12 3(1)). Choose among: "
        f"{', '.join(one.value for one in known)}."
    )


def _too_late(matter: Matter, about: Key | None, form: FormOfProceedings) -> str:
    if began := standing.hearing(matter, about):
        return f"The {began.form.value} began on {british(began.on)}; the case can no longer be referred elsewhere (CR20 23, 27, 50)."
    referred = standing.referral(matter, about)
    if referred and referred.form is form:
        return (
            f"The case already stands referred to a {form.value}, since {british(referred.on)} (CR20 23). Withdraw it first, or correct it."
        )
    return ""


def _to_accelerated(matter: Matter, about: Key | None, form: FormOfProceedings, directed: bool) -> str:
    if certified(matter, about):
        return ""
    if standing.by_part_3a(matter, about) and answer(matter, about):
        return _not_gross(matter, about) or former_route.closes(matter, about, form, directed)
    return (
        f"A case goes to a {form.value} only when the special conditions are certified, on a senior officer's authority: written evidence "
        "sufficient to establish gross misconduct, and the public interest (CR20 49(2), (4); CR12 41(4)). Certify them first."
    )


def _to_ordinary(matter: Matter, about: Key | None, form: FormOfProceedings, directed: bool) -> str:
    if certificate := certified(matter, about):
        return (
            f"The special conditions were certified on {british(certificate.on)}, so the case goes to an accelerated hearing "
            "(CR20 49(4), (7); CR12 41(4)). Return it to ordinary proceedings first, if the conditions no longer hold (CR20 50)."
        )
    determined = answer(matter, about)
    if determined is None:
        return "First it is determined whether there is a case to answer (CR20 23(1)-(2), CR12 19). Enter that determination first."
    if determined.answer is Severity.NEITHER:
        return (
            f"It was determined on {british(determined.on)} that there is no case to answer, so there are no proceedings (CR20 23(5), CR12 19). "
            "Enter a new determination first if that has changed."
        )
    if matter.is_former(about):
        return _former(matter, about, form, directed)
    return "" if directed else _serving(matter, about, form, determined.answer)


def _former(matter: Matter, about: Key | None, form: FormOfProceedings, directed: bool) -> str:
    if form is MEETING:
        return (
            "There is no misconduct meeting for a former officer: only a hearing or an accelerated hearing (CR20 Sch 1 paras 1, 16). "
            "Choose one of these."
        )
    if refusal := _not_gross(matter, about):
        return refusal
    return former_route.closes(matter, about, form, directed) if standing.by_part_3a(matter, about) else ""


def _not_gross(matter: Matter, about: Key | None) -> str:
    determined = answer(matter, about)
    if determined and determined.answer is Severity.GROSS_MISCONDUCT:
        return ""
    return (
        "Against a person who has left, proceedings are brought for gross misconduct only (CR20 4(2), Sch 1 para 1). "
        "Without a case to answer in gross misconduct no action is taken."
    )


def _serving(matter: Matter, about: Key | None, form: FormOfProceedings, found: Severity) -> str:
    under = "CR12 19" if standing.under_2012(matter, about) else "CR20 23(10)"
    if found is Severity.GROSS_MISCONDUCT:
        if form is MEETING:
            return f"A case to answer in gross misconduct must go to a misconduct hearing ({under}). Choose the hearing."
        return ""
    live, reduced = service_record.final_warning_live(matter, about), service_record.reduced_lately(matter, about)
    if form is MEETING and live:
        return f"A final written warning was in force at the severity assessment, so the case must go to a hearing ({under}). Choose it."
    if form is MEETING and reduced:
        return (
            f"The officer was reduced in rank less than {service_record.rank_clock(matter, about).period.words} before the severity assessment, "
            f"so the case must go to a hearing ({under}). Choose the hearing."
        )
    if form is HEARING and live is False and reduced is False:
        return (
            f"Misconduct that is not gross must go to a misconduct meeting, for no final written warning was in force at the severity "
            f"assessment and there was no recent reduction in rank ({under}). Choose the meeting."
        )
    return ""
