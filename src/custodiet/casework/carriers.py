"""What carries a message away: e-mail through Django, or GOV.UK Notify over plain HTTPS where a force set it up. Nothing else calls out.

CUSTODIET_SMTP    smtp://user:password@host:port   (default: e-mails are written as files to `outbox` in the data directory)
CUSTODIET_NOTIFY  https://service:secret@host?email=TEMPLATE&text=TEMPLATE   (default: off)
"""

import base64
import hmac
import json
import time
import urllib.request
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from custodiet.casework.models import Way
from custodiet.casework.neutral import Composed

PATIENCE = 20
"""Seconds that the other side may take."""
ARRIVED = ("delivered",)
LOST = ("permanent-failure", "technical-failure", "temporary-failure")


@dataclass(frozen=True, slots=True)
class Notify:
    """The way to Notify, as CUSTODIET_NOTIFY gives it."""

    address: str
    service: str
    secret: str
    templates: dict[str, str]

    def ask(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """One request; what it answers."""
        data = json.dumps(body).encode() if body is not None else None
        head = {"Authorization": f"Bearer {self._token()}", "Content-Type": "application/json"}
        asked = urllib.request.Request(self.address + path, data=data, headers=head)
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            found: dict[str, Any] = json.loads(answer.read(100_000))
            return found

    def _token(self) -> str:
        parts = ({"typ": "JWT", "alg": "HS256"}, {"iss": self.service, "iat": int(time.time())})
        signed = b".".join(_url64(json.dumps(part).encode()) for part in parts)
        return (signed + b"." + _url64(hmac.new(self.secret.encode(), signed, sha256).digest())).decode()


def notify() -> Notify | None:
    """Notify, if the force has set it up for this."""
    if not settings.NOTIFY:
        return None
    parts = urlsplit(settings.NOTIFY)
    port = f":{parts.port}" if parts.port else ""
    if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1"):
        raise ValueError("CUSTODIET_NOTIFY must begin with https://, or what it carries could be read on the way.")
    return Notify(
        f"{parts.scheme}://{parts.hostname}{port}{parts.path.rstrip('/')}",
        parts.username or "",
        parts.password or "",
        dict(parse_qsl(parts.query)),
    )


def closed(way: Way) -> str:
    """Why nothing can go that way from here; "" where something can."""
    if way is Way.TEXT and not ((through := notify()) and "text" in through.templates):
        return "This installation sends no text messages, since no service for them is set up (docs/portal.md)."
    return ""


def hand_over(way: Way, to: str, composed: Composed, ours: str) -> str:
    """Give a message to its carrier; what the carrier calls it, "" where it gives no name. Raises whatever went wrong."""
    through, kind = notify(), way.name.lower()
    if through and kind in through.templates:
        field = "email_address" if way is Way.EMAIL else "phone_number"
        body = {field: to, "template_id": through.templates[kind], "reference": ours}
        words = {"subject": composed.subject, "body": composed.body}
        return str(through.ask(f"/v2/notifications/{'email' if way is Way.EMAIL else 'sms'}", body | {"personalisation": words})["id"])
    host = composed.sender.rsplit("@", 1)[-1]
    # The same message sent twice, after a power cut, has the same name: a mail server may drop the second.
    EmailMessage(composed.subject, composed.body, composed.sender, [to], headers={"Message-ID": f"<{ours}@{host}>"}).send()
    return ""


def arrived(carrier_ref: str) -> bool | None:
    """Whether the carrier says that it arrived (True), that it never will (False), or nothing yet."""
    through = notify()
    state = through.ask(f"/v2/notifications/{carrier_ref}").get("status") if through else ""
    return True if state in ARRIVED else False if state in LOST else None


def _url64(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")
