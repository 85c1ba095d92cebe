"""How unusual among peers: ranks inside a class, evidence that may be multiplied, and false discoveries held to a stated rate.

A pair's count is set against the same count of every other pair of its class (what the officer is to the person, in which role).
Under ordinary work its rank is uniform or larger, whatever the counts' distribution: no Poisson, which on real telephony is
wrong by hundreds. A rank becomes an e-value (expected value at most 1 under ordinary work); e-values of dependent signs are
averaged, of independent sources multiplied, and e-BH holds the rate of false discoveries under any dependence.
Sources: Vovk and Wang, E-values: calibration, combination and applications (2021); Wang and Ramdas, False discovery rate control
with e-values (2022).
"""

import math
from collections.abc import Sequence


def calibrated(p: float) -> float:
    """The e-value of a p-value: the average of κ·p^(κ−1) over all κ between 0 and 1. At most 1 on average under ordinary work."""
    if not 0 < p <= 1:
        raise ValueError(f"{p} is no rank: a rank lies above 0 and is at most 1.")
    if p > 0.999999:
        return 0.5
    log = math.log(p)
    return (1 - p + p * log) / (p * log * log)


def calibrated_sql(p: str) -> str:
    """`calibrated` in SQL."""
    return f"(CASE WHEN {p} > 0.999999 THEN 0.5 ELSE (1 - {p} + {p} * LN({p})) / ({p} * LN({p}) * LN({p})) END)"


def rank_sql(count: str, peers: str) -> str:
    """SQL of a pair's rank among its peers by a count: the share of them (itself included) that have at least as much.

    Ties count against the finding, so the rank is never too small.
    """
    return f"(COUNT(*) OVER (PARTITION BY {peers} ORDER BY {count} DESC RANGE UNBOUNDED PRECEDING)) * 1.0 / (COUNT(*) OVER (PARTITION BY {peers}))"


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
