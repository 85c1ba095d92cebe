"""Story files: a case written down so that a lawyer can read it, and the law can be asked about it.

The format is described in docs/stories.md. Every error names the line of the file.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from custodiet.law.codec import Unreadable, decode, kind_named
from custodiet.law.position import NotOpen, admit, correct
from custodiet.law.steps import History, Step
from custodiet.law.vocabulary import Office

_HEADINGS = ("title", "force", "people", "steps", "expect", "source", "note")
_DEEPEST = 12  # nodes within each other; a story needs five
_LONGEST_QUOTED = 60


class UnreadableStory(ValueError):
    """The file cannot be read as a story; `str()` names the line and says what to write."""


@dataclass(frozen=True, slots=True)
class Told:
    """One step of a story: the step, the office that took it, the line it stands on, and why it corrects another."""

    step: Step
    by: Office
    line: int
    name: str = ""
    strikes: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A story: its title, its people as written, its steps in the order of the file, and what it expects."""

    title: str
    steps: tuple[Told, ...]
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    force: str = ""
    expect: dict[str, Any] = field(default_factory=dict)


def load(text: str) -> Story:
    """The story in that text, or `UnreadableStory` naming the line."""
    document = _document(text)
    for key in document:
        if key not in _HEADINGS and key != "__line__":
            raise UnreadableStory(
                f"Line {document['__line__']}: “{key}” is no heading of a story. The headings are: {', '.join(_HEADINGS)}."
            )
    entries = document.get("steps")
    if not isinstance(entries, list) or not entries:
        raise UnreadableStory(f"Line {document['__line__']}: a story needs a list of “steps”, each with “on”, “step” and “by”.")
    return Story(
        title=_text(document, "title", "Untitled"),
        steps=tuple(map(_told, entries)),
        people=_fields(document, "people"),
        force=_text(document, "force", ""),
        expect=_fields(document, "expect"),
    )


def replay(story: Story, until: date, today: date | None = None) -> History:
    """The history the story makes up to and including a day, each step admitted by the law on its way.

    Raises NotOpen, its sentence beginning with the line of the step that is not lawful.
    """
    history, named = History(), dict[str, Step]()
    for told in story.steps:
        if told.step.on > until:
            continue
        if told.strikes and told.strikes not in named:
            raise UnreadableStory(f"Line {told.line}: no earlier step is named “{told.strikes}”, so it cannot be struck.")
        try:
            if told.strikes:
                history = correct(history, named.pop(told.strikes), told.step, told.by, today or until)
            else:
                history = admit(history, told.step, told.by, today or until)
        except NotOpen as refusal:
            raise NotOpen(f"Line {told.line}: {refusal.reason}", refusal.under) from refusal
        named[told.name or f"line {told.line}"] = told.step
    return history


class _Lines(yaml.SafeLoader):
    """YAML with the line on which each mapping begins, in which `on` is a word and only true and false are truths.

    It knows neither aliases (one line of them can stand for a billion) nor tags, and no nesting that no story needs.
    """

    nested = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        """A node, or the line of what has no place in a story."""
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _at(event.start_mark, "anchors and aliases (& and *) have no place in a story. Write the words out where they are meant.")
        if getattr(event, "tag", None):
            raise _at(event.start_mark, f"a tag such as {_quoted(event.tag)} has no place in a story. Write the value without it.")
        if self.nested > _DEEPEST:
            raise _at(event.start_mark, "this lies deeper than anything in a story. Check brackets and indentation there.")
        self.nested += 1
        node = super().compose_node(parent, index)
        self.nested -= 1
        return node

    def construct_object(self, node: Any, deep: bool = False) -> Any:
        """The value of a node, or the line of what is none."""
        if isinstance(node, yaml.ScalarNode) and any("\ud800" <= letter <= "\udfff" for letter in node.value):
            raise _at(node.start_mark, "this holds half a character, which nothing can print. Write the character itself.")
        try:
            return super().construct_object(node, deep)
        except (ValueError, OverflowError) as wrong:
            if isinstance(wrong, UnreadableStory):
                raise
            raise _at(node.start_mark, f"{_quoted(node.value)} cannot be read ({wrong}). Put it between quotation marks.") from wrong


def _at(mark: yaml.Mark, sentence: str) -> UnreadableStory:
    return UnreadableStory(f"Line {mark.line + 1}: {sentence}")


def _quoted(value: Any) -> str:
    """What was written, cut where it is too long to be read in a sentence."""
    text = str(value)
    return f"“{text if len(text) <= _LONGEST_QUOTED else text[:_LONGEST_QUOTED] + '…'}”"


# YAML 1.1 takes on, off, yes and no for truths; a story says "on" of every step.
_Lines.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Lines.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def _mapping(loader: _Lines, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode) or key.value == "__line__":
            raise _at(key.start_mark, "this is no name of a field. Write one word, a colon and its value.")
        if key.value in seen:
            raise _at(key.start_mark, f"{_quoted(key.value)} stands here twice. Keep one of them.")
        seen.add(key.value)
    return {**loader.construct_mapping(node, deep=True), "__line__": node.start_mark.line + 1}


def _timestamp(loader: _Lines, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError as wrong:
        raise _at(node.start_mark, f"“{node.value}” is not a day ({wrong}). Check it in a calendar.") from wrong


_Lines.add_constructor("tag:yaml.org,2002:timestamp", _timestamp)
_Lines.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def _document(text: str) -> dict[str, Any]:
    try:
        loader = _Lines(text)
    except yaml.reader.ReaderError as wrong:
        line = text.count("\n", 0, int(wrong.position)) + 1
        raise UnreadableStory(f"Line {line}: there is a control character here, which is no text. Take it out.") from wrong
    try:
        node = loader.get_single_node()
        _check_steps(node)
        document = loader.construct_document(node) if node else None
    except UnreadableStory:
        raise
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or loader.get_mark()
        raise _at(mark, f"this is not readable YAML ({wrong.problem}). Check indentation and colons there.") from wrong
    except (ValueError, OverflowError) as wrong:  # the scanner, at a character such as \UFFFFFFFF that does not exist
        raise _at(loader.get_mark(), f"this is not readable text ({wrong}). Write the character itself.") from wrong
    if not isinstance(document, dict):
        raise UnreadableStory("Line 1: a story begins with headings such as “title:” and “steps:”.")
    return document


def _check_steps(node: yaml.Node | None) -> None:
    """Every step is a list of fields; here its line is still known."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    for heading, steps in pairs:
        for step in steps.value if heading.value == "steps" and isinstance(steps, yaml.SequenceNode) else []:
            if not isinstance(step, yaml.MappingNode):
                raise _at(step.start_mark, "a step is a list of fields such as “on”, “step” and “by”, not " + _quoted(step.value) + ".")


def _text(document: dict[str, Any], heading: str, supposed: str) -> str:
    value = document.get(heading, supposed)
    if isinstance(value, (list, dict)):
        raise UnreadableStory(
            f"Line {document['__line__']}: “{heading}” is text, not a list. Write it in one line, between quotation marks."
        )
    return str(value)


def _fields(document: dict[str, Any], heading: str) -> dict[str, Any]:
    value = document.get(heading) or {}
    if not isinstance(value, dict):
        raise UnreadableStory(
            f"Line {document['__line__']}: “{heading}” is a list of names, each with a colon and its value, not {_quoted(value)}."
        )
    return {key: said for key, said in value.items() if key != "__line__"}


def _told(entry: dict[str, Any]) -> Told:
    content = dict(entry)
    line = content.pop("__line__")
    try:
        kind = kind_named(str(content.pop("step", "")))
        by = _office(content.pop("by", Office.RECORDER.value))
        name, strikes, why = (str(content.pop(key, "")) for key in ("name", "strikes", "why"))
        content.update(_days(content.pop("on", None)))
        return Told(decode(kind, content), by, line, name, strikes, why)
    except Unreadable as wrong:
        raise UnreadableStory(f"Line {line}: {wrong}") from wrong


def _office(name: Any) -> Office:
    for office in Office:
        if str(name).casefold() in (office.value.casefold(), office.name.casefold().replace("_", " ")):
            return office
    raise Unreadable("by", f"“{name}” is no office. Write one of: {'; '.join(office.value for office in Office)}.")


def _days(on: Any) -> dict[str, Any]:
    """`2023-12-18` is a day; `2022-01-01..2022-12-31` says that the day lies between and is not in the record."""
    if on is None:
        raise Unreadable("on", "a step needs “on”: the day it took effect, or two days with .. between, if the day is not known.")
    first, dots, last = str(on).partition("..")
    return {"on": last.strip(), "not_before": first.strip()} if dots else {"on": on}
