"""What goes out to people of the public: neutral words, safe ways only, one row for each message and how far it has come."""

import json
import threading
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core import mail

from custodiet.casework import carriers, neutral, safe_ways, sender
from custodiet.casework.access import NotThere, Refused
from custodiet.casework.actions import outgoing, people
from custodiet.casework.models import Delivery, Neutral, Outgoing, Part, Person, Role, SafeContact, Way
from tests.casework.conftest import user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
SECRET = "BCDFGHJKMNPQRSTVWXYZ23456789"


@pytest.fixture
def her(case, department):
    officer = people.NewPerson(name="Gareth Holloway", officer={"force": "Wessex Vale Constabulary", "collar_number": "4471"})
    people.add_person(case=case, person=officer, role=Part.OFFICER, key="officer-1", by=department.intake)
    new = people.NewPerson(name="Nadia Ferris", contact={"safe_to_email": True, "email": "n@example.org", "asked_on": TODAY})
    return people.add_person(case=case, person=new, role=Part.VICTIM, key="victim-1", by=department.intake).person


def queued(case, her, department, **more):
    return outgoing.queue(case=case, person=her, by=department.intake, **({"template": Neutral.NEWS, "today": TODAY} | more))


def sent(today=TODAY):
    return {state: count for state, count in sender.send_waiting(today).items() if count}


@pytest.mark.parametrize(
    "leak", ["your complaint", "Nadia", "PC Holloway", "the officer", "no. 4471", "Swyddog", "a police matter", "we are sorry"]
)
def test_the_scan_catches_a_message_that_tells(case, her, leak):
    private = neutral.private_words(case, her)
    assert list(neutral.tells(neutral.compose(Neutral.NEWS), private)) == []
    leaking = neutral.Composed("post@example.org", "A message for you", f"There is something new about {leak}.")
    assert list(neutral.tells(leaking, private))


@pytest.mark.parametrize("template", list(Neutral))
def test_no_message_there_is_tells_what_it_is_about(case, her, template):
    composed = neutral.compose(template, SECRET)
    assert list(neutral.tells(composed, neutral.private_words(case, her))) == []
    assert composed.subject == "A message for you"


def test_every_message_has_its_words():
    assert set(neutral.BODIES) == set(Neutral)


def test_a_sender_or_an_address_that_tells_stops_the_sending(settings, capsys):
    settings.POLICY = {"outgoing": {"address": "https://misconduct.wessexvale.police.example/m/"}}
    assert sender.run(None) == 1
    assert "police" in capsys.readouterr().err


def test_an_address_without_encryption_is_refused(settings):
    settings.POLICY = {"outgoing": {"address": "http://letters.example.org/m/"}}
    assert any("https" in fault for fault in neutral.address_faults())


def test_a_message_goes_the_way_that_is_safe_and_says_nothing(case, her, department):
    row = queued(case, her, department)
    assert sent() == {"handed over": 1}
    row.refresh_from_db()
    letter = mail.outbox[0]
    assert (row.way, row.state, letter.to) == ("EMAIL", "HANDED_OVER", ["n@example.org"])
    assert list(neutral.tells(neutral.Composed("", letter.subject, letter.body), neutral.private_words(case, her))) == []
    assert sent() == {}
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "change", [{"safe_to_email": False}, {"asked_on": None}, {"asked_on": TODAY - timedelta(days=91)}, {"review_on": date(2026, 11, 1)}]
)
def test_what_is_no_longer_safe_is_withheld_at_the_last_moment(case, her, department, change):
    row = queued(case, her, department)
    SafeContact.objects.filter(person=her).update(**change)
    assert sent() == {"withheld as unsafe": 1}
    row.refresh_from_db()
    assert row.why and mail.outbox == []


def test_an_answer_of_ninety_days_ago_still_counts(her):
    SafeContact.objects.filter(person=her).update(asked_on=TODAY - timedelta(days=90))
    assert safe_ways.unsafe(her, Way.EMAIL, TODAY) == ""


def test_what_was_never_safe_is_withheld_with_its_reason(case, her, department):
    SafeContact.objects.filter(person=her).delete()
    row = queued(case, her, department)
    assert (row.state, row.way) == ("WITHHELD", "")
    assert "Nobody has said" in row.why


def test_where_only_post_is_safe_a_letter_waits_to_be_posted_by_hand(case, her, department):
    SafeContact.objects.filter(person=her).update(safe_to_email=False, safe_to_post=True, post="1 Example Row")
    row = queued(case, her, department)
    assert (row.way, sent()) == ("POST", {})
    assert outgoing.posted(message=row, by=department.intake).state == "HANDED_OVER"
    with pytest.raises(Refused, match="waits to be posted"):
        outgoing.posted(message=row, by=department.intake)


def test_a_link_is_held_only_until_it_has_gone(case, her, department):
    row = queued(case, her, department, template=Neutral.WAY_IN, secret=SECRET)
    assert SECRET.encode() not in bytes(Outgoing.objects.get(pk=row.pk).sealed)
    sent()
    assert SECRET in mail.outbox[0].body
    assert bytes(Outgoing.objects.get(pk=row.pk).sealed) == b""


def test_a_carrier_that_refuses_is_tried_again_later_and_at_last_given_up(case, her, department, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nothing listens there
    row = queued(case, her, department)
    assert (sent(), sent()) == ({"queued": 1}, {})
    Outgoing.objects.filter(pk=row.pk).update(tries=sender.MOST_TRIES - 1, next_try_at=None)
    assert sent() == {"failed": 1}


def test_nobody_without_a_place_in_the_case_may_write_to_her(case, her):
    with pytest.raises(NotThere):
        outgoing.queue(case=case, person=her, template=Neutral.NEWS, today=TODAY, by=user(Role.INVESTIGATOR))


def test_nobody_is_written_to_from_a_case_they_are_not_in(case, department):
    with pytest.raises(NotThere):
        queued(case, Person.objects.create(name="Somebody Else"), department)


class Service(BaseHTTPRequestHandler):
    """A service on this machine that speaks as Notify does."""

    asked: list = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append((self.path, json.loads(body), self.headers["Authorization"]))
        self.answer({"id": "n-1"})

    def do_GET(self):
        self.answer({"status": "delivered"})

    def answer(self, body):
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


def test_a_text_goes_through_notify_where_it_is_set_up_and_arrives(case, her, department, settings):
    SafeContact.objects.filter(person=her).update(safe_to_email=False, safe_to_text=True, phone="07700 900123")
    assert queued(case, her, department).state == Delivery.WITHHELD.name  # no service is set up
    Service.asked.clear()
    with HTTPServer(("127.0.0.1", 0), Service) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.NOTIFY = f"http://unit:hidden@127.0.0.1:{server.server_port}?text=template-7"
        row = queued(case, her, department)
        assert sent() == {"handed over": 1, "delivered": 1}
        server.shutdown()
    row.refresh_from_db()
    path, body, token = Service.asked[0]
    assert (row.state, path, body["phone_number"], body["template_id"]) == (
        "DELIVERED",
        "/v2/notifications/sms",
        "07700 900123",
        "template-7",
    )
    assert token.count(".") == 2 and "hidden" not in token


def test_notify_over_plain_http_to_another_machine_is_refused(settings):
    settings.NOTIFY = "http://unit:hidden@notify.example.org?text=t"
    with pytest.raises(ValueError, match="https"):
        carriers.notify()


@pytest.mark.parametrize("template", list(Neutral))
def test_every_outgoing_message_is_scanned_when_it_is_queued_and_again_before_it_leaves(case, her, department, template, settings):
    settings.POLICY = {"outgoing": {"sender": "post@vantage.example"}}
    secret = SECRET if template is not Neutral.NEWS else ""
    waiting = queued(case, her, department, template=template, secret=secret)
    assert waiting.state == Delivery.QUEUED.name
    # From now on a word of the sender, whom all messages share, is somebody's name in the case.
    named = people.NewPerson(name="Ada Vantage")
    people.add_person(case=case, person=named, role=Part.WITNESS, key="witness-9", by=department.intake)
    later = queued(case, her, department, template=template, secret=secret)
    assert later.state == Delivery.WITHHELD.name and later.why
    assert sent() == {Delivery.WITHHELD.value: 1}
    waiting.refresh_from_db()
    assert waiting.state == Delivery.WITHHELD.name and waiting.why
