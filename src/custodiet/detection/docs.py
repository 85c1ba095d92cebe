"""The page of the manual on detection, written from the explanations, their windows, the signs and the lanes."""

from custodiet.detection import lanes, signs
from custodiet.detection.cascade import COVERED, SESSION
from custodiet.detection.explanations import OWN
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
        "| code | counts | family | share | needs | false positives | blind to |",
        "|---|---|---|---|---|---|---|",
    ]
    needs = signs.needs()
    for sign in SIGNS:
        lines.append(
            f"| {sign.code} | {sign.column.replace('_', ' ')} | {sign.family} | {sign.share:.2f} | {', '.join(needs[sign.code])} "
            f"| {FALSE_POSITIVES[sign.code]} | {BLIND[sign.family]} |"
        )
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
