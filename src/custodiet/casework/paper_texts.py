"""The papers as they are without a template of the force's own: their words, with the fields that the record fills.

A line that begins with # is a heading, with - a point of a list, with % a line that steers (docxtpl's {%p … %}). `custodiet papers`
writes each as a Word file, for a force to edit.
"""

from custodiet.law.vocabulary import PaperKind

TO = """
{{ force }}
{{ dated }}
To {{ officer.rank }} {{ officer.name }}, {{ officer.number }}{{ officer.posting }}
Case {{ case }}, paper {{ paper.reference }}, version {{ paper.version }}
% if paper.replaces
This takes the place of the paper dated {{ paper.replaces }}, which stays on record.
% endif
"""
ALLEGATIONS = """
# What is alleged
% for each in allegations
{{ each.number }}. {{ each.conduct }}{{ each.when }}
% if each.standards
Said to fall below: {{ each.standards }}.
% endif
% endfor
"""

TEXTS: dict[PaperKind, str] = {
    PaperKind.NOTICE_OF_INVESTIGATION: "# Notice of investigation\n"
    + TO
    + """
This notice is given under {{ under }}. Your conduct is being investigated by {{ investigator }}.
"""
    + ALLEGATIONS
    + """
# How serious it would be
The conduct, if proved, was assessed on {{ severity.on }} as {{ severity.level }}. {{ severity.form }} If either changes, you are told \
why, in a new notice.
# What may come of it
- A dismissal, or a finding that you would have been dismissed, leads to the barred list, on which your name may be published for up to \
five years.
# Your rights
- You may seek advice from your staff association, and a police friend may accompany you.
- If the matter comes to a misconduct hearing, a lawyer may represent you.
- You may give a statement and documents within 10 working days, counted from the first working day after the terms of reference are \
given to you. If they are given together with this notice on {{ dated }}, the last day is {{ reply_by }}.
- If you say nothing now and rely on something later, that may harm your case.
# Receipt
Received on: ____________  Signed: ____________________
""",
    PaperKind.SUSPENSION: "# Suspension\n"
    + TO
    + """
You are suspended with pay from {{ suspension.on }}, under {{ under }}. {{ suspension.first }}
# Why
Redeployment to other duties or another place was considered and found inappropriate. {{ suspension.ground }}
{{ suspension.reason }}
# What you may not do
{{ conditions }}
# Whom you may turn to
{{ welfare }}
# Review
You may make representations to the appropriate authority within 7 working days. The suspension is reviewed at the latest by \
{{ suspension.review_by }}.
""",
    PaperKind.NOTICE_OF_REFERRAL: "# Notice of referral\n"
    + TO
    + """
On {{ referral.on }} the case was referred to a {{ referral.form }}, under {{ under }}. The conduct would amount to {{ severity.level }}.
"""
    + ALLEGATIONS
    + """
# Who decides
% for each in panel
- {{ each.name }} ({{ each.part }})
% endfor
% if not panel
- The persons who conduct or chair the proceedings are named to you as soon as they are appointed.
% endif
{{ delegated }}
{{ presenting }}
{{ joint }}
# Objections
You may object to a person named to you, in writing and with the grounds, within 3 working days from the first working day after the \
name was given to you.
# Representation
At a misconduct hearing you may be represented by a lawyer of your choice; if you choose none, a police friend may represent you.
# Your response
Within 15 working days from the first working day after the documents were given to you. The form for it comes with this notice.
# Documents that come with this notice
% for each in documents
- {{ each.reference }}: {{ each.title }}
% endfor
% if not documents
- None yet.
% endif
""",
    PaperKind.RESPONSE_FORM: "# Response to the notice of referral\n"
    + TO
    + """
Under regulation 31 you say to each allegation whether you accept it, what mitigates it, or what your account is. An allegation that you \
leave out is taken as not answered, not as denied.
% if reply_by
The last day for your response is {{ reply_by }}.
% endif
% for each in allegations
# Allegation {{ each.number }}
{{ each.conduct }}{{ each.when }}
I accept it [ ]   I accept it in part [ ]   I deny it [ ]
My account of what I dispute: ____________________________________________
What mitigates what I accept: ____________________________________________
% endfor
# Objections to a person who is to decide, each with the grounds
________________________________________________________________
# Points of law
________________________________________________________________
# Documents that I dispute, and why
________________________________________________________________
# Documents that I rely on
________________________________________________________________
# Witnesses I propose, each with what the evidence is about
________________________________________________________________
Signed: ____________________  Date: ____________
""",
    PaperKind.NOTICE_OF_HEARING: "# Notice of the {{ hearing.form }}\n"
    + TO
    + """
The {{ hearing.form }} begins on {{ hearing.on }} at {{ start }}, at {{ hearing.place }}. This notice is given under {{ under }}.
# Who decides
% for each in panel
- {{ each.name }} ({{ each.part }})
% endfor
You may object to any of them, in writing and with the grounds, within 3 working days from the first working day after this notice was \
given to you.
""",
    PaperKind.OUTCOME: "# Outcome\n"
    + TO
    + """
# What was found
% for each in findings
{{ each.number }}. {{ each.conduct }}
Found: {{ each.level }}. {{ each.breaches }}
{{ each.reason }}
% endfor
# The outcome
{{ outcome.what }}, on {{ outcome.on }}{{ outcome.months }}.
{{ outcome.reason }}
# Appeal
{{ outcome.appeal }}
""",
    PaperKind.BARRED_LIST_REPORT: """# {{ paper.title }}
{{ force }}
{{ dated }}
Case {{ case }}, paper {{ paper.reference }}, version {{ paper.version }}
% if paper.replaces
This is a further report under regulation 5. It corrects the report dated {{ paper.replaces }}, which stays as it was sent.
% endif
# The person
- Full name: {{ officer.name }}
- Date of birth: {{ officer.born_on }}
- Force: {{ officer.force }}
- Status: {{ officer.status }}
- Rank, or last rank, and number: {{ officer.rank }}, {{ officer.number }}
# Why
% for each in findings
{{ each.number }}. {{ each.conduct }}
Found: {{ each.level }}. {{ each.breaches }}
% endfor
Dismissed, or found that dismissal would have followed, on {{ outcome.on }}: {{ outcome.what }}.
Reported before under section 88I: {{ reported_before }} (in this case: {{ advisory }})
% if left.how
How the person left: {{ left.how }}, {{ left.on }}
% endif
# What bears on whether the entry is published
{{ exemptions }}
""",
}
"""The words of each paper up to the outcome, and of the report to the barred list."""
