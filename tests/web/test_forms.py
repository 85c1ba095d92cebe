"""Every kind of field, drawn empty, filled and wrong; and the sentences the form answers with."""

import pytest
from django import forms
from django.template import engines

from custodiet.web.forms import GovukDateField, GovukForm, NumberInput, Section, YesNoField, problems
from tests.web.markup import read
from tests.web.showcase import StepForm, draw, invalid_form


def drawn(form):
    return read(f"<form>{form}</form>")


def test_every_box_has_a_label_and_every_group_a_legend():
    page = drawn(StepForm())
    named = {label.attrs["for"] for label in page.all("label")}
    boxes = [
        each for tag in ("input", "textarea", "select") for each in page.all(tag) if each.attrs.get("type") not in {"hidden", "submit"}
    ]
    assert {box.attrs["id"] for box in boxes} == named
    assert all(group.one("legend").text for group in page.all("fieldset"))


def test_every_wrong_box_is_described_by_its_error_and_every_group_too():
    form = invalid_form()
    page = drawn(form)
    for name in form.errors:
        error = page.by_id(f"id_{name}_error")
        describing = [each for each in page.walk() if error.attrs["id"] in (each.attrs.get("aria-describedby") or "").split()]
        assert len(describing) == 1, name
        assert error.text.startswith("Error: ")


def test_every_sentence_of_the_summary_leads_to_a_place_on_the_page():
    form = invalid_form()
    page = drawn(form)
    ids = {each.attrs.get("id") for each in page.all("input") + page.all("textarea") + page.all("select")}
    found = problems(form)
    assert len(found) == len(form.errors) == 10
    assert all(problem["href"].removeprefix("#") in ids for problem in found)


def test_the_form_says_what_to_enter():
    assert {name: errors[0] for name, errors in invalid_form().errors.items()} == {
        "on": "The day the notice was given must be a real date: February 2022 has only 28 days",
        "reason": "Enter the reason for the decision",
        "severity": "Select the severity",
        "told": "Select yes if the officer has been told",
        "breaches": "Select the standards breached",
        "form_of": "Select the form of proceedings",
        "length": "The length of the warning must be a whole number, such as 12",
        "exhibit": "Choose a file for the copy of the notice",
        "password": "Enter your password",
        "confirmed": "Tick the box to confirm: The representations have been read",
    }


def test_limits_and_formats_are_answered_with_the_name_of_the_field():
    class Answers(GovukForm):
        months = forms.IntegerField(label="Length in months", min_value=18, max_value=60)
        years = forms.IntegerField(label="Years 100% served", min_value=1)
        name = forms.CharField(max_length=3)
        email = forms.EmailField(label="Email address")
        severity = forms.ChoiceField(label="Severity", choices=[("a", "A")])
        why = forms.CharField(label="Why was it late?")

    form = Answers({"months": "72", "years": "0", "name": "Alice", "email": "nowhere", "severity": "b"})
    assert {name: errors[0] for name, errors in form.errors.items()} == {
        "months": "The length in months must be 60 or less",
        "years": "The years 100% served must be 1 or more",
        "name": "The name must have 3 characters or fewer; it has 5 now",
        "email": "Enter an email address such as name@example.org",
        "severity": "Select one of the answers that are offered for the severity",
        "why": "Answer the question: Why was it late?",
    }


def test_a_sentence_chosen_for_one_field_is_kept():
    class Chosen(GovukForm):
        name = forms.CharField(error_messages={"required": "Say who told you."})
        on = GovukDateField(error_messages={"required": "Say when they told you."})

    assert Chosen({}).errors["name"] == ["Say who told you."]
    assert Chosen({}).errors["on"] == ["Say when they told you."]


def test_an_optional_field_says_so_and_a_tick_box_does_not():
    page = drawn(StepForm())
    assert [each.text for each in page.all("span", "custodiet-optional")] == ["(optional)"]
    [label] = page.all("label", for_="id_reference")
    assert label.text == "IOPC reference (optional)"


def test_nothing_is_left_to_the_browser_to_require():
    page = drawn(StepForm())
    assert [each for each in page.walk() if "required" in each.attrs] == []


@pytest.mark.parametrize(("sent", "meant"), [("yes", True), ("no", False)])
def test_yes_and_no_are_true_and_false(sent, meant):
    class Asked(GovukForm):
        told = YesNoField(label="Has the officer been told?")

    form = Asked({"told": sent})
    assert form.is_valid()
    assert form.cleaned_data["told"] is meant
    checked = [box.attrs["value"] for box in drawn(Asked(initial={"told": meant})).all("input") if "checked" in box.attrs]
    assert checked == [sent]


def test_yes_or_no_is_not_answered_beforehand():
    class Asked(GovukForm):
        told = YesNoField(label="Has the officer been told?")
        late = YesNoField(label="Was it late?", required=False)

    form = Asked({})
    assert [box for box in drawn(form).all("input") if "checked" in box.attrs] == []
    assert form.errors["told"] == ["Answer the question: Has the officer been told?"]
    assert form.cleaned_data["late"] is None


def test_a_choice_carries_its_own_hint():
    page = drawn(StepForm())
    gross = page.one("input", name="severity", value="gross")
    assert page.by_id(gross.attrs["aria-describedby"]).text == "So serious that dismissal would be justified."


def test_what_was_chosen_and_typed_comes_back_in_a_form_that_is_wrong():
    form = StepForm({"severity": "gross", "breaches": ["honesty"], "reason": "<b>x</b>", "form_of": "hearing", "length": "7"})
    page = drawn(form)
    assert "checked" in page.one("input", name="severity", value="gross").attrs
    assert "checked" in page.one("input", name="breaches", value="honesty").attrs
    assert "checked" not in page.one("input", name="breaches", value="orders").attrs
    assert page.one("textarea").text == "<b>x</b>"
    assert "selected" in page.one("option", value="hearing").attrs
    assert page.one("input", name="length").attrs["value"] == "7"


def test_a_password_is_never_sent_back_and_can_be_remembered():
    box = drawn(StepForm({"password": "correct horse"})).one("input", name="password")
    assert "value" not in box.attrs
    assert box.attrs["autocomplete"] == "current-password"


def test_a_number_shows_its_unit_and_takes_digits_on_a_telephone():
    class Warned(GovukForm):
        fine = forms.IntegerField(widget=NumberInput(prefix="£", suffix="a week"))

    page = drawn(Warned())
    assert page.one("div", "govuk-input__prefix").text == "£"
    assert page.one("div", "govuk-input__suffix").text == "a week"
    assert page.one("input").attrs["inputmode"] == "numeric"
    assert page.one("input").attrs["type"] == "text"


def test_a_form_of_django_itself_gets_the_same_look():
    class Plain(forms.Form):
        name = forms.CharField(widget=forms.TextInput(attrs={"class": "mine"}))
        kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)

    page = drawn(Plain({}))
    assert page.one("input", name="name").classes == {"govuk-input", "govuk-input--error", "mine"}
    assert len(page.all("input", "govuk-radios__input")) == 2


def test_one_question_on_a_page_is_the_heading_of_the_page():
    class Question(GovukForm):
        page_heading = "told"
        told = YesNoField(label="Has the officer been told?")

    assert drawn(Question()).one("legend").one("h1").text == "Has the officer been told?"

    class Text(GovukForm):
        page_heading = "why"
        why = forms.CharField(label="Why was it late?")

    assert drawn(Text()).one("h1").one("label").text == "Why was it late?"


def test_an_error_of_the_whole_form_stands_in_the_summary_and_above_the_fields():
    class Pair(GovukForm):
        first = forms.CharField()

        def clean(self):
            raise forms.ValidationError("The hearing cannot be before the notice.")

    form = Pair({"first": "x"})
    assert problems(form) == [{"text": "The hearing cannot be before the notice.", "href": "#id_first"}]
    assert drawn(form).one("p", "govuk-error-message").text == "Error: The hearing cannot be before the notice."


def test_the_summary_speaks_for_several_forms_and_is_silent_where_all_is_well():
    class Notice(GovukForm):
        on = GovukDateField(label="Day of the notice")

    wrong, right = Notice({}), Notice({"on_day": "14", "on_month": "3", "on_year": "2022"})
    page = read(draw("{% error_summary right wrong nothing %}", right=right, wrong=wrong, nothing=None))
    assert [each.text for each in page.all("li")] == ["Enter the day of the notice, for example 14 3 2022"]
    assert draw("{% error_summary right %}", right=right).strip() == ""


def test_forms_on_one_page_keep_apart_by_their_prefix():
    class Notice(GovukForm):
        on = GovukDateField(label="Day of the notice")

    form = Notice({"a-on_day": "1", "a-on_month": "2", "a-on_year": "2023"}, prefix="a")
    assert form.is_valid()
    assert [box.attrs["id"] for box in drawn(form).all("input")] == ["id_a-on_day", "id_a-on_month", "id_a-on_year"]


def test_a_set_of_forms_is_drawn_and_summed_up_like_one():
    class Allegation(GovukForm):
        words = forms.CharField(label="What is alleged")

    kinds = forms.formset_factory(Allegation, extra=0, min_num=2, validate_min=True)
    sent = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-words": "", "form-1-words": "Lateness"}
    found = kinds(sent)
    assert [problem for problem in problems(found) if problem["href"]] == [{"text": "Enter what is alleged", "href": "#id_form-0-words"}]
    page = drawn(found)
    assert page.one("p", "govuk-error-message", id="id_form-0-words_error").text == "Error: Enter what is alleged"
    title = "{% extends 'base.html' %}"
    assert "Error:" in read(engines["django"].from_string(title).render({"form": found})).one("title").text
    assert "Error:" not in read(engines["django"].from_string(title).render({"form": kinds()})).one("title").text


# --- a long form in parts ---


class InParts(GovukForm):
    sections = (Section("Second in the class", ("later",), "Said before it", boxed=True), Section("First in the class", ("email",)))
    email = forms.EmailField(label="E-mail address")
    later = forms.CharField(label="Later")


def test_a_form_in_parts_is_drawn_and_its_errors_are_told_in_the_order_of_the_parts():
    form = InParts({})
    page = read(str(form))
    assert [heading.text for heading in page.all("h2")] == ["Second in the class", "First in the class"]
    assert "Said before it" in page.one("section", "custodiet-part--boxed").text
    assert [problem["href"] for problem in problems(form)] == ["#id_later", "#id_email"]


def test_a_field_that_no_part_names_is_an_error_of_the_program():
    class Forgotten(InParts):
        forgotten = forms.CharField()

    with pytest.raises(LookupError, match="forgotten"):
        str(Forgotten())


def test_a_box_for_an_email_address_looks_like_every_other_box():
    assert "govuk-input" in drawn(InParts()).one("input", name="email").attrs["class"]
