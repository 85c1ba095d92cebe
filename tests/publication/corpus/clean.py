"""Clean outputs made by script: notices, lists, calendars, workbooks, letters and feeds that hold nobody who is looked for.

They are full of what looks alike: other people's dates, counts, times, telephone numbers of the force, ordinary words that are
surnames too. The people who are looked for are invented afresh, with common surnames and short collar numbers among them.
"""

import csv
import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from html import escape
from random import Random

import openpyxl

from custodiet.law.vocabulary import FormOfProceedings, Outcome, Seat, Severity
from custodiet.law.vocabulary import StandardOfProfessionalBehaviour as Standard
from custodiet.publication.identifiers import Identifier, Kind
from custodiet.publication.names import Alias, OfficerTitle, PersonTitle
from custodiet.publication.render import render
from custodiet.publication.words import Count, Counted
from tests.publication.corpus.documents import paragraph, run, with_body
from tests.publication.corpus.pdf import pdf, shown
from tests.publication.corpus.xml import calendar, folded
from tests.publication.made import hearing_notice, outcome_notice, reviewed

_SURNAMES = """
Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Wright Walker White Roberts Green Hall Wood Harris Martin
Jackson Clarke Lewis Hill Young King Turner Baker Cook Ward Morris Hughes Edwards Khan Ali Singh Kaur Lee Ng Begum May Page
Marsh Day Law Field Church Bishop Constable Sergeant Best Case Grant Price Rose Long Short Hope Banks Booth Chambers Park
Street West North Okafor Adeyemi Nowak Kowalski Murphy O'Shaughnessy Penhallow Easterbrook Trelawney Holdsworth Featherstone
"""

_GIVEN = """
Tobias Marguerite Grace Will Mark Faith Sarah Amrit Chloe Owen Rhys Fatima Piotr Ngozi Alice Hope Jack Rosa Dawn Summer
"""
SURNAMES = _SURNAMES.split()
GIVEN = _GIVEN.split()
STREETS = ["Quay Lane", "Harbour Road", "Church Street", "Station Road", "Mill Close", "High Street", "Park Avenue"]
CONDUCT = (
    "PC X met Ms A at an incident in {month} {year} and rang her {n} times afterwards, mostly between {h}:{m:02} and 23:{m:02} hours.",
    "The officer may have used a force computer on {d} {month} {year} to look at {n} records without a policing purpose.",
    "A page of the notebook was left blank. In the case of allegation {k} the panel was of the view that the law is clear.",
    "Officer X sent {many:,} messages in all, of which {n} were sent on a rest day, over {k} weeks, at a cost of £{many}.",
    "He was young in service, with a good record, and will be on the list; the panel gave weight to the best of his testimonials.",
    "It was said in the field, at the church hall and on the street, that nobody had the right to grant what the witness was promised.",
    "The hearing under regulation 43 began at {h}:{m:02} and heard {k} witnesses on {d}/{mm}/{year}; {percent}% of it was in public.",
    "Regulation 59(2)(c) and section 88A were read. Reference {year}/{ref:06}. The force may be reached on 01632 960{n:03}.",
    "Body worn video of {h} hours {m} minutes was seen. A green vehicle on the long road west was of no interest to the chief constable.",
)


def people(random: Random, number: int = 12) -> list[Identifier]:
    """Invented people, each with what they could be known by; none of it in any output."""
    found: list[Identifier] = []
    for at in range(number):
        given, surname = random.choice(GIVEN), random.choice(SURNAMES)
        born = date(1950, 1, 1) + timedelta(days=random.randrange(20_000))
        found += [
            Identifier(Kind.NAME, f"{given} {random.choice(GIVEN)} {surname}"),
            Identifier(Kind.COLLAR_NUMBER, str(random.choice((random.randrange(12, 999), random.randrange(1000, 9999))))),
            Identifier(Kind.TELEPHONE, f"07700 9{random.randrange(100_000):05}"[:12]),
            Identifier(Kind.EMAIL, f"{given}.{surname.replace(chr(39), '')}{at}@example.org"),
            Identifier(Kind.DATE_OF_BIRTH, born.isoformat()),
            Identifier(
                Kind.ADDRESS, f"{random.randrange(1, 99)} {random.choice(STREETS)}, EX{random.randrange(10, 40)} {random.randrange(1, 9)}QW"
            ),
            Identifier(Kind.NUMBER_PLATE, f"WV{random.randrange(10, 75)} {''.join(random.choices('ABCDEFGHJKLMNPRSTUVWXYZ', k=3))}"),
            Identifier(Kind.HANDLE, f"@{random.choice(GIVEN).lower()}_{random.choice(STREETS).split()[0].lower()}{random.randrange(99)}"),
        ]
    return found


def sentence(random: Random) -> str:
    day = date(2021, 1, 1) + timedelta(days=random.randrange(1_900))
    return random.choice(CONDUCT).format(
        d=day.day, month=f"{day:%B}", year=day.year, mm=f"{day.month:02}", h=random.randrange(8, 23), m=random.randrange(60),
        n=random.randrange(3, 200), k=random.randrange(1, 13), many=random.randrange(200, 9_000), percent=random.randrange(100),
        ref=random.randrange(1_000_000),
    )  # fmt: skip


def words(random: Random, number: int = 3) -> str:
    return " ".join(sentence(random) for _ in range(number))


def notice(random: Random) -> bytes:
    letter = random.choice("XYZWVU")
    changes = {
        "officer": Alias(random.choice((OfficerTitle.PC, OfficerTitle.PS, OfficerTitle.INSP)), letter),
        "people": (Alias(random.choice((PersonTitle.MS, PersonTitle.MR)), random.choice("ABCD")),),
        "contacts": (Count(random.randrange(1, 300), Counted.CALL), Count(random.randrange(1, 9_999), Counted.TEXT_MESSAGE)),
        "published_on": date(2021, 1, 1) + timedelta(days=random.randrange(1_900)),
        "days": (date(2021, 1, 1) + timedelta(days=random.randrange(1_900)),),
        "chair": random.choice((Seat.LEGALLY_QUALIFIED_CHAIR, Seat.CHIEF_OFFICER_CHAIR)),
        "form": random.choice((FormOfProceedings.HEARING, FormOfProceedings.MEETING)),
    }
    if random.random() < 0.5:
        standards = tuple(random.sample(list(Standard), 2))
        return render(
            hearing_notice(allegations=(reviewed(words(random)),), standards=standards, level_alleged=Severity.GROSS_MISCONDUCT, **changes)
        )
    return render(
        outcome_notice(
            summary=(reviewed(words(random)),), outcome=random.choice((Outcome.DISMISSAL_WITHOUT_NOTICE, Outcome.NO_ACTION)), **changes
        )
    )


def table(random: Random) -> bytes:
    out = io.StringIO()
    rows = [["Year", "Force", "Proceedings", "Outcome", "Breaches", "Rate"], *_rows(random)]
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(random.choice(("utf-8", "utf-8-sig", "utf-16")))


def _rows(random: Random) -> list[list[object]]:
    return [
        [
            random.randrange(2015, 2027),
            "Wessex Vale Police",
            random.randrange(900),
            random.choice(list(Outcome)).capitalised,
            random.randrange(40),
            round(random.random(), 3),
        ]
        for _ in range(random.randrange(3, 12))
    ]


def workbook(random: Random) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Year", "Force", "Proceedings", "Outcome", "Breaches", "Rate", "On"])
    for row in _rows(random):
        book.active.append([*row, date(2021, 1, 1) + timedelta(days=random.randrange(1_900))])
    book.properties.creator = "Wessex Vale Police"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def appointment(random: Random) -> bytes:
    at = date(2021, 1, 1) + timedelta(days=random.randrange(1_900))
    lines = [f"DTSTART:{at:%Y%m%d}T{random.randrange(8, 18):02}3000Z", "SUMMARY:Misconduct hearing", f"DESCRIPTION:{words(random, 1)}"]
    return calendar("\r\n".join(folded(line) for line in lines))


def feed(random: Random) -> bytes:
    at = date(2021, 1, 1) + timedelta(days=random.randrange(1_900))
    slug = "".join(random.choices("abcdefghijkmnpqrstuvwxyz23456789", k=12))
    item = f"<item><title>Outcome: PC X</title><link>https://example.org/outcomes/{slug}/</link><pubDate>{at:%a, %d %b %Y} 10:00:00 GMT</pubDate></item>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Outcomes</title>{item}<description>{escape(words(random))}</description></channel></rss>'.encode()


def data(random: Random) -> bytes:
    rows = [
        {"alias": "PC X", "on": f"20{random.randrange(21, 27)}-0{random.randrange(1, 9)}-11", "words": sentence(random)} for _ in range(3)
    ]
    return json.dumps({"digest": f"{random.getrandbits(256):064x}", "rows": rows}).encode()


def letter(random: Random) -> bytes:
    return with_body(lambda text: "".join(paragraph(run(each)) for each in text.split(". ")))(words(random))


def printed(random: Random) -> bytes:
    return pdf(shown(words(random, 1)), info=b"/Title(Outcome of misconduct hearing)/CreationDate(D:20231218100000Z)")


KINDS: tuple[tuple[int, Callable[[Random], bytes]], ...] = (
    (40, notice), (20, table), (12, appointment), (12, feed), (8, data), (2, workbook), (3, letter), (3, printed),
)  # fmt: skip
"""How many in a hundred are of each kind."""


def outputs(number: int, seed: int = 5) -> list[bytes]:
    """That many clean outputs."""
    random = Random(seed)
    makers = [make for times, make in KINDS for _ in range(times)]
    return [makers[at % len(makers)](random) for at in range(number)]
