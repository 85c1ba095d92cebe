"""Whether samples, judgements, recommendations, answers, checkpoints and referrals received are as the ledger recorded them."""

from collections.abc import Iterator
from datetime import date

from custodiet.casework.models import (
    Judgement,
    LedgerCheckpoint,
    ReceivedReferral,
    Recommendation,
    RecommendationAnswer,
    Sample,
    SampledCase,
)
from custodiet.casework.sealed_findings import table_holds

SAMPLE, DRAWN, JUDGEMENT = "sample", "sampled case", "judgement"
RECOMMENDATION, ANSWER, CHECKPOINT, RECEIVED = "recommendation", "recommendation answer", "checkpoint", "received referral"
"""The words before a row's number in the ledger."""

SEALED = (
    (Sample, SAMPLE),
    (SampledCase, DRAWN),
    (Judgement, JUDGEMENT),
    (Recommendation, RECOMMENDATION),
    (RecommendationAnswer, ANSWER),
    (LedgerCheckpoint, CHECKPOINT),
    (ReceivedReferral, RECEIVED),
)


def oversight_holds(today: date) -> Iterator[str]:
    """Every sample, judgement, recommendation, answer, checkpoint and referral received is as the ledger recorded it, and none is gone."""
    for model, words in SEALED:
        yield from table_holds(model, words)
