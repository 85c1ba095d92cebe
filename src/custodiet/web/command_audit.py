"""`custodiet audit FOLDER --to FOLDER`: a whole period of a force, audited from its facts; resumable, with progress."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from custodiet.detection import audit, strength
from custodiet.detection.audited import Audit
from custodiet.detection.engine import Engine
from custodiet.detection.fact_files import NotFacts
from custodiet.detection.lanes import Workload
from custodiet.detection.spark import LOCAL, SCHEME, NoSpark, SparkEngine
from custodiet.detection.strength import Stretch

DUCKDB = "duckdb"
MOST = 40
"""How many findings are printed; findings.json holds them all."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("facts", metavar="FOLDER", type=Path, help="the folder of facts")
    parser.add_argument("--to", metavar="FOLDER", type=Path, required=True, help="where findings.json, report.json and the state go")
    parser.add_argument("--rate", type=float, default=0.05, help="false discoveries among the certified findings (0.05)")
    parser.add_argument("--per-thousand-month", type=float, default=1.0, help="findings shown per 1,000 officers and month (1)")
    parser.add_argument("--control", type=int, default=0, help="pairs drawn at random each month, to learn what the rules miss (0)")
    parser.add_argument(
        "--engine",
        default=DUCKDB,
        help=f"{DUCKDB}, within this process (the default); {LOCAL}; or a cluster by its address, spark://HOST:PORT",
    )
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def run(options: argparse.Namespace) -> int:
    """Audit, and return 2 where the folder cannot be audited."""
    if not options.facts.is_dir():
        sys.stderr.write(
            f"{options.facts} is no folder. Name a folder of facts, as `custodiet read --to` or `custodiet simulate` makes it.\n"
        )
        return 2
    folder = audit.facts_of(options.facts)
    workload = Workload(options.rate, options.per_thousand_month, options.control)
    try:
        options.to.mkdir(parents=True, exist_ok=True)
        with opened(options.engine, folder) as engine:
            found = audit.run(engine, workload=workload, state=options.to / "state", said=said)
        _write(options.to / "findings.json", [each.as_data() for each in found.findings])
        _write(options.to / "report.json", found.report())
    except (NotFacts, audit.NothingToAudit, NoSpark) as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 2
    except OSError as wrong:
        sys.stderr.write(
            f"{options.to} could not be written: {wrong.strerror or wrong}. What was worked out before stays, and the same command goes on "
            "there. Make room or name another folder with --to.\n"
        )
        return 2
    if options.json:
        sys.stdout.write(json.dumps(found.report(), indent=2, sort_keys=True) + "\n")
    else:
        sys.stdout.write("\n".join(lines(found)) + "\n")
    return 0


def opened(name: str, folder: Path) -> Engine:
    """The engine of that name over the folder. Raises NotFacts, and NoSpark where there is no such engine or it cannot be had."""
    if name == DUCKDB:
        return Engine(folder)
    if name == LOCAL or name.startswith(SCHEME):
        return SparkEngine(folder, master=name)
    raise NoSpark(f"There is no engine {name}. There are: {DUCKDB}, {LOCAL}, and a cluster by its address, spark://HOST:PORT.")


def said(words: str) -> None:
    """Progress, where it does not get into what the command answers."""
    sys.stderr.write(words + "\n")
    sys.stderr.flush()


def lines(found: Audit) -> list[str]:
    """The report in words."""
    report = found.report()
    share = report["explained_share"]
    tiers = report["by_tier"]
    told = [
        f"{found.looks:,} looks of {found.officers:,} officers from {report['first_day']} to {report['last_day']}.",
        f"Explained: {share:.2%}; adverse: {found.adverse:,}; unexplained: {found.unexplained:,}." if share is not None else "No looks.",
        f"{len(found.findings):,} findings: {tiers['1']} certified, {tiers['2']} within the workload, {tiers['3']} of the control.",
    ]
    told += [f"  {each}" for each in found.examined]
    told += [f"  silent: {code} (no {', no '.join(tables)})" for code, tables in sorted(found.silenced.items())]
    told += learned("Contact is as usual as while the purpose was open", found.of_contact)
    told += learned("Looks go on after the purpose itself ended, its window left out", found.of_looks)
    for each in found.findings[:MOST]:
        told.append(f"  {each.found_on} tier {each.tier} {each.lane:<8} {each.officer} and {each.person}: {each.score:,.1f}")
    return told


def learned(head: str, stretches: Sequence[Stretch]) -> list[str]:
    """For each purpose until how many hours after its end it is strong, adequate and thin, by the force's own log."""
    until = {word: strength.until(stretches, word) for word in ("strong", "adequate", "thin")}
    rows = [
        f"  {rel}: " + ", ".join(f"{word} until {until[word][rel]} h" if until[word][rel] else f"never {word}" for word in until)
        for rel in sorted(until["thin"])
    ]
    return [f"{head}, learned from this log against a permuted one:", *rows] if rows else []


def _write(path: Path, value: Any) -> None:
    """Put a file in place, whole; the same findings are the same bytes."""
    aside = path.with_name(f".{path.name}.new")
    aside.write_text(json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    aside.replace(path)
