"""Outcomes for the benchmark of the public site, written by the program's own renderer: invented, each a page of its own."""

from datetime import date, timedelta

from custodiet.casework.actions import intake, publish
from custodiet.casework.models import Role, User
from custodiet.casework.notice_pdf import notice_pdf
from custodiet.law.steps.opening import ComplaintMade
from custodiet.law.vocabulary import FormOfProceedings, MatterKind, Office, Outcome, Severity, StandardOfProfessionalBehaviour
from custodiet.publication.gate import fingerprint
from custodiet.publication.names import Alias, OfficerTitle
from custodiet.publication.notices import Answer, Finding, OutcomeNotice, Standing
from custodiet.publication.render import title
from custodiet.publication.shapes import Shape, render
from custodiet.publication.words import Approval, ForceName, ReviewedText, digest_of

LETTERS = "XYZWVUTSRQPONMLKJIHGFEDCBA"
PRINTED = 6
"""How many have a PDF too: one of each shape."""
STANDARDS = list(StandardOfProfessionalBehaviour)


def fill(count: int) -> list[str]:
    """So many outcomes in every shape, in a database that holds no others; gives their addresses. Every tenth is past its period."""
    writer, first, second = (
        User.objects.create_user(name, None, full_name=name.title(), role=role.value)
        for name, role in (("writer", Role.INTAKE), ("first", Role.HEAD), ("second", Role.HEAD))
    )
    case = intake.open_case(
        kind=MatterKind.COMPLAINT, step=ComplaintMade(on=date(2025, 1, 6)), by=writer, office=Office.COMPLAINANT, today=date(2025, 1, 6),
        token="made", title="Made for a benchmark",
    )  # fmt: skip
    return [_published(case, number, (first, second)) for number in range(count)]


def _published(case: object, number: int, both: tuple[User, User]) -> str:
    notice = _notice(number)
    body = render(notice, list(Shape)[number % len(Shape)])
    told = publish.Told(last_day=date(2026, 1, 31) if number % 10 == 9 else date(2035, 12, 31), may_be_kept=True)
    pdf = notice_pdf(body, title(notice)) if number < PRINTED else b""
    made = publish.store(
        case=case, body=body, pdf=pdf, digest=fingerprint(body, pdf), approved_by=both, by=both[0], today=notice.published_on,
        title=title(notice), told=told,  # type: ignore[arg-type]
    )  # fmt: skip
    return made.slug


def _notice(number: int) -> OutcomeNotice:
    text = f"On {number % 28 + 1} occasions the officer looked at records without a policing purpose.\n\nThe looks were not recorded."
    approvals = tuple(Approval(name, digest_of(text), date(2025, 6, 2)) for name in ("First", "Second"))
    words = ReviewedText(text, "Writer", approvals)
    found = Finding(
        allegation=words, answer=list(Answer)[number % 4], level=Severity.GROSS_MISCONDUCT,
        breaches=(STANDARDS[number % 10], STANDARDS[(number + 3) % 10]),
    )  # fmt: skip
    began = date(2025, 1, 6) + timedelta(days=number % 300)
    return OutcomeNotice(
        force=ForceName("Wessex Vale Constabulary"), officer=Alias(OfficerTitle.PC, LETTERS[number % 26]), standing=Standing.SERVING,
        form=FormOfProceedings.HEARING, findings=(found,) * (number % 3 + 1), outcome=list(Outcome)[number % len(Outcome)],
        published_on=began + timedelta(days=7), days=(began,), summary=(words,),
    )  # fmt: skip
