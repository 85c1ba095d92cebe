"""What is run on PostgreSQL as well: the tests whose answer depends on the database, each under the reason why it does.

The rest asks the same questions through the same rows, and is answered once, on SQLite. A test that takes a lock, counts on a constraint or
a trigger, or asks in a way in which the two databases differ, is named here. So is whatever writes a new table.
"""

CASEWORK, WEB = "tests/casework/test_", "tests/web/test_"
WORLDS = f"{CASEWORK}every_world.py::test_the_query_and_the_question_agree_in_every_world"
MATRIX = "tests/permissions/test_matrix.py::test_each_job_is_answered_as_the_matrix_says"


def _of(where: str, names: str) -> tuple[str, ...]:
    return tuple(f"{where}{name}.py" for name in names.split())


REASONS: dict[str, tuple[str, ...]] = {
    "Two writers at once, and locks: SQLite has one writer, PostgreSQL locks rows.": _of(
        CASEWORK, "races publishing_races step unwritable logins readings"
    ),
    "Killed with the database open: what was begun is undone by the database.": _of(
        CASEWORK, "killed night_killed report_killed sender_killed"
    ),
    "Triggers and constraints, and what their refusals say.": (
        *_of(CASEWORK, "triggers conflicts_end damage findings operations oversight promises referral_packs retention rules ties watch"),
        *_of(CASEWORK, "officer_watch outgoing exhibits doctor_and_readers"),
    ),
    "Joins, sub-queries, JSON, grouping, letters and the order of rows: who sees what, and what is counted.": (
        *(f"{WORLDS}[{job}]" for job in ("investigator", "head of department")),  # by a place in the case, and without one
        *_of(CASEWORK, "access queries one_officer protected follow report_watch barred_list"),
        *_of(WEB, "figures figure_papers command_figures lists public_site follow own reach mine national"),
    ),
    "Every statement of every page: three jobs reach all of them.": tuple(
        f"{MATRIX}[{job}-granted]" for job in ("head of department", "chair", "overseer")
    ),
    "Numbers, letters and lengths that one takes and the other refuses; and what a refused statement does to its transaction.": (
        *_of(WEB, "hostile_input forged sign_in portal report"),
        *_of(CASEWORK, "ways_in"),
    ),
    "Rows that leave as files and come back: types, zones of time, numbers of rows.": (
        *_of(CASEWORK, "import import_plan verify"),
        *_of(WEB, "open_files older_export imports reports_received read_into_case"),
    ),
}
TWICE: tuple[str, ...] = tuple(place for places in REASONS.values() for place in places)
