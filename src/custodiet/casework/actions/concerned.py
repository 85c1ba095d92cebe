"""The verbs of an officer on their own page: answer, object, answer a finding, let somebody in to help, and take that back.

What the law knows as a step is recorded as one, with today as its day: late is late, and is taken. Whoever has to read it gets a task.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from custodiet.casework.access import Access, NotThere, Refused, can_know
from custodiet.casework.actions.append import record_fact
from custodiet.casework.actions.papers import kept
from custodiet.casework.models import (
    AllegationAnswer,
    Case,
    CaseStep,
    DetectedFinding,
    FindingAnswer,
    Grant,
    Representation,
    RepresentationEnded,
    ResponsePoint,
    Role,
    Task,
    User,
)
from custodiet.casework.own_matters import HELPERS, OwnMatter, matter_of
from custodiet.casework.own_messages import messages
from custodiet.casework.own_offers import INVESTIGATOR, Offer, offers, open_to_objection
from custodiet.casework.own_queries import clocks, of_matter
from custodiet.law.powers import british
from custodiet.law.rules.proceedings_clocks import MEMBERS
from custodiet.law.steps import Step
from custodiet.law.steps.investigation import StatementReceived
from custodiet.law.steps.proceedings import ObjectionMade, OfficerReplied
from custodiet.law.vocabulary import Office, ResponsePart, Seat, Stance
from custodiet.ledger.entries import Verb

LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of it. `new`: whether anything was recorded; `last`: the last day, where it came after it; `under`: of which provision."""

    new: bool
    last: date | None = None
    under: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the officer says to one allegation. No stance is no answer, and no denial."""

    stance: Stance | None
    account: str = ""
    mitigation: str = ""


def state(*, by: User, reference: str, text: str, today: date, token: str) -> Sent:
    """Give the statement to the investigator (CR20 18, CMR20 20)."""
    with transaction.atomic():
        matter = _locked(by, reference, today)
        if _sent_before(matter.case, by, token):
            return Sent(new=False)
        _refuse_unless_open(matter, Offer.STATEMENT, today)
        if not _say(matter, {ResponsePart.STATEMENT: text}, by, today):
            return Sent(new=False)
        _record(matter, StatementReceived(on=today, about=matter.key), Office.RECORDER, by, token, today)
        _tell(matter, (Office.INVESTIGATOR,), "Read the officer’s statement, which came in on the officer’s page")
        return _sent(by, reference, today, StatementReceived)


def reply(
    *, by: User, reference: str, answers: Mapping[str, Answer], points: Mapping[ResponsePart, str], today: date, token: str
) -> Sent:  # fmt: skip
    """Reply to the notice of referral (CR20 31, 54): to each allegation, and what is said beside."""
    with transaction.atomic():
        matter = _locked(by, reference, today)
        if _sent_before(matter.case, by, token):
            return Sent(new=False)
        _refuse_unless_open(matter, Offer.REPLY, today)
        changed = _answer(matter, answers, by, today) + _say(matter, points, by, today)
        if not changed:
            return Sent(new=False)
        taken = {each.stance for each in of_matter(matter, today).answers}
        accepts = True if taken == {Stance.ACCEPTS.name} else False if taken == {Stance.DENIES.name} else None
        _record(matter, OfficerReplied(on=today, about=matter.key, accepts=accepts), Office.OFFICER_CONCERNED, by, token, today)
        _tell(matter, (Office.APPROPRIATE_AUTHORITY,), "Read the officer’s reply, which came in on the officer’s page")
        return _sent(by, reference, today, OfficerReplied)


def object_to(*, by: User, reference: str, whom: str, grounds: str, today: date, token: str) -> Sent:
    """Object to somebody who conducts, chairs, advises or sits (CR20 30(3), 35(3), 51(2C)), or to the investigator (CR20 15).

    For the last the law gives no form and no period; it goes to the appropriate authority, who must appoint somebody impartial.
    """
    if not grounds.strip():
        raise Refused("An objection says on what grounds it is made (CR20 30(3), 35(3)). Write them.")
    with transaction.atomic():
        matter = _locked(by, reference, today)
        if _sent_before(matter.case, by, token):
            return Sent(new=False)
        _refuse_unless_open(matter, Offer.OBJECTION, today)
        if whom not in open_to_objection(matter.found.history, matter.key, today):
            raise Refused("Nobody fills that place for you now, so there is nothing to object to. Choose from the list.")
        if whom == INVESTIGATOR:
            before = next((text for part, text in of_matter(matter, today).points if part == ResponsePart.OBJECTIONS.name), "")
            said = "\n\n".join(filter(None, [before, grounds.strip()])) if grounds.strip() not in before else before
            new = bool(_say(matter, {ResponsePart.OBJECTIONS: said}, by, today))
            if new:
                _tell(matter, (Office.APPROPRIATE_AUTHORITY,), "Decide on the officer’s objection to the investigator (CR20 15)")
            return Sent(new=new)
        made = ObjectionMade(on=today, about=matter.key, seat=Seat(whom), grounds=grounds.strip())
        if made in matter.found.history:
            return Sent(new=False)
        _record(matter, made, Office.OFFICER_CONCERNED, by, token, today)
        _tell(matter, (Office.APPROPRIATE_AUTHORITY,), "Have the officer’s objection decided (CR20 30(6), 35(6))")
        return _sent(by, reference, today, ObjectionMade, but="objection-conductor" if made.seat in MEMBERS else "objection-panel")


def write(*, by: User, reference: str, text: str, today: date, token: str) -> Sent:
    """Write to the appropriate authority beside any answer: also when the time of the answers is over, and when the case has closed.

    No step: the law attaches nothing to it. It stands with the response, each message with its day, and somebody is told to read it.
    """
    if not text.strip():
        raise Refused("There is nothing written. Write something first.")
    with transaction.atomic():
        matter = _locked(by, reference, today)
        if _sent_before(matter.case, by, token):
            return Sent(new=False)
        said = f"{british(today)}: {text.strip()}"
        if said in messages(matter.case, matter.key):
            return Sent(new=False)
        _point(matter, ResponsePart.MESSAGE, said, by, today)
        _tell(matter, (Office.APPROPRIATE_AUTHORITY,), "Read the message that came in on the officer’s page")
        return Sent(new=True)


def answer_finding(*, by: User, finding: DetectedFinding, text: str, today: date, token: str) -> FindingAnswer:
    """Say what is wrong with a finding. The caller has found it among those that may be shown to this officer."""
    if not text.strip():
        raise Refused("There is nothing written. Say what is wrong with the finding, or what explains it.")
    with transaction.atomic():
        if before := FindingAnswer.objects.filter(token=token, by=by, finding=finding).first():
            return before
        if not token.strip() or FindingAnswer.objects.filter(token=token).exists():
            raise Refused("The form came back damaged. Open the page again and send it once more.")
        row = FindingAnswer.objects.create(finding=finding, text=text.strip(), on=today, token=token, by=by)
        kept(row, "answer to finding", by, None, Verb.COLLECTION, fields=["text"], finding=finding.reference)
        return row


def let_in(*, by: User, reference: str, username: str, today: date) -> Representation:
    """Consent that somebody reads the page of this matter: a representative, or a colleague as police friend (CR20 7)."""
    with transaction.atomic():
        matter = _locked(by, reference, today)
        helper = User.objects.filter(username=username.strip(), is_active=True, role__in=HELPERS).exclude(pk=by.pk).first()
        # One sentence for every reason: it must not tell who has a conflict, or who works on what.
        if helper is None or not can_know(helper, matter.case) or Grant.objects.filter(case=matter.case, user=helper).exists():
            raise Refused(
                "Nobody of that name can help you in this matter. Ask them for the name with which they sign in; it must be an account of "
                "a representative or of an officer who has nothing to do with the matter (CR20 7)."
            )
        if before := matter.involvement.representations.filter(representative=helper, ended=None).first():
            return before
        row = Representation.objects.create(involvement=matter.involvement, representative=helper, by=by)
        kept(row, "representation", by, matter.case, Verb.ROLE_CHANGE, user=helper.pk)
        return row


def take_back(*, by: User, reference: str, number: int, today: date) -> RepresentationEnded:
    """Take a consent back. From this moment the page is closed to that person."""
    with transaction.atomic():
        matter = _locked(by, reference, today)
        row = matter.involvement.representations.filter(pk=number).first()
        if row is None:
            raise NotThere
        if before := RepresentationEnded.objects.filter(representation=row).first():
            return before
        ended = RepresentationEnded.objects.create(representation=row, by=by)
        kept(ended, "end of representation", by, matter.case, Verb.ROLE_CHANGE, user=row.representative_id)
        return ended


def _locked(by: User, reference: str, today: date) -> OwnMatter:
    """The officer's own matter, read again once its case is locked."""
    matter = matter_of(Access(by), reference, today, own=True)
    Case.objects.select_for_update(no_key=True).get(pk=matter.case.pk)
    return matter_of(Access(by), reference, today, own=True)


def _refuse_unless_open(matter: OwnMatter, what: Offer, today: date) -> None:
    if why := offers(matter.found.history, matter.key, today)[what]:
        raise Refused(f"{why} Send it as a message in place of that; it is read.")


def _sent_before(case: Case, by: User, token: str) -> bool:
    if not token.strip() or len(token) > 64:
        raise Refused("The form came back damaged. Open the page again and send it once more.")
    row = CaseStep.objects.filter(token=token).first()
    if row is not None and (row.case_id != case.pk or row.recorded_by_id != by.pk):
        raise Refused("The form came back damaged. Open the page again and send it once more.")
    return row is not None


def _record(matter: OwnMatter, step: Step, office: Office, by: User, token: str, today: date) -> None:
    case = Case.objects.get(pk=matter.case.pk)
    record_fact(case, step, by=by, office=office, token=token, today=today)


def _answer(matter: OwnMatter, answers: Mapping[str, Answer], by: User, today: date) -> int:
    """Record what changed of the answers to the allegations of which the officer had notice; how much that was."""
    count = 0
    for before in of_matter(matter, today).answers:
        said = answers.get(before.key)
        if said is None:
            continue
        if said.stance and (said.stance.name, said.account.strip()) != (before.stance, before.account):
            row = AllegationAnswer.objects.create(
                case=matter.case, allegation=before.key, stance=said.stance.name, account=said.account.strip(), on=today, by=by
            )  # fmt: skip
            kept(row, "allegation answer", by, matter.case, Verb.COLLECTION, fields=["stance", "account"])
            count += 1
        if said.mitigation.strip() != before.mitigation:
            _point(matter, ResponsePart.MITIGATION, said.mitigation, by, today, before.key)
            count += 1
    return count


def _say(matter: OwnMatter, points: Mapping[ResponsePart, str], by: User, today: date) -> int:
    """Record what changed of the parts beside the answers; how much that was."""
    before = dict(of_matter(matter, today).points)
    changed = {part: text for part, text in points.items() if text.strip() != before.get(part.name, "")}
    for part, text in changed.items():
        _point(matter, part, text, by, today)
    return len(changed)


def _point(matter: OwnMatter, part: ResponsePart, text: str, by: User, today: date, allegation: str = "") -> None:
    row = ResponsePoint.objects.create(
        case=matter.case, officer=matter.key, part=part.name, allegation=allegation, text=text.strip(), on=today, by=by
    )  # fmt: skip
    kept(row, "response point", by, matter.case, Verb.COLLECTION, fields=[part.value])


def _tell(matter: OwnMatter, offices: Iterable[Office], what: str) -> None:
    """A task for whoever holds that office in the case and can sign in, unless the same one is open already.

    Where nobody does, for a head of department, who gives somebody the office; of a covert case they may know nothing.
    """
    wanted = {office.value for office in offices}
    held = Grant.objects.filter(case=matter.case, until=None, user__is_active=True).select_related("user").order_by("-since")
    holders = [grant.user for grant in held if wanted & set(grant.offices)]
    heads = User.objects.none() if matter.case.restricted else User.objects.filter(role=Role.HEAD.value, is_active=True).order_by("pk")
    owner = next((user for user in (*holders, *heads) if can_know(user, matter.case)), None)
    if owner is not None:
        Task.objects.get_or_create(case=matter.case, owner=owner, what=f"{matter.involvement.alias}: {what}"[:200], done=None)


def _sent(by: User, reference: str, today: date, kind: type[Step], but: str = "") -> Sent:
    """Whether what was recorded just now came after its last day; `but` is the clock that a step of its kind would meet as well."""
    matter = matter_of(Access(by), reference, today, own=True)
    for duty in clocks(matter.found.history.until(today), matter.key, today):
        if kind in duty.met_by and duty.id != but and duty.met_on == today and duty.late:
            return Sent(new=True, last=duty.due, under=str(duty.under))
    return Sent(new=True)


def lateness(sent: Sent) -> str:
    """What is said of an answer that came late, or ""."""
    return f"The last day was {british(sent.last)} ({sent.under}). It is taken all the same, with its day." if sent.last else ""
