"""XML that swells, reaches out, nests without end, or is not what it says: as a handset report and as a backup of texts."""

from collections.abc import Callable

from tests.evidence.hostile.entry import Hostile

NS = "http://pa.cellebrite.com/report/2.0"
SMS = '<sms protocol="0" address="07700900123" date="1637780591000" type="1" body="{}" read="1" />'


def ufed(inside: str, root: str = "") -> str:
    return f'<?xml version="1.0" encoding="utf-8"?><project xmlns="{NS}" {root}><decodedData>{inside}</decodedData></project>'


def model(inside: str, kind: str = "SMS") -> str:
    return f'<modelType type="{kind}"><model type="{kind}" id="1" deleted_state="Intact">{inside}</model></modelType>'


def field(name: str, value: str) -> str:
    return f'<field name="{name}" type="String"><value type="String">{value}</value></field>'


def smses(inside: str, root: str = 'count="1"') -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes" ?><smses {root}>{inside}</smses>'


def laughs(body: str, levels: int = 10) -> str:
    """Entities of entities: a kilobyte that would be gigabytes."""
    lines = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, levels))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{lines}]>' + body.partition("?>")[2].replace("{}", f"&e{levels - 1};")


def put(document: str, more: str) -> str:
    """The document with something more at its end, inside its first element."""
    body, _, name = document.rpartition("</")
    return f"{body}{more}</{name}"


def both(name: str, make: Callable[[Callable[[str], str]], str | bytes], says: str = "", heavy: bool = False) -> list[Hostile]:
    """A trick around both documents: `make` gets what wraps a record's text into the whole document."""

    def of(wrap: Callable[[str], str]) -> Callable[[], bytes]:
        def built() -> bytes:
            made = make(wrap)
            return made.encode("utf-8", "surrogatepass") if isinstance(made, str) else made

        return built

    return [
        Hostile(f"ufed-{name}.xml", of(lambda text: ufed(model(field("Body", text)))), "handset_report" if says else "", says, heavy),
        Hostile(f"backup-{name}.xml", of(lambda text: smses(SMS.replace("{}", text))), "sms_backup" if says else "", says, heavy),
    ]


FILES = [
    *both("entities-of-entities", lambda wrap: laughs(wrap("{}")), "entities"),
    *both("one-long-entity", lambda wrap: f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]>' + wrap("&a;" * 5000).partition("?>")[2], "entities"),
    *both("file-as-entity", lambda wrap: '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + wrap("&a;").partition("?>")[2], "entities"),
    *both("type-from-elsewhere", lambda wrap: '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">' + wrap("a").partition("?>")[2], "document type"),
    *both("parameter-entity", lambda wrap: '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://example.org/x">%a;]>' + wrap("a").partition("?>")[2]),
    *both("undeclared-entity", lambda wrap: wrap("&nothing;")),
    *both("style-sheet", lambda wrap: '<?xml-stylesheet href="http://example.org/x.xsl"?>' + wrap("a").partition("?>")[2]),
    *both("includes", lambda wrap: put(wrap("a"), '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>')),
    *both("100000-deep", lambda wrap: put(wrap("a"), "<a>" * 100_000 + "</a>" * 100_000), "inside one another"),
    *both("tags-never-closed", lambda wrap: put(wrap("a"), "<a>" * 5000)),
    *both("attribute-of-20-mb", lambda wrap: put(wrap("a"), f'<a b="{"x" * (20 << 20)}"/>')),
    *both("30000-attributes", lambda wrap: put(wrap("a"), "<a " + " ".join(f'a{n}="1"' for n in range(30_000)) + "/>")),
    *both("the-same-attribute-twice", lambda wrap: put(wrap("a"), '<a b="1" b="2"/>')),
    *both("comment-of-20-mb", lambda wrap: put(wrap("a"), f"<!--{'x' * (20 << 20)}-->")),
    *both("50000-empty-elements", lambda wrap: put(wrap("a"), "<a/>" * 50_000)),
    *both("20000-namespaces", lambda wrap: put(wrap("a"), "<a " + " ".join(f'xmlns:a{n}="u{n}"' for n in range(20_000)) + "/>")),
    *both("unclosed-cdata", lambda wrap: wrap("<![CDATA[ never")),
    *both("tags-crossed", lambda wrap: put(wrap("a"), "<a><b></a></b>")),
    *both("null-character", lambda wrap: wrap("a\0b")),
    *both("null-reference", lambda wrap: wrap("&#0;")),
    *both("half-a-character", lambda wrap: wrap("&#xD83D;")),
    *both("half-a-character-in-bytes", lambda wrap: wrap("\ud83d")),
    *both("control-characters", lambda wrap: wrap("\x1b[2J\x08")),
    *both("says-utf-16", lambda wrap: wrap("a").replace("utf-8", "utf-16").replace("UTF-8", "utf-16")),
    *both("says-nonsense-encoding", lambda wrap: wrap("a").replace("utf-8", "klingon").replace("UTF-8", "klingon")),
    *both("says-utf-7", lambda wrap: wrap("+ADw-").replace("utf-8", "utf-7").replace("UTF-8", "utf-7")),
    *both("latin-1-in-utf-8", lambda wrap: wrap("caf\xe9").encode("latin-1")),
    *both("utf-16", lambda wrap: wrap("hello").replace('encoding="utf-8"', "").replace('encoding="UTF-8"', "").encode("utf-16")),
    *both("utf-32", lambda wrap: wrap("hello").encode("utf-32")),
    *both("two-marks", lambda wrap: b"\xef\xbb\xbf\xef\xbb\xbf" + wrap("a").encode()),
    *both("cut-off", lambda wrap: wrap("hello" * 10)[:-60]),
    *both("cut-in-a-tag", lambda wrap: wrap("hello" * 10)[:-3]),
    *both("something-behind", lambda wrap: wrap("a") + "<another/>"),
    *both("script", lambda wrap: wrap("&lt;script&gt;alert(1)&lt;/script&gt;")),
    Hostile("ufed-other-namespace.xml", lambda: ufed("").replace("report/2.0", "report/9.9").encode(), "handset_report", "not a Cellebrite report"),
    Hostile("ufed-no-root.xml", lambda: b'<?xml version="1.0"?>', "handset_report", "stops being XML"),
    Hostile("ufed-70000-parties.xml", lambda: ufed(model('<multiModelField name="Parties" type="Party">' + (
        '<model type="Party"><field name="Identifier"><value>1</value></field></model>' * 70_000) + "</multiModelField>")).encode(), "handset_report", "One record of the XML"),
    Hostile("ufed-chats-in-chats.xml", lambda: ufed('<modelType><model type="Chat">' * 20 + "</model></modelType>" * 20).encode()),
    Hostile("ufed-model-type-of-1-mb.xml", lambda: ufed(model("", "x" * (1 << 20))).encode()),
    Hostile("ufed-5000-model-types.xml", lambda: ufed("".join(model("", f"t{n}") for n in range(5000))).encode()),
    Hostile("ufed-body-of-10-mb.xml", lambda: ufed(model(field("Body", "x" * (10 << 20)))).encode()),
    Hostile("ufed-number-of-1-mb.xml", lambda: ufed(model(
        f'<multiModelField name="Parties"><model type="Party">{field("Identifier", "+" + "4" * (1 << 20))}</model></multiModelField>')).encode()),
    *(Hostile(f"ufed-time-{n}.xml", lambda at=at: ufed(model(field("TimeStamp", at))).encode()) for n, at in enumerate((
        "0000-00-00T00:00:00Z", "9999-12-31T23:59:59-23:59", "2021-02-31T10:00:00Z", "2021-11-24T25:61:61Z", "2021-11-24T19:03:11+99:99",
        "0001-01-01T00:00:00+14:00", "9" * 400, "-1", "NaN", "2021-11-24T19:03:11.9999999999999Z", "٢٠٢١-١١-٢٤T١٩:٠٣:١١Z"))),
    *(Hostile(f"ufed-duration-{n}.xml", lambda length=length: ufed(model(field("Duration", length), "Call")).encode()) for n, length in enumerate((
        "-00:00:01", "99999999999:99:99", "1e999", "::", "0x10", "9" * 5000))),
    *(Hostile(f"backup-date-{n}.xml", lambda at=at: smses(SMS.replace("1637780591000", at)).encode()) for n, at in enumerate((
        "9" * 30, "-1", "0", "NaN", "1e400", "", "9" * 100_000, "١٦٣٧٧٨٠٥٩١٠٠٠"))),
    Hostile("backup-count-is-a-lie.xml", lambda: smses(SMS, 'count="999999999999"').encode()),
    Hostile("backup-part-not-base64.xml", lambda: smses(
        '<mms date="1637780591000" msg_box="1" address="07700900123"><parts><part ct="image/jpeg" data="!!!"/></parts></mms>').encode()),
    Hostile("backup-part-of-12-mb.xml", lambda: smses(
        f'<mms date="1637780591000" msg_box="1" address="07700900123"><parts><part ct="image/jpeg" data="{"QUFB" * (3 << 20)}"/></parts></mms>').encode()),
    Hostile("html.xml", lambda: b"<!DOCTYPE html><html><body><p>a bill</body></html>"),
]  # fmt: skip
