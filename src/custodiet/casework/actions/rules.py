"""The verbs about the rules of detection: approve, decline or withdraw a link; confirm a window; declare a record hot.

Nobody confirms their own window.
"""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction

from custodiet.casework import journal
from custodiet.casework import rules as standing_rules
from custodiet.casework.access import Refused
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import Ruled, RuleDecision, User
from custodiet.casework.rules import HOT, LINK, WINDOW
from custodiet.casework.seals import seal
from custodiet.detection.links import AFTER_HOURS, BEFORE_HOURS, link
from custodiet.detection.windows import windows
from custodiet.ledger.entries import Json, Verb


def decide_link(
    *, key: str, decided: Ruled, before_hours: float, after_hours: float, why: str, by: User, today: date, figures: dict[str, Json]
) -> RuleDecision:
    """Approve a link as an explanation with that window, decline it, or withdraw what was approved. The next run goes by it."""
    link(key)
    if not (0 <= before_hours <= BEFORE_HOURS and 0 <= after_hours <= AFTER_HOURS):
        raise Refused(
            "A window may be shorter than the one that was measured, never longer: "
            f"at most {BEFORE_HOURS} hours before and {AFTER_HOURS} after."
        )
    subject = f"{LINK}{key}"
    with transaction.atomic():
        _may(by, why)
        before = standing_rules.latest(LINK).get(subject)
        approved = before is not None and before.decided == Ruled.APPROVED.value
        if decided is Ruled.WITHDRAWN and not approved:
            raise Refused("This link explains nothing now, so there is nothing to withdraw.")
        if decided is not Ruled.WITHDRAWN and approved:
            raise Refused("This link was approved already. Withdraw it first, then decide anew.")
        return _entered(subject, decided, before_hours, after_hours, figures, why, by, today)


def confirm_window(*, code: str, why: str, by: User, today: date) -> RuleDecision:
    """Confirm, as a second person, the window that the policy file sets."""
    window = windows(settings.POLICY.get("detection", {}).get("windows", {}))[code]
    with transaction.atomic():
        _may(by, why)
        if window.decided_by.strip().casefold() == by.full_name.strip().casefold():
            raise Refused("Nobody confirms the window that they signed in the policy file themselves. Another holder of the job does.")
        if again := standing_rules.confirmed(code, window):
            return again
        return _entered(f"{WINDOW}{code}", Ruled.APPROVED, window.before_hours, window.after_hours, {}, why, by, today)


MOST_HOT = timedelta(days=31)
"""What everybody talks about for longer is no event any more: whoever wants it longer says why again."""
MOST_KEY = 70


def declare_hot(*, person: str, first: date, last: date, asked_by: str, why: str, by: User, today: date) -> RuleDecision:
    """Approve that a record is hot for some days: curiosity is to be expected, so only a purpose of one's own explains a look at it."""
    person = person.strip()
    if not person or len(person) > MOST_KEY:
        raise Refused(f"Enter the number of the person's record as the force's systems write it: 1 to {MOST_KEY} characters.")
    if not asked_by.strip():
        raise Refused("Say who asked for it. Whoever asks and whoever approves both stand on record.")
    if last < first:
        raise Refused("The last day lies before the first. Correct the days.")
    if last - first >= MOST_HOT:
        raise Refused(f"A record is hot for {MOST_HOT.days} days at most. Declare it again when these are over, and say why it still is.")
    figures: dict[str, Json] = {"from": first.isoformat(), "to": last.isoformat(), "asked_by": asked_by.strip()}
    with transaction.atomic():
        _may(by, why)
        return _entered(f"{HOT}{person}", Ruled.APPROVED, 0, 0, figures, why, by, today)


def withdraw_hot(*, person: str, why: str, by: User, today: date) -> RuleDecision:
    """Take back every declaration about that record. The next run goes by it; both stay on record."""
    subject = f"{HOT}{person.strip()}"
    with transaction.atomic():
        _may(by, why)
        if not any(each.subject == subject for each in standing_rules.hot_decisions()):
            raise Refused("No declaration about this record stands, so there is nothing to withdraw. Look at the number again.")
        return _entered(subject, Ruled.WITHDRAWN, 0, 0, {}, why, by, today)


def _may(by: User, why: str) -> None:
    if Permission.AUTHORISE not in permissions(by):
        raise Refused("Your job does not decide about the rules of detection. The head of department does.")
    if not why.strip():
        raise Refused("A decision about a rule needs its reason: it decides which looks are shown. Write why.")


def _entered(
    subject: str, decided: Ruled, before: float, after: float, figures: dict[str, Json], why: str, by: User, today: date
) -> RuleDecision:
    row = RuleDecision.objects.create(
        subject=subject, decided=decided.value, before_hours=before, after_hours=after, figures=figures, why=why.strip(), by=by, on=today
    )
    row.refresh_from_db()
    journal.record(Verb.ALTERATION, by=by, what=f"rule decision {row.pk}", purpose=row.why[:500], decided=decided.value, seal=seal(row))
    return row
