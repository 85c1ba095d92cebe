"""Reports on a handset, as forensic tools export them. What kind a file is, its content says; its name is not asked."""

from collections.abc import Iterator
from typing import BinaryIO

from custodiet.evidence.archive import MAGIC, Archive
from custodiet.evidence.grid import open_grid, seekable
from custodiet.evidence.readers import handset_axiom, handset_cellebrite_sheets, handset_leapp, handset_lists, handset_ufed
from custodiet.evidence.readers.handset_tables import Tables
from custodiet.evidence.reading import Answers, Outcome, Source, UnreadableFile

KINDS = (handset_cellebrite_sheets.KIND, handset_axiom.KIND, handset_leapp.KIND, handset_lists.KIND)
"""The tools whose tables are known, those with the surest marks first."""
TAKES = "A Cellebrite report (report.xml, UFDR or XLSX), an AXIOM export or a table of ALEAPP or iLEAPP is needed"


class HandsetReport:
    """Calls, texts and chats from a report that a forensic tool made of a handset."""

    name = "handset_report"
    about = "A report on a handset: Cellebrite XML, UFDR or XLSX; Magnet AXIOM CSV; ALEAPP and iLEAPP tables; a plain list of messages"
    endings: tuple[str, ...] = (".xml", ".ufdr", ".zip", ".xlsx", ".csv", ".tsv")

    def read(self, source: Source, answers: Answers) -> Iterator[Outcome]:
        """The outcomes of a report of whichever kind."""
        stream = seekable(source.stream)
        start = stream.read(4096)
        stream.seek(0)
        if not start.strip(b"\0 \t\r\n"):
            raise UnreadableFile("The file is empty. Ask for the report again.")
        if start.startswith(MAGIC):
            yield from _archived(source, stream, answers)
        elif _is_xml(start):
            yield from handset_ufed.read(stream, "report.xml", answers)
        else:
            yield from _tables(source, stream, answers)


def _tables(source: Source, stream: BinaryIO, answers: Answers) -> Iterator[Outcome]:
    stream.seek(0)
    grid = open_grid(Source(stream, source.name, source.size))
    yield from Tables(grid, source.name, answers, KINDS).read()


def _is_xml(start: bytes) -> bool:
    plain = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return plain.startswith(b"<")


def _archived(source: Source, stream: BinaryIO, answers: Answers) -> Iterator[Outcome]:
    archive = Archive(stream)
    if any(member.name == "xl/workbook.xml" for member in archive.members):
        yield from _tables(source, stream, answers)
        return
    reports = [member.name for member in archive.members if member.name.lower().rpartition("/")[2] == "report.xml"]
    if not reports:
        raise UnreadableFile(f"The archive has no report.xml in it. {TAKES}: take it out of the archive.")
    if len(reports) > 1:
        raise UnreadableFile(
            f"The archive has {len(reports)} files called report.xml. Take them out, and read each as an exhibit of its own."
        )
    yield from handset_ufed.read(archive.open(reports[0]), "report.xml", answers)
