"""The words in the pixels of a picture, by Tesseract where it is installed; the gate itself starts no program."""

import io
import shutil
import subprocess

from PIL import Image, ImageOps

from custodiet.publication.readings import Seeing

LONGEST = 60  # seconds for one picture
SMALLEST = 1_200  # pixels across; smaller letters are not recognised


def seeing() -> Seeing | None:
    """A reader of pictures, or None where there is no Tesseract."""
    program = shutil.which("tesseract")
    return (lambda picture: words(picture, program)) if program else None


def words(picture: bytes, program: str) -> str:
    """The words in it; `ValueError` where it cannot be looked at."""
    try:
        with Image.open(io.BytesIO(picture)) as opened:
            grey = ImageOps.exif_transpose(opened).convert("L")
        if max(grey.size) < 16:
            return ""  # nothing can be written in so few pixels
        larger = max(1, -(-SMALLEST // max(grey.size)))
        prepared = io.BytesIO()
        ImageOps.scale(grey, larger).save(prepared, "PNG")
        done = subprocess.run(
            [program, "stdin", "stdout", "--psm", "11"],
            input=prepared.getvalue(), capture_output=True, check=True, timeout=LONGEST,
        )  # fmt: skip
    except (OSError, SyntaxError, subprocess.SubprocessError, Image.DecompressionBombError) as wrong:
        raise ValueError(f"the words in the picture could not be read ({type(wrong).__name__})") from wrong
    return done.stdout.decode("utf-8", "replace")
