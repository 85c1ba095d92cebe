"""The words of the papers that follow a hearing: the chair's report, the letter to whoever complained, the report to the advisory list."""

from custodiet.casework.paper_texts import TEXTS
from custodiet.law.vocabulary import PaperKind

REPORT = """# Report of the chair
{{ force }}
{{ dated }}
To the appropriate authority, under {{ under }}
Officer concerned: {{ officer.rank }} {{ officer.name }}, {{ officer.number }}{{ officer.posting }}
Case {{ case }}, paper {{ paper.reference }}, version {{ paper.version }}
% if paper.replaces
This takes the place of the report dated {{ paper.replaces }}, which stays on record.
% endif
# The proceedings
A {{ hearing.form }}, held {{ hearing.held }}: {{ hearing.days }}. The officer {{ hearing.present }}. {{ hearing.adjourned }}
% for each in hearing.seats
- {{ each }}
% endfor
% for each in restrictions
{{ each }}
% endfor
# Findings
% for each in findings
Allegation {{ each.number }}. {{ each.conduct }}{{ each.when }}
The officer's answer: {{ each.answer }}.
Found: {{ each.level }}. {{ each.how }} {{ each.breaches }}
{{ each.reason }}
% endfor
% if seriousness
# How serious it is
% for each in seriousness
{{ each.what }}: {{ each.words }}
% endfor
# What the outcome is for
% for each in purposes
- To {{ each }}
% endfor
{{ purpose }}
% endif
# The outcome
{{ outcome.what }}, on {{ outcome.on }}{{ outcome.months }}.
{{ outcome.reason }}
% if outcome.exceptional
Exceptional circumstances: {{ outcome.exceptional }}
% endif
% if outcome.not_dismissed
# Why the officer was not dismissed
{{ outcome.not_dismissed }}
% endif
# Appeal
{{ appeal }}
Signed: ____________________  Date: ____________
"""
LETTER = """# Letter
{{ dated }}
{{ person.name }}
We wrote this letter to tell you what was decided, why, and what happens now. Read it when you have time and a quiet place. You can ask \
us to go through it with you.
# What was decided
% for each in answers
{{ each.number }}. {{ each.conduct }}
{{ each.decision }}
Why: {{ each.reason }}
% endfor
% for each in outcomes
{{ each }}
% endfor
% if apology
# We are sorry
{{ apology }}
% endif
# What happens now
{{ follows }}
# If you do not agree
{{ review.words }}
% if review.open
{{ review.how }}
% endif
# Whom you can talk to
{{ contact }}
"""
ADVISORY = """# {{ paper.title }}
{{ force }}
{{ dated }}
Case {{ case }}, paper {{ paper.reference }}, version {{ paper.version }}. Given under {{ under }}.
% if paper.replaces
This is a further report. It corrects the report dated {{ paper.replaces }}, which stays as it was sent.
% endif
# The person
- Full name: {{ officer.name }}
- Date of birth: {{ officer.born_on }}
- Force: {{ officer.force }}
- Status: {{ officer.status }}
- Rank, or last rank, and number: {{ officer.rank }}, {{ officer.number }}
- How the person left: {{ left.how }}
- Day of leaving: {{ left.on }}
# What is alleged
% for each in allegations
{{ each.number }}. {{ each.conduct }}{{ each.when }}
{{ each.finding }}
% endfor
"""
WORDS: dict[PaperKind, str] = TEXTS | {
    PaperKind.CHAIRS_REPORT: REPORT,
    PaperKind.OUTCOME_LETTER: LETTER,
    PaperKind.ADVISORY_LIST_REPORT: ADVISORY,
}
"""The words of every paper."""
