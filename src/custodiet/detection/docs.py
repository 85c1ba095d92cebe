"""The page of the manual on detection, written from the explanations, their windows, the signs and the lanes."""

from custodiet.detection import lanes, signs
from custodiet.detection.explanations import OWN
from custodiet.detection.indicators import CONTEXT
from custodiet.detection.indicators.reactive import REACTIVE, Reactive
from custodiet.detection.indicators.unit import Indicator
from custodiet.detection.pairs import CONTACT_DAYS, FEW, LOOK_DAYS, PRIOR, SET_APART, SIGNS
from custodiet.detection.windows import DEFAULTS

LATE = (
    ("T10", "a colleague of the same unit has charge of the person's case and is off duty, and whoever looks is on duty"),
    ("T14", "the wrong record of a name: open for half a minute at most, never again, and within two minutes the right one"),
    ("T15", "done for another: the look belongs to whoever asked, with all their explanations"),
    ("T16", "a shared log-in: somebody who worked at that terminal then, under a log-in of their own, had a purpose"),
)
FALSE_POSITIVES = {
    "C1": "Victims who need much contact; a role that the postings do not show.",
    "C3": "A force that does not keep contact logs; entries made late.",
    "C4": "Overtime, call-outs and court that the roster does not show.",
    "C5": "A task or case role that is not in the extracts.",
    "C6": "An enquiry that goes on without a task or a case role.",
    "C8": "Night shifts with a victim who works nights.",
    "A1": "A purpose that no table holds; look-ups for a colleague without an originator.",
    "A2": "An enquiry that needs both within a day, whose task was not recorded.",
    "J1": "One role that no table holds and that needs both the record and the calls for weeks.",
}
TRIAGE = {
    "C1": "Ask what the contact was about, and who knew of it.",
    "C3": "Ask whether this unit keeps a contact log at all, and look on the case's own pages.",
    "C4": "Ask for overtime, call-outs and court days of those dates.",
    "C5": "Ask for a task or a case role that the extracts do not hold.",
    "C6": "Ask which enquiry it was, and when it ended.",
    "C8": "Compare with the officer's other contacts in the same weeks of nights.",
    "A1": "Ask for the purpose of each day, one by one, before anything else is asked.",
    "A2": "Ask for the enquiry that needed both the record and the call.",
    "J1": "Ask for a role that lasted from the first of those days to the last.",
} | {each.code: each.triage for each in CONTEXT}
"""What to ask first, by the code of a sign."""
BLIND = {
    "contact": "Private telephones and apps; a telephone not in the register; numbers tied to nobody.",
    "joint": "All that its two sources are blind to.",
    "access": "Looks through a colleague's log-in; systems whose log was not read; looks within a purpose's window.",
}


def detection_page() -> str:
    """What the code says of itself, for docs/detection.md."""
    return "\n".join([*_explanations(), *_signs(), *_context(), *_shown()]) + "\n"


def _explanations() -> list[str]:
    """What explains a look."""
    lines = [
        "# Detection",
        "",
        "Written from `custodiet.detection`; do not edit by hand. A look is *explained*, *adverse* (a tie between the two speaks",
        "against the only explanation) or *unexplained*, which is a neutral word: no purpose was found in the files.",
        "",
        "## What explains a look, and for how long",
        "",
        "An earlier look never explains a later one, and neither does a link without a day. policy.toml may shorten a window, never",
        "lengthen it. A tie between the two (the officer's own record, family, a declared associate, a neighbour, a colleague) cancels what is",
        "weak, T10 and T14; so does, against everybody and for as long as it lasts, that a named person declared the record hot.",
        "",
        "| code | the officer … | window | decided | rests on |",
        "|---|---|---|---|---|",
    ]
    for each in sorted(OWN, key=lambda one: int(one.code[1:])):
        window = DEFAULTS[each.code]
        weak = " (weak: an adverse tie cancels it)" if each.weak else ""
        lines.append(
            f"| {each.code} | {each.about}{weak} | {window.words()} | {window.decided_on}, {window.decided_by} | {', '.join(each.needs)} |"
        )
    lines += [
        f"| {code} | {about} | {DEFAULTS[code].words()} | {DEFAULTS[code].decided_on}, {DEFAULTS[code].decided_by} | |"
        for code, about in LATE
    ]
    return lines


def _signs() -> list[str]:
    """The signs that are weighed."""
    lines = [
        "",
        "## The signs",
        "",
        f"Contact is counted over {CONTACT_DAYS} days, looks over {LOOK_DAYS}. Each pair is set against the pairs of its class: what the officer was to",
        f"the person, and in which role (a class of fewer than {FEW} pairs is judged with all roles together; a declared tie is a class of its",
        "own). A pair's score is its count, at most `most`, to the `power`; its e-value is its score divided by the mean score of the class,",
        f"itself among them, on one half of the stake. Each class is judged as if {PRIOR:,} average pairs of the force stood in it too, where",
        f"that is the milder. Who once reached {SET_APART:,.0f} to one is no longer among those by whom others are judged. The signs of a family",
        "are averaged with these shares; access and the days apart are multiplied (joint); the three are averaged. Missing data weighs nothing",
        "and is said. Every night weighs the pairs of whom something is new, every seventh all of them.",
        "",
        "How long after an incident or a case officers ring people as a matter of course is learned from the force's own log against a",
        "permuted one, without labels (`detection.strength`): a contact as usual as on the day weighs nothing in C5, C6, A2 and J1, one a",
        "hundred times rarer all. The table that was learned stands in the report of every audit.",
        "",
        "| code | counts | family | share | most | power | needs | false positives | blind to | ask first |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    needs = signs.needs()
    for sign in SIGNS:
        lines.append(
            f"| {sign.code} | {sign.column.replace('_', ' ')} | {sign.family} | {sign.share:.2f} | {sign.most} | {sign.power} | {', '.join(needs[sign.code])} "
            f"| {FALSE_POSITIVES[sign.code]} | {BLIND[sign.family]} | {TRIAGE[sign.code]} |"
        )
    return lines


def _shown() -> list[str]:
    """Which pairs are shown."""
    workload = lanes.Workload()
    return [
        "",
        "No protected characteristic, no past complaint and no learned score enters.",
        "",
        "## What is shown",
        "",
        f"- Tier 1: certified by e-BH, so that at most {workload.rate:.0%} of them are expected to be false, whatever the dependence.",
        f"- Tier 2: a fixed workload of {workload.per_thousand_month:g} for each 1,000 officers and month, shared: "
        + ", ".join(f"{lane} {share:.0%}" for lane, share in lanes.SHARES)
        + f"; never below evidence of {lanes.FLOOR:g} to one.",
        "- By rule, whatever the weight: looks that nothing explains at one's own record, the family's or a declared associate's (not a neighbour's",
        f"  or a colleague's), those of most days first, with room of their own, {lanes.BY_RULE:.0%} of that workload, beside it.",
        "- Tier 3: a random control each month (`control_a_month` in policy.toml), drawn by a digest of the day, so that anybody can draw it again.",
    ]


def _context() -> list[str]:
    """The signs outside the score."""
    lines = [
        "",
        "## Shown, never weighed",
        "",
        "These have no valid e-value, so they enter no score and show nobody: they stand beside a finding that the others made. Where a",
        "table is missing, or the files cannot say, that is said. M1 to M3 read content: they are asked of a case's exhibits alone, beside",
        "the contact account, and no night asks them.",
        "",
        "| code | definition | needs | false positives | blind to | ask first |",
        "|---|---|---|---|---|---|",
    ]
    units: tuple[Indicator | Reactive, ...] = (*CONTEXT, *REACTIVE)
    return lines + [
        f"| {each.code} | {each.about} | {', '.join(each.needs)} | {each.false_positives} | {each.blind_to} | {each.triage} |"
        for each in units
    ]
