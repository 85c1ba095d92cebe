"""Whether papers, drafts of notices, service, what officers answered and whom they let in are as recorded, each file as it was."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Model

from custodiet.casework import vault
from custodiet.casework.kept import bytes_of
from custodiet.casework.models import (
    AllegationAnswer,
    CopyShown,
    FindingAnswer,
    NoticeDraft,
    Paper,
    PaperServed,
    Representation,
    RepresentationEnded,
    ResponsePoint,
)
from custodiet.casework.sealed_findings import table_holds

SEALED: tuple[tuple[type[Model], str], ...] = (
    (Paper, "paper"),
    (PaperServed, "paper served"),
    (AllegationAnswer, "allegation answer"),
    (ResponsePoint, "response point"),
    (NoticeDraft, "notice draft"),
    (Representation, "representation"),
    (RepresentationEnded, "end of representation"),
    (CopyShown, "copy shown"),
    (FindingAnswer, "answer to finding"),
)
"""The sealed tables, and the words before a row's number in the ledger."""


def papers_hold(today: date) -> Iterator[str]:
    """Every paper, its file, how it was given and every draft of a notice are as the ledger recorded them, and none is gone."""
    for model, words in SEALED:
        yield from table_holds(model, words)
    for row in Paper.objects.select_related("case").order_by("pk").iterator():
        if vault.has_key(row.case):  # without the key nobody can open anything of the case; that was decided
            try:
                bytes_of(row.case, vault.Stored(row.address, row.sha256, row.size))
            except (vault.Altered, vault.NoKey) as wrong:
                yield f"paper {row.pk}: {wrong}"
