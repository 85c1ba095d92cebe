"""Somebody who tells something on the pages of the portal, as a browser without script would send it."""

import re
from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile

from custodiet.casework.models import Report, ReportWay

TOKEN = re.compile(r'name="token" value="([^"]+)"')
CODE = re.compile(r'<p class="code">([^<]+)</p>')
STORY = "PC Holloway, number 4471, kept texting me after he came to my house."


def file(name, content):
    """A file as a browser sends it."""
    return InMemoryUploadedFile(BytesIO(content), "files", name, "application/octet-stream", len(content), None)


def token_of(page):
    """The token of the form on a page."""
    return TOKEN.search(page.content.decode())[1]


def tell(client, page, token="", /, **said):
    """Open a page and send it."""
    token = token or token_of(client.get(f"/form/{page}/"))
    return client.post(f"/form/{page}/", {"token": token, **said})


def begun(client, way=ReportWay.PERSON):
    """A report that was begun; it and its code."""
    tell(client, "who", way=way.value)
    code = CODE.search(client.get("/form/code/").content.decode())[1]
    return Report.objects.latest("pk"), code


def told(client, way=ReportWay.PERSON, words=STORY, files=(), **reach):
    """A report that was sent; it and its code."""
    report, code = begun(client, way)
    tell(client, "what", words=words)
    tell(client, "person", name="Gareth Holloway", number="4471")
    if files:
        tell(client, "files", files=list(files))
    tell(client, "name", named="yes", name="Anna Winter")
    tell(client, "reach", **(reach or {"ways": ["safe_to_text"], "phone": "07700 900321"}))
    tell(client, "careful", ask_for="Annie")
    assert client.post("/form/check/").status_code == 302
    return report, code
