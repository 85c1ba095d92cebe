"""A person's name: surname, full name in every order, first name, initials with and without the surname.

A surname that is also an ordinary word ("May", "Page", "White") would hold back every page if it were looked for alone; it is
looked for beside a title, a first name or an initial, and where it stands with a capital in the middle of a sentence.
"""

import re
from itertools import permutations

from custodiet.publication.folding import cased, words_of
from custodiet.publication.forms.form import BETWEEN_WORDS, ENDS, LONG, STARTS, Form, form, plain
from custodiet.publication.forms.ordinary import MONTHS, ORDINARY
from custodiet.publication.identifiers import UnreadableIdentifier

TITLES = (
    "PC", "DC", "SC", "PS", "DS", "Sgt", "Sergeant", "Constable", "Insp", "Inspector", "DI", "DCI", "Supt", "Superintendent", "ACC",
    "DCC", "CC", "PCSO", "Officer", "Detective", "Commander", "Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Sir", "Dame", "Lady", "Lord",
    "Witness", "Complainant", "Victim", "Ex-PC", "WPC", "Special",
)  # fmt: skip
PARTICLES = frozenset(
    {"de", "da", "di", "du", "del", "della", "der", "den", "van", "von", "la", "le", "el", "al", "bin", "ibn", "ap", "st"}
)
_ABBREVIATIONS = """
PC PS DC DS SC CC AC KC QC JP MP AM PM NB PP EU UK US UN DI TV BA MA IT HR DA DV PR PA HQ NA IE EG
"""
NO_INITIALS = frozenset(_ABBREVIATIONS.split())
"""Two letters that are an abbreviation before they are anybody's initials; those are looked for behind a title only."""


def name(value: str) -> tuple[Form, ...]:
    """Every form of a name written "Given Names Surname" or "Surname, Given Names", with or without a title before it."""
    given, surname = split(value)
    whole = " ".join(surname)
    found: list[Form] = []
    if given:
        found += [plain(f"{' '.join(given)} {whole}"), plain(f"{given[0]} {whole}"), *_shortened(given, surname)]
        if len(given[0]) >= LONG and given[0].casefold() not in ORDINARY:
            found.append(plain(given[0]))
        found += _initials(given, surname[-1])
    for part in _parts(surname):
        found += _among_words(part, given) if part.casefold() in ORDINARY else [plain(part)]
    return tuple(dict.fromkeys(found))


def looked_for_with_less(value: str) -> bool:
    """Whether the surname is an ordinary word, so that a search for it alone was not made."""
    return any(part.casefold() in ORDINARY for part in _parts(split(value)[1]))


def split(value: str) -> tuple[list[str], list[str]]:
    """The given names and the words of the surname; a title or a number before them is left out."""
    before, comma, after = value.partition(",")
    words = [w for w in (after + " " + before if comma else value).split() if any(map(str.isalpha, w))]
    titles = {title.casefold() for title in TITLES}
    while len(words) > 1 and words[0].strip(".").casefold() in titles:
        words = words[1:]
    if not words or not words_of(words[-1]):
        raise UnreadableIdentifier("is no name: there are no letters in it. Give the name in full.")
    at = len(words) - 1
    if comma and len(before.split()) > 1:
        at = max(1, len(words) - len(before.split()))
    while at > 1 and words[at - 1].casefold() in PARTICLES:
        at -= 1
    surname = words[at:]
    letters = "".join(words_of(" ".join(surname)))
    if len(letters) < 2 and letters.isascii():
        raise UnreadableIdentifier("is empty or a single letter and cannot be looked for. Give the name in full.")
    return words[:at], surname


def _parts(surname: list[str]) -> list[str]:
    """The surname, and of a double-barrelled one each half that is long enough to mean anybody."""
    halves = [half for half in surname[-1].split("-") if len(half) >= LONG] if "-" in surname[-1] else []
    return [" ".join(surname), *([surname[-1]] if len(surname) > 1 else []), *halves]


def _shortened(given: list[str], surname: list[str]) -> list[Form]:
    """Initials and surname in either order, where the surname alone is too short or too ordinary to be found by itself."""
    last = BETWEEN_WORDS.join(re.escape(word) for word in words_of(" ".join(surname)))
    heads = [words_of(each)[0][0] for each in given if words_of(each)]
    if not heads:
        return []
    first, all_of_them = re.escape(heads[0]), r"[\W_]{0,2}".join(map(re.escape, heads))
    run = "".join(words_of(" ".join(surname)))
    needs = {"".join(heads) + run, run + "".join(heads), heads[0] + run, run + heads[0]}
    gap = r"[.\s_+,'’-]{1,3}"  # no bracket: "<t>Case" is a tag and a word, and no T. Case
    return [
        form(
            needs,
            *(f"{STARTS}{each}{gap}{last}{ENDS}" for each in {first, all_of_them}),
            *(f"{STARTS}{last},{BETWEEN_WORDS}{each}{ENDS}" for each in {first, all_of_them}),
        )
    ]


def _initials(given: list[str], last: str) -> list[Form]:
    """The initials alone: with full stops in any order, or behind a title."""
    heads = [cased(each)[0].upper() for each in (*given[:2], last) if cased(each)[:1].isalpha()]
    if len(heads) < 2:
        return []
    sets = {tuple(heads), (heads[0], heads[-1])}
    orders = sorted({order for each in sets for order in permutations(each)})
    titles = "|".join(map(re.escape, TITLES))
    no_surname = r"(?!\.? ?[A-Z][a-z])"
    run, stopped = (r"\.? ?".join, r"\. ?".join)
    patterns = [rf"\b(?:{titles})\.? {run(map(re.escape, order))}\b{no_surname}" for order in orders]
    patterns += [
        rf"(?<![\w.]){stopped(map(re.escape, order))}(?:\.|\b){no_surname}(?!\w)" for order in orders if "".join(order) not in NO_INITIALS
    ]
    needs = {"".join(order).casefold() for order in orders}
    return [form(needs, *patterns, cased=True, bare=True)]


def _among_words(surname: str, given: list[str]) -> list[Form]:
    """A surname that is an ordinary word, where capitals or what stands beside it show that a person is meant."""
    word = cased(surname)
    written = f"(?:{re.escape(word.capitalize())}|{re.escape(word.upper())})"
    titles = "|".join(map(re.escape, TITLES))
    patterns = [rf"\b(?:{titles})\.? {written}\b"]
    if word.casefold() not in MONTHS:
        patterns.append(rf"(?:^|[\s(])[a-z]+,? {re.escape(word.capitalize())}\b(?!,? [A-Z0-9])")
    slug = rf"(?:pc|dc|ps|ds|mr|mrs|ms|miss|mx|dr|officer)[-_]{re.escape(word.casefold())}{ENDS}"
    found = [form(word.casefold(), *patterns, cased=True), form(word.casefold(), STARTS + slug)]
    for each in given[:1]:
        head = re.escape(cased(each))
        found.append(form(word.casefold(), rf"(?i:{STARTS}{head}[\W_]{{1,3}}{re.escape(word)}{ENDS})", cased=True))
    return found
