"""What the files of the demonstration say, counted from the tables they were made of and not by the program: `demo/exhibits/README.md`."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise

from tools.exhibits import one, two
from tools.exhibits import one_contacts as lines
from tools.exhibits.bill import Item
from tools.exhibits.files import INVENTED
from tools.exhibits.one_contacts import CALL, OFF, ON, TEXT, UNKNOWN
from tools.exhibits.shifts import Shift, standing

Contact = tuple[datetime, str, str]
"""When by the clock on the wall, what, and on duty, off duty or unknown by the roster."""
_NOT_ROWS = 2
"""A CSV file's first line says that it is invented, its second names the columns."""


def contacts_one() -> list[Contact]:
    """Story one's contacts with duty worked out from the roster; ValueError where the table of the story says another thing."""
    return _checked(one.roster(), one.OFFICER, [(lines.moment(at), kind, said) for at, kind, _, said in lines.CONTACTS])


def contacts_two(number: str) -> list[Contact]:
    """Story two's contacts with one of the two numbers."""
    return _checked(
        two.roster(), two.OFFICER, [(datetime.fromisoformat(at), kind, said) for at, to, kind, _, said in two.CONTACTS if to == number]
    )


def _checked(roster: list[Shift], officer: str, contacts: list[Contact]) -> list[Contact]:
    for at, _, said in contacts:
        if (found := standing(roster, officer, at)) != said:
            raise ValueError(f"The contact of {at} is written down as {said}; by the roster he was {found}. Mend one of the two.")
    return contacts


def _duty_table(contacts: Sequence[Contact]) -> list[str]:
    count = Counter((kind, duty) for _, kind, duty in contacts)
    rows = ["| | on duty | off duty | unknown | together |", "|---|---|---|---|---|"]
    for words, kinds in (("calls", (CALL,)), ("texts", (TEXT,)), ("both", (CALL, TEXT))):
        parts = [sum(count[kind, duty] for kind in kinds) for duty in (ON, OFF, UNKNOWN)]
        rows.append(f"| {words} | {' | '.join(map(str, parts))} | {sum(parts)} |")
    return rows


def _by_week(contacts: Sequence[Contact]) -> str:
    first = contacts[0][0].date()
    weeks = Counter((at.date() - first).days // 7 for at, _, _ in contacts)
    return ", ".join(str(weeks[number]) for number in range(max(weeks) + 1))


def _silence(contacts: Sequence[Contact]) -> str:
    pairs = pairwise(contacts)
    gap, start, end = max((later[0] - earlier[0], earlier[0], later[0]) for earlier, later in pairs)
    return f"{gap.days} days {gap.seconds // 3600} hours, from {start:%d/%m/%Y %H:%M} to {end:%d/%m/%Y %H:%M}"


def _rows(name: str, content: bytes, bill: Iterable[Item]) -> str:
    if name.endswith(".csv"):
        return str(content.count(b"\n") - _NOT_ROWS)
    if name.endswith(".xlsx"):
        return str(len(list(bill)))
    return str(len(lines.CHAT)) if name.endswith(".zip") else "-"


def _file_table(folder: str, files: dict[str, bytes], bill: Iterable[Item]) -> list[str]:
    rows = ["| file | read as | rows |", "|---|---|---|"]
    return rows + [f"| {folder}{name} | {kind(name)} | {_rows(name, content, bill)} |" for name, content in files.items()]


def kind(name: str) -> str:
    """The reader of a file of the demonstration."""
    stem = name.split(".", maxsplit=1)[0]
    named = {"records-access": "access_log", "duty-roster": "roster", "device-register": "device_register", "phone-links": "phone_links"}
    for start, reader in (("phone-bill", "phone_bill"), ("whatsapp", "whatsapp"), ("screenshot", "screenshots")):
        if stem.startswith(start):
            return reader
    return named.get(stem, stem)


def readme(files_one: dict[str, bytes], files_two: dict[str, bytes]) -> bytes:
    """The page that says what is in the folder and what must come out of it."""
    first, hers, his = contacts_one(), contacts_two(two.HERS), contacts_two(two.HIS)
    text = [
        "# The two stories as raw files",
        "",
        INVENTED,
        "The shape of the stories is that of two published cases; see `demo/stories/`.",
        "",
        "`python -m tools.demo_exhibits` makes this folder, the same bytes on every run. The figures below are counted from the",
        "tables that the files were made of (`tools/exhibits/`), not by Custodiet: what Custodiet counts must equal them.",
        "",
        "## Story one: officer 4471, person P-10234",
        "",
        "Gareth Holloway, PC 4471 (“PC X”), met Amy Lockyer (“Ms A”) at an incident on 21 November 2021. His work telephone was",
        f"{one.WORK}, his own {one.OWN}; hers was {one.HERS}. All times in the files are UK local time; in winter that is UTC.",
        "",
        "What must come out:",
        "",
        f"- from {first[0][0]:%d/%m/%Y} to {first[-1][0]:%d/%m/%Y}, ten weeks, by the bill of the work telephone:",
        "",
        *_duty_table(first),
        "",
        f"- week by week: {_by_week(first)}; the longest silence {_silence(first)};",
        "- “unknown” are two texts on 26 and 27 December 2021, for which the roster has no row; a rest day has a row and counts as off duty;",
        "- by the actual roster, which differs from the plan: a text at 01:05 on 13 December was in overtime (on duty), one at 21:30 on",
        "  22 December came after an early finish (off duty), one on 7 December in a court day and one on 16 January on a rest day worked",
        "  (on duty). No contact falls on the on-call evening of 17 December, the cancelled duty of 30 December, or a day only planned;",
        "- four looks of his at her record: 21 November at the scene (explained by his attendance), 24 November (explained by his",
        "  assignment to the file), and **two that nothing explains: 2 December 2021 at 21:52:06 and 11 January 2022 at 22:31:47**. Before",
        "  the first of these stands a search without a person. A check of P-10235 on the PNC was made by another for him (originator);",
        f"- the chat she handed over has {len(lines.CHAT)} lines: {_chat()};",
        "- the screenshots show seven bubbles, four of them texts from his work telephone that stand in the bill; they add nothing.",
        "",
        *_file_table("", files_one, one.items()),
        "",
        "## Story two: officer 2290, persons P-20456 and P-20457",
        "",
        "Stuart Pembry, PC 2290 (“PC Y”), met Rhiannon Vaughan (“Ms B”, P-20456) on 10 May 2021. His work telephone was",
        f"{two.WORK}; hers was {two.HERS}, her former partner's (P-20457) {two.HIS}. In May local time is an hour ahead of UTC.",
        "",
        f"- to her, from {hers[0][0]:%d/%m/%Y} to {hers[-1][0]:%d/%m/%Y}:",
        "",
        *_duty_table(hers),
        "",
        f"- to her former partner, on {his[0][0]:%d/%m/%Y}:",
        "",
        *_duty_table(his),
        "",
        "- two incidents, 10 May (attended by 2290 and 4102) and 30 May 2021 (attended by 4102 and 4103, not by him);",
        "- one look of his at the record of each of the two, at the scene and explained; none unexplained.",
        "",
        *_file_table("two/", files_two, two.items()),
        "",
    ]
    return "\n".join(text).encode()


def _chat() -> str:
    mark = "\u200e"
    own = [words.strip(mark) for _, _, words in lines.CHAT if words.startswith(mark)]
    media = sum(words.startswith("<attached") for words in own)
    deleted = sum("deleted" in words for words in own)
    calls = sum("voice call" in words for words in own)
    sent = Counter(who for _, who, words in lines.CHAT if not words.startswith(mark))
    return (
        f"{sent[lines.HIM]} messages of text from him and {sent[lines.HER]} from her,\n  {media} pictures, {deleted} deleted messages and "
        f"{calls} missed call of his, and {len(own) - media - deleted - calls} lines of the program itself"
    )
