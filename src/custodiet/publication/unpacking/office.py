"""The parts of office files: prose apart from layout, what a part is called, hidden sheets, and numbers that are shown as days."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape

from custodiet.publication.unpacking.part import Part, Unread, stretches
from custodiet.publication.unpacking.plain import is_font

_XML = (".xml", ".rels", ".vml", ".xhtml", ".html", ".opf", ".ncx")
_TAG = re.compile(r"<!--(.*?)-->|<!\[CDATA\[(.*?)\]\]>|<[^<>]*>", re.DOTALL)
_ELEMENT = re.compile(r"<([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))+)\s*/?>")
_ATTRIBUTE = re.compile(r"([\w.:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_BARE_NUMBER = re.compile(r"-?[\d.,]+(?:pt|px|cm|mm|in|em|%)?")
_BLOCK = re.compile(r"</?(?:\w+:)?(?:p|tr|tc|row|c|si|h|br|tab|comment|table-cell|table-row|definedName|sheet)\b")
_CODE_OF_HEADER = re.compile(r"&(?:[LCRPDNTGFAEXYZSUBIHO]|\d{1,3}|\"[^\"]*\"|K[0-9A-F]{6})")
_PREFIXES = "[waprxmov]|wp|wps|wpg|wne|mc|cp|dc|vt|xdr|pic|thm15|rel|style|fo|draw|table|text|office|svg|number|xml|xmlns"
_OWN_NAMES = re.compile(rf"^(?:{_PREFIXES}):|^[^:]+$")
_TELLING = """
title descr name alias tag label v author initials username prompt error text alt content value location display tooltip
uniqueName caption formula sqref date-value string-value lastModifiedBy creator keywords subject
"""
_SAYS = frozenset(_TELLING.split())
_BIN_OF_LAYOUT = re.compile(r"printersettings\d*\.bin$", re.IGNORECASE)
_CALLED = (
    ("xl/worksheets/", "a sheet"), ("xl/comments", "comments"), ("threadedcomments", "comments"), ("pivotcache", "a pivot cache"),
    ("pivottable", "a pivot table"), ("docprops/", "document properties"), ("meta.xml", "document properties"),
    ("word/comments", "comments"), ("word/header", "a header"), ("word/footer", "a footer"), ("word/footnotes", "footnotes"),
    ("customxml/", "custom XML"), ("externallink", "a link to another file"), ("sharedstrings", "texts of the sheets"),
    ("word/document.xml", "the text"), ("content.xml", "the text"), ("xl/workbook.xml", "names and sheets of the workbook"),
    ("drawing", "a drawing"), ("chart", "a chart"), ("persons/", "authors"), ("word/people", "authors"), (".rels", "links"),
    ("glossary/", "building blocks"), ("settings", "settings"), ("notesslide", "notes"), ("media/", "a picture"),
    ("embeddings/", "an embedded file"),
)  # fmt: skip
_FIRST_DAY = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_DATE_FORMATS = frozenset({14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47, *range(27, 37), *range(50, 59)})
_LAST_SERIAL = 73_050  # the last day of 2099


def is_office(contents: dict[str, bytes]) -> bool:
    """Whether an archive is an office file or a book."""
    return "[Content_Types].xml" in contents or contents.get("mimetype", b"").startswith(b"application/")


def parts(contents: dict[str, bytes]) -> Iterator[Part | Unread]:
    """Each part, with its prose apart from its layout; parts that are files of their own as they are."""
    hidden = _hidden_sheets(contents)
    styles = _date_styles(_text(contents.get("xl/styles.xml", b"")))
    since = _FIRST_DAY['date1904="1"' in _text(contents.get("xl/workbook.xml", b""))]
    for name, content in contents.items():
        how = f"in {name}{_called(name, hidden)}"
        if name.lower().endswith(_XML) and not content.startswith(b"PK"):
            text = _text(content)
            yield from _prose(how, text, foreign=name.lower().startswith("customxml/"))
            if name.startswith("xl/worksheets/"):
                yield Part(f"{how}, numbers shown as days", _days(text, styles, since))
        elif _BIN_OF_LAYOUT.search(name) or is_font(content):
            yield Part(how, stretches(content), layout=True)
        else:
            yield Part(how, content)


def _prose(how: str, text: str, foreign: bool) -> Iterator[Part]:
    """What is said in a part: its words with tags taken out and with tags as spaces, its remarks, and what attributes say.

    `foreign`: the part is none of the format's own, so no attribute in it merely places things.
    """
    yield Part(how, unescape(_TAG.sub(lambda found: found[2] or ("\n" if _BLOCK.match(found[0]) else ""), text)))
    yield Part(how, unescape(_TAG.sub(lambda found: f" {found[2] or found[1] or ''} ", text)))
    if "eader>" in text or "ooter>" in text:
        yield Part(how, _CODE_OF_HEADER.sub(" ", unescape(_TAG.sub(" ", text))))
    said = dict.fromkeys(unescape(value) for value in _said(text, foreign))
    yield Part(f"{how}, in attributes", "\n.\n".join(said))
    yield Part(f"{how}, in its layout", text, layout=True)


def _said(text: str, foreign: bool) -> Iterator[str]:
    """The values of attributes, but for bare numbers of the format's own that only place things."""
    for element in _ELEMENT.finditer(text):
        for name, one, other in _ATTRIBUTE.findall(element[2]):
            value, short = one or other, name.rpartition(":")[2]
            ours = not foreign and _OWN_NAMES.match(element[1]) and _OWN_NAMES.match(name)
            tells = short in _SAYS or (short == "val" and re.search(r":(?:alias|tag|title|docVar)$", element[1]))
            if tells or not ours or not _BARE_NUMBER.fullmatch(value):
                yield value


def _called(name: str, hidden: frozenset[str]) -> str:
    if name in hidden:
        return " (a hidden sheet)"
    words = next((words for start, words in _CALLED if start in name.lower()), "")
    return f" ({words})" if words else ""


def _hidden_sheets(contents: dict[str, bytes]) -> frozenset[str]:
    workbook, links = _text(contents.get("xl/workbook.xml", b"")), _text(contents.get("xl/_rels/workbook.xml.rels", b""))
    wanted = set()
    for sheet in re.findall(r"<(?:\w+:)?sheet\s[^<>]*>", workbook):
        said = {name: one or other for name, one, other in _ATTRIBUTE.findall(sheet)}
        if said.get("state") in ("hidden", "veryHidden"):
            wanted.add(said.get("r:id", ""))
    found = set()
    for link in re.findall(r"<Relationship\s[^<>]*>", links):
        said = {name: one or other for name, one, other in _ATTRIBUTE.findall(link)}
        if said.get("Id") in wanted:
            found.add("xl/" + said.get("Target", "").removeprefix("/xl/"))
    return frozenset(found)


def _date_styles(styles: str) -> frozenset[int]:
    """The numbers of the cell styles that show a number as a day."""
    own = {
        int(said["numFmtId"])
        for said in map(_attributes, re.findall(r"<numFmt\s[^<>]*>", styles))
        if re.search(r"[dy]", re.sub(r"\[[^]]*\]|\"[^\"]*\"", "", said.get("formatCode", ""))) and said.get("numFmtId", "").isdigit()
    }
    cells = re.search(r"<cellXfs.*?</cellXfs>", styles, re.DOTALL)
    found = [_attributes(each) for each in re.findall(r"<xf\s[^<>]*>", cells[0])] if cells else []
    wanted = _DATE_FORMATS | own
    return frozenset(at for at, said in enumerate(found) if said.get("numFmtId", "").isdigit() and int(said["numFmtId"]) in wanted)


def _attributes(element: str) -> dict[str, str]:
    return {name: one or other for name, one, other in _ATTRIBUTE.findall(element)}


def _days(sheet: str, styles: frozenset[int], since: date) -> str:
    found = []
    for cell, value in re.findall(r"<c\s([^<>]*)>\s*(?:<f[^<>]*>[^<>]*</f>|<f[^<>]*/>)?\s*<v>(\d{1,5})(?:\.\d+)?</v>", sheet):
        style = _attributes(cell).get("s", "0")
        if style.isdigit() and int(style) in styles and int(value) <= _LAST_SERIAL:
            found.append((since + timedelta(days=int(value))).isoformat())
    return "\n".join(found)


def _text(content: bytes) -> str:
    """An XML part in the letters it is written in."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if content[1:2] == b"\x00":
        return content.decode("utf-16-le", "replace")
    if content[:1] == b"\x00":
        return content.decode("utf-16-be", "replace")
    return content.decode("utf-8", "replace")
