"""The sentences of an account: what each number says, and what it cannot say."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from custodiet.detection.record import ADVERSE, HITS, UNDATED, Contact, Look

if TYPE_CHECKING:  # the account asks for its sentences; only their types look back
    from custodiet.detection.account import Account, Entry

LANES = {"call": "telephone", "sms": "texts", "chat": "chat", "chat call": "chat"}
FEW = 5
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_NAMES: dict[str, tuple[str, str]] = {
    "calls": ("call", "calls"),
    "texts": ("text", "texts"),
    "chats": ("chat message", "chat messages"),
    "chat_calls": ("call by chat", "calls by chat"),
    "contacts": ("contact", "contacts"),
    "from_officer": ("contact from the officer", "contacts from the officer"),
    "to_officer": ("contact to the officer", "contacts to the officer"),
    "on_duty": ("call or text while on duty", "calls and texts while on duty"),
    "off_duty": ("call or text while off duty", "calls and texts while off duty"),
    "duty_unknown": ("call or text for which the roster is silent", "calls and texts for which the roster is silent"),
    "chats_on_duty": ("chat while on duty", "chats while on duty"),
    "chats_off_duty": ("chat while off duty", "chats while off duty"),
    "chats_duty_unknown": ("chat for which the roster is silent", "chats for which the roster is silent"),
    "at_night": ("contact between 23:00 and 07:00", "contacts between 23:00 and 07:00"),
    "after_closed": ("contact after the matter was closed", "contacts after the matter was closed"),
    "explained_contacts": ("contact that an open role explains", "contacts that an open role explains"),
    "unexplained_contacts": ("contact that nothing explains", "contacts that nothing explains"),
    "contested": ("contact that rests on a contested number", "contacts that rest on a contested number"),
    "undated": ("contact without a day", "contacts without a day"),
    "meetings": ("meeting on duty", "meetings on duty"),
    "look_ups": ("look at the person's record", "looks at the person's record"),
    "unexplained_look_ups": ("look that nothing explains", "looks that nothing explains"),
    "adverse_look_ups": ("look that nothing explains and a tie speaks against", "looks that nothing explains and a tie speaks against"),
    "hit_lists": ("list of hits that showed the person, which is no look", "lists of hits that showed the person, which are no looks"),
}


def of_figure(key: str, number: int) -> str:
    """“17 calls”."""
    one, many = _NAMES[key]
    return f"{number:,} {one if number == 1 else many}"


def counted(number: int, one: str, many: str) -> str:
    """“1 contact”, “2 contacts”, “no contacts”."""
    return f"{number:,} {one if number == 1 else many}" if number else f"no {many}"


def some(names: Sequence[str]) -> str:
    """The first few, and how many more there are."""
    more = len(names) - FEW
    return ", ".join(names[:FEW]) + (f" and {more:,} more" if more > 0 else "")


def weeks(number: int) -> str:
    """“ten weeks”, in words up to ten."""
    return f"{_SMALL[number] if number < len(_SMALL) else f'{number:,}'} week{'' if number == 1 else 's'}"


def day(when: date | datetime) -> str:
    """“22 November 2021”."""
    return f"{when.day} {when:%B %Y}"


def calls_and_texts(number: int) -> str:
    """“17 calls and texts”, “1 call or text”."""
    return "1 call or text" if number == 1 else f"{number:,} calls and texts"


def days(first: date | datetime, last: date | datetime) -> str:
    """“from 1 May 2021 to 3 May 2021”, “on 1 May 2021” of one day."""
    return f"on {day(first)}" if day(first) == day(last) else f"from {day(first)} to {day(last)}"


def of_contact(contact: Contact) -> str:
    """What a contact was, from the officer's side."""
    noun = {"call": "call", "sms": "text", "chat": contact.channel or "chat", "chat call": f"{contact.channel or 'chat'} call"}[
        contact.kind
    ]
    way = {"out": f"{noun} from the officer", "in": f"{noun} to the officer"}.get(contact.direction, f"{noun}, direction not recorded")
    if contact.kind in {"call", "chat call"}:
        if contact.answered is False:
            return f"{way}, not answered"
        if contact.duration_s is not None:
            return f"{way}, {contact.duration_s // 60} min {contact.duration_s % 60} s"
    return way


TIES = {
    "self": "the record is the officer's own",
    "family": "they are family",
    "declared": "the officer declared the association",
    "neighbour": "they are neighbours",
    "colleague": "they are colleagues",
    "hot subject": "the person's record was declared hot for that time",
}


def of_tie(kind: str) -> str:
    """A tie that speaks against a look, as it follows “on record”."""
    return TIES.get(kind, f"a tie of the kind “{kind}”")


def of_look(look: Look) -> str:
    """What explains a look, or what it is instead."""
    if look.state == ADVERSE:
        return f"no purpose found; on record: {of_tie(look.tie)}"
    if look.state == HITS:
        return "a list of hits, not a record that was opened"
    if look.state == UNDATED:
        return "it has no day, so no purpose can be held against it"
    return "; ".join(look.explained) or "no purpose found"


def statement(account: "Account") -> Iterator[str]:
    """The figures in plain sentences, the chief one first."""
    counted = {figure.key: figure.number for figure in account.figures}
    if account.first and account.last:
        telephone, chat = counted["calls"] + counted["texts"], counted["chats"] + counted["chat_calls"]
        if telephone:
            kinds = _listed([of_figure(key, counted[key]) for key in ("calls", "texts") if counted[key]])
            within = f" in {weeks(account.weeks)}," if account.first < account.last else ""
            yield f"{kinds}{within} {days(account.first, account.last)}."
            yield _duty(telephone, counted["off_duty"], counted["on_duty"], counted["duty_unknown"])
        if chat:
            kinds = _listed([of_figure(key, counted[key]) for key in ("chats", "chat_calls") if counted[key]])
            yield f"{kinds} {_span(account)}."
            yield _duty(chat, counted["chats_off_duty"], counted["chats_on_duty"], counted["chats_duty_unknown"])
        yield f"{counted['from_officer']:,} of all came from the officer and {counted['to_officer']:,} from the person."
    elif counted["contacts"]:
        yield f"{of_figure('contacts', counted['contacts'])}, none of them with a day."
    else:
        yield "The files show no contact between the two."
    yield from _met(account)
    if counted["look_ups"]:
        tie = f", {counted['adverse_look_ups']:,} of them against a tie between the two" if counted["adverse_look_ups"] else ""
        yield f"{of_figure('look_ups', counted['look_ups'])}; {counted['unexplained_look_ups']:,} that nothing explains{tie}."
    else:
        yield "The files show no look at the person's record."
    if counted["hit_lists"]:
        yield f"{of_figure('hit_lists', counted['hit_lists'])}."


def _duty(whole: int, off: int, on: int, unknown: int) -> str:
    silent = f", and for {unknown:,} the roster is silent" if unknown else ""
    return f"Of these {whole:,}, {off:,} fell while the officer was off duty{' and' if not unknown else ','} {on:,} while on duty{silent}."


def _span(account: "Account") -> str:
    """“from 1 May 2021 to 3 May 2021” of the chats."""
    dated = [entry.local.date() for entry in account.entries if entry.lane == "chat" and entry.local]
    return days(min(dated), max(dated)) if dated else "without a day"


def _met(account: "Account") -> Iterator[str]:
    met = [entry for entry in account.entries if entry.lane == "met on duty" and entry.local]
    touched = [entry for entry in account.entries if entry.lane in LANES.values() and entry.local]
    if met and met[0].local:
        yield f"They met on duty on {day(met[0].local)}" + (
            f", and {counted(len(met) - 1, 'more time', 'more times')}." if len(met) > 1 else "."
        )
    if met and touched:
        later = next((entry for entry in touched if entry.local and met[0].local and entry.local >= met[0].local), None)
        if later and later.local and met[0].local:
            apart = (later.local.date() - met[0].local.date()).days
            yield f"The first contact after that was {'the same day' if apart == 0 else f'{apart:,} day{chr(115) * (apart != 1)} later'}."
    after = account.figure("after_closed").number
    if after:
        yield f"{of_figure('after_closed', after)[0].upper()}{of_figure('after_closed', after)[1:]}."


def silence(pair: "tuple[Entry, Entry] | None") -> Iterator[str]:
    """The longest time without contact, where it is a day or more."""
    before, after = pair or (None, None)
    if before and after and before.local and after.local and (apart := (after.local.date() - before.local.date()).days) > 1:
        yield f"The longest silence was {apart:,} days, from {day(before.local)} to {day(after.local)}."


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else "No contact"


def cautions(touched: Iterable[Contact], looked: Iterable[Look]) -> Iterator[str]:
    """What a reader must know before relying on the figures."""
    touched, looked = list(touched), list(looked)
    if any(contact.contested for contact in touched):
        yield "Some contacts rest on a number that was shared, pooled or is contested, or on a group chat; each is marked."
    if any(contact.duty_basis == "planned" for contact in touched):
        yield "For some contacts only the planned duty is known, not the duty as worked."
    if any(contact.at_alt for contact in touched):
        yield "Some times fall in the hour that came twice on an autumn night; both readings are kept."
    if touched and all(len(contact.origins) == 1 and contact.direction == "out" for contact in touched if contact.kind in {"call", "sms"}):
        yield "A network's bill shows what was sent and charged. Calls and texts received may be missing."
    if any(contact.direction != "in" for contact in touched):
        yield "A contact is explained where a role towards the person was open and it fell on duty or was entered in the contact log."
    if any(look.unexplained for look in looked):
        yield "“Nothing explains” means that no purpose was found in these files; it is a question to the officer, not an answer."
