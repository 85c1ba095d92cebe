"""What an officer may not do, and what may not be published, as it stands: suspension, restricted duties, the chair's directions."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from custodiet.law.steps import History, Key
from custodiet.law.steps.investigation import DutiesRestricted, RestrictionReviewed, Suspended, SuspensionEnded
from custodiet.law.steps.proceedings import ReportingRestricted, RestrictionLifted
from custodiet.web.staff.step_fields import Names
from custodiet.web.templatetags.house import british


def restraints(history: History, names: Names) -> list[dict[str, str]]:
    """Each restraint that stands, as a fact with its heading."""
    return [row for officer in history.officers for row in restraints_of(history, officer, names)]


def restraints_of(history: History, officer: Key, names: Names) -> list[dict[str, str]]:
    """Those on one officer."""
    return [{"key": f"{names.of(officer)}: {what}", "value": words} for what, words in _of(history, officer, names)]


def _of(history: History, officer: Key, names: Names) -> Iterator[tuple[str, str]]:
    suspended = history.latest(Suspended, officer)
    if suspended and not any(step.on >= suspended.on for step in history.all(SuspensionEnded, officer)):
        yield _("suspended"), _("since %s") % british(suspended.on)
    limited = history.latest(DutiesRestricted, officer)
    if limited and not any(step.on >= limited.on and not step.goes_on for step in history.all(RestrictionReviewed, officer)):
        words = _("%(what)s. Since %(on)s; reviewed by: %(who)s")
        yield _("duties restricted"), words % {"what": limited.restriction, "on": british(limited.on), "who": limited.reviewer}
    for made in history.all(ReportingRestricted, officer):
        later = [step for step in history.all(RestrictionLifted, officer) if step.on >= made.on and step.person == made.person]
        lifted = {term for step in later for term in step.binds}
        whom = f" ({names.of(made.person)})" if made.person else ""
        if held := [term.value + whom for term in made.binds if term not in lifted]:
            words = _("Not to be published: %(what)s. Since %(on)s")
            yield _("publication restricted"), words % {"what": ", ".join(held), "on": british(made.on)}
