"""A small world for the matrix: one case with everything in it, and a user for each job and each relation to the case."""

from datetime import date, timedelta
from functools import cached_property
from hashlib import sha256
from io import BytesIO

from django.db import transaction
from django.test import Client
from django.utils import timezone

from custodiet.casework.actions import (
    bundles,
    exhibits,
    figures,
    grants,
    intake,
    notes,
    outgoing,
    oversight,
    people,
    publish,
    reports,
    tasks,
    ties,
)
from custodiet.casework.kept import keep
from custodiet.casework.models import (
    BundleItem,
    BundleJob,
    Case,
    CaseImport,
    Conflict,
    Exhibit,
    Grant,
    Neutral,
    OperationReader,
    Overseer,
    Paper,
    PaperOnSite,
    Part,
    Person,
    Report,
    ReportWay,
    Role,
    TieKind,
    User,
)
from custodiet.casework.paper_word import built_in
from custodiet.figures.period import calendar_year
from custodiet.law.steps.opening import ComplaintMade
from custodiet.law.vocabulary import MatterKind, Office, PaperKind
from custodiet.publication.gate import fingerprint
from custodiet.web.purpose import KEPT
from tests.casework.made_findings import found
from tests.casework.made_packs import taken_in

RELATIONS = ("none", "granted", "grant ended", "grant expired", "officer concerned", "conflict")
NO_LONGER = ("grant ended", "grant expired")
ANSWERS = {200: "page", 302: "goes on", 404: "not there", 405: "no such method"}
TODAY = date(2026, 11, 24)
HOUR = timedelta(hours=1)
OVERSEEN = ("sample", "judge", "recommendation", "checkpoint", "received-referral")


def paper_of(case: Case, by: User) -> Paper:
    """A paper that stands in the store."""
    stored = keep(case, built_in(PaperKind.RESPONSE_FORM), what="a paper", by=by)
    place = {"sha256": stored.sha256, "address": stored.address, "size": stored.size, "template_sha256": stored.sha256}
    return Paper.objects.create(
        case=case,
        seq=1,
        kind="RESPONSE_FORM",
        about="officer-1",
        version=1,
        dated=TODAY,
        template="response-form.docx",
        made_by=by,
        **place,
    )


def copy_of(case: Case, exhibit: Exhibit, by: User) -> BundleJob:
    """A bundle of one page, and a copy that stands in the store."""
    bundle, stored = bundles.make(case=case, title="Hearing", by=by), keep(case, b"%PDF-1.7 of a page", what="a copy", by=by)
    place = {"sha256": stored.sha256, "address": stored.address, "size": stored.size}
    BundleItem.objects.create(bundle=bundle, seq=1, volume=0, exhibit=exhibit, title="A bill", form="PAGES", first=1, pages=1, **place)
    return BundleJob.objects.create(bundle=bundle, volume=0, cut="PANEL", asked={}, asked_by=by, state="done", **place)


def told_from_outside() -> Report:
    """A report that was sent and names nobody here."""
    report, _code = reports.begin()
    for name, said in {"who": {"way": ReportWay.PERSON.value}, "what": {"words": "What happened"}}.items():
        reports.accept(report=report, name=name, answers=said, token=f"outside-{name}")
    reports.send(report=report, received_by="Wessex Vale Constabulary")
    return report


class World:
    """The case and the people around it. The officer concerned and whoever has a conflict hold a grant as well."""

    def __init__(self):
        self.browsers = {}
        opener = self.user(Role.INTAKE, "opener")
        self.case = intake.open_case(
            kind=MatterKind.COMPLAINT, step=ComplaintMade(on=date(2026, 11, 2)), by=opener, office=Office.COMPLAINANT,
            today=TODAY, token="opening", title="A neutral title",
        )  # fmt: skip
        officer = people.NewPerson(name="Gareth Holloway", officer={"force": "Wessex Vale Constabulary", "collar_number": "4471"})
        placed = people.add_person(case=self.case, person=officer, role=Part.OFFICER, key="officer-1", by=opener)
        self.officer = placed.person
        people.add_person(case=self.case, person=people.NewPerson(name="Daniel Okafor"), role=Part.WITNESS, key="witness-1", by=opener)
        harmed = people.NewPerson(name="Nadia Ferris", contact={"safe_to_post": True, "post": "1 Example Row", "asked_on": TODAY})
        her = people.add_person(case=self.case, person=harmed, role=Part.VICTIM, key="victim-1", by=opener)
        self.letter = outgoing.queue(case=self.case, person=her.person, template=Neutral.NEWS, today=TODAY, by=opener)
        self.exhibit = exhibits.receive(
            case=self.case, stream=BytesIO(b"a bill"), file_name="bill.csv", maker="Owen Tredinnick", title="", by=opener
        )
        self.tie = ties.tie(case=self.case, person=self.officer, kind=TieKind.STAFF_ID, value="4471", why="The register", by=opener)
        self.opener, self.grant = opener, self.case.grants.get()
        self.paper = paper_of(self.case, opener)
        self.job = copy_of(self.case, self.exhibit, opener)
        bundles.give(job=self.job, to="The panel", as_what="Panel", how="By hand", on=TODAY, by=opener, today=TODAY)
        self.task = tasks.add(case=self.case, owner=opener, what="A task", by=opener)
        notes.add(case=self.case, text="A note", by=opener)
        with transaction.atomic():
            first, second = self.user(Role.PUBLICATIONS, "first"), self.user(Role.HEAD, "second")
            grants.place(self.case, first, opener)
        self.head, self.report = second, told_from_outside()
        body = b"<article>PC X</article>\n"
        pdf = b"%PDF-1.7 of PC X"
        sent = {"body": body, "pdf": pdf, "digest": fingerprint(body, pdf)}
        self.finding = found(self.user(Role.ANALYST, "seeker"), self.user(Role.HEAD, "authoriser"))
        two = {"approved_by": (first, second), "by": first, "today": TODAY}
        self.published = publish.store(case=self.case, **sent, **two, title="PC X")
        told = publish.Told(kind=PaperOnSite.HEARING, alias="PC X", last_day=date(2035, 1, 1), listed={"days": []})
        self.announced = publish.store(case=self.case, **sent, **two, title="Hearing: PC X", told=told)

    def furnished(self) -> "World":
        """It with everything that is made only when an address first asks for it."""
        assert self.frozen and self.figures and self.overseen and self.begun and self.conflict
        return self

    @cached_property
    def frozen(self):
        """A snapshot of the figures; made when it is first asked for."""
        return figures.freeze(force="Wessex Vale Constabulary", by=self.head, today=TODAY)

    @cached_property
    def figures(self):
        """The tables of that snapshot for a year, as two people published them."""
        asked, found = calendar_year(2026), None
        digest = sha256(figures.leaving(self.frozen, asked)).hexdigest()
        for who in (self.published.approved_by_first, self.head):
            found = figures.approve(frozen=self.frozen, asked=asked, digest=digest, by=who)
        return found

    @cached_property
    def overseen(self):
        """The number of what an overseer drew, recommended and took away, by the name of the address that shows it."""
        overseer = self.user(Role.OVERSEER, "overseeing")
        with transaction.atomic():
            grants.place(self.case, overseer, self.opener)
        sample = oversight.draw(question="Was it met?", kind="", stage="", asked=1, seed="a", by=overseer, today=TODAY)
        said = oversight.recommend(body=Overseer.IOPC, text="Ask first.", due=TODAY, by=overseer, today=TODAY)
        taken = oversight.take_checkpoint(by=overseer)
        found = {"sample": sample.pk, "judge": sample.pk, "recommendation": said.pk, "checkpoint": taken.pk}
        return found | {"received-referral": taken_in(overseer).pk}

    @cached_property
    def conflict(self):
        """A conflict of interest of somebody who is nobody else in this world."""
        known = self.user(Role.INTAKE, "a-neighbour")
        return Conflict.objects.create(user=known, case=self.case, reason="A neighbour", declared_by=known)

    @cached_property
    def begun(self):
        """An import of which no file has come yet."""
        return CaseImport.objects.create(source="Ledgerline", compartment="import-1", files=[], said={}, by=self.opener)

    def user(self, role: Role, name: str, person: Person | None = None) -> User:
        """Somebody who signs in."""
        return User.objects.create_user(name, None, full_name=name.title(), role=role.value, person=person)

    def browser(self, user: User | None) -> Client:
        """The browser of that user, signed in once; it is given afresh where its cookies changed, as by signing out."""
        known = self.browsers.get(user)
        if known is None or kept_in(known[0]) != known[1]:
            made = browser_of(user, self.case)
            known = self.browsers[user] = (made, kept_in(made))
        return known[0]

    def related(self, role: Role, relation: str) -> User:
        """Somebody with that job in that relation to the case."""
        person = self.officer if relation == "officer concerned" else None
        user = self.user(role, f"{role.value}, {relation}", person)
        if relation == "grant ended":
            with transaction.atomic():
                grants.withdraw(grant=grants.place(self.case, user, self.opener), by=self.head)
        elif relation == "grant expired":
            now = timezone.now()
            Grant.objects.create(case=self.case, user=user, role=role, since=now - 2 * HOUR, until=now - HOUR, granted_by=self.opener)
        elif relation != "none":
            with transaction.atomic():
                grants.place(self.case, user, self.opener)
            OperationReader.objects.create(operation=self.finding.operation, user=user)
        if relation == "conflict":
            Conflict.objects.create(user=user, case=self.case, reason="A neighbour", declared_by=user)
        return user

    def address(self, route, reference: str = "") -> str:
        """The address of a route in this world."""
        numbers = {
            "finish-task": self.task,
            "withdraw-grant": self.grant,
            "strike-tie": self.tie,
            "reach-letter": self.letter,
            "seat-copy": self.job,
            **({route.name: self.conflict} if route.name == "end-conflict" else {}),
            **({route.name: self.begun} if route.name in ("import", "import-report") else {}),
        }
        number = numbers[route.name].pk if route.name in numbers else self.exhibit.pk if "exhibits" in route.path else 1
        if route.name in OVERSEEN:
            number = self.overseen[route.name]
        path = route.path.replace("<str:reference>", reference or self.case.reference).replace("<int:number>", str(number))
        slug = (self.announced if route.name.startswith("hearing-notice") else self.published).slug
        words = {"<str:kind>": "Recorded", "<slug:slug>": slug, "<slug:figure>": "calls", "<slug:sign>": "C1"}
        words |= {"<slug:page>": "what", "<str:report>": self.report.reference}
        words |= {"<int:place>": "1", "<slug:code>": "T1", "<slug:link>": "unit--attendance--person"}
        words |= {"<int:volume>": "0", "<slug:cut>": "panel", "<int:job>": str(self.job.pk)}
        words |= {"<str:finding>": self.finding.reference, "<str:operation>": self.finding.operation.reference}
        words |= {"<slug:kind>": "response-form", "<str:officer>": "officer-1", "<str:person>": "witness-1"}
        words |= {"<str:seat>": reference or self.case.reference, "<str:matter>": reference or self.case.reference}
        words |= {"<str:looked>": self.finding.reference}
        words |= {"<str:whom>": "victim-1", "<str:link>": "2222-2222", "<slug:what>": "review"}
        if "<slug:frozen>" in path or "<slug:number>" in path:
            words |= {
                "<slug:frozen>": self.frozen.snapshot[:16],
                "<slug:number>": str(self.figures.pk),
                "<slug:measure>": "complaints-made",
                "<slug:paper>": "board",
            }
        for word, value in words.items():
            path = path.replace(word, value)
        return "/" + path + ("?row=complaint" if route.name == "figures-cases" else "")


def kept_in(client: Client) -> dict[str, str]:
    """The cookies of a browser, without the moment at which they end: that moves with each answer."""
    return {name: cookie.value for name, cookie in client.cookies.items()}


def browser_of(user: User | None, *cases: Case | str) -> Client:
    """The browser of somebody who has signed in and given a purpose for those cases."""
    client = Client()
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session[KEPT] = {getattr(case, "reference", case): "Testing" for case in cases}
        session.save()
    return client


def ask(client: Client, method: str, address: str):
    """One request whose effects are undone."""
    with transaction.atomic():
        response = client.get(address) if method == "GET" else client.post(address, {"format": "csv"})
        transaction.set_rollback(True)
    return response


def observed(world: World, user: User | None, route, method: str) -> str:
    """What that user is answered, in the words of the matrix."""
    response = ask(world.browser(user), method, world.address(route))
    if response.status_code == 302 and response["Location"].startswith("/sign-in/"):
        return "sign in" if route.name != "sign-out" else "goes on"
    return ANSWERS[response.status_code]
