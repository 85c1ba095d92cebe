"""Text that is no text, lines without end, cells that are formulas, chats that make a pattern explode: as tables and as chats."""

from collections.abc import Iterable

from tests.evidence.hostile.entry import Hostile

HEAD = "Date,Time,Number called,Duration,Type\n"
ROW = "24/11/2021,19:03,07700900123,00:01:05,Call\n"
BILL = HEAD + ROW * 3
LEAPP = "Date\tType\tAddress\tBody\n2021-11-24 19:03:11+00:00\tSent\t07700900123\thello\n"
LINE = "24/11/2021, 19:03 - Ayesha: hello\n"


def table(name: str, data: str | bytes, says: str = "", kind: str = "phone_bill", heavy: bool = False) -> Hostile:
    """A CSV."""
    whole = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return Hostile(f"table-{name}.csv", lambda: whole, kind if says else "", says, heavy)


def chat(name: str, data: str | bytes, says: str = "") -> Hostile:
    """A chat as text."""
    whole = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return Hostile(f"chat-{name}.txt", lambda: whole, "whatsapp" if says else "", says)


def cells(name: str, column: int, values: Iterable[str]) -> list[Hostile]:
    """A bill for each value, standing in one of its columns."""
    parts = ROW.rstrip("\n").split(",")
    return [
        table(f"{name}-{n}", HEAD + ROW + ",".join([*parts[:column], value, *parts[column + 1 :]]) + "\n") for n, value in enumerate(values)
    ]


DAYS = (
    "31/02/2021",
    "00/00/0000",
    "99/99/9999",
    "1/1/10000",
    "24/11/-2021",
    "44524",
    "1e9",
    "٢٤/١١/٢٠٢١",
    "24/11/2021 " + "9" * 500,
    "today",
)
TIMES = ("25:61", "24:00", "-1:00", "0.5", "19:03:11.99999999999999", "19:03 PM AM", "1" * 400)
NUMBERS = (
    "=HYPERLINK(\"http://example.org\")", "=cmd|' /C calc'!A0", "@SUM(1)", "+1+1", "4.477E+11", "7700900123", "9" * 5000, "+", "-", "<script>", "NaN",
    "../../etc/passwd", "07700\u202e900123", "'; DROP TABLE comms; --", "\x1b[31m07700900123",
)  # fmt: skip
LENGTHS = ("-00:01:00", "1e400", "99999999999999999999", "inf", "NaN", "::::", "1:" * 2000, "00:00:00.0000000001", "one minute")
TEXTS = [
    ("empty", b"", "empty"),
    ("one-byte", b"\n", ""),
    ("blanks-only", " \t\r\n" * 500, ""),
    ("commas-only", ",,,,\n" * 500, ""),
    ("header-only", HEAD, ""),
    ("nulls", b"\0" * 5000, ""),
    ("nulls-between", BILL.replace(",", ",\0"), ""),
    ("line-of-10-mb", HEAD + "x" * (10 << 20), "characters"),
    ("line-of-10-mb-with-commas", HEAD + "x," * (5 << 20), ""),
    ("quote-never-closed", HEAD + '"' + ROW * 2000, "nothing closes it"),
    ("quotes-everywhere", HEAD + '"' * 100_001 + "\n" + ROW, ""),
    ("quoted-line-ends", HEAD + '"' + "\n" * 90 + '",a\n' + ROW, ""),
    ("50000-columns", ",".join(f"c{n}" for n in range(50_000)) + "\n" + "1," * 50_000 + "\n", ""),
    ("cell-of-2-mb", HEAD + f"24/11/2021,19:03,{'9' * (2 << 20)},1,Call\n", ""),
    ("headers-all-the-same", "Date," * 60 + "\n" + "24/11/2021," * 60 + "\n", ""),
    ("headers-of-nothing", ",,,,\n" + ROW, ""),
    ("header-of-1-mb", "Date" + "e" * 900_000 + ",Time\n" + ROW, ""),
    ("mixed-encodings", HEAD.encode() + ROW.encode() + "24/11/2021,19:03,café,1,Call\n".encode("latin-1") + "24/11/2021,19:03,café,1,Call\n".encode(), ""),
    ("utf-16", BILL.encode("utf-16"), ""),
    ("utf-16-without-mark", BILL.encode("utf-16-le"), ""),
    ("utf-16-odd", BILL.encode("utf-16")[:-1], ""),
    ("utf-16-half-pair", BILL.encode("utf-16") + b"\x3d\xd8", ""),
    ("utf-32", BILL.encode("utf-32"), ""),
    ("utf-8-two-marks", b"\xef\xbb\xbf\xef\xbb\xbf" + BILL.encode(), ""),
    ("half-characters", BILL + "\ud83d\ude00,\udcff\n", ""),
    ("cut-in-a-character", (BILL + "café")[:-1].encode() + b"\xc3", ""),
    ("carriage-returns-only", BILL.replace("\n", "\r"), ""),
    ("line-ends-mixed", BILL.replace("\n", "\r\n", 2).replace("\n", "\u2028"), ""),
    ("form-feeds", BILL.replace("\n", "\f\n\v"), ""),
    ("sep-line", "sep=,\n" + BILL, ""),
    ("sep-line-lies", "sep=;\n" + BILL, ""),
    ("escapes", HEAD + "\x1b]0;title\x07,\x1b[2J,,,\n", ""),
    ("html", "<html><script>alert(1)</script><table><tr><td>" + BILL, ""),
    ("a-program", b"\x7fELF" + bytes(range(256)) * 20, ""),
    ("random-bytes", bytes((n * n * 7 + n // 3) & 255 for n in range(20_000)), ""),
    ("sqlite", b"SQLite format 3\0" + bytes(2000), "SQLite"),
    ("piled-accents", HEAD + "24/11/2021,19:03,e" + "\u0301" * 50_000 + ",1,Call\n", ""),
    ("marks-of-direction", HEAD + "\u202e" * 2000 + ROW, ""),
    ("5000-rows", HEAD + ROW * 5000, ""),
    ("totals-in-between", BILL + "Total,,,,\n" + ROW + "Page 2 of 3\n" + HEAD + ROW, ""),
    ("more-cells-than-headers", HEAD + ROW.rstrip() + ",x,y,z\n", ""),
    ("rows-of-every-width", HEAD + "".join("1," * n + "\n" for n in range(300)), ""),
]  # fmt: skip
CHATS = [
    ("empty", b"", ""),
    ("brackets", "[" * 200_000, ""),
    ("open-headers", "[1/1/21, 1:1:1 " * 40_000, ""),
    ("headers-in-one-line", "1/1/21, 10:00 - " * 60_000, ""),
    ("digits", "1" * 900_000, ""),
    ("slashes", "1/" * 400_000, ""),
    ("colons", LINE + "24/11/2021, 19:04 - " + "a: " * 300_000 + "\n", ""),
    ("narrow-blanks", LINE + "24/11/2021, 19:04" + "\u202f" * 300_000 + "- A: b\n", ""),
    ("many-blanks", "24/11/2021," + " " * 800_000 + "19:03 - A: b\n", ""),
    ("name-of-1-mb", "24/11/2021, 19:03 - " + "n" * 900_000 + ": hi\n", ""),
    ("name-of-blanks", "24/11/2021, 19:03 - " + " \u200e" * 200_000 + ": hi\n", ""),
    ("no-line-ends", "24/11/2021, 19:03 - A: b " * 30_000, ""),
    ("message-of-1-mb", LINE + ("more " * 100 + "\n") * 2500, "characters"),
    ("5000-names", "".join(f"24/11/2021, 19:03 - N{n}: hi\n" for n in range(5000)), ""),
    ("edited-many-times", LINE.rstrip() + " <This message was edited>" * 30_000 + "\n", ""),
    ("attached-many-times", "24/11/2021, 19:03 - A: " + "<attached: " * 80_000 + "\n", ""),
    ("marks-of-direction", "\u200e" * 500_000 + LINE, ""),
    ("impossible-days", "".join(f"{n}/{n}/2021, 19:03 - A: hi\n" for n in range(13, 60)), ""),
    ("orders-at-war", "13/1/2021, 19:03 - A: hi\n1/13/2021, 19:03 - A: hi\n" * 200, ""),
    ("times-without-sense", LINE + "24/11/2021, 25:61 - A: hi\n24/11/2021, 13:00 PM - A: hi\n", ""),
    ("years-without-sense", "24/11/0000, 19:03 - A: hi\n24/11/99999, 19:03 - A: hi\n" + LINE, ""),
    ("day-and-month-alike", "03/04/2021, 19:03 - A: hi\n" * 50, "order"),
    ("nulls", LINE.replace("hello", "he\0llo"), ""),
    ("half-characters", LINE.replace("hello", "\ud83d"), ""),
    ("latin-1", (LINE + LINE.replace("hello", "café")).encode("latin-1"), ""),
    ("utf-16", LINE.encode("utf-16"), ""),
    ("arabic-digits", LINE.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")), ""),
    ("carriage-returns-only", (LINE * 5).replace("\n", "\r"), ""),
    ("script", LINE.replace("hello", "<script>alert(1)</script>"), ""),
    ("a-picture", b"\x89PNG\r\n\x1a\n" + bytes(500), ""),
]  # fmt: skip
FILES = [
    *(table(*each) for each in TEXTS),
    *(chat(*each) for each in CHATS),
    *cells("day", 0, DAYS),
    *cells("time", 1, TIMES),
    *cells("number", 2, NUMBERS),
    *cells("length", 3, LENGTHS),
    Hostile("leapp-missing-rows-of-words.tsv", lambda: (
        b"Beginning Timestamp\tEnding Timestamp\tPrevious ROWID\tROWID\tNumber of Missing Rows\n\t\t\t\t" + b"9" * 5000 + b"\n"), "handset_report", "how many"),
    Hostile("leapp-nulls.tsv", lambda: LEAPP.replace("hello", "a\0b").encode()),
    Hostile("axiom-zone-without-sense.csv", lambda: (
        b"Sender,Recipient(s),Message Sent Date/Time - UTC+99:99 (dd/MM/yyyy),Message\n07700900123,,24/11/2021 19:03,x\n"), "handset_report", "time zone"),
    Hostile("axiom-pattern-without-end.csv", lambda: b"Sender,Message Sent Date/Time - UTC (" + b"d" * 50_000 + b"),Message\n1,2,3\n"),
    Hostile("table-six-million-rows.csv", lambda: HEAD.encode() + ROW.encode() * 6_000_000, "phone_bill", "rows", heavy=True),
]  # fmt: skip
