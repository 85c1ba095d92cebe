"""The forms about an import: the files of an extract, which column is what, and bringing the cases in."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from custodiet.casework.imports.mapping import DAY_ORDERS, SCHEMES, TABLES, columns_of
from custodiet.law.vocabulary import MatterKind
from custodiet.web.fields import GovukDateField
from custodiet.web.forms import GovukForm, Section
from custodiet.web.staff.exhibit_forms import FilesField, ManyFiles
from custodiet.web.staff.printed import upper

TITLES = {
    "cases": gettext_lazy("Cases"), "people": gettext_lazy("People"), "allegations": gettext_lazy("Allegations"),
    "outcomes": gettext_lazy("Outcomes"),
}  # fmt: skip
WORDS = {
    "kinds": (gettext_lazy("[kinds]: words for the kind of a case"), "Conduct = conduct matter"),
    "ranks": (gettext_lazy("[ranks]: words for ranks"), "Det Con = constable"),
    "categories": (gettext_lazy("[categories]: words for categories"), "Incivility = H1"),
    "outcome_words": (gettext_lazy("[outcome_words]: words for outcomes"), "FWW = final written warning"),
}


class FilesForm(GovukForm):
    """The files of an extract, and from which system they are."""

    source = forms.CharField(
        label=gettext_lazy("Which system are the files from?"), max_length=120,
        help_text=gettext_lazy("Its name is part of what tells a row again. Write it the same way for the next extract."),
    )  # fmt: skip
    files = FilesField(
        label=gettext_lazy("Files"), widget=ManyFiles(attrs={"multiple": True}), allow_empty_file=True,
        help_text=gettext_lazy("CSV files with cases, people, allegations and outcomes, or some of these. Choose all at once."),
        error_messages={"required": gettext_lazy("Choose at least one file")},
    )  # fmt: skip


class HeaderField(forms.ChoiceField):
    """One of the headers. A line break in one, as spreadsheets have them, comes back from a browser as two characters."""

    def to_python(self, value: Any) -> str:
        """The header as it stands in the file."""
        said = super().to_python(value)
        return next((header for header, _label in self.choices if header.splitlines() == said.splitlines()), said)


class MappingForm(GovukForm):
    """Which file and which column is what, and what the words of the extract mean."""

    between_first = GovukDateField(
        label=gettext_lazy("Where a case does not say when it came in: the earliest day it can have been"),
        what=gettext_lazy("the earliest day"), required=False, latest_is_today=True,
    )  # fmt: skip
    between_last = GovukDateField(
        label=gettext_lazy("And the latest day"), what=gettext_lazy("the latest day"), required=False, latest_is_today=True
    )
    dates = forms.ChoiceField(
        label=gettext_lazy("How are days in numbers written?"),
        choices=list(zip(DAY_ORDERS, (gettext_lazy("Day first: 05/03 is 5 March"), gettext_lazy("Month first: it is 3 May")), strict=True)),
    )  # fmt: skip
    scheme = forms.ChoiceField(
        label=gettext_lazy("Whose are the categories?"),
        choices=list(zip(SCHEMES, (gettext_lazy("Those of 2020"), gettext_lazy("Another scheme: they are kept in words")), strict=True)),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=gettext_lazy("Where a case does not say of what kind it is, it is"), required=False,
        choices=[("", gettext_lazy("Doubtful")), *((kind.value, upper(kind.value)) for kind in MatterKind)],
    )  # fmt: skip

    def __init__(self, *args: Any, said: Mapping[str, Any], headers: Mapping[str, list[str]], **more: Any) -> None:
        self.said, self.headers = said, headers
        given: list[Any] = [date.fromisoformat(day) for day in said.get("received_between") or ()] or ["", ""]
        settled = {"dates": said.get("dates"), "scheme": said.get("scheme"), "kind": said.get("kind", "")}
        super().__init__(*args, initial={**settled, "between_first": given[0], "between_last": given[1]}, **more)
        parts = [self._of_table(table) for table in TABLES]
        self.sections = (  # type: ignore[misc]  # made from the files, where other forms know theirs beforehand
            *parts,
            Section(_("Days, kinds and categories"), ("dates", "kind", "scheme", "between_first", "between_last")),
            Section(
                _("What its words mean"), tuple(WORDS), _("One on a line: the word of the extract, an equals sign, what it means here.")
            ),
        )
        for name, (label, example) in WORDS.items():
            lines = "\n".join(f"{word} = {meaning}" for word, meaning in said.get(name, {}).items())
            self.add(name, forms.CharField(
                label=label, required=False, initial=lines, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}),
                help_text=_("For example: %s") % example,
            ))  # fmt: skip
        self.needed_with_some = tuple(self.fields)  # what must be there is said of each, so nothing is called optional
        self.order_fields([name for section in self.sections for name in section.names])

    def _of_table(self, table: str) -> Section:
        """The fields of one table: its file, and of each thing that is taken the column."""
        taken = self.said.get(table, {})
        files = [("", _("None of the files")), *((name, name) for name in self.headers)]
        self.add(f"{table}-file", forms.ChoiceField(label=_("File"), choices=files, required=False, initial=taken.get("file", "")))
        names = [f"{table}-file"]
        if taken.get("file") in self.headers:
            columns = [("", _("No column")), *((header, header) for header in dict.fromkeys(self.headers[taken["file"]]) if header)]
            for asked in TABLES[table]:
                label = upper(asked.about)
                hint = _("It must be there.") if asked.needed else ""
                field = HeaderField(label=label, choices=columns, required=False, initial=taken.get(asked.name, ""), help_text=hint)
                self.add(f"{table}-{asked.name}", field)
                names.append(f"{table}-{asked.name}")
        return Section(str(TITLES[table]), tuple(names))

    def clean(self) -> dict[str, Any]:
        """Two days or none, the earlier first, and every line of words with its meaning."""
        given = super().clean() or {}
        first, last = given.get("between_first"), given.get("between_last")
        if bool(first) != bool(last) and not self.errors:
            self.add_error("between_last", _("Write both days, or neither."))
        if first and last and first >= last:
            self.add_error("between_last", _("The latest day lies before the earliest. Turn the two round."))
        for name in WORDS:
            if odd := next((line for line in _lines(given.get(name, "")) if not all(_parted(line))), ""):
                self.add_error(name, _("“%s” does not say what it means. Write the word, an equals sign, and what it means.") % odd[:60])
        return given

    def told(self, source: str) -> dict[str, Any]:
        """The mapping as the form says it. A table that was given another file begins with what that file's headers suggest."""
        given = self.cleaned_data
        said: dict[str, Any] = {"source": source, **{name: given[name] for name in ("dates", "scheme", "kind")}}
        if given["between_first"]:
            said["received_between"] = [given["between_first"].isoformat(), given["between_last"].isoformat()]
        for table, asked in TABLES.items():
            file = given[f"{table}-file"]
            if not file:
                continue
            if file == self.said.get(table, {}).get("file"):
                columns = {each.name: given.get(f"{table}-{each.name}", "") for each in asked}
            else:
                columns = columns_of(table, self.headers[file])
            said[table] = {"file": file, **{name: header for name, header in columns.items() if header}}
        return said | {name: dict(_parted(line) for line in lines) for name in WORDS if (lines := _lines(given[name]))}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _parted(line: str) -> tuple[str, str]:
    word, _equals, meaning = line.rpartition("=")
    return word.strip(), meaning.strip()


class BringInForm(GovukForm):
    """The wish to bring in exactly what the page shows."""

    digest = forms.CharField(widget=forms.HiddenInput)
    sure = forms.BooleanField(label=gettext_lazy("I have read what becomes of the rows, and bring the cases in"))


class EndForm(GovukForm):
    """The wish to end an import."""

    sure_to_end = forms.BooleanField(label=gettext_lazy("End it, and destroy its files"))
