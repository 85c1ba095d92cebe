"""The verbs of whoever tells something from outside: begin, give a page, give a file, take one out, come back, send.

Each is on the disk when it returns. Nobody is signed in; who may go on with a report is whoever holds its code.
"""

import json
import re
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Any, BinaryIO

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from custodiet.casework import journal, screening, signing, vault
from custodiet.casework.access import Refused
from custodiet.casework.actions.exhibits import name_of
from custodiet.casework.models import Report, ReportFile, ReportGuesses, ReportMark, ReportPage, ReportSent, ReportWay, random
from custodiet.casework.report_sight import folded
from custodiet.ledger import receipt
from custodiet.ledger.entries import Entry, Verb

CODE_LETTERS = 20
"""27^20 codes, more than 2^95: a million guesses at a million reports hit one with a chance below 1 in 10^16."""
MOST_GUESSES, MOST_BEGUN, HOUR = 100, 60, timedelta(hours=1)
"""From one address in an hour: wrong codes, and reports that are begun, of which a refuge or a police station may begin many."""
MOST_FILES = 200
MOST_BYTES = 5_000_000_000
TAKEN_OUT, FILES, WAY = "removed", "files", "who"
SPOKEN_OF = ("what", "person", "when")
"""The pages that may name somebody who works here."""
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class TooManyBegun(Exception):
    """From this address as many reports were begun in an hour as may be."""


class TooManyGuesses(Exception):
    """Wrong codes came too often from one address."""


def begin(address: str = "") -> tuple[Report, str]:
    """A new report and its code, which is kept nowhere. TooManyBegun where that address began as many as it may in an hour.

    Without an address nothing is counted: somebody who signed in begins it.
    """
    code = random.letters(CODE_LETTERS)
    with transaction.atomic():
        if address:
            begun = _of_this_hour("begun", address)
            if begun.count >= most_begun():
                raise TooManyBegun
            begun.count += 1
            begun.save()
        report = Report.objects.create(code_digest=_digest(code))
        report.refresh_from_db()
    return report, "-".join(code[at : at + 4] for at in range(0, CODE_LETTERS, 4))


def most_begun() -> int:
    """How many reports may be begun from one address in an hour: what the force chose, else the usual."""
    chosen = settings.POLICY.get("portal", {}).get("begun_an_hour", MOST_BEGUN)
    return chosen if isinstance(chosen, int) and not isinstance(chosen, bool) and chosen > 0 else MOST_BEGUN


def find(code: str, address: str) -> Report | None:
    """The report of that code, however it was typed. Too many wrong ones from one address, and none is looked at for an hour."""
    plain = "".join(letter for letter in code.upper() if letter in random.ALPHABET)
    with transaction.atomic():
        guesses = _of_this_hour("address", address)
        if guesses.count >= MOST_GUESSES:
            raise TooManyGuesses
        found = Report.objects.filter(code_digest=_digest(plain)).first()
        if found is not None and not vault.has_words(found.compartment):
            found = None  # it was never sent, and was forgotten
        if found is None:
            guesses.count += 1
            guesses.save()
    return found


def _of_this_hour(what: str, address: str) -> ReportGuesses:
    """What was counted of that address in the running hour, locked."""
    now, whose = timezone.now(), sha256(f"{what} {address}".encode()).hexdigest()
    row, _made = ReportGuesses.objects.select_for_update().get_or_create(address_digest=whose, defaults={"since": now})
    if row.since + HOUR <= now:
        row.since, row.count = now, 0
    return row


def _digest(plain: str) -> str:
    return sha256(b"report code " + plain.encode()).hexdigest()


def accept(*, report: Report, name: str, answers: Mapping[str, Any], token: str) -> ReportPage:
    """A page as it was sent. The same form sent twice is one page; a later one of that name takes its place."""
    if before := ReportPage.objects.filter(report=report, token=token).first():
        return before
    sealed = vault.seal_words(report.compartment, json.dumps(dict(answers), ensure_ascii=False, sort_keys=True).encode())
    try:
        with transaction.atomic():
            _open(report)
            made = ReportPage.objects.create(report=report, seq=report.pages.count() + 1, name=name, sealed=sealed, token=token)
    except IntegrityError:
        if before := ReportPage.objects.filter(report=report, token=token).first():
            return before
        raise
    return made


def answers_of(report: Report) -> dict[str, dict[str, Any]]:
    """What was said, page by page, the latest of each."""
    return {page.name: json.loads(vault.open_words(report.compartment, bytes(page.sealed))) for page in report.pages.order_by("seq")}


def give_file(*, report: Report, stream: BinaryIO, file_name: str) -> ReportFile:
    """Take a file into quarantine. The same file is the same, however often it is given."""
    look = screening.look_at(stream)
    stored = vault.quarantine(report.compartment, stream)
    if stored.size == 0:
        raise Refused(_("This file is empty."))
    seen = json.dumps({"name": name_of(file_name), "kind": look.kind, "scanner": look.scanner}, ensure_ascii=False)
    sealed = vault.seal_words(report.compartment, seen.encode())
    with transaction.atomic():
        _open(report)
        if before := report.files.filter(sha256=stored.sha256).first():
            return before
        number = report.files.count() + 1
        if number > MOST_FILES:
            raise Refused(_("This report holds as many files as it can. Tell us in your words that there are more."))
        return ReportFile.objects.create(
            report=report, seq=number, sealed=sealed, sha256=stored.sha256, address=stored.address, size=stored.size,
            set_aside=look.set_aside,
        )  # fmt: skip


def room(report: Report) -> int:
    """How many bytes the report still takes."""
    return MOST_BYTES - sum(report.files.values_list("size", flat=True))


def seen_of(file: ReportFile) -> dict[str, str]:
    """The name, the kind and the scanner's answer of a file in quarantine."""
    return dict(json.loads(vault.open_words(file.report.compartment, bytes(file.sealed))))


def files_of(report: Report) -> list[ReportFile]:
    """The files that were not taken out again."""
    gone = set(answers_of(report).get(FILES, {}).get(TAKEN_OUT, []))
    return [file for file in report.files.select_related("report").order_by("seq") if file.seq not in gone]


def take_out(*, report: Report, number: int, token: str) -> None:
    """Take a file out before the report is sent. It goes on to nobody."""
    said = answers_of(report).get(FILES, {})
    gone = sorted({*said.get(TAKEN_OUT, []), number})
    accept(report=report, name=FILES, answers={**said, TAKEN_OUT: gone}, token=token)


def held_alone(report: Report) -> None:
    """Wait until nobody else is at work on that report, and keep others waiting until the transaction ends.

    A lock on the row itself would ask for the right to alter an append-only table, which the process of the public forms does not have.
    On SQLite a transaction that writes is alone from its beginning.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"report {report.pk}"])


def _open(report: Report) -> None:
    """Lock the report, and refuse where it was sent."""
    held_alone(report)
    if ReportSent.objects.filter(report=report).exists():
        raise Refused("This report was sent, and nothing in it changes any more. Come back with your code to read what becomes of it.")


def send(*, report: Report, received_by: str) -> ReportSent:
    """Send it: from now on it stands, and its receipt proves it. Sent twice, it is sent once."""
    if before := ReportSent.objects.filter(report=report).first():
        return before
    salt, now = random.salt().hex(), timezone.now()
    with transaction.atomic():
        held_alone(report)
        if again := ReportSent.objects.filter(report=report).first():  # the other of two presses was first
            return again
        answers, files = answers_of(report), files_of(report)  # read under the lock: what another tab adds is in it, or refused
        if WAY not in answers:
            raise Refused("Say first who you are to it.")
        ReportMark.objects.bulk_create(ReportMark(report=report, mark=mark) for mark in sorted(_marks(answers)))
        before = journal.frontier()
        statement = _statement(report, answers, files, salt, received_by, now)
        stored = journal.record(
            Verb.COLLECTION, by=None, what=f"report {report.reference}", statement=receipt.digest(statement),
            files=[file.sha256 for file in files],
        )  # fmt: skip
        way = ReportWay(answers[WAY]["way"])
        return ReportSent.objects.create(
            report=report, way=way.value, in_confidence=way is ReportWay.COLLEAGUE, salt=salt,
            receipt=receipt.make(statement, _witnessed(stored, before), signing.origin(), signing.private_key()),
        )  # fmt: skip


def _witnessed(stored: Any, before: Any) -> receipt.Witnessed:
    entry = Entry(
        sequence=stored.seq, recorded_at=stored.recorded_at, verb=Verb(stored.verb), compartment=stored.compartment,
        commitment=bytes(stored.commitment),
    )  # fmt: skip
    return receipt.Witnessed(entry=entry, salt=bytes(stored.body.salt), body=stored.body.value, before=before)


def _statement(report: Report, answers: Any, files: list[ReportFile], salt: str, received_by: str, now: Any) -> str:
    """What was received and when, in lines that a person reads. No word of what was said stands in it."""
    local = timezone.localtime(now)
    lines = [
        f"Received by: {received_by or 'the police'}",
        f"Number: {report.reference}",
        f"Received on: {local.day} {local:%B %Y at %H:%M} (time in the United Kingdom)",
        f"Moment: {now.isoformat()}",
        f"Pages: {len(answers)}",
        f"Digest of the words: {receipt.words_digest(salt, answers)}",
        f"Files: {len(files)}",
        *(f"File {at}: {file.size} bytes, digest {file.sha256}" for at, file in enumerate(files, start=1)),
    ]
    return "".join(f"{line}\n" for line in lines)


def _marks(answers: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """The words by which a report that names somebody is kept from them."""
    said = " ".join(str(value) for name in SPOKEN_OF for value in answers.get(name, {}).values())
    return {vault.mark_of(word) for word in words_in(said)}


def words_in(text: str) -> set[str]:
    """The words and numbers of a text, folded as names are: “O'Brien's” and “OBRIEN” are one."""
    found = set(WORD.findall(text.casefold()))
    whole = found | {re.sub(r"['’]s$", "", word) for word in found} | {part for word in found for part in re.split(r"['’-]", word)}
    return {plain for word in whole if len(plain := folded(word)) > 1}


def copy_of(report: Report) -> dict[str, Any]:
    """What was said, with the salt: together with the receipt it proves the words."""
    sent = report.sent
    return {"kind": "custodiet words 1", "number": report.reference, "salt": sent.salt, "answers": answers_of(report)}
