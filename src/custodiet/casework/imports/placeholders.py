"""People who are none: an extract that needs a person in every row is given one, and who counts it makes the worst officer of the country.

The rule, as docs/importing.md states it: a name, number or reference that is one of WORDS; or one subject with more than TIMES the rows of
the next and at least LEAST rows.
"""

import itertools
import re
from collections import Counter

WORDS = frozenset({
    "unknown", "not known", "unk", "u k", "not identified", "unidentified", "identity unknown", "organisational", "organisation",
    "organization", "force", "the force", "department", "test", "test test", "testing", "dummy", "n a", "na", "none", "nil", "tbc", "tba",
    "anonymous", "anon", "officer unknown", "unknown officer", "no officer", "not applicable", "not stated", "no name", "other", "various",
    "0", "00", "000", "0000", "9999", "99999", "999999", "x", "xx", "xxx", "xxxx",
})  # fmt: skip
TIMES, LEAST = 20, 100


def is_word(text: str) -> bool:
    """Whether that name or number stands for nobody."""
    return re.sub(r"[^a-z0-9]+", " ", text.casefold()).strip() in WORDS


def improbable(rows: Counter[str]) -> dict[str, str]:
    """The subjects with an improbable share of the rows, each with the reason."""
    found: dict[str, str] = {}
    order = rows.most_common()
    for (subject, count), (_next, following) in itertools.pairwise([*order, ("", 0)]):
        if count < LEAST or not following or count <= TIMES * following:
            break
        found[subject] = (
            f"The person {subject} stands in {count:,} rows, and the next in {following:,}: more than {TIMES} times as many, so "
            "it stands for nobody or for many."
        )
    return found
