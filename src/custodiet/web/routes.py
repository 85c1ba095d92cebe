"""The table of routes: every address of the house, who may open it, what it discloses and how it may be asked.

`docs/permissions.md` is written from this table, and tests/permissions holds each row against what really happens.
"""

from custodiet.casework.jobs import PERMISSIONS, Permission
from custodiet.casework.models import Role
from custodiet.web.portal.routes import PORTAL_ROUTES
from custodiet.web.public.routes import PUBLIC_ROUTES
from custodiet.web.route import Anyone, Route, row
from custodiet.web.staff import (
    bundles,
    case,
    checkpoints,
    columns,
    contact,
    desk,
    disposal,
    door,
    exhibit,
    exhibits,
    figure_papers,
    figures,
    findings,
    follow,
    hearing,
    imports,
    lists,
    national,
    officer_watch,
    operations,
    original,
    overdue,
    oversight,
    own,
    papers,
    password,
    promises,
    publish,
    publish_hearing,
    reach,
    recommended,
    referral,
    reports,
    responses,
    retention,
    rule_hot,
    rules,
    samples,
    seat,
    step,
    ties,
    watch,
    work,
)

READ, FORM, SEND = ("GET",), ("GET", "POST"), ("POST",)
CASE = "case/<str:reference>/"
POSITION = ("title", "position", "steps", "aliases", "allegations", "tasks", "notes", "workers")
NAMES = ("name", "title", "born_on", "vulnerability", "officer profile", "safe contact")
LINE = ("reference", "title", "stage")
EXHIBIT = ("exhibit", "custody", "disclosure", "readings")
WHO = ("aliases", "numbers, names and keys that they are known by")
TRAFFIC = ("calls", "texts", "messages", "looks at records", "duties")
SEEN = ("pseudonyms", "lane", "tier", "span")
TERMS = ("operation", "readers", "decisions", "numbers of findings")
FINDING, OPERATION = "findings/<str:finding>/", "operations/<str:operation>/"
IMPORT = "imports/<int:number>/"
FROZEN = "figures/<slug:frozen>/"
BUNDLE = CASE + "bundles/<int:number>/"
COPIES = ("items", "decisions", "copies", "given")
PAPER = CASE + "papers/<int:number>/"
REACHED = ("aliases", "safe contact", "safe ways", "own page", "messages", "requests", "outgoing")
PAPERS = ("papers", "service", "answers")
FOLLOWED = ("warnings", "restrictions", "supervision", "re-vetting", "reflective practice", "learning", "proof")
OWN, SEAT = "own/<str:matter>/", "sitting/<str:seat>/"
OWN_SIDE = ("notices", "allegations", "periods", "papers", "copies", "own answers", "age", "follow-up", "own findings")
REFERRAL = ("criteria", "days of referral", "form of investigation")
RECEIVED = ("force", "reference", *REFERRAL, "clocks", "aliases", "allegations")
RECOMMENDED = ("recommendations", "answers")
RECOMMENDATION = "oversight/recommendations/<int:number>/"
SHOWN = ("operation", "evidence", "rows", "decisions", "looks", "watches")
LEDGER = ("sizes and roots of the ledger",)
BETWEEN = CASE + "contact/<str:officer>/<str:person>/"


ROUTES: tuple[Route, ...] = (
    row("", "worklist", work.worklist, Anyone.SIGNED_IN, (*LINE, "duties", "tasks", "imports that wait"), READ),
    row("sign-in/", "sign-in", desk.SignIn.as_view(), Anyone.PUBLIC, (), FORM),
    row("sign-out/", "sign-out", desk.SignOut.as_view(), Anyone.SIGNED_IN, (), SEND),
    row("password/", "password", password.password, Anyone.SIGNED_IN, (), FORM),
    row("new/", "new", work.new, Permission.OPEN, (), FORM),
    row("search/", "search", work.search, Permission.VIEW, LINE, FORM),
    row("own/", "own-matters", own.matters, Anyone.SIGNED_IN, ("reference",), READ),
    row("own/findings/<str:looked>/", "own-finding", own.finding, Anyone.SIGNED_IN, ("operation", "evidence", "decisions", "looks"), FORM),
    row(OWN, "own-matter", own.matter, Anyone.SIGNED_IN, OWN_SIDE, READ),
    row(OWN + "statement/", "own-statement", own.statement, Anyone.SIGNED_IN, OWN_SIDE, FORM),
    row(OWN + "reply/", "own-reply", own.reply, Anyone.SIGNED_IN, OWN_SIDE, FORM),
    row(OWN + "objection/", "own-objection", own.objection, Anyone.SIGNED_IN, OWN_SIDE, FORM),
    row(OWN + "message/", "own-message", own.message, Anyone.SIGNED_IN, OWN_SIDE, FORM),
    row(OWN + "help/", "own-help", own.let_in, Anyone.SIGNED_IN, OWN_SIDE, FORM),
    row(OWN + "help/<int:number>/end/", "own-help-end", own.take_back, Anyone.SIGNED_IN, (), SEND),
    row(OWN + "paper/<int:number>/", "own-paper", own.paper, Anyone.SIGNED_IN, ("the paper",), SEND),
    row(OWN + "copy/<int:number>/", "own-copy", own.copy, Anyone.SIGNED_IN, ("the copy",), SEND),
    row("sitting/", "seats", seat.listed, Permission.SIT, ("reference", "day"), READ),
    row(SEAT, "seat", seat.seat, Permission.SIT, ("days", "place", "periods", "copies for the panel"), READ),
    row(SEAT + "copy/<int:number>/", "seat-copy", seat.copy, Permission.SIT, ("the copy",), SEND),
    row(SEAT + "conflict/", "seat-conflict", seat.conflict, Permission.SIT, (), FORM),
    row(CASE, "case", case.case, Permission.VIEW, (*POSITION, "warnings"), READ),
    row(CASE + "purpose/", "purpose", case.purpose, Permission.VIEW, ("own tasks",), FORM),
    row(CASE + "account/", "account", case.account, Permission.RECORD, POSITION, READ),
    row(CASE + "account/<int:number>/correct/", "correct", step.correct, Permission.TAKE_STEP, POSITION, FORM),
    row(CASE + "step/<str:kind>/", "step", step.step, Permission.TAKE_STEP, POSITION, FORM),
    row(CASE + "people/", "people", case.people, Permission.RECORD, NAMES, READ),
    row(CASE + "people/add/", "add-person", desk.add_person, Permission.PEOPLE, POSITION, FORM),
    row(CASE + "allegations/", "allegations", case.allegations, Permission.VIEW, POSITION, READ),
    row(CASE + "hearing/", "hearing", hearing.hearing, Permission.VIEW, POSITION, READ),
    row(CASE + "hearing/<str:officer>/diary/", "hearing-diary", hearing.diary, Permission.VIEW, ("days of the hearing",), SEND),
    row(CASE + "exhibits/", "exhibits", exhibits.exhibits, Permission.EXHIBITS, EXHIBIT, READ),
    row(CASE + "exhibits/add/", "add-exhibits", exhibits.add, Permission.HANDLE, (), FORM),
    row(CASE + "exhibits/schedule/", "schedule", exhibits.schedule, Permission.EXHIBITS, EXHIBIT, READ),
    row(CASE + "exhibits/<int:number>/", "exhibit", exhibit.exhibit, Permission.EXHIBITS, EXHIBIT, READ),
    row(CASE + "exhibits/<int:number>/read/", "read-exhibit", exhibit.read, Permission.HANDLE, EXHIBIT, FORM),
    row(CASE + "exhibits/<int:number>/columns/", "exhibit-columns", columns.correct, Permission.HANDLE, EXHIBIT, FORM),
    row(CASE + "exhibits/<int:number>/stop/", "stop-reading", exhibit.stop, Permission.HANDLE, (), SEND),
    row(CASE + "exhibits/<int:number>/copy/", "copy-exhibit", exhibit.copy, Permission.EXHIBITS, ("the original",), SEND),
    row(CASE + "exhibits/<int:number>/line/", "exhibit-line", original.line, Permission.EXHIBITS, ("the original",), READ),
    row(CASE + "exhibits/<int:number>/disclosure/", "disclose-exhibit", exhibit.disclose, Permission.DISCLOSE, ("exhibit",), FORM),
    row(CASE + "exhibits/<int:number>/disposal/", "dispose-exhibit", disposal.dispose, Permission.DISCLOSE, EXHIBIT, FORM),
    row("promises/", "promises", promises.promises, Permission.REACH, (*LINE, *REACHED, "duties"), READ),
    row("follow-up/", "follow-across", follow.across, Permission.FOLLOW, (*LINE, "aliases", *FOLLOWED), READ),
    row("follow-up/warnings/", "warnings", follow.register, Permission.FOLLOW, ("reference", "warnings", "days"), FORM),
    row(CASE + "follow-up/", "follow", follow.follow, Permission.FOLLOW, (*POSITION, *FOLLOWED, "areas compared"), FORM),
    row(CASE + "follow-up/watch/", "officer-watch", officer_watch.watch, Permission.DETECT, (*POSITION, "watches of an order"), FORM),
    row(CASE + "reach/<str:whom>/areas/", "areas", follow.areas, Permission.REACH, (*REACHED, "areas"), FORM),
    row(CASE + "retention/", "case-retention", retention.case, Permission.DISPOSE, (*POSITION, "retention"), FORM),
    row(CASE + "reach/", "reach", reach.reach, Permission.REACH, (*REACHED, "areas compared"), FORM),
    row("overdue/", "chief", overdue.chief, Permission.CHIEF, ("reference", "aliases", "duties", "learning"), READ),
    row(CASE + "reach/<str:whom>/update/", "update", promises.update, Permission.REACH, REACHED, FORM),
    row(CASE + "reach/<str:whom>/", "reach-person", reach.person, Permission.REACH, REACHED, FORM),
    row(CASE + "reach/<str:whom>/letter/<int:number>/", "reach-letter", reach.letter, Permission.REACH, REACHED, READ),
    row(CASE + "papers/", "papers", papers.papers, Permission.RECORD, PAPERS, READ),
    row(CASE + "papers/answers/", "answers", responses.answers, Permission.PAPERS, PAPERS, FORM),
    row(CASE + "papers/make/<str:officer>/<slug:kind>/", "make-paper", papers.make, Permission.PAPERS, PAPERS, FORM),
    row(PAPER, "paper", papers.paper, Permission.VIEW, ("name", "the paper", "service"), READ),
    row(PAPER + "copy/", "copy-paper", papers.copy, Permission.VIEW, ("name", "the paper"), SEND),
    row(PAPER + "pdf/", "pdf-paper", papers.pdf, Permission.VIEW, ("name", "the paper"), SEND),
    row(PAPER + "pack/", "pack-paper", lists.pack, Permission.RECORD, ("name", "date of birth", "the paper"), SEND),
    row(PAPER + "edited/", "edited-paper", papers.edited, Permission.TAKE_STEP, ("the paper",), FORM),
    row(PAPER + "serve/", "serve-paper", papers.serve, Permission.PAPERS, ("service",), FORM),
    row(PAPER + "exhibit/", "exhibit-paper", papers.exhibit, Permission.HANDLE, (), SEND),
    row(CASE + "lists/", "lists", lists.lists, Permission.RECORD, (*POSITION, *PAPERS), READ),
    row(CASE + "contact/", "contacts", contact.choose, Permission.EXHIBITS, WHO, READ),
    row(CASE + "contact/who/", "tie", ties.tie, Permission.HANDLE, WHO, FORM),
    row(CASE + "contact/who/<int:number>/strike/", "strike-tie", ties.strike, Permission.HANDLE, WHO, FORM),
    row(CASE + "bundles/", "bundles", bundles.bundles, Permission.EXHIBITS, ("title", "pages"), READ),
    row(CASE + "bundles/new/", "new-bundle", bundles.new, Permission.HANDLE, (), FORM),
    row(BUNDLE, "bundle", bundles.bundle, Permission.EXHIBITS, COPIES, READ),
    row(BUNDLE + "choose/", "choose-bundle", bundles.choose, Permission.HANDLE, ("exhibit",), FORM),
    row(BUNDLE + "<int:volume>/decide/<slug:cut>/", "decide-bundle", bundles.decide, Permission.DISCLOSE, COPIES, FORM),
    row(BUNDLE + "build/", "build-bundle", bundles.build, Permission.HANDLE, (), SEND),
    row(BUNDLE + "<int:job>/copy/", "copy-bundle", bundles.copy, Permission.EXHIBITS, ("the copy",), SEND),
    row(BUNDLE + "<int:job>/given/", "given-bundle", bundles.given, Permission.HANDLE, ("the copy",), FORM),
    row(BETWEEN, "contact", contact.account, Permission.EXHIBITS, TRAFFIC, READ),
    row(BETWEEN + "rows/<slug:figure>/", "contact-rows", contact.rows, Permission.EXHIBITS, TRAFFIC, READ),
    row(BETWEEN + "export/", "export-contact", contact.export, Permission.HANDLE, TRAFFIC, SEND),
    row(CASE + "notes/", "notes", desk.note_page, Permission.NOTE, POSITION, FORM),
    row(CASE + "tasks/", "tasks", desk.task_page, Permission.TASK, POSITION, FORM),
    row(CASE + "tasks/<int:number>/done/", "finish-task", desk.finish_task, Permission.TASK, (), SEND),
    row(CASE + "publish/", "publish", publish.publishing, Permission.PUBLISH, POSITION, FORM),
    row(CASE + "publish/hearing/", "publish-hearing", publish_hearing.publishing, Permission.COMPOSE, POSITION, FORM),
    row(CASE + "publish/hearing/write/", "write-notice", publish_hearing.writing, Permission.COMPOSE, POSITION, FORM),
    row(CASE + "access/", "grants", desk.grant_page, Permission.GRANT, (*POSITION, "users", "conflicts"), FORM),
    row(CASE + "access/<int:number>/withdraw/", "withdraw-grant", desk.withdraw_grant, Permission.GRANT, (), SEND),
    row(CASE + "looked/", "looked", case.looked, Permission.LOG, ("actor", "verb", "purpose", "fields"), READ),
    row(CASE + "conflict/", "conflict", desk.conflict, Permission.VIEW, (), FORM),
    row(CASE + "conflict/<int:number>/end/", "end-conflict", desk.end_conflict, Permission.GRANT, (*POSITION, "users", "conflicts"), FORM),
    row("barred-check/", "barred-check", lists.barred_check, Permission.RECORD, ("applicants against the public list",), FORM),
    row("oversight/", "oversight", oversight.referrals, Permission.OVERSEE, (*LINE, *REFERRAL), READ),
    row("oversight/received/<int:number>/", "received-referral", referral.received, Permission.OVERSEE, RECEIVED, READ),
    row(CASE + "referral/", "referral", referral.referral, Permission.REFER, ("title", "position", *REFERRAL, "clocks"), FORM),
    row("oversight/overdue/", "overdue-matters", oversight.overdue, Permission.OVERSEE, (*LINE, "duties", "reasons given"), READ),
    row("oversight/samples/", "samples", samples.samples, Permission.JUDGE, ("questions", "numbers of cases"), FORM),
    row("oversight/samples/<int:number>/", "sample", samples.sample, Permission.JUDGE, (*LINE, "judgements"), READ),
    row("oversight/samples/<int:number>/<int:place>/", "judge", samples.judge, Permission.JUDGE, (*LINE, "judgements"), FORM),
    row("oversight/recommendations/", "recommendations", recommended.recommendations, Permission.RECOMMENDED, RECOMMENDED, FORM),
    row(RECOMMENDATION, "recommendation", recommended.recommendation, Permission.RECOMMENDED, RECOMMENDED, FORM),
    row("oversight/ledger/", "checkpoints", checkpoints.checkpoints, Permission.OVERSEE, LEDGER, FORM),
    row("oversight/ledger/take/", "take-checkpoint", checkpoints.take, Permission.OVERSEE, LEDGER, SEND),
    row("oversight/ledger/<int:number>/", "checkpoint", checkpoints.checkpoint, Permission.OVERSEE, LEDGER, READ),
    row("door/", "door", door.door, Anyone.SIGNED_IN, (), FORM),
    row("reports/", "reports", reports.received, Permission.REPORTS, ("number", "way", "received"), READ),
    row("reports/<str:report>/", "report", reports.report, Permission.REPORTS, ("words", "safe contact", "names of files"), FORM),
    row("findings/", "findings", findings.findings, Permission.DETECT, SEEN, READ),
    row(FINDING, "finding", findings.finding, Permission.DETECT, (*SEEN, "evidence", "decisions"), FORM),
    row(FINDING + "rows/<slug:sign>/", "finding-rows", findings.rows, Permission.DETECT, (*SEEN, "rows"), READ),
    row(FINDING + "adopt/", "adopt-finding", findings.adopting, Permission.OPEN, (), FORM),
    row("officers/shown/", "shown-to-officer", findings.shown, Permission.AUTHORISE, SHOWN, FORM),
    row("operations/", "operations", operations.operations, Permission.DETECT, ("operation",), READ),
    row("operations/new/", "new-operation", operations.new, Permission.DETECT, ("users",), FORM),
    row(OPERATION, "operation", operations.operation, Permission.DETECT, TERMS, READ),
    row(OPERATION + "decide/", "decide-operation", operations.decide, Permission.AUTHORISE, TERMS, SEND),
    row("retention/", "retention", retention.listed, Permission.DISPOSE, ("reference", "title", "period", "holds"), READ),
    row("imports/", "imports", imports.imports, Permission.IMPORT, ("source", "numbers of files", "how far it is", "who began it"), FORM),
    row(IMPORT, "import", imports.one, Permission.IMPORT, ("headers", "rows refused or doubtful"), FORM),
    row(IMPORT + "report/", "import-report", imports.report, Permission.IMPORT, ("rows refused or doubtful",), SEND),
    row("watch/", "watch", watch.watch, Permission.WATCH, ("user", "subject", "purposes", "tried"), READ),
    row("watch/<int:number>/", "watched-look", watch.look, Permission.WATCH, ("user", "subject", "purposes", "tried"), FORM),
    row("rules/", "rules", rules.rules, Anyone.SIGNED_IN, ("windows", "explanations", "numbers of findings"), READ),
    row("rules/window/<slug:code>/", "confirm-window", rules.window, Permission.AUTHORISE, ("windows",), FORM),
    row("rules/hot/", "hot-records", rule_hot.hot, Permission.AUTHORISE, ("person", "days", "reason"), FORM),
    row("rules/link/<slug:link>/", "decide-link", rules.link, Permission.AUTHORISE, ("proposals",), FORM),
    row("figures/", "figures", figures.figures, Permission.FIGURES, ("snapshots",), FORM),
    row("figures/national/", "national-figures", national.national, Permission.FIGURES, ("numbers of forces",), FORM),
    row(FROZEN, "frozen-figures", figures.frozen, Permission.FIGURES, ("counts",), READ),
    row(FROZEN + "publish/", "publish-figures", figures.publish, Permission.PUBLISH, ("tables as they may leave",), FORM),
    row(FROZEN + "papers/", "figure-papers", figure_papers.papers, Permission.PUBLISH, ("titles of papers",), READ),
    row(FROZEN + "papers/answer/", "figure-answer", figure_papers.answer, Permission.PUBLISH, ("questions and layouts",), READ),
    row(FROZEN + "papers/<slug:paper>/", "figure-paper", figure_papers.paper, Permission.PUBLISH, ("counts",), FORM),
    row(FROZEN + "<slug:measure>/", "figures-measure", figures.measure, Permission.FIGURES, ("counts",), READ),
    row(FROZEN + "<slug:measure>/cases/", "figures-cases", figures.cases, Permission.FIGURES, LINE, READ),
    *PUBLIC_ROUTES,
    *PORTAL_ROUTES,
)


def permissions_markdown() -> str:
    """docs/permissions.md: who may open which address, and what it shows."""
    lines = [
        "# Who may open what",
        "",
        "Written from `custodiet.web.routes` and `custodiet.casework.jobs`; do not edit by hand. Within a case the reader also",
        "needs a place in it, must not be one of its people and must not have declared a conflict; whatever is not permitted is",
        "answered exactly like what does not exist. A finding opens to whoever is named in its authorised, unexpired operation, and to",
        "nobody whom it concerns; an operation past its last day opens to its authoriser alone. What lies below `/own/` opens to the",
        "officer concerned, once they had notice, and (to read) to whom they let in; what lies below `/sitting/` to whoever sits.",
        "How people may safely be reached shows among the people of a case only with permission to write to people of the public; what",
        "makes somebody vulnerable, only with permission to see what makes somebody vulnerable.",
        "",
        "| address | methods | who | what it shows |",
        "|---|---|---|---|",
    ]
    for route in ROUTES:
        who = "with permission to " + route.permission.value if isinstance(route.permission, Permission) else route.permission.value
        lines.append(f"| `/{route.path}` | {', '.join(route.methods)} | {who} | {', '.join(route.discloses) or 'nothing'} |")
    lines += ["", "## What each job may do", "", "| job | permissions |", "|---|---|"]
    for role in Role:
        allowed = ", ".join(sorted(permission.value for permission in PERMISSIONS[role]))
        lines.append(f"| {role.label} | {allowed or 'nothing'} |")
    return "\n".join(lines) + "\n"
