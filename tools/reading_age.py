"""`python -m tools.reading_age`: the reading age of the pages for the public; fails above nine years.

What is measured is what a person reads on a page: headings, sentences, labels, hints and buttons, in English, without the frame around
them. Two formulas, worked out below, because each errs in its own way:

- Flesch-Kincaid grade: 0.39 for each word of a sentence, 11.8 for each syllable of a word, less 15.59 (Kincaid and others, 1975)
- automated readability: 4.71 for each letter of a word, half for each word of a sentence, less 21.43 (Smith and Senter, 1967)

A grade is a year of school, which begins at the age of five, so the age is the grade and five. A page has the mean of the two. One of few
words gives wild figures, so pages under sixty words are measured together. Words all in capitals and numbers are left out.
Labels and headings are short, which makes every such figure kind: the sentences themselves are held to 25 words by a test.
"""

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser

MOST, FEW = 9.0, 60
BLOCKS = {"h1", "h2", "h3", "p", "li", "label", "legend", "button", "dt", "dd", "summary", "div", "title", "ul", "form", "main", "section"}
SKIPPED = {"script", "style", "pre", "textarea", "svg"}
VOWELS = re.compile(r"[aeiouy]+")
WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")


class Read(HTMLParser):
    """The sentences inside `main`, one for each block where no stop ends it."""

    def __init__(self) -> None:
        super().__init__()
        self.within, self.skipped, self.parts = 0, 0, [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins a new sentence."""
        self.within += tag == "main"
        self.skipped += tag in SKIPPED or "govuk-visually-hidden" in str(dict(attrs).get("class"))
        if tag in BLOCKS:
            self.parts.append("")

    def handle_endtag(self, tag: str) -> None:
        """And ends one."""
        self.within -= tag == "main"
        self.skipped -= bool(self.skipped) and (tag in SKIPPED or tag == "span")
        if tag in BLOCKS:
            self.parts.append("")

    def handle_data(self, data: str) -> None:
        """Text that is read."""
        if self.within and not self.skipped:
            self.parts[-1] += data


def sentences(html: str) -> list[list[str]]:
    """The words of each sentence of a page."""
    reader = Read()
    reader.feed(html)
    whole = (piece for part in reader.parts for piece in re.split(r"[.!?:]+(?:\s|$)", " ".join(part.split())))
    return [words for piece in whole if (words := [word for word in WORD.findall(piece) if not word.isupper()])]


def syllables(word: str) -> int:
    """How many syllables a word has, by its groups of vowels; a silent e at its end is none."""
    plain = word.casefold().replace("'", "").replace("’", "")
    count = len(VOWELS.findall(plain))
    silent = (plain.endswith("e") and not plain.endswith(("le", "ee"))) or (plain.endswith("ed") and not plain.endswith(("ted", "ded")))
    return max(1, count - (1 if silent and count > 1 else 0))


def ages(read: list[list[str]]) -> tuple[float, float]:
    """The reading age by each of the two formulas."""
    words = [word for sentence in read for word in sentence]
    long = len(words) / len(read)
    flesch_kincaid = 0.39 * long + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    readability = 4.71 * sum(map(len, words)) / len(words) + 0.5 * long - 21.43
    return flesch_kincaid + 5, readability + 5


def pages() -> Iterator[tuple[str, str]]:
    """Every page of the portal that whoever tells something sees, with its name."""
    from django.template.loader import render_to_string  # after Django is set up

    from custodiet.casework.models import random
    from custodiet.web.portal import report_flow
    from custodiet.web.portal.report_help import CodeForm, supporters

    told = {"taken_up": False, "outcome": None}
    plain = {"start": {}, "staying_safe": {}, "not_accepted": {}, "code": {"code": "x"}, "back": {"form": CodeForm(), "lost": True}}
    for name, context in {**plain, "check": {}, "receipt": told, "key": {}}.items():
        yield name, render_to_string(f"portal/{name}.html", context)
    for page in report_flow.PAGES:
        context = {"form": page.form(), "page": page.name, "token": random.token(), "supporters": supporters()}
        yield f"question: {page.name}", render_to_string("portal/question.html", context)


def own_pages() -> Iterator[tuple[str, str]]:
    """A page of one's own and what can be done from it, with every sentence that may stand there."""
    from django.template.loader import render_to_string

    from custodiet.web.portal import mine, mine_words
    from custodiet.web.portal.mine_forms import MoreForm, WayInForm, WordsForm

    said = (mine_words.STAGES.values(), mine_words.FOUND.values(), mine_words.SERVICE.values(), mine_words.IMPOSED.values())
    where = [str(words) for each in said for words in each]
    where += [str(words) for words in (mine_words.NOT_YET, mine_words.WITHHELD, mine_words.NOT_INFORMED, mine_words.LED_BY_IOPC)]
    promises = [f"{words[0]} {words[1]} {mine_words.LATE}".format(day="1") for words in mine_words.PROMISES.values()]
    yield "own page", render_to_string("portal/mine.html", {"where": where, "promises": promises, "seen": {"hearing_told": True}})
    yield "own page: way in", render_to_string("portal/mine_way_in.html", {"form": WayInForm(), "lost": True, "refused": True})
    yield "own page: messages", render_to_string("portal/mine_talk.html", {"form": WordsForm(), "seen": {"closed": True}})
    yield "own page: files", render_to_string("portal/mine_form.html", {"form": MoreForm()})
    for what in mine.ASKS:
        heading, intro = mine.headings()[what]
        context = {"form": mine.form_of(what, None), "heading": heading, "intro": intro}
        yield f"own page: {what}", render_to_string("portal/mine_form.html", context)


def errors() -> Iterator[tuple[str, str]]:
    """What the forms and the verbs behind them say where something is missing or wrong, each sentence once."""
    from django import forms

    from custodiet.web.portal import mine, mine_forms, report_flow
    from custodiet.web.portal.report_help import CodeForm
    from tools.languages import REFUSALS, gathered

    asked = [page.form() for page in report_flow.PAGES] + [CodeForm(), mine_forms.WayInForm(), mine_forms.MoreForm()]
    said = []
    for form in (*asked, *(mine.form_of(what, None) for what in mine.ASKS)):
        for field in form.visible_fields():
            own = field.field
            codes = ["required"] * own.required + ["max_length"] * isinstance(own, forms.CharField)
            codes += ["invalid"] * isinstance(own, forms.EmailField) + ["invalid_choice"] * isinstance(own, forms.ChoiceField)
            said += [str(own.error_messages[code]) % FILLED for code in codes if code in own.error_messages]
    for entry in gathered():
        asks = any(place.startswith("web/portal/") for place in entry.places) and entry.id[0].startswith(("Write ", "Choose "))
        said += [entry.id[0]] * bool(asks or set(entry.places) & set(REFUSALS))
    for number, sentence in enumerate(dict.fromkeys(said), 1):
        yield f"error {number}", f"<main><p>{sentence}</p></main>"


FILLED = {"limit_value": 200, "show_value": 300, "value": "x"}


def measured() -> list[tuple[str, int, float, float]]:
    """Each page with its words and its two ages; the short ones together as one."""
    found, short = [], []
    wrong = [words for _name, html in errors() for words in sentences(html)]
    found.append(("what is said where something is wrong", sum(map(len, wrong)), *ages(wrong)))
    for name, html in (*pages(), *own_pages()):
        read = sentences(html)
        if sum(map(len, read)) < FEW:
            short += read
        else:
            found.append((name, sum(map(len, read)), *ages(read)))
    return [*found, ("the short pages together", sum(map(len, short)), *ages(short))] if short else found


def main() -> int:
    """Print the ages; 1 where one is above nine."""
    from custodiet.web.set_up import set_up_records

    set_up_records()
    worst = 0.0
    sys.stdout.write("reading age  Flesch-Kincaid  readability  words  page\n")
    for name, words, first, second in measured():
        age = (first + second) / 2
        worst = max(worst, age)
        mark = "  above nine" if age > MOST else ""
        sys.stdout.write(f"{age:11.1f}  {first:14.1f}  {second:11.1f}  {words:5}  {name}{mark}\n")
    return 1 if worst > MOST else 0


if __name__ == "__main__":
    sys.exit(main())
