"""SQL that fits a column of somebody's file to what its fact table says it is, whatever program wrote the file.

An empty text is unknown. Text that is no moment, number or yes/no becomes unknown too, and `detection.examined` counts and says it.
Numbers where moments should be count from 1970; which unit they have, their size tells, and what is then before 1980 or after 2100 is no
moment: 20240305 or a spreadsheet's 45356 is a day written otherwise. Words of a closed list may stand in any case.
"""

from collections.abc import Collection, Mapping

from custodiet.evidence.facts import Column

TYPES = {"text": "VARCHAR", "integer": "BIGINT", "real": "DOUBLE", "yes/no": "BOOLEAN", "moment": "TIMESTAMP", "day": "DATE"}
WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")
BROKEN = ("DOUBLE", "FLOAT")
AGE = 315_532_800, 4_102_444_800
"""1980 and 2100, in seconds since 1970: what a records system can have written as a number."""
EARLIEST_YEAR = 1900
"""05-03-24 is read as a day of the year 5: no moment of anybody's file."""
YES, NO = ("true", "t", "yes", "y", "1", "1.0"), ("false", "f", "no", "n", "0", "0.0")

ASSIGNED = ("OIC", "supervisor", "FLO", "SOIT", "IDVA-liaison", "file", "exhibits", "disclosure")
TASKS = (
    "intel", "intelligence", "research", "missing", "marac", "safeguarding", "licensing", "court warning", "court", "warrant", "dbs/vetting",
    "dbs", "vetting", "complaint", "audit", "training", "sar",
)  # fmt: skip
DUTIES = ("duty", "RD", "leave", "sick", "court", "training", "on-call", "TOIL", "cancelled", "unknown")
WORDS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("assignment", "role"): ASSIGNED,
    ("task", "kind"): TASKS,
    ("duty", "code"): DUTIES,
    ("comms", "direction"): ("out", "in", "internal"),
    ("comms", "kind"): ("call", "sms", "mms", "data"),
    ("association", "kind"): ("self", "declared", "family", "neighbour", "colleague", "hot subject"),
}
"""The columns whose words the rules know; any other word in them is said, because nothing goes by it."""
ALSO: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("comms", "direction"): {"outgoing": "out", "outbound": "out", "incoming": "in", "inbound": "in"},
    ("comms", "kind"): {"text": "sms", "voice": "call"},
    ("duty", "code"): {"rest day": "RD", "annual leave": "leave", "sickness": "sick", "on call": "on-call"},
}
"""What other programs call the same."""


def fitted(table: str, column: Column, there: Mapping[str, str], maybe_empty: Collection[str] = (), broken: Collection[str] = ()) -> str:
    """The column in its type. `there`: the file's columns in small letters, with their types; `maybe_empty`: where an empty text may stand;
    `broken`: texts that are broken numbers in some file.
    """
    found = there.get(column.name)
    if found is None:
        return f"CAST(NULL AS {TYPES[column.type]})"
    name = f'"{column.name}"'
    if column.type == "text":
        text = _text(name, found, column.name in maybe_empty)
        if column.name in broken:
            text = f"REGEXP_REPLACE({text}, '^(-?[0-9]+)[.]0+$', '\\1')"
        if column.name == "flags":
            text = f"NULLIF(TRIM(REGEXP_REPLACE({text}, '[\\[\\]\"'']', '', 'g')), '')"
        return spelt(text, WORDS.get((table, column.name), ()), ALSO.get((table, column.name), {}))
    if column.type == "moment":
        return _moment(name, found)
    if column.type == "yes/no":
        return _yes_no(name, found)
    if column.type == "integer" and found in ("INTERVAL", "TIME"):
        return f"CAST(ROUND(EPOCH({name}) * {_parts_of_a_second(column.name)}) AS BIGINT)"
    if column.type == "integer" and found == "VARCHAR":
        return f"COALESCE(TRY_CAST({name} AS BIGINT), TRY_CAST(TRY_CAST({name} AS DOUBLE) AS BIGINT))"
    return f"TRY_CAST({name} AS {TYPES[column.type]})"


def spelt(text: str, words: Collection[str], also: Mapping[str, str]) -> str:
    """Words of a closed list as the rules spell them; any other as it stands."""
    if not words:
        return text
    known = {word.lower(): word for word in words} | dict(also)
    return f"CASE LOWER(TRIM({text})) " + " ".join(f"WHEN '{any_}' THEN '{one}'" for any_, one in known.items()) + f" ELSE {text} END"


def _parts_of_a_second(name: str) -> str:
    """By what seconds are multiplied in a column that counts otherwise: `overtime_min`, `ms_open`."""
    return "1000.0" if name.startswith("ms_") else "1.0 / 60" if name.endswith("_min") or name == "minutes" else "1.0"


def is_number(found: str) -> bool:
    """Whether a file's column holds numbers."""
    return found in WHOLE or found in BROKEN or found.startswith("DECIMAL")


def _text(name: str, found: str, maybe_empty: bool) -> str:
    if found in BROKEN:  # an identifier that some program keeps as a number because one of them is missing
        whole = f"CAST(TRY_CAST({name} AS BIGINT) AS VARCHAR)"
        return f"CASE WHEN ISNAN({name}) THEN NULL WHEN {name} = FLOOR({name}) THEN {whole} ELSE CAST({name} AS VARCHAR) END"
    if found.startswith("DECIMAL"):
        return f"CASE WHEN {name} = FLOOR({name}) THEN CAST(CAST({name} AS HUGEINT) AS VARCHAR) ELSE CAST({name} AS VARCHAR) END"
    if found.endswith("[]"):
        return f"NULLIF(ARRAY_TO_STRING({name}, ','), '')"
    text = f"CAST({name} AS VARCHAR)"
    return f"NULLIF({text}, '')" if maybe_empty else text


def _moment(name: str, found: str) -> str:
    if found == "VARCHAR":  # text with or without an offset
        read = f"CAST(TRY_CAST(NULLIF(TRIM({name}), '') AS TIMESTAMPTZ) AS TIMESTAMP)"
        return f"CASE WHEN YEAR({read}) >= {EARLIEST_YEAR} THEN {read} END"
    if is_number(found):
        n, (least, most) = f"TRY_CAST({name} AS BIGINT)", AGE
        units = ((1, "{n} * 1000000"), (1_000, "{n} * 1000"), (1_000_000, "{n}"), (1_000_000_000, "{n} // 1000"))
        each = (f"WHEN {n} BETWEEN {least * unit} AND {most * unit} THEN MAKE_TIMESTAMP({wanted.format(n=n)})" for unit, wanted in units)
        return f"CASE {' '.join(each)} END"
    return f"CAST({name} AS TIMESTAMP)"


def _yes_no(name: str, found: str) -> str:
    if found != "VARCHAR":
        return f"TRY_CAST({name} AS BOOLEAN)"
    yes, no = (", ".join(f"'{word}'" for word in words) for words in (YES, NO))
    return f"CASE WHEN LOWER(TRIM({name})) IN ({yes}) THEN true WHEN LOWER(TRIM({name})) IN ({no}) THEN false END"
