"""Pictures that claim more pixels than a memory holds, are cut off, move, or are something else."""

import io
import struct
import zlib

from PIL import Image

from tests.evidence.hostile.entry import Hostile


def saved(kind: str = "PNG", mode: str = "RGB", **more: object) -> bytes:
    out = io.BytesIO()
    Image.effect_mandelbrot((80, 60), (-2, -1.5, 1, 1.5), 9).convert(mode).save(out, kind, **more)
    return out.getvalue()


def chunk(kind: bytes, data: bytes, check: int | None = None) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data) if check is None else check)


def png(width: int, height: int, *more: bytes, depth: int = 8, colour: int = 2, data: bytes = b"") -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def jpeg_of(width: int, height: int) -> bytes:
    """A JPEG that claims another size."""
    whole = saved("JPEG")
    at = whole.index(b"\xff\xc0") + 5
    return whole[:at] + struct.pack(">HH", height, width) + whole[at + 4 :]


def exif(data: bytes) -> bytes:
    whole = saved("JPEG")
    body = b"Exif\0\0" + data
    return whole[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + whole[2:]


RING = b"II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0"
PACKED = zlib.compress(bytes(70_000_000), 9)
TRICKS: list[tuple[str, object, str]] = [
    ("flood.png", lambda: png(50_000, 50_000), "fill the memory"),
    ("flood-beyond-numbers.png", lambda: png(0x7FFFFFFF, 0x7FFFFFFF), "fill the memory"),
    ("flood-sideways.png", lambda: png(2_000_000_000, 1), "fill the memory"),
    ("flood.jpg", lambda: jpeg_of(65_500, 65_500), "fill the memory"),
    ("large-and-empty.png", lambda: png(7000, 7000), "cut off"),
    ("packed-flood.png", lambda: png(7000, 3000, data=zlib.compress(bytes(3000 * 21_001), 9)), ""),
    ("no-size.png", lambda: png(0, 0), "damaged"),
    ("depth-of-99.png", lambda: png(4, 4, depth=99), "damaged"),
    ("text-bomb.png", lambda: png(2, 2, chunk(b"zTXt", b"a\0\0" + PACKED)), "damaged"),
    ("profile-bomb.png", lambda: png(2, 2, chunk(b"iCCP", b"a\0\0" + PACKED)), ""),
    ("20000-texts.png", lambda: png(2, 2, *(chunk(b"tEXt", b"k\0v") for _ in range(20_000))), ""),
    ("wrong-check.png", lambda: png(2, 2, chunk(b"tEXt", b"k\0v", 1)), ""),
    ("length-is-a-lie.png", lambda: png(2, 2, b"\xff\xff\xff\xfftEXt"), ""),
    ("no-palette.png", lambda: png(4, 4, colour=3, data=zlib.compress(b"\0\1\2\3\4" * 4)), ""),
    ("cut-off.png", lambda: saved()[:700], "cut off"),
    ("cut-off.jpg", lambda: saved("JPEG")[:700], ""),
    ("mark-only.png", lambda: b"\x89PNG\r\n\x1a\n", "damaged"),
    ("mark-only.jpg", lambda: b"\xff\xd8\xff", "damaged"),
    ("moves.png", lambda: saved(save_all=True, append_images=[Image.new("RGB", (80, 60))] * 30), "moves"),
    ("metadata-in-a-ring.jpg", lambda: exif(RING), ""),
    ("metadata-elsewhere.jpg", lambda: exif(b"MM\0*\xff\xff\xff\xff"), ""),
    ("metadata-cut-off.jpg", lambda: exif(b"II*\0\x08\0\0\0\xff\xff"), ""),
    ("metadata-with-escapes.jpg", lambda: saved("JPEG", exif=_made("\x1b[2J<script>\u202e")), ""),
    ("comment-of-60000.jpg", lambda: saved("JPEG", comment=b"x" * 60_000), ""),
    ("four-inks.jpg", lambda: saved("JPEG", "CMYK"), ""),
    ("one-pixel.png", lambda: png(1, 1, data=zlib.compress(bytes(4))), ""),
    ("script.png", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "SVG"),
    ("entities.jpg", lambda: b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "SVG"),
    ("is-a-gif.png", lambda: saved("GIF"), "GIF"),
    ("is-a-tiff.jpg", lambda: saved("TIFF"), "TIFF"),
    ("is-a-bmp.png", lambda: saved("BMP"), "BMP"),
    ("is-a-webp.jpg", lambda: saved("WEBP"), "WebP"),
    ("is-a-pdf.png", lambda: b"%PDF-1.4\n", "PDF"),
    ("is-an-archive.jpg", lambda: b"PK\3\4" + bytes(40), "ZIP"),
    ("is-postscript.png", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) run\n", "no picture"),
    ("is-text.jpg", lambda: b"hello", "no picture"),
    ("is-empty.png", lambda: b"", "empty"),
]  # fmt: skip


def _made(text: str) -> Image.Exif:
    made = Image.Exif()
    made[271] = text
    return made


FILES = [Hostile(f"picture-{name}", make, "screenshots" if says else "", says) for name, make, says in TRICKS]  # type: ignore[arg-type]
