"""Which kind a file is, told from its ending and its first records; and where no kind fits, what is plainly the matter with it.

An ending that no reader takes, or that its content belies, costs nothing: the file is then tried as what its first bytes say.
Runs behind the walls.
"""

import io
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field

from custodiet.evidence.grid import kind_of, named
from custodiet.evidence.guessed import KNOWN, WHY
from custodiet.evidence.reading import Answers, Outcome, Question, Read, Reader, Refused, Remark, Source, UnreadableFile
from custodiet.evidence.understood import KEY

LINES, BEGINNING = (".csv", ".tsv", ".txt"), 1 << 18
TASTED = 40
"""Records of a file that are looked at to tell what kind it is."""
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
BLANKS = b" \t\r\n\0\xef\xbb\xbf\xff\xfe"
WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,200}<(?:!doctype html|html|head|meta|body|table|div)\b", re.IGNORECASE)
ENDS: dict[str, tuple[str, ...]] = {"zip": (".xlsx", ".zip"), "ole": (".xls",), "pdf": (".pdf",), "text": (".csv", ".txt")}
"""What a file would be called that begins so."""


@dataclass(slots=True)
class _Tried:
    """What came of trying a file as several kinds."""

    fits: list[Remark] = field(default_factory=list)
    sentences: Counter[str] = field(default_factory=Counter)
    names_only: bool = False


def told(again: Callable[[], Source], readers: Collection[Reader], answers: Answers, programs: Collection[str]) -> Iterator[Remark]:
    """One remark for each kind that it can be read as, with how much; where there is none, one remark why.

    `again` gives the file from its beginning; the readers named in `programs` would start another program, and are not asked.
    """
    first = again()
    name, start = first.name.lower(), first.stream.read(4096)
    tried = _try(again, [each for each in readers if name.endswith(each.endings)], start, answers, programs)
    if not any(fit.value["read"] for fit in tried.fits):
        by_content = [each for each in readers if not name.endswith(each.endings) and set(each.endings) & set(_ends(start))]
        anew = _try(again, by_content, start, answers, programs)
        if any(fit.value["read"] for fit in anew.fits) or not (tried.fits or tried.sentences):
            tried = anew
    yield from tried.fits
    if not any(fit.value["read"] for fit in tried.fits):
        yield Remark(WHY, _why(start, name, tried))


def _try(again: Callable[[], Source], readers: Iterable[Reader], start: bytes, answers: Answers, programs: Collection[str]) -> _Tried:
    tried = _Tried()
    for reader in readers:
        if reader.name in programs:  # a picture is told by its first bytes
            if start.startswith(PICTURES):
                tried.fits.append(Remark(reader.name, reader.about, {"read": 1}))
            continue
        try:
            tasted = taste(reader.read(beginning(again()), answers))
        except UnreadableFile as refusal:
            tried.sentences[str(refusal)] += 1
            continue
        except Exception:  # whatever it is, it is not of this kind
            continue
        tried.names_only |= tasted["known"] >= KNOWN and not tasted["read"] and not tasted["refused"]
        if tasted["read"] or tasted["asked"]:
            tried.fits.append(Remark(reader.name, reader.about, tasted))
    return tried


def _ends(start: bytes) -> tuple[str, ...]:
    """The endings that go with a file that begins so: none for bytes that are neither text nor a container we know."""
    if start.startswith(PICTURES):
        return (".png",)
    kind = kind_of(start)
    if kind == "text" and b"\0" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ()
    return ENDS.get(kind, ())


def _why(start: bytes, name: str, tried: _Tried) -> str:
    """A sentence for a person: what was found, and what to do. Empty where nothing is plain."""
    if not start.strip(BLANKS):
        return "The file holds nothing. Look whether it was copied whole, and ask for it again."
    if WEB_PAGE.match(start):
        return (
            "The file is a web page, whatever its name says, and no table can be read from it as it is. Open it in a spreadsheet program, "
            "save it as XLSX or CSV, and add that as well; this one stays as the original."
        )
    if kind_of(start) != "text" and (sentence := _agreed(tried.sentences)):
        return sentence
    if tried.names_only:
        return "The file names its columns, and no row stands below them. Look whether it was exported whole, and ask for it again."
    if not _ends(start):
        ending = name.rpartition(".")[2] if "." in name else ""
        what = named(start) or (f"of a kind (“.{ending}”) that is not read" if len(ending) in range(1, 9) else "of a kind that is not read")
        return f"The file is {what}. It is kept as it came, like any other exhibit; where it holds a table, ask for that as XLSX or CSV."
    return ""


def _agreed(sentences: Counter[str]) -> str:
    """What more than one reader said of the file, or the only one: what one of several says is that it is not of its own kind."""
    [(sentence, times)] = sentences.most_common(1) or [("", 0)]
    return sentence if times > 1 or len(sentences) == 1 else ""


def beginning(whole: Source) -> Source:
    """The file, or of a long one made of lines the first of them: a reader may look through all of it before it says a word."""
    if not whole.name.lower().endswith(LINES) or whole.size <= BEGINNING:
        return whole
    start = whole.stream.read(BEGINNING)
    start = start[: start.rfind(b"\n") + 1] or start
    return Source(io.BytesIO(start), whole.name, len(start))


def taste(reading: Iterator[Outcome]) -> dict[str, int]:
    """How many of a file's first records are read and refused, what it asks, its columns and those known, the values it tells."""
    counted = {"read": 0, "refused": 0, "asked": 0, "known": 0, "columns": 0, "told": 0}
    for outcome in reading:
        if isinstance(outcome, Read):
            counted["told"] += sum(value is not None for fact in outcome.facts for value in fact.values.values())
        counted["read"] += isinstance(outcome, Read)
        counted["refused"] += isinstance(outcome, Refused)
        counted["asked"] += isinstance(outcome, Question)
        if isinstance(outcome, Remark) and outcome.key == KEY:
            counted["known"] += sum(bool(field) for *_, field in outcome.value["columns"])
            counted["columns"] += len(outcome.value["columns"])
        if counted["read"] + counted["refused"] >= TASTED:
            break
    return counted
