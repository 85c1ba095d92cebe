"""In which language a page is shown: its address says so, and nothing is kept in the browser. /cy/form/ is /form/ in Welsh.

Every link of a page leads on in its language, because the language stands before all that addresses are made from. Only the pages
for the public and for the people it is for are there in other languages; whoever works here reads English, whatever a browser asks for.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation
from django.utils.encoding import escape_uri_path

ENGLISH = settings.LANGUAGE_CODE
ROOMS = ("form", "m", "out", "hearings", "outcomes", "withdrawn", "statistics")
"""How the addresses begin that are there in every language."""
USUAL = ("cy",)


class Spoken:
    """The middleware: takes the language off the address, and puts it before every address that the page makes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of the address."""
        code, rest = parted(request.path_info)
        before = get_script_prefix()
        if code:
            request.path_info = rest
            set_script_prefix(f"{before}{code}/")
        try:
            with translation.override(code or ENGLISH):
                response = self.get_response(request)
        finally:
            set_script_prefix(before)
        response.headers.setdefault("Content-Language", code or ENGLISH)
        return response


def offered() -> list[str]:
    """The languages beside English: those that the force chose (policy.toml, `[portal] languages`) and that have their words."""
    chosen = settings.POLICY.get("portal", {}).get("languages", USUAL)
    return [code for code, _name in settings.LANGUAGES if code != ENGLISH and code in chosen]


def parted(path: str) -> tuple[str, str]:
    """The language of an address and the address without it; no language where the rest is not there in one."""
    code, _, rest = path[1:].partition("/")
    return (code, "/" + rest) if code in offered() and rest.partition("/")[0] in ROOMS else ("", path)


def others(request: HttpRequest, instead: str = "") -> list[dict[str, Any]]:
    """This page, or the one `instead` of it, in the other languages.

    What answers something that was sent has none: what stands in its form would be lost.
    """
    if request.method != "GET" or request.path_info[1:].partition("/")[0] not in ROOMS:
        return []
    here = translation.get_language()
    root = get_script_prefix().removesuffix("" if here == ENGLISH else f"{here}/")
    query = request.META.get("QUERY_STRING", "")
    rest = instead or escape_uri_path(request.path_info[1:]) + (f"?{query}" if query else "")
    return [
        {"code": code.partition("-")[0] if code == ENGLISH else code, "url": f"{root}{'' if code == ENGLISH else f'{code}/'}{rest}"}
        for code in (ENGLISH, *offered())
        if code != here
    ]
