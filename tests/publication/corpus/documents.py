"""Hiding places in written documents (DOCX, ODT)."""

import io
from collections.abc import Callable
from functools import cache
from html import escape, unescape

import docx

from tests.publication.corpus.archives import opened, zipped
from tests.publication.corpus.place import Place

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@cache
def empty() -> tuple[tuple[str, bytes], ...]:
    """The parts of a letter that says what may be said."""
    document = docx.Document()
    document.add_paragraph("PC X met Ms A.")
    out = io.BytesIO()
    document.save(out)
    made = opened(out.getvalue())
    small = {
        "word/stylesWithEffects.xml": f"<w:styles {W}/>".encode(),
        "word/styles.xml": f"<w:styles {W}/>".encode(),
        "docProps/thumbnail.jpeg": b"",
    }
    return tuple((name, small.get(name, made.read(name))) for name in made.namelist())


def with_body(inside: Callable[[str], str]) -> Callable[[str], bytes]:
    """A letter with this in its text."""

    def hide(text: str) -> bytes:
        parts = dict(empty())
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + inside(text).encode(), 1)
        return zipped(parts)

    return hide


def with_part(name: str, content: Callable[[str], str]) -> Callable[[str], bytes]:
    return lambda text: zipped(dict(empty()) | {name: content(text).encode()})


def part(name: str, *taken_out: str) -> Callable[[bytes], str]:
    def reveal(data: bytes) -> str:
        text = opened(data).read(name).decode()
        for each in taken_out:
            text = text.replace(each, "")
        return unescape(text)

    return reveal


def paragraphs(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def author(text: str) -> bytes:
    document = docx.Document()
    document.core_properties.author = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def embedded(text: str) -> bytes:
    return zipped(
        dict(empty())
        | {"word/embeddings/sheet.xlsx": zipped({"[Content_Types].xml": b"<a/>", "xl/sharedStrings.xml": escape(text).encode()})}
    )


def odt(content: str, meta: str = "", styles: str = "") -> bytes:
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "meta.xml": meta, "styles.xml": styles}
    return zipped({name: (text if name == "mimetype" else f"<a>{text}</a>").encode() for name, text in parts.items()})


PLACES = (
    Place("the text of a letter", with_body(lambda t: paragraph(run(t))), paragraphs),
    Place("runs of one letter each", with_body(lambda t: paragraph("".join(map(run, t)))), paragraphs),
    Place("hidden text", with_body(lambda t: paragraph(run(t, "<w:rPr><w:vanish/></w:rPr>"))), paragraphs),
    Place(
        "deleted text that is tracked",
        with_body(lambda t: paragraph(f'<w:del w:id="1" w:author="x"><w:r><w:delText>{escape(t)}</w:delText></w:r></w:del>')),
        part("word/document.xml"),
    ),
    Place(
        "the author of a change",
        with_body(lambda t: paragraph(f'<w:ins w:id="1" w:author="{escape(t)}">{run("x")}</w:ins>')),
        part("word/document.xml"),
    ),
    Place(
        "alternative text in a letter",
        with_body(lambda t: paragraph(f'<w:r><w:drawing><wp:docPr xmlns:wp="x" id="1" name="a" descr="{escape(t)}"/></w:drawing></w:r>')),
        part("word/document.xml"),
    ),
    Place("a bookmark", with_body(lambda t: paragraph(f'<w:bookmarkStart w:id="1" w:name="{escape(t)}"/>')), part("word/document.xml")),
    Place(
        "the tag of a content control",
        with_body(lambda t: f'<w:sdt><w:sdtPr><w:tag w:val="{escape(t)}"/></w:sdtPr></w:sdt>'),
        part("word/document.xml"),
    ),
    Place(
        "a field", with_body(lambda t: paragraph(f'<w:r><w:instrText>QUOTE "{escape(t)}"</w:instrText></w:r>')), part("word/document.xml")
    ),
    Place("a remark in the XML of a letter", with_body(lambda t: f"<!-- {t} -->"), part("word/document.xml")),
    Place(
        "a comment in a letter",
        with_part("word/comments.xml", lambda t: f"<w:comments {W}>{paragraph(run(t))}</w:comments>"),
        part("word/comments.xml"),
    ),
    Place(
        "the author of a comment in a letter",
        with_part("word/comments.xml", lambda t: f'<w:comment {W} w:author="{escape(t)}"/>'),
        part("word/comments.xml"),
    ),
    Place(
        "the header of a letter",
        with_part("word/header9.xml", lambda t: f"<w:hdr {W}>{paragraph(run(t))}</w:hdr>"),
        part("word/header9.xml"),
    ),
    Place(
        "the footer of a letter",
        with_part("word/footer9.xml", lambda t: f"<w:ftr {W}>{paragraph(run(t))}</w:ftr>"),
        part("word/footer9.xml"),
    ),
    Place(
        "a footnote",
        with_part("word/footnotes.xml", lambda t: f"<w:footnotes {W}>{paragraph(run(t))}</w:footnotes>"),
        part("word/footnotes.xml"),
    ),
    Place(
        "a variable of a letter",
        with_part("word/settings2.xml", lambda t: f'<w:docVar {W} w:name="a" w:val="{escape(t)}"/>'),
        part("word/settings2.xml"),
    ),
    Place(
        "the custom XML of a letter", with_part("customXml/item9.xml", lambda t: f'<who of="{escape(t)}"/>'), part("customXml/item9.xml")
    ),
    Place(
        "a property of a letter's own",
        with_part("docProps/custom.xml", lambda t: f"<vt:lpwstr>{escape(t)}</vt:lpwstr>"),
        part("docProps/custom.xml"),
    ),
    Place(
        "the link of a letter",
        with_part("word/_rels/x.rels", lambda t: f'<Relationship Target="https://example.org/?{escape(t)}"/>'),
        part("word/_rels/x.rels"),
    ),
    Place("the author of a letter", author, lambda d: docx.Document(io.BytesIO(d)).core_properties.author),
    Place("a workbook inside a letter", embedded, lambda d: part("xl/sharedStrings.xml")(opened(d).read("word/embeddings/sheet.xlsx"))),
    Place(
        "the text of an ODT file",
        lambda t: odt(f"<text:p>{''.join(f'<text:span>{escape(c)}</text:span>' for c in t)}</text:p>"),
        part("content.xml", "</text:span><text:span>"),
    ),
    Place(
        "a hidden section of an ODT file",
        lambda t: odt(f'<text:section text:display="none">{escape(t)}</text:section>'),
        part("content.xml"),
    ),
    Place(
        "a deletion in an ODT file",
        lambda t: odt(f"<text:tracked-changes><text:p>{escape(t)}</text:p></text:tracked-changes>"),
        part("content.xml"),
    ),
    Place("the creator of an ODT file", lambda t: odt("", meta=f"<dc:creator>{escape(t)}</dc:creator>"), part("meta.xml")),
    Place("the footer of an ODT file", lambda t: odt("", styles=f"<style:footer>{escape(t)}</style:footer>"), part("styles.xml")),
)
