"""Somebody at a browser, as far as forms go: keeps cookies, follows a redirect, sends a form with files."""

import http.client
import re
from urllib.parse import urlencode

FORM = "application/x-www-form-urlencoded"


class Visitor:
    """Signed in at a server on this machine; `port` may change, as when the server was started anew."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies, self.token = port, {}, ""

    def send(self, method: str, path: str, body: bytes = b"", kind: str = "") -> tuple[int, str, bytes]:
        """One request: the status, where it leads, and the page."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            given = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
            line.request(method, path, body or None, given | ({"Content-Type": kind} if kind else {}))
            answer = line.getresponse()
            page = answer.read()
            if answer.status == 302 and not answer.getheader("Location"):
                raise http.client.RemoteDisconnected("The answer broke off in its head: nobody was told anything.")
            for cookie in answer.msg.get_all("Set-Cookie") or []:
                name, value = cookie.split(";")[0].split("=", 1)
                self.cookies[name] = value
            return answer.status, answer.getheader("Location", ""), page
        finally:
            line.close()

    def open(self, path: str) -> str:
        """The page at the end of the redirects; its form's token is kept."""
        status, led, page = self.send("GET", path)
        for _ in range(5):
            if status != 302:
                break
            path = led
            status, led, page = self.send("GET", path)
        assert status == 200, (path, status, page[:500])
        if found := re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page):
            self.token = found[1].decode()
        return path

    def give(self, path: str, **fields: str) -> tuple[int, str]:
        """Open a page and send its form."""
        at = self.open(path)
        return self.send("POST", at, urlencode({**fields, "csrfmiddlewaretoken": self.token}).encode(), FORM)[:2]

    def upload(self, path: str, name: str, content: bytes, **fields: str) -> tuple[int, str]:
        """Send a form with one file, as the page that was opened last would."""
        mark = "-----visitor-7d1f3a"
        said = "".join(
            f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in {**fields, "csrfmiddlewaretoken": self.token}.items()
        )
        head = f'--{mark}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'
        body = said.encode() + head.encode() + content + f"\r\n--{mark}--\r\n".encode()
        return self.send("POST", path, body, f"multipart/form-data; boundary={mark}")[:2]
