"""A paper as tagged PDF: the words of its frozen Word file, in their order, and nothing else. Made again, it is the same bytes.

What a force's letterhead draws beside the words (pictures, headers, footers) stays in the Word file.
"""

from itertools import groupby
from typing import Any

from django.db import transaction

from custodiet.casework import journal, vault
from custodiet.casework.access import Access, require
from custodiet.casework.jobs import Permission
from custodiet.casework.kept import bytes_of
from custodiet.casework.models import Case, Paper, User
from custodiet.casework.paper_word import blocks
from custodiet.casework.pdf import paper as drawn
from custodiet.law.vocabulary import PaperKind
from custodiet.ledger.entries import Verb


def as_pdf(*, paper: Paper, by: User, purpose: str) -> bytes:
    """The PDF; on record before the first byte leaves. Raises `NoPdf` where none can be made here."""
    with transaction.atomic():
        case = Case.objects.select_for_update(no_key=True).get(pk=paper.case_id)
        require(Access(by), Permission.VIEW, case)
        data = bytes_of(case, vault.Stored(paper.address, paper.sha256, paper.size))
        made = drawn("papers/paper.html", {"parts": parts(data), "title": title_of(paper)})
        journal.record(Verb.EXPORT, by=by, case=case, what=f"pdf of paper {paper.pk}", purpose=purpose, digest=paper.sha256)
        return made


def title_of(paper: Paper) -> str:
    """What the window of a reader shows: of a letter to a complainant nothing that tells."""
    return "Letter" if paper.kind == PaperKind.OUTCOME_LETTER.name else f"{paper.get_kind_display()}, {paper.reference}"


def parts(data: bytes) -> list[dict[str, Any]]:
    """The blocks of the Word file, points that follow each other as one list; the first heading is that of the paper."""
    found: list[dict[str, Any]] = []
    headed = False
    for kind, several in groupby(blocks(data), key=lambda block: block[0]):
        if kind == "point":
            found.append({"kind": "points", "points": [text for _kind, text in several]})
            continue
        for _kind, text in several:
            first = kind == "heading" and not headed
            headed = headed or first
            found.append({"kind": "title" if first else kind, "text": text})
    return found
