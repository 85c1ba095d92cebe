"""How unusual among peers: evidence that may be averaged and multiplied, and false discoveries held to a stated rate.

A pair's score is set against the scores of its class (what the officer is to the person, in which role). Its e-value is the score
divided by the mean score of the class, itself among them: whatever the distribution, under ordinary work, where any pair of the
class might as well have had any of the scores, it is 1 on average. No Poisson, which on real telephony is wrong by hundreds; and
unlike a rank it tells the foremost by a hair from the foremost by a mile. E-values of dependent signs are averaged, of independent
sources multiplied, and e-BH holds the rate of false discoveries under any dependence.
Sources: Vovk and Wang, E-values: calibration, combination and applications (2021); Wang and Ramdas, False discovery rate control
with e-values (2022), whose soft-rank e-values these are.
"""

import math
from collections.abc import Sequence

KEPT = 0.5
"""The share of the stake that is not put on a sign: a pair without it loses half and no more."""


def evidence(score: float, others: Sequence[float]) -> float:
    """The e-value of a score (0 or more) among the scores of the other pairs of its class; 1 where nobody has any."""
    whole = sum(others) + score
    return KEPT + (1 - KEPT) * (len(others) + 1) * score / whole if whole > 0 else 1.0


def evidence_sql(score: str, mean: str, peers: str) -> str:
    """`evidence` in SQL, given the mean score of so many peers."""
    own = f"CAST({score} AS DOUBLE)"
    whole = f"(CAST({peers} AS DOUBLE) * CAST({mean} AS DOUBLE) + {own})"
    return f"(CASE WHEN {peers} IS NULL OR {whole} = 0 THEN 1.0 ELSE {KEPT} + {1 - KEPT} * (CAST({peers} AS DOUBLE) + 1) * {own} / {whole} END)"


def discoveries(e_values: Sequence[float], tested: int, rate: float) -> int:
    """How many of the largest e-values are discoveries by e-BH, where `tested` hypotheses were tested in all.

    Among them the expected share of false ones is at most `rate`, whatever the dependence.
    """
    best = 0
    for number, e in enumerate(sorted(e_values, reverse=True), 1):
        if e * number * rate >= tested:
            best = number
    return best


def decibans(e: float) -> float:
    """Evidence as people weigh it: +10 is ten to one, +20 a hundred to one."""
    return 10 * math.log10(e) if e > 0 else -99.0
