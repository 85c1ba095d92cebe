"""The words of every message that goes out to people of the public, and the scan that no such message may fail.

The list is closed. A message says that there is something to read, or carries a link or a code, and nothing else: it may be
read on a telephone that is shared with the very person it is about.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from custodiet.casework.models import Case, Neutral, Person

SUBJECT = _("A message for you")
BODIES = {
    Neutral.NEWS: _("There is something new for you to read. Use the link and the code that you already have. The page is {link}"),
    Neutral.WAY_IN: _("Here is the link you asked for. You also need your code, which comes another way. {link}"),
    Neutral.CODE: _("Here is the code you asked for: {code}"),
}
FOOT = _("If you do not know what this is, you can leave it.")

_TELLS = re.compile(
    r"\b(police\w*|policing|heddlu|complain\w*|cwyn\w*|case|cases|officers?|swyddog\w*|misconduct|conduct|victims?|witness\w*|suspects?"
    r"|hearings?|investigat\w*|professional|standards|statements?|evidence|crimes?|criminal|offen[cs]\w*|inspector|sergeant|constab\w*"
    r"|detective|chief|force|panel|review|apolog\w*|sorry|abuse\w*|assault\w*|sexual\w*|domestic|support|safe\w*|custodiet|custody"
    r"|iopc|psd|court|appeal\w*|allegation\w*|report\w*|incident\w*|confidential|urgent|private|secret)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Composed:
    """A message as it leaves."""

    sender: str
    subject: str
    body: str

    @property
    def whole(self) -> str:
        """Everything somebody who looks at the telephone can read."""
        return f"{self.sender}\n{self.subject}\n{self.body}"


def page_address() -> str:
    """Where the page is (policy.toml, `[outgoing] address`); a neutral host, since it stands in every message."""
    return str(_chosen().get("address", "https://letters.example.org/m/")).rstrip("/") + "/"


def sender() -> str:
    """Whom the message is from (policy.toml, `[outgoing] sender`)."""
    return str(_chosen().get("sender", "post@letters.example.org"))


def compose(template: Neutral, secret: str = "") -> Composed:
    """The message: `secret` is the key of a link, or a code."""
    link = page_address() + (f"{secret}/" if template is Neutral.WAY_IN else "")
    body = str(BODIES[template]).format(link=link, code=secret)
    return Composed(sender(), str(SUBJECT), f"{body}\n\n{FOOT}\n")


def tells(composed: Composed, private: Iterable[str] = ()) -> Iterator[str]:
    """Sentences on what in the message would tell somebody else what it is about; nothing where it is silent."""
    apart = re.sub(r"[-_./@:]", " ", composed.whole)
    for found in dict.fromkeys(match.group().lower() for match in _TELLS.finditer(apart)):
        yield f"The message would say “{found}” to whoever looks at the telephone. Nothing was sent."
    said = {word.casefold() for word in _WORD.findall(composed.whole)}
    fixed = {word.casefold() for text in (SUBJECT, FOOT, *BODIES.values()) for word in _WORD.findall(str(text))}
    for name in sorted({part.casefold() for each in private for part in _WORD.findall(each) if len(part) > 2} & (said - fixed)):
        yield f"The message would say “{name}”, which is a name or number in this case. Nothing was sent."


def private_words(case: Case, person: Person) -> list[str]:
    """Every name, alias and number around the case, and of the person: none of them may stand in a message."""
    people = list(case.involvements.select_related("person__officer"))
    found = [case.reference, case.title, person.name, str(settings.POLICY.get("force", {}).get("name", ""))]
    found += [word for each in people for word in (each.person.name, each.alias)]
    found += [each.person.officer.collar_number for each in people if hasattr(each.person, "officer")]
    return found + list(case.grants.values_list("user__full_name", flat=True))


def address_faults() -> Iterator[str]:
    """What is wrong with the chosen address and sender, if they were put in a message today."""
    if urlsplit(page_address()).scheme != "https" and not settings.DEMO:
        yield "The address of the page does not begin with https://, so what is read there could be overheard. Change it in policy.toml."
    for template in Neutral:
        yield from tells(compose(template))


def _chosen() -> dict[str, object]:
    found: dict[str, object] = settings.POLICY.get("outgoing", {})
    return found
