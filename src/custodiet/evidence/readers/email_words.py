"""The words of an untrusted HTML text: tags taken out, scripts and styles with what they hold. One pass, nothing fetched."""

import html
import re

_LINES = {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote", "hr", "title"}
_HIDDEN = {"script", "style", "head", "template"}
_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]{0,20})")
_BLANKS = re.compile(r"[ \t\r\f\v\u00a0]+")


def words_of(page: str) -> str:
    """The text as a person would read it, roughly: one line for each block."""
    told: list[str] = []
    lower = page.lower()
    at = 0
    while at < len(page):
        tag = page.find("<", at)
        if tag < 0:
            told.append(page[at:])
            break
        told.append(page[at:tag])
        name = _NAME.match(page, tag + 1)
        if page.startswith("<!--", tag):
            end, width = page.find("-->", tag), 3
        elif name or page.startswith(("<!", "<?"), tag):
            end, width = page.find(">", tag), 1
        else:
            told.append("<")
            at = tag + 1
            continue
        if end < 0:
            break  # a tag that never closes: what follows is inside it
        at = end + width
        word = name[1].lower() if name else ""
        if word in _HIDDEN and page[tag + 1] != "/":
            closes = lower.find(f"</{word}", at)
            at = len(page) if closes < 0 else closes
        elif word in _LINES:
            told.append("\n")
    plain = html.unescape("".join(told))
    lines = (_BLANKS.sub(" ", line).strip() for line in plain.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
