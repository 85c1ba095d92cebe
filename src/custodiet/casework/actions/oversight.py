"""The verbs of overseers and of the force's answer to them: draw a sample, judge a case, recommend, answer, take a checkpoint."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model

from custodiet.casework import journal, samples
from custodiet.casework.access import Access, Meanwhile, Refused
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import (
    Answered,
    Case,
    Judgement,
    LedgerCheckpoint,
    Overseer,
    Recommendation,
    RecommendationAnswer,
    Sample,
    SampledCase,
    User,
    Verdict,
    random,
)
from custodiet.casework.recommended import Standing, row_of, standing
from custodiet.casework.sealed_oversight import ANSWER, CHECKPOINT, DRAWN, JUDGEMENT, RECOMMENDATION, SAMPLE
from custodiet.casework.seals import seal
from custodiet.casework.signing import origin, private_key
from custodiet.law.powers import british
from custodiet.ledger.checkpoint import Checkpoint, sign
from custodiet.ledger.entries import Verb

MOST_DRAWN = 100


def draw(*, question: str, kind: str, stage: str, asked: int, seed: str, by: User, today: date) -> Sample:
    """Draw cases from those in sight by the rule of `samples`. Without a seed the program takes one at random; it is shown either way.

    The same question by the same rule and seed, sent twice by one person in a day, is one draw.
    """
    _must(by, Permission.JUDGE, "Your job does not draw samples. Overseers do.")
    if not 1 <= asked <= MOST_DRAWN:
        raise Refused(f"A sample has between 1 and {MOST_DRAWN} cases.")
    seed = seed.strip() or random.token()
    asks = {"question": question.strip(), "rule": {"kind": kind, "stage": stage}, "seed": seed, "asked": asked}
    with transaction.atomic():
        _one_at_a_time(by)
        if before := Sample.objects.filter(**asks, on=today, by=by).last():
            return before
        among = samples.to_draw_from(Access(by), kind, stage)
        if not among:
            raise Refused("No case in your sight is of that kind and at that stage, so there is nothing to draw from. Ask for fewer.")
        chosen = samples.draw(among, seed, asked)
        made = Sample.objects.create(**asks, of=among, on=today, by=by)
        _enter(made, SAMPLE, by, references=chosen)
        cases = {case.reference: case for case in Case.objects.filter(reference__in=chosen)}
        for place, reference in enumerate(chosen, 1):
            _enter(SampledCase.objects.create(sample=made, place=place, case=cases[reference]), DRAWN, by)
    return made


def judge(*, sampled: SampledCase, verdict: Verdict, words: str, by: User, today: date, seen: int | None = None) -> Judgement:
    """Say what was found of a case that was drawn.

    The same judgement sent twice is one. `seen` is the last that stood on the page from which this comes (0: none; None: nothing is
    compared); where another stands now, `Meanwhile` says which.
    """
    _must(by, Permission.JUDGE, "Your job does not judge cases of a sample. Overseers do.")
    if not words.strip():
        raise Refused("A judgement says in words what it rests on. Write what you saw, and where.")
    with transaction.atomic():
        row = samples.sampled(Access(by), str(sampled.sample_id), str(sampled.place))
        SampledCase.objects.select_for_update(of=("self",)).get(pk=row.pk)
        last = row.judgements.select_related("by").order_by("pk").last()
        if last and (last.verdict, last.words, last.by_id) == (verdict.value, words.strip(), by.pk):
            return last
        if last and seen not in (None, last.pk):
            raise Meanwhile(_since(last.get_verdict_display(), last))
        made = Judgement.objects.create(sampled=row, verdict=verdict.value, words=words.strip(), on=today, by=by)
        _enter(made, JUDGEMENT, by, verdict=verdict.value)
    return made


def recommend(*, body: Overseer, text: str, due: date, by: User, today: date) -> Recommendation:
    """Recommend something to the force, with the day by which it is to be done."""
    _must(by, Permission.JUDGE, "Your job does not make recommendations. Overseers do.")
    if due < today:
        raise Refused("The last day of a recommendation has passed already. Name one that the force can still keep.")
    says = {"body": body.value, "text": text.strip(), "due": due, "on": today, "by": by}
    with transaction.atomic():
        _one_at_a_time(by)
        if before := Recommendation.objects.filter(**says).last():  # the form was sent twice
            return before
        made = Recommendation.objects.create(**says)
        _enter(made, RECOMMENDATION, by, due=due.isoformat())
    return made


def answer(
    *, number: int, said: Answered, words: str, screen: str, by: User, today: date, seen: int | None = None
) -> RecommendationAnswer:  # fmt: skip
    """The force's answer. What is refused says why, what is done says by what it is proved; done comes after accepted.

    The same answer sent twice is one. `seen` is the last that stood on the page from which this comes, as for `judge`.
    """
    _must(by, Permission.RESPOND, "Your job does not answer recommendations. The chief officer and the head of department do.")
    if not words.strip():
        raise Refused("An answer to a recommendation gives its reasons; one that something is done gives the proof. Write them.")
    with transaction.atomic():
        row = row_of(Access(by), str(number))
        Recommendation.objects.select_for_update().get(pk=row.pk)
        given = tuple(row.answers.select_related("by").order_by("pk"))
        last = given[-1] if given else None
        if last and (last.answer, last.words, last.screen, last.by_id) == (said.value, words.strip(), screen, by.pk):
            return last
        if last and seen not in (None, last.pk):
            raise Meanwhile(_since(last.get_answer_display(), last))
        stands = standing(given)
        if stands is Standing.DONE:
            raise Refused("This recommendation is done already. Write to the overseer if that was wrong.")
        if said is Answered.DONE and stands is not Standing.ACCEPTED:
            raise Refused("Only what was accepted can be done. Accept the recommendation first.")
        if said is Answered.ACCEPTED and stands is Standing.ACCEPTED:
            raise Refused("It is accepted already. Say when it is done, or refuse it with reasons.")
        made = RecommendationAnswer.objects.create(
            recommendation=row, answer=said.value, words=words.strip(), screen=screen, on=today, by=by
        )  # fmt: skip
        _enter(made, ANSWER, by, answer=said.value)
    return made


def take_checkpoint(*, by: User) -> LedgerCheckpoint:
    """Sign how the ledger stands. The entry of doing so comes after it, so it is no part of the checkpoint."""
    _must(by, Permission.OVERSEE, "Your job does not take checkpoints of the ledger. Overseers and the head of department do.")
    with transaction.atomic():
        _one_at_a_time(by)
        stands = journal.frontier()
        last = LedgerCheckpoint.objects.order_by("pk").last()
        if last and last.by_id == by.pk and stands.size == last.size + 1:
            return last  # nothing came since but the entry that it was taken: the button was pressed twice
        note = sign(Checkpoint(origin(), stands.size, stands.root()), private_key())
        made = LedgerCheckpoint.objects.create(size=stands.size, note=note, by=by)
        _enter(made, CHECKPOINT, by, size=stands.size)
    return made


def _one_at_a_time(by: User) -> None:
    """What one person sends comes one after the other, so that a button pressed twice finds what the first press made."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)


def _since(said: str, last: Judgement | RecommendationAnswer) -> str:
    return (
        f"Since this page was shown it was said: {said}, by {last.by.full_name} on {british(last.on)}, because: “{last.words}” Nothing of "
        "yours was recorded. If it is to stand after that, send it again."
    )


def _must(by: User, permission: Permission, why: str) -> None:
    if permission not in permissions(by):
        raise Refused(why)


def _enter(row: Model, words: str, by: User, **more: Any) -> None:
    """Enter in the ledger that this row was made, with its seal."""
    row.refresh_from_db()
    journal.record(Verb.COLLECTION, by=by, what=f"{words} {row.pk}", seal=seal(row), **more)
