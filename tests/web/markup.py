"""Read a page back: a small tree of elements, so that tests ask about structure and not about strings."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class Element:
    """A tag with its attributes, its children and the text inside it."""

    tag: str
    attrs: dict = field(default_factory=dict)
    children: list = field(default_factory=list)  # elements and strings, in order

    @property
    def text(self):
        """All text inside, with white space as a reader sees it."""
        parts = [each if isinstance(each, str) else each.text for each in self.children]
        return " ".join(" ".join(parts).split())

    @property
    def classes(self):
        return set((self.attrs.get("class") or "").split())

    def walk(self):
        """This element and everything below it."""
        yield self
        for each in self.children:
            if isinstance(each, Element):
                yield from each.walk()

    def all(self, tag=None, cls=None, **attrs):
        """Every element below that has this tag, this class and these attributes (aria_label is aria-label)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
        return [
            each
            for each in self.walk()
            if each is not self
            and (tag is None or each.tag == tag)
            and (cls is None or cls in each.classes)
            and all(each.attrs.get(name) == value for name, value in wanted.items())
        ]

    def one(self, tag=None, cls=None, **attrs):
        """The only such element."""
        found = self.all(tag, cls, **attrs)
        assert len(found) == 1, f"{len(found)} of {tag} {cls} {attrs}"
        return found[0]

    def by_id(self, wanted):
        """The only element with this id."""
        return self.one(id=wanted)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = [Element("")]

    def handle_starttag(self, tag, attrs):
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.open[-1].children.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)


def read(html):
    """The tree of a page or of a piece of one; a tag that is left open or closed out of turn is an error."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].tag}> is never closed"
    return reader.open[0]
