"""Taking everything of a case out of the records, for its disposal: every row that belongs to it, and the bodies of its ledger entries.

What stays: the case's number and reference, who worked on it and when, that it was held, reviewed and disposed of, and the ledger's
entries with their commitments, so that the ledger verifies as before. The triggers that keep the rows stand aside within the transaction
and are put back before it ends; nobody else can write while they do.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection
from django.db.models import Model

from custodiet.casework import facts_kept, triggers, vault
from custodiet.casework.models import (
    Case,
    Grant,
    Involvement,
    LedgerBody,
    Person,
    Report,
    RetentionHold,
    RetentionHoldLifted,
    RetentionReview,
    SampledCase,
    User,
)

STAYS: tuple[type[Model], ...] = (Grant, RetentionHold, RetentionHoldLifted, RetentionReview, SampledCase)
"""Tables whose rows of a case stay when it is disposed of."""
AT_A_TIME = 500

Doomed = dict[type[Model], set[int]]


def files_of(case: Case) -> list[vault.Stored]:
    """Every file that lies under the key of the case."""
    found = [vault.Stored(row.address, row.sha256, row.size) for row in case.exhibits.all()]
    for exhibit in case.exhibits.all():
        for reading in exhibit.readings.all():
            found += facts_kept.stored(reading).values()
    for model, rows in rows_of(case).items():
        names = {field.name for field in model._meta.concrete_fields}
        if {"address", "sha256"} <= names and model._meta.model_name != "exhibit":
            kept = model._base_manager.filter(pk__in=rows).exclude(address="")
            found += [vault.Stored(row.address, row.sha256, 0) for row in kept]
    return found


def reports_of(case: Case) -> list[Report]:
    """The reports from outside that became this case, or a part of it."""
    return list(Report.objects.filter(outcome__case=case))


def rows_of(case: Case) -> Doomed:
    """Every row that belongs to the case alone, by table: what points to it, to a person of it alone, or to such a row."""
    found: Doomed = {}
    begin: list[tuple[type[Model], list[int]]] = []
    for model in _tables():
        if any(field.related_model is Case and not field.null for field in _links(model)) and model not in STAYS:
            begin.append((model, list(model._base_manager.filter(case=case).values_list("pk", flat=True))))
    begin.append((Report, [report.pk for report in reports_of(case)]))
    begin.append((Person, list(_only_here(case))))
    for model, pks in begin:
        _with_what_points_there(model, set(pks), found)
    return found


def erase(case: Case) -> list[int]:
    """Take the rows away, within a transaction; the numbers of the ledger entries whose bodies went."""
    rows = rows_of(case)
    bodies = list(LedgerBody.objects.filter(entry__case=case).values_list("pk", flat=True))
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")  # so that what is taken out is overwritten in the file
    connection.check_constraints()  # PostgreSQL alters no table of which a check is still to be made
    triggers.take_away(connection)
    doomed: Doomed = {**rows, LedgerBody: set(bodies)}
    for model, pks in doomed.items():
        ordered = sorted(pks)
        for start in range(0, len(ordered), AT_A_TIME):
            chosen = model._base_manager.filter(pk__in=ordered[start : start + AT_A_TIME])
            chosen._raw_delete(chosen.db)
    connection.check_constraints()
    triggers.put(connection)
    return bodies


def _only_here(case: Case) -> Iterator[int]:
    """The people of the case who are in no other, sign in nowhere, and with whom nobody has declared a conflict."""
    for pk in set(case.involvements.values_list("person", flat=True)):
        elsewhere = Involvement.objects.filter(person=pk).exclude(case=case).exists()
        if not elsewhere and not User.objects.filter(person=pk).exists() and not Person.objects.get(pk=pk).conflicts.exists():
            yield pk


def _with_what_points_there(model: type[Model], pks: set[int], found: Doomed) -> None:
    fresh = pks - found.setdefault(model, set())
    if not fresh:
        return
    found[model] |= fresh
    for other in _tables():
        for field in _links(other):
            if field.related_model is model and other not in STAYS and other is not User:
                pointing = other._base_manager.filter(**{f"{field.name}__in": fresh}).values_list("pk", flat=True)
                _with_what_points_there(other, set(pointing), found)


def _tables() -> list[type[Model]]:
    return list(apps.get_app_config("casework").get_models())


def _links(model: type[Model]):
    return [field for field in model._meta.concrete_fields if field.is_relation]
