"""Hiding places in an e-mail."""

import email
from collections.abc import Callable
from email import policy
from email.header import Header
from email.message import EmailMessage
from html import unescape

from tests.publication.corpus.place import Place


def message(make: Callable[[EmailMessage, str], None]) -> Callable[[str], bytes]:
    def hide(text: str) -> bytes:
        made = EmailMessage()
        made["From"], made["To"] = "press@example.org", "news@example.org"
        made["Date"] = "Mon, 18 Dec 2023 10:00:00 +0000"
        make(made, text)
        if not made.get_content_type().startswith("multipart") and not made.get_payload():
            made.set_content("PC X met Ms A.")
        return made.as_bytes()

    return hide


def headers(data: bytes) -> str:
    read = email.message_from_bytes(data, policy=policy.default)
    return "\n".join(f"{part.items()} {part.get_filename()}" for part in read.walk())


def bodies(data: bytes) -> str:
    read = email.message_from_bytes(data, policy=policy.default)
    return "\n".join(part.get_content() for part in read.walk() if part.get_content_maintype() == "text")


def attached(data: bytes) -> str:
    read = email.message_from_bytes(data, policy=policy.default)
    return "\n".join(str(part.get_content()) for part in read.iter_attachments())


def subject(made: EmailMessage, text: str) -> None:
    made["Subject"] = text


def of_its_own(made: EmailMessage, text: str) -> None:
    made["X-Note"] = text


def body(encoding: str) -> Callable[[EmailMessage, str], None]:
    return lambda made, text: made.set_content(f"PC X met Ms A. Käse. {text}", cte=encoding)


def second_version(made: EmailMessage, text: str) -> None:
    made.set_content("PC X met Ms A.")
    made.add_alternative(f"<p>{''.join(f'&#{ord(c)};' for c in text)}</p>", subtype="html")


def attachment(made: EmailMessage, text: str) -> None:
    made.set_content("PC X met Ms A.")
    made.add_attachment(f"note: {text}", filename="note.txt", cte="base64")


def name_of_attachment(made: EmailMessage, text: str) -> None:
    made.set_content("PC X met Ms A.")
    made.add_attachment("nothing", filename=f"ä {text}.txt")


def message_inside(made: EmailMessage, text: str) -> None:
    inner = EmailMessage()
    inner["Subject"] = "earlier"
    inner.set_content(f"about {text}", cte="base64")
    made.set_content("PC X met Ms A.")
    made.add_attachment(inner)


def encoded_subject(kind: str) -> Callable[[str], bytes]:
    def hide(text: str) -> bytes:
        written = "".join(f"={byte:02X}" for byte in text.encode())
        word = f"=?utf-8?q?{written}?=" if kind == "q" else Header(text, "utf-8", maxlinelen=998).encode()
        return f"From: press@example.org\nTo: news@example.org\nSubject: {word}\n\nPC X met Ms A.\n".encode()

    return hide


PLACES = (
    Place("the subject of an e-mail", message(subject), headers),
    Place("the subject of an e-mail in base64", encoded_subject("b"), headers),
    Place("the subject of an e-mail in quoted-printable", encoded_subject("q"), headers),
    Place(
        "whom an e-mail is answered to",
        lambda t: f'From: press@example.org\nTo: news@example.org\nReply-To: "{t}" <nobody@example.org>\n\nPC X met Ms A.\n'.encode(),
        lambda d: str(email.message_from_bytes(d)["Reply-To"]),
    ),
    Place("a header of an e-mail's own", message(of_its_own), headers),
    Place("an e-mail in quoted-printable", message(body("quoted-printable")), bodies),
    Place("an e-mail in base64", message(body("base64")), bodies),
    Place("the other version of an e-mail", message(second_version), lambda d: unescape(bodies(d))),
    Place("the attachment of an e-mail", message(attachment), attached),
    Place("the name of an attachment", message(name_of_attachment), headers),
    Place("an e-mail in an e-mail", message(message_inside), bodies),
)
