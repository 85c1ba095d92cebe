"""docs/figures.md: every measure with its definition, its source and how sure it is, and what leaves."""

from custodiet.figures.answers import SUBJECTS
from custodiet.figures.breakdown import DIMENSIONS
from custodiet.figures.cube import PUBLIC
from custodiet.figures.disclosure import BASE, NARROWEST, SMALLEST
from custodiet.figures.measures import BY_KEY, MEASURES
from custodiet.figures.papers import LAYOUTS


def figures_page() -> str:
    """The page."""
    lines = [
        "# Figures",
        "",
        "Written from `custodiet.figures`; do not edit by hand. Every figure is counted from a frozen snapshot by one function over the",
        "histories of its cases, and is published in one sentence. A changed definition is a new version of its measure.",
        "",
        "| measure | one is one of | what is counted | source | how sure |",
        "|---|---|---|---|---|",
    ]
    for each in MEASURES:
        lines.append(f"| {each.title} (`{each.named}`) | {each.unit} | {each.definition} | {each.source} | {each.sure} |")
    broken = [f"{each.title.lower()}{' (by itself only)' if each.protected else ''}" for each in DIMENSIONS]
    lines += ["", "Each can be broken down by " + ", ".join(broken) + ".", "", "## What leaves", ""]
    lines += [
        "Always the same tables, published by two people. "
        f"A number from 1 to {SMALLEST - 1} is kept back, every other is given to the nearest {BASE}, and",
        f"more are kept back until none can be narrowed to fewer than {NARROWEST} steps by whoever has the rest of the table. A revision",
        "never shows what was kept back, and moves a number only when the truth has moved by more than its rounding; but a published",
        "nought that is no longer true is kept back, because it said that there was nobody.",
        "A covert case is in no snapshot while it is covert.",
        "",
        "| table | rows | columns |",
        "|---|---|---|",
    ]
    titles = {each.key: each.title for each in DIMENSIONS}
    lines += [f"| {BY_KEY[key].title} | {titles[rows]} | {titles.get(columns, 'number')} |" for key, rows, columns in PUBLIC]
    return "\n".join([*lines, *_answers()]) + "\n"


def _answers() -> list[str]:
    """What a request for information can be answered with."""
    return [
        "",
        "## Answers to requests for information",
        "",
        "Under *Figures*, a snapshot, *Papers*, *Answer to a request for information*: a question, a period and a layout. The page",
        "shows the answer as it may leave, what is withheld and why; the file is CSV, Word or PDF, and what is given is in the ledger.",
        "",
        f"- About: {'; '.join(each.title[:1].lower() + each.title[1:] for each in SUBJECTS)}.",
        f"- Laid out: {'; '.join(each.words for each in LAYOUTS)}.",
        "",
        "Case by case there is one line for each officer in each case. Whoever knows some columns of a person must not find their line,",
        "nor learn the rest of it. So every column is made as coarse for all lines as it must be, or is not given; a line is shown only",
        f"where at least {SMALLEST} lines read the same and those who share year, rank, sex and source do not all share the allegation,",
        f"the finding or the end; and of equal lines a multiple of {BASE} is shown. Sex is there only where the snapshot was frozen with",
        "the force's workforce extract.",
        "Lines are counted, not people: an officer with two cases has two, and a snapshot cannot tell that they are one person's.",
        "",
        "The first answer about some cases binds: for overlapping days, another layout, another question that shares its categories, or",
        "another snapshot is refused, because what differs between two answers can be one person. Answers are not set against the",
        "figures that were published: whoever gives an answer looks at those too.",
        "",
        "What is withheld is named as personal information under section 40(2) of the Freedom of Information Act 2000. The program",
        "does not write the notice of refusal under section 17, and weighs no other exemption; the words of that Act were not among",
        "its sources.",
    ]
