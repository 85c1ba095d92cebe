"""How many officers fit what is published: on an invented staff list, and never a crowd where there is none."""

from custodiet.publication.jigsaw import Colleague, Jigsaw, Trait, count

STAFF = tuple(
    Colleague(
        ((Trait.RANK, "constable" if at % 4 else "sergeant"), (Trait.UNIT, "Dog Section" if at < 3 else "Response"), (Trait.STATION, place))
    )
    for at, place in enumerate(["Exampleton", "Harbour"] * 20)
)
RANK = ((Trait.RANK, "constable"),)


def test_where_nothing_is_said_everybody_fits() -> None:
    assert count(STAFF, ["<p>An officer met a woman.</p>"]) == Jigsaw(40, 40, ())
    assert (
        str(count(STAFF, []))
        == "All 40 officers on the staff list fit what the publications of this case say: none of them tells one apart."
    )


def test_each_fact_alone_leaves_a_crowd_and_both_papers_together_name_somebody() -> None:
    notice, outcome = "<p>The officer works in the <b>Dog</b> Section.</p>", "<p>The officer was based at Harbour.</p>"
    assert count(STAFF, [outcome], RANK).fit == 20
    assert count(STAFF, [notice], RANK).fit == 2
    together = count(STAFF, [notice, outcome], RANK)
    assert together.fit == 1 and together.too_few
    said = "1 of 40 officer fits what all publications of this case say together: rank (constable), unit (Dog Section), station (Harbour)."
    assert str(together) == said


def test_a_unit_is_said_only_as_whole_words() -> None:
    assert count(STAFF, ["The responses of the dog section4 team."]).said == ()
    assert count(STAFF, ["of RESPONSE: an officer"]).said == ((Trait.UNIT, "Response"),)


def test_an_officer_of_whom_the_list_does_not_say_makes_no_crowd() -> None:
    unknown = tuple(Colleague(()) for _ in range(100))
    assert count(STAFF + unknown, ["of the Dog Section"]).fit == 3


def test_without_a_staff_list_nothing_is_counted_and_that_is_said() -> None:
    figure = count(STAFF[:5], ["of the Dog Section"])
    assert figure == Jigsaw(None) and not figure.too_few
    assert "could not be counted" in str(figure)


def test_two_values_of_one_trait_widen_the_circle() -> None:
    assert count(STAFF, ["of Response, then of the Dog Section"]).fit == 40
