"""Telephone bills and call lists, in any table: calls, texts and data of one telephone or of several, each with its row.

A bill holds what was charged, so outgoing events only, unless a column says which way each went. Local time is that of the United
Kingdom unless the file or a person says otherwise. Numbers that a spreadsheet has spoilt are refused with the row shown.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache

from custodiet.evidence import telephone
from custodiet.evidence.cells import NO_LENGTH, Stamp, combined, data_bytes, known_zone, moment, seconds, size_in, stamp, zone_in
from custodiet.evidence.facts import Fact, Value
from custodiet.evidence.grid import ENDINGS, GridRow, open_grid
from custodiet.evidence.headed import Aside, Record, find_header, first_rows, with_asides
from custodiet.evidence.mapping import Profile, known, plain
from custodiet.evidence.moments import LOCAL, Moment, Order, in_zone
from custodiet.evidence.readers import yearless
from custodiet.evidence.readers.bill_profiles import ANY_OF, DURATION, recognise
from custodiet.evidence.readers.bill_survey import (
    TOGETHER,
    TWICE,
    Survey,
    in_parts,
    kind_of,
    own_of,
    questions,
    section,
    settle_order,
    survey,
    unit_of,
    way_of,
    way_open,
)
from custodiet.evidence.readers.bill_words import MISSED, VOICEMAIL, is_total, own_in, words
from custodiet.evidence.reading import Answers, Outcome, Read, Refused, Remark, Source, UnreadableFile
from custodiet.evidence.telephone import SpoiltNumber, same

WORDS = frozenset({"message", "messagetext", "messagebody", "messagecontent", "body", "content"})
LENGTHS = frozenset(known(DURATION.synonyms))
number = lru_cache(20_000)(telephone.number)


class PhoneBill:
    """The reader of bills: see the module."""

    name = "phone_bill"
    about = "a telephone bill or call list: CSV, XLSX, XLS, ODS or PDF"
    endings = ENDINGS

    def read(self, source: Source, answers: Answers) -> Iterator[Outcome]:
        """Two passes: what the file proves as a whole, then its rows."""
        check(answers)
        grid = open_grid(source)
        yield from grid.remarks
        first = first_rows(grid)
        profile = recognise(first, answers)
        no_words(first, profile, answers)
        yield Remark("profile", f"Read as: {profile.about}.", f"{profile.name} v{profile.version}")
        found = survey(grid, profile, answers)
        order, said = settle_order(found.dates, profile, answers)
        if said is not None:
            yield said
        yield from questions(found, profile, answers)
        bill = Bill(profile, answers, found, order, years=yearless.Years(found.years))
        for each in with_asides(grid, profile.fields, answers, ANY_OF):
            if isinstance(each, Record):
                outcome = bill.outcome(each)
                if outcome is not None:
                    yield outcome
            elif isinstance(each, Aside):
                bill.own = own_in(each.text) or bill.own
            else:
                yield each
        yield from bill.remarks()


def no_words(first: Sequence[GridRow], profile: Profile, answers: Answers) -> None:
    """Refuse a list of messages: read as a bill, what they say would be lost."""
    at = find_header(first, profile.fields, answers)
    header = first[at].cells if at is not None else ()
    held = next((cell.strip() for cell in header if plain(cell) in WORDS), "")
    if held and not {plain(cell) for cell in header} & LENGTHS and answers.get("words") != "left out":
        raise UnreadableFile(
            f"The column “{held[:60]}” holds the words of messages, and no column a length: this is a list of messages and no bill, "
            "and read as one the words would be lost. Read it as handset_report; or answer “words” with “left out” to have times and "
            "numbers alone."
        )


def check(answers: Answers) -> None:
    """Refuse answers that mean nothing, before anything is read by them."""
    yearless.check(answers)
    if (zone := answers.get("zone")) and not known_zone(zone):
        raise UnreadableFile(f"“{zone}” is no zone. Give UTC, Europe/London, another name of that kind, or an offset such as +01:00.")
    if own := answers.get("own_number"):
        try:
            number(own)
        except SpoiltNumber as error:
            raise UnreadableFile(str(error)) from None
    if (origin := answers.get("origin")) and start_of(origin) is None:
        raise UnreadableFile(f"“{origin}” is no moment. Give the start of the counting as 2014-01-31T00:00:00+00:00.")


def start_of(origin: str) -> Moment | None:
    """The moment of an answer in ISO form; UTC where it names no zone."""
    try:
        given = datetime.fromisoformat(origin)
        return Moment(given, "UTC") if given.tzinfo else _or_none(in_zone(given, "UTC"))
    except ValueError:
        return None


def _or_none(moment: Moment | str) -> Moment | None:
    return moment if isinstance(moment, Moment) else None


@dataclass(slots=True)
class Bill:
    """A bill on its second pass: what is settled, and what is counted on the way for the remarks."""

    profile: Profile
    answers: Answers
    found: Survey
    order: Order | None
    own: str = ""
    local: int = 0
    odd_lengths: Counter[str] = field(default_factory=Counter)
    odd_volumes: Counter[str] = field(default_factory=Counter)
    sections: int = 0
    years: yearless.Years = field(default_factory=yearless.Years)

    def outcome(self, record: Record) -> Read | Refused | None:
        """What comes of a row; None where it only names the telephone that the next rows belong to."""
        before = self.found.repeats.repeats(record.line)
        if own := section(record):
            self.own, self.sections = own, self.sections + 1
            return None
        if before and self.answers.get("repeats") != "keep":
            return record.refused(f"It repeats {before}, as do the rows around it: the page appears twice. Each event is counted once.")
        said, text = self.said(record)
        if is_total(record.row.cells) and (said is None or not said.time):
            return record.refused("It is a sum or a note of the bill, not a call or text.")
        if said is None and not (record["called"] or record["callee"]):
            return record.refused("It names neither a day nor a number, so it is no call or text.")
        if len(record.row.cells) < len(record.mapping.header) and self.cut(record):
            return record.refused(f"It is cut off: {len(record.row.cells)} cells of {len(record.mapping.header)}.")
        try:
            return self.read(record, said, text)
        except SpoiltNumber as error:
            return record.refused(str(error))

    @staticmethod
    def cut(record: Record) -> bool:
        """Whether a row ends before its day, time and number."""
        return max(record.mapping.columns.get(name, 0) for name in ("at", "day", "time", "called", "callee")) >= len(record.row.cells)

    def said(self, record: Record) -> tuple[Stamp | None, str]:
        """Day and time as the cells write them, and their text."""
        whole = self.whole(record)
        text = whole or " ".join(part for part in (record["day"], record["time"]) if part)
        if self.profile.fixed.get("clock") == "since start":
            return (Stamp(epoch=float(text)) if text.isdecimal() and len(text) < 12 else None), text
        if whole:
            said, name = stamp(self.years.dated(whole, self.answers)), "at"
            if said and said.numbers is None and said.epoch is None and record["day"]:  # “Start time” beside a “Date”
                day = stamp(self.years.dated(record["day"], self.answers))
                said, name, text = combined(day, said), "day", f"{record['day']} {record['at']}"
        else:
            said, name = combined(stamp(self.years.dated(record["day"], self.answers)), stamp(record["time"])), "day"
        if said and said.time is None and record.is_day(name) and self.found.times and not record["time"]:
            said = Stamp(said.numbers, said.order, timedelta(0))  # a spreadsheet shows midnight as a day
        return said, text

    @staticmethod
    def whole(record: Record) -> str:
        """The cell of day and time in one; empty where it says neither and a day stands beside it, as of “Connected: yes”."""
        text = record["at"]
        return text if not record["day"] or stamp(text) is not None or yearless.without_year(text) is not None else ""

    def read(self, record: Record, said: Stamp | None, text: str) -> Read:
        """The fact of a row."""
        direction = way_of(record, self.answers)
        own, other = self.ends(record, direction)
        mine = self.answers.get("own_number") or self.own
        if own and mine and other and record["caller"] and same(other, mine):
            own, other, direction = other, own, "in"
        if direction is None and not way_open(record, self.found) and (self.profile.outgoing or record["caller"]):
            direction = "out"
        kind = kind_of(record, self.profile, self.answers)
        values: dict[str, Value] = {
            "direction": direction,
            "kind": kind,
            "cell_id": record["cell"] or None,
            "bearer": record["bearer"] or None,
        }
        values |= self.numbers(own, other, record)
        values |= self.length(record, kind)
        when = self.when(said, record)
        values |= when.columns(text) if isinstance(when, Moment) else {"at": None, "at_text": text, "zone": when}
        if record["record"]:
            values["comm_id"] = record["record"]
        return Read(record.line, (Fact("comms", values),), "" if isinstance(when, Moment) else when)

    def ends(self, record: Record, direction: str | None) -> tuple[str, str]:
        """The telephone whose record it is, and the other number, as they stand."""
        fallback = self.answers.get("own_number") or self.own
        called = record["callee"] or record["called"]
        if record["caller"] and direction == "in":
            return ("" if any(map(str.isalpha, record["own"])) else record["own"]) or called or fallback, record["caller"]
        return own_of(record) or fallback, called

    def numbers(self, own: str, other: str, record: Record) -> dict[str, Value]:
        """Both numbers, read. Raises SpoiltNumber."""
        mine, theirs = number(own) if own else None, number(other)
        values: dict[str, Value] = {"asset_msisdn": (mine.e164 or own) if mine else None, **theirs.columns()}
        if theirs.kind != "mobile" and words(record["kind"] + " " + record["about"]) & VOICEMAIL:
            values["other_class"] = "voicemail"
        if other and any(same(other, each) for each in self.answers.get("switchboard", "").split(",") if each.strip()):
            values["other_class"] = "switchboard"
        return values

    def length(self, record: Record, kind: str | None) -> dict[str, Value]:
        """How long it lasted, how much data it was, whether it was answered, as far as the row says."""
        text, values = record["duration"], dict[str, Value]()
        if text == self.profile.fixed.get("missed"):
            return {"answered": False}
        if kind == "data" or record["volume"]:
            values["bytes"] = self.volume(record)
        if kind in {"sms", "mms"}:
            return values
        together = self.answers.get("minutes_and_seconds")
        if in_parts(record) and together not in {TOGETHER, TWICE}:
            return values
        try:
            values["duration_s"] = seconds(text, unit_of(record, self.profile, self.answers))
            if together == TOGETHER and in_parts(record):
                values["duration_s"] = (seconds(text, "seconds") or 0) + (seconds(record["minutes"], "minutes") or 0)
        except ValueError:
            if kind != "data" or data_bytes(text) is None:
                self.odd_lengths[text[:40]] += len(self.odd_lengths) < 1000
        if kind == "call" and values.get("duration_s"):
            values["answered"] = True
        elif kind == "call" and words(f"{record['direction']} {record['kind']}") & MISSED:
            values["answered"] = False
        return values

    def volume(self, record: Record) -> int | None:
        """Data in bytes, where its unit is said: in the cell, in the header, by the layout."""
        column = record.mapping.columns.get("volume")
        unit = size_in(record.mapping.header[column]) if column is not None else ""
        size = data_bytes(record["volume"], unit or self.profile.fixed.get("size", ""))
        if size is None and (size := data_bytes(record["duration"])) is None and record["volume"].lower() not in NO_LENGTH:
            self.odd_volumes[record["volume"][:40]] += len(self.odd_volumes) < 1000
        return size

    def when(self, said: Stamp | None, record: Record) -> Moment | str:
        """The moment, or why there is none."""
        if self.found.two is not None and record["at"] and record["day"]:
            return "Its columns say two different moments, and the file is asked for the right one."
        if said is None:
            if yearless.without_year(record["day"] or record["at"]):
                return "Its day names no year, or one in which it is another day of the week: the file is asked for it."
            return "Its day is not written in any way that is known." if record["at"] or record["day"] else "It names no day."
        if self.profile.fixed.get("clock") == "since start":
            start = start_of(self.answers.get("origin", ""))
            if start is None:
                return "It counts seconds from a start that the file does not name."
            return Moment(start.at + timedelta(seconds=said.epoch or 0), start.zone)
        names = ("at",) if self.whole(record) else ("time", "day")
        headers = [record.mapping.header[record.mapping.columns[name]] for name in names if name in record]
        stated = next((zone for zone in map(zone_in, headers) if zone), "")
        zone = stated or self.answers.get("zone") or self.profile.zone or LOCAL
        self.local += zone == LOCAL and not said.zone and said.epoch is None and said.time is not None
        return moment(said, self.order, zone)

    def remarks(self) -> Iterator[Remark]:
        """What was counted on the way."""
        if self.local:
            says = f"{self.local} time(s) name no zone and were read as local time of the United Kingdom. Another: answer “zone”."
            yield Remark("zone", says, LOCAL)
        if not self.found.directions and self.profile.outgoing:
            says = "Outgoing only: a bill holds what was charged. Calls and texts that came in, and those of apps, are not in it."
            yield Remark("outgoing only", says)
        if self.found.repeats.singles:
            says = f"{self.found.repeats.singles} row(s) equal one further up. They were kept: two texts in a minute are possible."
            yield Remark("same rows", says, self.found.repeats.singles)
        if self.found.own_lines and not self.answers.get("own_number"):
            says = f"The bill names its own telephone in a line: {', '.join(self.found.own_lines)[:200]}."
            yield Remark("own number", says, list(self.found.own_lines)[:1000])
        for key, odd, what in (("lengths", self.odd_lengths, "length"), ("volumes", self.odd_volumes, "amount of data")):
            if odd:
                says = f"{odd.total()} row(s) have a {what} that is not understood, and were read without it: {', '.join(list(odd)[:5])}."
                yield Remark(key, says, odd.total())
