"""E-mail: headers with their encoded words, every part decoded, whatever it is attached as."""

import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser

from custodiet.publication.unpacking.part import Part, Unread

_HEADER = re.compile(
    rb"^(?:From|To|Cc|Bcc|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Content-Type|Delivered-To|Reply-To):", re.I | re.M
)


def is_mail(data: bytes) -> bool:
    """Whether it begins as a message does: with two headers of a message before the first empty line."""
    head = re.split(rb"\r?\n\r?\n", data[:20_000], maxsplit=1)[0].removeprefix(b"\xef\xbb\xbf")
    first = head.split(b"\n", 1)[0]
    begins = re.match(rb"From |[!-9;-~]+:", first)
    return bool(begins) and len(_HEADER.findall(head)) >= 2


def parts(data: bytes) -> Iterator[Part | Unread]:
    """The message as it is written, its headers decoded, and each of its parts."""
    yield Part("", data.decode("utf-8", "replace"))
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(data)
        for each in message.walk():
            yield Part("in the headers of the e-mail", _headers(each))
            payload = each.get_payload(decode=True) if not each.is_multipart() else None
            if isinstance(payload, bytes):
                yield Part("in a part of the e-mail", _in_its_letters(payload, each))
            yield from (Part("around the parts of the e-mail", text) for text in (each.preamble, each.epilogue) if text)
    except (MessageError, ValueError, LookupError, RecursionError, AttributeError) as wrong:
        yield Unread("", f"the e-mail is damaged ({type(wrong).__name__}). Save it again.")


def _headers(message: Message) -> str:
    """Every header, and the file names and other parameters that are written in a way of their own (RFC 2231)."""
    lines = [f"{name}: {value}" for name, value in message.items()]
    for name in ("content-type", "content-disposition"):
        for key, value in message.get_params(failobj=[], header=name):
            lines.append(f"{key} {value[2] if isinstance(value, tuple) else value}")
    return "\n".join(lines)


def _in_its_letters(payload: bytes, message: Message) -> bytes | str:
    """Text of a charset that is not read from bytes as they are."""
    charset = (message.get_content_charset() or "").lower()
    if charset in ("", "utf-8", "us-ascii", "utf-16", "utf-32") or message.get_content_maintype() != "text":
        return payload
    try:
        return payload.decode(charset, "replace")
    except LookupError:
        return payload
