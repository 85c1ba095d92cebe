"""Pictures for the demonstration: screenshots of a chat and stand-ins for photographs, in the font that the drawing library carries."""

import io
import textwrap

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 390, 720
PAPER, INK, GREY, HEAD, THEIRS, OURS = "#ffffff", "#16202a", "#6b7680", "#eef1f4", "#e4e7ea", "#cfe6d4"
Line = tuple[str, bool, str]
"""What a bubble says, whether the owner of the telephone sent it, and the time beneath it."""


def screenshot(name: str, day: str, lines: list[Line]) -> bytes:
    """A telephone's screen with a conversation with `name` on one day."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(picture)
    small, plain, bold = (ImageFont.load_default(size) for size in (12, 16, 18))
    draw.rectangle((0, 0, WIDTH, 58), fill=HEAD)
    draw.text((16, 18), f"< {name}", font=bold, fill=INK)
    draw.text((WIDTH / 2, 78), day, font=small, fill=GREY, anchor="mm")
    top = 98
    for words, own, at in lines:
        wrapped = textwrap.wrap(words, 32)
        width = max(draw.textlength(each, font=plain) for each in wrapped) + 24
        height = 21 * len(wrapped) + 14
        left = WIDTH - width - 14 if own else 14
        draw.rounded_rectangle((left, top, left + width, top + height), 12, fill=OURS if own else THEIRS)
        for index, each in enumerate(wrapped):
            draw.text((left + 12, top + 7 + 21 * index), each, font=plain, fill=INK)
        draw.text((left + width - 4 if own else left + 4, top + height + 4), at, font=small, fill=GREY, anchor="ra" if own else "la")
        top += height + 30
    draw.text((WIDTH / 2, HEIGHT - 16), "Invented for demonstration", font=small, fill=GREY, anchor="mm")
    return png(picture)


def scene(words: str, sky: str, ground: str) -> bytes:
    """A small picture to send in a chat, which says of itself that it is invented."""
    picture = Image.new("RGB", (240, 180), sky)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 110, 240, 180), fill=ground)
    draw.text((120, 60), words, font=ImageFont.load_default(16), fill=INK, anchor="mm")
    draw.text((120, 165), "Invented for demonstration", font=ImageFont.load_default(11), fill=PAPER, anchor="mm")
    return png(picture)


def png(picture: Image.Image) -> bytes:
    """The bytes of a picture of few colours, without a day or a name in it."""
    out = io.BytesIO()
    picture.quantize(32).save(out, "PNG", optimize=True)
    return out.getvalue()
