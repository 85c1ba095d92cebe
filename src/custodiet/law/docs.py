"""The manual pages that are drawn from the code: docs/law.md, docs/stages.md and docs/glossary.md."""

from collections.abc import Iterable, Iterator
from dataclasses import MISSING, Field
from itertools import pairwise
from typing import Any

from custodiet.law import vocabulary
from custodiet.law.clocks import Clock
from custodiet.law.instruments import LADDERS
from custodiet.law.powers import Power
from custodiet.law.rules import RULES
from custodiet.law.stages import STAGES
from custodiet.law.steps import KINDS, Step
from custodiet.law.vocabulary import Citation, Confidence, Instrument, Term

_GENERATED = "<!-- Drawn from the code by `make docs`; do not edit by hand. -->\n"


def _cited(citation: Citation) -> str:
    text = f"[{citation.text}]({citation.url})" if citation.url else citation.text
    return f"{text} `{citation.confidence.tag}`"


def _cell(text: object) -> str:
    return str(text).replace("|", "\\|").replace("\n", " ")


def _row(*cells: object) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |\n"


def _head(*cells: str) -> str:
    return "\n" + _row(*cells) + "|" + "---|" * len(cells) + "\n"


def law_page() -> str:
    """docs/law.md: which law governs, and every time limit and power, Part by Part, each with its provision."""
    return "".join(_law())


def _law() -> Iterator[str]:
    yield f"# The law as the program holds it\n\n{_GENERATED}\n"
    yield "Every rule carries its provision and how surely it was read:\n\n| mark | meaning |\n|---|---|\n"
    yield from (_row(f"`{c.tag}`", c.meaning) for c in Confidence)
    yield "\nA rule marked `M?` or `NF`, and every rule of an instrument whose text was not read, advises; it never refuses.\n"
    yield "\n## Which law governs\n\nThe first rung that governs holds; each asks what had happened in the case by then.\n"
    for ladder in LADDERS:
        yield f"\n### {ladder.question}\n\n| regime | in words | under |\n|---|---|---|\n"
        yield from (_row(f"`{regime.key}`", regime.words, _cited(regime.under)) for regime, _ in ladder.rungs)
    for rules in RULES:
        yield f"\n## {(rules.__doc__ or '').strip().splitlines()[0]}\n"
        yield from _limits(rules.CLOCKS)
        yield from _powers(rules.POWERS)


def _limits(clocks: Iterable[Clock]) -> Iterator[str]:
    yield _head("time limit", "what", "period", "formula", "owed by", "to", "kind", "under", "for new cases")
    for c in clocks:
        span = f"from {c.since or 'any day'}" + (f" to {c.to}" if c.to else "")
        yield _row(f"`{c.id}`", c.what, c.period.words, c.period.formula.value, c.owed_by, c.owed_to or "", c.kind, _cited(c.under), span)


def _powers(powers: Iterable[Power]) -> Iterator[str]:
    yield _head("step", "by", "after", "not after", "under")
    for p in powers:
        until = p.until + ((p.step,) if p.once else ())
        yield _row(p.step.title(), ", ".join(p.by), _titles(p.after), _titles(until), _cited(p.under))


def _titles(kinds: tuple[type[Step], ...]) -> str:
    return "; ".join(kind.title() for kind in kinds)


def stages_page() -> str:
    """docs/stages.md: the stages, a diagram of them, the steps that reach each, and every step with its fields."""
    return "".join(_stages())


def _stages() -> Iterator[str]:
    yield f"# Stages and steps\n\n{_GENERATED}\n"
    yield "The stage of a track is given by the latest of these steps in its history; it is never stored as the truth.\n"
    yield "\n```mermaid\nflowchart LR\n"
    for here, there in pairwise(reached.stage for reached in STAGES):
        yield f"  {here.name}[{here.value}] --> {there.name}[{there.value}]\n"
    yield "```\n" + _head("stage", "reached by")
    for reached in STAGES:
        yield _row(reached.stage, "; ".join(kind.title() for kind in reached.by))
    yield "\n## Every step\n\nThe name in code is the name used in story files; `?` marks a field that may be left out.\n"
    yield _head("step", "name", "concerns", "fields")
    for kind in KINDS:
        shown = ", ".join(f"`{f.name}`{'' if _needed(f) else '?'}" for f in kind.own_fields())
        yield _row(kind.title(), f"`{kind.__name__}`", kind.track.value, shown)


def _needed(field: Field[Any]) -> bool:
    return field.default is MISSING


def glossary_page() -> str:
    """docs/glossary.md: the terms of art and the instruments, spelt as the regulations spell them."""
    return "".join(_glossary())


def _glossary() -> Iterator[str]:
    yield f"# Glossary\n\n{_GENERATED}\n## Instruments\n\n| key | title | address |\n|---|---|---|\n"
    yield from (_row(i.key, i.title, vocabulary.BASE + i.path if i.path else "") for i in Instrument)
    for name, terms in vars(vocabulary).items():
        if isinstance(terms, type) and issubclass(terms, Term) and terms is not Term:
            yield f"\n## {name}\n\n{(terms.__doc__ or '').strip().splitlines()[0]}\n\n"
            yield from (f"- {term.value}\n" for term in terms)
