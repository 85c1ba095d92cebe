"""The query for what may be seen, and the question about one case, in every world of one user and one case."""

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from custodiet.casework.access import Access, can, visible_to
from custodiet.casework.jobs import PERMISSIONS, Permission
from custodiet.casework.models import Case, Conflict, Grant, Involvement, Part, Person, Role, User
from tests.casework.conftest import user

pytestmark = pytest.mark.django_db

NOW = timezone.now()
GRANTS = {
    "none": None,
    "active": (NOW - timedelta(days=1), None),
    "until tomorrow": (NOW - timedelta(days=1), NOW + timedelta(days=1)),
    "ended": (NOW - timedelta(days=2), NOW - timedelta(days=1)),
    "not begun": (NOW + timedelta(days=1), None),
}


def world(role: Role, grant: str, relation: str, conflict: str, restricted: bool, active: bool) -> tuple[User, Case]:
    """One user and one case with these relations between them."""
    looker = user(role)
    looker.person = Person.objects.create(name="The user")
    looker.is_active = active
    looker.save()
    case = Case.objects.create(kind="complaint", title="A complaint", restricted=restricted)
    other = Person.objects.create(name="Somebody else")
    Involvement.objects.create(case=case, person=other, key="witness-1", role=Part.WITNESS, alias="Mx A")
    if relation != "none":
        Involvement.objects.create(case=case, person=looker.person, key="self", role=relation, alias="PC X")
    if grant != "none":
        since, until = GRANTS[grant]
        Grant.objects.create(case=case, user=looker, role=role.value, since=since, until=until, granted_by=looker)
    if conflict != "none":
        known = {"case": case} if conflict == "case" else {"person": other}
        Conflict.objects.create(user=looker, reason="A friend", declared_by=looker, **known)
    return looker, case


@pytest.mark.parametrize("role", Role)
def test_the_query_and_the_question_agree_in_every_world(role: Role) -> None:
    relations = ("none", Part.OFFICER, Part.COMPLAINANT)
    for facts in product(GRANTS, relations, ("none", "case", "person"), (False, True), (False, True)):
        looker, case = world(role, *facts)
        access = Access(looker)
        grant, relation, conflict, restricted, active = facts
        granted = grant in ("active", "until tomorrow")
        known = granted or (role is Role.HEAD and not restricted)
        expected = active and Permission.VIEW in PERMISSIONS[role] and relation == conflict == "none" and known
        assert bool(can(access, Permission.VIEW, case)) is expected, facts
        assert list(visible_to(access, Case).filter(pk=case.pk)) == ([case] if expected else []), facts
        assert visible_to(access, Involvement).filter(case=case).exists() is expected, facts
        # One thing after another is asked for only where nothing hides the case from them for good: elsewhere it is hidden before that.
        for action in Permission if active and relation == conflict == "none" else (Permission.TAKE_STEP, Permission.LOG):
            assert bool(can(access, action, case)) is (expected and action in PERMISSIONS[role]), (facts, action)
