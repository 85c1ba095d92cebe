"""Registers of telephones: which of the force's telephones somebody held when, and whose number or chat name another is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from custodiet.evidence.clock import Clock
from custodiet.evidence.facts import Fact, Value
from custodiet.evidence.headed import Record
from custodiet.evidence.readers.extract import Extract, Row
from custodiet.evidence.readers.extract_columns import Codes, Col, Unfit
from custodiet.evidence.readers.extracts import FROM, PERSON_NO, STAFF_NO, TO
from custodiet.evidence.reading import Choice, Question, Read, Refused
from custodiet.evidence.telephone import number

SURENESS: Mapping[str, tuple[str, ...]] = {
    "confirmed": ("certain", "verified", "proved", "proven", "high", "sure"),
    "likely": ("probable", "medium", "believed", "possible"),
    "contested": ("disputed", "doubtful", "low", "recycled", "uncertain"),
}
NUMBERS = (
    "mobile number", "mobile no", "mobile", "ctn", "msisdn", "phone number", "phonenumber", "telephone number", "telephone", "phone", "number", "line", "line no", "cli",
)  # fmt: skip
_POOL = re.compile(r"(?i)\b(?:pool|shared|spare|stock|unallocated)\b")


DIGITS = {"imei": (14, 16), "imsi": (14, 15)}
"""How many digits these numbers have, at least and at most."""


def _whole(column: Col, text: str) -> None:
    """Refuse a long number that a spreadsheet has shortened."""
    least, most = DIGITS[column.name]
    digits = re.sub(r"[\s/-]", "", text)
    if digits and not re.fullmatch(rf"[0-9]{{{least},{most}}}", digits):
        raise Unfit(
            f"“{text[:40]}” is not {column.about}, which has {least} to {most} digits. A spreadsheet may have cut off digits or leading noughts: "
            "ask for the register again with that column as text."
        )


@dataclass(frozen=True, slots=True)
class DeviceRegister(Extract):
    """A line register, or the device list of a management system (Intune). A telephone of somebody's own is a link, not an asset."""

    def check(self, row: Row) -> None:
        """Refuse a row that names no telephone."""
        super(DeviceRegister, self).check(row)
        if not (row.values.get("msisdn_e164") or row.values.get("imei") or row.values.get("imsi")):
            raise Unfit("It names no telephone: neither number nor IMEI nor SIM.")

    def fill(self, row: Row, column: Col, record: Record, clock: Clock, codes: Codes) -> None:
        """Read one column; the holder's name and log-in, and whose the device is, are weighed in `outcome`."""
        if column.name not in {"holder", "user", "ownership"}:
            if column.name in DIGITS:
                _whole(column, record[column.name])
            super(DeviceRegister, self).fill(row, column, record, clock, codes)

    def outcome(self, record: Record, clock: Clock, codes: Codes) -> Read | Refused:
        """The asset, or the link where the telephone is somebody's own."""
        found = super(DeviceRegister, self).outcome(record, clock, codes)
        if isinstance(found, Refused):
            return found
        values = dict(found.facts[0].values)
        if not values.get("staff_id") and record["user"]:
            values["staff_id"] = holder(record["user"], codes)
        named = " ".join(record[name] for name in ("staff_id", "holder", "user"))
        if _POOL.search(named):
            values["pool"] = True
            values["staff_id"] = None
        if record["ownership"].lower() in {"personal", "employee", "employee owned", "byod", "own"}:
            return Read(found.line, _own(values), found.undated)
        return Read(found.line, (Fact("phone_asset", values),), found.undated)


def holder(user: str, codes: Codes) -> str | None:
    """The member of staff behind a log-in such as an e-mail address, as `user_is` says: the whole, what is before the @, or its digits."""
    before = user.partition("@")[0]
    digits = re.findall(r"[0-9]{2,6}", before)
    match codes.answers.get("user_is", ""):
        case "whole":
            return user
        case "before":
            return before
        case "digits":
            return digits[0] if len(digits) == 1 else None
    parts = {"whole": user, "before": before, "digits": digits[0] if len(digits) == 1 else "not known"}
    why = "The register gives a log-in and no staff number. Until it is answered the holder is left empty."
    choices = tuple(Choice(key, f"“{user[:60]}” is staff number {part[:60]}") for key, part in parts.items())
    codes.ask(Question("user_is", "Which part of the user's name is the staff number?", why, choices))
    return None


def _own(values: dict[str, Value]) -> tuple[Fact, ...]:
    if not values.get("msisdn_e164"):
        return ()
    kept = {name: values.get(name) for name in ("msisdn_e164", "staff_id", "at_text", "zone")}
    moments: dict[str, Value] = {"valid_from": values.get("from"), "valid_to": values.get("to")}
    return (Fact("phone_link", {**kept, **moments, "source": "device register: the officer's own telephone", "confidence": "likely"}),)


@dataclass(frozen=True, slots=True)
class PhoneLinks(Extract):
    """Whose a number, or the name that a chat shows, is."""

    def fill(self, row: Row, column: Col, record: Record, clock: Clock, codes: Codes) -> None:
        """Read one column; what is plainly a name stays as it stands."""
        text = record["msisdn_e164"]
        if column.name == "msisdn_e164" and text and number(text).kind == "other" and re.search(r"[^\W\d_]", text):
            row.values["msisdn_e164"] = text
        else:
            super(PhoneLinks, self).fill(row, column, record, clock, codes)


DEVICE_REGISTER = DeviceRegister("device_register", "who held which of the force's telephones when: a line register or Intune", "phone_asset", (
    Col("msisdn_e164", NUMBERS, "telephone", about="the telephone number"), Col("imsi", ("imsi", "sim imsi"), about="the IMSI"), Col("imei", ("imei", "imei number", "imei no"), about="the IMEI"),
    Col("staff_id", STAFF_NO, about="the holder"), Col("holder", ("staffname", "staff name", "user name", "name", "holder", "assigned to", "primary user display name"), about="the holder's name"),
    Col("user", ("upn", "primary user upn", "primaryuser", "primary user", "user principal name", "email", "e-mail", "user"), about="the holder's log-in"),
    Col("ownership", ("ownership", "owner type", "device ownership"), about="whose the device is"),
    Col("pool", ("pool", "shared", "pool phone", "is pool"), "yes/no", about="whether many use it"),
    Col("from", ("date allocated", "allocated", "date issued", "issued", "enrolleddate", "enrolled date", "enrollment date", "enrolled", *FROM), "from", about="from when"),
    Col("to", ("date returned", "returned", "date deallocated", "deallocated", "date ceased", "ceased", *TO), "to", about="until when"),
), any_of=(("msisdn_e164", "imei", "imsi"),))  # fmt: skip

PHONE_LINKS = PhoneLinks("phone_links", "whose a telephone number or a chat name is", "phone_link", (
    Col("msisdn_e164", ("number or name", "name or number", "identifier", "handle", "chat name", *NUMBERS), "telephone", needed=True, about="the number or name"),
    Col("person_id", PERSON_NO, about="the person"), Col("staff_id", STAFF_NO, about="the officer"),
    Col("source", ("source", "how known", "known from", "basis", "provenance"), about="how it is known"),
    Col("confidence", ("confidence", "certainty", "reliability"), "code", about="how surely", codes=SURENESS),
    Col("valid_from", FROM, "from", about="from when"), Col("valid_to", TO, "to", about="until when"),
    Col("shared", ("shared", "is shared", "used by several"), "yes/no", about="whether several use it"),
), any_of=(("person_id", "staff_id"),))  # fmt: skip
