"""The pages drawn from the code: each holds every rule, step, term and instrument, with its provision and its mark.

That the kept pages are the ones drawn is held by `make check`, not here: a kept page would notice every change of a number,
and then no test of the rule itself would have to.
"""

from custodiet.law import docs, vocabulary
from custodiet.law.instruments import LADDERS
from custodiet.law.rules import RULES
from custodiet.law.stages import STAGES
from custodiet.law.steps import KINDS
from custodiet.law.vocabulary import Confidence, Instrument, Outcome


def row(page, *cells):
    """The rows of that page that begin with these cells."""
    return [line for line in page.splitlines() if line.startswith("| " + " | ".join(cells) + " |")]


def test_every_time_limit_has_a_row_with_its_period_its_provision_and_its_mark():
    page = docs.law_page()
    for rules in RULES:
        for clock in rules.CLOCKS:
            [line] = row(page, f"`{clock.id}`")
            assert f"| {clock.period.words} | {clock.period.formula} |" in line
            assert clock.under.text in line and f"`{clock.under.confidence.tag}`" in line


def test_the_days_between_which_a_limit_is_the_law_for_new_cases_are_written_out():
    page = docs.law_page()
    assert row(page, "`old-reply`")[0].endswith("| from 2012-11-22 to 2020-01-31 |")
    assert row(page, "`officer-reply`")[0].endswith("| from 2020-02-01 |")
    assert row(page, "`restriction-review`")[0].endswith("| from any day |")


def test_a_provision_links_to_the_official_text_and_one_that_was_not_read_does_not():
    page = docs.law_page()
    assert "[CR20 31(1)](https://www.legislation.gov.uk/uksi/2020/4/regulation/31) `S*`" in row(page, "`officer-reply`")[0]
    assert "| AM26 CR20 11B (AM26) `S~` |" in row(page, "`am26-suspension-decision`")[0]


def test_every_power_names_who_holds_it_what_comes_first_and_what_ends_it():
    page = docs.law_page()
    [line] = row(
        page, "Case to answer determined", "appropriate authority", "Investigation report received by the appropriate authority", ""
    )[:1]
    assert "CR20 23(1)-(3)" in line
    [once] = row(page, "Became clear that the matter must be referred")[:1]
    assert "| Referred to the IOPC; Became clear that the matter must be referred |" in once


def test_every_regime_of_every_ladder_is_named_in_order():
    page = docs.law_page()
    for ladder in LADDERS:
        section = page.split(f"\n### {ladder.question}\n")[1].split("\n#")[0]
        named = [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")]
        assert named == [regime.key for regime, _ in ladder.rungs]
    assert all(f"| `{confidence.tag}` | {confidence.meaning} |" in page for confidence in Confidence)


def test_every_stage_and_every_step_stands_on_its_page_and_an_optional_field_is_marked():
    page = docs.stages_page()
    for reached in STAGES:
        assert row(page, reached.stage, "; ".join(kind.title() for kind in reached.by))
    for kind in KINDS:
        assert len(row(page, kind.title(), f"`{kind.__name__}`", kind.track.value)) == 1
    [imposed] = row(page, "Outcome imposed", "`Imposed`")
    assert "`outcome`," in imposed and "`months`?" in imposed
    assert "  RECEIVED[received] --> RECORDED[recorded]\n" in page


def test_the_glossary_gives_every_instrument_its_title_and_every_term_its_spelling():
    page = docs.glossary_page()
    for instrument in Instrument:
        address = vocabulary.BASE + instrument.path if instrument.path else ""
        assert f"| {instrument.key} | {instrument.title} | {address} |\n" in page
    outcomes = page.split("\n## Outcome\n")[1].split("\n## ")[0]
    assert [line[2:] for line in outcomes.splitlines() if line.startswith("- ")] == [outcome.value for outcome in Outcome]
    assert "\n## Term\n" not in page and "\n## StrEnum\n" not in page
