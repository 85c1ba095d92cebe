"""The verbs about a person's way in: give one, take it back, come in with it, go out. Every use of a key is in the ledger."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from custodiet.casework import guessing, journal
from custodiet.casework.access import Access, Refused, require, same_as
from custodiet.casework.actions import outgoing
from custodiet.casework.jobs import Permission
from custodiet.casework.models import (
    Case,
    Delivery,
    Involvement,
    Neutral,
    Outgoing,
    Part,
    PortalGuesses,
    PortalKey,
    PortalSession,
    User,
    Way,
)
from custodiet.casework.secrets_held import digest, same
from custodiet.ledger.entries import Verb

FOR = (Part.COMPLAINANT, Part.VICTIM, Part.INTERESTED)
LASTS = timedelta(days=365)
IDLE, LONGEST = timedelta(minutes=15), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Given:
    """A way in as it is given, once: the halves that go by hand are shown, those that were sent are not."""

    key: PortalKey
    link: str
    code: str
    sent: tuple[Outgoing, ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody who came in: who, in which case."""

    session: PortalSession
    involvement: Involvement

    @property
    def case(self) -> Case:
        """The one case this visit shows."""
        return self.involvement.case


def give(*, involvement: Involvement, by: User, link_by: Way | None = None, code_by: Way | None = None) -> Given:
    """A link and a code for one person's page in one case. What goes no way is handed over on paper. Earlier keys end."""
    with transaction.atomic():
        case = Case.objects.select_for_update(no_key=True).get(pk=involvement.case_id)
        require(Access(by), Permission.REACH, case)
        _refuse_unfit(case, involvement, link_by, code_by)
        now, today = timezone.now(), timezone.localdate()
        _end(involvement, now)
        link, code = _random(guessing.ALPHABET, guessing.LINK_LETTERS), _random("0123456789", guessing.CODE_DIGITS)
        salt = secrets.token_hex(16)
        key = PortalKey.objects.create(
            involvement=involvement, link_digest=digest("link", link), salt=salt, code_digest=digest("code", salt, code),
            expires_at=now + LASTS, by=by,
        )  # fmt: skip
        journal.record(Verb.DISCLOSURE, by=by, case=case, what=f"way in {key.pk} of {involvement.alias}", fields=["link", "code"])
        sent = []
        for template, secret, way in ((Neutral.WAY_IN, link, link_by), (Neutral.CODE, code, code_by)):
            if way is not None:
                row = outgoing.queue(case=case, person=involvement.person, template=template, today=today, by=by, secret=secret, way=way)
                if row.state == Delivery.WITHHELD.name:
                    raise Refused(f"{row.why} No way in was given. Hand that half over on paper.")
                sent.append(row)
        return Given(key, "" if link_by else guessing.grouped(link), "" if code_by else guessing.grouped(code), tuple(sent))


def _refuse_unfit(case: Case, involvement: Involvement, link_by: Way | None, code_by: Way | None) -> None:
    if involvement.role not in [part.value for part in FOR]:
        raise Refused("A page of one's own in a case is for whoever complained, was harmed or is an interested person. Choose one of them.")
    if case.involvements.filter(same_as(involvement.person_id), role=Part.OFFICER.value).exists():
        raise Refused("This person is also complained of in this case, and would see both sides of it. No way in was given.")
    if case.restricted:
        raise Refused("This case is covert, and a link would tell that there is one. Reach the person in another way.")
    if link_by is not None and link_by is code_by:
        raise Refused("The link and the code must go different ways, or whoever reads one reads the other. Hand one over on paper.")


def revoke(*, key: PortalKey, by: User) -> None:
    """End a way in at this moment, with every visit on it."""
    with transaction.atomic():
        case = Case.objects.select_for_update(no_key=True).get(pk=key.involvement.case_id)
        require(Access(by), Permission.REACH, case)
        _end(key.involvement, timezone.now())
        journal.record(Verb.WITHDRAWAL, by=by, case=case, what=f"way in {key.pk}", fields=["revoked_at"])


def _end(involvement: Involvement, now: datetime) -> None:
    involvement.portal_keys.filter(revoked_at=None).update(revoked_at=now)
    PortalSession.objects.filter(key__involvement=involvement, ended_at=None).update(ended_at=now)


def enter(*, link: str, code: str, address: str, now: datetime) -> str:
    """The token of a new visit, or "" for whatever reason there is none: nothing tells an unknown link from a wrong code."""
    plain, digits = guessing.plain_link(link), guessing.plain_code(code)
    with transaction.atomic():
        known = PortalKey.objects.select_related("involvement").filter(link_digest=digest("link", plain)).first()
        # The case is locked before the key and the ledger, as everywhere; an unknown link has none.
        case = Case.objects.select_for_update(no_key=True).get(pk=known.involvement.case_id) if known else None
        key = PortalKey.objects.select_for_update().get(pk=known.pk) if known else None
        salt = key.salt if key else secrets.token_hex(16)
        right = same(digest("code", salt, digits), key.code_digest if key else digest("code", salt, "none"))
        if not _address_tried(address, now):
            return ""
        if key is None or case is None:
            _guessed_wrong(address, now)
            return ""
        if right and _opens(key, case, now):
            return _begun(key, case, now)
        _guessed_wrong(address, now)
        if guessing.key_is_tried(key.failures, key.rests_until, now):
            key.failures, key.in_row = key.failures + 1, key.in_row + 1
            key.rests_until = now + guessing.rest(key.in_row)
            key.save(update_fields=["failures", "in_row", "rests_until"])
            journal.record(Verb.SIGN_IN_REFUSED, by=None, case=case, what=f"way in {key.pk}")
        return ""


def _opens(key: PortalKey, case: Case, now: datetime) -> bool:
    alive = key.revoked_at is None and now < key.expires_at and not case.restricted
    return alive and guessing.key_is_tried(key.failures, key.rests_until, now)


def _begun(key: PortalKey, case: Case, now: datetime) -> str:
    token = secrets.token_urlsafe(32)
    key.in_row, key.rests_until, key.used_at = 0, None, now
    key.save(update_fields=["in_row", "rests_until", "used_at"])
    PortalSession.objects.create(key=key, digest=digest("visit", token), began_at=now, seen_at=now)
    journal.record(Verb.SIGN_IN, by=None, case=case, what=f"way in {key.pk}")
    return token


def visit(token: str, now: datetime) -> Visit | None:
    """Who is there, if the visit still lasts: a quarter of an hour without a page ends it, and an hour in any case."""
    if not token:
        return None
    rows = PortalSession.objects.select_related("key__involvement__case")
    found = rows.filter(digest=digest("visit", token), ended_at=None).first()
    if found is None or found.seen_at + IDLE < now or found.began_at + LONGEST < now:
        return None
    key = found.key
    if key.revoked_at is not None or key.expires_at <= now or key.involvement.case.restricted:
        return None
    PortalSession.objects.filter(pk=found.pk).update(seen_at=now)
    return Visit(found, key.involvement)


def leave(*, visit: Visit, now: datetime) -> None:
    """End a visit."""
    with transaction.atomic():
        case = Case.objects.select_for_update(no_key=True).get(pk=visit.case.pk)
        PortalSession.objects.filter(pk=visit.session.pk, ended_at=None).update(ended_at=now)
        journal.record(Verb.SIGN_OUT, by=None, case=case, what=f"way in {visit.session.key_id}")


def _random(alphabet: str, length: int) -> str:
    return "".join(secrets.choice(alphabet) for _ in range(length))


def _address_tried(address: str, now: datetime) -> bool:
    row = PortalGuesses.objects.filter(address_digest=digest("address", address)).first()
    return row is None or guessing.address_is_tried(row.since, row.count, now)


def _guessed_wrong(address: str, now: datetime) -> None:
    row, _made = PortalGuesses.objects.select_for_update().get_or_create(address_digest=digest("address", address), defaults={"since": now})
    fresh = row.since + guessing.HOUR <= now
    row.since, row.count = (now, 1) if fresh else (row.since, row.count + 1)
    row.save(update_fields=["since", "count"])
