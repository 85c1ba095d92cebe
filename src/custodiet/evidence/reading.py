"""What comes of reading a file: facts, and every line that was refused or has no day, with its number and its reason.

A reader is a generator of outcomes, exactly one for each record of the file, besides what it asks and remarks. Nothing is
dropped: records read + records refused = records in the file.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Protocol, TypeAlias

from custodiet.evidence.facts import Fact


@dataclass(frozen=True, slots=True)
class Read:
    """A record that was understood. `facts` may be empty where it says nothing that a table holds (a line of a chat program).

    `undated` says why its day and time are not known, where they are not.
    """

    line: str
    facts: tuple[Fact, ...]
    undated: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that was not understood: where it stands, why, as a sentence, and its text as far as it may be shown."""

    line: str
    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A possible answer, and what the file would then say: `shows` is an example in words."""

    value: str
    shows: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something the file does not settle and a person must: answered by giving `key` one of the choices' values.

    Until then the records that depend on it are read without a day.
    """

    key: str
    asks: str
    why: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something worth knowing of the file as a whole: `key` for the program, `says` for a person, `value` where there is one."""

    key: str
    says: str
    value: Any = None


Outcome: TypeAlias = Read | Refused | Question | Remark
Answers: TypeAlias = dict[str, str]
"""What a person has settled: answers to questions, and what the file cannot say (`own_number`, `zone`, `staff_id` …)."""


class UnreadableFile(Exception):
    """The file as a whole cannot be read as this kind. The message says what was found, why it is refused and what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """An untrusted file as a reader gets it: an open stream at its beginning, and the name that it came with."""

    stream: BinaryIO
    name: str
    size: int


class Reader(Protocol):
    """A kind of file. Listed in `custodiet.evidence.readers.READERS`.

    `name` is the word on the command line; `about` a line for a person; `endings` the file endings it takes.
    """

    @property
    def name(self) -> str: ...

    @property
    def about(self) -> str: ...

    @property
    def endings(self) -> tuple[str, ...]: ...

    def read(self, source: Source, answers: Answers) -> Iterator[Outcome]:
        """Yield what the file holds; raise `UnreadableFile` where it is not of this kind."""
        ...


@dataclass(slots=True)
class Reading:
    """A file as it was read: counts, refusals, questions, remarks. The facts themselves went where they were sent."""

    kind: str
    rows_in_file: int = 0
    rows_read: int = 0
    undated: list[Refused] = field(default_factory=list)
    refusals: list[Refused] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    facts: Counter[str] = field(default_factory=Counter)

    @property
    def rows_refused(self) -> int:
        """How many records were refused."""
        return len(self.refusals)

    def take(self, outcome: Outcome) -> tuple[Fact, ...]:
        """Count one outcome; return its facts."""
        match outcome:
            case Read(line, facts, undated):
                self.rows_in_file += 1
                self.rows_read += 1
                self.facts.update(fact.table for fact in facts)
                if undated:
                    self.undated.append(Refused(line, undated))
                return facts
            case Refused():
                self.rows_in_file += 1
                self.refusals.append(outcome)
            case Question():
                self.questions.append(outcome)
            case Remark():
                self.remarks.append(outcome)
        return ()
