"""Which reports somebody may know of. Asked by `access.visible_to` alone.

A report that names a reader, by surname or by number, does not exist for that reader: whoever is spoken of is found by the keyed marks of
its words. A surname that is also an everyday word hides more than it must; another reader sees those. A report in which the name is
spelt otherwise is not found so: whoever opens it and sees that it concerns a colleague declares that.
"""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from custodiet.casework import vault
from custodiet.casework.models import Case, Conflict, OfficerProfile, Person, Report, ReportMark, User


def reports_seen_by(user: User, allowed: Collection[str], cases: QuerySet[Case]) -> QuerySet[Report]:
    """The reports that were sent and that this user may see. `allowed`: which of the two permissions about reports the job has.

    What became part of a case is seen by whoever sees the case.
    """
    if not any("outside" in each for each in allowed):
        return Report.objects.none()
    found = Report.objects.filter(sent__isnull=False).filter(
        Q(outcome=None) | Q(outcome__case=None) | Q(outcome__case__in=cases.values("pk")),
    )
    if not any("confidence" in each for each in allowed):
        found = found.filter(sent__in_confidence=False)
    named = ReportMark.objects.filter(report=OuterRef("pk"), mark__in=marks_of(user))
    return found.exclude(Exists(named))


def marks_of(user: User) -> list[str]:
    """The marks of everything by which a report would name this user, or somebody with whom they declared a conflict."""
    people = [user.person_id] if user.person_id else []
    people += Conflict.objects.standing().filter(user=user, person__isnull=False).values_list("person", flat=True)
    names = [user.full_name, *Person.objects.filter(pk__in=people).values_list("name", flat=True)]
    numbers = OfficerProfile.objects.filter(person__in=people).values_list("collar_number", flat=True)
    words = {word for name in names for word in surname(name)} | {folded(number) for number in numbers}
    return sorted(vault.mark_of(word) for word in words if len(word) > 1)


def surname(name: str) -> set[str]:
    """The last word of a name, folded as the words of a report are."""
    parts = name.split()
    return {folded(parts[-1])} if parts else set()


def folded(word: str) -> str:
    """A word as `words_in` leaves it."""
    return "".join(letter for letter in word.casefold() if letter.isalnum())
