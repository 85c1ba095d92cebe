"""Who is who in the files of a case, as the pages show it: what stands, and what was struck with its reason."""

from custodiet.casework.access import Access, NotThere, case_of, require
from custodiet.casework.exhibit_pages import StruckTie, TieLine, WhoPage
from custodiet.casework.exhibit_queries import ties
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import WITHDRAWN, Tie
from custodiet.casework.queries import consulted, opening, people_lines


@opening
def who_is_who(access: Access, reference: str) -> WhoPage:
    """By what the people of that case are known in its files, and what of that was struck."""
    case = case_of(access, reference)
    require(access, Permission.EXHIBITS, case)
    rows = list(case.ties.select_related("by", "strikes").order_by("pk"))
    lines = {line.pk: line for line in ties(case, rows)}
    struck = {row.strikes_id for row in rows if row.strikes_id}
    consulted(access, case, "who is who", ["number", "chat name", "key", "who said so"])
    return WhoPage(
        reference=case.reference,
        title=case.title,
        standing=tuple(lines[row.pk] for row in rows if row.pk in lines and row.pk not in struck and row.confidence != WITHDRAWN),
        struck=tuple(_struck(row, lines) for row in reversed(rows) if row.strikes_id in lines),
        people=people_lines(case),
        may=permissions(access.user),
    )


def _struck(row: Tie, lines: dict[int, TieLine]) -> StruckTie:
    return StruckTie(said=lines[row.strikes_id or 0], why=row.why, by=row.by.full_name, at=row.recorded_at)


def standing_tie(page: WhoPage, number: int) -> TieLine:
    """The tie of that number, which stands; `NotThere` where none does."""
    found = next((line for line in page.standing if line.pk == number), None)
    if found is None:
        raise NotThere
    return found
