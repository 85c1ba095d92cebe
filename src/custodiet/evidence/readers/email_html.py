"""The words of an untrusted HTML text: tags taken out, scripts and styles with what they hold. One pass, nothing fetched."""

import html
import re

_LINES = {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote", "hr", "title"}
_HIDDEN = {"script", "style", "head", "template"}
_TAG = re.compile(r"<(?:(?P<ends>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,20})|!--|[!?])")
_BLANKS = re.compile(r"[ \t\r\f\v\u00a0]+")


def words_of(page: str) -> str:
    """The text as a person would read it, roughly: one line for each block."""
    told: list[str] = []
    lower = page.lower()
    at = 0
    while tag := _TAG.search(page, at):
        told.append(page[at : tag.start()])
        closes = "-->" if tag[0] == "<!--" else ">"
        end = page.find(closes, tag.end())
        if end < 0:
            at = len(page)  # a tag that never closes: what follows is inside it
            break
        at = end + len(closes)
        word = (tag["name"] or "").lower()
        if word in _HIDDEN and not tag["ends"]:
            hidden = lower.find(f"</{word}", at)
            at = len(page) if hidden < 0 else hidden
        elif word in _LINES:
            told.append("\n")
    told.append(page[at:])
    plain = html.unescape("".join(told))
    lines = (_BLANKS.sub(" ", line).strip() for line in plain.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
