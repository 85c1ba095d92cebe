"""The plain extracts of a force's systems: which headers mean which column of which table. One row of `EXTRACTS` is one reader.

The headers are words that such systems use; no force's export is known by heart. What is not recognised is asked for.
"""

from collections.abc import Mapping

from custodiet.evidence.readers.extract import Extract
from custodiet.evidence.readers.extract_columns import Col

INCIDENT_NO = (
    "incident id", "incident no", "incident number", "incident ref", "incident reference", "incident", "log no", "log number", "cad no", "cad number",
    "cad ref", "storm log", "command and control no", "incident urn", "log id", "log ref", "log reference", "cad log", "cad id", "incident log no",
    "incident log number",
)  # fmt: skip
CRIME_NO = (
    "crime id", "crime no", "crime number", "crime ref", "crime reference", "case id", "case no", "case number", "case ref", "occurrence no",
    "occurrence number", "investigation no", "crime or case",
)  # fmt: skip
PERSON_NO = (
    "person id", "person no", "person number", "person ref", "person urn", "nominal id", "nominal no", "nominal number", "nominal ref", "nominal",
    "subject id", "person", "nominal urn", "nominal reference", "subject urn", "subject ref", "person reference", "individual id",
)  # fmt: skip
STAFF_NO = (
    "staff id", "staff no", "staff number", "collar no", "collar number", "collar", "collar nos", "collar numbers", "shoulder no", "shoulder number", "officer id",
    "officer no", "officer number", "employee no", "employee number", "employee id", "resource id", "officer", "resource", "officer collar no",
    "officer collar number", "officer collar", "collar id", "payroll no", "payroll number", "personnel no", "personnel number", "staff ref", "force no",
    "force number", "pin",
)  # fmt: skip
FROM = (
    "from",
    "valid from",
    "start",
    "start date",
    "date from",
    "from date",
    "started",
    "effective from",
    "date assigned",
    "date allocated",
    "assigned",
    "active from",
    "issue date",
    "date issued",
    "linked",
    "linked date",
)
TO = (
    "to",
    "valid to",
    "end",
    "end date",
    "date to",
    "to date",
    "until",
    "ended",
    "effective to",
    "date closed",
    "closed",
    "date ended",
    "active to",
    "return date",
    "date returned",
    "unlinked",
)
WHEN = ("at", "date and time", "date time", "datetime", "timestamp", "when", "date")
CLOCK = ("time", "event time", "time of event", "start time")

INVOLVED: Mapping[str, tuple[str, ...]] = {
    "victim": ("vic", "aggrieved", "injured party", "ip", "victim of crime", "complainant victim"),
    "witness": ("wit", "witness only"),
    "suspect": ("sus", "offender", "accused", "defendant", "arrested", "named suspect", "perpetrator", "suspected"),
    "other": (
        "caller",
        "informant",
        "reporting person",
        "involved",
        "involved party",
        "party",
        "relative",
        "next of kin",
        "child present",
        "other party",
    ),
}
CHARGED: Mapping[str, tuple[str, ...]] = {
    "OIC": ("officer in case", "officer in the case", "officer in charge", "investigating officer", "investigator", "io"),
    "supervisor": ("supervising officer", "supervising sergeant", "line supervisor"),
    "FLO": ("family liaison officer", "family liaison"),
    "SOIT": ("sexual offences investigation trained officer", "sexual offences liaison officer", "solo"),
    "IDVA-liaison": ("idva", "idva liaison officer"),
    "file": ("file preparation", "file prep", "case file", "file builder", "file build", "cju", "criminal justice unit"),
    "exhibits": ("exhibits officer", "exhibit officer"),
    "disclosure": ("disclosure officer",),
}
TASKED: Mapping[str, tuple[str, ...]] = {
    "intel": ("intelligence", "research", "intel research", "intelligence task"),
    "missing": ("missing person", "misper", "missing from home"),
    "marac": ("marac research", "marac referral"),
    "safeguarding": ("safeguarding check", "welfare check", "safeguard"),
    "licensing": ("firearms licensing", "licence"),
    "court warning": ("court", "witness care", "witness warning"),
    "warrant": ("warrant enquiry", "execute warrant"),
    "dbs/vetting": ("dbs", "vetting", "vetting check"),
    "complaint": ("complaint enquiry",),
    "audit": ("data audit", "quality check"),
    "training": ("training exercise",),
    "sar": ("subject access request", "subject access"),
}
SERVING: Mapping[str, tuple[str, ...]] = {
    "officer": ("police officer", "po", "regular"),
    "staff": ("police staff", "civilian", "support staff"),
    "special": ("special constable", "special constabulary", "specials"),
    "PCSO": ("community support officer", "police community support officer"),
    "contractor": ("agency", "contract"),
}
CHANNELS: Mapping[str, tuple[str, ...]] = {
    "call": ("telephone", "phone", "phone call", "telephone call", "tel"),
    "text": ("sms", "text message"),
    "visit": ("in person", "face to face", "home visit", "personal visit"),
    "e-mail": ("email", "mail by computer"),
    "letter": ("post", "by post"),
}
TIES: Mapping[str, tuple[str, ...]] = {
    "declared": ("notifiable association", "declared association", "declarable association", "business interest"),
    "family": ("relative", "spouse", "partner", "kin"),
    "neighbour": ("neighbor", "lives near"),
    "colleague": ("co-worker", "workmate"),
}

_STAFF = Col("staff_id", STAFF_NO, needed=True, about="the officer or member of staff")
_SENT = Col("staff_id", tuple(each for each in STAFF_NO if "resource" not in each), needed=True, about="the officer or member of staff")
"""Command and control calls a car with its call sign a resource too, so that word alone does not say who was sent."""
_PERSON = Col("person_id", PERSON_NO, needed=True, about="the person")
_INCIDENT = Col("incident_id", INCIDENT_NO, needed=True, about="the number of the incident")
_FROM, _TO = Col("from", FROM, "from", about="from when"), Col("to", TO, "to", about="until when")


def _event(name: str, table: str, about: str, numbers: tuple[str, ...], when: tuple[str, ...], until: tuple[str, ...]) -> Extract:
    """An extract of something that a member of staff did about a person."""
    return Extract(name, about, table, (
        Col("id", (*numbers, "id", "no", "number", "ref", "reference"), about="its number"), _STAFF, _PERSON,
        Col("at", (*when, *WHEN), "at", needed=True, about="when it was", clock=CLOCK),
        Col("until", (*until, "until", "end", "ended", "closed", "finish"), "to", about="until when it lasted"),
    ))  # fmt: skip


EXTRACTS: tuple[Extract, ...] = (
    Extract("incidents", "incidents from command and control", "incident", (
        _INCIDENT,
        Col("opened", ("opened", "created", "date opened", "opened at", "created at", "reported", "incident date", "date created", "start", "date"), "from",
            about="when it was opened", clock=("time", "opened at time", "time opened", "time created")),
        Col("closed", ("closed", "date closed", "closed at", "finalised", "end", "resulted"), "to", about="when it was closed", clock=("time closed",)),
        Col("type", ("type", "incident type", "opening code", "nature", "category", "class", "closing code"), about="the kind of incident"),
        Col("grade", ("grade", "response grade", "priority", "grading"), about="the grade of response"),
        Col("da_flag", ("da flag", "domestic abuse", "da", "domestic", "domestic abuse flag"), "yes/no", about="whether it is domestic abuse"),
        Col("location", ("location", "address", "place", "where"), about="where it was"),
    )),
    Extract("involvements", "who is involved in an incident or crime, and as what", "involvement", (
        Col("incident_id", INCIDENT_NO, about="the number of the incident"), Col("crime_id", CRIME_NO, about="the number of the crime"), _PERSON,
        Col("role", ("role", "involvement", "involvement type", "capacity", "party type", "relationship"), "code", about="as what", codes=INVOLVED),
        _FROM, _TO,
    ), any_of=(("incident_id", "crime_id"),)),
    Extract("attendance", "who was sent to an incident, with the status times", "attendance", (
        _INCIDENT, _SENT, Col("callsign", ("call sign", "callsign", "unit", "resource callsign"), about="the call sign"),
        Col("assigned", ("assigned", "despatched", "dispatched", "allocated", "sent", "mobilised", "status 5", "assigned at"), "at", about="when they were sent"),
        Col("at_scene", ("at scene", "on scene", "arrived", "arrival", "at location", "status 6", "scene", "at scene at"), "at", about="when they were at the scene"),
        Col("clear", ("clear", "cleared", "left scene", "departed", "free", "resumed", "clear of scene", "clear at"), "at", about="when they left"),
    ), day=("date", "incident date", "day")),
    Extract("assignments", "who is in charge of a case or part of it", "assignment", (
        Col("case_id", CRIME_NO, needed=True, about="the number of the case"), _STAFF,
        Col("role", ("role", "assignment", "assignment type", "assigned as", "capacity"), "code", about="as what", codes=CHARGED), _FROM, _TO,
    )),
    Extract("tasks", "tasks given to members of staff", "task", (
        Col("task_id", ("task id", "task no", "task number", "task ref", "id", "ref"), about="its number"), _STAFF,
        Col("person_id", PERSON_NO, about="the person"), Col("case_id", CRIME_NO, about="the number of the case"),
        Col("kind", ("kind", "type", "task type", "task", "category"), "code", about="the kind of task", codes=TASKED), _FROM, _TO,
    ), any_of=(("person_id", "case_id"),)),
    Extract("staff", "officers and members of staff", "staff", (
        _STAFF, Col("warrant_no_hash", ("warrant no", "warrant number", "warrant card"), "digest", hidden=True, about="the warrant number"),
        Col("kind", ("kind", "type", "employee type", "staff type", "category", "employment type"), "code", about="the kind of employment", codes=SERVING),
        Col("start", ("start", "start date", "joined", "date joined", "appointed", "from"), "from", about="when they joined"),
        Col("end", ("end", "end date", "left", "leaving date", "date left", "to"), "to", about="when they left"),
        Col("hours_fraction", ("hours fraction", "fte", "full time equivalent", "hours"), "real", about="the part of full time"),
    )),
    Extract("postings", "where and under whom members of staff serve", "posting", (
        _STAFF, Col("role_code", ("role code", "role", "post", "position", "job title"), about="the role"),
        Col("unit_id", ("unit id", "unit", "team", "department", "station"), about="the unit"),
        Col("supervisor_id", ("supervisor id", "supervisor", "supervisor collar no", "line manager", "line manager id", "reports to"), about="the supervisor"),
        Col("valid_from", FROM, "from", about="from when"), Col("valid_to", TO, "to", about="until when"),
    )),
    Extract("accounts", "log-ins and who holds them", "account", (
        Col("account_id", ("account id", "user id", "userid", "username", "user name", "login", "log in", "log-in", "account", "login id", "login name",
                               "logon", "logon id", "user login", "account name"), needed=True, about="the log-in"),
        _STAFF, Col("system", ("system", "application", "database"), about="the system"),
        Col("valid_from", ("valid from", "from", "created", "start", "start date", "enabled", "date created", "active from"), "from", about="from when"),
        Col("valid_to", ("valid to", "to", "disabled", "end", "end date", "closed", "date disabled", "active to"), "to", about="until when"),
        Col("is_shared", ("shared", "is shared", "generic", "generic account", "shared account"), "yes/no", about="whether several use it"),
    )),
    Extract("persons", "people in the force's records (no names are read)", "person", (
        _PERSON, Col("merged_into", ("merged into", "merged to", "master id", "superseded by", "now"), about="the record it became"),
        Col("dob_year", ("year of birth", "dob", "date of birth", "born", "birth year", "dob year"), "year", about="the year of birth"),
        Col("sex", ("sex", "gender"), about="the sex"), Col("flags", ("flags", "markers", "warning markers", "vulnerability", "flag"), "flags", about="the flags"),
        Col("address_id", ("address id", "address ref", "address no", "location id"), about="the address"),
    )),
    Extract("contact_log", "contacts with people that were put on record", "contact_log", (
        _PERSON, Col("case_id", CRIME_NO, about="the number of the case"), _STAFF,
        Col("at", ("contact date", "date of contact", "contacted", *WHEN), "at", needed=True, about="when it was", clock=("time of contact", "contact time", *CLOCK)),
        Col("channel", ("channel", "method", "contact method", "how", "contact type", "type"), "code", about="how", codes=CHANNELS),
        Col("purpose", ("purpose", "reason", "summary", "why", "notes"), about="why"),
    )),
    Extract("associations", "ties between officers and people or addresses", "association", (
        _STAFF, Col("person_id", PERSON_NO, about="the person"), Col("address_id", ("address id", "address ref", "address no"), about="the address"),
        Col("kind", ("kind", "type", "relationship", "association", "association type", "nature"), "code", about="the kind of tie", codes=TIES), _FROM, _TO,
    ), any_of=(("person_id", "address_id"),)),
    _event("custody", "custody", "people in custody and who dealt with them", ("custody no", "custody number", "custody ref", "custody record"),
           ("arrived", "detention authorised", "arrival", "date in", "in"), ("released", "release", "date out", "out", "departed")),
    _event("stops", "stop", "stops and searches and other encounters", ("stop no", "stop ref", "search ref", "stop id", "encounter no"),
           ("stop date", "date of stop", "stopped"), ()),
    _event("calls_handled", "call_handled", "calls taken or dispatched", ("call id", "call no", "call ref"), ("call date", "received", "call start"), ("call end",)),
    _event("briefings", "briefing_view", "briefings that showed a person", ("briefing id", "briefing no", "slide no"), ("briefed", "viewed", "briefing date"), ()),
    _event("licence_applications", "licence_app", "licence, vetting and disclosure applications", ("application no", "application id", "application ref", "certificate no"),
           ("received", "application date", "date received", "applied"), ("decided", "date decided", "granted")),
)  # fmt: skip
