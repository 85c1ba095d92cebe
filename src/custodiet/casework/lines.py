"""From rows to the plain data of the pages, one function for each kind of line."""

from django.db.models import Q
from django.utils import timezone

from custodiet.casework.models import Case, Involvement, SafeContact, Task
from custodiet.casework.pages import AllegationLine, ContactLine, PersonPage, StepLine, TaskLine, WorkerLine
from custodiet.casework.standing import Standing, read
from custodiet.law.steps import History
from custodiet.law.steps.opening import AllegationMade
from custodiet.law.vocabulary import Office, Rank


def task_line(task: Task) -> TaskLine:
    """One task."""
    return TaskLine(pk=task.pk, reference=task.case.reference, what=task.what, owner=task.owner.full_name, due=task.due, done=task.done)


def step_lines(found: Standing, aliases: dict[str, str]) -> tuple[StepLine, ...]:
    """The history of the case: every row in the order of recording, struck ones included."""
    numbers = {row.pk: row.seq for row in found.rows}
    struck = {row.strikes_id: row.seq for row in found.rows if row.strikes_id}
    lines = []
    for row in found.rows:
        step = found.steps.get(row.pk) or (read(row) if row.kind else None)
        lines.append(
            StepLine(
                pk=row.pk,
                seq=row.seq,
                title=step.title() if step else "Entry struck out",
                on=row.on,
                not_before=row.not_before,
                about=row.about,
                about_words=about_words(row.about, found.history, aliases),
                office=Office(row.office).capitalised,
                recorded_by=row.recorded_by.full_name,
                recorded_at=row.recorded_at,
                step=step,
                strikes=numbers.get(row.strikes_id) if row.strikes_id else None,
                struck_by=struck.get(row.pk),
                why=row.why,
            )
        )
    return tuple(lines)


def about_words(about: str, history: History, aliases: dict[str, str]) -> str:
    """Whom or what a step concerns, in words: the alias of the officer, the number of the allegation."""
    if not about:
        return ""
    if about in history.allegations:
        officer = history.officer_of(about) or ""
        return f"allegation {history.allegations.index(about) + 1}, {aliases.get(officer, officer)}"
    return aliases.get(about, about)


def allegation_lines(case: Case, history: History, aliases: dict[str, str]) -> tuple[AllegationLine, ...]:
    """The allegations in the order in which they were made."""
    versions = dict(case.allegations.values_list("key", "scheme_version"))
    made = {step.about: step for step in history.all(AllegationMade)}
    return tuple(
        AllegationLine(
            key=key,
            officer_key=made[key].officer,
            officer=aliases.get(made[key].officer, made[key].officer),
            conduct=made[key].conduct,
            category=made[key].category,
            scheme_version=versions.get(key, ""),
        )
        for key in history.allegations
    )


def worker_lines(case: Case) -> tuple[WorkerLine, ...]:
    """Who works on the case now."""
    active = case.grants.filter(Q(until=None) | Q(until__gt=timezone.now())).select_related("user").order_by("pk")
    return tuple(
        WorkerLine(
            grant_pk=grant.pk,
            name=grant.user.full_name,
            role=grant.user.get_role_display(),
            offices=tuple(Office(office).capitalised for office in grant.offices),
            until=grant.until,
        )
        for grant in active
    )


def person_page(row: Involvement, *, with_contact: bool, with_vulnerability: bool) -> PersonPage:
    """Somebody in the case, by name, with the safe ways to them and their vulnerability where the reader may know of it."""
    person = row.person
    officer = getattr(person, "officer", None)
    profile = {}
    if officer is not None:
        profile = {
            "rank": Rank(officer.rank).capitalised,
            "collar_number": officer.collar_number,
            "capacity": officer.get_capacity_display(),
            "force": officer.force,
            "unit": officer.unit,
        }
    return PersonPage(
        ref=person.ref,
        key=row.key,
        alias=row.alias,
        role=row.get_role_display(),
        name=person.name,
        title=person.title,
        born_on=person.born_on,
        vulnerability=person.vulnerability if with_vulnerability else "",
        contact=contact_line(getattr(person, "safe_contact", None)) if with_contact else None,
        **profile,
    )


def contact_line(contact: SafeContact | None) -> ContactLine | None:
    """How somebody may be reached."""
    if contact is None:
        return None
    channels = ("call", "text", "voicemail", "email", "post")
    return ContactLine(
        channels=tuple((channel, getattr(contact, f"safe_to_{channel}")) for channel in channels),
        announce=contact.announce,
        phone=contact.phone,
        email=contact.email,
        post=contact.post,
        best_times=contact.best_times,
        never_tell=contact.never_tell,
        safe_word=contact.safe_word,
        ask_for=contact.ask_for,
        caller=contact.caller,
        someone_else=contact.someone_else,
        shared_device=contact.shared_device,
        plain_envelope=contact.plain_envelope,
        adaptations=contact.adaptations,
        away_from=contact.away_from,
        review_on=contact.review_on,
    )
