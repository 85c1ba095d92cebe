"""Every marker of an export is told from what a person wrote, and whose telephone exported it is found where the file says so."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custodiet.evidence.readers.whatsapp import WhatsApp
from custodiet.evidence.readers.whatsapp_marks import marked
from custodiet.evidence.reading import UnreadableFile
from tests.evidence.exhibit import archive, read

LRM = "\u200e"
AT = "24/11/2021, 19:03 - "


def kind(body: str, sender: str | None = "Anna", ios: bool = False) -> tuple[str, str]:
    found = marked(body, sender, ios)
    return found.kind, ",".join(found.marks)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<Media omitted>", ("media", "omitted")),
        ("IMG-20211124-WA0001.jpg (file attached)", ("media", "attached,image")),
        ("IMG-20211124-WA0001.jpg (file attached)\nlook at this", ("media", "attached,image")),
        ("PTT-20211124-WA0002.opus (file attached)", ("media", "attached,audio")),
        ("STK-20211124-WA0002.webp (file attached)", ("media", "attached,sticker")),
        ("Sam Jones.vcf (file attached)", ("media", "attached,contact card")),
        ("This message was deleted", ("deleted", "")),
        ("You deleted this message", ("deleted", "")),
        ("Message deleted", ("deleted", "")),
        ("Missed voice call", ("call", "voice,missed")),
        ("Missed video call", ("call", "video,missed")),
        ("Missed group video call", ("call", "video,group,missed")),
        ("Missed voice call. Tap to call back", ("call", "voice,missed")),
        ("Missed voice call at 9:05 PM", ("call", "voice,missed")),
        ("Voice call. No answer", ("call", "voice,no answer")),
        ("Voice call. 12 sec", ("call", "voice")),
        ("Video call. 5 min", ("call", "video,to the minute")),
        ("Voice call. 2 hrs", ("call", "voice,to the hour")),
        ("location: https://maps.google.com/?q=51.5,-0.1", ("message", "location")),
        ("live location shared", ("message", "live location")),
        ("POLL:\nWhen?\nOPTION: now (1 vote)", ("message", "poll")),
        ("Waiting for this message. This may take a while.", ("message", "waiting")),
        ("null", ("message", "null")),
        ("", ("message", "empty")),
        ("You received a view once message. For added privacy, you can only open it on your phone.", ("media", "view once")),
        ("<View once voice message omitted>", ("media", "omitted,audio,view once")),
        ("hi <This message was edited>", ("message", "edited")),
        ("<Medien ausgeschlossen>", ("media", "omitted")),
        ("IMG-20211124-WA0001.jpg (Datei angehängt)", ("media", "attached,image")),
        ("Diese Nachricht wurde gelöscht.", ("deleted", "")),
        ("Du hast diese Nachricht gelöscht.", ("deleted", "")),
        ("<Médias omis>", ("media", "omitted")),
        ("Ce message a été supprimé", ("deleted", "")),
        ("<Multimedia omitido>", ("media", "omitted")),
        ("Eliminaste este mensaje.", ("deleted", "")),
        ("<Media omessi>", ("media", "omitted")),
        ("Questo messaggio è stato eliminato", ("deleted", "")),
        ("<Mídia oculta>", ("media", "omitted")),
        ("Mensagem apagada", ("deleted", "")),
        ("<Media weggelaten>", ("media", "omitted")),
        ("Dit bericht is verwijderd", ("deleted", "")),
        ("<Cyfryngau wedi’u hepgor>", ("media", "omitted")),
        ("Dilëwyd y neges hon", ("deleted", "")),
    ],
)
def test_a_marker_of_android_is_known(body, said):
    assert kind(body) == said


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (f"{LRM}image omitted", ("media", "omitted,image")),
        (f"{LRM}video note omitted", ("media", "omitted,video")),
        (f"{LRM}Contact card omitted", ("media", "omitted,contact card")),
        (f"Notes.pdf • {LRM}3 pages {LRM}document omitted", ("media", "omitted,document")),
        (f"{LRM}<attached: 00000035-PHOTO-2022-03-27-21-41-55.jpg>", ("media", "attached,image")),
        (f"2015-08-04-PHOTO-00004762.jpg {LRM}<attached>", ("media", "attached,image")),
        (f"{LRM}This message was deleted.", ("deleted", "")),
        (f"{LRM}You deleted this message.", ("deleted", "")),
        (f"{LRM}Missed voice call", ("call", "voice,missed")),
        (f"hello {LRM}<This message was edited>", ("message", "edited")),
        (f"{LRM}Location: https://maps.google.com/?q=51.5,-0.1", ("message", "location")),
        (f"{LRM}Bild weggelassen", ("media", "omitted,image")),
        (f"{LRM}<Anhang: 00000035-PHOTO-2022-03-27-21-41-55.jpg>", ("media", "attached,image")),
        (f"{LRM}image absente", ("media", "omitted,image")),
        (f"{LRM}imagen omitida", ("media", "omitted,image")),
        (f"{LRM}immagine omessa", ("media", "omitted,image")),
        (f"{LRM}imagem não revelada", ("media", "omitted,image")),
        (f"{LRM}afbeelding weggelaten", ("media", "omitted,image")),
        (f"{LRM}Anna turned on disappearing messages.", ("system", "disappearing")),
        (f"{LRM}Anna added Sam", ("system", "group")),
    ],
)
def test_a_marker_of_ios_is_known_by_its_sign(body, said):
    assert kind(body, ios=True) == said
    if "location" not in said[1] and "edited" not in said[1]:
        assert kind(body.replace(LRM, ""), ios=True) == ("message", ""), "words that a person typed"


@pytest.mark.parametrize(
    "body",
    [
        "Voice call, 5 min and I'm there", "video call at 5 tonight?", "Missed call from you?", "This message was deleted by mistake",
        "null and void",
        "I said image omitted", "see <attached: it>, ok?", "what (file attached) means", "Waiting for you", "Voice call me",
        "messages are end-to-end",
    ],
)  # fmt: skip
def test_words_that_a_person_wrote_are_no_marker(body):
    assert kind(body) == ("message", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Messages to this chat and calls are now secured with end-to-end encryption. Tap for more info.", "encryption notice"),
        ("Messages you send to this chat and calls are now secured with end-to-end encryption.", "encryption notice"),
        (
            "Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read them.",
            "encryption notice",
        ),
        ("Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them.", "encryption notice"),
        ("Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.", "encryption notice"),
        ("Anna turned on disappearing messages. All new messages will disappear after 24 hours.", "disappearing"),
        ("Anna updated the message timer. New messages will disappear from this chat 7 days after they're sent.", "disappearing"),
        ("Your security code with Anna changed. Tap to learn more.", "security code"),
        ("Anna's security code changed.", "security code"),
        ("You blocked this contact. Tap to unblock.", "blocked"),
        ("You unblocked this contact.", "blocked"),
        ("Anna turned on advanced chat privacy", "chat privacy"),
        ("+44 7700 900123 changed to +44 7700 900124", "number changed"),
        ("Anna changed their phone number to a new number. Tap to message.", "number changed"),
        ("Anna is a contact", "contact"),
        ("Sam joined using this group's invite link", "group"),
        ("Anna left", "group"),
    ],
)
def test_a_line_of_the_program_is_no_message_and_says_what_it_tells(text, said):
    assert kind(text, None) == ("system", said)


def test_a_call_has_its_length_in_seconds():
    assert [marked(f"Voice call. {text}", None, False).seconds for text in ("12 sec", "3 min", "1 hr 5 min", "2 hrs", "No answer")] == [
        12,
        180,
        3900,
        7200,
        None,
    ]


def test_the_notice_of_encryption_is_never_a_message_of_the_other_party():
    lines = f"[24/11/2021, 19:03:11] Anna: {LRM}Messages and calls are end-to-end encrypted.\n[24/11/2021, 19:03:12] Sam: hello"
    _, facts = read(WhatsApp(), lines, "_chat.txt")
    assert [(fact["kind"], fact["from"], fact["to"], fact["conv_id"]) for fact in facts] == [
        ("system", None, None, "Anna"),
        ("message", "Sam", "Anna", "Anna"),
    ]
    assert facts[0]["body"] == f"Anna: {LRM}Messages and calls are end-to-end encrypted."


def test_you_deleted_this_message_tells_whose_telephone_exported():
    reading, facts = read(
        WhatsApp(), f"{AT}Anna: hi\n{AT}Sam: You deleted this message\n{AT}Anna: This message was deleted", "WhatsApp Chat with Anna.txt"
    )
    assert [(fact["from"], fact["to"], fact["direction"], fact["deleted_state"]) for fact in facts] == [
        ("Anna", "Sam", "in", None),
        ("Sam", "Anna", "out", "deleted"),
        ("Anna", "Sam", "in", "deleted"),
    ]
    assert [remark.value for remark in reading.remarks if remark.key == "owner"] == ["Sam"]


def test_two_who_deleted_leave_the_owner_open_and_an_answer_settles_it():
    text = f"{AT}Anna: You deleted this message\n{AT}Sam: You deleted this message"
    reading, facts = read(WhatsApp(), text, "WhatsApp Chat with Anna.txt")
    assert ([fact["direction"] for fact in facts], [remark.value for remark in reading.remarks if remark.key == "owner"]) == (
        [None, None],
        [["Anna", "Sam"]],
    )
    assert [fact["direction"] for fact in read(WhatsApp(), text, "x.txt", owner="Sam")[1]] == ["in", "out"]


def test_a_group_has_no_other_party():
    for lines in (
        f"{AT}Anna created group “Team”\n{AT}Anna: a\n{AT}Sam: b",
        f"{AT}Anna: a\n{AT}Sam: b\n{AT}Jo: c",
    ):
        assert {fact["to"] for fact in read(WhatsApp(), lines, "WhatsApp Chat with Team.txt")[1]} == {None}
    assert read(WhatsApp(), f"{AT}Anna: a\n{AT}Sam: b", "WhatsApp Chat with Team.txt")[1][0]["to"] is None


def test_one_who_writes_writes_to_whom_the_file_is_named_after():
    facts = read(WhatsApp(), f"{AT}Sam: a\n{AT}Sam: b", "WhatsApp Chat with Anna.txt", conversation="ABC/1")[1]
    assert [(fact["to"], fact["conv_id"]) for fact in facts] == [("Anna", "ABC/1")] * 2


def test_bytes_that_mean_nothing_cost_their_message_only():
    reading, facts = read(WhatsApp(), f"{AT}Anna: caf".encode() + b"\xe9\n" + f"{AT}Sam: café\n{AT}Anna: ok".encode(), "x.txt")
    assert ([fact["body"] for fact in facts], [refusal.line for refusal in reading.refusals]) == (["café", "ok"], ["line 1"])


def test_a_file_in_windows_1252_or_utf_16_is_read_and_the_guess_is_said():
    reading, facts = read(WhatsApp(), f"{AT}Anna: café".encode("cp1252"), "x.txt")
    assert (facts[0]["body"], "encoding" in [remark.key for remark in reading.remarks]) == ("café", True)
    reading, facts = read(WhatsApp(), f"{AT}Anna: café\n{AT}Sam: ok".encode("utf-16"), "x.txt")
    assert ([fact["body"] for fact in facts], "encoding" in [remark.key for remark in reading.remarks]) == (["café", "ok"], False)


def test_a_line_of_more_than_a_million_signs_is_refused_and_the_next_is_read():
    reading, facts = read(WhatsApp(), f"{AT}Anna: {'x' * 1_000_001}\nmore\n{AT}Sam: {'y' * 900_000}\n", "x.txt")
    assert ([refusal.line for refusal in reading.refusals], len(facts[0]["body"])) == (["lines 1-2"], 900_000)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "no line that begins"),
        (b"hello\nworld", "no line that begins"),
        (b"\x00\x01\x02" * 100, "binary"),
        (b"PK\x03\x04 broken", "cut off"),
        (archive({"a.jpg": b"x"}), "no text"),
        (archive({"a.txt": "x", "b.txt": "y"}), "2 texts"),
        (archive({"_chat.txt": b"0" * 50_000_000}), "swells to"),
    ],
)
def test_what_is_no_export_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(UnreadableFile, match=sentence):
        read(WhatsApp(), content, "x.zip")


PIECES = st.sampled_from(
    [AT, "[3/4/21, 9:05:11] ", "\n", "\r\n", "Anna: ", "Sam: ", LRM, "\u202f", "\ufeff", "24/11/2021", ", ", "13", ":", "-", " ", "x",
        "You deleted this message",
     "<attached: 00000012-PHOTO-2021-11-24-19-03-11.jpg>", "Voice call. 12 sec", "\x00", "é", "\U0001f600", "令和3年"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_every_line_with_something_on_it_is_in_exactly_one_record(text):
    try:
        reading, facts = read(WhatsApp(), text, "x.txt")
    except UnreadableFile:
        return
    places = [refusal.line for refusal in reading.refusals] + [fact["line"] for fact in facts]
    held = [place.removeprefix("lines ").removeprefix("line ").partition("-") for place in places]
    numbers = [number for first, _, last in held for number in range(int(first), int(last or first) + 1)]
    written = [number for number, line in enumerate(text.split("\n"), 1) if line.strip().strip("\u200e\ufeff\u202f \r")]
    assert len(numbers) == len(set(numbers))
    assert set(written) <= set(numbers)
    assert reading.rows_in_file == len(held)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.booleans())
def test_no_bytes_raise_anything_but_the_refusal_of_the_file(data, zipped):
    try:
        read(WhatsApp(), archive({"_chat.txt": data}) if zipped else data, "x.zip")
    except UnreadableFile as refusal:
        assert str(refusal)
