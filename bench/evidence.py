"""What reading evidence costs: each reader beside a plain reading of the same file, the store beside SHA-256, a long bill.

Run with `make bench`. Ratios are of times in one run, so that figures from different machines can be compared. The plain
reading is the least that any reader of that format does: `csv` for CSV, calamine for a spreadsheet, `json` for JSON, the
standard library's XML parser for XML, lines of text for a chat. It understands nothing, and refuses nothing.
"""

import argparse
import csv
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook

from custodiet.detection.engine import Engine
from custodiet.evidence.in_memory import unsealed
from custodiet.evidence.readers import BY_NAME
from custodiet.evidence.reading import Reading, Source
from custodiet.evidence.store import Keys, Store

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the samples stand beside the tests that they serve first

from tests.evidence import samples as small
from tests.evidence import test_sms_backup as backup
from tests.evidence.exhibit import archive
from tests.evidence.tables import xlsx_of

FIRST = datetime(2021, 1, 4, 8, 0, 11)  # noqa: DTZ001 (as it stands in a file)


def moments(rows: int) -> Iterator[datetime]:
    """So many local times, nine minutes apart, none in the hours that clocks skip."""
    at = FIRST
    for _ in range(rows):
        at += timedelta(minutes=9)
        if at.hour == 1:
            at += timedelta(hours=2)
        yield at


def bill(rows: int) -> Iterator[list[str]]:
    """A bill of so many calls and texts."""
    yield from ([str(cell) for cell in row] for row in small.BILL[:2])
    for number, at in enumerate(moments(rows)):
        other = f"07700 9{number % 1000:05d}" if number % 7 else "+44 7700 900123"
        yield [f"{at:%d/%m/%Y}", f"{at:%H:%M:%S}", other, "SMS" if number % 3 else "Voice", "" if number % 3 else "00:02:05"]


def lines_of(table: Iterator[list[str]]) -> bytes:
    """The table as CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(table)
    return out.getvalue().encode()


def grown(kind: str, rows: int) -> tuple[str, bytes]:
    """A file of that kind with about so many records."""
    name, data = small.samples()[kind][0]
    messages = list(moments(rows))
    match kind:
        case "phone_bill":
            return name, lines_of(bill(rows))
        case "whatsapp":
            return name, "".join(
                f"{at:%d/%m/%Y, %H:%M} - {'Gaz' if n % 2 else 'Ayesha'}: message {n}\n" for n, at in enumerate(messages)
            ).encode()
        case "signal":
            return name, "".join(f"[{at:%Y-%m-%d, %H:%M}] Gaz: message {n}\n\n" for n, at in enumerate(messages)).encode()
        case "sms_backup":
            return name, backup.backup(
                *(backup.sms(date=f"{at.timestamp() * 1000:.0f}", body=f"message {n}") for n, at in enumerate(messages))
            ).encode()
        case "instagram":
            first = small.INSTAGRAM["messages"][0]
            told = [{**first, "timestamp_ms": int(at.timestamp() * 1000)} for at in messages]
            return name, json.dumps({**small.INSTAGRAM, "messages": told}).encode()
        case "snapchat":
            return name, json.dumps(
                {"gaz99": [{**small.SNAPCHAT["gaz99"][0], "Created": f"{at:%Y-%m-%d %H:%M:%S} UTC"} for at in messages]}
            ).encode()
        case "telegram":
            first = small.TELEGRAM["messages"][0]
            told = [{**first, "id": n, "date_unixtime": f"{at.timestamp():.0f}"} for n, at in enumerate(messages)]
            return name, json.dumps({**small.TELEGRAM, "messages": told}).encode()
        case "handset_report":
            return name, small.ufed.report(*([small.ufed.CALL, small.ufed.SMS] * (rows // 2)), info=small.ufed.INFO).encode()
    head, *body = data.decode().splitlines(keepends=True)
    above = [head] + ([body.pop(0)] if kind in small.DEMO else [])
    return name, "".join(above + body * (rows // len(body))).encode()


def plainly(name: str, data: bytes) -> Callable[[], int]:
    """The plain reading of that file: how many things it found."""
    if name.endswith(".csv"):
        return lambda: sum(1 for _ in csv.reader(io.StringIO(data.decode())))
    if name.endswith((".xlsx", ".ods")):
        return lambda: len(CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python())
    if name.endswith(".json"):
        return lambda: len(json.loads(data))
    if name.endswith(".xml"):
        return lambda: sum(1 for _, _ in ElementTree.iterparse(io.BytesIO(data)))
    if name.endswith(".zip"):
        return lambda: sum(1 for _ in io.TextIOWrapper(zipfile.ZipFile(io.BytesIO(data)).open("_chat.txt"), "utf-8"))
    return lambda: sum(1 for _ in io.StringIO(data.decode()))


def timed(what: Callable[[], object]) -> tuple[float, object]:
    """Seconds of the processor, and what came of it."""
    began = time.process_time()
    found = what()
    return time.process_time() - began, found


def reader(kind: str, name: str, data: bytes) -> Reading:
    """Read it, and count."""
    reading = Reading(kind)
    for outcome in BY_NAME[kind].read(Source(io.BytesIO(data), name, len(data)), {"own_number": "+447700900471", "owner": "Gaz"}):
        reading.take(outcome)
    return reading


def readers(rows: int) -> None:
    """Every reader but that of pictures and e-mail, which read one record a file."""
    print(f"{'reader':<24}{'records':>9}{'refused':>9}{'records/s':>12}{'times the plain reading':>26}")
    kinds = [kind for kind in BY_NAME if kind not in ("screenshots", "email", "telephony")]
    files = [(kind, *grown(kind, rows)) for kind in kinds]
    files.append(("phone_bill", "b.xlsx", xlsx_of(list(bill(rows)))))
    files.append(("whatsapp", "c.zip", archive({"_chat.txt": grown("whatsapp", rows)[1]})))
    for kind, name, data in files:
        reading: Reading
        spent, reading = timed(lambda kind=kind, name=name, data=data: reader(kind, name, data))  # type: ignore[assignment]
        plain, _ = timed(plainly(name, data))
        told = f"{kind} ({name.rsplit('.', 1)[1]})"
        print(
            f"{told:<24}{reading.rows_in_file:>9,}{reading.rows_refused:>9,}{reading.rows_in_file / spent:>12,.0f}{spent / plain:>26,.1f}",
            flush=True,
        )


def store(megabytes: int) -> None:
    """Taking in and opening, beside the digest alone."""
    data = os.urandom(1 << 20) * megabytes
    with tempfile.TemporaryDirectory(prefix="custodiet-bench-") as folder:
        kept = Store(Path(folder) / "store", Keys(Path(folder) / "key"))
        put, stored = timed(lambda: kept.put(io.BytesIO(data), case="bench"))
        opened, _ = timed(lambda: kept.verify(stored, case="bench"))  # type: ignore[arg-type]
        digest, _ = timed(lambda: sha256(data).digest())
    for name, spent in (("SHA-256 alone", digest), ("store: put", put), ("store: open and verify", opened)):
        print(f"{name:<24}{megabytes / spent:>9,.0f} MB/s{spent / digest:>12,.1f} times the digest alone")


def sealed_facts(plain: Path) -> None:
    """One question about a folder of facts, asked of the plain files and of the same files sealed in the store."""

    def asked(folder: Path) -> object:
        with Engine(folder) as engine:
            return engine.rows("SELECT kind, count(*) AS found, sum(duration_s) AS seconds FROM comms GROUP BY kind ORDER BY kind")

    def sealed() -> object:
        with unsealed(kept, "bench", stored) as folder:
            return asked(folder)

    with tempfile.TemporaryDirectory(prefix="custodiet-bench-") as aside:
        kept, files = Store(Path(aside) / "store", Keys(Path(aside) / "key")), sorted(plain.glob("*/*.parquet"))
        put, stored = timed(lambda: [(str(path.relative_to(plain)), kept.put(path.open("rb"), case="bench")) for path in files])  # type: ignore[assignment]
        asked(plain)  # the first question pays for what both share
        bare, one = timed(lambda: asked(plain))
        closed, other = timed(sealed)
    assert one == other
    size = sum(path.stat().st_size for path in files) / 1e6
    print(f"facts of {size:,.1f} MB: sealed in {put:.2f} s; one question {bare:.2f} s of plain files, {closed:.2f} s of sealed ones")


def long_bill(rows: int) -> None:
    """A bill of so many lines through the program, in processes of its own, with the most memory that any of them held."""
    with tempfile.TemporaryDirectory(prefix="custodiet-bench-") as folder:
        path = Path(folder) / "bill.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows(bill(rows))
        began = time.monotonic()
        words = [sys.executable, "-m", "custodiet.cli", "read", str(path), "--as", "phone_bill", "--to", f"{folder}/facts"]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
        spent = time.monotonic() - began
        report = json.loads((Path(folder) / "facts" / "report.json").read_text())
        plain = time.monotonic()
        with path.open(newline="", encoding="utf-8") as file:
            counted = sum(1 for _ in csv.reader(file)) - 2
        plain = time.monotonic() - plain
        sealed_facts(Path(folder) / "facts")
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"custodiet read, a bill of {rows:,} lines, {counted:,} by csv: {report['rows_read']:,} read, {report['rows_refused']:,} refused")
    print(f"  {spent:.0f} s, {rows / spent:,.0f} lines/s, {spent / plain:.0f} times csv alone; the largest process held {most:,.0f} MB")


def main() -> None:
    """Print the figures."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--rows", type=int, default=20_000)
    words.add_argument("--megabytes", type=int, default=256)
    words.add_argument("--lines", type=int, default=1_000_000)
    options = words.parse_args()
    readers(options.rows)
    print()
    store(options.megabytes)
    print()
    long_bill(options.lines)


if __name__ == "__main__":
    main()
