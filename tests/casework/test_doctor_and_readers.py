"""The doctor says whether a reader of files can start, and which walls it starts without."""

import io
import sys
from datetime import date

import pytest

from custodiet.casework import doctor
from custodiet.evidence import sandbox

TODAY = date(2026, 11, 26)


@pytest.fixture(autouse=True)
def afresh():
    sandbox.isolation.cache_clear()
    yield
    sandbox.isolation.cache_clear()


def test_the_doctor_says_that_no_reader_can_start(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    [sentence] = doctor.readers_start(TODAY)
    assert "ended before the file did" in sentence


@pytest.mark.django_db
def test_the_doctor_notes_each_wall_that_is_missing():
    assert list(doctor.readers_start(TODAY)) == []
    out = io.StringIO()
    assert doctor.examine(out, TODAY) == 0
    assert out.getvalue().count("note  Files are read without") == len(sandbox.isolation().missing)
