"""JSON and e-mail that nest without end, hold numbers without end, or are not what their headers say."""

import base64

from tests.evidence.hostile.entry import Hostile

THREAD = '{"participants":[{"name":"Ayesha"},{"name":"Ben"}],"messages":[{"sender_name":"Ayesha","timestamp_ms":%s,"content":%s}],"title":"x","thread_path":"inbox/x"}'
TELEGRAM = '{"name":"Ayesha","type":"personal_chat","id":1,"messages":[{"id":1,"type":"message","date":"2021-11-24T19:03:11","date_unixtime":%s,"from":"Ayesha","from_id":"user1","text":%s}]}'
SNAP = '{"Ben":[{"From":"ben","Media Type":"TEXT","Created":%s,"Content":%s,"IsSender":false}]}'
SHAPES = {"instagram": (THREAD, "1637780591000"), "telegram": (TELEGRAM, '"1637780591"'), "snapchat": (SNAP, '"2021-11-24 19:03:11 UTC"')}
VALUES = {
    "sound": '"hello"', "null": "null", "number": "1e400", "huge-number": "9" * 5000, "list": "[[[[1]]]]", "object": '{"a":{"b":1}}', "yes": "true",
    "half-a-character": '"\\ud83d"', "null-character": '"\\u0000"', "of-5-mb": '"' + "x" * (5 << 20) + '"', "script": '"<script>alert(1)</script>"',
    "twice-encoded": '"don\\u00e2\\u0080\\u0099t \\u00ff\\u00fe"', "deep-parts": "[" * 400 + '"x"' + "]" * 400,
}  # fmt: skip
TIMES = {
    "negative": "-1",
    "huge": "9" * 400,
    "text": '"yesterday"',
    "null": "null",
    "infinite": "Infinity",
    "fraction": "1.5e300",
    "list": "[1]",
}
WHOLE: dict[str, bytes] = {
    "depth": b"[" * 500_000, "depth-of-objects": b'{"a":' * 100_000, "depth-closed": b"[" * 100_000 + b"]" * 100_000, "huge-whole-number": b"9" * 100_000,
    "not-closed": b'{"messages":[{"a":1},', "rubbish-behind": b"{} {}", "empty": b"", "blank": b"   ", "null": b"null", "number": b"42", "text": b'"x"',
    "list": b"[]", "object": b"{}", "messages-no-list": b'{"participants":[],"messages":{"a":1}}', "messages-of-numbers": b'{"participants":[],"messages":[1,2,null,[],"x"]}',
    "names-twice": b'{"messages":[],' + b'"messages":[],' * 20_000 + b'"a":1}', "utf-16": '{"messages":[]}'.encode("utf-16"), "two-marks": b"\xef\xbb\xbf\xef\xbb\xbf{}",
    "nulls": bytes(5000), "latin-1": '{"messages":[{"content":"café"}]}'.encode("latin-1"), "not-json": b"<html>", "quote-never-closed": b'{"a":"' + b"x" * 100_000,
}  # fmt: skip
HEAD = "From: Ayesha <ayesha@example.org>\r\nTo: ben@example.org\r\nDate: Wed, 24 Nov 2021 19:03:11 +0000\r\nMessage-ID: <1@example.org>\r\nSubject: hello\r\n"
PARTS = HEAD + 'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'


def boxed(depth: int) -> str:
    """Parts in parts."""
    heads = "".join(f'--b{n}\r\nContent-Type: multipart/mixed; boundary="b{n + 1}"\r\n\r\n' for n in range(depth))
    return HEAD + 'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b0"\r\n\r\n' + heads + f"--b{depth}\r\n\r\nx\r\n"


MAIL: dict[str, str | bytes] = {
    "parts-300-deep": boxed(300), "parts-3000-deep": boxed(3000), "letters-in-letters": (HEAD + "Content-Type: message/rfc822\r\n\r\n") * 300 + "x",
    "3000-parts": PARTS + "--b\r\n\r\nx\r\n" * 3000 + "--b--\r\n", "no-boundary": HEAD + "Content-Type: multipart/mixed\r\n\r\n--b\r\n\r\nx",
    "boundary-of-1-mb": HEAD + f'Content-Type: multipart/mixed; boundary="{"b" * (1 << 20)}"\r\n\r\nx', "header-of-2-mb": HEAD + f"X-Long: {'x' * (2 << 20)}\r\n\r\nx",
    "20000-headers": HEAD + "X-A: b\r\n" * 20_000 + "\r\nx", "20000-recipients": HEAD.replace("ben@example.org", ", ".join(f"b{n}@example.org" for n in range(20_000))) + "\r\nx",
    "brackets-in-from": HEAD.replace("ayesha@example.org", "(" * 3000) + "\r\nx", "quotes-in-from": HEAD.replace("Ayesha", '"' * 5001) + "\r\nx",
    "words-in-subject": HEAD.replace("hello", "=?utf-8?q?=41?= " * 20_000) + "\r\nx", "words-of-no-encoding": HEAD.replace("hello", "=?klingon?b?!!!?=") + "\r\nx",
    "encoding-of-no-name": HEAD + "Content-Type: text/plain; charset=klingon\r\n\r\nx", "base64-broken": HEAD + "Content-Transfer-Encoding: base64\r\n\r\n!!!!A",
    "transfer-of-no-name": HEAD + "Content-Transfer-Encoding: magic\r\n\r\nx", "day-without-sense": HEAD.replace("24 Nov 2021", "99 Xyz 99999") + "\r\nx",
    "day-with-offset-without-sense": HEAD.replace("+0000", "+9999") + "\r\nx", "no-day": HEAD.replace("Date:", "X:") + "\r\nx", "two-days": HEAD + "Date: Thu, 1 Jan 1970 00:00:00 +0000\r\n\r\nx",
    "no-header": "just a text", "empty": b"", "nulls": HEAD.encode() + b"\r\n" + bytes(2000), "line-ends-in-header": HEAD.replace("hello", "a\r\n b\r\nBcc: x@example.org") + "\r\nx",
    "carriage-returns-only": (HEAD + "\r\nx").replace("\r\n", "\r"), "latin-1": (HEAD + "\r\ncafé").encode("latin-1"), "body-of-12-mb": HEAD + "\r\n" + "x" * (12 << 20),
    "attached-path": PARTS + '--b\r\nContent-Disposition: attachment; filename="../../etc/passwd"\r\n\r\nx\r\n--b--\r\n',
    "attached-bomb": PARTS + "--b\r\nContent-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.b64encode(bytes(3 << 20)).decode() + "\r\n--b--\r\n",
    "html-only": HEAD + "Content-Type: text/html\r\n\r\n" + "<div>" * 20_000 + "<script>alert(1)</script><img src=http://example.org/x>",
    "parameters-continued": HEAD + 'Content-Type: text/plain; name*0="a"; name*9999999999="b"; name*=utf-8\'\'%ff%fe\r\n\r\nx',
}  # fmt: skip
FILES = [
    *(Hostile(f"{kind}-{name}.json", lambda shape=shape, at=at, text=text: (shape % (at, text)).encode())
      for kind, (shape, at) in SHAPES.items() for name, text in VALUES.items()),
    *(Hostile(f"{kind}-time-{name}.json", lambda shape=shape, at=at: (shape % (at, '"x"')).encode())
      for kind, (shape, _) in SHAPES.items() for name, at in TIMES.items()),
    *(Hostile(f"json-{name}.json", lambda data=data: data) for name, data in WHOLE.items()),
    *(Hostile(f"mail-{name}.eml", lambda data=data: data.encode() if isinstance(data, str) else data) for name, data in MAIL.items()),
]  # fmt: skip
