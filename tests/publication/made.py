"""Notices for the tests: story one as it was published, with an invented force and invented names to protect."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from pypdf import PdfReader, PdfWriter

from custodiet.casework.notice_pdf import notice_pdf
from custodiet.law.vocabulary import FormOfProceedings, Office, Outcome, Seat, Severity
from custodiet.law.vocabulary import StandardOfProfessionalBehaviour as Standard
from custodiet.publication.names import Alias, NamedOfficer, NamingBasis, NamingDecision, OfficerTitle, PersonTitle
from custodiet.publication.notices import (
    Answer,
    Attendance,
    Finding,
    HearingNotice,
    Listing,
    OutcomeNotice,
    Standing,
)
from custodiet.publication.render import title
from custodiet.publication.shapes import Shape, render
from custodiet.publication.words import Approval, Count, Counted, ForceName, ReviewedText, digest_of

PC_X = Alias(OfficerTitle.PC, "X")
MS_A = Alias(PersonTitle.MS, "A")
DAY = date(2023, 12, 18)
OFFICER_NAME = "Tobias Penhallow"
WOMAN_NAME = "Marguerite Easterbrook"
PROTECTED = ("Penhallow", "Tobias Penhallow", "Easterbrook", "Marguerite", "07700 900123")


def reviewed(text: str) -> ReviewedText:
    """The text, written by one person and approved by two others."""
    approvals = tuple(Approval(by, digest_of(text), DAY) for by in ("R. Quill", "S. Ashdown"))
    return ReviewedText(text, "P. Author", approvals)


def outcome_notice(**changes: Any) -> OutcomeNotice:
    """Story one, with changes."""
    finding = Finding(
        allegation=reviewed("PC X pursued an improper relationship with Ms A, whom he had met on duty."),
        answer=Answer.DENIED,
        level=Severity.GROSS_MISCONDUCT,
        breaches=(Standard.DISCREDITABLE_CONDUCT, Standard.AUTHORITY_RESPECT_AND_COURTESY),
    )
    notice = OutcomeNotice(
        force=ForceName("Wessex Vale Constabulary"),
        officer=PC_X,
        standing=Standing.FORMER,
        form=FormOfProceedings.HEARING,
        findings=(finding,),
        outcome=Outcome.WOULD_HAVE_BEEN_DISMISSED,
        published_on=date(2023, 12, 27),
        days=(DAY,),
        chair=Seat.LEGALLY_QUALIFIED_CHAIR,
        people=(MS_A,),
        contacts=(Count(17, Counted.CALL), Count(43, Counted.TEXT_MESSAGE)),
        summary=(reviewed("The contact was not required by any duty.\n\nIt was concealed."),),
        listing=Listing.BARRED,
    )
    return replace(notice, **changes)


def hearing_notice(**changes: Any) -> HearingNotice:
    """The notice that the hearing of story one will be held, with changes."""
    notice = HearingNotice(
        force=ForceName("Wessex Vale Constabulary"),
        officer=PC_X,
        standing=Standing.FORMER,
        form=FormOfProceedings.HEARING,
        attendance=Attendance.PUBLIC,
        level_alleged=Severity.GROSS_MISCONDUCT,
        published_on=date(2023, 12, 8),
        days=(DAY,),
        people=(MS_A,),
        allegations=(reviewed("PC X contacted Ms A without a policing purpose."),),
        standards=(Standard.HONESTY_AND_INTEGRITY,),
    )
    return replace(notice, **changes)


def naming(**changes: Any) -> NamingDecision:
    """The chair's decision that PC X is named."""
    decision = NamingDecision(
        about=PC_X,
        office=Office.CHAIR,
        decided_by="C. Chair",
        on=date(2023, 12, 1),
        basis=NamingBasis.REPORT_OF_OUTCOME,
    )
    return replace(decision, **changes)


def named() -> NamedOfficer:
    """PC X, lawfully named."""
    return NamedOfficer(PC_X, OFFICER_NAME, naming())


def pdf_of(notice: OutcomeNotice | HearingNotice, shape: Shape = Shape.LABELS) -> bytes:
    """The PDF of a notice. Ask for the fixture `papers` before."""
    return notice_pdf(render(notice, shape), title(notice))


def altered(pdf: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    """The same PDF, with its tags, after somebody changed it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
