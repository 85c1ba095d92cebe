"""The verbs about exhibits: receive, derive, judge for disclosure, look into, hand out. Each is a custody event and a ledger entry.

The bytes are safe in the store before the row that names them is written; a row without its bytes cannot come to be.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from custodiet.casework import journal, vault
from custodiet.casework.access import Access, Refused, require
from custodiet.casework.jobs import Permission
from custodiet.casework.models import Case, Custody, CustodyAct, Derivation, Disclosure, DisclosureStatus, Exhibit, User
from custodiet.casework.seals import seal
from custodiet.ledger.entries import Verb

VERBS = {
    CustodyAct.EXPORTED: Verb.EXPORT, CustodyAct.COPIED: Verb.DISCLOSURE, CustodyAct.DISPOSED: Verb.ERASURE,
    CustodyAct.RECEIVED: Verb.COLLECTION, CustodyAct.SEIZED: Verb.COLLECTION, CustodyAct.RESTORED: Verb.ALTERATION,
}  # fmt: skip
"""What an act is in the words of the ledger; every other is a consultation."""
LONGEST_NAME, LONGEST_TITLE, LONGEST_REFERENCE = 255, 200, 40


def receive(
    *,
    case: Case,
    stream: BinaryIO,
    file_name: str,
    maker: str,
    title: str,
    by: User,
    reference: str = "",
    place: str = "",
    why: str = "",
    happened_at: datetime | None = None,
) -> Exhibit:
    """Take a file in as an exhibit. The same file in the same case is the same exhibit, however often it is handed in.

    `reference` is the maker's initials and a number; where none is given the next one free is taken.
    """
    _can(case, by, Permission.HANDLE)
    if not maker.strip():
        raise Refused("An exhibit is produced by somebody. Enter who produces it.")
    if len(reference) > LONGEST_REFERENCE or not reference.isprintable():
        raise Refused(f"A reference is the maker's initials and a number, such as OT/1, and at most {LONGEST_REFERENCE} characters.")
    place_of = _Place(case, by)
    stored = vault.put(case, stream, place_of.record)
    if stored.size == 0:
        raise Refused(f"“{name_of(file_name)}” is empty. Look whether it was copied whole, and add it again.")
    with transaction.atomic():
        locked = _locked(case, by, Permission.HANDLE)
        if before := locked.exhibits.filter(sha256=stored.sha256).first():
            still_held(before)
            custody(before, CustodyAct.RECEIVED, by, why=f"Handed in again as “{name_of(file_name)}”", place=place, happened_at=happened_at)
            place_of.restored(before)
            return before
        made = _made(
            locked, reference.strip() or next_reference(locked, maker), by, title=(title.strip() or name_of(file_name))[:LONGEST_TITLE],
            maker=maker.strip(), file_name=name_of(file_name), stored=stored,
        )  # fmt: skip
        custody(made, CustodyAct.RECEIVED, by, why=why or "Handed in", place=place, happened_at=happened_at)
        place_of.restored(made)
        return made


def handed_in_before(exhibit: Exhibit) -> bool:
    """Whether an exhibit that was just received was received before: the same bytes came in more than once."""
    return exhibit.custody.filter(act=CustodyAct.RECEIVED.value).count() > 1


def derive(*, case: Case, data: bytes, file_name: str, title: str, sources: list[Exhibit], made_with: dict[str, Any], by: User) -> Exhibit:
    """Put on record a file that the program made from others, with what it was made with, and that it was handed out."""
    place_of = _Place(case, by)
    stored = vault.put_bytes(case, data, place_of.record)
    with transaction.atomic():
        locked = _locked(case, by, Permission.HANDLE)
        if before := locked.exhibits.filter(sha256=stored.sha256).first():
            place_of.restored(before)
            return before
        made = _made(
            locked, next_reference(locked, by.full_name), by, title=title[:LONGEST_TITLE], maker=by.full_name, file_name=file_name,
            stored=stored, made_with=made_with,
        )  # fmt: skip
        for source in sources:
            row = Derivation.objects.create(made=made, source=source)
            row.refresh_from_db()
            journal.record(Verb.COMBINATION, by=by, case=locked, what=f"derivation {row.pk}", seal=seal(row))
            custody(source, CustodyAct.DERIVED, by, why=f"{made.reference} was made from it")
        custody(made, CustodyAct.RECEIVED, by, why="Made by the program from " + ", ".join(source.reference for source in sources))
        custody(made, CustodyAct.EXPORTED, by, why="Handed out to whoever had it made")
        place_of.restored(made)
        return made


@dataclass(slots=True)
class _Place:
    """Where a file is about to be stored. What is wrong there goes on record first: damage is never mended in silence."""

    case: Case
    by: User
    wrong: str = ""
    recorded: bool = False

    def record(self, stored: vault.Stored, wrong: str) -> None:
        """Nothing is put in place before this has returned. A file that was never on record may be missing, and is not damaged."""
        with transaction.atomic():
            locked = _locked(self.case, self.by, Permission.HANDLE)
            before = locked.exhibits.filter(sha256=stored.sha256).first()
            if before:
                still_held(before)
                wrong = wrong or self._gone(before)
            if before and wrong:
                custody(before, CustodyAct.DAMAGED, self.by, why=wrong)
                self.recorded = True
        self.wrong = wrong

    def _gone(self, exhibit: Exhibit) -> str:
        """Whether it is still gone: somebody who hands in the same file at the same time may just have put it there."""
        try:
            vault.verify(self.case, exhibit)
        except vault.Altered:
            return "Its stored file was gone."
        return ""

    def restored(self, exhibit: Exhibit) -> None:
        """Put on record that a whole file took the place of what was damaged or gone."""
        if not self.wrong:
            return
        if not self.recorded:  # it stood where no exhibit was on record yet: what a broken upload had left
            custody(exhibit, CustodyAct.DAMAGED, self.by, why=f"{self.wrong} It stood there before the exhibit was on record.")
        custody(
            exhibit, CustodyAct.RESTORED, self.by, why="Put back from the bytes that were handed in; their digest is the one on record."
        )


def _made(case: Case, reference: str, by: User, *, stored: vault.Stored, **columns: Any) -> Exhibit:
    if case.exhibits.filter(reference__iexact=reference).exists():
        raise Refused(f"There is an exhibit {reference} in this case already. Give the next number, or leave the reference empty.")
    row = Exhibit.objects.create(
        case=case, reference=reference, received_by=by, size=stored.size, sha256=stored.sha256, address=stored.address, **columns
    )
    row.refresh_from_db()
    journal.record(Verb.COLLECTION, by=by, case=case, what=f"exhibit {row.pk}", seal=seal(row), digest=stored.sha256)
    return row


def custody(
    exhibit: Exhibit, act: CustodyAct, by: User, *, why: str, place: str = "", happened_at: datetime | None = None, purpose: str = ""
) -> Custody:
    """Put on record that something was done with an exhibit. Call it in the transaction of what was done, with the case locked."""
    row = Custody.objects.create(
        exhibit=exhibit, seq=exhibit.custody.count() + 1, act=act.value, by=by, why=why, place=place, happened_at=happened_at,
        sha256=exhibit.sha256,
    )  # fmt: skip
    row.refresh_from_db()
    verb = VERBS.get(act, Verb.CONSULTATION)
    journal.record(verb, by=by, case=exhibit.case, what=f"custody {row.pk}", purpose=purpose, fields=[act.value], seal=seal(row))
    return row


def judge(*, exhibit: Exhibit, status: DisclosureStatus, relevant: bool, why: str, by: User) -> Disclosure:
    """Decide whether an exhibit is relevant and what becomes of it in disclosure; a later decision takes its place."""
    if not why.strip():
        raise Refused("A decision on disclosure needs its reason. Write why.")
    with transaction.atomic():
        locked = _locked(exhibit.case, by, Permission.DISCLOSE)
        row = Disclosure.objects.create(exhibit=exhibit, status=status.value, relevant=relevant, why=why.strip(), by=by)
        row.refresh_from_db()
        journal.record(Verb.ALTERATION, by=by, case=locked, what=f"disclosure {row.pk}", fields=["relevant", "status"], seal=seal(row))
        return row


def hand_out(*, exhibit: Exhibit, by: User, purpose: str) -> BinaryIO:
    """The original, whole and verified, for somebody who takes a copy away. It is on record before the first byte leaves."""
    with transaction.atomic():
        locked = _locked(exhibit.case, by, Permission.EXHIBITS)
        still_held(exhibit)
        custody(exhibit, CustodyAct.COPIED, by, why=purpose or "A copy was taken", purpose=purpose)
        return vault.open_exhibit(locked, exhibit)


def look_into(*, exhibit: Exhibit, at: str, by: User, purpose: str) -> BinaryIO:
    """The original, for showing the place `at` in it. It is on record, with the place, before anything of it is shown."""
    with transaction.atomic():
        locked = _locked(exhibit.case, by, Permission.EXHIBITS)
        still_held(exhibit)
        custody(exhibit, CustodyAct.VIEWED, by, why=f"Looked at {at}", purpose=purpose)
        return vault.open_exhibit(locked, exhibit)


def still_held(exhibit: Exhibit) -> None:
    """Raise `Refused` where the exhibit was disposed of."""
    if gone := disposals().filter(exhibit=exhibit).first():
        raise Refused(disposed_of(exhibit, gone))


def disposals() -> QuerySet[Custody]:
    """That an exhibit was disposed of: at most one row of each."""
    return Custody.objects.filter(act=CustodyAct.DISPOSED.value).select_related("by")


def fates() -> QuerySet[Custody]:
    """What was proposed, declined and done about an exhibit's disposal; the last of each exhibit counts."""
    acts = (CustodyAct.PROPOSED.value, CustodyAct.DECLINED.value, CustodyAct.DISPOSED.value)
    return Custody.objects.filter(act__in=acts).select_related("by").order_by("seq")


def disposal_proposed(said: Custody) -> str:
    """That a disposal was proposed, when and by whom."""
    day = timezone.localtime(said.recorded_at)
    return f"Its disposal was proposed on {day.day} {day:%B %Y} by {said.by.full_name}. A second person confirms or declines it."


def disposed_of(exhibit: Exhibit, gone: Custody) -> str:
    """That an exhibit was disposed of: when, by whom, why."""
    day = timezone.localtime(gone.recorded_at)
    return (
        f"{exhibit.reference} was disposed of on {day.day} {day:%B %Y} by {gone.by.full_name}: {gone.why} "
        "It can be neither opened nor taken in again; the record of it stays."
    )


def next_reference(case: Case, maker: str) -> str:
    """The maker's initials and the next number: OT/4."""
    initials = "".join(word[0] for word in maker.split() if word[0].isalpha()).upper()[:4] or "EX"
    numbers = [
        int(rest) for reference in case.exhibits.filter(reference__istartswith=initials + "/").values_list("reference", flat=True)
        if (rest := reference.partition("/")[2]).isdecimal()
    ]  # fmt: skip
    return f"{initials}/{max(numbers, default=0) + 1}"


def name_of(file_name: str) -> str:
    """The name a file came with, as text to show: never a path, and nothing that does not print."""
    bare = PurePath(file_name.replace("\\", "/")).name
    shown = "".join(letter for letter in bare if letter.isprintable()).strip()[:LONGEST_NAME]
    return shown if shown.strip(".") else "without a name"


def _can(case: Case, by: User, permission: Permission) -> None:
    require(Access(by), permission, case)


def _locked(case: Case, by: User, permission: Permission) -> Case:
    locked = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    require(Access(by), permission, locked)
    return locked
