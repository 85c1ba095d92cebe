"""What a finished page may be made of: an allow-list of elements and attributes, and a sentence for whatever else is in it.

No remark, script, style, picture, link or form; nothing a reader does not see can carry anything, because it may not be there.
"""

from html.parser import HTMLParser

ELEMENTS = frozenset(
    {"html", "head", "title", "main", "article", "h1", "h2", "h3", "dl", "dt", "dd", "div", "p", "ul", "ol", "li", "time", "table",
     "caption", "thead", "tbody", "tr", "th", "td"}
)  # fmt: skip
ATTRIBUTES = {"article": {"class", "lang"}, "html": {"lang"}, "time": {"datetime"}, "th": {"scope"}}
_VALUES = {"class": {"notice"}, "lang": {"en-GB", "cy"}, "scope": {"col", "row"}}
_MOST_NAMED = 5


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.strange: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            self.strange.append(f"an element of a kind that no notice has ({_shown(tag)})")
            return
        for name, value in attrs:
            allowed = name in ATTRIBUTES.get(tag, set()) and (name not in _VALUES or value in _VALUES[name])
            if not allowed or (name == "datetime" and not _is_day(value or "")):
                self.strange.append(f"an attribute that no notice has ({_shown(name)} on {tag})")

    def handle_comment(self, data: str) -> None:
        self.strange.append("a remark")

    def handle_pi(self, data: str) -> None:
        self.strange.append("an instruction to a program")

    def unknown_decl(self, data: str) -> None:
        self.strange.append("a declaration")

    def handle_decl(self, decl: str) -> None:
        if decl.casefold() != "doctype html":
            self.strange.append("a declaration")


def strange(page: bytes) -> tuple[str, ...]:
    """What stands in a page that is in no notice, each once and at most five; empty for a page that is a notice and its frame."""
    reader = _Reader()
    try:
        reader.feed(page.decode("utf-8"))
        reader.close()
    except UnicodeDecodeError:
        return ("bytes that are no UTF-8 text",)
    return tuple(dict.fromkeys(reader.strange))[:_MOST_NAMED]


def _shown(name: str) -> str:
    """The name of an element or attribute, which could be anybody's: only if it is one that HTML has."""
    known = {"script", "style", "img", "a", "iframe", "svg", "form", "input", "link", "meta", "object", "embed", "span", "i", "b", "body",
             "href", "src", "title", "alt", "id", "onclick", "content"}  # fmt: skip
    return name if name in known or name in ELEMENTS else "of its own making"


def _is_day(value: str) -> bool:
    return len(value) == 10 and value[4] == value[7] == "-" and value.replace("-", "").isdecimal()
