"""The page of the manual on detection, written from the explanations, their windows, the signs and the lanes."""

from custodiet.detection import lanes, signs
from custodiet.detection.cascade import COVERED, SESSION
from custodiet.detection.explanations import OWN
from custodiet.detection.indicators import CONTEXT
from custodiet.detection.indicators.reactive import REACTIVE, Reactive
from custodiet.detection.indicators.unit import Indicator
from custodiet.detection.pairs import CONTACT_DAYS, FEW, LOOK_DAYS, SIGNS
from custodiet.detection.windows import DEFAULTS

LATE = (
    ("T10", "a colleague of the same unit has charge of the person's case and is off duty, and whoever looks is on duty", COVERED),
    ("T14", "the wrong record of a name: open for half a minute at most, never again, and within two minutes the right one", SESSION),
    ("T15", "done for another: the look belongs to whoever asked, with all their explanations", ""),
)
FALSE_POSITIVES = {
    "C1": "Victims who need much contact; a role that the postings do not show.",
    "C3": "A force that does not keep contact logs; entries made late.",
    "C4": "Overtime, call-outs and court that the roster does not show.",
    "C5": "A task or case role that is not in the extracts.",
    "C6": "A long, legitimate enquiry.",
    "C8": "Night shifts with a victim who works nights.",
    "A1": "A purpose that no table holds; look-ups for a colleague without an originator.",
    "A2": "An enquiry that needs both within a day, whose task was not recorded.",
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
} | {each.code: each.triage for each in CONTEXT}
"""What to ask first, by the code of a sign."""
BLIND = {
    "contact": "Private telephones and apps; a telephone not in the register; numbers tied to nobody.",
    "access": "Looks through a colleague's log-in; systems whose log was not read; looks within a purpose's window.",
}


def detection_page() -> str:
    """docs/detection.md."""
    lines = [
        "# Detection",
        "",
        "Written from `custodiet.detection`; do not edit by hand. A look is *explained*, *adverse* (a tie between the two speaks",
        "against the only explanation) or *unexplained*, which is a neutral word: no purpose was found in the files.",
        "",
        "## What explains a look, and for how long",
        "",
        "An earlier look never explains a later one, and neither does a link without a day. policy.toml may shorten a window, never",
        "lengthen it.",
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
        for code, about, _ in LATE
    ]
    lines += [
        "",
        "## The signs",
        "",
        f"Contact is counted over {CONTACT_DAYS} days, looks over {LOOK_DAYS}. Each count is ranked among the pairs of its class: what the officer was to",
        f"the person, and in which role (a class of fewer than {FEW} pairs is judged with all roles together). The rank becomes an e-value;",
        "the signs of a family are averaged with these shares, the families multiplied. Missing data weighs nothing and is said.",
        "",
        "| code | counts | family | share | needs | false positives | blind to | ask first |",
        "|---|---|---|---|---|---|---|---|",
    ]
    needs = signs.needs()
    for sign in SIGNS:
        lines.append(
            f"| {sign.code} | {sign.column.replace('_', ' ')} | {sign.family} | {sign.share:.2f} | {', '.join(needs[sign.code])} "
            f"| {FALSE_POSITIVES[sign.code]} | {BLIND[sign.family]} | {TRIAGE[sign.code]} |"
        )
    lines += _context()
    workload = lanes.Workload()
    lines += [
        "",
        "No protected characteristic, no past complaint and no learned score enters.",
        "",
        "## What is shown",
        "",
        f"- Tier 1: certified by e-BH, so that at most {workload.rate:.0%} of them are expected to be false, whatever the dependence.",
        f"- Tier 2: a fixed workload of {workload.per_thousand_month:g} for each 1,000 officers and month, shared: "
        + ", ".join(f"{lane} {share:.0%}" for lane, share in lanes.SHARES)
        + f"; never below evidence of {lanes.FLOOR:g} to one.",
        "- Tier 3: a random control, drawn by a digest of the day.",
    ]
    return "\n".join(lines) + "\n"


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
