"""A small writer of HTML that escapes everything it is given, except what it wrote itself."""

from html import escape

_VOID = frozenset({"br", "hr"})


class Html(str):
    """HTML written here. Only `tag` and `together` make it; every other text is escaped on its way in."""

    __slots__ = ()


def tag(name: str, *inside: str, **attributes: str) -> Html:
    """One element. Text inside is escaped, `Html` is not; an attribute whose name is a Python word ends in "_"."""
    written = "".join(f' {key.rstrip("_")}="{escape(value)}"' for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{together(*inside)}</{name}>")


def together(*pieces: str) -> Html:
    """The pieces one after another, text escaped."""
    return Html("".join(piece if type(piece) is Html else escape(piece) for piece in pieces))
