"""The report of an evaluation in words, and as a page that stands alone: no script, nothing fetched."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from custodiet.web import evaluation_rules
from custodiet.web.evaluation_report import DAYS_ASKED, EXPLAINED_ASKED, LANES, VISIBLE_ASKED

QUIET = ("FLO", "SOIT")
STYLE = (
    "body{font:16px/1.5 Arial,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:#1d2b27}h2{margin-top:2.2rem}"
    "div.wide{overflow-x:auto}table{border-collapse:collapse;font-size:.95rem}caption{text-align:left;font-weight:bold;padding:.3rem 0}"
    "th,td{padding:.3rem .8rem;border-bottom:1px solid #b9cfc6;text-align:right}th{text-align:left}svg{max-width:100%;height:auto}"
)
Report = Mapping[str, Any]


def percent(share: float | None, places: int = 1) -> str:
    """“98.9 %”, or a dash where there is nothing to share."""
    return "–" if share is None else f"{share:.{places}%}"


def lines(report: Report) -> Iterator[str]:
    """The report in words."""
    low, high = report["false_alerts_interval"] or (0, 0)
    both = "" if set(report["frozen_on"]) != set(report["reported_on"]) else " These are the same: the figures flatter."
    frozen = ", ".join(f"{at:,.0f} to one with {int(size):,} officers" for size, at in report["thresholds"].items())
    yield (
        f"{report['forces']} forces. A threshold for each size was frozen on {len(report['frozen_on'])} of them ({frozen}); "
        f"everything below is of {len(report['reported_on'])}.{both}"
    )
    yield (
        f"False alerts for each 1,000 officers and month: {report['false_alerts_per_thousand_month']} ({low:.2f} to {high:.2f}; "
        f"asked: {report['asked_rate']})."
    )
    for each in report["levels"]:
        if not each["planted"]:
            continue
        target = f", asked {each['target']:.0%}" if each["target"] else ""
        low, high = each["interval"]
        days = f", median {each['median_days']} days" if each["median_days"] is not None else ""
        yield f"  {each['kind']:<11} {each['found']} of {each['planted']} ({each['recall']:.0%}, {low:.0%} to {high:.0%}){target}{days}"
    yield (
        f"Looks explained: {percent(report['explained_share'], 2)} (asked {EXPLAINED_ASKED:.0%}); of those with a reason on record "
        f"{percent(report['explained_of_looks_with_a_reason'], 2)}, of those without {percent(report['explained_of_looks_without_a_reason'], 2)}."
    )
    yield (
        f"Planted looks left visible: {percent(report['planted_looks_visible'])} (asked {VISIBLE_ASKED:.0%}); "
        f"a classic audit would leave {percent(report['planted_looks_visible_to_a_classic_audit'])}."
    )
    yield from evaluation_rules.lines(report)
    yield f"Certified (tier 1): {report['certified']} pairs, of which {report['certified_that_nobody_planted']} were not planted."
    for kind, row in report["controls"].items():
        if row["certified"] or row["shown"]:
            never = " — none may be certified" if kind in QUIET and row["certified"] else ""
            yield f"  control {kind}: {row['certified']} of {row['of']} certified, {row['shown']} shown{never}"
    for name, found in report["baselines"].items():
        yield f"  beside it, {name}: {', '.join(f'{kind} {of}' for kind, of in found.items())}"
    for name, row in report["faults"].items():
        yield f"  {name}: {row['new_in_tier_1']} new in tier 1 ({row['forces']} forces)"


def page(report: Report) -> str:
    """The report as a page."""
    parts = [
        "<h1>Evaluation of the detection</h1><p>Every force here is invented, and planted cases are about a hundred times as frequent as "
        "in a real one: precision does not carry over; recall against false alerts does so rather better.</p>",
        f"<p>{escape(next(iter(lines(report))))}</p>",
        _levels(report), "<h2>Recall against false alerts</h2>", drawing(report["recall_by_rate"]),
        "<h2>Days to detection</h2>", days_drawing(report["levels"]), _sizes(report), _controls(report), _faults(report),
        _by_rule(report), _without(report), _held_up(report), _explanations(report), _baselines(report), _disparity(report), _strength(report),
        "<h2>In words</h2>", *(f"<p>{escape(line.strip())}</p>" for line in lines(report)),
    ]  # fmt: skip
    return (
        "<!doctype html><html lang='en-GB'><head><meta charset='utf-8'><meta name='viewport' content='width=device-width'>"
        f"<title>Evaluation of the detection</title><style>{STYLE}</style></head><body><main>{''.join(parts)}</main></body></html>\n"
    )


def table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table whose first column names the row; nothing where there is no row."""
    if not rows:
        return ""
    top = "".join(f"<th scope='col'>{escape(head)}</th>" for head in heads)
    body = "".join(
        f"<tr><th scope='row'>{escape(str(row[0]))}</th>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row[1:])}</tr>" for row in rows
    )
    return f"<div class='wide'><table><caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"


def _levels(report: Report) -> str:
    rows = [
        [
            each["kind"], each["planted"], each["found"], percent(each["recall"], 0), " to ".join(percent(end, 0) for end in each["interval"]),
            percent(each["target"], 0), each["certified"], "–" if each["median_days"] is None else each["median_days"],
        ]
        for each in report["levels"] if each["planted"]
    ]  # fmt: skip
    heads = ["Level", "Planted", "Found", "Recall", "95 %", "Asked", "Certified", "Median days"]
    return table(f"Recall at {report['asked_rate']} false alerts for each 1,000 officers and month", heads, rows)


def _sizes(report: Report) -> str:
    kinds = [each["kind"] for each in report["levels"] if each["planted"]]
    rows = [
        [
            f"{size} officers",
            f"{row['threshold']:,.0f}",
            row["false_alerts_per_thousand_month"],
            *(row["levels"].get(kind, "–") for kind in kinds),
        ]
        for size, row in report["by_size"].items()
    ]
    return "<h2>By size of the force</h2>" + table(
        "Found, at the threshold of its size", ["Force", "Threshold", "False alerts", *kinds], rows
    )


def _controls(report: Report) -> str:
    rows = [[kind, row["of"], row["certified"], row["shown"]] for kind, row in report["controls"].items()]
    return "<h2>Who must stay quiet</h2>" + table("Negative controls", ["Control", "Planted", "In tier 1", "Above the threshold"], rows)


def _faults(report: Report) -> str:
    rows = [
        [name, row["forces"], row["new_in_tier_1"], f"{row['planted_certified_before']} → {row['planted_certified_after']}"]
        for name, row in report["faults"].items()
    ]
    return table("The same forces with a fault", ["Fault", "Forces", "New in tier 1, not planted", "Planted in tier 1"], rows)


def _without(report: Report) -> str:
    kinds = [each["kind"] for each in report["levels"] if each["planted"]]
    rows = [
        [f"{'lane' if what in LANES else 'sign'} {what}", *(found.get(kind, "–") for kind in kinds)]
        for what, found in report["without"].items()
    ]
    return "<h2>What each part is worth</h2>" + table("Without it, with thresholds of its own", ["Without", *kinds], rows)


def _by_rule(report: Report) -> str:
    heads = ["Planted", "Cases", "Named", "95 %", "Within its room", "Median days"]
    drawn = table("The record opened without a purpose where a tie forbids it", heads, evaluation_rules.rows_by_rule(report))
    return f"<h2>What the rule on ties shows, whatever it weighs</h2>{drawn}" if drawn else ""


def _held_up(report: Report) -> str:
    heads = ["Explanation", "Counted under it", "Covered by it alone", "Of all looks", "More unexplained without it"]
    return table("How many looks each explanation holds up", heads, evaluation_rules.rows_held_up(report))


def _explanations(report: Report) -> str:
    kinds = [each["kind"] for each in report["levels"] if each["planted"]]
    rows = [
        [
            code,
            percent(row["explained_share"], 2),
            row["false_alerts_per_thousand_month"],
            *(row["levels"].get(kind, "–") for kind in kinds),
        ]
        for code, row in report["explanations_off"].items()
    ]
    return table("Without an explanation, at the frozen threshold", ["Without", "Explained", "False alerts", *kinds], rows)


def _baselines(report: Report) -> str:
    kinds = [each["kind"] for each in report["levels"] if each["planted"]]
    rows = [[name, *(found.get(kind, "–") for kind in kinds)] for name, found in report["baselines"].items()]
    return "<h2>Other methods</h2>" + table("Found at the same rate of false alerts", ["Method", *kinds], rows)


def _disparity(report: Report) -> str:
    rows = [
        [row["group"], row["officers"], row["shown"], "–" if row["ratio"] is None else f"{row['ratio']:.2f}",
         "–" if row["interval"] is None else " to ".join(f"{end:.2f}" for end in row["interval"])]
        for row in report["disparity"]
    ]  # fmt: skip
    heads = ["Group", "Officers", "Shown", "Ratio to the others", "95 %"]
    return "<h2>Who is shown without cause</h2>" + table("Officers on whom nothing was planted", heads, rows)


def _strength(report: Report) -> str:
    rows = [
        [f"{row['purpose']}, {row['from_hours']} to {row['to_hours']} hours after", row["followed"], row["seen"], row["by_chance"],
         f"{row['strength']:.3f}", row["word"]]
        for row in report["strength_of_contact"]
    ]  # fmt: skip
    heads = ["Purpose and lag", "Pairs followed", "In touch", "By chance", "Strength", "In words"]
    return "<h2>How long a purpose explains contact, as one force's own log teaches</h2>" + table("Learned without labels", heads, rows)


def drawing(points: Sequence[Sequence[float]]) -> str:
    """Recall against false alerts, as SVG with its table in words."""
    width, height = 560, 260
    xs = [60 + n * (width - 90) / max(1, len(points) - 1) for n in range(len(points))]
    ys = [height - 40 - recall * (height - 70) for _, recall in points]
    line = " ".join(f"{x:.0f},{y:.0f}" for x, y in zip(xs, ys, strict=True))
    words = "; ".join(f"{recall:.0%} at {rate:g}" for rate, recall in points)
    marks = "".join(
        f"<circle cx='{x:.0f}' cy='{y:.0f}' r='4' fill='#17443b'/><text x='{x:.0f}' y='{height - 20}' font-size='12' text-anchor='middle'>{rate:g}</text>"
        f"<text x='{x:.0f}' y='{y - 9:.0f}' font-size='12' text-anchor='middle'>{recall:.0%}</text>"
        for x, y, (rate, recall) in zip(xs, ys, points, strict=True)
    )
    return (
        f"<svg viewBox='0 0 {width} {height}' role='img' aria-label='Recall by false alerts for each 1,000 officers and month: {escape(words)}'>"
        f"<polyline points='{line}' fill='none' stroke='#17443b' stroke-width='2'/>{marks}"
        f"<text x='{width / 2:.0f}' y='{height - 3}' font-size='12' text-anchor='middle'>false alerts for each 1,000 officers and month</text></svg>"
    )


def days_drawing(levels: Sequence[Mapping[str, Any]]) -> str:
    """Each planted pair as a dot on the day on which it was shown, counted from its first act, by level; a bar marks the median."""
    shown = [each for each in levels if each["days"]]
    width, row, left = 560, 34, 90
    height, most = row * len(shown) + 40, max((max(each["days"]) for each in shown), default=1)
    parts = []
    for n, each in enumerate(shown):
        y = 20 + n * row
        parts.append(f"<text x='6' y='{y + 4}' font-size='13'>{escape(each['kind'])}</text>")
        parts += [
            f"<circle cx='{left + day * (width - left - 20) / most:.0f}' cy='{y}' r='4' fill='#17443b' fill-opacity='.35'/>"
            for day in each["days"]
        ]
        if each["median_days"] is not None:
            x = left + each["median_days"] * (width - left - 20) / most
            parts.append(f"<rect x='{x - 1.5:.0f}' y='{y - 12}' width='3' height='24' fill='#8a2b12'/>")
    asked = left + DAYS_ASKED * (width - left - 20) / most
    words = "; ".join(f"{each['kind']} median {each['median_days']} days" for each in shown)
    return (
        f"<svg viewBox='0 0 {width} {height}' role='img' aria-label='Days to detection: {escape(words)}'>"
        f"<line x1='{asked:.0f}' y1='4' x2='{asked:.0f}' y2='{height - 30}' stroke='#6b7f78' stroke-dasharray='4 3'/>"
        f"<text x='{asked:.0f}' y='{height - 14}' font-size='12' text-anchor='middle'>{DAYS_ASKED} days</text>{''.join(parts)}"
        f"<text x='{width - 20}' y='{height - 14}' font-size='12' text-anchor='end'>{most} days</text></svg>"
    )
