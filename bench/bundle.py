"""How long a bundle of 400 pages takes: pages made of its exhibits, then a copy for the panel, then the same copy again.

Eight PDFs of 40 pages each, a table of 1,500 rows, a chat of 1,000 lines and 40 photographs, in a case of its own on a database
that is made for it and thrown away. Aim: pages and copy together in under a minute of the processor (one thing is done after
another, so that is how long a machine takes that does nothing else), and the same bytes the second time.
"""

import io
import os
import random
import resource
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

PHOTOGRAPHS, PDFS, PAGES, AIM = 40, 8, 40, 60.0


def main() -> int:
    """Measure, and print; 1 where the aim is missed."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"CUSTODIET_DATA": folder, "CUSTODIET_DATABASE": f"{folder}/bench.sqlite3"}
        from custodiet.web.set_up import set_up_records

        set_up_records()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        return measured()


def measured() -> int:
    from custodiet.casework import bundle_work
    from custodiet.casework.actions import bundles

    case, by = department()
    bundle = bundles.make(case=case, title="Misconduct hearing", by=by)
    chosen = [bundles.Chosen(exhibit) for exhibit in exhibits(case, by)]
    job = bundles.choose(bundle=bundle, chosen=chosen, by=by)
    began = clocks()
    job = bundle_work.perform(job)
    paged = since(began)
    assert job.state == "done", job.problem
    from custodiet.law.vocabulary import Cut

    bundles.decide(items=bundle.items.all(), cut=Cut.PANEL, ground=None, why="", by=by)
    began = clocks()
    copy = bundle_work.perform(bundles.build(bundle=bundle, volume=0, cut=Cut.PANEL, by=by))
    built = since(began)
    assert copy.state == "done", copy.problem
    began = clocks()
    again = bundle_work.built(copy)
    rebuilt = since(began)
    pages = bundle.items.last().last
    same = sha256(again).hexdigest() == copy.sha256
    print(f"{pages} pages of {bundle.items.count()} exhibits, {copy.size / 1e6:.1f} MB")
    print("                             processor   on the wall")
    print(f"pages made of the exhibits  {paged[0]:8.1f} s {paged[1]:10.1f} s")
    print(f"copy for the panel          {built[0]:8.1f} s {built[1]:10.1f} s")
    print(f"the same copy again         {rebuilt[0]:8.1f} s {rebuilt[1]:10.1f} s  {'the same bytes' if same else 'OTHER BYTES'}")
    taken = paged[0] + built[0]
    good = same and pages >= 400 and taken < AIM
    print(f"{'good' if good else 'bad'}: {taken:.1f} s of the processor for {pages} pages; the aim is 400 in under {AIM:.0f}")
    return 0 if good else 1


def clocks():
    """Seconds of the processor, of this process and of those it started (they work one after another), and on the wall."""
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used), time.perf_counter()


def since(began):
    """How much has gone since."""
    return tuple(now - then for now, then in zip(clocks(), began, strict=True))


def department():
    """Somebody who may do all of it, and a case."""
    from datetime import date

    from custodiet.casework.actions import intake
    from custodiet.casework.models import Role, User
    from custodiet.law.steps.opening import ComplaintMade
    from custodiet.law.vocabulary import MatterKind, Office

    by = User.objects.create_user("bench", full_name="Bench Marker", role=Role.HEAD.value)
    step = ComplaintMade(on=date(2026, 11, 2))
    case = intake.open_case(kind=MatterKind.COMPLAINT, step=step, by=by, office=Office.COMPLAINANT, today=date(2026, 11, 24), token="bench")
    return case, by


def exhibits(case, by):
    """The exhibits, each handed in."""
    from custodiet.casework.actions import exhibits as verbs

    draw = random.Random(1)
    files = [(f"statement-{number}.pdf", statement(draw)) for number in range(PDFS)]
    files.append(
        ("bill.csv", "".join(f"{n % 28 + 1:02}/11/2021,{n % 24:02}:00,07700900471,07700900123,SMS\n" for n in range(1500)).encode())
    )
    files.append(("chat.txt", "".join(f"03/04/2021, 09:{n % 60:02} - Anna: message number {n}\n" for n in range(1000)).encode()))
    files += [(f"photograph-{number}.jpg", photograph(draw)) for number in range(PHOTOGRAPHS)]
    for name, content in files:
        yield verbs.receive(case=case, stream=io.BytesIO(content), file_name=name, maker="Owen Tredinnick", title=Path(name).stem, by=by)


def statement(draw):
    """A PDF as an office program writes one: text in a font that comes with it."""
    from weasyprint import HTML

    words = ("the", "officer", "said", "that", "on", "the", "evening", "of", "the", "visit", "nobody", "else", "was", "there")
    page = "<p style='break-after:page'>" + "<br>".join(" ".join(draw.choices(words, k=12)) for _ in range(40)) + "</p>"
    return HTML(string="<html lang=en><body>" + page * PAGES + "</body></html>").write_pdf()


def photograph(draw):
    """A picture of twelve million points, as a telephone takes it."""
    from PIL import Image

    small = Image.frombytes("RGB", (80, 60), draw.randbytes(80 * 60 * 3))
    out = io.BytesIO()
    small.resize((4000, 3000), Image.Resampling.BICUBIC).save(out, "JPEG", quality=90)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
