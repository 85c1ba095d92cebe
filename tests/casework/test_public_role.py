"""The role of the public site on PostgreSQL: it reads the public columns of one table, and the pages need no more."""

import os
import subprocess
import sys
import textwrap

import pytest

from custodiet.casework import public_role
from custodiet.casework.on_site import OF_FIGURES, PUBLIC
from custodiet.casework.public_role import OPEN
from custodiet.cli import main

ROLE = "custodiet_public"
TRIED = textwrap.dedent("""
    import django
    django.setup()
    from django.db import connection, ProgrammingError
    from django.test import Client
    client = Client(headers={"host": "localhost"})
    from custodiet.web.public.routes import PUBLIC_ROUTES
    for route in PUBLIC_ROUTES:
        if "<" not in route.path:
            print("/" + route.path, client.get("/" + route.path, secure=True).status_code)
    print("none", client.get("/outcomes/none-of-that-name/", secure=True).status_code, client.get("/sign-in/", secure=True).status_code)
    print("sent", client.post("/outcomes/", secure=True).status_code)
    for table in ("casework_person", "casework_case", "casework_casestep", "casework_user", "casework_publishedoutcome"):
        try:
            connection.cursor().execute(f"SELECT * FROM {table}")
            print("READ", table)
        except ProgrammingError:
            connection.rollback()
            print("refused", table)
""")


def environment(database, tmp_path, module="custodiet.public_settings"):
    known = {name: value for name, value in os.environ.items() if not name.startswith(("CUSTODIET_", "DJANGO_"))}
    own = {"CUSTODIET_DATABASE": database, "CUSTODIET_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": module}
    return known | own


def run(words, database, tmp_path, module="custodiet.public_settings"):
    command = [sys.executable, *words]
    return subprocess.run(command, env=environment(database, tmp_path, module), capture_output=True, text=True, check=False, timeout=300)


@pytest.mark.postgres
def test_the_role_reads_the_public_columns_alone_and_the_public_site_lives_on_them(postgres_url, tmp_path):
    owner = run(["-m", "django", "migrate", "--verbosity", "0"], postgres_url, tmp_path, "custodiet.settings")
    assert owner.returncode == 0, owner.stderr
    printed = run(["-m", "custodiet.cli", "public-role", ROLE], postgres_url, tmp_path, "custodiet.settings")
    assert printed.returncode == 1 and "GRANT SELECT (id, slug, title" in printed.stdout and "not there yet" in printed.stdout
    applied = run(["-m", "custodiet.cli", "public-role", ROLE, "--apply"], postgres_url, tmp_path, "custodiet.settings")
    assert (applied.returncode, applied.stdout.strip()) == (
        0, f"-- The role {ROLE} can read the public columns of {' and '.join(OPEN)}, and nothing else.",
    ), applied.stderr  # fmt: skip
    public = postgres_url.replace("postgresql://custodiet@", f"postgresql://{ROLE}@")
    assert public != postgres_url
    lived = run(["-c", TRIED], public, tmp_path)
    assert lived.returncode == 0, lived.stderr
    assert "READ" not in lived.stdout and lived.stdout.count("refused") == 5, lived.stdout
    assert "/outcomes/ 200" in lived.stdout and "/hearings/ 200" in lived.stdout and "/withdrawn/ 200" in lived.stdout
    assert "/statistics/ 200" in lived.stdout
    assert "none 404 404" in lived.stdout and "sent 405" in lived.stdout
    assert run(["-c", "import custodiet.web.public.wsgi"], public, tmp_path).returncode == 0
    as_owner = run(["-c", "import custodiet.web.public.wsgi"], postgres_url, tmp_path)
    assert as_owner.returncode == 1 and "can read or write what is not public" in as_owner.stderr
    granted = run(["-c", "import django; django.setup(); from django.db import connection; connection.cursor().execute("
                   f"'GRANT SELECT (name) ON casework_person TO {ROLE}')"], postgres_url, tmp_path, "custodiet.settings")  # fmt: skip
    assert granted.returncode == 0, granted.stderr
    again = run(["-m", "custodiet.cli", "public-role", ROLE], postgres_url, tmp_path, "custodiet.settings")
    assert again.returncode == 1 and "It can read casework_person.name." in again.stdout
    assert "casework_person.name" in run(["-c", "import custodiet.web.public.wsgi"], public, tmp_path).stderr


@pytest.mark.django_db
@pytest.mark.only_on("sqlite")
def test_on_another_database_a_sentence_says_that_there_are_no_roles(capsys):
    assert main(["public-role", ROLE]) == 2
    assert "has no roles" in capsys.readouterr().err


def test_no_column_that_says_of_whom_or_what_was_kept_back_is_public():
    assert not {"case_id", "about", "alias", "named", "withheld", "approved_by_first_id", "approved_by_second_id"} & set(PUBLIC)
    assert not {"frozen_id", "approved_by_first_id", "approved_by_second_id"} & set(OF_FIGURES)
    assert "GRANT SELECT" in " ".join(public_role.statements(ROLE))
