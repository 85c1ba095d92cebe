"""A picture is one record without facts; its text is an aid to search; only a person's transcript becomes facts."""

import io
import struct
import zlib
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFile, PngImagePlugin

from custodiet.evidence.readers import screenshots
from custodiet.evidence.readers.screenshots import Bubble, Screenshots, confirmed, prepared
from custodiet.evidence.reading import Reading, Source, UnreadableFile
from custodiet.evidence.sandbox import read_untrusted
from custodiet.evidence.wire import pack, unpack

DEMO = Path(__file__).parents[2] / "demo" / "exhibits"


def drawn(size=(600, 300), words="are you on tonight", colours=("white", "black")):
    picture = Image.new("RGB", size, colours[0])
    small = Image.new("RGB", (size[0] // 4, size[1] // 4), colours[0])
    ImageDraw.Draw(small).text((6, 20), words, fill=colours[1])
    picture.paste(small.resize(size), (0, 0))
    return picture


def saved(picture, kind="PNG", **more):
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def read(data, name="shot.png"):
    reading = Reading("screenshots")
    facts = [fact for outcome in Screenshots().read(Source(io.BytesIO(data), name, len(data)), {}) for fact in reading.take(outcome)]
    assert facts == []
    return {remark.key: remark for remark in reading.remarks}, reading


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, data=b""):
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", data)
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("colours", [("white", "black"), ("black", "white")], ids=["dark on light", "light on dark"])
def test_text_is_found_for_searching_and_said_to_be_unconfirmed(colours, tesseract):
    remarks, reading = read(saved(drawn(colours=colours)))
    assert (reading.rows_in_file, reading.rows_read) == (1, 1)
    assert "tonight" in remarks["text"].value
    assert "Nobody has confirmed it" in remarks["text"].says
    assert remarks["size"].value == [600, 300]


def test_behind_the_walls_the_text_is_found_all_the_same(tesseract):
    outcomes = list(read_untrusted(io.BytesIO(saved(drawn())), "shot.png", "screenshots", {}))
    assert any(getattr(each, "key", "") == "text" and "tonight" in each.value for each in outcomes)


def test_a_screenshot_of_the_demonstration_is_read(tesseract):
    remarks, _ = read((DEMO / "screenshot-1.png").read_bytes())
    assert len(remarks["text"].value) > 20


def test_without_tesseract_the_picture_is_read_and_the_package_is_named(monkeypatch):
    monkeypatch.setenv("PATH", "")
    remarks, reading = read(saved(drawn()))
    assert "tesseract-ocr" in remarks["no text"].says
    assert reading.rows_read == 1


def test_a_picture_that_tesseract_chokes_on_is_read_without_text(monkeypatch, tmp_path):
    (tmp_path / "tesseract").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "tesseract").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    remarks, _ = read(saved(drawn()))
    assert "did not get on" in remarks["no text"].says


def test_the_text_of_a_page_full_of_words_goes_through_the_wall(monkeypatch, tmp_path):
    (tmp_path / "tesseract").write_text("#!/bin/sh\ncat > /dev/null\nhead -c 60000 /dev/zero | tr '\\0' w\n")
    (tmp_path / "tesseract").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    remarks, _ = read(saved(drawn()))
    assert remarks["text"].value == "w" * 50_000
    assert unpack(pack(remarks["text"])) == remarks["text"]


def test_a_search_for_text_that_takes_too_long_is_given_up(monkeypatch, tmp_path):
    (tmp_path / "tesseract").write_text("#!/bin/sh\nexec sleep 30\n")
    (tmp_path / "tesseract").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setattr(screenshots, "SECONDS", 0.2)
    assert read(saved(drawn()))[0]["no text"].says.startswith("No text was found")


def with_exif():
    exif = Image.Exif()
    exif[271], exif[272], exif[306] = "Invented", "Phone 1", "2021:11:24 19:03:11"
    exif.get_ifd(34853).update({1: "N", 2: (51.0, 30.0, 0.0)})
    return saved(drawn(), "JPEG", exif=exif)


def test_the_metadata_is_shown_and_the_place_only_said_to_be_there():
    remarks, _ = read(with_exif(), "photo.jpg")
    assert remarks["metadata"].value == {"taken": "2021:11:24 19:03:11", "device": "Invented Phone 1", "place": "yes"}
    assert "51" not in remarks["metadata"].says


def test_the_metadata_is_carried_into_nothing_that_is_made_of_the_picture():
    original = Image.open(io.BytesIO(with_exif()))
    assert original.getexif()
    assert not Image.open(io.BytesIO(prepared(original))).getexif()


def test_only_the_first_frame_of_a_moving_picture_is_looked_at():
    data = saved(drawn(), save_all=True, append_images=[drawn(words="second")])
    remarks, _ = read(data)
    assert remarks["frames"].value == 2


def test_metadata_of_a_png_is_shown_without_signs_that_cannot_be_printed():
    info = PngImagePlugin.PngInfo()
    info.add_text("Software", "Snip\u202eper" + "x" * 500)
    said = read(saved(drawn(), pnginfo=info))[0]["metadata"].value["software"]
    assert said.startswith("Snipper") and len(said) <= 200


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"<svg xmlns='http://example.org'><script>alert(1)</script></svg>", "SVG"),
        (b"<?xml version='1.0'?><svg/>", "SVG"),
        (saved(drawn(), "GIF"), "a GIF"),
        (b"\0\0\0\x18ftypheic" + bytes(40), "HEIC"),
        (b"just text", "no picture"),
        (saved(drawn())[:2000], "cut off"),
        (saved(drawn(), "JPEG")[:3000], "cut off"),
        (png(50_000, 50_000), "fill the memory"),
        (png(2_000_000_000, 2_000_000_000), "fill the memory"),
        (png(0, 0), "damaged"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
        (png(2, 2, zlib.compress(b"\0" * 3)), "cut off"),
        (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0))
         + chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(80_000_000))) + chunk(b"IEND", b""), "damaged"),
    ],
    ids=range(14),
)  # fmt: skip
def test_what_is_no_sound_picture_is_refused_in_words(data, words):
    with pytest.raises(UnreadableFile, match=words):
        read(data)


def test_a_picture_that_is_cut_off_is_refused_although_another_library_would_have_it_whole(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(UnreadableFile, match="cut off"):
        read(saved(drawn())[:2000])


def test_a_picture_refused_twice_is_refused_in_the_same_words():
    beginning = b"\x89PNG\r\n\x1a\n" + bytes(40)
    said = []
    for _ in range(2):
        with pytest.raises(UnreadableFile) as refused:
            read(beginning)
        said.append(str(refused.value))
    assert said[0] == said[1]
    assert "object at" not in said[0]


def test_a_file_too_large_is_not_opened():
    with pytest.raises(UnreadableFile, match="500 MB"):
        list(Screenshots().read(Source(io.BytesIO(b"\x89PNG"), "x.png", 500 << 20), {}))


def test_what_a_person_confirmed_becomes_messages_that_name_the_person():
    shown = Bubble("+447700900123", "+447700900456", "on your own tonight?", datetime(2021, 7, 1, 19, 3), "19:03", "in")
    first, second = confirmed("screenshot-1.png", [shown, Bubble("", "", "when")], by=" DC Adeyemi ", channel="sms")
    assert (first.line, first.undated) == ("screenshot-1.png message 1", "")
    values = first.facts[0].values
    assert (values["at"], values["at_text"], values["from"], values["channel"]) == ("2021-07-01T18:03:00", "19:03", "+447700900123", "sms")
    assert values["export_kind"] == "screenshot, confirmed by DC Adeyemi"
    assert "does not settle" in second.undated
    assert second.facts[0].values.get("at") is None


def test_a_transcript_that_nobody_confirmed_becomes_nothing():
    with pytest.raises(ValueError, match="Name who"):
        confirmed("screenshot-1.png", [Bubble("", "", "x")], by=" ")


SOUND = saved(drawn((60, 30), "hi"))


@given(st.binary(max_size=200), st.integers(0, len(SOUND)), st.binary(max_size=8))
@settings(max_examples=50, deadline=None)
def test_whatever_the_bytes_a_picture_is_read_or_refused_in_words(junk, at, put):
    for data in (junk, SOUND[:8] + junk, SOUND[:at] + put + SOUND[at + len(put) :]):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PATH", "")  # the text is another program's work; here it is the opening that is tried
            try:
                _, reading = read(data)
            except UnreadableFile as refused:
                assert len(str(refused)) > 20
            else:
                assert reading.rows_in_file == reading.rows_read == 1
