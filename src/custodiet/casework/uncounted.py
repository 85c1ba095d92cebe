"""What an account does not count: exhibits that wait to be read, ask something, could not be read, or were disposed of."""

from collections.abc import Iterator
from datetime import datetime

from custodiet.casework.actions.exhibits import disposals, disposed_of
from custodiet.casework.models import Case, Exhibit, Reading, ReadingState

LEFT = (ReadingState.WAITING.value, ReadingState.READING.value)
GAVE = (ReadingState.READ.value, ReadingState.ASKS.value)


def not_counted(case: Case, moment: datetime) -> Iterator[str]:
    """Of each exhibit that was to be read by that moment and gave no rows, or gave some without a day: a sentence."""
    ended = {row.exhibit_id: row for row in disposals().filter(exhibit__case=case, recorded_at__lte=moment)}
    asked: dict[int, list[Reading]] = {}
    for reading in Reading.objects.filter(exhibit__case=case, asked_at__lte=moment).order_by("pk"):
        asked.setdefault(reading.exhibit_id, []).append(reading)
    for exhibit in case.exhibits.filter(pk__in=asked).order_by("pk"):
        if gone := ended.get(exhibit.pk):
            yield f"{disposed_of(exhibit, gone)} What was read from it is counted no longer."
        elif sentence := _of(exhibit, asked[exhibit.pk], moment):
            yield sentence


def _of(exhibit: Exhibit, readings: list[Reading], moment: datetime) -> str:
    """What is to be said of an exhibit with these readings; nothing where the latest that ended gave all it holds."""
    done = [each for each in readings if each.ended_at and each.ended_at <= moment]
    gave = [each for each in done if each.state in GAVE]
    name = f"{exhibit.reference} ({exhibit.file_name})"
    if len(done) < len(readings):
        was = "what was read from it before is counted meanwhile" if gave else "nothing in it is counted yet"
        return f"{name} is still to be read: {was}. Look again in a minute."
    if not gave:
        failed = any(each.state == ReadingState.FAILED.value for each in done)
        why = "could not be read" if failed else "was not read: that was stopped"
        return f"{name} {why}, so nothing in it is counted. Its page says why and what to do."
    if gave[-1].state == ReadingState.ASKS.value:
        return f"{name} asks what a person must answer: rows that depend on it are refused or stand without a day. Its page asks it."
    return ""
