"""A report to one of the College's lists as a pack: the frozen Word file, its PDF, and its words as JSON; the same bytes again.

The JSON is read from the frozen file, not from the record as it is today: a correction is a new report (BL17 5), never another pack.
"""

import io
import json
import zipfile
from datetime import UTC, datetime, time
from typing import Any

from django.db import transaction

from custodiet.casework import journal, vault
from custodiet.casework.access import Access, Refused, require
from custodiet.casework.jobs import Permission
from custodiet.casework.kept import bytes_of
from custodiet.casework.models import Case, Paper, User
from custodiet.casework.paper_lists import KINDS
from custodiet.casework.paper_pdf import parts, title_of
from custodiet.casework.paper_word import file_name
from custodiet.casework.pdf import paper as drawn
from custodiet.law.vocabulary import PaperKind
from custodiet.ledger.entries import Verb


def pack(*, paper: Paper, by: User, purpose: str) -> bytes:
    """The pack; on record before the first byte leaves. Raises `Refused` for a paper that is no report, `NoPdf` where none can be made."""
    if PaperKind[paper.kind] not in KINDS:
        raise Refused("Only a report to the barred or the advisory list is a pack. Take the Word file of this paper.")
    with transaction.atomic():
        case = Case.objects.select_for_update(no_key=True).get(pk=paper.case_id)
        require(Access(by), Permission.RECORD, case)
        data = bytes_of(case, vault.Stored(paper.address, paper.sha256, paper.size))
        name = file_name(PaperKind[paper.kind]).removesuffix(".docx")
        shown = parts(data)
        files = {
            f"{name}.docx": data,
            f"{name}.pdf": drawn("papers/paper.html", {"parts": shown, "title": title_of(paper)}),
            f"{name}.json": json.dumps(told(paper, shown), indent=2, ensure_ascii=False).encode() + b"\n",
        }
        journal.record(Verb.EXPORT, by=by, case=case, what=f"pack of paper {paper.pk}", purpose=purpose, digest=paper.sha256)
        return _zipped(files, paper)


def told(paper: Paper, shown: list[dict[str, Any]]) -> dict[str, Any]:
    """What the report says, under its headings; a point “Name: value” is a field."""
    found: dict[str, Any] = {
        "report": paper.get_kind_display(), "paper": paper.reference, "version": paper.version, "dated": paper.dated.isoformat(),
        "sha256": paper.sha256, "parts": {},
    }  # fmt: skip
    current: dict[str, Any] = {}
    for part in shown:
        if part["kind"] in ("title", "heading"):
            current = found["parts"].setdefault(part["text"], {"fields": {}, "text": []})
        elif part["kind"] == "points":
            current["fields"] |= {key: value for key, _colon, value in (point.partition(": ") for point in part["points"])}
        else:
            current.setdefault("text", []).append(part["text"])
    return found


def _zipped(files: dict[str, bytes], paper: Paper) -> bytes:
    out, at = io.BytesIO(), datetime.combine(paper.dated, time(), UTC).timetuple()[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(zipfile.ZipInfo(name, at), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
