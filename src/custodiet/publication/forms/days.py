"""A date of birth in every way in which it is written in Britain: figures in three orders, names of months, words, Welsh."""

import re
from datetime import date

from custodiet.publication.forms.form import Form, form
from custodiet.publication.identifiers import UnreadableIdentifier

_MONTHS = (
    ("january|jan|ionawr|ion", "i"), ("february|febr?|chwefror|chwe", "ii"), ("march|mar|mawrth|maw", "iii"),
    ("april|apr|ebrill|ebr", "iv"), ("may|mai", "v"), ("june|jun|mehefin|meh", "vi"), ("july|jul|gorffennaf|gorff", "vii"),
    ("august|aug|awst", "viii"), ("september|sept?|medi", "ix"), ("october|oct|hydref|hyd", "x"),
    ("november|nov|tachwedd|tach", "xi"), ("december|dec|rhagfyr|rhag", "xii"),
)  # fmt: skip
_TO_NINETEEN = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen
"""
_ONES = _TO_NINETEEN.split()
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NTH = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth"}
_GAP = r"[\W_]{0,4}"
_MARK = r"[\W_]{1,4}(?:(?:day|month|year|mon|yr)[\W_]{1,4})?"


def date_of_birth(value: str) -> tuple[Form, ...]:
    """The forms of a day given as 1990-03-14 or 14/03/1990 (day first, as in Britain)."""
    born = _read(value.strip())
    d, m, y = f"0?{born.day}", f"0?{born.month}", rf"(?:{born.year}|['’]?{born.year % 100:02d})"
    month, roman = _MONTHS[born.month - 1]
    nth, before, after = rf"{d}(?:st|nd|rd|th|ain|eg|fed|ydd|af)?", r"(?<!\d)(?<!\d[.])", r"(?!\d)(?![.]\d)"
    written = [rf"{before}{_MARK.join(order)}{after}" for order in ((d, m, y), (m, d, y), (f"{born.year}", m, d), (f"{born.year}", d, m))]
    written += [
        rf"{before}{nth}{_GAP}(?:day{_GAP})?(?:of{_GAP})?(?:{month}){_GAP}{y}{after}",
        rf"(?:{month}){_GAP}(?:the{_GAP})?{nth}{_GAP}{y}{after}",
        rf"{before}{born.year}{_GAP}(?:{month}){_GAP}{nth}(?!\d)",
        rf"{before}{d}[\W_]{{1,3}}{roman}[\W_]{{1,3}}{y}{after}",
        rf"{_nth(born.day)}{_GAP}(?:day{_GAP})?(?:of{_GAP})?(?:{month}){_GAP}(?:{y}|{_year(born.year)})",
        rf"(?:{month}){_GAP}(?:the{_GAP})?{_nth(born.day)}{_GAP}(?:{y}|{_year(born.year)})",
        rf"{before}{nth}{_GAP}(?:of{_GAP})?(?:{month}){_GAP}{_year(born.year)}",
    ]
    together = (f"{born:%d%m%Y}", f"{born:%Y%m%d}", f"{born:%m%d%Y}", f"{born:%d%m%y}", f"{born:%y%m%d}")
    years = {f"{born.year % 100:02d}", *_year_words(born.year)}
    return (form(years, *written), form(together, rf"(?<![^\W_])(?<!\d[.])(?:{'|'.join(together)})(?![^\W_t])(?![.]\d)", bare=True))


def _read(value: str) -> date:
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", value) or re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", value)
    if found:
        one, two, three = map(int, found.groups())
        try:
            return date(one, two, three) if one > 31 else date(three, two, one)
        except ValueError:
            pass
    raise UnreadableIdentifier("is no day. Give it as year-month-day, for example 1990-03-14, or as 14/03/1990.")


def _cardinal(number: int) -> list[str]:
    return [_ONES[number]] if number < 20 else [_TENS[number // 10], *([_ONES[number % 10]] if number % 10 else [])]


def _nth(number: int) -> str:
    *before, last = _cardinal(number)
    nth = _NTH.get(last, re.sub("y$", "ie", last) + "th")
    return _GAP.join((*before, nth))


def _year_words(year: int) -> list[str]:
    return ["nineteen" if year < 2000 else "two" if year % 100 < 10 else "twenty"]


def _year(year: int) -> str:
    """The year in words: nineteen ninety, nineteen hundred and ninety, two thousand and four, twenty eleven."""
    rest = _GAP.join(_cardinal(year % 100)) if year % 100 else ""
    if year < 2000:
        return rf"nineteen{_GAP}(?:hundred{_GAP}(?:and{_GAP})?)?{rest or 'hundred'}"
    two = rf"two{_GAP}thousand{_GAP}(?:and{_GAP})?{rest}"
    return f"(?:{two}|twenty{_GAP}{rest})" if year % 100 >= 10 else two
