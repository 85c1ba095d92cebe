"""Refuse words that must not be in the repository: hosts of package registries, paths of one machine, names of tools.

Looks at every tracked text file. Each pattern has a letter in brackets, so that it does not find itself.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

FORBIDDEN: tuple[tuple[str, str], ...] = (
    (r"pyp[i]\.org|pythonhoste[d]|npmj[s]\.(?:org|com)|debia[n]\.org|registr[y]\.yarnpkg", "the host of a registry"),
    (r"(?<![\w.])/(?:wor[k]|roo[t]|Use[r]s|hom[e])/[\w.]", "a path of one machine"),
    (r"\bsub-?agen[t]|\bhelper agen[t]|\bLL[M]\b|\bAI assistan[t]|farm-(?:studi[o]|benc[h])", "the name of a tool"),
)


def tracked(root: Path) -> list[Path]:
    """Every file git knows, that is still there."""
    listed = subprocess.run(["git", "-C", str(root), "ls-files", "-z"], check=True, capture_output=True, text=True)
    return [path for name in listed.stdout.split("\0") if name and (path := root / name).is_file()]


def offences(text: str) -> list[tuple[int, str, str]]:
    """Line number, the words found and what they are, for each forbidden word in `text`."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        for pattern, what in FORBIDDEN:
            if hit := re.search(pattern, line, re.IGNORECASE if what != "the name of a tool" else 0):
                found.append((number, hit.group(), what))
    return found


def main() -> int:
    """Print every offence and return the exit status."""
    count = 0
    files = tracked(ROOT)
    for path in files:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # not text
        for number, words, what in offences(text):
            print(f"{path.relative_to(ROOT)}:{number}: {words!r} is {what}; take it out.")
            count += 1
    if not count:
        print(f"{len(files)} tracked files, no forbidden words.")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
