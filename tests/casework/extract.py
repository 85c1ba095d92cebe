"""An invented extract of another system, with one of every fault that a row may have."""

from datetime import date

from custodiet.casework.imports import mapping, rows

TODAY = date(2023, 3, 20)
FILES = {
    "cases.csv": """Case Ref,Case Type,Date Received,Date Recorded,Date Closed,Result,Flag
CO/1/19,Complaint,05/03/2019,07/03/2019,20/11/2019,Finalised,BWV
CO/2/19,Conduct,11/04/2019,,,,
CO/3/19,Complaint,01/07/0202,,,,
CO/4/19,Complaint,09/05/2019,,01/05/2019,Finalised,
CO/5/19,Complaint,09/05/2019,,,,
CO/5/19,Complaint,10/05/2019,,,,
CO/6/19,Grievance,09/05/2019,,,,
CO/7/29,Complaint,09/05/2029,,,,
CO/8/19,Complaint,,,,,
CO/9/19,Complaint,02/06/2019,,,,
CO/9/19,Complaint,02/06/2019,,,,
""",
    "people.csv": """Case Ref,Subject Ref,Role,Name,Rank,Collar Number,DOB
CO/1/19,S10,Subject,Alan Brackwater,PC,4411,02/02/1985
CO/1/19,S11,Subject,Betty Cranmoor,Det Sgt,4412,
CO/1/19,C10,Complainant,Carol Dunsmere,,,01/01/1970
CO/2/19,S10,Subject,Alan Brackwater,PC,4411,02/02/1985
CO/2/19,S12,Subject,UNKNOWN,PC,,
CO/2/19,S13,Subject,Derek Elmhurst,PC,4415,04/04/2020
CO/9/19,S14,Subject,Edith Farrowby,PC,4416,
CO/9/19,S15,Subject,Frank Garnley,PC,4416,
CO/3/19,S16,Subject,Gillian Hartwell,PC,4417,
""",
    "allegations.csv": """Case Ref,Subject Ref,Allegation Ref,Category,Summary,Incident Date
CO/1/19,S10,A1,H1,Spoke rudely at the desk,01/03/2019
CO/1/19,S11,A2,Incivility,Laughed at the caller,01/03/2019
CO/2/19,S12,A3,H1,Drove past,01/04/2019
CO/2/19,S99,A4,H1,Drove past too,01/04/2019
CO/2/19,S10,A5,H1,Left early,01/05/2019
CO/3/19,S16,A6,H1,Late,
""",
    "outcomes.csv": """Case Ref,Subject Ref,Outcome,Outcome Date,Months
CO/1/19,S10,Written warning,15/11/2019,18
CO/1/19,S11,FWW,15/11/2019,
CO/1/19,S11,Resigned,,
CO/1/19,C10,No action,15/11/2019,
""",
}
MAPPING = """source = "Ledgerline"
[cases]
file = "cases.csv"
reference = "Case Ref"
kind = "Case Type"
received_on = "Date Received"
recorded_on = "Date Recorded"
closed_on = "Date Closed"
result = "Result"
[people]
file = "people.csv"
case = "Case Ref"
subject = "Subject Ref"
role = "Role"
name = "Name"
rank = "Rank"
number = "Collar Number"
born_on = "DOB"
[allegations]
file = "allegations.csv"
case = "Case Ref"
subject = "Subject Ref"
allegation = "Allegation Ref"
category = "Category"
conduct = "Summary"
from_day = "Incident Date"
[outcomes]
file = "outcomes.csv"
case = "Case Ref"
subject = "Subject Ref"
outcome = "Outcome"
on = "Outcome Date"
months = "Months"
[kinds]
"Conduct" = "conduct matter"
[ranks]
"Det Sgt" = "sergeant"
"""


def laid_out(folder, **other):
    """The extract in a folder, some of its files otherwise."""
    folder.mkdir(exist_ok=True)
    for name, text in (FILES | other).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def layout(more=""):
    """The mapping, with more said at its end."""
    return mapping.read(MAPPING + more)


def row(table, number=2, **cells):
    """A row of an extract."""
    return rows.Row(table, f"{table}.csv", number, cells)
