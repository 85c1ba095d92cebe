"""A notice as it would be published: its bytes, every reason against it, and what was checked. Both pages of publication show it.

The first approval is a note on the case that names the day and the digest of the bytes; notes are append-only. The second
person sees the same bytes, made afresh, and their approval publishes them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from custodiet.casework import protected, staff_list
from custodiet.casework.access import visible_to
from custodiet.casework.identifiers import identifiers
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import Note, PaperOnSite, Part, PublishedOutcome
from custodiet.casework.notice_pdf import notice_pdf
from custodiet.casework.pdf import NoPdf
from custodiet.law.steps import Key
from custodiet.publication import gate, jigsaw
from custodiet.publication.directions import directions, officer_of
from custodiet.publication.earlier import Earlier
from custodiet.publication.identifiers import Identifier
from custodiet.publication.names import TITLE_OF_RANK, AliasRefused, NamedOfficer
from custodiet.publication.notices import HearingNotice, NotClosed, Notice
from custodiet.publication.render import title as title_of
from custodiet.publication.shapes import Shape, plain
from custodiet.publication.shapes import render as bytes_of
from custodiet.publication.words import WordsRefused
from custodiet.web.context import shape, today
from custodiet.web.staff import approval, directed
from custodiet.web.staff.approval import Approved
from custodiet.web.staff.frame import Frame
from custodiet.web.templatetags.house import british

NOBODY_YET = "the second reviewer, who has not approved yet"
NOR_THE_OTHER = "the first reviewer, who has not approved yet"
Composes = Callable[[date, tuple[str, str]], Notice]


@dataclass(frozen=True, slots=True)
class Draft:
    """The notice as it would be published, or the reasons why it may not be."""

    title: str = ""
    body: bytes = b""
    pdf: bytes = b""
    digest: str = ""
    refusals: tuple[str, ...] = ()
    checked: tuple[tuple[str, str], ...] = ()
    shapes: tuple[tuple[Shape, bytes], ...] = ()
    notice: Notice | None = None


def first_approval(request: HttpRequest, officer: Key, kind: PaperOnSite) -> Approved | None:
    """The latest approval on record by somebody who may publish, unless it has led to publication."""
    rows = visible_to(request.access, PublishedOutcome).filter(case=request.case).values_list("digest", "pdf_digest")
    published = {"+".join(filter(None, digests)) for digests in rows}
    written = visible_to(request.access, Note).filter(case=request.case, text__startswith=approval.BEGINS)
    for note in written.select_related("author").order_by("-pk"):
        found = approval.read(note)
        if found and (found.officer, found.kind) == (officer, kind) and Permission.PUBLISH in permissions(note.author):
            return None if found.digest in published else found
    return None


def draft(
    seen: Frame,
    officer: Key,
    first: Approved | None,
    composes: Composes,
    last_day: Callable[[date], date | None],
    *,
    place: str = "",
    approves: bool = True,
) -> Draft:
    """What the gate says of the notice that `composes` makes for the day of the first approval, or for today.

    `approves`: the reader is one of the two who approve it, and not somebody who looks at what others will approve.
    """
    reader = seen.request.user.full_name if approves else NOR_THE_OTHER
    other = first.by.full_name if first and first.by != seen.request.user else NOBODY_YET
    on = first.on if first else today()
    try:
        notice = composes(on, (other, reader))
    except (WordsRefused, AliasRefused, NotClosed) as refusal:
        return Draft(refusals=(str(refusal),))
    body, title = bytes_of(notice, shape()), title_of(notice)
    pdf, why_none = _pdf(body, title)
    papers = directed.earlier(seen, officer)
    sought = _sought(seen, officer, notice, papers, place)
    figure = _figure(seen, notice, body)
    checked = _checked(seen, officer, notice, papers, figure, last_day(on))
    verdict = gate.examine(
        notice,
        body,
        sought,
        jigsaw=figure,
        shape=shape(),
        anonymity_question_answered=directed.asked(seen, officer),
        today=today(),
        restrictions=directed.restrictions(seen),
        required=directed.required(seen, officer),
        earlier=papers,
        last_day=last_day(on),
        pdf=pdf,
        beside={"title": title, "plain text": plain(body)},
    )
    shapes = tuple((each, bytes_of(notice, each)) for each in Shape)
    if isinstance(verdict, gate.Withheld):
        return Draft(refusals=verdict.reasons, checked=checked, notice=notice)
    if first and first.digest != verdict.digest and first.by != seen.request.user:
        changed = _(
            "The record changed after %(name)s approved, and the approval was for other bytes. %(name)s must read and approve it again."
        )
        return Draft(title, body, pdf, verdict.digest, (changed % {"name": first.by.full_name},), checked, shapes, notice)
    return Draft(title, body, pdf, verdict.digest, (), (*checked, _clean(len(sought)), _as_pdf(why_none)), shapes, notice)


def _pdf(body: bytes, title: str) -> tuple[bytes, str]:
    """The notice as PDF, or why none can be made here: then the page is published alone."""
    try:
        return notice_pdf(body, title), ""
    except NoPdf as missing:
        return b"", str(missing)


def _sought(seen: Frame, officer: Key, notice: Notice, papers: list[Earlier], place: str) -> list[Identifier]:
    """Everything that may not stand in it: of an officer who is lawfully named, not the officer's own name and number."""
    case = seen.request.case
    rows = protected.people(case, today())
    if isinstance(notice.officer, NamedOfficer):
        rows = [row for row in rows if not (row.case_id == case.pk and row.key == officer and row.role == Part.OFFICER.value)]
    people = identifiers(rows, [*protected.staff(case), seen.request.user])
    return [*people, *directed.kept_back(seen, officer, papers, place)]


def _figure(seen: Frame, notice: Notice, body: bytes) -> jigsaw.Jigsaw:
    """How many officers fit what this notice and everything published of the case say together."""
    before = visible_to(seen.request.access, PublishedOutcome).filter(case=seen.request.case).values_list("body", flat=True)
    title = officer_of(notice).title
    ranks = [rank.value for rank, each in TITLE_OF_RANK.items() if each is title]
    texts = [body.decode(), *(bytes(each).decode("utf-8", "replace") for each in before)]
    return jigsaw.count(staff_list.colleagues(), texts, [(jigsaw.Trait.RANK, rank) for rank in ranks])


def _checked(
    seen: Frame, officer: Key, notice: Notice, papers: list[Earlier], figure: jigsaw.Jigsaw, last_day: date | None
) -> tuple[tuple[str, str], ...]:
    """What the chair directed and where it is followed, what was published before, until when, and how many officers fit."""
    asked = _("It was put to the chair, and the answer is on record.") if directed.asked(seen, officer) else ""
    rows = [(_("The question of anonymity"), asked or _("It has not been put to the chair, or the answer is not on record."))]
    required = directed.required(seen, officer)
    for each in directions(notice, tuple(directed.restrictions(seen)), required, today()):
        rows.append((each.directed, _("Followed: %s.") % each.where if each.where else _("Not followed.")))
    if len(rows) == 1:
        rows.append((_("The chair's directions"), _("None concerns this notice.")))
    rows.append((_("Published before"), _before(papers)))
    if last_day:
        rows.append((_("Its period"), _last(notice, last_day)))
    return (*rows, (_("Who could be meant"), str(figure)))


def _last(notice: Notice, last_day: date) -> str:
    if isinstance(notice, HearingNotice):
        return _("It goes off the site by itself after %(day)s, the last day of the hearing.") % {"day": british(last_day)}
    words = _("It stays on the site until the end of %(day)s: at least 28 days (CR20 43(8), 63(7); CR12 36(8), 56(7)).")
    return words % {"day": british(last_day)}


def _before(papers: list[Earlier]) -> str:
    if not papers:
        return _("Nothing of this case. There is nothing that this notice could undo.")
    words = _("%(day)s, %(officer)s: %(kept)s")
    return "; ".join(
        words % {"day": british(each.on), "officer": each.officer, "kept": _kept_words(each)} for each in papers
    )  # fmt: skip


def _kept_words(paper: Earlier) -> str:
    return _("kept back by direction: %s") % ", ".join(paper.withheld) if paper.withheld else _("kept back nothing by direction")


def _clean(sought: int) -> tuple[str, str]:
    words = _("Every byte was searched, in every encoding, for %(number)d names, numbers and addresses of those protected. None was found.")
    return _("The deep search"), words % {"number": sought}


def _as_pdf(why_none: str) -> tuple[str, str]:
    words = _("Read back in the order of its tags, it says what the page says, and holds nothing else. It was searched like the page.")
    return _("The PDF"), _("Only the page is published. %s") % why_none if why_none else words


def approvals(first: Approved | None) -> tuple[tuple[str, str], ...]:
    """Who has approved, as rows."""
    words = _("%(name)s, on %(on)s") % {"name": first.by.full_name, "on": british(first.on)} if first else _("not yet")
    return ((_("First approval"), words), (_("Second approval"), _("not yet")))


def waiting(first: Approved) -> str:
    """The sentence that says for whom it waits."""
    words = _("%(name)s approved the notice dated %(on)s. It is published when a second person approves the very same words.")
    return words % {"name": first.by.full_name, "on": british(first.on)}
