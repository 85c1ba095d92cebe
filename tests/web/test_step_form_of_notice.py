"""The form of the chair's requirement of a public notice opens and asks which parts it must give."""

import pytest

from custodiet.casework.models import User
from tests.permissions.world import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_form_of_a_required_notice_asks_which_parts_it_must_give(on_hearing_day, db):
    case = on_hearing_day.cases[0]
    page = browser_of(User.objects.get(username="chair"), case).get(f"/case/{case.reference}/step/PublicNoticeRequired/?about=officer-1")
    said = page.content.decode()
    assert page.status_code == 200 and 'name="on_day"' in said
    assert all(f'name="must_give" value="{part}"' in said for part in ("name", "date", "time", "place", "conduct"))
