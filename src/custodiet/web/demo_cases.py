"""The people and the cases of the demonstration: logins of every job, and two stories replayed by the real actions."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from custodiet.casework import actions, journal
from custodiet.casework.actions import concerned, grants, intake, people, portal_keys, tasks
from custodiet.casework.models import Case, Grant, Part, Person, Role, User
from custodiet.law.steps.investigation import FoundToRequireReferral, ModeOfInvestigationDetermined, ReportReceived
from custodiet.law.steps.opening import ComplaintMade
from custodiet.law.steps.outcome import Imposed
from custodiet.law.steps.proceedings import HearingBegan, HearingEnded
from custodiet.law.story import Story, Told, load
from custodiet.law.vocabulary import MatterKind, Office, Rank
from custodiet.ledger.entries import Verb
from custodiet.publication.names import PersonTitle
from custodiet.web import demo_exhibits, demo_follow, demo_force, demo_oversight

PASSWORD = "wessex-vale-demonstration"
BEFORE = {
    "intake": FoundToRequireReferral,
    "referral": ModeOfInvestigationDetermined,
    "investigation": ReportReceived,
    "hearing": HearingBegan,
}
CAST: tuple[tuple[Role, str, str], ...] = (
    (Role.INTAKE, "intake", "Maya Thornbury"),
    (Role.INVESTIGATOR, "investigator", "Owen Tredinnick"),
    (Role.APPROPRIATE_AUTHORITY, "authority", "Helen Marchwood"),
    (Role.ANALYST, "analyst", "Kofi Lindqvist"),
    (Role.PROCEEDINGS, "proceedings", "Bronwen Ashdown"),
    (Role.CHAIR, "chair", "Judith Castellane"),
    (Role.PUBLICATIONS, "publications", "Tomas Eversley"),
    (Role.HEAD, "head", "Ruth Pemberton"),
    (Role.CHIEF, "chief", "Siân Halloran"),
    (Role.OVERSEER, "overseer", "Idris Colborne"),
    (Role.ADMINISTRATOR, "administrator", "Wen Hartigan"),
)
BEFORE_NOTICE = ("intake", "referral")
"""The stages at which no officer had notice yet."""
OVERSEEN = timedelta(days=60)
CHAIRED = (Office.CHAIR, Office.PERSON_CONDUCTING)
HANDS = {
    Office.APPROPRIATE_AUTHORITY: "authority",
    Office.INVESTIGATOR: "investigator",
    Office.CHAIR: "chair",
    Office.PERSON_CONDUCTING: "chair",
    Office.LINE_MANAGER: "authority",
    Office.VETTING_AUTHORITY: "authority",
}
TASKS = {
    "intake": "Keep the record of the case complete",
    "investigator": "Carry the investigation to its report",
    "authority": "Decide for the appropriate authority",
    "proceedings": "Prepare the hearing",
    "analyst": "Compare the contact with the duties",
    "publications": "Prepare the notice of the outcome",
    "head": "Look after the case",
}


@dataclass
class Made:
    """What was made: the day the demonstration stands on, the cases, the logins."""

    today: date
    cases: list[Case]
    users: dict[str, User] = field(default_factory=dict)
    ways_in: list[str] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)

    def lines(self, url: str, data: Path) -> Iterator[str]:
        """What the command prints."""
        yield "DEMONSTRATION. No real person: every name, case and force here is invented."
        yield f"\n{'sign in as':<16}{'job':<24}{'name':<22}"
        for username, user in self.users.items():
            yield f"{username:<16}{user.get_role_display():<24}{user.full_name:<22}{self.notes.get(username, '')}".rstrip()
        yield f"\npassword of all: {PASSWORD}"
        yield f"cases: {', '.join(f'{case.reference} ({case.title})' for case in self.cases)}"
        for number, way_in in enumerate(self.ways_in, 1):
            yield f"whoever complained in case {number} opens a page of their own: {url}m/{way_in}"
        yield f"the calendar stands on {self.today:%d %B %Y}; the database is in {data}"
        yield f"\n{url}   (Ctrl-C stops it)"


def make(stage: str, stories: Path) -> Made:
    """Eleven logins, the stories up to that stage, and the logins of those whom the cases concern."""
    users = {username: _user(role, username, name) for role, username, name in CAST}
    told = [load(file.read_text(encoding="utf-8")) for file in sorted(stories.glob("*.yaml"))]
    kept = [part_of(story, stage) for story in told]
    today = max(max(each.step.on for each in steps) for steps in kept) + timedelta(days=0 if stage == "followup" else 1)
    if stage == "hearing":  # the day of the hearing itself, so that it can be held by hand
        today = max(each.step.on for story in told for each in story.steps if isinstance(each.step, HearingBegan))
    made = Made(today, [], users)
    for number, (story, steps) in enumerate(zip(told, kept, strict=True), 1):
        made.cases.append(replay(story, steps, users, today, number))
        if stage not in BEFORE_NOTICE:
            demo_exhibits.take_in(
                made.cases[-1], number, stories.parent / "exhibits" / ("" if number == 1 else "two"), users["investigator"]
            )
        if stage == "followup" and number == 2:
            demo_follow.keep(made.cases[-1], users, today)
        made.ways_in += _way_in(made.cases[-1], users["intake"])
    demo_force.authorise(users, today)
    demo_oversight.oversee(users, today)
    _concerned(made, stage)
    return made


def _concerned(made: Made, stage: str) -> None:
    """The officers of both cases, whom the second lets in to read with him, and who sits on its panel."""
    first, second = (Person.objects.get(involvements__case=case, involvements__role=Part.OFFICER.value) for case in made.cases)
    users, notes = made.users, made.notes
    noticed = "" if stage in BEFORE_NOTICE else "; has notice of it, under My matters"
    users["officer"] = _user(Role.INTAKE, "officer", first.name, first)
    notes["officer"] = f"  (is the officer concerned of the first case, and cannot see it{noticed})"
    users["officer-two"] = _user(Role.OFFICER, "officer-two", second.name, second)
    notes["officer-two"] = f"  (is the officer concerned of the second case{noticed})"
    users["representative"] = _user(Role.REPRESENTATIVE, "representative", "Gethin Albury")
    if stage not in BEFORE_NOTICE:
        concerned.let_in(by=users["officer-two"], reference=made.cases[1].reference, username="representative", today=made.today)
        notes["representative"] = "  (reads what officer-two does, with his consent)"
    users["panel"] = _user(Role.PANEL, "panel", "Farida Quennell")
    if stage not in (*BEFORE_NOTICE, "investigation"):
        grants.give(case=made.cases[1], user=users["panel"], by=users["head"])
        notes["panel"] = "  (sits on the panel of the second case, and sees the hearing alone)"


def _way_in(case: Case, by: User) -> list[str]:
    """The way in of whoever complained or was harmed, as it would be handed over on paper."""
    parts = [part.value for part in portal_keys.FOR]
    who = case.involvements.filter(role__in=parts).order_by("pk").first()
    given = portal_keys.give(involvement=who, by=by) if who else None
    return [f"{given.link}/ with the code {given.code}"] if given else []


def part_of(story: Story, stage: str) -> list[Told]:
    """The steps of a story up to that stage."""
    steps = list(story.steps)
    if stage in BEFORE:
        stop = next((n for n, told in enumerate(steps) if isinstance(told.step, BEFORE[stage])), len(steps))
        return steps[:stop]
    if stage == "outcome":
        last = max((n for n, told in enumerate(steps) if isinstance(told.step, (Imposed, HearingEnded))), default=len(steps))
        return steps[: last + 1]
    return steps


def replay(story: Story, steps: list[Told], users: dict[str, User], today: date, number: int) -> Case:
    """One case, by the real actions: opened, its people put on record, granted, and every step taken."""
    first = steps[0]
    complainant = story.people.get("complainant")
    case = intake.open_case(
        kind=MatterKind.COMPLAINT if isinstance(first.step, ComplaintMade) else MatterKind.CONDUCT_MATTER,
        step=first.step, by=users["intake"], office=first.by, today=today, token=f"demo-{number}-0",
        title=f"Contact after a call for help ({number})", complainant=_person(complainant) if complainant else None,
        safe_contact=_contact(complainant or {}),
    )  # fmt: skip
    for key, told in story.people.items():
        if key != "complainant":
            part, alias = Part(told["role"]), str(told.get("alias", ""))
            people.add_person(case=case, person=_person(told), role=part, key=key, by=users["intake"], alias=alias)
    _grant(case, users)
    rows = {first.name or "first": case.steps.get(seq=1)}
    for count, each in enumerate(steps[1:], 1):
        by = users[HANDS.get(each.by, "intake")]
        row = actions.take_step(
            case=case, step=each.step, by=by, office=each.by, today=today, token=f"demo-{number}-{count}", version=None,
            strikes=rows.get(each.strikes), why=each.why, purpose="Replaying the story",
        )  # fmt: skip
        if each.name:
            rows[each.name] = row
    return case


def _grant(case: Case, users: dict[str, User]) -> None:
    head = users["head"]
    for username, user in users.items():
        if username in ("intake", "head", "chief", "administrator", "officer"):
            continue
        offices = (Office.APPROPRIATE_AUTHORITY, Office.LINE_MANAGER, Office.VETTING_AUTHORITY) if username == "authority" else None
        if username == "overseer":  # with a place of long ago: a look without a task is then unexplained
            since = timezone.now() - OVERSEEN
            with transaction.atomic():
                Grant.objects.create(case=case, user=user, role=user.role, offices=[], since=since, granted_by=head)
                journal.record(Verb.ROLE_CHANGE, by=head, case=case, what=f"user {user.pk}", offices=[])
            continue
        grants.give(case=case, user=user, by=head, offices=offices)
    for username, what in TASKS.items():
        tasks.add(case=case, owner=users[username], what=what, by=head)


def _user(role: Role, username: str, name: str, person: Person | None = None) -> User:
    told = {"full_name": name, "email": f"{username}@example.org", "role": role.value, "person": person}
    return User.objects.create(username=username, password=_hashed(), **told)


@cache
def _hashed() -> str:
    """The password of the demonstration, hashed once for everybody: to hash is meant to be slow, and this password is no secret."""
    return make_password(PASSWORD)


def _person(told: dict[str, Any]) -> people.NewPerson:
    titles = {title.value: title for title in PersonTitle}
    officer = {}
    if told.get("role") == Part.OFFICER.value:
        officer = {
            "rank": Rank(told["rank"]).value,
            "collar_number": str(told["collar"]),
            "unit": told.get("unit", ""),
            "force": "Wessex Vale Constabulary",
        }
    title = titles.get(str(told.get("title", "")), PersonTitle.PERSON)
    return people.NewPerson(name=told["name"], title=title, vulnerability=told.get("vulnerability", ""), officer=officer)


def _contact(told: dict[str, Any]) -> dict[str, Any]:
    if not told.get("phone"):
        return {}
    return {
        "phone": told["phone"],
        "safe_to_text": True,
        "announce": False,
        "best_times": "Weekdays between ten and two",
        "never_tell": "Anyone who answers for her",
    }
