"""What is done for bundles apart from the pages: pages are made of exhibits, volumes are built. Done by `custodiet work`.

Everything or nothing: an exhibit that cannot be shown ends the job with a sentence, and no page of it is numbered.
"""

from collections.abc import Iterator
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from custodiet import __version__
from custodiet.casework import journal, protected, vault
from custodiet.casework.access import Refused
from custodiet.casework.actions.bundles import OPEN
from custodiet.casework.actions.exhibits import custody, still_held
from custodiet.casework.bundle_plan import Plan
from custodiet.casework.bundle_sheets import alphabet, front, pages_of_rows, sheet_of_file
from custodiet.casework.identifiers import identifiers
from custodiet.casework.kept import bytes_of, keep
from custodiet.casework.models import BundleItem, BundleJob, Case, CustodyAct, CutDecision, Exhibit, Form, JobState
from custodiet.casework.pdf import NoPdf
from custodiet.casework.picture_words import seeing
from custodiet.casework.seals import seal
from custodiet.evidence import sheets
from custodiet.evidence.reading import UnreadableFile
from custodiet.law.vocabulary import Cut
from custodiet.ledger.entries import Verb
from custodiet.publication import leaks
from custodiet.publication.readings import NotScanned

ENDS = (UnreadableFile, vault.Altered, vault.NoKey, NoPdf, Refused)
"""What ends a job with a sentence."""


def work() -> int:
    """Do everything that waits; how many jobs were done."""
    done = 0
    while (job := BundleJob.objects.filter(state=JobState.WAITING.value).order_by("pk").first()) is not None:
        perform(job)
        done += 1
    return done


def again() -> int:
    """Let what a dead worker left half done wait again; how many."""
    return BundleJob.objects.filter(state=JobState.RUNNING.value).update(state=JobState.WAITING.value, done=0)


def perform(job: BundleJob) -> BundleJob:
    """Do a job now. Whatever happens, it ends, and where it fails with a sentence."""
    if not BundleJob.objects.filter(pk=job.pk, state=JobState.WAITING.value).update(state=JobState.RUNNING.value, done=0):
        return BundleJob.objects.get(pk=job.pk)  # somebody else has taken it
    job = BundleJob.objects.select_related("bundle__case").get(pk=job.pk)
    try:
        return _built(job) if job.cut else _paged(job)
    except ENDS as wrong:
        return _ended(job, JobState.FAILED, problem=str(wrong))
    except Exception as broken:
        said = f"The program failed over this ({type(broken).__name__}). Nothing of it was kept. Report it to whoever keeps the program up."
        _ended(job, JobState.FAILED, problem=said)
        raise


def _paged(job: BundleJob) -> BundleJob:
    """Make pages of every exhibit that was chosen, then number them all at once."""
    case, made = job.bundle.case, []
    for number, asked in enumerate(job.asked["items"]):
        exhibit = Exhibit.objects.get(pk=asked["exhibit"], case=case)
        data, count = _pages_of(exhibit, asked["title"], Form[asked["form"]])
        made.append((exhibit, asked, keep(case, data, what=f"bundle job {job.pk}", by=job.asked_by), count))
        _told(job, number + 1)
    with transaction.atomic():
        locked = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        last = job.bundle.items.order_by("-seq").first()
        seq, first = (last.seq, last.last) if last else (0, 0)
        for exhibit, asked, stored, count in made:
            row = BundleItem.objects.create(
                bundle=job.bundle, seq=seq + 1, volume=job.volume, exhibit=exhibit, title=asked["title"], form=asked["form"],
                first=first + 1, pages=count, sha256=stored.sha256, address=stored.address, size=stored.size,
            )  # fmt: skip
            row.refresh_from_db()
            custody(exhibit, CustodyAct.OPENED, job.asked_by, why=f"Made into pages {row.numbers} of bundle {job.bundle.seq}")
            journal.record(
                Verb.COMBINATION, by=job.asked_by, case=locked, what=f"bundle item {row.pk}", seal=seal(row), digest=stored.sha256
            )
            seq, first = row.seq, row.last
        return _ended(job, JobState.DONE)


def _pages_of(exhibit: Exhibit, title: str, form: Form) -> tuple[bytes, int]:
    still_held(exhibit)
    if form is Form.SHEET:
        return sheet_of_file(exhibit, title)
    try:
        with vault.open_exhibit(exhibit.case, exhibit) as stream:
            found = sheets.sheets(stream, exhibit.file_name)
    except UnreadableFile as wrong:
        raise UnreadableFile(
            f"{exhibit.reference} ({exhibit.file_name}) cannot be put into a bundle, and no page was made. {wrong}"
        ) from wrong
    return (found.pdf, found.pages) if found.pdf else pages_of_rows(exhibit, title, found)


def _built(job: BundleJob) -> BundleJob:
    data = built(job)
    if job.cut == Cut.PUBLIC.name:
        searched(job, data)
    stored = keep(job.bundle.case, data, what=f"bundle job {job.pk}", by=job.asked_by)
    return _ended(job, JobState.DONE, sha256=stored.sha256, address=stored.address, size=stored.size)


def built(job: BundleJob) -> bytes:
    """The bytes of a volume for a reader, from what was asked alone: the same whenever it is done, by the same version."""
    items = list(included(job))
    data, index, _sheets = front(job.bundle, job.volume, Cut[job.cut], job.asked_at, items)
    parts = [data, alphabet()]
    for number, (item, wanted) in enumerate(items):
        if wanted:
            still_held(item.exhibit)
            parts.append(bytes_of(job.bundle.case, vault.Stored(item.address, item.sha256, item.size)))
        _told(job, number + 1)
    return sheets.join(parts, Plan(job, index).of(items))


def included(job: BundleJob) -> Iterator[tuple[BundleItem, bool]]:
    """The items of a job in their order, each with what was decided of it when the job was asked for."""
    decisions = CutDecision.objects.select_related("item__exhibit").in_bulk([decision for _item, decision in job.asked["items"]])
    for _item, number in job.asked["items"]:
        yield decisions[number].item, decisions[number].included


def searched(job: BundleJob, data: bytes) -> None:
    """Raise `Refused` where the public copy holds what must not leave, or could not be searched for it."""
    case = job.bundle.case
    names = identifiers(protected.people(case, timezone.localdate()), protected.staff(case))
    try:
        found = leaks.find(data, names, seeing())
    except NotScanned as refusal:
        raise Refused(f"The public copy is withheld: it could not be searched for protected names. {refusal}") from refusal
    if found:
        raise Refused(
            f"The public copy is withheld: it holds what must not leave ({'; '.join(map(str, found))}). Leave out the documents in which "
            "it stands, decide so for the public, and have it built again."
        )


def same(job: BundleJob, data: bytes) -> bool:
    """Whether these are the bytes that were built."""
    return sha256(data).hexdigest() == job.sha256


def _told(job: BundleJob, done: int) -> None:
    BundleJob.objects.filter(pk=job.pk, state=JobState.RUNNING.value).update(done=done)


def _ended(job: BundleJob, state: JobState, **columns: object) -> BundleJob:
    with transaction.atomic():
        case = Case.objects.select_for_update(no_key=True).get(pk=job.bundle.case_id)
        row = BundleJob.objects.select_for_update().get(pk=job.pk)
        if row.state not in OPEN:
            return row
        for name, value in columns.items():
            setattr(row, name, value)
        row.state, row.ended_at, row.made_with = state.value, timezone.now(), {"tool": "custodiet", "version": __version__}
        row.done = row.total if state is JobState.DONE else row.done
        row.save(update_fields=[*columns, "state", "ended_at", "made_with", "done"])
        row.refresh_from_db()
        journal.record(Verb.COMBINATION, by=row.asked_by, case=case, what=f"bundle job {row.pk}", fields=["state"], seal=seal(row))
        return row
