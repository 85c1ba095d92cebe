"""Who takes part in a WhatsApp chat, whose telephone exported it, and what the file's name says: what each message's facts need."""

import re
from dataclasses import dataclass

from custodiet.evidence.readers.whatsapp_header import tidy
from custodiet.evidence.readers.whatsapp_survey import Survey
from custodiet.evidence.reading import Answers

_TITLE = re.compile(
    r"(?:WhatsApp[ -]Chat(?: with| mit| met| -|-)|Discussion WhatsApp avec|Chat (?:de )?WhatsApp con|Chat WhatsApp -|"
    r"Conversa do WhatsApp com|WhatsApp-chat met|Sgwrs WhatsApp gyda|WhatsApp-Chat mit) *(.{1,200})",
    re.IGNORECASE,
)
_COPY = re.compile(r" ?\(\d{1,3}\)$")


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat: its identifier, the two who write where it is between two, and who exported it where that is known."""

    conversation: str
    pair: tuple[str, str]
    owner: str

    def to(self, sender: str) -> str | None:
        """To whom a message of `sender` went; None where several or unknown."""
        first, second = self.pair
        if not first or not second:
            return None
        return {first: second, second: first}.get(sender)

    def direction(self, sender: str) -> str | None:
        """Out or in, seen from the telephone that exported; None where it is not known whose that is."""
        return None if not self.owner else "out" if same(sender, self.owner) else "in"


def same(left: str, right: str) -> bool:
    """Whether two names as shown are one, whatever invisible signs and `~` they bear."""
    return bare(left) == bare(right)


def bare(name: str) -> str:
    """A name for comparing."""
    return tidy(name).strip().removeprefix("~").strip().casefold()


def title(name: str) -> str:
    """The chat's name, from a file name such as `WhatsApp Chat with Anna.txt`; empty where it has none."""
    stem = name.replace("\\", "/").rsplit("/", 1)[-1]
    stem = re.sub(r"\.(?:txt|zip)$", "", stem, flags=re.IGNORECASE)
    found = _TITLE.match(tidy(stem))
    return _COPY.sub("", found[1]).strip() if found else ""


def chat_of(found: Survey, pasted: set[int], names: tuple[str, ...], answers: Answers) -> Chat:
    """The chat, from the first pass over the file and the names that the file, and the archive around it, bear."""
    writing = {found.sender[row] for row in range(len(found)) if row not in pasted and found.sender[row] >= 0}
    senders = [found.senders[each] for each in sorted(writing)]
    with_whom = next((said for name in names if (said := title(name))), "")
    noticed = next(iter(found.noticed), "") if len(found.noticed) == 1 else ""
    stem = re.sub(r"\.(?:txt|zip)$", "", names[-1].rsplit("/", 1)[-1], flags=re.IGNORECASE)
    conversation = answers.get("conversation") or with_whom or noticed or stem
    owner = answers.get("owner", "") or (next(iter(found.deleted_here)) if len(found.deleted_here) == 1 else "")
    pair = ("", "") if found.group else _pair(senders, with_whom or noticed, owner)
    return Chat(conversation, pair, owner)


def _pair(senders: list[str], other: str, owner: str) -> tuple[str, str]:
    """The two who write. A file named after somebody who is neither of them is a group's."""
    matching = [each for each in senders if same(each, other)]
    if len(senders) == 2 and (matching or not other):
        return senders[0], senders[1]
    if len(senders) == 1:
        if other and not matching:
            return senders[0], other
        if owner and not same(owner, senders[0]):
            return senders[0], owner
    return "", ""
