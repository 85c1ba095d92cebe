"""Refuse a dependency whose licence would bind those who run Custodiet: GPL and AGPL, but not the LGPL.

Reads what is installed, beginning at Custodiet itself and its extras and following every requirement that applies here.
A distribution that states no licence is refused as well: unknown is not harmless.
"""

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement

EXTRAS = {"postgres"}
COPYLEFT = re.compile(r"(?<![A-Za-z])A?GPL|(?<!Lesser )\bGeneral Public Licen[cs]e|Affero", re.IGNORECASE)


def closure(name: str, extras: set[str]) -> dict[str, Distribution]:
    """`name` and everything it needs, by name. A wanted extra that is not installed is left out."""
    found: dict[str, Distribution] = {}
    waiting = [(name, frozenset(extras))]
    while waiting:
        wanted, with_extras = waiting.pop()
        key = re.sub(r"[-_.]+", "-", wanted).lower()
        try:
            here = distribution(wanted)
        except PackageNotFoundError:
            continue
        if key in found and not with_extras:
            continue
        found[key] = here
        for line in here.requires or ():
            needed = Requirement(line)
            if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in with_extras | {""}):
                waiting.append((needed.name, frozenset(needed.extras)))
    return found


def stated(found: Distribution) -> str:
    """The licence a distribution states: its expression, or its classifiers, or the first line of its licence field."""
    meta = found.metadata
    if "License-Expression" in meta:
        return meta["License-Expression"]
    classifiers = [line.split("::")[-1].strip() for line in meta.get_all("Classifier", []) if line.startswith("License ::")]
    field = meta["License"].strip().split("\n")[0] if "License" in meta else ""
    return " / ".join(classifiers) or field


def refusal(licence: str) -> str:
    """Why a dependency with this licence is refused, or nothing."""
    if not licence:
        return "states no licence"
    # "GPL or MIT" leaves the choice to us.
    if all(COPYLEFT.search(choice) for choice in re.split(r"\bOR\b", licence)):
        return f"is under {licence}"
    return ""


def main() -> int:
    """Print the licences and return the exit status."""
    everything = closure("custodiet", EXTRAS)
    refused = {name: why for name, found in sorted(everything.items()) if (why := refusal(stated(found)))}
    for name, why in refused.items():
        print(f"{name} {why}: Custodiet is MIT and must not depend on it at run time.")
    if not refused:
        print(f"{len(everything)} distributions, none of them GPL or AGPL.")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
