"""`custodiet evaluate FOLDER… --to FOLDER`: an audit of invented forces against the truth about them, as a page and as JSON.

Several folders: thresholds are chosen on the first half of them and reported on the other half.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from custodiet.detection import audit, evaluation
from custodiet.detection.engine import Engine, NotFacts
from custodiet.detection.evaluation import Planted, Scored

RATE = 0.5
"""False alerts for each 1,000 officers and month at which recall is reported."""
TARGETS = {"L0": 1.0, "L1": 0.98, "L2": 0.95, "L3": 0.8, "L4": 0.5}
QUIET = {"FLO", "SOIT"}

Forces = list[tuple[Scored, list[Planted]]]


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("folders", metavar="FOLDER", type=Path, nargs="+", help="what `custodiet simulate` wrote")
    parser.add_argument("--to", metavar="FOLDER", type=Path, required=True, help="where evaluation.json and evaluation.html go")
    parser.add_argument("--rate", type=float, default=RATE, help="false alerts for each 1,000 officers and month (0.5)")


def run(options: argparse.Namespace) -> int:
    """Evaluate; 2 where a folder holds no force or no truth."""
    forces: Forces = []
    controls: list[dict[str, Any]] = []
    try:
        for folder in options.folders:
            sys.stderr.write(f"{folder} …\n")
            done, planted, quiet = force(folder)
            forces.append((done, planted))
            controls += quiet
    except (OSError, ValueError, NotFacts) as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 2
    report = evaluate(forces, controls, options.rate)
    options.to.mkdir(parents=True, exist_ok=True)
    (options.to / "evaluation.json").write_text(json.dumps(report, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    (options.to / "evaluation.html").write_text(page(report), encoding="utf-8")
    sys.stdout.write("\n".join(lines(report)) + "\n")
    return 0


def force(folder: Path) -> tuple[Scored, list[Planted], list[dict[str, Any]]]:
    """One force, weighed; what is planted in it; and of its negative controls, which were certified."""
    truth = json.loads((folder / "truth" / "truth.json").read_text(encoding="utf-8"))
    planted = evaluation.planted_of(truth)
    with Engine(audit.facts_of(folder)) as engine:
        done = evaluation.score(engine, planted, date.fromisoformat(truth["start"]), truth["days"])
    sure = {officer for officer, _ in done.certified}
    return done, planted, [{"kind": each["kind"], "certified": each["officer"] in sure} for each in truth["controls"]]


def evaluate(forces: Forces, controls: Sequence[dict[str, Any]], rate: float) -> dict[str, Any]:
    """The report as plain data."""
    half = len(forces) // 2
    frozen, held = (forces[:half], forces[half:]) if half else (forces, forces)
    at = evaluation.threshold(frozen, rate)
    looks = sum(done.looks for done, _ in held)
    planted_looks = sum(done.planted_looks for done, _ in held)
    return {
        "forces": len(forces),
        "officers": [done.officers for done, _ in forces],
        "days": [done.days for done, _ in forces],
        "threshold": round(at, 3),
        "threshold_from": half or "the same forces",
        "asked_rate": rate,
        "false_alerts_per_thousand_month": round(evaluation.false_rate(held, at), 3),
        "levels": [
            {"kind": each.kind, "planted": each.planted, "found": each.found, "recall": round(each.recall, 4),
             "interval": [round(end, 4) for end in each.interval()], "median_days": each.median_days, "target": TARGETS.get(each.kind)}
            for each in evaluation.levels(held, at)
        ],
        "explained_share": round(1 - sum(done.unexplained for done, _ in held) / looks, 6) if looks else None,
        "planted_looks_visible": round(sum(done.visible for done, _ in held) / planted_looks, 4) if planted_looks else None,
        "planted_looks_visible_to_a_classic_audit": round(sum(done.classic_visible for done, _ in held) / planted_looks, 4) if planted_looks else None,
        "recall_by_rate": [[each, round(recall, 4)] for each, recall in evaluation.curve(held)],
        "recall_of_raw_counts": round(evaluation.raw_recall(held, rate), 4),
        "controls": {
            kind: [sum(each["certified"] for each in controls if each["kind"] == kind), sum(each["kind"] == kind for each in controls)]
            for kind in sorted({each["kind"] for each in controls})
        },
    }  # fmt: skip


def lines(report: dict[str, Any]) -> Iterator[str]:
    """The report in words."""
    yield f"{report['forces']} forces; threshold {report['threshold']} from {report['threshold_from']}."
    yield f"False alerts for each 1,000 officers and month: {report['false_alerts_per_thousand_month']} (asked: {report['asked_rate']})."
    for each in report["levels"]:
        target = f", target {each['target']:.0%}" if each["target"] else ""
        low, high = each["interval"]
        days = f", median {each['median_days']} days" if each["median_days"] is not None else ""
        yield f"  {each['kind']:<11} {each['found']} of {each['planted']} ({each['recall']:.0%}, {low:.0%} to {high:.0%}){target}{days}"
    yield f"Looks explained: {report['explained_share']:.2%}. Planted looks left visible: {report['planted_looks_visible']:.1%};"
    yield f"a classic audit would leave {report['planted_looks_visible_to_a_classic_audit']:.1%}. Raw counts would find {report['recall_of_raw_counts']:.0%}."
    for kind, (certified, many) in report["controls"].items():
        if certified:
            yield f"  control {kind}: {certified} of {many} certified{' — none may be' if kind in QUIET else ''}"


def page(report: dict[str, Any]) -> str:
    """The report as a page that stands alone: no script, nothing fetched."""
    rows = "".join(
        f"<tr><th scope='row'>{escape(each['kind'])}</th><td>{each['planted']}</td><td>{each['found']}</td><td>{each['recall']:.0%}</td>"
        f"<td>{each['interval'][0]:.0%} to {each['interval'][1]:.0%}</td><td>{'' if each['median_days'] is None else each['median_days']}</td></tr>"
        for each in report["levels"]
    )
    said = "".join(f"<p>{escape(line)}</p>" for line in lines(report))
    return (
        "<!doctype html><html lang='en-GB'><head><meta charset='utf-8'><title>Evaluation of the detection</title>"
        "<style>body{font:16px/1.5 Arial,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse}"
        "th,td{padding:.3rem .8rem;border-bottom:1px solid #b9cfc6;text-align:right}th{text-align:left}</style></head><body><main>"
        "<h1>Evaluation of the detection</h1><p>Every force here is invented.</p>"
        "<table><caption>Recall by level</caption><thead><tr><th scope='col'>Level</th><th scope='col'>Planted</th><th scope='col'>Found</th>"
        f"<th scope='col'>Recall</th><th scope='col'>95 %</th><th scope='col'>Median days</th></tr></thead><tbody>{rows}</tbody></table>"
        f"{drawing(report['recall_by_rate'])}{said}</main></body></html>\n"
    )


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
