"""A case with an officer who had notice, the woman he is said to have pursued, and everything of hers that must never reach him."""

from dataclasses import dataclass
from datetime import date

from custodiet.casework.actions import intake, people, take_step
from custodiet.casework.models import Case, Grant, Involvement, Part, Role, User
from custodiet.law.steps.investigation import (
    InvestigatorAppointed,
    NoticeServed,
    ReportReceived,
    SeverityAssessed,
    SpecialProceduresApplied,
)
from custodiet.law.steps.opening import AllegationMade, ComplaintMade, Recorded, SubjectIdentified
from custodiet.law.steps.proceedings import (
    CaseToAnswerDetermined,
    DocumentsSupplied,
    NamesNotified,
    NoticeOfReferralServed,
    ReferredToProceedings,
)
from custodiet.law.vocabulary import FormOfProceedings, MatterKind, Office, Seat, Severity
from tests.casework.conftest import Department, fresh, staff, user

TODAY = date(2026, 3, 2)
HERS = ("07700 900321", "n.ferris@example.org", "Flat 9, 14 Example Row", "marigold", "her sister Imogen")
"""What she said of how she is reached; none of it may stand on a page of the officer."""
CONTACT = {
    "safe_to_text": True, "phone": HERS[0], "email": HERS[1], "post": HERS[2], "safe_word": HERS[3], "never_tell": HERS[4],
}  # fmt: skip


@dataclass
class World:
    """The case, the people in it, the officer's login, and the department."""

    case: Case
    officer: User
    placed: Involvement
    her: Involvement
    staff: Department

    def took(self, step, office: Office = Office.INVESTIGATOR, today: date = TODAY):
        """A step of the department."""
        by = {Office.INVESTIGATOR: self.staff.investigator, Office.APPROPRIATE_AUTHORITY: self.staff.authority}.get(
            office, self.staff.intake
        )
        return take_step(case=self.case, step=step, by=by, office=office, today=today, token=fresh(), version=None)

    def noticed(self, on: date = date(2026, 2, 16), severity: Severity = Severity.GROSS_MISCONDUCT) -> None:
        """The officer had notice of the investigation."""
        form = FormOfProceedings.HEARING if severity is Severity.GROSS_MISCONDUCT else FormOfProceedings.MEETING
        self.took(SeverityAssessed(on=on, about="officer-1", severity=severity, likely_form=form, reason=f"What {HERS[3]} told us"))
        self.took(NoticeServed(on=on, about="officer-1"))

    def referred(self, documents: date = date(2026, 2, 20)) -> None:
        """The officer was referred to a hearing, had notice and documents, and was told who sits."""
        about, authority = "officer-1", Office.APPROPRIATE_AUTHORITY
        seats = (Seat.CHIEF_OFFICER_CHAIR, Seat.LAY_MEMBER)
        for step, office in (
            (ReportReceived(on=date(2026, 2, 17)), authority),
            (CaseToAnswerDetermined(on=date(2026, 2, 18), about=about, answer=Severity.GROSS_MISCONDUCT, reason="As reported"), authority),
            (ReferredToProceedings(on=date(2026, 2, 18), about=about, form=FormOfProceedings.HEARING), authority),
            (NoticeOfReferralServed(on=documents, about=about, form=FormOfProceedings.HEARING), authority),
            (DocumentsSupplied(on=documents, about=about), authority),
            (NamesNotified(on=documents, about=about, seats=seats), authority),
        ):
            self.took(step, office)


def made(number: str = "4471", *, restricted: bool = False) -> World:
    """The case up to the day before the notice."""
    department = staff()
    case = intake.open_case(
        kind=MatterKind.COMPLAINT, step=ComplaintMade(on=date(2026, 2, 2)), by=department.intake, office=Office.COMPLAINANT, today=TODAY,
        token=fresh(), title="A neutral title", complainant=people.NewPerson(name="Nadia Ferris"), safe_contact=CONTACT,
        restricted=restricted,
    )  # fmt: skip
    new = people.NewPerson(name="Gareth Holloway", officer={"force": "Wessex Vale Constabulary", "collar_number": number})
    placed = people.add_person(case=case, person=new, role=Part.OFFICER, key="officer-1", by=department.intake)
    officer = user(Role.OFFICER)
    officer.person = placed.person
    officer.save()
    for who, office in ((department.investigator, Office.INVESTIGATOR), (department.authority, Office.APPROPRIATE_AUTHORITY)):
        Grant.objects.create(case=case, user=who, role=who.role, offices=[office.value], granted_by=department.head)
    world = World(case, officer, placed, case.involvements.get(role=Part.COMPLAINANT.value), department)
    world.took(Recorded(on=date(2026, 2, 3)), Office.APPROPRIATE_AUTHORITY)
    world.took(SubjectIdentified(on=date(2026, 2, 4), about="officer-1"), Office.RECORDER)
    said = AllegationMade(on=date(2026, 2, 4), about="allegation-1", officer="officer-1", conduct="He texted a woman he met on duty")
    world.took(said, Office.RECORDER)
    world.took(InvestigatorAppointed(on=date(2026, 2, 4)), Office.APPROPRIATE_AUTHORITY)
    world.took(SpecialProceduresApplied(on=date(2026, 2, 5), about="officer-1", reason="It would justify proceedings"))
    return world
