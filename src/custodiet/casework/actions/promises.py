"""The verbs of the promise keeper: give an update, answer whether two people can meet again."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from custodiet.casework import journal, kept_apart, promises, standing, updates
from custodiet.casework.access import Access, Refused, require
from custodiet.casework.actions import portal_talk
from custodiet.casework.actions.step import take_step
from custodiet.casework.jobs import Permission
from custodiet.casework.models import Case, CaseStep, Delivery, Involvement, MeetingAnswer, Outgoing, User
from custodiet.law.steps.people import PersonInformed
from custodiet.law.vocabulary import Office, ToldOf
from custodiet.ledger.entries import Verb

LEAST = 20
"""Characters below which nothing has been said about how a meeting is prevented."""


def give_update(*, who: Involvement, of: ToldOf, text: str, by: User, token: str, today: date) -> CaseStep:
    """Tell a person of progress or the outcome: the words on the page, word of it on a safe way, and the step, all or nothing."""
    with transaction.atomic():
        case = Case.objects.select_for_update(no_key=True).get(pk=who.case_id)
        require(Access(by), Permission.REACH, case)
        if row := CaseStep.objects.filter(case=case, token=token, kind=PersonInformed.__name__, recorded_by=by).first():
            return row
        history = standing.standing(case).history
        wrong = list(updates.faults(text, history, who))
        if of is ToldOf.OUTCOME:
            wrong += updates.outcome_faults(history, who)
        if wrong:
            raise Refused(" ".join(wrong))
        if not who.portal_keys.filter(revoked_at=None, expires_at__gt=timezone.now()).exists():
            raise Refused("This person has no way in to a page, so nobody would read it. Give one first, or tell them and record that.")
        portal_talk.answer(case=case, person=who.person, text=text, by=by, token=f"u-{token}"[:64], today=today)
        sent = Outgoing.objects.filter(case=case, person=who.person).last()
        if sent is not None and sent.state == Delivery.WITHHELD.name:
            raise Refused(f"Nothing was told: word of it cannot go out. {sent.why} Tell the person in another way, and record that.")
        step = PersonInformed(on=today, of=of, person=who.key, how="in writing", content=text.strip())
        return take_step(case=case, step=step, by=by, office=Office.RECORDER, today=today, token=token, version=None)


def answer_meeting(*, case: Case, number: int, can_meet: bool, what: str, by: User) -> MeetingAnswer:
    """Say whether they can meet again, and what keeps them apart. The question stands until this is said."""
    with transaction.atomic():
        locked = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        require(Access(by), Permission.REACH, locked)
        row = next((row for row, _step in promises.questions(standing.standing(locked)) if row.seq == number), None)
        if row is None:
            raise Refused("This question was answered already, or its entry was struck out. Look at the page again.")
        if len(what.strip()) < LEAST:
            raise Refused("Say what keeps them apart, or what is done because they can meet: shifts, places, who was told, until when.")
        if not can_meet and (close := _close(locked)):
            raise Refused(f"The record says that they can. {close} Nothing was recorded.")
        made = MeetingAnswer.objects.create(case=locked, step=row, can_meet=can_meet, what=what.strip(), by=by)
        journal.record(Verb.ALTERATION, by=by, case=locked, what=f"meeting again, step {row.seq}", fields=["can_meet", "what"])
        return made


def _close(case: Case) -> str:
    """Why two people of the case can meet as the record stands; "" where it does not say so."""
    found = kept_apart.compared(case, standing.standing(case).history)
    return next((each.why for each in found if each.meets is kept_apart.Meets.YES), "")
