"""`custodiet position STORY.yaml --on DATE [--json]`: a story file replayed through the law, and where it then stands."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from custodiet.law.codec import EARLIEST, LATEST
from custodiet.law.matter import Duty, Option
from custodiet.law.position import NotOpen, Position, position
from custodiet.law.powers import british
from custodiet.law.story import Story, UnreadableStory, load, replay
from custodiet.law.vocabulary import Citation

LARGEST = 2_000_000  # bytes


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("story", type=Path, help="the story file (docs/stories.md describes the format)")
    parser.add_argument("--on", type=a_day, help="the day to look at it, as YYYY-MM-DD; the last day of the story if not given")
    parser.add_argument("--json", action="store_true", help="print it as JSON")


def run(options: argparse.Namespace) -> int:
    """Print the position; 2 where the file cannot be read, 1 where a step in it is not lawful."""
    try:
        story = load(text_of(options.story))
        on = options.on or max(told.step.on for told in story.steps)
        found = position(replay(story, on), on)
    except OSError as wrong:
        sys.stderr.write(f"{options.story}: this file cannot be read ({wrong.strerror}). Name a story file.\n")
        return 2
    except UnreadableStory as wrong:
        sys.stderr.write(f"{options.story}: {wrong}\n")
        return 2
    except NotOpen as refusal:
        sys.stderr.write(f"{options.story}: not lawful. {refusal}\n")
        return 1
    if options.json:
        sys.stdout.write(json.dumps(as_data(story, found), indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n".join(lines(story, found)) + "\n")
    return 0


def a_day(written: str) -> date:
    """The day that was given on the command line."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{written}” is not a day. Write it as year-month-day, for example 2023-12-18.") from None
    if not EARLIEST <= day <= LATEST:
        raise argparse.ArgumentTypeError(f"“{written}” lies outside the years {EARLIEST.year} to {LATEST.year}. Check the year.")
    return day


def text_of(file: Path) -> str:
    """The text of a story file; `UnreadableStory` where it is too large for one or not UTF-8, naming the line."""
    with file.open("rb") as opened:
        data = opened.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UnreadableStory(f"the file has more than {LARGEST:,} bytes, which no story has. Check that it is the right file.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        raise UnreadableStory(
            f"Line {line}: this is not UTF-8 text. Save the file as UTF-8, or check that it is the right file."
        ) from wrong


def as_data(story: Story, found: Position) -> dict[str, Any]:
    """The position as plain data; days as YYYY-MM-DD."""
    return {
        "title": story.title,
        "on": found.today.isoformat(),
        "stage": found.stage,
        "stages": dict(found.stages),
        "regimes": [
            {"question": g.ladder.question, "officer": g.officer, "answers": [_regime(r.key, r.words, r.under) for r in g.regimes]}
            for g in found.governing
        ],
        "options": [_option(option) for option in found.options],
        "duties": [_duty(duty, found.today) for duty in found.duties],
        "questions": [{"what": q.what, "why": q.why, "under": q.under and q.under.text, "about": q.about} for q in found.questions],
    }


def _regime(key: str, words: str, under: Citation) -> dict[str, str]:
    return {"key": key, "words": words, "under": under.text, "confidence": under.confidence.tag}


def _option(option: Option) -> dict[str, Any]:
    return {
        "step": option.step.__name__,
        "about": option.about,
        "value": option.value,
        "by": list(option.by),
        "open": bool(option),
        "refused": option.refused,
        "advice": option.advice,
        "under": option.under.text,
        "confidence": option.under.confidence.tag,
    }


def _duty(duty: Duty, today: date) -> dict[str, Any]:
    return {
        "id": duty.id,
        "what": duty.what,
        "kind": duty.kind,
        "about": duty.about,
        "owed_by": duty.owed_by,
        "owed_to": duty.owed_to,
        "began_on": duty.began_on.isoformat(),
        "not_before": duty.not_before and duty.not_before.isoformat(),
        "due": duty.due and duty.due.isoformat(),
        "met_on": duty.met_on and duty.met_on.isoformat(),
        "overdue": duty.overdue(today),
        "unknown": duty.unknown,
        "advice": duty.advice,
        "under": duty.under.text,
        "confidence": duty.under.confidence.tag,
    }


def lines(story: Story, found: Position) -> Iterator[str]:
    """The position in words, line by line."""
    yield story.title
    yield f"On {british(found.today)}: {found.stage}."
    yield "\nWhich law governs"
    for g in found.governing:
        answer = " — or: ".join(f"{r.words} ({r.under})" for r in g.regimes)
        yield f"  {g.ladder.question} {answer}"
    yield "\nNot in the record, and needed"
    yield from [f"  ? {q.what}{'' if q.what.endswith('?') else ':'} {q.why}" for q in found.questions] or ["  nothing"]
    yield "\nIn force"
    yield from [f"  {_line(duty)}" for duty in found.in_force] or ["  nothing"]
    yield "\nWhat is due"
    yield from [f"  {'OVERDUE ' if duty.overdue(found.today) else ''}{_line(duty)}" for duty in found.open_duties] or ["  nothing"]
    yield "\nWhat may be decided now"
    yield from [f"  {_choice(option)}" for option in found.options if option] or ["  nothing"]
    yield "\nWhat may not, and why"
    yield from [f"  {_choice(option)}: {option.refused}" for option in found.options if not option] or ["  nothing"]


def _line(duty: Duty) -> str:
    about = f" [{duty.about}]" if duty.about else ""
    when = f"by {british(duty.due)}" if duty.due else (duty.unknown.rstrip(".") or duty.period)
    return f"{duty.what}{about}: {when}, {duty.owed_by} ({duty.under}) {duty.advice}".rstrip()


def _choice(option: Option) -> str:
    about = f" [{option.about}]" if option.about else ""
    value = f": {option.value}" if option.value else ""
    return f"{option.step.title()}{value}{about}, by the {' or '.join(option.by)} ({option.under}) {option.advice}".rstrip()
