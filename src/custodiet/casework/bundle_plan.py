"""How the pages of a volume are put together: the plan that `custodiet.evidence.joining` carries out. Nothing in it is of today."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _

from custodiet.casework.bundle_sheets import ADDRESS, name_of, roman
from custodiet.casework.models import BundleItem, BundleJob
from custodiet.ledger.entries import canonical_json

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate><xmp:CreatorTool>Custodiet</xmp:CreatorTool>
<pdf:Producer>Custodiet</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass
class Plan:
    """The pages so far, and what leads to them. Part 0 is the index with the sheets, part 1 the alphabet, then one part an item."""

    job: BundleJob
    index: int
    pages: list[dict[str, Any]] = field(default_factory=list)
    outline: list[dict[str, Any]] = field(default_factory=list)
    links: dict[str, dict[str, Any]] = field(default_factory=dict)

    def of(self, items: Sequence[tuple[BundleItem, bool]]) -> dict[str, Any]:
        """The whole plan, for the items in their order, each with whether it is included."""
        self._front()
        part, sheet = 2, 0
        for item, included in items:
            if included:
                self._item(item, part)
                part += 1
            else:
                self._left_out(item, sheet)
                sheet += 1
        return {"pages": self.pages, "outline": self.outline, "links": self.links, "alphabet": 1} | self._head()

    def _front(self) -> None:
        self.outline.append({"title": _("Index"), "page": 0, "level": 0})
        words = f"{self.job.bundle.case.reference} · {_('index')}"
        for number in range(self.index):
            self.pages.append({"part": 0, "page": number, "label": "", "stamp": [words, roman(number + 1)], "alt": ""})

    def _item(self, item: BundleItem, part: int) -> None:
        reference = item.exhibit.reference
        self.links[f"{ADDRESS}{item.first}"] = {"page": len(self.pages), "words": _("Go to page %d") % item.first}
        self.outline.append({"title": f"{item.numbers}  {reference}  {item.title}", "page": len(self.pages), "level": 0})
        told = {"reference": reference, "title": item.title, "of": item.pages}
        for number in range(item.pages):
            words = _("%(reference)s · %(number)d of %(of)d") % (told | {"number": number + 1})
            alt = _("%(reference)s, %(title)s: page %(number)d of %(of)d, as the exhibit shows it.") % (told | {"number": number + 1})
            label = str(item.first + number)
            stamp = [f"{self.job.bundle.case.reference} · {words}", label]
            self.pages.append({"part": part, "page": number, "label": label, "stamp": stamp, "alt": alt})

    def _left_out(self, item: BundleItem, sheet: int) -> None:
        self.outline.append({"title": _("%s  Not in this copy") % item.numbers, "page": len(self.pages), "level": 0})
        stamp = [self.job.bundle.case.reference, item.numbers]
        self.pages.append({"part": 0, "page": self.index + sheet, "label": item.numbers, "stamp": stamp, "alt": ""})

    def _head(self) -> dict[str, Any]:
        job = self.job
        title, moment = f"{name_of(job.bundle, job.volume)} ({job.bundle.case.reference})", job.asked_at.astimezone(UTC)
        subject = _("Copy for the %s") % job.get_cut_display().lower()
        told = {"title": title, "subject": subject, "language": "en-GB"}
        xmp = XMP.format(**{key: escape(value) for key, value in told.items()}, moment=f"{moment:%Y-%m-%dT%H:%M:%SZ}")
        return told | {"id": name(job, moment), "created": f"D:{moment:%Y%m%d%H%M%S}Z", "xmp": xmp}


def name(job: BundleJob, moment: datetime) -> str:
    """What tells this file from every other: worked out from what was asked, so that it is the same whenever it is built."""
    said = {"bundle": job.bundle_id, "volume": job.volume, "cut": job.cut, "asked": job.asked, "at": moment.isoformat()}
    return sha256(canonical_json(said)).hexdigest()[:32]
