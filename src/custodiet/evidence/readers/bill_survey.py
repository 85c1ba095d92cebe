"""The first pass over a bill: what the file as a whole proves, so that the second pass need guess nothing."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from custodiet.evidence.cells import WORDS, DateOrder, combined, seconds, stamp, unit_in
from custodiet.evidence.grid import Grid
from custodiet.evidence.headed import Record, with_asides
from custodiet.evidence.mapping import NONE, Profile
from custodiet.evidence.moments import Order
from custodiet.evidence.readers.bill_profiles import ANY_OF
from custodiet.evidence.readers.bill_words import direction_in, is_total, kind_in, own_in, ways_alone
from custodiet.evidence.readers.yearless import Years
from custodiet.evidence.reading import Answers, Choice, Question, Remark
from custodiet.evidence.repeats import Repeats


@dataclass(slots=True)
class Survey:
    """What a first pass found out. `times`: some row says a time of day; `unitless`: a length that is a plain number, as an example.

    `two`: what to ask where a day and time in one column belie those in two. `parts`: minutes and seconds of a row that gives each in
    a column of its own, as an example.
    """

    dates: DateOrder = field(default_factory=DateOrder)
    repeats: Repeats = field(default_factory=Repeats)
    times: bool = False
    unitless: str = ""
    own_column: bool = False
    own_lines: Counter[str] = field(default_factory=Counter)
    directions: bool = False
    unknown_kinds: Counter[str] = field(default_factory=Counter)
    unknown_ways: Counter[str] = field(default_factory=Counter)
    ways_in_kind: bool = False
    says_out: bool = False
    odd_kinds: Counter[str] = field(default_factory=Counter)
    parts: tuple[str, str] = ("", "")
    two: Question | None = None
    dated: bool = False
    years: Years = field(default_factory=Years)


def survey(grid: Grid, profile: Profile, answers: Answers) -> Survey:
    """Go through the whole table once, keeping a few bytes for each row."""
    found = Survey()
    since_start = profile.fixed.get("clock") == "since start"
    for each in with_asides(grid, profile.fields, answers, ANY_OF):
        if isinstance(each, Record):
            found.repeats.see(each.row.cells)
            if not is_total(each.row.cells):
                _see(found, each, profile, answers, since_start)
        elif (text := getattr(each, "text", "")) and (own := own_in(text)):
            found.own_lines[own] += 1
    found.repeats.settle()
    return found


def _see(found: Survey, record: Record, profile: Profile, answers: Answers, since_start: bool) -> None:
    if own := section(record):
        found.own_lines[own] += 1
        return
    if not since_start:
        for name in ("at", "day"):
            if text := record[name]:
                said = stamp(found.years.dated(text, answers))
                found.dates.see(text, said)
                found.times = found.times or bool(said and said.time is not None)
                found.dated = found.dated or said is not None
    found.times = found.times or bool(record["time"])
    way = way_of(record, answers)
    found.directions = found.directions or bool(way)
    came = way == "in" and bool(record["caller"] and record["called"])
    found.own_column = found.own_column or came or bool(own_of(record))
    found.says_out = found.says_out or (way == "out" and bool(record["direction"]))
    found.ways_in_kind = found.ways_in_kind or ways_alone(record["kind"])
    unsaid = found.unknown_ways if record["direction"] else found.odd_kinds
    if way is None and (record["direction"] or _odd(record)) and len(unsaid) < 1000:
        unsaid[way_words(record)] += 1
    found.two = found.two or _two(record)
    if not any(found.parts) and in_parts(record):
        found.parts = record["minutes"], record["duration"] or "0"
    if not found.unitless and needs_unit(record, profile, answers):
        found.unitless = record["duration"]
    if (
        "kind" not in profile.fixed
        and "kind" not in answers
        and kind_of(record, profile, answers) is None
        and len(found.unknown_kinds) < 1000
    ):
        found.unknown_kinds[kind_words(record)] += 1


def own_of(record: Record) -> str:
    """The telephone whose row it is, by its own columns: a country, a name, or what make of handset it is, is no number."""
    return next((cell for name in ("own", "caller") if (cell := record[name]) and not any(map(str.isalpha, cell))), "")


def section(record: Record) -> str:
    """The telephone's own number, where the row does nothing but name it: the bill of several telephones in one table."""
    if sum(map(bool, record.row.cells)) > 2 and not any(map(str.isspace, record.row.cells)):
        return ""  # most rows, quickly
    filled = [cell.strip() for cell in record.row.cells if cell.strip()]
    return own_in(" ".join(filled)) if len(filled) <= 2 else ""


def unit_of(record: Record, profile: Profile, answers: Answers) -> str:
    """The unit of a plain number in the column of lengths: as answered, as its header says, as the profile knows."""
    column = record.mapping.columns.get("duration")
    header = record.mapping.header[column] if column is not None else ""
    return answers.get("duration_unit") or unit_in(header) or profile.duration


def needs_unit(record: Record, profile: Profile, answers: Answers) -> bool:
    """Whether the length is a plain number other than 0 whose unit nothing tells."""
    text = record["duration"]
    if not text or unit_of(record, profile, answers) or not text.replace(".", "", 1).isdecimal() or not float(text):
        return False
    return kind_of(record, profile, answers) in {"call", None}


def _two(record: Record) -> Question | None:
    """What to ask where a row has a moment in one cell and another in two: a bill also says when it was reckoned."""
    if not (record["at"] and record["day"] and record["time"]) or "at" in record.mapping.told:
        return None
    one, other = stamp(record["at"]), combined(stamp(record["day"]), stamp(record["time"]))
    if not (one and other and one.numbers and other.numbers and one.time is not None and other.time is not None):
        return None
    apart = int(abs(one.time - other.time).total_seconds()) % 3600  # whole hours are a zone
    if min(apart, 3600 - apart) <= SAME:
        return None
    column = record.mapping.columns["at"]
    choices = (
        Choice(record.mapping.word(column), f"{record.mapping.header[column][:60]}: {record['at'][:40]}"),
        Choice(NONE, f"the day and time of their own columns: {record['day'][:30]} {record['time'][:20]}"),
    )
    return Question("column.at", "Which is the moment of the call or text?", "Two columns and a third say different ones.", choices)


def in_parts(record: Record) -> bool:
    """Whether a row gives minutes in a column of their own beside that of the seconds."""
    return bool(record["minutes"].strip("0."))


def way_words(record: Record) -> str:
    """What a row says in the column for the direction, or in that for the kind where some lists say it."""
    return (record["direction"] or record["kind"]).lower()[:60]


def _odd(record: Record) -> bool:
    return bool(record["kind"]) and kind_in(record["kind"]) is None


def way_open(record: Record, found: Survey) -> bool:
    """Whether a row ought to say which way it went, and says nothing or no known word: of a bill that never does, all went out."""
    return bool(record["direction"]) or (found.says_out and "direction" in record) or (found.ways_in_kind and _odd(record))


def way_of(record: Record, answers: Answers) -> str | None:
    """in, out or internal: as a person said for that word, else by the row's own words; None where nothing says."""
    told = answers.get(f"direction.{way_words(record)}")
    return told if told in WAYS else direction_in(record["direction"], record["kind"], record["about"])


def kind_words(record: Record) -> str:
    """The words of a row that should have said its kind."""
    return (record["kind"] or record["subkind"] or record["about"]).lower()[:60]


def kind_of(record: Record, profile: Profile, answers: Answers) -> str | None:
    """call, sms, mms or data: as a person said for that word, by the row's own words, or for the whole file; None where nothing says."""
    if (told := answers.get(f"kind.{kind_words(record)}")) in KINDS:
        return told
    if said := kind_in(record["kind"], record["subkind"], record["about"], "" if record["called"][:1].isdigit() else record["called"]):
        return said
    if ways_alone(record["kind"]) and "call" in record.mapping.header[record.mapping.columns["kind"]].lower():
        return "call"  # “Call type: missed”: the header says what it is, the cell which way it went
    whole = answers.get("kind") or profile.fixed.get("kind")
    if whole == "by length":
        try:
            return "call" if seconds(record["duration"], "seconds") else "sms"
        except ValueError:
            return None
    return whole if whole in KINDS else None


KINDS = ("call", "sms", "mms", "data")
SAME = 120
"""Seconds by which the start of a call and its connection may differ."""
WAYS = {"in": "it came in", "out": "it went out", "internal": "it stayed within the organisation"}
TOGETHER, TWICE = "together", "the same twice"
"""The two meanings of a column of minutes beside one of seconds; the answer `minutes_and_seconds` says which."""
MOST_ASKED = 20


def settle_order(found: DateOrder, profile: Profile, answers: Answers) -> tuple[Order | None, Remark | Question | None]:
    """The order of day and month: as answered, as the file proves, as the profile knows. Otherwise a question."""
    told = next((order for order in WORDS if order == answers.get("date_order")), None)
    if told is not None:
        return told, Remark("date order", f"Dates were read with {WORDS[told]}, as answered.", told)
    if not found.dates:
        return None, None
    proven = found.proven()
    if len(proven) == 1:
        order = next(iter(proven))
        return order, Remark(
            "date order", f"Dates were read with {WORDS[order]}: in the file's {found.dates} dates no other order holds.", order
        )
    if profile.order in proven:
        says = f"Dates were read with {WORDS[profile.order]}, as the layout “{profile.about}” writes them; the file proves no order."
        return profile.order, Remark("date order", says, profile.order)
    return None, found.question()


def questions(found: Survey, profile: Profile, answers: Answers) -> Iterator[Question]:
    """What a person must settle before every row says all it could."""
    if not found.own_column and not found.own_lines and not answers.get("own_number"):
        why = "No column and no line above the table names it. Without it the calls and texts belong to no telephone."
        yield Question("own_number", "Whose bill is it: which telephone number?", why, ())
    yield from found.years.questions(answers)
    if found.two is not None:
        yield found.two
    if profile.fixed.get("clock") == "since start" and not answers.get("origin"):
        why = "The file counts seconds from a start that it does not name. Give that moment as 2014-01-31T00:00:00+00:00."
        yield Question("origin", "When did the counting start?", why, ())
    if found.unitless:
        choices = (
            Choice("seconds", f"“{found.unitless}” is {found.unitless} seconds"),
            Choice("minutes", f"“{found.unitless}” is {found.unitless} minutes"),
        )
        yield Question(
            "duration_unit", "Are lengths in seconds or minutes?", "They are plain numbers, and no header says their unit.", choices
        )
    if any(found.parts) and answers.get("minutes_and_seconds") not in {TOGETHER, TWICE}:
        minutes, seconds_too = found.parts
        yield Question(
            "minutes_and_seconds", f"Are minutes ({minutes}) and seconds ({seconds_too}) one length together?",
            "Each has a column of its own. Until it is answered the rows have no length.",
            (Choice(TOGETHER, f"it lasted {minutes} minutes and {seconds_too} seconds"), Choice(TWICE, f"it lasted {seconds_too} seconds")),
        )  # fmt: skip
    for word, count in (found.unknown_ways + (found.odd_kinds if found.ways_in_kind else Counter())).most_common(MOST_ASKED):
        yield Question(
            f"direction.{word}", f"Which way did “{word}” go?",
            f"{count} row(s) say it where others say their direction, and it is no word known for it. Until it is answered they have none.",
            tuple(Choice(way, f"“{word}”: {means}") for way, means in WAYS.items()),
        )  # fmt: skip
    if set(found.unknown_kinds) == {""}:
        kinds = tuple(Choice(kind, f"every row that does not say is: {kind}") for kind in (*KINDS, "by length"))
        yield Question(
            "kind", "Are these calls or texts?", "No column says it. “by length”: a row with a length is a call, one without a text.", kinds
        )
        return
    for words, count in found.unknown_kinds.most_common(MOST_ASKED):
        if words:
            kinds = tuple(Choice(kind, f"“{words}” is: {kind}") for kind in KINDS)
            yield Question(
                f"kind.{words}", f"What is “{words}”?", f"{count} row(s) say it, and it is no word known for a call, a text or data.", kinds
            )
