"""The dated account of an officer and a person: one time line, and its figures, every one of which opens the rows behind it.

An account says what the files show and no more: what a bill cannot hold, what the roster does not say and what is contested
stand in it as such.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from custodiet.detection import accesses, contacts, duty, explanations, meetings, reasons, wording
from custodiet.detection.engine import Engine
from custodiet.detection.explanations import Explanation
from custodiet.detection.finding import Evidence
from custodiet.detection.indicators.reactive import content_signs
from custodiet.detection.reasons import Reason
from custodiet.detection.record import ADVERSE, HITS, UNDATED, Contact, Look, Meeting, Origin
from custodiet.detection.windows import DEFAULTS, Window
from custodiet.evidence.facts import TABLES

LONDON = ZoneInfo("Europe/London")
TELEPHONE, CHAT = ("call", "sms"), ("chat", "chat call")
NIGHT = (23, 7)
"""Night is from 23:00 to before 07:00, local time."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the time line. `number` counts from 1 in order of time; `local` is the time in England, None where unknown.

    `purpose` says of a contact whether an open role, duty and the contact log explain it; `explained` is the answer.
    """

    number: int
    local: datetime | None
    lane: str
    what: str
    detail: str
    duty: str
    origins: tuple[Origin, ...]
    marks: tuple[str, ...] = ()
    purpose: str = ""
    explained: bool | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, the sentence that says it, and the entries it was counted from (their numbers)."""

    key: str
    number: int
    sentence: str
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """A week of the account, from the day of the first contact: how many of each kind, and how many off duty."""

    first_day: date
    calls: int
    texts: int
    chats: int
    looks: int
    off_duty: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What the files say of the two. `first` and `last` are the days (in England) of the first and last call or text, or chat where
    there is no other contact; `weeks` counts from the one to the other.
    """

    officer: str
    person: str
    entries: tuple[Entry, ...]
    figures: tuple[Figure, ...]
    by_week: tuple[Week, ...]
    first: date | None
    last: date | None
    weeks: int
    statement: tuple[str, ...]
    cautions: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    """(source, digest) of every file whose facts were asked: those that a row stands in, and the registers and rosters behind them."""
    aids: tuple[Evidence, ...] = ()
    """What deletion, a channel that was left and cues in the words say (M1–M3): for whoever reads, and never weighed."""

    def figure(self, key: str) -> Figure:
        """The figure of that name; KeyError where there is none."""
        found = next((each for each in self.figures if each.key == key), None)
        if found is None:
            raise KeyError(key)
        return found

    def rows(self, figure: Figure) -> tuple[Entry, ...]:
        """The entries behind a figure."""
        wanted = set(figure.entries)
        return tuple(entry for entry in self.entries if entry.number in wanted)


@dataclass(slots=True)
class _Line:
    """An entry on its way: what it was made from, before it has its number."""

    at: datetime | None
    lane: str
    what: str
    detail: str
    made_from: Contact | Look | Meeting
    marks: list[str] = field(default_factory=list)
    reason: Reason | None = None


def prepare(engine: Engine) -> None:
    """Make everything that accounts rest on; once for an engine, before the first account."""
    contacts.prepare(engine)
    explanations.prepare(engine)


def between(
    engine: Engine, officer: str, person: str, windows: Mapping[str, Window] = DEFAULTS, more: Sequence[Explanation] = ()
) -> Account:
    """The account of that officer (staff_id) and that person (person_id). Needs `prepare`.

    `windows` and `more`: those by which the force audits, so that the account says of a look what an audit says.
    """
    person = contacts.same_person(engine, person)
    met = meetings.between(engine, officer, person)
    touched = contacts.between(engine, officer, person)
    looked = accesses.between(engine, officer, person, windows, more)
    closed = _closed(met)
    why = reasons.of_contacts(engine, officer, person, touched)
    told = [_of_contact(each, closed, reason) for each, reason in zip(touched, why, strict=True)]
    lines = [_of_meeting(each) for each in met] + told + [_of_look(each) for each in looked]
    lines.sort(key=lambda line: (line.at or datetime.max, line.lane))
    entries = tuple(_entry(number, line) for number, line in enumerate(lines, 1))
    numbered = list(zip(entries, [line.made_from for line in lines], strict=True))
    found = _account(officer, person, numbered, tuple(engine.sources()))
    return replace(found, aids=content_signs(engine, officer, touched, looked))


def strangers(engine: Engine, officer: str, person: str) -> list[str]:
    """Of the two whoever no row of the facts names, in sentences: a slip in a number must not read like nothing between them."""
    told = []
    for who, called, columns in (
        (officer, "officer", ("staff_id", "account_id", "originator_staff_id")),
        (person, "person", ("person_id",)),
    ):
        asked = [
            f'SELECT 1 AS one FROM {table.name} WHERE "{column}" = $who'
            for table in TABLES
            if engine.of_table(table.name)
            for column in columns
            if column in engine.shape(table.name).there and column in {each.name for each in table.columns}
        ]
        if not asked or not engine.rows(f"SELECT one FROM ({' UNION ALL '.join(asked)}) AS named LIMIT 1", who=who):
            told.append(f"No row of these facts names the {called} “{who}”, so the account says nothing of them. Check the number.")
    return told


def _account(
    officer: str, person: str, numbered: Sequence[tuple[Entry, Contact | Look | Meeting]], sources: tuple[tuple[str, str], ...]
) -> Account:
    entries = tuple(entry for entry, _ in numbered)
    touched = [(entry, made) for entry, made in numbered if isinstance(made, Contact)]
    by_telephone = [(entry, made) for entry, made in touched if made.kind in TELEPHONE]
    days = [entry.local.date() for entry, _ in by_telephone or touched if entry.local]
    first, last = (min(days), max(days)) if days else (None, None)
    weeks = -(-((last - first).days + 1) // 7) if first and last else 0
    figures = _figures(numbered)
    unsaid = Account(
        officer=officer, person=person, entries=entries, figures=figures, by_week=_by_week(entries, numbered),
        first=first, last=last, weeks=weeks, statement=(), cautions=(), sources=sources,
    )  # fmt: skip
    return Account(
        **{name: getattr(unsaid, name) for name in Account.__dataclass_fields__} | {
            "statement": (*wording.statement(unsaid), *wording.silence(longest_silence(entries))),
            "cautions": tuple(wording.cautions([made for _, made in touched], [made for _, made in numbered if isinstance(made, Look)])),
        }
    )  # fmt: skip


def local(moment: datetime | None) -> datetime | None:
    """A moment of the facts (UTC without a zone) as time in England."""
    return moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(LONDON) if moment else None


def _closed(met: Iterable[Meeting]) -> datetime | None:
    """When every matter that brought them together was closed; None while one is open, or nothing is known."""
    days = [meeting.closed for meeting in met]
    return max(day for day in days if day) if days and all(days) else None


def _entry(number: int, line: _Line) -> Entry:
    made = line.made_from
    state = "" if isinstance(made, Meeting) else made.duty
    entry = Entry(number, local(line.at), line.lane, line.what, line.detail, state, made.origins, tuple(line.marks))
    if line.reason is None or line.reason.state == "nothing to explain":
        return entry
    return replace(entry, purpose=line.reason.says, explained=line.reason.state == "explained")


def _of_meeting(meeting: Meeting) -> _Line:
    detail = ", ".join(filter(None, [meeting.number, meeting.role and f"the person is {meeting.role}"]))
    return _Line(meeting.at, "met on duty", meeting.what, detail, meeting)


def _of_contact(contact: Contact, closed: datetime | None, reason: Reason) -> _Line:
    line = _Line(contact.at, wording.LANES[contact.kind], wording.of_contact(contact), contact.body, contact, reason=reason)
    moment = local(contact.at)
    if moment and (moment.hour >= NIGHT[0] or moment.hour < NIGHT[1]):
        line.marks.append("at night")
    if closed and contact.at and contact.at > closed:
        line.marks.append("after the matter closed")
    line.marks += [
        word
        for word, is_so in (("contested", contact.contested), ("deleted", contact.deleted), ("two readings of the time", contact.at_alt))
        if is_so
    ]
    return line


def _of_look(look: Look) -> _Line:
    what = " ".join(filter(None, [look.action or "look", look.system and f"in {look.system}", look.what]))
    line = _Line(look.at, "records looked at", what, wording.of_look(look), look)
    line.marks += [look.state] if look.unexplained or look.state in (HITS, UNDATED) else []
    line.marks += ["done for another"] if look.for_another else []
    line.marks += ["contested"] if look.contested else []
    return line


def _figures(numbered: Sequence[tuple[Entry, Contact | Look | Meeting]]) -> tuple[Figure, ...]:
    def touching(*kinds: str) -> Callable[[Entry, object], bool]:
        return lambda entry, made: isinstance(made, Contact) and made.kind in kinds

    def contact(test: Callable[[Entry, Contact], bool]) -> Callable[[Entry, object], bool]:
        return lambda entry, made: isinstance(made, Contact) and test(entry, made)

    def while_(state: str, kinds: tuple[str, ...]) -> Callable[[Entry, object], bool]:
        return lambda entry, made: isinstance(made, Contact) and made.duty == state and made.kind in kinds

    tests: dict[str, Callable[[Entry, object], bool]] = {
        "calls": touching("call"),
        "texts": touching("sms"),
        "on_duty": while_(duty.ON, TELEPHONE),
        "off_duty": while_(duty.OFF, TELEPHONE),
        "duty_unknown": while_(duty.UNKNOWN, TELEPHONE),
        "chats": touching("chat"),
        "chat_calls": touching("chat call"),
        "chats_on_duty": while_(duty.ON, CHAT),
        "chats_off_duty": while_(duty.OFF, CHAT),
        "chats_duty_unknown": while_(duty.UNKNOWN, CHAT),
        "contacts": contact(lambda entry, made: True),
        "from_officer": contact(lambda entry, made: made.direction == contacts.OUT),
        "to_officer": contact(lambda entry, made: made.direction == contacts.IN),
        "at_night": contact(lambda entry, made: "at night" in entry.marks),
        "after_closed": contact(lambda entry, made: "after the matter closed" in entry.marks),
        "explained_contacts": contact(lambda entry, made: entry.explained is True),
        "unexplained_contacts": contact(lambda entry, made: entry.explained is False),
        "contested": contact(lambda entry, made: made.contested),
        "undated": contact(lambda entry, made: made.at is None),
        "meetings": lambda entry, made: isinstance(made, Meeting),
        "look_ups": lambda entry, made: isinstance(made, Look) and made.state != HITS,
        "unexplained_look_ups": lambda entry, made: isinstance(made, Look) and made.unexplained,
        "adverse_look_ups": lambda entry, made: isinstance(made, Look) and made.state == ADVERSE,
        "hit_lists": lambda entry, made: isinstance(made, Look) and made.state == HITS,
    }
    return tuple(_figure(key, [entry.number for entry, made in numbered if test(entry, made)]) for key, test in tests.items())


def _figure(key: str, numbers: list[int]) -> Figure:
    return Figure(key, len(numbers), wording.of_figure(key, len(numbers)), tuple(numbers))


def _by_week(entries: tuple[Entry, ...], numbered: Sequence[tuple[Entry, Contact | Look | Meeting]]) -> tuple[Week, ...]:
    made_from = {entry.number: made for entry, made in numbered}
    days = [entry.local.date() for entry in entries if entry.local and isinstance(made_from[entry.number], Contact)]
    if not days:
        return ()
    first = min(days)
    weeks = -(-((max(days) - first).days + 1) // 7)
    found = []
    for week in range(weeks):
        begins = first + timedelta(weeks=week)
        here = [entry for entry in entries if entry.local and begins <= entry.local.date() < begins + timedelta(weeks=1)]
        kinds = [made.kind for entry in here if isinstance(made := made_from[entry.number], Contact)]
        found.append(
            Week(
                first_day=begins,
                calls=kinds.count("call"),
                texts=kinds.count("sms"),
                chats=kinds.count("chat") + kinds.count("chat call"),
                looks=sum(isinstance(made := made_from[entry.number], Look) and made.state != HITS for entry in here),
                off_duty=sum(isinstance(made_from[entry.number], Contact) and entry.duty == duty.OFF for entry in here),
            )
        )
    return tuple(found)


def longest_silence(entries: Iterable[Entry]) -> tuple[Entry, Entry] | None:
    """The two contacts between which the longest time without contact lies."""
    dated = [entry for entry in entries if entry.local and entry.lane in wording.LANES.values()]
    return max(pairwise(dated), key=lambda pair: _apart(*pair), default=None)


def _apart(before: Entry, after: Entry) -> timedelta:
    return after.local - before.local if before.local and after.local else timedelta(0)
