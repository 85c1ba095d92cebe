"""Whom the force has on record: persons, where they live, whose record became another, and the numbers of everybody's telephones."""

from custodiet.detection.engine import Engine
from custodiet.simulation.asked import Asked
from custodiet.simulation.chance import Chance

PERSONS_TO_AN_OFFICER = 120
PRIME, STEP = 1_000_000_000_039, 8_675_309
"""Numbers of records are counted twice in this step around this prime, so that nothing about a record shows in its number."""


def persons(asked: Asked) -> int:
    """How many persons there are besides those who were planted, who are numbered after them."""
    return asked.officers * PERSONS_TO_AN_OFFICER


def number_of(prefix: str, key: str) -> str:
    """SQL of the number of a record, from the whole number we keep for it."""
    return f"'{prefix}' || lpad(CAST(({key}) * {STEP} % {PRIME} * {STEP} % {PRIME} AS VARCHAR), 12, '0')"


def number_told(prefix: str, key: int) -> str:
    """The same in Python, for what is planted."""
    return f"{prefix}{key * STEP % PRIME * STEP % PRIME:012d}"


def _digits(asked: Asked) -> int:
    return 6 if asked.officers <= 4000 else 8


def telephone(asked: Asked, key: str) -> str:
    """SQL of a telephone number. 07700 900 is kept for drama; with more digits than any number has it can never be dialled."""
    return f"'+447700900' || lpad(CAST(({key}) * 7919 % {10 ** _digits(asked)} AS VARCHAR), {_digits(asked)}, '0')"


def telephone_told(asked: Asked, key: int) -> str:
    """The same in Python."""
    return f"+447700900{key * 7919 % 10 ** _digits(asked):0{_digits(asked)}d}"


def force_telephone(asked: Asked, staff: int) -> int:
    """The key of a force telephone: counted from the end, where no person's is."""
    return int(10 ** _digits(asked) - 1 - staff)


def prepare(engine: Engine, asked: Asked, chance: Chance) -> None:
    """Make `person_made` (p, dob_year, sex, flags, address, merged) and `number_made` (whose number was when)."""
    engine.make(
        "person_made",
        f"""
        WITH drawn AS (
            SELECT CAST(p AS BIGINT) AS p, 1935 + {chance.whole("80", "born", "p")} AS dob_year,
                   CASE WHEN {chance.draw("sex", "p")} < 0.49 THEN 'F' ELSE 'M' END AS sex,
                   {chance.whole(str(persons(asked) * 2 // 5), "address", "p")} AS address,
                   p % 12 = 0 AS da, {chance.draw("mental health", "p")} < 0.08 AS mh, {chance.draw("vulnerable", "p")} < 0.08
                          AS vulnerable,
                   p < {persons(asked) // 12} AS often,
                   p % 2 = 0 AND {chance.draw("merged", "p")} < {2 * asked.faults["merged"]} AS merged
            FROM (SELECT UNNEST(range(1, {persons(asked) + 1})) AS p) AS numbered
        )
        SELECT p, dob_year, sex, address, CASE WHEN merged THEN p - 1 END AS merged,
               concat_ws(',', CASE WHEN da THEN 'DA' END, CASE WHEN mh THEN 'MH' END, CASE WHEN dob_year > 2006 THEN 'child' END,
                         CASE WHEN often THEN 'repeat' END, CASE WHEN vulnerable THEN 'vulnerable' END) AS flags
        FROM drawn
        """,
    )
    engine.make(
        "number_made",
        f"""
        WITH drawn AS (
            SELECT p, {chance.draw("confidence", "p")} AS luck, {chance.draw("shared number", "p")} < 0.04 AS shared,
                   TIMESTAMP '2020-01-01' + INTERVAL 1 DAY * {chance.whole("1400", "known since", "p")} AS known,
                   CASE WHEN {chance.draw("recycled", "p")} < {asked.faults["recycled"]}
                        THEN TIMESTAMP '2024-01-01' + INTERVAL 1 DAY * {chance.whole(str(asked.days), "given up", "p")} END AS given_up
            FROM person_made WHERE {chance.draw("has number", "p")} < 0.75
        ), held AS (
            SELECT p, p AS number, luck, shared, known AS lo, given_up AS hi FROM drawn
            UNION ALL
            SELECT 1 + (p * 31 + 7) % {persons(asked)} AS p, p AS number, luck, false AS shared, given_up + INTERVAL 30 DAY AS lo,
                   CAST(NULL AS TIMESTAMP) AS hi
            FROM drawn WHERE given_up IS NOT NULL
        )
        SELECT p, number, lo, hi, shared, CASE WHEN luck < 0.7 THEN 'confirmed' WHEN luck < 0.95 THEN 'likely' ELSE 'contested' END
               AS confidence FROM held
        """,
    )
