"""`custodiet read FILE… --as KIND --to FOLDER`: facts out of files, without a database, and a report of every line refused.

With `--case REF --by USERNAME` in place of `--to` the files become exhibits of that case; only then is a database opened.
"""

import argparse
import json
import sys
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any

from custodiet.detection.keeping import Origin, keep
from custodiet.evidence import sandbox
from custodiet.evidence.moments import written
from custodiet.evidence.reading import Answers, UnreadableFile
from custodiet.web.reading_report import lines, of_failure, of_file, of_run
from custodiet.web.reading_watch import Watch
from custodiet.web.set_up import set_up_records

READ, UNREADABLE, QUESTIONS = 0, 2, 3


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+", help="what to read; it is not changed")
    parser.add_argument("--as", dest="kind", metavar="KIND", help="the kind of file, such as phone_bill; told from the file if not given")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--to", dest="folder", metavar="FOLDER", type=Path, help="where the facts and report.json go; no database is opened")
    where.add_argument("--case", metavar="REF", help="the case whose exhibits the files become, as on its page")
    parser.add_argument("--by", metavar="USERNAME", help="who hands them in; with --case")
    parser.add_argument(
        "--answer", metavar="KEY=VALUE", action="append", default=[], help="the answer to a question, or what the file cannot say"
    )
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def run(options: argparse.Namespace) -> int:
    """Read every file. 0: all read; 2: one could not be; 3: all read, but questions are open."""
    try:
        answers = answered(options.answer)
    except ValueError as wrong:
        sys.stderr.write(f"{wrong}\n")
        return UNREADABLE
    if options.case:
        return _into_case(options, answers)
    options.folder.mkdir(parents=True, exist_ok=True)
    (options.folder / "reports").mkdir(exist_ok=True)
    told = [_read(path, options.kind, answers, options.folder) for path in options.files]
    report = of_run(told)
    _write(options.folder / "report.json", report)
    if options.json:
        sys.stdout.write(json.dumps(report, indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n".join(lines(report)) + "\n")
    for each in told:
        if each["failed"]:
            sys.stderr.write(f"{each['file']}: {each['failed']}\n")
    if any(each["failed"] for each in told):
        return UNREADABLE
    return QUESTIONS if report["questions"] else READ


def _into_case(options: argparse.Namespace, answers: Answers) -> int:
    if not options.by:
        sys.stderr.write("Who hands the files in? Name a user who may handle exhibits: --by USERNAME.\n")
        return UNREADABLE
    set_up_records()
    from custodiet.web import reading_case  # it imports the models, which stand only after set_up_records

    return reading_case.run(options, dict(answers))


def answered(words: list[str]) -> Answers:
    """`KEY=VALUE` as answers. Raises ValueError with a sentence."""
    found = {}
    for word in words:
        key, sign, value = word.partition("=")
        if not (key and sign):
            raise ValueError(f"“{word}” is no answer. Write the question's key, = and the value, such as --answer order=dmy.")
        found[key] = value
    return found


def _read(path: Path, kind: str | None, answers: Answers, folder: Path) -> dict[str, Any]:
    """The report of one file. Whatever is wrong with it is told in it, and the next file is read."""
    try:
        digest = _digest(path)
    except OSError as wrong:
        return of_failure(path, "", kind or "", f"It cannot be opened: {wrong.strerror}. Check the name and who may read it.")
    try:
        kind = kind or told_from(path)
        before = path.stat()
        with Watch(path.name, sys.stderr) as watch:
            outcomes = sandbox.read_untrusted(path, path.name, kind, answers, progress=watch)
            kept = keep(outcomes, kind, Origin(path.name, digest, written(datetime.now(UTC).replace(microsecond=0))), folder)
        after = path.stat()
        if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
            raise UnreadableFile("It was changed while it was read. Read it again when nobody writes to it.")
    except (UnreadableFile, OSError) as wrong:
        return of_failure(path, digest, kind or "", str(wrong))
    report = of_file(path, digest, kept, folder)
    _write(folder / "reports" / f"{digest}.json", report)
    return report


def _digest(path: Path) -> str:
    if path.exists() and not path.is_file():
        raise OSError(0, "It is no file")
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def told_from(path: Path) -> str:
    """The kind of a file, where exactly one reader reads it best. Raises UnreadableFile with the kinds there are."""
    found = sandbox.guess(path, path.name)
    can = sandbox.likeliest(found)
    if len(can) == 1:
        return can[0]
    among = [each for each in sandbox.kinds() if not can or each.name in can]
    what = "It can be read as more than one kind of file" if can else "It is none of the kinds of file that are told by their content"
    kinds = "\n".join(f"  {each.name:<16} {each.about}" for each in among)
    if found.why and not can:
        raise UnreadableFile(f"{found.why} If it is one of these all the same, say which with --as KIND:\n{kinds}")
    raise UnreadableFile(f"{what}. Say which with --as KIND:\n{kinds}")


def _write(path: Path, report: dict[str, Any]) -> None:
    """Put a report in place, whole."""
    aside = path.with_name(f".{path.name}.new")
    aside.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    aside.replace(path)
