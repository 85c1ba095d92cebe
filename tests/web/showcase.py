"""One page with every component and every widget on it, for the tests of the shell to render and to look at.

Everybody here is invented.
"""

import datetime
from pathlib import Path
from types import SimpleNamespace

from django import forms
from django.template import engines
from django.template.loader import get_template

from custodiet.web.clocks import clock
from custodiet.web.forms import (
    Checkboxes,
    GovukDateField,
    GovukForm,
    NumberInput,
    Radios,
    YesNoField,
)

TODAY = datetime.date(2023, 12, 20)


def day(offset):
    return TODAY + datetime.timedelta(days=offset)


def provision(text, mark="S*", url="https://www.legislation.gov.uk/uksi/2020/4/regulation/42", **more):
    meanings = {"S*": "the whole provision was read", "M?": "uncertain: must be confirmed"}
    return SimpleNamespace(text=text, url=url, confidence=SimpleNamespace(tag=mark, meaning=meanings.get(mark, "")), **more)


class StepForm(GovukForm):
    """A form with one field of each kind."""

    on = GovukDateField(label="Day the notice was given", what="the day the notice was given", latest=TODAY)
    reason = forms.CharField(label="Reason for the decision", widget=forms.Textarea, help_text="The notice quotes it.")
    reference = forms.CharField(label="IOPC reference", required=False, max_length=20)
    severity = forms.ChoiceField(
        label="Severity",
        choices=[("misconduct", "Misconduct"), ("gross", "Gross misconduct")],
        widget=Radios(hints={"gross": "So serious that dismissal would be justified."}),
    )
    told = YesNoField(label="Has the officer been told?", statement="the officer has been told")
    breaches = forms.MultipleChoiceField(
        label="Standards breached",
        choices=[("honesty", "Honesty and Integrity"), ("orders", "Orders and Instructions")],
        widget=Checkboxes,
    )
    form_of = forms.ChoiceField(label="Form of proceedings", choices=[("", "Choose one"), ("hearing", "Hearing")])
    length = forms.IntegerField(label="Length of the warning", widget=NumberInput(suffix="months", width=3))
    exhibit = forms.FileField(label="Copy of the notice")
    password = forms.CharField(label="Your password", widget=forms.PasswordInput)
    confirmed = forms.BooleanField(label="The representations have been read")
    seen = forms.CharField(widget=forms.HiddenInput)


def draw(source, **context):
    """A piece of template, rendered."""
    return engines["django"].from_string("{% load house i18n %}" + source).render(context)


def include(component, /, **context):
    """One component, rendered. A card gets what it expects under its own name: option={…}."""
    return get_template(f"components/{component}.html").render(context)


PAGE = Path(__file__).with_suffix(".html")


def context(form=None):
    """What the page above is drawn from."""
    hearing = provision("CR20 42(8)")
    return {
        "demo": True,
        "force_name": "Wessex Vale Constabulary",
        "marking": "OFFICIAL-SENSITIVE",
        "signed_in_as": {
            "name": "Ayesha Giles",
            "office": "Investigator",
            "sign_out_url": "/sign-out",
            "account_url": "/me",
        },
        "navigation": [
            {
                "label": "",
                "items": [
                    {"text": "Due today", "url": "/", "current": False},
                    {"text": "Cases", "url": "/cases", "current": True},
                    {"text": "New matter", "url": "/new", "current": False},
                    {"text": "Search", "url": "/search", "current": False},
                ],
            },
        ],
        "footer_links": [{"text": "Accessibility", "url": "/accessibility"}, {"text": "The law", "url": "/law"}],
        "law_stated": datetime.date(2026, 11, 22),
        "messages": [],
        "crumbs": [{"text": "Due today", "url": "/"}, {"text": "Cases", "url": "/cases"}],
        "side_label": "This case",
        "side_items": [
            {"text": "Position", "url": "#position", "current": True},
            {"text": "The account", "url": "#account", "count": 41},
            {"text": "People", "url": "#people", "count": 6},
            {"text": "Allegations", "url": "#allegations", "count": 3},
            {"text": "Notes", "url": "#notes"},
            {"text": "Who looked", "url": "#looked", "count": 1204},
        ],
        "case": {
            "reference": "WV/7K4Q-2M",
            "title": "Contact with a woman met on duty",
            "stage": "Proceedings",
            "tags": [{"text": "Vulnerable person", "colour": "magenta"}],
            "next_what": "Report to the barred list",
            "next_due": clock(day(-2), TODAY),
            "regime": "Conduct Regulations 2020, as they stood before 7 May 2024",
        },
        "due": day(3),
        "today": TODAY,
        "cited": provision("PRA Sch 3 para 6", mark="M?"),
        "options": [
            {
                "title": "Fix the day of the hearing",
                "url": "/step",
                "by": "person chairing",
                "about": "PC Gareth Pugh",
                "hint": "Within 100 working days of the notice.",
                "citation": hearing,
            },
            {
                "title": "Suspend the officer",
                "url": "/step",
                "by": "appropriate authority",
                "citation": provision("CR20 11", mark="M?"),
                "advice": "Temporary redeployment must be considered first.",
                "mine": False,
            },
        ],
        "refused": [
            {
                "title": "Final written warning of six years",
                "by": "panel",
                "reason": "A final written warning runs for two years, or for up to five where the panel extends it.",
                "do_next": "Choose a length of two to five years.",
                "citation": provision("CR20 42(9)"),
            }
        ],
        "questions": [
            {
                "text": "On which day did the officer tell the force of the resignation?",
                "why": "Which outcomes are open depends on it.",
                "url": "/answer",
                "citation": provision("PCA17 Sch 1 para 2", mark="S~", url=""),
            }
        ],
        "tasks": [
            {
                "text": "Tell the complainant how it goes",
                "url": "#1",
                "hint": "Every 28 days",
                "clock": clock(day(0), TODAY),
            },
            {"text": "Read the representations", "url": "#2", "status": "In progress", "colour": "teal"},
            {"text": "Send the papers to the panel", "status": "Cannot start yet"},
        ],
        "head": ["Case", "What is due", "Under", "Due"],
        "rows": [
            [
                {"text": "WV/7K4Q-2M", "url": "/case", "header": True},
                {"text": "Report to the barred list", "note": "PC Gareth Pugh"},
                "BAR17 3(2)",
                {"clock": clock(day(offset), TODAY, met)},
            ]
            for offset, met in [(-2, None), (0, None), (3, None), (40, None), (-9, day(-7))]
        ],
        "calls_head": ["Week", {"text": "Calls", "numeric": True}, {"text": "Off duty", "numeric": True}],
        "calls": [
            ["1", {"text": 3, "numeric": True}, {"text": 1, "numeric": True}],
            ["2", {"text": 14, "numeric": True}, {"text": 9, "numeric": True}],
        ],
        "facts": [
            {
                "key": "Officer",
                "value": "PC Gareth Pugh",
                "actions": [{"text": "Change", "url": "#", "about": "the officer"}],
            },
            {"key": "Left on", "known": False},
        ],
        "history": [
            {
                "on": day(-60),
                "what": "Severity assessed: gross misconduct",
                "about": "PC Gareth Pugh",
                "detail": "If proved, the conduct would justify dismissal.",
                "by": "Ayesha Giles",
                "office": "investigator",
                "recorded_at": datetime.datetime(2023, 10, 21, 14, 5, tzinfo=datetime.UTC),
                "citation": provision("CR20 14"),
            },
            {
                "on": day(-50),
                "what": "Notice served",
                "by": "Ayesha Giles",
                "office": "investigator",
                "struck": {"by": "Ayesha Giles", "on": day(-49), "reason": "The notice went to the wrong address."},
            },
        ],
        "looked": [
            {
                "at": datetime.datetime(2023, 12, 19, 9, 0, tzinfo=datetime.UTC),
                "name": "Ayesha Giles",
                "office": "investigator",
                "purpose": "Tell the complainant how it goes",
                "what": "Page of the case",
                "fields": ["name", "telephone", "safe contact"],
            }
        ],
        "events": [
            {"title": "Complaint made", "on": day(-300), "by": "Alice Poole", "body": "By telephone."},
            {"title": "Referred to the IOPC", "on": day(-298), "citation": provision("PRA Sch 3 para 4")},
        ],
        "form": form if form is not None else StepForm(initial={"seen": "41", "on": TODAY}),
    }


def invalid_form():
    """The form, sent nearly empty and with a day that never was."""
    return StepForm({"on_day": "30", "on_month": "2", "on_year": "2022", "seen": "41", "length": "six"}, {})


def page(form=None):
    """The whole page as HTML."""
    return engines["django"].from_string(PAGE.read_text()).render(context(form))
