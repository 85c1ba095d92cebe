"""Which rows of the log are no looks, whose they are taken for, and which of its words no rule knows: said before anything is judged."""

from collections.abc import Iterator

from custodiet.detection.engine import Engine
from custodiet.detection.looks import IS_LOOK
from custodiet.detection.wording import counted, some

MOSTLY = 0.9
ACTIONS = ("search", "list", "open", "print", "export", "edit")
NOBODY = ("nan", "none", "null", "<na>", "n/a", "unknown")
"""What programs write where there is nothing."""


def looks(engine: Engine) -> Iterator[str]:
    """Why the rows of the log are more than the looks."""
    if not engine.of_table("access"):
        return
    row = engine.rows(
        f"""
        SELECT COUNT(*) AS n, SUM(CASE WHEN NOT ({IS_LOOK}) THEN 1 ELSE 0 END) AS lists,
               SUM(CASE WHEN {IS_LOOK} AND look.person_id IS NULL THEN 1 ELSE 0 END) AS nobody,
               SUM(CASE WHEN {IS_LOOK} AND look.person_id IS NOT NULL AND look."at" IS NULL THEN 1 ELSE 0 END) AS undated,
               SUM(CASE WHEN {IS_LOOK} AND look.originator_raw IS NOT NULL AND look.originator_staff_id IS NULL THEN 1 ELSE 0 END) AS for_somebody,
               SUM(CASE WHEN LOWER(look.person_id) IN {NOBODY} THEN 1 ELSE 0 END) AS named_nobody,
               SUM(CASE WHEN LOWER(look.account_id) IN {NOBODY} THEN 1 ELSE 0 END) AS by_nobody,
               COUNT(look.access_id) AS numbered, APPROX_COUNT_DISTINCT(look.access_id) AS numbers
        FROM access AS look
        """
    )[0]
    said = {"lists": "a search or a list of hits", "nobody": "without a person", "undated": "without a moment"}
    parts = [f"{int(row[name] or 0):,} {words}" for name, words in said.items() if row[name]]
    if parts:
        yield f"Of {counted(int(row['n']), 'row', 'rows')} of the log these are no looks: {', '.join(parts)}."
    if row["for_somebody"]:
        yield (
            f"{counted(int(row['for_somebody']), 'look names', 'looks name')} an originator and no staff number of theirs (originator_staff_id): "
            "they count as the looks of whoever sat at the keyboard."
        )
    for name, column in (("named_nobody", "person_id"), ("by_nobody", "account_id")):
        if row[name]:
            yield (
                f"access.{column}: {counted(int(row[name]), 'row says', 'rows say')} “none”, “nan”, “unknown” or the like, taken for somebody of that name. "
                "Leave such cells empty."
            )
    yield from _actions(engine)
    if row["numbered"] and row["numbers"] < MOSTLY * row["numbered"]:
        yield (
            f"The log has {int(row['numbered']):,} numbered rows and only about {int(row['numbers']):,} different numbers: rows of the same number count "
            "as one look where a purpose covers them. Give each look a number of its own, or leave the column out."
        )


def _actions(engine: Engine) -> Iterator[str]:
    """Words of the log that are no action we know: each counts as a look, and a search by another name would too."""
    among = ", ".join(f"'{word}'" for word in ACTIONS)
    rows = engine.rows(
        f"SELECT action, COUNT(*) AS n FROM access WHERE action IS NOT NULL AND LOWER(action) NOT IN ({among}) GROUP BY action ORDER BY n DESC, action"
    )
    if rows:
        words = some([f"“{row['action']}”" for row in rows])
        number = counted(sum(int(row["n"]) for row in rows), "row has a word", "rows have words")
        yield f"access.action: {number} that no rule knows, each counted as a look: {words}. Only search and list are no looks."
