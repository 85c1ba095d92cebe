"""What an update says: a draft that quotes the record, and whether the words say anything. An update that says nothing keeps no promise."""

import re
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher

from django.utils.translation import gettext_lazy as _

from custodiet.casework.models import Involvement
from custodiet.law.powers import british
from custodiet.law.steps import History, Step
from custodiet.law.steps import investigation as inv
from custodiet.law.steps import opening as op
from custodiet.law.steps import proceedings as pr
from custodiet.law.steps.people import MeetingDecided, PersonInformed
from custodiet.law.vocabulary import ToldOf

SAID = {
    op.Recorded: _("On {day} we put what you told us on our record."),
    op.HandlingDetermined: _("On {day} it was decided how to deal with it."),
    inv.Referred: _("On {day} we sent it to the IOPC."),
    inv.ModeOfInvestigationDetermined: _("On {day} it was decided who looks into it."),
    inv.InvestigatorAppointed: _("On {day} somebody was named to look into it."),
    inv.InvestigationSuspended: _("On {day} our work was put on hold, because a court case comes first."),
    inv.InvestigationResumed: _("On {day} our work went on again."),
    inv.ReportReceived: _("On {day} the report on what happened was finished."),
    pr.ReferredToProceedings: _("On {day} it was decided that there will be a hearing or a meeting."),
}
"""The steps that a draft may quote: each tells what was done for the person, and nothing about anybody else."""
NOTHING = _("Since {day} nothing new is on record. [Say why, and what is being done.]")
NEXT = _("[Say what happens next, and by when.] We will write to you again by {day}.")
HOLE = re.compile(r"\[[^\]]*\]?")
STOCK = re.compile(
    r"(enquiries|inquiries|investigation|matter|case|it) (is|are|remains?) (still )?(ongoing|continuing|in progress|under way|live)"
    r"|(is|are) (still )?(ongoing|continuing|under investigation)|in due course|as soon as (possible|we can|practicable)"
    r"|(we|i) (will|shall) (update|contact|write to|be in touch with) you( again)?( with (any )?(news|updates?))?"
    r"|(there is )?(nothing|no) (further|new|more)?( update| news| to report| to add)*( at this time| at present)?"
    r"|thank you for your patience|please be (assured|patient)|i hope (that )?you are well|(dear|kind|best) \w+|we take .{0,40} seriously",
    re.IGNORECASE,
)
WHEN = re.compile(
    r"\b\d{1,2} (january|february|march|april|may|june|july|august|september|october|november|december)\b|\b\d+ (days?|weeks?)\b"
    r"|\b(next|this|within a|in a|by) (week|month|monday|tuesday|wednesday|thursday|friday)\b|\btomorrow\b",
    re.IGNORECASE,
)
LEAST_WORDS = 12
ALIKE = 0.9


def draft(history: History, who: Involvement, due: date) -> str:
    """Words to begin with: what the record holds since this person was last told, with holes that must be filled."""
    last = last_update(history, who)
    since = history.after(last) if last else list(history)
    said = [str(SAID[type(step)]).format(day=british(step.on)) for step in since if type(step) in SAID]
    begun = last.on if last else history[0].on
    return "\n".join([*(said or [str(NOTHING).format(day=british(begun))]), str(NEXT).format(day=british(due))])


def last_update(history: History, who: Involvement) -> Step | None:
    """What this person was told last of progress or outcome."""
    told = [each for each in history.all(PersonInformed) if each.person == who.key and each.of in (ToldOf.PROGRESS, ToldOf.OUTCOME)]
    return told[-1] if told else None


def faults(text: str, history: History, who: Involvement) -> Iterator[str]:
    """Sentences on why these words are no update; nothing where they say something."""
    if HOLE.search(text):
        yield "The draft still has a hole in square brackets. Fill it in the person's own words, or take the sentence out."
    left = re.findall(r"\w+", STOCK.sub(" ", HOLE.sub(" ", text)))
    if len(left) < LEAST_WORDS:
        yield "The update says nothing: without its stock phrases hardly a word is left. Say what was done, what was not, and why."
    if not WHEN.search(text):
        yield "The update does not say by when something happens next. Name a day, or how many days or weeks."
    last = last_update(history, who)
    if isinstance(last, PersonInformed) and last.content and SequenceMatcher(None, _plain(text), _plain(last.content)).ratio() >= ALIKE:
        yield f"This is what the person was told on {british(last.on)}, almost word for word. Say what is different now, or why nothing is."


def outcome_faults(history: History, who: Involvement) -> Iterator[str]:
    """Why the outcome may not be told by a message alone."""
    heard = [step for step in history.all(PersonInformed) if step.person == who.key and re.search("person|meeting|phone", step.how)]
    decided = [step for step in history.all(MeetingDecided) if step.person == who.key]
    if not heard and not decided:
        yield (
            "The outcome would reach this person by a message and in no other way. Decide first whether to offer a meeting (CMR20 34(5)), "
            "record that, and tell it in person where the person wishes."
        )


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
