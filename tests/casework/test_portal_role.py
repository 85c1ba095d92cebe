"""The role of the portal on PostgreSQL: every page for people outside lives on it, and of the records it has no more than they need."""

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from custodiet.casework import portal_role
from custodiet.casework.guarded import TABLES
from custodiet.casework.models import SafeContact
from custodiet.casework.narrow_role import MAKES
from custodiet.cli import main

ROLE = "custodiet_portal"
MADE = textwrap.dedent("""
    import django, json
    django.setup()
    from custodiet.casework.actions import grants, people, portal_keys, portal_talk
    from custodiet.casework.models import Case, Part, Worded
    from tests.casework.conftest import TODAY, opened, staff
    force = staff()
    def case(name, **other):
        made = opened(force.intake, complainant=people.NewPerson(name=name), safe_contact={"safe_to_text": True, "phone": "07700 900123"},
                      **other)
        return made, made.involvements.get(role=Part.COMPLAINANT.value)
    hers, her = case("Nadia Ferris")
    others, other = case("Rosa Lind")
    covert, someone = case("Ada Kerr")
    key = portal_keys.give(involvement=her, by=force.intake)
    gone = portal_keys.give(involvement=someone, by=force.intake)
    Case.objects.filter(pk=covert.pk).update(restricted=True)
    portal_talk.answer(case=hers, person=her.person, text="We have it.", by=force.intake, token="t1", today=TODAY)
    portal_talk.answer(case=others, person=other.person, text="Not hers.", by=force.intake, token="t2", today=TODAY)
    print(json.dumps({"link": key.link, "code": key.code, "hers": hers.pk, "others": others.pk, "covert": covert.pk,
                      "other": other.person_id, "her": her.person_id}))
""")
LIVED = textwrap.dedent("""
    import django, json, sys
    django.setup()
    from django.test import Client
    from tests.web.reporting import TOKEN, file, tell, told
    from custodiet.web.portal.routes import PORTAL_ROUTES
    from custodiet.web.public.routes import PUBLIC_ROUTES
    from custodiet.web.routes import ROUTES
    given = json.loads(sys.argv[1])
    phone = Client(headers={"host": "localhost"})
    report, code = told(phone, files=[file("shot.png", b"PNG" * 40)])
    assert "R-" in phone.get("/form/done/").content.decode()
    assert phone.get("/form/done/1/").json()["statement"] and phone.get("/form/done/2/").json()["answers"]["what"]["words"]
    assert phone.get("/form/key/").status_code == 200 and phone.get("/out/").status_code == 302
    again = Client(headers={"host": "localhost"})
    assert again.get("/form/done/").status_code == 302
    assert again.post("/form/back/", {"code": "WRONG-CODE"}).status_code == 200
    assert again.post("/form/back/", {"code": code}).status_code == 302 and again.get("/form/done/").status_code == 200
    her = Client(headers={"host": "localhost"})
    assert her.post("/m/in/", {"link": given["link"], "code": "00000000"}).status_code == 200
    assert her.post("/m/in/", {"link": given["link"], "code": given["code"]}).status_code == 302
    page = her.get("/m/").content.decode()
    assert "We have it." in page and "Not hers." not in page, page
    def sent(address, **words):
        token = TOKEN.search(her.get(address).content.decode())[1]
        answer = her.post(address, {"token": token, **words})
        assert answer.status_code == 302, (address, answer.status_code, answer.content.decode()[-1500:])
    sent("/m/talk/", words="Thank you.")
    for what in ("review", "sorry", "come"):
        sent(f"/m/ask/{what}/", words="Please.")
    sent("/m/ask/reach/", ways=["safe_to_email"], email="n@example.org", words="")
    sent("/m/more/", words="A picture.", files=[file("second.png", b"PNG" * 50)])
    assert her.get("/cy/m/").status_code == 200 and her.post("/m/close/").status_code == 302
    answers = {her.get("/" + route.path).status_code for route in PUBLIC_ROUTES if "<" not in route.path and route.name != "archive"}
    assert answers == {200}, answers
    staff = [route for route in ROUTES if route not in (*PORTAL_ROUTES, *PUBLIC_ROUTES)]
    there = ["/" + route.path.replace("<str:reference>", "WV-AAAA-AAAA") for route in staff if route.path and "<int" not in route.path]
    shown = {her.get(address).status_code for address in there}
    assert shown == {404} and len(staff) > 50, (shown, len(staff))
    print("LIVED")
""")
TRIED = textwrap.dedent("""
    import django, json, sys
    django.setup()
    from django.db import connection, DatabaseError
    def tried(statement):
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchone()[0] if cursor.description else cursor.rowcount
        except DatabaseError as refused:
            return str(refused).split(chr(10))[0]
    print(json.dumps([tried(line) for line in json.loads(sys.argv[1])]))
""")


def run(words, database, data, module="custodiet.portal_settings"):
    known = {name: value for name, value in os.environ.items() if not name.startswith(("CUSTODIET_", "DJANGO_"))}
    own = {"CUSTODIET_DATABASE": database, "CUSTODIET_DATA": str(data), "DJANGO_SETTINGS_MODULE": module}
    command = [sys.executable, *words]
    return subprocess.run(command, env=known | own, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def made(postgres_url, tmp_path_factory):
    """Three cases on a server of our own, one with an open way in; the role; where the data lies and what the owner made."""
    data = tmp_path_factory.mktemp("portal")
    for words in (["-m", "django", "migrate", "--verbosity", "0"], ["-m", "custodiet.cli", "portal-role", ROLE, "--apply"], ["-c", MADE]):
        done = run(words, postgres_url, data, "custodiet.settings")
        assert done.returncode == 0, done.stdout + done.stderr
    as_role = postgres_url.replace("postgresql://custodiet@", f"postgresql://{ROLE}@")
    assert as_role != postgres_url
    return {"owner": postgres_url, "role": as_role, "data": data, **json.loads(done.stdout)}


def tried(made, *statements):
    done = run(["-c", TRIED, json.dumps(statements)], made["role"], made["data"])
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.postgres
def test_a_report_her_page_and_the_public_pages_live_on_the_role_and_no_page_of_staff_is_there(made):
    lived = run(["-c", LIVED, json.dumps({name: made[name] for name in ("link", "code")})], made["role"], made["data"])
    assert lived.stdout.strip() == "LIVED", lived.stdout[-3000:] + lived.stderr[-3000:]
    assert [each.name for each in Path(made["data"] / "visits").iterdir()]  # the visits of the portal are no rows beside those of staff
    checked = run(["-m", "custodiet.cli", "doctor"], made["owner"], made["data"], "custodiet.settings")
    for said in (
        "The ledger agrees with itself",
        "Every report that was sent agrees with its receipt",
        "Every row is as the ledger recorded it",
    ):
        assert f"good  {said}" in checked.stdout, checked.stdout


@pytest.mark.postgres
def test_the_role_reads_nothing_of_anybody_and_of_no_case_but_those_with_an_open_way_in(made):
    closed = (
        "SELECT name FROM casework_person", "SELECT password FROM casework_user", "SELECT username FROM casework_user",
        "SELECT phone FROM casework_safecontact", "SELECT safe_to_text FROM casework_safecontact", "SELECT why FROM casework_casestep",
        "SELECT recorded_by_id FROM casework_casestep", "SELECT session_data FROM django_session", "SELECT value FROM casework_ledgerbody",
        "SELECT actor_id FROM casework_ledgerentry", "SELECT mark FROM casework_reportmark", "SELECT text FROM casework_note",
        "SELECT id FROM casework_exhibit", "SELECT id FROM casework_detectedfinding", "SELECT id FROM casework_outgoing",
        "SELECT details FROM casework_portalrequest",
    )  # fmt: skip
    assert all("permission denied" in str(said) for said in tried(made, *closed)), list(zip(closed, tried(made, *closed), strict=True))
    where = f"WHERE case_id IN ({made['others']}, {made['covert']})"
    seen = (
        f"SELECT count(*) FROM casework_casestep WHERE case_id = {made['hers']}", f"SELECT count(*) FROM casework_casestep {where}",
        f"SELECT count(*) FROM casework_portalmessage {where}", f"SELECT count(*) FROM casework_involvement {where}",
        "SELECT count(*) FROM casework_case", f"UPDATE casework_safecontact SET safe_to_text = false WHERE person_id = {made['other']}",
    )  # fmt: skip
    assert tried(made, *seen) == [1, 0, 0, 0, 1, 0]


@pytest.mark.postgres
def test_the_role_alters_nothing_that_is_append_only_and_removes_nothing(made):
    altered = [f"UPDATE {one.table} SET {one.key} = {one.key}" for one in TABLES] + [f"DELETE FROM {one.table}" for one in TABLES]
    assert [line for line, said in zip(altered, tried(made, *altered), strict=True) if "permission denied" not in str(said)] == []
    here = f"WHERE id = {made['hers']}"
    [moved, other, taken] = tried(
        made,
        f"UPDATE casework_case SET id = 999 {here}",
        f"UPDATE casework_case SET stage = 'closed' {here}",
        "DELETE FROM casework_portalsession",
    )
    assert "row-level security" in moved and "permission denied" in other and "permission denied" in taken
    spoken = "INSERT INTO casework_portalmessage (case_id, person_id, \"on\", text, token) VALUES ({}, {}, '2024-01-01', 'x', '{}')"
    number = "INSERT INTO casework_safecontact (person_id, phone, safe_to_text) VALUES ({}, '07700 900999', true)"
    assert "permission denied" in str(tried(made, number.format(made["her"]))[0])
    [put, hers] = tried(made, spoken.format(made["others"], made["other"], "a"), spoken.format(made["hers"], made["her"], "b"))
    assert "row-level security" in str(put) and hers == 1  # where she may write, it may


MORE = (
    ("{} SELECT (name) ON casework_person {} " + ROLE, "It can read casework_person.name."),
    ("{} DELETE ON casework_report {} " + ROLE, "It can write to casework_report more than it may."),
    ("{} UPDATE (stage) ON casework_case {} " + ROLE, "It can write to casework_case more than it may."),
    ("{} INSERT ON casework_note {} " + ROLE, "It can write to casework_note."),
    ("ALTER TABLE casework_casestep {} ROW LEVEL SECURITY", "It can reach every row of casework_casestep."),
    ("{} CREATE ON SCHEMA public {} " + ROLE, MAKES),
)
"""What the role must not have: the statement that gives it and takes it away, and the sentence that names it."""


@pytest.mark.postgres
def test_a_role_that_can_do_more_is_named_and_the_portal_does_not_start_under_it(made):
    asked = "import django, sys; django.setup(); from django.db import connection as c; [c.cursor().execute(one) for one in sys.argv[1:]]"
    alone = [statement for statement, _said in MORE]
    given = [each.format("GRANT", "TO") if "{}" in each[:3] else each.format("DISABLE") for each in alone]
    taken = [each.format("REVOKE", "FROM") if "{}" in each[:3] else each.format("ENABLE") for each in alone]
    assert run(["-c", asked, *given], made["owner"], made["data"], "custodiet.settings").returncode == 0
    printed = run(["-m", "custodiet.cli", "portal-role", ROLE], made["owner"], made["data"], "custodiet.settings")
    started = run(["-c", "import custodiet.web.portal.wsgi"], made["role"], made["data"])
    assert run(["-c", asked, *taken], made["owner"], made["data"], "custodiet.settings").returncode == 0
    assert printed.returncode == 1
    assert sorted(line[3:] for line in printed.stdout.splitlines() if line.startswith("--")) == sorted(said for _statement, said in MORE)
    assert started.returncode == 1 and "It can read casework_person.name." in started.stderr, started.stderr


WIDER = (
    (f"ALTER POLICY only_of_{ROLE} ON casework_casestep USING (true)", "It sees rows of casework_casestep under another condition"),
    (
        f"ALTER POLICY only_of_{ROLE} ON casework_portalmessage WITH CHECK (true)",
        "It sees rows of casework_portalmessage under another condition",
    ),
    (
        "CREATE OR REPLACE FUNCTION custodiet_open_case(bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER AS 'SELECT true'",
        "What it sees rests on custodiet_open_case(bigint), which is not as this version makes it.",
    ),
)
"""A limit that is there and holds nothing back: what makes it so, and the sentence that names it."""


@pytest.mark.postgres
def test_a_limit_that_was_widened_is_named_the_portal_does_not_start_and_the_command_mends_it(made):
    asked = "import django, sys; django.setup(); from django.db import connection as c; [c.cursor().execute(one) for one in sys.argv[1:]]"
    looked = ["-m", "custodiet.cli", "portal-role", ROLE]
    assert run(looked, made["owner"], made["data"], "custodiet.settings").returncode == 0
    assert run(["-c", asked, *[one for one, _said in WIDER]], made["owner"], made["data"], "custodiet.settings").returncode == 0
    printed = run(looked, made["owner"], made["data"], "custodiet.settings")
    started = run(["-c", "import custodiet.web.portal.wsgi"], made["role"], made["data"])
    mended = run([*looked, "--apply"], made["owner"], made["data"], "custodiet.settings")
    said = [line[3:] for line in printed.stdout.splitlines() if line.startswith("--")]
    assert (printed.returncode, len(said)) == (1, 3)
    assert all(each.startswith(sentence) for each, (_one, sentence) in zip(said, WIDER, strict=True)), said
    assert started.returncode == 1 and WIDER[0][1] in started.stderr, started.stderr
    assert mended.returncode == 0, mended.stdout


@pytest.mark.postgres
def test_the_portal_does_not_start_under_a_role_that_may_become_another(made):
    """A role that belongs to another and does not inherit can do no more at once, and everything after SET ROLE."""
    asked = "import django, sys; django.setup(); from django.db import connection as c; [c.cursor().execute(one) for one in sys.argv[1:]]"
    given = ("DROP ROLE IF EXISTS custodiet_more", "CREATE ROLE custodiet_more", f"GRANT custodiet_more TO {ROLE}")
    assert run(["-c", asked, *given], made["owner"], made["data"], "custodiet.settings").returncode == 0
    started = run(["-c", "import custodiet.web.portal.wsgi"], made["role"], made["data"])
    assert run(["-c", asked, "DROP ROLE custodiet_more"], made["owner"], made["data"], "custodiet.settings").returncode == 0
    assert started.returncode == 1 and "belongs to another role" in started.stderr, started.stderr


@pytest.mark.postgres
def test_the_portal_starts_under_its_role_and_not_under_the_owner_of_the_tables(made):
    assert run(["-c", "import custodiet.web.portal.wsgi"], made["role"], made["data"]).returncode == 0
    as_owner = run(["-c", "import custodiet.web.portal.wsgi"], made["owner"], made["data"])
    assert as_owner.returncode == 1 and "can do more than its pages need" in as_owner.stderr


@pytest.mark.django_db
@pytest.mark.only_on("sqlite")
def test_on_another_database_a_sentence_says_that_there_are_no_roles(capsys):
    assert main(["portal-role", ROLE]) == 2
    assert "has no roles" in capsys.readouterr().err


def test_nothing_append_only_may_be_altered_under_the_role():
    assert not {one.table for one in TABLES} & set(portal_role.MAY.changes)


def test_no_number_or_address_may_be_put_in_under_the_role():
    assert SafeContact._meta.db_table not in portal_role.MAY.adds
    assert not {"phone", "email", "post"} & set(portal_role.MAY.changes[SafeContact._meta.db_table])
