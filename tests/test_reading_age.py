"""The public's pages read easily: nine years at most, by formulas that tell hard words from easy ones."""

from tools import reading_age

EASY = "<main><p>The cat sat on the mat. It was warm. She had a nap in the sun.</p></main>"
HARD = (
    "<main><p>The appropriate authority determines, notwithstanding representations, whether proceedings are to be "
    "instituted in consequence of the investigation.</p></main>"
)


def test_no_page_of_the_public_is_harder_than_nine_years():
    ages = {name: (first + second) / 2 for name, _words, first, second in reading_age.measured()}
    assert len(ages) > 10
    assert {name: age for name, age in ages.items() if age > reading_age.MOST} == {}


def test_what_is_said_where_something_is_wrong_is_measured_too():
    said = " ".join(html for _name, html in reading_age.errors())
    for words in ("Choose the line that fits best", "There was no file.", "We do not know this code.", "take the tick away"):
        assert words in said


def test_no_sentence_of_the_public_pages_has_more_than_twenty_five_words():
    read = (*reading_age.pages(), *reading_age.own_pages(), *reading_age.errors())
    long = [" ".join(words) for _name, html in read for words in reading_age.sentences(html) if len(words) > 25]
    assert long == []


def test_the_formulas_tell_an_easy_page_from_a_hard_one():
    assert max(reading_age.ages(reading_age.sentences(EASY))) < 6
    assert min(reading_age.ages(reading_age.sentences(HARD))) > 17


def test_syllables_are_counted_by_groups_of_vowels():
    words = {"safe": 1, "people": 2, "wanted": 2, "reached": 1, "table": 2, "phone": 1, "weather": 2}
    assert {word: reading_age.syllables(word) for word in words} == words


def test_what_is_not_read_is_not_measured():
    hidden = (
        '<title>Supercalifragilistic</title><main><p>One <span class="govuk-visually-hidden">hidden</span>two</p><pre>0a1b</pre></main>'
    )
    assert reading_age.sentences(hidden) == [["One", "two"]]
