"""The gate: every check a notice must pass before its finished bytes may leave, each with its sentence of refusal.

`examine` runs all of CHECKS and gives either `Cleared`, with the digest that two people then approve and that is
served, or `Withheld`, with every reason. A search that cannot be carried to its end withholds.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from custodiet.publication import earlier as before
from custodiet.publication import leaks, printed, structure
from custodiet.publication.directions import Followed, Required, Restriction, directions
from custodiet.publication.earlier import Earlier
from custodiet.publication.identifiers import Identifier
from custodiet.publication.jigsaw import FEWEST, Jigsaw
from custodiet.publication.leaks import Leak
from custodiet.publication.names import NamedOfficer
from custodiet.publication.notices import HearingNotice, Notice, strays
from custodiet.publication.readings import NotScanned
from custodiet.publication.render import title
from custodiet.publication.shapes import Shape, render


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What the checks look at: the notice, its finished bytes, what leaves beside them, and what the case forbids."""

    notice: Notice
    rendered: bytes
    protected: tuple[Identifier | str, ...] = field(repr=False)
    anonymity_question_answered: bool
    restrictions: tuple[Restriction, ...]
    beside: Mapping[str, str]
    today: date
    last_day: date | None = None
    jigsaw: Jigsaw | None = None
    shape: Shape = Shape.LABELS
    required: Required | None = None
    earlier: tuple[Earlier, ...] = ()
    pdf: bytes = b""

    @property
    def directions(self) -> tuple[Followed, ...]:
        """Every direction of the chair in force that concerns this notice, and where it is followed."""
        return tuple(directions(self.notice, self.restrictions, self.required, self.today))


@dataclass(frozen=True, slots=True)
class Cleared:
    """The bytes may go to the two people who approve them: `digest` is what they approve, the `fingerprint` of page and PDF."""

    digest: str

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Withheld:
    """The bytes may not leave; every reason is a sentence that says why and what to do."""

    reasons: tuple[str, ...]

    def __bool__(self) -> bool:
        return False


def fingerprint(page: bytes, pdf: bytes = b"") -> str:
    """What two people approve: the SHA-256 of the page, and where there is a PDF a "+" and that of the PDF."""
    return "+".join(sha256(each).hexdigest() for each in (page, pdf) if each or each is page)


def only_closed_types(seen: Examination) -> str:
    """Every value in the notice is of a closed type; otherwise nothing else can be asked of it."""
    return " ".join(strays(seen.notice))


def anonymity_was_decided(seen: Examination) -> str:
    """Nobody is published about before the question of anonymity was put and answered."""
    if seen.anonymity_question_answered:
        return ""
    return (
        "The question whether anyone is to be anonymous has not been answered, and a name that is out cannot be called"
        " back. Put the question to the chair (CR20 36(3), 39(3)(c), 53(3), 59(2)(c)) and record the answer first."
    )


def the_chairs_direction_is_followed(seen: Examination) -> str:
    """What the chair forbade stands nowhere, and a notice of a hearing gives what the chair required and nothing else."""
    return " ".join(each.against for each in seen.directions if each.against)


def the_standards_stand_beside_the_conduct(seen: Examination) -> str:
    """A notice of a hearing that tells the conduct tells how it is said to amount to misconduct: which Standards it breached."""
    notice = seen.notice
    if not isinstance(notice, HearingNotice) or not notice.allegations or notice.standards:
        return ""
    return (
        "The notice tells the conduct and not which Standards of Professional Behaviour it is said to have breached, so not how it is said"
        " to amount to misconduct (CR20 36(1), 53(1)). Correct the notice of referral on record, and say there which Standards."
    )


def nothing_beyond_what_was_published_before(seen: Examination) -> str:
    """What an earlier paper withheld under a direction is not given by this one, unless the direction was lifted since."""
    return " ".join(before.beyond(seen.notice, seen.earlier, seen.restrictions, seen.today))


def one_alias_on_every_paper(seen: Examination) -> str:
    """The officer is called as in every earlier paper of the case."""
    return before.known_otherwise(seen.notice, seen.earlier)


def the_naming_has_been_decided(seen: Examination) -> str:
    """A decision to name that lies in the future is none."""
    officer = seen.notice.officer
    if not isinstance(officer, NamedOfficer) or officer.decision.on <= seen.today:
        return ""
    return "The decision to name the officer is dated in the future. Wait for it, or publish the alias."


def within_its_period(seen: Examination) -> str:
    """Nothing is published before the day it is dated, or after the last day on which it may be on the site."""
    if seen.notice.published_on > seen.today:
        return "The notice is dated in the future. Publish it on its day, or date it today."
    if seen.last_day is None or seen.today <= seen.last_day:
        return ""
    return "The last day on which this notice may be on the site has passed. Leave it off, or have a new period decided and recorded."


def enough_officers_fit(seen: Examination) -> str:
    """An officer under an alias cannot be told by what the publications of the case say together."""
    if isinstance(seen.notice.officer, NamedOfficer) or seen.jigsaw is None or not seen.jigsaw.too_few:
        return ""
    return f"{seen.jigsaw} Fewer than {FEWEST} is too few: the officer can be guessed. Take out a fact, or state it more broadly."


def made_of_nothing_else(seen: Examination) -> str:
    """The page is made of what a notice is made of: no remark, script, style, picture, link or form."""
    found = structure.strange(seen.rendered)
    return f"The page holds {'; '.join(found)}. Make it afresh from the notice." if found else ""


def made_afresh_from_this_notice(seen: Examination) -> str:
    """What is about to leave is what this notice says, once, and was not edited after it was made."""
    if seen.rendered.count(render(seen.notice, seen.shape)) == 1:
        return ""
    return (
        "The finished page does not hold exactly what this notice says: it was edited, or made from another version."
        " Make the page afresh from the notice."
    )


def the_pdf_is_made_of_nothing_else(seen: Examination) -> str:
    """The PDF holds tagged words and its title, and nothing else; there may be none."""
    found = printed.strange(seen.pdf, title(seen.notice)) if seen.pdf else ()
    return f"The PDF holds {'; '.join(found)}. Make it afresh from the notice." if found else ""


def the_pdf_says_what_the_page_says(seen: Examination) -> str:
    """Read back in the order of its tags, the PDF says what this notice says, once, and nothing besides."""
    return printed.otherwise(seen.pdf, render(seen.notice, seen.shape)) if seen.pdf else ""


def something_was_looked_for(seen: Examination) -> str:
    """A search for nothing finds nothing; every case has people whose names are protected."""
    if seen.protected:
        return ""
    return (
        "No protected names were given, so the page was searched for nothing. Give the names, numbers and addresses of"
        " everyone in the case."
    )


def no_protected_name_in_the_page(seen: Examination) -> str:
    """The finished bytes hold no protected identifier, in any reading."""
    return _searched("The page", seen.rendered, seen.protected)


def no_protected_name_in_the_pdf(seen: Examination) -> str:
    """Neither does the PDF, however it spells it."""
    return _searched("The PDF", seen.pdf, seen.protected) if seen.pdf else ""


def no_protected_name_beside_the_page(seen: Examination) -> str:
    """Neither does what leaves beside them: the address, the file name, the headers, the title in a feed."""
    return " ".join(filter(None, (_searched(f"The {what}", text, seen.protected) for what, text in seen.beside.items())))


CHECKS: tuple[Callable[[Examination], str], ...] = (
    only_closed_types,
    anonymity_was_decided,
    the_chairs_direction_is_followed,
    the_naming_has_been_decided,
    the_standards_stand_beside_the_conduct,
    nothing_beyond_what_was_published_before,
    one_alias_on_every_paper,
    within_its_period,
    enough_officers_fit,
    made_of_nothing_else,
    made_afresh_from_this_notice,
    the_pdf_is_made_of_nothing_else,
    the_pdf_says_what_the_page_says,
    something_was_looked_for,
    no_protected_name_in_the_page,
    no_protected_name_in_the_pdf,
    no_protected_name_beside_the_page,
)
"""Every check, in the order in which its reason is shown; the first stands first. An empty sentence passes."""


def examine(
    notice: Notice,
    rendered: bytes,
    protected: Iterable[Identifier | str],
    *,
    anonymity_question_answered: bool,
    today: date,
    restrictions: Iterable[Restriction] = (),
    beside: Mapping[str, str] | None = None,
    last_day: date | None = None,
    jigsaw: Jigsaw | None = None,
    shape: Shape = Shape.LABELS,
    required: Required | None = None,
    earlier: Iterable[Earlier] = (),
    pdf: bytes = b"",
) -> Cleared | Withheld:
    """Whether these finished bytes of this notice may leave.

    `protected`: the names and other identifiers that must not stand in them, of everyone in the case and everyone under
    any restriction (if the officer is lawfully named, without the officer's own). `beside`: what leaves with the bytes,
    by what it is called ("address", "file name"). `last_day`: until when it may be on the site. `jigsaw`: how many officers fit.
    `shape`: how the force lays out its notices. `pdf`: the same notice for whoever prints it, where one could be made.
    """
    seen = Examination(
        notice=notice,
        rendered=rendered,
        protected=tuple(protected),
        anonymity_question_answered=anonymity_question_answered,
        restrictions=tuple(restrictions),
        beside=beside or {},
        today=today,
        last_day=last_day,
        jigsaw=jigsaw,
        shape=shape,
        required=required,
        earlier=tuple(earlier),
        pdf=pdf,
    )
    reasons: list[str] = []
    for check in CHECKS:
        reason = check(seen)
        if reason:
            reasons.append(reason)
            if check is only_closed_types:
                break
    return Withheld(tuple(reasons)) if reasons else Cleared(fingerprint(rendered, pdf))


def _searched(what: str, document: bytes | str, protected: tuple[Identifier | str, ...]) -> str:
    try:
        found = leaks.find(document, protected)
    except NotScanned as refusal:
        return f"{what} could not be searched for protected names. {refusal}"
    return _found(what, found) if found else ""


def _found(what: str, found: list[Leak]) -> str:
    return (
        f"{what} holds what must not leave: {'; '.join(map(str, found))}. Take it out of the text it came from and have"
        " that text reviewed again."
    )
