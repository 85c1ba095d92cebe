"""An untrusted table, whatever its kind, becomes rows of text; nothing is repaired and nothing is dropped."""

import io
import random
import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custodiet.evidence import grid_row, grid_text
from custodiet.evidence.grid import open_grid
from custodiet.evidence.reading import Source, UnreadableFile
from tests.evidence.tables import ods_of, pdf_of, xls_of


def source(data: bytes, name: str = "table.csv") -> Source:
    return Source(io.BytesIO(data), name, len(data))


def cells(data: bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in open_grid(source(data)).rows()]


def broken(data: bytes) -> list[tuple[str, str]]:
    return [(row.line, row.broken) for row in open_grid(source(data)).rows() if row.broken]


def book(*rows: tuple, formats: dict[str, str] | None = None) -> bytes:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    for where, style in (formats or {}).items():
        workbook.active[where].number_format = style
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


# --- Text --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_sign_that_parts_most_lines_alike(sign):
    lines = ["Bill of A, B and C", sign.join(["Date", "Number", "Cost"]), sign.join(["24/11/2021", "07700900123", "1"])]
    assert cells("\n".join(lines).encode())[1:] == [("Date", "Number", "Cost"), ("24/11/2021", "07700900123", "1")]


def test_rows_asked_for_again_meanwhile_are_a_fault_and_never_passed_over():
    table = open_grid(source("".join(f"{number},a,b\n" for number in range(5_000)).encode()))
    going = table.rows()
    next(going)
    assert sum(1 for _ in table.rows()) == 5_000
    with pytest.raises(RuntimeError, match="again while"):
        next(going)


def test_a_comma_in_a_price_does_not_beat_the_semicolons():
    assert cells(b"a;b;c\n1;2;3,50\n1;2;4,50\n")[1] == ("1", "2", "3,50")


def test_excels_own_word_about_the_delimiter_is_heeded_and_is_no_row():
    assert cells(b"sep=;\na,b;c\n") == [("a,b", "c")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_are_told_apart(encoding):
    assert cells("Name,Cost\nSiân Élan Õdd,£1\n".encode(encoding)) == [("Name", "Cost"), ("Siân Élan Õdd", "£1")]


def test_windows_1252_is_remarked_and_utf8_is_not():
    assert [each.key for each in open_grid(source("a,£1\n".encode("cp1252"))).remarks] == ["table", "encoding"]
    assert [each.key for each in open_grid(source("a,£1\n".encode())).remarks] == ["table"]


def test_one_line_with_bytes_that_mean_nothing_is_broken_alone():
    data = "a,é\nb,é\n".encode() + b"c,\xff\n" + "d,é\n".encode()
    assert broken(data) == [("line 3", "It holds bytes that mean nothing in UTF-8.")]
    assert cells(data)[3] == ("d", "é")


def test_a_cell_in_quotation_marks_may_run_over_lines_and_hold_the_delimiter():
    rows = list(open_grid(source(b'a,"b\nc, ""d"""\ne,f\n')).rows())
    assert [(row.line, row.cells) for row in rows] == [("lines 1-2", ("a", 'b\nc, "d"')), ("line 3", ("e", "f"))]


def test_a_quotation_mark_that_never_closes_costs_its_own_line_only():
    data = b'h,i\na,"b\n' + b"c,d\n" * 300
    assert broken(data) == [("line 2", "A quotation mark opens a cell and nothing closes it.")]
    assert len(cells(data)) == 302


def test_many_unclosed_quotation_marks_take_no_time_to_speak_of():
    assert len(cells(b'a,"b"c\n' * 20_000)) == 20_000


def test_old_line_ends_are_line_ends():
    assert cells(b"a,b\rc,d\r") == [("a", "b"), ("c", "d")]


def test_a_formula_is_text():
    assert cells(b"a,b\n=cmd|'/c calc'!A1,+1\n")[1] == ("=cmd|'/c calc'!A1", "+1")


def test_a_line_without_end_is_broken_and_the_next_is_read(monkeypatch):
    monkeypatch.setattr(grid_text, "MOST_LINE", 1000)
    data = b"a,b\n" + b"x" * 50_000 + b"\nc,d\n"
    assert [line for line, _ in broken(data)] == ["line 2"]
    assert cells(data)[2] == ("c", "d")


def test_a_row_of_too_many_cells_and_a_cell_of_too_many_signs_are_broken():
    assert "1500 cells" in broken(b",".join([b"x"] * 1500) + b"\n")[0][1]
    assert "characters" in broken(b"a," + b"x" * (grid_row.MOST_CELL + 1) + b"\n")[0][1]


def test_six_million_rows_are_refused_with_a_sentence():
    with pytest.raises(UnreadableFile, match="6,000,000"):
        open_grid(source(b"a\n" * 6_000_000))


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "empty"), (b"\x89PNG\r\n\x1a\n" + b"0" * 50, "PNG"), (bytes(range(256)) + b"\0" * 100, "binary"), (b"PAR1xx", "Parquet")],
)
def test_what_is_no_table_is_refused_by_its_first_bytes_whatever_its_name(data, said):
    with pytest.raises(UnreadableFile, match=said):
        open_grid(source(data, "bill.csv"))


# --- Spreadsheets ------------------------------------------------------------------------------------------------------------


def test_cells_of_a_spreadsheet_become_text_without_loss():
    data = book(
        (datetime(2021, 11, 24), datetime(2021, 11, 24, 19, 3, 11), date(2021, 11, 24), time(0, 2, 13), timedelta(hours=30, seconds=5)),
        ("07700 900123", 447700900123, 7700900123, 447700900000, 0.1),
        (True, None, 121, "4.47E+11", "=1+1"),
    )
    rows = list(open_grid(source(data)).rows())
    assert rows[0].cells == ("2021-11-24", "2021-11-24 19:03:11", "2021-11-24", "00:02:13", "30:00:05")
    assert rows[0].days == {0, 2}
    assert rows[1].cells == ("07700 900123", "447700900123", "7700900123", "4.477009E+11", "0.1")
    assert rows[2].cells[:4] == ("TRUE", "", "121", "4.47E+11")
    assert [row.line for row in rows] == ["Sheet row 1", "Sheet row 2", "Sheet row 3"]


def test_rows_keep_their_own_numbers_where_a_sheet_begins_late():
    workbook = openpyxl.Workbook()
    workbook.active["B5"] = "here"
    stream = io.BytesIO()
    workbook.save(stream)
    rows = [row for row in open_grid(source(stream.getvalue())).rows() if not row.blank]
    assert [row.line for row in rows] == ["Sheet row 5"]
    assert rows[0].text.strip(" |") == "here"


def test_a_cell_far_away_is_refused_before_the_area_is_made():
    workbook = openpyxl.Workbook()
    workbook.active["A1"], workbook.active["XFD1048576"] = "a", "b"
    stream = io.BytesIO()
    workbook.save(stream)
    with pytest.raises(UnreadableFile, match=r"1,048,576.*16,384"):
        open_grid(source(stream.getvalue()))


@pytest.mark.parametrize(
    ("first", "second", "said"), [(b"Calls", b"calls", "two sheets of the name “calls”"), (b"", b"", "two sheets without a name")]
)
def test_two_sheets_of_one_name_are_refused_so_that_no_row_counts_twice(first, second, said):
    workbook = openpyxl.Workbook()
    workbook.active.title, workbook.active["A1"] = "Calls", "a"
    workbook.create_sheet("Texts")
    stream, changed = io.BytesIO(), io.BytesIO()
    workbook.save(stream)
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(changed, "w") as new:
        for each in old.infolist():
            renamed = old.read(each).replace(b'name="Texts"', b'name="%b"' % second).replace(b'name="Calls"', b'name="%b"' % first)
            new.writestr(each, renamed)
    with pytest.raises(UnreadableFile, match=said):
        open_grid(source(changed.getvalue()))


@pytest.mark.parametrize(
    ("place", "said"),
    [("A11637780591000", "1,048,576|rows"), ("A4294967297", "rows"), ("ABCDEFGHIJ1", "column"), ("A" * 60 + "1", "at length")],
    ids=["a moment", "past what a number holds", "a long column", "a longer one"],
)
def test_a_place_longer_than_any_is_refused_before_the_area_is_made(place, said):
    workbook = openpyxl.Workbook()
    workbook.active["A1"], workbook.active["A2"] = "a", "b"
    stream, changed = io.BytesIO(), io.BytesIO()
    workbook.save(stream)
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(changed, "w") as new:
        for each in old.infolist():
            new.writestr(each, old.read(each).replace(b'r="A1"', f'r="{place}"'.encode()))
    with pytest.raises(UnreadableFile, match=said):
        open_grid(source(changed.getvalue()))


def packed(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (packed(xl__workbook_xml=b"x", bomb=b"0" * 20_000_000), "trap"),
        (packed(word__document_xml=b"x"), "Word"),
        (packed(a=b"x"), "ZIP archive"),
        (packed(xl__workbook_xml=b"<a/>", xl__worksheets__sheet1_xml=b"<!DOCTYPE a><a/>"), "entities"),
        (packed(xl__workbook_xml=b"<a/>"), "cannot be read"),
        (packed(xl__workbook_xml=b"<a><b></a>"), "cut off"),
        (packed(content_xml=b'<?xml version="1.0" encoding="utf-16"?><a/>'), "written in utf-16"),
        (packed(content_xml=b"<a/>", **{"META-INF__manifest_xml": b"<encryption-data/>"}), "password"),
        (b"PK\x03\x04" + b"x" * 300, "cut off"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 3000, "cannot be read"),
    ],
)
def test_a_spreadsheet_that_is_none_or_a_trap_is_refused_with_a_sentence(data, said):
    with pytest.raises(UnreadableFile, match=said):
        list(open_grid(source(data, "bill.xlsx")).rows())


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=2000) | st.text(alphabet='ab,;"\n\r\t é=', max_size=300).map(str.encode))
def test_arbitrary_bytes_are_rows_or_a_refusal(data):
    try:
        rows = list(open_grid(source(data)).rows())
    except UnreadableFile:
        return
    for row in rows:
        row.text.encode("utf-8")


# --- ODS, XLS, PDF -----------------------------------------------------------------------------------------------------------

BLANK = '<table:table-row table:number-rows-repeated="1048500"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
TEXT = '<table:table-cell office:value-type="string"{}><text:p>a</text:p></table:table-cell>'


def test_an_ods_with_blank_rows_to_its_end_is_read_and_one_filled_to_its_end_is_refused():
    row = f"<table:table-row>{TEXT.format('')}</table:table-row>"
    assert cells(ods_of([], row + BLANK)) == [("a",)]
    filled = TEXT.format(' table:number-columns-repeated="16384"')
    for trap in (f'<table:table-row table:number-rows-repeated="9000">{filled}</table:table-row>', BLANK * 5 + row):
        with pytest.raises(UnreadableFile, match=r"rows|row \d"):
            open_grid(source(ods_of([], trap)))


def test_an_ods_that_ends_within_a_cell_is_refused_and_not_waited_for():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", "<a><office:spreadsheet><table:table><table:table-row><table:table-cell>")
    with pytest.raises(UnreadableFile, match="damaged or cut off"):
        open_grid(source(stream.getvalue()))


def test_an_old_spreadsheet_is_read():
    rows = list(open_grid(source(xls_of([["Date", "Number"], ["24/11/2021", 447700900123]]))).rows())
    assert [row.cells for row in rows] == [("Date", "Number"), ("24/11/2021", "447700900123")]


@pytest.mark.parametrize("ruled", [True, False])
def test_a_pdf_table_keeps_its_cells_and_what_stands_beside_it(ruled):
    rows = list(
        open_grid(source(pdf_of([["Date", "Number", "Kind"], ["24/11/2021", "07700 900123", "Text (UK)"]], "Your bill", ruled))).rows()
    )
    assert [(row.cells, row.beside) for row in rows] == [
        (("Your bill",), True),
        (("Date", "Number", "Kind"), False),
        (("24/11/2021", "07700 900123", "Text (UK)"), False),
    ]


def test_a_cell_that_is_empty_in_an_unruled_pdf_does_not_shift_the_others():
    table = [["Date", "Number", "Kind", "Cost"], ["24/11/2021", "07700 900123", "Text", "0.10"], ["25/11/2021", "", "Text", "0.10"]]
    assert list(open_grid(source(pdf_of(table, ruled=False))).rows())[-1].cells == ("25/11/2021", "", "Text", "0.10")


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"%PDF-1.4\n" + b"x" * 500, "damaged|no text"), (pdf_of([["a"]])[:200], "damaged|no text"), (pdf_of([[""]]), "no text")],
)
def test_a_pdf_that_is_damaged_or_holds_pictures_only_is_refused_with_a_sentence(data, said):
    with pytest.raises(UnreadableFile, match=said):
        open_grid(source(data))


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 2**32), st.sampled_from([pdf_of([["a", "b", "c"]] * 3, "x"), xls_of([["a", 1]]), ods_of([["a", "b"]]), book(("a", 1))])
)
def test_a_damaged_book_or_print_is_rows_or_a_refusal(seed, data):
    chance, damaged = random.Random(seed), bytearray(data)
    for _ in range(chance.randint(1, 8)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    try:
        list(open_grid(source(bytes(damaged))).rows())
    except UnreadableFile as refused:
        assert len(str(refused)) > 20
