"""M1 to M3: what is missing from a telephone, when a channel was left, and cues in the words. Asked of a case's exhibits alone.

An aid to whoever reads: nothing here is weighed, and no night asks it. Words are held against the officer's own style with
others, because a kiss at the end of a text says nothing where most people end with one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from custodiet.detection.contacts import OUT, one_end
from custodiet.detection.engine import Engine
from custodiet.detection.finding import Evidence
from custodiet.detection.indicators.unit import says, silent
from custodiet.detection.record import Contact, Look, Origin
from custodiet.detection.wording import counted
from custodiet.detection.wording import day as in_words

QUIET, BEFORE, FEW = timedelta(days=21), timedelta(days=28), 5
"""So long a silence of texts, after so many of them in the time before it, is a channel that was left."""

CHANNELS = re.compile(
    r"\b(whats ?app|snap ?chat|signal|telegram|insta(?:gram)?|messenger|my (?:own|other|personal) (?:number|phone|mobile))\b", re.I
)
CUES = {
    "kisses": re.compile(r"(?:^|[\s.!?])x{1,5}[.!]*$", re.I),
    "pet names": re.compile(r"\b(babe|baby|hun|hunny|honey|darling|gorgeous|beautiful|sexy|sweetheart)\b", re.I),
    "appearance": re.compile(
        r"\b(you (?:look|looked) (?:so )?(?:good|nice|lovely|amazing|stunning|fit|hot)|your (?:eyes|smile|figure|legs))\b", re.I
    ),
    "asking to delete or to tell nobody": re.compile(r"\b(delete (?:this|these|it|them|our)|between us|don'?t tell|our secret)\b", re.I),
}


@dataclass(frozen=True, slots=True)
class Reactive:
    """A unit as the others, without a question of its own: the three are asked together."""

    code: str
    about: str
    needs: tuple[str, ...]
    false_positives: str
    blind_to: str
    triage: str


REACTIVE: tuple[Reactive, ...] = (
    Reactive(
        "M1", "calls and texts on a bill that the telephone's own export of that time does not hold, rows marked as deleted, gaps in its numbering",
        ("comms", "message"), "A telephone that was replaced; an export of one app alone; clean-up by the system.",
        "A deletion on both sides, and what no bill shows.", "Ask for the make of the export, and whether the telephone was replaced.",
    ),
    Reactive(
        "M2", "texts that stop for three weeks while calls, chats or looks go on; words that name another channel",
        ("comms", "message"), "The matter that was texted about is settled; a telephone that was lost.",
        "What passed on the other channel.", "Ask which channel followed, and for that telephone or account under the law that governs it.",
    ),
    Reactive(
        "M3", "kisses, pet names, words on appearance, asking to delete: in the officer's messages to the person, and to everybody else",
        ("message",), "A style: most who write so write so to everybody.", "Pictures, voice, and meaning.",
        "Read the messages before and after; count nothing against anybody for a style.",
    ),
)  # fmt: skip


def content_signs(engine: Engine, officer: str, touched: Sequence[Contact], looked: Sequence[Look]) -> tuple[Evidence, ...]:
    """What the three say of the contacts of one officer and one person. Needs `contacts.prepare`."""
    return tuple(each for each in (deletion(engine, touched), switch(touched, looked), cues(engine, officer, touched)) if each)


def deletion(engine: Engine, touched: Sequence[Contact]) -> Evidence | None:
    """M1: what the bill has and the telephone has not, within the time that the telephone's export covers."""
    exports = _exports(engine)
    if not touched:
        return None
    if not exports:
        return silent("M1", "There is no export of a telephone to hold the bill against.")
    seen = [each for each in touched if any(origin.sha256 in exports for origin in each.origins)]
    spans = _covered(seen)
    gone = [
        each for each in touched
        if each.at and each.kind in spans and spans[each.kind][0] <= each.at <= spans[each.kind][1] and not any(o.sha256 in exports for o in each.origins)
    ]  # fmt: skip
    marked = [each for each in touched if each.deleted]
    gaps = int(engine.rows("SELECT COUNT(*) AS n FROM message WHERE kind = 'gap'")[0]["n"])
    parts = [
        f"{len(gone):,} on the bill, within the time that the export covers, and not in it" if gone else "",
        f"{len(marked):,} marked as deleted" if marked else "",
        f"{gaps:,} gaps in the numbering of the export" if gaps else "",
    ]
    return says("M1", f"{'; '.join(part for part in parts if part)}.", _rows([*gone, *marked])) if any(parts) else None


def _exports(engine: Engine) -> frozenset[str]:
    """The digests of files that are a telephone's own record."""
    rows = engine.rows(
        "SELECT DISTINCT sha256 FROM message WHERE channel IN ('sms', 'mms') AND sha256 IS NOT NULL"
        " UNION SELECT DISTINCT sha256 FROM comms WHERE COALESCE(deleted_state, '') <> '' AND sha256 IS NOT NULL"
    )
    return frozenset(str(row["sha256"]) for row in rows)


def _covered(seen: Sequence[Contact]) -> dict[str, tuple[datetime, datetime]]:
    """By kind of contact: from when to when the exports speak of the two."""
    spans = {}
    for kind in {each.kind for each in seen}:
        times = [each.at for each in seen if each.kind == kind and each.at]
        if times:
            spans[kind] = (min(times), max(times))
    return spans


def switch(touched: Sequence[Contact], looked: Sequence[Look]) -> Evidence | None:
    """M2: texts that stop while something else goes on; words that name another channel."""
    left, behind = _left(touched, looked)
    words, rows = [left] if left else [], list(behind)
    named = [each for each in touched if each.body and CHANNELS.search(each.body)]
    if named:
        channels = sorted({found.group(0).lower() for each in named if (found := CHANNELS.search(each.body))})
        words.append(f"{len(named):,} message{'s name' if len(named) > 1 else ' names'} another channel ({', '.join(channels)}).")
        rows += named
    return says("M2", " ".join(words), _rows(rows)) if words else None


def _left(touched: Sequence[Contact], looked: Sequence[Look]) -> tuple[str, list[Contact]]:
    """The sentence on texts that stopped, and the contacts behind it; nothing where they did not."""
    texts = sorted((each for each in touched if each.kind == "sms" and each.at), key=lambda each: each.at or datetime.min)
    last = texts[-1].at if texts else None
    if last is None:
        return "", []
    before = [each for each in texts if each.at and each.at > last - BEFORE]
    after = [each for each in touched if each.kind != "sms" and each.at and each.at > last]
    looks = [each.at for each in looked if each.at and each.at > last]
    until = max([*(each.at for each in after if each.at), *looks], default=last)
    if len(before) < FEW or until - last < QUIET:
        return "", []
    calls = sum(each.kind == "call" for each in after)
    counted = ((calls, "call", "calls"), (len(after) - calls, "chat message", "chat messages"), (len(looks), "look", "looks"))
    kinds = [f"{number:,} {one if number == 1 else many}" for number, one, many in counted if number]
    words = f"The last text is of {in_words(last)}, after {len(before):,} in the four weeks before; {', '.join(kinds)} followed."
    return words, [texts[-1], *after]


def cues(engine: Engine, officer: str, touched: Sequence[Contact]) -> Evidence | None:
    """M3: cues in the officer's messages to the person, beside the same in the officer's messages to everybody else."""
    own = [each for each in touched if each.direction == OUT and each.body]
    if not own:
        return None
    bodies = {each.body for each in own}
    others = [body for body in _bodies(engine, officer) if body not in bodies]
    words = list(_counted([each.body for each in own], others))
    if not words:
        return None
    if not others:
        words.append("Nothing of the officer's to anybody else is among the exhibits, so there is no style to hold it against.")
    hits = [each for each in own if any(cue.search(each.body.strip()) for cue in CUES.values())]
    return says("M3", " ".join(words), _rows(hits))


def _bodies(engine: Engine, officer: str) -> list[str]:
    """What the officer wrote in any message among the exhibits."""
    rows = engine.rows(
        f"""
        SELECT told.body FROM message AS told JOIN officer_end AS officer ON officer.number = {one_end('told."from"')}
        WHERE officer.staff_id = $officer AND COALESCE(told.body, '') <> ''
        """,
        officer=officer,
    )
    return [str(row["body"]) for row in rows]


def _counted(own: list[str], others: list[str]) -> Iterator[str]:
    for name, cue in CUES.items():
        mine = sum(bool(cue.search(body.strip())) for body in own)
        if mine:
            theirs = sum(bool(cue.search(body.strip())) for body in others)
            beside = f"; to others in {theirs:,} of {len(others):,}" if others else ""
            yield f"{name.capitalize()} in {mine:,} of {counted(len(own), 'message', 'messages')} to the person{beside}."


def _rows(contacts: Sequence[Contact]) -> tuple[Origin, ...]:
    return tuple(dict.fromkeys(origin for each in contacts for origin in each.origins))
