"""Screenshots and photographs of a screen. The picture is the evidence; text found in it by machine is an aid to search, no more.

A picture is one record and yields no facts. What it shows becomes facts only when a person has written it down and confirmed it:
`confirmed` makes them of the transcript.
"""

import io
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from PIL import Image, ImageOps, ImageStat

from custodiet.evidence.facts import Fact
from custodiet.evidence.moments import LOCAL, in_zone
from custodiet.evidence.readers.handset_times import When
from custodiet.evidence.readers.photographs import guarded, metadata, open_picture, told
from custodiet.evidence.reading import Answers, Outcome, Read, Remark, Source

SECONDS = 60
LONGEST_TEXT = 50_000
LARGE, SMALL = 3000, 1000
"""Seconds for the search for text; characters kept of it; the longer side of a picture above which it is made smaller for that, and
the shorter side below which it is made larger."""


class Screenshots:
    """See `reading.Reader`."""

    name = "screenshots"
    about = "A screenshot or photograph: PNG or JPEG"
    endings: tuple[str, ...] = (".png", ".jpg", ".jpeg")

    def read(self, source: Source, answers: Answers) -> Iterator[Outcome]:
        """One record, without facts; size, metadata and text as remarks."""
        picture = open_picture(source.stream, source.size)
        width, height = picture.size
        frames = int(getattr(picture, "n_frames", 1))
        yield Remark("size", f"A {picture.format} of {width:,} by {height:,} pixels.", [width, height])
        found = metadata(picture)
        yield Remark("metadata", told(found), found)
        if frames > 1:
            yield Remark("frames", f"The picture moves: it has {frames} frames, and only the first was looked at.", frames)
        guarded(picture.load)
        yield Read("the picture", ())
        yield words(picture)


def words(picture: Image.Image) -> Remark:
    """The text in the picture, as far as a machine can tell, or why there is none."""
    program = shutil.which("tesseract")
    if program is None:
        return Remark("no text", "No text was looked for: Tesseract is not installed on this machine (Debian's package tesseract-ocr).")
    try:
        done = subprocess.run(
            [program, "stdin", "stdout", "-l", "eng", "--psm", "6"],
            input=prepared(picture),
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError):
        return Remark("no text", "No text was found: Tesseract did not get on with this picture. The picture itself is kept and shown.")
    text = "\n".join(line for line in done.stdout.decode("utf-8", "replace").replace("\f", "\n").splitlines() if line.strip())[
        :LONGEST_TEXT
    ]
    if not text:
        return Remark("no text", "No text was found in the picture.")
    return Remark("text", "Text as a machine reads it, for searching only. Nobody has confirmed it, and it is in no figure.", text)


def prepared(picture: Image.Image) -> bytes:
    """The picture as Tesseract gets it: drawn anew without what else was in the file, grey, dark on light, of a fit size."""
    grey = guarded(lambda: picture.convert("RGBA").convert("L") if picture.mode in {"P", "LA", "PA"} else picture.convert("L"))
    if ImageStat.Stat(grey).mean[0] < 100:
        grey = ImageOps.invert(grey)
    longer, shorter = max(grey.size), min(grey.size)
    factor = LARGE / longer if longer > LARGE else 2 if shorter < SMALL and longer * 2 <= LARGE else 1
    if factor != 1:
        grey = grey.resize((max(1, round(grey.width * factor)), max(1, round(grey.height * factor))))
    out: IO[bytes] = io.BytesIO()
    grey.save(out, "PNG", compress_level=1)
    out.seek(0)
    return out.read()


@dataclass(frozen=True, slots=True)
class Bubble:
    """A message in a picture as a person wrote it down. `at` is the clock on the wall, if the picture settles it."""

    sender: str
    to: str
    body: str
    at: datetime | None = None
    at_text: str = ""
    direction: str = ""


def confirmed(
    picture: str, bubbles: Sequence[Bubble], *, by: str, channel: str = "screenshot", conversation: str = "", zone: str = LOCAL
) -> tuple[Read, ...]:
    """What a person confirmed that the picture shows: a record for each message. Raises ValueError where nobody is named."""
    if not by.strip():
        raise ValueError("A transcript of a picture becomes evidence only when a person confirms it. Name who.")
    return tuple(_read(f"{picture} message {number}", bubble, by, channel, conversation, zone) for number, bubble in enumerate(bubbles, 1))


def _read(line: str, bubble: Bubble, by: str, channel: str, conversation: str, zone: str) -> Read:
    moment = in_zone(bubble.at, zone) if bubble.at else "The picture does not settle the day and time."
    when = When(bubble.at_text, None, moment) if isinstance(moment, str) else When(bubble.at_text, moment)
    fact = Fact("message", {
        **when.columns(), "conv_id": conversation or None, "from": bubble.sender or None, "to": bubble.to or None, "channel": channel,
        "body": bubble.body, "kind": "message", "direction": bubble.direction or None,
        "export_kind": f"screenshot, confirmed by {by.strip()}",
    })  # fmt: skip
    return Read(line, (fact,), when.why)
