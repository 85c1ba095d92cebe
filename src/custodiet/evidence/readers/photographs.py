"""An untrusted picture, opened within bounds, and what its camera or telephone wrote into it.

The metadata is shown to whoever looks at the exhibit; it enters no fact and no picture made from this one. Where a place is in
it, only that it is there is said: the place itself stays in the original.
"""

from collections.abc import Callable
from typing import IO, Any, TypeVar

from PIL import ExifTags, Image, ImageFile, UnidentifiedImageError

from custodiet.evidence.reading import UnreadableFile

MOST_BYTES = 100 << 20
MOST_PIXELS = 60_000_000
LONGEST = 200
"""Bytes and pixels of a picture; characters of a value in its metadata."""
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
FORMATS = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
OTHERS: dict[bytes, str] = {
    b"GIF8": "a GIF", b"BM": "a BMP", b"II*\0": "a TIFF", b"MM\0*": "a TIFF", b"RIFF": "a WebP or other RIFF file", b"%PDF": "a PDF",
    b"PK": "a ZIP archive", b"\0\0\1\0": "an icon",
}  # fmt: skip
NEEDED = "A PNG or JPEG is needed: the file as the telephone made it, or an export of it, with the original kept as the exhibit."
T = TypeVar("T")


def open_picture(stream: IO[bytes], size: int) -> Image.Image:
    """The picture, its size known and within bounds, not yet unpacked. Raises UnreadableFile."""
    if size > MOST_BYTES:
        raise UnreadableFile(f"The file has {size >> 20} MB; a picture may have {MOST_BYTES >> 20}. It was not opened. {NEEDED}")
    start = stream.read(4096)
    stream.seek(0)
    kind = next((kind for magic, kind in FORMATS.items() if start.startswith(magic)), "")
    if not kind:
        raise UnreadableFile(f"The file is {_named(start)}. {NEEDED}")
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # whoever draws PDF files in the same process has it that a cut-off picture is whole
    picture = guarded(lambda: Image.open(stream, formats=[kind]))
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise flooded(f"{width:,} by {height:,} pixels")
    return picture


def _named(start: bytes) -> str:
    if not start:
        return "empty"
    if start[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"}:
        return "a HEIC or AVIF picture"
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1000].lower()
    if text.startswith((b"<?xml", b"<svg", b"<!doctype svg")):
        return "a drawing in SVG, which is a text that may carry programs" if b"<svg" in text else "an XML text"
    return next((what for magic, what in OTHERS.items() if start.startswith(magic)), "no picture that is known here")


def flooded(what: str) -> UnreadableFile:
    """The refusal of a picture that would fill the memory."""
    return UnreadableFile(
        f"The picture claims {what}; {MOST_PIXELS:,} is the most that is opened. No telephone makes such a picture, and unpacked "
        "it would fill the memory. Ask for the original again."
    )


def guarded(work: Callable[[], T]) -> T:
    """What the picture library answers; what it raises over a broken picture, as a refusal in words."""
    try:
        return work()
    except UnreadableFile:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise flooded("too many pixels") from None
    except MemoryError:
        raise
    except UnidentifiedImageError:  # its own words name an object in memory, which is another one each time
        raise UnreadableFile(
            "The picture is damaged where it says what it is. Ask for it again; the file as it is stays the exhibit."
        ) from None
    except Exception as error:  # the library raises SyntaxError, ValueError, OSError, struct.error, zlib.error and others over broken files
        said = str(error).split("\n")[0][:100] or type(error).__name__
        raise UnreadableFile(
            f"The picture is damaged or cut off ({said}). Ask for it again; the file as it is stays the exhibit."
        ) from None


def metadata(picture: Image.Image) -> dict[str, str]:
    """What stands in the picture besides the picture, in words: when taken, by what, whether with a place."""
    exif = guarded(picture.getexif)
    inner = guarded(lambda: exif.get_ifd(ExifTags.IFD.Exif))
    place = guarded(lambda: exif.get_ifd(ExifTags.IFD.GPSInfo))
    taken = _text(inner.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime))
    offset = _text(inner.get(ExifTags.Base.OffsetTimeOriginal))
    found = {
        "taken": f"{taken} {offset}".strip(),
        "device": f"{_text(exif.get(ExifTags.Base.Make))} {_text(exif.get(ExifTags.Base.Model))}".strip(),
        "software": _text(exif.get(ExifTags.Base.Software) or picture.info.get("Software")),
        "place": "yes" if place else "no",
    }
    return {name: text for name, text in found.items() if text}


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    plain = "".join(letter for letter in str(value or "")[:LONGEST] if letter.isprintable())
    return plain.strip()


def told(found: dict[str, str]) -> str:
    """The metadata as a sentence."""
    taken = f"taken {found['taken']} by its own clock" if "taken" in found else "no time of taking"
    by = ", ".join(f"{name} {found[name]}" for name in ("device", "software") if name in found) or "no device named"
    place = "it also holds a place, which stays in the original" if found["place"] == "yes" else "no place"
    return f"Written in the picture: {taken}; {by}; {place}."
