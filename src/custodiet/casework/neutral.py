"""The words of every message that goes out to people of the public, and the scan that no such message may fail.

The list is closed. A message says that there is something to read, or carries a link or a code, and nothing else: it may be
read on a telephone that is shared with the very person it is about.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from custodiet.casework.models import Case, Neutral, Person

ENGLISH = "en-gb"
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
    r"|iopc|psd|court|appeal\w*|allegation\w*|report\w*|incident\w*|confidential|urgent|private|secret"
    r"|achos\w*|camymddwyn|ymddygiad|dioddefw\w*|tyst\w*|dyst\w*|gwrandawiad\w*|ymchwil\w*|safonau|datganiad\w*|trosedd\w*|drosedd\w*"
    r"|arolygydd|rhingyll|cwnstabl|ditectif|prif|panel|adolyg\w*|ymddiheur\w*|cam-?drin|ymosod\w*|rhywiol\w*|cymorth|gymorth|diogel\w*"
    r"|ddiogel\w*|llys|apel|apêl|honiad\w*|adrodd\w*|digwyddiad\w*|cyfrinach\w*|brys|preifat)\b",
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


def page_address(language: str = ENGLISH) -> str:
    """Where the page is (policy.toml, `[outgoing] address`); a neutral host, since it stands in every message."""
    address = str(_chosen().get("address", "https://letters.example.org/m/")).rstrip("/") + "/"
    if language == ENGLISH:
        return address
    root, last = address.rstrip("/").rsplit("/", 1)
    return f"{root}/{language}/{last}/"


def languages() -> list[str]:
    """The languages in which every message says it, in that order (policy.toml, `[outgoing] languages`): English, if none is known."""
    chosen = _chosen().get("languages")
    known = [code for code, _name in settings.LANGUAGES]
    codes = [ENGLISH if each == "en" else str(each) for each in chosen] if isinstance(chosen, list) else []
    return [code for code in codes if code in known] or [ENGLISH]


def sender() -> str:
    """Whom the message is from (policy.toml, `[outgoing] sender`)."""
    return str(_chosen().get("sender", "post@letters.example.org"))


def compose(template: Neutral, secret: str = "") -> Composed:
    """The message: `secret` is the key of a link, or a code."""
    subjects, bodies = [], []
    for language in languages():
        link = page_address(language) + (f"{secret}/" if template is Neutral.WAY_IN else "")
        with translation.override(language):
            subjects.append(str(SUBJECT))
            bodies.append(str(BODIES[template]).format(link=link, code=secret) + f"\n\n{FOOT}\n")
    return Composed(sender(), " / ".join(subjects), "\n".join(bodies))


def _fixed() -> Iterator[str]:
    """The words that stand in messages whatever the case is, in every language."""
    for language in languages():
        with translation.override(language):
            yield from _WORD.findall(" ".join(map(str, (SUBJECT, FOOT, *BODIES.values()))))


def tells(composed: Composed, private: Iterable[str] = ()) -> Iterator[str]:
    """Sentences on what in the message would tell somebody else what it is about; nothing where it is silent."""
    apart = re.sub(r"[-_./@:]", " ", composed.whole)
    for found in dict.fromkeys(match.group().lower() for match in _TELLS.finditer(apart)):
        yield f"The message would say “{found}” to whoever looks at the telephone. Nothing was sent."
    said = {word.casefold() for word in _WORD.findall(composed.whole)}
    fixed = {word.casefold() for word in _fixed()}
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
