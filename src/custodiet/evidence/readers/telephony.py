"""Logs of a force's own telephone systems: one call stays one call, however many rows the system wrote of it.

The fact stands with the call's last row and names the others; they are read, and say nothing further of their own.
"""

from collections.abc import Iterator
from dataclasses import replace

from custodiet.evidence.archive import Archive
from custodiet.evidence.cells import known_zone, moment
from custodiet.evidence.facts import Fact, Value
from custodiet.evidence.grid import Grid, kind_of, open_grid, seekable
from custodiet.evidence.headed import first_rows
from custodiet.evidence.moments import LOCAL, Moment
from custodiet.evidence.readers.telephony_legs import Calls, Leg, Together
from custodiet.evidence.readers.telephony_systems import SYSTEMS, System
from custodiet.evidence.reading import Answers, Choice, Outcome, Question, Read, Refused, Remark, Source, UnreadableFile
from custodiet.evidence.telephone import SpoiltNumber, number

MOST_FILES = 100
"""Tables in a Teams archive."""


class Telephony:
    """The reader of telephone systems' logs: see the module."""

    name = "telephony"
    about = "a telephone system's log: Avaya SMDR, Cisco CUCM, Teams PSTN (CSV or its zip)"
    endings: tuple[str, ...] = (".csv", ".txt", ".zip", ".xlsx")

    def read(self, source: Source, answers: Answers) -> Iterator[Outcome]:
        """The calls of a log, or of every log in an archive."""
        if (zone := answers.get("zone")) and not known_zone(zone):
            raise UnreadableFile(f"“{zone}” is no zone. Give UTC, Europe/London, another name of that kind, or an offset such as +01:00.")
        stream = seekable(source.stream)
        start = stream.read(4096)
        stream.seek(0)
        whole = replace(source, stream=stream)
        if kind_of(start) == "zip" and (archive := tables_in(whole)) is not None:
            yield from read_archive(*archive, answers)
            return
        grid = open_grid(whole)
        system = system_of(grid)
        if system is None:
            raise UnreadableFile(
                "The file is no log of a telephone system that is known: Avaya SMDR, Cisco CUCM, Microsoft Teams. "
                "If it is a bill or a list of calls, read it as phone_bill."
            )
        yield from read_log(grid, system, answers)


def tables_in(source: Source) -> tuple[Archive, list[str]] | None:
    """The archive and the names of the tables in it; None where it is itself a spreadsheet."""
    archive = Archive(source.stream)
    names = [member.name for member in archive.members]
    if "xl/workbook.xml" in names or "content.xml" in names:
        source.stream.seek(0)
        return None
    tables = sorted(name for name in names if name.lower().endswith(".csv"))
    if not tables or len(tables) > MOST_FILES:
        raise UnreadableFile(
            f"The archive holds {len(tables)} CSV files. A Teams export holds one or a few; unpack it, and read the log that is in it."
        )
    return archive, tables


def read_archive(archive: Archive, tables: list[str], answers: Answers) -> Iterator[Outcome]:
    """Every log in an archive, each with its own name before its lines."""
    other = [member.name for member in archive.members if member.name not in tables]
    if other:
        yield Remark("not tables", f"In the archive and not read: {', '.join(other)[:300]}.", other[:100])
    understood = 0
    for name in tables:
        with archive.open(name) as member:
            grid = open_grid(Source(member, name, 0))
            if (system := system_of(grid)) is None:
                yield Remark("no log", f"“{name[:100]}” in the archive is no log of a telephone system, and was not read.", name)
                continue
            understood += 1
            for outcome in read_log(grid, system, answers):
                match outcome:
                    case Read() | Refused():
                        yield replace(outcome, line=f"{name[:200]} {outcome.line}")
                    case _:
                        yield outcome
    if not understood:
        raise UnreadableFile(
            "None of the tables in the archive is a log of a telephone system that is known. Unpack it, and read them one by one."
        )


def system_of(grid: Grid) -> System | None:
    """The system whose log it is, by its headers or its first rows."""
    rows = first_rows(grid)
    return next((system for system in SYSTEMS if any(not row.broken and system.stands(row) for row in rows)), None)


def read_log(grid: Grid, system: System, answers: Answers) -> Iterator[Outcome]:
    """Two passes: which legs are one call, then the calls."""
    yield from grid.remarks
    yield Remark("profile", f"Read as: {system.about}.", system.name)
    zone = answers.get("zone") or system.zone
    yield Remark("zone", f"Times that name no zone were read as {'local time of the United Kingdom' if zone == LOCAL else zone}.", zone)
    calls, prefixed = Calls(), ""
    for each in system.legs(grid, answers):
        if isinstance(each, Leg):
            calls.see(each)
            prefixed = prefixed or (each.other if has_prefix(each.other) else "")
    if prefixed and "outside_line" not in answers:
        yield outside_line(prefixed)
    together = calls.together()
    if together:
        legs = sum(call.count for call in together.values())
        says = f"{legs} rows are {len(together)} calls of more than one row: passed on, held or forked."
        yield Remark("calls of several rows", says, {"rows": legs, "calls": len(together)})
    for each in system.legs(grid, answers):
        if not isinstance(each, Leg):
            yield each
            continue
        call = together.get(hash(each.call))
        if call is None or call.came(each):
            yield said(each, call, zone, answers)
        else:
            yield Read(each.line, ())


def has_prefix(other: str) -> bool:
    """Whether a number looks dialled with a 9 for an outside line."""
    return other.isdecimal() and other.startswith("90") and 11 <= len(other) <= 17


def outside_line(example: str) -> Question:
    """Is the leading 9 a prefix."""
    choices = (Choice("9", f"“{example}” is {example[1:]}"), Choice("none", f"“{example}” is a number as it stands"))
    return Question("outside_line", "Is a leading 9 dialled for an outside line?", "Without it the number is one of this country.", choices)


def said(last: Leg, call: Together | None, zone: str, answers: Answers) -> Read | Refused:
    """The fact of a call, at its last leg. Its moment, numbers and direction are those of its first."""
    first = call.first if call is not None and call.first is not None else last
    line = last.line if call is None else f"{last.line} (with {', '.join(call.lines[:-1][:20])}{' …' if len(call.lines) > 21 else ''})"
    try:
        own, other = number(first.own) if first.own else None, number(without_prefix(first.other, answers))
    except SpoiltNumber as error:
        return Refused(last.line, str(error), f"{first.text} | {first.own} | {first.other}")
    values: dict[str, Value] = {
        **other.columns(),
        "other_raw": first.other,
        "direction": first.direction,
        "kind": "call",
        "comm_id": first.call,
    }
    values["asset_msisdn"] = (own.e164 or first.own) if own else None
    values["duration_s"] = call.length if call is not None else last.seconds
    values["answered"] = call.answered if call is not None else last.answered
    when = moment(first.start, "ymd", zone) if first.start is not None else "Its day is not written in any way that is known."
    values |= when.columns(first.text) if isinstance(when, Moment) else {"at": None, "at_text": first.text, "zone": when}
    return Read(line, (Fact("comms", values),), "" if isinstance(when, Moment) else when)


def without_prefix(other: str, answers: Answers) -> str:
    """The number without the digit for an outside line, where a person said that it is one."""
    return other[1:] if answers.get("outside_line") == "9" and has_prefix(other) else other
