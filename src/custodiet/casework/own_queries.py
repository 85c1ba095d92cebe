"""How an officer's own page is made: from the record as it stood at each notice, cut to the officer's side, entered in the ledger first."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.db import transaction

from custodiet.casework import follow_queries, journal, shown_to_officers, standing
from custodiet.casework.access import Access
from custodiet.casework.follow_queries import OwnFollowUp
from custodiet.casework.models import AllegationAnswer, Grant, Paper, ResponsePoint
from custodiet.casework.own_matters import TOLD, OwnMatter, matter_of, matters
from custodiet.casework.own_messages import messages
from custodiet.casework.own_offers import offers, open_to_objection, seats
from custodiet.casework.own_pages import Age, Answered, Copy, Helper, OwnPage, Told, Version
from custodiet.casework.own_screen import Screen
from custodiet.law.matter import Duty, DutyKind
from custodiet.law.position import position
from custodiet.law.powers import closing
from custodiet.law.steps import History, Key, Step
from custodiet.law.steps import investigation as inv
from custodiet.law.steps import outcome as out
from custodiet.law.steps import proceedings as pro
from custodiet.law.steps.opening import AllegationMade
from custodiet.law.vocabulary import Office, PaperKind, ResponsePart, Stance
from custodiet.ledger.entries import Verb

TO_THE_OFFICER = (
    PaperKind.NOTICE_OF_INVESTIGATION, PaperKind.SUSPENSION, PaperKind.NOTICE_OF_REFERRAL, PaperKind.RESPONSE_FORM,
    PaperKind.NOTICE_OF_HEARING, PaperKind.OUTCOME, PaperKind.CHAIRS_REPORT,
)  # fmt: skip
"""The papers that go to the officer. The reports to the College's lists and letters to others do not."""
SAID = (
    inv.NoticeServed, inv.TermsOfReferenceServed, inv.TermsOfReferenceWithheld, inv.StatementReceived, inv.InterviewSpecified,
    inv.InterviewHeld, inv.OfficerProgressNotified, inv.Suspended, inv.SuspensionConfirmed, inv.SuspensionContinuationNotified,
    inv.SuspensionEnded, inv.DutiesRestricted, pro.DelayExplained, pro.NoticeOfReferralServed, pro.DocumentsSupplied, pro.OfficerReplied,
    pro.WitnessListsExchanged, pro.NamesNotified, pro.ObjectionMade, pro.ObjectionDetermined, pro.RemissionTold, pro.PreHearingSpecified,
    pro.PreHearingSummaryGiven, pro.NoticeOfHearingServed, pro.HearingBegan, pro.HearingEnded, out.OutcomeNotified,
)  # fmt: skip
"""What an officer was told, or did, on their own track. Whatever is not here does not stand on the page."""
FOR_THE_OFFICER = {
    inv.TermsOfReferenceWithheld: "reason",
    inv.DutiesRestricted: "restriction",
    pro.DelayExplained: "reason",
    pro.ObjectionMade: "grounds",
    pro.NoticeOfHearingServed: "place",
}
"""The words of a step that were written for the officer."""
OWN_PARTS = (
    ResponsePart.STATEMENT,
    ResponsePart.OBJECTIONS,
    ResponsePart.LAW,
    ResponsePart.DISPUTED,
    ResponsePart.RELIED_ON,
    ResponsePart.WITNESSES,
)


def listed(access: Access, today: date) -> list[OwnMatter]:
    """The matters of this user, entered in the ledger even where there are none: nobody learns from it which it was."""
    with transaction.atomic():
        found = matters(access, today)
        journal.record(
            Verb.CONSULTATION, by=access.user, what="own matters", fields=["reference"], request_id=access.request_id,
            references=[matter.case.reference for matter in found],
        )  # fmt: skip
        return found


def page(access: Access, reference: str, today: date) -> OwnPage:
    """The officer's side of one matter, or `NotThere`."""
    with transaction.atomic():
        matter = matter_of(access, reference, today)
        made = of_matter(matter, today)
        journal.record(
            Verb.CONSULTATION, by=access.user, case=matter.case, what=f"own matter of {matter.involvement.pk}",
            fields=["notices", "allegations", "periods", "papers", "copies", "own answers", "age", "follow-up", "own findings"],
            request_id=access.request_id,
        )  # fmt: skip
        return made


def of_matter(matter: OwnMatter, today: date) -> OwnPage:
    """The page of a matter in hand."""
    history, key = matter.found.history.until(today), matter.key
    seen = Screen(matter)
    versions = tuple(_versions(matter, seen, today))
    shown = shown_to_officers.of_case(matter.involvement)
    closed = closing(history)
    return OwnPage(
        reference=matter.case.reference, alias=matter.involvement.alias, own=matter.own, closed_on=closed.on if closed else None,
        versions=versions, answers=tuple(_answers(matter, versions)), points=_points(matter),
        messages=tuple(reversed(messages(matter.case, matter.key))), clocks=tuple(clocks(history, key, today)),
        told=tuple(_told(history, key, seen)), papers=tuple(papers(matter, today)),
        copies=tuple(_copies(matter)),
        conducted_by=_conducted_by(matter), seats=seats(history, key),
        offers=offers(history, key, today), may_object_to=open_to_objection(history, key, today), age=_age(history, today, seen),
        followed=_followed(matter, today, seen), welfare=_welfare(matter, today, seen),
        helpers=tuple(_helpers(matter)), findings=tuple(row.reference for row in shown),
    )  # fmt: skip


def _versions(matter: OwnMatter, seen: Screen, today: date) -> Iterator[Version]:
    """Each notice, with the severity and the allegations that stood in the record when it was recorded."""
    numbers: dict[type[Step], int] = {}
    for place, row in enumerate(matter.found.rows, 1):
        step = matter.found.steps.get(row.pk)
        if not isinstance(step, TOLD) or step.about != matter.key or step.on > today:
            continue
        then = standing.of_rows(matter.found.rows[:place]).history
        severity = then.until(step.on).latest(inv.SeverityAssessed, matter.key)
        numbers[type(step)] = numbers.get(type(step), 0) + 1
        form = step.form if isinstance(step, pro.NoticeOfReferralServed) else severity.likely_form if severity else None
        yield Version(
            what=type(step).title(), number=numbers[type(step)], on=step.on, how=step.how.value,
            severity=severity.severity.value if severity else "", form=form.value if form else "",
            standards=tuple(each.value for each in getattr(step, "standards", ())),
            alleged=tuple(
                (key, seen.whereabouts(made.conduct))
                for key in then.allegations_of(matter.key) if (made := then.latest(AllegationMade, key))
            ),
        )  # fmt: skip


def _answers(matter: OwnMatter, versions: Iterable[Version]) -> Iterator[Answered]:
    """Each allegation the officer had notice of, in the words of the last notice, and what was answered to it."""
    told = {key: words for version in versions for key, words in version.alleged}
    said = {row.allegation: row for row in AllegationAnswer.objects.filter(case=matter.case, allegation__in=told).order_by("pk")}
    mild = ResponsePoint.objects.filter(case=matter.case, officer=matter.key, part=ResponsePart.MITIGATION.name).order_by("pk")
    mitigation = {row.allegation: row.text for row in mild}
    for key, words in told.items():
        row = said.get(key)
        yield Answered(
            key=key, conduct=words, stance=Stance[row.stance].name if row else "", account=row.account if row else "",
            mitigation=mitigation.get(key, ""),
        )  # fmt: skip


def _points(matter: OwnMatter) -> tuple[tuple[str, str], ...]:
    """What the officer said beside the answers: of each part what was said last, unless it was taken back."""
    rows = ResponsePoint.objects.filter(case=matter.case, officer=matter.key, allegation="").order_by("pk")
    latest = {row.part: row.text for row in rows}
    return tuple((part.name, latest[part.name]) for part in OWN_PARTS if latest.get(part.name))


def clocks(history: History, key: Key, today: date) -> Iterator[Duty]:
    """The periods in which this officer may answer, object or ask, and what is owed to this officer.

    Without the advice: the reason of an extension stands in it, which staff write for each other.
    """
    for duty in position(history, today).duties:
        mine = Office.OFFICER_CONCERNED in (duty.owed_by, duty.owed_to)
        if duty.about == key and mine and duty.kind in (DutyKind.DUTY, DutyKind.WINDOW) and duty.due:
            yield replace(duty, advice="")


def _told(history: History, key: Key, seen: Screen) -> Iterator[Told]:
    for step in history:
        if isinstance(step, SAID) and step.about == key:
            words = str(getattr(step, FOR_THE_OFFICER.get(type(step), ""), "") or "")
            yield Told(on=step.on, what=type(step).title(), words=seen.anybody(words))


def papers(matter: OwnMatter, today: date) -> Iterator[Paper]:
    """The papers that count as given to this officer, each version."""
    rows = matter.case.papers.filter(about=matter.key, kind__in=[kind.name for kind in TO_THE_OFFICER], served__counts_on__lte=today)
    yield from rows.select_related("served").order_by("seq")


def _copies(matter: OwnMatter) -> Iterator[Copy]:
    for row in matter.involvement.copies.select_related("given__job__bundle").order_by("pk"):
        job = row.given.job
        yield Copy(number=row.pk, title=job.bundle.title, volume=job.volume, on=row.given.on)


def _conducted_by(matter: OwnMatter) -> tuple[str, ...]:
    """Who investigates, by name: the notice says it (CR20 17(1)(c))."""
    rows = Grant.objects.filter(case=matter.case, until=None, user__is_active=True).select_related("user").order_by("since")
    return tuple(dict.fromkeys(row.user.full_name for row in rows if Office.INVESTIGATOR.value in row.offices))


def _age(history: History, today: date, seen: Screen) -> Age | None:
    clock = next((duty for duty in position(history, today).duties if duty.id.startswith("overrun-first")), None)
    began = clock.began_on if clock else history[0].on if history else None
    if began is None:
        return None
    reports = tuple((step.on, seen.anybody(step.reason), step.expected_end) for step in history.all(inv.OverrunReported))
    return Age(since=began, months_end=clock.due if clock else None, days=(today - began).days, reports=reports)


def _followed(matter: OwnMatter, today: date, seen: Screen) -> OwnFollowUp | None:
    """What follows the outcome, its words searched like all that is written for the officer; None where nothing follows."""
    own = follow_queries.own_follow_up(matter.involvement, today)
    if own is None or not (own.warnings or own.restrictions or own.supervision or own.checks or own.others or own.learning):
        return None
    return replace(
        own, supervision=seen.anybody(own.supervision),
        restrictions=tuple(replace(each, what=seen.anybody(each.what), reviewer=seen.anybody(each.reviewer)) for each in own.restrictions),
        learning=tuple((seen.anybody(what), due, proved) for what, due, proved in own.learning),
    )  # fmt: skip


def _welfare(matter: OwnMatter, today: date, seen: Screen) -> str:
    """Whom the officer may turn to: as the last paper that was given says, else as the force says of all (`[officers] welfare`)."""
    told = [str(paper.fields.get("welfare", "")) for paper in papers(matter, today)]
    own = next((words for words in reversed(told) if words.strip()), "")
    return seen.anybody(own) or str(settings.POLICY.get("officers", {}).get("welfare", ""))


def _helpers(matter: OwnMatter) -> Iterator[Helper]:
    for row in matter.involvement.representations.select_related("representative", "ended").order_by("pk"):
        ended = getattr(row, "ended", None)
        until = ended.recorded_at.date() if ended else None
        yield Helper(number=row.pk, name=row.representative.full_name, since=row.recorded_at.date(), until=until)
