"""Fetch the two front-end libraries once, take out what we may not use, and write the rest into the package.

A developer runs this to move to a newer version; nobody needs it, nor Node, to install or to run the program:

    python tools/vendor_assets.py

The fonts, the crest, the crown and the logotype of the two libraries belong to gov.uk and to the Ministry. A police
force is on neither, so they are removed here, rule by rule, and `tests/web/test_assets.py` fails if one comes back.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "src" / "custodiet" / "web" / "static" / "vendor"

# A selector or an address that mentions one of these is left behind.
FORBIDDEN = ("crest", "crown", "logotype", "copyright-logo", "govuk-logo", "opengraph", "touch-icon")

# Where the font of gov.uk is named we ask the theme instead, so that one custom property sets the type of every part.
FONT_STACK = re.compile(r'"?GDS Transport"?\s*,\s*arial\s*,\s*sans-serif', re.IGNORECASE)
OUR_FONT_STACK = "var(--custodiet-font,arial,sans-serif)"

SOURCE_MAP = re.compile(r"(/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=\S+)")
ASSET_ADDRESS = re.compile(r"url\((?:\"|')?/assets/(images/[A-Za-z0-9._-]+)(?:\"|')?\)")


@dataclass(frozen=True)
class Library:
    """One package: where it comes from, what of it we take, and whose copyright line it carries."""

    package: str
    version: str
    folder: str
    css: str
    js: str
    assets: str
    owner: str


LIBRARIES = (
    Library(
        package="govuk-frontend",
        version="6.6.0",
        folder="govuk",
        css="package/dist/govuk/govuk-frontend.min.css",
        js="package/dist/govuk/govuk-frontend.min.js",
        assets="package/dist/govuk/assets",
        owner="Crown Copyright (Government Digital Service)",
    ),
    Library(
        package="@ministryofjustice/frontend",
        version="11.1.0",
        folder="moj",
        css="package/moj/moj-frontend.min.css",
        js="package/moj/moj-frontend.min.js",
        assets="package/moj/assets",
        owner="Crown Copyright (Ministry of Justice)",
    ),
)

# Neither package carries a licence file; both say "MIT" in their package.json, which `unpack` checks.
LICENCE = """The MIT License (MIT)

{owner}

{package} {version}, with the fonts, crest, crown and logotype removed by tools/vendor_assets.py.

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""


def unpack(library: Library, into: Path) -> Path:
    """Ask the npm client for the package and open it; return the folder it was opened in."""
    subprocess.run(
        ["npm", "pack", "--silent", "--pack-destination", str(into), f"{library.package}@{library.version}"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    [archive] = into.glob("*.tgz")
    with tarfile.open(archive) as opened:
        opened.extractall(into, filter="data")
    archive.unlink()
    declared = json.loads((into / "package" / "package.json").read_text())
    found = declared["version"], declared["license"]
    if found != (library.version, "MIT"):
        sys.exit(f"{library.package}: expected version {library.version} under MIT, found {found[0]} under {found[1]}.")
    return into


def blocks(css: str) -> Iterator[tuple[str, str | None]]:
    """Cut a style sheet into (prelude, body) pairs; body is None for a statement such as @charset."""
    start = position = 0
    while position < len(css):
        if css[position] == ";":
            yield css[start:position].strip(), None
            position = start = position + 1
        elif css[position] == "{":
            end = closing_brace(css, position)
            yield css[start:position].strip(), css[position + 1 : end]
            position = start = end + 1
        else:
            position += 1


def closing_brace(css: str, opening: int) -> int:
    """The index of the brace that closes the one at `opening`, not deceived by braces inside quotation marks."""
    depth, quote = 0, ""
    for index in range(opening, len(css)):
        character = css[index]
        if quote:
            if character == quote and css[index - 1] != "\\":
                quote = ""
        elif character in "\"'":
            quote = character
        elif character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if not depth:
                return index
    raise ValueError("The style sheet ends inside a rule.")


def strip_css(css: str) -> str:
    """The style sheet without font faces and without any rule for a crest, crown or logotype."""
    css = SOURCE_MAP.sub("", css)
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return FONT_STACK.sub(OUR_FONT_STACK, "".join(kept_rules(css))).strip() + "\n"


def kept_rules(css: str) -> Iterator[str]:
    """The rules of a style sheet, or of a group rule such as @media, that may stay."""
    for prelude, body in blocks(css):
        if body is None:
            yield f"{prelude};"
        elif prelude.startswith("@font-face"):
            continue
        elif prelude.startswith(("@media", "@supports", "@layer")):
            if inner := "".join(kept_rules(body)):
                yield f"{prelude}{{{inner}}}"
        else:
            selectors = [each for each in prelude.split(",") if not any(word in each for word in FORBIDDEN)]
            if selectors and not any(word in body for word in FORBIDDEN):
                yield f"{','.join(selectors)}{{{body}}}"


def take(library: Library, opened: Path, target: Path) -> None:
    """Write the stripped style sheet, the script, the images the style sheet asks for, and the licence."""
    target.mkdir(parents=True)
    css = strip_css((opened / library.css).read_text())
    for image in sorted(set(ASSET_ADDRESS.findall(css))):
        destination = target / image
        destination.parent.mkdir(exist_ok=True)
        shutil.copyfile(opened / library.assets / image, destination)
    (target / Path(library.css).name).write_text(ASSET_ADDRESS.sub(r"url(\1)", css))
    js = SOURCE_MAP.sub("", (opened / library.js).read_text()).strip() + "\n"
    (target / Path(library.js).name).write_text(js)
    (target / "LICENSE.txt").write_text(LICENCE.format(owner=library.owner, package=library.package, version=library.version))


def manifest(root: Path) -> dict[str, object]:
    """Which versions were taken, and the SHA-256 of every file beside the manifest."""
    files = sorted(path for path in root.rglob("*") if path.is_file() and path.name != "manifest.json")
    return {
        "packages": {library.package: library.version for library in LIBRARIES},
        "files": {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files},
    }


def main() -> None:
    """Replace `static/vendor` by a fresh copy of both libraries."""
    if not shutil.which("npm"):
        sys.exit("This script asks the npm client for two packages, and npm was not found. Install Node.js with npm.")
    with tempfile.TemporaryDirectory() as name:
        fresh = Path(name) / "vendor"
        for library in LIBRARIES:
            opened = Path(name) / library.folder
            opened.mkdir()
            take(library, unpack(library, opened), fresh / library.folder)
        (fresh / "manifest.json").write_text(json.dumps(manifest(fresh), indent=2) + "\n")
        if VENDOR.exists():
            shutil.rmtree(VENDOR)
        shutil.copytree(fresh, VENDOR)
    files = [path for path in VENDOR.rglob("*") if path.is_file()]
    print(f"{len(files)} files, {sum(path.stat().st_size for path in files) // 1024} KiB, in {VENDOR}")


if __name__ == "__main__":
    main()
