"""`custodiet publish-check`: what it says of clean, leaking and unreadable files, and of a list that is wrong."""

import io
import json
import shutil

import pytest
from PIL import Image, ImageDraw

from custodiet.cli import main
from tests.publication.corpus.sheets import sheet, workbook

LIST = "kind,value,person\nname,Tobias Penhallow,PC X\ntelephone,07700 900123,Ms A\n"


@pytest.fixture
def check(tmp_path, capsys):
    def run(content, *more, names=LIST, name="file.bin"):
        (tmp_path / "names.csv").write_text(names, encoding="utf-8")
        file = tmp_path / name
        file.write_bytes(content)
        status = main(["publish-check", str(file), "--names", str(tmp_path / "names.csv"), *more])
        printed = capsys.readouterr()
        return status, printed.out + printed.err

    return run


def test_a_clean_file_is_said_to_be_clean(check):
    status, said = check(b"PC X met Ms A.")
    assert status == 0 and said.endswith("clean. Nothing on the list stands in it.\n")


def test_a_name_on_a_hidden_sheet_is_said_to_be_there_and_never_repeated(check):
    status, said = check(workbook(sheet("veryHidden"))("Tobias Penhallow"), name="answer.xlsx")
    assert status == 1
    assert "holds the name of PC X (line 2 of the list): in xl/worksheets/sheet2.xml (a hidden sheet)." in said
    assert "enhallow" not in said.split("answer.xlsx", 1)[1]


def test_a_name_in_the_name_of_the_file_is_found(check):
    status, said = check(b"PC X met Ms A.", name="statement-penhallow.txt")
    assert status == 1 and "in the name of the file, as written." in said


def test_a_file_that_cannot_be_read_to_its_end_is_not_called_clean(check):
    status, said = check(b"7z\xbc\xaf'\x1c" + bytes(40))
    assert status == 2 and "not read to the end. This is a 7z archive. Pack it as ZIP." in said


def test_what_was_found_outweighs_what_could_not_be_read(check):
    assert check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Tobias Penhallow")[0] == 1


def test_the_report_as_json_says_the_same(check):
    status, said = check(b"<i title='call 07700 900123'>", "--json")
    assert status == 1
    assert json.loads(said)["files"][0]["found"] == [{"line": 3, "kind": "telephone", "person": "Ms A", "how": "as written"}]


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("Penhallow\n", "Line 1: the first line must name the columns kind and value"),
        ("kind,value\nshoe size,9\n", "Line 2: the kind is none of these: name, collar number"),
        ("kind,value\nname,Penhallow\nname,\n", "Line 3: there is no value."),
        ("kind,value\nname,Penhallow, Tobias\n", "Line 2: there are more cells than columns."),
        ("kind,value\ndate of birth,31/02/1990\n", "Line 2: the value is no day."),
        ("kind,value\naddress,Exampleton\n", "Line 2: the value has neither a house with its street nor a postcode."),
        ("kind,value\nemail,nobody\n", "Line 2: the value is no e-mail address"),
        ("kind,value\ntelephone,12345\n", "Line 2: the value is no telephone number"),
        ("kind,value\ncollar number,none\n", "Line 2: the value is no collar number"),
        ("kind,value\nname,X\n", "Line 2: the value is empty or a single letter"),
        ("kind,value\n", "The list is empty, so nothing would be looked for."),
        ('kind,value\nname,"Penhallow"x\n', "Line 2: this is not CSV"),
    ],
)
def test_a_list_that_is_wrong_is_refused_with_its_line(check, names, words):
    status, said = check(b"PC X", names=names)
    assert status == 2 and words in said
    assert "enhallow" not in said


def test_a_surname_that_is_a_word_is_remarked_on(check):
    status, said = check(b"He may appeal. The page is blank.", names="kind,value\nname,Grace May\n")
    assert status == 0 and "Line 2: the surname is also an ordinary word." in said


@pytest.mark.skipif(not shutil.which("tesseract"), reason="Tesseract (Debian's tesseract-ocr) is not installed")
def test_a_name_written_in_the_pixels_of_a_picture_is_found(check):
    picture = Image.new("L", (900, 200), "white")
    ImageDraw.Draw(picture).text((40, 60), "Officer Tobias Penhallow", fill="black", font_size=56)
    out = io.BytesIO()
    picture.save(out, "PNG")
    status, said = check(out.getvalue(), name="picture.png")
    assert status == 1 and "in the pixels." in said


def test_a_file_that_is_not_there_cannot_be_checked(tmp_path, capsys):
    (tmp_path / "names.csv").write_text(LIST)
    assert main(["publish-check", str(tmp_path / "none"), "--names", str(tmp_path / "names.csv")]) == 2
    assert "This file cannot be read (No such file or directory). Name a file." in capsys.readouterr().out
