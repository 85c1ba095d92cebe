"""`python -m tools.languages`: the words of the pages for the public and for the people it is for, gathered for translation.

Writes every catalog under web/locale afresh: strings that are new stand there empty, strings that nobody says any more are gone; then
compiles it. Ends with 1 where something is not translated, and names it. With `--check` nothing is written.

What is gathered: the templates of those pages with everything that they extend, include or draw a form with, and the modules whose
words they print. Pages that need a sign-in are in English and are not gathered, nor is what is published under somebody's approval.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.conf import settings

from custodiet.figures.bounds import TOTAL
from custodiet.figures.breakdown import BY_KEY as DIMENSIONS
from custodiet.figures.cube import PUBLIC
from custodiet.figures.disclosure import TOO_FEW
from custodiet.figures.measures import BY_KEY as MEASURES
from tools.catalog import Catalog, Entry, Id, compiled, merged, read, written

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "src" / "custodiet"
TEMPLATES = HOUSE / "web" / "templates"
LOCALE = HOUSE / "web" / "locale"
FIRST = ("portal", "public")
"""The folders of templates whose pages are translated, with all that they draw on."""
ALSO = ("400.html", "404.html", "500.html", "govuk", "django/forms/widgets", "components/error_summary.html")
"""Templates that no other names: the errors, and what draws forms."""
MODULES = (
    "web/portal",
    "web/public",
    "web/context.py",
    "web/fields.py",
    "web/figure_tables.py",
    "web/forms.py",
    "web/sentences.py",
    "web/visible.py",
    "web/templatetags/house.py",
    "casework/neutral.py",
    "casework/screening.py",
    "casework/actions/portal_talk.py",
    "casework/actions/portal_evidence.py",
    "casework/actions/reports.py",
)
REFUSALS = (*(name for name in MODULES if name.startswith("casework/actions/")), "casework/screening.py", "web/portal/report.py")
"""Those of them whose strings are what a person is told where something is wrong."""
OF_DJANGO = ("July", "Null characters are not allowed.")
"""What these pages say in Django's words where its own Welsh is misspelt or missing: ours goes before it."""
SINGLE = {"_", "lazy", "gettext", "gettext_lazy", "gettext_noop", "noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CALL = re.compile(r"""\b(?:n?gettext|_)\(u?(?:"|').*?(?:"|')(?:, count)?\)(?=\s|$)""")
NAMED = re.compile(r'{%\s*(?:extends|include)\s+"([^"]+)"')
STAFF_ONLY = {"web/context.py": {"GROUPS"}, "web/templatetags/house.py": {"CONFIDENCE"}}
"""Values within those modules that only staff see."""


def templates() -> list[Path]:
    """Every template that such a page may draw on."""
    waiting = [path for each in (*FIRST, *ALSO) for path in _files(TEMPLATES / each, "*.html")]
    found: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            named = [TEMPLATES / name for name in NAMED.findall(path.read_text(encoding="utf-8"))]
            waiting += [each for each in named if each.exists()]  # the others are Django's own
    return sorted(found)


def _files(path: Path, pattern: str) -> list[Path]:
    return sorted(path.glob(pattern)) if path.is_dir() else [path]


def gathered() -> list[Entry]:
    """Every string with the files that say it, in the order of the files."""
    found: dict[Id, list[str]] = {}
    for path in templates():
        for said in _of_template(path):
            found.setdefault(said, []).append(path.relative_to(HOUSE).as_posix())
    for path in (each for name in MODULES for each in _files(HOUSE / name, "*.py")):
        place = path.relative_to(HOUSE).as_posix()
        for said in _of_module(path.read_text(encoding="utf-8"), STAFF_ONLY.get(place, set())):
            found.setdefault(said, []).append(place)
    for words in OF_DJANGO:
        found.setdefault((words, ""), []).append("django")
    for words in _of_figures():
        found.setdefault((words, ""), []).append("figures/cube.py")
    return [Entry(said, places=tuple(dict.fromkeys(places))) for said, places in found.items()]


def _of_template(path: Path) -> Iterator[Id]:
    from django.utils.translation.template import templatize  # after Django is set up

    for call in CALL.findall(templatize(path.read_text(encoding="utf-8"))):
        yield from _of_module(call, set())


def _of_module(text: str, left_out: set[str]) -> Iterator[Id]:
    """What is marked for translation in a module; a call whose words are put together while the program runs is no mark."""
    tree = ast.parse(text)
    skipped = {id(each) for node in tree.body if _names(node) & left_out for each in ast.walk(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or id(node) in skipped:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        words = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        if name in PLURAL and len(words) > 1:
            yield words[0], words[1]
        elif name in SINGLE and words:
            yield words[0], ""


def _of_figures() -> Iterator[str]:
    """The words of the tables that are published: of each measure, of what it is broken down by, and of the classes."""
    yield from (TOO_FEW, TOTAL)
    for key, *by in PUBLIC:
        measure = MEASURES[key]
        yield from (measure.title, measure.definition, measure.sentence, measure.unit.value)
        for dimension in (DIMENSIONS[each] for each in by if each):
            yield dimension.title
            yield from measure.values if dimension.key == "value" else dimension.order


def _names(node: ast.AST) -> set[str]:
    targets = node.targets if isinstance(node, ast.Assign) else []
    return {each.id for each in targets if isinstance(each, ast.Name)}


def folders() -> list[Path]:
    """The folder of each language."""
    return sorted(path / "LC_MESSAGES" for path in LOCALE.iterdir() if path.is_dir())


def faults(catalog: Catalog) -> Iterator[str]:
    """What is wrong with a catalog: not translated, to be looked at, a placeholder lost or made up."""
    for entry in catalog.entries.values():
        one, many = entry.id
        if not entry.done or (many and len(entry.said) != catalog.forms):
            yield f"not translated{' (fuzzy)' if entry.fuzzy else ''}: “{one}” in {', '.join(entry.places)}"
            continue
        for words in entry.said:
            lost = _holes(many or one) ^ _holes(words)
            if lost - (_holes(many) if many else set()):
                yield f"a placeholder differs ({', '.join(sorted(lost))}): “{one}” is translated as “{words}”"
            if one.strip() == one and words.strip() != words:
                yield f"a space at an end: “{one}” is translated as “{words}”"


def _holes(words: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)\w|%%\(\w+\)\w|%[sd]|{\w*(?::[^}]*)?}", words))


def main(words: list[str]) -> int:
    """Gather, write, compile; 1 where something is not translated."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    said, wrong = gathered(), 0
    for folder in folders():
        before = read(folder / "django.po")
        catalog = merged(before, said)
        told = list(faults(catalog))
        if "--check" not in words:
            (folder / "django.po").write_text(written(catalog), encoding="utf-8")
            (folder / "django.mo").write_bytes(compiled(catalog))
        elif written(catalog) != (folder / "django.po").read_text(encoding="utf-8"):
            told.append("The catalog is not what the pages say today. Run `python -m tools.languages`, and fill in what is empty.")
        elif compiled(catalog) != (folder / "django.mo").read_bytes():
            told.append("The compiled catalog is not that of the .po file. Run `python -m tools.languages`.")
        wrong += len(told)
        for each in told:
            sys.stdout.write(f"{folder.parent.name}: {each}\n")
        sys.stdout.write(f"{folder.parent.name}: {len(catalog.entries)} strings, {len(told)} to be mended.\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
