"""The sentences of a person's own page, in plain words: one for each stage, each promise, each finding and each outcome of the law."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from custodiet.casework.mine import MinePage, Promise, Review
from custodiet.law.vocabulary import Office, Outcome, Severity, Stage
from custodiet.web.templatetags.house import british

STAGES = {
    Stage.RECEIVED: _("We have what you told us. We are reading it."),
    Stage.RECORDED: _("We wrote down what you told us. Next we choose how to look into it."),
    Stage.REFERRED: _("We sent this to the IOPC. They watch over the police, and are not part of it. They choose who looks into it."),
    Stage.INVESTIGATION: _("Someone is finding out what happened."),
}
NOT_YET = _("There may be news soon. You should not have to read it on a screen first. We will tell you. Then it will stand here.")
TOLD_BELOW = _("It was decided, and we told you. You can read it again below.")
WITHHELD = _("There are things we cannot tell you now. To tell them could do harm. We will tell you as soon as we can.")
NOT_INFORMED = _("We must first choose what we may tell you, as you did not make the complaint. You can ask us.")
LED_BY_IOPC = _("The IOPC is in charge of this. They watch over the police, and are not part of it.")
CLOSED = _("This has come to its end. You can still write to us here.")
PROMISES = {
    "progress-first": (
        _("By {day} we must tell you how it is going."),
        _("We had to tell you how it is going by {day}."),
    ),
    "outcome-told": (
        _("By {day} we must tell you what was decided."),
        _("We had to tell you what was decided by {day}."),
    ),
    "review-right-told": (
        _("By {day} we must tell you who can check what we decided."),
        _("We had to tell you by {day} who can check what we decided."),
    ),
    "apology-considered": (
        _("By {day} we must think about saying sorry to you."),
        _("We had to think about saying sorry to you by {day}."),
    ),
}
LATE = _("We did not do it in time. That is our fault. It stays with the person in charge until it is done.")
BY_IOPC = {
    "progress-first": (
        _("By {day} the IOPC must tell you how it is going."),
        _("The IOPC had to tell you how it is going by {day}."),
    ),
    "outcome-told": (
        _("By {day} the IOPC must tell you what was decided."),
        _("The IOPC had to tell you what was decided by {day}."),
    ),
}
"""The same of what the IOPC owes, because it leads the investigation (PRA ss.20, 21)."""
LATE_BY_IOPC = _("They did not do it in time. Write to us, and we will ask them.")
HEARING_TOLD = _("There will be a hearing. We must tell you when and where as soon as we can.")
SAME = {"progress-next": "progress-first", "old-progress": "progress-first"}
FOUND = {
    Severity.GROSS_MISCONDUCT: _("It was proved. It was so bad that the officer could lose the job for it."),
    Severity.MISCONDUCT: _("It was proved. The officer broke the rules of the police."),
    Severity.NEITHER: _("It was not found that the officer broke the rules."),
}
SERVICE = {
    True: _("We found that what the police did was good enough."),
    False: _("We found that what the police did was not good enough."),
}
IMPOSED = {
    Outcome.NO_ACTION: _("Nothing more happens to the officer."),
    Outcome.REFLECTIVE_PRACTICE: _("The officer must talk it through with a boss, and learn from it."),
    Outcome.MANAGEMENT_ADVICE: _("A boss told the officer what to do better."),
    Outcome.WRITTEN_WARNING: _("The officer was given a written warning."),
    Outcome.FINAL_WRITTEN_WARNING: _("The officer was given a last warning. If they break the rules again, they can lose the job."),
    Outcome.EXTENSION_OF_FINAL_WRITTEN_WARNING: _("The officer had a last warning. It now lasts longer."),
    Outcome.REDUCTION_IN_RANK: _("The officer now has a lower rank."),
    Outcome.DISMISSAL_WITH_NOTICE: _("The officer loses the job."),
    Outcome.DISMISSAL_WITHOUT_NOTICE: _("The officer lost the job at once."),
    Outcome.WOULD_HAVE_BEEN_DISMISSED: _("The officer had left the police. If not, they would have lost the job."),
    Outcome.CASE_DISMISSED: _("The case against the officer ended without a finding."),
    Outcome.RETURNED_TO_AUTHORITY: _("The case went back to the police force. They choose how it goes on."),
}
LED_OUTSIDE = _("The IOPC led this, so nobody else takes a second look. You can still ask us about it.")
LATE_REVIEW = _("Say why it is late. If they think that is fair, they will look at it.")
"""CMR20 29(4): the review body may extend the 28 days where that is just in the special circumstances."""
BARRED = _("They go on a list of people who may not work for any police force.")
BODIES = {
    Office.LOCAL_POLICING_BODY: _("the office that watches over this police force"),
    Office.DIRECTOR_GENERAL: _("the IOPC, which watches over all police"),
}


def where(seen: MinePage) -> list[str]:
    """Where it stands."""
    if seen.withheld:
        return [str(WITHHELD)]
    if not seen.informed:
        return [str(NOT_INFORMED)]
    said = [seen.where or str(TOLD_BELOW if seen.outcome_words else STAGES.get(seen.stage, NOT_YET))]
    if seen.led_by_iopc:
        said.append(str(LED_BY_IOPC))
    return [*said, str(CLOSED)] if seen.closed else said


def promise(owed: Promise) -> str:
    """What is owed, by when; and where it is late, whose fault this is."""
    words = (BY_IOPC if owed.by_iopc else PROMISES).get(SAME.get(owed.id, owed.id))
    if words is None or owed.due is None:
        return str(HEARING_TOLD) if owed.id == "hearing-told" else ""
    said = str(words[1] if owed.overdue else words[0]).format(day=british(owed.due))
    return f"{said} {LATE_BY_IOPC if owed.by_iopc else LATE}" if owed.overdue else said


def outcome(seen: MinePage) -> list[str]:
    """What was found and what follows, each sentence once."""
    said = [str(FOUND[level]) for level in seen.found]
    if seen.service is not None and not seen.found:
        said.append(str(SERVICE[seen.service]))
    said += [str(IMPOSED[each]) for each in seen.imposed]
    if any(each.ends_service for each in seen.imposed):
        said.append(str(BARRED))
    return list(dict.fromkeys(said))


def review(right: Review, today: date) -> str:
    """Who can look at it again, and until when."""
    if right.body is None and right.led_outside:
        return str(LED_OUTSIDE)
    if right.body is None or (right.last is None and right.asked_on is None):
        return ""
    said = {"body": BODIES[right.body], "day": british(right.asked_on or right.last), "asked": british(right.asked_on)}
    if right.asked_on:
        words = _("You asked on %(asked)s for %(body)s to look at this again.")
    elif right.last and right.last < today:
        words = (
            _("You could ask %(body)s to look at this again until %(day)s. That day is past, but you can still ask.") + " " + LATE_REVIEW
        )
    else:
        words = _("You can ask %(body)s to look at this again. The last day to ask is %(day)s.")
    return str(words) % said
