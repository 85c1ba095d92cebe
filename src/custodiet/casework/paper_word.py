"""Word files of papers: the template of the force or ours, filled; and what stands in one, for a page that shows it.

A template is filled in a sandbox: it can print the fields it was given and nothing else. A field that there is not ends it with a
sentence; a gap in a notice would be found by the officer's lawyer.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from hashlib import sha256
from pathlib import Path
from typing import Any, Never

from django.conf import settings
from docx import Document
from docx.shared import Mm
from docx.table import Table
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.exceptions import TemplateSyntaxError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from custodiet.casework.access import Refused
from custodiet.casework.outcome_texts import WORDS
from custodiet.law.vocabulary import PaperKind


@dataclass(frozen=True, slots=True)
class Template:
    """A Word file with fields, its name and whether it is the force's own."""

    name: str
    data: bytes
    own: bool

    @property
    def sha256(self) -> str:
        """Its digest."""
        return sha256(self.data).hexdigest()


class _Missing(StrictUndefined):
    """A field that there is not, named as it stands in the template."""

    def _fail_with_undefined_error(self, *_args: Any, **_more: Any) -> Never:
        raise UndefinedError(str(self._undefined_name))

    __iter__ = __str__ = __len__ = __eq__ = __ne__ = __bool__ = __hash__ = __contains__ = _fail_with_undefined_error
    __getitem__ = __call__ = _fail_with_undefined_error


def folder() -> Path:
    """Where the force's own templates are."""
    return Path(settings.DATA) / "papers"


def file_name(kind: PaperKind) -> str:
    """“notice-of-investigation.docx”."""
    return kind.name.lower().replace("_", "-") + ".docx"


def template_of(kind: PaperKind) -> Template:
    """The force's template where it has one, else ours."""
    own = folder() / file_name(kind)
    return Template(own.name, own.read_bytes(), True) if own.is_file() else Template(own.name, built_in(kind), False)


def built_in(kind: PaperKind) -> bytes:
    """Our template of a paper as a Word file; the same bytes every time."""
    made = Document()
    made.core_properties.author = made.core_properties.last_modified_by = "Custodiet"
    made.core_properties.title, made.core_properties.comments = kind.capitalised, ""
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(22)
    for line in filter(None, (line.strip() for line in WORDS[kind].splitlines())):
        if line.startswith("# "):
            made.add_heading(line[2:], level=1 if not made.paragraphs else 2)
        elif line.startswith("- "):
            made.add_paragraph(line[2:], style="List Bullet")
        elif line.startswith("% "):
            made.add_paragraph("{%p " + line[2:] + " %}")
        else:
            made.add_paragraph(line)
    return _saved(made, date(2020, 2, 1))


def filled(template: Template, context: dict[str, Any], on: date) -> bytes:
    """The paper: the template with its fields filled. The same template, fields and day give the same bytes. Raises `Refused`."""
    environment = SandboxedEnvironment(undefined=_Missing, autoescape=True)
    try:
        made = DocxTemplate(io.BytesIO(template.data))
        made.render(context, jinja_env=environment, autoescape=True)
    except UndefinedError as missing:
        raise Refused(
            f"The template “{template.name}” asks for a field “{missing.message}”, which this paper does not have; no paper was made. "
            f"It has: {', '.join(names_of(context))}. Correct the template."
        ) from missing
    except TemplateSyntaxError as wrong:
        raise Refused(
            f"The template “{template.name}” cannot be filled, and no paper was made: {wrong.message}. Correct the template."
        ) from wrong
    except (TemplateError, zipfile.BadZipFile, KeyError, ValueError) as wrong:
        raise Refused(
            f"The template “{template.name}” is no Word file that can be filled ({type(wrong).__name__}); no paper was made. Correct "
            "it, or take it away: the built-in one is used then."
        ) from wrong
    if template.name == file_name(PaperKind.OUTCOME_LETTER):
        _hush(made)
    return _saved(made, on)


def _hush(made: Any) -> None:
    """A telephone shows the title and the author of a file, and others may look at it: they say that it is a letter, and no more."""
    told = made.core_properties
    told.title = "Letter"
    told.author = told.last_modified_by = told.subject = told.comments = told.category = told.keywords = ""


def names_of(context: dict[str, Any], before: str = "") -> list[str]:
    """The names of the fields, as a template writes them."""
    found = []
    for name, value in sorted(context.items()):
        inner = value[0] if isinstance(value, list) and value else value
        found += names_of(inner, f"{before}{name}.") if isinstance(inner, dict) else [before + name]
    return found


def blocks(data: bytes) -> Iterator[tuple[str, Any]]:
    """What stands in a Word file, in order: ("heading", text), ("point", text), ("text", text), ("table", rows)."""
    for each in Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(each, Table):
            yield "table", [[cell.text for cell in row.cells] for row in each.rows]
        elif each.text.strip():
            style = each.style.name if each.style else ""
            yield ("heading" if style.startswith(("Heading", "Title")) else "point" if style.startswith("List") else "text"), each.text


def _saved(made: Any, on: date) -> bytes:
    out = io.BytesIO()
    made.core_properties.created = made.core_properties.modified = datetime.combine(on, time())
    made.core_properties.revision = 1
    made.save(out)
    return dated(out.getvalue(), datetime.combine(on, time(), UTC))


def dated_on(packed: bytes, on: date) -> bytes:
    """The same file with that day on its parts; what a person's computer wrote into them of the hour is gone."""
    return dated(packed, datetime.combine(on, time(), UTC))


def dated(packed: bytes, moment: datetime) -> bytes:
    """The same zip with that moment on each of its parts, so that the file made again has the same digest."""
    out, at = io.BytesIO(), moment.astimezone(UTC).timetuple()[:6]
    with zipfile.ZipFile(io.BytesIO(packed)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = zipfile.ZipInfo(name, at)
            part.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(part, before.read(name))
    return out.getvalue()
